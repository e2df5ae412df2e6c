"""The translation memory: what the machine translated, and what people made of it. One SQLite file.

Machine results are found again when nothing they depend on has changed: sentence, terms, model, decoding. A person's
sentence is found wherever its Chinese occurs, however it is typed (width, quotation marks, spaces, traditional
characters), and always wins. Rows are only ever added, so nothing is lost; the newest row of a person counts.

One `Memory` may be used from several threads, and one file by several processes (write-ahead logging).
"""
from __future__ import annotations

import difflib
import getpass
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bilingual.language.folding import folded
from bilingual.model.document import FuzzyMatch, State
from bilingual.translation import store
from bilingual.translation.adapt import adapt
from bilingual.translation.schema import transaction

FUZZY_LEAST = 75      # percent; below that a translator would rather begin anew
FUZZY_MOST = 3        # matches offered for a segment
_PAGE = 2_000         # rows read at once
_COLUMNS = ("source", "target", "state", "key", "document", "engine", "glossary", "who", "changed", "note", "extra",
            "folded")
_SELECT = f"SELECT id, {', '.join(_COLUMNS[:-1])} FROM unit"
_INSERT = f"INSERT OR REPLACE INTO unit ({', '.join(_COLUMNS)}) VALUES ({','.join('?' * len(_COLUMNS))})"


