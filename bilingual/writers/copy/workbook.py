"""Spreadsheets: the texts are exchanged in the file's table of texts, and nothing else is touched: formulas, charts,
widths, rich text.
"""
from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.model.document import Block, Document
from bilingual.readers.flow import Anchor, Flow, Style
from bilingual.support.files import rewritten_archive
from bilingual.support.xml import parser, xml_safe
from bilingual.writers.copy.weave import in_english

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a workbook. Returns the addresses that it placed."""
    by_text = {b.text: b for b in wanted.values()}
    placed: set[str] = set()

    def change(name: str, data: bytes) -> bytes | None:
        if name != "xl/sharedStrings.xml" and not name.startswith("xl/worksheets/"):
            return None
        root = etree.fromstring(data, parser(huge=True))
        touched = False
        for item in root.iter("{*}si", "{*}is"):
            flow = _flow(item).stripped()
            if flow.text in by_text:
                _fill(item, flow, by_text[flow.text], layout)
                placed.add(flow.text)
                touched = True
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if touched else None
    rewritten_archive(document.path, path, change)
    return {ref for ref, b in wanted.items() if b.text in placed}


def _flow(item: Any) -> Flow:
    """The runs of a rich text, or the one text of a plain one; phonetic readings are no text."""
    out = Flow()
    for child in item:
        name = etree.QName(child).localname
        if name == "t":
            out.add(child.text or "", Style("", None))
        elif name == "r":
            properties = child.find("{*}rPr")
            key = etree.tostring(properties, method="c14n") if properties is not None else b""
            out.add("".join(t.text or "" for t in child.iter("{*}t")), Style(key, properties))
    return out


def _fill(item: Any, flow: Flow, block: Block, layout: str) -> None:
    pieces = [p for p in in_english(flow, block) if not isinstance(p, Anchor)]  # a cell's text has none
    if layout != "replace":
        pieces = [*flow.pieces, ("\n", flow.pieces[-1][1]), *pieces]
    space = item.tag[:item.tag.index("}") + 1] if "}" in item.tag else ""
    rich = any(style is not None and style.data is not None for _, style in pieces)
    for child in list(item):
        item.remove(child)
    plain: list[tuple[str, Style | None]] = [("".join(t for t, _ in pieces), None)]
    for text, style in pieces if rich else plain:
        holder = etree.SubElement(item, f"{space}r") if rich else item
        if rich and style is not None and style.data is not None:
            holder.append(deepcopy(style.data))
        element = etree.SubElement(holder, f"{space}t")
        element.text = xml_safe(text)
        element.set(SPACE, "preserve")
