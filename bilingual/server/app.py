"""The application: its parts, its routes, and the page. `create` puts it together, `run` serves it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bilingual.model.document import PLAIN, View
from bilingual.model.errors import BilingualError
from bilingual.server import events, files, review, terms
from bilingual.server.library import Library
from bilingual.server.queue import Worker
from bilingual.server.requests import Json, failed
from bilingual.server.security import Access, Guard, Refused
from bilingual.server.service import deepl, libretranslate, others
from bilingual.server.service.glossaries import Glossaries
from bilingual.server.service.holdings import Holdings
from bilingual.writers import DEFAULT

STATIC = Path(__file__).parent / "static"
OPENAPI = Path(__file__).parent / "openapi.json"
LOOK = 2.0  # seconds after which an open page has the folder looked at again
STOP_SECONDS = 3  # for answers that are still on their way


async def page(request: Request) -> Response:
    """GET /: the page, for whoever has a session or brings the token that makes one"""
    access, token = request.app.state.access, request.query_params.get("token", "")
    session = None if access.has_session(request.headers) else access.open(token)
    if session is None and not access.has_session(request.headers):
        return HTMLResponse((STATIC / "closed.html").read_text(encoding="utf-8"), 401)
    answer = FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-store"})
    if session:
        answer.set_cookie(access.cookie, session, httponly=True, samesite="strict", path="/")
        request.app.state.opened()
    return answer


async def health(request: Request) -> Response:
    """GET /health"""
    return Json({"status": "ok"})


async def openapi(request: Request) -> Response:
    """GET /openapi.json: the service, described for programs"""
    described = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return Json(described | {"servers": [{"url": f"http://{request.headers['host']}"}]})


async def _look(app: Starlette) -> None:
    """While a page is open, read again now and then what another program may have changed in the folder."""
    while True:
        await asyncio.sleep(LOOK)
        if app.state.events.heard:
            with suppress(OSError):  # told to whoever asks for it
                await run_in_threadpool(app.state.library.records)


def create(
    worker: Worker,
    access: Access,
    folder: Path,
    formats: tuple[str, ...] = DEFAULT,
    view: View = PLAIN,
    opened: Callable[[], None] = lambda: None,
    glossaries: Iterable[Path] = (),
    own: Path = Path("glossary"),
) -> Starlette:
    """The application for an output folder. The worker must run; `opened` is called when a token was used.

    `glossaries` are the files the translator has; where there are none, a copy of the built-in one is made in the
    folder `own` when somebody changes a term.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> Any:
        looking = asyncio.create_task(_look(app))
        yield
        looking.cancel()
        app.state.holdings.close()
        await run_in_threadpool(app.state.library.close)

    app = Starlette(
        routes=[
            Route("/", page),
            Route("/health", health),
            Route("/openapi.json", openapi),
            Route("/api/events", events.stream),
            *files.routes,
            *review.routes,
            *terms.routes,
            *libretranslate.routes,
            *deepl.routes,
            *others.routes,
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, access=access)],
        lifespan=lifespan,
        exception_handlers=dict.fromkeys((Refused, HTTPException, BilingualError, ClientDisconnect, Exception), failed),
    )
    state = app.state
    state.worker, state.access, state.opened = worker, access, opened
    state.events, state.glossaries, state.holdings, state.characters = (
        events.Events(),
        Glossaries(folder),
        Holdings(),
        0,
    )
    state.terms = terms.Terms(glossaries, own)
    state.library = Library(folder, formats, view, state.events)
    return app


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address. Raises BilingualError when the port is taken or the address is not this machine's."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise BilingualError(
            f"{host} port {port} cannot be used ({getattr(error, 'strerror', None) or error}): choose another with "
            "--port."
        ) from error


def server(app: Starlette) -> uvicorn.Server:
    """A server for the application; `run(sockets=[...])` serves until it is told to stop."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            ws="none",
            proxy_headers=False,
            lifespan="on",
            timeout_graceful_shutdown=STOP_SECONDS,
            h11_max_incomplete_event_size=64 * 2**10,
        )
    )
