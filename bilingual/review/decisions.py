"""Decisions about single sentences: letting an issue stand, and the versions that people made of a sentence."""
from __future__ import annotations

import getpass
from pathlib import Path

from bilingual.model.document import PEOPLE, Segment, State
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted
from bilingual.translation.memory import Memory, Unit
from bilingual.workspace.delivery import Delivered, editing, rewritten
from bilingual.workspace.record import Acceptance, Record, Version, now, records
from bilingual.writers.layout import shown_name


def find(folder: Path, sentence: str, document: str = "") -> tuple[Record, Segment]:
    """The record and the segment with an id, in the one document of a folder or the one named.

    Raises BilingualError when there is none, or when several documents have one and none is named.
    """
    problems: list[str] = []
    known = [r for r in records(folder, problems) if document in ("", r.document.stem, r.document.path.name)]
    found = [(r, s) for r in known for s in r.document.segments if s.id == sentence]
    if not found:
        what = f"{document} has no {sentence}" if document and known else (
            f"there is no document {document}" if document else f"no document has a {sentence}")
        raise BilingualError(" ".join([f"In {folder} {what}: see `bilingual review status {folder}`.", *problems]))
    if len(found) > 1:
        names = ", ".join(r.document.stem for r, _ in found)
        raise BilingualError(f"Several documents in {folder} have a {sentence}: name one with --document ({names}).")
    return found[0]


def accept(folder: Path, sentence: str, check: str, reason: str, document: str = "", who: str = "") -> Delivered:
    """Let the issues that a check found in a segment stand, for a reason; with an empty reason they count again.

    The decision holds as long as the sentence is the same in both languages. Raises BilingualError when there is no
    such issue.
    """
    stem = find(folder, sentence, document)[0].document.stem
    with editing(stem, folder) as record:
        segment = _segment(record, sentence, stem, folder)
        if not any(i.check == check for i in segment.issues):
            there = ", ".join(dict.fromkeys(i.check for i in segment.issues)) or "none"
            raise BilingualError(f"{sentence} of {stem} has no issue {check}; it has: {there}.")
        record.accepted.append(Acceptance(segment.source, segment.target, check, reason.strip(), who or user(), now()))
        record.settle()
        return rewritten(record, folder)


def history(folder: Path, sentence: str, document: str = "") -> tuple[list[Version], Version | None]:
    """What people made of a segment, the oldest first, and which version stands."""
    record, segment = find(folder, sentence, document)
    return record.versions(segment), record.standing(segment)


def take(folder: Path, sentence: str, number: int, memory: Memory | None, document: str = "",
         who: str = "") -> Delivered:
    """Let an earlier version stand again, and lose nothing of the others.

    `number` counts from 1 as `history` lists them. Raises BilingualError when there is no version of that number.
    """
    stem = find(folder, sentence, document)[0].document.stem
    with editing(stem, folder) as record:
        segment = _segment(record, sentence, stem, folder)
        versions = record.versions(segment)
        if not 1 <= number <= len(versions):
            raise BilingualError(f"{sentence} of {stem} has {counted(len(versions), 'version')}: "
                                 f"`bilingual review history {folder} {sentence}` lists what there is.")
        chosen, present = versions[number - 1], record.standing(segment)
        state = max(chosen.state, present.state if present else State.REVIEWED, key=PEOPLE.index)
        who = who or user()
        record.history.append(Version(segment.source, chosen.target, state, segment.id, who, now(), chosen.file))
        record.settle()
        if memory:
            memory.add([Unit(segment.source, chosen.target, state, document=shown_name(record.document.path), who=who,
                             note=segment.comment, engine=record.document.signature)])
        return rewritten(record, folder)


def _segment(record: Record, sentence: str, stem: str, folder: Path) -> Segment:
    """The segment in the record as it is now."""
    found = [s for s in record.document.segments if s.id == sentence]
    if not found:
        raise BilingualError(f"{stem} in {folder} has changed just now: try again.")
    return found[0]


def user() -> str:
    """The name of whoever runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return ""
