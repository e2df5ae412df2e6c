"""Drawings as Word, PowerPoint and Excel share them (DrawingML): paragraphs of shapes, the texts of charts and of
SmartArt, and what is said of pictures for those who do not see them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from bilingual.language.han import HAN
from bilingual.readers.flow import Flow, Style, Unit
from bilingual.readers.scripts import lowered, raised
from bilingual.support.xml import parser

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# types of relations; the last two are SmartArt's texts, and how it looks
CHARTS, DIAGRAMS, DRAWN = "chart", "diagramData", "diagramDrawing"
_INVISIBLE = {"lang", "altLang", "dirty", "err", "noProof", "smtClean"}
_SAID = ("descr", "title")


def root_of(part: Any) -> Any:
    """The root element of a part of python-docx or python-pptx.

    Changes to one that the library does not parse are kept by `keep`.
    """
    element = getattr(part, "_element", None)
    if element is not None:
        return element
    if not hasattr(part, "_bilingual_root"):
        part._bilingual_root = etree.fromstring(part.blob, parser(huge=True))
    return part._bilingual_root


def keep(parts: Iterable[Any]) -> None:
    """Put changed roots back into their parts."""
    for part in parts:
        if hasattr(part, "_bilingual_root"):
            part._blob = etree.tostring(part._bilingual_root, xml_declaration=True, encoding="UTF-8", standalone=True)


def drawn(parts: Iterable[Any], *kinds: str) -> list[tuple[str, Any]]:
    """The parts that some parts refer to by relations of these kinds, with the kind, in the order of their names."""
    found = {
        str(r.target_part.partname): (kind, r.target_part)
        for part in parts
        for r in part.rels.values()
        if not r.is_external and (kind := r.reltype.rsplit("/", 1)[-1]) in kinds
    }
    return [found[name] for name in sorted(found, key=lambda n: (len(n), n))]


def units(root: etree._Element, ref: str) -> Iterator[Unit]:
    """The Chinese texts of a chart or a diagram: its paragraphs, and each name of a series or a category once."""
    seen: set[str] = set()
    for n, element in enumerate(root.iter(f"{A}p", f"{CHART}v")):
        if element.tag == f"{A}p":
            if HAN.search(flow(element).text):
                yield Unit(element, f"{ref}/{n}", "label")
        elif cached(element) and (text := (element.text or "").strip()) not in seen and HAN.search(text):
            seen.add(text)
            yield Unit(element, f"{ref}/{n}", "label", attribute="text()")


def cached(value: etree._Element) -> bool:
    """Whether a chart's value is a text, as its table has it."""
    texts = {f"{CHART}{name}" for name in ("strCache", "strLit", "lvl", "tx")}
    return any(a.tag in texts for a in value.iterancestors())


def said(root: etree._Element, tag: str, ref: str) -> Iterator[Unit]:
    """What is said of pictures and shapes, in elements of the name `tag`."""
    for n, element in enumerate(root.iter(tag)):
        for name in _SAID:
            if HAN.search(element.get(name, "")):
                yield Unit(element, f"{ref}/{name}{n}", "alternative text", attribute=name)


def plain(unit: Unit) -> str:
    """The text of a unit that is an attribute, or one text without styles."""
    value = unit.element.text if unit.attribute == "text()" else unit.element.get(unit.attribute)
    return (value or "").strip()


def content(unit: Unit) -> Flow:
    """The flow of a unit, whether its text is an attribute or a paragraph."""
    if not unit.attribute:
        return flow(unit.element).stripped()
    out = Flow()
    out.add(plain(unit), Style(()))
    return out


def flow(paragraph: etree._Element) -> Flow:
    """A paragraph's text in its styles; fields (slide numbers, dates) are anchors, line breaks newlines.

    Superscripts and subscripts are characters; a raised figure that is the mark of a note is an anchor.
    """
    out = Flow()
    for child in paragraph:
        if child.tag == f"{A}r":
            properties = child.find(f"{A}rPr")
            words = "".join(t.text or "" for t in child.iter(f"{A}t")).replace("\x0b", "\n")
            level = properties.get("baseline", "0") if properties is not None else "0"
            made: str | None = words
            if level not in ("0", "", "0%"):
                made = lowered(words) if level.startswith("-") else raised(out.text, words)
            if made is None:
                out.anchor(child)
                continue
            if made != words:
                properties = etree.fromstring(etree.tostring(properties))
                properties.attrib.pop("baseline")
            out.add(made, _style(properties))
        elif child.tag == f"{A}br":
            out.add("\n", _style(child.find(f"{A}rPr")))
        elif child.tag == f"{A}fld" or child.tag.endswith(("}m", "}AlternateContent")):  # fields and equations
            out.anchor(child)
    return out


def _style(properties: etree._Element | None) -> Style:
    if properties is None:
        return Style("", None)
    attributes = tuple(sorted((k, v) for k, v in properties.attrib.items() if k not in _INVISIBLE))
    return Style(
        (attributes, b"".join(etree.tostring(c, method="c14n") for c in properties)),
        properties,
        bold=properties.get("b") in ("1", "true"),
        held=properties.find(f"{A}hlinkClick") is not None,
    )
