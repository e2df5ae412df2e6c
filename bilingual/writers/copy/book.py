"""EPUB: chapters as web pages, inside the same archive; everything else is copied as it is."""
from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree, html

from bilingual.model.document import Block, Document
from bilingual.readers import book
from bilingual.support.files import rewritten_archive
from bilingual.writers.copy.webpage import put


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of an e-book. Returns the addresses that it placed."""
    with zipfile.ZipFile(document.path) as archive:
        numbers = {name: n for n, name in enumerate(book.chapters(archive, document.path), 1)}
    placed: set[str] = set()

    def change(name: str, data: bytes) -> bytes | None:
        number = numbers.get(name)
        own = {ref.split("/", 1)[1]: b for ref, b in wanted.items() if ref.startswith(f"{number}/")}
        if not own:
            return None
        tree = book.chapter(data, name)
        placed.update(f"{number}/{ref}" for ref in put(book.body_of(tree), own, layout))
        html.html_to_xhtml(tree)
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>")
    rewritten_archive(document.path, path, change)
    return placed
