"""XLIFF 1.2 (OASIS, 2008), which every translation program reads: a trans-unit a sentence, bold as <g>, terms as <mrk>.
"""
from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual._version import __version__
from bilingual.model.document import PEOPLE, Document, Segment, State, View
from bilingual.support.xml import append, xml_safe
from bilingual.writers.inline import Piece, source_pieces, target_pieces
from bilingual.writers.layout import comments, shown_name, told_issue

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
# "signed-off" is 1.2's word for what 2.0 calls reviewed.
STATES = {State.INITIAL: "new", State.TRANSLATED: "translated", State.REVIEWED: "signed-off", State.FINAL: "final"}
NEEDS_REVIEW = "needs-review-translation"


def write(document: Document, path: Path, view: View) -> None:
    """Write the document; issues are notes from "bilingual", a reviewer's comment is a note from "reviewer"."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="1.2")
    file = _add(root, "file", original=shown_name(document.path), datatype="plaintext",
                **{"tool-id": "bilingual", "source-language": "zh-CN", "target-language": "en-US"})
    header = _add(file, "header")
    _add(header, "tool", **{"tool-id": "bilingual", "tool-name": "bilingual", "tool-version": __version__})
    _add(header, "note", xml_safe(document.signature))
    body = _add(file, "body")
    for n, block in enumerate((b for b in document.blocks if b.segments), 1):
        group = _add(body, "group", id=f"b{n}", restype=f"x-{block.kind}")
        for segment in block.segments:
            unit = _add(group, "trans-unit", id=segment.id, approved="yes" if segment.state in PEOPLE else "no")
            unit.set(f"{XML}space", "preserve")
            _inline(_add(unit, "source"), source_pieces(block, segment))
            if segment.target:
                _inline(_add(unit, "target", state=NEEDS_REVIEW if segment.needs_review else STATES[segment.state]),
                        target_pieces(block, segment))
            _notes(unit, segment)
            for match in segment.matches:
                alternative = _add(unit, "alt-trans", origin="translation memory",
                                   **{"match-quality": f"{match.score}%"})
                _add(alternative, "source", xml_safe(match.source))
                _add(alternative, "target", xml_safe(match.target))
    etree.ElementTree(root).write(str(path), xml_declaration=True, encoding="UTF-8")


def _notes(unit: etree._Element, segment: Segment) -> None:
    for issue in segment.issues:
        _add(unit, "note", xml_safe(told_issue(issue)), **{"from": "bilingual", "annotates": "target"})
    for author, text in comments(segment):
        _add(unit, "note", xml_safe(text), **{"from": xml_safe(author) or "reviewer", "annotates": "target"})


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: Any) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    element.text = text
    return element


def _inline(element: etree._Element, pieces: list[Piece]) -> None:
    for bold, group in groupby(pieces, key=lambda p: p.bold):
        inside = element if bold is None else _add(element, "g", id=f"b{bold}", ctype="bold")
        for piece in group:
            if piece.term is None:
                append(inside, piece.text)
            else:
                _add(inside, "mrk", xml_safe(piece.text), mtype="term", mid=f"t{piece.term}")
