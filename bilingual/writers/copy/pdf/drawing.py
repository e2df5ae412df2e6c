"""Lines of English as the content of a PDF page."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pikepdf
from pdfminer.fontmetrics import FONT_METRICS

from bilingual.readers.lines import Box
from bilingual.writers.copy.pdf.fonts import CHINESE, DINGBATS, SYMBOL, Run, resource
from bilingual.writers.copy.pdf.formulas import Forms
from bilingual.writers.copy.pdf.setting import SPACE, Set

_RISE = {1: 0.35, -1: -0.15, 0: 0.0}  # of a figure at another level, in sizes of type
_SMALL = 0.62
_PLAIN = "Times-Roman"
_COLORS = {1: "g", 3: "rg", 4: "k"}


class Ink:
    """The fonts of one file, and how text is written with them."""

    def __init__(self, pdf: pikepdf.Pdf, forms: Forms):
        self._pdf, self._forms = pdf, forms
        self._fonts: dict[str, tuple[str, pikepdf.Object]] = {}

    def name(self, font: str) -> str:
        if font not in self._fonts:
            self._fonts[font] = f"/English{len(self._fonts)}", resource(self._pdf, font)
        return self._fonts[font][0]

    def lend(self, resources: Any) -> None:
        """Give a page's resources the fonts, and the forms of formulas."""
        fonts = pikepdf.Dictionary(dict(resources.get("/Font", pikepdf.Dictionary()).items()))
        for name, font in self._fonts.values():
            fonts[name] = font
        resources.Font = fonts
        self._forms.lend(resources)

    def write(self, lines: Iterable[tuple[tuple[float, ...], Set]], height: float,
              matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0),
              rules: Iterable[tuple[tuple[float, ...], Box]] = ()) -> bytes:
        """The operators that show lines, each in its colour, on a page that is shown `height` points high, and draw
        `rules`, boxes that are filled.

        `matrix` leads from what is shown to the page's own coordinates.
        """
        out = ["q {:g} {:g} {:g} {:g} {:g} {:g} cm".format(*matrix)]
        lines = list(lines)
        out += [f"{_painted(own)} {self._forms.draw(word, x, line, height)}"
                for own, line in lines for x, word in line.words if word.drawing]
        for own, (x0, top, x1, bottom) in rules:
            out.append(f"{_painted(own)} {x0:.2f} {height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re f")
        out.append("BT")
        color: tuple[float, ...] = ()
        for own, line in lines:
            if own != color:
                color = own
                out.append(_painted(color))
            out += self._line(line, height)
        return "\n".join([*out, "ET Q"]).encode("ascii")

    def _line(self, line: Set, height: float) -> list[str]:
        out = [f"{100 * line.stretch:g} Tz 1 0 0 1 {line.words[0][0]:.2f} {height - line.baseline:.2f} Tm"]
        font, level = "", 0
        runs: list[Run] = []
        for n, (_, word) in enumerate(line.words):
            own = list(word.runs)
            if n and word.space:  # in the font of what stands before it
                plain = [r.font for r in runs if r.font not in (CHINESE, SYMBOL, DINGBATS) and not r.level]
                own.insert(0, Run(plain[-1] if plain else _PLAIN, b" ", SPACE))
            runs += [*own, Run(_PLAIN, b"", word.width)] if word.drawing else own
        for run in runs:
            if (run.font, run.level) != (font, level):
                font, level = run.font, run.level
                out.append(f"{self.name(font)} {line.size * (_SMALL if level else 1):.2f} Tf"
                           f" {_RISE[level] * line.size:.2f} Ts")
                if font != CHINESE:
                    space = FONT_METRICS[font][1].get(" ", 250) / 1000
                    out.append(f"{line.spacing + (SPACE - space) * line.size:.3f} Tw")
            out.append(f"<{run.codes.hex()}> Tj" if run.codes else f"[{-1000 * run.width:.0f}] TJ")
        return out


def _painted(color: tuple[float, ...]) -> str:
    return " ".join(f"{c:.3g}" for c in color) + " " + _COLORS[len(color)]
