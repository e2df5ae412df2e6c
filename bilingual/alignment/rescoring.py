"""The second pass: what the translation model itself makes of the beads that might be.

The model reads each English with the Chinese in front of it (forced decoding) and with nothing: how much likelier the
Chinese makes the English, in nats a token, is what the pair is worth. Two sentences that have nothing to do with each
other gain little, so a bead must gain more than GAIN a token to be worth more than sentences left alone. Beads with
more sentences than needed lose, because the additional Chinese makes nothing likelier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bilingual.alignment.beads import Bead, Shape, join
from bilingual.alignment.corridor import FirstPass
from bilingual.alignment.search import Cell
from bilingual.engine.base import Engine, Request
from bilingual.language.coverage import passed_over

NOTHING = "。"  # the Chinese of an English that has none
TOKEN = 4.5  # letters of English for a token of the model
GAIN = 2.0  # nats a token that unrelated sentences of one document may gain
MOST = 6.0  # nats a token beyond which more says nothing more
LIKE = 1.5  # nats a token that full likeness of the first pass is worth
COST = {(1, 1): 0.0, (1, 2): 6.0, (2, 1): 6.0, (1, 3): 14.0, (3, 1): 14.0, (2, 2): 18.0}
COST |= {(1, 4): 22.0, (4, 1): 22.0, (2, 3): 26.0, (3, 2): 26.0}
OMITTED = (
    2.0  # nats that a Chinese character costs in a bead of several sentences when nothing in the English comes from it
)
RUN = 6  # such characters in a row, below which it says nothing
NEVER = -1e6  # the value of a bead that the model was not asked about

Key = tuple[Cell, Shape]


class SecondPass:
    """Values of beads by the model's own probabilities, which `look` fetches, and by what it follows, which `follow`
    does.
    """

    def __init__(self, chinese: Sequence[str], english: Sequence[str], first: FirstPass, engine: Engine):
        self._chinese, self._english, self._first, self._engine = chinese, english, first, engine
        self._alone: dict[int, float] = {}
        self.gain: dict[Key, float] = {}
        self.omitted: dict[Key, list[str]] = {}

    def look(self, beads: Iterable[Key]) -> bool:
        """Ask the model about some beads; False where it cannot tell."""
        wanted = [(o, s) for o, s in dict.fromkeys(beads) if 0 not in s and (o, s) not in self.gain]
        new = sorted({j for (_, b), (_, l) in wanted for j in range(b, b + l)} - set(self._alone))
        alone = self._engine.score([(Request(NOTHING), self._english[j]) for j in new])
        if new and not alone:
            return False
        self._alone.update(zip(new, alone, strict=True))
        scores = self._engine.score(
            [
                (Request(join(list(self._chinese[i : i + k]))), " ".join(self._english[j : j + l]))
                for (i, j), (k, l) in wanted
            ]
        )
        for (origin, shape), score in zip(wanted, scores, strict=True):
            self.gain[origin, shape] = score - self._without(origin[1], shape[1])
        return True

    def follow(self, beads: Sequence[Bead]) -> bool:
        """See what Chinese of some beads became nothing; whether any bead was not known yet and has such Chinese in
        more sentences than one.
        """
        if not self._engine.aligned:
            return False
        new = [b for b in beads if not b.alone and b.key not in self.omitted]
        texts = [
            (join(list(self._chinese[slice(*b.chinese)])), " ".join(self._english[slice(*b.english)])) for b in new
        ]
        found = self._engine.align([(Request(z), e) for z, e in texts])
        for bead, (text, _), seen in zip(new, texts, found, strict=True):
            self.omitted[bead.key] = passed_over(text, seen.uncovered, least=RUN)
        return any(self.omitted.get(b.key) and b.shape[0] > 1 for b in new)

    def _without(self, j: int, count: int) -> float:
        """What the English is worth without any Chinese, in nats a token."""
        sizes = [len(self._english[n]) + 1 for n in range(j, j + count)]
        return sum(self._alone[n] * size for n, size in zip(range(j, j + count), sizes, strict=True)) / sum(sizes)

    def value(self, origin: Cell, shape: Shape) -> float:
        if 0 in shape:
            return 0.0
        if (origin, shape) not in self.gain:
            return NEVER
        j, count = origin[1], shape[1]
        tokens = sum(len(self._english[n]) + 1 for n in range(j, j + count)) / TOKEN
        gain = min(MOST, self.gain[origin, shape]) - GAIN + LIKE * self._first.likeness(origin, shape)
        lost = sum(map(len, self.omitted.get((origin, shape), ()))) if shape[0] > 1 else 0
        return min(tokens, 60.0) * gain - COST[shape] - OMITTED * lost
