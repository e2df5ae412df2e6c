"""Word: runs, links, pictures, notes and fields stay; tracked changes are accepted where a paragraph is translated."""
from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.readers import ooxml, word
from bilingual.readers.flow import Anchor, Style
from bilingual.readers.numbering import numbering_root
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.weave import base_style, in_english

LATIN = "Times New Roman"  # where a run's Latin letters would be set in a Chinese font
_CHINESE_FONTS = ("sim", "fangsong", "kaiti", "nsimsun", "stsong", "stfangsong", "stkaiti", "stheiti",
                  "microsoft yahei", "dengxian", "noto sans cjk",
                  "noto serif cjk", "source han", "fz", "mingliu", "pmingliu")
_PATTERNS = {"章": "Chapter %1", "节": "Section %1", "条": "Article %1"}


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a Word document. Returns the addresses that it placed."""
    source = word.opened(document.path)
    units = [u for u in word.units(source) if u.ref in wanted]
    placed = set()
    for unit in units:
        flow = ooxml.flow(unit.element).stripped()
        if flow.text != wanted[unit.ref].text:
            continue
        english = _english(unit.element, flow, wanted[unit.ref], deepcopy if layout != "replace"
                           else lambda thing: thing)
        if layout == "replace":
            _replace(unit.element, english)
        elif (layout == "beside" and unit.element.getparent().tag == qn("w:body")
              and unit.element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None):
            unit.element.addnext(_paragraph(unit.element, english))
            unit.element.set("beside", "zh")
        else:
            unit.element.addnext(_paragraph(unit.element, english))
        placed.add(unit.ref)
    if layout == "beside":
        _columns(source.element.body)
    if layout == "replace":
        _numbers(source)
    for part in source.part.package.iter_parts():
        if hasattr(part, "_bilingual_root"):
            part._blob = etree.tostring(part._bilingual_root, xml_declaration=True, encoding="UTF-8", standalone=True)
    source.save(str(path))
    return placed


def _english(paragraph: etree._Element, flow: Any, block: Block, take: Callable) -> list:
    """New elements for a paragraph: runs, links around runs, and the things that were between them.

    `take` copies a thing, or moves it: text boxes inside it are still to be translated.
    """
    base = base_style(flow)
    made = []
    for link, group in groupby(in_english(flow, block), key=lambda i: None if isinstance(i, Anchor) else i[1]
                               and i[1].data.link):
        elements = [e for item in group for e in _elements(item, base, take)]
        if link is None:
            made += elements
        else:
            wrapper = etree.SubElement(paragraph, link.tag, link.attrib)
            paragraph.remove(wrapper)
            wrapper.extend(elements)
            made.append(wrapper)
    return made


def _elements(item: Any, base: Style | None, take: Callable) -> list:
    if isinstance(item, Anchor):
        if not isinstance(item.thing, tuple):
            return [take(item.thing)]
        run, child = item.thing
        new = OxmlElement("w:r")
        properties = run.find(qn("w:rPr"))
        new.extend([deepcopy(properties)] if properties is not None else [])
        new.append(take(child))
        return [new]
    text, style = item
    if style is not None and style.fixed:
        return [deepcopy(e) for e in style.data.field]
    style = style or base
    return [_run(text, style.data.properties if style else None)]


def _run(text: str, properties: etree._Element) -> Any:
    run = OxmlElement("w:r")
    kept = deepcopy(properties) if properties is not None else OxmlElement("w:rPr")
    fonts, language = kept.find(qn("w:rFonts")), kept.find(qn("w:lang"))
    if fonts is not None:
        fonts.attrib.pop(qn("w:hint"), None)
        for name in (qn("w:ascii"), qn("w:hAnsi")):
            if HAN.search(fonts.get(name, "")) or fonts.get(name, "").lower().startswith(_CHINESE_FONTS):
                fonts.set(name, LATIN)
    if language is not None:
        language.set(qn("w:val"), "en-US")
    if len(kept):
        run.append(kept)
    for n, line in enumerate(text.split("\n")):
        if n:
            run.append(OxmlElement("w:br"))
        piece = OxmlElement("w:t")
        piece.text = xml_safe(line)
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(piece)
    return run


def _replace(paragraph: etree._Element, english: list) -> None:
    kept = {qn("w:pPr"), qn("w:bookmarkStart"), qn("w:bookmarkEnd")}
    for child in list(paragraph):
        if child.tag not in kept:
            paragraph.remove(child)
    last = paragraph.find(qn("w:pPr"))
    mark = last.find(f"{qn('w:rPr')}/{qn('w:ins')}") if last is not None else None
    if mark is not None:
        mark.getparent().remove(mark)
    paragraph.extend(english)


def _paragraph(paragraph: etree._Element, english: list) -> Any:
    """A paragraph like another one, with the English; without its number, its pictures and its references, which stand
    in the Chinese.
    """
    new = OxmlElement("w:p")
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None:
        properties = deepcopy(properties)
        for name in ("w:numPr", "w:sectPr", "w:pageBreakBefore", "w:rPr"):
            for found in properties.findall(qn(name)):
                properties.remove(found)
        new.append(properties)
    text = {qn("w:t"), qn("w:rPr"), qn("w:br")}
    new.extend(e for e in english if e.tag == qn("w:hyperlink") or e.tag == qn("w:r") and len(e)
               and all(c.tag in text for c in e)
               and not any(c.get(qn("w:type")) for c in e.iter(qn("w:br"))))
    return new


def _columns(body: etree._Element) -> None:
    """Each run of translated paragraphs of the body as a table of two columns."""
    children = list(body)
    paired = [c.get("beside") or i > 0 and children[i - 1].get("beside") for i, c in enumerate(children)]
    for marked, group in groupby(zip(children, paired, strict=True), key=lambda pair: bool(pair[1])):
        items = [c for c, _ in group]
        if not marked:
            continue
        table = _table()
        items[0].addprevious(table)
        for zh, en in zip(items[::2], items[1::2], strict=True):
            zh.attrib.pop("beside", None)
            row = etree.SubElement(table, qn("w:tr"))
            for paragraph in (zh, en):
                cell = etree.SubElement(row, qn("w:tc"))
                width = etree.SubElement(etree.SubElement(cell, qn("w:tcPr")), qn("w:tcW"))
                width.set(qn("w:w"), "2500")
                width.set(qn("w:type"), "pct")
                cell.append(paragraph)


def _table() -> Any:
    table = OxmlElement("w:tbl")
    properties, grid = etree.SubElement(table, qn("w:tblPr")), etree.SubElement(table, qn("w:tblGrid"))
    width = etree.SubElement(properties, qn("w:tblW"))
    width.set(qn("w:w"), "5000")
    width.set(qn("w:type"), "pct")
    for _ in range(2):
        etree.SubElement(grid, qn("w:gridCol")).set(qn("w:w"), "4600")
    return table


def _numbers(source: Any) -> None:
    """Numbers that Word computes in Chinese (一、 第一条) as figures."""
    root = numbering_root(source)
    for level in root.iter(qn("w:lvl")) if root is not None else ():
        form, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
        if (form is not None
            and ("hinese" in form.get(qn("w:val"), "")
                 or form.get(qn("w:val")) in ("ideographDigital", "taiwaneseCounting", "japaneseCounting"))):
            form.set(qn("w:val"), "decimal")
        if text is not None and (pattern := text.get(qn("w:val"), "")):
            unit = next((u for u in _PATTERNS if u in pattern), None)
            own = pattern[pattern.find("%"):][:2]
            text.set(qn("w:val"), _PATTERNS[unit].replace("%1", own) if unit and own else
                     pattern.replace("、", ".").replace("．", ".").replace("（", "(").replace("）", ")"))
