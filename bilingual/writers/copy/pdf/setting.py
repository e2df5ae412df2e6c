"""Setting English: words into lines of a width, lines into the room of a frame."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bilingual.language.sentences import BOXES
from bilingual.writers.copy.pdf.fonts import Run, runs

LEADING = 1.2         # from baseline to baseline, in sizes of type: the least, and the usual one of Times
LOOSEST = 1.38        # where there is room and the Chinese is set as wide
ASCENT = 0.75         # above the baseline, in sizes of type
DESCENT = 0.22        # below the baseline, in sizes of type
_BOXES = frozenset(BOXES)
_STRETCH = 1.0        # sizes of type: so much may be added to each space of a justified line
_NARROWEST = 0.6      # letters of a word that is wider than its line: to this share of their width
SPACE = 0.25          # the space of Times and, nearly, of Helvetica (0.278)


@dataclass(frozen=True, eq=False)
class Drawing:
    """What stands in a line and is no text: a `formula` that was set in a `size`; how wide it is with some `air` on
    both sides, and how far it reaches above and below the baseline, in units of that size. A blank may be narrower,
    down to the width `least`; one that has an `end`, in points from the left, reaches up to it.
    """
    formula: Any
    size: float
    width: float
    above: float
    below: float
    air: float
    least: float
    end: float | None = None


@dataclass(frozen=True)
class Word:
    """A word, its place in the English of its block, its letters, and its width in units of the size of type."""
    start: int
    end: int
    runs: tuple[Run, ...]
    width: float
    space: bool = True  # whether a space stands before it
    drawing: Drawing | None = None

    @property
    def least(self) -> float:
        """How narrow it may be."""
        return self.drawing.least if self.drawing else self.width


@dataclass
class Set:
    """A line as it is set: words with the place of each, in points from the page's top left."""
    words: list[tuple[float, Word]]
    baseline: float
    size: float
    spacing: float = 0.0  # added to every space
    stretch: float = 1.0  # of the letters' width: less where a word alone is wider than its line

    @property
    def squeezed(self) -> bool:
        return self.stretch < 1.0


def words(text: str, bold: Sequence[tuple[int, int]], fonts: tuple[str, str],
          drawings: Sequence[tuple[int, int, Drawing]] = ()) -> list[Word]:
    """The words of a text; `fonts` are the plain and the bold one. Lines may also break behind a dash or a slash.
    Each of the `drawings` stands in place of a part of the text, or between two words, behind a place in it.

    Quotation marks of typewriters become those of books, letter for letter.
    """
    text = re.sub(r'(?<![^\s(\[—–])"', "“", text).replace('"', "”")
    cuts = {at for drawing in drawings for at in drawing[:2]}
    out: list[Word] = []
    at, space = 0, False
    while at < len(text):
        if text[at].isspace():
            at, space = at + 1, True
            continue
        end = at
        while end < len(text) and (not text[end].isspace() or text[at:end].rstrip() in _BOXES):
            end += 1  # a box stays with its words
            if end in cuts or text[end - 1] in "—–/-" and end - at > 2 and text[end:end + 1].isalpha():
                break
        pieces: list[Run] = []
        cut = at
        for k in range(at + 1, end + 1):
            heavy = [any(a <= p < b for a, b in bold) for p in (k - 1, min(k, end - 1))]
            if k == end or heavy[0] != heavy[1]:
                pieces += runs(text[cut:k], fonts[heavy[0]])
                cut = k
        out.append(Word(at, end, tuple(pieces), sum(r.width for r in pieces), space and bool(out)))
        at, space = end, False
    return _with(out, text, drawings)


