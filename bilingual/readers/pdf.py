"""PDF, read by pdfplumber: text in reading order, paragraphs rejoined, tables, without page numbers; running heads
once, behind everything else.

What a PDF holds is letters at places. They become lines, lines stand in one or two columns, and lines become paragraphs
by indents, short last lines, gaps and sizes of type. A page without letters is a picture; it is read by tesseract where
that is installed. Each block's address says where its letters stand, except where they are an invisible layer over a
picture.
"""
from __future__ import annotations

import logging
import re
from collections import Counter
from pathlib import Path
from typing import Any

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers import ocr
from bilingual.readers.columns import in_reading_order
from bilingual.readers.flow import fill
from bilingual.readers.formulas import MARK, Formula, number_of
from bilingual.readers.joining import goes_on, indented, joined, usual_step
from bilingual.readers.lines import Line
from bilingual.readers.pages import lines_on, sides
from bilingual.readers.places import Anchor, Place, Side, address, places
from bilingual.readers.plain import HEADING, ITEM
from bilingual.support.limits import MAX_PAGES, MAX_PDF_BYTES, check_streams
from bilingual.support.plural import counted

_MARGIN = 0.1            # of the page's height, above and below, where running heads and page numbers stand
_REPEATED = 0.4          # share of the pages that a running head stands on
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})\s*(?:页|/\s*\d+|\s*共\s*\d+\s*页)*[-—–·\s]*$",
                          re.I)
_LARGER = 1.12           # than the body's type: a heading
_AROUND = 4              # lines before and behind that tell how far apart lines stand
_PAGES = 2               # more show where the type area ends
_INDENTED = 0.05         # share of the lines that are indented where paragraphs begin so
_LETTERS_A_PAGE = 4      # fewer on average: a scan
_NO_TEXT, _NO_NAMES = "holds pictures of pages and no text", "has fonts that do not tell which letters they show"
_NAMELESS = re.compile(r"\(cid:\d+\)")
_COVERING = 0.8          # share of a page that a picture of all of it covers
_INVISIBLE = re.compile(rb"(?<![\d.])3\s+Tr\b")  # text that is there to be found and not seen


def read(path: Path, encoding: str | None) -> Document:
    """The document in a .pdf file.

    Raises BilingualError for one that is damaged, protected, too long, or a picture without tesseract.
    """
    if path.stat().st_size > MAX_PDF_BYTES:
        raise BilingualError(f"{path} has more than {MAX_PDF_BYTES // 2**20} MB: split it into parts.")
    check_streams(path)
    import pdfplumber
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it complains about fonts that it then reads
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException
    document, pages, hidden, count = Document(path, "pdf", []), [], 0, 0
    found: list[Formula] = []
    try:
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise BilingualError(f"{path} has {len(pdf.pages):,} pages, more than {MAX_PAGES:,}: split it into "
                                     "parts.")
            for page in pdf.pages:
                pages += [lines_on(*side, found) for side in sides(page)]
                count += 1
                hidden += _is_hidden(page)
                page.close()
    except (PDFPasswordIncorrect, PdfminerException) as error:
        if "Password" in repr(error):
            raise BilingualError(f"{path} is protected by a password: save it without one.") from error
        raise
    if not pages:
        raise BilingualError(f"{path} has no pages.")
    text = "".join(_letters(l) for lines, _ in pages for l in lines)
    if (nameless := _is_nameless(text)) or len(text) < _LETTERS_A_PAGE * count:
        document.blocks = ocr.read(path, count, _NO_NAMES if nameless else _NO_TEXT)
        document.notes.append("read from pictures by tesseract: compare it with the original")
        return document
    heads = _drop_margins(pages, count)
    sizes = Counter(round(l.size * 2) / 2 for lines, _ in pages for l in lines for _ in l.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted((s for s in sizes if s >= body * _LARGER), reverse=True)
    blocks = _placed(pages, body, larger) + heads
    document.notes += _with_formulas(blocks, found)
    if hidden > count / 2:
        document.notes.append("pictures of pages with the text that an OCR program read: compare it with the original")
        for block in blocks:
            block.ref = ""
    return fill(document, blocks)


def _letters(line: Line) -> str:
    return line.text + "".join(c or "" for row in line.table or () for c in row)


def _is_nameless(text: str) -> bool:
    """Whether most letters have numbers only: their fonts are without a table ToUnicode (ISO 32000-1, 9.10.3)."""
    bare, count = _NAMELESS.subn("", text)
    return count > len("".join(bare.split()))


def _is_hidden(page: Any) -> bool:
    """Whether a page is a picture with invisible text over it."""
    area = float(page.width * page.height)
    if not any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > _COVERING * area for i in page.images):
        return False
    return any(_INVISIBLE.search(stream.get_data()) for stream in page.page_obj.contents)


