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
import statistics
import unicodedata
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers import ocr
from bilingual.readers.columns import Line, in_reading_order
from bilingual.readers.flow import fill
from bilingual.readers.places import Place, address
from bilingual.readers.plain import HEADING, ITEM
from bilingual.readers.scripts import printed
from bilingual.readers.text import ends_sentence, glue
from bilingual.support.limits import MAX_ENTRY_BYTES, MAX_PAGES, MAX_PDF_BYTES

_MARGIN = 0.1            # of the page's height, above and below, where running heads and page numbers stand
_REPEATED = 0.4          # share of the pages that a running head stands on
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6})\s*(?:页|/\s*\d+|\s*共\s*\d+\s*页)*[-—–·\s]*$",
                          re.I)
_LARGER = 1.12           # than the body's type: a heading
_GAP = 1.9               # lines' height between two paragraphs
# Radicals that look like a character and have no compatibility mapping (Unicode, EquivalentUnifiedIdeograph.txt).
_RADICALS = str.maketrans("⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
                          "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟")
_PIECE = 2**16           # bytes of a stream that are unpacked at a time
_INDENTED = 0.05         # share of the lines that are indented where paragraphs begin so
_LETTERS_A_PAGE = 4      # fewer on average: a scan
_COVERING = 0.8          # share of a page that a picture of all of it covers
_INVISIBLE = re.compile(rb"(?<![\d.])3\s+Tr\b")  # text that is there to be found and not seen
# The end of a line of a table of contents.
_WORD = re.compile(r"[A-Za-z]\S*")
_LEADER = re.compile(r"[.．·…‥\s]{4,}\s*[-—–(（]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–)）]?$", re.I)


def read(path: Path, encoding: str | None) -> Document:
    """The document in a .pdf file.

    Raises BilingualError for one that is damaged, protected, too long, or a picture without tesseract.
    """
    if path.stat().st_size > MAX_PDF_BYTES:
        raise BilingualError(f"{path} has more than {MAX_PDF_BYTES // 2**20} MB: split it into parts.")
    _check_streams(path)
    import pdfplumber
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it complains about fonts that it then reads
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException
    document, pages, hidden = Document(path, "pdf", []), [], 0
    try:
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise BilingualError(f"{path} has {len(pdf.pages):,} pages, more than {MAX_PAGES:,}: split it into "
                                     "parts.")
            for page in pdf.pages:
                pages.append(_page(page))
                hidden += _is_hidden(page)
                page.close()
    except (PDFPasswordIncorrect, PdfminerException) as error:
        if "Password" in repr(error):
            raise BilingualError(f"{path} is protected by a password: save it without one.") from error
        raise
    if not pages:
        raise BilingualError(f"{path} has no pages.")
    if sum(
        len(l.text) + sum(len(c or "") for row in l.table or () for c in row) for lines, _ in pages for l in lines
    ) < _LETTERS_A_PAGE * len(pages):
        document.blocks = ocr.read(path, len(pages))
        document.notes.append("read from pictures by tesseract: compare it with the original")
        return document
    heads = _drop_margins(pages)
    sizes = Counter(round(l.size * 2) / 2 for lines, _ in pages for l in lines for _ in l.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted((s for s in sizes if s >= body * _LARGER), reverse=True)
    blocks = _blocks(pages, body, larger) + heads
    if hidden > len(pages) / 2:
        document.notes.append("pictures of pages with the text that an OCR program read: compare it with the original")
        for block in blocks:
            block.ref = ""
    return fill(document, blocks)


def _is_hidden(page: Any) -> bool:
    """Whether a page is a picture with invisible text over it."""
    area = float(page.width * page.height)
    if not any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > _COVERING * area for i in page.images):
        return False
    return any(_INVISIBLE.search(stream.get_data()) for stream in page.page_obj.contents)


def _check_streams(path: Path) -> None:
    """Raise BilingualError where a compressed stream would unpack to far more than any page needs; pdfminer would
    unpack it whole.
    """
    data = path.read_bytes()
    at = data.find(b"stream")
    while at >= 0:
        start = at + 6 + (2 if data[at + 6:at + 8] == b"\r\n" else 1)
        if data[start:start + 1] == b"\x78":
            at = max(at, _end_of_stream(data, start, path))
        at = data.find(b"stream", at + 6)


