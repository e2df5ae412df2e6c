"""Read and write glossaries as spreadsheets (xlsx), and read them in any format.

Columns are found by their headings, in any order; unknown columns are left alone. Several renderings in one cell are
separated by `|`. What a spreadsheet program did to a cell (a formula, an error, a date) is told with the row.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bilingual.glossary.rows import (
    COLUMNS,
    RENDERINGS,
    Damage,
    Row,
    cells_of,
    column_of,
    columns_for,
    paired,
    source_of,
)
from bilingual.glossary.sheets import for_print, height
from bilingual.glossary.tables import append_to_table, check_columns, read_table
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import TYPES, Entry, Status
from bilingual.support.files import replacing
from bilingual.support.limits import check_archive
from bilingual.support.xml import xml_safe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Glossary"
# Statuses that have a colour: its name, that of the cells, that of the text.
COLOURS = {"draft": ("yellow", "FFF2CC", "000000"), "deprecated": ("grey", "EDEDED", "7F7F7F"),
           "keep-source": ("blue", "DDEBF7", "000000")}
_TERMS = ("source", *RENDERINGS, "status")  # columns in which only text makes sense


def read_rows(path: Path) -> list[Row]:
    """All rows with any text.

    Raises BilingualError when the file cannot be read or has no source and target columns.
    """
    if not path.is_file():
        raise BilingualError(f"{path} is no file." if path.exists() else f"There is no glossary {path}.")
    suffix = path.suffix.lower()
    try:
        if suffix == ".xlsx":
            return _read_xlsx(path)
        if suffix in (".csv", ".tsv", ".txt"):
            return read_table(path)
    except OSError as error:
        raise BilingualError(f"{path} cannot be read ({error.strerror or error}).") from error
    raise BilingualError(f"{path} is no glossary: expected .xlsx, .csv or .tsv.")


def _read_xlsx(path: Path) -> list[Row]:
    import openpyxl
    check_archive(path, "a spreadsheet")
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # openpyxl raises whatever the broken part happens to cause
        raise BilingualError(f"{path} cannot be read as a spreadsheet ({error}): open it and save it again as .xlsx."
                             ) from error
    rows, found = [], False
    for sheet in book.worksheets:
        header: list[str] | None = None
        headings: list[object] = []
        told = False
        for number, line in enumerate(sheet.iter_rows(), 1):
            values = [c.value for c in line]
            if header is None:
                names = [column_of(v) for v in values]
                if "source" in names and "target" in names:
                    header, headings, found = names, values, True
                elif number >= 5:
                    break
                continue
            cells, damage = paired(header, headings, ["" if v is None else _text(v) for v in values])
            damage, told = ([], told) if told else (damage, bool(damage))
            damage += [d for h, c in zip(header, line, strict=False) if h in _TERMS for d in _strange(h, c)]
            if cells:
                rows.append(Row(number, cells, sheet.title, tuple(damage)))
    book.close()
    if not found:
        raise BilingualError(f"{path} has no sheet with the headings source and target in its first rows: "
                             "`bilingual glossary init` writes a glossary to start from.")
    return rows


def _strange(column: str, cell: Any) -> list[Damage]:
    """What a cell holds that is no text a person wrote."""
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        return [Damage(column, "the cell is a formula: replace it by its text")]
    if isinstance(value, bool):
        return [Damage(column, f"the cell is the truth value {str(value).upper()}, no text: write the term again, "
                               "with an apostrophe before it")]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return [Damage(column, f"the cell is the date {_text(value)}, no text: give the column the format Text and "
                               "write the term again")]
    if isinstance(value, int | float):
        return [Damage(column, f"the cell is the number {value}, no text: if that is meant, write it as text",
                       is_error=False)]
    return []


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    return str(value)


def write_xlsx(entries: Iterable[Entry], path: Path, more: Mapping[str, Sequence[str]] = MappingProxyType({})) -> None:
    """Write the spreadsheet people edit: a Glossary sheet with filters and drop-downs, and a README sheet.

    `more` has further columns by their headings, with a text for each entry.
    """
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    entries = list(entries)
    columns = [*columns_for(entries), *more]
    sheet.append(columns)
    for number, entry in enumerate(entries, 2):
        fill(sheet, number, cells_of(entry) | {name: texts[number - 2] for name, texts in more.items()}, columns)
    last = max(sheet.max_row, 2)
    for i, name in enumerate(columns, 1):
        letter = get_column_letter(i)
        sheet.column_dimensions[letter].width = COLUMNS[name][1] if name in COLUMNS else 60 if name == "example" else 12
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
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = wrap
        if more:  # a list to be read; rows of a glossary grow with what people write into them
            sheet.row_dimensions[row[0].row].height = height([cell.value for cell in row], widths)
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    for_print(sheet)
    _coloured(sheet, columns, last + 2000)
    _readme(book.create_sheet("README"))
    with replacing(path) as temporary:
        book.save(temporary)


def _coloured(sheet: Worksheet, columns: Sequence[str], last: int) -> None:
    """Rows in the colour of their status, also when somebody changes it; approved ones stay white."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    where = f"A2:{get_column_letter(len(columns))}{last}"
    status = get_column_letter(columns.index("status") + 1)
    for value, (_, fill_colour, text_colour) in COLOURS.items():
        rule = FormulaRule(formula=[f'${status}2="{value}"'], font=Font(color=text_colour),
                           fill=PatternFill("solid", bgColor=fill_colour))
        sheet.conditional_formatting.add(where, rule)


