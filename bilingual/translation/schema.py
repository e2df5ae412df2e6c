"""The tables of the memory's file, and how a connection to it is opened."""
from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilingual.language.folding import folded
from bilingual.model.errors import BilingualError

APPLICATION = 0x626C6E67  # "blng", at byte 68 of the file (sqlite.org/fileformat.html, 1.3)
VERSION = 2
BUSY_SECONDS = 60
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
FIRST = ("id", "source", "target", "state", "key", "document", "engine", "glossary", "who", "changed", "note", "extra")
_STEP = 500  # rows in one transaction of the migration


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection; the statements say themselves where a transaction begins and ends."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS,
                           isolation_level=None, check_same_thread=False)


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


def is_ours(db: sqlite3.Connection) -> bool:
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


def migrate(db: sqlite3.Connection) -> None:
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

