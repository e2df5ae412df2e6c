"""The file of the translation memory: opened with care, because what lies in it is people's work.

Only a file that is SQLite, is this program's (its application id or its table), and fails SQLite's integrity check is
damaged: then what can be read goes into a new file, and the old one is kept beside it. Everything else (a full disk, a
lock, a file that may only be read, somebody's document) is told in one sentence, and nothing is touched.
"""
from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bilingual.language.folding import folded
from bilingual.model.errors import BilingualError
from bilingual.translation.recovery import Elsewhere, recover
from bilingual.translation.schema import APPLICATION, connect, is_ours, migrate

WAITS, WAIT_SECONDS = 50, 0.2  # for another run that is recovering the file
LITTLE = 2**20  # bytes: less than that is a full disk


def opened(path: Path) -> tuple[sqlite3.Connection, bool, list[str]]:
    """A connection to the memory, whether it may only be read, and what the user should know.

    The connection may be used by several threads, one at a time. Raises BilingualError for all but a memory.
    """
    with telling(path):
        head = _head(path)
        path = path.resolve()  # what is renamed is the file, not a link to it
        notes = []
        if head is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not _writable(path):
            return _read_only(path), True, [f"the translation memory {path} may only be read: it takes nothing new"]
        for _ in range(WAITS):
            if not head or not _damage(path, head):
                break
            try:
                notes.append(recover(path))
                break
            except Elsewhere:
                time.sleep(WAIT_SECONDS)
                head = _head(path)
        else:
            raise BilingualError(f"The translation memory {path} is being recovered by another run: run again.")
        return _writing(path), False, notes


def locked_away(path: Path) -> BilingualError:
    """The error for a person's change to a memory that may only be read."""
    return BilingualError(f"The translation memory {path} may only be read: make it and its folder writable, "
                          "or name another with --memory.")


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Errors of the file as one sentence with the cause and the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise BilingualError(_sentence(path, str(error))) from error
    except OSError as error:
        raise BilingualError(f"The translation memory {path} cannot be used ({error.strerror or error}): "
                             "mend that, or name another with --memory.") from error


def _sentence(path: Path, cause: str) -> str:
    if "locked" in cause or "busy" in cause:
        return f"The translation memory {path} is in use by a program that does not let go: close it and run again."
    if "full" in cause or "I/O" in cause and _room(path) < LITTLE:
        return f"The disk is full: {path} could take nothing new. What it holds is whole; make room and run again."
    if "readonly" in cause:
        return str(locked_away(path))
    if "malformed" in cause or "not a database" in cause:
        return f"The translation memory {path} was damaged while it was in use: run again to recover what can be read."
    return f"The translation memory {path} cannot be used ({cause}): mend that, or name another with --memory."


def _room(path: Path) -> int:
    """Bytes free where a file lies; SQLite calls it an I/O error when its log finds no room."""
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return LITTLE


def _head(path: Path) -> bytes | None:
    """The file's first page, None when there is nothing yet. Raises BilingualError for what is no SQLite file."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise BilingualError(f"The translation memory {path} is a link to a file that is not there.") from None
        return None
    if not stat.S_ISREG(kind):
        what = "a folder" if stat.S_ISDIR(kind) else "a device or pipe"
        raise BilingualError(f"{path} is {what}, no translation memory: name a file.")
    with open(path, "rb") as file:
        head = file.read(65536)
    if head and not head.startswith(b"SQLite format 3\0"):
        raise BilingualError(f"{path} is no translation memory, and was left as it is: name another file.")
    return head or None


def _writable(path: Path) -> bool:
    """SQLite writes the file and others beside it."""
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK | os.X_OK)


def _damage(path: Path, head: bytes) -> str:
    """What SQLite's integrity check says, "" when all is well. Raises BilingualError for another program's file."""
    with closing(connect(path, "rw")) as db:
        damage, known = "", None
        try:
            known = is_ours(db)
            result = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            damage = "" if result == "ok" else result
        except sqlite3.DatabaseError as error:
            if not any(word in str(error) for word in ("malformed", "not a database", "corrupt")):
                raise
            damage = str(error)
    if known is None:
        known = head[68:72] == APPLICATION.to_bytes(4, "big") or b"TABLE unit (" in head
    if not known:
        raise BilingualError(f"{path} is another program's database, no translation memory, and was left as it is: "
                             "name another file.")
    return damage


def _writing(path: Path) -> sqlite3.Connection:
    db = connect(path, "rwc")
    try:
        migrate(db)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads. Without a log beside it the file cannot change, and SQLite need not write one."""
    log = path.with_name(path.name + "-wal")
    still = not log.exists() or not log.stat().st_size
    db = connect(path, "ro&immutable=1" if still else "ro")
    try:
        if not is_ours(db):
            raise BilingualError(f"{path} is another program's database, no translation memory: name another file.")
        if not db.execute("PRAGMA table_info(unit)").fetchall():
            raise BilingualError(f"The translation memory {path} is empty and may only be read: name another file.")
        if "folded" not in {row[1] for row in db.execute("PRAGMA table_info(unit)")}:
            # An older file cannot be given the column: the view stands in for it, in this connection only.
            db.create_function("folded_form", 1, folded, deterministic=True)
            db.execute("CREATE TEMP VIEW unit AS SELECT *, folded_form(source) AS folded FROM main.unit")
    except BaseException:
        db.close()
        raise
    return db


