"""Which of two counterparts a number belongs to: 男性占51.27%，女性占48.73% as "women 51.27 percent and men 48.73".

The counterparts are words of a set of contrasts.tsv, each said once in both languages and each with its number. Chinese
has a number behind its word; English has it behind or in front, or both numbers behind both words.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.language.contrasts import counterparts
from bilingual.language.quantities.english import items
from bilingual.language.quantities.find import find_quantities
from bilingual.model.quantity import Quantity

_NEAR = 24  # characters between a word and its number in Chinese


def numbers_exchanged(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Two words of a Chinese text whose numbers its English gives to one another.

    Of 88,162 right pairs none has any.
    """
    quantities = [q for q in find_quantities(source) if q.values]
    for (one, here), (other, there) in counterparts(source, target) if len(quantities) > 1 else ():
        places = source.find(one), source.find(other)
        if len(here) != 1 or len(there) != 1 or -1 in places:
            continue
        words = sorted(zip(places, (one, other), (here[0], there[0]), strict=True))
        owned = _owned(source, [(at, at + len(word)) for at, word, _ in words], quantities)
        if owned and _crossed([span for _, _, span in words], owned, target):
            yield words[0][1], words[1][1]


def _owned(source: str, words: Sequence[tuple[int, int]], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The number behind each of two words; none where one has none of its own, they measure different things, or both
    are the same.
    """
    ends = (words[1][0], len(source))
    found = [next((q for q in quantities if word[1] <= q.start < min(end, word[1] + _NEAR)), None)
             for word, end in zip(words, ends, strict=True)]
    first, second = found
    if not first or not second:
        return []
    one, other = first.values[0], second.values[0]
    return [first, second] if one.dimension == other.dimension and one.number != other.number else []


def _crossed(words: Sequence[tuple[int, int]], owned: Sequence[Quantity], target: str) -> bool:
    """Whether English, which has two words at some places, gives the first the number of the second."""
    same = lambda value, other: (value.number, value.dimension) == (other.number, other.dimension)
    said = items(target)
    told = [[i for i in said if any(same(v, q.values[0]) for v in i.values)] for q in owned]
    if any(len(there) != 1 for there in told):
        return False
    marks = sorted([(word[0], n, True) for n, word in enumerate(words)]
                   + [(there[0].start, n, False) for n, there in enumerate(told)])
    shape, who = "".join("W" if is_word else "N" for _, _, is_word in marks), [n for _, n, _ in marks]
    if shape in ("WNWN", "NWNW"):
        return who[0] != who[1] and who[2] != who[3]
    return shape == "WWNN" and "respectively" in target and who[:2] != who[2:]
