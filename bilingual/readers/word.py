"""Word documents, read by python-docx and from their XML: all text in the order of the page.

Body, tables, text boxes, then footnotes and endnotes, headers and footers, comments, alternative texts, the choices of
lists, charts and SmartArt. Tracked changes count as accepted, fields as
what they show, and the numbers that Word computes are computed.
"""
from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers import drawings, ooxml
from bilingual.readers.flow import Unit, block_of, fill
from bilingual.readers.numbering import Numbering
from bilingual.support.limits import check_archive
from bilingual.support.plural import counted

if TYPE_CHECKING:
    from lxml import etree

_NOTES = ("footnotes", "endnotes")
_COMMENTS = ("comments",)
_MARGINS = ("header", "footer")
_HEADING = re.compile(r"(?:heading|标题) ?(\d)$", re.I)


def read(path: Path, encoding: str | None) -> Document:
    """The document in a .docx file; `encoding` has no meaning here."""
    source = opened(path)
    document = Document(path, "docx", [])
    numbering, styles = Numbering(source), _Styles(source)
    pieces = drawn(source)
    in_charts = (u.block(drawings.content(u)) for n, (kind, part) in enumerate(pieces) if kind != drawings.DRAWN
                 for u in drawings.units(drawings.root_of(part), f"{kind}{n}"))
    fill(document, chain((_block(unit, numbering, styles) for unit in units(source)), in_charts))
    document.notes += _left_alone(source, pieces)
    return document


def drawn(source: Any) -> list[tuple[str, Any]]:
    """The parts of the document's charts and SmartArt."""
    return drawings.drawn([source.part], drawings.CHARTS, drawings.DIAGRAMS, drawings.DRAWN)


def opened(path: Path) -> Any:
    """The file as python-docx has it. Raises BilingualError when it is none or is damaged."""
    import docx
    from docx.opc.part import PartFactory
    check_archive(path, "a Word document")
    PartFactory.part_class_selector = _class_of
    try:
        return docx.Document(str(path))
    except Exception as error:  # python-docx raises whatever the broken part happens to cause
        if _strict(path):
            raise BilingualError(f"{path} is a Strict Open XML Document: open it in Word and save it as “Word Document "
                                 "(.docx)”.") from error
        raise BilingualError(
            f"{path} cannot be read as a Word document ({error}): open it in Word and save it again.") from error


