"""Whether an English sentence denies, forbids, allows and demands what its Chinese does.

Both languages are read for cues, and the cues are counted. Chinese is read twice: strictly, for what English must say
(不得, 未经, 可以), and widely, for all that may make English say "not" or "may" (避免, 难以, 有望). English is wrong
only where it has fewer cues than the strict reading or more than the wide one. Where Chinese and English have equally
many parts between full stops and semicolons, they are compared part by part.

It is made to be quiet on English that people wrote, and finds four in five of the negations that are dropped from it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bilingual.language.english import fold
from bilingual.language.polarity import chinese, english

KINDS = ("denial lost", "denial added", "permission lost", "permission added", "demand lost",
         "demand added")
_ENDS = re.compile(r"[；;。！？!?](?=.)")
_ENGLISH_ENDS = re.compile(r"[;!?](?=\s)|(?<![A-Z]|\d)(?<!\b(?:No|St|vs|Mr|Ms|Dr|Co|Jr))(?<!\b(?:Ltd|Inc|etc))"
                           r"\.[\"')\]]*(?=\s+[A-Z\"'(])")

class Turn(NamedTuple):
    """A difference in polarity or modality: its `kind`, one of `KINDS`, and the cue that shows it."""
    kind: str
    said: str


@lru_cache(maxsize=1024)
def turned(source: str, target: str) -> tuple[Turn, ...]:
    """Where an English sentence denies, allows or demands otherwise than its Chinese."""
    found: dict[Turn, None] = {}
    for zh, en in _parts(source, fold(target)):
        found.update(dict.fromkeys((*_denial(zh, en), *_modality(zh, en), *_overturned(zh, en))))
    case = chinese.A_CASE.search(source) and not chinese.ANY_DUTY.search(source)
    if case and (duty := english.LAYS_DOWN.search(target)):
        found[Turn("demand added", duty.group())] = None
    return tuple(found)


def _parts(source: str, target: str) -> list[tuple[str, str]]:
    left, right = _ENDS.split(source), _ENGLISH_ENDS.split(target)
    return list(zip(left, right, strict=True)) if len(left) == len(right) else [(source, target)]


def _denial(zh: str, en: str) -> Iterator[Turn]:
    plain, text = chinese.NO_DENIAL.sub("", zh), english.FREE.sub(" ", en)
    # What is denied twice in the same words may be denied once: 没有变，…没有变 "remain unchanged, as do …".
    # 禁止A，禁止B: "A and B are prohibited".
    key = lambda m: m.group() if m.group() in ("禁止", "严禁") else plain[m.start():m.end() + 2]
    wanted = list({key(m): m.group() for m in chinese.DENIAL.finditer(plain)}.values())
    said = [m.group() for m in english.DENIED.finditer(text)]
    ways = english.DENIED_SOMEHOW.finditer(english.IDLE.sub(" ", en))
    # "shall not be lower than the standard" has a bound, and denies
    somehow = sum(not _has_own_chinese(m.group(), zh) for m in ways) or _count(english.IDLE, en)
    first = chinese.UNAUTHORIZED.search(zh) and english.FIRST.search(en)
    if wanted and not first and (not somehow or somehow + _listed(text) < len(wanted)):
        yield Turn("denial lost", wanted[-1])
    instead = sum(not _has_own_chinese(m.group(), zh) for m in english.INSTEAD.finditer(text))
    twice = chinese.OUTRIGHT.search(plain) is not None and not english.NOT_FORBIDDEN.search(en)
    nor = sum(s.lower() == "nor" for s in said)
    both = min(nor, len(said) - nor)  # "neither … nor", "not …, nor": denied once
    if said and len(said) - both + instead > _count(chinese.MAY_DENY, plain) + _count(chinese.MAY_BE_NOT, zh) + twice:
        yield Turn("denial added", said[-1])


def _modality(zh: str, en: str) -> Iterator[Turn]:
    may = [m.group() for m in english.MAY.finditer(en)
           if not english.NOBODY_MAY.search(en, 0, m.start()) and not _limits(m, zh, en)]
    if len(may) > 2 * _count(chinese.MAY_PERMIT, zh):  # "may urge it to do so, and may suspend …"
        yield Turn("permission added", may[-1])
    wanted = [m.group() for m in chinese.PERMISSION.finditer(zh)]
    allowed = _count(english.PERMITTED, en)
    if wanted and (not allowed or len(wanted) > allowed + _count(english.JOINTS, en)):
        yield Turn("permission lost", wanted[0])
    demand = chinese.DEMAND.search(zh)
    if demand and not english.DEMANDED.search(en):
        yield Turn("demand lost", demand.group())


def _limits(may: re.Match, zh: str, en: str) -> bool:
    """Whether a "may" tells how far something may go, as the Chinese does, or demands a thing by "may … only"."""
    cap, limited = english.CAPPED.match(en, may.end()), chinese.LIMIT.search(zh)
    if not limited:
        return cap is not None and cap.group().endswith("only") and chinese.DEMAND.search(zh) is not None
    if english.UP_TO.search(en, 0, may.start()):
        return True
    return cap is not None and not (cap.group().endswith("without") and chinese.UNAUTHORIZED.search(zh))


def _overturned(zh: str, en: str) -> Iterator[Turn]:
    """What is forbidden told as allowed, what is a right as none, what is a duty as needless."""
    forbidden = chinese.FORBIDDEN.search(zh)
    if forbidden and not english.FORBIDDEN_TOO.search(en) and not chinese.PERMISSION.search(zh) and _allowed_freely(en):
        yield Turn("denial lost", forbidden.group())
    if forbidden and english.NOT_FORBIDDEN.search(en) and not chinese.UNFORBIDDEN.search(zh):
        yield Turn("denial lost", forbidden.group())
    needless = chinese.NEEDLESS.search(zh)
    if needless and _count(english.NEEDLESS, english.BOUND.sub(" ", en)) < 1 + bool(chinese.FORBID.search(zh)):
        yield Turn("denial lost", needless.group())
    unneeded = chinese.SPARED.findall(zh)
    if len(unneeded) > 1 and _count(english.NEEDLESS, english.BOUND.sub(" ", en)) == 1 and not english.OR.search(en):
        yield Turn("denial lost", unneeded[-1])
    failed = english.FAILED_TO.search(en)
    if failed and not any(cue.search(zh) for cue in (chinese.MAY_DENY, chinese.MAY_BE_NOT, chinese.LACKS)):
        yield Turn("denial added", failed.group())
    lacking = chinese.WITHOUT.search(chinese.NO_DENIAL.sub("", zh))
    if lacking and not english.LACKING.search(en):
        yield Turn("denial lost", lacking.group())
    demands = english.DEMANDS.findall(en) if chinese.ADVISED.search(zh) and not english.ADVISED.search(en) else []
    if len(demands) >= _count(chinese.ANY_DEMAND, zh):
        yield from (Turn("demand added", said) for said in demands[-1:])
    if chinese.RIGHT.search(zh) and not chinese.NO_RIGHT.search(zh) and english.NO_RIGHT.search(en):
        yield Turn("permission lost", "有权")
    if not english.NO_DUTY.search(en) or chinese.NO_DUTY.search(zh):
        return
    duty, not_to = chinese.DUTY.search(zh), forbidden or chinese.SHOULD_NOT.search(zh)
    if not_to and not english.DENIED.search(english.NO_DUTY.sub(" ", en)):
        yield Turn("denial lost", not_to.group())
    if duty:
        yield Turn("demand lost", duty.group())


def _allowed_freely(en: str) -> bool:
    """Whether English says that something may be done, by nobody denied and under no terms."""
    return not english.NOT_ALLOWED.search(en) and any(
        not english.NOBODY_MAY.search(en, 0, m.start()) and not english.ON_TERMS.search(en, m.end())
        for m in english.ALLOWED.finditer(en))


def _count(pattern: re.Pattern, text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _has_own_chinese(word: str, zh: str) -> bool:
    """Whether an English word that may deny has Chinese of its own: "stop" where there is 停止."""
    return any(en.match(word) and own.search(zh) for en, own in english.OWN)


def _listed(text: str) -> int:
    """How many more things one "not" may deny: "shall not endanger the State or harm others", "not wait, slow or rest",
    "failed to cover the site and wash vehicles".
    """
    failed = english.FAILED.search(text)
    if failed:
        return _count(english.JOINTS, text[failed.end():])
    first = english.DENIED.search(text) or english.FORBID.search(text)
    if not first:
        return 0
    rest = text[first.end():]
    return _count(english.ALTERNATIVES, rest) + _count(english.LISTED, rest)
