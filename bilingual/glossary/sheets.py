"""What spreadsheets that people read and print have in common."""
from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bilingual.language.english import width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

A4 = "9"  # its number in the format (ECMA-376, part 1, 18.3.1.63)
LINE_POINTS, TALLEST_ROW = 14.5, 409  # Excel's own limit


def for_print(sheet: Worksheet) -> None:
    """All columns beside each other on A4 across, and the headings on every page."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.page_setup.paperSize = A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def height(values: Iterable[object], widths: Iterable[float]) -> float:
    """Points that a row needs for its wrapped texts in columns of these widths; spreadsheets do not work it out by
    themselves for a file they did not write.
    """
    lines = 1
    for value, columns in zip(values, widths, strict=False):
        texts = str(value or "").split("\n")
        lines = max(lines, sum(max(1, math.ceil(width(text) / (columns - 1))) for text in texts))
    return min(LINE_POINTS * lines + 2, TALLEST_ROW)
