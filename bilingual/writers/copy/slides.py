"""PowerPoint: shapes, tables, pictures and run formatting stay; text shrinks to its shape where the English is longer.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from bilingual.model.document import Block, Document
from bilingual.readers import drawings, slides
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.drawings import diagrams, put
from bilingual.writers.copy.mark import sent


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a presentation. Returns the addresses that it placed."""
    source = slides.opened(document.path)
    placed = set()
    for unit in [u for u in slides.units(source) if u.ref in wanted]:
        target = put(unit, wanted[unit.ref], layout)
        if target is not None:
            placed.add(unit.ref)
            if not unit.attribute and unit.kind != "comment":
                _shrink(target)
    placed |= diagrams(slides.drawn(source), wanted, layout)
    if said := sent(document):
        _say(source, said)
    drawings.keep(source.part.package.iter_parts())
    source.save(str(path))
    return placed


def _say(source: Any, said: str) -> None:
    """Put a small line at the foot of the last slide."""
    height, edge = Pt(16), Pt(6)
    box = list(source.slides)[-1].shapes.add_textbox(
        edge, source.slide_height - height, source.slide_width - 2 * edge, height)
    box.name = "Translation"
    frame = box.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.text = xml_safe(said)
    frame.paragraphs[0].runs[0].font.size = Pt(7.5)


def _shrink(paragraph: etree._Element) -> None:
    """English takes more room than Chinese: let the text of the shape shrink to fit, which PowerPoint does when it is
    next edited.
    """
    body = paragraph.getparent().find(qn("a:bodyPr"))
    if body is not None and not any(body.find(qn(f"a:{n}")) is not None for n in ("normAutofit", "spAutoFit")):
        for none in body.findall(qn("a:noAutofit")):
            body.remove(none)
        fit = etree.Element(qn("a:normAutofit"))
        body.insert(1 if body.find(qn("a:prstTxWarp")) is not None else 0, fit)