def _drop_margins(pages: Any, count: int) -> list[Block]:
    """Take out page numbers, and lines that stand in the margin of many pages with nothing but their numbers changing.
    Returns the Chinese ones of these as blocks, each once.
    """
    blank = lambda text: re.sub(r"[\d\s]+", "#", text)
    at_edge = lambda line, height: line.bottom < height * _MARGIN or line.top > height * (1 - _MARGIN)
    counts = Counter(key for lines, height in pages for key in {blank(l.text) for l in lines if at_edge(l, height)})
    heads: dict[str, list[Line]] = {}
    for lines, height in pages:
        edges = min((l.x0 for l in lines), default=0.0), max((l.x1 for l in lines), default=0.0)
        kept = []
        for line in lines:
            key = blank(line.text)
            repeated = count > 2 and counts[key] >= max(3, _REPEATED * count / 2) or count > 1 and counts[key] == count
            if line.table or not at_edge(line, height) or not (repeated or _PAGE_NUMBER.match(line.text)):
                kept.append(line)
            elif HAN.search(line.text) and not _PAGE_NUMBER.match(line.text):
                line.room = edges
                heads.setdefault(key, []).append(line)
        lines[:] = kept
    return [Block("paragraph", found[0].text, ref=address(map(_box, found), repeated=True)) for found in heads.values()]


def _box(line: Line) -> Place:
    left, right = line.room
    return Place(line.page, line.x0, line.top, line.x1, line.bottom, min(left, line.x0), max(right, line.x1), line.turn)


def _places(lines: list[Line]) -> list[Place]:
    """The boxes of a paragraph's lines, those in one column of a page as one."""
    boxes: list[Place] = []
    column = None
    for line in lines:
        box = _box(line)
        if boxes and column == (line.page, line.column):
            box, before = boxes.pop(), box
            box = Place(box.page, min(box.x0, before.x0), min(box.top, before.top), max(box.x1, before.x1),
                        max(box.bottom, before.bottom), min(box.left, before.left), max(box.right, before.right),
                        box.turn)
        boxes.append(box)
        column = line.page, line.column
    return boxes


def _placed(pages: Any, body: float, larger: list[float]) -> list[Block]:
    """The blocks of all pages. Text runs from page to page as most of each page lies; what lies otherwise is read by
    itself, and stands behind the other blocks that begin on its page.
    """
    views: dict[int, list[Any]] = {}
    for view in pages:
        if view[0]:
            views.setdefault(view[0][0].page, []).append(view)
    for own in views.values():
        own.sort(key=lambda view: -sum(len(_letters(l)) for l in view[0]))
    blocks = _blocks([own[0] for own in views.values()], body, larger, 0)
    for aside in [view for own in views.values() for view in own[1:]]:
        blocks += _blocks([aside], body, larger, max((b.cell[0] for b in blocks if b.cell), default=0))
    numbers: list[int] = []
    for block in blocks:
        numbers.append(places(block.ref)[0][0].page if block.ref else numbers[-1] if numbers else 0)
    return [blocks[n] for n in sorted(range(len(blocks)), key=numbers.__getitem__)]


