"""One sentence corrected where it stands, by somebody who sees what the document has now."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable

from bilingual import checks
from bilingual.model.document import PEOPLE, Segment, State
from bilingual.model.errors import BilingualError
from bilingual.review.apply import Applied, apply
from bilingual.review.decisions import in_record, user
from bilingual.review.match import Change, plain
from bilingual.translation.memory import Memory
from bilingual.translation.stage import correct
from bilingual.workspace.record import Record, Version, now
from bilingual.writers.layout import shown_name, signed


class Stale(Exception):
    """The sentence is no longer the one that was edited: `base` is what was edited (None where nobody knows it),
    `theirs` what stands there now.
    """

    def __init__(self, base: str | None, theirs: Version):
        super().__init__(f"{theirs.id} has been changed meanwhile")
        self.base, self.theirs = base, theirs


def revision(segment: Segment) -> str:
    """Twelve hex digits that change with a segment's English or state, and with nothing else."""
    return _digest(segment.target, segment.state)


def own(record: Record, segment: Segment) -> str:
    """The English of a segment that the program wrote, as far as the record remembers it; else the present one."""
    people = {v.target for v in record.history if v.source == segment.source and v.state in PEOPLE}
    return next((t for t in record.known(segment.source, segment.target) if t not in people), segment.target)


def _digest(target: str, state: State) -> str:
    return hashlib.sha256(f"{state.value}\0{target}".encode()).hexdigest()[:12]


def save(record: Record, sentence: str, target: str, state: State, based_on: str, memory: Memory | None,
         who: str = "") -> Applied:
    """Let a segment have this English in this state, for a caller that holds and writes the document.

    A state below the present one takes the versions above it back; "translated" takes back all, and is only for English
    that the program wrote. Raises Stale when the segment has neither the revision `based_on` nor this English, and
    BilingualError for English that cannot be taken.
    """
    segment, target, who = in_record(record, sentence), plain(target), who or user()
    if not target:
        raise BilingualError(f"The English of {sentence} is empty: a sentence cannot be left out.")
    if based_on != revision(segment) and target != plain(segment.target):
        raise _stale(record, segment, based_on)
    if state not in PEOPLE and target not in map(plain, record.known(segment.source, segment.target)):
        raise BilingualError(f"Only the program's own English is unreviewed, and it never wrote this for {sentence}.")
    if _rank(state) < _rank(segment.state):
        record.note_people("", "")
        _take_back(record, segment, target if state not in PEOPLE else segment.target, memory, who)
    change = Change(segment, target, state, segment.comment, sentence, who, aware=True)
    return apply(record, [change] if state in PEOPLE else [], memory)


def accept_all(record: Record, segments: Iterable[Segment], state: State, memory: Memory | None,
               who: str = "") -> Applied:
    """Let segments of the record stand as they are, in a state that is above the one they have."""
    who = who or user()
    return apply(record, [Change(s, s.target, state, s.comment, s.id, who, aware=True) for s in segments], memory)


def comment(record: Record, sentence: str, text: str, who: str = "") -> Applied:
    """Add a comment to a segment, for a caller that holds and writes the document. Raises BilingualError for an empty
    one.
    """
    segment = in_record(record, sentence)
    if not text.strip():
        raise BilingualError("The comment is empty.")
    lines = "\n".join([*segment.comment.splitlines(), *signed(text.strip(), who or user()).splitlines()])
    return apply(record, [Change(segment, segment.target, segment.state, lines, sentence, who, aware=True)], None)


def _take_back(record: Record, segment: Segment, target: str, memory: Memory | None, who: str) -> None:
    """Let nothing that people made of a segment count any longer: `target` stands there again, and wherever the same
    Chinese followed. The versions stay in the history.
    """
    if memory:
        memory.withdraw(segment.source, shown_name(record.document.path))
    record.history.append(Version(segment.source, target, State.TRANSLATED, segment.id, who, now()))
    back = [s for s in record.document.segments
            if s.source == segment.source and s.state in PEOPLE and not record.standing(s)]
    for one in back:
        record.remember(one.source, one.target)
        correct(one, target, State.TRANSLATED, one.comment)
    checks.again(record.document, back)
    record.settle()


def _rank(state: State) -> int:
    return PEOPLE.index(state) + 1 if state in PEOPLE else 0


def _stale(record: Record, segment: Segment, based_on: str) -> Stale:
    texts = [*(v.target for v in record.versions(segment)), *record.known(segment.source, segment.target)]
    base = next((t for t in texts for state in State if _digest(t, state) == based_on), None)
    standing = record.standing(segment)
    return Stale(base, Version(segment.source, segment.target, segment.state, segment.id,
                               standing.who if standing else "", standing.when if standing else ""))
