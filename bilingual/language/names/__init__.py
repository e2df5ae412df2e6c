"""People, places and bodies in Chinese text, and their English by table and rule.

    gazetteer  the tables of places      places   names and chains of places     bodies  offices, former bodies
    foreign    persons of the table      persons  Chinese persons                pinyin  how names are read
    pairs      China and another state     decisions  persons appointed or removed
    speech     我国 where a foreigner speaks

`find` gives the names of a text, left to right and without overlaps. What is laid down elsewhere (by a glossary) comes
before what is found here.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bilingual.language.english import unaccented
from bilingual.language.names import bodies, contacts, decisions, foreign, institutions, pairs, persons, places, speech
from bilingual.language.names.gazetteer import own_words
from bilingual.language.names.name import Line, Name, Span, Words, overlaps

NO_RENDERINGS: Mapping[str, str] = {}


def find(text: str, words: Words, taken: Sequence[Span] = (), known_persons: Sequence[Span] = (),
         renderings: Mapping[str, str] = NO_RENDERINGS, around: str = "") -> list[Name]:
    """The names of a text. A name whose `target` is empty was seen but could not be read.

    `taken` are spans that have their English already, `known_persons` those of them that are persons: a name may have
    such a span inside, but neither lie in it nor cut it. `renderings` are laid down for single places.
    `around` is the text of the document, in which a state may be named that a sentence only points to (巴方).
    """
    line = Line(text, words, around)
    chains = places.chains(line, renderings)
    found = [*bodies.names(line, chains), *places.names(line, chains), *foreign.names(line),
             *pairs.names(line), *institutions.names(line, chains), *contacts.names(line, chains), *speech.names(line)]
    decided = decisions.decided(text)
    kept = _apart([n for n in found if (n.kind == "person" or not overlaps(n.start, n.end, decided))
                   and all(_leaves(n, a, b) for a, b in taken)])
    people = [*known_persons, *((n.start, n.end) for n in kept if n.kind == "person")]
    kept += persons.names(line, [*taken, *((n.start, n.end) for n in kept)], people)
    return sorted(kept, key=lambda n: n.start)


def mentioned(target: str, english: str, whole: bool = False) -> bool:
    """Whether the own words of a name's English stand in a text, as in "Yuhang, a district of Hangzhou".

    Words that go on ("Brazilian") count, too, but not where the name must be there as a `whole`: Ming is not Min.
    """
    own, end, english = own_words(unaccented(target)), r"(?!\w)" if whole else "", unaccented(english)
    return bool(own) and all(re.search(rf"(?<!\w){re.escape(w)}{end}", english) for w in own)


def _leaves(name: Name, start: int, end: int) -> bool:
    """Whether a name leaves a span alone or goes beyond it."""
    inside = name.start <= start and end <= name.end and (name.start, name.end) != (start, end)
    return name.end <= start or end <= name.start or inside


def _apart(names: Sequence[Name]) -> list[Name]:
    """Names that do not overlap: of those that do the higher rank, then the longer."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (-n.rank, n.start - n.end, n.start)):
        if not overlaps(name.start, name.end, [(k.start, k.end) for k in kept]):
            kept.append(name)
    return kept


__all__ = ["Name", "find", "mentioned"]
