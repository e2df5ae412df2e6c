"""Training rows as flat arrays, and batches of similar lengths made of them."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from bilingual.tuning.rows import Row

CHUNK = 50_000  # rows that are sorted by length together


class Arrays:
    """One set of rows. `bos` begins a target, `eos` ends it; it ends a source too where `source_eos` is set."""

    def __init__(self, rows: Sequence[Row], bos: int = 1, eos: int = 2, source_eos: bool = True):
        flat = lambda k, kind: np.fromiter((i for r in rows for i in r[k]), kind)
        offsets = lambda k: np.cumsum([0] + [len(r[k]) for r in rows]).astype(np.int64)
        self._hold({"src": flat(0, np.uint16), "src_off": offsets(0), "tgt": flat(1, np.uint16), "tgt_off": offsets(1),
                    "align": flat(2, np.int16)})
        self.bos, self.eos, self.source_eos = bos, eos, source_eos

    def _hold(self, arrays: dict[str, np.ndarray]) -> None:
        self.arrays = arrays
        self.src, self.src_off, self.tgt, self.tgt_off, self.align = (
            arrays[k] for k in ("src", "src_off", "tgt", "tgt_off", "align"))
        self.lengths = np.maximum(np.diff(self.src_off), np.diff(self.tgt_off)) + 1

    @classmethod
    def load(cls, path: Path) -> Arrays:
        """The set that `save` wrote."""
        made = cls([])
        with np.load(path) as data:
            made._hold({k: data[k] for k in data.files})
        return made

    def save(self, path: Path) -> None:
        """Write the arrays as .npz."""
        np.savez(path, allow_pickle=False, **self.arrays)

    def batches(self, tokens: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
        """Rows of about `tokens` padded tokens, endlessly."""
        while True:
            order = rng.permutation(len(self.lengths))
            for chunk in np.array_split(order, max(1, len(order) // CHUNK)):
                chunk = chunk[np.argsort(self.lengths[chunk] + rng.random(len(chunk)), kind="stable")]
                groups, start = [], 0
                for end in range(1, len(chunk) + 1):
                    if end == len(chunk) or (end - start + 1) * self.lengths[chunk[end]] > tokens:
                        groups.append(chunk[start:end])
                        start = end
                for g in rng.permutation(len(groups)):
                    yield groups[g]

    def tensors(self, rows: Sequence[int] | np.ndarray) -> tuple[torch.Tensor, ...]:
        """Source, its mask, target as given, target as wanted, and links of some rows, padded."""
        src = [self.src[self.src_off[r]:self.src_off[r + 1]] for r in rows]
        tgt = [self.tgt[self.tgt_off[r]:self.tgt_off[r + 1]] for r in rows]
        longest, most = max(map(len, src)) + self.source_eos, max(map(len, tgt)) + 1
        source, mask = np.full((len(rows), longest), self.eos, np.int64), np.zeros((len(rows), longest), bool)
        given, wanted = np.full((len(rows), most), self.eos, np.int64), np.full((len(rows), most), -100, np.int64)
        links = np.full((len(rows), most), -1, np.int64)
        for i, (s, t) in enumerate(zip(src, tgt, strict=True)):
            source[i, :len(s)], mask[i, :len(s) + self.source_eos] = s, True
            given[i, 0], given[i, 1:len(t) + 1] = self.bos, t
            wanted[i, :len(t)], wanted[i, len(t)] = t, self.eos
            links[i, :len(t)] = self.align[self.tgt_off[rows[i]]:self.tgt_off[rows[i]] + len(t)]
        return tuple(map(torch.from_numpy, (source, mask, given, wanted, links)))
