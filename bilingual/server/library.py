"""The library: an output folder with the records of its documents, how they change, and the jobs that write there."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from bilingual import writers
from bilingual.model.document import Document, Segment, View
from bilingual.model.errors import BilingualError
from bilingual.pipeline import Stopped
from bilingual.server.events import Events
from bilingual.server.queue import TURN, Cancelled, Steps, Worker
from bilingual.server.requests import submit
from bilingual.server.security import Refused
from bilingual.support.files import explained
from bilingual.workspace.delivery import deliver, editing, noted, rewritten
from bilingual.workspace.glance import SUFFIX
from bilingual.workspace.record import Record, load

EVERY = 0.2  # seconds between two events of a job
MOST_JOBS = 200  # remembered
QUIET = 20  # seconds without a change after which outputs are written


@dataclass
class Job:
    """A document being translated: sentences done and in all, and what became of it."""

    id: int
    name: str
    state: str = "waiting"  # then translating, done, failed, cancelled
    done: int = 0
    total: int = 0
    error: str = ""
    notes: list[str] = field(default_factory=list)
    cancel: threading.Event | None = None

    def described(self) -> dict:
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "done": self.done,
            "total": self.total,
            "error": self.error,
            "notes": self.notes,
        }


_TELLING = 6  # characters of a sentence that two documents hardly have by chance


def _share_a_sentence(former: Document, document: Document) -> bool:
    """Whether a document that was just read has a sentence of another one, of which it may be a new version."""
    text = "\n".join(block.text for block in document.blocks)
    told = [s.source for s in former.segments if len(s.source) >= _TELLING]
    return not told or any(source in text for source in told)


def _free_name(source: Path, document: Document, known: Mapping[str, Document]) -> str:
    """What the outputs of a document may be called that is kept in a place; "" where that is another document's."""
    for name in (source.stem, f"{source.stem}-{source.suffix[1:].lower()}"):
        former = known.get(name)
        if former is None:
            return name
        if former.path.name == source.name:
            return name if _share_a_sentence(former, document) else ""
    return ""