def _readme(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 96
    lines = [("Glossary", "One row is one term. Save the file and run `bilingual translate` again: only sentences with "
                          "changed terms change."),
             ("", ""), *((name, text) for name, (text, _) in COLUMNS.items()), ("", ""), ("types", ", ".join(TYPES)),
             ("colours", ", ".join(f"{status} {name}" for status, (name, *_) in COLOURS.items()) + ", approved white"),
             ("domains", "`bilingual translate --without-domain NAME` leaves a domain out."),
             ("check", "`bilingual glossary check` lists every problem with its row and column."),
             ("your columns", "Columns may be moved, and columns of your own added: they are kept.")]
    for number, line in enumerate(lines, 1):
        fill(sheet, number, {"a": line[0], "b": line[1]}, ["a", "b"])
    for row in sheet.iter_rows():
        row[0].font, row[1].alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)


def fill(sheet: Worksheet, number: int, cells: dict[str, str], columns: list[str], empty: bool = False) -> None:
    """Write texts into the cells of a row, by column; empty ones only where cells are to be emptied."""
    for i, name in enumerate(columns, 1):
        if empty and cells.get(name) == "":
            sheet.cell(number, i).value = None
        elif cells.get(name):
            cell = sheet.cell(number, i)
            cell.value = xml_safe(cells[name])
            cell.data_type = "s"  # text stays text, whatever it starts with


def table_of(book: Any, title: str = "") -> tuple[Any, int, list[str]]:
    """The first sheet of an openpyxl workbook that holds terms, or the one of a title: with its heading's row and
    columns.
    """
    return next((sheet, number, names) for sheet in book.worksheets if title in ("", sheet.title)
                for number, values in enumerate(sheet.iter_rows(max_row=5, values_only=True), 1)
                if {"source", "target"} <= set(names := [column_of(v) for v in values]))


def add_entry(path: Path, entry: Entry) -> None:
    """Append an entry to an existing glossary, keeping its column order, widths and extra columns.

    Raises BilingualError when the source is already there, or the file has no column for something that was given.
    """
    for row in read_rows(path):
        if source_of(row.get("source")) == entry.source:
            raise BilingualError(f"{entry.source} is already in {row.where(path)}: change that row instead.")
    if path.suffix.lower() != ".xlsx":
        append_to_table(path, entry)
        return
    import openpyxl
    book = openpyxl.load_workbook(path)
    sheet, number, names = table_of(book)
    check_columns(path, entry, names)
    at = 1 + max((c.row for r in sheet.iter_rows(min_row=number) for c in r if c.value is not None), default=number)
    fill(sheet, at, {n: text for n, text in cells_of(entry).items() if n in names}, names)
    for i in range(1, len(names) + 1):
        if at - 1 > number and cells_of(entry).get(names[i - 1]):
            sheet.cell(at, i)._style = sheet.cell(at - 1, i)._style
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = f"A{number}:{openpyxl.utils.get_column_letter(len(names))}{at}"
    with replacing(path) as temporary:
        book.save(temporary)
