"""A body or place told as another one: 海关总署 as "the State Taxation Administration", 鄂伦春自治旗 as "Ewenki
Autonomous Banner".

Neither that a name is missing nor that there is another one is strange in free English ("the customs authorities"). It
is where the words that tell a name from others are all missing, and another name of the same sort stands there whose
own words nothing in the Chinese has brought in.
"""
from __future__ import annotations

import re
from collections.abc import Iterable

# What the names of offices and places end or begin with, and words that tell none of them from another
_HEADS = frozenset("administration ministry commission committee bureau office department court procuratorate banner "
                   "county district prefecture city province township town village bank academy university college "
                   "institute secretary-general region organization organisation "
                   "union fund port council association federation".split())
_CENTRAL = frozenset("administration ministry commission bureau office court procuratorate bank".split())
_OFFICES = frozenset("administration department bureau office commission".split())
_PLAIN = _HEADS | frozenset("""
    general state national central china chinese people's republic congress standing autonomous supreme intermediate
    higher high the of and for on affairs government authority minister director party cpc communist municipal
    provincial local inner leading group political consultative conference new area zone development center centre
    service services school hospital company group first second third npc cppcc
""".split())
_RUN = re.compile(r"[A-Z][\w.'-]*(?:(?: (?:of|for|on)(?: the)?| and)? [A-Z][\w'-]*)*")
_ALIKE = 5  # letters by which two spellings of a name are the same: Kazak, Kazakh
_WORD = re.compile(r"[A-Za-z][\w'-]*")


# What offices are for, by the beginnings of the words
_FOR = ("tax financ educat health justice transport commerc agricult water cultur statisti audit housing environment "
        "ecolog resourc forest market customs polic procurat personnel labor employment science technolog industr "
        "energy railway aviation meteorolog earthquake food drug medic insur bank securit sport touris religi ethnic "
        "veteran archiv post telecom").split()


def _purposes(name: str) -> set[str]:
    return {stem for word in _words(name) for stem in _FOR if word.startswith(stem)}


def told_as(forms: Iterable[str], others: str, text: str, partly: bool = False) -> str:
    """The name that stands in an English text instead of one with some `forms`; "" where none does.

    `others` is the English of the other terms of the sentence. A name is told `partly` where one of its own words is.
    """
    names = [form.split(",")[0] for form in forms]
    heads = {w for name in names for w in _words(name)} & _HEADS
    heads |= _CENTRAL if heads & _CENTRAL else set()
    there = _words(text)
    if not heads or any(_own(name) <= there or partly and _own(name) & there for name in names):
        return ""
    known = _words(others)
    purpose = set().union(*map(_purposes, names))
    mine = {w[:_ALIKE] for name in names for w in _own(name)}
    for run in _RUN.finditer(text):
        own = _own(run.group())
        if own - known and _words(run.group()) & heads and not mine & {w[:_ALIKE] for w in own}:
            return run.group()
        other = _purposes(run.group()) - _purposes(others)
        if purpose and other and not other <= purpose and _words(run.group()) & (heads | _OFFICES) and own & {
                w for name in names for w in _own(name)}:
            return run.group()
    return ""


def _words(text: str) -> set[str]:
    return {w.lower().removesuffix("'s") for w in _WORD.findall(text.replace("U.N.", "UN"))}


def _own(name: str) -> set[str]:
    """The words of a name that tell it from others."""
    return _words(name) - _PLAIN
