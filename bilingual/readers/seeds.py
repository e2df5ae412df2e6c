"""Where formulas of a PDF's page begin: strokes of fractions, roots, large operators with limits, tall brackets."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bilingual.language.han import HAN
from bilingual.readers.lines import THIN, Box

LARGE = re.compile("[∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂]")
_PIECES = re.compile("[\u239b-\u23ad\uf8e6-\uf8fe]")  # of brackets several lines high; Symbol has its own codes
_ROOT = "√"
_MOST = 6                 # points of a root's sign
_WIDE, _HIGH = 0.6, 0.2   # shares of a page that a stroke reaches over, at most


def strokes_of(page: Any) -> list[Box]:
    """The short lines of a page, level or not: strokes of fractions and roots, but no sides of tables."""
    found = [box_of(s) for s in [*page.lines, *page.rects, *page.curves]
             if min(s["height"], s["width"]) < THIN or s["object_type"] == "curve"]
    ends = Counter((round(x), round(y)) for x0, top, x1, bottom in found for x, y in {(x0, top), (x1, bottom)})
    inner = lambda s: s[3] - s[1] < THIN and all(ends[round(x), round(y)] > 1 for x, y in (s[:2], s[2:]))
    return [s for s in found if s[2] - s[0] < _WIDE * page.width and s[3] - s[1] < _HIGH * page.height
            and not inner(s)]


def seeds_of(page: Any, chars: list[Any], strokes: list[Box]) -> list[Box]:
    """The boxes from which the formulas of a page grow, as pdfplumber has page and letters."""
    seeds = []
    ordered = sorted(chars, key=base_of)
    bases, reach = [base_of(c) for c in ordered], 1.7 * max((c["size"] for c in chars), default=0.0)
    near = lambda y: ordered[bisect_left(bases, y - reach):bisect_left(bases, y + reach)]
    for stroke in strokes:
        if stroke[3] - stroke[1] < THIN and stroke[2] - stroke[0] > 2:
            parts = _fraction(near(stroke[1]), stroke) or _root(near(stroke[1]), strokes, stroke)
            seeds += [union([stroke, *map(box_of, parts)])] if parts else []
    for hook, bar in _hooks(page):
        parts = _under(near(bar[1]), bar)
        seeds += [union([hook, *map(box_of, parts)])] if parts else []
    for c in chars:
        if _PIECES.match(c["text"]):
            seeds.append(box_of(c))
        elif LARGE.match(c["text"]) and (limits := _limits(chars, c)):
            seeds.append(union(map(box_of, [c, *limits])))
    return seeds


def _hooks(page: Any) -> Iterator[tuple[Box, Box]]:
    """The signs of roots that are drawn in one stroke, up and along: the box, and that of the line on top."""
    for curve in page.curves:
        points = curve["pts"]
        (x0, top), (x1, end) = points[-2:]
        if len(points) <= _MOST and not curve["fill"] and abs(top - end) < 1 and x1 - x0 > x0 - points[0][0] > 0 \
                and points[0][1] - top > x0 - points[0][0]:
            yield box_of(curve), (x0, top, x1, top)


def _fraction(chars: list[Any], stroke: Box) -> list[Any]:
    """What stands over and under a line that is a stroke of a fraction; nothing where it is another line."""
    x0, y, x1, _ = stroke
    near = [c for c in chars if x0 - 1 <= (c["x0"] + c["x1"]) / 2 <= x1 + 1 and c["text"].strip()
            and abs(base_of(c) - y) < 1.7 * c["size"]]
    size = max((c["size"] for c in near), default=0.0)
    over = [c for c in near if -0.1 * size < y - base_of(c) < 0.8 * size]
    under = [c for c in near if 0.4 * size < base_of(c) - y < 1.4 * size]
    if not over or not under:
        return []
    sides = [(min(c["x0"] for c in part), max(c["x1"] for c in part)) for part in (over, under)]
    widest = max(b - a for a, b in sides)
    if x1 - x0 > widest + 1.2 * size or any(abs(a + b - x0 - x1) > max(size, 0.25 * widest) for a, b in sides):
        return []
    # Letters that go on beside the line stand in a line of text that is underlined, or below one.
    for part in (over, under):
        bases = {round(base_of(c)) for c in part}
        if any(round(base_of(c)) in bases and -1 < gap < 0.4 * size and c["text"].strip() for c in chars
               for gap in (x0 - c["x1"], c["x0"] - x1)):
            return []
    return over + under


def _root(chars: list[Any], strokes: list[Box], line: Box) -> list[Any]:
    """What stands under a level line that a root's sign begins, a letter or a stroke, with the sign."""
    x0, y, _, _ = line
    under = _under(chars, line)
    if not under:
        return []
    size = under[0]["size"]
    sign = [c for c in chars if c["text"] == _ROOT and abs(c["x1"] - x0) < 0.4 * size
            and c["top"] - size < y < c["bottom"]]
    drawn = [s for s in strokes if s[3] - s[1] > 0.5 * size and abs(s[2] - x0) < 1.5 and s[1] - 1.5 < y < s[3]
             and s[2] - s[0] < size]
    return under + sign if sign or drawn else []


def _under(chars: list[Any], line: Box) -> list[Any]:
    x0, y, x1, _ = line
    return [c for c in chars if x0 - 1 <= (c["x0"] + c["x1"]) / 2 <= x1 + 1 and c["text"].strip()
            and -0.25 < (c["top"] - y) / c["size"] < 0.9 and not HAN.match(c["text"])]


def _limits(chars: list[Any], sign: Any) -> list[Any]:
    """The limits over and under a large operator, or beside it."""
    size, middle = sign["size"], (sign["x0"] + sign["x1"]) / 2
    near = [c for c in chars if c is not sign and c["text"].strip() and c["size"] < 0.85 * size
            and not HAN.match(c["text"]) and sign["top"] - size < c["top"] < sign["bottom"] + 0.8 * size]
    stacked = [c for c in near if abs((c["x0"] + c["x1"]) / 2 - middle) < 0.9 * size
               and abs(base_of(c) - base_of(sign)) > 0.25 * size]
    if any(abs((c["x0"] + c["x1"]) / 2 - middle) < 0.35 * size for c in stacked):
        return stacked
    beside = [c for c in near if -0.2 * size < c["x0"] - sign["x1"] < 1.5 * size]
    high = [c for c in beside if base_of(c) < base_of(sign) - 0.3 * size]
    low = [c for c in beside if base_of(c) > base_of(sign) + 0.1 * size]
    return high + low


def base_of(c: Any) -> float:
    """The baseline of a letter, from the top of the page."""
    return float(c["bottom"] + c["y0"] - c["matrix"][5])


def box_of(c: Any) -> Box:
    """The box of a letter or a drawing."""
    return c["x0"], c["top"], c["x1"], c["bottom"]


def inside(c: Any, box: Box) -> bool:
    """Whether the middle of a letter is in a box."""
    return box[0] <= (c["x0"] + c["x1"]) / 2 <= box[2] and box[1] <= (c["top"] + c["bottom"]) / 2 <= box[3]


def touch(a: Box, b: Box, beside: float, above: float) -> bool:
    """Whether two boxes overlap, or are no farther apart than so many points."""
    return (a[0] - beside < b[2] and b[0] < a[2] + beside and a[1] - above < b[3] and b[1] < a[3] + above)


def union(boxes: Iterable[Box]) -> Box:
    """The box around some."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
