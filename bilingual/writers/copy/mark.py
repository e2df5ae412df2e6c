"""The mark by which a copy is known as this program's wherever it goes: a property of the file, where its format has
one.
"""
from __future__ import annotations

from pathlib import Path

from lxml import etree

from bilingual.support.files import rewritten_archive
from bilingual.support.xml import parser

PROGRAM = "bilingual"
_DC = "{http://purl.org/dc/elements/1.1/}identifier"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
ARCHIVES = {"docx", "pptx", "xlsx", "odt", "epub"}


def mark(path: Path, kind: str, made: Path) -> None:
    """Write to `made` the archive in `path` with the mark in its properties; one without properties stays without."""
    def change(name: str, data: bytes) -> bytes | None:
        if name == "docProps/core.xml":
            return _added(data, ".", _DC)
        if name == "meta.xml" and kind == "odt":
            return _added(data, "{*}meta", f"{{{_META}}}user-defined", {f"{{{_META}}}name": "program"})
        if name.endswith(".opf"):
            return _added(data, "{*}metadata", _DC)
        return None
    rewritten_archive(path, made, change)


def _added(data: bytes, where: str, tag: str, attributes: dict[str, str] | None = None) -> bytes | None:
    """The XML with the mark as one more element; None where there is no place for it, or where it has one."""
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError:
        return None
    place = root if where == "." else root.find(where)
    if place is None or any(e.text == PROGRAM for e in place.iter(tag)):
        return None
    there = place.find(tag) if where == "." else None  # Office allows one identifier
    element = there if there is not None else etree.SubElement(place, tag, attributes or {})
    element.text = PROGRAM
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
