"""Tables without lines between their columns, and pieces of a line that do not belong together: what stands apart at
the same height.

Three-line tables, forms and labels of drawings are rows of pieces. Where pieces of several rows stand below each other
they are columns; where only one row has a wide gap, its pieces are texts of their own.
"""
from __future__ import annotations

import re
import statistics
from collections.abc import Iterable
from itertools import pairwise

from bilingual.readers.lines import Box, Line
from bilingual.readers.text import glue

_BETWEEN = 1.0      # sizes of type between two columns, at least
_ROWS = 3           # that a table of two columns has, at least; a wider one may have a row less
_NEAR = 3.2         # sizes of type from row to row, at most
_APART = 4.0        # sizes of type between two pieces of one row that are texts of their own
_STEP = 0.3         # sizes of type between the feet of pieces of one line, at most
_NARROW = 0.5       # share of a table's width that its widest column's pieces fill: wider ones are text
_TIGHT = 0.8        # of the usual distance of rows: a row that goes on in its cells
_MARKER = re.compile(r"[•●■◆○▪·*-]|[（(〔\[]?[\da-zA-Z一二三四五六七八九十①-⑳]{1,4}[)）〕\].．、:：]*$")
_LEADER = re.compile(r"[.．·…‥]{4,}")


def parted(rows: list[list[Line]]) -> list[Line]:
    """The rows of a column as lines: those that make a table as one Line with cells, the others whole or in pieces."""
    out: list[Line] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and _is_spread(rows[end]) and (end == at or _follows(rows[end - 1], rows[end])):
            end += 1
        table, end = _longest(rows, at, end)
        if table is not None:
            out.append(table)
            at = end
        else:
            out += _pieces(rows, at)
            at += 1
    return out


def _is_spread(row: list[Line]) -> bool:
    return row[0].table is None and not any(p.apart or _LEADER.search(p.text) for p in row) and (
        len(row) > 1 and all(b.x0 - a.x1 >= _BETWEEN * a.size for a, b in pairwise(row)))


def _follows(before: list[Line], row: list[Line]) -> bool:
    size = max(p.size for p in row)
    return abs(before[0].size - row[0].size) < 0.3 * size and row[0].top - before[0].top < _NEAR * size


def _longest(rows: list[list[Line]], at: int, end: int) -> tuple[Line | None, int]:
    """The table of the rows from `at`, as many of them up to `end` as have its columns; and where it ends."""
    while end - at >= 2:
        own = rows[at:end]
        columns = _columns(p for row in own for p in row)
        if len(columns) > 1 and len(own) >= (_ROWS if len(columns) == 2 else _ROWS - 1) and _is_table(own, columns):
            while end < len(rows) and _continues(rows[end - 1], rows[end], columns):
                end += 1
            right = max(p.x1 for row in rows for p in row if row[0].table is None)
            return _table(rows[at:end], columns, right), end
        end -= 1
    return None, at


def _columns(pieces: Iterable[Line]) -> list[tuple[float, float]]:
    """The edges of the columns that pieces stand in."""
    out: list[tuple[float, float]] = []
    for p in sorted(pieces, key=lambda p: p.x0):
        if out and p.x0 < out[-1][1] + _BETWEEN / 2 * p.size:
            out[-1] = out[-1][0], max(out[-1][1], p.x1)
        else:
            out.append((p.x0, p.x1))
    return out


def _is_table(rows: list[list[Line]], columns: list[tuple[float, float]]) -> bool:
    if any(_column(a, columns) == _column(b, columns) for row in rows for a, b in pairwise(row)):
        return False
    inside: list[list[Line]] = [[] for _ in columns]
    for row in rows:
        for p in row:
            inside[_column(p, columns)].append(p)
    if all(_MARKER.match(p.text) for p in inside[0]) and len(columns) == 2:  # the numbers of a list
        return False
    width = columns[-1][1] - columns[0][0]
    widest = max(statistics.median(p.x1 - p.x0 for p in own) for own in inside)
    return widest <= _NARROW * width and max(len(own) for own in inside) >= 2


def _column(piece: Line, columns: list[tuple[float, float]]) -> int:
    middle = (piece.x0 + piece.x1) / 2
    return min(range(len(columns)), key=lambda n: max(columns[n][0] - middle, middle - columns[n][1]))


def _continues(before: list[Line], row: list[Line], columns: list[tuple[float, float]]) -> bool:
    """Whether a row below the table holds more of one of its columns."""
    return (_follows(before, row) and row[0].table is None and not _LEADER.search(row[0].text)
            and row[0].top - before[0].bottom < row[0].size and all(
                columns[n][0] - 2 <= p.x0 and p.x1 <= columns[n][1] + 2 for p in row for n in [_column(p, columns)])
            and (len(row) > 1 or _column(row[0], columns) > 0))


