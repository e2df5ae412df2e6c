"""Clauses as training pairs: the program translates long sentences part by part, so the model should have met parts.

A sentence is cut in front of its commas and list marks, in both languages: "，推动高质量发展" with ", driving
high-quality development". What joins a clause to the one before it is thus part of the clause, and the model says how
they join. A Chinese span makes a pair with the English span that its word links reach, where that span is closed (no
link leaves or enters it) and begins and ends at an English comma, semicolon or "and".
"""
from __future__ import annotations

import random
import re
from dataclasses import dataclass

_ZH_CUT = re.compile(r"(?=[，；、：])")
_EN_CUT = re.compile(r"(?=[,;:] )|(?<![,;:]) (?=and )|$")
_JOINT = re.compile(r"[,;:]? ?(?:and )?")  # matches everywhere
SHORTEST = 5  # Chinese characters of a clause
LINKED = 0.35  # share of its Chinese characters that must have a link


@dataclass(frozen=True)
class Clause:
    """The character spans of a clause in both languages."""
    zh: tuple[int, int]
    en: tuple[int, int]


def clauses(zh: str, en: str, links: set[tuple[int, int]], rng: random.Random, most: int) -> list[Clause]:
    """Up to `most` different clause pairs (character spans) of a sentence pair, drawn at random; never the whole pair.
    """
    zh_cuts = [0] + [m.start() for m in _ZH_CUT.finditer(zh) if 0 < m.start() < len(zh) - 1] + [len(zh)]
    en_cuts = [0] + [m.start() for m in _EN_CUT.finditer(en) if m.start()]
    found: list[Clause] = []
    if len(zh_cuts) < 3:
        return found
    for _ in range(most * 4):
        if len(found) >= most:
            break
        first = rng.randrange(len(zh_cuts) - 1)
        last = rng.randint(first + 1, min(first + 3, len(zh_cuts) - 1))
        clause = _closed(zh_cuts[first], zh_cuts[last], en, en_cuts, links)
        if clause and clause not in found and (last - first) < len(zh_cuts) - 1 and _fits(zh, en, clause):
            found.append(clause)
    return found


def _closed(a: int, b: int, en: str, en_cuts: list[int], links: set[tuple[int, int]]) -> Clause | None:
    """The English between two cuts that belongs to the Chinese span and to nothing else, or None."""
    inside = [e for z, e in links if a <= z < b]
    if b - a < SHORTEST or len({z for z, _ in links if a <= z < b}) < LINKED * (b - a):
        return None
    start = max(c for c in en_cuts if c <= min(inside))
    end = min((c for c in en_cuts if c > max(inside)), default=-1)
    if end < 0 or any(start <= e < end and not a <= z < b for z, e in links):
        return None
    # The first clause of a sentence has no joint; the others keep theirs.
    joint = _JOINT.match(en, start)
    start = joint.end() if joint and a == 0 and start else start + (en[start] == " ")
    return Clause((a, b), (start, end))


def _fits(zh: str, en: str, clause: Clause) -> bool:
    """Whether the lengths fit each other (English words for a Chinese character)."""
    words = len(en[slice(*clause.en)].split())
    return 0.3 <= words / (clause.zh[1] - clause.zh[0]) <= 1.2
