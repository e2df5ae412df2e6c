"""Formulas on a page of a PDF that are more than a row of signs: fractions, roots, sums with limits, systems; and
letters with letters as indices.

They are known by what holds them together (seeds.py): a short level line with signs above and below it, a root's line,
limits of a large operator, the pieces of a tall brace. Round that seed everything grows together that touches it and
stands in no line of Chinese. What then stands in a line of text is a part of that line; anything else is displayed.
"""
from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, field
from typing import Any

from bilingual.language.han import HAN
from bilingual.readers.lines import Box
from bilingual.readers.scripts import printed
from bilingual.readers.seeds import LARGE, base_of, box_of, inside, seeds_of, strokes_of, touch, union

MARK = re.compile("[\U000f0000-\U000ffffd]")  # a formula in a text: characters of a private plane (Unicode 15, 23.5)
MOST = 0xFFFE            # of these characters
_STOP = re.compile(r"[\u3000-\u303f\uff00-\uff60\u2018-\u201d]")  # Chinese marks, at which a formula in a line ends
_NUMBER = re.compile(r"[（(]\d+(?:[.-]\d+)?[)）]")
_WORD = re.compile(r"[A-Za-z]{4,}")
_NAMES = {"sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "limsup", "liminf", "const", "mean", "rank", "diag"}
_PROSE = 4               # words of letters that no formula holds
_INDEX = 0.8             # of the Chinese type: smaller characters may be indices
_CHARACTERS = 16         # so many of them, at most
_SHORT = 6               # signs of a part of a fraction that is read as a line
_NEAR, _ABOVE = 0.3, 0.12  # sizes of type, beside and above each other: what touches


@dataclass
class Formula:
    """A formula: the page it stands on (from 1, turned by `turn` degrees), its box, and the baseline of its line, in
    points from the top, and the size of the line's type. `displayed` says that no text stands beside it; `text` is
    what it reads as in a line, where a line can say it: 1/2, Yₜ.
    """
    page: int
    turn: int
    box: Box
    base: float
    size: float
    displayed: bool
    chars: list[Any] = field(default_factory=list, repr=False)
    text: str = ""
    in_cell: bool = False  # a blank, found again by its place
    drawn: bool = False    # a picture


def formulas(page: Any, chars: list[Any], turn: int) -> list[Formula]:
    """The formulas among the letters of a page, as pdfplumber has both; boxes are the page's own."""
    strokes = strokes_of(page)
    seeds = seeds_of(page, chars, strokes)
    if not seeds:
        return []
    lines = _Lines(chars)
    free = [c for c in chars if c["text"].strip() and not lines.written(c) and not lines.holds(c)]
    out: list[Formula] = []
    for seed in seeds:
        if any(touch(seed, f.box, 0.0, 0.0) for f in out):
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


class _Lines:
    """The lines of Chinese on a page: their baselines, and where their characters stand."""

    def __init__(self, chars: list[Any]) -> None:
        self.rows: list[tuple[float, float, list[float]]] = []  # baseline, size, places of characters
        own: list[Any] = []
        sizes = [c["size"] for c in chars if HAN.match(c["text"])]
        self._least = _INDEX * statistics.median(sizes) if sizes else 0.0
        for c in sorted((c for c in chars if self.written(c)), key=base_of):
            if own and base_of(c) - base_of(own[0]) > 0.25 * c["size"]:
                self._add(own)
                own = []
            own.append(c)
        self._add(own)

    def _add(self, own: list[Any]) -> None:
        if own:
            self.rows.append((statistics.median(map(base_of, own)), statistics.median(c["size"] for c in own),
                              sorted((c["x0"] + c["x1"]) / 2 for c in own)))

    def written(self, c: Any) -> bool:
        """Whether a letter is Chinese of the text, and no index of a formula (v with a small 鼓)."""
        return bool(HAN.match(c["text"])) and c["size"] > self._least

    def holds(self, c: Any) -> bool:
        """Whether a letter stands in a line of Chinese, at its size and not far from a character."""
        return any(abs(base_of(c) - base) < (0.25 if c["size"] > 0.87 * size else 0.08) * size
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
        new = [c for c in left if touch(box, box_of(c), _NEAR * c["size"], _ABOVE * c["size"])]
        drawn = [s for s in lines if touch(box, s, 1.0, 1.0)]
        if not new and not drawn:
            return box, own
        box = union([box, *map(box_of, new), *drawn])
        own += new
        taken = {id(c) for c in new}
        left = [c for c in left if id(c) not in taken]
        lines = [s for s in lines if s not in drawn]


def _made(page: Any, turn: int, seed: Box, chars: list[Any], free: list[Any], strokes: list[Box], lines: _Lines
          ) -> Formula | None:
    """The formula that grows from a seed, with what belongs to it in its line; None where it holds Chinese, or prose.
    """
    box, own = _grown(seed, free, strokes)
    if any(lines.written(c) and inside(c, box) for c in chars):
        return None
    signs = [c for c in chars if c["text"].strip() and not lines.written(c)]
    while True:
        own = _joined(own, [c for c in signs if inside(c, box)])
        if not own:
            return None
        line = lines.beside(box, _axis(box, own))
        large = max(own, key=lambda c: c["size"])
        base, size = line or (base_of(large), large["size"])
        along, more = _along(box, own, chars, base, size, 0.7 if line else 3.0, lines)
        held = {id(c) for c in more}
        wide, new = _grown(along, [c for c in free if id(c) not in held], strokes)
        if wide == box and len(more) == len(own):
            break
        box, own = wide, _joined(more, new)
    text = _read(own)
    if sum(w.lower() not in _NAMES for w in _WORD.findall(text)) >= _PROSE or len(HAN.findall(text)) > _CHARACTERS:
        return None
    made = Formula(page.page_number, turn, box, base, size, line is None, own)
    made.text = "" if made.displayed else _in_a_line(made, [s for s in strokes if touch(box, s, 0.0, 1.0)])
    return made


def _read(chars: list[Any]) -> str:
    return "".join(c["text"] for c in sorted(chars, key=lambda c: (round(base_of(c)), c["x0"])))


def _in_a_line(made: Formula, strokes: list[Box]) -> str:
    """A formula with one fraction of a few letters and figures, and signs beside it, as a line says it: x=a/b."""
    if len(strokes) != 1:
        return ""
    x0, y, x1, _ = strokes[0]
    inside = [c for c in made.chars if x0 - 1 <= (c["x0"] + c["x1"]) / 2 <= x1 + 1]
    beside = [c for c in made.chars if c not in inside]
    parts = [c for c in inside if base_of(c) < y + 1], [c for c in inside if base_of(c) >= y + 1]
    rows = [{round(base_of(c)) for c in part} for part in parts]
    over, under = map(_read, parts)
    if any(len(row) != 1 for row in rows) or not (over + under).isalnum() or max(len(over), len(under)) > _SHORT or any(
            abs(base_of(c) - made.base) > 0.25 * made.size for c in beside):
        return ""
    before, behind = ([c for c in beside if (c["x0"] < x0) == first] for first in (True, False))
    return f"{_read(before)}{over}/{under}{_read(behind)}"


def scripts(page: int, turn: int, chars: list[Any]) -> list[Formula]:
    """Letters with letters as indices or exponents, which a line of plain letters cannot show: Tᵢ. The `chars` are
    those of one page, small ones attached to theirs.
    """
    groups: dict[int, list[Any]] = {}
    for c in chars:
        if home := c.get("base"):
            groups.setdefault(id(home), [home]).append(c)
    out = []
    for home, *small in groups.values():
        if home["text"].isalpha() and not HAN.match(home["text"]) and any(c["text"].isalpha() for c in small):
            own = [home, *sorted(small, key=lambda c: c["x0"])]
            text = printed({"chars": own, "text": "".join(c["text"] for c in own)})
            boxes = [c.get("seen", box_of(c)) for c in own]
            out.append(Formula(page, turn, union(boxes), base_of(home), home["size"], False, own, text))
    return out


def _joined(first: list[Any], second: list[Any]) -> list[Any]:
    held = {id(c) for c in first}
    return first + [c for c in second if id(c) not in held]


def _axis(box: Box, own: list[Any]) -> float:
    """The height in the middle of a formula, around which its parts stand."""
    large = max(c["size"] for c in own)
    main = [c for c in own if c["size"] > 0.9 * large and not LARGE.match(c["text"])]
    middle = (box[1] + box[3]) / 2
    near = [base_of(c) - 0.3 * c["size"] for c in main if abs(base_of(c) - 0.3 * c["size"] - middle) < 0.35 * large]
    return statistics.median(near) if near else middle


def _along(box: Box, own: list[Any], chars: list[Any], base: float, size: float, reach: float,
           lines: _Lines) -> tuple[Box, list[Any]]:
    """The formula with the signs of its line that go on beside it, and with its number at the line's end."""
    held = {id(c) for c in own}
    row = [c for c in chars if id(c) not in held and c["text"].strip() and not inside(c, box)
           and (abs(base_of(c) - base) < 0.3 * size or box[1] < (c["top"] + c["bottom"]) / 2 < box[3])]
    ends = lambda c: lines.written(c) or _STOP.match(c["text"]) and reach < 1
    for side in (1, -1):
        for c in sorted(row, key=lambda c: side * c["x0"]):
            gap = c["x0"] - box[2] if side > 0 else box[0] - c["x1"]
            if gap < -0.6 * size:
                continue
            if ends(c) or gap > reach * size:
                break
            own, box = [*own, c], union([box, box_of(c)])
    if reach > 1:
        held = {id(c) for c in own}
        rest = sorted((c for c in row if id(c) not in held and c["x0"] > box[2]), key=lambda c: c["x0"])
        if _NUMBER.fullmatch("".join(c["text"] for c in rest)):
            own, box = own + rest, union([box, *map(box_of, rest)])
    return box, own


def _apart(found: list[Formula]) -> list[Formula]:
    """Formulas that overlap as one, displayed where one of them is."""
    out: list[Formula] = []
    for f in found:
        for other in [o for o in out if touch(f.box, o.box, 0.0, 0.0)]:
            out.remove(other)
            f = Formula(f.page, f.turn, union([f.box, other.box]), f.base, f.size, f.displayed or other.displayed,
                        _joined(f.chars, other.chars))
        out.append(f)
    return out
