"""What Word's XML says to a reader: runs as they are after all tracked changes have been accepted, and their styles."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from bilingual.readers.flow import Flow, Style

# a second copy of a drawing for old programs
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:rPr"), qn("w:pPr"), _FALLBACK}
_TEXT, _BREAKS = qn("w:t"), {qn("w:br"), qn("w:cr")}
# Parts of a run's properties by which one run does not look different from another.
_INVISIBLE = {qn(f"w:{n}") for n in ("lang", "noProof", "rFonts", "szCs", "bCs", "iCs", "kern", "rPrChange",
                                     "webHidden")}
_NO_THINGS = {qn("w:rPr"), _TEXT, qn("w:tab"), qn("w:noBreakHyphen"), qn("w:softHyphen"), qn("w:lastRenderedPageBreak"),
              qn("w:delText")}


@dataclass
class Look:
    """The properties of a run and the link it stands in, both None where there are none; the runs of a field that is
    `fixed`.
    """
    properties: object = None
    link: object = None
    field: tuple = ()


def root_of(part: Any) -> Any:
    """The root element of a part. Changes to it are kept for parts that python-docx itself does not parse."""
    if hasattr(part, "element"):
        return part.element
    if not hasattr(part, "_bilingual_root"):
        part._bilingual_root = parse_xml(part.blob)
    return part._bilingual_root


def runs(element: etree._Element) -> Iterator:
    """The w:r elements of a paragraph that are there when all changes are accepted, in order, also inside links and
    fields.
    """
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in GONE and isinstance(child.tag, str):
            yield from runs(child)


def run_text(run: etree._Element) -> str:
    """The text of a run, with line breaks as newlines and tabs as spaces; field codes and deleted text are no text."""
    out = ""
    for child in run:
        if child.tag == _TEXT:
            out += child.text or ""
        elif child.tag in _BREAKS:
            out += "" if child.get(qn("w:type")) in ("page", "column") else "\n"
        elif child.tag == qn("w:tab"):
            out += " "
        elif child.tag == qn("w:noBreakHyphen"):
            out += "-"
    return out


def text(paragraph: etree._Element) -> str:
    """The text of a w:p element after all changes are accepted."""
    return "".join(run_text(r) for r in runs(paragraph))


def text_boxes(paragraph: etree._Element) -> Iterator:
    """The contents of the text boxes anchored in a paragraph, without the copies for old programs."""
    for box in paragraph.iter(qn("w:txbxContent")):
        above = [a.tag for a in box.iterancestors()]
        if _FALLBACK not in above[:above.index(qn("w:p"))]:
            yield box


def flow(paragraph: etree._Element) -> Flow:
    """A paragraph's text in its styles; pictures, references to notes, page breaks and the like are anchors.

    A field whose result has no letters (a page number, a date) is one fixed piece; of any other only the result counts.
    """
    out, waiting, depth = Flow(), [], 0
    for run in runs(paragraph):
        marks = [c.get(qn("w:fldCharType")) for c in run.iter(qn("w:fldChar"))]
        if depth or "begin" in marks:
            waiting.append(run)
            depth += marks.count("begin") - marks.count("end")
            if depth <= 0:
                _field(out, waiting)
                waiting, depth = [], 0
            continue
        _run(out, run)
    for run in waiting:  # a field that ends in another paragraph, as a table of contents does
        _run(out, run)
    return out


def _field(out: Flow, field_runs: list) -> None:
    result = "".join(run_text(r) for r in field_runs)
    if any(c.isalpha() for c in result):
        for run in field_runs:
            _run(out, run, things=False)
    elif result:
        out.add(result, Style(("field", id(field_runs[0])), Look(field=tuple(field_runs)), fixed=True))
    else:
        for run in field_runs:
            out.anchor(run)


def _run(out: Flow, run: etree._Element, things: bool = True) -> None:
    properties = run.find(qn("w:rPr"))
    link = next((a for a in run.iterancestors() if a.tag in (qn("w:hyperlink"), qn("w:p"))), None)
    simple = next((a for a in run.iterancestors(qn("w:fldSimple"))), None)
    link = link if link is not None and link.tag == qn("w:hyperlink") else None
    words = run_text(run)
    if simple is not None and words and not any(c.isalpha() for c in words):
        out.add(words, Style(("field", id(simple)), Look(field=(simple,)), fixed=True))
        return
    visible = [c for c in properties if c.tag not in _INVISIBLE] if properties is not None else []
    key = b"".join(sorted(etree.tostring(c, method="c14n") for c in visible)), id(link) if link is not None else 0
    out.add(words, Style(key, Look(properties, link), bold=_bold(properties)))
    if things:
        for child in run:
            page = child.tag in _BREAKS and child.get(qn("w:type")) in ("page", "column")
            if page or child.tag not in _NO_THINGS and child.tag not in _BREAKS:
                out.anchor((run, child))


def _bold(properties: etree._Element) -> bool:
    mark = properties.find(qn("w:b")) if properties is not None else None
    return mark is not None and mark.get(qn("w:val"), "true") not in ("0", "false", "none")
