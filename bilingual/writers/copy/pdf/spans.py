"""Where in the English of a block stands what a part of its Chinese became."""
from __future__ import annotations

import bisect
import re

from bilingual.model.document import Block
from bilingual.readers.places import Anchor
from bilingual.translation.alignment import project
from bilingual.writers.copy.weave import position


def english_spans(block: Block, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The spans of the English that a span of the block's Chinese became."""
    out, at = [], 0
    for segment in block.segments:
        if not segment.target:
            continue
        start, length = segment.start, len(segment.source)
        a, b = max(span[0] - start, 0), min(span[1] - start, length)
        if a < b:
            out += [(at + s, at + e) for s, e in project(segment, (a, b))]
        at += len(segment.target) + 1
    return out


def english_place(block: Block, anchor: Anchor, blank: bool, used: set[int]) -> tuple[int, int] | None:
    """Where in the English of a block a formula or a `blank` of its Chinese stands; one in the text at the nearest
    place that reads like it and is not `used`. A blank that the English lacks stands behind its words.
    """
    ends = [s.start + len(s.source) + len(s.gap) for s in block.segments[:-1]]
    own, start = bisect.bisect_left(ends, anchor.at + anchor.length), 0
    for segment in block.segments[:own]:
        start += len(segment.target) + 1 if segment.target else 0
    segment = block.segments[own]
    at = start + position(segment, anchor.at + anchor.length - segment.start)
    if not anchor.length:
        return at, at
    text = re.escape(block.text[anchor.at:anchor.at + anchor.length])
    like = "[_＿]{2,}" if blank else rf"(?<![^\W_]){text}(?![^\W_])"
    same = [(start + m.start(), start + m.end())
            for m in re.finditer(like, segment.target) if start + m.start() not in used]
    return min(same, key=lambda place: abs(place[1] - at), default=(at, at) if blank else None)
