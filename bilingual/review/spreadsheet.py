"""An edited spreadsheet: columns by their headings wherever they are, rows in any order."""
from __future__ import annotations

from pathlib import Path

from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.review import Row
from bilingual.support.limits import check_archive
from bilingual.writers.spreadsheet import CONTINUED

_HEADER_ROWS = 10  # people put titles above a table
_NAMES = {"chinese": "zh", "source": "zh", "中文": "zh", "原文": "zh", "english": "en", "target": "en", "英文": "en", "译文": "en",
          "corrections": "correction", "修改": "correction", "更正": "correction", "comments": "comment", "批注": "comment",
          "备注": "comment", "状态": "state"}


def read(path: Path) -> tuple[list[Row], list[str]]:
    """The rows of the sheet Segments, or of the first sheet that has its columns."""
    import openpyxl
    check_archive(path, "a spreadsheet")
    try:
        book = openpyxl.load_workbook(path)
    except Exception as error:  # openpyxl raises whatever the broken part happens to cause
        raise BilingualError(f"{path} cannot be read as a spreadsheet ({error}): open it and save it again as .xlsx.") from error
    for sheet in sorted(book.worksheets, key=lambda s: s.title != "Segments"):
        head = _head(sheet)
        if head:
            return _rows(path, sheet, *head)
    raise BilingualError(f"{path} has no sheet with the columns zh, en and state or correction: they are found by their headings, which "
                         "must stay.")


def _head(sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and where each column stands; None in a sheet that is not for review."""
    for number, cells in enumerate(sheet.iter_rows(max_row=_HEADER_ROWS, values_only=True), 1):
        columns: dict[str, int] = {}
        for i, value in enumerate(cells):
            name = str(value or "").strip().lower()
            columns.setdefault(_NAMES.get(name, name), i)
        if "zh" in columns and "en" in columns and ("state" in columns or "correction" in columns):
            return number, columns
    return None


def _rows(path: Path, sheet, header: int, columns: dict[str, int]) -> tuple[list[Row], list[str]]:
    rows, problems = [], []
    hidden_by_merge = {(r, c) for m in sheet.merged_cells.ranges for r in range(m.min_row, m.max_row + 1)
                       for c in range(m.min_col, m.max_col + 1)} - {(m.min_row, m.min_col) for m in sheet.merged_cells.ranges}
    for cells in sheet.iter_rows(min_row=header + 1):
        values = {name: _text(cells[i].value) for name, i in columns.items()}
        get = lambda name, values=values: values.get(name, "")
        number = cells[0].row
        where = f"{path.name} row {number}"
        if not any(get(n) for n in ("zh", "en", "correction", "comment")):
            continue
        if not get("zh") or not get("en") and not get("correction"):
            lost = "its cells were merged with others" if any((number, columns[n] + 1) in hidden_by_merge for n in ("zh", "en")) else (
                "it has no Chinese" if not get("zh") else "its English is empty")
            problems.append(f"{where}: {lost}")
            continue
        if any(get(n).endswith(CONTINUED) for n in ("zh", "en")):
            problems.append(f"{where}: the sentence is longer than a cell; correct it in the Word file")
            continue
        state, wrong = _state(get("state"))
        if wrong:
            problems.append(f"{where}: “{wrong}” is no state; use initial, translated, reviewed or final")
        comments = [(-1, get("comment"))] if get("comment") else []
        comments += [(-1, c.comment.text.strip()) for c in cells if c.comment and c.comment.text.strip()]
        rows.append(Row(where, get("id"), get("zh"), get("correction") or get("en"), state, comments, bool(get("correction"))))
    return rows, problems


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
