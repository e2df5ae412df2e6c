"""English for phrases of which the memory knows what became of them."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from bilingual.model.document import Candidate, Segment
from bilingual.translation.alignment import project
from bilingual.translation.memory import Memory, Unit

_MARKS = " ，。；：！？、,.;:!?“”\"《》"
MOST_WORDS = 10  # of an English phrase; more is no term any more


def proposed(memory: Memory, phrases: Iterable[str]) -> dict[str, str]:
    """The most frequent English of phrases, translated by themselves or, as the model's links tell, in a sentence."""
    wanted = list(dict.fromkeys(phrases))
    if not wanted:
        return {}
    finder = AhoCorasick(wanted)
    found: dict[str, Counter] = {}
    for unit in memory.units():
        for i, start, end in finder.find_matches_as_indexes(unit.source, overlapping=True):
            english = _english(unit, start, end)
            if english and len(english.split()) <= MOST_WORDS:
                found.setdefault(wanted[i], Counter())[english] += 1
    return {phrase: counts.most_common(1)[0][0] for phrase, counts in found.items()}


def _english(unit: Unit, start: int, end: int) -> str:
    """What stands for a span of the Chinese; "" when nothing tells."""
    if unit.source.strip(_MARKS) == unit.source[start:end].strip(_MARKS):
        return unit.target.strip(_MARKS)
    links = tuple(map(tuple, unit.extra.get("links", ())))
    if not links:
        return ""
    segment = Segment("", unit.source, unit.target, candidates=[Candidate(unit.target, 0.0, links)])
    spans = project(segment, (start, end))
    return unit.target[slice(*spans[0])].strip(_MARKS) if len(spans) == 1 else ""
