"""The translation memory: what the machine translated, and what people made of it. One SQLite file.

Machine results are found again when nothing they depend on has changed: sentence, terms, model, decoding. A person's
sentence is found wherever its Chinese occurs, and always wins. Rows are only ever added, so nothing is lost; the
newest row of a person counts. Write-ahead logging lets several processes read and write at once.
"""
from __future__ import annotations

import difflib
import getpass
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path

from bilingual.language.quantities import find_quantities
from bilingual.model.document import FuzzyMatch, State
from bilingual.model.errors import BilingualError

FUZZY_LEAST = 75      # percent; below that a translator would rather begin anew
FUZZY_MOST = 3        # matches offered for a segment
BUSY_SECONDS = 60
_SCHEMA = """
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL,
    key TEXT,            -- machine results: what they depend on; NULL for a person's
    document TEXT NOT NULL DEFAULT '', engine TEXT NOT NULL DEFAULT '', glossary TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', extra TEXT NOT NULL DEFAULT '{}');
CREATE UNIQUE INDEX IF NOT EXISTS machine ON unit (key) WHERE key IS NOT NULL;
CREATE INDEX IF NOT EXISTS person ON unit (source) WHERE key IS NULL;
PRAGMA user_version = 1;
"""


@dataclass(frozen=True)
class Unit:
    """A sentence of the memory. `key` is None for a person's; `extra` holds what else is known (scores, changed terms)."""
    source: str
    target: str
    state: State
    key: str | None = None
    document: str = ""
    engine: str = ""
    glossary: str = ""
    who: str = ""
    changed: str = ""
    note: str = ""
    extra: dict = field(default_factory=dict)


