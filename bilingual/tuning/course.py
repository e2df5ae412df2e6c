"""The training of a tuned model, which may be broken off and gone on with, and is the same for the same seed."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from bilingual.support.files import replacing
from bilingual.tuning.batches import Arrays
from bilingual.tuning.optimise import Trainer, adam
from bilingual.tuning.weights import Weights

RATE = 3e-4      # learning rate at its height
DROP = 0.2       # dropout on the user's sentences, which are seen often; half of it on the rest
OWN = 0.5        # share of the batches that are of the user's sentences; more where there is less of other text
GUIDE = 0.5      # weight of the alignment loss, for a model that has a guided head
TOKENS = 1500    # padded tokens a batch
PASSES = 3       # through the user's sentences at most; 20 made sentences kept apart worse (chrF 68.4 to 64.6)
PROBED = 3       # updates that are timed to know how many fit into the minutes
SAVED = 60       # seconds between two checkpoints


class BrokenOff(KeyboardInterrupt):
    """The training was broken off. `kept` says what of it is kept."""

    def __init__(self, kept: str = ""):
        super().__init__(kept)
        self.kept = kept


@dataclass(frozen=True)
class Length:
    """How long to train: for so many updates, else for so many minutes."""
    steps: int | None = None
    minutes: float = 10.0


def train(weights: Weights, aligned: bool, own: Arrays, others: Arrays, length: Length, seed: int,
          checkpoint: Path, progress: Callable[[int, int], None], stopped: Callable[[], bool]) -> tuple[Weights, int]:
    """The tuned weights and how many updates made them. What a checkpoint holds is not done again.

    An `aligned` model has a guided head. `stopped` is asked between two updates; then a checkpoint is written and
    BrokenOff raised.
    """
    trainer = _trainer(weights, aligned)
    total = length.steps or 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location="cpu")
        trainer.go_on(kept)
        total = kept["total"]
    total = total or _affordable(weights, aligned, own, others, length.minutes)
    batches, saved = _batches(own, others, seed), time.monotonic()
    for _ in range(trainer.steps):
        next(batches)
    while trainer.steps < total:
        if stopped():
            _save(trainer, total, checkpoint)
            raise BrokenOff(f"step {trainer.steps} of {total}")
        which, rows, drop = next(batches)
        torch.manual_seed(seed * 10**6 + trainer.steps)
        trainer.update(which.tensors(rows), trainer.steps / total, drop)
        progress(trainer.steps, total)
        if time.monotonic() - saved > SAVED:
            _save(trainer, total, checkpoint)
            saved = time.monotonic()
    _save(trainer, total, checkpoint)
    return Weights(trainer.average, weights.config, weights.position), total


def _trainer(weights: Weights, aligned: bool) -> Trainer:
    model = weights.model()
    return Trainer(model, adam(model, RATE), GUIDE if aligned else 0.0)


def _batches(own: Arrays, others: Arrays, seed: int) -> Iterator[tuple[Arrays, np.ndarray, float]]:
    """Which set, which of its rows, and the dropout on them; the same for the same seed."""
    rng = np.random.default_rng(seed)
    mine, rest = own.batches(TOKENS, rng), others.batches(TOKENS, rng)
    share = max(OWN, own.lengths.sum() / (own.lengths.sum() + others.lengths.sum()))
    while True:
        if rng.random() < share:
            yield own, next(mine), DROP
        else:
            yield others, next(rest), DROP / 2


def _affordable(weights: Weights, aligned: bool, own: Arrays, others: Arrays, minutes: float) -> int:
    """How many updates fit into the minutes, and at most PASSES through the user's sentences."""
    trainer, batches = _trainer(weights, aligned), _batches(own, others, 0)
    for n in range(PROBED + 1):
        if n == 1:
            start = time.monotonic()  # the first one pays for memory
        which, rows, drop = next(batches)
        trainer.update(which.tensors(rows), 0.0, drop)
    each = (time.monotonic() - start) / PROBED
    passes = int(PASSES / OWN * own.lengths.sum() / TOKENS)
    return max(1, min(int(minutes * 60 / each), passes))


def _save(trainer: Trainer, total: int, checkpoint: Path) -> None:
    with replacing(checkpoint) as temporary:
        torch.save({**trainer.state(), "total": total}, temporary)
