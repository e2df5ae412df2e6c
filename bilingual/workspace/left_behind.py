"""What people wrote on sentences that a new version of a document no longer has: told, and taken along where it can be.
"""
from __future__ import annotations

import difflib
from collections.abc import Sequence

from bilingual.model.document import PEOPLE, Document, Segment
from bilingual.support.plural import counted

_ALIKE = 0.6  # of the characters, from which a sentence is the changed form of another
_SHOWN = 24  # characters of a sentence in a note


def carry_comments(former: Document, document: Document) -> list[str]:
    """Put the comments of a former version on the sentences of the present one: on the same sentence wherever it is,
    on the changed form of one that has changed. Returns what is to be told of comments that moved or found no place,
    and of reviewed sentences that the document no longer has.
    """
    before, here = list(former.segments), list(document.segments)
    by_id = {s.id: s for s in before}
    same = {s.id for s in here if s.id in by_id and by_id[s.id].source == s.source}
    moved: dict[str, list[Segment]] = {}
    for segment in before:
        if segment.id not in same:
            moved.setdefault(segment.source, []).append(segment)
    for segment in here:
        if segment.id in same:
            _add(segment, by_id[segment.id].comment)
        elif moved.get(segment.source):
            _add(segment, moved[segment.source].pop(0).comment)
    was, still = {s.source for s in before}, {s.source for s in here}
    gone, new = [s for s in before if s.source not in still], [s for s in here if s.source not in was]
    return [*_changed(gone, new), *_dropped(gone)]


def _changed(gone: Sequence[Segment], new: Sequence[Segment]) -> list[str]:
    """Give the comments of sentences that are gone to their changed forms; what is to be told of it."""
    notes = []
    for segment in (s for s in gone if s.comment.strip()):
        alike = lambda other, of=segment: difflib.SequenceMatcher(None, of.source, other.source, autojunk=False).ratio()
        likest = max(new, key=alike, default=None)
        if likest and alike(likest) >= _ALIKE:
            _add(likest, segment.comment)
            notes.append(f"the sentence with a comment “{_start(segment.source)}” has changed: the comment stands with "
                         f"{likest.id}")
        else:
            notes.append(f"the sentence “{_start(segment.source)}” is no longer in the document; its comment was: "
                         f"“{segment.comment}”")
    return notes


def _dropped(gone: Sequence[Segment]) -> list[str]:
    reviewed = [s for s in gone if s.state in PEOPLE]
    if not reviewed:
        return []
    named = ", ".join(f"“{_start(s.source)}”" for s in reviewed[:3])
    return [f"{counted(len(reviewed), 'reviewed sentence')} no longer in the document: {named}"
            f"{' and others' if len(reviewed) > 3 else ''}; the record keeps the English"]


def _add(segment: Segment, comment: str) -> None:
    segment.comment = "\n".join(dict.fromkeys([*segment.comment.splitlines(), *comment.splitlines()]))


def _start(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
