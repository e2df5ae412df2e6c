"""Persons whom a decision appoints, removes or lets go, whatever else their names may be: 任命黄海为部长."""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.language.names.name import Span
from bilingual.language.names.pinyin import surname_at

_DECISION = re.compile(r"(?:任命|免去|选举|推选|增选|补选|罢免|接受|撤销|同意|聘任|解聘|提名)"
                       r"([\u4e00-\u9fff]{2,4}?)(?:同志|先生|女士)?(?:为|的[^，。；]{1,30}(?:职务|请求)|辞去|兼任的|驻(?=[^，。；]{1,14}大使)|(?=[省市县区州原][^，。；的]{1,30}职务))")


def decided(text: str) -> set[Span]:
    """Where a decision names a person by a surname and one or two characters."""
    return {(a, b) for a, b, n in _named(text) if n < b - a <= n + 2}


def long_names(text: str) -> list[Span]:
    """Where it names one of another language, whose first character is a surname too: 任命桑吉才让为."""
    return [(a, b) for a, b, n in _named(text) if n == 1 and b - a > 3]


def _named(text: str) -> Iterator[tuple[int, int, int]]:
    """Where names stand, and how long the surname is with which they begin."""
    for m in _DECISION.finditer(text):
        n = surname_at(text, m.start(1))
        if n:
            yield *m.span(1), n
