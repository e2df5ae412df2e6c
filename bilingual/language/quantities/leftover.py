"""Numbers of an English text that nothing in the Chinese stands for, and those that stand there once more."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bilingual.language.quantities.english import HARD, items
from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.matching import PLAIN, SOFT
from bilingual.language.quantities.numerals import DIGITS, read
from bilingual.language.quantities.words import WORD
from bilingual.model.quantity import SEVERAL, Fault, Quantity, Value

CONVERTED = Fraction(2, 100)  # a conversion in brackets may be rounded by so much
_REPEATED = SOFT | {"", "fold"}  # a year or a count may well be said twice
_PART_OF_WORD = re.compile(r"-(?!year|month|day|week|hour|fold|percent|yuan|ton)[a-z]", re.I)  # three-dimensional
_CODE = re.compile("[A-Za-z]-$")
# words whose number may be told: 百强 is "top 100"
_COUNTING = re.compile("^(?:.[强佳年日人天县家村镇企团户里]|二十四节气|三十六行|七十二行|七十七国集团|二十国集团|"
                       "十八罗汉|二十八宿|十三陵|七大洲|五大洲|四大洋)$")
_EACH_WAY = re.compile(r"(?:\s\w+){0,2}\s(?:each|either)\s(?:way|direction)\b", re.I)
_OF_THEM = re.compile(r"\sof\s(?:them|these|those|which|whom)\b")
_LAST_YEAR = re.compile("[上去]年|同比|一年")
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WORTH = {**DIGITS, **_POWERS, "双": 2, "刻": 15, **dict(zip("壹贰叁肆伍陆柒捌玖拾", range(1, 11), strict=True))}


@dataclass
class Allowed:
    """Numbers that the English may have although no quantity says them: `words` only where they are not in digits."""
    numbers: set[Fraction]
    words: set[Fraction]


def left_over(quantities: Sequence[Quantity], free: Sequence[Item], text: str, source: str,
              renderings: str) -> list[Fault]:
    """Faults for the numbers that no quantity has taken as its own; `renderings` are those of other terms."""
    if not free:
        return []
    allowed = _allowed(quantities, source, renderings)
    copies = " ".join(q.rendering for q in quantities if q.copied)
    known = [v for q in quantities for v in q.values]
    faults = []
    for item in free:
        said = text[item.start:item.end]
        if _says_little(item, text) or _one_way(item, text, allowed) or _a_year(item, source):
            continue
        if item.digits and said.strip() in copies:
            continue
        if any(_within(item, q, text) for q in quantities):
            continue
        twin = next((q for q in quantities if _says(item, q)), None)
        if twin:
            amount = item.digits and any(v.dimension in HARD for v in twin.values)
            bracketed = text[:item.start].rstrip().endswith(("(", ", or", "—", " or"))
            doubled = amount and item.values[0].dimension not in _REPEATED and not bracketed
            if doubled or _counts_again(item, twin, text, bracketed):
                faults.append(Fault("doubled", twin, said, twin.rendering, grave=False))
        elif not _is_allowed(item, allowed) and not any(_converted(v, w) for v in item.values for w in known):
            faults.append(Fault("invented", None, said, grave=item.digits or item.raw > 10))
    return faults


def _counts_again(item: Item, twin: Quantity, text: str, bracketed: bool) -> bool:
    """Whether a count of more than a dozen stands before another noun once more: 1,200 beds, 60 of them … and 60 …"""
    counted = not twin.values[0].dimension and not item.values[0].dimension and twin.kind == "amount"
    once_more = re.search(r"\b(?:and|plus|along\swith|as\swell\sas)\s$", text[:item.start])
    return counted and item.digits and item.raw > 12 and once_more is not None and not bracketed


def doubled_names(quantities: Sequence[Quantity], low: str) -> list[Fault]:
    """Faults for copied names with digits that the English, given in small letters, has more often than the Chinese."""
    faults = []
    for name, quantity in {q.rendering: q for q in quantities if q.copied and len(q.rendering) > 3}.items():
        times = sum(name in q.rendering for q in quantities)
        if re.search(r"\d", name) and low.count(name.lower().translate(PLAIN)) > times:
            faults.append(Fault("doubled", quantity, name, name, grave=False))
    return faults


def _says_little(item: Item, text: str) -> bool:
    """Whether a number is no claim of its own: "one", "first", "half", "thousands of", COVID-19, three-dimensional."""
    if item.values[0].bound == SEVERAL or _CODE.search(text, 0, item.start):
        return True
    if item.digits:
        return False
    two_of_them = item.raw == 2 and _OF_THEM.match(text, item.end)
    small = item.raw <= 2 and not two_of_them or item.raw <= 10 and _PART_OF_WORD.match(text, item.end)
    return bool(small) or item.kind in ("half", "ordinal", "multiple") or text[item.start:item.end] == "May"


def _one_way(item: Item, text: str, allowed: Allowed) -> bool:
    """Whether a number is half of one that is told of both ways: 双向六车道, six lanes, three each way."""
    return _EACH_WAY.match(text, item.end) is not None and 2 * item.raw in allowed.numbers


def _a_year(item: Item, source: str) -> bool:
    """"Twelve months earlier" for 上年末."""
    value = item.values[0]
    return value.dimension == "months" and value.number == 12 and bool(_LAST_YEAR.search(source))


def _within(item: Item, quantity: Quantity, text: str) -> bool:
    """Whether a year or month is one of a range of which English names each: 2025年至2027年, 2025, 2026 and 2027."""
    if quantity.kind not in ("years", "months") or len(quantity.values) < 2:
        return False
    first, last = quantity.values[:2]
    named = {i.raw for i in items(text)}
    inside = [Fraction(n) for n in range(int(first.number) + 1, int(last.number))]
    alike = any(v.number == item.raw and v.dimension in ("", first.dimension) for v in item.values)
    return alike and first.dimension == last.dimension and item.raw in inside and named.issuperset(inside)


def _says(item: Item, quantity: Quantity) -> bool:
    return any(v.number == w.number and v.dimension in ("", w.dimension) for v in item.values for w in quantity.values)


def _is_allowed(item: Item, allowed: Allowed) -> bool:
    said = {v.number for v in item.values} | {item.amount}
    return bool(said & allowed.numbers) or not item.digits and bool(said & allowed.words)


def _converted(said: Value, value: Value) -> bool:
    """Whether an English amount is a Chinese one in another unit, rounded: 2.6 million mu and 173,000 hectares."""
    measured = said.dimension == value.dimension and said.dimension in HARD - {"share", "points"}
    return measured and abs(said.number - value.number) <= value.number * CONVERTED


def _allowed(quantities: Sequence[Quantity], source: str, renderings: str) -> Allowed:
    """The numbers of the renderings of other terms, and the numerals of the Chinese outside its quantities.

    These may be part of a name: the 3 of 三农, the 5 of 五位一体. Those of idioms English may have in words, but not in
    digits: 千家万户 is not 1,000 households.
    """
    rest = "".join(" " if any(q.start <= i < q.end for q in quantities) else c for i, c in enumerate(source))
    idioms = _numerals("".join(m.group() for m in WORD.finditer(rest) if not _COUNTING.search(m.group())))
    plain = WORD.sub(lambda m: m.group() if _COUNTING.search(m.group()) else " ", rest)
    found = _numerals(plain) | {n for n in idioms if n <= 10} | {_plain(v) for q in quantities for v in q.values}
    found |= {Fraction(10)} if "旬" in source else set()  # the first ten days of January
    idioms |= {Fraction(n) for word, n in _SETS.items() if word in source}
    years = {v.number for q in quantities for v in q.values if v.dimension == "year"}
    found |= {y + step for y in years for step, word in _YEARS_BESIDE.items() if word.search(source)}
    if _ON_MONTH.search(source):  # in May, 6 percent more than in April
        months = (v.number for q in quantities for v in q.values if v.dimension == "month")
        found |= {(month - 2) % 12 + 1 for month in months}
    found |= {Fraction(1, 2)} if _HALF.search(source) else set()  # 减半: a 50 percent reduction
    found |= {Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?", plain)}
    for run in re.findall("[一二两三四五六七八九十百千万亿]{2,}", plain):
        try:
            found.add(read(run).low)
        except ValueError:
            continue
    for item in items(renderings.translate(PLAIN)):
        found |= {item.raw, *(v.number for v in item.values)}
    return Allowed(found, idioms)


def _plain(value: Value) -> Fraction:
    """The number of a value as it is told: two hours are 120 minutes and no 120."""
    whole = value.dimension == "hours" and value.number % 60 == 0
    return value.number / 60 if whole else value.number


_ON_MONTH = re.compile("环比|[比较]上个?月")
# 比上年末: than at the end of 2021, where the year before it is told
_YEARS_BESIDE = {-1: re.compile("上一?年(?!度?[0-9])"), 1: re.compile("[次翌下]年|下一年")}
# What names all of a set, whose number English may tell instead
_SETS = {"春夏秋冬": 4, "春秋冬夏": 4, "东西南北": 4, "东南西北": 4, "琴棋书画": 4, "笔墨纸砚": 4, "油盐酱醋": 4,
         "金木水火土": 5, "酸甜苦辣": 4, "衣食住行": 4, "生老病死": 4, "听说读写": 4, "德智体美劳": 5}
_HALF = re.compile("减半|对半|过半|半价|半数")


def _numerals(text: str) -> set[Fraction]:
    """The worth of each numeral character of a text, one by one; 双 is two, 一刻钟 a quarter of an hour."""
    return {Fraction(_WORTH[c]) for c in text if _WORTH.get(c)}
