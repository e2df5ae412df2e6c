"""Spreadsheets, read by openpyxl: every cell with Chinese text, sheet by sheet; then what stands around the cells,
from the XML.

Formulas are left alone. The texts around the cells are comments, shapes, charts, headers and footers, and the lists
and hints of data validation; one that a cell has too is not read again.
"""
from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers import drawings
from bilingual.readers.flow import Flow, Style, fill
from bilingual.readers.scripts import lowered, raised
from bilingual.support.limits import check_archive
from bilingual.support.plural import counted
from bilingual.support.xml import parser

HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
HINTS = {
    "promptTitle": 32,
    "prompt": 255,
    "errorTitle": 32,
    "error": 225,
}  # of a validation, and how long Excel lets them be
# The codes of a header or footer: font, size, colour, parts, fields.
CODES = re.compile(r'(&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z&]))')
_PAGES = (re.compile(r"第\s*&P\s*页"), "Page &P"), (re.compile(r"[，,、/\s]*(?:总|共)\s*&N\s*页"), " of &N")
LITERAL = re.compile(r'"((?:[^"]|"")*)"')
DRAWN = re.compile(r"xl/(?:drawings/drawing|charts/chart|diagrams/(?:data|drawing))[^/]*\.xml$")
_COMMENTS = re.compile(r"xl/(?:comments[^/]*|comments/[^/]*|threadedComments/[^/]*)\.xml$")


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .xlsx file: a table for each sheet; cells without Chinese are not part of it."""
    import openpyxl
    check_archive(path, "a spreadsheet")
    book = openpyxl.load_workbook(path, read_only=True)
    literals: list[str] = []
    with zipfile.ZipFile(path) as archive:
        document = Document(path, "xlsx", [])
        seen: set[str] = set()
        cells = _told(_cells(book, literals, _raised(archive)), seen)
        fill(document, chain(cells, _told(_around(archive), seen, again=False)))
        document.notes += _left_alone(archive, book, [t for t in literals if t not in seen])
    book.close()
    if not document.blocks:
        raise BilingualError(f"{path} contains no Chinese text.")
    return document


def _told(blocks: Iterator[Block], seen: set[str], again: bool = True) -> Iterator[Block]:
    """The blocks, whose texts become `seen`; those of texts that were are left out where they may not come `again`."""
    for block in blocks:
        if again or block.text not in seen:
            yield block
        seen.add(block.text)


def _cells(book: Any, literals: list[str], raised_texts: dict[str, str]) -> Iterator[Block]:
    """A block for each cell with Chinese; the Chinese texts in formulas are noted."""
    for n, sheet in enumerate(book.worksheets, 1):
        for cell in (c for cells in sheet.iter_rows() for c in cells):
            if getattr(cell, "data_type", "") == "f":
                literals += [t for t in LITERAL.findall(str(cell.value)) if HAN.search(t)]
            elif isinstance(cell.value, str) and HAN.search(cell.value):
                text = cell.value.strip()
                yield Block(
                    "cell", raised_texts.get(text, text), cell=(n, cell.row, cell.column), ref=f"{n}!{cell.coordinate}"
                )


def _raised(archive: zipfile.ZipFile) -> dict[str, str]:
    """The texts of cells with superscripts or subscripts, as openpyxl has them, and with these as characters."""
    found = {}
    for name in archive.namelist():
        if (name == "xl/sharedStrings.xml" or is_sheet(name)) and b"vertAlign" in (data := archive.read(name)):
            for item in (e for e in texts(name, parsed(data)) if e.find(".//{*}vertAlign") is not None):
                plain = "".join(
                    t.text or "" for t in item.iter("{*}t") if etree.QName(t.getparent()).localname != "rPh"
                )
                found[plain.strip()] = flow(item).stripped().text
    return found


def parsed(data: bytes) -> etree._Element:
    """The root of a part; nothing is expanded or fetched."""
    return etree.fromstring(data, parser(huge=True))


def flow(item: etree._Element) -> Flow:
    """The runs of a rich text, or the one text of a plain one; phonetic readings are no text."""
    out = Flow()
    if not len(item):
        out.add(item.text or "", Style("", None))
    for child in item:
        name = etree.QName(child).localname
        if name == "t":
            out.add(child.text or "", Style("", None))
        elif name == "r":
            properties, words = child.find("{*}rPr"), "".join(t.text or "" for t in child.iter("{*}t"))
            level = properties.find("{*}vertAlign") if properties is not None else None
            if level is not None and level.get("val") in ("superscript", "subscript"):
                made = lowered(words) if level.get("val") == "subscript" else raised(out.text, words)
                if made is None:
                    out.anchor(child)
                    continue
                if made != words:
                    words, properties = made, parsed(etree.tostring(properties))
                    properties.remove(properties.find("{*}vertAlign"))
            key = etree.tostring(properties, method="c14n") if properties is not None else b""
            out.add(words, Style(key, properties))
    return out


def texts(name: str, root: etree._Element) -> Iterator[etree._Element]:
    """The elements of a part whose content is a text in runs: cells, comments."""
    if _COMMENTS.match(name):
        yield from root.iter("{*}text")
    elif name == "xl/sharedStrings.xml" or is_sheet(name):
        yield from root.iter("{*}si", "{*}is")


def numbered(header: str) -> str:
    """A header or footer with its page numbers in English (第&P页 共&N页)."""
    for pattern, english in _PAGES:
        header = pattern.sub(english, header)
    return header


def is_sheet(name: str) -> bool:
    """Whether an entry of the archive is a sheet; WPS also writes entries for the folders."""
    return name.startswith(("xl/worksheets/", "xl/chartsheets/")) and name.count("/") == 2 and name.endswith(".xml")


def choices(validation: etree._Element) -> list[str]:
    """The choices of a validation that lists them itself; none where they stand in cells."""
    formula = validation.find("{*}formula1")
    text = (formula.text or "") if formula is not None and validation.get("type") == "list" else ""
    return (
        [c.strip() for c in text[1:-1].replace('""', '"').split(",")]
        if text.startswith('"') and text.endswith('"')
        else []
    )


def _around(archive: zipfile.ZipFile) -> Iterator[Block]:
    """The Chinese texts beside the cells, each as a block; the copy finds them by their text."""
    def found(name: str, root: etree._Element) -> Iterator[tuple[str, str]]:
        if _COMMENTS.match(name):
            yield from (("comment", flow(e).stripped().text) for e in texts(name, root))
        elif DRAWN.match(name):
            yield from (("label", drawings.content(u).text) for u in drawings.units(root, ""))
            yield from (("alternative text", drawings.plain(u)) for u in drawings.said(root, "{*}cNvPr", ""))
        elif is_sheet(name):
            for header in root.iter(*(f"{{*}}{h}" for h in HEADERS)):
                yield from (("margin", t.strip()) for t in CODES.split(numbered(header.text or ""))[::2])
            for validation in root.iter("{*}dataValidation"):
                yield from (
                    ("label", t) for t in (*choices(validation), *(validation.get(h, "").strip() for h in HINTS))
                )

    for name in archive.namelist():
        if not (_COMMENTS.match(name) or DRAWN.match(name) or is_sheet(name)):
            continue
        for n, (kind, text) in enumerate(found(name, parsed(archive.read(name)))):
            if HAN.search(text):
                yield Block(kind, text, ref=f"{name}/{n}")


def _left_alone(archive: zipfile.ZipFile, book: Any, literals: list[str]) -> list[str]:
    """What has Chinese text that is not read."""
    notes = []
    if named := [s.title for s in book.worksheets if HAN.search(s.title)]:
        notes.append(f"left alone: the names of the sheets, which formulas refer to ({', '.join(named[:5])})")
    if literals:
        notes.append(f"left alone: {counted(len(literals), 'Chinese text')} in formulas that no cell has")
    pivots = [n for n in archive.namelist() if re.match(r"xl/pivotTables/[^/]+\.xml$", n)]
    if pivots:
        notes.append(
            f"left alone: the captions of {counted(len(pivots), 'pivot table')}, which show the English when refreshed"
        )
    objects = [n for n in archive.namelist() if n.startswith("xl/embeddings/") and not n.endswith("/")]
    if objects:
        notes.append(f"left alone: {counted(len(objects), 'embedded object')}")
    return notes
