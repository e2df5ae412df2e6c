"""What every worker is told: model, glossary as a snapshot named by its hash, memory, outputs. All of it can be
sent to another machine.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bilingual.engine.base import Engine
from bilingual.engine.load import load
from bilingual.model.document import View
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry, Glossary
from bilingual.support.files import replacing


@dataclass(frozen=True)
class Model:
    """Which model, as bilingual.engine.load takes it. A worker computes with one thread: two in one process gain
    nothing.
    """

    name: str | None = None
    device: str = "cpu"
    beam: int = 4

    def load(self, threads: int = 1) -> Engine:
        return load(self.name, device=self.device, threads=threads, beam=self.beam)


@dataclass(frozen=True)
class Setup:
    """The conditions of a run. `glossary` is the snapshot, `snapshot` its hash, `signature` the translator's, which
    a worker must reach.

    `memory` is a file, "" for none; `kind` is jsonl or parquet where rows are wanted, "" for files in `formats`.
    `seconds` and `megabytes` are what a document may take.
    """

    out: str
    model: Model
    glossary: str
    snapshot: str
    signature: str
    memory: str = ""
    formats: tuple[str, ...] = ()
    kind: str = ""
    view: View = field(default_factory=View)
    encoding: str | None = None
    seconds: float = 0.0
    megabytes: int = 0

    @property
    def conditions(self) -> str:
        """All that a result depends on, but for the document."""
        return repr((self.signature, "rows" if self.kind else (self.formats, self.view), self.encoding))


def keep_glossary(glossary: Glossary, folder: Path) -> tuple[Path, str]:
    """Write a glossary's snapshot into a folder, and return the file and its hash. It is there once, however often
    it is asked for.
    """
    content = msgspec.msgpack.encode((list(glossary), glossary.names))
    snapshot = hashlib.sha256(content).hexdigest()[:16]
    path = folder / f"glossary-{snapshot}.msgpack"
    if not path.exists():
        with replacing(path) as temporary:
            temporary.write_bytes(content)
    return path, snapshot


def open_glossary(path: Path, snapshot: str) -> Glossary:
    """The glossary of a snapshot. Raises BilingualError where the file does not have that hash."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest()[:16] != snapshot:
        raise BilingualError(f"{path} is not the glossary that this run began with: run again.")
    entries, names = msgspec.msgpack.decode(content, type=tuple[list[Entry], tuple[str, ...]])
    return Glossary(entries, names)
