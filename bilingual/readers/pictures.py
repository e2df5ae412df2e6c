"""Small pictures in lines of text on a page of a PDF: signs and formulas that are drawn, as outlines or as images."""
from __future__ import annotations

from collections import defaultdict
from typing import Any

from bilingual.language.han import HAN
from bilingual.readers.formulas import Formula
from bilingual.readers.lines import THIN, Box
from bilingual.readers.seeds import base_of, box_of, inside, touch, union

_HIGH, _DEEP = 2.2, 1.0  # sizes of type above and below the baseline that a picture in a line reaches
_WIDE = 0.5              # of the page
_BESIDE = 1.2            # sizes of type between it and the words
_JOINED = 1.1            # sizes of type between parts of one picture with no letter between them
_CHARACTERS = 8          # of a line at least: labels of drawings are shorter
_MOST = 4000             # parts of a page: more are a map


def in_lines(page: Any, turn: int, chars: list[Any]) -> list[Formula]:
    """The small pictures that stand beside words in a line, as pdfplumber has page and letters."""
    things = [box_of(o) for o in [*page.curves, *page.images]
              if o["width"] < _WIDE * page.width and o["width"] > THIN < o["height"]]
    rows: dict[int, list[Any]] = defaultdict(list)
    for c in chars:
        if c["text"].strip():
            rows[round(base_of(c))].append(c)
    if not things or len(things) > _MOST:
        return []
    lines = [row for row in rows.values() if sum(bool(HAN.match(c["text"])) for c in row) >= _CHARACTERS]
    out: list[Formula] = []
    for row in lines:
        size, base = max(c["size"] for c in row), base_of(row[0])
        own = [t for t in things if base - _HIGH * size < t[1] and t[3] < base + _DEEP * size
               and base - 1.1 * size < (t[1] + t[3]) / 2 < base + 0.2 * size]
        for box in _clusters(own, _JOINED * size, [(c["x0"] + c["x1"]) / 2 for c in row]):
            gaps = [gap for c in row for gap in (box[0] - c["x1"], c["x0"] - box[2])]
            if (box[3] - box[1] > 0.3 * size and any(-1 < gap < _BESIDE * size for gap in gaps)
                    and not any(c["text"].strip() and inside(c, box) for c in chars)
                    and not any(touch(box, f.box, 0.0, 0.0) for f in out)):
                out.append(Formula(page.page_number, turn, box, base, size, False, drawn=True))
    return out


def _clusters(boxes: list[Box], gap: float, between: list[float]) -> list[Box]:
    """Boxes that stand close beside each other, with nothing between them, as one."""
    out: list[Box] = []
    for box in sorted(boxes):
        if out and box[0] - out[-1][2] < gap and not any(out[-1][2] < x < box[0] for x in between):
            out[-1] = union([out[-1], box])
        else:
            out.append(box)
    return out
