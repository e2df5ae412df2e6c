"""Align the sentences of two documents: the first pass finds the way, the second settles where beads begin and end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.alignment.beads import Bead, join
from bilingual.alignment.corridor import FirstPass, anchors, cells
from bilingual.alignment.features import Weights, chinese_bag, chinese_label, english_bag, english_label
from bilingual.alignment.rescoring import SecondPass
from bilingual.alignment.search import Walls, best_path, contenders, steps, sureness
from bilingual.engine.base import Engine, Request
from bilingual.language.quantities import compare, find_quantities

OPEN = 0.25  # how much less than the best way in the first pass a way may be worth whose beads the model is asked about
ROUNDS = 3  # how often beads of several sentences are looked at for Chinese that became nothing
EVEN = 2.7  # nats a token for which a bead has half of its score; of the embedded model, and kin to others'
DOUBT = 0.6  # what a score is multiplied by for each doubt
STEADY = 8.0  # what values of beads are divided by before shares are worked out: the model is too sure of itself


def align(
    chinese: Sequence[str],
    english: Sequence[str],
    engine: Engine,
    progress: Callable[[int, int], None] = lambda done, total: None,
    walls: Walls = ((), ()),
) -> list[Bead]:
    """The beads of two documents, given as the sentences of each; together they hold every sentence once, in order.

    No bead reaches over a wall: the number of a sentence, on either side, at which a heading or what follows it begins.
    `progress` is told the Chinese sentences that have been translated, and all of them. An engine that cannot judge a
    given English leaves it at the first pass.
    """
    size = len(chinese), len(english)
    if not all(size):
        return [Bead((i, i + 1), (0, 0)) for i in range(size[0])] + [Bead((0, 0), (j, j + 1)) for j in range(size[1])]
    counts = (
        [chinese_bag(z, t) for z, t in zip(chinese, translated(chinese, engine, progress), strict=True)],
        [english_bag(e) for e in english],
    )
    weights = Weights([*counts[0], *counts[1]])
    bags = [weights.weighted(b) for b in counts[0]], [weights.weighted(b) for b in counts[1]]
    first = FirstPass(chinese, english, bags)
    ways = steps(cells(size, anchors(*bags)), walls)
    second = SecondPass(chinese, english, first, engine)
    if not second.look(contenders(ways, first.value, OPEN)):
        return [
            replace(b, score=0.0 if b.alone else first.likeness((b.chinese[0], b.english[0]), b.shape))
            for b in best_path(ways, first.value)
        ]
    ways = {cell: [(o, s) for o, s in before if 0 in s or (o, s) in second.gain] for cell, before in ways.items()}
    path = best_path(ways, second.value)
    for _ in range(ROUNDS):
        if not second.follow(path):
            break
        path = best_path(ways, second.value)
    second.follow(path)
    shares = sureness(ways, lambda o, s: second.value(o, s) / STEADY)
    return [b if b.alone else _scored(b, second, shares, chinese, english) for b in path]


def _scored(bead: Bead, second: SecondPass, shares: dict, chinese: Sequence[str], english: Sequence[str]) -> Bead:
    """A bead with its score, lower where something on one side is not on the other."""
    score = shares[bead.key] / (1 + math.exp(-(second.gain[bead.key] - EVEN)))
    doubts = [f"nothing in the English comes from {text}" for text in second.omitted.get(bead.key, ())]
    texts = join(list(chinese[slice(*bead.chinese)])), " ".join(english[slice(*bead.english)])
    asked = [q for q in find_quantities(texts[0]) if q.given]
    lost = {
        f"{f.quantity.source if f.quantity else ''} is not in the English"
        for f in compare(asked, texts[1], source=texts[0]).faults
        if f.kind == "missing" and f.grave
    }
    labels = chinese_label(texts[0]), english_label(texts[1])
    if all(labels) and labels[0].split()[-1] != labels[1].split()[-1]:
        doubts.append(f"numbered {labels[0]} and {labels[1]}")
    return replace(bead, score=score * DOUBT ** len([*doubts, *lost]), doubts=(*doubts, *sorted(lost)))


def translated(chinese: Sequence[str], engine: Engine, progress: Callable[[int, int], None]) -> list[str]:
    """The engine's own English of each sentence, each distinct one asked for once."""
    distinct = list(dict.fromkeys(chinese))
    done = 0
    english: dict[str, str] = {}
    for start in range(0, len(distinct), engine.batch):
        part = distinct[start : start + engine.batch]
        english.update(zip(part, (c[0].text for c in engine.translate([Request(t) for t in part])), strict=True))
        done += len(part)
        progress(done, len(distinct))
    return [english[t] for t in chinese]
