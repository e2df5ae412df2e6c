"""Numerals as Chinese writes them, read to exact fractions: 1.2万, 十二亿三千万, 3万5千, 二〇二四, 一点五万亿, 叁佰万,
两三百, 十几.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from bilingual.model.quantity import ABOUT, EXACT, LEAST, SEVERAL

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_CAPITALS = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩", "一二二三三四五六六七八九十百千万亿两")
_GROUPING = re.compile(r"(?<=十)有|[个,，\s\u00a0\u2009]|(?<=[万亿])[零〇](?=\d)")
_NEIGHBOURS = re.compile(r"([一二两三四五六七八九])([二两三四五六七八九])(?=[十百千万亿]|$)")
_VAGUE = re.compile(r"(?:好几|[几数])((?:十|百|千)?(?:万亿|亿|万)?)$")
_TEENS = re.compile(r"([二三四五六七八九]?十)几((?:万亿|亿|万)?)$")
_MORE = re.compile(r"[余多几]")
_ODD = re.compile(r"来")  # 二十来个: twenty, a little more or less

# Patterns for the rules. A_ is Arabic, Z_ Chinese; every one of them is read by `read`.
_THOUSAND = "千(?![瓦克伏卡牛帕焦赫]|米(?!粉|饭|面))"  # 五万千瓦 are 50,000 kilowatts, 200千瓦 are 200
Z = f"(?:[零〇一二两三四五六七八九十百万亿]|{_THOUSAND})"
DIGIT = "[零〇一二两三四五六七八九]"
SCALE = f"(?:万亿|[十百千]?亿|[十百千]?万|{_THOUSAND}|百(?!帕))"
_COMMAS = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?"
_SPACES = r"\d{1,3}(?:[ \u00a0\u2009]\d{3})+(?=\s?[万亿元人个吨户亩家米平立公千%])(?!\d)"
PLAIN = rf"(?:{_COMMAS}|{_SPACES}|\d+(?:\.\d+)?)"
_LITTLE = "来(?=[百千万亿余多]?[万亿]?[个位名人户家年月天岁元吨斤亩里公米平条座所种项次度件只头台辆套篇幅处对])"
ARABIC = (rf"(?:{PLAIN}(?:\s?(?:[余多]|{_LITTLE}|个(?=亿))?{SCALE}(?:[零〇]?\d+(?:\.\d+)?{SCALE})*"
          rf"(?:[余多][万亿]?|{_LITTLE})?"
          rf"|[余多](?!种|元|项式)|几(?![何率乎])|{_LITTLE})?)")
CAPITAL = "(?:[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零][壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億零万亿]+)"
_OVER = r"(?<![晚早以之马向路网而])上(?=[百千万亿])"                    # 上百, but not 晚上百家
_SOME = r"(?:好几|(?<![指参函系倍分总])[几数])(?=[十百千万亿])"      # 数百, but not 指数百强
_OLD = "[二三四五六七八九]?十有[一二三四五六七八九](?=[，。；、岁年余]|$)"  # 享年九十有三
_SPELT = rf"{Z}+(?:点{DIGIT}+(?:[十百]|千(?![瓦克伏卡米]))?(?:万亿|[万亿])?)?(?:[余多][万亿]*|{_LITTLE}[万亿]*)?"
CHINESE = rf"(?:(?:{_OVER}|{_SOME}){Z}+|{Z}*十几[万亿]*|{_OLD}|{_SPELT})"
NUMBER = f"(?:{ARABIC}|{CHINESE}|{CAPITAL})"


@dataclass(frozen=True)
class Numeral:
    """What a numeral says: one number or the two of 两三百, with its bound; `scaled` where it has a 万 or 亿 of its
    own.
    """
    low: Fraction
    high: Fraction | None = None
    bound: str = EXACT
    scaled: bool = False

    @property
    def top(self) -> Fraction:
        return self.low if self.high is None else self.high


@lru_cache(maxsize=4096)
def read(text: str) -> Numeral:
    """What a numeral says. Raises ValueError where it is none: 万千, 二二十, 百千.

    余, 多 and 几 behind a number say that it is a least, 来 that it is about right; 几 and 数 before a power of ten say
    its order of magnitude.
    """
    text = _GROUPING.sub("", text).translate(_CAPITALS)
    scaled = any(c in "万亿" for c in text)
    if m := _VAGUE.match(text):
        return Numeral(_scale(m[1]), None, SEVERAL, scaled)
    if m := _TEENS.match(text):
        return Numeral(value(m[1]) * _scale(m[2]), None, LEAST, scaled)
    bound = LEAST if _MORE.search(text) or text.startswith("上") else ABOUT if _ODD.search(text) else EXACT
    text = _ODD.sub("", _MORE.sub("", text.removeprefix("上")))
    m = _NEIGHBOURS.search(text)
    neighbours = m and (DIGITS[m[2]] == DIGITS[m[1]] + 1 or m.group() == "三五")
    if m and neighbours and "点" not in text and text[m.start() - 1:m.start()] not in DIGITS:
        low, high = (value(text[:m.start()] + digit + text[m.end():]) for digit in m.groups())
        return Numeral(low, high, bound, scaled)
    return Numeral(value(text), None, bound, scaled)


def value(text: str) -> Fraction:
    """The number that a numeral without 余, 多 and 几 stands for. Raises ValueError."""
    for name, size in SCALES:
        left, found, right = text.partition(name)
        if found:
            head = value(left) if left else Fraction(1)
            limit = 10 if size <= 1000 else 10**4
            most = limit * 10**4 if name == "亿" else limit
            chinese = not left or left[0] not in "0123456789."
            if chinese and (head >= most or len(left) > 1 and all(c in DIGITS for c in left)):
                raise ValueError(f"not a Chinese numeral: {text!r}")
            return head * size + (value(f"零{right}") if right.startswith("点") else _rest(right, size))
    whole, point, decimals = text.partition("点")
    if point and (not whole or not decimals or any(c not in DIGITS for c in whole + decimals)):
        raise ValueError(f"not a numeral: {text!r}")
    if text[:1] in DIGITS:
        if any(c not in DIGITS for c in whole):
            raise ValueError(f"not a Chinese numeral: {text!r}")
        digits = "".join(str(DIGITS[c]) for c in whole)
        return Fraction(digits + ("." + "".join(str(DIGITS[c]) for c in decimals) if point else ""))
    return Fraction(text)


def _rest(text: str, size: int) -> Fraction:
    """What stands behind a power of ten: smaller than it; a single digit counts the next power (一万二 = 12,000)."""
    if not text:
        return Fraction(0)
    if len(text) == 1 and text in DIGITS and size > 10 and DIGITS[text]:
        return Fraction(DIGITS[text] * size, 10)
    zero = text[0] in "零〇"
    rest = value(text.lstrip("零〇")) if text[0] not in "百千万亿" else Fraction(size)
    if rest >= size or len(text) > 1 and not zero and all(c in DIGITS for c in text):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    return rest


def _scale(text: str) -> Fraction:
    return value(text) if text else Fraction(1)


def integer(text: str) -> int:
    """The whole number of a numeral: 三百二十, 十四, 二〇二三, 12. Raises ValueError."""
    number = read(text)
    if number.high is not None or number.bound or number.low.denominator != 1:
        raise ValueError(f"not a whole number: {text!r}")
    return int(number.low)
