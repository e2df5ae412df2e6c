"""Cause and effect that have changed places: 湿地萎缩使候鸟锐减 as "the fall in birds caused the wetlands to shrink".

Both languages join the two with a word that says which is which: 导致 and "led to" have the cause in front, 由于…， and
"because of" say where it stands. What each side tells is known from the words of the lexicon. Cause and effect have
changed places where words of the cause are told as the effect, words of the effect as the cause, and none in its place.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bilingual.language.lexicon import stems, tellings

_PART = re.compile(r"[^。；！？]+")
_ALSO = r"(?=，?(?:为此|因此|因而|从而|由此|并|建议|其中)|$)"
# What is caused by what, as the parts of a Chinese sentence say
_ZH = tuple(map(re.compile, (
    rf"(?:^|，)(?:由于|鉴于|因为|因(?![灾病残城地故公人此而需素子时]))(?P<cause>[^，]{{2,30}}?)(?<!的)，"
    rf"(?P<effect>.+?){_ALSO}",
    rf"受(?P<cause>[^，]{{2,20}}?)影响，(?P<effect>.+?){_ALSO}",
    r"(?P<effect>.+?)，?(?:(?<=，)(?:主要|均|初步认定)?系(?![统列数])|(?<=，)主要是|是由于|是因为|是因|系因|系由|源于|"
    r"的?(?:主要|根本|直接|重要)?原因(?:是|系|在于))(?P<cause>.{4,}?)(?:所致|引起|导致[^，]*|造成(?!.*的)|$)",
    r"(?P<cause>.+?)是(?P<effect>.{3,30}?)的(?:重要|主要|根本|直接|首要)?原因(?:之一)?",
    rf"(?P<cause>.+?)，?(?:(?:因此|因而|为此|由此|致使|导致|使得|引发|引起|(?<![未能])造成)(?![^，]*的(?:，|$))|"
    rf"(?<![即促驱行大天出])使(?=[^，]{{1,14}}(?:减|降|升|增|萎|恶化|受损|失)))，?(?P<effect>.+?){_ALSO}")))
# English with the cause in front, and with the effect in front
_CAUSING = re.compile(
    r",? \b(?:(?:ha(?:s|ve|d) )?(?:caus|trigger|spark|prompt|induc|provok)(?:es|e|ed|ing)\b|(?:has |have |had )?"
    r"(?:le(?:d|ads?|ading) to|result(?:s|ed|ing)? in|g(?:ave|iv(?:es|e|en|ing)) rise to|"
    r"br(?:ought|ings?|inging) (?:about|on)|left|leav(?:es|e|ing)|forc(?:ed|es|ing)|pushed|pushing|sen(?:t|ding))\b"
    r"|(?:for which reason|so that|so|therefore|hence|thus|consequently|which is why|with the result that|"
    r"as a result|accordingly)\b|"
    r"(?:is|are|was|were) (?:an? |the )?(?:\w+ )?(?:cause|reason)s? (?:of|for|behind|why)\b)", re.I)
_CAUSED = re.compile(
    r",? \b(?:(?:mainly |largely |chiefly |partly )?(?:because(?: of)?|owing to|due to|thanks to|on account of|"
    r"as a (?:result|consequence) of|(?:was |were |is |are |been )?(?:caused|triggered|sparked|driven|prompted|"
    r"brought (?:about|on)) by|attribut\w+ to|stem(?:s|med|ming)? from|result(?:s|ed|ing)? from))\b", re.I)
_BECAUSE = re.compile(r"(?:^|(?<=[.;:] ))(?:Because(?: of)?|Owing to|Due to|Thanks to|On account of|As a result of|"
                      r"Since) (?P<cause>[^.;]+?), (?P<effect>[^.;]+)")
_END = re.compile(r"[.;] |$")


class _Sides(NamedTuple):
    cause: str
    effect: str


@lru_cache(maxsize=1024)
def turned_round(source: str, target: str) -> str:
    """The cause of a Chinese sentence that its English tells as the effect, "" where none is."""
    words = tellings(source)
    for part in _PART.finditer(source):
        inside = [(a - part.start(), b - part.start(), told) for a, b, told in words]
        for sides in (m for pattern in _ZH if (m := pattern.search(part.group()))):
            cause, effect = ([told for a, b, told in inside if sides.start(k) <= a and b <= sides.end(k)]
                             for k in ("cause", "effect"))
            if _crossed(cause, effect, target):
                return sides["cause"].strip("，")
    return ""


def _crossed(cause: list[frozenset[str]], effect: list[frozenset[str]], target: str) -> bool:
    """Whether English tells none of the words of a cause as the cause and none of an effect as the effect, but some of
    both the other way round; each word is the stems of which one tells it.
    """
    counts = [(*_told(cause, effect, said), *_told(effect, cause, said)) for said in _english_sides(target)]
    if any(as_cause or as_effect for as_cause, _, _, as_effect in counts):
        return False
    return any(crossed and across for _, crossed, across, _ in counts)


def _told(words: Iterable[frozenset[str]], others: Iterable[frozenset[str]], said: _Sides) -> tuple[int, int]:
    """How many words are told on the side of the cause alone and on that of the effect alone, but for what the words of
    the other side may have brought in.
    """
    theirs = frozenset().union(*others)
    cause, effect = (stems(side) - theirs for side in said)
    there = [(not cause.isdisjoint(told), not effect.isdisjoint(told)) for told in words]
    return sum(a and not b for a, b in there), sum(b and not a for a, b in there)


def _english_sides(target: str) -> Iterator[_Sides]:
    """The causes and effects that an English text joins."""
    first = list(_BECAUSE.finditer(target))
    yield from (_Sides(m["cause"], m["effect"]) for m in first)
    for pattern, cause_first in ((_CAUSING, True), (_CAUSED, False)):
        for m in pattern.finditer(target):
            before = re.split(r"[.;] ", target[:m.start()])[-1]
            end = _END.search(target, m.end())
            after = target[m.end():end.start() if end else len(target)]
            if len(after) > 1 and not any(f.start() <= m.start() < f.end() for f in first):
                yield _Sides(before, after) if cause_first else _Sides(after, before)
