"""What takes long to make is kept ready in a folder of this user, and found again by all that it was made from."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bilingual._version import __version__
from bilingual.support.files import replacing
from bilingual.support.paths import cache_folder

KEPT = 32  # things of a kind
T = TypeVar("T")


def place(kind: str, *parts: str | bytes) -> Path | None:
    """The file for what was made from `parts` by this version of the program; None where there is no folder for it."""
    digest = hashlib.sha256(repr((__version__, *parts)).encode()).hexdigest()
    try:
        return cache_folder(kind) / digest[:32]
    except OSError:
        return None


def recalled(path: Path | None, kind: type[T]) -> T | None:
    """What was kept at a place; None where nothing is, or nothing of that kind."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind) if path else None
    except (OSError, msgspec.MsgspecError):
        return None


def keep(path: Path | None, value: Any) -> None:
    """Keep a value for the next run; a cache that cannot be written is no error."""
    if path is None:
        return
    try:
        with replacing(path) as temporary:
            temporary.write_bytes(msgspec.msgpack.encode(value))
        for old in sorted(path.parent.iterdir(), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
