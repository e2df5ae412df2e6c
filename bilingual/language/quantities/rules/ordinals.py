"""Ordinals: 第三, 第十届, 第十万列, 一二类."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import ordinal, ordinal_word, scaled
from bilingual.language.quantities.rules.rule import LABEL_NUMERALS, Family, Reading, numbers
from bilingual.language.quantities.units import CLASSIFIER

RULES = Family()
_D = "0123456789"
_Z = LABEL_NUMERALS


@RULES.rule("ordinal", "第", "第(?P<n>[一二三四])(?=百货)", "第一百货 → No. 1")
def store(m: re.Match) -> Reading:
    n = integer(m["n"])
    return Reading(f"No. {n}", numbers(n, dimension="no."), (ordinal_word(n), f"Number {n}", f"No.{n}"))


@RULES.rule("ordinal", "第", rf"第(?P<a>(?:\d+(?:\.\d+)?)?[{_Z}两]*[百千万亿][{_Z}两千万亿]*|\d{{5,}})"
            rf"(?P<k>(?![条章节款项篇部]){CLASSIFIER}|[列期趟棵本根顶片班吨天])",
            "第十万列 → 100,000th", "第100万辆 → 1 millionth", "第一百个 → 100th")
def large_ordinal(m: re.Match) -> Reading:
    n = integer(m["a"])
    digits = f"{n:,}{ordinal(n).removeprefix(str(n))}"
    millions = scaled(Fraction(n))
    said = f"{millions}th" if millions.endswith("illion") and "." not in millions else digits
    one = said.removeprefix("1 ")
    return Reading(said, numbers(n, dimension="ordinal"), (
        digits, ordinal(n), f"No. {n:,}", *((one, f"one {one}") if said != one else ()),
        *{100: ("hundredth", "one hundredth"), 1000: ("thousandth", "one thousandth"),
          10**4: ("ten thousandth",), 10**5: ("hundred thousandth", "one hundred thousandth")}.get(n, ())))


@RULES.rule("ordinal", "第" + _D + _Z,
            rf"第(?P<a>\d{{1,4}}|[{_Z}]*十[{_Z}]*)(?P<k>届|次|个|位|名|批)?(?![.．]\d)|(?P<b>\d{{1,2}}"
            rf"|[一二三]?十[一二三四五六七八九]?)届",
            "第20次 → 20th", "十四届 → 14th")
def ordinal_number(m: re.Match) -> Reading:
    n = integer(m["a"] or m["b"])
    return Reading(ordinal(n), numbers(n, dimension="ordinal"), (ordinal_word(n), f"No. {n}"))


@RULES.rule("ordinal", "一二三四五六七八",
            r"(?<![零一二三四五六七八九十百千万亿第几])(?P<n>[一二三四五六七八][二三四五六七八九])"
            r"(?=类(?!似)|等[奖功]|期工程)",
            "一二类 → first- and second", "二三等奖 → second and third")
def neighbours(m: re.Match) -> Reading:
    """Two that follow each other: 一二类苗 are those of the first class and of the second."""
    a, b = (integer(c) for c in m["n"])
    if b != a + 1:
        raise ValueError("no neighbours")
    first, last = ordinal_word(a), ordinal_word(b)
    said = f"{first}- and {last}" if m.string[m.end()] == "类" else f"{first} and {last}"
    return Reading(said, numbers(a, b, dimension="ordinal"), (f"{first} and {last}", f"{first} or {last}",
                                                              f"{first}- or {last}"), given=False)


@RULES.rule("ordinal", "第", r"第(?P<n>[二三四五六七八九])(?![产季方一二三四五六七八九十百])", "第三 → third")
def small_ordinal(m: re.Match) -> Reading:
    n = integer(m["n"])
    return Reading(ordinal_word(n), numbers(n, dimension="ordinal"), ("secondary", "secondly") if n == 2
                   else ("thirdly",) if n == 3 else (), given=False)
