"""PowerPoint: shapes, tables, pictures and run formatting stay; text shrinks to its shape where the English is longer.
"""
from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from bilingual.model.document import Block, Document
from bilingual.readers import slides
from bilingual.readers.flow import Anchor
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.weave import base_style, in_english

_KEPT = {qn("a:pPr"), qn("a:endParaRPr")}


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a presentation. Returns the addresses that it placed."""
    source = slides.opened(document.path)
    placed = set()
    for unit in [u for u in slides.units(source) if u.ref in wanted]:
        flow = slides.flow(unit.element).stripped()
        if flow.text != wanted[unit.ref].text:
            continue
        base = base_style(flow)
        made = [e for item in in_english(flow, wanted[unit.ref]) for e in _elements(item, base)]
        target = unit.element
        if layout != "replace":
            target = deepcopy(unit.element)
            unit.element.addnext(target)
            made = [e for e in made if e.tag != qn("a:fld")]
        _fill(target, made)
        _shrink(target)
        placed.add(unit.ref)
    source.save(str(path))
    return placed


def _elements(item: Any, base: Any) -> list:
    if isinstance(item, Anchor):
        return [deepcopy(item.thing)]
    text, style = item
    properties = (style or base).data if style or base else None
    made = []
    for n, line in enumerate(text.split("\n")):
        if n:
            made.append(etree.Element(qn("a:br")))
        run = etree.Element(qn("a:r"))
        if properties is not None:
            run.append(deepcopy(properties))
            run[0].set("lang", "en-US")
        etree.SubElement(run, qn("a:t")).text = xml_safe(line)
        made.append(run)
    return made


def _fill(paragraph: etree._Element, made: list) -> None:
    for child in list(paragraph):
        if child.tag not in _KEPT:
            paragraph.remove(child)
    end = paragraph.find(qn("a:endParaRPr"))
    for element in made:
        if end is not None:
            end.addprevious(element)
        else:
            paragraph.append(element)


def _shrink(paragraph: etree._Element) -> None:
    """English takes more room than Chinese: let the text of the shape shrink to fit, which PowerPoint does when it is
    next edited.
    """
    body = paragraph.getparent().find(qn("a:bodyPr"))
    if body is not None and not any(body.find(qn(f"a:{n}")) is not None for n in ("normAutofit", "spAutoFit")):
        for none in body.findall(qn("a:noAutofit")):
            body.remove(none)
        fit = etree.Element(qn("a:normAutofit"))
        body.insert(1 if body.find(qn("a:prstTxWarp")) is not None else 0, fit)
