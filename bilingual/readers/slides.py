"""PowerPoint, read by python-pptx: each paragraph of each slide, its tables and its notes."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from pptx.oxml.ns import qn

from bilingual.document import Document
from bilingual.readers.flow import Flow, Style, Unit, fill
from bilingual.safety import check_archive

_TITLES = ("title", "ctrTitle")
_INVISIBLE = {"lang", "altLang", "dirty", "err", "noProof", "smtClean"}


def read(path: Path, encoding: str | None) -> Document:
    """The document in a .pptx file."""
    source = opened(path)
    document = Document(path, "pptx", [])
    fill(document, (u.block(flow(u.element).stripped()) for u in units(source)))
    other = {r.reltype.rsplit("/", 1)[-1] for slide in source.slides for r in slide.part.rels.values()} & {"chart", "diagramData", "oleObject"}
    if other:
        names = {"chart": "charts", "diagramData": "SmartArt", "oleObject": "embedded objects"}
        document.notes.append(f"left alone: {', '.join(sorted(names[o] for o in other))}")
    return document


def opened(path: Path):
    """The file as python-pptx has it. Raises BilingualError when it is no archive of the kind."""
    import pptx
    check_archive(path, "a presentation")
    return pptx.Presentation(str(path))


def units(source) -> Iterator[Unit]:
    """Every paragraph with text, slide by slide: shapes in their order, then the notes."""
    tables = 0
    for n, slide in enumerate(source.slides, 1):
        roots = [("slide", slide.element)] + ([("notes", slide.notes_slide.element)] if slide.has_notes_slide else [])
        for name, root in roots:
            seen: dict = {}
            for k, paragraph in enumerate(root.iter(qn("a:p")), 1):
                cell = next(paragraph.iterancestors(qn("a:tc")), None)
                place = None
                if cell is not None:
                    table = next(cell.iterancestors(qn("a:tbl")))
                    if table not in seen:
                        tables += 1
                        seen[table] = tables
                    row = cell.getparent()
                    place = seen[table], list(table.iterchildren(qn("a:tr"))).index(row) + 1, list(row.iterchildren(qn("a:tc"))).index(cell) + 1
                holder = next(paragraph.iterancestors(qn("p:sp")), None)
                mark = holder.find(f".//{qn('p:nvPr')}/{qn('p:ph')}") if holder is not None else None
                kind = mark.get("type", "") if mark is not None else ""
                if kind in ("sldNum", "dt", "sldImg"):
                    continue
                if name == "slide" and kind in _TITLES:
                    yield Unit(paragraph, f"{n}/{k}", "heading", 1 if kind == "ctrTitle" else 2)
                elif place:
                    yield Unit(paragraph, f"{n}/{k}", "cell", cell=place)
                else:
                    properties = paragraph.find(qn("a:pPr"))
                    depth = 1 + int(properties.get("lvl", 0)) if properties is not None else 1
                    listed = name == "slide" and mark is not None and kind in ("", "body", "obj")
                    yield Unit(paragraph, f"{n}/{name[0]}{k}", "item" if listed else "note" if name == "notes" else "paragraph", depth if listed else 0)


def flow(paragraph) -> Flow:
    """A paragraph's text in its styles; fields (slide numbers, dates) are anchors, line breaks newlines."""
    out = Flow()
    for child in paragraph:
        if child.tag == qn("a:r"):
            properties = child.find(qn("a:rPr"))
            words = "".join(t.text or "" for t in child.iter(qn("a:t")))
            if properties is not None and properties.get("baseline", "0") not in ("0", "") and not any(map(str.isalpha, words)):
                out.anchor(child)  # the number of a footnote
                continue
            out.add(words.replace("\x0b", "\n"), _style(properties))
        elif child.tag == qn("a:br"):
            out.add("\n", _style(child.find(qn("a:rPr"))))
        elif child.tag == qn("a:fld"):
            out.anchor(child)
    return out


def _style(properties) -> Style:
    if properties is None:
        return Style("", None)
    attributes = tuple(sorted((k, v) for k, v in properties.attrib.items() if k not in _INVISIBLE))
    return Style((attributes, b"".join(etree.tostring(c, method="c14n") for c in properties)), properties, bold=properties.get("b") in ("1", "true"))
