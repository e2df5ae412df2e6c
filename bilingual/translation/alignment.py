"""Where a part of a Chinese sentence went in its English: by its terms, and by the links of the model's attention."""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.model.document import Segment

Span = tuple[int, int]
_FOREIGN = 0.34  # share of the words in an English span that may come from outside the Chinese span
_LETTERS = re.compile(r"[\w]")


def links(segment: Segment) -> list[tuple[int, int, int, int]]:
    """Links (source start, end, target start, end) in the segment's own positions; none for a person's sentence."""
    bare = lambda text: text.lower().rstrip(".,;:!? ")
    for candidate in segment.candidates:
        if candidate.links and bare(segment.target).endswith(bare(candidate.text)):
            shift, lead = len(bare(segment.target)) - len(bare(candidate.text)), len(segment.marker)
            return [(s + lead, e + lead, a + shift, b + shift) for s, e, a, b in candidate.links]
    return []


def project(segment: Segment, span: Span) -> list[Span]:
    """The spans of the English that a span of the Chinese became; none where nothing tells."""
    a, b = span
    inside, outside = segment.source[a:b], segment.source[:a] + segment.source[b:]
    if not _LETTERS.search(inside) or not segment.target:
        return []
    if not _LETTERS.search(outside):
        return [(0, len(segment.target))]
    lead = _label(segment, span)
    if lead:
        return [lead]
    terms = [t.target_span for t in segment.terms if t.target_span and a <= t.start and t.end <= b]
    known = [link for link in links(segment) if _LETTERS.search(segment.target[link[2]:link[3]])]
    owned = [(s, e) for p, q, s, e in known if a <= p and q <= b]
    foreign = [(s, e) for p, q, s, e in known if not (a <= p and q <= b)]
    marks = terms + owned
    if not marks:
        return []
    start, end = min(s for s, _ in marks), max(e for _, e in marks)
    strange = [f for f in foreign if start <= f[0] < end and not any(s <= f[0] < e for s, e in terms)]
    if len(strange) <= _FOREIGN * max(1, len(owned) + len(terms)):
        return [_words(segment.target, start, end)]
    return _merged([_words(segment.target, *t) for t in terms])


def _label(segment: Segment, span: Span) -> Span | None:
    """The part before the colon for a Chinese part before the colon: a label at the start (总体要求：)."""
    a, b = span
    start, colon = len(segment.marker), segment.source.find("：")
    if a > start or not start < colon <= b + 1 or b > colon + 1:
        return None
    end = segment.target.find(":", len(segment.marker_target))
    return (0, end + 1 if b > colon else end) if end > 0 else None


def _words(text: str, start: int, end: int) -> Span:
    """The span widened to whole words, without the spaces around it."""
    while start > 0 and _LETTERS.match(text[start - 1]) and _LETTERS.match(text[start:start + 1]):
        start -= 1
    while end < len(text) and _LETTERS.match(text[end]) and _LETTERS.match(text[end - 1]):
        end += 1
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _merged(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out
