"""What sentences of two languages can be compared by without a model's judgement: stems, numbers, names, labels,
lengths.

The Chinese is represented by a translation of it, so that both sides have English stems; its numbers are read from the
Chinese itself. A feature weighs what it tells: its inverse document frequency, over both sides.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bilingual.language.english import fold
from bilingual.language.han import RANGES
from bilingual.language.numbering import marker
from bilingual.language.quantities import english_quantities, find_quantities

STEM = 6  # letters of a word that count: develop, development
NUMBER, LABEL = 2.0, 3.0  # how much more than a word a number and a label (Article 3, IV.) tell
CHARACTERS = 3.3  # letters of English for one character of Chinese; measured on the development sets: 3.1 to 3.6
_WORD = re.compile(rf"[A-Za-z]+|[{RANGES}]+")
_COMMON = frozenset(
    """
    the a an of and to in for on with by as at is are be will we our that this it its from or has have was were
    which not
    """.split()
)
_ENGLISH_LABEL = re.compile(
    r"\s*(?:(article|chapter|section|part)\s+([\dIVX]+|[a-z]+)\b|([IVX]+)\.\s|\((\d{1,2})\)|(\d{1,3})\.\s)", re.I
)
_ROMAN = {"i": 1, "v": 5, "x": 10}

Bag = dict[str, float]


def english_bag(text: str) -> Counter[str]:
    """The features of an English sentence."""
    found = _stems(text)
    found.update(f"#{float(v.number):.6g}" for q in english_quantities(text) for v in q.values[:1])
    label = english_label(text)
    if label:
        found[f"@{label}"] += 1
    return found


def chinese_bag(text: str, translation: str) -> Counter[str]:
    """The features of a Chinese sentence, with English stems from its translation."""
    found = _stems(translation)
    found.update(f"#{float(v.number):.6g}" for q in find_quantities(text) for v in q.values)
    label = chinese_label(text)
    if label:
        found[f"@{label}"] += 1
    return found


def _stems(text: str) -> Counter[str]:
    words = (w.lower() for w in _WORD.findall(fold(text)))
    return Counter(w[:STEM] for w in words if w not in _COMMON)


def chinese_label(text: str) -> str:
    """The numbering before a Chinese sentence, in one form for both languages (第三条: article 3, 三、: 3), or ""."""
    return english_label(f"{marker(text)[1]} ")


def english_label(text: str) -> str:
    """The numbering in front of an English sentence in that form, else ""."""
    m = _ENGLISH_LABEL.match(text)
    if not m:
        return ""
    kind, number, roman, *digits = m.groups()
    if kind:
        return f"{kind.lower()} {_number(number)}"
    return str(_number(roman or next(d for d in digits if d)))


def _number(text: str) -> int | str:
    low = text.lower()
    if low.isdigit():
        return int(low)
    if set(low) <= set(_ROMAN):
        values = [_ROMAN[c] for c in low]
        return sum(-v if any(w > v for w in values[k + 1 : k + 2]) else v for k, v in enumerate(values))
    return low


class Weights:
    """How much each feature tells, from all sentences of both sides."""

    def __init__(self, bags: Sequence[Iterable[str]]):
        counts = Counter(f for bag in bags for f in set(bag))
        self._idf = {
            f: math.log(1 + len(bags) / n) * (NUMBER if f[0] == "#" else LABEL if f[0] == "@" else 1.0)
            for f, n in counts.items()
        }

    def weighted(self, bag: Counter[str]) -> Bag:
        return {f: n * self._idf[f] for f, n in bag.items()}


def likeness(a: Bag, b: Bag) -> float:
    """The weighted share of features that two bags have in common, between 0 and 1 (an F1)."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    common = sum(min(w, large[f]) for f, w in small.items() if f in large)
    total = sum(a.values()) + sum(b.values())
    return 2 * common / total if total else 0.0


def together(bags: Sequence[Bag]) -> Bag:
    """The features of sentences that follow each other."""
    if len(bags) == 1:
        return bags[0]
    out: Bag = {}
    for bag in bags:
        for f, w in bag.items():
            out[f] = out.get(f, 0.0) + w
    return out


def fit(chinese: str, english: str) -> float:
    """How well two lengths go together, between 0 and 1."""
    off = math.log((len(english) + 5) / (CHARACTERS * len(chinese) + 5))
    return math.exp(-2 * off * off)
