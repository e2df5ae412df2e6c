"""Read and write glossaries as spreadsheets (xlsx) and tables (csv, tsv).

Columns are found by their headings, in any order; unknown columns are left alone. Several renderings in one cell are
separated by `|`. In csv a cell that a spreadsheet would run as a formula is written with a leading apostrophe, and
that apostrophe is taken off again on reading (OWASP, "CSV Injection").
"""
from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from pathlib import Path

from bilingual.glossary.rows import COLUMNS, Row, cells_of, column_of, entry_of
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import TYPES, Entry, Status
from bilingual.support.files import replacing
from bilingual.support.limits import check_archive, check_text_size

SHEET = "Glossary"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def read_rows(path: Path) -> list[Row]:
    """All rows with any text. Raises BilingualError when the file cannot be read or has no source and target columns."""
    if not path.is_file():
        raise BilingualError(f"There is no glossary {path}.")
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return _read_xlsx(path)
    if suffix in (".csv", ".tsv", ".txt"):
        return _read_table(path, "\t" if suffix != ".csv" else ",")
    raise BilingualError(f"{path} is no glossary: expected .xlsx, .csv or .tsv.")


def _read_xlsx(path: Path) -> list[Row]:
    import openpyxl
    check_archive(path, "a spreadsheet")
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # openpyxl raises whatever the broken part happens to cause
        raise BilingualError(f"{path} cannot be read as a spreadsheet ({error}): open it and save it again as .xlsx.") from error
    rows, found = [], False
    for sheet in book.worksheets:
        header: list[str] | None = None
        for number, cells in enumerate(sheet.iter_rows(), 1):
            values = [c.value for c in cells]
            if header is None:
                names = [column_of(v) for v in values]
                if "source" in names and "target" in names:
                    header, found = names, True
                elif number >= 5:
                    break
                continue
            texts = {h: _text(v) for h, v in zip(header, values) if h and v is not None}
            formulas = tuple(h for h, c in zip(header, cells) if h and getattr(c, "data_type", "") == "f")
            if any(t.strip() for t in texts.values()):
                rows.append(Row(number, texts, sheet.title, formulas))
    book.close()
    if not found:
        raise BilingualError(f"{path} has no sheet with the headings source and target in its first rows: "
                             "`bilingual glossary init` writes a glossary to start from.")
    return rows


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    return str(value)


def _read_table(path: Path, delimiter: str) -> list[Row]:
    check_text_size(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BilingualError(f"{path} is not UTF-8 text (byte {error.start}): save it as CSV UTF-8.") from error
    lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    start = next((i for i, l in enumerate(lines) if l and not l[0].startswith("#")), None)
    if start is None:
        return []
    header = [column_of(h) for h in lines[start]]
    if "source" not in header or "target" not in header:
        raise BilingualError(f"{path} row {start + 1} must name the columns; source and target are required.")
    rows = []
    for number, line in enumerate(lines[start + 1:], start + 2):
        cells = {h: _unescape(v) for h, v in zip(header, line) if h}
        if any(v.strip() for v in cells.values()) and not line[0].startswith("#"):
            rows.append(Row(number, cells))
    return rows


def _unescape(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def _escape(cell: str) -> str:
    return "'" + cell if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def write_table(entries: Iterable[Entry], path: Path) -> None:
    """Write a csv or tsv file, with a byte order mark so that spreadsheets read it as UTF-8."""
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter="," if path.suffix.lower() == ".csv" else "\t")
        writer.writerow(COLUMNS)
        for entry in entries:
            writer.writerow([_escape(v) for v in cells_of(entry).values()])


def write_xlsx(entries: Iterable[Entry], path: Path) -> None:
    """Write the spreadsheet people edit: a Glossary sheet with filters and drop-downs, and a README sheet."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(list(COLUMNS))
    for entry in entries:
        _append(sheet, cells_of(entry), list(COLUMNS))
    last = max(sheet.max_row, 2)
    for i, (name, (_, width)) in enumerate(COLUMNS.items(), 1):
        letter = get_column_letter(i)
        sheet.column_dimensions[letter].width = width
        head = sheet.cell(1, i)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", start_color="1F3A5F")
        head.alignment = Alignment(vertical="center")
        if name in ("type", "status"):
            choices = TYPES if name == "type" else [s.value for s in Status]
            drop = DataValidation(type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
            drop.showErrorMessage, drop.error = True, f"Choose one of: {', '.join(choices)}"
            sheet.add_data_validation(drop)
            drop.add(f"{letter}2:{letter}{last + 2000}")
    wrap = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = wrap
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    _readme(book.create_sheet("README"))
    with replacing(path) as temporary:
        book.save(temporary)


def _readme(sheet) -> None:
    from openpyxl.styles import Alignment, Font
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 96
    lines = [("Glossary", "One row is one term. Save the file and run `bilingual translate` again: only sentences with changed terms change."),
             ("", "")] + [(name, text) for name, (text, _) in COLUMNS.items()] + [
             ("", ""), ("types", ", ".join(TYPES)), ("check", "`bilingual glossary check` lists every problem with its row and column."),
             ("your columns", "Columns may be moved, and columns of your own added: they are kept.")]
    for line in lines:
        _append(sheet, {"a": line[0], "b": line[1]}, ["a", "b"])
    for row in sheet.iter_rows():
        row[0].font, row[1].alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)


def _append(sheet, cells: dict[str, str], columns: list[str]) -> None:
    number = sheet.max_row + 1 if sheet.cell(sheet.max_row, 1).value is not None or sheet.max_row > 1 else 1
    for i, name in enumerate(columns, 1):
        if cells.get(name):
            cell = sheet.cell(number, i)
            cell.value = cells[name]
            cell.data_type = "s"  # text stays text, whatever it starts with


def add_entry(path: Path, entry: Entry) -> None:
    """Append an entry to an existing glossary, keeping its column order, widths and extra columns.

    Raises BilingualError when the source is already there.
    """
    for row in read_rows(path):
        if row.cells.get("source", "").strip() == entry.source:
            raise BilingualError(f"{entry.source} is already in {row.where(path)}: change that row instead.")
    if path.suffix.lower() != ".xlsx":
        entries = [entry_of(r, path) for r in read_rows(path)]
        write_table([*entries, entry], path)
        return
    import openpyxl
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for number, values in enumerate(sheet.iter_rows(max_row=5, values_only=True), 1):
            names = [column_of(v) for v in values]
            if "source" in names and "target" in names:
                at = 1 + max((c.row for r in sheet.iter_rows(min_row=number) for c in r if c.value is not None), default=number)
                for i, name in enumerate(names, 1):
                    if cells_of(entry).get(name):
                        cell = sheet.cell(at, i)
                        cell.value, cell.data_type = cells_of(entry)[name], "s"
                        cell._style = sheet.cell(at - 1, i)._style if at - 1 > number else cell._style
                if sheet.auto_filter.ref:
                    sheet.auto_filter.ref = f"A{number}:{openpyxl.utils.get_column_letter(len(names))}{at}"
                with replacing(path) as temporary:
                    book.save(temporary)
                return
