"""The tables of places: divisions of China (code, name, English), countries and capitals, waters, mountains, villages.

The divisions' file is made by tools/places.py; Chinese names and English have a | between their own and their generic
part. Codes are those of GB/T 2260: two digits a province, four a prefecture, six a county; a place lies in those whose
code begins its own.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from bilingual.language.names.name import rows

# How the divisions' levels are called before a body: 浙江省人民政府, Zhejiang Provincial People's Government
ADJECTIVES = {"省": "Provincial", "市": "Municipal", "县": "County", "区": "District", "旗": "Banner",
              "州": "Prefectural", "盟": "League"}


@dataclass(frozen=True)
class Place:
    """A place: its code ("" outside China's divisions), the Chinese and English of its own and of its generic part.

    `others` are accepted besides; `adjective` is that of a country (French); places `abroad` are foreign.
    """
    code: str
    own: str
    generic: str
    english: str
    rest: str = ""
    others: tuple[str, ...] = ()
    adjective: str = ""
    abroad: bool = False

    @property
    def target(self) -> str:
        """The English in full."""
        return ("the " if self.generic == "特别行政区" else "") + self.english + self.rest

    @property
    def level(self) -> str:
        """The adjective for bodies of this place: Provincial, Municipal; Regional for an autonomous region."""
        return "Regional" if self.generic.endswith("自治区") else ADJECTIVES.get((self.own + self.generic)[-1], "")

    def forms(self, bare: bool) -> list[str]:
        """The English ways of naming it, the preferred one first; a `bare` name stands without its generic part."""
        names = [self.english, self.target] if bare else [self.target, self.english]
        return respelled([*names, *self._generic(), *self.others, *([self.adjective] if self.adjective else [])])

    def _generic(self) -> list[str]:
        """With the generic part in other words, or in another place."""
        if self.generic == "市":
            forms = ("{} City", "{} Municipality", "the city of {}", "the City of {}")
            return [form.format(self.english) for form in forms]
        if self.generic == "特别行政区":
            return [f"{self.english} SAR", "HKSAR" if self.own == "香港" else "MSAR", "the SAR"]
        if self.generic.endswith(("自治区", "自治州")):
            kind = "Region" if self.generic.endswith("自治区") else "Prefecture"
            return [f"{self.english} Autonomous {kind}", f"{self.english} {kind}"]
        generic = self.rest.strip()
        if not generic:  # 曹县 is Caoxian County, and also told as Cao County
            return [self.target.replace("xian County", " County")] if self.target.endswith("xian County") else []
        small = generic.lower()
        names = [f"the {generic} of {self.english}", f"{self.english} {small}", f"the {small} of {self.english}"]
        return [*names, f"{self.english} Region"] if generic == "Prefecture" else names


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in rows("spellings.tsv"))


def respelled(names: list[str]) -> list[str]:
    """The names, and what they are in other spellings."""
    for one, other in _spellings():
        names = names + [n.replace(one, other) for n in names if one in n]
    return list(dict.fromkeys(names))


class Gazetteer:
    """All places by their Chinese: `whole` names, and divisions by their `bare` ones, the higher level first; and the
    English of the capitals of countries.
    """

    def __init__(self) -> None:
        self.whole: dict[str, list[Place]] = {}
        self.bare: dict[str, list[Place]] = {}
        self.capitals: dict[str, tuple[str, ...]] = {}  # by the English of the country, as the adjectives
        self.adjectives: dict[str, str] = {}
        for code, chinese, english in rows("places.tsv"):
            own, generic = chinese.split("|")
            name, _, rest = english.partition("|")
            self._division(Place(code, own, generic, name, rest))
        for row in rows("countries.tsv"):
            self._country(*row)
        for chinese, english, *others in rows("features.tsv"):
            self._add(Place("", chinese, "", english, "", _split("".join(others))))
        for places in self.bare.values():
            places.sort(key=lambda p: len(p.code))
        self._keys = list(dict.fromkeys([*self.whole, *self.bare]))
        self._automaton = AhoCorasick(self._keys)

    def _add(self, place: Place) -> None:
        self.whole.setdefault(place.own + place.generic, []).append(place)

    def _division(self, place: Place) -> None:
        """A division under its name, its bare name, and the short name without its ethnic groups."""
        self._add(place)
        if place.generic:
            self.bare.setdefault(place.own, []).append(place)
        short = next((s for end, s in (("自治州", "州"), ("自治区", "自治区"), ("自治县", "县"))
                      if place.generic.endswith(end)), "")
        if short and short != place.generic and len(place.own) > 1:
            rest = {"州": " Prefecture", "县": " County"}.get(short, place.rest)
            self._add(Place(place.code, place.own, short, place.english, rest, (place.target,)))

    def _country(self, names: str, english: str, adjective: str = "", others: str = "", capital: str = "") -> None:
        for name in names.split("/"):
            self._add(Place("", name, "", english, "", _split(others), adjective, abroad=True))
        self.adjectives[english] = adjective
        if capital:
            chinese, _, name = capital.partition(" ")
            self._add(Place("", chinese, "", name, abroad=True))
            self.capitals[english] = (name,)

    def hits(self, text: str) -> dict[int, list[int]]:
        """Where keys stand in a text: under each start the ends, the longest first."""
        found: dict[int, list[int]] = {}
        for _, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            found.setdefault(start, []).append(end)
        return {start: sorted(ends, reverse=True) for start, ends in found.items()}


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))


@cache
def gazetteer() -> Gazetteer:
    """The tables, loaded when first needed."""
    return Gazetteer()


# Words of a name's English that are not its own: what kind of place or body it is, and whose
_GENERIC = frozenset((
    "Province Provincial City County District Prefecture Prefectural Region Regional Autonomous Municipality "
    "Municipal New Area Banner League Township Town Village Subdistrict Community Special Administrative Zone "
    "High-Tech Industrial Development Economic Technological Free Trade Pilot Park Bonded Comprehensive People's "
    "Government General Office Standing Committee Congress CPC CPPCC Party Commission Bureau Department Court "
    "Avenue Boulevard Street Road Lane Alley Section Room Floor No. "
    "Procuratorate Higher Intermediate Supervision Discipline Inspection River Mountains Mountain Lake The Uygur "
    "Zhuang Hui Miao Yi Tibetan Mongolian Tujia Dong Yao Bai Hani Dai Li Lisu Va She Lahu Shui Dongxiang Naxi Jingpo "
    "Kirgiz Tu Daur Mulao Qiang Blang Salar Maonan Gelao Xibe Pumi Tajik Nu Ewenki Bonan Yugur Derung Oroqen Manchu "
    "Korean Bouyei Kazak Various Ethnic Groups").split())


def own_words(target: str) -> list[str]:
    """The words of a name's English that are its own: Yuhang and Hangzhou of Yuhang District, Hangzhou."""
    return [w for w in re.split(r"[\s,()]+", target) if w[:1].isupper() and w not in _GENERIC]
