"""Two states of a glossary compared, and one counted."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.glossary.rows import COLUMNS, cells_of
from bilingual.glossary.sheets import for_print, height
from bilingual.model.glossary import Entry, Glossary
from bilingual.support.files import replacing
from bilingual.support.xml import xml_safe

if TYPE_CHECKING:
    from openpyxl import Workbook

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
RENDERED = ("target", "status", "variants", "forbidden")  # what a change of translations comes from, the gravest first


@dataclass(frozen=True)
class Change:
    """What became of a term: the columns that differ, with their old and new texts."""
    kind: str
    source: str
    columns: tuple[tuple[str, str, str], ...]

    @property
    def rank(self) -> int:
        """How grave it is: 0 for another target, the last number for what no translation depends on."""
        named = [column for column, _, _ in self.columns]
        return next((rank for rank, column in enumerate(RENDERED) if column in named), len(RENDERED))


def differences(old: Glossary, new: Glossary) -> list[Change]:
    """The terms that were added, removed or changed, in that order, each kind in the order of its file.

    Of those that were changed the ones with another target come first, then those with another status, other variants
    or forbidden renderings, last those where only notes and the like differ.
    """
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
    kinds = list(pairs)
    return sorted(found, key=lambda c: (kinds.index(c.kind), c.kind == CHANGED and c.rank))


def write_differences(changes: Iterable[Change], path: Path) -> None:
    """Write a spreadsheet: a sheet with a row for each changed column, and sheets of whole entries, added and removed.

    A sheet that would be empty is left out, but for the first.
    """
    import openpyxl
    changes = list(changes)
    book = openpyxl.Workbook(write_only=True)
    lines = [(c.source, *column) for c in changes if c.kind == CHANGED for column in c.columns]
    _sheet(book, "Changed", {"source": 28, "column": 12, "old": 44, "new": 44}, lines)
    widths = {column: width for column, (_, width) in COLUMNS.items()}
    for kind, side in ((ADDED, 2), (REMOVED, 1)):
        entries = [{"source": c.source} | {column[0]: column[side] for column in c.columns}
                   for c in changes if c.kind == kind]
        if entries:
            _sheet(book, kind.capitalize(), widths, [[e.get(column, "") for column in widths] for e in entries])
    with replacing(path) as temporary:
        book.save(temporary)


def _sheet(book: Workbook, title: str, widths: dict[str, int], lines: Iterable[Sequence[str]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    sheet = book.create_sheet(title)
    for_print(sheet)
    sheet.freeze_panes = "B2"
    for number, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    lines = [tuple(widths), *lines]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(lines)}"
    wrap, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for number, line in enumerate(lines):
        sheet.row_dimensions[number + 1].height = height(line, widths.values())
        cells = [WriteOnlyCell(sheet, xml_safe(text)) for text in line]
        for cell in cells:
            cell.alignment = wrap
            cell.data_type = "s"  # text stays text, whatever it starts with
            if not number:
                cell.font = bold
        sheet.append(cells)


def statistics(glossary: Iterable[Entry]) -> dict[str, Counter]:
    """How many entries there are by type, status, domain, and kind of reference."""
    entries = list(glossary)
    named = lambda values: Counter(v or "(none)" for v in values)
    counts = {"type": named(e.type for e in entries), "status": named(e.status.value for e in entries),
              "domain": named(e.domain for e in entries), "reference": named(_kind_of(e.reference) for e in entries)}
    return {column: c for column, c in counts.items() if set(c) != {"(none)"}}


def _kind_of(reference: str) -> str:
    """A reference without what is particular: counts, years, pages, addresses, and what follows them."""
    first, *others = re.split(r"[,，]\s*", re.split(r"[:;(：；（]|https?\b", reference)[0].strip(" ,，"))
    if kept := re.split(r"\s*\d", first)[0]:
        first, others = kept, others if kept == first else []
    return ", ".join([first, *takewhile(lambda part: not re.search(r"\d", part), others)])
