"""Numbered bodies and the divisions of courts, procuratorates and the corps: 刑事审判第二庭, "the Second Criminal
Division".

最高人民检察院第九检察厅 is the Ninth Procuratorial Office of the Supreme People's Procuratorate, 中央第三巡视组 the
Third Central Inspection Team, and 第八师 a division of the corps, no teacher.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bilingual.language.names.name import Line, Name, distinct
from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import ordinal, ordinal_word

if TYPE_CHECKING:
    from bilingual.language.names.places import Chain

_N = "[一二三四五六七八九十]{1,3}"
NUMBERED = re.compile(f"第(?P<n>{_N})(?P<what>中级人民法院|人民检察院)")
_NUMBERED = {"中级人民法院": "Intermediate People's Court", "人民检察院": "People's Procuratorate"}
_FIELDS = {"刑事": "Criminal", "民事": "Civil", "行政": "Administrative", "刑": "Criminal", "民": "Civil",
           "知识产权": "Intellectual Property", "环境资源": "Environment and Resources"}
_FIELD = "|".join(_FIELDS)
_OF_COURT = re.compile(rf"(?P<f>{_FIELD})审判(?:第(?P<n>{_N}))?庭|第(?P<n2>{_N})(?P<f2>刑事|民事|行政)审判庭"
                       rf"|(?P<f3>[刑民])(?P<n3>{_N})庭|(?P<other>立案庭|执行局|审判监督庭|第(?P<n4>{_N})巡回法庭)")
_OF_PROCURATORATE = re.compile(f"第(?P<n>{_N})检察(?P<what>[厅部])")
_OF_COMMITTEE = re.compile(f"第(?P<n>{_N})(?P<what>巡视组|巡察组)")
_OTHERS = {"立案庭": "Case-Filing Division", "执行局": "Enforcement Bureau", "审判监督庭": "Trial Supervision Division"}
_SUPREME = re.compile("最高人民(?P<what>法院|检察院)")
_CENTRAL = re.compile(f"中央第(?P<n>{_N})(?P<what>巡视组|生态环境保护督察组|指导组|督导组)")
_TEAMS = {"巡视组": "Central Inspection Team", "生态环境保护督察组": "Central Environmental Inspection Team",
          "指导组": "Central Guidance Team", "督导组": "Central Supervision Team"}
_COMMITTEE = re.compile(f"(?P<level>[省市县区])委(?=第{_N}(?:巡视组|巡察组))")
_LEVELS = {"省": "provincial", "市": "municipal", "县": "county", "区": "district"}
_CORPS = re.compile(f"(?P<corps>(?:新疆生产建设)?兵团)?第(?P<n>{_N})师(?![生傅徒范资父德者从出])")


def _nth(numeral: str) -> str:
    return ordinal_word(integer(numeral)).capitalize()


def numbered(m: re.Match) -> tuple[str, tuple[str, ...]]:
    """The English of a numbered court, and how it may be said behind a place."""
    n, what = integer(m["n"]), _NUMBERED[m["what"]]
    return f"{_nth(m['n'])} {what}", (f"{_nth(m['n'])} {what}", f"No. {n} {what}", f"No.{n} {what}")


def of_body(text: str, body: Name) -> Name | None:
    """The division that stands behind the name of its body, the body among it."""
    own, end = _division(text, body)
    if not own:
        return None
    forms = [f"the {o} of {b}" for o in own for b in (body.target, *body.variants[:6])]
    return Name("body", body.start, end, forms[0], distinct(forms[0], forms), rank=4)


def _division(text: str, body: Name) -> tuple[tuple[str, ...], int]:
    """The ways of saying the division behind a body, and where it ends."""
    name = text[body.start:body.end]
    if name.endswith("法院") and (m := _OF_COURT.match(text, body.end)):
        field, number = m["f"] or m["f2"] or m["f3"], m["n"] or m["n2"] or m["n3"]
        if m["n4"]:
            return (f"{_nth(m['n4'])} Circuit Court", f"No. {integer(m['n4'])} Circuit Court"), m.end()
        if not field:
            return (_OTHERS[m["other"]],), m.end()
        kind = _FIELDS[field]
        ways = (f"{_nth(number)} {kind} Division", f"{kind} Division No. {integer(number)}",
                f"No. {integer(number)} {kind} Division", f"{_nth(number)} {kind} Tribunal") if number else (
            f"{kind} Division", f"{kind} Tribunal")
        return ways, m.end()
    if name.endswith("检察院") and (m := _OF_PROCURATORATE.match(text, body.end)):
        what = "Office" if m["what"] == "厅" else "Department"
        return (f"{_nth(m['n'])} Procuratorial {what}", f"{ordinal(integer(m['n']))} Procuratorial {what}",
                f"No. {integer(m['n'])} Procuratorial {what}"), m.end()
    if name.endswith("委") and (m := _OF_COMMITTEE.match(text, body.end)):
        return (f"{_nth(m['n'])} Inspection Team", f"No. {integer(m['n'])} Inspection Team"), m.end()
    return (), body.end


def divisions(line: Line, chains: Sequence[Chain]) -> Iterator[Name]:
    """The numbered bodies of a text whose own body is no place's."""
    text = line.text
    for m in _SUPREME.finditer(text):
        what = "Court" if m["what"] == "法院" else "Procuratorate"
        found = of_body(text, Name("body", *m.span(), f"the Supreme People's {what}"))
        if found:
            yield found
    for m in _COMMITTEE.finditer(text):
        found = of_body(text, Name("body", *m.span(), f"the {_LEVELS[m['level']]} Party committee"))
        if found:
            yield found
    for m in _CENTRAL.finditer(text):
        what, n = _TEAMS[m["what"]], integer(m["n"])
        yield Name("body", *m.span(), f"the {_nth(m['n'])} {what}",
                   (f"Central {_nth(m['n'])} {what.removeprefix('Central ')}", f"the {ordinal(n)} {what}",
                    f"{what} No. {n}", f"the No. {n} {what}"), rank=4)
    for m in _CORPS.finditer(text):
        seat = next((c for c in chains if c.start == m.end() and c.last.code[:4] == "6590"), None)
        if m["corps"] or seat:
            n = integer(m["n"])
            of = " of the Xinjiang Production and Construction Corps" if m["corps"] else ""
            ways = (f"{_nth(m['n'])} Division{of}", f"{ordinal(n)} Division{of}")
            forms = [f"{seat.last.english}, {w}" for w in ways] if seat else [f"the {w}" for w in ways]
            forms += [f"the {w} ({seat.last.english})" for w in ways] if seat else []
            yield Name("body", m.start(), seat.end if seat else m.end(), forms[0], tuple(forms[1:]), rank=4)
