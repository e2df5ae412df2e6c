"""Word alignments of a corpus, with eflomal (Östling & Tiedemann 2016) on sentence pieces.

They serve three purposes: to tell a loose pair from a translation, to mine phrase pairs for the term marks, and to
teach one attention head where each target word comes from (guided alignment, Chen et al. 2016).
"""
from __future__ import annotations

import tempfile
from pathlib import Path


def align(sources: list[list[str]], targets: list[list[str]], iterations=(2, 2, 4)) -> tuple[list[set], list[set]]:
    """Links (source piece, target piece) of each pair in both directions: one target-to-source, one source-to-target."""
    from eflomal import Aligner
    with tempfile.TemporaryDirectory() as tmp:
        forward, backward = Path(tmp) / "fwd", Path(tmp) / "rev"
        plain = lambda rows: [" ".join(p.replace(" ", "_") or "_" for p in row) + "\n" for row in rows]
        Aligner(model=3, n_iterations=iterations, n_samplers=1).align(
            plain(sources), plain(targets), links_filename_fwd=str(forward), links_filename_rev=str(backward), quiet=True)
        parse = lambda path: [{tuple(map(int, l.split("-"))) for l in line.split()} for line in path.read_text().splitlines()]
        return parse(forward), parse(backward)


def agreement(forward: set, backward: set, size: int) -> float:
    """How far both directions agree, and how much of the target is explained: 0 (unrelated) to 1."""
    both = forward & backward
    union = len(forward | backward) or 1
    return 0.5 * len(both) / union + 0.5 * len({t for _, t in both}) / max(1, size)
