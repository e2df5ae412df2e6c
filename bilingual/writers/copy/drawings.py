"""The English in drawings: paragraphs of shapes, texts of charts and SmartArt, and what is said of pictures."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from bilingual.model.document import Block
from bilingual.readers import drawings
from bilingual.readers.drawings import A
from bilingual.readers.flow import Anchor, Style, Unit
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.weave import base_style, in_english

_KEPT = {f"{A}pPr", f"{A}endParaRPr"}


def put(unit: Unit, block: Block, layout: str) -> Any:
    """Put a block's English into its unit, or below it. Returns the element it stands in, None where the Chinese is
    another.

    Attributes and the short texts of charts hold one language only: with "below" and "beside" they stay.
    """
    flow = drawings.content(unit)
    if flow.text != block.text:
        return None
    if unit.attribute:
        if layout == "replace":
            _set(unit, block.target)
        return unit.element
    base = base_style(flow)
    made = [e for item in in_english(flow, block) for e in _elements(item, base)]
    target = unit.element
    if layout != "replace":
        target = deepcopy(unit.element)
        unit.element.addnext(target)
        made = [e for e in made if e.tag in (f"{A}r", f"{A}br")]
    _fill(target, made)
    return target


def diagrams(parts: list[tuple[str, Any]], wanted: dict[str, Block], layout: str) -> set[str]:
    """Put the English into charts and SmartArt. Returns the addresses placed.

    A name that occurs several times, and the picture that is kept of SmartArt, get the same English everywhere.
    """
    placed: set[str] = set()
    for number, (kind, part) in enumerate(parts):
        root = drawings.root_of(part)
        english: dict[str, Block] = {}
        for unit in list(drawings.units(root, f"{kind}{number}")):
            block = wanted.get(unit.ref)
            if block is not None:
                english[block.text] = block
                placed |= {unit.ref} if put(unit, block, layout) is not None else set()
        for value in root.iter(f"{drawings.CHART}v") if layout == "replace" else ():
            if drawings.cached(value) and (same := english.get((value.text or "").strip())):
                value.text = xml_safe(same.target)
        if kind == drawings.DIAGRAMS:
            _redrawn([p for k, p in parts if k == drawings.DRAWN], english, layout)
    return placed


def _redrawn(parts: list[Any], english: dict[str, Block], layout: str) -> None:
    for part in parts:
        for paragraph in list(drawings.root_of(part).iter(f"{A}p")):
            block = english.get(drawings.flow(paragraph).stripped().text)
            if block is not None:
                put(Unit(paragraph, ""), block, layout)


def _set(unit: Unit, text: str) -> None:
    text = xml_safe(text)
    if unit.attribute == "text()":
        unit.element.text = text
        return
    old = unit.element.get(unit.attribute)
    unit.element.set(unit.attribute, text)
    for inner in unit.element.getparent().iter("{*}cNvPr"):  # a picture says it twice
        if inner.get(unit.attribute) == old:
            inner.set(unit.attribute, text)


def _elements(item: Any, base: Style | None) -> list[Any]:
    if isinstance(item, Anchor):
        return [deepcopy(item.thing)]
    text, style = item
    style = style or base
    properties = style.data if style else None
    made = []
    for n, line in enumerate(text.split("\n")):
        if n:
            made.append(etree.Element(f"{A}br"))
        run = etree.Element(f"{A}r")
        if properties is not None:
            run.append(deepcopy(properties))
            run[0].set("lang", "en-US")
        etree.SubElement(run, f"{A}t").text = xml_safe(line)
        made.append(run)
    return made


def _fill(paragraph: etree._Element, made: list[Any]) -> None:
    for child in list(paragraph):
        if child.tag not in _KEPT:
            paragraph.remove(child)
    end = paragraph.find(f"{A}endParaRPr")
    for element in made:
        if end is not None:
            end.addprevious(element)
        else:
            paragraph.append(element)
