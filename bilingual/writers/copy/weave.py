"""A block's English in the styles of its Chinese: each word as the Chinese it came from, things that are no text
between them.
"""
from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bilingual.model.document import Block, Segment
from bilingual.readers.flow import Anchor, Flow, Style
from bilingual.translation.alignment import links, project


def base_style(flow: Flow) -> Style | None:
    """The style of what stands in no style of its own, else the one that most of the text has."""
    for text, style in flow.pieces:
        if style.key == () and any(c.isalnum() for c in text):
            return style
    count: Counter = Counter()
    for text, style in flow.pieces:
        if not style.fixed:
            count[style] += len(text)
    return count.most_common(1)[0][0] if count else None


def in_english(flow: Flow, block: Block) -> list[tuple[str, Style] | Anchor]:
    """The block's English as pieces in the flow's styles, with its anchors between them.

    A part in a style of its own keeps it where terms or the model's links tell where it went; an anchor goes behind the
    word that its Chinese became, else to the end of its sentence.
    """
    base = base_style(flow)
    text = ""
    styles: list[Any] = []
    places: list[tuple[int, Anchor]] = []
    spans, at = [], 0
    for piece, style in flow.pieces:
        spans.append((at, at + len(piece), style))
        at += len(piece)
    # What stands on the border of two sentences belongs to the first, as a reference to a footnote does.
    ends = [s.start + len(s.source) + len(s.gap) for s in block.segments[:-1]]
    owner = {id(a): bisect.bisect_left(ends, a.at) for a in flow.anchors}
    for n, segment in enumerate(block.segments):
        gap = ("\n" if "\n" in block.segments[n - 1].gap else " ") if n and text else ""
        text, styles = text + gap, styles + [base] * len(gap)
        own: list[Style | None] = [base] * len(segment.target)
        first, last = segment.start, segment.start + len(segment.source)
        for a, b, style in spans:
            a, b = max(a, first) - first, min(b, last) - first
            if a < b and style != base:
                for start, end in _places(segment, (a, b), style):
                    own[start:end] = [style] * (end - start)
        places += [(len(text) + _position(segment, a.at - first), a) for a in flow.anchors if owner[id(a)] == n]
        text, styles = text + segment.target, styles + own
    return list(_woven(text, styles, sorted(places, key=lambda p: p[0])))


def _places(segment: Segment, span: tuple[int, int], style: Style) -> list[tuple[int, int]]:
    if style.fixed:
        at = segment.target.find(segment.source[span[0]:span[1]])
        return [(at, at + span[1] - span[0])] if at >= 0 else []
    return project(segment, span)


def _position(segment: Segment, at: int) -> int:
    """Where in the English something belongs that stands behind the Chinese character `at`."""
    if at <= 0:
        return 0
    if not any(c.isalnum() for c in segment.source[at:]):
        return len(segment.target)
    before = [(t.end, t.target_span[1]) for t in segment.terms if t.target_span and t.end <= at]
    before += [(q, e) for _, q, _, e in links(segment) if q <= at]
    if not before:
        return len(segment.target)
    end = max(before)[1]
    while end < len(segment.target) and segment.target[end].isalnum():
        end += 1
    return end


def _woven(text: str, styles: list, places: Iterable[tuple[int, Anchor]]) -> Any:
    start, waiting = 0, list(places)
    for p in range(len(text) + 1):
        due = [a for at, a in waiting if at == p]
        if due or p == len(text) or styles[p] != styles[start]:
            if p > start:
                yield text[start:p], styles[start]
            yield from due
            start = p
