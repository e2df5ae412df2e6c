"""The reading order of a page: one column or several, with headings across all of them."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from bilingual.readers.lines import Line
from bilingual.readers.tabular import parted

_MIDDLE = (0.3, 0.7)   # of the text's width: where a gutter between two columns may run
_STEPS = 60
_CROSSING = 0.35       # share of the lines that may run across the gutter
_UNDER = 2
_LEAST_LINES = 4       # on each side of it


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines as they are read: left column before right one between the lines that run across both."""
    ordered = _ordered(lines, 0, count(1)) if lines else []
    for column in {l.column for l in ordered}:
        own = [l for l in ordered if l.column == column and l.table is None]
        edges = [l for l in own if len(l.text) > 8 and not l.apart] or own
        for line in own:
            line.left, line.right = min(l.x0 for l in edges), max(l.x1 for l in edges)
    return ordered


def _ordered(lines: list[Line], column: int, numbers: Iterator[int]) -> list[Line]:
    """The lines of a column that may be divided again; `numbers` are those of new columns."""
    for line in lines:
        line.column = column
    gutter = _gutter(lines) if lines else None
    if gutter is None:
        return parted(_rows(lines))
    ordered: list[Line] = []
    sides = next(numbers), next(numbers)
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
            ordered += _ordered([l for l in left if l not in under], sides[0], numbers)
            ordered += [*_ordered(right, sides[1], numbers), *_ordered(under, sides[0], numbers), line]
            waiting = ([], [])
        else:
            waiting[line.x1 > gutter].append(line)
    return ordered + _ordered(waiting[0], sides[0], numbers) + _ordered(waiting[1], sides[1], numbers)


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines from top to bottom; pieces at the same height from left to right, as one row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda l: (l.top, l.x0)):
        row = rows[-1] if rows else []
        if not row or line.top > (row[0].top + row[0].bottom) / 2 or line.table or row[0].table:
            rows.append([line])
        else:
            row.append(line)
    for row in rows:
        row.sort(key=lambda l: l.x0)
    return rows


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
        # A side may be two columns again, so that what counts is what a row of its height fills.
        rows = [len({round(l.top / max(l.size, 1.0)) for l in side}) for side in sides]
        filled = [sum(l.x1 - l.x0 for l in side) / n / w for side, n, w in zip(sides, rows, widths, strict=True)]
        if min(filled) < 0.45:
            continue
        room = min(l.x0 for l in sides[1]) - max(l.x1 for l in sides[0])
        if best is None or (crossing, -room) < best[0]:
            best = (crossing, -room), (max(l.x1 for l in sides[0]) + min(l.x0 for l in sides[1])) / 2
    return best[1] if best else None
