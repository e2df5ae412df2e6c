"""EPUB: chapters as web pages, titles and tables of contents, inside the same archive; the rest is copied as it is."""
from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree, html

from bilingual.model.document import Block, Document
from bilingual.readers import book
from bilingual.support.files import rewritten_archive
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.mark import sent
from bilingual.writers.copy.webpage import put, say


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of an e-book. Returns the addresses that it placed."""
    with zipfile.ZipFile(document.path) as archive:
        numbers = {name: n for n, name in enumerate(book.chapters(archive, document.path), 1)}
        names = set(book.around(archive, document.path))
    by_text = {b.text: b.target for b in wanted.values()}
    placed: set[str] = set()
    said = sent(document)

    def change(name: str, data: bytes) -> bytes | None:
        if name in names and layout == "replace":
            return _named(book.parsed(data), by_text)
        number = numbers.get(name)
        own = {ref.split("/", 1)[1]: b for ref, b in wanted.items() if ref.startswith(f"{number}/")}
        last = bool(said) and number == len(numbers)
        if not own and not last:
            return None
        tree = book.chapter(data, name)
        placed.update(f"{number}/{ref}" for ref in put(book.body_of(tree), own, layout))
        if last:
            say(book.body_of(tree), said)
        if layout == "replace":
            tree.set("lang", "en")
            for title in tree.iter("title"):
                title.text = xml_safe(by_text.get(book.label(title), title.text or ""))
        html.html_to_xhtml(tree)
        tree.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", None)
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>")
    rewritten_archive(document.path, path, change)
    if layout != "replace":  # names of chapters are in one language
        return placed | {ref for ref in wanted if ref.startswith("around/")}
    return placed | {ref for ref, b in wanted.items() if ref.startswith("around/") and b.target}


def _named(root: etree._Element, english: dict[str, str]) -> bytes:
    """A file that names the chapters, in English."""
    for element in list(book.labels(root)):
        if new := english.get(book.label(element)):
            element[:] = []
            element.text = xml_safe(new)
    for language in root.iter("{http://purl.org/dc/elements/1.1/}language"):
        language.text = "en"
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
        if name in root.attrib:
            root.set(name, "en")
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
