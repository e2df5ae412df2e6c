"""A block's English in the styles of its Chinese: each word as the Chinese it came from, things that are no text
between them.
"""
from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Optional, Union

from bilingual.language.english import width
from bilingual.language.sentences import COLUMN_GAP, ENDS
from bilingual.model.document import Block, Segment
from bilingual.readers.flow import Anchor, Flow, Style
from bilingual.translation.alignment import links, project

Item = Union[tuple[str, Optional[Style]], Anchor]  # noqa: UP007, UP045  Python 3.10 evaluates it
# What is filled in or ticked in a form: blanks, boxes. Models leave them out.
_BLANK = re.compile("[_＿]{2,}")
_FORM = re.compile(r"[_＿]{2,}|[□■☐-☒◻◼✓-✘]")


def base_style(flow: Flow) -> Style | None:
    """The style of what stands in no style of its own, else the one that most of the text has; that of a link or a
    field only where all words are in one.
    """
    for text, style in flow.pieces:
        if style.key == () and any(c.isalnum() for c in text):
            return style
    free = any(any(map(str.isalnum, text)) for text, style in flow.pieces if not style.held)
    count: Counter = Counter()
    for text, style in flow.pieces:
        if not style.fixed and not (free and style.held):
            count[style] += len(text)
    return count.most_common(1)[0][0] if count else None


def in_english(flow: Flow, block: Block) -> list[Item]:
    """The block's English as pieces in the flow's styles, with its anchors between them.

    A part in a style of its own keeps it where terms or the model's links tell where it went; an anchor goes behind
    the word that its Chinese became, else to the end of its sentence, and so do what is computed or to be filled in
    and is not in the English. What is `held` is put around the words nearest to where it belongs. Tabs and wide
    spaces between columns stay.
    """
    base = base_style(flow)
    text, styles = "", []  # type: str, list[Style | None]
    places: list[tuple[int, int, Item]] = []  # position in the English, position in the Chinese, what stands there
    spans = list(_spans(flow, base))
    # What stands on the border of two sentences belongs to the first, as a reference to a footnote does.
    ends = [s.start + len(s.source) + len(s.gap) for s in block.segments[:-1]]
    owner = {id(a): bisect.bisect_left(ends, a.at) for a in flow.anchors}
    for n, segment in enumerate(block.segments):
        before = block.segments[n - 1] if n and (text or places) else None
        if before is not None and n == 1 and "\t" in before.gap and "\t" in segment.gap and (
                len(before.target) > width(before.source)):
            text, styles = text + " ", [*styles, base]  # of 第1章, 总则 and 6 the first is wider than its stop
        else:
            for gap, style in _gap(before, spans, base) if before is not None else ():
                text, styles = text + gap, styles + [style] * len(gap)
        own: list[Style | None] = [base] * len(segment.target)
        first, last = segment.start, segment.start + len(segment.source)
        searched: dict[str, int] = {}
        for a, b, style, piece in spans:
            a, b = max(a, first) - first, min(b, last) - first
            if a >= b or style == base and not piece:
                continue
            found = _fixed(segment, piece, searched) if piece else project(segment, (a, b))
            if not found and piece:
                at = position(segment, a)
                places.append((len(text) + at, first + a, (_apart(segment.target, at, piece), style)))
            elif not found and style.held:
                found = [_near(segment, a, b)]
            for start, end in found:
                own[start:end] = [style] * (end - start)
        places += [(len(text) + position(segment, a.at - first), a.at, a) for a in flow.anchors if owner[id(a)] == n]
        text, styles = text + segment.target, styles + own
    return list(_woven(text, styles, sorted(places, key=lambda p: p[:2])))


