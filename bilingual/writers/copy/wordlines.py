"""White space that puts a line of a Word document where it belongs: signature and date at the right, blanks to fill
in.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from bilingual.language.english import width
from bilingual.readers.flow import Flow, Style

_INDENT = 4  # columns: the two characters by which Chinese paragraphs begin, which English ones do not
_RIGHT = 0.72  # of the line's width: what ends behind it was pushed to the right
_OFF_CENTRE = 0.12  # of the line's width: what is nearer to the middle was put there
_SIZE = 21  # half-points: Word's size where a document names none in Chinese (五号)
_TAB = 420  # twips, likewise
_MAY = {
    qn(f"w:{n}")
    for n in (
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    )
}  # what stands behind w:jc


def _shown(style: Style) -> bool:
    """Whether white space in a style is seen: it is underlined, or it is what a field shows."""
    if style.fixed:
        return True
    properties = style.data.properties
    line = properties.find(qn("w:u")) if properties is not None else None
    return line is not None and line.get(qn("w:val"), "single") != "none"


def lead(flow: Flow) -> list[tuple[str, Style]]:
    """The white space in front of a stripped paragraph, where it is more than an indent."""
    text = "".join(t for t, _ in flow.lead)
    kept = "\t" in text or width(text) > _INDENT or any(_shown(s) for _, s in flow.lead)
    return [(t.replace("\u3000", "  ").replace("\n", ""), s) for t, s in flow.lead] if kept else []


def tail(flow: Flow) -> list[tuple[str, Style]]:
    """The white space behind a stripped paragraph, where it is seen."""
    return [(t, s) for t, s in flow.tail if _shown(s)]


class Lines:
    """How wide the lines of a document are, and where text in them stands."""

    def __init__(self, source: Any) -> None:
        self._sizes, self._default = _sizes(source.styles.element)
        stop = source.settings.element.find(qn("w:defaultTabStop"))
        self._tab = int(stop.get(qn("w:val"), _TAB)) / 20 if stop is not None else 36.0
        try:
            section = source.sections[-1]
            self._width = (section.page_width - section.left_margin - section.right_margin) / 12700
        except (TypeError, IndexError):  # a document that says nothing of its page
            self._width = 415.0

    def side(self, paragraph: etree._Element, flow: Flow) -> str:
        """ "right" or "center" for a line that was pushed there by spaces and tabs, else "": English needs another
        number of them.
        """
        pad = "".join(t for t, _ in flow.lead)
        if not flow.text or "\n" in flow.text or "\t" in flow.text or width(pad) <= _INDENT and "\t" not in pad:
            return ""
        if any(_shown(s) for _, s in flow.lead) or paragraph.find(f"{qn('w:pPr')}/{qn('w:tabs')}") is not None:
            return ""
        column = self._size(paragraph, flow) / 2
        start = 0.0
        for c in pad:
            start = (start // self._tab + 1) * self._tab if c == "\t" else start + column * width(c)
        end = start + column * width(flow.text)
        if end > self._width:
            return ""
        if abs(start - (self._width - end)) < _OFF_CENTRE * self._width:
            return "center"
        return "right" if end > _RIGHT * self._width else ""

    def _size(self, paragraph: etree._Element, flow: Flow) -> float:
        """The size of a paragraph's type in points."""
        properties = flow.pieces[0][1].data.properties
        own = properties.find(qn("w:sz")) if properties is not None else None
        if own is not None:
            return int(own.get(qn("w:val"), self._default)) / 2
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._sizes.get(style.get(qn("w:val")) if style is not None else "", self._default) / 2


def _sizes(styles: etree._Element) -> tuple[dict[str, int], int]:
    """The sizes that styles give, by their ids ("" is the style of paragraphs that name none), and that of the rest,
    in half-points.
    """
    own, based, ordinary = {}, {}, ""
    for style in styles.iterchildren(qn("w:style")):
        name, size, base = (
            style.get(qn("w:styleId"), ""),
            style.find(f"{qn('w:rPr')}/{qn('w:sz')}"),
            style.find(qn("w:basedOn")),
        )
        if size is not None and size.get(qn("w:val"), "").isdigit():
            own[name] = int(size.get(qn("w:val")))
        based[name] = base.get(qn("w:val")) if base is not None else ""
        if style.get(qn("w:default")) in ("1", "true") and style.get(qn("w:type")) == "paragraph":
            ordinary = name
    default = styles.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    rest = int(default.get(qn("w:val"), _SIZE)) if default is not None else _SIZE

    def found(name: str) -> int:
        for _ in range(20):
            if name in own:
                return own[name]
            name = based.get(name, "")
        return rest

    return {**{name: found(name) for name in based}, "": found(ordinary)}, rest


def align(paragraph: etree._Element, side: str) -> None:
    """Set a paragraph at a side of the line, without the indent of its first line."""
    if not side:
        return
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = OxmlElement("w:pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(qn("w:jc")):
        properties.remove(old)
    indent = properties.find(qn("w:ind"))
    for name in ("w:firstLine", "w:firstLineChars", "w:left", "w:leftChars") if indent is not None else ():
        indent.attrib.pop(qn(name), None)
    made = OxmlElement("w:jc")
    made.set(qn("w:val"), side)
    behind = next((c for c in properties if c.tag in _MAY), None)
    if behind is not None:
        behind.addprevious(made)
    else:
        properties.append(made)
