"""Bounds that have the number itself among them: 三人以上 is "at least three people", 五万元以下 "no more than 50,000
yuan". 超过 and 不足 leave it out in Chinese, too.

Models have learnt "a fine of more than 500 yuan" from texts that take the difference lightly. They are asked in these
words, in which they find their grammar, and what they write is put right.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.language.english import Edit
from bilingual.language.quantities.find import find_quantities
from bilingual.model.quantity import Quantity

_BEYOND = r"(?P<bound>[Mm]ore than|[Oo]ver|[Aa]bove|[Ee]xceeding|in excess of)"
_BELOW = r"(?<!not )(?<!no )(?P<bound>[Ll]ess than|[Ff]ewer than|[Uu]nder|[Bb]elow|[Ll]ower than)"
_ANY = re.compile("以[上下]|不[少低]于|至少")
_NO_LESS = re.compile("(?:不[少低]于|至少)(?:人民币)?$")
_MORE = r"(?P<bound>[Mm]ore than|[Oo]ver)"
_KINDS = (("以上", "at least ", _BEYOND), ("以下", "no more than ", _BELOW))


def familiar(source: str, rendering: str) -> str:
    """The rendering of a quantity as models know it: "more than" for "at least" where the Chinese has 以上."""
    return re.sub("^at least ", "more than ", rendering) if source.endswith("以上") else rendering


def inclusive(source: str, text: str) -> list[Edit]:
    """The exchanges that take the number of 以上, 以下 and 不少于 in where the English leaves it out."""
    edits: list[Edit] = []
    for quantity in find_quantities(source) if _ANY.search(source) else ():
        for right, wrong in _wanted(quantity, source):
            number = re.escape(quantity.rendering.removeprefix(right).split(" ")[0])
            found = re.finditer(rf"(?<!not )(?<!no )\b{wrong} (?={number}(?!\w|[.,]\d))", text)
            edits += [(*m.span("bound"), _said(right.strip(), text, m)) for m in found]
    return edits


def _wanted(quantity: Quantity, source: str) -> Iterator[tuple[str, str]]:
    """The bounds of a quantity that have the number in them, each with the words that leave it out."""
    for behind, right, wrong in _KINDS:
        if quantity.source.endswith(behind) and quantity.rendering.startswith(right):
            yield right, wrong
    if _NO_LESS.search(source, 0, quantity.start):  # 不少于2万人次: more than 20,000 leaves them out
        yield "at least ", _MORE


def _said(right: str, text: str, m: re.Match) -> str:
    """The words of a bound as they may stand there: "at no less than", "At least"."""
    right = "no less than" if right == "at least" and text[:m.start("bound")].endswith("at ") else right
    return right.capitalize() if m["bound"][0].isupper() else right
