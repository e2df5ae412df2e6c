"""The reading order of a page: one column or two, with headings across both."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bilingual.readers.text import glue

_MIDDLE = (0.3, 0.7)   # of the text's width: where a gutter between two columns may run
_STEPS = 60
_CROSSING = 0.35       # share of the lines that may run across the gutter
_UNDER = 2
_LEAST_LINES = 4       # on each side of it


@dataclass
class Line:
    """A line of type: where it stands (points from the page's top left), its size, its text, and, once ordered, its
    column.

    `left` and `right` are the edges of its column; `column` is 0 for one that all of the page shares, else 1 or 2.
    A table counts as one line, with its cells in `table` and their boxes (x0, top, x1, bottom) in `boxes`. Pages count
    from 1. `room` holds the edges between which other text may stand in its place.
    """
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    table: list[list[str | None]] | None = None
    boxes: list[list[tuple[float, float, float, float] | None]] | None = None
    page: int = 0
    room: tuple[float, float] = (0.0, 0.0)

    @property
    def full(self) -> bool:
        """Whether it reaches the right edge, so that its paragraph may go on."""
        return self.x1 > self.right - 2.2 * self.size

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its column, as titles do."""
        before, after = self.x0 - self.left, self.right - self.x1
        return (min(before, after) > 2.5 * self.size
                and abs(before - after) < max(1.5 * self.size, 0.12 * (self.right - self.left)))


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines as they are read: left column before right one between the lines that run across both."""
    if not lines:
        return []
    gutter = _gutter(lines)
    ordered: list[Line] = []
    if gutter is None:
        ordered = list(_rows(lines))
    else:
        waiting: tuple[list[Line], list[Line]] = ([], [])
        foot = max(l.bottom for l in lines if l.x0 >= gutter)
        for line in sorted(lines, key=lambda l: l.top):
            if line.x0 < gutter < line.x1 or line.table and line.top >= foot:
                left, right = waiting
                end = max((l.bottom for l in right), default=line.top)
                start = min((l.x0 for l in left), default=0.0)
                # Short paragraphs under both columns, in front of what crosses them, belong to that and not to the left
                # column.
                under = [l for l in left if l.top >= end and l.x0 > start + 1.2 * l.size][-_UNDER:] if right else []
                under = [l for l in left if under and l.top >= under[0].top]
                ordered += [*_rows([l for l in left if l not in under]), *_rows(right), *_rows(under), line]
                waiting = ([], [])
            else:
                line.column = 1 if line.x1 <= gutter else 2
                waiting[line.column - 1].append(line)
        ordered += [*_rows(waiting[0]), *_rows(waiting[1])]
    for column in (0, 1, 2):
        own = [l for l in ordered if l.column == column and l.table is None]
        edges = [l for l in own if len(l.text) > 8] or own
        for line in own:
            line.left, line.right = min(l.x0 for l in edges), max(l.x1 for l in edges)
    return ordered


def _rows(lines: list[Line]) -> Iterator[Line]:
    """Lines from top to bottom; pieces at the same height from left to right, as one line."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda l: (l.top, l.x0)):
        if row and (line.top > (row[0].top + row[0].bottom) / 2 or line.table or row[0].table):
            yield _one(row)
            row = []
        row.append(line)
    if row:
        yield _one(row)


def _one(row: list[Line]) -> Line:
    row.sort(key=lambda l: l.x0)
    first = row[0]
    if len(row) == 1:
        return first
    return Line(first.x0, max(l.x1 for l in row), first.top, max(l.bottom for l in row), max(l.size for l in row),
                _text(row), column=first.column, page=first.page)


def _text(row: list[Line]) -> str:
    """The pieces of a line as one text: with a space where there is room for a letter."""
    text = row[0].text
    for before, line in pairwise(row):
        text = glue(text, line.text) if line.x0 - before.x1 < line.size else f"{text} {line.text}"
    return text


def _gutter(lines: list[Line]) -> float | None:
    """Where two columns are divided; None on a page with one."""
    lines = [l for l in lines if l.table is None] or lines
    left, right = min(l.x0 for l in lines), max(l.x1 for l in lines)
    best = None
    for step in range(_STEPS + 1):
        x = left + (right - left) * (_MIDDLE[0] + (_MIDDLE[1] - _MIDDLE[0]) * step / _STEPS)
        crossing = sum(l.x0 < x < l.x1 for l in lines)
        sides = [l for l in lines if l.x1 <= x], [l for l in lines if l.x0 >= x]
        if crossing > _CROSSING * len(lines) or min(map(len, sides)) < _LEAST_LINES:
            continue
        # Columns are blocks of type: most lines fill their side. Two words at the ends of a line are none.
        widths = max(1.0, x - left), max(1.0, right - x)
        filled = [sum(l.x1 - l.x0 for l in side) / len(side) / w for side, w in zip(sides, widths, strict=True)]
        if min(filled) < 0.45:
            continue
        room = min(l.x0 for l in sides[1]) - max(l.x1 for l in sides[0])
        if best is None or (crossing, -room) < best[0]:
            best = (crossing, -room), (max(l.x1 for l in sides[0]) + min(l.x0 for l in sides[1])) / 2
    return best[1] if best else None
