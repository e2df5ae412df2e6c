"""Who holds which office: of 老挝国会主席赛宋蓬和柬埔寨国会主席昆索达莉 English must not make the two change places.

Each person has the place or body, and the office, that stand in front of the name. In English each stands nearer to its
own than to that of another, whatever the order.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import NamedTuple

_OFFICES = {
    "总理": "premier|prime minister|chancellor", "首相": "prime minister|premier", "总统": "president",
    "总书记": "general secretary", "国王": "king", "外长": "foreign minister", "外交部长": "foreign minister",
    "大使": "ambassador", "省长": "governor", "市长": "mayor", "书记": "secretary", "省委书记": "secretary"}
_OFFICE = re.compile(f"(?P<deputy>副)?(?P<office>{'|'.join(sorted(_OFFICES, key=len, reverse=True))})$")
_BETWEEN = re.compile("[^，。；、：和与同访赴在]{0,10}")


class Said(NamedTuple):
    """Something in the Chinese from `start` to `end`, and where its English stands."""
    start: int
    end: int
    place: tuple[int, int]


def exchanged(source: str, text: str, people: Iterable[Said], bodies: Iterable[Said]) -> tuple[str, str]:
    """Two persons of a sentence whose places, bodies or offices the English exchanges; or ("", "")."""
    people, bodies, low = sorted(people), list(bodies), text.lower()
    for first, second in itertools.combinations(people, 2):
        for own in (_body(source, first, bodies), _body(source, second, bodies)), _offices(source, low, first, second):
            if own[0] and own[1] and not set(own[0]) & set(own[1]):
                right = _apart(first.place, own[0]) + _apart(second.place, own[1])
                wrong = _apart(first.place, own[1]) + _apart(second.place, own[0])
                if wrong + _MARGIN < right:
                    return source[first.start:first.end], source[second.start:second.end]
    return "", ""


_MARGIN = 10  # letters by which the others must be nearer


def _body(source: str, person: Said, bodies: Iterable[Said]) -> list[tuple[int, int]]:
    """Where the places and bodies in front of a person stand in the English."""
    near = (b for b in bodies if b.end <= person.start and _BETWEEN.fullmatch(source, b.end, person.start))
    return [b.place for b in near if source[b.start - 1:b.start] != "驻"]


def _offices(source: str, low: str, *people: Said) -> tuple[list[tuple[int, int]], ...]:
    """Where the offices in front of some persons stand in the English; nothing where two have the same."""
    found = [_OFFICE.search(source, max(0, p.start - 5), p.start) for p in people]
    words = [_OFFICES[m["office"]] if m and not m["deputy"] else "" for m in found]
    if len(set(words)) < len(words):
        return ([], [])
    return tuple([m.span() for m in re.finditer(rf"(?<!deputy )(?<!vice )\b(?:{said})\b", low)] if said else [] for
    said in words)


def _apart(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> int:
    """How far a span is from the nearest of others."""
    return min(max(a - one[1], one[0] - b, 0) for a, b in others)
