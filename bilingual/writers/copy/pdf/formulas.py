"""Formulas in lines of text: drawn once more, by their own letters and strokes, where the English has its place for
them.

The reader says in a block's address which formulas stand in its lines. What a page shows in such a box is taken out of
it and put into a form of its own (ISO 32000-1, 8.10), which the English draws at its size.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bilingual.language.han import HAN
from bilingual.model.document import Block
from bilingual.readers.places import Anchor, Side, anchors
from bilingual.writers.copy.pdf.content import Box, Glyph, Rule, Sheet, inverse
from bilingual.writers.copy.pdf.setting import Drawing
from bilingual.writers.copy.pdf.spans import english_place
from bilingual.writers.copy.pdf.strip import only

_SLACK = 1.0      # points: strokes that reach so far out of a formula's box belong to it
_AIR = 0.06       # sizes of type that a formula's box is wider than its letters, on each side


@dataclass(eq=False)
class Formula:
    """A formula in a paragraph's line, with its letters and strokes on the page."""
    anchor: Anchor
    strokes: list[Rule] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)

    def surrounds(self, box: Box) -> bool:
        """Whether a stroke is one of the formula's."""
        outer = self.anchor.box
        return (outer[0] - _SLACK <= box[0] and box[2] <= outer[2] + _SLACK
                and outer[1] - _SLACK <= box[1] and box[3] <= outer[3] + _SLACK)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a letter is one of the formula's."""
        x0, top, x1, bottom = self.anchor.box
        x, y = glyph.middle
        return x0 - 0.1 <= x <= x1 + 0.1 and top - 0.1 <= y <= bottom + 0.1 and not HAN.match(glyph.text)


def in_lines(block: Block, sheets: dict[Side, Sheet]) -> list[Formula]:
    """The formulas in the lines of a block, still without their letters."""
    found = [Formula(a) for a in anchors(block.ref) if a.side in sheets]
    for formula in found:
        formula.strokes = [r for r in sheets[formula.anchor.side].strokes if formula.surrounds(r.box)]
    return found


def drawings(block: Block, found: Iterable[Formula], size: float) -> list[tuple[int, int, Drawing]]:
    """The formulas, each with its place in the block's English: where it begins and ends, which is the same for one
    that is no part of the text. One that the English says otherwise has none. `size` is that of the Chinese.
    """
    out: list[tuple[int, int, Drawing]] = []
    for formula in found:
        x0, top, x1, bottom = formula.anchor.box
        place = english_place(block, formula.anchor, {start for start, end, _ in out if start < end})
        if place is not None:
            out.append((*place, Drawing(formula, size, (x1 - x0) / size + 2 * _AIR,
                                        (formula.anchor.base - top) / size, (bottom - formula.anchor.base) / size,
                                        _AIR)))
    return out


class Forms:
    """The forms that draw formulas, each made from its page as it was before anything was taken out."""

    def __init__(self, pdf: pikepdf.Pdf, sheets: dict[Side, Sheet]):
        self._pdf, self._sheets = pdf, sheets
        self._made: dict[Formula, tuple[str, Any]] = {}

    def make(self, formulas: Iterable[Formula]) -> None:
        """Make the forms of formulas, whose pages must still be as they were."""
        for formula in formulas:
            sheet = self._sheets[formula.anchor.side]
            content, resources = only(self._pdf, self._pdf.pages[sheet.side.page - 1], sheet, formula.glyphs,
                                      formula.strokes)
            form = self._pdf.make_stream(content, Dictionary(
                Type=Name.XObject, Subtype=Name.Form, Resources=resources,
                BBox=Array([round(v, 2) for v in _own(formula.anchor.box, sheet)])))
            self._made[formula] = f"/Formula{len(self._made)}", form

    def draw(self, drawing: Drawing, x: float, baseline: float, size: float, height: float) -> str:
        """The operators that draw a formula at a place, in points from the top left of a page `height` points high."""
        sheet, anchor = self._sheets[drawing.formula.anchor.side], drawing.formula.anchor
        scale = size / drawing.size
        left = x + drawing.air * size - scale * anchor.box[0]
        foot = height - baseline - scale * (sheet.height - anchor.base)
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
