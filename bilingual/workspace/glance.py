"""A look at records without reading all of them, and where they lie."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bilingual.writers import STORE

SUFFIX = ".document.json"
LEDGER = "ledger.json"  # where folders of version 0.1 kept the hashes of their files


def store(folder: Path, stem: str, end: str = SUFFIX) -> Path:
    """Where the record of a document lies, or with another `end` what else is kept about it."""
    return folder / STORE / f"{stem}{end}"


def ledger(folder: Path) -> dict[str, str]:
    """The hashes of files that version 0.1 wrote; read for records that have none of their own."""
    try:
        found = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Glance:
    """What can be told of a record without reading all of it: its source and where that is from the folder, the files
    it wrote, the sentences, what people made.

    `unfinished` is true where a run ended before all outputs were put in place.
    """
    source: str = ""
    beside: str = ""
    files: frozenset[str] = frozenset()
    sentences: tuple[str, ...] = ()
    people: frozenset[tuple[str, str, str]] = frozenset()
    unfinished: bool = False


def glance(path: Path) -> Glance:
    """A look at a record; empty where there is none, or none that can be read."""
    try:
        state = path.stat()
    except OSError:
        return Glance()
    return _glance(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4000)
def _glance(path: Path, changed: int, size: int) -> Glance:
    import msgspec
    try:
        part = msgspec.json.decode(path.read_bytes(), type=_Part)
    except (msgspec.MsgspecError, OSError, UnicodeDecodeError, RecursionError):
        return Glance()
    sentences = tuple(dict.fromkeys(s.source for b in part.document.blocks for s in b.segments))
    return Glance(
        part.document.path,
        part.beside,
        frozenset([*(part.files or ledger(path.parent)), *part.pending]),
        sentences,
        frozenset((v.source, v.target, v.state) for v in part.history),
        bool(part.pending),
    )


@dataclass
class _PartOfSentence:
    source: str = ""
    target: str = ""
    state: str = ""


@dataclass
class _PartOfBlock:
    segments: list[_PartOfSentence]


@dataclass
class _PartOfDocument:
    path: str
    blocks: list[_PartOfBlock]


@dataclass
class _Part:
    document: _PartOfDocument
    files: dict[str, str] = field(default_factory=dict)
    pending: dict[str, list[str]] = field(default_factory=dict)
    history: list[_PartOfSentence] = field(default_factory=list)
    beside: str = ""
