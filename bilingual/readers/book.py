"""EPUB books: the chapters in reading order, each read as a web page; then titles and tables of contents."""
from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers import webpage
from bilingual.readers.flow import fill
from bilingual.support.limits import check_archive
from bilingual.support.xml import parser

_CONTAINER = "META-INF/container.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .epub file. Raises BilingualError for a damaged or encrypted one."""
    check_archive(path, "an e-book")
    with zipfile.ZipFile(path) as archive:
        if "META-INF/encryption.xml" in archive.namelist() and _locked(archive.read("META-INF/encryption.xml")):
            raise BilingualError(f"{path} is encrypted (DRM): it cannot be read.")
        document = fill(Document(path, "epub", []), _blocks(archive, path))
        seen = {b.text for b in document.blocks}
        for name in around(archive, path):
            for element in labels(parsed(archive.read(name))):
                text = label(element)
                if HAN.search(text) and text not in seen:
                    seen.add(text)
                    document.blocks.append(Block("label", text, ref=f"around/{len(seen)}"))
        return document


def _locked(encryption: bytes) -> bool:
    """Whether more is encrypted than fonts, which are only made unusable elsewhere (EPUB 3.3, font obfuscation)."""
    methods = parsed(encryption).iter("{*}EncryptionMethod")
    return any(m.get("Algorithm", "") not in _FONTS for m in methods)


def around(archive: zipfile.ZipFile, path: Path) -> list[str]:
    """The files that name the chapters: the package, and the tables of contents that are no chapters themselves."""
    package, root = _package(archive, path)
    own, found = set(chapters(archive, path)), [package]
    for item in root.iterfind(".//{*}manifest/{*}item"):
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))
        contents = item.get("media-type") == "application/x-dtbncx+xml" or "nav" in item.get("properties", "").split()
        if contents and name in archive.namelist() and name not in own:
            found.append(name)
    return found


def labels(root: etree._Element) -> Iterator[etree._Element]:
    """The elements of such a file that hold a name: of the book, of a chapter."""
    for element in root.iter(
        "{http://purl.org/dc/elements/1.1/}title",
        "{http://www.daisy.org/z3986/2005/ncx/}text",
        *(f"{{http://www.w3.org/1999/xhtml}}{n}" for n in ("a", "span", "h1", "h2", "h3", "title")),
    ):
        if label(element):
            yield element


def label(element: etree._Element) -> str:
    """The name that an element holds."""
    return " ".join("".join(element.itertext()).split())


def _blocks(archive: zipfile.ZipFile, path: Path) -> Iterator[Block]:
    """The blocks of all chapters; tables are numbered through the book."""
    tables = 0
    for number, name in enumerate(chapters(archive, path), 1):
        most = tables
        body = body_of(chapter(archive.read(name), f"{path}: {name}"))
        for unit in chain(webpage.units(body), webpage.said(body)):
            block = unit.block(webpage.content(unit))
            if block.cell:
                most = max(most, tables + block.cell[0])
                block.cell = (tables + block.cell[0], *block.cell[1:])
            block.ref = f"{number}/{block.ref}"
            yield block
        tables = most


def chapters(archive: zipfile.ZipFile, path: Path) -> Iterator[str]:
    """The names of the chapters in the archive, in reading order."""
    package, root = _package(archive, path)
    files = {i.get("id"): i for i in root.iterfind(".//{*}manifest/{*}item")}
    known = set(archive.namelist())
    for reference in root.iterfind(".//{*}spine/{*}itemref"):
        item = files.get(reference.get("idref"))
        if item is not None and "html" in item.get("media-type", ""):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))
            if name in known:
                yield name


def _package(archive: zipfile.ZipFile, path: Path) -> tuple[str, etree._Element]:
    """The name and the root of the file that says what the book consists of."""
    try:
        container = parsed(archive.read(_CONTAINER))
        package = container.find(".//{*}rootfile").get("full-path")
        return package, parsed(archive.read(package))
    except (KeyError, AttributeError, etree.XMLSyntaxError) as error:
        raise BilingualError(f"{path} is no e-book, or is damaged ({error}).") from error


def parsed(data: bytes) -> etree._Element:
    """The root of an XML file; nothing is expanded or fetched."""
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
