"""The glossary in the page: an entry changed in its spreadsheet, and the sentences it concerns translated again."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bilingual.glossary.edit import Altered, entry_in, put_entry, refuse_faulty
from bilingual.glossary.load import load, ranked
from bilingual.glossary.rows import COLUMNS, Row, cells_of, entry_of
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry, Glossary
from bilingual.pipeline import Translator
from bilingual.review.terms import Affected, affected, preview, renewed, take_in
from bilingual.server.library import Job
from bilingual.server.queue import TURN, Steps, Worker
from bilingual.server.requests import Fields, Json, done, fields
from bilingual.server.security import Refused
from bilingual.support.files import replacing
from bilingual.support.paths import builtin_glossary

SHOWN = 40  # sentences of a preview that are translated; the others are listed
MOST_FOUND = 30


class Terms:
    """The glossary files of the server. `lock` is held while one is written."""

    def __init__(self, files: Iterable[Path], own: Path):
        self.files, self.own, self.lock = list(files), own, threading.Lock()

    def place(self, source: str, glossary: Glossary) -> Path:
        """The file in which an entry is changed: the strongest that has it; for a new one the strongest of all.

        The built-in glossary belongs to the program: a copy of it is made first, as `bilingual glossary init` does.
        """
        if not self.files:
            return self.own / builtin_glossary().name
        entry, files = glossary.get(source), ranked(self.files)
        return next((f for f in reversed(files) if entry and entry.origin.startswith(f.name)), files[-1])

    def current(self, source: str, glossary: Glossary) -> Entry | None:
        """What the file has for a term now, whatever was loaded. Raises BilingualError where the file is gone."""
        path = self._there(source, glossary)
        return entry_in(path if path.exists() else builtin_glossary(), source)

    def _there(self, source: str, glossary: Glossary) -> Path:
        """The place of an entry. Raises BilingualError where its file is gone: the built-in one stands for no other."""
        path = self.place(source, glossary)
        if self.files and not path.exists():
            raise BilingualError(f"The glossary {path} is gone: put it back, or start again without it.")
        return path

    def write(self, entry: Entry, base: Entry | None, glossary: Glossary) -> Path:
        """Write an entry into its file. Raises Altered and BilingualError as `put_entry` does."""
        with self.lock:
            path = self._there(entry.source, glossary)
            if not path.exists():
                refuse_faulty(entry, path)
                with replacing(path) as temporary:
                    copyfile(builtin_glossary(), temporary)
            put_entry(path, entry, base)
            self.files = self.files or [path]
            return path


def _described(entry: Entry | None) -> dict | None:
    return cells_of(entry) | {"file": entry.origin} if entry else None


def _entry(values: Fields, name: str) -> Entry | None:
    """An entry in a request: its cells by column, None where there is null."""
    cells = values.get(name)
    if cells is None:
        return None
    if not isinstance(cells, dict) or not all(isinstance(v, str) for v in cells.values()):
        raise Refused(400, f"The field {name} must be an object of texts.")
    row = Row(0, {k: v for k, v in cells.items() if k in COLUMNS and v})
    try:
        return entry_of(row, Path("glossary"))
    except ValueError as error:
        raise Refused(400, f"{error}.") from error


async def search(request: Request) -> Response:
    """GET /api/terms?q=, or ?source= for the entry that a file has now, with the file it is or would be in"""
    state, query = request.app.state, request.query_params
    glossary = state.worker.translator.glossary
    if "source" in query:
        found = await run_in_threadpool(state.terms.current, query["source"], glossary)
        return Json({"entry": _described(found), "file": str(state.terms.place(query["source"], glossary))})
    entries = glossary.search(query.get("q", "").strip()) if query.get("q", "").strip() else []
    return Json({"total": len(entries), "entries": [_described(e) for e in entries[:MOST_FOUND]]})


async def asked(request: Request) -> tuple[Entry, Entry | None]:
    """The entry and the one it was made from. Raises Refused and BilingualError for what cannot be written."""
    values = await fields(request)
    entry, base = _entry(values, "entry"), _entry(values, "base")
    if entry is None:
        raise Refused(400, "The field entry is missing.")
    refuse_faulty(entry, Path("glossary"))
    return entry, base


async def look(request: Request) -> Response:
    """POST /api/terms/preview {entry}: the sentences that an entry would change, before and after"""
    entry, _ = await asked(request)
    library = request.app.state.library
    known = await run_in_threadpool(library.records)

    def steps(worker: Worker, cancel: threading.Event) -> Steps:
        base = worker.translator
        with_entry = Translator(base.engine, base.glossary.merged(Glossary([entry])), base.memory)
        found: list[Affected] = []
        left = SHOWN
        for record in known:
            ids = affected(record, entry, with_entry.matcher)
            new = yield from renewed(record, ids[:left], with_entry, TURN)
            found += preview(record, ids, new) if ids else []
            left = max(0, left - len(ids))
        return found

    found = cast(list[Affected], await done(request, steps))
    return Json({
        "affected": [asdict(a) for a in found if not a.reviewed],
        "reviewed": [asdict(a) for a in found if a.reviewed],
        "file": str(request.app.state.terms.place(entry.source, request.app.state.worker.translator.glossary)),
    })


async def put(request: Request) -> Response:
    """PUT /api/terms {entry, base}: write an entry into its spreadsheet, and translate what it concerns again"""
    entry, base = await asked(request)
    state = request.app.state
    try:
        path = await run_in_threadpool(state.terms.write, entry, base, state.worker.translator.glossary)
    except Altered as conflict:
        return Json({"error": str(conflict), "base": _described(base), "mine": _described(entry),
                     "theirs": _described(conflict.theirs)}, 409)
    job = state.library.start(request, f"{entry.source} = {entry.rendering}",
                              lambda worker, cancel, job: _apply(state, worker, job, entry))
    return Json({"file": str(path), "job": job.described()}, 202)


def _apply(state: Any, worker: Worker, job: Job, entry: Entry) -> Steps:
    """Use the glossary as it is on the disk now, and take the new English of what the entry concerns into the records.
    """
    glossary = load(state.terms.files)
    wins = glossary.get(entry.source)
    if wins and wins != entry:
        job.notes.append(f"{wins.origin} renders {entry.source} as {wins.rendering}, and wins")
    worker.use(glossary)
    yield
    library, translator = state.library, worker.translator
    found = [(r, affected(r, entry, translator.matcher)) for r in library.records()]
    job.state, job.total = "translating", sum(len(ids) for _, ids in found)
    for record, ids in found:
        if ids:
            new = yield from renewed(record, ids, translator, TURN)
            take = partial(take_in, ids=ids, document=new, translator=translator)
            library.edit(record.document.stem, take)
            job.done += len(ids)


routes = [
    Route("/api/terms", search),
    Route("/api/terms", put, methods=["PUT"]),
    Route("/api/terms/preview", look, methods=["POST"]),
]
