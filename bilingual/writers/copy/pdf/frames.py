"""Frames: what stands one below the other on a page without anything between, and the room it may take.

The English of a frame is set from its top, so that a short paragraph makes room for a long one. A frame reaches to what
stands below it: text, a picture, a line, the edge of the type area.
"""
from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass, field

from bilingual.readers.lines import Box
from bilingual.readers.places import Side
from bilingual.writers.copy.pdf.content import Glyph, Sheet
from bilingual.writers.copy.pdf.paragraphs import Paragraph, Part
from bilingual.writers.copy.pdf.setting import Shape

_APART = 2.6       # sizes of type between two paragraphs that stand in frames of their own
_PADDING = 2.5     # points between a cell's border and its text
_FOOT = 0.075      # of the page's height that stays empty at its foot, where a page or two do not show it
_BEYOND = 0.02     # of it: so much further than the Chinese text goes, where three pages show how far that is
_WHOLE = 0.9       # of width and height: the ground of a page, and nothing in the way
_CLEAR = 2.0       # points between a frame and what limits it


@dataclass(eq=False)
class Frame:
    """A room on a page and the parts that are set in it; `middle` for a cell whose text stands in its middle."""
    side: Side
    parts: list[Part]
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    limit: float = 0.0
    middle: bool = False
    shapes: dict[int, Shape] = field(default_factory=dict)  # by the number of the part
    gaps: list[float] = field(default_factory=list)         # in front of each part, beyond the distance of lines

    @property
    def cell(self) -> bool:
        return self.parts[0].paragraph.kind == "cell"

    @property
    def box(self) -> Box:
        return (min(p.x0 for p in self.parts), min(p.top for p in self.parts), max(p.x1 for p in self.parts),
                max(p.bottom for p in self.parts))


def frames(found: list[Paragraph], sheets: dict[Side, Sheet], taken: dict[Side, list[Glyph]]) -> list[Frame]:
    """All frames in the order in which text runs through them."""
    foot = _feet(found, sheets)
    by_side: dict[Side, list[Part]] = defaultdict(list)
    for made in found:
        for part in made.parts:
            by_side[part.place.side].append(part)
    out: list[Frame] = []
    for side in sorted(by_side):
        sheet = sheets[side]
        known = {id(g) for g in taken[side]}
        # Text may stand over what is at an angle, as the Chinese did.
        others = _rows([g for g in sheet.glyphs if id(g) not in known and g.text.strip() and g.level])
        things = [t for t in sheet.things
                  if t[2] - t[0] < _WHOLE * sheet.width or t[3] - t[1] < _WHOLE * sheet.height] + others
        own = _grouped(by_side[side], things)
        boxes = [f.box for f in own]
        for frame in own:
            _room(frame, things, [b for f, b in zip(own, boxes, strict=True) if f is not frame], sheet, foot)
            _shapes(frame)
        out += own
    return out


def _feet(found: list[Paragraph], sheets: dict[Side, Sheet]) -> float:
    """How far from the top of a page text may reach, as a share of its height."""
    reach = [p.bottom / sheets[p.place.side].height for made in found if made.kind == "text" for p in made.parts]
    pages = {p.place.side for made in found for p in made.parts}
    return min(0.97, max(reach) + _BEYOND if len(pages) > 2 and reach else max([1 - _FOOT, *reach]))


def _rows(glyphs: list[Glyph]) -> list[Box]:
    """Letters that stay, as boxes of neighbours in a line."""
    out: list[Box] = []
    for g in sorted(glyphs, key=lambda g: (round(g.baseline), g.x0)):
        if out and abs(out[-1][3] - g.bottom) < 2 and -1 <= g.x0 - out[-1][2] < g.size:
            x0, top, x1, bottom = out[-1]
            out[-1] = x0, min(top, g.top), max(x1, g.x1), max(bottom, g.bottom)
        else:
            out.append((g.x0, g.top, g.x1, g.bottom))
    return out


def _grouped(parts: list[Part], things: list[Box]) -> list[Frame]:
    alone = {id(p) for p in parts
             if not any(o is not p and o.top < p.bottom - 1 and o.bottom > p.top + 1 for o in parts)}
    out: list[Frame] = []
    for part in parts:
        if out and part.paragraph.kind == "text" and out[-1].parts[-1].paragraph.kind == "text" \
                and not any(p.paragraph.leader or p.paragraph.labels for p in (part, out[-1].parts[-1])) \
                and _follows(out[-1].parts[-1], part, things, {id(part), id(out[-1].parts[-1])} <= alone):
            out[-1].parts.append(part)
        else:
            out.append(Frame(part.place.side, [part]))
    return out


def _follows(before: Part, part: Part, things: list[Box], alone: bool) -> bool:
    """Whether a part stands right under another one, in the same column; or in another where nothing is beside them."""
    a, b = before.place, part.place
    if not alone and (abs(a.left - b.left) > 3 or abs(a.right - b.right) > 3):
        return False
    if part.top < before.bottom - 0.5 * part.paragraph.size:
        return False
    if part.top - before.bottom > _APART * max(before.paragraph.size, part.paragraph.size):
        return False
    left, right = min(a.left, b.left), max(a.right, b.right)
    return not any(before.bottom - 2 <= (t[1] + t[3]) / 2 <= part.top + 2 and t[0] < right and t[2] > left
                   for t in things)


