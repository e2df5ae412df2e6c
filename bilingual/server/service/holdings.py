"""Files that clients have translated: kept in a temporary folder for an hour, under names nobody can guess."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse

from bilingual import readers, writers
from bilingual.model.document import PLAIN, Document
from bilingual.server.names import safe_name, stored
from bilingual.server.queue import TURN, Steps, Worker
from bilingual.server.requests import done, submit
from bilingual.server.security import Refused

SECONDS = 3600
MOST = 50


@dataclass
class Held:
    """A file: its keys, the folder it lies in, and once it is translated the path of the result."""

    key: str
    folder: Path
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    made: float = field(default_factory=time.monotonic)
    result: Path | None = None
    work: Future | None = None
    cancel: threading.Event | None = None

    @property
    def quoted_name(self) -> str:
        return quote(self.result.name) if self.result else ""

    def response(self) -> FileResponse:
        """The translated file, to be saved and not shown. Raises Refused where it is not ready."""
        if self.result is None:
            raise Refused(503, "The document is not translated yet.")
        return FileResponse(
            self.result,
            filename=self.result.name,
            media_type="application/octet-stream",
            headers={"Cache-Control": "no-store"},
        )


class Holdings:
    """All files held, the oldest going first."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="bilingual-serve-"))
        self._held: OrderedDict[str, Held] = OrderedDict()

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def get(self, key: str) -> Held:
        """Raises Refused for a key that is unknown or has expired."""
        self._tidy()
        if key not in self._held:
            raise Refused(404, "There is no such file; translated files are kept for an hour.")
        return self._held[key]

    async def translate(self, request: Request, file: UploadFile, glossary: Path | None = None) -> Held:
        """Translate an uploaded file while the client waits. Raises Refused and BilingualError."""
        held, document = await self._take(file)
        await done(request, lambda worker, cancel: _steps(worker, cancel, document, glossary))
        await run_in_threadpool(_write, held, document)
        return held

    async def begin(self, request: Request, file: UploadFile, glossary: Path | None = None) -> Held:
        """Begin to translate an uploaded file; `work` tells how it goes on."""
        held, document = await self._take(file)

        def steps(worker: Worker, cancel: threading.Event) -> Steps:
            yield from _steps(worker, cancel, document, glossary)
            _write(held, document)

        task = submit(request, steps)
        held.work, held.cancel = task.result, task.cancel
        return held

    async def _take(self, file: UploadFile) -> tuple[Held, Document]:
        self._tidy(room=1)
        key = secrets.token_hex(16)
        held = self._held[key] = Held(key, self._folder / key)
        held.folder.mkdir()
        path = await run_in_threadpool(stored, file, held.folder / safe_name(file.filename))
        return held, await run_in_threadpool(readers.read, path)

    def _tidy(self, room: int = 0) -> None:
        while self._held and (
            len(self._held) + room > MOST or next(iter(self._held.values())).made < time.monotonic() - SECONDS
        ):
            _, old = self._held.popitem(last=False)
            if old.cancel:
                old.cancel.set()
            shutil.rmtree(old.folder, ignore_errors=True)


def _steps(worker: Worker, cancel: threading.Event, document: Document, glossary: Path | None) -> Steps:
    translator = worker.with_glossary(glossary) if glossary else worker.translator
    yield from translator.steps(document, cancel=cancel, size=TURN)


def _write(held: Held, document: Document) -> None:
    """The copy in the source's own shape, or a Word document where there is no such copy (PDF)."""
    form = writers.SAME if writers.has_same(document) else "en.docx"
    (path,), _ = writers.write(document, held.folder / "out", [form], PLAIN)
    held.result = path.rename(path.with_name(document.path.stem + ".en" + path.suffix))
