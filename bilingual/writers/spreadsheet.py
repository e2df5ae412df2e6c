"""The spreadsheet for review: segments, terms, candidates, issues, and how the run was made."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bilingual.glossary.sheets import for_print, height
from bilingual.model.document import Candidate, Document, Segment, State, View
from bilingual.support.xml import xml_safe
from bilingual.writers.layout import by_risk, shown_name, term_list, told_issue

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CELL_LIMIT = 32_767  # characters; Excel's own, beyond which openpyxl would cut without a word
CONTINUED = " [continued in the next row]"
HEAD = PatternFill("solid", start_color="1F3A5F")
# Named styles, because openpyxl looks up each part of an unnamed one for each cell.
BODY = "bilingual"
STYLES = {BODY: None, "error": "FDE3E1", "warning": "FFF6DA", "reviewed": "E3F2E1", "final": "D3EAD0"}
SEGMENT_COLUMNS = {"id": 7, "place": 12, "zh": 52, "en": 70, "terms": 38, "issues": 38, "state": 12, "correction": 60,
                   "comment": 30, "order": 8}


def write(document: Document, path: Path, view: View) -> None:
    """Write all sheets. Reviewers correct `en` in place or write into `correction`, and set `state`.

    Sorted by `order`, the sentences most worth reading come first.
    """
    book = empty_book()
    _segments(book.active, document)
    _terms(book.create_sheet("Terms"), document)
    _candidates(book.create_sheet("Candidates"), document)
    _issues(book.create_sheet("Issues"), document)
    _run(book.create_sheet("Run"), document)
    book.save(path)


def empty_book() -> Workbook:
    """A spreadsheet with the styles that `row` uses."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "bilingual"
    for name, colour in STYLES.items():
        book.add_named_style(NamedStyle(
            name, alignment=Alignment(wrap_text=True, vertical="top"),
            border=Border(bottom=Side(style="hair", color="C8CDD3")),
            fill=PatternFill("solid", start_color=colour) if colour else PatternFill()))
    return book


def sealed(book: Workbook) -> Workbook:
    """A finished spreadsheet with the digest of its cells, by which `is_sealed` knows whether somebody changed them."""
    book.properties.identifier = _digest(book)
    return book


def is_sealed(book: Workbook) -> bool:
    """Whether the cells of a spreadsheet are as `sealed` left them."""
    return book.properties.identifier == _digest(book)


