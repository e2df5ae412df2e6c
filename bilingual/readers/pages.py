"""What stands on a page of a PDF, as pdfplumber has it: lines of type, and the tables with lines around their cells.

Text on its side, as in a wide table on an upright page, is read from the same page turned.
"""
from __future__ import annotations

import statistics
from collections.abc import Iterator
from copy import copy
from itertools import pairwise
from typing import Any

from bilingual.language.han import HAN
from bilingual.readers.blanks import labelled, ruled, underscored
from bilingual.readers.formulas import MOST, Formula, formulas, mark, scripts
from bilingual.readers.letters import letters, normal
from bilingual.readers.lines import Box, Line
from bilingual.readers.pictures import in_lines
from bilingual.readers.scripts import attach, printed
from bilingual.readers.seeds import inside, touch
from bilingual.readers.text import glue

_SPACE = 0.17            # sizes of type between two Latin words, at least
_BLANK = 3.0             # sizes of type that spaces set apart what stands before and behind them
_ANGLE = 0.1             # of a matrix: less is level (slanted letters are level, too)
_LINE = 2.0              # points: a rectangle that is a line
_FRAME = 0.3             # share of a page: larger cells with so much text hold paragraphs
_PROSE = 200             # characters


def sides(page: Any) -> Iterator[tuple[Any, int]]:
    """A page, and the page turned by 90, 180 and 270 degrees where Chinese is upright on it then; with the degrees."""
    yield page, 0
    turns = {turn_of(c["matrix"]) for c in page.chars if HAN.match(c["text"]) and is_level(c["matrix"])}
    for turn in sorted(turns - {0}):
        yield type(page)(page.pdf, turned(page.page_obj, turn), page.page_number), turn


def turned(page: Any, turn: int) -> Any:
    """pdfminer's page, turned clockwise by so many degrees."""
    if turn:
        page = copy(page)
        page.rotate = (page.rotate + turn) % 360
        page.attrs = {**page.attrs, "Rotate": page.rotate}
    return page


def lines_on(page: Any, turn: int, found: list[Formula]) -> tuple[list[Line], float]:
    """The upright lines of a page and the tables among them, and its height. Places count from the top left of what is
    shown, wherever the page's own coordinates begin; the page has been turned by `turn` degrees.

    Formulas are added to `found`: one in a line is the mark of its number there in the line's text, one that is
    displayed a line without text.
    """
    left, up = page.bbox[:2]
    shown = lambda box: box and (box[0] - left, box[1] - up, box[2] - left, box[3] - up)
    places = {(c["text"], round(c["x0"] / 2), round(c["top"] / 2)) for c in page.chars}
    if len(places) < len(page.chars):  # bold is made by printing a letter twice, a little apart
        page = page.dedupe_chars(tolerance=1)
    page = page.filter(_is_seen)
    empty = ruled(page, turn)
    page, drawn = page.filter(lambda thing: not _is_blank(thing, empty)), page
    tables = []
    for table in page.find_tables() if len(page.rects) + len(page.lines) >= 3 else ():
        rows = [[_cell(c) for c in row] for row in table.extract()]
        cells = [[shown(c) for c in r.cells] for r in table.rows]
        frames = [[c is not None and _is_frame(c, page, r or "") for c, r in zip(boxes, row, strict=True)]
                  for boxes, row in zip(cells, rows, strict=True)]
        boxes = [[None if f else c for c, f in zip(*pair, strict=True)] for pair in zip(cells, frames, strict=True)]
        if len(rows) > 1 and any(map(any, rows)) and any(sum(c is not None for c in row) > 1 for row in boxes):
            x0, top, x1, bottom = shown(table.bbox)
            rows = [[None if f else c for c, f in zip(*pair, strict=True)] for pair in zip(rows, frames, strict=True)]
            tables.append(Line(x0, x1, top, bottom, 0.0, "", table=rows, boxes=boxes, page=page.page_number,
                               turn=turn))
    known = [c for t in tables for row in t.boxes or () for c in row if c]
    from pdfplumber.utils import extract_words
    chars, displayed, near = _with_marks(drawn, known, turn, empty, found)
    words = extract_words(chars, x_tolerance_ratio=0.9, y_tolerance=near, keep_blank_chars=True, return_chars=True)
    lines = [Line(w["x0"] - left, w["x1"] - left, w["top"] - up, w["bottom"] - up, _size(w["chars"]), text,
                  page=page.page_number, turn=turn, apart=w["apart"])
             for word in words
             for w in _without_blanks(word) if (text := normal(printed(w)))
             and not any(x0 <= (w["x0"] + w["x1"]) / 2 - left <= x1
                         and top <= (w["top"] + w["bottom"]) / 2 - up <= bottom for x0, top, x1, bottom in known)]
    return lines + tables + displayed, float(page.height)


def _is_blank(thing: dict, empty: list[Formula]) -> bool:
    """Whether a thing on a page is the line of a blank."""
    return thing["object_type"] in ("line", "rect", "curve") and thing["height"] < _LINE and any(
        b.box[0] - 1 <= thing["x0"] and thing["x1"] <= b.box[2] + 1 and b.base - 3 < thing["top"] < b.box[3] + 1
        for b in empty)


