"""Writing that loses nothing, and what went wrong with a file in one sentence."""
from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from bilingual.model.errors import BilingualError

PATIENCE = 900.0  # seconds; a document's lock is held while its outputs are written, LibreOffice's PDF among them
DAY = 86_400.0   # seconds after which a temporary file belongs to nobody
_LEFT = re.compile(r"\.bilingual-(?P<host>[0-9a-f]{6})-(?P<pid>\d+)-[0-9a-f]{8}(\.|$)")

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


def rewritten_archive(source: Path, path: Path, change: Callable[[str, bytes], bytes | None],
                      more: Mapping[str, bytes] | None = None) -> None:
    """Write a copy of a zip archive; `change` gives the new content of a file in it, or None to leave it as it is;
    `more` are files that come behind those.

    Names, order and compression stay, so that a file whose first entry must be stored plainly (epub, odt) keeps it.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            made = None if entry.is_dir() else change(entry.filename, data)
            new.writestr(entry, data if made is None else made, compress_type=entry.compress_type)
        for name, data in (more or {}).items():
            new.writestr(name, data, compress_type=zipfile.ZIP_DEFLATED)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Errors of the file system inside the block become a BilingualError that says what cannot be used and why."""
    try:
        yield
    except OSError as error:
        raise BilingualError(explained(error)) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends well and vanishes when it does not.

    Raises OSError, which names `path` and not the temporary file.
    """
    temporary = path.with_name(f"{_mark()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made by open, so that the user's umask gives the permissions.
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        yield temporary
        put(temporary, path)
    except OSError as error:
        if error.filename is not None and Path(os.fsdecode(error.filename)) == temporary or error.filename is None:
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def put(temporary: Path, path: Path) -> None:
    """Let a finished file take the place of another; its content is on the disk before its name is."""
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
    try:
        temporary.replace(path)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A hidden folder in `folder` to make several files in before they are put in place; it vanishes with the block."""
    temporary = folder / _mark()
    try:
        temporary.mkdir(parents=True)
        yield temporary
    except OSError as error:
        if error.filename is None:  # a full disk is told without a name
            error.filename = str(folder)
        raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _mark() -> str:
    """A name for what is temporary: it tells whose it is, so that `sweep` knows when nobody needs it any more."""
    return f".bilingual-{host()}-{os.getpid()}-{secrets.token_hex(4)}"


@cache
def host() -> str:
    """A short mark of this machine."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def sweep(folder: Path) -> None:
    """Remove what killed runs left half-made in a folder.

    What a living run, or one on another machine, may need stays.
    """
    try:
        found = [(p, _LEFT.match(p.name)) for p in folder.iterdir()]
    except OSError:
        return
    for path, mark in found:
        if not mark:
            continue
        with suppress(OSError):
            old = time.time() - path.stat().st_mtime > DAY
            if old or mark["host"] == host() and not alive(int(mark["pid"])):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def alive(process: int) -> bool:
    """Whether a process runs here; where that cannot be asked without harm, as on Windows, it is supposed to."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def locked(path: Path, seconds: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a file, which other processes and threads wait for. Raises BilingualError after `seconds`.

    The lock is the operating system's and ends with the process, however that ends; the file itself stays.
    """
    import filelock
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(str(path), timeout=seconds)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise BilingualError(
            f"{path} has been held by another run for {seconds:.0f} s: wait for that run or end it."
        ) from None
    except NotImplementedError:  # a file system without locks
        yield
        return
    try:
        yield
    finally:
        lock.release()


def digest(path: Path) -> str:
    """What a file's content is known by."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
