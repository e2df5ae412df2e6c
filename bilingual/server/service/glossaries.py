"""Glossaries that clients make: spreadsheets in the output folder's `glossaries`, which people may open and edit.

Each is named `NAME.ID.xlsx`; its entries win over those of the server's own glossary.
"""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from bilingual.glossary.files import read_rows, write_xlsx
from bilingual.glossary.lint import lint
from bilingual.glossary.rows import entry_of
from bilingual.model.glossary import Entry
from bilingual.server.security import Refused

FOLDER = "glossaries"
MOST_ENTRIES = 20_000
MOST_GLOSSARIES = 200
_ID = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"[^\w .()-]+")


@dataclass(frozen=True)
class Made:
    """A glossary that a client made, as DeepL describes one."""

    id: str
    name: str
    path: Path

    @property
    def entries(self) -> list[Entry]:
        return [entry_of(r, self.path) for r in read_rows(self.path)]

    def described(self) -> dict:
        made = datetime.fromtimestamp(self.path.stat().st_mtime, timezone.utc)
        return {
            "glossary_id": self.id,
            "name": self.name,
            "ready": True,
            "source_lang": "zh",
            "target_lang": "en",
            "creation_time": made.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "entry_count": len(self.entries),
        }


class Glossaries:
    """All that clients made, in one folder."""

    def __init__(self, outputs: Path):
        self._folder = outputs / FOLDER

    def all(self) -> Iterator[Made]:
        for path in sorted(self._folder.glob("*.xlsx")):
            name, _, key = path.stem.rpartition(".")
            if _ID.fullmatch(key):
                yield Made(key, name, path)

    def get(self, key: str) -> Made:
        """Raises Refused for an id that is unknown."""
        found = next((m for m in self.all() if m.id == key), None)
        if found is None:
            raise Refused(404, "There is no such glossary.")
        return found

    def create(self, name: str, text: str, form: str) -> Made:
        """Write a glossary from lines `source TAB target`, or csv. Raises Refused naming the line that is wrong."""
        name = _NAME.sub("_", name).strip(" .")[:60]
        if not name:
            raise Refused(400, "The field name must have a letter.")
        if form not in ("tsv", "csv"):
            raise Refused(400, "entries_format must be tsv or csv.")
        if sum(1 for _ in self.all()) >= MOST_GLOSSARIES:
            raise Refused(456, f"There are {MOST_GLOSSARIES} glossaries: delete some first.")
        self._folder.mkdir(parents=True, exist_ok=True)
        key = secrets.token_hex(16)
        path = self._folder / f"{name}.{key}.xlsx"
        write_xlsx(_entries(text, form), path)
        errors = [p for p in lint(read_rows(path), path) if p.is_error]
        if errors:
            path.unlink()
            raise Refused(400, f"The entries cannot be used: {str(errors[0]).replace(str(path), name)}")
        return Made(key, name, path)


def _entries(text: str, form: str) -> list[Entry]:
    entries: dict[str, Entry] = {}
    for number, row in enumerate(
        csv.reader(
            io.StringIO(text),
            delimiter="\t" if form == "tsv" else ",",
            quoting=csv.QUOTE_NONE if form == "tsv" else csv.QUOTE_MINIMAL,
        ),
        1,
    ):
        if not row:
            continue
        source, target = (c.strip() for c in (*row, "")[:2])
        if not source or not target:
            raise Refused(400, f"Entry {number} must have a source and a target.")
        if source in entries:
            raise Refused(400, f"Entry {number} has the source {source} again.")
        entries[source] = Entry(source, target)
    if not 0 < len(entries) <= MOST_ENTRIES:
        raise Refused(400, f"A glossary has between 1 and {MOST_ENTRIES} entries.")
    return list(entries.values())
