"""Checks of people, places and bodies that were rendered by table and rule.

They are warnings: a person may rightly write a name in another way than a rule does.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.checks import check
from bilingual.language.names import mentioned
from bilingual.language.names.abroad import invented
from bilingual.language.names.another import told_as
from bilingual.language.names.foreign import SOUNDS, heard
from bilingual.language.names.institutions import in_pinyin
from bilingual.language.names.pairs import party_named
from bilingual.language.names.pinyin import spelled
from bilingual.language.names.spelt import behind_surname, strange, unspelt
from bilingual.language.names.stations import another_way
from bilingual.language.offices import ambassador_back
from bilingual.model.document import MACHINE, Segment, Severity, Term, TermStatus


@check(Severity.WARNING)
def name_missing(segment: Segment) -> Iterator[str]:
    """Name not in the English."""
    for term in segment.terms:
        if term.origin != "name" or term.status is not TermStatus.MISSING or _ministry(term, segment):
            continue
        forms = (term.target, *term.variants, *_first(term), "".join(term.target.split()).capitalize())  # Nashun
        if not any(mentioned(f, segment.target, term.kind == "person") for f in forms):
            yield f"“{term.source}” is “{term.target}” by rule, which is not in the English"


def _first(term: Term) -> tuple[str, ...]:
    """The first word of a foreign person's name, and the parts of the last, which do for the whole: President Sassou,
    President Horta, Foreign Minister Shaibani.
    """
    foreign = term.kind == "person" and set(term.source) <= SOUNDS
    if not foreign or term.target.replace(" ", "").lower() == spelled(term.source).lower():
        return ()
    first, *_, last = term.target.split() if " " in term.target else ("", term.target)
    return tuple(part for part in (first, *(last.split("-") if "-" in last else ())) if len(part) > _SHORT)


_SHORT = 3  # letters of what is no name by itself: al-

_MINISTRY = re.compile("the Ministry of (.+)")


def _ministry(term: Term, segment: Segment) -> bool:
    """Whether English tells a ministry in other words: "Cuba's health ministry"; 卫生部长, Minister of Health."""
    named = _MINISTRY.fullmatch(term.target)
    minister = term.source.endswith("部") and segment.text[term.end:].startswith("长") and "inister" in segment.target
    return minister or named is not None and f"{named[1]} ministry".lower() in segment.target.lower()


_NAMED = frozenset({"institution", "office", "place", "body"})


@check(Severity.WARNING)
def name_exchanged(segment: Segment) -> Iterator[str]:
    """Body or place told as another one."""
    for term in segment.terms:
        if term.kind in _NAMED and term.status is TermStatus.MISSING:
            others = " ; ".join(form for t in segment.terms if t is not term for form in (t.target, *t.variants))
            place = term.kind == "place"
            forms = (term.target,) if place else (term.target, *term.variants)
            said = told_as(forms, others, segment.target, place)
            if said:
                yield f"“{term.source}” is “{term.target}”, the English says “{said}”"
        forms = (term.target, *term.variants) if term.kind == "place" else ()
        if station := another_way(segment.text, term.end, segment.target, forms):
            yield f"“{segment.text[term.start:term.end + 1]}” is not “{station}”"
    for own, right, other, wrong in _READ_ALIKE:
        there = re.search(own, segment.text)
        if there and right not in segment.target and not re.search(other, segment.text) and wrong in segment.target:
            yield f"“{there.group()}” is not “{wrong}”"
    if said := ambassador_back(segment.text, segment.target):
        yield f"the Chinese tells who is sent and where to, the English says “{said}”"


# Two provinces whose names are read alike, and which only the English spelling tells apart
_READ_ALIKE = (("陕", "Shaanxi", "山西|晋|太原", "Shanxi"),
               ("(?<![华泰恒衡嵩])山西", "Shanxi", "陕|华山|延安|西安", "Shaanxi"))
_LEADER = re.compile(r"\b(?:President|General Secretary|Chairman|Premier) (Xi|Hu|Jiang|Li)\b")
_OURS = re.compile("中国|我国|中华|中方|习近平")
_SURNAMES = {"Xi": "习席郗奚", "Hu": "胡", "Jiang": "江姜蒋", "Li": "李黎厉栗"}


@check(Severity.WARNING)
def name_invented(segment: Segment) -> Iterator[str]:
    """Leader, country or name in pinyin in the English that the Chinese does not have."""
    known = [f for t in segment.terms for f in (t.target, *t.variants)]
    # Beside names that are all told a person may well write another: the province of a city, a Japanese in full.
    names = [t for t in segment.terms if t.kind in _NAMED or t.kind == "person"]
    told = segment.origin not in MACHINE and names and all(t.status is not TermStatus.MISSING for t in names)
    for name in unspelt(segment.text, segment.target, known):
        if told and not behind_surname(name, segment.target):
            continue
        yield f"“{name}” is no way of reading anything in the Chinese"
    for name in strange(segment.text, segment.target, known) if segment.origin in MACHINE else ():
        yield f"“{name}” is no name that is known, and nothing in the Chinese sounds so"
    for country in invented(segment.text, segment.target):
        if not any(country in t.target for t in segment.terms):
            yield f"“{country}” is not in the Chinese"
    for m in _LEADER.finditer(segment.target):
        if not set(_SURNAMES[m[1]]) & set(segment.text):
            yield f"“{m.group()}” is not in the Chinese"
    ours = _OURS.search(segment.text) or any(t.source == "国家主席" for t in segment.terms)
    if (said := re.search(r"\bChinese [Pp]resident\b", segment.target)) and not ours:
        yield f"“{said.group()}” is not in the Chinese"


@check(Severity.WARNING)
def name_doubled(segment: Segment) -> Iterator[str]:
    """Person whose name stands in the English more often than in the Chinese."""
    for term in {t.source: t for t in segment.terms if t.kind == "person"}.values():
        said = len(re.findall(rf"(?<!\w){re.escape(term.target)}(?!\w)", segment.target))
        if said > 1 and said > segment.text.count(term.source):
            yield f"“{term.target}” stands in the English more often than “{term.source}” in the Chinese"


_SETTLEMENTS = frozenset("乡镇村")
_SETTLED = re.compile(r"[A-Z][\w'-]+ (?:Yi |Hui |Tibetan )?(?:Town|Township|Village|Sumu)\b")


@check(Severity.WARNING)
def name_unread(segment: Segment) -> Iterator[str]:
    """Name that could not be read by rule."""
    of_people = segment.origin not in MACHINE
    for name in (n for n in segment.unread if len(n) > 1):
        if of_people and name[-1] in _SETTLEMENTS and _SETTLED.search(segment.target):
            continue
        parts = name.split("·")
        sounds = len(parts) > 1 or len(name) > 1 and set(name) <= SOUNDS
        if of_people and sounds and all(heard(part, segment.target) for part in parts):
            continue
        if not party_named(name, segment.target) and not in_pinyin(name, segment.target):
            yield f"a name could not be read by rule: check how “{name}” is written in English"
