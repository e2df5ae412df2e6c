"""The documents of the output folder: what is there, new ones by upload, downloads in every format. For the page."""

from __future__ import annotations

import time

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bilingual import readers, writers
from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.server.library import Library
from bilingual.server.names import safe_name, stored
from bilingual.server.requests import Json, fields
from bilingual.server.security import Refused
from bilingual.support.files import explained
from bilingual.workspace.progress import progress

SOURCES = "sources"  # in the store: files that were uploaded


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
        path, name = library.place_for(path, document)
        part.replace(path)
    except BilingualError as error:
        raise BilingualError(str(error).replace(str(part), path.name)) from error
    finally:
        part.unlink(missing_ok=True)
    document.path, document.name = path, name
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
