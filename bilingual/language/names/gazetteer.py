"""The tables of places: divisions of China (code, name, English), countries and capitals, waters, mountains, villages.

The divisions' file is made by tools/places.py; Chinese names and English have a | between their own and their generic part.
Codes are those of GB/T 2260: two digits a province, four a prefecture, six a county; a place lies in those whose code
begins its own.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from bilingual.language.names.name import rows

# Spellings that are also met; either way round they are the same place.
SPELLINGS = (("Mongolian", "Mongol"), ("Kazak ", "Kazakh "), ("Kirgiz", "Kyrgyz"), ("Uygur", "Uyghur"), ("Xizang", "Tibet"), ("Macao", "Macau"),
             ("Lyu", "Lü"), ("Lyu", "Lv"), ("Chengdu", "Chengtu"), ("Hohhot", "Huhhot"), ("Ordos", "Erdos"), ("Xigaze", "Shigatse"), ("Qamdo", "Chamdo"),
             ("Kashi", "Kashgar"), ("Hotan", "Hetian"), ("Garze", "Ganzi"), ("Golog", "Guoluo"), ("Huai'an", "Huaian"), ("Xi'an", "Xian"),
             ("Yan'an", "Yanan"), ("Lu'an", "Luan"), ("Urumqi", "Ürümqi"), ("Nyingchi", "Linzhi"), ("Shangri-La", "Shangri-la"), ("Diqing", "Deqen"), ("Jone", "Zhuoni"),
             ("Dingri", "Tingri"), ("Wushi", "Uqturpan"), ("Gangca", "Gangcha"), ("Zekog", "Zeku"), ("Zalantun", "Zhalantun"), ("Fularji", "Fulaerji"),
             ("Bouyei", "Buyei"), ("Bouyei", "Buyi"), ("Qundao", "Islands"), ("Baise", "Bose"), ("Tai'erzhuang", "Taierzhuang"), ("Ma'anshan", "Maanshan"))
# How the divisions' levels are called when they stand before a body: 浙江省人民政府, Zhejiang Provincial People's Government
ADJECTIVES = {"省": "Provincial", "市": "Municipal", "县": "County", "区": "District", "旗": "Banner", "州": "Prefectural", "盟": "League"}


@dataclass(frozen=True)
class Place:
    """A place: its code ("" outside China's divisions), the Chinese and English of its own and of its generic part."""
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
        return ("the " if self.generic == "特别行政区" else "") + self.english + self.rest

    def forms(self, bare: bool) -> list[str]:
        """The English ways of naming it, the preferred one first; a `bare` name stands without its generic part."""
        return respelled(self._names(bare))

    def _names(self, bare: bool) -> list[str]:
        names = [self.english, self.target] if bare else [self.target, self.english]
        if self.generic == "市":
            names += [self.english + " City", self.english + " Municipality", "the city of " + self.english, "the City of " + self.english]
        elif self.rest == " Autonomous Region" or self.generic.endswith(("自治区", "自治州")):
            names += [self.english + " Autonomous " + self.rest.split()[-1], self.english + " " + self.rest.split()[-1], self.english + "'s"]
        elif self.rest:
            generic = self.rest.strip()
            names += [f"the {generic} of {self.english}", f"{self.english} {generic.lower()}", f"the {generic.lower()} of {self.english}"]
            if generic == "Prefecture":
                names.append(self.english + " Region")
        if self.generic == "特别行政区":
            names += [self.english + " SAR", self.english[0] + "KSAR" if self.english[0] == "H" else "Macao SAR", "the SAR"]
        return [*names, *self.others, *([self.adjective] if self.adjective else [])]

    @property
    def level(self) -> str:
        """The adjective for bodies of this place: Provincial, Municipal; Regional for an autonomous region."""
        return "Regional" if self.generic.endswith("自治区") else ADJECTIVES.get((self.own + self.generic)[-1], "")


def respelled(names: list[str]) -> list[str]:
    """The names, and what they are in other spellings."""
    for one, other in SPELLINGS:
        names = names + [n.replace(one, other) for n in names if one in n]
    return list(dict.fromkeys(names))


class Gazetteer:
    """All places by their Chinese."""

    def __init__(self):
        self.whole: dict[str, list[Place]] = {}
        self.bare: dict[str, list[Place]] = {}
        for code, chinese, english in rows("places.tsv"):
            (own, generic), (name, rest) = chinese.split("|"), english.split("|") if "|" in english else (english, "")
            self._add(Place(code, own, generic, name, rest))
        self._countries()
        for chinese, english, *others in rows("features.tsv"):
            self.whole.setdefault(chinese, []).append(Place("", chinese, "", english, "", tuple(filter(None, "".join(others).split("|")))))
        for places in self.bare.values():
            places.sort(key=lambda p: len(p.code))
        self._keys = list(dict.fromkeys([*self.whole, *self.bare]))
        self._automaton = AhoCorasick(self._keys)

    def _add(self, place: Place) -> None:
        self.whole.setdefault(place.own + place.generic, []).append(place)
        if place.generic:
            self.bare.setdefault(place.own, []).append(place)
        if place.generic.endswith(("自治州", "自治区")):  # 恩施州; 内蒙古自治区 without its people
            short = Place(place.code, place.own, "州", place.english, " Prefecture", (place.target,)) if place.generic.endswith("州") else Place(
                place.code, place.own, "自治区", place.english, place.rest)
            self.whole.setdefault(short.own + short.generic, []).append(short)
        if place.generic.endswith("自治县") and len(place.own) > 1:  # 围场县
            self.whole.setdefault(place.own + "县", []).append(Place(place.code, place.own, "县", place.english, " County", (place.target,)))

    def _countries(self) -> None:
        for row in rows("countries.tsv"):
            names, english, adjective, others, capital = (*row, "", "")[:5]
            for name in names.split("/"):
                place = Place("", name, "", english, "", tuple(filter(None, others.split("|"))), adjective, True)
                self.whole.setdefault(name, []).append(place)
            if capital:
                chinese, _, name = capital.partition(" ")
                self.whole.setdefault(chinese, []).append(Place("", chinese, "", name, abroad=True))

    def hits(self, text: str) -> dict[int, list[int]]:
        """Where keys stand in a text: under each start the ends, the longest first."""
        found: dict[int, list[int]] = {}
        for _, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            found.setdefault(start, []).append(end)
        return {start: sorted(ends, reverse=True) for start, ends in found.items()}


@cache
def gazetteer() -> Gazetteer:
    """The tables, loaded when first needed."""
    return Gazetteer()


# Words of a name's English that are not its own: what kind of place or body it is, and whose
_GENERIC = frozenset((
    "Province Provincial City County District Prefecture Prefectural Region Regional Autonomous Municipality Municipal New Area Banner League "
    "Township Town Village Subdistrict Community Special Administrative Zone High-Tech Industrial Development Economic Technological Free Trade "
    "Pilot Park Bonded Comprehensive People's Government General Office Standing Committee Congress CPC CPPCC Party Commission Bureau Department "
    "Court Procuratorate Higher Intermediate Supervision Discipline Inspection River Mountains Mountain Lake The "
    "Uygur Zhuang Hui Miao Yi Tibetan Mongolian Tujia Dong Yao Bai Hani Dai Li Lisu Va She Lahu Shui Dongxiang Naxi Jingpo Kirgiz Tu Daur Mulao "
    "Qiang Blang Salar Maonan Gelao Xibe Pumi Tajik Nu Ewenki Bonan Yugur Derung Oroqen Manchu Korean Bouyei Kazak Various Ethnic Groups").split())


def own_words(target: str) -> list[str]:
    """The words of a name's English that are its own: Yuhang and Hangzhou of Yuhang District, Hangzhou."""
    return [w for w in re.split(r"[\s,()]+", target) if w[:1].isupper() and w not in _GENERIC]
