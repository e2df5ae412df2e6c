"""Numbers that belong together: the two ends of 20万至30万人 are said as one, with their noun once, and 每月5日 has no
month of its own.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.language.english import Edit
from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.rendering import MONTHS
from bilingual.language.quantities.rules.rule import TO
from bilingual.model.quantity import LEAST, MOST, Fault, Quantity

_RANGE = re.compile(rf"[\d万亿千百%％元]{TO}(?=\d)")
_LABELS = re.compile(f"第[^，。]+?[条章款项页编节]{TO}第")  # 第五条至第八条: not "Articles 5 and 8"
# What may stand between the two ends: to, and, or, a hyphen; and a unit that is said twice
_JOINT = re.compile(r"\s?(?:[\w.%$'-]+\s){0,3}?(?:up\s)?(?:to|and|or|through|until|[-~/,])(?:\s(?:\w+\s){0,3})?|"
                    r"\s?[-~/]\s?|-to-", re.I)
_MONTHS = "|".join(MONTHS)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS}) $")
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b")
_NOUN = r"(?!(?:million|billion|trillion|thousand|percent|yuan|to|and|or)\b)[a-z]+"
_NUMBER = r"\d[\d,.]*(?<=\d)(?: (?:thousand|million|billion|trillion))?"
# "300,000 people to 500,000", with nothing behind that could be the noun of both
_NOUN_INSIDE = re.compile(rf"\b(?P<first>{_NUMBER}) (?P<noun>{_NOUN}(?: {_NOUN})?) (?P<to>to|and|or) "
                          rf"(?P<last>{_NUMBER})(?=[,.;]?$|[,.;] |"
                          r" (?:for|each|per|every|in|by|during|a year|annually)\b)")


_IN_BOTH = re.compile(r"\b(?:in|of|for|during)\s(?:both\s)?\d{4}\sand\s(?:in\s)?\d$", re.I)  # not "between"


def torn(quantity: Quantity, text: str, used: Sequence[Item]) -> list[Fault]:
    """The fault of a range whose ends, `used`, do not stand as one: "200,000 workers of 300,000"."""
    if len(used) != 2 or len(quantity.values) != 2:
        return []
    first, last = sorted(used, key=lambda i: i.start)
    if _LABELS.search(quantity.source) and re.fullmatch(r"(?:,? and|,|,? or) \w*\s?", text[first.end:last.start]):
        return [Fault("range", quantity, text[first.start:last.end], quantity.rendering, grave=False)]
    one, other = quantity.values
    if quantity.kind == "years" and abs(other.number - one.number) > 1 and _IN_BOTH.search(text, 0, last.start + 1):
        return [Fault("range", quantity, text[first.start:last.end], quantity.rendering, grave=False)]
    if not _RANGE.search(quantity.source):
        return []
    if {one.bound, other.bound} == {LEAST, MOST} or one.dimension != other.dimension or one.dimension == "month":
        return []
    inside = text[first.end:last.start]
    joined = _JOINT.fullmatch(inside) and not _NOUN_INSIDE.match(text, first.start)
    return [] if joined else [Fault("range", quantity, text[first.start:last.end], quantity.rendering, grave=False)]


def dated(quantity: Quantity, text: str, used: Sequence[Item]) -> list[Fault]:
    """The fault of a day that English puts in a month of its own: 首月15日 told as "January 15"."""
    if quantity.kind != "day of the month" or not used:
        return []
    named = _MONTH_BEFORE.search(text, 0, used[0].start) or _MONTH_BEHIND.match(text, used[-1].end)
    return [Fault("missing", quantity, quantity.source, quantity.rendering)] if named else []


def noun_behind(source: str, text: str) -> list[Edit]:
    """The exchanges that put the noun of a range behind it: 300,000 people to 500,000 → 300,000 to 500,000 people."""
    if not _RANGE.search(source):
        return []
    return [(*m.span(), f"{m['first']} {m['to']} {m['last']} {m['noun']}") for m in _NOUN_INSIDE.finditer(text)]
