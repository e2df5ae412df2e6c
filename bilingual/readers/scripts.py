"""Superscripts and subscripts as characters: 10⁸, m², CO₂. A raised figure that is no exponent is the mark of a note.

Formatting does not reach the translation, and 10⁸ would be read as 108; characters do (Unicode 15, block 2070, and the
superscripts of Latin-1).
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

_RAISED = str.maketrans("0123456789+-−–－＋=()（）ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁺⁼⁽⁾⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−–－＋=()（）", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₋₊₌₍₎₍₎")
_EXPONENT = re.compile(r"[+\-−–－＋]?\d{1,3}[+\-−–－＋]?|[+\-−–－＋]|\d?[ni](?:[+\-−]\d)?")
_MARK = re.compile(r"[\d\s,，、*※†‡§\[\]［］()（）〔〕【】①-⑳—–-]+")
_SMALLER = 0.87  # of the line's type: what is smaller may be a superscript
_SCRIPT, _BEFORE = re.compile(r"[A-Za-z\d+=()−–-]"), re.compile(r"[A-Za-z\d)\]Α-ω′∑∏∫]")
_BESIDE = 0.35  # of the size of a small letter, to the one before it
_SIGNED = re.compile(r"[+\-−–－＋]")
# What has an exponent: a unit, also after a number or a stroke (元/m²), or a Chinese length (平方的 is written out).
_UNIT = re.compile(
    r"(?:^|[^A-Za-z])(?:[yzafpnµμumcdhkMGT]?m|ft|in|yd|mi|s|min|h|[kKM]?g|[ckm]?[mM]ol|K|cd|Hz|Pa|N|J|W|V|"
    r"[A-Za-z])$"
)
_CHINESE_UNIT = re.compile(r"(?:厘|分|毫|微|千|公)?米$|公里$")
_BASE = re.compile(r"(?:(?<!\d)10|[)）\]])$")
_NUMBER = re.compile(r"(?<![\d.年月])\d{1,2}$")
_FORMULA = re.compile(r"[A-Za-z₀-₉)]$")


def raised(before: str, text: str, linked: bool = False) -> str | None:
    """A superscript as characters, given the text before it; None where it is the mark of a note, which is no text.

    It is an exponent behind 10, a short number, a unit or a single letter, and wherever it has a sign behind letters
    (Ca²⁺); a `linked` one leads somewhere and is a mark. Letters (1st) stay as they are.
    """
    mark = text.strip()
    if not mark:
        return text
    if linked and _MARK.fullmatch(mark):
        return None
    if _EXPONENT.fullmatch(mark) and not linked:
        chemical = bool(_SIGNED.search(mark)) and bool(_FORMULA.search(before))
        if (
            chemical
            or _BASE.search(before)
            or _UNIT.search(before)
            or _CHINESE_UNIT.search(before)
            or (_NUMBER.search(before) and len(mark) == 1)
        ):
            return superscript(mark)
    return None if _MARK.fullmatch(mark) else text


def superscript(text: str) -> str:
    """Figures and signs as superscripts."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """A subscript as characters where all of it has them (CO₂), else as it is (PM2.5); never the mark of a note."""
    out = text.strip().translate(_LOWERED)
    return out if re.fullmatch("[₀-₎]+", out) else text


def attach(chars: Sequence[Any], near: float) -> None:
    """Let small letters that stand right behind a larger one, but lower or higher, stand at its height, to be read with
    it. `chars` are pdfplumber's; those that differ by less than `near` points are read together as they are.

    Where a letter was stays under "level", -1 below and 1 above, and as a box under "seen".
    """
    large = sorted((c for c in chars if c["text"].strip()), key=lambda c: c["x1"])
    ends = [c["x1"] for c in large]
    for c in sorted(chars, key=lambda c: c["x0"]):
        if not _SCRIPT.fullmatch(c["text"]):
            continue
        reach = _BESIDE * c["size"]
        beside = large[bisect_left(ends, c["x0"] - reach):bisect_left(ends, c["x0"] + reach)]
        homes = [home for base in beside for home in [base.get("base", base)]
                 if base is not c and c["size"] <= _SMALLER * home["size"] and home["top"] - reach < c["bottom"]
                 and c["top"] < home["bottom"]]
        # The letter of its own line is nearer in height than one of the line above or below.
        home = min(homes, key=lambda h: abs(c["top"] - h["top"]), default=c)
        low = c["top"] - home["top"]
        if abs(low) > near and (low < 0 or _BEFORE.match(home["text"])):
            c.update(seen=(c["x0"], c["top"], c["x1"], c["bottom"]), base=home, level=-1 if low > 0 else 1,
                     top=home["top"], bottom=home["bottom"], doctop=home["doctop"])


def printed(word: Any) -> str:
    """The text of a word on a page, as pdfplumber has it, superscripts as characters: figures that are smaller than
    their line and stand above its middle; and subscripts, which were attached to it.
    """
    size = max(c["size"] for c in word["chars"])
    if all(c["size"] > _SMALLER * size for c in word["chars"]):
        return str(word["text"])
    middle = statistics.median((c["top"] + c["bottom"]) / 2 for c in word["chars"] if c["size"] > _SMALLER * size)
    out, waiting = "", ""
    for c in [*word["chars"], None]:
        level = c.get("level", 0) if c is not None else 0
        high = level > 0 or c is not None and not level and c["size"] <= _SMALLER * size and (
            c["top"] + c["bottom"]) / 2 < middle - 0.1 * size
        if high and re.fullmatch(r"[\d+−-]", c["text"]):
            waiting += c["text"]
            continue
        out += (raised(out, waiting) or superscript(waiting)) if waiting else ""
        out, waiting = out + ("" if c is None else lowered(c["text"]) if level < 0 else c["text"]), ""
    return out
