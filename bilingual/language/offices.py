"""Foreign offices in English order: "President of Brazilian Lula" is Brazilian President Lula.

A model that is given the country as an adjective and the name puts them where they fall. Of 61,000 sentences by people
none has these forms.
"""
from __future__ import annotations

import re
from functools import cache

from bilingual.language.english import Edit
from bilingual.language.names.foreign import table
from bilingual.language.names.gazetteer import gazetteer

_PREMIER = re.compile("(?<!国务院)(?<!国务院副)总理(?P<name>[\u4e00-\u9fff·]{2,10})")
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


def foreign_premiers(source: str, text: str) -> list[Edit]:
    """The exchanges that call the head of another government Prime Minister: China's alone is the Premier."""
    edits: list[Edit] = []
    for m in _PREMIER.finditer(source):
        name = next((m["name"][:n] for n in range(len(m["name"]), 1, -1) if m["name"][:n] in table()), "")
        last = table()[name][0].split(" ")[-1] if name else ""
        if last:
            said = re.compile(rf"\b(?P<office>Premier) (?=(?:[A-Z][\w'-]+ ){{0,3}}{re.escape(last)}\b)")
            edits += [(*p.span("office"), "Prime Minister") for p in said.finditer(text)]
    return edits


def in_order(source: str, text: str) -> list[Edit]:
    """The exchanges that put a country before the office of the person behind it."""
    if not _CHINESE.search(source):
        return []
    turned = [(*m.span(), f"{m['country']} {m['office']}") for pattern in _patterns() for m in pattern.finditer(text)]
    return turned + foreign_premiers(source, text)
