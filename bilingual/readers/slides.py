"""PowerPoint, read by python-pptx: each paragraph of each slide, its tables and its notes."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from bilingual.model.document import Document
from bilingual.readers.flow import Flow, Style, Tables, Unit, fill
from bilingual.support.limits import check_archive

_TITLES = ("title", "ctrTitle")
_FIELDS = ("sldNum", "dt", "sldImg")
_INVISIBLE = {"lang", "altLang", "dirty", "err", "noProof", "smtClean"}


def read(path: Path, encoding: str | None) -> Document:
    """The document in a .pptx file."""
    source = opened(path)
    document = Document(path, "pptx", [])
    fill(document, (u.block(flow(u.element).stripped()) for u in units(source)))
    other = {r.reltype.rsplit("/", 1)[-1] for slide in source.slides
             for r in slide.part.rels.values()} & {"chart", "diagramData", "oleObject"}
    if other:
        names = {"chart": "charts", "diagramData": "SmartArt", "oleObject": "embedded objects"}
        document.notes.append(f"left alone: {', '.join(sorted(names[o] for o in other))}")
    return document


def opened(path: Path) -> Any:
    """The file as python-pptx has it. Raises BilingualError when it is no archive of the kind."""
    import pptx
    check_archive(path, "a presentation")
    return pptx.Presentation(str(path))


def units(source: Any) -> Iterator[Unit]:
    """Every paragraph with text, slide by slide: shapes in their order, then the notes.

    Slide numbers and dates are left out.
    """
    tables = Tables(qn("a:tbl"), qn("a:tr"))
    for n, slide in enumerate(source.slides, 1):
        for k, paragraph in enumerate(slide.element.iter(qn("a:p")), 1):
            kind = _placeholder(paragraph)
            if kind not in _FIELDS:
                yield _unit(paragraph, f"{n}/{k}", kind, tables)
        for k, paragraph in enumerate(slide.notes_slide.element.iter(qn("a:p")) if slide.has_notes_slide else (), 1):
            if _placeholder(paragraph) not in _FIELDS:
                yield Unit(paragraph, f"{n}/n{k}", "note")


def _placeholder(paragraph: etree._Element) -> str | None:
    """The type of the placeholder a paragraph stands in; "" for one of no special type, None outside placeholders."""
    shape = next(paragraph.iterancestors(qn("p:sp")), None)
    mark = shape.find(f".//{qn('p:nvPr')}/{qn('p:ph')}") if shape is not None else None
    return mark.get("type", "") if mark is not None else None


def _unit(paragraph: etree._Element, ref: str, placeholder: str | None, tables: Tables) -> Unit:
    cell = next(paragraph.iterancestors(qn("a:tc")), None)
    if cell is not None:
        return Unit(paragraph, ref, "cell",
                    cell=(*tables.place(cell), 1 + sum(1 for _ in cell.itersiblings(qn("a:tc"), preceding=True))))
    if placeholder in _TITLES:
        return Unit(paragraph, ref, "heading", 1 if placeholder == "ctrTitle" else 2)
    if placeholder in ("", "body", "obj"):
        properties = paragraph.find(qn("a:pPr"))
        return Unit(paragraph, ref, "item", 1 + int(properties.get("lvl", 0)) if properties is not None else 1)
    return Unit(paragraph, ref)


def flow(paragraph: etree._Element) -> Flow:
    """A paragraph's text in its styles; fields (slide numbers, dates) are anchors, line breaks newlines."""
    out = Flow()
    for child in paragraph:
        if child.tag == qn("a:r"):
            properties = child.find(qn("a:rPr"))
            words = "".join(t.text or "" for t in child.iter(qn("a:t")))
            if (properties is not None and properties.get("baseline", "0") not in ("0", "")
                and not any(map(str.isalpha, words))):
                out.anchor(child)  # the number of a footnote
                continue
            out.add(words.replace("\x0b", "\n"), _style(properties))
        elif child.tag == qn("a:br"):
            out.add("\n", _style(child.find(qn("a:rPr"))))
        elif child.tag == qn("a:fld"):
            out.anchor(child)
    return out


def _style(properties: etree._Element) -> Style:
    if properties is None:
        return Style("", None)
    attributes = tuple(sorted((k, v) for k, v in properties.attrib.items() if k not in _INVISIBLE))
    return Style((attributes, b"".join(etree.tostring(c, method="c14n") for c in properties)), properties,
                 bold=properties.get("b") in ("1", "true"))
