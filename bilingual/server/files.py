"""The documents of the output folder: what is there, new ones by upload, downloads in every format. For the page."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bilingual import readers, writers
from bilingual.model.document import Document, View
from bilingual.model.errors import BilingualError
from bilingual.pipeline import Stopped
from bilingual.server.events import Events
from bilingual.server.names import safe_name, stored
from bilingual.server.queue import TURN, Cancelled, Steps, Worker
from bilingual.server.requests import Json, fields, submit
from bilingual.server.security import Refused
from bilingual.support.files import explained
from bilingual.workspace.delivery import deliver
from bilingual.workspace.progress import progress
from bilingual.workspace.record import Record, records

SOURCES = "sources"  # in the store: files that were uploaded
EVERY = 0.2  # seconds between two events of a job
MOST_JOBS = 200  # remembered


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


class Library:
    """An output folder, and the jobs that write into it. `lock` is held while a document of the folder is written."""

    def __init__(self, folder: Path, formats: tuple[str, ...], view: View, events: Events):
        self.folder, self.formats, self.view, self.events = folder, formats, view, events
        self.jobs: dict[int, Job] = {}
        self.lock = threading.Lock()
        self._numbers, self._known = itertools.count(1), (None, [])

    def records(self) -> list[Record]:
        """The records of the folder, read again when one has changed. Callers only read them."""
        store = self.folder / writers.STORE
        stamp = sorted((p.name, p.stat().st_mtime_ns) for p in store.glob("*.json")) if store.is_dir() else []
        if self._known[0] != stamp:
            self._known = stamp, list(records(self.folder, [])) if stamp else []
        return self._known[1]

    def get(self, stem: str) -> Record:
        """A record by the name its outputs begin with. Raises Refused when there is none."""
        found = next((r for r in self.records() if r.document.stem == stem), None)
        if found is None:
            raise Refused(404, "There is no such document.")
        return found

    def name_for(self, path: Path) -> str:
        """What the outputs of an uploaded file are called: not like those of another file."""
        taken = {r.document.stem: r.document.path.name for r in self.records()}
        plain = path.stem
        return plain if taken.get(plain, path.name) == path.name else f"{plain}-{path.suffix[1:].lower()}"

    def add(self, request: Request, document: Document) -> Job:
        """Put a document that was read in the queue."""
        job = Job(next(self._numbers), document.path.name)
        self.jobs[job.id] = job
        for old in [j for j in self.jobs.values() if j.state in ("done", "failed", "cancelled")][:-MOST_JOBS]:
            del self.jobs[old.id]
        task = submit(request, lambda worker, cancel: self._steps(worker, cancel, job, document))
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
            known = isinstance(error, BilingualError | OSError)
            job.state, job.error = (
                "failed",
                explained(error) if known else f"This is a fault of the program ({type(error).__name__}: {error}).",
            )
        else:
            job.state = "done"
        self.events.publish("job", job.described())

    def write(self, record: Record, form: str) -> Path:
        """The path of a document in a format, written where it is not there yet. Raises BilingualError and Refused."""
        document = record.document
        if form == writers.SAME and not writers.has_same(document):
            raise Refused(404, f"There is no copy of a .{document.format} in its own shape.")
        path = writers.place(document, self.folder, form)
        if not path.exists():
            with self.lock:
                deliver(document, self.folder, [form], record.view)
        return path


async def listing(request: Request) -> Response:
    """GET /api/documents: the documents of the folder, and the jobs"""
    library = request.app.state.library
    known = await run_in_threadpool(library.records)
    documents = [
        {
            "id": r.document.stem,
            "name": r.document.path.name,
            "title": r.document.title.target if r.document.title else "",
            "states": dict(progress(r.document)),
            "segments": sum(1 for _ in r.document.segments),
            "formats": [
                {"id": name, "title": form.title}
                for name, form in writers.FORMATS.items()
                if name != writers.SAME or writers.has_same(r.document)
            ],
        }
        for r in known
    ]
    return Json(
        {
            "folder": str(library.folder.resolve()),
            "documents": documents,
            "jobs": [j.described() for j in library.jobs.values()],
        }
    )


async def add(request: Request) -> Response:
    """POST /api/files: a form with files"""
    library, values = request.app.state.library, await fields(request)
    given = values.get("file")
    files = [f for f in (given if isinstance(given, list) else [given]) if isinstance(f, UploadFile)]
    if not files:
        raise Refused(400, "Send a form with files in the field file.")
    jobs, errors = [], []
    for file in files:
        try:
            document = await run_in_threadpool(_read, library, file)
            jobs.append(library.add(request, document).described())
        except (BilingualError, OSError, Refused) as error:
            text = explained(error) if not isinstance(error, Refused) else str(error)
            errors.append({"name": file.filename or "", "error": text})
    return Json({"jobs": jobs, "errors": errors}, 202 if jobs else 400)


def _read(library: Library, file: UploadFile) -> Document:
    folder = library.folder / writers.STORE / SOURCES
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / safe_name(file.filename)
    part = path.with_name(f".{time.monotonic_ns()}{path.suffix}")
    try:
        document = readers.read(stored(file, part))
        part.replace(path)
    except BilingualError as error:
        raise BilingualError(str(error).replace(str(part), path.name)) from error
    finally:
        part.unlink(missing_ok=True)
    document.path, document.name = path, library.name_for(path)
    return document


async def cancel(request: Request) -> Response:
    """DELETE /api/jobs/{id}"""
    job = request.app.state.library.jobs.get(request.path_params["id"])
    if job is None:
        raise Refused(404, "There is no such job.")
    job.cancel.set()
    return Response(status_code=204)


async def download(request: Request) -> Response:
    """GET /api/documents/{id}/download?format=docx"""
    library, form = request.app.state.library, request.query_params.get("format", "")
    if form not in writers.FORMATS:
        raise Refused(400, f"{form[:40] or 'Nothing'} is no format; known are {', '.join(writers.FORMATS)}.")
    record = await run_in_threadpool(library.get, request.path_params["id"])
    path = await run_in_threadpool(library.write, record, form)
    # Saved and never shown: the pages that we write have scripts of their own.
    return FileResponse(
        path, filename=path.name, media_type="application/octet-stream", headers={"Cache-Control": "no-store"}
    )


routes = [
    Route("/api/documents", listing),
    Route("/api/files", add, methods=["POST"]),
    Route("/api/jobs/{id:int}", cancel, methods=["DELETE"]),
    Route("/api/documents/{id}/download", download),
]
