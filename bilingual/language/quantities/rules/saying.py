"""How a number is told in English: its sign, its digits or words, its unit, its bound."""
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from bilingual.language.quantities.numerals import Numeral
from bilingual.language.quantities.rendering import decimal, magnitude, scaled, word
from bilingual.language.quantities.rules.rule import Reading, bound_behind, numbers, phrase
from bilingual.language.quantities.units import BY_CHINESE, JIN_BULK, Unit
from bilingual.model.quantity import ABOUT, EXACT, LEAST, MOST, SEVERAL, Value

SIGNS = "-−－+＋≥≤≧≦<>≈±正"
# Behind Chinese a hyphen is a sign only after one of these: 增长-3.2%, but 歼-35
_SIGN = (r"(?P<sign>(?:(?<![\dA-Za-z）)\u4e00-\u9fff])|(?<=[长降为至是率达到幅值比温了差减升跌约近低高])"
         r"|(?<=[时度吨斤])(?<![/／][时度吨斤])(?<![/／][千兆]瓦时)(?=.\d+(?:\.\d+)?万?元)"  # 每兆瓦时-80元
         r"|(?<=[润益额损值利])(?=.\d[\d,]*(?:\.\d+)?\s?[万亿]*元)"  # 净利润-1.87亿元
         r"|(?<=[\u4e00-\u9fff])(?=.\d+(?:\.\d+)?\s?(?:%|‰|℃|°C|摄氏度|个百分点)))[-−－+＋](?=\d))?")
HEAD = rf"(?P<sym>[≥≤≧≦<>≈±]\s?|正负(?=\d))?{_SIGN}"  # the signs that may stand before a number
# The signs of comparison are put in words: few models have a piece for them.
_SYMBOLS = {"≥": ("at least ", LEAST), "≧": ("at least ", LEAST), ">": ("more than ", LEAST),
            "≤": ("no more than ", MOST), "≦": ("no more than ", MOST), "<": ("less than ", MOST),
            "≈": ("about ", ABOUT), "±": ("plus or minus ", EXACT), "正负": ("plus or minus ", EXACT)}
PER_NOUNS = {"人": "person", "月": "month", "日": "day", "天": "day", "户": "household", "次": "time", "年": "year",
        "时": "hour", "h": "hour", "d": "day", "秒": "second", "辆": "vehicle", "台": "unit", "件": "piece"}


SECOND_SIGN = "(?P<s2>[-−－+＋](?=\\d))?"  # that of the second number of a range


def signed(m: re.Match, group: str = "sign") -> str:
    """The sign of a match of HEAD, or of SECOND_SIGN (`group` "s2"), in ASCII; "" where it has none."""
    return (m[group] or "").translate(str.maketrans("−－＋", "--+"))


def with_signs(values: tuple[Value, ...], *signs: str) -> tuple[Value, ...]:
    """The values of a range, each with the sign that stands before it."""
    return tuple(replace(v, sign=-1 if s == "-" else 1) for v, s in zip(values, signs, strict=True))


def symbol(m: re.Match) -> tuple[str, str]:
    """The bound and the words of the sign of comparison in a match of HEAD."""
    words, bound = _SYMBOLS.get((m["sym"] or "").strip(), ("", EXACT))
    return bound, words


def as_written(text: str) -> str:
    """A number that keeps the form in which it is written, as 4.50 its last 0; "" for others."""
    return text if re.fullmatch(r"\d+\.\d*0", text) else ""


def number_said(number: Fraction, text: str, numeral: Numeral, unit: Unit | None) -> str:
    """A number before its noun: in words where Chinese wrote a small one in characters, else as reports write it.

    `text` is the numeral as it is written: 2.50 stays 2.50, and four digits without a unit, which may be a year, get no
    comma.
    """
    if numeral.scaled:
        return scaled(number)
    money = unit is not None and unit.dimension == "yuan"
    if number <= 10 and number.denominator == 1 and not re.search(r"\d", text) and not money:
        return word(int(number))
    if written := as_written(text):
        return written
    may_be_a_year = not unit and re.fullmatch(r"\d{4}", text)
    return decimal(number, 10**4 if may_be_a_year else 1000)


def joined(number: str, unit: Unit | None, count: Fraction, per: str | None = None) -> str:
    """A number and its unit: "3 kilometers", "25°C", "50 yuan per person"; `per` is the Chinese behind a slash."""
    if not unit:
        return number
    space = "" if unit.singular.startswith("°") else " "
    rate = f" per {PER_NOUNS.get(per) or BY_CHINESE[per].singular}" if per else ""
    return f"{number}{space}{unit.of(count)}{rate}"


def in_english(numeral: Numeral, unit: Unit | None) -> tuple[Numeral, Unit | None]:
    """Jin are told in kilograms or metric tons, but for 数十万斤; every other unit is told as it is."""
    if not unit or "斤" not in unit.chinese or numeral.bound == SEVERAL:
        return numeral, unit
    bulk = numeral.low >= JIN_BULK
    size = Fraction(1, 2000) if bulk else Fraction(1, 2)
    high = numeral.high * size if numeral.high is not None else None
    return Numeral(numeral.low * size, high, numeral.bound, bulk), BY_CHINESE["吨" if bulk else "公斤"]


def told(text: str, numeral: Numeral, unit: Unit | None, behind: str | None = None, more: bool = False, head: str = "",
         bound: str = EXACT, sign: str = "", per: str | None = None) -> Reading:
    """The reading of one number, or of the two of 两三百.

    `behind` is 以上 and the like, `more` whether 余 or 多 stands there, `head` and `bound` what a sign of comparison
    says.
    """
    size, dimension = (unit.size, unit.dimension) if unit else (1, "")
    bound = LEAST if more else bound_behind(behind) or numeral.bound or bound
    amounts = (n * size for n in (numeral.low, numeral.high) if n is not None)
    values = numbers(*amounts, dimension=dimension, bound=bound, sign=-1 if sign == "-" else 1)
    shown, noun = in_english(numeral, unit)
    if numeral.bound == SEVERAL:
        if noun and noun.plural == "years" and numeral.low == 10:
            return Reading("decades", values, ("several decades", "decades"), given=False)
        return Reading(f"{magnitude(shown.low)} {noun.plural if noun else ''}".strip(), values)
    number = number_said(shown.low, text, shown, noun)
    if shown.high is not None:
        number += f" to {number_said(shown.high, text, shown, noun)}"
    said = joined(sign + number, noun, shown.top, per)
    return Reading(head + said if head else phrase(said, bound, behind), values)
