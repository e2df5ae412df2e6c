"""What a rule is: a kind of quantity, how Chinese writes it, what it is worth, and how English writes it."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from bilingual.model.quantity import ABOUT, EXACT, LEAST, MOST, Value

TO = r"\s?(?:至|到|—{1,2}|―{1,2}|–{1,2}|~{1,2}|～{1,2}|-{1,2})\s?"
LABEL_NUMERALS = "零〇一二三四五六七八九十百千"  # those that number articles, congresses and documents
LABEL_NUMBER = rf"(?:\d{{1,4}}|[{LABEL_NUMERALS}]{{1,8}})"
# Behind a letter that may stand for a unit, what makes a word with it: 3d打印, 4s店
LETTER_WORDS = "打印|建模|动画|扫描|效果|技术|模型|视频|电影|店"
_AROUND = {"左右": ABOUT, "上下": ABOUT, "以上": LEAST, "及以上": LEAST, "以下": MOST, "及以下": MOST, "以内": MOST,
           "之内": MOST, "内": MOST,
           "多": LEAST, "余": LEAST, "有余": LEAST, "出头": LEAST, "开外": LEAST}
BEHIND = "(?:左右|上下|及?以上|及?以下|以内|之内|有余|出头|开外)"
_PHRASES = {ABOUT: "around {}", LEAST: "more than {}", MOST: "no more than {}", EXACT: "{}"}


class Reading(NamedTuple):
    """What a rule makes of a match: the fields of a Quantity that depend on it."""
    rendering: str
    values: tuple[Value, ...] = ()
    variants: tuple[str, ...] = ()
    given: bool = True
    copied: bool = False
    back: int = 0  # characters before the match that belong to the quantity


@dataclass(frozen=True)
class Rule:
    """One kind of quantity. `starts` are the characters a match may begin with.

    `read` raises ValueError where the shape deceives.

    `examples` show what the rule does, as (Chinese, English) of one quantity; the tests hold it to them.
    """
    kind: str
    starts: frozenset[str]
    pattern: re.Pattern
    read: Callable[[re.Match], Reading]
    examples: tuple[tuple[str, str], ...]


class Family(list):
    """The rules of one family, in the order in which they are tried."""

    def rule(self, kind: str, starts: str, pattern: str, *examples: str) -> Any:
        """Register the decorated reader as a rule; each of `examples` is written "Chinese → English"."""
        def register(read: Callable[[re.Match], Reading]) -> Callable[[re.Match], Reading]:
            pairs = tuple((chinese, english) for chinese, english in (e.split(" → ", 1) for e in examples))
            self.append(Rule(kind, frozenset(starts), re.compile(pattern, re.X), read, pairs))
            return read
        return register


def numbers(*values: Any, dimension: str = "", bound: str = EXACT, sign: int = 1) -> tuple[Value, ...]:
    """Values of one dimension and sign; of a range the first has the bound where it is a least, the last where it is a
    most.
    """
    last = len(values) - 1
    fits = lambda i: last == 0 or bound == ABOUT or i == (last if bound == MOST else 0)
    return tuple(Value(Fraction(v), dimension, bound if fits(i) else EXACT, sign) for i, v in enumerate(values))


def bound_behind(text: str | None) -> str:
    """The bound that 左右, 以上, 以下, 以内 … say."""
    return _AROUND[text] if text else EXACT


def phrase(text: str, bound: str, behind: str | None = "") -> str:
    """A rendering with the words of its bound in front."""
    if behind in ("以内", "之内", "内"):
        return f"within {text}"
    if behind in ("以上", "及以上"):  # the number itself is among them, in laws and elsewhere
        return f"at least {text}"
    return _PHRASES.get(bound, "{}").format(text)
