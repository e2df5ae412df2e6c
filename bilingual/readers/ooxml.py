"""What Word's XML says to a reader: runs as they are after all tracked changes have been accepted."""
from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy of a drawing for old programs
_GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:rPr"), qn("w:pPr"), _FALLBACK}
_TEXT, _BREAKS = qn("w:t"), {qn("w:br"), qn("w:cr")}


def runs(element) -> Iterator:
    """The w:r elements of a paragraph that are there when all changes are accepted, in order, also inside links and fields."""
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from runs(child)


def run_text(run) -> str:
    """The text of a run, with line breaks as newlines and tabs as spaces; field codes and deleted text are no text."""
    out = ""
    for child in run:
        if child.tag == _TEXT:
            out += child.text or ""
        elif child.tag in _BREAKS:
            out += "" if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag == qn("w:tab"):
            out += " "
        elif child.tag == qn("w:noBreakHyphen"):
            out += "-"
    return out


def text(paragraph) -> str:
    """The text of a w:p element after all changes are accepted."""
    return "".join(run_text(r) for r in runs(paragraph))
