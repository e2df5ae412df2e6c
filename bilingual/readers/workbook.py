"""Spreadsheets, read by openpyxl: every cell with Chinese text, sheet by sheet; formulas are left alone."""
from __future__ import annotations

from pathlib import Path

from bilingual.document import Block, Document
from bilingual.errors import BilingualError
from bilingual.safety import MAX_BLOCKS, check_archive
from bilingual.verify import HAN


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .xlsx file: a table for each sheet; cells without Chinese are not part of it."""
    import openpyxl
    check_archive(path, "a spreadsheet")
    book = openpyxl.load_workbook(path, read_only=True)
    document = Document(path, "xlsx", [])
    formulas = 0
    for n, sheet in enumerate(book.worksheets, 1):
        for cells in sheet.iter_rows():
            for cell in cells:
                if getattr(cell, "data_type", "") == "f":
                    formulas += bool(HAN.search(str(cell.value)))
                elif isinstance(cell.value, str) and HAN.search(cell.value):
                    document.blocks.append(Block("cell", cell.value.strip(), cell=(n, cell.row, cell.column), ref=f"{n}!{cell.coordinate}"))
            if len(document.blocks) > MAX_BLOCKS:
                raise BilingualError(f"{path} has more than {MAX_BLOCKS:,} cells with text: split it into several files.")
    named = [s.title for s in book.worksheets if HAN.search(s.title)]
    book.close()
    if named:
        document.notes.append(f"left alone: the names of the sheets, which formulas refer to ({', '.join(named[:5])})")
    if formulas:
        document.notes.append(f"left alone: {formulas} formulas with Chinese text in them")
    return document