def _end_of_stream(data: bytes, start: int, path: Path) -> int:
    """Where a compressed stream ends, as far as it can be unpacked; a piece at a time, so that nothing of the file is
    copied over and over.
    """
    unpacker, size, at = zlib.decompressobj(), 0, start
    try:
        while not unpacker.eof and at < len(data):
            size += len(unpacker.decompress(data[at:at + _PIECE]))
            at += _PIECE
            if size >= MAX_ENTRY_BYTES:
                raise BilingualError(f"{path} holds a stream that unpacks to more than {MAX_ENTRY_BYTES // 2**20} MB: "
                                     "it was not opened.")
    except zlib.error:  # not compressed, or damaged: the parser will say
        return start
    return min(at, len(data)) - len(unpacker.unused_data)


def _page(page: Any) -> tuple[list[Line], float]:
    """The lines of a page and the tables among them, and its height. Places count from the top left of what is shown,
    wherever the page's own coordinates begin.
    """
    left, up = page.bbox[:2]
    shown = lambda box: box and (box[0] - left, box[1] - up, box[2] - left, box[3] - up)
    places = {(c["text"], round(c["x0"] / 2), round(c["top"] / 2)) for c in page.chars}
    if len(places) < len(page.chars):  # bold is made by printing a letter twice, a little apart
        page = page.dedupe_chars(tolerance=1)
    tables = []
    for table in page.find_tables() if len(page.rects) + len(page.lines) >= 3 else ():
        rows = [[_cell(c) for c in row] for row in table.extract()]
        if len(rows) > 1 and max(map(len, rows)) > 1:
            x0, top, x1, bottom = shown(table.bbox)
            boxes = [[shown(c) for c in r.cells] for r in table.rows]
            tables.append(Line(x0, x1, top, bottom, 0.0, "", table=rows, boxes=boxes, page=page.page_number))
    # Quotation marks come from another font and stand a little higher: what is nearer than half a letter is one line.
    near = max(2.0, 0.45 * statistics.median(c["size"] for c in page.chars)) if page.chars else 2.0
    words = page.extract_words(x_tolerance_ratio=0.9, y_tolerance=near, keep_blank_chars=True, return_chars=True)
    lines = [Line(w["x0"] - left, w["x1"] - left, w["top"] - up, w["bottom"] - up,
                  max(c["size"] for c in w["chars"]), text, page=page.page_number) for w in words
             if (text := normal(printed(w)))
             and not any(t.x0 <= (w["x0"] + w["x1"]) / 2 - left <= t.x1
                         and t.top <= (w["top"] + w["bottom"]) / 2 - up <= t.bottom for t in tables)]
    return lines + tables, float(page.height)


def normal(text: str) -> str:
    """Radicals and compatibility forms, which some programs write into PDFs, as the characters they stand for."""
    folded = "".join(unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" else c
                     for c in text)
    return folded.translate(_RADICALS).replace("\u00a0", " ").strip()


def _cell(text: str | None) -> str | None:
    if text is None:
        return None
    out = ""
    for line in normal(text).split("\n"):
        out = glue(out, line.strip()) if out else line.strip()
    return out


def _drop_margins(pages: Any) -> list[Block]:
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
            repeated = (len(pages) > 2 and counts[key] >= max(3, _REPEATED * len(pages) / 2)
                        or len(pages) > 1 and counts[key] == len(pages))
            if line.table or not at_edge(line, height) or not (repeated or _PAGE_NUMBER.match(line.text)):
                kept.append(line)
            elif HAN.search(line.text) and not _PAGE_NUMBER.match(line.text):
                line.room = edges
                heads.setdefault(key, []).append(line)
        lines[:] = kept
    return [Block("paragraph", found[0].text, ref=address(map(_box, found), repeated=True)) for found in heads.values()]


def _box(line: Line) -> Place:
    left, right = line.room
    return Place(line.page, line.x0, line.top, line.x1, line.bottom, min(left, line.x0), max(right, line.x1))


