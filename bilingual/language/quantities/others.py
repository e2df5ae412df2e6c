"""王建国等37名同志 are 37 in all: "Wang Jianguo and 36 others", never "and 37 others"."""
from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from bilingual.language.quantities.english import items
from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.numerals import integer
from bilingual.model.quantity import Fault, Quantity

_NAMED = re.compile("([^，。；：的“”]{2,40})等$")
_JOINT = re.compile("[、和及与]")
_COUNTED = re.compile("([^，。；：的“”]{2,40})等([三四五六七八九十]|[0-9]+)"
                      "(?=[国省市县区个名人家位所项种类地方]|部门|单位|部委|机构)")
_OTHERS = re.compile(r"\s(?:others?|more|further|fellow)\b", re.I)


def others(quantities: Sequence[Quantity], free: Sequence[Item], text: str, source: str,
           kept: list[bool]) -> tuple[list[Fault], list[Item]]:
    """Faults for those whose number is told as that of the others, and the numbers that tell it rightly so, which is
    entered as `kept`.
    """
    faults, used = [], [f for f in free if _OTHERS.match(text, f.end) and f.values[0].number in _rests(source)]
    for i, quantity in enumerate(quantities):
        named = _NAMED.search(source, 0, quantity.start)
        if not named or not quantity.values or quantity.values[0].number < 3:
            continue
        all_of_them = quantity.values[0].number
        rest = all_of_them - len(_JOINT.findall(named[1])) - 1
        right = [f for f in free if f.values[0].number == rest and _OTHERS.match(text, f.end)]
        if right:
            kept[i], used = True, used + right
        elif kept[i] and (said := _said_of_others(text, all_of_them)):
            faults.append(Fault("others", quantity, said, quantity.rendering))
    return faults, used


def _rests(source: str) -> set[Fraction]:
    """How many are left of each number behind 等 without those that are named: 挪威等五国, four others."""
    return {integer(m[2]) - Fraction(1 + named) for m in _COUNTED.finditer(source)
            for named in range(len(_JOINT.findall(m[1])) + 1)}


def _said_of_others(text: str, number: Fraction) -> str:
    """The number with "others" behind it, "" where it does not stand so."""
    for item in items(text):
        behind = _OTHERS.match(text, item.end)
        if item.values[0].number == number and behind:
            return text[item.start:behind.end()]
    return ""
