"""Word: a two-column bilingual document, or the English alone. A4, heading styles, terms quietly marked."""
from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from bilingual.model.document import Document, Segment, State, Term, View
from bilingual.support.xml import xml_safe
from bilingual.writers import tables
from bilingual.writers.layout import (
    LARGEST_GRID,
    Row,
    dense,
    remarks,
    rows,
    source_parts,
    span_of,
    target_parts,
    term_list,
    title,
)
from bilingual.writers.page import blank

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run
    from lxml import etree

TERM, QUIET, REVIEW = "1F4E79", "7A7A7A", "FFF2CC"
STATES = {State.REVIEWED: "E3F2E1", State.FINAL: "D3EAD0"}  # the spreadsheet's colours
WIDTHS = (Mm(10), Mm(76), Mm(88))
HEADINGS = ("Chinese", "English", "No.")
FEW_TERMS = 24        # terms: about a third of a page in two columns
HEADER = 95           # letters of a title above the pages
LEGEND = "Shaded green: a person has reviewed the English. Shaded yellow: it needs review."


def write(document: Document, path: Path, view: View, list_remarks: bool = False) -> None:
    """Both languages side by side, the terms at the end; issues as comments, and with `list_remarks` also as a list."""
    out = blank(document)
    en = title(document)[1]
    for (kind, table), found in groupby(rows(document, view.align), key=_part):
        if kind == "heading":
            for row in found:
                _heading(out, row)
        elif table and len(group := list(found)) <= LARGEST_GRID:
            _grid(out, group, both=True)
        else:
            _table(out, [r for r in (group if table else found) if r.segments])
    if list_remarks:
        _remarks(out, document)
    _terms(out, document)
    _frame(out, document, en)
    out.save(str(path))


def _part(row: Row) -> tuple[str, int]:
    """Rows of the same part stand in one table: running text, or one table of the source."""
    return (("heading", 0) if row.block.kind == "heading" else ("cell", row.block.cell[0]) if row.block.cell
            else ("text", 0))


def write_english(document: Document, path: Path, view: View) -> None:
    """The English alone, with the styles of the source's structure."""
    out = blank(document)
    for (kind, _), group in groupby(rows(document, "paragraph"), key=_part):
        if kind == "cell":
            _grid(out, list(group), both=False)
            continue
        for block in (row.block for row in group):
            if block.kind == "heading":
                paragraph = out.add_heading(level=min(9, max(1, block.level)))
            elif block.kind == "item" and not (block.segments and block.segments[0].marker):
                paragraph = out.add_paragraph(style=None if block.number else "List Number" if block.ordered
                                              else "List Bullet")
                if block.number:
                    paragraph.add_run(f"{block.number}. ")
            else:
                paragraph = out.add_paragraph(style="Quote" if block.kind == "quotation" else None)
            run = paragraph.add_run(xml_safe(block.target or (block.text if block.kind == "verbatim" else "")))
            run.bold = (True if block.bold and sum(b - a for a, b in block.bold) >= len(block.text)
                        and block.kind != "heading" else None)
    _frame(out, document, title(document)[1])
    out.save(str(path))


def _heading(out: DocxDocument, row: Row) -> None:
    paragraph = out.add_heading(level=min(9, max(1, row.block.level)))
    for segment in row.segments:
        _runs(paragraph, [*source_parts(segment), (segment.gap, None)])
    paragraph.add_run().add_break()
    for segment in row.segments:
        if segment is not row.segments[0]:
            paragraph.add_run(" ")
        run = _runs(paragraph, target_parts(segment), segment=segment, size=Pt(12 if row.block.level == 1 else 11),
                    bold=False)
        _comment(out, run, segment)


def _table(out: DocxDocument, group: list[Row]) -> None:
    if not group:
        return
    table = out.add_table(rows=0, cols=3)
    tables.widths(table, WIDTHS)
    tables.rules(table)
    for row in group:
        line = table.add_row()
        tables.whole(line, len(row.block.target) if len(row.segments) > 1 else len(row.segments[0].target))
        cells = line.cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = width
        number = cells[0].paragraphs[0].add_run(row.numbers.replace("-", "\u2011"))  # a hyphen that does not break
        number.font.size, number.font.color.rgb = Pt(7.5), RGBColor.from_string(QUIET)
        zh, en = cells[1].paragraphs[0], cells[2].paragraphs[0]
        if row.block.number and row.segments[0] is row.block.segments[0]:
            zh.add_run(f"{row.block.number}. ")
            en.add_run(f"{row.block.number}. ")
        for segment in row.segments:
            _runs(zh, [*source_parts(segment), (segment.gap, None)], bold=row.bold or None)
            if segment is not row.segments[0]:
                en.add_run(" ")
            run = _runs(en, target_parts(segment), segment=segment, bold=row.bold or None)
            _comment(out, run, segment)


