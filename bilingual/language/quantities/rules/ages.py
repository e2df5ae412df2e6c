"""Ages: 年满十六周岁不满十八周岁, 65岁以上, 七旬老人."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.numerals import NUMBER, read
from bilingual.language.quantities.rendering import decimal, word
from bilingual.language.quantities.rules.measures import START
from bilingual.language.quantities.rules.rule import BEHIND, TO, Family, Reading, bound_behind, numbers, phrase
from bilingual.language.quantities.rules.saying import SIGNS
from bilingual.model.quantity import ABOUT, LEAST, MOST, Value

RULES = Family()


@RULES.rule("age", "年已满",
            rf"(?:年满|已满|满)(?P<a>{NUMBER})周?岁(?:以上)?[、，]?(?:不满|未满|不足)(?P<b>{NUMBER})周?岁",
            "年满十六周岁不满十八周岁 → at least 16 but under 18 years old")
def age_between(m: re.Match) -> Reading:
    a, b = (decimal(read(m[g]).low) for g in "ab")
    values = Value(Fraction(a), "years", LEAST), Value(Fraction(b), "years", MOST)
    return Reading(f"at least {a} but under {b} years old", values)


@RULES.rule("age", START + SIGNS + "不未",
            rf"(?P<under>不满|未满|不足)?(?P<a>{NUMBER})(?:周?岁)?(?:{TO}(?P<b>{NUMBER}))?周?岁(?P<behind>{BEHIND})?",
            "65岁以上 → aged 65 and above", "16至59岁 → aged 16 to 59", "18周岁 → 18 years old",
            "不满十六周岁 → under 16 years old")
def age(m: re.Match) -> Reading:
    a, behind = read(m["a"]), MOST if m["under"] else bound_behind(m["behind"])
    high = read(m["b"]).low if m["b"] else a.high
    values = numbers(*(n for n in (a.low, high) if n is not None), dimension="years", bound=behind)
    low = decimal(a.low)
    if m["under"]:
        return Reading(f"under {low} years old", values,
                       (f"under {low} years of age", f"under the age of {low}", f"below {low}", f"under {low}",
                        f"less than {low} years old", f"under age {low}"))
    if high is not None:
        top = decimal(high)
        youngest = (f"up to {top}", f"up to age {top}", f"{top} or younger", f"{top} and under",
                    f"aged {top} and under", f"under {decimal(high + 1)}") if not a.low else ()
        return Reading(f"aged {low} to {top}", values, (f"aged {low}-{top}", f"between {low} and {top}", *youngest))
    if behind == LEAST:
        return Reading(f"aged {low} and above", values, (f"aged {low} and over", f"{low} and older", f"{low} or older",
                                                         f"over {low}", f"above {low}"))
    if behind == MOST:
        return Reading(f"aged {low} and below", values, (f"under {low}", f"below {low}", f"aged {low} and under",
                                                         f"{low} or younger", f"under-{_in_words(a.low)}s",
                                                         f"under-{low}s"))
    if a.low == 100 and not a.bound:
        return Reading("100 years old", values, ("centenarian", "centenarians", "hundred-year-old", "100-year-old"))
    decade = (_DECADES[int(a.low)],) if a.bound == LEAST and int(a.low) in _DECADES else ()  # 八十多岁: in his eighties
    said = phrase(f"{low} years old", behind or a.bound)
    return Reading(said, values, (*decade, f"aged {low}", f"{low} years of age", f"{low}-year-old", f"{low} year old",
                                  f"age of {low}", f"the age {low}", f"age {low}"))


@RULES.rule("age", START, rf"(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?(?P<k>[月周日])龄(?P<behind>{BEHIND})?",
            "6月龄以下 → aged 6 months and below", "6至23月龄 → aged 6 to 23 months", "3月龄 → 3 months old")
def young_age(m: re.Match) -> Reading:
    """Of infants and animals: 6月龄婴儿, 21日龄仔猪."""
    unit, behind = {"月": "month", "周": "week", "日": "day"}[m["k"]], bound_behind(m["behind"])
    low, high = read(m["a"]).low, read(m["b"]).low if m["b"] else None
    values = numbers(*(n for n in (low, high) if n is not None), dimension=f"{unit}s", bound=behind)
    a, units = decimal(low), f"{unit}s" if low != 1 or high else unit
    if high is not None:
        b = decimal(high)
        return Reading(f"aged {a} to {b} {units}", values, (f"{a} to {b} {units}", f"{a}-{b} {units}"))
    others = {LEAST: ("and above", f"{a} {units} and older", f"{a} {units} or older", f"over {a} {units}"),
              MOST: ("and below", f"under {a} {units}", f"{a} {units} or younger", f"below {a} {units}"),
              ABOUT: ("or so", f"about {a} {units} old")}.get(behind)
    if others:
        return Reading(f"aged {a} {units} {others[0]}", values, others[1:])
    return Reading(f"{a} {units} old", values, (f"{a}-{unit}-old", f"{a} {units} of age", f"aged {a} {units}"))


def _in_words(number: Fraction) -> str:
    return word(int(number)) if number.denominator == 1 else decimal(number)


_DECADES = dict(zip(range(20, 100, 10),
                    "twenties thirties forties fifties sixties seventies eighties nineties".split(), strict=True))


@RULES.rule("age", "六七八九", r"(?P<a>[六七八九])旬(?=老|高龄|有|以上|开外|翁|的|[，。]|$)",
            "七旬老人 → in their seventies")
def tens_of_years(m: re.Match) -> Reading:
    number = int(read(m["a"]).low) * 10
    tens = _DECADES[number]
    forms = (f"in his {tens}", f"in her {tens}", tens, f"{number}-year-old", f"{number}s", f"aged {number}",
             tens.removesuffix("ies") + "y-year-old")
    return Reading(f"in their {tens}", numbers(number, dimension="years", bound=ABOUT), forms)
