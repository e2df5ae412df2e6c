"""Steps told in the wrong order: 作出处罚决定前，应当告知 as "after deciding on a penalty, it shall inform".

Chinese says by 前, 后, 方可 or 先…再 which of two things comes first; English by a word in front of one of them, its
anchor. What each side tells is known from the words of the lexicon. The order is wrong where no such word has it right,
and one has an anchor that only the wrong order has, with the other thing beside it.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bilingual.language.lexicon import stems, tellings

Stems = frozenset[str]

_PART = re.compile(r"[^，。；！？]+")
_AFTER = "(?:(?<![以今此最前先然落背事其随幕滞售建])后(?![、续勤备期果者来人代方端盾世遗退悔])|之后|以后)"
_BEFORE = ("(?:(?<![以目此之提日月年天时当先从跟生周季期度眼空近超底])"
           "前(?![期后提者往来线沿述款项景置端排列额瞻身途夕])|之前|以前)")
# A clause with its anchor, and what the same clause says of it; not where that describes a thing (披露前已持有的信息),
# nor where a time follows, whose side is another matter (quantities/sides.py)
_ANCHORED = re.compile(rf"(?P<anchor>.{{2,40}}?)(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE}))"
                       r"(?P<rest>(?![\d一二两三四五六七八九十半])[^的]*)$")
_ONLY_THEN = re.compile("(?P<anchor>.{2,40}?)(?P<after>方可)(?P<before>)(?P<rest>.+)$")
_FIRST = re.compile("先(?![进后生锋天期导例烈驱决于])(?:行(?!试))?(?P<anchor>[^。；]+?)，?"
                    "(?:再|然后|而后|(?<!先)后(?![^，]{0,2}[的顾果期续勤备]))(?P<rest>[^，。；]+)")
_FORBIDDEN = re.compile("不得|不能|不应|禁止|严禁|不予|不可")  # "not before" is said of what may be done after
_NEAR = 12  # characters in front of 前 or 后 that tell what it stands for

_JOINS = re.compile(r"\b(?:(?P<before>before|prior to|ahead of|preceding|(?:and|,) (?:only )?then|"
                    r"and (?:thereafter|afterwards|subsequently|after (?:that|which))|after which|followed by)|"
                    r"(?P<after>after(?! which| that\b)|(?<!at )once|upon|following|as soon as)|"
                    r"(?P<until>until))\b(?!,)", re.I)
_THEN = re.compile("and|,|after which|followed", re.I)  # of such a word that negation does not turn round
_NOT = re.compile(r"\b(?:not|no|never|cannot|nor|neither|without)\b|n't\b", re.I)
_WORDS = 9  # behind such a word, which tell its anchor


class _Join(NamedTuple):
    """An English word of order: whether its anchor comes later, and the stems of the anchor and of the rest."""
    before: bool
    anchor: Stems
    rest: Stems


class _Steps(NamedTuple):
    """Two steps of a Chinese sentence, each as the stems that tell its words, and whether the anchor comes later."""
    said: str
    before: bool
    anchor: list[Stems]
    rest: list[Stems]


@lru_cache(maxsize=1024)
def misordered(source: str, target: str) -> str:
    """The words of a Chinese sentence whose order its English has the other way round, "" where there are none.

    Of 88,162 right pairs five have some.
    """
    joins = list(_joins(target))
    return next((steps.said for steps in _steps(source) if _turned_round(steps, joins)), "") if joins else ""


def _steps(source: str) -> Iterator[_Steps]:
    words = tellings(source)

    def inside(start: int, end: int) -> list[Stems]:
        return [told for a, b, told in words if start <= a and b <= end]

    parts = [m.span() for m in _PART.finditer(source)]
    for (start, end), (_, following) in itertools.pairwise((*parts, (0, len(source)))):
        m = _ANCHORED.match(source, start, end) or _ONLY_THEN.match(source, start, end)
        stop = end if m and m["rest"] else following
        if m and not (m["before"] and _FORBIDDEN.search(source, m.start("rest"), stop)):
            near = max(start, m.end("anchor") - _NEAR)
            yield _Steps(source[start:m.start("rest")], bool(m["before"]), inside(near, m.end("anchor")),
                         inside(m.start("rest"), stop))
    if m := _FIRST.search(source):
        yield _Steps(m.group(), False, inside(*m.span("anchor")), inside(*m.span("rest")))


def _joins(target: str) -> Iterator[_Join]:
    for m in _JOINS.finditer(target):
        begin = max(target.rfind(mark, 0, m.start()) for mark in (". ", "; ")) + 1
        anchor = " ".join(re.split("[,.;:]", target[m.end():], maxsplit=1)[0].split(" ")[:_WORDS + 1])
        end = min((at for at in (target.find(mark, m.end()) for mark in (". ", "; ")) if at >= 0), default=len(target))
        rest = target[begin:m.start()] + target[m.end() + len(anchor):end]
        negated = bool(_NOT.search(target, begin, m.start()))
        if m["until"] and not negated:  # what lasts until then is before it, what ends then may go on after it
            yield _Join(True, stems(anchor), stems(rest))
        later = bool(m["before"]) and (not negated or bool(_THEN.match(m.group())))
        yield _Join(later, stems(anchor), stems(rest))


def _turned_round(steps: _Steps, joins: Iterable[_Join]) -> bool:
    wrong = False
    for join in joins:
        right, other = (steps.anchor, steps.rest) if join.before == steps.before else (steps.rest, steps.anchor)
        if _told(right, join.anchor, other):
            return False
        there, beside = _told(other, join.anchor, right), _told(other, join.rest, right)
        wrong = wrong or bool(there and _told(right, join.rest, other) and (not beside or there > 1))
    return wrong


def _told(words: Collection[Stems], there: Stems, others: Iterable[Stems]) -> int:
    """How many words are told by stems that may not come from the others."""
    own = there.difference(*others)
    return sum(not own.isdisjoint(word) for word in words)