class Memory:
    """A memory in a file, made when it does not exist. A damaged one is set aside and reported in `notes`."""

    def __init__(self, path: Path):
        self.path, self.notes = Path(path), []
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise BilingualError(f"The translation memory {path} is in use by a program that does not let go: close it.") from error
            aside = self._set_aside()
            self.notes.append(f"the translation memory {path} is damaged ({error}); it is kept as {aside.name} and a new one was begun")
            self._open()

    def _open(self) -> None:
        if self.path.exists() and self.path.stat().st_size and self.path.read_bytes()[:15] != b"SQLite format 3":
            raise sqlite3.DatabaseError("not a database")
        self._db = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        if self._db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("inconsistent")
        self._db.executescript(_SCHEMA)

    def _set_aside(self) -> Path:
        if hasattr(self, "_db"):
            self._db.close()
        stamp = datetime.now(timezone.utc).strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        self.path.rename(aside)
        for end in ("-wal", "-shm"):
            side = self.path.with_name(self.path.name + end)
            if side.exists():
                side.rename(aside.with_name(aside.name + end))
        return aside

    def close(self) -> None:
        self._db.close()

    def machine(self, keys: Sequence[str]) -> dict[str, Unit]:
        """The machine results there are for some keys."""
        found = {}
        for start in range(0, len(keys), 500):
            part = keys[start:start + 500]
            rows = self._db.execute(f"SELECT * FROM unit WHERE key IN ({','.join('?' * len(part))})", part)
            found.update({u.key: u for u in map(_unit, rows)})
        return found

    def person(self, source: str) -> Unit | None:
        """The newest sentence by a person for a source."""
        row = self._db.execute("SELECT * FROM unit WHERE key IS NULL AND source = ? ORDER BY id DESC LIMIT 1", (source,)).fetchone()
        return _unit(row) if row else None

    def add(self, units: Iterable[Unit]) -> int:
        """Add units in one transaction; a machine result that is there already is replaced. Returns how many."""
        rows = [(u.source, u.target, u.state.value, u.key, u.document, u.engine, u.glossary, u.who or (u.key is None and _user() or ""),
                 u.changed or _now(), u.note, json.dumps(u.extra, ensure_ascii=False)) for u in units]
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany("INSERT OR REPLACE INTO unit (source, target, state, key, document, engine, glossary, who, changed, note, extra) "
                                 "VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self.__dict__.pop("_people", None)
        return len(rows)

    def units(self, people_only: bool = False) -> Iterator[Unit]:
        """The newest unit of each source, a person's before a machine's."""
        only = "WHERE key IS NULL" if people_only else ""
        seen = set()
        for row in self._db.execute(f"SELECT * FROM unit {only} ORDER BY key IS NOT NULL, id DESC"):
            unit = _unit(row)
            if unit.source not in seen:
                seen.add(unit.source)
                yield unit

    def search(self, text: str) -> list[Unit]:
        """Units whose Chinese or English contains a text, newest first, people's before the machine's."""
        low = text.lower()
        return [u for u in self.units() if low in u.source.lower() or low in u.target.lower()]

    def forget(self, source: str | None = None, machine: bool = False) -> int:
        """Delete the units of a source, or all of the machine's. Returns how many."""
        where, values = ("key IS NOT NULL", ()) if machine else ("source = ?", (source,))
        self.__dict__.pop("_people", None)
        return self._db.execute(f"DELETE FROM unit WHERE {where}", values).rowcount

    def stats(self) -> dict[str, int]:
        """How many units there are by whom and in which state, and how many distinct sources."""
        counts = {f"{'machine' if machine else 'people'}, {state}": n for machine, state, n in self._db.execute(
            "SELECT key IS NOT NULL, state, count(*) FROM unit GROUP BY 1, 2 ORDER BY 1, 2")}
        return {"sources": self._db.execute("SELECT count(DISTINCT source) FROM unit").fetchone()[0], **counts}

    @property
    def version(self) -> str:
        """Changes whenever a person's sentence is added or forgotten, by whatever process."""
        return "{}/{}".format(*self._db.execute("SELECT max(id), count(*) FROM unit WHERE key IS NULL").fetchone())

    @cached_property
    def _people(self) -> list[Unit]:
        return list(self.units(people_only=True))

    def fuzzy(self, source: str) -> list[FuzzyMatch]:
        """Similar sentences by people, the most similar first; the same sentence is no fuzzy match."""
        from rapidfuzz import fuzz, process
        if not self._people:
            return []
        hits = process.extract(source, [u.source for u in self._people], scorer=fuzz.ratio, score_cutoff=FUZZY_LEAST, limit=FUZZY_MOST + 1)
        out = []
        for found, score, index in hits:
            if found != source:
                unit = self._people[index]
                target = adapt(unit.source, unit.target, source)
                out.append(FuzzyMatch(min(99, round(score)), found, target or unit.target, difference(found, source), target is not None))
        return out[:FUZZY_MOST]

    def proposals(self, least: int = 3) -> list[tuple[str, str, int]]:
        """Renderings of glossary terms that people changed in the same way at least `least` times: (zh, en, count)."""
        counts: dict[tuple[str, str], int] = {}
        for unit in self._people:
            for source, target in unit.extra.get("renderings", ()):
                counts[source, target] = counts.get((source, target), 0) + 1
        return sorted(((z, e, n) for (z, e), n in counts.items() if n >= least), key=lambda p: -p[2])


def adapt(known: str, target: str, wanted: str) -> str | None:
    """The English of a sentence that differs from the wanted one in quantities only, with those exchanged; else None."""
    a, b = find_quantities(known), find_quantities(wanted)
    blank = lambda text, quantities: "".join("\0" if any(q.start == i for q in quantities) else c for i, c in enumerate(text)
                                          if not any(q.start < i < q.end for q in quantities))
    if len(a) != len(b) or not a or blank(known, a) != blank(wanted, b):
        return None
    for old, new in zip(a, b):
        if old.rendering != new.rendering:
            if target.count(old.rendering) != 1:
                return None
            target = target.replace(old.rendering, new.rendering)
    return target


def difference(old: str, new: str) -> str:
    """What changes from one sentence to the other: 增长[-5-]{+6+}%。"""
    out = ""
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        out += old[a:b] if kind == "equal" else ("[-" + old[a:b] + "-]" if b > a else "") + ("{+" + new[c:d] + "+}" if d > c else "")
    return out


def _unit(row) -> Unit:
    _, source, target, state, key, document, engine, glossary, who, changed, note, extra = row
    return Unit(source, target, State(state), key, document, engine, glossary, who, changed, note, json.loads(extra))


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return "unknown"
