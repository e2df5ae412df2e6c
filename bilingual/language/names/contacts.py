"""What letters and notices name: persons by surname and form of address (许女士), and streets with a number.

武汉市沿江大道188号 is "188 Yanjiang Avenue, Wuhan". The words for streets are as signs of most cities have them: 路
Road, 街 and 大街 Street, 大道 Avenue, 巷 Lane; other words and their pinyin (Lu, Jie) are accepted.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilingual.language.names.name import Line, Name, distinct
from bilingual.language.names.pinyin import person, spelled, surname_at, wordlike
from bilingual.language.names.places import Chain
from bilingual.language.quantities.rendering import ordinal

_TITLES = {
    "女士": ("Ms.", "Ms", "Mrs.", "Mrs", "Madam", "Miss", "Mme"), "小姐": ("Miss", "Ms.", "Ms"),
    "先生": ("Mr.", "Mr", "Sir"), "老师": ("Teacher", "Mr.", "Ms.", "Mr", "Ms", "Prof.", "Professor"),
    "书记": ("Secretary", "Party Secretary"), "主任": ("Director", "Dr.", "Chair"),
    "局长": ("Director", "Director-General"), "处长": ("Division Director", "Director"),
    "科长": ("Section Chief", "Chief"), "教授": ("Professor", "Prof."), "院士": ("Academician",),
    "博士": ("Dr.", "Dr", "Doctor"), "医生": ("Dr.", "Dr", "Doctor"), "经理": ("Manager",),
    "律师": ("Lawyer", "Attorney", "Mr.", "Ms.")}
_ADDRESSED = re.compile(r"(?:^|(?<=[：:、，。；（(\s和与同对向由请是或系]))"  # 请与王主任: two may begin
                        rf"(?=(?P<name>[\u4e00-\u9fff]{{1,2}})(?P<title>{'|'.join(_TITLES)})(?![们团任部]|助理))")
_OFFICES = frozenset("书记 主任 局长 处长 科长 经理".split())  # before which a word may stand: 原主任, 向书记汇报
_NO_SURNAME = frozenset("那该各位本每一何是和全时党")
_ROADS = {"大道": ("Avenue", "Boulevard", "Road", "Dadao"), "大街": ("Street", "Avenue", "Road", "Dajie"),
          "路": ("Road", "Street", "Avenue", "Lu"), "街": ("Street", "Road", "Avenue", "Jie"),
          "巷": ("Lane", "Alley", "Xiang"), "胡同": ("Hutong", "Lane", "Alley"), "弄": ("Lane", "Nong", "Alley")}
_WAYS = {"东": "East", "西": "West", "南": "South", "北": "North", "中": "Middle"}
_STREET = re.compile(r"(?P<own>[\u4e00-\u9fff]{2,6}?)(?P<way>[东西南北中])?(?P<road>大道|大街|路|街|巷|胡同|弄)"
                     r"(?P<part>[东西南北中](?=段))?(?:(?<=[东西南北中])段)?(?P<at>甲)?(?P<n>\d{1,4}(?:[-－—]\d+)?)[号弄]"
                     r"(?:(?P<floor>\d{1,2})[楼层])?(?:(?P<room>\d{3,4})室)?")
_STARTS = re.compile(r"^|[：:，,、；（(\s在为于省市县区镇乡]|街道")
LONGEST = 4  # characters of a street's own name
_OTHER = re.compile("[的位了到过和与及是从]|线路|公路|铁路|道路")


def names(line: Line, chains: Sequence[Chain]) -> Iterator[Name]:
    """Persons with a form of address, and the streets of addresses with the places in which they lie."""
    yield from _addressed(line.text)
    for m in _STREET.finditer(line.text):
        own_end = m.end("own")
        start = max((s.end() for s in _STARTS.finditer(line.text, 0, own_end - 1)), default=0)
        chain = next((c for c in chains if c.start < start <= c.end <= own_end), None)
        if chain and chain.end > start and len(chain.parts) > 1:  # 中关村 of 海淀区中关村南大街
            chain = replace(chain, end=start, parts=chain.parts[:-1])
        if not 2 <= own_end - start <= LONGEST or _OTHER.search(line.text, start, m.end("road")):
            continue
        yield _street(line, m, start, chain if chain and chain.end == start else None)


def _addressed(text: str) -> Iterator[Name]:
    for m in _ADDRESSED.finditer(text):
        own, titles = m["name"], _TITLES[m["title"]]
        barred = _NO_SURNAME | (wordlike() if m["title"] in _OFFICES else frozenset())
        if len(own) == surname_at(text + "。", m.start()) and own not in barred:
            said = list(dict.fromkeys(f.split()[0] for f in person(own, "某")))
            forms = [f"{title} {name}" for name in said for title in titles]
            yield Name("person", m.start("name"), m.end("title"), forms[0], tuple(forms[1:]), rank=4)


def _street(line: Line, m: re.Match, start: int, chain: Chain | None) -> Name:
    """A street and its number, in front of the place in which it lies."""
    own, way = line.text[start:m.end("own")], m["way"] or ""
    number = re.sub("[－—]", "-", m["n"]) + ("A" if m["at"] else "")
    kinds = _ROADS[m["road"]]
    streets = [f"{spelled(own)} {_WAYS[way]} {kind}" for kind in kinds if way]
    streets += [f"{_WAYS[way]} {spelled(own)} {kind}" for kind in kinds if way]
    streets += [f"{spelled(own + way)} {kind}" for kind in kinds]
    if m["part"]:
        section = f"{_WAYS[m['part']]} Section"
        streets = [form for f in streets for form in (f"{section}, {f}", f"{f} {section}", f"{section} of {f}")]
    forms = [f"{before}{s}" for s in streets for before in (f"{number} ", f"No. {number} ", f"No. {number}, ")]
    inside = [f"Room {m['room']}"] * bool(m["room"]) + [f"{ordinal(int(m['floor'] or 0))} Floor"] * bool(m["floor"])
    forms = [", ".join([*inside, f]) for f in forms]
    if chain:
        places = [form for forms in [chain.english()] for form in (forms[0], *forms[1][:3])]
        forms = [f"{f}, {place}" for place in places for f in forms]
    return Name("place", chain.start if chain else start, m.end(), forms[0], distinct(forms[0], forms), rank=3)