def _table(rows: list[list[Line]], columns: list[tuple[float, float]], right: float) -> Line:
    """The rows as one line with cells; the last column reaches to `right`."""
    steps = [b[0].top - a[0].top for a, b in pairwise(rows)]
    usual = statistics.median(steps)
    cells: list[list[str | None]] = []
    spans: list[list[float]] = []
    for row in rows:
        new: list[str | None] = [None] * len(columns)
        for p in row:
            n = _column(p, columns)
            new[n] = glue(new[n] or "", p.text) if new[n] else p.text
        top, bottom = min(p.top for p in row), max(p.bottom for p in row)
        if spans and new[0] is None and top - spans[-1][2] < _TIGHT * usual:
            cells[-1] = [glue(a, b) if a and b else a or b for a, b in zip(cells[-1], new, strict=True)]
            spans[-1][1:] = [bottom, top]
        else:
            cells.append(new)
            spans.append([top, bottom, top])
    pad = (usual - (rows[0][0].bottom - rows[0][0].top)) / 2
    size = rows[0][0].size
    # Where a column's texts begin below each other, the one before reaches up to them.
    edges = [b[0] - min(size / 2, (b[0] - a[1]) / 2) if _is_flush(rows, columns, n) else (a[1] + b[0]) / 2
             for n, (a, b) in enumerate(pairwise(columns), 1)]
    last = max(right, columns[-1][1]) if _is_flush(rows, columns, len(columns) - 1) else columns[-1][1]
    sides = [columns[0][0] - size / 2, *edges, last + size / 2]
    heights = [spans[0][0] - max(1.0, min(pad, size)),
               *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1] + max(1.0, min(pad, size))]
    boxes: list[list[Box | None]] = [
        [(x0, top, x1, bottom) for x0, x1 in pairwise(sides)] for top, bottom in pairwise(heights)]
    return Line(sides[0], sides[-1], heights[0], heights[-1], 0.0, "", column=rows[0][0].column, table=cells,
                boxes=boxes, page=rows[0][0].page, turn=rows[0][0].turn)


def _is_flush(rows: list[list[Line]], columns: list[tuple[float, float]], number: int) -> bool:
    starts = [p.x0 for row in rows for p in row if _column(p, columns) == number]
    return max(starts) - min(starts) < 2.0


def _pieces(rows: list[list[Line]], at: int) -> list[Line]:
    """A row as one line, or as several where gaps are wide; not where text runs over it, before and behind."""
    row = rows[at]
    if len(row) == 1 or row[0].table is not None:
        return row
    if not any(p.apart for p in row) and _runs_on(rows, at):
        return [_one(row)]
    groups = [[row[0]]]
    for a, b in pairwise(row):
        far = b.x0 - a.x1 >= _APART * max(a.size, b.size) and not _LEADER.search(a.text + b.text)
        uneven = abs(b.bottom - a.bottom) > _STEP * a.size and b.x0 - a.x1 > a.size
        if a.apart or b.apart or uneven or far and not _MARKER.match(a.text):
            groups.append([b])
        else:
            groups[-1].append(b)
    lines = [_one(g) for g in groups]
    if len(lines) > 1:
        for line in lines:
            line.apart = True
    return lines


def _runs_on(rows: list[list[Line]], at: int) -> bool:
    """Whether a row is a line of a paragraph with a hole, where a formula is: it and a neighbour go from edge to edge.
    """
    left, right = min(r[0].x0 for r in rows), max(r[-1].x1 for r in rows)
    size = rows[at][0].size
    whole = lambda row: row[0].x0 < left + 2.5 * size and row[-1].x1 > right - 1.5 * size
    near = [r for r in rows[max(0, at - 1):at + 2] if r is not rows[at] and len(r) == 1 and r[0].table is None]
    return whole(rows[at]) and any(whole(r) and abs(r[0].top - rows[at][0].top) < _NEAR * size for r in near)


def _one(row: list[Line]) -> Line:
    first = row[0]
    if len(row) == 1:
        return first
    return Line(first.x0, max(l.x1 for l in row), min(l.top for l in row), max(l.bottom for l in row),
                max(l.size for l in row), _text(row), column=first.column, page=first.page,
                turn=first.turn)


def _text(row: list[Line]) -> str:
    """The pieces of a line as one text: with a space where there is room for a letter."""
    text = row[0].text
    for before, line in pairwise(row):
        text = glue(text, line.text) if line.x0 - before.x1 < line.size else f"{text} {line.text}"
    return text
