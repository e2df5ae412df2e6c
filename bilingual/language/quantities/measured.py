"""What is measured by an amount told as so many of it: 人口20万以上城市 as "200,000 cities"; and what is counted of
both ways told as so many each way.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.language.lexicon import stem, tellings
from bilingual.language.quantities.english import items
from bilingual.language.quantities.find import find_quantities
from bilingual.language.quantities.numerals import NUMBER, read
from bilingual.model.quantity import Quantity

# In front of an amount, or behind it, what of a thing it measures
_MEASURE = ("人口|居民|面积|产值|产量|收入|营收|税收|纳税|投资|资本|资产|装机|容量|规模|长度|宽度|高度|深度|年龄|工龄|"
            "价值|金额|货值|价款|销售额|库容|流量|年限|吞吐量")
_BEFORE = re.compile(f"(?:{_MEASURE})(?:为|在|达到?|超过?|不低于|不少于)?$")
_BEHIND = re.compile(f"(?:{_MEASURE})?的?(?=[\u4e00-\u9fff]{{2}})")
_BOUND = ("以上", "以下", "以内")
_NEXT = re.compile(r"[\s-](?P<first>[a-z]+)(?:[\s-](?P<second>[a-z]+))?")
_LANES = re.compile(f"双向(?P<n>{NUMBER})车道")
_EACH_WAY = re.compile(r"[\s-](?:traffic\s)?lanes?\s(?:of\straffic\s)?(?:(?:in|for)\s(?:each|either)\sdirection|"
                       r"per\sdirection|(?:each|"
                       r"either)\s(?:way|direction)|"
                       r"on\s(?:each|either)\sside)\b", re.I)


def each_way(source: str, target: str) -> tuple[str, str]:
    """双向六车道 told as "six lanes in each direction": the Chinese and the English of it; or two empty."""
    both = _LANES.search(source)
    if not both:
        return "", ""
    lanes = read(both["n"]).low
    told = (target[i.start:m.end()] for i in items(target) if i.raw == lanes and (m := _EACH_WAY.match(target, i.end)))
    said = next(told, "")
    return (both.group(), said) if said else ("", "")


def miscounted(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The things of a Chinese text that an amount measures, and the English that counts them by it.

    Of 88,162 right pairs none has any.
    """
    for quantity in find_quantities(source):
        at = _thing(quantity, source) if quantity.values else len(source)
        length, told = next(((b, told) for a, b, told in tellings(source[at:]) if a == 0), (0, frozenset[str]()))
        for item in items(target) if told else ():
            following = _NEXT.match(target, item.end)
            same = any(v.number == quantity.values[0].number for v in item.values)
            if same and following and not told.isdisjoint(stem(word) for word in following.groups() if word):
                yield source[quantity.start:at + length], target[item.start:following.end()]


def _thing(quantity: Quantity, source: str) -> int:
    """Where what a bound amount measures begins; the end of the text where it measures nothing, or counts."""
    behind = _BEHIND.match(source, quantity.end) if quantity.source.endswith(_BOUND) else None
    measured = behind and (_BEFORE.search(source, 0, quantity.start) or behind.group().removesuffix("的"))
    return behind.end() if behind and measured else len(source)