def _grid(out: DocxDocument, group: list[Row], both: bool) -> None:
    """A table of the source: each cell with its English below the Chinese, or the English alone."""
    placed = [(row.block.cell, row) for row in group if row.block.cell]
    place, height, width = dense(cell for cell, _ in placed)
    if both and (numbers := span_of([s for row in group for s in row.segments])):
        caption = out.add_paragraph()
        run = caption.add_run(numbers)
        run.font.size, run.font.color.rgb = Pt(7.5), RGBColor.from_string(QUIET)
        caption.paragraph_format.space_after, caption.paragraph_format.keep_with_next = Pt(1), True
    table = out.add_table(height, width, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for n, line in enumerate(table.rows):
        longest = max((len(row.block.target) for cell, row in placed if place[cell][0] == n), default=0)
        tables.whole(line, longest * width)
    if height > 1:
        tables.repeated(table)
    cells = [list(row.cells) for row in table.rows]
    for cell, row in placed:
        i, j = place[cell]
        paragraph = cells[i][j].paragraphs[-1]
        if paragraph.text:
            paragraph = cells[i][j].add_paragraph()
        for segment in row.segments if both and not row.once else ():
            _runs(paragraph, [*source_parts(segment), (segment.gap, None)])
        if both and not row.once and paragraph.text:
            paragraph.add_run().add_break()
        for segment in row.segments:
            if paragraph.runs and segment is not row.segments[0]:
                paragraph.add_run(" ")
            _comment(out, _runs(paragraph, target_parts(segment), segment=segment), segment)
        paragraph.paragraph_format.space_after = Pt(2)
    out.add_paragraph().paragraph_format.space_after = Pt(2)


def _runs(paragraph: Paragraph, parts: Iterable[tuple[str, Term | None]], segment: Segment | None = None,
          size: Length | None = None, bold: bool | None = None) -> list[Run]:
    """Add the parts as runs, terms in their colour; a segment that needs or had review is shaded. Returns the runs."""
    made = []
    for text, term in parts:
        run = paragraph.add_run(xml_safe(text))
        run.bold = bold
        if size:
            run.font.size = size
        if term:
            run.font.color.rgb = RGBColor.from_string(TERM)
        colour = segment and (REVIEW if segment.needs_review else STATES.get(segment.state))
        if colour:
            _shade(run._r.get_or_add_rPr(), colour)
        made.append(run)
    return made


def _comment(out: DocxDocument, runs: list[Run], segment: Segment) -> None:
    """The program's remarks as one comment, and those of people under their own names."""
    found = remarks(segment) if runs else []
    own = "; ".join(xml_safe(r.said) for r in found if r.kind != "comment")
    if own:
        out.add_comment(runs, f"{segment.id}: {own}", author="bilingual", initials="b")
    for author, text in ((xml_safe(r.author) or "reviewer", r.text) for r in found if r.kind == "comment"):
        out.add_comment(runs, xml_safe(text), author=author, initials="".join(w[0] for w in author.split())[:3])


def _shade(properties: etree._Element, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    properties.append(shade)


def _remarks(out: DocxDocument, document: Document) -> None:
    """What the comments say, for a form of the document that shows none."""
    found = [(s, r) for s in document.segments for r in remarks(s)]
    if found:
        out.add_heading("Remarks", level=2)
    for segment, remark in found:
        paragraph = out.add_paragraph(xml_safe(f"{segment.id[1:]}: {remark.said}"))
        paragraph.runs[0].font.size = Pt(9)


def _terms(out: DocxDocument, document: Document) -> None:
    """Small, what made the draft and what the shades mean; the terms in two columns, on the same page where there are
    few.
    """
    shaded = any(s.needs_review or s.state in STATES for s in document.segments)
    if said := " ".join(filter(None, [document.run.get("draft"), LEGEND if shaded else ""])):
        run = out.add_paragraph().add_run(xml_safe(said))
        run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(QUIET)
    lines = term_list(document)
    if not lines:
        return
    out.add_heading("Terms 术语", level=2).paragraph_format.page_break_before = len(lines) > FEW_TERMS
    columns = out.add_section(WD_SECTION.CONTINUOUS)._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "340")
    table = out.add_table(rows=1, cols=3)
    widths = (Mm(28), Mm(38), Mm(18))
    tables.widths(table, widths)
    tables.rules(table)
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for line in lines:
        cells = table.add_row().cells
        more = f" and {len(line.segments) - 8} more" if len(line.segments) > 8 else ""
        places = ", ".join(s[1:] for s in line.segments[:8]) + more
        for cell, text in zip(cells, (line.source, line.target, places), strict=True):
            cell.paragraphs[0].add_run(xml_safe(text))
        if line.status != "used":
            cells[1].paragraphs[0].add_run(f" ({line.status})").font.color.rgb = RGBColor.from_string(QUIET)
    for row in table.rows:
        tables.whole(row, 0)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            own = cell.paragraphs[0]
            own.paragraph_format.space_after, own.paragraph_format.line_spacing = Pt(0), 1.0
            for run in own.runs:
                run.font.size = Pt(8)
    tables.repeated(table)


def _shortened(text: str) -> str:
    """A text that fits beside the date above a page, cut between words."""
    return text if len(text) <= HEADER else text[:HEADER].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def _frame(out: DocxDocument, document: Document, en: str) -> None:
    """Title and date above, the signature of the run and the page number below."""
    section = out.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for name in ("Header", "Footer"):
        stops = out.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(174), WD_TAB_ALIGNMENT.RIGHT)
    header.add_run(f"{_shortened(xml_safe(en))}\t{document.run.get('date', '')}")
    footer.add_run(document.signature + "\t")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = footer.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    for paragraph in (header, footer):
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(QUIET)
