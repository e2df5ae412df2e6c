"""What a model learns from: a user's reviewed sentences, and its own translations of other text."""
from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bilingual.engine.argos import ArgosEngine
from bilingual.engine.base import Request
from bilingual.glossary.matcher import Matcher
from bilingual.model.document import PEOPLE
from bilingual.model.errors import BilingualError
from bilingual.translation.memory import Unit
from bilingual.tuning.pairs import Pair, normalise, plausible
from bilingual.tuning.rows import Expander, Links, Row, first_letter

LEAST = 50       # reviewed sentences, below which nothing can be learnt and shown
APART = 0.1      # share of the reviewed sentences that is not learnt from
MOST_APART = 200  # of these: more would only take longer to measure
OTHERS = 1000    # sentences of other text that the model translates itself
ENTRIES = 1000   # entries of the glossary among the other text
COPIES = 3       # of a sentence, with different marks


@dataclass
class Lesson:
    """Reviewed pairs to learn from, those kept apart, and Chinese sentences of other text.

    `left_out` counts reviewed sentences that cannot be translations of their Chinese: other scripts, lengths or
    numbers.
    """
    learnt: list[Pair] = field(default_factory=list)
    apart: list[Pair] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    left_out: int = 0


def lesson(units: Iterable[Unit], others: Iterable[str], seed: int) -> Lesson:
    """The lesson in the units of memories: what people reviewed, each Chinese once; the rest is other text.

    Raises BilingualError where there is too little.
    """
    made, rest = Lesson(), dict.fromkeys(others)
    known: dict[str, Pair] = {}
    for unit in units:
        if unit.key is not None or unit.state not in PEOPLE:
            rest[unit.source] = None
            continue
        zh, en = normalise(unit.source, unit.target)
        if plausible(zh, en):
            known.setdefault(zh, Pair(zh, en))
        else:
            made.left_out += 1
    if len(known) < LEAST:
        raise BilingualError(f"There are {len(known)} reviewed sentences to learn from, and at least {LEAST} are "
                             "needed: review more, or name more with --memory and --tmx.")
    rng = random.Random(seed)
    pairs = rng.sample(sorted(known.values(), key=lambda p: p.zh), len(known))
    count = min(MOST_APART, max(1, round(APART * len(pairs))))
    made.apart, made.learnt = pairs[:count], pairs[count:]
    fresh = sorted(text for text in rest if text not in known)
    made.others = rng.sample(fresh, min(OTHERS, len(fresh)))
    return made


class Teacher:
    """Makes training rows with the help of the model as it is: its alignments, its translations, its glossary."""

    def __init__(self, engine: ArgosEngine, matcher: Matcher, expander: Expander, seed: int):
        self.engine, self.matcher, self.expander, self.seed = engine, matcher, expander, seed

    def rows(self, pairs: Sequence[Pair], copies: int = COPIES) -> list[Row]:
        """Rows of pairs, bare and with marks around the terms and quantities that are in both languages."""
        made: list[Row] = []
        for n, (pair, links) in enumerate(zip(pairs, self._links(pairs), strict=True)):
            terms = [(pair.zh[t.start:t.end], form) for t in self.matcher.find(pair.zh)
                     for form in (t.target, *t.variants)]
            made += self.expander.expand(pair.zh, pair.en, terms, links, copies, self.seed * 10**7 + n)
        return made

    def others(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> list[Row]:
        """Rows of the model's own translations of other text, and of entries of the glossary."""
        done = 0

        def one_more(count: int) -> None:
            nonlocal done
            done += count
            progress(done, len(texts))
        found = self.engine.translate([Request(t) for t in texts], progress=one_more)
        pairs = [Pair(*normalise(t, c[0].text)) for t, c in zip(texts, found, strict=True)]
        rows = self.rows([p for p in pairs if plausible(p.zh, p.en)], 1)
        rng = random.Random(self.seed)
        known = {normalise(e.source, e.rendering) for e in self.matcher.entries}
        entries = sorted(entry for entry in known if plausible(*entry))
        for zh, en in rng.sample(entries, min(ENTRIES, len(entries))):
            rows += [self.expander.encode(zh, en, []), self.expander.given(en)]
        return rows

    def _links(self, pairs: Sequence[Pair]) -> list[Links]:
        """Where the model sees each English come from; nothing of models that cannot tell."""
        if not self.engine.aligned:
            return [set() for _ in pairs]
        found = self.engine.align([(Request(p.zh), p.en) for p in pairs])
        return [{(z, first_letter(p.en, a, b)) for s, e, a, b in f.links for z in range(s, e)}
                for p, f in zip(pairs, found, strict=True)]
