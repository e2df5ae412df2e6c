"""The record of a translated document: all that is needed to write it again, kept beside its outputs.

Because the record holds what people have made of the sentences, no later run can lose it, whatever translation memory
that run uses. It also holds the hash of every file as the program wrote it, so that an edited one is known.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path

from bilingual import checks, writers
from bilingual._version import __version__
from bilingual.model.document import PEOPLE, Document, Segment, State, View
from bilingual.model.errors import BilingualError
from bilingual.support.files import digest, one_sentence, replacing
from bilingual.translation.stage import correct
from bilingual.workspace.encoding import QUOTED, decoded, encoded, find_again, mapped, path_text, without_quantities
from bilingual.workspace.glance import SUFFIX, ledger, store
from bilingual.workspace.left_behind import carry_comments

EARLIER = 8  # renderings of a sentence that are remembered
MEMORY = "translation memory"  # where a person's sentence came from that no file brought


@dataclass
class Version:
    """What a person once made of a sentence. None is ever dropped; which of them stands is told by `Record.standing`.

    One in the state translated withdraws those before it. `id` is the segment it was made in, `when` the time of
    editing (UTC), `file` the name of the file that brought it.
    """
    source: str
    target: str
    state: State
    id: str = ""
    who: str = ""
    when: str = ""
    file: str = ""


@dataclass
class Acceptance:
    """A person's decision to let an issue stand. It holds for this Chinese with this English and for nothing else."""
    source: str
    target: str
    check: str
    reason: str
    who: str = ""
    when: str = ""


@dataclass
class Record:
    """A document as it was last written, the formats it was written in, and what people decided about it.

    `earlier` (Chinese → renderings) tells a sentence that a reviewer changed from one that only an older run wrote.
    `files` has the hash of each output as it was written, `pending` of those that were about to be put in place,
    `settled` of the edited files that were applied or dismissed. `beside` is the source's path from the output folder,
    by which it is known where both were moved together. `revision` grows with every writing of the record.
    """
    document: Document
    formats: list[str]
    view: View
    earlier: dict[str, list[str]] = field(default_factory=dict)
    program: str = __version__
    files: dict[str, str] = field(default_factory=dict)
    pending: dict[str, list[str]] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)
    history: list[Version] = field(default_factory=list)
    accepted: list[Acceptance] = field(default_factory=list)
    beside: str = ""
    revision: int = 0

    def known(self, source: str, target: str) -> list[str]:
        """The renderings of a sentence that the program has written: the present one first."""
        return [target, *self.earlier.get(source, ())]

    def remember(self, source: str, target: str) -> None:
        """Note a rendering that is about to be replaced."""
        if target:
            self.earlier[source] = [target, *(t for t in self.earlier.get(source, ()) if t != target)][:EARLIER]

    def edited(self, path: Path) -> bool:
        """Whether an output file is there and no longer as this program wrote it."""
        if not path.exists():
            return False
        with one_sentence():
            return digest(path) not in (self.files.get(path.name), *self.pending.get(path.name, ()))

    def versions(self, segment: Segment) -> list[Version]:
        """What people made of a segment, the oldest first: in this place, or, where nobody touched this place,
        elsewhere.
        """
        same = [v for v in self.history if v.source == segment.source]
        return sorted([v for v in same if v.id == segment.id] or same, key=lambda v: v.when)

    def standing(self, segment: Segment) -> Version | None:
        """The version that counts: a final one before a reviewed one, else the one that was edited last; where some
        were withdrawn, of those behind that.
        """
        versions = self.versions(segment)
        start = max((n + 1 for n, v in enumerate(versions) if v.state not in PEOPLE), default=0)
        ranked = [(PEOPLE.index(v.state), v.when, n, v) for n, v in enumerate(versions[start:])]
        return max(ranked)[-1] if ranked else None

    def note_people(self, file: str, when: str) -> None:
        """Take people's sentences that stand in the document into the history, where it does not have them."""
        known = {(v.source, v.target, v.state) for v in self.history}
        self.history += [Version(s.source, s.target, s.state, s.id, "", when, file) for s in self.document.segments
                         if s.state in PEOPLE and (s.source, s.target, s.state) not in known]

    def settle(self) -> int:
        """Let every sentence be what people decided about it. Returns how many sentences that changed."""
        changed, people = [], {v.source for v in self.history}
        for segment in self.document.segments:
            version = self.standing(segment) if segment.source in people else None
            if version and (segment.target, segment.state) != (version.target, version.state):
                self.remember(segment.source, segment.target)
                correct(segment, version.target, version.state, segment.comment)
                changed.append(segment)
        if changed:
            checks.again(self.document, changed)
        self._accept()
        return len(changed)

    def _accept(self) -> None:
        reasons = {(a.source, a.target, a.check): a.reason for a in self.accepted}
        for segment in self.document.segments:
            for issue in segment.issues:
                issue.accepted = reasons.get((segment.source, segment.target, issue.check), "")

    def merge(self, other: Record) -> list[str]:
        """Take over what another state of the same document's record knows about people's decisions and its files.

        Returns what is to be told of people's work on sentences that this one no longer has.
        """
        self.history += [v for v in other.history if v not in self.history]
        self.accepted += [a for a in other.accepted if a not in self.accepted]
        self.settled = {**other.settled, **self.settled}
        for source, targets in other.earlier.items():
            self.earlier[source] = list(dict.fromkeys([*self.earlier.get(source, ()), *targets]))[:EARLIER]
        self.files, self.pending, self.revision = (
            dict(other.files),
            {k: list(v) for k, v in other.pending.items()},
            other.revision,
        )
        self.formats += [f for f in other.formats if f not in self.formats]
        return carry_comments(other.document, self.document)