def _class_of(content: str, leads: str) -> Any:
    """How python-docx takes a part, by the relationship that leads to it: a document inside a document (altChunk) says
    that it is a document, and is bytes.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part
    from docx.parts.image import ImagePart
    return {RELATIONSHIP_TYPE.A_F_CHUNK: Part, RELATIONSHIP_TYPE.IMAGE: ImagePart}.get(leads)


def _strict(path: Path) -> bool:
    """Whether a file is of the Strict kind of Office Open XML, which has other names for everything."""
    try:
        with zipfile.ZipFile(path) as archive:
            return b"http://purl.oclc.org/ooxml/" in archive.read("_rels/.rels")
    except (KeyError, OSError, zipfile.BadZipFile):
        return False


def units(source: Any) -> Iterator[Unit]:
    """Every paragraph in the order described above, what is said of pictures, and what lists offer. `source` is
    python-docx's document.
    """
    tables = [0]
    yield from _walk(source.element.body, "body", "paragraph", None, tables)
    for name, part in parts(source):
        kind = "note" if name.startswith(_NOTES) else "comment" if name.startswith(_COMMENTS) else "margin"
        yield from _walk(part, name, kind, None, tables)
    for name, part in [("body", source.element.body), *parts(source)]:
        yield from drawings.said(part, qn("wp:docPr"), name)
        yield from _choices(part, name)


def _choices(root: Any, ref: str) -> Iterator[Unit]:
    """What the lists of a form offer."""
    for n, element in enumerate(root.iter(qn("w:listItem"), qn("w:listEntry"))):
        name = qn("w:displayText" if element.tag == qn("w:listItem") else "w:val")
        if HAN.search(element.get(name, "")):
            yield Unit(element, f"{ref}/choice{n}", "label", attribute=name)


def parts(source: Any) -> Iterator[tuple[str, object]]:
    """The root elements beside the body, by name: notes without their separators, headers and footers, comments."""
    for n, (kind, part) in enumerate(_more(source)):
        yield f"{kind}{n}", drawings.root_of(part)


def _more(source: Any) -> list[tuple[str, Any]]:
    """The parts beside the body that have text, each with its kind."""
    order = (*_NOTES, *_MARGINS, *_COMMENTS)
    found = ((r.reltype.rsplit("/", 1)[-1], r.target_part) for r in source.part.rels.values() if not r.is_external)
    return sorted((f for f in found if f[0] in order), key=lambda f: (order.index(f[0]), str(f[1].partname)))


def _walk(container: etree._Element, ref: str, kind: str, cell: Any, tables: list[int]) -> Iterator[Unit]:
    count = 0
    for child in container:
        if not isinstance(child.tag, str) or child.tag in ooxml.GONE:
            continue
        if child.tag == qn("w:p"):
            count += 1
            yield Unit(child, f"{ref}/{count}", kind, cell=cell)
            for box in ooxml.text_boxes(child):
                count += 1
                yield from _walk(box, f"{ref}/{count}", kind, cell, tables)
        elif child.tag == qn("w:tbl"):
            count += 1
            yield from _table(child, f"{ref}/{count}", kind, tables)
        elif (child.tag in (qn("w:footnote"), qn("w:endnote"))
              and child.get(qn("w:type")) in ("separator", "continuationSeparator", "continuationNotice")):
            continue
        elif child.tag not in (qn("w:sectPr"), qn("w:tcPr"), qn("w:sdtPr")):  # content controls and other wrappers
            count += 1
            yield from _walk(child, f"{ref}/{count}", kind, cell, tables)


def _table(table: Any, ref: str, kind: str, tables: list[int]) -> Iterator[Unit]:
    tables[0] += 1
    number = tables[0]
    # rows may stand in controls, as the sections of a form do that can be repeated
    rows = (r for r in table.iter(qn("w:tr")) if next(r.iterancestors(qn("w:tbl"))) is table
            and not any(a.tag in ooxml.GONE for a in r.iterancestors()))
    for r, row in enumerate(rows, 1):
        column = 1
        for tc in row.iter(qn("w:tc")):
            if next(tc.iterancestors(qn("w:tr"))) is not row:
                continue
            yield from _walk(tc, f"{ref}/{r}.{column}", kind, (number, r, column), tables)
            span = tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            column += int(span.get(qn("w:val"), 1)) if span is not None else 1


class _Styles:
    """What the paragraph styles of a document mean: headings, lists, quotations."""

    def __init__(self, source: Any) -> None:
        self._names = {}
        for style in source.styles.element.iterchildren(qn("w:style")):
            name = style.find(qn("w:name"))
            self._names[style.get(qn("w:styleId"))] = name.get(qn("w:val"), "") if name is not None else ""

    def name(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._names.get(style.get(qn("w:val")), "") if style is not None else ""


def _block(unit: Unit, numbering: Numbering, styles: _Styles) -> Block:
    if unit.attribute:
        return unit.block(drawings.content(unit))
    flow = ooxml.flow(unit.element).stripped()
    if unit.cell:
        return block_of(flow, "cell", cell=unit.cell, ref=unit.ref)
    style = styles.name(unit.element)
    heading = _HEADING.match(style)
    label, depth = numbering.next(unit.element) if flow.text else ("", 0)
    if heading or style.lower() in ("title", "标题"):
        return block_of(flow, "heading", level=int(heading[1]) if heading else 1, number=label, ref=unit.ref)
    if unit.kind != "paragraph":
        return block_of(flow, unit.kind, ref=unit.ref)
    if depth or style.startswith(("List", "列表")):
        return block_of(flow, "item", level=max(1, depth), ordered=bool(label) or "Number" in style or "编号" in style,
                        number=label, ref=unit.ref)
    return block_of(flow, "quotation" if style in ("Quote", "Intense Quote", "引用") else "paragraph", ref=unit.ref)


def _left_alone(source: Any, pieces: list[tuple[str, Any]]) -> list[str]:
    """What has text that is not read, or that only the copy keeps."""
    notes = []
    equations = sum(1 for p in source.element.body.iter(qn("w:p")) if HAN.search(ooxml.text(p))
                    for e in p.iter(ooxml.EQUATIONS[0]) if next(e.iterancestors(ooxml.EQUATIONS[0]), None) is None)
    if equations:
        notes.append(
            f"{counted(equations, 'equation')} between words: only a copy in the document's own shape shows them"
        )
    charts = [p for k, p in pieces if k == drawings.CHARTS and HAN.search("".join(drawings.root_of(p).itertext()))]
    if charts:
        notes.append(
            f"left alone: the tables behind {counted(len(charts), 'chart')}, which show when their data are edited"
        )
    kinds = [r.reltype.rsplit("/", 1)[-1] for part in [source.part, *(p for _, p in _more(source))]
             for r in part.rels.values() if not r.is_external]
    names = {
        "oleObject": "embedded object",
        "package": "embedded object",
        "vbaProject": "macro",
        "aFChunk": "embedded document",
    }
    notes += [f"left alone: {counted(kinds.count(k), names[k])}" for k in names if k in kinds]
    return notes
