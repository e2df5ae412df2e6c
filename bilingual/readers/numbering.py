"""The numbers that Word puts in front of list items and headings; they are computed, not part of the text."""
from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from lxml import etree

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def numbering_root(source: Any) -> Any:
    """The element with a document's lists, None where it has none."""
    try:
        return source.part.numbering_part.element
    except (NotImplementedError, KeyError):  # what python-docx does where a document has no lists
        return None


class Numbering:
    """Counts through the paragraphs of a document in order (ECMA-376, part 1, 17.9)."""

    def __init__(self, source: Any) -> None:
        self._levels: dict[str, dict[int, object]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._of_style: dict[str, tuple[str, int]] = {}
        root = numbering_root(source)
        abstract = {a.get(qn("w:abstractNumId")): {int(l.get(qn("w:ilvl"), 0)): l for l in a.iterchildren(qn("w:lvl"))}
                    for a in (root.iterchildren(qn("w:abstractNum")) if root is not None else ())}
        for num in root.iterchildren(qn("w:num")) if root is not None else ():
            link = num.find(qn("w:abstractNumId"))
            self._levels[num.get(qn("w:numId"))] = abstract.get(link.get(qn("w:val")), {}) if link is not None else {}
        for style in source.styles.element.iterchildren(qn("w:style")):
            found = _numbering(style)
            if found:
                self._of_style[style.get(qn("w:styleId"))] = found

    def next(self, paragraph: etree._Element) -> tuple[str, int]:
        """The number of the next paragraph, as figures ("3", "2.1"; "" for a bullet), and its depth from 1; 0 when it
        is in no list.
        """
        found = _numbering(paragraph)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if found is None and style is not None:
            found = self._of_style.get(style.get(qn("w:val")))
        if not found or found[0] == "0":
            return "", 0
        number, depth = found
        levels, counts = self._levels.get(number, {}), self._counts[number]
        level = levels.get(depth)
        form, pattern, start = (_value(level, "numFmt", "decimal"), _value(level, "lvlText", f"%{depth + 1}."),
                                int(_value(level, "start", "1")))
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return "", depth + 1
        figure = lambda m: _figure(counts.get(int(m[1]) - 1, 1), form if int(m[1]) - 1 == depth else "decimal")
        label = re.sub(r"%(\d)", figure, pattern)
        return re.sub(r"^[（(第]|[）).、．章节条款项]*\s*$", "", label), depth + 1


def _numbering(element: etree._Element) -> tuple[str, int] | None:
    mark = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if mark is None:
        return None
    number, level = mark.find(qn("w:numId")), mark.find(qn("w:ilvl"))
    if number is None:
        return None
    return number.get(qn("w:val")), int(level.get(qn("w:val"), 0)) if level is not None else 0


def _value(level: etree._Element, name: str, otherwise: str) -> str:
    element = level.find(qn(f"w:{name}")) if level is not None else None
    return element.get(qn("w:val"), otherwise) if element is not None else otherwise


def _figure(n: int, form: str) -> str:
    """A number as English writes it: Chinese numerals become figures."""
    if form in ("lowerLetter", "upperLetter") and 0 < n <= 26:
        return _LETTERS[n - 1] if form == "lowerLetter" else _LETTERS[n - 1].upper()
    if form in ("lowerRoman", "upperRoman"):
        out = ""
        for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
            out, n = out + sign * (n // value), n % value
        return out if form == "lowerRoman" else out.upper()
    return str(n)
