"""Formulas of laws, notices and tables whose English is fixed, put into a model's English.

自…起施行 is "shall come into force", 免去…职务 "removed from the post", 单位： "Unit:", （增长8%） "(up 8%)".

A model writes what it has seen in news: a law that "has come into force" on a day to come, an officer "exempted".
"""
from __future__ import annotations

import re

Edit = tuple[int, int, str]

_EFFECT = re.compile("本[^，。；自]{1,10}自[^，。；]{2,24}起(?:正式)?(?:施行|实施|生效|执行)")
_IN_FORCE = re.compile(r"\b(?:(?:have|has|had) (?:come|entered|gone) into|came into|"
                       r"(?:is|are|was|were|has been|have been) put into|"
                       r"(?<!shall )(?<!will )(?<!to )comes? into) (?P<what>force|effect|operation)\b"
                       r"|\b(?:(?:has|have) taken|took) (?P<taken>effect)\b")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(?:at|in)(?= (?:{_MONTH}) \d{{1,2}}\b(?!\d))")
_UNIT = re.compile(r"^(?:An?|The) unit(?=:)")
_CHANGE = re.compile("[（(](?P<base>同比|环比|比上年|较上年)?(?P<real>实际|名义)?"
                     "(?:(?P<up>增长|上升|提高|增加|上涨)|(?:下降|减少|降低|回落|下跌))(?P<n>\\d+(?:\\.\\d+)?)[%％][)）]")
_WAY = re.compile(r"\b(?:up|down|increas|decreas|grow|grew|ris|rose|fell|fall|declin|drop)")
_BASES = {"同比": " year on year", "环比": " month on month", "比上年": " over the previous year",
          "较上年": " over the previous year"}
_NAME = r"(?:[A-Z][a-z]+(?:'[a-z]+)? [A-Z][a-z]+)"
_APPOINTED = re.compile(rf"^(?P<name>{_NAME}) appointed (?=as |the |to |[a-z])")
_EXEMPTED = re.compile(r"\bexempt(?P<ed>ed)? (?:from )?the (?P<post>post|position|office)s? of\b")
_EXEMPTED_FROM = re.compile(rf"\bexempt(?P<ed>ed)? from (?P<name>{_NAME})'s (?:post|position|office)s? of\b")
_RESIGNS = re.compile(rf"\baccept(?P<ing>ed|ing|s)? (?P<name>{_NAME}) to resign (?:the request of |from )?(?=the )")


def set_phrases(source: str, text: str) -> list[Edit]:
    """Exchanges (start, end, new text) that give the formulas of a Chinese sentence their fixed English."""
    edits: list[Edit] = [(*m.span(), "on") for m in _DAY.finditer(text)]
    if _EFFECT.search(source):
        edits += [(*m.span(), f"shall come into {m['what']}" if m["what"] else "shall take effect")
                  for m in _IN_FORCE.finditer(text)]
    if source.startswith("单位：") and (unit := _UNIT.match(text)):
        edits.append((*unit.span(), "Unit"))
    return edits + _changes(source, text) + _offices(source, text)


def in_force_before(source: str, text: str) -> str:
    """English that tells of the day on which a law is to come into force as past; or ""."""
    m = _IN_FORCE.search(text) if _EFFECT.search(source) else None
    return m.group() if m and not m.group().startswith("come") else ""


def _changes(source: str, text: str) -> list[Edit]:
    """A change in brackets, where the English brackets say no change."""
    edits = []
    for m in _CHANGE.finditer(source):
        said = re.search(rf"\((?:[a-z]+ )*{re.escape(m['n'])}%\)", text)
        if said and not _WAY.search(said.group()):
            base, real = _BASES.get(m["base"], ""), {"实际": " in real terms", "名义": " in nominal terms"}
            way = "up" if m["up"] else "down"
            edits.append((*said.span(), f"({way} {m['n']}%{base}{real.get(m['real'], '')})"))
    return edits


def _offices(source: str, text: str) -> list[Edit]:
    """Appointments, removals and resignations."""
    edits = []
    if re.match("(?:会议|批准|决定)*任命", source) and (m := _APPOINTED.match(text)):
        edits.append((m.end("name"), m.end("name"), " is"))
    if re.search("免去|罢免|撤销", source):
        ends = lambda m: "d" if m["ed"] else ""
        edits += [(*m.span(), f"remove{ends(m)} from the {m['post']} of") for m in _EXEMPTED.finditer(text)]
        edits += [(*m.span(), f"remove{ends(m)} {m['name']} from the post of") for m in _EXEMPTED_FROM.finditer(text)]
    if "辞去" in source:
        edits += [(*m.span(), f"accept{m['ing'] or ''} {m['name']}'s resignation from ")
                  for m in _RESIGNS.finditer(text)]
    return edits