def _places(lines: list[Line]) -> list[Place]:
    """The boxes of a paragraph's lines, those in one column of a page as one."""
    boxes: list[Place] = []
    column = None
    for line in lines:
        box = _box(line)
        if boxes and column == (line.page, line.column):
            box, before = boxes.pop(), box
            box = Place(box.page, min(box.x0, before.x0), min(box.top, before.top), max(box.x1, before.x1),
                        max(box.bottom, before.bottom), min(box.left, before.left), max(box.right, before.right))
        boxes.append(box)
        column = line.page, line.column
    return boxes


def _blocks(pages: Any, body: float, larger: list[float]) -> list[Block]:
    blocks: list[Block] = []
    own: list[list[Line]] = []  # the lines of each block
    before: Line | None = None
    tables = 0
    ordered = [in_reading_order(lines) for lines, _ in pages]
    indents = sum(_indented(l) for lines in ordered for l in lines) >= _INDENTED * sum(map(len, ordered))
    for lines in ordered:
        fresh_page = True
        edges = min((l.x0 for l in lines), default=0.0), max((l.x1 for l in lines), default=0.0)
        for line in lines:
            if line.table:
                tables += 1
                cells = _table(line, tables)
                blocks += cells
                own += [[] for _ in cells]
                before = None
            elif before is not None and _goes_on(before, line, fresh_page, indents):
                blocks[-1].text = _joined(blocks[-1].text, line.text)
                own[-1].append(line)
                before = line
            else:
                blocks.append(_block(line, body, larger))
                own.append([line])
                before = line
            line.room = edges if line.column == 0 else (line.left, line.right)
            fresh_page = False
    for block, lines in zip(blocks, own, strict=True):
        block.ref = block.ref or address(_places(lines))
        if block.kind == "paragraph" and HEADING.match(block.text):
            block.kind, block.level = "heading", 3 if block.text[0] in "（(" else 2
        elif block.kind == "paragraph" and ITEM.match(block.text):
            block.kind, block.level = "item", 1
    return blocks


def _indented(line: Line) -> bool:
    return line.table is None and line.x0 > line.left + 1.2 * line.size and not line.centred


def _goes_on(before: Line, line: Line, fresh_page: bool, indents: bool) -> bool:
    """Whether a line continues the paragraph of the line before.

    `indents` says that paragraphs begin with an indent here.
    """
    if abs(before.size - line.size) > 0.08 * before.size or ITEM.match(line.text) and not before.full:
        return False
    if line.centred and before.centred and not fresh_page and before.size == line.size:
        return line.top - before.bottom < before.size and not ends_sentence(before.text) and before.size > 0
    if _indented(line) or not (before.full or _no_room(before, line)) or _LEADER.search(before.text):
        return False
    if ends_sentence(before.text) and _language(before.text) != _language(line.text):
        return False
    if fresh_page or line.column != before.column:
        return indents or not ends_sentence(before.text)
    return line.top - before.top < _GAP * max(line.size, before.bottom - before.top)


def _language(text: str) -> str:
    """Of a line: Chinese, English, or nothing where it may be either."""
    return "zh" if HAN.search(text) else "en" if len(_WORD.findall(text)) > 1 else ""


def _no_room(before: Line, line: Line) -> bool:
    """Whether a line ends where it does because the next word, a Latin one, would not have fitted: English is ragged.
    """
    word = _WORD.match(line.text)
    if not word or ends_sentence(before.text):
        return False
    width = (line.x1 - line.x0) * word.end() / len(line.text)
    return before.right - before.x1 < width + before.size


def _joined(first: str, second: str) -> str:
    """Lines as one text; a Latin word that was hyphenated at the end of a line becomes whole."""
    if re.search(r"[a-z]-$", first) and re.match(r"[a-z]", second):
        return first[:-1] + second
    return glue(first, second)


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
                ref = address([Place(table.page, *box, box[0], box[2])]) if box else ""
                blocks.append(Block("cell", text, cell=(number, r, c), ref=ref))
    return blocks
