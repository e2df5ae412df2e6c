"""How the entries of one glossary stand to each other: nearly the same, or a longer one that contradicts one inside it.

What is told is what a keeper would change. Differences of grammar are none: articles, quotation marks, plurals and
participles. Nor is the name of a body, a law or an event that has an English of its own, a term that is only part of a
Chinese word, or what the note of the longer entry explains by naming the shorter one.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bilingual.language.folding import squeezed
from bilingual.language.words import cuts
from bilingual.model.glossary import Entry, Status

STEM = 5      # letters by which two words count as forms of one: development, developing
_SMALL = frozenset("a against an and as at between by for from in into of on or our the their to under with".split())
_TYPING = re.compile("[的\"'·、，,]")
_WORD = re.compile(r"[A-Za-z0-9]+")
_ENDING = re.compile(r"(?:ies|ied|ying|ing|ed|es|s|e|y)$")  # of plurals and participles, and what they replace


def near_duplicates(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Entries that differ only in 的, quotation marks or commas and yet say different things.

    Those that are one term for the program, as they differ in width or spaces only, `lint` tells.
    """
    seen: dict[str, tuple[str, Entry]] = {}
    for entry in entries:
        if not entry.applied:
            continue
        typed = squeezed(entry.source)[0]
        other, first = seen.setdefault(_TYPING.sub("", typed), (typed, entry))
        if other != typed and _stems(first.rendering) != _stems(entry.rendering):
            yield first, entry


def contradictions(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Entries that would be found inside a longer one (市场 in 市场主体), and whose renderings do not fit its English.

    Each pair is the shorter and the longer entry; the pairs stand in the order of the longer ones.
    """
    known = {squeezed(e.source)[0]: e for e in entries if e.applied and e.status is not Status.KEEP_SOURCE}
    longest = max(map(len, known), default=0)
    for source, longer in known.items():
        if _is_name(longer.target):
            continue
        for shorter in _inside(source, known, longest):
            if shorter.source not in longer.note and not _fits(shorter, longer):
                yield shorter, longer


def _inside(source: str, known: Mapping[str, Entry], longest: int) -> Iterator[Entry]:
    """The entries that a text with this term would have without the term's own, the longest at each place.

    What leaves a single character of the term is part of a word: 电网 in 微电网.
    """
    at = 0
    while at < len(source) - 1:
        ends = range(min(len(source), at + longest), at, -1)
        end = next((e for e in ends if source[at:e] in known and len(source) - (e - at) > 1
                    and not cuts(source, at, e)), None)
        if end:
            yield known[source[at:end]]
        at = end or at + 1


def _fits(shorter: Entry, longer: Entry) -> bool:
    """Whether a rendering of the longer term has all words of a rendering of the shorter one, in whatever form."""
    for text in (longer.target, *longer.variants):
        words, letters = _stems(text), "".join(_words(text))
        if any(all(s in words or (len(s) >= STEM and s in letters) for s in _stems(part))  # capacity in overcapacity
               for part in (shorter.target, *shorter.variants)):
            return True
    return False


def _is_name(english: str) -> bool:
    """Whether all words of weight have a capital, as in the name of a body, a law or an event."""
    words = [word for word in _WORD.findall(english.replace("'s", "")) if word not in _SMALL]
    return all(word[0].isupper() or word[0].isdigit() for word in words)


def _words(text: str) -> list[str]:
    plain = text.lower().replace("'s", "").replace("non-", "non")
    return [word for word in _WORD.findall(plain) if word not in _SMALL]


@lru_cache(maxsize=100_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset((_ENDING.sub("", word) if len(word) > 3 else word)[:STEM] for word in _words(text))
