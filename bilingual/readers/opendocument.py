"""OpenDocument texts (.odt), read from their XML: headings, paragraphs, lists, tables, notes."""
from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from lxml import etree

from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.readers.flow import Flow, Style, Tables, Unit, fill
from bilingual.support.limits import check_archive
from bilingual.support.xml import parser

OFFICE, TEXT, TABLE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{n}:1.0}}" for n in ("office", "text", "table"))
STYLE, FO = ("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}",
             "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}")
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SPANS = (f"{TEXT}span", f"{TEXT}a")
_GONE = (f"{TEXT}tracked-changes", f"{OFFICE}annotation")
_HIDDEN = {f"{TEXT}{n}" for n in ("bookmark", "bookmark-start", "bookmark-end", "change", "change-start", "change-end",
                                  "soft-page-break", "reference-mark-start",
                                  "reference-mark-end", "toc-mark", "alphabetical-index-mark")}


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .odt file."""
    check_archive(path, "an OpenDocument text")
    try:
        with zipfile.ZipFile(path) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise BilingualError(f"{path} is protected by a password: save it without one.")
            roots = [(name, parsed(archive.read(name))) for name in ("content.xml", "styles.xml")
                     if name in archive.namelist()]
    except (KeyError, etree.XMLSyntaxError) as error:
        raise BilingualError(
            f"{path} cannot be read as an OpenDocument text ({error}): open it and save it again.") from error
    bold = {name for _, root in roots for name in bold_styles(root)}
    return fill(Document(path, "odt", []),
                (u.block(flow(u.element, bold).stripped()) for name, root in roots for u in units(root, name)))


def parsed(data: bytes) -> etree._Element:
    """The root of a part; nothing is expanded or fetched."""
    return etree.fromstring(data, parser(huge=True))


def bold_styles(root: etree._Element) -> set[str]:
    """The names of the text styles that are bold."""
    return {s.get(f"{STYLE}name") for s in root.iter(f"{STYLE}style") for p in s.iter(f"{STYLE}text-properties")
            if p.get(f"{FO}font-weight") == "bold"}


def units(root: etree._Element, name: str) -> Iterator[Unit]:
    """Every paragraph of content.xml in the order of the page, notes behind the paragraph that refers to them; of
    styles.xml headers and footers.
    """
    tables = Tables(f"{TABLE}table", f"{TABLE}table-row")
    inside = root.find(f".//{OFFICE}body") if name == "content.xml" else root.find(f".//{OFFICE}master-styles")
    for n, element in enumerate(inside.iter(*PARAGRAPHS) if inside is not None else (), 1):
        above = [a.tag for a in element.iterancestors()]
        if any(t in _GONE for t in above):
            continue
        ref = f"{name[0]}{n}"
        cell = next(element.iterancestors(f"{TABLE}table-cell"), None)
        if name != "content.xml":
            yield Unit(element, ref, "margin")
        elif f"{TEXT}note-body" in above:
            yield Unit(element, ref, "note")
        elif cell is not None:
            column = 1 + sum(1 for _ in cell.itersiblings(preceding=True))
            yield Unit(element, ref, "cell", cell=(*tables.place(cell), column))
        elif element.tag == f"{TEXT}h":
            yield Unit(element, ref, "heading", int(element.get(f"{TEXT}outline-level", 1)))
        elif f"{TEXT}list" in above:
            yield Unit(element, ref, "item", above.count(f"{TEXT}list"))
        else:
            style = element.get(f"{TEXT}style-name", "")
            kind = ("heading" if style in ("Title", "Subtitle") else "quotation" if style.startswith("Quot")
                    else "paragraph")
            yield Unit(element, ref, kind, 1 if kind == "heading" else 0)


def flow(paragraph: etree._Element, bold: Collection[str] = frozenset()) -> Flow:
    """A paragraph's text in its styles: a style is the spans and links around the text.

    Notes, frames and fields are anchors.
    """
    out = Flow()

    def walk(node: etree._Element, path: tuple) -> None:
        out.add(node.text or "", _style(path, bold))
        for child in node:
            if child.tag in SPANS:
                walk(child, (*path, child))
            elif child.tag == f"{TEXT}s":
                out.add(" " * int(child.get(f"{TEXT}c", 1)), _style(path, bold))
            elif child.tag == f"{TEXT}tab":
                out.add(" ", _style(path, bold))
            elif child.tag == f"{TEXT}line-break":
                out.add("\v", _style(path, bold))
            elif child.tag not in _HIDDEN:
                out.anchor(child)
            out.add(child.tail or "", _style(path, bold))
    walk(paragraph, ())
    return out.collapsed()


def _style(path: tuple, bold: Collection[str]) -> Style:
    return Style(tuple((e.tag, tuple(sorted(e.attrib.items()))) for e in path), path,
                 bold=any(e.get(f"{TEXT}style-name") in bold for e in path))
