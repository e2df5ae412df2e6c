"""The letters of a PDF as the characters they stand for.

Programs write radicals and compatibility forms for characters, letters of formulas from a block of their own, and the
codes of the font Symbol, which is Greek and mathematical (Adobe, Symbol encoding; ISO 32000-1, D.5), as private
characters.
"""
from __future__ import annotations

import re
import unicodedata

from bilingual.readers.lines import BULLET

# Radicals that look like a character and have no compatibility mapping (Unicode, EquivalentUnifiedIdeograph.txt).
_RADICALS = str.maketrans("⺠⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
                          "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟")
_SYMBOLS = re.compile("[\ue000-\uf8ff]")  # of Wingdings and the like, whose letters have no meaning but their shape
# What the font Symbol shows for its codes.
SYMBOL = dict(zip(
    (*range(0x20, 0x7F), *range(0xA0, 0xF0), *range(0xF1, 0xFF)),
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True))
_GREEK = {0xF000 + code: character for code, character in SYMBOL.items()}


# Boxes and ticks of Wingdings and Wingdings 2, which forms are made with.
_TICKS = {"": {0xF06F: "□", 0xF071: "□", 0xF072: "□", 0xF0A8: "□", 0xF0FC: "✓", 0xF0FD: "☒", 0xF0FE: "☑"},
          "2": {0xF0A3: "□", 0xF050: "✓", 0xF052: "☑", 0xF053: "☒"}}
_WINGDINGS = re.compile(r"wingdings ?-?(\d?)", re.I)


def letters(text: str, font: str) -> str:
    """What a letter in a font stands for: those of formulas as plain ones, and what the fonts Symbol and
    Wingdings mean by a code.
    """
    if "\uf020" <= text <= "\uf0ff" and "symbol" in font.lower():
        return text.translate(_GREEK)
    if "\uf020" <= text <= "\uf0ff" and (found := _WINGDINGS.search(font)):
        return text.translate(_TICKS.get(found[1], {}))
    return "".join(unicodedata.normalize("NFKC", c) if "\U0001d400" <= c <= "\U0001d7ff" or c == "ℎ" else c
                   for c in text)


def normal(text: str) -> str:
    """Radicals and compatibility forms, which some programs write into PDFs, as the characters they stand for."""
    folded = "".join(unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" else c
                     for c in text)
    return _SYMBOLS.sub(BULLET, folded.translate(_RADICALS)).replace("\u00a0", " ").strip()
