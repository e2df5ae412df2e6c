"""Formulas and blanks in lines of text: drawn once more where the English has its place for them, formulas by their own
letters and strokes.

The reader says in a block's address which formulas stand in its lines. What a page shows in such a box is taken out of
it and put into a form of its own (ISO 32000-1, 8.10), which the English draws at its size.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bilingual.model.document import Block
from bilingual.readers.blanks import CLEAR
from bilingual.readers.lines import Box
from bilingual.readers.places import Anchor, Side, anchors
from bilingual.writers.copy.pdf.content import Glyph, Rule, Sheet, Stream, inverse
from bilingual.writers.copy.pdf.setting import Drawing, Set, Word
from bilingual.writers.copy.pdf.spans import english_place
from bilingual.writers.copy.pdf.strip import only

_SLACK = 1.0      # points: strokes that reach so far out of a formula's box belong to it
_LINE = 0.6       # points: the line of a blank
_LEAST, _SHRUNK = 2.5, 0.4  # sizes of type, and the share of its width, that a blank keeps
_BLANK = re.compile("[_＿]+")
_AIR = 0.06       # sizes of type that a formula's box is wider than its letters, on each side


@dataclass(eq=False)
class Formula:
    """A formula, or a `blank`, in a paragraph's line, with its letters and strokes on the page."""
    anchor: Anchor
    blank: bool = False
    strokes: list[Rule] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    pictures: list[Stream] = field(default_factory=list)

    @property
    def seen(self) -> bool:
        """Whether the page shows something in its place."""
        return bool(self.blank or self.glyphs or self.strokes or self.pictures)

    def surrounds(self, box: Box) -> bool:
        """Whether a stroke is one of the formula's."""
        outer = self.anchor.box
        return (outer[0] - _SLACK <= box[0] and box[2] <= outer[2] + _SLACK
                and outer[1] - _SLACK <= box[1] and box[3] <= outer[3] + _SLACK)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a letter is one of the formula's."""
        x0, top, x1, bottom = self.anchor.box
        x, y = glyph.middle
        return x0 - 0.1 <= x <= x1 + 0.1 and top - 0.1 <= y <= bottom + 0.1


def in_lines(block: Block, sheets: dict[Side, Sheet]) -> list[Formula]:
    """The formulas in the lines of a block, still without their letters."""
    found = [Formula(a, bool(_BLANK.fullmatch(block.text, a.at, a.at + a.length)))
             for a in anchors(block.ref) if a.side in sheets]
    for formula in found:
        sheet = sheets[formula.anchor.side]
        formula.strokes = [r for r in sheet.strokes if formula.surrounds(r.box)]
        formula.pictures = [stream for box, stream in sheet.pictures if formula.surrounds(box)]
    return found


def drawings(block: Block, found: Iterable[Formula], size: float, alone: bool) -> list[tuple[int, int, Drawing]]:
    """The formulas and blanks, each with its place in the block's English: where it begins and ends, which is the same
    for one that is no part of the text. A formula that the English says otherwise has none. `size` is that of the
    Chinese; in a line that stands `alone` a blank at its end reaches as far as it did.
    """
    out: list[tuple[int, int, Drawing]] = []
    for formula in found:
        x0, top, x1, bottom = formula.anchor.box
        base, end = formula.anchor.base, formula.anchor.at + formula.anchor.length
        place = english_place(block, formula.anchor, formula.blank, {start for start, end, _ in out if start < end})
        width = (x1 - x0) / size
        if place is not None and formula.blank:
            last = alone and not block.text[end:].strip()
            out.append((*place, Drawing(formula, size, width, 0.0, 0.0, 0.0, min(width, max(_LEAST, _SHRUNK * width)),
                                        x1 if last else None)))
        elif place is not None:
            width += 2 * _AIR
            out.append((*place, Drawing(formula, size, width, (base - top) / size, (bottom - base) / size, _AIR,
                                        width)))
    return out


class Forms:
    """The forms that draw formulas, each made from its page as it was before anything was taken out."""

    def __init__(self, pdf: pikepdf.Pdf, sheets: dict[Side, Sheet]):
        self._pdf, self._sheets = pdf, sheets
        self._made: dict[Formula, tuple[str, Any]] = {}

    def make(self, formulas: Iterable[Formula]) -> None:
        """Make the forms of formulas, whose pages must still be as they were."""
        for formula in (f for f in formulas if not f.blank):
            sheet = self._sheets[formula.anchor.side]
            content, resources = only(self._pdf, self._pdf.pages[sheet.side.page - 1], sheet, formula.glyphs,
                                      formula.strokes, formula.pictures)
            form = self._pdf.make_stream(content, Dictionary(
                Type=Name.XObject, Subtype=Name.Form, Resources=resources,
                BBox=Array([round(v, 2) for v in _own(formula.anchor.box, sheet)])))
            self._made[formula] = f"/Formula{len(self._made)}", form

    def draw(self, word: Word, x: float, line: Set, height: float) -> str:
        """The operators that draw what a word of a line stands for, `x` points from the left of a page that is shown
        `height` points high.
        """
        drawing: Any = word.drawing
        anchor, scale = drawing.formula.anchor, line.size / drawing.size
        if drawing.formula.blank:
            down = scale * (anchor.box[3] - anchor.base - CLEAR)
            return f"{x:.2f} {height - line.baseline - down:.2f} {word.width * line.size:.2f} {_LINE:g} re f"
        sheet = self._sheets[anchor.side]
        left = x + drawing.air * line.size - scale * anchor.box[0]
        foot = height - line.baseline - scale * (sheet.height - anchor.base)
        matrix = " ".join(f"{v:g}" for v in sheet.matrix)
        name, _ = self._made[drawing.formula]
        return f"q {scale:.4f} 0 0 {scale:.4f} {left:.2f} {foot:.2f} cm {matrix} cm {name} Do Q"

    def lend(self, resources: Any) -> None:
        """Give a page's resources the forms."""
        if self._made:
            own = Dictionary(dict(resources.get("/XObject", Dictionary()).items()))
            for name, form in self._made.values():
                own[name] = form
            resources.XObject = own


def _own(box: Box, sheet: Sheet) -> Iterator[float]:
    """A box of what is shown, a little wider, in the page's own coordinates."""
    a, b, c, d, e, f = inverse(sheet.matrix)
    x0, top, x1, bottom = box[0] - _SLACK, box[1] - _SLACK, box[2] + _SLACK, box[3] + _SLACK
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((x0, sheet.height - bottom),
                                                                  (x1, sheet.height - top))]
    xs, ys = zip(*points, strict=True)
    yield from (min(xs), min(ys), max(xs), max(ys))
