"""Writing that loses nothing, and what went wrong with a file in one sentence."""
from __future__ import annotations

import errno
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual.model.errors import BilingualError

# What a person can do about it, by the error's number.
_REMEDIES = {
    errno.ENOSPC: "the disk is full: make room and run again",
    errno.EROFS: "the disk is read-only: choose another folder",
    errno.EACCES: "there is no permission: change it, or choose another folder",
    errno.EPERM: "there is no permission: change it, or choose another folder",
    errno.EISDIR: "a folder is in the way: move it, or choose another folder",
    errno.ENOTDIR: "a file stands where a folder is needed: move it, or choose another folder",
    errno.EEXIST: "something is in the way: move it, or choose another folder",
    errno.ENAMETOOLONG: "the name is too long for this file system: choose a shorter one",
    errno.ENOENT: "it is not there",
    errno.ELOOP: "its links lead in a circle",
}


def explained(error: BilingualError | OSError) -> str:
    """One sentence for the user: what cannot be used, and what to do."""
    if isinstance(error, BilingualError):
        return str(error)
    what = error.filename2 or error.filename
    remedy = _REMEDIES.get(error.errno or 0, (error.strerror or str(error) or type(error).__name__).lower())
    return f"{os.fsdecode(what) if what else 'A file'} cannot be used; {remedy}."


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