def _with_marks(page: Any, known: list[Box], turn: int, empty: list[Formula], found: list[Formula]
                ) -> tuple[list[dict], list[Line], float]:
    """The letters of a page with marks in place of the formulas and blanks that stand in lines, the formulas that are
    displayed, as lines, and how far apart the heights of letters of one line are. `known` are the cells of tables,
    `empty` the lines of blanks.
    """
    left, up = page.bbox[:2]
    # What is level counts as upright; pdfminer does not think so of letters that are turned by next to nothing.
    chars = [{**c, "text": letters(c["text"], c["fontname"]), "upright": True} for c in page.chars]
    free = [c for c in chars if not any(x0 <= (c["x0"] + c["x1"]) / 2 - left <= x1 and top <= (
        c["top"] + c["bottom"]) / 2 - up <= bottom for x0, top, x1, bottom in known)]
    held = {id(c) for c in free}
    in_cells = underscored(page, turn, [c for c in chars if id(c) not in held]) if known else []
    empty = empty + underscored(page, turn, free)
    for c in labelled(free, empty):
        c["begins"] = True
    chars = [c for c in _without(chars, empty) if c["text"].strip() or not any(inside(c, b.box) for b in empty)]
    tall = formulas(page, _without(free, empty), turn)
    tall += [p for p in in_lines(page, turn, free) if not any(touch(p.box, f.box, 0.0, 0.0) for f in tall + empty)]
    chars = _without(chars, tall)
    # Quotation marks come from another font and stand a little higher: what is nearer than half a letter is one line.
    near = max(2.0, 0.45 * statistics.median(c["size"] for c in chars)) if chars else 2.0
    attach(chars, near)
    low = scripts(page.page_number, turn, chars)
    chars, displayed = _without(chars, low), []
    for blank in in_cells:
        blank.in_cell = True
    for formula in (tall + low + empty + in_cells)[:MOST - len(found)]:
        x0, top, x1, bottom = formula.box
        formula.box, base = (x0 - left, top - up, x1 - left, bottom - up), formula.base
        formula.base -= up
        if formula.displayed:
            displayed.append(Line(*formula.box[::2], *formula.box[1::2], formula.size, "", page=page.page_number,
                                  turn=turn, displayed=True))
        elif not formula.in_cell:
            size = formula.size
            chars.append({**(formula.chars or free)[0], "begins": False, "text": mark(len(found)), "size": size,
                          "x0": x0, "x1": x1, "top": base - 0.85 * size, "bottom": base + 0.15 * size})
        found.append(formula)
    return chars, displayed, near


def _without(chars: list[dict], formulas: list[Formula]) -> list[dict]:
    held = {id(c) for f in formulas for c in f.chars}
    return [c for c in chars if id(c) not in held]


def _size(chars: list[dict]) -> float:
    """The size of type of a line: of its Chinese where there is some; signs beside it may be larger."""
    return max([c["size"] for c in chars if HAN.match(c["text"])] or [c["size"] for c in chars])


def _without_blanks(word: dict) -> Iterator[dict]:
    """The parts of a word between wide rows of spaces, and without those at its ends; labels with their blanks apart.
    """
    chars: list[dict] = []
    blank, labels = 0.0, any(c.get("begins") for c in word["chars"])
    for c in [*word["chars"], None]:
        if c is not None and c["text"].isspace():
            blank += c["x1"] - c["x0"]
            chars += [c] if chars else []
            continue
        if c is None or blank > _BLANK * c["size"] or c.get("begins"):
            while chars and chars[-1]["text"].isspace():
                chars.pop()
            if chars:
                chars = list(_spaced(chars))
                yield {"chars": chars, "apart": labels, "text": "".join(o["text"] for o in chars), "x0": chars[0]["x0"],
                       "x1": chars[-1]["x1"], "top": min(o["top"] for o in chars),
                       "bottom": max(o["bottom"] for o in chars)}
            chars = []
        if c is not None:
            chars.append(c)
        blank = 0.0


def _spaced(chars: list[dict]) -> Iterator[dict]:
    """Letters with a space between Latin words, which some programs only set apart."""
    yield chars[0]
    for a, b in pairwise(chars):
        if b["x0"] - a["x1"] > _SPACE * b["size"] and (a["text"] + b["text"]).isascii() and (
                a["text"].strip() and b["text"].strip()):
            yield {**a, "text": " ", "x0": a["x1"], "x1": b["x0"]}
        yield b


def _is_seen(thing: dict) -> bool:
    """Whether something on a page counts: no letters on their side, or at an angle, which are stamps and watermarks;
    and no white areas, which are the ground of letters and no cells.
    """
    if thing["object_type"] == "char":
        return is_level(thing["matrix"]) and not turn_of(thing["matrix"])
    if thing["object_type"] != "rect" or not thing.get("fill") or thing.get("stroke") or thing["height"] < _LINE:
        return True
    color = thing.get("non_stroking_color")
    return color not in (1, (1,), [1], (1, 1, 1), [1, 1, 1])


def is_level(matrix: tuple[float, ...]) -> bool:
    """Whether letters stand level or in steps of a right angle; others are stamps and watermarks."""
    a, b, c, d = map(abs, matrix[:4])
    return b < _ANGLE * a or a + d < _ANGLE * (b + c)


def turn_of(matrix: tuple[float, ...]) -> int:
    """By how many degrees clockwise a page must be turned for letters to be upright; mirrored ones count as upright."""
    a, b, _, d = matrix[:4]
    if abs(b) < abs(a):
        return 180 if a < 0 and d < 0 else 0
    return 90 if b > 0 else 270 if b < 0 else 0


def _is_frame(cell: Box, page: Any, text: str) -> bool:
    """Whether a cell is a frame around text: as large as a good part of the page, with paragraphs in it."""
    x0, top, x1, bottom = cell
    top, bottom = max(top, 0.0), min(bottom, float(page.height))
    return (x1 - x0) * (bottom - top) > _FRAME * float(page.width * page.height) and len(text) > _PROSE


def _cell(text: str | None) -> str | None:
    if text is None:
        return None
    out = ""
    for line in normal(text).split("\n"):
        out = glue(out, line.strip()) if out else line.strip()
    return out
