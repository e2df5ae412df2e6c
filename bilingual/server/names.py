"""Names that come from outside: only a name, without folders, control characters and what a system gives a meaning."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

from starlette.datastructures import UploadFile

from bilingual.readers import READERS
from bilingual.server.security import Refused

LONGEST = 180  # bytes; most file systems allow 255, and outputs add their endings
_BAD = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028-\u202e\u2066-\u2069]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)


def safe_name(given: str | None) -> str:
    """A name that is only a name, for a file of a readable format. Raises Refused for another format."""
    name = unicodedata.normalize("NFC", (given or "").replace("\\", "/").rsplit("/", 1)[-1])
    name = _BAD.sub("_", name).rstrip(" .~")
    stem, dot, suffix = name.rpartition(".")
    if f".{suffix.lower()}" not in READERS:
        raise Refused(415, f"“{name[:80]}” has a format that cannot be read; known are {', '.join(sorted(READERS))}.")
    while len(stem.encode()) > LONGEST:
        stem = stem[:-1]
    stem = stem.strip(" .~") or "document"
    return ("_" if _DEVICES.match(stem) else "") + stem + dot + suffix


def stored(file: UploadFile, path: Path) -> Path:
    """Write an uploaded file to a path."""
    with open(path, "wb") as out:
        shutil.copyfileobj(file.file, out)
    return path
