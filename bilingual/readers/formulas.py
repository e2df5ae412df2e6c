"""Formulas on a page of a PDF that are more than a row of signs: fractions, roots, sums with limits, systems.

They are known by what holds them together: a short level line with signs above and below it, a root's line, limits over
and under a large operator, the pieces of a tall brace. Round that seed everything grows together that touches it and
stands in no line of Chinese. What then stands in a line of text is a part of that line; anything else is displayed.
Rows of signs with indices (Eᵢ ≥ 5%) are no formulas here: they read as text.
"""
from __future__ import annotations

import re
import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bilingual.language.han import HAN
from bilingual.readers.lines import Box

MARK = re.compile("[\U000f0000-\U000ffffd]")  # a formula in a text: characters of a private plane (Unicode 15, 23.5)
MOST = 0xFFFE            # of these characters
_THIN = 1.7              # points: a line, not an area
_STOP = re.compile(r"[\u3000-\u303f\uff00-\uff60\u2018-\u201d]")  # Chinese marks, at which a formula in a line ends
_LARGE = re.compile("[∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂]")
_PIECES = re.compile("[\u239b-\u23ad\uf8e6-\uf8fe]")  # of brackets several lines high; Symbol has its own codes
_ROOT = "√"
_NUMBER = re.compile(r"[（(]\d+(?:[.-]\d+)?[)）]")
_WORD = re.compile(r"[A-Za-z]{4,}")
_NAMES = {"sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "limsup", "liminf", "const", "mean", "rank", "diag"}
_PROSE = 4               # words of letters that no formula holds
_NEAR, _ABOVE = 0.3, 0.12  # sizes of type, beside and above each other: what touches
_WIDE, _HIGH = 0.6, 0.2  # shares of a page that a stroke reaches over, at most


@dataclass
class Formula:
    """A formula: the page it stands on (from 1, turned by `turn` degrees), its box, and the baseline of its line, in
    points from the top, and the size of the line's type. `displayed` says that no text stands beside it.
    """
    page: int
    turn: int
    box: Box
    base: float
    size: float
    displayed: bool
    chars: list[Any] = field(default_factory=list, repr=False)


def formulas(page: Any, chars: list[Any], turn: int) -> list[Formula]:
    """The formulas among the letters of a page, as pdfplumber has both; boxes are the page's own."""
    strokes = _strokes(page)
    seeds = _seeds(chars, strokes) if strokes or any(_is_sign(c["text"]) for c in chars) else []
    if not seeds:
        return []
    lines = _Lines(chars)
    free = [c for c in chars if c["text"].strip() and not HAN.match(c["text"]) and not lines.holds(c)]
    out: list[Formula] = []
    for seed in seeds:
        if any(_touch(seed, f.box, 0.0, 0.0) for f in out):
            continue
        made = _made(page, turn, seed, chars, free, strokes, lines)
        if made is not None:
            out.append(made)
    return _apart(out)


def mark(number: int) -> str:
    """The character that stands for a formula, by its number from 0."""
    return chr(0xF0000 + number)


def number_of(mark: str) -> int:
    """The number of the formula that a character stands for."""
    return ord(mark) - 0xF0000


def _is_sign(text: str) -> bool:
    return bool(_LARGE.match(text) or _PIECES.match(text))


def _strokes(page: Any) -> list[Box]:
    """The short lines of a page, level or not: strokes of fractions and roots, but no sides of tables."""
    found = [(s["x0"], s["top"], s["x1"], s["bottom"]) for s in [*page.lines, *page.rects, *page.curves]
             if min(s["height"], s["width"]) < _THIN or s["object_type"] == "curve"]
    ends = Counter((round(x), round(y)) for x0, top, x1, bottom in found for x, y in {(x0, top), (x1, bottom)})
    inner = lambda s: s[3] - s[1] < _THIN and all(ends[round(x), round(y)] > 1 for x, y in (s[:2], s[2:]))
    return [s for s in found if s[2] - s[0] < _WIDE * page.width and s[3] - s[1] < _HIGH * page.height
            and not inner(s)]


def _seeds(chars: list[Any], strokes: list[Box]) -> list[Box]:
    """The boxes from which formulas grow."""
    seeds = []
    ordered = sorted(chars, key=_base)
    bases, reach = [_base(c) for c in ordered], 1.7 * max((c["size"] for c in chars), default=0.0)
    for stroke in strokes:
        if stroke[3] - stroke[1] < _THIN and stroke[2] - stroke[0] > 2:
            near = ordered[bisect_left(bases, stroke[1] - reach):bisect_left(bases, stroke[1] + reach)]
            parts = _fraction(near, stroke) or _root(near, strokes, stroke)
            seeds += [_union([stroke, *map(_box, parts)])] if parts else []
    for c in chars:
        if _PIECES.match(c["text"]):
            seeds.append(_box(c))
        elif _LARGE.match(c["text"]) and (limits := _limits(chars, c)):
            seeds.append(_union(map(_box, [c, *limits])))
    return seeds


def _fraction(chars: list[Any], stroke: Box) -> list[Any]:
    """What stands over and under a line that is a stroke of a fraction; nothing where it is another line."""
    x0, y, x1, _ = stroke
    near = [c for c in chars if x0 - 1 <= (c["x0"] + c["x1"]) / 2 <= x1 + 1 and c["text"].strip()
            and abs(_base(c) - y) < 1.7 * c["size"]]
    size = max((c["size"] for c in near), default=0.0)
    over = [c for c in near if -0.1 * size < y - _base(c) < 0.8 * size]
    under = [c for c in near if 0.4 * size < _base(c) - y < 1.4 * size]
    if not over or not under:
        return []
    sides = [(min(c["x0"] for c in part), max(c["x1"] for c in part)) for part in (over, under)]
    widest = max(b - a for a, b in sides)
    if x1 - x0 > widest + 1.2 * size or any(abs(a + b - x0 - x1) > max(size, 0.25 * widest) for a, b in sides):
        return []
    # Letters that go on beside the line stand in a line of text that is underlined, or below one.
    for part in (over, under):
        bases = {round(_base(c)) for c in part}
        if any(round(_base(c)) in bases and -1 < gap < 0.4 * size and c["text"].strip() for c in chars
               for gap in (x0 - c["x1"], c["x0"] - x1)):
            return []
    return over + under


def _root(chars: list[Any], strokes: list[Box], line: Box) -> list[Any]:
    """What stands under a level line that a root's sign begins, a letter or a stroke, with the sign."""
    x0, y, x1, _ = line
    under = [c for c in chars if x0 - 1 <= (c["x0"] + c["x1"]) / 2 <= x1 + 1 and c["text"].strip()
             and -0.25 < (c["top"] - y) / c["size"] < 0.9 and not HAN.match(c["text"])]
    if not under:
        return []
    size = under[0]["size"]
    sign = [c for c in chars if c["text"] == _ROOT and abs(c["x1"] - x0) < 0.4 * size
            and c["top"] - size < y < c["bottom"]]
    drawn = [s for s in strokes if s[3] - s[1] > 0.5 * size and abs(s[2] - x0) < 1.5 and s[1] - 1.5 < y < s[3]
             and s[2] - s[0] < size]
    return under + sign if sign or drawn else []


def _limits(chars: list[Any], sign: Any) -> list[Any]:
    """The limits over and under a large operator, or beside it where several signs stand above one another."""
    size, middle = sign["size"], (sign["x0"] + sign["x1"]) / 2
    near = [c for c in chars if c is not sign and c["text"].strip() and c["size"] < 0.85 * size
            and not HAN.match(c["text"]) and sign["top"] - size < c["top"] < sign["bottom"] + 0.8 * size]
    stacked = [c for c in near if abs((c["x0"] + c["x1"]) / 2 - middle) < 0.9 * size
               and abs(_base(c) - _base(sign)) > 0.25 * size]
    if any(abs((c["x0"] + c["x1"]) / 2 - middle) < 0.35 * size for c in stacked):
        return stacked
    beside = [c for c in near if -0.2 * size < c["x0"] - sign["x1"] < 1.5 * size]
    high = [c for c in beside if _base(c) < _base(sign) - 0.3 * size]
    low = [c for c in beside if _base(c) > _base(sign) + 0.1 * size]
    return high + low if high and low and len(high) + len(low) > 2 else []


class _Lines:
    """The lines of Chinese on a page: their baselines, and where their characters stand."""

    def __init__(self, chars: list[Any]) -> None:
        self.rows: list[tuple[float, float, list[float]]] = []  # baseline, size, places of characters
        own: list[Any] = []
        for c in sorted((c for c in chars if HAN.match(c["text"])), key=_base):
            if own and _base(c) - _base(own[0]) > 0.25 * c["size"]:
                self._add(own)
                own = []
            own.append(c)
        self._add(own)

    def _add(self, own: list[Any]) -> None:
        if own:
            self.rows.append((statistics.median(map(_base, own)), statistics.median(c["size"] for c in own),
                              sorted((c["x0"] + c["x1"]) / 2 for c in own)))

    def holds(self, c: Any) -> bool:
        """Whether a letter stands in a line of Chinese, at its size and not far from a character."""
        return any(abs(_base(c) - base) < (0.25 if c["size"] > 0.87 * size else 0.08) * size
                   and any(abs(x - (c["x0"] + c["x1"]) / 2) < 8 * size for x in places)
                   for base, size, places in self.rows)

    def beside(self, box: Box, axis: float) -> tuple[float, float] | None:
        """The baseline and the size of the line that a formula stands in, by its axis, the height of its strokes."""
        found = [(base, size, min(max(box[0] - x, x - box[2]) / size for x in places))
                 for base, size, places in self.rows if base - 0.9 * size < axis < base + 0.15 * size]
        base, size, gap = min(found, key=lambda f: f[2], default=(0.0, 0.0, 99.0))
        return (base, size) if gap < 12 else None


def _grown(box: Box, free: list[Any], strokes: list[Box]) -> tuple[Box, list[Any]]:
    """A seed with all that touches it, and again."""
    own: list[Any] = []
    left, lines = free, strokes
    while True:
        new = [c for c in left if _touch(box, _box(c), _NEAR * c["size"], _ABOVE * c["size"])]
        drawn = [s for s in lines if _touch(box, s, 1.0, 1.0)]
        if not new and not drawn:
            return box, own
        box = _union([box, *map(_box, new), *drawn])
        own += new
        taken = {id(c) for c in new}
        left = [c for c in left if id(c) not in taken]
        lines = [s for s in lines if s not in drawn]


def _made(page: Any, turn: int, seed: Box, chars: list[Any], free: list[Any], strokes: list[Box], lines: _Lines
          ) -> Formula | None:
    """The formula that grows from a seed, with what belongs to it in its line; None where it holds Chinese, or prose.
    """
    box, own = _grown(seed, free, strokes)
    if any(HAN.match(c["text"]) and _inside(c, box) for c in chars):
        return None
    signs = [c for c in chars if c["text"].strip() and not HAN.match(c["text"])]
    while True:
        own = _joined(own, [c for c in signs if _inside(c, box)])
        if not own:
            return None
        line = lines.beside(box, _axis(box, own))
        large = max(own, key=lambda c: c["size"])
        base, size = line or (_base(large), large["size"])
        along, more = _along(box, own, chars, base, size, 0.7 if line else 3.0)
        held = {id(c) for c in more}
        wide, new = _grown(along, [c for c in free if id(c) not in held], strokes)
        if wide == box and len(more) == len(own):
            break
        box, own = wide, _joined(more, new)
    text = "".join(c["text"] for c in sorted(own, key=lambda c: (round(_base(c)), c["x0"])))
    if sum(w.lower() not in _NAMES for w in _WORD.findall(text)) >= _PROSE:
        return None
    return Formula(page.page_number, turn, box, base, size, line is None, own)


def _joined(first: list[Any], second: list[Any]) -> list[Any]:
    held = {id(c) for c in first}
    return first + [c for c in second if id(c) not in held]


def _axis(box: Box, own: list[Any]) -> float:
    """The height in the middle of a formula, around which its parts stand."""
    large = max(c["size"] for c in own)
    main = [c for c in own if c["size"] > 0.9 * large and not _LARGE.match(c["text"])]
    middle = (box[1] + box[3]) / 2
    near = [_base(c) - 0.3 * c["size"] for c in main if abs(_base(c) - 0.3 * c["size"] - middle) < 0.35 * large]
    return statistics.median(near) if near else middle


def _along(box: Box, own: list[Any], chars: list[Any], base: float, size: float, reach: float
           ) -> tuple[Box, list[Any]]:
    """The formula with the signs of its line that go on beside it, and with its number at the line's end."""
    held = {id(c) for c in own}
    row = [c for c in chars if id(c) not in held and c["text"].strip() and not _inside(c, box)
           and (abs(_base(c) - base) < 0.3 * size or box[1] < (c["top"] + c["bottom"]) / 2 < box[3])]
    ends = lambda c: HAN.match(c["text"]) or _STOP.match(c["text"]) and reach < 1
    for side in (1, -1):
        for c in sorted(row, key=lambda c: side * c["x0"]):
            gap = c["x0"] - box[2] if side > 0 else box[0] - c["x1"]
            if gap < -0.6 * size:
                continue
            if ends(c) or gap > reach * size:
                break
            own, box = [*own, c], _union([box, _box(c)])
    if reach > 1:
        held = {id(c) for c in own}
        rest = sorted((c for c in row if id(c) not in held and c["x0"] > box[2]), key=lambda c: c["x0"])
        if _NUMBER.fullmatch("".join(c["text"] for c in rest)):
            own, box = own + rest, _union([box, *map(_box, rest)])
    return box, own


def _apart(found: list[Formula]) -> list[Formula]:
    """Formulas that overlap as one, displayed where one of them is."""
    out: list[Formula] = []
    for f in found:
        for other in [o for o in out if _touch(f.box, o.box, 0.0, 0.0)]:
            out.remove(other)
            f = Formula(f.page, f.turn, _union([f.box, other.box]), f.base, f.size, f.displayed or other.displayed,
                        _joined(f.chars, other.chars))
        out.append(f)
    return out


def _base(c: Any) -> float:
    """The baseline of a letter, from the top of the page."""
    return float(c["bottom"] + c["y0"] - c["matrix"][5])


def _box(c: Any) -> Box:
    return c["x0"], c["top"], c["x1"], c["bottom"]


def _inside(c: Any, box: Box) -> bool:
    return box[0] <= (c["x0"] + c["x1"]) / 2 <= box[2] and box[1] <= (c["top"] + c["bottom"]) / 2 <= box[3]


def _touch(a: Box, b: Box, beside: float, above: float) -> bool:
    return (a[0] - beside < b[2] and b[0] < a[2] + beside and a[1] - above < b[3] and b[1] < a[3] + above)


def _union(boxes: Iterable[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