@dataclass(frozen=True)
class Unit:
    """A sentence of the memory. `key` is None for a person's; `extra` has the rest (scores, changed terms)."""
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
    """A memory in a file, made when it does not exist.

    What could be saved of a damaged one, and that one may only be read, is told in `notes`. Raises BilingualError, and
    touches nothing, when the path is anything but a memory of this program.
    """

    def __init__(self, path: Path):
        self.path = Path(path)
        self._lock = threading.RLock()
        self._db, self.read_only, self.notes = store.opened(self.path)
        self._people_known: list[Unit] | None = None

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _rows(self, query: str, values: Sequence = ()) -> list[tuple]:
        with self._lock, store.telling(self.path):
            return self._db.execute(query, values).fetchall()

    def machine(self, keys: Sequence[str]) -> dict[str, Unit]:
        """The machine results there are for some keys."""
        found: dict[str, Unit] = {}
        for start in range(0, len(keys), 500):
            part = keys[start:start + 500]
            rows = self._rows(f"{_SELECT} WHERE key IN ({','.join('?' * len(part))})", part)
            found.update({u.key: u for u in map(_unit, rows) if u.key})
        return found

    def person(self, source: str) -> Unit | None:
        """The newest sentence by a person: for exactly this source, else for one that is only typed differently."""
        newest = f"{_SELECT} WHERE key IS NULL AND {{}} = ? ORDER BY id DESC LIMIT 1"
        rows = self._rows(newest.format("source"), (source,)) or self._rows(newest.format("folded"), (folded(source),))
        return _unit(rows[0]) if rows else None

    def add(self, units: Iterable[Unit]) -> int:
        """Add units in one transaction; a machine result that is there already is replaced. Returns how many.

        A memory that may only be read takes no machine results (0 is returned); for a person's sentence it raises
        BilingualError, as does whatever keeps the file from being written. Then none of the units is kept.
        """
        count = 0
        with self._lock, store.telling(self.path):
            if self.read_only:
                if any(u.key is None for u in units):
                    raise store.locked_away(self.path)
                return 0
            with transaction(self._db):
                for unit in units:
                    self._db.execute(_INSERT, _values(unit))
                    count += 1
            self._people_known = None
        return count

    def units(self, people_only: bool = False) -> Iterator[Unit]:
        """The newest unit of each source, a person's before a machine's."""
        seen = set()
        for kind in ("key IS NULL",) if people_only else ("key IS NULL", "key IS NOT NULL"):
            last = 2**63 - 1
            while rows := self._rows(f"{_SELECT} WHERE {kind} AND id < ? ORDER BY id DESC LIMIT {_PAGE}", (last,)):
                last = rows[-1][0]
                for unit in map(_unit, rows):
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
        with self._lock, store.telling(self.path):
            if self.read_only:
                raise store.locked_away(self.path)
            self._people_known = None
            return self._db.execute(f"DELETE FROM unit WHERE {where}", values).rowcount

    def withdraw(self, source: str, document: str) -> None:
        """Delete what people made of a source in a document, as far as it is newer than what came from elsewhere."""
        elsewhere = "SELECT coalesce(max(id), 0) FROM unit WHERE key IS NULL AND source = ? AND document != ?"
        where = f"key IS NULL AND source = ? AND document = ? AND id > ({elsewhere})"
        with self._lock, store.telling(self.path):
            if self.read_only:
                raise store.locked_away(self.path)
            self._people_known = None
            self._db.execute(f"DELETE FROM unit WHERE {where}", (source, document, source, document))

    def stats(self) -> dict[str, int]:
        """How many units there are by whom and in which state, and how many distinct sources."""
        counts = {f"{'machine' if machine else 'people'}, {state}": n for machine, state, n in self._rows(
            "SELECT key IS NOT NULL, state, count(*) FROM unit GROUP BY 1, 2 ORDER BY 1, 2")}
        return {"sources": self._rows("SELECT count(DISTINCT source) FROM unit")[0][0], **counts}

    @property
    def version(self) -> str:
        """Changes whenever a person's sentence is added or forgotten, by whatever process."""
        return "{}/{}".format(*self._rows("SELECT max(id), count(*) FROM unit WHERE key IS NULL")[0])

    def _people(self) -> list[Unit]:
        """People's sentences, read once."""
        with self._lock:
            if self._people_known is None:
                self._people_known = list(self.units(people_only=True))
            return self._people_known

    def fuzzy(self, source: str) -> list[FuzzyMatch]:
        """Similar sentences by people, the most similar first; the same sentence is no fuzzy match."""
        from rapidfuzz import fuzz, process
        people = self._people()
        if not people:
            return []
        hits = process.extract(source, [u.source for u in people], scorer=fuzz.ratio, score_cutoff=FUZZY_LEAST,
                               limit=FUZZY_MOST + 1)
        out = []
        for found, score, index in hits:
            if found != source:
                unit = people[index]
                target = adapt(unit.source, unit.target, source)
                out.append(FuzzyMatch(min(99, round(score)), found, target or unit.target, difference(found, source),
                                      target is not None))
        return out[:FUZZY_MOST]

    def proposals(self, least: int = 3) -> list[tuple[str, str, int]]:
        """Renderings of glossary terms that people changed in the same way at least `least` times: (zh, en, count)."""
        counts: dict[tuple[str, str], int] = {}
        for unit in self._people():
            for source, target in unit.extra.get("renderings", ()):
                counts[source, target] = counts.get((source, target), 0) + 1
        return sorted(((z, e, n) for (z, e), n in counts.items() if n >= least), key=lambda p: -p[2])


def difference(old: str, new: str) -> str:
    """What changes from one sentence to the other: 增长[-5-]{+6+}%。"""
    out = ""
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        out += (old[a:b] if kind == "equal" else
                ("[-" + old[a:b] + "-]" if b > a else "") + ("{+" + new[c:d] + "+}" if d > c else ""))
    return out


def _unit(row: Any) -> Unit:
    """A row as a unit. A byte that changed in it goes unseen by SQLite: then it counts as a draft."""
    _, source, target, state, key, document, engine, glossary, who, changed, note, extra = row
    try:
        known, more = State(state), json.loads(extra)
    except ValueError:
        known, more = State.TRANSLATED, {}
    return Unit(source, target, known, key, document, engine, glossary, who, changed, note, more)


def _values(unit: Unit) -> tuple:
    """A unit as its row; only a person's sentence is looked for by its folded form."""
    person = unit.key is None
    return (unit.source, unit.target, unit.state.value, unit.key, unit.document, unit.engine, unit.glossary,
            unit.who or (_user() if person else ""), unit.changed or _now(), unit.note,
            json.dumps(unit.extra, ensure_ascii=False), folded(unit.source) if person else None)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return "unknown"
