"""Inserted pages: the English that found no room on its page."""
from __future__ import annotations

from bilingual.writers.copy.pdf.drawing import Ink
from bilingual.writers.copy.pdf.fit import FLOOR
from bilingual.writers.copy.pdf.fonts import family
from bilingual.writers.copy.pdf.paragraphs import Paragraph
from bilingual.writers.copy.pdf.setting import DESCENT, LEADING, Set, Shape, Word, broken, placed, words

_MARGIN = 0.12         # of the page's width, on all sides
_LEAST, _MOST = 9.0, 14.0   # points: nothing here has to be small


def inserted(over: list[tuple[Paragraph, list[Word]]], number: int, width: float, height: float, ink: Ink
             ) -> list[bytes]:
    """The contents of the pages that hold what was left over of page `number`; none where nothing was."""
    if not over:
        return []
    margin = _MARGIN * width
    pages: list[list[tuple[tuple[float, ...], Set]]] = []
    at = height

    def line(text: list[Word], size: float, color: tuple[float, ...], gap: float, whole: bool) -> None:
        nonlocal at
        shape = Shape(margin, width - margin, 0.0, "left")
        for n, own in enumerate(broken(text, ((width - 2 * margin) / size,) * 2)):
            at += size * LEADING + (gap if not n else 0.0)
            if at + DESCENT * size > height - margin:
                pages.append([])
                at = margin + size
            pages[-1].append((color, placed(own, shape, at, size, n == 0, whole)))

    def heading(text: str, gap: float) -> None:
        line(words(text, [], (family(True, True),) * 2), 10.0, (0.35,), gap, True)

    heading(f"Page {number}, continued", 0.0)
    for made, rest in over:
        size = min(_MOST, max(_LEAST, made.size * FLOOR))
        if made.block.cell:
            heading("Table {}, row {}, column {}".format(*made.block.cell), 6.0)
        line(rest, size, made.color, 0.6 * size, True)
    return [ink.write(own, height) for own in pages]
