"""Spreadsheets: texts are exchanged where they stand, and nothing else is touched: formulas, charts, widths, rich
text.

What names the text of a cell names the English one: columns of tables, texts that formulas and filters compare with,
lists to choose from. Otherwise a formula would count nothing, and Excel would want to repair the file.
"""
from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.readers import drawings, workbook
from bilingual.readers.flow import Anchor, Flow, Style
from bilingual.readers.workbook import CODES, HEADERS, HINTS, LITERAL
from bilingual.support.files import rewritten_archive
from bilingual.support.xml import xml_safe
from bilingual.writers.copy import drawings as drawn
from bilingual.writers.copy import lastsheet
from bilingual.writers.copy.mark import sent
from bilingual.writers.copy.weave import in_english

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FONT = "Times New Roman"
_LIST = 255  # characters of a list in a validation, which Excel limits
_COLUMN = re.compile(r"(.?)\[(@?)([^\[\]]+)\]", re.S)
_SPECIAL = re.compile(r"[^\w ]")
_CHANGED = re.compile(
    r"xl/(?:worksheets/|chartsheets/|tables/|pivotCache/|sharedStrings\.xml|comments|threadedComments/|workbook\.xml"
    r"|charts/|drawings/|diagrams/)"
)


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a workbook. Returns the addresses that it placed."""
    exchange = _Exchange({b.text: b for b in wanted.values()}, layout)
    with zipfile.ZipFile(document.path) as archive:
        for name in archive.namelist():
            if re.match(r"xl/tables/[^/]+\.xml$", name):
                exchange.learn(workbook.parsed(archive.read(name)))

    said = sent(document)

    def change(name: str, data: bytes) -> bytes | None:
        new = exchanged(name, data)
        return lastsheet.announced(name, new or data) or new if said else new

    def exchanged(name: str, data: bytes) -> bytes | None:
        if not _CHANGED.match(name) or not name.endswith(".xml"):
            return None
        if name != "xl/workbook.xml" and b"&#" not in data and not HAN.search(data.decode("utf-8", "ignore")):
            return None
        root = workbook.parsed(data)
        before = etree.tostring(root)
        exchange.part(name, root)
        if etree.tostring(root) == before:
            return None
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    rewritten_archive(document.path, path, change, {lastsheet.PART: lastsheet.sheet(said)} if said else None)
    return {ref for ref, b in wanted.items() if b.text in exchange.placed}


class _Exchange:
    """Chinese texts and what stands for them in the copy."""

    def __init__(self, blocks: dict[str, Block], layout: str) -> None:
        self._blocks, self._layout = blocks, layout
        self._columns: dict[str, str] = {}
        self.placed: set[str] = set()

    def _text(self, text: str) -> str | None:
        """What a cell with this text says in the copy, None where it is not translated."""
        block = self._blocks.get(text.strip())
        if block is None:
            return None
        return block.target if self._layout == "replace" else f"{block.text}\n{block.target}"

    def learn(self, table: etree._Element) -> None:
        """Take in the columns of a table. Headers of one table must differ: one that would not keeps its Chinese, in
        all cells.
        """
        used: set[str] = set()
        for column in table.iter("{*}tableColumn"):
            old = _shown(column.get("name", ""))
            new = self._text(old)
            if new is None:
                used.add(old.lower())
            elif xml_safe(new).lower() in used:
                del self._blocks[old.strip()]
            else:
                used.add(xml_safe(new).lower())
                self._columns[old] = xml_safe(new)

    def part(self, name: str, root: etree._Element) -> None:
        """Exchange the texts of a part of the workbook."""
        for item in workbook.texts(name, root):
            flow = workbook.flow(item).stripped()
            if block := self._blocks.get(flow.text):
                _fill(item, flow, block, self._layout)
                self.placed.add(flow.text)
        if workbook.is_sheet(name):
            self._sheet(root)
        elif name.startswith("xl/tables/"):
            self._table(root)
        elif name.startswith("xl/pivotCache/"):
            self._attributes(root.iter("{*}cacheField"), "name")
            self._attributes(root.iter("{*}s"), "v")
        elif workbook.DRAWN.match(name):
            self._drawing(root)
        elif name == "xl/workbook.xml":
            for defined in root.iter("{*}definedName"):
                defined.text = self._formula(defined.text or "")
            calculation = root.find("{*}calcPr")
            if calculation is not None and self._blocks:
                calculation.set("fullCalcOnLoad", "1")  # results that show Chinese are computed anew

    def _sheet(self, root: etree._Element) -> None:
        for formula in root.iter("{*}f", "{*}formula", "{*}formula1", "{*}formula2"):
            if formula.text:
                formula.text = self._formula(formula.text)
        for value in root.iterfind(".//{*}c[@t='str']/{*}v"):
            value.text = self._text(value.text or "") or value.text
        self._attributes(root.iter("{*}filter"), "val")
        self._attributes(root.iter("{*}cfRule"), "text")
        for header in root.iter(*(f"{{*}}{h}" for h in HEADERS)):
            header.text = "".join(self._header(part) for part in CODES.split(workbook.numbered(header.text or "")))
        for validation in root.iter("{*}dataValidation"):
            for hint, limit in HINTS.items():
                new = self._text(validation.get(hint, ""))
                if new and len(new) <= limit:
                    validation.set(hint, xml_safe(new))
                    self.placed.add(self._key(new))
            self._choices(validation)

    def _key(self, new: str) -> str:
        return next(text for text in self._blocks if self._text(text) == new)

    def _choices(self, validation: etree._Element) -> None:
        old = workbook.choices(validation)
        new = [self._text(c) or c for c in old]
        text = ",".join(new).replace('"', '""')
        if old and len(text) <= _LIST and not any("," in c for c in new):
            validation.find("{*}formula1").text = f'"{xml_safe(text)}"'
            self.placed |= {c for c in old if c in self._blocks}

    def _table(self, root: etree._Element) -> None:
        for column in root.iter("{*}tableColumn"):
            new = self._columns.get(_shown(column.get("name", "")))
            if new is not None:
                column.set("name", new.replace("\n", "_x000a_"))
            self._attributes([column], "totalsRowLabel")
            for formula in column:
                formula.text = self._formula(formula.text or "") or formula.text
        self._attributes(root.iter("{*}filter"), "val")

    def _attributes(self, elements: Any, name: str) -> None:
        for element in elements:
            if new := self._text(element.get(name, "")):
                element.set(name, xml_safe(new))

    def _drawing(self, root: etree._Element) -> None:
        for unit in [*drawings.units(root, ""), *drawings.said(root, "{*}cNvPr", "")]:
            block = self._blocks.get(drawings.content(unit).text)
            if block and drawn.put(unit, block, self._layout) is not None:
                self.placed.add(block.text)
        for value in root.iter(f"{drawings.CHART}v"):
            if drawings.cached(value):
                value.text = self._text(value.text or "") or value.text

    def _header(self, part: str) -> str:
        if CODES.fullmatch(part):
            bold = ",Bold" if re.search("加粗|Bold", part) else ",Regular"
            return f'&"{_FONT}{bold}"' if part.startswith('&"') and HAN.search(part) else part
        new = self._text(part)
        if new is None:
            return part
        self.placed.add(part.strip())
        lead = part[:len(part) - len(part.lstrip())] or (" " if new[:1].isdigit() else "")
        return lead + xml_safe(new).replace("&", "&&") + part[len(part.rstrip()):]

    def _formula(self, formula: str) -> str:
        """A formula that names the English: columns of tables outside its texts, and texts that cells have."""
        out, end = "", 0
        for literal in LITERAL.finditer(formula):
            new = self._text(literal[1].replace('""', '"'))
            said = '"' + xml_safe(new).replace('"', '""') + '"' if new is not None else literal.group()
            out += _COLUMN.sub(self._column, formula[end:literal.start()]) + said
            end = literal.end()
        return out + _COLUMN.sub(self._column, formula[end:])

    def _column(self, match: re.Match[str]) -> str:
        """A reference to a column. Names with special characters stand in brackets of their own (Excel, structured
        references).
        """
        new = self._columns.get(match[3])
        if new is None:
            return match.group()
        name = re.sub(r"([\[\]#'@])", r"'\1", new)
        if match[2]:
            return f"{match[1]}[@[{name}]]"
        nested = match[1] in ("[", ",", ":", ";", " ")
        return f"{match[1]}[{name}]" if nested or not _SPECIAL.search(new) else f"{match[1]}[[{name}]]"


def _shown(name: str) -> str:
    """The name of a column as its cell shows it."""
    return re.sub(r"_x000[aAdD]_", "\n", name)


def _fill(item: Any, flow: Flow, block: Block, layout: str) -> None:
    pieces: list[Any] = in_english(flow, block)
    if layout != "replace":
        pieces = [*flow.pieces, ("\n", flow.pieces[-1][1]), *(p for p in pieces if not isinstance(p, Anchor))]
    space = item.tag[:item.tag.index("}") + 1] if "}" in item.tag else ""
    rich = any(isinstance(p, Anchor) or p[1] is not None and p[1].data is not None for p in pieces)
    inside = len(item) > 0
    for child in list(item):
        item.remove(child)
    if not inside:
        item.text = xml_safe("".join(p[0] for p in pieces))
        return
    plain: list[tuple[str, Style | None]] = [("".join(p[0] for p in pieces if not isinstance(p, Anchor)), None)]
    for piece in pieces if rich else plain:
        if isinstance(piece, Anchor):
            item.append(piece.thing)
            continue
        text, style = piece
        holder = etree.SubElement(item, f"{space}r") if rich else item
        if rich and style is not None and style.data is not None:
            holder.append(deepcopy(style.data))
        element = etree.SubElement(holder, f"{space}t")
        element.text = xml_safe(text)
        element.set(SPACE, "preserve")
