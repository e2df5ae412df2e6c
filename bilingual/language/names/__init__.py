"""People, places and bodies in Chinese text, and their English by table and rule.

    gazetteer  the tables of places      places   names and chains of places       bodies  offices of places, former bodies
    foreign    foreign persons           persons  Chinese persons                  pinyin  how pinyin is written

`find` gives the names of a text, left to right and without overlaps. What is laid down elsewhere (by a glossary) comes before
what is found here.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bilingual.language.names import bodies, foreign, persons, places
from bilingual.language.names.gazetteer import own_words
from bilingual.language.names.name import Line, Name, Words

NO_RENDERINGS: Mapping[str, str] = {}


def find(text: str, words: Words, taken: Sequence[tuple[int, int]] = (), known_persons: Sequence[tuple[int, int]] = (),
         renderings: Mapping[str, str] = NO_RENDERINGS) -> list[Name]:
    """The names of a text. A name whose `target` is empty was seen but could not be read.

    `taken` are spans that have their English already, `known_persons` those of them that are persons: no person is looked
    for inside a taken span, and no name may end inside one. `renderings` are laid down for single places.
    """
    line = Line(text, words)
    chains = places.chains(line, renderings)
    found = [*bodies.names(line, chains), *places.names(line, chains), *foreign.names(line)]
    found = [n for n in found if not any(a < n.start < b or a < n.end < b or a <= n.start and n.end <= b for a, b in taken)]
    kept = _apart(found)
    people = [*known_persons, *((n.start, n.end) for n in kept if n.kind == "person")]
    kept += persons.names(line, [*taken, *((n.start, n.end) for n in kept)], people)
    return sorted(kept, key=lambda n: n.start)


def mentioned(target: str, english: str) -> bool:
    """Whether the own words of a name's English stand in a text: "Yuhang, a district of Hangzhou" for Yuhang District, Hangzhou."""
    own = own_words(target)
    return bool(own) and all(re.search(rf"(?<!\w){re.escape(w)}", english) for w in own)


def _apart(names: Sequence[Name]) -> list[Name]:
    """Names that do not overlap: of those that do the higher rank, then the longer."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (-n.rank, n.start - n.end, n.start)):
        if not any(name.start < k.end and k.start < name.end for k in kept):
            kept.append(name)
    return kept


__all__ = ["Name", "find", "mentioned"]
