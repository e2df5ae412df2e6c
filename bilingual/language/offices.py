"""Foreign offices in English order: "President of Brazilian Lula" is Brazilian President Lula.

A model that is given the country as an adjective and the name puts them where they fall. Of 61,000 sentences by people
none has these forms.
"""
from __future__ import annotations

import re
from functools import cache

from bilingual.language.english import Edit
from bilingual.language.names.gazetteer import gazetteer

_CHINESE = re.compile("总统|总理|首相|外长|防长|财长|议长|国王|女王|部长")
_OFFICES = ("(?:Vice )?President|(?:Deputy )?Prime Minister|[Ff]oreign [Mm]inister|[Dd]efen[sc]e [Mm]inister|"
            "[Ff]inance [Mm]inister|King|Queen|Chancellor|Speaker")
_BODIES = "Association|University|Academy|Institute|Chamber|Federation|Council|Bank|Society|Union|Company|Group"


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """The office before the country's adjective and a name, and the adjective before an office with an article."""
    adjectives = {p[0].adjective for p in gazetteer().whole.values() if p[0].abroad and p[0].adjective}
    country = "|".join(sorted(map(re.escape, adjectives), key=len, reverse=True))
    return (re.compile(rf"\b(?P<office>{_OFFICES})(?: of)? (?P<country>{country})(?= (?!{_BODIES})[A-Z][a-z])"),
            re.compile(rf"\b(?P<country>{country}) the (?P<office>{_OFFICES})\b"))


def in_order(source: str, text: str) -> list[Edit]:
    """The exchanges that put a country before the office of the person behind it."""
    if not _CHINESE.search(source):
        return []
    return [(*m.span(), f"{m['country']} {m['office']}") for pattern in _patterns() for m in pattern.finditer(text)]
