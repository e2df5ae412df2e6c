"""Corrections into the document and the memory, and what can be learnt from them about terms."""
from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from bilingual import checks
from bilingual.language.han import HAN
from bilingual.language.words import Words
from bilingual.model.document import PEOPLE, Segment, Severity, TermStatus
from bilingual.review.match import Change
from bilingual.translation.alignment import links
from bilingual.translation.memory import Memory, Unit
from bilingual.translation.stage import correct
from bilingual.workspace.record import Record

MOST_WORDS = 8  # of a new rendering; what is longer is a new sentence


@dataclass
class Applied:
    """What was done: segments with new English, segments confirmed as they were, new comments, and what to look at."""
    corrected: list[Segment] = field(default_factory=list)
    confirmed: list[Segment] = field(default_factory=list)
    commented: list[Segment] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def apply(record: Record, changes: Iterable[Change], memory: Memory | None) -> Applied:
    """Put changes into a record's document and the memory; other places with the same Chinese follow."""
    done, units, by_id = Applied(), [], {}
    for change in changes:
        segment, before = change.segment, by_id.get(change.segment.id)
        if before and before.target != change.target:
            done.warnings.append(f"{segment.id} was changed twice; {change.where} was taken instead of {before.where}: “{before.target}”")
        by_id[segment.id] = change
    for change in by_id.values():
        segment = change.segment
        renderings = changed_terms(segment, change.target)
        if change.target != segment.target:
            done.corrected.append(segment)
            record.remember(segment.source, segment.target)
        elif change.state is not segment.state:
            done.confirmed.append(segment)
        if change.comment != segment.comment:
            done.commented.append(segment)
        correct(segment, change.target, change.state, change.comment)
        if change.state in PEOPLE:
            units.append(Unit(segment.source, change.target, change.state, document=record.document.path.name, note=change.comment,
                              engine=record.document.signature, extra={"renderings": renderings} if renderings else {}))
    _spread(record, by_id)
    checks.run(record.document)
    if memory:
        memory.add(units)
    done.warnings += dict.fromkeys(f"{s.id}: {i.message}" for s in done.corrected for i in s.issues if i.severity is not Severity.INFO)
    return done


def _spread(record: Record, by_id: dict[str, Change]) -> None:
    """The same sentence elsewhere in the document gets the same English, unless it was changed there itself."""
    by_source = {c.segment.source: c for c in by_id.values() if c.state in PEOPLE}
    for segment in record.document.segments:
        change = by_source.get(segment.source)
        if change and segment.id not in by_id and segment.state not in PEOPLE:
            record.remember(segment.source, segment.target)
            correct(segment, change.target, change.state, segment.comment)


def changed_terms(segment: Segment, target: str) -> list[tuple[str, str]]:
    """Phrases whose English a correction changed, as (Chinese, new English).

    For a glossary term that is the words now standing where its rendering stood; elsewhere the model's own links tell
    which Chinese the exchanged words came from.
    """
    before, after = _words(segment.target), _words(target)
    blocks = difflib.SequenceMatcher(None, [w for w, _, _ in before], [w for w, _, _ in after], autojunk=False).get_opcodes()
    found, used = [], set()
    for term in segment.glossary_terms:
        if term.status is TermStatus.MISSING or not term.target_span:
            continue
        touched = [x for x in blocks if x[0] != "equal" and _overlaps(before[x[1]:x[2]], term.target_span)]
        new = _new_words(blocks, before, after, term.target_span)
        if touched and new:
            found.append((term.source, new))
            used.update(touched)
    known = links(segment)
    for block in blocks:
        kind, a, b, c, d = block
        if kind == "replace" and block not in used and b - a <= MOST_WORDS and d - c <= MOST_WORDS:
            zh = _linked_phrase(segment.source, known, (before[a][1], before[b - 1][2]))
            if zh:
                found.append((zh, " ".join(w for w, _, _ in after[c:d])))
    return found


def _words(text: str) -> list[tuple[str, int, int]]:
    """Words without the punctuation around them, and where they stand."""
    out, at = [], 0
    for raw in text.split():
        start = text.index(raw, at)
        at = start + len(raw)
        word = raw.strip(".,;:!?\"'()[]“”")
        if word:
            shift = raw.index(word)
            out.append((word, start + shift, start + shift + len(word)))
    return out


def _overlaps(words: Sequence[tuple[str, int, int]], span: tuple[int, int]) -> bool:
    return any(a < span[1] and span[0] < b for _, a, b in words)


def _new_words(blocks, before, after, span: tuple[int, int]) -> str:
    """What stands in the new text where `span` stood in the old one; "" where that is nothing or a whole new sentence."""
    inside = [i for i, (_, a, b) in enumerate(before) if a < span[1] and span[0] < b]
    out: list[int] = []
    for kind, a, b, c, d in blocks:
        if kind == "equal":
            out += [c + i - a for i in inside if a <= i < b]
        elif any(a <= i < b for i in inside):
            if not all(i in inside for i in range(a, b)):
                return ""  # the change reaches beyond the term: nobody can tell which words are the term's
            out += range(c, d)
    words = [after[i][0] for i in sorted(set(out))]
    return " ".join(words) if 0 < len(words) <= MOST_WORDS else ""


def _linked_phrase(source: str, known, span: tuple[int, int]) -> str:
    """The Chinese words that some English characters came from; "" when they are not one short phrase."""
    spots = [p for s, e, a, b in known if a < span[1] and span[0] < b for p in range(s, e)]
    at, phrase = 0, ""
    for word in _chinese_words().cut(source) if spots else ():
        if at <= max(spots) and min(spots) < at + len(word):
            phrase += word
        at += len(word)
    return phrase if 2 <= len(phrase) <= 12 and all(HAN.match(c) for c in phrase) else ""


@cache
def _chinese_words() -> Words:
    return Words()