def _digest(book: Workbook) -> str:
    told = lambda value: "" if value is None else f"{value:g}" if isinstance(value, int | float) else str(value)
    cells = ("\x1f".join(map(told, row)) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return hashlib.sha256("\x1e".join(cells).encode()).hexdigest()[:16]


def _segments(sheet: Worksheet, document: Document) -> None:
    sheet.title = "Segments"
    head(sheet, SEGMENT_COLUMNS)
    order = {s.id: n for n, s in enumerate(by_risk(document), 1)}
    for block in document.blocks:
        for s in block.segments:
            worst = next((v for v in ("error", "warning") if any(i.severity.value == v for i in s.open_issues)), "")
            style = s.state.value if s.state.value in STYLES else worst or BODY
            terms = "\n".join(f"{t.source} = {t.target} ({t.status.value})" for t in s.glossary_terms)
            issues = "\n".join(map(told_issue, s.issues))
            row(sheet, [s.id, block.place, s.source, s.target, terms, issues, s.state.value, "", s.comment,
                         order.get(s.id)], style)
    states = DataValidation(type="list", formula1='"' + ",".join(s.value for s in State) + '"', allow_blank=True)
    sheet.add_data_validation(states)
    column = get_column_letter(list(SEGMENT_COLUMNS).index("state") + 1)
    states.add(f"{column}2:{column}{max(2, sheet.max_row)}")
    sheet.freeze_panes = "C2"
    printed = get_column_letter(list(SEGMENT_COLUMNS).index("issues") + 1)
    sheet.print_area = f"A1:{printed}{max(2, sheet.max_row)}"  # the rest is to be written on a screen


def _terms(sheet: Worksheet, document: Document) -> None:
    head(sheet, {"zh": 28, "en": 44, "count": 8, "status": 20, "found as": 40, "segments": 26, "entry": 12, "note": 40,
                  "reference": 40})
    for t in term_list(document):
        e = t.entry
        row(sheet, [t.source, t.target, t.count, t.status, " | ".join(t.shown), ", ".join(t.segments),
                     e.status.value if e else "", e.note if e else "", e.reference if e else ""],
             "error" if "missing" in t.status else BODY)


def _candidates(sheet: Worksheet, document: Document) -> None:
    head(sheet, {"id": 7, "zh": 52, "candidate": 80, "score": 9, "chosen": 16})
    for s in document.segments:
        for m in s.matches:
            row(sheet,
                 [s.id, m.difference, m.target, f"{m.score}%",
                  "from the memory" + (", numbers adapted" if m.adapted else "")])
        options = list({c.text: c for c in reversed(s.candidates)}.values())[::-1]  # two searches may find the same
        chosen = _chosen(s, options)
        for c in options if len(options) > 1 else ():
            row(sheet, [s.id, s.source, c.text, round(c.score, 3), "yes" if c is chosen else ""])
    sheet.print_area = "A1:E1"  # many pages that nobody reads on paper


def _chosen(segment: Segment, options: list[Candidate]) -> Candidate | None:
    """The candidate that became the English: the one that it is, else the longest that it ends with behind a number."""
    english = segment.target.lower()
    same = [c for c in options if c.text.lower() == english]
    within = [c for c in options if len(c.text) > 1 and english.endswith(c.text[1:].lower())]
    return same[0] if same else max(within, key=lambda c: len(c.text), default=None)


def _issues(sheet: Worksheet, document: Document) -> None:
    """Every issue; a reviewer who lets one stand writes the reason into `accept`."""
    head(sheet, {"severity": 10, "id": 7, "check": 20, "message": 60, "accept": 40, "zh": 52, "en": 70})
    found = [(s, i) for s in document.segments for i in s.issues]
    for severity in ("error", "warning", "info"):
        for s, i in found:
            if i.severity.value == severity and not i.accepted:
                style = severity if severity in STYLES else BODY
                row(sheet, [severity, s.id, i.check, i.message, "", s.source, s.target], style)
    for s, i in found:
        if i.accepted:
            row(sheet, [i.severity.value, s.id, i.check, i.message, i.accepted, s.source, s.target], "reviewed")


def _run(sheet: Worksheet, document: Document) -> None:
    head(sheet, {"what": 24, "value": 100})
    row(sheet, ["signature", document.signature])
    row(sheet, ["source file", shown_name(document.path)])
    if document.encoding:
        row(sheet, ["encoding", document.encoding])
    for key, value in document.run.items():
        row(sheet, [key, str(value)])
    for note in document.notes:
        row(sheet, ["note", note])


def head(sheet: Worksheet, columns: dict[str, int]) -> None:
    """The first row: the names of columns, which get their widths."""
    for i, (name, room) in enumerate(columns.items(), 1):
        cell = sheet.cell(1, i, name)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
        sheet.column_dimensions[get_column_letter(i)].width = room
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    sheet.freeze_panes = "A2"
    for_print(sheet)


def row(sheet: Worksheet, values: list, style: str = BODY) -> None:
    """Append a row; a text too long for a cell goes on in rows of its own below, and says so."""
    cut = CELL_LIMIT - len(CONTINUED)
    rest = [v[cut:] if isinstance(v, str) and len(v) > CELL_LIMIT else "" for v in values]
    number = sheet.max_row + 1
    for i, value in enumerate(values, 1):
        if value is None or value == "":
            cell = sheet.cell(number, i)
        elif isinstance(value, str):
            cell = sheet.cell(number, i)
            cell.value = xml_safe(value[:cut] + CONTINUED if rest[i - 1] else value)
            cell.data_type = "s"
        else:
            cell = sheet.cell(number, i, value)
        cell.style = style
    widths = [sheet.column_dimensions[get_column_letter(i)].width for i in range(1, len(values) + 1)]
    sheet.row_dimensions[number].height = height(values, widths)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(values))}{number}"
    if any(rest):
        row(sheet, [values[0] if not rest[0] and isinstance(values[0], str) else rest[0], *rest[1:]], style)