def _with(plain: list[Word], text: str, drawings: Sequence[tuple[int, int, Drawing]]) -> list[Word]:
    """The words with drawings between them, or in place of some: with a space around what is no part of the text."""
    out: list[Word] = []
    waiting = sorted(drawings, key=lambda d: d[:2])
    for word in plain:
        free = word.space or not text[word.start].isalnum()
        while waiting and waiting[0][1] <= word.start:
            out.append(_between(waiting.pop(0), text, bool(out)))
            word, free = word if free else replace(word, space=True), True
        if waiting and waiting[0][0] == word.start:
            out.append(replace(_between(waiting[0], text, bool(out)), space=word.space))
        if not (waiting and waiting[0][0] <= word.start):
            out.append(word)
        elif waiting[0][1] <= word.end:
            waiting.pop(0)
    return out + [_between(drawing, text, True) for drawing in waiting]


def _between(drawing: tuple[int, int, Drawing], text: str, follows: bool) -> Word:
    start, end, what = drawing
    return Word(start, end, (), what.width, follows and text[start - 1:start] not in ("(", "[", "“"), what)


def reach(line: Sequence[Word]) -> tuple[float, float]:
    """How far the drawings of a line reach above and below its baseline, in sizes of type; nothing without any."""
    own = [w.drawing for w in line if w.drawing]
    return max((d.above for d in own), default=0.0), max((d.below for d in own), default=0.0)


def broken(text: Sequence[Word], widths: tuple[float, float]) -> list[list[Word]]:
    """The words in lines; `widths` are those of the first and of the other lines, in units of the size of type.

    A word wider than its line stands alone in it.
    """
    lines: list[list[Word]] = []
    line: list[Word] = []
    used, room = 0.0, widths[0]
    for word in text:
        more = word.least + (SPACE if word.space and line else 0)
        if line and used + more > room + 1e-6:
            lines.append(line)
            line, used, room, more = [], 0.0, widths[1], word.least
        line.append(word)
        used += more
    return [*lines, line] if line else lines


@dataclass
class Shape:
    """How a paragraph is set: its edges and first indent in points, its alignment ("left", "center", "right",
    "justify").
    """
    x0: float
    x1: float
    indent: float
    align: str
    lines: list[Set] = field(default_factory=list)


def _with_room(line: Sequence[Word], room: float) -> Sequence[Word]:
    """A line with its blanks as wide as there is room for, at most as they were."""
    lack = sum(w.width + SPACE * w.space for w in line) - SPACE * line[0].space - room
    give = sum(w.width - w.least for w in line)
    if lack <= 0 or not give:
        return line
    share = min(1.0, lack / give)
    return [replace(w, width=w.width - share * (w.width - w.least)) if w.width > w.least else w for w in line]


def placed(line: Sequence[Word], shape: Shape, baseline: float, size: float, first: bool, last: bool) -> Set:
    """A line in its place."""
    left = shape.x0 + (shape.indent if first else 0.0)
    line = _with_room(line, (shape.x1 - left) / size)
    natural = sum(w.width for w in line) + SPACE * sum(w.space for w in line[1:])
    free = shape.x1 - left - natural * size
    spaces = sum(w.space for w in line[1:])
    spacing, stretch = 0.0, 1.0
    if shape.align == "justify" and not last and spaces and 0 < free <= spaces * _STRETCH * size:
        spacing = free / spaces
    elif free < 0 and spaces:
        spacing = max(free / spaces, -0.3 * SPACE * size)
    elif free < -0.02 * size and natural:
        stretch = max(_NARROWEST, (shape.x1 - left) / (natural * size))
        free = shape.x1 - left - natural * size * stretch
    x = left + {"center": free / 2, "right": free}.get(shape.align, 0.0)
    at: list[tuple[float, Word]] = []
    for n, word in enumerate(line):
        x += (SPACE * size + spacing) if n and word.space else 0.0
        if word.drawing and word.drawing.end and word is line[-1] and word.drawing.end - x > word.least * size:
            word = replace(word, width=(min(word.drawing.end, shape.x1) - x) / size)
        at.append((x, word))
        x += word.width * size * stretch
    return Set(at, baseline, size, spacing, stretch)
