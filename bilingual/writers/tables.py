"""Tables of a Word document: fixed columns, thin rules, rows that stay whole, headings on every page."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length

if TYPE_CHECKING:
    from docx.table import Table, _Row

RULE = "C8CDD3"
AIR = 50  # twentieths of a point between a rule and the text
LONGEST_WHOLE = 500  # letters: about a fifth of a page of the English column


def widths(table: Table, widths: Sequence[Length]) -> None:
    """Fixed columns; Word reads the cells' widths, LibreOffice the grid's."""
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def whole(row: _Row, letters: int) -> None:
    """Keep a row on one page, where its English is not so long that much of a page would stay empty."""
    if letters < LONGEST_WHOLE:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeated(table: Table) -> None:
    """Repeat the first row of a table on every page."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def rules(table: Table) -> None:
    """Thin lines between rows and nothing else."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for edge, twips in (("top", AIR), ("bottom", AIR)):
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    for part, behind in ((borders, "w:tblLayout"), (margins, "w:tblLook")):  # the order of the schema
        table._tbl.tblPr.find(qn(behind)).addprevious(part)