def _room(frame: Frame, things: list[Box], others: list[Box], sheet: Sheet, foot: float) -> None:
    x0, top, x1, bottom = frame.box
    place = frame.parts[0].place
    if frame.cell:
        frame.x0, frame.x1 = place.x0 + _PADDING, place.x1 - _PADDING
        frame.top, frame.limit = place.top + 1, place.bottom - 1
        above, below = top - place.top, place.bottom - bottom
        frame.middle = abs(above - below) < max(3.0, 0.2 * (place.bottom - place.top))
        return
    left, right = min(x0, *(p.place.left for p in frame.parts)), max(x1, *(p.place.right for p in frame.parts))
    limit = max(bottom, foot * sheet.height)
    for t in things + others:
        if t[0] <= x0 + 1 and t[2] >= x1 - 1 and t[1] <= top + 1 and t[3] >= bottom - 1 and t[3] - t[1] > 3:  # around
            left, right, limit = max(left, t[0] + 3), min(right, t[2] - 3), min(limit, t[3] - _CLEAR)
        elif t[1] < bottom - 1 and t[3] > top + 1:  # beside
            if t[0] >= x1 - 1:
                right = min(right, t[0] - 2 * _CLEAR)
            elif t[2] <= x0 + 1:
                left = max(left, t[2] + 2 * _CLEAR)
    for t in things + others:
        if t[1] >= bottom - 2 and t[0] < right and t[2] > left:
            limit = min(limit, max(bottom, t[1] - _CLEAR))
    limit = bottom if frame.parts[0].paragraph.labels else limit
    frame.x0, frame.x1, frame.top, frame.limit = min(left, x0), max(right, x1), top, limit


def _shapes(frame: Frame) -> None:
    """How each part of a frame is set, and the gaps between them."""
    before: Part | None = None
    for n, part in enumerate(frame.parts):
        frame.shapes[n] = _shape(frame, part)
        gap = 0.0
        if before is not None:
            step = part.baseline(0) - before.baseline(-1)
            gap = max(0.0, step - min(part.paragraph.pitch, before.paragraph.pitch))
        frame.gaps.append(gap)
        before = part


def _shape(frame: Frame, part: Part) -> Shape:
    made, size = part.paragraph, part.paragraph.size
    width = frame.x1 - frame.x0
    edges = [part.edges(n) for n in range(len(part.lines))]
    starts, ends = [a - frame.x0 for a, _ in edges], [frame.x1 - b for _, b in edges]
    if made.leader:
        return Shape(part.x0, frame.x1, 0.0, "left")
    inner = list(zip(starts, ends, strict=True))
    if _is_centred(made, inner, width):
        return Shape(frame.x0, frame.x1, 0.0, "center")
    if len(inner) == 1 and starts[0] > 0.4 * width and ends[0] < 0.5 * starts[0]:
        return Shape(frame.x0, frame.x1 - max(0.0, ends[0]), 0.0, "right")
    if frame.cell:
        right = statistics.mean(ends) < 3 and min(starts) > 2 * size
        inset = 0.0 if right else max(0.0, min(*starts, 0.5 * size))  # as far from the border as the Chinese
        return Shape(frame.x0 + inset, frame.x1, 0.0, "right" if right else "left")
    if len(part.lines) == 1:
        whole = len(made.parts) == 1
        near = not whole or starts[0] <= 4.5 * size and made.block.kind != "heading"
        inset = 0.0 if near and not made.bullet else starts[0]
        indent = max(0.0, starts[0] - inset) if whole or part is made.parts[0] else 0.0
        full = ends[0] < 1.5 * size or made.pitch > 0 and starts[0] < 3 * size
        return Shape(frame.x0 + inset, frame.x1, indent, "justify" if full and made.kind == "text" else "left")
    inset = max(0.0, min(starts[1:]))
    indent = starts[0] - inset if part is made.parts[0] else 0.0
    full = sum(e < 1.6 * size for e in ends[:-1]) >= 0.6 * (len(ends) - 1)
    return Shape(frame.x0 + inset, frame.x1, indent, "justify" if full else "left")


def _is_centred(made: Paragraph, inner: list[tuple[float, float]], width: float) -> bool:
    """Whether lines, by the room left of and right of each, stand in the middle."""
    size, (before, after) = made.size, inner[0]
    if made.kind == "cell":
        return all(abs(a - b) < 0.6 * size for a, b in inner)
    if made.block.kind == "item":
        return False
    if made.kind == "text" and made.block.kind != "heading" and abs(before - 2 * size) < 0.3 * size \
            and abs(before - after) > 0.3 * size:  # an indent of two letters
        return False
    if any(abs(a - b) >= max(1.2 * size, 0.08 * width) for a, b in inner):
        return False
    least = min(min(pair) for pair in inner)
    if least > 1.2 * size or len(inner) == 1 and made.kind == "head":
        return True
    # A title nearly as wide as the page: no text begins a little inside its column and ends as far from its edge.
    if made.block.kind == "heading" and len(inner) == 1 and least > 0.3 * size and abs(before - after) < 0.4 * size:
        return True
    last = inner[-1]
    return (made.block.kind == "heading" and abs(last[0] - last[1]) < size < width / 12 and before > -1
            and (len(inner) == 1 or last[0] > size))
