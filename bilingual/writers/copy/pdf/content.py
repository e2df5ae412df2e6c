"""What a page of a PDF shows, and by which operator each letter got there.

Letters are found by pdfminer, which executes the page's content; operators that show text are counted on the way, in
the page and in every form that it draws, so that exactly those of some letters can be taken out (strip.py).
"""
from __future__ import annotations

import re
from ast import literal_eval
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from bilingual.language.han import HAN
from bilingual.readers.letters import letters
from bilingual.readers.lines import THIN, Box
from bilingual.readers.pages import is_level, turn_of, turned
from bilingual.readers.places import Side

Stream = tuple[tuple[str, int], ...]  # how a content is reached: (name of the form, how often it was drawn before)

_HALF = 0.5   # of the Chinese letters: the type of the text
_HAIR = 0.5   # points: a line whose width is not said
_BOLD = re.compile(r"bold|black|heavy|demi|-[ex]?b$|粗", re.I)
_HEI = re.compile(r"(?<!ya)(?<!zen)hei(?!ti?sc-light)|(?<!雅)黑", re.I)  # a heavy type, but where all is in it
_SANS = re.compile(
    r"hei|sans|gothic|arial|helvetica|dengxian|pingfang|verdana|calibri|tahoma|wenquanyi|yuan|黑|等线|圆", re.I)
_STROKED = {2, 6}  # modes that draw the outlines of letters, too (ISO 32000-1, 9.3.6): bold of fonts that have none


@dataclass(frozen=True)
class Show:
    """An operator that shows text: the content it stands in, and which of that content's it is, from 0.

    `move` is how far it moves on, and `letters` how far each of its letters does, in thousandths of the size of type.
    """
    stream: Stream
    number: int
    move: float = field(compare=False)
    letters: tuple[float, ...] = field(compare=False)


@dataclass(slots=True)
class Glyph:
    """A letter: what it is, where it stands, its look, and which letter of which operator it is. One that is not
    `level` stands at an angle, as stamps and watermarks do; one that is not `upright` may be on its side.
    """
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    heavy: bool
    hei: bool
    sans: bool
    color: tuple[float, ...]
    level: bool
    upright: bool
    show: Show
    index: int

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Rule:
    """A line or area, the box it fills, and which of the drawing operators of its content drew it, from 0; the `width`
    of a thin level line in points.
    """
    box: Box
    stream: Stream
    number: int
    width: float


@dataclass
class Sheet:
    """A page as it is shown: its size, its letters, the boxes of pictures and drawings, and the level lines in these.

    `strokes` are all lines and areas, level or not, `pictures` all images. `shows` counts the operators for text in
    each content, `paints` those that draw paths; `matrix` leads from the page's own coordinates to those of pdfminer,
    which begin at the bottom left of what is shown. The same page is one more sheet for text that stands on its side:
    turned, so that this is upright.
    """
    side: Side
    width: float
    height: float
    matrix: tuple[float, ...]
    glyphs: list[Glyph]
    things: list[Box]
    rules: list[Rule]
    strokes: list[Rule]
    pictures: list[tuple[Box, Stream]]
    shows: Counter[Stream]
    paints: Counter[Stream]


class _Interpreter(PDFPageInterpreter):
    """Counts the operators that show text, those without a font too."""

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - pdfminer's name
        self.device.count()  # type: ignore[attr-defined]
        super().do_TJ(seq)


class _Device(PDFPageAggregator):
    """Notes of each letter which operator showed it."""

    def __init__(self, manager: PDFResourceManager):
        super().__init__(manager)
        self.letters: list[tuple[LTChar, Show, int, bool]] = []
        self.shows: Counter[Stream] = Counter()
        self.paints: Counter[Stream] = Counter()
        self.paths: list[tuple[list[Any], Stream, int]] = []
        self.pictures: list[tuple[Any, Stream]] = []
        self._inside = False
        self._at: list[tuple[Stream, Counter[str]]] = [((), Counter())]

    def count(self) -> None:
        self.shows[self._at[-1][0]] += 1

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        super().begin_figure(name, bbox, matrix)
        stream, drawn = self._at[-1]
        self._at.append(((*stream, (name, drawn[name])), Counter()))
        drawn[name] += 1

    def end_figure(self, name: str) -> None:
        super().end_figure(name)
        self._at.pop()

    def render_image(self, name: str, stream: Any) -> None:
        super().render_image(name, stream)
        self.pictures.append((self.cur_item._objs[-1], self._at[-1][0]))

    def paint_path(self, *args: Any, **more: Any) -> None:
        if self._inside:  # pdfminer draws the parts of a path one by one
            super().paint_path(*args, **more)
            return
        stream, before = self._at[-1][0], len(self.cur_item)
        self._inside = True
        super().paint_path(*args, **more)
        self._inside = False
        self.paths.append((list(self.cur_item._objs[before:]), stream, self.paints[stream]))
        self.paints[stream] += 1

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        before, start = len(self.cur_item), textstate.linematrix
        super().render_string(textstate, seq, ncs, graphicstate)
        new = [o for o in self.cur_item._objs[before:] if isinstance(o, LTChar)]
        if not new:
            return
        scaling = textstate.scaling * 0.01
        unit = (textstate.fontsize * scaling or 1.0) / 1000
        space = textstate.charspace * scaling
        blank = 0.0 if textstate.font.is_multibyte() else textstate.wordspace * scaling
        vertical = textstate.font.is_vertical()
        moved = textstate.linematrix[vertical] - start[vertical]
        stream = self._at[-1][0]
        show = Show(stream, self.shows[stream] - 1, (moved + space) / unit, tuple(
            (c.adv + space + blank * (c.get_text() == " ")) / unit for c in new))
        self.letters += [(c, show, k, textstate.render in _STROKED) for k, c in enumerate(new)]


