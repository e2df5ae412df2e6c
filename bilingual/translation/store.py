"""The file of the translation memory: opened with care, because what lies in it is people's work.

Only a file that is SQLite, is this program's (its application id or its table), and fails SQLite's integrity check is
damaged: then what can be read goes into a new file, and the old one is kept beside it. Everything else (a full disk, a
lock, a file that may only be read, somebody's document) is told in one sentence, and nothing is touched.
"""
from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path

from bilingual.language.folding import folded
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted
from bilingual.translation import salvage

APPLICATION = 0x626C6E67  # "blng", at byte 68 of the file (sqlite.org/fileformat.html, 1.3)
VERSION = 2
BUSY_SECONDS = 60
WAITS, WAIT_SECONDS = 50, 0.2  # for another run that is recovering the file
LITTLE = 2**20  # bytes: less than that is a full disk
_TABLE = """CREATE TABLE unit (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL,
    key TEXT,            -- machine results: what they depend on; NULL for a person's
    document TEXT NOT NULL DEFAULT '', engine TEXT NOT NULL DEFAULT '', glossary TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    extra TEXT NOT NULL DEFAULT '{}',
    folded TEXT)         -- the form in which a person's sentence is looked for"""
_INDEXES = ("CREATE UNIQUE INDEX IF NOT EXISTS machine ON unit (key) WHERE key IS NOT NULL",
            "CREATE INDEX IF NOT EXISTS person ON unit (source) WHERE key IS NULL",
            "CREATE INDEX IF NOT EXISTS typed ON unit (folded) WHERE key IS NULL")
_OURS = {"id", "source", "target", "state", "key", "changed"}  # columns that every version has
_FIRST = ("id", "source", "target", "state", "key", "document", "engine", "glossary", "who", "changed", "note", "extra")
_STATES = frozenset(state.value for state in State)
_STEP = 500  # rows in one transaction of the migration


class _Elsewhere(Exception):
    """Another run has put a recovered file in the damaged one's place, or is about to."""


def opened(path: Path) -> tuple[sqlite3.Connection, bool, list[str]]:
    """A connection to the memory, whether it may only be read, and what the user should know.

    The connection may be used by several threads, one at a time. Raises BilingualError for all but a memory.
    """
    with telling(path):
        head = _head(path)
        notes = []
        if head is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not _writable(path):
            return _read_only(path), True, [f"the translation memory {path} may only be read: it takes nothing new"]
        for _ in range(WAITS):
            if not head or not _damage(path, head):
                break
            try:
                notes.append(_recover(path))
                break
            except _Elsewhere:
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


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; an error goes on as it is, also where SQLite has rolled back already."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


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
    with closing(_connect(path, "rw")) as db:
        damage, known = "", None
        try:
            known = _is_ours(db)
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


def _is_ours(db: sqlite3.Connection) -> bool:
    """Whether a database is this program's, or still empty."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = [name for name, in db.execute(names)]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if not tables:
        return db.execute("PRAGMA application_id").fetchone()[0] in (0, APPLICATION) and version <= VERSION
    ours = "unit" in tables and {row[1] for row in db.execute("PRAGMA table_info(unit)")} >= _OURS
    if ours and version > VERSION:
        raise BilingualError("This translation memory was written by a newer version of bilingual: use that one.")
    return ours


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection; the statements say themselves where a transaction begins and ends."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS,
                           isolation_level=None, check_same_thread=False)


def _writing(path: Path) -> sqlite3.Connection:
    db = _connect(path, "rwc")
    try:
        _migrate(db)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _migrate(db: sqlite3.Connection) -> None:
    """Give a new file its table, and an older one the column it lacks; its rows stay as they are."""
    columns = {row[1] for row in db.execute("PRAGMA table_info(unit)")}
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if "folded" not in columns or version < VERSION:
        with transaction(db):
            columns = {row[1] for row in db.execute("PRAGMA table_info(unit)")}  # another process may have been quicker
            if not columns:
                db.execute(_TABLE)
            elif "folded" not in columns:
                db.execute("ALTER TABLE unit ADD COLUMN folded TEXT")
            for index in _INDEXES:
                db.execute(index)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {VERSION}")
    # Step by step, so that an interruption costs nothing; also rows that an older version adds meanwhile.
    missing = f"SELECT id, source FROM unit WHERE key IS NULL AND folded IS NULL LIMIT {_STEP}"
    while rows := db.execute(missing).fetchall():
        with transaction(db):
            db.executemany("UPDATE unit SET folded = ? WHERE id = ?", [(folded(text), number) for number, text in rows])


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads. Without a log beside it the file cannot change, and SQLite need not write one."""
    log = path.with_name(path.name + "-wal")
    still = not log.exists() or not log.stat().st_size
    db = _connect(path, "ro&immutable=1" if still else "ro")
    try:
        if not _is_ours(db):
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


