"""OpenDocument texts: styles, lists, tables, notes and pictures stay."""
from __future__ import annotations

from pathlib import Path

from lxml import etree

from bilingual.model.document import Block, Document
from bilingual.readers import opendocument
from bilingual.readers.opendocument import TEXT
from bilingual.support.files import rewritten_archive
from bilingual.writers.copy.elements import fill, texts
from bilingual.writers.copy.weave import in_english


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of an OpenDocument text. Returns the addresses that it placed."""
    placed: set[str] = set()

    def change(name: str, data: bytes) -> bytes | None:
        if name not in ("content.xml", "styles.xml"):
            return None
        root = opendocument.parsed(data)
        for unit in [u for u in opendocument.units(root, name) if u.ref in wanted]:
            flow = opendocument.flow(unit.element).stripped()
            if flow.text == wanted[unit.ref].text:
                _put(unit.element, in_english(flow, wanted[unit.ref]), layout)
                placed.add(unit.ref)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    rewritten_archive(document.path, path, change)
    return placed


def _put(paragraph: etree._Element, items: list, layout: str) -> None:
    target = paragraph
    if layout != "replace":
        target = paragraph.makeelement(paragraph.tag,
                                       {k: v for k, v in paragraph.attrib.items() if not k.endswith("}id")})
        paragraph.addnext(target)
        target.tail, paragraph.tail = paragraph.tail, None
        items = texts(items)
    fill(target, items, f"{TEXT}line-break")
