"""The marks of a copy: a property of the file that makes it known as this program's wherever it goes, where its format
has one, and what says that its text was sent to another machine.
"""
from __future__ import annotations

from pathlib import Path

from lxml import etree

from bilingual.model.document import Document
from bilingual.support.files import rewritten_archive
from bilingual.support.xml import parser

PROGRAM = "bilingual"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
ARCHIVES = {"docx", "pptx", "xlsx", "odt", "epub"}


def sent(document: Document) -> str:
    """The sentence that says where the Chinese text went; empty where it stayed on this machine.

    Every copy shows it small at its end: a module puts it there in the way of its format.
    """
    where = document.run.get("text sent to")
    return f"The Chinese text was sent to {where} to be translated." if where else ""


def mark(path: Path, kind: str, made: Path, said: str = "") -> None:
    """Write to `made` the archive in `path` with the mark, and with what is said of the text, in its properties; one
    without properties stays without.
    """
    def change(name: str, data: bytes) -> bytes | None:
        if name == "docProps/core.xml":
            return _changed(data, ".", {f"{_DC}identifier": PROGRAM, f"{_DC}description": said})
        if name == "meta.xml" and kind == "odt":
            return _changed(data, "{*}meta", {f"{{{_META}}}user-defined": PROGRAM, f"{_DC}description": said})
        if name.endswith(".opf"):
            return _changed(data, "{*}metadata", {f"{_DC}identifier": PROGRAM, f"{_DC}description": said}, again=True)
        return None
    rewritten_archive(path, made, change)


def _changed(data: bytes, where: str, marks: dict[str, str], again: bool = False) -> bytes | None:
    """The XML with the marks, texts by tag; None where there is no place for them.

    Office allows each element once, so that a description is added to; where an element may stand there `again`, the
    document's own stays as it is.
    """
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError:
        return None
    place = root if where == "." else root.find(where)
    if place is None:
        return None
    for tag, text in marks.items():
        own = place.findall(tag)
        if not text or any(text in (e.text or "") for e in own):
            continue
        named = tag == f"{{{_META}}}user-defined"
        new = again or named or not own
        element = etree.SubElement(place, tag, {f"{{{_META}}}name": "program"} if named else {}) if new else own[0]
        element.text = f"{element.text} {text}" if element.text and tag == f"{_DC}description" else text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
