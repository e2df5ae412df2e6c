"""Align the sentences of two documents: the first pass finds the way, the second settles where beads begin and end."""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.alignment.beads import Bead
from bilingual.alignment.corridor import FirstPass, anchors, cells
from bilingual.alignment.features import Weights, chinese_bag, english_bag
from bilingual.alignment.rescoring import SecondPass
from bilingual.alignment.search import best_path, contenders, steps, sureness
from bilingual.engine.base import Engine, Request

OPEN = 0.25    # how much less than the best way in the first pass a way may be worth whose beads the model is asked about
STEADY = 8.0  # by how much the values of beads are divided before shares are worked out of them: the model is too sure of itself


def align(chinese: Sequence[str], english: Sequence[str], engine: Engine,
          progress: Callable[[int, int], None] = lambda done, total: None) -> list[Bead]:
    """The beads of two documents, given as the sentences of each; together they hold every sentence once, in order.

    `progress` is told the Chinese sentences that have been translated, and all of them. An engine that cannot judge a given English
    leaves it at the first pass.
    """
    size = len(chinese), len(english)
    if not all(size):
        return [Bead((i, i + 1), (0, 0)) for i in range(size[0])] + [Bead((0, 0), (j, j + 1)) for j in range(size[1])]
    counts = [chinese_bag(z, t) for z, t in zip(chinese, translated(chinese, engine, progress))], [english_bag(e) for e in english]
    weights = Weights([*counts[0], *counts[1]])
    bags = [weights.weighted(b) for b in counts[0]], [weights.weighted(b) for b in counts[1]]
    first = FirstPass(chinese, english, bags)
    ways = steps(cells(size, anchors(*bags)))
    second = SecondPass(chinese, english, first, engine)
    if not second.look(contenders(ways, first.value, OPEN)):
        return [replace(b, score=0.0 if b.alone else first.likeness((b.chinese[0], b.english[0]), b.shape)) for b in best_path(ways, first.value)]
    ways = {cell: [(o, s) for o, s in before if 0 in s or (o, s) in second.gain] for cell, before in ways.items()}
    shares = sureness(ways, lambda o, s: second.value(o, s) / STEADY)
    return [_scored(b, second, shares) for b in best_path(ways, second.value)]


def _scored(bead: Bead, second: SecondPass, shares: dict) -> Bead:
    if bead.alone:
        return bead
    key = (bead.chinese[0], bead.english[0]), bead.shape
    return replace(bead, score=shares[key] / (1 + math.exp(-(second.gain[key] - 3))))


def translated(chinese: Sequence[str], engine: Engine, progress: Callable[[int, int], None]) -> list[str]:
    """The engine's own English of each sentence, each distinct one asked for once."""
    distinct = list(dict.fromkeys(chinese))
    done = 0
    english: dict[str, str] = {}
    for start in range(0, len(distinct), engine.batch):
        part = distinct[start:start + engine.batch]
        english.update(zip(part, (c[0].text for c in engine.translate([Request(t) for t in part]))))
        done += len(part)
        progress(done, len(distinct))
    return [english[t] for t in chinese]
