"""OpenDocument texts: styles, lists, tables, notes and pictures stay."""
from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from bilingual.model.document import Block, Document
from bilingual.readers import opendocument
from bilingual.readers.flow import Flow
from bilingual.readers.opendocument import TEXT
from bilingual.support.files import rewritten_archive
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.elements import fill, texts
from bilingual.writers.copy.mark import sent
from bilingual.writers.copy.weave import in_english


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of an OpenDocument text. Returns the addresses that it placed."""
    placed: set[str] = set()
    styles, said = opendocument.Styles(), sent(document)
    with zipfile.ZipFile(document.path) as archive:
        for name in {"content.xml", "styles.xml"} & set(archive.namelist()):
            styles.learn(opendocument.parsed(archive.read(name)))

    def change(name: str, data: bytes) -> bytes | None:
        if name not in ("content.xml", "styles.xml"):
            return None
        root = opendocument.parsed(data)
        for unit in [u for u in opendocument.units(root, name) if u.ref in wanted]:
            flow, block = opendocument.content(unit, styles), wanted[unit.ref]
            if flow.text != block.text:
                continue
            placed.add(unit.ref)
            if not unit.attribute:
                _put(unit.element, [*_lead(flow), *in_english(flow, block)], layout)
            elif layout == "replace":
                unit.element.text = xml_safe(block.target)
        text = root.find(".//{*}body/{*}text") if said and name == "content.xml" else None
        if text is not None:
            etree.SubElement(text, f"{TEXT}p").text = xml_safe(said)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    rewritten_archive(document.path, path, change)
    return placed


def _lead(flow: Flow) -> list:
    """The tabs and spaces in front of a paragraph that are more than an indent."""
    return flow.lead if any("\t" in t or len(t) > 4 for t, _ in flow.lead) else []


def _white(text: str) -> etree._Element:
    """The element for a tab or several spaces."""
    if text == "\t":
        return etree.Element(f"{TEXT}tab")
    return etree.Element(f"{TEXT}s", {f"{TEXT}c": str(len(text))})


def _put(paragraph: etree._Element, items: list, layout: str) -> None:
    target = paragraph
    if layout != "replace":
        target = paragraph.makeelement(paragraph.tag,
                                       {k: v for k, v in paragraph.attrib.items() if not k.endswith("}id")})
        paragraph.addnext(target)
        target.tail, paragraph.tail = paragraph.tail, None
        items = texts(items)
    fill(target, items, f"{TEXT}line-break", _white)
    for field in target.iter(*opendocument.DATES):  # else it would be computed again, in Chinese
        field.set(f"{TEXT}fixed", "true")