class Library:
    """An output folder, and the jobs that write into it. `lock` is held while a document of the folder is written."""

    def __init__(self, folder: Path, formats: tuple[str, ...], view: View, events: Events):
        self.folder, self.formats, self.view, self.events = folder, formats, view, events
        self.jobs: dict[int, Job] = {}
        self.lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._known: dict[str, tuple[tuple[int, int], Record | None]] = {}
        self._late: dict[str, threading.Timer] = {}

    def records(self) -> list[Record]:
        """The records of the folder; each is read again when it has changed, and the pages are told what another
        program changed in it (`bilingual review apply`). Callers only read them.
        """
        found: dict[str, tuple[tuple[int, int], Record | None]] = {}
        for path in sorted((self.folder / writers.STORE).glob(f"[!.]*{SUFFIX}")):
            stamp, known = self._stamp(path.name), self._known.get(path.name)
            if known and known[0] == stamp:
                found[path.name] = known
                continue
            try:
                record = load(path)
            except BilingualError:
                found[path.name] = stamp, None
                continue
            found[path.name] = stamp, record
            before = {s.id: _seen(s) for s in known[1].document.segments} if known and known[1] else {}
            if before:
                self._tell(record, before)
        self._known = found
        return [record for _, record in found.values() if record]

    def _stamp(self, name: str) -> tuple[int, int]:
        state = (self.folder / writers.STORE / name).stat()
        return state.st_mtime_ns, state.st_size

    def edit(self, stem: str, change: Callable[[Record], object]) -> tuple[Record, list[str]]:
        """Have a record changed under its document's lock, and write it; the outputs follow when nobody has changed
        anything for a while. Returns the record and the ids of what looks otherwise now, which all pages are told.
        """
        name = f"{stem}{SUFFIX}"
        try:
            with self.lock, editing(stem, self.folder, self._current) as record:
                before = {s.id: _seen(s) for s in record.document.segments}
                change(record)
                noted(record, self.folder)
                self._known[name] = self._stamp(name), record
        except BaseException:
            self._known.pop(name, None)  # it may be half changed
            raise
        changed = self._tell(record, before)
        self._write_later(stem)
        return record, changed

    def _tell(self, record: Record, before: Mapping[str, tuple]) -> list[str]:
        """Tell the pages which sentences of a document look otherwise than before, by their ids; returns these."""
        changed = [s.id for s in record.document.segments if before.get(s.id) != _seen(s)]
        if changed:
            self.events.publish("segments", {"document": record.document.stem, "ids": changed})
        return changed

    def _current(self, path: Path) -> Record:
        """The record in a file; the one that was read before, where the file has not changed."""
        stamp, known = self._known.get(path.name, (None, None))
        return known if known and stamp == self._stamp(path.name) else load(path)

    def _write_later(self, stem: str) -> None:
        if stem in self._late:
            self._late[stem].cancel()
        timer = self._late[stem] = threading.Timer(QUIET, self._write_quietly, [stem])
        timer.daemon = True
        timer.start()

    def _write_quietly(self, stem: str) -> None:
        with suppress(BilingualError, OSError):  # they are written, or it is told why not, on download
            self.write_all(stem)

    def write_all(self, stem: str) -> list[str]:
        """Write the outputs of a document that are older than its record. Returns notes for the user."""
        if stem in self._late:
            self._late.pop(stem).cancel()
        with self.lock, editing(stem, self.folder) as record:
            return rewritten(record, self.folder).notes if record.pending else []

    def close(self) -> None:
        """Write what waits to be written."""
        for stem in list(self._late):
            self._write_quietly(stem)

    def get(self, stem: str) -> Record:
        """A record by the name its outputs begin with. Raises Refused when there is none."""
        found = next((r for r in self.records() if r.document.stem == stem), None)
        if found is None:
            raise Refused(404, "There is no such document.")
        return found

    def place_for(self, path: Path, document: Document) -> tuple[Path, str]:
        """Where the source of an uploaded document is kept, and what its outputs are called: not like those of another
        one. What shares no sentence with the document of that name is another, and gets a number.
        """
        known = {r.document.stem: r.document for r in self.records()}
        numbered = (path.with_name(f"{path.stem}-{n}{path.suffix}") for n in itertools.count(2))
        return next((source, name) for source in itertools.chain([path], numbered)
                    if (name := _free_name(source, document, known)))

    def add(self, request: Request, document: Document) -> Job:
        """Put a document that was read in the queue."""
        return self.start(
            request, document.path.name, lambda worker, cancel, job: self._steps(worker, cancel, job, document))

    def start(self, request: Request, name: str, steps: Callable[[Worker, threading.Event, Job], Steps]) -> Job:
        """Put work in the queue that the pages are told of as a job."""
        job = Job(next(self._numbers), name)
        self.jobs[job.id] = job
        for old in [j for j in self.jobs.values() if j.state in ("done", "failed", "cancelled")][:-MOST_JOBS]:
            del self.jobs[old.id]
        task = submit(request, lambda worker, cancel: steps(worker, cancel, job))
        job.cancel = task.cancel
        task.result.add_done_callback(lambda result: self._ended(job, result.exception()))
        self.events.publish("job", job.described())
        return job

    def _steps(self, worker: Worker, cancel: threading.Event, job: Job, document: Document) -> Steps:
        told = 0.0

        def tell(done: int, total: int) -> None:
            nonlocal told
            job.state, job.done, job.total = "translating", done, total
            if time.monotonic() - told > EVERY or done == total:
                told = time.monotonic()
                self.events.publish("job", job.described())

        yield from worker.translator.steps(document, tell, cancel, TURN)
        with self.lock:
            _, job.notes = deliver(document, self.folder, self.formats, self.view)
        job.notes = [*document.notes, *job.notes]

    def _ended(self, job: Job, error: BaseException | None) -> None:
        if isinstance(error, Cancelled | Stopped):
            job.state = "cancelled"
        elif error is not None:
            told = f"This is a fault of the program ({type(error).__name__}: {error})."
            job.state, job.error = "failed", explained(error) if isinstance(error, BilingualError | OSError) else told
        else:
            job.state = "done"
        self.events.publish("job", job.described())

    def write(self, record: Record, form: str) -> Path:
        """The path of a document in a format, written where it is not there yet. Raises BilingualError and Refused."""
        document = record.document
        if form == writers.SAME and not writers.has_same(document):
            raise Refused(404, f"There is no copy of a .{document.format} in its own shape.")
        path = writers.place(document, self.folder, form)
        if record.pending:
            self.write_all(document.stem)
        if not path.exists():
            with self.lock:
                deliver(document, self.folder, [form], record.view)
        return path


def _seen(segment: Segment) -> tuple:
    """What the page shows of a segment."""
    return (segment.target, segment.state, segment.comment, [(i.check, i.message, i.accepted) for i in segment.issues],
            [(t.target, t.status) for t in segment.terms])
