"""What a corpus is made of: items to be done as a whole, each a file, a member of an archive, or a slice of a table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

_CHUNK = 2**20


@dataclass
class Row:
    """A text of a table: what it is called, the name of its outputs, the text itself."""

    label: str
    name: str
    text: str


@dataclass
class Item:
    """A unit of work. `label` is what people call it, `folder` where its outputs go (from the output folder), `name`
    what they begin with.

    One of three has its content: `path`, a file; `data`, the bytes of an archive's member; `rows`, texts of a
    table. `error` says
    why there is none.
    """

    label: str
    folder: str = ""
    name: str = ""
    suffix: str = ""
    path: str = ""
    data: bytes = b""
    rows: list[Row] = field(default_factory=list)
    error: str = ""

    @property
    def labels(self) -> list[str]:
        """The documents in it."""
        return [r.label for r in self.rows] or [self.label]

    def content(self) -> str:
        """A hash of all that its documents say. Raises OSError for a file that cannot be read."""
        if self.path:
            return file_hash(Path(self.path))
        told = hashlib.sha256(self.data)
        for row in self.rows:
            told.update(repr((row.label, row.name, row.text)).encode(errors="surrogatepass"))
        return told.hexdigest()

    def key(self, conditions: str, content: str) -> str:
        """What its result is found by: content, name, and all that translation and outputs depend on."""
        parts = (self.label if self.rows else "", self.folder, self.name, conditions, content)
        return hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()[:32]


def file_hash(path: Path) -> str:
    """A hash of a file's content."""
    told = hashlib.sha256()
    with open(path, "rb") as file:
        while part := file.read(_CHUNK):
            told.update(part)
    return told.hexdigest()
