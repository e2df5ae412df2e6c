"""EPUB books: the chapters in reading order, each read as a web page."""
from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers import webpage
from bilingual.readers.flow import fill
from bilingual.support.limits import check_archive
from bilingual.support.xml import parser

_CONTAINER = "META-INF/container.xml"


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .epub file. Raises BilingualError for a damaged or encrypted one."""
    check_archive(path, "an e-book")
    with zipfile.ZipFile(path) as archive:
        if ("META-INF/encryption.xml" in archive.namelist()
            and b"fonts" not in archive.read("META-INF/encryption.xml").lower()):
            raise BilingualError(f"{path} is encrypted (DRM): it cannot be read.")
        return fill(Document(path, "epub", []), _blocks(archive, path))


def _blocks(archive: zipfile.ZipFile, path: Path) -> Iterator[Block]:
    """The blocks of all chapters; tables are numbered through the book."""
    tables = 0
    for number, name in enumerate(chapters(archive, path), 1):
        most = tables
        for unit in webpage.units(body_of(chapter(archive.read(name), f"{path}: {name}"))):
            block = unit.block(webpage.flow(unit.element))
            if block.cell:
                most = max(most, tables + block.cell[0])
                block.cell = (tables + block.cell[0], *block.cell[1:])
            block.ref = f"{number}/{block.ref}"
            yield block
        tables = most


def chapters(archive: zipfile.ZipFile, path: Path) -> Iterator[str]:
    """The names of the chapters in the archive, in reading order."""
    try:
        container = _xml(archive.read(_CONTAINER))
        package = container.find(".//{*}rootfile").get("full-path")
        root = _xml(archive.read(package))
    except (KeyError, AttributeError, etree.XMLSyntaxError) as error:
        raise BilingualError(f"{path} is no e-book, or is damaged ({error}).") from error
    files = {i.get("id"): i for i in root.iterfind(".//{*}manifest/{*}item")}
    known = set(archive.namelist())
    for reference in root.iterfind(".//{*}spine/{*}itemref"):
        item = files.get(reference.get("idref"))
        if item is not None and "html" in item.get("media-type", ""):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))
            if name in known:
                yield name


def _xml(data: bytes) -> etree._Element:
    return etree.fromstring(data, parser())


def chapter(data: bytes, where: str) -> etree._Element:
    """A chapter as a tree with plain tag names.

    Entities that XHTML files use without declaring them are read as HTML has them.
    """
    try:
        tree = html.document_fromstring(data,
                                        parser=html.XHTMLParser(resolve_entities=False, no_network=True,
                                                                load_dtd=False))
        html.xhtml_to_html(tree)
        return tree
    except etree.XMLSyntaxError:
        pass
    try:
        return html.document_fromstring(re.sub(rb"^\s*<\?xml[^>]*>", b"", data),
                                        parser=html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise BilingualError(f"{where} cannot be read ({error}).") from error


def body_of(tree: etree._Element) -> etree._Element:
    """The element that holds what a reader sees."""
    body = tree.find(".//body")
    return tree if body is None else body