def _spans(flow: Flow, base: Style | None) -> Iterator[tuple[int, int, Style, str]]:
    """The pieces of a flow as (start, end, style, text); the text is given for what must stand in the English as it
    is.
    """
    at = 0
    for piece, style in flow.pieces:
        end = 0
        for mark in _FORM.finditer(piece) if not style.fixed else ():
            if mark.start() > end:
                yield at + end, at + mark.start(), style, ""
            yield at + mark.start(), at + mark.end(), style, mark.group()
            end = mark.end()
        blank = style != base and len(piece) > 1 and not piece.strip() and "\n" not in piece
        if piece[end:]:
            yield at + end, at + len(piece), style, piece[end:] if style.fixed or blank else ""
        at += len(piece)


def _gap(segment: Segment, spans: list, base: Style | None) -> list[tuple[str, Style | None]]:
    """What stands between a sentence and the next one: a space, a line break, or the columns' tabs and spaces in
    their own style.
    """
    if "\n" in segment.gap:
        return [("\n", base)]
    if not COLUMN_GAP.match(segment.gap):
        return [(" ", base)]
    start = segment.start + len(segment.source)
    end = start + len(segment.gap)
    found: list[tuple[str, Style | None]] = []
    for a, b, style, _ in spans:
        if (a := max(a, start)) < (b := min(b, end)):
            found.append((segment.gap[a - start:b - start], style))
    return found


def _fixed(segment: Segment, piece: str, searched: dict[str, int]) -> list[tuple[int, int]]:
    """Where a piece that stands in the English as it is stands there, each time behind the one before."""
    if not piece.strip():
        return []
    if _BLANK.fullmatch(piece):  # of either width
        found = _BLANK.search(segment.target, searched.get("_", 0))
        searched["_"] = found.end() if found else 0
        return [found.span()] if found else []
    at = segment.target.find(piece, searched.get(piece, 0))
    if at < 0:
        return []
    searched[piece] = at + len(piece)
    return [(at, at + len(piece))]


def _apart(text: str, at: int, piece: str) -> str:
    """A piece that is put into a text at a place, with spaces where it would touch words."""
    before = " " if text[:at][-1:].isalnum() or text[:at].endswith(":") else ""
    return before + piece + (" " if text[at:at + 1].isalnum() else "")


def _near(segment: Segment, a: int, b: int) -> tuple[int, int]:
    """The words of the English between the places where a piece of the Chinese begins and ends, at least one."""
    start, end = position(segment, a), position(segment, b)
    words = [m.span() for m in re.finditer(r"\w+(?:[-'’.,]\w+)*", segment.target)]
    inside = [(s, e) for s, e in words if start <= s and e <= end]
    if inside:
        return inside[0][0], inside[-1][1]
    before = [w for w in words if w[1] <= max(start, end)]
    return before[-1] if before else words[0] if words else (0, len(segment.target))


def position(segment: Segment, at: int) -> int:
    """Where in a segment's English something belongs that stands behind the Chinese character `at`."""
    if at <= 0:
        return 0
    if at <= len(segment.marker) and segment.target.startswith(segment.marker_target.rstrip()):
        return len(segment.marker_target.rstrip())
    if not any(c.isalnum() for c in segment.source[at:]):
        ends = segment.source[at:].lstrip()[:1] in tuple(ENDS)
        return len(segment.target.rstrip(".;!?")) if ends else len(segment.target)
    before = [(t.end, t.target_span[1]) for t in segment.terms if t.target_span and t.end <= at]
    before += [(q, e) for _, q, _, e in links(segment) if q <= at]
    if not before:
        return len(segment.target)
    end = max(before)[1]
    while end < len(segment.target) and segment.target[end].isalnum():
        end += 1
    if segment.source[at - 1] in "：:" and segment.target[end:end + 1] == ":":
        end += 1
    return end


def _woven(text: str, styles: list[Style | None], places: Iterable[tuple[int, int, Item]]) -> Iterator[Item]:
    start = 0
    waiting = {at: [item for _, _, item in group] for at, group in groupby(places, key=lambda p: p[0])}
    for p in range(len(text) + 1):
        due = waiting.get(p, ())
        if due or p == len(text) or styles[p] != styles[start]:
            if p > start:
                yield text[start:p], styles[start]
            yield from due
            start = p
