"""Which sentence of the document each row of an edited file is, and what is new in it."""
from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bilingual.language.han import HAN
from bilingual.model.document import PEOPLE, Segment, State
from bilingual.review import EMPTY, Row
from bilingual.support.xml import xml_safe
from bilingual.workspace.record import Record


@dataclass
class Change:
    """What a file says anew about one segment: another English, a state, or a comment, and who says it.

    `aware` is true where the file shows that it was made from the English the document has now; `beside` is an English
    that somebody wrote into the program's own column while the other stood in the reviewer's.
    """
    segment: Segment
    target: str
    state: State
    comment: str
    where: str
    who: str = ""
    aware: bool = False
    beside: str = ""


@dataclass
class Matched:
    """The outcome for one file.

    `problems` are rows that fit nothing; `absent` are segments that the file does not have.
    """
    changes: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    absent: list[Segment] = field(default_factory=list)


def best_record(rows: list[Row], records: Iterable[Record]) -> Record | None:
    """The record that has most of the rows' Chinese; None when none has any."""
    wanted = {squeeze(r.source) for r in rows}
    score = lambda record: len(wanted & set(_index(record)))
    found = max(records, key=score, default=None)
    return found if found and score(found) else None


def match(rows: list[Row], record: Record) -> Matched:
    """Compare the rows of a file with the document as it was written."""
    index, out = _index(record), Matched()
    seen: set[str] = set()
    taken: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        places = index.get(squeeze(row.source))
        if not places:
            if plain(row.target) in map(plain, record.earlier.get(row.source, ())) and _says_nothing(row):
                continue  # a sentence that is gone, as the program had it
            out.problems.append(f"{row.where}: its Chinese is not in the document: “{row.source[:30]}”")
            continue
        segments, prefix = (
            next((p for p in places if p[0][0].id == row.id), None) or places[min(taken[row.source], len(places) - 1)]
        )
        taken[row.source] += 1
        seen.update(s.id for s in segments)
        target = row.target.removeprefix(prefix).strip()
        if not target and not any(s.target for s in segments) and _says_nothing(row):
            continue  # it never had any English
        if problem := row.problem or _no_review(row, target, segments, record):
            out.problems.append(f"{row.where}: {problem}")
            continue
        bases = [_base(record, s, target) for s in segments]
        parts = divide(bases, target)
        if parts is None:
            out.problems.append(
                f"{row.where}: its English cannot be divided among its {len(segments)} Chinese sentences: correct them "
                "in the spreadsheet"
            )
            continue
        out.changes += _changes(record, row, segments, parts)
    _refuse_displaced(out, record)
    out.absent = [s for s in record.document.segments if s.id not in seen and not s.fixed and s.source != s.target]
    return out


def _refuse_displaced(out: Matched, record: Record) -> None:
    """Take out the changes that give a sentence the English of another one that has lost it: a column that slid by a
    row, sentences that changed places in a cell.
    """
    owners: dict[str, list[Segment]] = defaultdict(list)
    for segment in record.document.segments:
        owners[plain(segment.target)].append(segment)
    changed = {id(c.segment): plain(c.target) for c in out.changes}
    kept = []
    for change in out.changes:
        text, own = plain(change.target), plain(change.segment.target)
        lost = [s for s in owners.get(text, []) if changed.get(id(s), plain(s.target)) != plain(s.target)]
        if change.aware or text == own or len(text.split()) < _SENTENCE or not lost or change.segment in owners[text]:
            kept.append(change)
            continue
        out.problems.append(f"{change.where}: its English is that of {lost[0].id} (“{lost[0].source[:20]}”), which has "
                            "another one in this file: the sentences, or the rows of the column, have changed places; "
                            "where that is meant, write it into the column correction of the spreadsheet")
        if change.comment != change.segment.comment:
            kept.append(replace(change, target=change.segment.target, state=change.segment.state))
    out.changes = kept


_BARE_NUMBER = re.compile(r"[-+]?[\d.,]+")
_WORDED = 3  # Chinese characters that a number does not tell
_SENTENCE = 3  # words of an English that is nobody else's by chance


def _says_nothing(row: Row) -> bool:
    """Whether nobody wrote anything into a row: no state, no comment, nothing in place of a text."""
    return not row.comments and _rank(row.state) < 0 and row.problem in ("", EMPTY)


def _no_review(row: Row, target: str, segments: list[Segment], record: Record) -> str:
    """Why an English is nobody's review; "" where it may be one."""
    if not target:
        return EMPTY
    if HAN.search(row.source) and squeeze(target) == squeeze(row.source):
        return "its English is the Chinese sentence"
    if _BARE_NUMBER.fullmatch(target) and len(HAN.findall(row.source)) > _WORDED:
        return f"its English is the number {target} alone"
    known = record.known(segments[0].source, segments[0].target)
    if row.draft and len(segments) == 1 and target not in map(plain, known):
        return f"the file calls its English a draft ({row.draft}): set it to translated when somebody has read it"
    return ""


