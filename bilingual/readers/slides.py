"""PowerPoint, read by python-pptx: each paragraph of each slide, its tables, charts and SmartArt, and its notes; what
masters and layouts show on every slide once, at the end.
"""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from bilingual.language.han import HAN
from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.readers import drawings
from bilingual.readers.flow import Tables, Unit, fill
from bilingual.support.limits import check_archive
from bilingual.support.plural import counted

_TITLES = ("title", "ctrTitle")
_FIELDS = ("sldNum", "dt", "sldImg")


def read(path: Path, encoding: str | None) -> Document:
    """The document in a .pptx file."""
    source = opened(path)
    document = Document(path, "pptx", [])
    pieces = drawn(source)
    in_charts = [u for n, (kind, part) in enumerate(pieces) if kind != drawings.DRAWN
                 for u in drawings.units(drawings.root_of(part), f"{kind}{n}")]
    fill(document, (u.block(drawings.content(u)) for u in [*units(source), *in_charts]))
    document.notes += _left_alone(source, pieces)
    return document


def drawn(source: Any) -> list[tuple[str, Any]]:
    """The parts of the charts and SmartArt on the slides."""
    return drawings.drawn([s.part for s in source.slides], drawings.CHARTS, drawings.DIAGRAMS, drawings.DRAWN)


def _left_alone(source: Any, pieces: list[tuple[str, Any]]) -> list[str]:
    """What has Chinese text that is not read."""
    notes = []
    charts = [p for k, p in pieces if k == drawings.CHARTS and HAN.search("".join(drawings.root_of(p).itertext()))]
    if charts:
        notes.append(
            f"left alone: the tables behind {counted(len(charts), 'chart')}, which show when their data are edited"
        )
    objects = {str(r.target_part.partname) for s in source.slides for r in s.part.rels.values()
               if not r.is_external and r.reltype.endswith(("/oleObject", "/package"))}
    if objects:
        notes.append(f"left alone: {counted(len(objects), 'embedded object')}")
    return notes


def opened(path: Path) -> Any:
    """The file as python-pptx has it. Raises BilingualError when it is no archive of the kind."""
    import pptx
    check_archive(path, "a presentation")
    try:
        return pptx.Presentation(str(path))
    except ValueError as error:  # it is a presentation, of a kind that python-pptx does not open
        raise BilingualError(f"{path} is a slide show or a template: open it and save it as “PowerPoint Presentation "
                             "(.pptx)”.") from error


def units(source: Any) -> Iterator[Unit]:
    """Every paragraph with text, slide by slide: shapes in their order, what is said of pictures, then the notes; at
    the end the comments and what masters and layouts show.

    Slide numbers and dates are left out, but for dates that are typed.
    """
    tables = Tables(qn("a:tbl"), qn("a:tr"))
    for n, slide in enumerate(source.slides, 1):
        for k, paragraph in enumerate(slide.element.iter(qn("a:p")), 1):
            kind = _placeholder(paragraph)
            if kind not in _FIELDS or _is_typed(paragraph):
                yield _unit(paragraph, f"{n}/{k}", kind, tables)
        yield from drawings.said(slide.element, qn("p:cNvPr"), str(n))
        for k, paragraph in enumerate(slide.notes_slide.element.iter(qn("a:p")) if slide.has_notes_slide else (), 1):
            if _placeholder(paragraph) not in _FIELDS or _is_typed(paragraph):
                yield Unit(paragraph, f"{n}/n{k}", "note")
    for n, (_, part) in enumerate(drawings.drawn([s.part for s in source.slides], "comments"), 1):
        for k, element in enumerate(drawings.root_of(part).iter(qn("p:text"), qn("a:p")), 1):  # of old and of new ones
            if HAN.search("".join(element.itertext())):
                yield Unit(element, f"c{n}/{k}", "comment", attribute="text()" if element.tag == qn("p:text") else "")
    yield from _masters(source)


def _masters(source: Any) -> Iterator[Unit]:
    """The Chinese of the masters and layouts in use that is on their slides as it is: all but their placeholders."""
    layouts = {str(s.slide_layout.part.partname): s.slide_layout for s in source.slides}
    masters = {str(l.slide_master.part.partname): l.slide_master for l in layouts.values()}
    for prefix, found in (("m", masters), ("l", layouts)):
        for n, name in enumerate(sorted(found), 1):
            for k, paragraph in enumerate(found[name].element.iter(qn("a:p")), 1):
                if _placeholder(paragraph) is None and HAN.search(drawings.flow(paragraph).text):
                    yield Unit(paragraph, f"{prefix}{n}/{k}", "margin")


def _is_typed(paragraph: etree._Element) -> bool:
    """Whether all of a paragraph is typed: a field is computed by PowerPoint in the language of its own."""
    return paragraph.find(qn("a:fld")) is None and bool(HAN.search(drawings.flow(paragraph).text))


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
