"""An edited spreadsheet: columns by their headings wherever they are, rows in any order."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.review import EMPTY, Accepted, Edited, Row
from bilingual.support.limits import check_archive
from bilingual.writers.layout import signed
from bilingual.writers.spreadsheet import CONTINUED, SEGMENT_COLUMNS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER_ROWS = 10  # people put titles above a table
_NAMES = {
    "chinese": "zh",
    "source": "zh",
    "中文": "zh",
    "原文": "zh",
    "english": "en",
    "target": "en",
    "英文": "en",
    "译文": "en",
    "corrections": "correction",
    "修改": "correction",
    "更正": "correction",
    "comments": "comment",
    "批注": "comment",
    "备注": "comment",
    "状态": "state",
}


def read(path: Path) -> Edited:
    """The rows of the sheet Segments, or of the first sheet that has its columns; and the accepted ones of the sheet
    Issues.
    """
    import openpyxl
    check_archive(path, "a spreadsheet")
    try:
        book = openpyxl.load_workbook(path)
    except Exception as error:  # openpyxl raises whatever the broken part happens to cause
        raise BilingualError(
            f"{path} cannot be read as a spreadsheet ({error}): open it and save it again as .xlsx."
        ) from error
    edited = Edited(author=_author(book))
    for sheet in sorted(book.worksheets, key=lambda s: s.title != "Segments"):
        head = _head(sheet, ("zh", "en"), ("state", "correction"))
        if head:
            edited.rows, edited.problems = _rows(path, sheet, *head, edited.author)
            others = [s for s in book.worksheets if s is not sheet]
            edited.problems += [f"{path.name}: the sheet {s.title} has the columns of {sheet.title} and was not read"
                                for s in others if _head(s, ("zh", "en"), ("state", "correction"))]
            edited.problems += _overlooked(path, sheet, head[0])
            edited.accepted = [a for s in others for a in _accepted(path, s)]
            return edited
    raise BilingualError(
        f"{path} has no sheet with the columns zh, en and state or correction: they are found by their headings, which "
        "must stay."
    )


def _author(book: Workbook) -> str:
    """Who saved the file last; programs name themselves there, and they are nobody."""
    name = (book.properties.lastModifiedBy or "").strip()
    return "" if name.lower() in ("", "bilingual", "openpyxl") else name


def _head(sheet: Worksheet, needed: tuple[str, ...], one_of: tuple[str, ...]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and where each column stands; None in a sheet without those that are wanted."""
    for number, cells in enumerate(sheet.iter_rows(max_row=_HEADER_ROWS, values_only=True), 1):
        columns: dict[str, int] = {}
        for i, value in enumerate(cells):
            name = str(value or "").strip().lower()
            columns.setdefault(_NAMES.get(name, name), i)
        if all(n in columns for n in needed) and any(n in columns for n in one_of):
            return number, columns
    return None


def _rows(path: Path, sheet: Worksheet, header: int, columns: dict[str, int],
          author: str) -> tuple[list[Row], list[str]]:
    rows, problems = [], []
    merged = _merged_away(sheet)
    for cells in sheet.iter_rows(min_row=header + 1):
        values = {name: _text(cells[i].value) for name, i in columns.items()}
        zh, en, correction = (values.get(n, "") for n in ("zh", "en", "correction"))
        where = f"{path.name} row {cells[0].row}"
        if not any((zh, en, correction, values.get("comment"))):
            continue
        if not zh:
            lost = (cells[0].row, columns["zh"] + 1) in merged
            problems.append(f"{where}: {'its cells were merged with others' if lost else 'it has no Chinese'}")
            continue
        state, wrong = _state(values.get("state", ""))
        if wrong:
            problems.append(f"{where}: “{wrong}” is no state; use initial, translated, reviewed or final")
        problem = _no_text(cells[columns[n]] for n in ("en", "correction") if n in columns)
        if zh.endswith(CONTINUED) or en.endswith(CONTINUED):
            problem = "the sentence is longer than a cell; correct it in the Word file"
        elif not problem and not (en or correction):
            problem = (
                "its cells were merged with others"
                if (cells[0].row, columns["en"] + 1) in merged
                else EMPTY
            )
        rows.append(
            Row(
                where,
                values.get("id", ""),
                zh,
                correction or en,
                state,
                _comments(cells, values),
                bool(correction),
                en if correction else "",
                author,
                problem,
            )
        )
    return rows, problems


