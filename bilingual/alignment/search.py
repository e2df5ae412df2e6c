"""Dynamic programming over beads: the best way through a corridor of cells, and how sure each bead on it is.

A cell (i, j) says that i Chinese and j English sentences have been used up. A bead leads from a cell to another one;
its value is added up along the way. How sure a bead is, is its share of all ways through the corridor, each weighted by
e to the power of its value (the forward-backward algorithm).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable

from bilingual.alignment.beads import SHAPES, Bead, Shape

Cell = tuple[int, int]
Value = Callable[[Cell, Shape], float]
_NEVER = -math.inf


Walls = tuple[Collection[int], Collection[int]]


def steps(cells: Iterable[Cell], walls: Walls = ((), ())) -> dict[Cell, list[tuple[Cell, Shape]]]:
    """For each cell of a corridor, in order, the cells from which a bead leads to it, with the bead's shape.

    `walls` are the numbers of the sentences on either side in front of which a bead ends: headings, and what follows
    them.
    """
    known = set(cells)

    def leads(i: int, j: int, k: int, l: int) -> bool:
        return (
            (i - k, j - l) in known
            and not any(n in walls[0] for n in range(i - k + 1, i))
            and not any(n in walls[1] for n in range(j - l + 1, j))
        )

    return {(i, j): [((i - k, j - l), (k, l)) for k, l in SHAPES if leads(i, j, k, l)] for i, j in sorted(known)}


def best_path(ways: dict[Cell, list[tuple[Cell, Shape]]], value: Value) -> list[Bead]:
    """The beads of the way of greatest value from the first cell of a corridor to its last one, without scores."""
    first, last = next(iter(ways)), next(reversed(ways))
    best: dict[Cell, float] = {first: 0.0}
    back: dict[Cell, tuple[Cell, Shape]] = {}
    for cell, before in ways.items():
        for origin, shape in before:
            total = best.get(origin, _NEVER) + value(origin, shape)
            if total > best.get(cell, _NEVER):
                best[cell], back[cell] = total, (origin, shape)
    beads, cell = [], last
    while cell != first:
        origin, _ = back[cell]
        beads.append(Bead((origin[0], cell[0]), (origin[1], cell[1])))
        cell = origin
    return beads[::-1]


def contenders(ways: dict[Cell, list[tuple[Cell, Shape]]], value: Value, least: float) -> list[tuple[Cell, Shape]]:
    """The beads through which some way leads whose value is less than `least` below the best way's."""
    first, last = next(iter(ways)), next(reversed(ways))
    forward: dict[Cell, float] = {first: 0.0}
    for cell, before in ways.items():
        if before:
            forward[cell] = max(forward.get(o, _NEVER) + value(o, s) for o, s in before)
    backward: dict[Cell, float] = {last: 0.0}
    for cell in reversed(ways):
        for origin, shape in ways[cell]:
            backward[origin] = max(backward.get(origin, _NEVER), backward.get(cell, _NEVER) + value(origin, shape))
    return [
        (o, s)
        for cell, before in ways.items()
        for o, s in before
        if forward.get(o, _NEVER) + value(o, s) + backward.get(cell, _NEVER) >= forward[last] - least
    ]


def sureness(ways: dict[Cell, list[tuple[Cell, Shape]]], value: Value) -> dict[tuple[Cell, Shape], float]:
    """For each bead of a corridor its share of all ways through it, between 0 and 1."""
    first, last = next(iter(ways)), next(reversed(ways))
    forward: dict[Cell, float] = {first: 0.0}
    for cell, before in ways.items():
        if before:
            forward[cell] = _sum([forward[o] + value(o, s) for o, s in before if o in forward])
    backward: dict[Cell, float] = {last: 0.0}
    for cell in reversed(ways):
        for origin, shape in ways[cell]:
            backward[origin] = _sum([backward.get(origin, _NEVER), backward.get(cell, _NEVER) + value(origin, shape)])
    whole = forward[last]
    return {
        (o, s): math.exp(min(0.0, forward.get(o, _NEVER) + value(o, s) + backward.get(cell, _NEVER) - whole))
        for cell, before in ways.items()
        for o, s in before
    }


def _sum(logs: list[float]) -> float:
    """The logarithm of the sum of numbers given by their logarithms."""
    top = max(logs, default=_NEVER)
    return top if top == _NEVER else top + math.log(sum(math.exp(x - top) for x in logs))
