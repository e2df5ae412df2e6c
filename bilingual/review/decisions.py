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
        let_stand(record, sentence, check, reason, who)
        return rewritten(record, folder)


def let_stand(record: Record, sentence: str, check: str, reason: str, who: str = "") -> None:
    """As `accept`, in a record whose document the caller holds and writes."""
    segment = in_record(record, sentence)
    if not any(i.check == check for i in segment.issues):
        there = ", ".join(dict.fromkeys(i.check for i in segment.issues)) or "none"
        raise BilingualError(f"{sentence} of {record.document.stem} has no issue {check}; it has: {there}.")
    record.accepted.append(Acceptance(segment.source, segment.target, check, reason.strip(), who or user(), now()))
    record.settle()


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
        restore(record, sentence, number, memory, who)
        return rewritten(record, folder)


def restore(record: Record, sentence: str, number: int, memory: Memory | None, who: str = "") -> None:
    """As `take`, in a record whose document the caller holds and writes."""
    segment = in_record(record, sentence)
    versions = record.versions(segment)
    if not 1 <= number <= len(versions):
        raise BilingualError(f"{sentence} of {record.document.stem} has {counted(len(versions), 'version')}: "
                             "`bilingual review history` lists what there is.")
    chosen, present = versions[number - 1], record.standing(segment)
    state = max((s for s in (State.REVIEWED, chosen.state, present and present.state) if s in PEOPLE), key=PEOPLE.index)
    who = who or user()
    record.history.append(Version(segment.source, chosen.target, state, segment.id, who, now(), chosen.file))
    record.settle()
    if memory:
        memory.add([Unit(segment.source, chosen.target, state, document=shown_name(record.document.path), who=who,
                         note=segment.comment, engine=record.document.signature)])


def in_record(record: Record, sentence: str) -> Segment:
    """The segment with an id. Raises BilingualError where the document has changed and there is none any longer."""
    found = next((s for s in record.document.segments if s.id == sentence), None)
    if found is None:
        raise BilingualError(f"{record.document.stem} has no {sentence}: it has changed just now, look at it again.")
    return found


def user() -> str:
    """The name of whoever runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return ""
