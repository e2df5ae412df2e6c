"""A number of an English text."""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bilingual.model.quantity import Value


@dataclass(frozen=True)
class Item:
    """A number of an English text with all the values it may stand for, the likeliest first.

    `raw` is the number as it is written and `scale` the worth of its scale words; `digits` tells it from one in words.
    """
    start: int
    end: int
    raw: Fraction
    values: tuple[Value, ...]
    scale: int = 1
    digits: bool = False
    kind: str = "number"

    @property
    def amount(self) -> Fraction:
        """The number with its scale words, in whatever unit it is told."""
        return self.raw * self.scale


def roman(text: str) -> int:
    """III → 3, IX → 9."""
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[c] for c in text]
    return sum(-w if w < after else w for w, after in zip(worth, [*worth[1:], 0], strict=True))
