"""Numbers that are told again only to say whether a bound has them in it: 3%以内（含3%）."""
from __future__ import annotations

import re

from bilingual.language.quantities.english import items
from bilingual.model.quantity import Quantity

# What says that a bound has its number in it: 3%以内（含3%）, within 3% (inclusive); or that it has not
_TOLD_AGAIN = re.compile("[^，。；、0-9]{0,6}[（(](?:均|都)?(?P<out>不)?(?:包?含|包括)")
_WITHIN = re.compile(r"\b(?<!not\s)(?<!non-)(?:inclusive(?:ly)?|included|including)\b", re.I)
_WITHOUT = re.compile(r"\b(?:exclusive(?:ly)?|excluded|excluding|non-inclusive|not\sinclu\w+)\b", re.I)
# Bounds that have their number in them by themselves, and those that leave it out
_UP_TO = re.compile(r"\b(?:at\s(?:least|most)|(?:no|not)\s(?:\w+\s)?(?:more|less|fewer|exceed\w*)|up\sto|within|"
                    r"maximum|minimum|(?:or|and)\s(?:more|less|fewer|above|below|over|under|older|younger|higher|lower))\b",
                    re.I)
_BEYOND = re.compile(r"\b(?:(?<!no\s)(?<!not\s)(?:more|less|fewer)\sthan|over|above|below|under|exceed(?:s|ing))\b",
                     re.I)


def told_again(before: Quantity, quantity: Quantity, text: str, source: str) -> bool:
    """Whether a number is told again only to say whether a bound has it in it, and English says that in a word: 3%以内
    （含3%）, within 3% (inclusive).
    """
    if [v.number for v in before.values] != [v.number for v in quantity.values]:
        return False
    again = _TOLD_AGAIN.fullmatch(source[before.end:quantity.start])
    numbers = {v.number for v in quantity.values}
    if not again or sum(any(v.number in numbers for v in item.values) for item in items(text)) > 1:
        return False
    said, denied, implied = (_WITHOUT, _WITHIN, _BEYOND) if again["out"] else (_WITHIN, _WITHOUT, _UP_TO)
    return said.search(text) is not None or not denied.search(text) and implied.search(text) is not None
