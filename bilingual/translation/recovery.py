"""A damaged memory: what can be read goes into a new file in its place, and the old one is kept beside it."""
from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timezone
from itertools import chain
from pathlib import Path

from bilingual.language.folding import folded
from bilingual.model.document import State
from bilingual.support.plural import counted
from bilingual.translation import salvage
from bilingual.translation.schema import FIRST, connect, migrate, transaction

_STATES = frozenset(state.value for state in State)


class Elsewhere(Exception):
    """Another run has put a recovered file in the damaged one's place, or is about to."""


def recover(path: Path) -> str:
    """Put what can be read of a damaged memory into a new file in its place, and keep the old one.

    Returns what to tell. The old file is renamed only when the new one is complete.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".recovered", dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        before = path.stat()
        with closing(connect(fresh, "rw")) as db, closing(connect(path, "rw")) as old:
            db.execute("PRAGMA journal_mode=DELETE")
            migrate(db)
            old.execute("PRAGMA writable_schema=ON")  # read on in spite of errors in the schema
            count = _copy_rows(old, path, db)
        if not os.path.samestat(before, path.stat()):
            raise Elsewhere
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
        raise Elsewhere from None
    except OSError:
        path.rename(aside)


def _copy_rows(old: sqlite3.Connection, path: Path, new: sqlite3.Connection) -> int:
    """Copy every row that can be read: by SQLite as far as it finds them, the others from their pages.

    Returns how many.
    """
    count, columns = 0, [*FIRST, "folded"]
    insert = f"INSERT OR IGNORE INTO unit ({', '.join(columns)}) VALUES ({','.join('?' * len(columns))})"
    with transaction(new):
        for row in chain(_found(old), _salvaged(path)):
            cells = dict(zip(FIRST, row, strict=True))
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
        yield from db.execute(f"SELECT {', '.join(FIRST)} FROM unit NOT INDEXED")
    except sqlite3.DatabaseError:
        return


def _salvaged(path: Path) -> Iterator[tuple]:
    """The rows on the file's pages that look like sentences; the id is stored as the row's number."""
    for number, values in salvage.rows(path):
        if len(values) in (len(FIRST), len(FIRST) + 1) and values[0] is None:
            yield number, *values[1:len(FIRST)]
