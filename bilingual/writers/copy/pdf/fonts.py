"""The type in which English is set: the standard fonts that every PDF reader has, so that none is put into the file.

Times stands for Chinese with strokes of two widths (Song, FangSong, Kai), Helvetica for that with even ones (Hei).
Letters that these have not are looked for in Symbol and Zapf Dingbats, then without their accents; Chinese that the
English still holds is asked of the reader's own Chinese font (Adobe-GB1, ISO 32000-1, 9.7.5.2), never put in. Widths
are Adobe's, as pdfminer has them.
"""
from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pdfminer.fontmetrics import FONT_METRICS
from pikepdf import Array, Dictionary, Name

from bilingual.readers.letters import SYMBOL as SYMBOL_CODES

_FAMILIES = {(False, False): "Times-Roman", (False, True): "Times-Bold", (True, False): "Helvetica",
             (True, True): "Helvetica-Bold"}
_CODES = {character: code for code, character in SYMBOL_CODES.items() if not character.isascii()}
_AS = str.maketrans(dict(zip("'−‐‑\u00a0\u3000\u2009\u202f\t，。（）：；％～", "’–--     ,.():;%–", strict=True))
                    | {"\u200b": "", "\ufeff": ""})
_RAISED = dict(zip("⁰⁴⁵⁶⁷⁸⁹⁻", "0456789–", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+–=()", strict=True))
_SMALL = 0.62      # a raised or lowered figure to the size of type
CHINESE, SYMBOL, DINGBATS = "STSong-Light", "Symbol", "ZapfDingbats"
# Boxes and ticks: codes and widths (Adobe, ITC Zapf Dingbats; ISO 32000-1, D.6).
_TICKS = dict.fromkeys("□☐◻", (0x6F, 0.762)) | dict.fromkeys("■◼", (0x6E, 0.761)) | {
    "✓": (0x33, 0.755), "✔": (0x34, 0.846), "☑": (0x34, 0.846), "☒": (0x38, 0.677), "✗": (0x37, 0.571)}


@dataclass(frozen=True)
class Run:
    """Letters in one font: their codes and their width, in units of the size of type; those at another `level`
    small, 1 above and -1 below."""
    font: str
    codes: bytes
    width: float
    level: int = 0


def family(sans: bool, bold: bool) -> str:
    """The font that stands for a look."""
    return _FAMILIES[sans, bold]


@lru_cache(maxsize=50_000)
def runs(text: str, font: str) -> tuple[Run, ...]:
    """A text in a font and those that stand in for it."""
    out: list[Run] = []
    for c in text.translate(_AS):
        for run in _letter(c, font):
            last = out[-1] if out else None
            if last and (last.font, last.level) == (run.font, run.level):
                out[-1] = Run(run.font, last.codes + run.codes, last.width + run.width, run.level)
            else:
                out.append(run)
    return tuple(out)


@lru_cache(maxsize=10_000)
def _letter(c: str, font: str) -> tuple[Run, ...]:
    level = 1 if c in _RAISED else -1 if c in _LOWERED else 0
    c = _RAISED.get(c) or _LOWERED.get(c, c)
    try:
        code = c.encode("cp1252")
        width = FONT_METRICS[font][1].get(c, 500) / 1000
        return (Run(font, code, width * (_SMALL if level else 1), level),)
    except UnicodeEncodeError:
        pass
    if c in _CODES:
        return (Run(SYMBOL, bytes([_CODES[c]]), FONT_METRICS[SYMBOL][1].get(c, 549) / 1000),)
    if c in _TICKS:
        return (Run(DINGBATS, bytes([_TICKS[c][0]]), _TICKS[c][1]),)
    bare = "".join(b for b in unicodedata.normalize("NFKD", c) if not unicodedata.combining(b))
    if bare and bare != c and bare.isascii():
        return runs(bare, font)
    return (Run(CHINESE, c.encode("utf-16-be"), 1.0),) if ord(c) < 0x10000 else ()


def resource(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """The font as a PDF names it."""
    if name != CHINESE:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"))
        if name not in (SYMBOL, DINGBATS):
            font.Encoding = Name.WinAnsiEncoding
        return pdf.make_indirect(font)
    descriptor = pdf.make_indirect(Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{CHINESE}"), Flags=6, FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=880, StemV=93))
    inner = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name(f"/{CHINESE}"), FontDescriptor=descriptor,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=2), DW=1000))
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(f"/{CHINESE}"),
                                        Encoding=Name("/UniGB-UCS2-H"), DescendantFonts=Array([inner])))