def sheets(path: Path, wanted: set[Side]) -> dict[Side, Sheet]:
    """The pages of a file that are `wanted`, as they are turned. Hei is bold beside another type only."""
    manager, found = PDFResourceManager(), {}
    with open(path, "rb") as file:
        for number, page in enumerate(PDFPage.get_pages(file), 1):
            for side in sorted(s for s in wanted if s.page == number):
                found[side] = _sheet(manager, turned(page, side.turn), side)
    letters = [g for s in found.values() for g in s.glyphs if HAN.match(g.text)]
    if sum(g.hei for g in letters) <= _HALF * len(letters):
        for glyph in (g for s in found.values() for g in s.glyphs if g.hei):
            glyph.heavy = True
    return found


def _sheet(manager: PDFResourceManager, page: PDFPage, side: Side) -> Sheet:
    device = _Device(manager)
    _Interpreter(manager, device).process_page(page)
    layout = device.get_result()
    height = layout.height
    glyphs = [_glyph(c, show, k, stroked, height) for c, show, k, stroked in device.letters]
    things = [(t.x0, height - t.y1, t.x1, height - t.y0) for t in _things(layout)]
    rules = [Rule((o.x0, height - o.y1, o.x1, height - o.y0), stream, n,
                  o.height or o.linewidth or _HAIR) for objects, stream, n in device.paths
             if len(objects) == 1 for o in objects if o.height < THIN < o.width]
    strokes = [Rule((min(o.x0 for o in objects), height - max(o.y1 for o in objects), max(o.x1 for o in objects),
                     height - min(o.y0 for o in objects)), stream, n, 0.0)
               for objects, stream, n in device.paths if objects]
    pictures = [((p.x0, height - p.y1, p.x1, height - p.y0), stream) for p, stream in device.pictures]
    x0, y0, x1, y1 = page.mediabox
    matrix = {90: (0, -1, 1, 0, -y0, x1), 180: (-1, 0, 0, -1, x1, y1), 270: (0, 1, -1, 0, y1, -x0)}.get(
        page.rotate, (1, 0, 0, 1, -x0, -y0))
    return Sheet(side, layout.width, height, matrix, glyphs, things, rules, strokes, pictures, device.shows,
                 device.paints)


def _things(item: Any) -> Iterator[Any]:
    for child in item:
        if isinstance(child, LTFigure):
            yield from _things(child)
        elif isinstance(child, (LTImage, LTCurve)):
            yield child


def _glyph(char: LTChar, show: Show, index: int, stroked: bool, height: float) -> Glyph:
    name = _font(char.fontname)
    text, (a, b, c, d, _, _) = letters(char.get_text(), char.fontname), char.matrix  # mirrored ones are no text
    level = is_level(char.matrix)
    return Glyph(text, char.x0, height - char.y1, char.x1, height - char.y0, height - char.matrix[5], char.size,
                 stroked or bool(_BOLD.search(name)), bool(_HEI.search(name)), bool(_SANS.search(name)),
                 _color(char.graphicstate.ncolor, char.ncs),
                 level, level and not turn_of(char.matrix) and a * d > b * c, show, index)


@cache
def _font(name: str) -> str:
    """The name of a font without the mark of a part; one in GBK, which pdfminer shows as bytes, as text."""
    if name.startswith(("b'", 'b"')):
        name = literal_eval(name).decode("gbk", "replace")
    return name.partition("+")[2] or name


def _color(color: Any, space: Any) -> tuple[float, ...]:
    """A colour as gray, RGB or CMYK; black where it is a pattern."""
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(p, (int, float)) for p in parts) or len(parts) not in (1, 3, 4):
        return (0.0,)
    if len(parts) == 1 and getattr(space, "name", "") in ("Separation", "Indexed", "DeviceN"):
        return (1.0 - parts[0],) if space.name != "Indexed" and 0 <= parts[0] <= 1 else (0.0,)
    return tuple(min(1.0, max(0.0, float(p))) for p in parts)


def inverse(matrix: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that leads back."""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)