def _changes(record: Record, row: Row, segments: list[Segment], parts: list[str]) -> list[Change]:
    changes, at = [], 0
    for segment, text in zip(segments, parts, strict=True):
        text = " ".join(text.split())
        end = at + len(text) + 1
        comments = [t for place, t in row.comments if at <= place < end or place < 0 and segment is segments[0]
                    or place >= end and segment is segments[-1]]
        at = end
        comment = "\n".join(
            dict.fromkeys(line for t in (segment.comment, *comments) for line in t.splitlines() if line.strip())
        )
        known = [plain(t) for t in record.known(segment.source, segment.target)]
        new = text != plain(segment.target) if row.explicit else text not in known or _taken_back(
            record, row, segment, text)
        beside = row.beside if row.beside and plain(row.beside) not in (*known, text) else ""
        asked = _rank(row.state) > _rank(segment.state)
        if new or asked or beside or comment != segment.comment:
            asked_for = row.state if row.state in PEOPLE else State.REVIEWED
            state = asked_for if new or asked else segment.state
            aware = row.explicit and plain(row.beside) == plain(segment.target)
            changes.append(
                Change(segment, text if new else segment.target, state, comment, row.where, row.author, aware, beside)
            )
    return changes


def _taken_back(record: Record, row: Row, segment: Segment, text: str) -> bool:
    """Whether a row that was written behind a person's English has the program's earlier one again: somebody put it
    back, for an older file would not call it a person's.
    """
    people = {plain(v.target) for v in record.history if v.source == segment.source}
    return row.state in PEOPLE and segment.state in PEOPLE and text != plain(segment.target) and text not in people


def _rank(state: State | None) -> int:
    """How much a person's state counts; nothing where it is none."""
    return PEOPLE.index(state) if state in PEOPLE else -1


def _base(record: Record, segment: Segment, text: str) -> str:
    """The rendering of a segment that an edited text was made from: a former run's where that stands in it."""
    known = [plain(t) for t in record.known(segment.source, segment.target)]
    return next((t for t in known if t in " ".join(text.split())), known[0])


def divide(olds: list[str], new: str) -> list[str] | None:
    """Cut an edited text where the sentences it was made from met.

    None where that cannot be told: a sentence would get nothing, or be cut where no sentence ends. Where hardly a word
    was left, the sentences are counted.
    """
    if len(olds) == 1:
        return [" ".join(new.split())]
    before, after = [w for old in olds for w in old.split()], new.split()
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    cuts, count = [0], 0
    for old in olds[:-1]:
        count += len(old.split())
        cut = _border(blocks, after, count)
        if _stops(before[count - 1]) and not (cut and _stops(after[cut - 1])):
            return _counted(olds, after)
        cuts.append(cut)
    parts = [" ".join(after[a:b]) for a, b in zip(cuts, [*cuts[1:], len(after)], strict=True)]
    return parts if all(parts) else _counted(olds, after)


def _counted(olds: list[str], after: list[str]) -> list[str] | None:
    """The new sentences one by one, where there are as many as there were."""
    ends = [i + 1 for i, word in enumerate(after) if _stops(word) or i + 1 == len(after)]
    if len(ends) != len(olds) or any(sum(map(_stops, old.split())) > 1 for old in olds):
        return None
    return [" ".join(after[a:b]) for a, b in zip([0, *ends[:-1]], ends, strict=True)]


def _border(blocks: Sequence[tuple[str, int, int, int, int]], after: list[str], at: int) -> int:
    """Where the border in front of the old text's word `at` lies in the new one.

    Inside changed words it is the nearest end of a sentence; new sentences at the border belong to what is before it.
    """
    kind, a, b, c, d = next(x for x in blocks if x[1] < at <= x[2])
    place = c + at - a if kind == "equal" else d
    if at < b and kind != "equal":
        ends = [i + 1 for i in range(c, d) if _stops(after[i])]
        share = c + (d - c) * (at - a) / (b - a)
        return min(ends, key=lambda i: abs(i - share), default=d)
    new = next((x for x in blocks if x[1] == x[2] == at), None) if at == b else None
    return max((i + 1 for i in range(*new[3:]) if _stops(after[i])), default=place) if new else place


def _stops(word: str) -> bool:
    return word.rstrip("\"')]”’")[-1:] in tuple(".!?;:")


def plain(text: str) -> str:
    """A text as it comes back from a file: without control characters, with single spaces."""
    return " ".join(xml_safe(text).split())


def squeeze(text: str) -> str:
    """Chinese for comparison: without any white space."""
    return re.sub(r"\s+", "", xml_safe(text))


def _index(record: Record) -> dict[str, list[tuple[list[Segment], str]]]:
    """Chinese → the places that have it, as (segments, the numbering printed in front of their English)."""
    index: dict[str, list[tuple[list[Segment], str]]] = defaultdict(list)
    for block in record.document.blocks:
        parts = [[s] for s in block.segments] + ([block.segments] if len(block.segments) > 1 else [])
        for segments in parts:
            zh = squeeze("".join(s.source for s in segments))
            index[zh].append((segments, ""))
            if block.number and segments[0] is block.segments[0]:
                index[f"{block.number}.{zh}"].append((segments, f"{block.number}. "))
    return index
