"""Foreign offices in English order: "President of Brazilian Lula" is Brazilian President Lula; and the word for the
head of a government, which is not the same for all.

A model that is given the country as an adjective and the name puts them where they fall. Of 61,000 sentences by people
none has these forms.
"""
from __future__ import annotations

import re
from functools import cache

from bilingual.language.english import Edit
from bilingual.language.names.foreign import table
from bilingual.language.names.gazetteer import Place, gazetteer
from bilingual.language.names.pinyin import person, surname_at

_PREMIER = re.compile("(?P<own>国务院副?)?(?P<office>总理)(?P<name>[\u4e00-\u9fff·]{2,10})")
_CHINESE = re.compile("主席|总统|总理|首相|外长|防长|财长|议长|国王|女王|部长")
_OFFICES = ("(?:Vice )?President|(?:Deputy )?Prime Minister|[Ff]oreign [Mm]inister|[Dd]efen[sc]e [Mm]inister|"
            "[Ff]inance [Mm]inister|King|Queen|Chancellor|Speaker")
CHINA = Place("", "中国", "", "China", adjective="Chinese")
LONGEST = 12  # characters of a state's name
_BODIES = "Association|University|Academy|Institute|Chamber|Federation|Council|Bank|Society|Union|Company|Group"


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    """The office before the country's adjective and a name, and the adjective before an office with an article."""
    adjectives = {p[0].adjective for p in gazetteer().whole.values() if p[0].abroad and p[0].adjective}
    country = "|".join(sorted(map(re.escape, adjectives), key=len, reverse=True))
    return (re.compile(rf"\b(?P<office>{_OFFICES})(?: of)? (?P<country>{country})(?= (?!{_BODIES})[A-Z][a-z])"),
            re.compile(rf"\b(?P<country>{country}) the (?P<office>{_OFFICES})\b"))


_CHANCELLORS = frozenset(("Germany", "Austria"))
_HEADS = r"(?P<office>[Pp]remier|[Pp]rime [Mm]inister|[Cc]hancellor)"
_DEPUTIES = r"(?P<office>(?:[Vv]ice|[Dd]eputy) (?:[Pp]remier|[Pp]rime [Mm]inister|[Cc]hancellor))"


def premiers(source: str, text: str) -> list[Edit]:
    """The exchanges that call the head of a government as English does: China's is the Premier, Germany's and Austria's
    a Chancellor, all others a Prime Minister.
    """
    edits = [edit for m in _PREMIER.finditer(source) for edit in _of_person(source, m, text)]
    for place, deputy in _governed(source):
        right = "Chancellor" if place.english in _CHANCELLORS else "Prime Minister" if place.abroad else "Premier"
        right = (("Deputy " if right == "Prime Minister" else "Vice ") if deputy else "") + right
        of, own, heads = re.escape(place.english), re.escape(place.adjective), _DEPUTIES if deputy else _HEADS
        for before, behind in ((rf"\b{own} ", r"\b"), (rf"\b{of}'s ", r"\b"),
                               (r"\b", rf"(?= (?:[A-Z][\w'-]+ ){{0,3}}of {of}\b)")):
            edits += [(*said.span("office"), right) for said in re.finditer(before + heads + behind, text)]
        turned = re.finditer(rf"\b{heads} {own}\b(?! [A-Z])", text)
        edits += [(*said.span(), f"{place.adjective} {right}") for said in turned]
        belongs = re.finditer(rf"\b{heads} of {own}\b(?! [A-Z])", text)  # premier of Pakistani
        edits += [(*said.span(), f"{right} of {place.english}") for said in belongs]
    return [e for e in edits if text[e[0]:e[1]] != e[2]]


def _of_person(source: str, m: re.Match, text: str) -> list[Edit]:
    """The exchanges for one whose name stands behind the word, a foreigner of the table or a Chinese."""
    name = next((m["name"][:n] for n in range(len(m["name"]), 1, -1) if m["name"][:n] in table()), "")
    n = surname_at(m["name"], 0)
    if name:
        last, wrong, right = re.escape(table()[name][0].split(" ")[-1]), "Premier", "Prime Minister"
        said = rf"(?=(?:[A-Z][\w'-]+ ){{0,3}}{last}\b)" if last and not m["own"] else ""
    elif n and not _before(source, m.start("office")):
        forms = (re.escape(f) for end in (n + 2, n + 1) for f in person(m["name"][:n], m["name"][n:end]))
        said, wrong, right = rf"(?=(?:{'|'.join(forms)})\b)", "Prime Minister", "Premier"
    else:
        return []
    return [(*p.span("office"), right) for p in re.finditer(rf"\b(?P<office>{wrong}) {said}", text)] if said else []


def _governed(source: str) -> set[tuple[Place, bool]]:
    """The states before the word for the head of a government, or for a deputy."""
    found = ((_before(source, m.start()), bool(m[1])) for m in re.finditer("(?:国务院)?(副)?总理(?!事|干)", source))
    return {(place, deputy) for place, deputy in found if place}


def _before(source: str, at: int) -> Place | None:
    """The state whose name ends there."""
    tables = gazetteer().whole
    names = (source[start:at] for start in range(max(0, at - LONGEST), at - 1))
    places = (CHINA if name == CHINA.own else tables[name][0] for name in names if name in tables or name == CHINA.own)
    return next((place for place in places if place.adjective), None)


_SENT = re.compile("驻(?P<to>[\u4e00-\u9fff]{1,10}?)(?:特命全权)?(?:大使|公使|总领事)")
_ENVOYS = r"(?:[Aa]mbassador|[Ee]nvoy|[Cc]onsul(?: [Gg]eneral)?)"


def ambassador_back(source: str, text: str) -> str:
    """法国驻华大使 told as "the Chinese ambassador to France": the English of it; or ""."""
    pairs = [(_before(source, m.start()), CHINA if m["to"] in ("华", "中国") else _before(source, m.end("to")))
             for m in _SENT.finditer(source)]
    for sender, host in pairs:
        if not sender or not host or host == sender or (host, sender) in pairs:
            continue
        own, name = re.escape(host.adjective or host.english), re.escape(host.english.removeprefix("the "))
        back = rf"\b(?:{own}|{name}'s?) {_ENVOYS} (?:to|in) (?:the )?{re.escape(sender.english.removeprefix('the '))}\b"
        if said := re.search(back, text):
            return said.group()
    return ""


_EUROPEAN = re.compile(r"\b(?:[Cc]hair(?:man|woman|person)?|[Pp]resident)(?= of the European (?:Commission|Council|"
                       r"Parliament)\b)")


def in_order(source: str, text: str) -> list[Edit]:
    """The exchanges that put a country before the office of the person behind it."""
    if not _CHINESE.search(source):
        return []
    turned = [(*m.span(), f"{m['country']} {m['office']}") for pattern in _patterns() for m in pattern.finditer(text)]
    if "欧" in source:
        turned += [(*m.span(), "President") for m in _EUROPEAN.finditer(text) if m.group() != "President"]
    return turned + premiers(source, text)
