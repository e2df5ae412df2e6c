"""A sentence with its inline marks, for the formats that have them: pieces that are bold, a term, or both."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilingual.model.document import Block, Segment, Term
from bilingual.translation.alignment import project


@dataclass
class Piece:
    """A stretch of text.

    `bold` and `term` number the bold span and the term occurrence it belongs to, the same in both languages.
    """
    text: str
    bold: int | None = None
    term: int | None = None


def bold_spans(block: Block, segment: Segment) -> list[tuple[int, int]]:
    """The bold spans of a segment's Chinese."""
    end = segment.start + len(segment.source)
    spans = [(max(a, segment.start) - segment.start, min(b, end) - segment.start) for a, b in block.bold]
    return [(a, b) for a, b in spans if a < b]


def source_pieces(block: Block, segment: Segment) -> list[Piece]:
    """The Chinese in pieces; together they are the source."""
    bold = [(span, k) for k, span in enumerate(bold_spans(block, segment))]
    return list(_pieces(segment.source, bold, [((t.start, t.end), i) for i, t in _terms(segment)]))


def target_pieces(block: Block, segment: Segment) -> list[Piece]:
    """The English in pieces, bold where the bold Chinese went; together they are the target."""
    bold = [(span, k) for k, source in enumerate(bold_spans(block, segment)) for span in project(segment, source)]
    return list(_pieces(segment.target, bold, [(t.target_span, i) for i, t in _terms(segment) if t.target_span]))


def _terms(segment: Segment) -> Iterator[tuple[int, Term]]:
    return ((i, t) for i, t in enumerate(segment.terms) if t.origin == "glossary")


def _pieces(text: str, bold: Any, terms: Any) -> Iterator[Piece]:
    """A term is never cut: it is bold when all of it is."""
    owner: list[int | None] = [None] * len(text)
    for (a, b), i in terms:
        if all(o is None for o in owner[a:b]):
            owner[a:b] = [i] * (b - a)
    heavy: list[int | None] = [None] * len(text)
    for (a, b), k in bold:
        heavy[a:b] = [k] * (b - a)
    for i in {o for o in owner if o is not None}:
        spots = [p for p, o in enumerate(owner) if o == i]
        if len({heavy[p] for p in spots}) > 1:
            for p in spots:
                heavy[p] = None
    start = 0
    for p in range(1, len(text) + 1):
        if p == len(text) or (owner[p], heavy[p]) != (owner[start], heavy[start]):
            yield Piece(text[start:p], heavy[start], owner[start])
            start = p
