"""The first pass: where the two documents run along each other, from what their sentences have in common.

Pairs of sentences that are each other's likeliest partner, and that stand in the same order on both sides, are anchors.
Between two anchors all cells are looked at, and a few around them; dynamic programming finds the best way through.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from bilingual.alignment.beads import Shape
from bilingual.alignment.features import Bag, fit, likeness, together
from bilingual.alignment.search import Cell

LEAST = 0.25  # likeness of an anchor
MARGIN = 2  # cells looked at beside the way between anchors
WIDEST = 80  # sentences off the straight line between two anchors far apart
COMMON = 60  # sentences beyond which a feature does not make a pair worth looking at
BASE = 0.15  # likeness that unrelated sentences have
LENGTH = 0.2  # share of the lengths in a bead's value
COST = {(1, 1): 0.0, (1, 2): 0.08, (2, 1): 0.08, (1, 3): 0.2, (3, 1): 0.2, (2, 2): 0.25}
COST |= {(1, 4): 0.32, (4, 1): 0.32, (2, 3): 0.37, (3, 2): 0.37}


def anchors(chinese: Sequence[Bag], english: Sequence[Bag]) -> list[tuple[int, int, float]]:
    """Pairs (Chinese, English, likeness) in rising order of both."""
    where: dict[str, list[int]] = defaultdict(list)
    for j, bag in enumerate(english):
        for feature in bag:
            where[feature].append(j)
    best_of: dict[int, tuple[float, int]] = {}
    rows: list[tuple[int, int, float]] = []
    for i, bag in enumerate(chinese):
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in bag.items():
            places = where.get(feature, ())
            if len(places) <= COMMON:
                for j in places:
                    shared[j] += weight
        for j in sorted(shared, key=lambda j: -shared[j])[:8]:
            like = likeness(bag, english[j])
            rows.append((i, j, like))
            best_of[j] = max(best_of.get(j, (0.0, -1)), (like, i))
    mine: dict[int, tuple[float, int]] = {}
    for i, j, like in rows:
        mine[i] = max(mine.get(i, (0.0, -1)), (like, j))
    mutual = [(i, j, like) for i, (like, j) in sorted(mine.items()) if like >= LEAST and best_of[j][1] == i]
    return _rising(mutual)


def _rising(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The heaviest of the chains of pairs in which both numbers rise; `pairs` come in the order of the first."""
    # Fronts: for a growing English position the heaviest chain that ends there or before; weights rise with the
    # positions.
    ends: list[int] = []
    chains: list[tuple[float, int]] = []  # weight, index of the last pair
    back: list[int] = []
    for n, (_, j, like) in enumerate(pairs):
        at = bisect_left(ends, j)
        weight, previous = chains[at - 1] if at else (0.0, -1)
        weight += like * like
        back.append(previous)
        if at < len(ends) and ends[at] == j and chains[at][0] >= weight:
            continue
        stop = at
        while stop < len(ends) and chains[stop][0] <= weight:
            stop += 1
        ends[at:stop], chains[at:stop] = [j], [(weight, n)]
    out, n = [], chains[-1][1] if chains else -1
    while n >= 0:
        out.append(pairs[n])
        n = back[n]
    return out[::-1]


def cells(size: Cell, known: Sequence[tuple[int, int, float]], margin: int = MARGIN) -> set[Cell]:
    """The corridor for documents of `size` sentences: the boxes between anchors, and `margin` cells around them."""
    found: set[Cell] = set()
    corners = [(0, 0), *((i, j) for i, j, _ in known), size]
    for (a, b), (c, d) in itertools.pairwise(corners):
        lean = (d - b) / max(1, c - a)
        for i in range(max(0, a - margin), min(size[0], c + margin) + 1):
            middle = b + (i - a) * lean
            low = max(0, b - margin, int(middle - WIDEST - lean))
            high = min(size[1], d + margin, int(middle + WIDEST + lean) + 1)
            found.update((i, j) for j in range(low, high + 1))
    return found


class FirstPass:
    """Values of beads by what their sentences have in common; each likeness is worked out once."""

    def __init__(self, chinese: Sequence[str], english: Sequence[str], bags: tuple[Sequence[Bag], Sequence[Bag]]):
        self._texts, self._bags = (chinese, english), bags
        self.likeness = lru_cache(maxsize=None)(self._likeness)

    def _likeness(self, origin: Cell, shape: Shape) -> float:
        (i, j), (k, l) = origin, shape
        like = likeness(together(self._bags[0][i : i + k]), together(self._bags[1][j : j + l]))
        return (1 - LENGTH) * like + LENGTH * fit(
            "".join(self._texts[0][i : i + k]), " ".join(self._texts[1][j : j + l])
        )

    def value(self, origin: Cell, shape: Shape) -> float:
        if 0 in shape:
            return 0.0
        return sum(shape) / 2 * (self.likeness(origin, shape) - BASE - LENGTH / 2) - COST[shape]
