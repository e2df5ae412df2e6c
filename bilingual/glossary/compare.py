"""Two states of a glossary compared, and one counted."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual.glossary.rows import cells_of
from bilingual.model.glossary import Entry, Glossary
from bilingual.support.files import replacing
from bilingual.support.xml import xml_safe

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class Change:
    """What became of a term: the columns that differ, with their old and new texts."""
    kind: str
    source: str
    columns: tuple[tuple[str, str, str], ...]


def differences(old: Glossary, new: Glossary) -> list[Change]:
    """The terms that were added, removed or changed, in that order, each kind in the order of its file."""
    empty = Entry("", "")
    pairs: dict[str, list[tuple[Entry, Entry]]] = {
        ADDED: [(empty, e) for e in new if not old.get(e.source)],
        REMOVED: [(e, empty) for e in old if not new.get(e.source)],
        CHANGED: [(e, after) for e in old if (after := new.get(e.source))]}
    found = []
    for kind, both in pairs.items():
        for before, after in both:
            a, b = (cells_of(e) if e.source else {} for e in (before, after))
            columns = tuple((c, a.get(c, ""), b.get(c, "")) for c in cells_of(empty)
                            if c != "source" and a.get(c, "") != b.get(c, ""))
            if columns or kind != CHANGED:
                found.append(Change(kind, after.source or before.source, columns))
    return found


def write_differences(changes: Iterable[Change], path: Path) -> None:
    """Write a spreadsheet with a row for each changed column."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Changes"
    lines = [("change", "source", "column", "old", "new")]
    lines += [(c.kind, c.source, *column) for c in changes for column in c.columns]
    for number, line in enumerate(lines, 1):
        for i, text in enumerate(line, 1):
            cell = sheet.cell(number, i)
            cell.value, cell.data_type = xml_safe(text), "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for letter, width in zip("ABCDE", (10, 28, 12, 44, 44), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:E{len(lines)}"
    with replacing(path) as temporary:
        book.save(temporary)


def statistics(glossary: Iterable[Entry]) -> dict[str, Counter]:
    """How many entries there are by type, status, domain, and kind of reference (its words before the first number)."""
    entries = list(glossary)
    named = lambda values: Counter(v or "(none)" for v in values)
    counts = {"type": named(e.type for e in entries), "status": named(e.status.value for e in entries),
              "domain": named(e.domain for e in entries),
              "reference": named(re.split(r"\s*[\d:;,(（：；，]", e.reference)[0].strip() for e in entries)}
    return {column: c for column, c in counts.items() if set(c) != {"(none)"}}
