"""Writing that loses nothing."""
from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def rewritten_archive(source: Path, path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Write a copy of a zip archive; `change` gives the new content of a file in it, or None to leave it as it is.

    Names, order and compression stay, so that a file whose first entry must be stored plainly (epub, odt) keeps it.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            made = change(entry.filename, data)
            new.writestr(entry, data if made is None else made, compress_type=entry.compress_type)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends well and vanishes when it does not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
