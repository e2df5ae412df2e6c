"""How often something is: 一月一次, 每年不少于两次."""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import word
from bilingual.language.quantities.rules.rule import Family, Reading
from bilingual.language.quantities.units import CLASSIFIER

RULES = Family()
_OFTEN = {"年": ("annual", "annually", "yearly", "year"), "季": ("quarterly", "quarter"),
          "季度": ("quarterly", "quarter"), "月": ("monthly", "month"), "周": ("weekly", "week"),
          "天": ("daily", "day"), "日": ("daily", "day")}
_PERIODS = {unit: nouns[-1] for unit, nouns in _OFTEN.items()} | {
    "个季度": "quarter", "个月": "month", "个星期": "week", "星期": "week", "个工作日": "working day", "小时": "hour",
    "学期": "semester", "个学期": "semester", "学年": "academic year", "届": "term"}
_ADVERBS = {"年": "annually", "月": "monthly", "季度": "quarterly", "周": "weekly", "日": "daily", "天": "daily"}
_TIMES = {1: ("once", "one time"), 2: ("twice", "two times")}


@RULES.rule("frequency", "一",
            rf"(?<![\d零〇一二三四五六七八九十百千万第每个逐另同某统唯])一(?P<u>年|季度?|月|周|天|日)"
            rf"(?:一(?P<once>次)|一度(?=[^\u4e00-\u9fff]|[的举在])"
            rf"|一(?![日号周月年季天夜至到大小半星次批种]|{CLASSIFIER})(?=[\u4e00-\u9fff]))",
            "一月一调度 → monthly", "一月一次 → once a month", "一年一度 → annual")
def frequency(m: re.Match) -> Reading:
    """How often: 一月一调度 is monthly, and no January."""
    *adverbs, noun = _OFTEN[m["u"]]
    each = (f"{each} {noun}" for each in ("every", "each", "per", "once a", "once in a", "one a"))
    ways = (*adverbs, f"{noun} by {noun}", f"{noun} after {noun}", *each)
    return Reading(f"once a {noun}" if m["once"] else adverbs[0], variants=ways)


@RULES.rule("frequency", "每",
            r"每(?P<n>半|[一二两三四五六七八九十\d]{1,2})?"
            r"(?P<u>个?(?:季度|学期|星期)|个(?:月|工作日)|年|月|周|日|天|小时|学年|届)"
            r"(?:(?P<least>不(?:得)?(?:少|低)于|至少|最少)|(?P<most>不(?:得)?(?:超过|多于)|最多|至多))?"
            r"(?P<k>[一二两三四五六七八九十]|\d{1,3})轮?次(?![性数会产降升提增减至到])",
            "每年不少于一次 → at least once a year", "每三年一次 → once every three years",
            "每半年至少两次 → at least twice every six months")
def how_often(m: re.Match) -> Reading:
    heads = ("at least ", "no less than ", "no fewer than ", "not less than ") if m["least"] else (
        "at most ", "no more than ", "not more than ", "up to ") if m["most"] else ("",)
    first, *others = (head + way for head in heads for way in _ways(m))
    return Reading(first, variants=tuple(others))


def _ways(m: re.Match) -> Iterator[str]:
    """How English says the times of a match in its period, the usual way first."""
    k, period, every = integer(m["k"]), _PERIODS[m["u"]], 1
    times = _TIMES.get(k, (f"{word(k)} times", f"{k} times"))
    if m["n"] == "半":
        each: tuple[str, ...] = ("every six months", "every half year", "every half a year", "half-yearly")
    elif m["n"] in (None, "一"):
        each = tuple(f"{one} {period}" for one in ("a", "every", "each", "per", "in every", "in a"))
        each += (_ADVERBS[m["u"]],) if m["u"] in _ADVERBS else ()
    else:
        every = integer(m["n"])
        each = tuple(f"{one} {n} {period}s" for one in ("every", "in every") for n in (word(every), every))
        each += (f"every other {period}",) if every == 2 else ()
    yield from (f"{time} {one}" for time in times for one in each)
    if k == 1:
        yield from (one for one in each if one.startswith("every") or " " not in one)
        yield from ("semiannually", "twice a year", "biannually") if m["n"] == "半" else ()
        yield from ("biennially",) if every == 2 else ()