def _no_text(cells: Iterable[Cell]) -> str:
    """What a cell for English holds in place of a text; "" where all hold texts, or numbers."""
    kinds = {"f": "a formula", "e": "an error of the spreadsheet program", "b": "TRUE or FALSE", "d": "a date"}
    return next((f"the cell {c.coordinate} is {kinds[c.data_type]}: type its English as text" for c in cells
                 if c.data_type in kinds), "")


def _overlooked(path: Path, sheet: Worksheet, header: int) -> list[str]:
    """The columns with a text that nobody reads: a heading that stands twice, or one that was renamed. Others are a
    reviewer's own.
    """
    cells = next(sheet.iter_rows(min_row=header, max_row=header))
    names = [_NAMES.get(n, n) for n in (_text(c.value).lower() for c in cells)]
    found = []
    for i, (cell, name) in enumerate(zip(cells, names, strict=True)):
        known = name in SEGMENT_COLUMNS or name in _NAMES.values()
        renamed = not known and any(n in name for n in ("correction", "修改", "更正", "comment", "批注"))
        if (renamed or known and name in names[:i]) and any(_text(c.value) for (c,) in sheet.iter_rows(
                min_row=header + 1, min_col=i + 1, max_col=i + 1)):
            why = "stands twice" if known else "is none of the program's"
            found.append(f"{path.name}: the column “{_text(cell.value) or cell.column_letter}” {why}, and its text was "
                         "not read")
    return found


def _merged_away(sheet: Worksheet) -> set[tuple[int, int]]:
    """The cells (row, column) whose content a merge has hidden."""
    ranges = sheet.merged_cells.ranges
    inside = {(r, c) for m in ranges for r in range(m.min_row, m.max_row + 1) for c in range(m.min_col, m.max_col + 1)}
    return inside - {(m.min_row, m.min_col) for m in ranges}


def _comments(cells: Sequence[Cell], values: dict[str, str]) -> list[tuple[int, str]]:
    """The column for comments, and the comments that hang on cells, with their authors."""
    found = [values["comment"]] if values.get("comment") else []
    for note in (c.comment for c in cells if c.comment and c.comment.text.strip()):
        author = (note.author or "").strip()
        text = note.text.strip().removeprefix(f"{author}:").strip()  # Excel writes the name into the text as well
        found.append(signed(text, "" if author.lower() == "openpyxl" else author))
    return [(-1, text) for text in found]


def _accepted(path: Path, sheet: Worksheet) -> list[Accepted]:
    """The issues of a sheet that have a reason in the column accept."""
    head = _head(sheet, ("id", "check", "accept", "zh", "en"), ("severity", "message"))
    if head is None:
        return []
    number, columns = head
    rows = [
        (cells[0].row, {n: _text(cells[i].value) for n, i in columns.items()})
        for cells in sheet.iter_rows(min_row=number + 1)
    ]
    return [Accepted(f"{path.name}, sheet {sheet.title} row {n}", v["id"], v["zh"], v["en"], v["check"], v["accept"])
            for n, v in rows if v["accept"] and v["check"] and v["zh"]]


def _text(value: object) -> str:
    return str(value if value is not None else "").replace("_x000D_", "").strip()


def _state(text: str) -> tuple[State | None, str]:
    """The state a cell names, and the text that names none."""
    if not text:
        return None, ""
    try:
        return State(text.lower()), ""
    except ValueError:
        return None, text
