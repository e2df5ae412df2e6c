"""XLIFF 2.0 (OASIS, 2014): a unit a sentence, with its states, and with the modules for glossaries and matches."""
from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.model.document import Block, Document, Segment, View
from bilingual.support.xml import append, xml_safe
from bilingual.writers.inline import Piece, source_pieces, target_pieces
from bilingual.writers.layout import shown_name, told_issue

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
XML = "{http://www.w3.org/XML/1998/namespace}"


def write(document: Document, path: Path, view: View) -> None:
    """Write the document; notes of the category "bilingual" are issues, of "reviewer" a reviewer's comment."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE, "gls": GLOSSARY, "mtc": MATCHES},
                         version="2.0", srcLang="zh-CN", trgLang="en-US")
    file = _add(root, "file", id="f1", original=shown_name(document.path))
    notes = _add(file, "notes")
    _add(notes, "note", xml_safe(document.signature), category="bilingual")
    for n, block in enumerate((b for b in document.blocks if b.segments), 1):
        group = _add(file, "group", id=f"b{n}", type=f"bilingual:{block.kind}")
        for segment in block.segments:
            _unit(_add(group, "unit", id=segment.id), block, segment)
    etree.ElementTree(root).write(str(path), xml_declaration=True, encoding="UTF-8")


def _unit(unit: etree._Element, block: Block, segment: Segment) -> None:
    """Modules first, then notes, then the segment: the order that the specification wants."""
    if segment.matches:
        matches = _add(unit, "matches", space=MATCHES)
        for match in segment.matches:
            # A reference to the whole source, which the specification wants as a marked span of it.
            one = _add(matches, "match", space=MATCHES, ref="#whole", similarity=str(match.score),
                       origin="translation memory")
            _add(one, "source", xml_safe(match.source))
            _add(one, "target", xml_safe(match.target))
    terms = [(i, t) for i, t in enumerate(segment.terms) if t.origin == "glossary"]
    if terms:
        glossary = _add(unit, "glossary", space=GLOSSARY)
        for i, term in terms:
            entry = _add(glossary, "glossEntry", space=GLOSSARY, id=f"g{i}", ref=f"#t{i}")
            _add(entry, "term", xml_safe(term.source), space=GLOSSARY)
            _add(entry, "translation", xml_safe(term.target), space=GLOSSARY, id=f"p{i}")
            for k, variant in enumerate(term.variants):
                _add(entry, "translation", xml_safe(variant), space=GLOSSARY, id=f"v{i}-{k}")
            if term.entry and term.entry.note:
                _add(entry, "definition", xml_safe(term.entry.note), space=GLOSSARY)
    if segment.issues or segment.comment:
        notes = _add(unit, "notes")
        for issue in segment.issues:
            _add(notes, "note", xml_safe(told_issue(issue)), category="bilingual", appliesTo="target")
        if segment.comment:
            _add(notes, "note", xml_safe(segment.comment), category="reviewer", appliesTo="target")
    made = _add(unit, "segment", id=segment.id, state=segment.state.value)
    if segment.needs_review:
        made.set("subState", "bilingual:needs-review")
    source = _add(made, "source")
    source.set(f"{XML}space", "preserve")
    inside = _add(source, "mrk", id="whole", type="mtc:match") if segment.matches else source
    _inline(inside, source_pieces(block, segment))
    if segment.target:
        target = _add(made, "target")
        target.set(f"{XML}space", "preserve")
        _inline(target, target_pieces(block, segment))


def _add(parent: etree._Element, name: str, text: str | None = None, space: str = NAMESPACE,
         **attributes: Any) -> etree._Element:
    element = etree.SubElement(parent, f"{{{space}}}{name}", attributes)
    element.text = text
    return element


def _inline(element: etree._Element, pieces: list[Piece]) -> None:
    used: dict[int, int] = {}  # an id may stand once in a source or target, even where a bold span became two
    for bold, group in groupby(pieces, key=lambda p: p.bold):
        inside = element
        if bold is not None:
            used[bold] = used.get(bold, 0) + 1
            inside = _add(element, "pc", id=f"b{bold}" if used[bold] == 1 else f"b{bold}-{used[bold]}", type="fmt",
                          subType="xlf:b")
        for piece in group:
            if piece.term is None:
                append(inside, piece.text)
            else:
                _add(inside, "mrk", xml_safe(piece.text), id=f"t{piece.term}", type="term")
