"""Corrections into the document and the memory, and what can be learnt from them about terms."""
from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from bilingual import checks
from bilingual.language.han import HAN
from bilingual.language.words import Words
from bilingual.model.document import PEOPLE, Segment, Severity, TermStatus
from bilingual.review import Accepted
from bilingual.review.match import Change, plain, squeeze
from bilingual.translation.alignment import links
from bilingual.translation.memory import Memory, Unit
from bilingual.translation.stage import correct
from bilingual.workspace.record import Acceptance, Record, Version, now
from bilingual.writers.layout import shown_name

Word = tuple[str, int, int]  # with where it begins and ends
Block = tuple[str, int, int, int, int]  # an opcode of difflib
MOST_WORDS = 8  # of a new rendering; what is longer is a new sentence


@dataclass
class Conflict:
    """Two versions of one sentence by people: the one that stands, and the one that is kept in the history."""
    id: str
    taken: Version
    left: Version

    def __str__(self) -> str:
        return f"{self.id}: {_told(self.taken)} is taken, not {_told(self.left)}"


def _told(version: Version) -> str:
    by = f"{version.who}, " if version.who else ""
    return f"“{version.target}” ({by}{version.file or 'an earlier review'}, {version.state.value})"


@dataclass
class Applied:
    """What was done: segments with new English, segments confirmed as they were, new comments, accepted issues, and
    what to look at.
    """
    corrected: list[Segment] = field(default_factory=list)
    confirmed: list[Segment] = field(default_factory=list)
    commented: list[Segment] = field(default_factory=list)
    accepted: list[Acceptance] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def apply(record: Record, changes: Iterable[Change], memory: Memory | None, file: str = "", when: str = "") -> Applied:
    """Put changes into a record's document and the memory; other places with the same Chinese follow.

    `file` is where the changes come from and `when` they were made, as Version has them. What people wrote before and
    what loses against it stays in the record's history.
    """
    when = when or now()
    record.note_people("", "")
    done = Applied()
    by_id: dict[str, Change] = {}
    for change in changes:
        segment, before = change.segment, by_id.get(change.segment.id)
        if before and before.target != change.target:
            done.warnings.append(
                f"{segment.id} was changed twice; {change.where} was taken instead of {before.where}: “{before.target}”"
            )
            _note(record, before, before.target, file, when)
        by_id[segment.id] = change
    units = [u for change in by_id.values() for u in _taken(record, change, file, when, done)]
    record.settle()
    checks.again(record.document, (c.segment for c in by_id.values()))
    record.settle()
    if memory and units:
        memory.add(units)
    done.warnings += dict.fromkeys(
        f"{s.id}: {i.message}" for s in done.corrected for i in s.open_issues if i.severity is not Severity.INFO
    )
    return done


def _note(record: Record, change: Change, target: str, file: str, when: str) -> Version | None:
    """Take a person's English into the history; None where it is there from the same file already: an old copy takes
    nothing back.
    """
    state = change.state if change.state in PEOPLE else PEOPLE[0]
    version = Version(change.segment.source, target, state, change.segment.id, change.who, when, file)
    same = (version.source, target, state, version.id, file)
    if not change.aware and any((v.source, v.target, v.state, v.id, v.file) == same for v in record.history):
        return None
    record.history.append(version)
    return version


def _taken(record: Record, change: Change, file: str, when: str, done: Applied) -> list[Unit]:
    """Let one change count as much as it does; the unit for the memory where it is what stands."""
    segment = change.segment
    before, old = record.standing(segment), (segment.target, segment.state)
    if change.comment != segment.comment:
        done.commented.append(segment)
        segment.comment = change.comment
    if change.beside and _note(record, replace(change, state=PEOPLE[0]), change.beside, file, ""):
        done.warnings.append(f"{change.where}: both the English and the correction were written into; the correction "
                             f"was taken instead of “{change.beside}”")
    if change.state not in PEOPLE:
        return []
    unit = Unit(
        segment.source,
        change.target,
        change.state,
        document=shown_name(record.document.path),
        who=change.who,
        note=segment.comment,
        engine=record.document.signature,
    )
    if before and (before.target, before.state) == (change.target, change.state) == old:
        return [unit]  # a comment and nothing else
    version = _note(record, change, change.target, file, when)
    stands = record.standing(segment)
    if version is None or stands is None:
        return []
    if before and before.target != version.target and not change.aware and before.file != version.file:
        done.conflicts.append(Conflict(segment.id, stands, before if stands is version else version))
    if stands is not version:
        return []
    renderings = changed_terms(segment, change.target)
    if change.target != old[0]:
        done.corrected.append(segment)
        record.remember(segment.source, segment.target)
    elif change.state is not old[1]:
        done.confirmed.append(segment)
    correct(segment, change.target, change.state, segment.comment)
    return [replace(unit, extra={"renderings": renderings} if renderings else {})]


def accept(record: Record, accepted: Iterable[Accepted], who: str, when: str, done: Applied) -> None:
    """Let issues stand that a reviewer gave a reason for; one of a sentence that has changed since is told."""
    by_id = {s.id: s for s in record.document.segments}
    for one in accepted:
        segment = by_id.get(one.id)
        if segment is None or squeeze(segment.source) != squeeze(one.source):
            segment = next((s for s in record.document.segments if squeeze(s.source) == squeeze(one.source)), None)
        found = [i for i in segment.issues if i.check == one.check] if segment else []
        if segment is None or plain(one.target) not in map(plain, record.known(segment.source, segment.target)):
            done.problems.append(f"{one.where}: the sentence has changed since, so the issue is not accepted")
        elif found and any(i.accepted != one.reason for i in found):
            acceptance = Acceptance(segment.source, segment.target, one.check, one.reason, who, when)
            record.accepted.append(acceptance)
            done.accepted.append(acceptance)
    record.settle()


def changed_terms(segment: Segment, target: str) -> list[tuple[str, str]]:
    """Phrases whose English a correction changed, as (Chinese, new English).

    For a glossary term that is the words now standing where its rendering stood; elsewhere the model's own links tell
    which Chinese the exchanged words came from.
    """
    before, after = _words(segment.target), _words(target)
    blocks = difflib.SequenceMatcher(
        None, [w for w, _, _ in before], [w for w, _, _ in after], autojunk=False
    ).get_opcodes()
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


def _new_words(blocks: Sequence[Block], before: list[Word], after: list[Word], span: tuple[int, int]) -> str:
    """What stands in the new text where `span` stood in the old one; "" where that is nothing or a whole new sentence.
    """
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


def _linked_phrase(source: str, known: Iterable[tuple[int, int, int, int]], span: tuple[int, int]) -> str:
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
