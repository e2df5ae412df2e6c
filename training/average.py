"""Average models of one vocabulary: a model trained on new text, averaged with the one it came from, keeps more of it.

    python -m training.average OLD.argosmodel NEW.pt --weights 0.5 0.5 --out RUN/model.pt

Each file is an exported package or a checkpoint. A layer that only some have counts in the others as one that adds
nothing: it is kept as it is, with less of its outcome. Averaging works for models that come from one another: of models
trained apart it makes noise.
"""
from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from training.restore import OUTCOMES, start_from


def average(files: Sequence[Path], weights: Sequence[float]) -> dict:
    """A checkpoint whose parameters are the weighted mean of those of the files. Raises ValueError where that has no
    meaning: other widths or vocabularies, weights that do not belong to the files or add up to 0.
    """
    if len(files) != len(weights) or sum(weights) == 0:
        raise ValueError("one weight for each file, and not 0 in all")
    read = [start_from(f)[:2] for f in files]
    config = max((c for _, c in read), key=lambda c: (c["enc"], c["dec"]))
    if any({**c, "enc": 0, "dec": 0} != {**config, "enc": 0, "dec": 0} for _, c in read):
        raise ValueError("the models differ in width, heads or vocabulary")
    mean = {}
    for name in {name: None for state, _ in read for name in state}:
        there = [(w, state[name]) for w, (state, _) in zip(weights, read) if name in state]
        share = sum(weights) if name.endswith(OUTCOMES) else sum(w for w, _ in there)
        mean[name] = sum(w * values for w, values in there) / share
    return {"model": mean, "config": config}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("files", nargs="+", type=Path)
    ap.add_argument("--weights", nargs="+", type=float, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(average(args.files, args.weights), args.out)


if __name__ == "__main__":
    main()
