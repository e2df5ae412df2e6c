"""Word alignments of a corpus, on sentence pieces: with eflomal (Östling & Tiedemann 2016), else with a plain own
model.

They serve three purposes: to tell a loose pair from a translation, to mine phrase pairs for the term marks, and to
teach one attention head where each target word comes from (guided alignment, Chen et al. 2016).
"""
from __future__ import annotations

import math
import tempfile
from collections import defaultdict
from pathlib import Path


def align(sources: list[list[str]], targets: list[list[str]], iterations=(2, 2, 4)) -> tuple[list[set], list[set]]:
    """Links (source piece, target piece) of each pair in both directions: one target-to-source, one source-to-target.

    Without eflomal, which is compiled at installation, `model_one` does it: enough for a small corpus, slow for a large
    one.
    """
    try:
        from eflomal import Aligner
    except ImportError:
        back = model_one(targets, sources)
        return model_one(sources, targets), [{(s, t) for t, s in links} for links in back]
    with tempfile.TemporaryDirectory() as tmp:
        forward, backward = Path(tmp) / "fwd", Path(tmp) / "rev"
        plain = lambda rows: [" ".join(p.replace(" ", "_") or "_" for p in row) + "\n" for row in rows]
        Aligner(model=3, n_iterations=iterations, n_samplers=1).align(
            plain(sources), plain(targets), links_filename_fwd=str(forward), links_filename_rev=str(backward),
            quiet=True)
        parse = lambda path: [{tuple(map(int, l.split("-"))) for l in line.split()}
                              for line in path.read_text().splitlines()]
        return parse(forward), parse(backward)


def model_one(sources: list[list[str]], targets: list[list[str]], iterations: int = 5,
              tension: float = 4.0) -> list[set]:
    """IBM Model 1 with a preference for the diagonal (Dyer et al. 2013): for each target piece its best source piece.
    """
    chance: dict = defaultdict(lambda: 1.0)
    near = lambda i, j, n, m: math.exp(-tension * abs(i / n - j / m))
    for _ in range(iterations):
        pair, single = defaultdict(float), defaultdict(float)
        for source, target in zip(sources, targets):
            for j, t in enumerate(target):
                weights = [chance[s, t] * near(i, j, len(source), len(target)) for i, s in enumerate(source)]
                total = sum(weights) or 1.0
                for s, w in zip(source, weights):
                    pair[s, t] += w / total
                    single[s] += w / total
        chance = defaultdict(float, {(s, t): c / single[s] for (s, t), c in pair.items()})
    return [{(max(range(len(source)), key=lambda i: chance[source[i], t] * near(i, j, len(source), len(target))), j)
             for j, t in enumerate(target)} for source, target in zip(sources, targets)]


def agreement(forward: set, backward: set, size: int) -> float:
    """How far both directions agree, and how much of the target is explained: 0 (unrelated) to 1."""
    both = forward & backward
    union = len(forward | backward) or 1
    return 0.5 * len(both) / union + 0.5 * len({t for _, t in both}) / max(1, size)
