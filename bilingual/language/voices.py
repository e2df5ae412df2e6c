"""Who does it and to whom it is done, where both are known by name: 甲队战胜乙队 as "Team B beat Team A", 代替2017年版
as "is replaced by the 2017 version".

Chinese has the one who acts before the verb and the other right behind it. English that has that other one as the
subject of the same verb, or the first one behind "by" turned into its object, has exchanged them.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Named(NamedTuple):
    """What is known by name in the Chinese, from `start` to `end`, and the ways in which English says it."""
    start: int
    end: int
    forms: Sequence[str]


# Chinese verbs, and the English ones as patterns: as a subject does it, and as it is done
_VERBS = (
    ("战胜|击败|打败|力克|险胜", "defeat(?:s|ed)|beats?|overc[ao]mes?|edged", "defeated|beaten"),
    ("代替|替代|取代", "replaces?|replaced|supersede[sd]?", "replaced|superseded"),
    ("收购|并购|兼并", "acquire[sd]?|buys|bought|purchase[sd]?|took over", "acquired|bought|purchased|taken over"),
    ("起诉|控告|状告", "sue[sd]|prosecute[sd]?", "sued|prosecuted"),
    ("委托", "entrust(?:s|ed)|commission(?:s|ed)", "entrusted|commissioned"),
    ("举报|检举", "report(?:s|ed)", "reported"),
    ("处罚", "punishe[sd]|penali[sz]e[sd]|fine[sd]", "punished|penali[sz]ed|fined"),
    ("监督", "supervise[sd]?|oversees?|oversaw", "supervised|overseen"),
    ("批评|谴责", "critici[sz]e[sd]|condemn(?:s|ed)", "critici[sz]ed|condemned"),
    ("支持", "supports|supported", "supported"),
    ("援助|资助", "aid(?:s|ed)|assist(?:s|ed)|fund(?:s|ed)|finance[sd]", "aided|assisted|funded|financed"),
    ("访问|出访", "visits|visited|is visiting|will visit", "visited"),
    ("承认", "recogni[sz]e[sd]", "recogni[sz]ed"),
    ("反对", "opposes|opposed", "opposed"),
    ("领导", "leads|led", "led"),
    ("雇用|聘用|聘请", "employs|employed|hires|hired|engage[sd]", "employed|hired|engaged"),
    ("袭击|攻击", "attack(?:s|ed)", "attacked"),
    ("接替", "succeed(?:s|ed)|replace[sd]|takes over from|took over from", "succeeded|replaced"),
    ("通知|告知", "notifie[sd]|informs|informed", "notified|informed"),
)
_PASSIVE = re.compile("[被由受获经让][^，。；]*$|为[^，。；]{0,8}所$")
_NO_VERB = re.compile("[者人权书案会的方费]|下|和|与|、|单位|机构|关系")
_AFTER = re.compile("(?:了|过|对)?(?:队友|对手|选手|名将|老将|同胞|东道主)?(?:《|“)?")
_WITHIN = 14  # characters between the one who acts and his verb
_BE = r"(?:is|are|was|were|be|been|being)(?:\s(?:also|then|thus|formally|jointly|directly|hereby))?"
# What may stand between a name and its verb
_REST = (r"(?:'s?)?(?:\s(?!(?:by|of|in|on|at|to|from|with|for|and|or|who|that|which|was|were|is|are|be|been|as|not|"
         r"it|they|he|she)\b)[A-Za-z'-]+){0,4}?\s")


def doer_exchanged(source: str, text: str, names: Sequence[Named]) -> str:
    """The English of a verb whose doer and object have changed places; or "".

    `names` are what the Chinese names once, a name within another one left out.
    """
    for chinese, does, done in _VERBS:
        for m in re.finditer(chinese, source):
            if _PASSIVE.search(source, 0, m.start()) or _NO_VERB.match(source, m.end()):
                continue
            if said := next(_exchanged(text, *_around(m, names), does, done), ""):
                return said
    return ""


def _around(verb: re.Match, names: Sequence[Named]) -> tuple[Named | None, Named | None]:
    """What is named in front of a Chinese verb in its clause, and what right behind it."""
    source, after = verb.string, _AFTER.match(verb.string, verb.end())
    at = after.end() if after else verb.end()
    thing = next((n for n in names if n.start == at), None)
    doer = max((n for n in names if n.end <= verb.start()), default=None, key=lambda n: n.end)
    if doer and (verb.start() - doer.end > _WITHIN or re.search("[，。；、：的]", source[doer.end:verb.start()])):
        doer = None
    return doer, thing


def _exchanged(text: str, doer: Named | None, thing: Named | None, does: str, done: str) -> Iterator[str]:
    """English that has the object as the doer, or the doer as the object."""
    for form in _once(text, thing):
        yield from (m.group() for m in re.finditer(rf"\b{form}{_REST}(?:{does})\b(?!\sby\b|\sto\b)", text))
        yield from (m.group() for m in re.finditer(rf"\b{_BE}\s(?:{done})\sby\s(?:the\s)?{form}\b", text))
    for form in _once(text, doer):
        yield from (m.group() for m in re.finditer(rf"(?<!\bto\s)\b(?:{does})\s(?:the\s)?{form}\b(?!'s?\s)", text))
        yield from (m.group() for m in re.finditer(rf"\b{form}{_REST}{_BE}\s(?:{done})\s(?:by|in)\b", text))


def _once(text: str, named: Named | None) -> list[str]:
    """The ways of a name that an English text has, as patterns; none where the text has the name more than once."""
    ways = [re.escape(re.sub("^(?:[Tt]he|an?) ", "", f)) for f in named.forms if f] if named else []
    there = [way for way in dict.fromkeys(ways) if re.search(rf"\b{way}\b", text)]
    return there if sum(len(re.findall(rf"\b{way}\b", text)) for way in there[:1]) == 1 else []