def now() -> str:
    """The time as the history writes it: UTC, to the microsecond, so that its order is the order of the texts."""
    return stamp(datetime.now(timezone.utc).timestamp())


def stamp(seconds: float) -> str:
    """A time in seconds since 1970 as the history writes it."""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="microseconds")


def copied(document: Document) -> Document:
    """A copy whose segments, terms and issues can be changed without touching the document's."""
    return replace(
        mapped(
            document, lambda s: replace(s, terms=[replace(t) for t in s.terms], issues=[replace(i) for i in s.issues])
        ),
        run=dict(document.run),
        notes=list(document.notes),
    )


def shown(record: Record) -> bytes:
    """All of a record that its outputs show, except when and how fast it was made."""
    document = mapped(
        record.document,
        lambda s: replace(without_quantities(s), origin="", candidates=[replace(c, links=()) for c in s.candidates]),
    )
    return encoded(Record(replace(document, run={}), [], record.view, {}, record.program))


def save(record: Record, folder: Path) -> None:
    """Write the record into the folder's store. Raises BilingualError where that cannot be written."""
    record.revision += 1
    with one_sentence(), replacing(store(folder, record.document.stem)) as temporary:
        temporary.write_bytes(encoded(replace(record, document=mapped(record.document, without_quantities))))


def load(path: Path) -> Record:
    """The record in a file.

    Raises BilingualError when it is damaged, of an unknown kind, or not the record of its own outputs.
    """
    import msgspec
    try:
        record = msgspec.json.decode(path.read_bytes(), type=Record, dec_hook=decoded)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BilingualError(f"The record {path} is damaged ({error}): translate the document again.") from error
    except OSError as error:
        raise BilingualError(
            f"The record {path} cannot be read ({error.strerror}): mend that, or translate the document again."
        ) from error
    _refuse_strange(record, path)
    find_again(record.document)
    _find_source(record, path.parent.parent)
    if not record.files:
        record.files = ledger(path.parent)
    record.note_people("", "")
    return record


def beside(source: Path, folder: Path) -> str:
    """A source's path from an output folder, as the record keeps it; "" where there is none, as between drives."""
    try:
        return path_text(Path(os.path.relpath(source, folder.resolve())))
    except ValueError:
        return ""


def _find_source(record: Record, folder: Path) -> None:
    """Where the source was moved together with its outputs, it is where it was from there."""
    if record.beside and not record.beside.startswith(QUOTED) and not record.document.path.exists():
        there = Path(os.path.normpath(folder.resolve() / record.beside))
        if there.is_file():
            record.document.path = there


def _refuse_strange(record: Record, path: Path) -> None:
    """A record writes files of its own name into its own folder and nowhere else, whatever somebody wrote into it."""
    stem = path.name.removesuffix(SUFFIX)
    unknown = [f for f in record.formats if f not in writers.FORMATS]
    if unknown:
        raise BilingualError(f"The record {path} names the format “{unknown[0]}”, which this version does not know: "
                             "translate the document again.")
    if record.document.stem != stem or not re.fullmatch(r"[A-Za-z0-9]*", record.document.format):
        raise BilingualError(f"The record {path} is that of another document (“{record.document.stem[:60]}”): "
                             "translate the document again.")


def records(folder: Path, problems: list[str] | None = None) -> Iterator[Record]:
    """The records of an output folder, by name.

    One that cannot be used is told in `problems`, or raises BilingualError.
    """
    with one_sentence():
        paths = sorted(p for p in (folder / writers.STORE).glob(f"*{SUFFIX}") if not p.name.startswith("."))
    for path in paths:
        try:
            yield load(path)
        except BilingualError as error:
            if problems is None:
                raise
            problems.append(str(error))