def _recover(path: Path) -> str:
    """Put what can be read of a damaged memory into a new file in its place, and keep the old one.

    Returns what to tell. The old file is renamed only when the new one is complete.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".recovered", dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        before = path.stat()
        with closing(_connect(fresh, "rw")) as db, closing(_connect(path, "rw")) as old:
            db.execute("PRAGMA journal_mode=DELETE")
            _migrate(db)
            old.execute("PRAGMA writable_schema=ON")  # read on in spite of errors in the schema
            count = _copy_rows(old, path, db)
        if not os.path.samestat(before, path.stat()):
            raise _Elsewhere
        stamp = datetime.now(timezone.utc).strftime("%Y%m%d-%H%M%S")
        aside = path.with_name(f"{path.name}.damaged-{stamp}")
        fresh.chmod(before.st_mode & 0o777)
        _beside(path, aside)
        for end in ("-wal", "-shm"):  # before the new file is there: SQLite would take an old log for its own
            side = path.with_name(path.name + end)
            if side.exists():
                side.rename(aside.with_name(aside.name + end))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)
    return (f"the translation memory {path} was damaged: {counted(count, 'sentence')} could be recovered, "
            f"and the damaged file is kept as {aside.name}")


def _beside(path: Path, aside: Path) -> None:
    """Give a file a second name, which must be free; where the file system has no links, only that name."""
    try:
        os.link(path, aside)
    except FileExistsError:
        raise _Elsewhere from None
    except OSError:
        path.rename(aside)


def _copy_rows(old: sqlite3.Connection, path: Path, new: sqlite3.Connection) -> int:
    """Copy every row that can be read: by SQLite as far as it finds them, the others from their pages.

    Returns how many.
    """
    count, columns = 0, [*_FIRST, "folded"]
    insert = f"INSERT OR IGNORE INTO unit ({', '.join(columns)}) VALUES ({','.join('?' * len(columns))})"
    with transaction(new):
        for row in (*_found(old), *_salvaged(path)):
            cells = dict(zip(_FIRST, row))
            if _is_sound(cells):
                form = folded(cells["source"]) if cells["key"] is None else None
                count += new.execute(insert, (*row, form)).rowcount > 0
    return count


def _is_sound(cells: dict) -> bool:
    """Whether a row is a sentence, and not what damage left of one."""
    texts = [value for column, value in cells.items() if column not in ("id", "key")]
    try:
        json.loads(cells["extra"])
        return all(isinstance(t, str) for t in texts) and cells["state"] in _STATES and bool(cells["source"])
    except (TypeError, ValueError):
        return False


def _found(db: sqlite3.Connection) -> Iterator[tuple]:
    """The rows as SQLite reads them, until it meets damage."""
    try:
        yield from db.execute(f"SELECT {', '.join(_FIRST)} FROM unit NOT INDEXED")
    except sqlite3.DatabaseError:
        return


def _salvaged(path: Path) -> Iterator[tuple]:
    """The rows on the file's pages that look like sentences; the id is stored as the row's number."""
    for number, values in salvage.rows(path):
        if len(values) in (len(_FIRST), len(_FIRST) + 1) and values[0] is None:
            yield number, *values[1:len(_FIRST)]
