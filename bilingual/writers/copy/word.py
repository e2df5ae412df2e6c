"""Word: runs, links, pictures, notes and fields stay; tracked changes are accepted where a paragraph is translated."""
from __future__ import annotations

from copy import deepcopy
from itertools import groupby
from pathlib import Path
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree

from bilingual.model.document import Block, Document
from bilingual.readers import drawings, ooxml, word
from bilingual.readers.numbering import numbering_root
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.drawings import diagrams, put
from bilingual.writers.copy.mark import sent
from bilingual.writers.copy.weave import in_english
from bilingual.writers.copy.wordlines import Lines, align, lead, tail
from bilingual.writers.copy.wordruns import Content, dates_in_english, to_latin

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVE = f"{_MC}AlternateContent"
_PATTERNS = {"章": "Chapter %1", "节": "Section %1", "条": "Article %1"}


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a Word document. Returns the addresses that it placed."""
    source = word.opened(document.path)
    # attributes first: fields and controls are copied with theirs
    units = sorted((u for u in word.units(source) if u.ref in wanted), key=lambda u: not u.attribute)
    lines, whole = Lines(source), layout == "replace"
    placed = set()
    for unit in units:
        block = wanted[unit.ref]
        if unit.attribute:
            placed |= {unit.ref} if put(unit, block, layout) is not None else set()
            continue
        flow = ooxml.flow(unit.element).stripped()
        if flow.text != block.text:
            continue
        side = "" if unit.cell else lines.side(unit.element, flow)
        items = [*([] if side else lead(flow)), *in_english(flow, block), *tail(flow)]
        english = Content(flow, whole).elements(items)
        if whole:
            _replace(unit.element, english)
            align(unit.element, side)
        elif (layout == "beside" and unit.element.getparent().tag == qn("w:body")
              and unit.element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None):
            unit.element.addnext(_paragraph(unit.element, english))
            unit.element.set("beside", "zh")
        else:
            unit.element.addnext(made := _paragraph(unit.element, english))
            align(made, side)
        placed.add(unit.ref)
    if layout == "beside":
        _columns(source.element.body)
    if whole:
        _numbers(source)
        for root in (source.element, *(root for _, root in word.parts(source))):
            dates_in_english(root)
    _old_copies(source)
    for fonts in source.styles.element.iter(qn("w:rFonts")):
        to_latin(fonts)
    placed |= diagrams(word.drawn(source), wanted, layout)
    if said := sent(document):
        _small(source.add_paragraph().add_run(xml_safe(said)))
    drawings.keep(source.part.package.iter_parts())
    source.save(str(path))
    return placed


def _small(run: Any) -> None:
    run.font.size, run.font.color.rgb = Pt(7.5), RGBColor(0x60, 0x60, 0x60)


def _old_copies(source: Any) -> None:
    """Text boxes are in the file twice, the second time for old programs: that copy gets what the first one has."""
    for _, root in [("", source.element), *word.parts(source)]:
        for both in list(root.iter(_ALTERNATIVE)):
            choice, fallback = both.find(f"{_MC}Choice"), both.find(f"{_MC}Fallback")
            if choice is None or fallback is None:
                continue
            for new, old in zip(
                choice.iter(qn("w:txbxContent")), list(fallback.iter(qn("w:txbxContent"))), strict=False
            ):
                old[:] = [deepcopy(e) for e in new]


def _replace(paragraph: etree._Element, english: list) -> None:
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
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
    new.extend(english)
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
