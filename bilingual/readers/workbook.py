"""Spreadsheets, read by openpyxl: every cell with Chinese text, sheet by sheet; formulas are left alone."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.readers.flow import fill
from bilingual.support.limits import check_archive


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .xlsx file: a table for each sheet; cells without Chinese are not part of it."""
    import openpyxl
    check_archive(path, "a spreadsheet")
    book = openpyxl.load_workbook(path, read_only=True)
    formulas: list[str] = []
    document = fill(Document(path, "xlsx", []), _blocks(book, formulas))
    named = [s.title for s in book.worksheets if HAN.search(s.title)]
    book.close()
    if named:
        document.notes.append(f"left alone: the names of the sheets, which formulas refer to ({', '.join(named[:5])})")
    if formulas:
        document.notes.append(f"left alone: {len(formulas)} formulas with Chinese text in them")
    return document


def _blocks(book: Any, formulas: list[str]) -> Iterator[Block]:
    """A block for each cell with Chinese; formulas with Chinese are noted."""
    for n, sheet in enumerate(book.worksheets, 1):
        for cell in (c for cells in sheet.iter_rows() for c in cells):
            if getattr(cell, "data_type", "") == "f":
                formulas += [cell.coordinate] if HAN.search(str(cell.value)) else []
            elif isinstance(cell.value, str) and HAN.search(cell.value):
                yield Block("cell", cell.value.strip(), cell=(n, cell.row, cell.column), ref=f"{n}!{cell.coordinate}")