def _blocks(pages: Any, body: float, larger: list[float], tables: int) -> list[Block]:
    """`tables` have been counted before."""
    blocks: list[Block] = []
    own: list[list[Line]] = []  # the lines of each block
    before: Line | None = None
    ordered = [in_reading_order(lines) for lines, _ in pages]
    indents = sum(indented(l) for lines in ordered for l in lines) >= _INDENTED * sum(map(len, ordered))
    rights = sorted(max(l.right or l.x1 for l in lines) for lines in ordered if lines)
    right = rights[len(rights) // 2] if len(rights) > _PAGES else 0.0  # of the type area: some pages do not show it
    for lines in ordered:
        fresh_page = True
        for line in lines:
            line.right = max(line.right, right) if line.column == 0 else line.right
        edges = min((l.x0 for l in lines), default=0.0), max([right, *(l.right or l.x1 for l in lines)])
        for n, line in enumerate(lines):
            if line.displayed:
                before = None
            elif line.table:
                tables += 1
                cells = _table(line, tables)
                blocks += cells
                own += [[] for _ in cells]
                before = None
            elif before is not None and goes_on(before, line, own[-1], fresh_page, indents,
                                                  usual_step(lines[max(0, n - _AROUND):n + _AROUND])):
                blocks[-1].text = joined(blocks[-1].text, line.text)
                own[-1].append(line)
                before = line
            else:
                blocks.append(_block(line, body, larger))
                own.append([line])
                before = line
            line.room = edges if line.column == 0 else (line.left, line.right)
            line.room = (line.x0, line.room[1]) if line.apart else line.room
            fresh_page = False
    for block, lines in zip(blocks, own, strict=True):
        block.ref = block.ref or address(_places(lines))
        if block.kind == "paragraph" and HEADING.match(block.text):
            block.kind, block.level = "heading", 3 if block.text[0] in "（(" else 2
        elif block.kind == "paragraph" and ITEM.match(block.text):
            block.kind, block.level = "item", 1
    return blocks


def _with_formulas(blocks: list[Block], found: list[Formula]) -> list[str]:
    """Put the formulas in the texts of blocks into their addresses. Returns notes."""
    for block in blocks:
        text, held = "", []  # type: str, list[Anchor]
        for part in re.split(f"({MARK.pattern})", block.text):
            if not MARK.match(part):
                text += part if text else part.lstrip()
                continue
            formula = found[number_of(part)]
            text = text if formula.text else text.rstrip()
            held.append(Anchor(len(text), len(formula.text), Side(formula.page, formula.turn), formula.box,
                               formula.base))
            text += formula.text
        held = held or _in_cell(block, found)
        if held:
            boxes, repeated = places(block.ref)
            block.text = text.strip() if MARK.search(block.text) else block.text
            block.ref = address(boxes, repeated, () if repeated else held)
    drawn = sum(f.drawn for f in found)
    lines = sum(not f.displayed and not f.text for f in found) - drawn
    shown = sum(f.displayed for f in found)
    kinds = [f"{counted(n, what)} {where}" for n, what, where in (
        (lines, "formula", "in lines of text"), (drawn, "small picture", "in lines of text"),
        (shown, "formula", "between paragraphs")) if n]
    return [f"{' and '.join(kinds)}: only a copy in the document’s own shape shows them"] if kinds else []


def _in_cell(block: Block, found: list[Formula]) -> list[Anchor]:
    """The rows of underscores in a cell of a table, by their places."""
    runs = list(re.finditer("[_＿]{2,}", block.text)) if block.cell and block.ref else []
    if not runs:
        return []
    (place,), _ = places(block.ref)
    own = sorted((f for f in found if f.in_cell and (f.page, f.turn) == place.side
                  and place.holds((f.box[0] + f.box[2]) / 2, f.base)), key=lambda f: (round(f.base), f.box[0]))
    if [f.text for f in own] != [m.group() for m in runs]:
        return []
    return [Anchor(m.start(), len(m.group()), place.side, f.box, f.base) for m, f in zip(runs, own, strict=True)]


def _block(line: Line, body: float, larger: list[float]) -> Block:
    size = round(line.size * 2) / 2
    if size in larger and len(line.text) < 80:
        return Block("heading", line.text, level=min(6, larger.index(size) + 1))
    return Block("paragraph", line.text)


def _table(table: Line, number: int) -> list[Block]:
    blocks = []
    for r, (row, boxes) in enumerate(zip(table.table or [], table.boxes or [], strict=True), 1):
        for c, (text, box) in enumerate(zip(row, boxes, strict=True), 1):
            if text:
                ref = address([Place(table.page, *box, box[0], box[2], table.turn)]) if box else ""
                blocks.append(Block("cell", text, cell=(number, r, c), ref=ref))
    return blocks
