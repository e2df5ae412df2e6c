"""Sizes by which things are named: 百万吨级, 千米级, 万吨巨轮."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.numerals import NUMBER, read
from bilingual.language.quantities.rendering import scaled
from bilingual.language.quantities.rules.measures import START
from bilingual.language.quantities.rules.rule import Family, Reading, numbers
from bilingual.language.quantities.units import BY_CHINESE, UNIT, Unit

RULES = Family()


@RULES.rule("size", START, rf"(?P<a>{NUMBER})(?P<u>{UNIT})?(?:级(?![别数联])"
            r"|(?<=吨)(?=生产线|线(?![材上下性缆路索])|轮(?![换流次储胎毂渡机])|巨轮|货轮|码头|泊位))",
            "百万吨级 → million-ton", "千万吨级 → 10-million-ton", "万吨巨轮 → 10,000-ton")
def size(m: re.Match) -> Reading:
    numeral, unit = read(m["a"]), BY_CHINESE.get(m["u"] or "")
    round_number = unit and m["a"] in ("百", "千")
    if not round_number and (not numeral.scaled or numeral.low < 10**4) or numeral.bound:
        raise ValueError("a grade, not a size")
    return _sized(numeral.low, unit)


@RULES.rule("size", "千", "千(?P<u>米|瓦|克|伏)级(?![别数联])", "千米级 → 1,000-meter", "千瓦级 → 1,000-watt")
def thousands(m: re.Match) -> Reading:
    """千米 is a word and a unit; 千米级 tells the size by it."""
    noun, dimension = {"米": ("meter", "length"), "瓦": ("watt", "power"), "克": ("gram", "mass"),
                       "伏": ("volt", "voltage")}[m["u"]]
    said = (f"1,000-{noun}", f"thousand-{noun}", f"one-thousand-{noun}", f"kilo{noun}")
    worth = Fraction(1) if m["u"] == "克" else Fraction(1000)
    tails = ("-level", "-scale", "-class", "s", *(("-deep",) if noun == "meter" else ()))
    return Reading(said[0], numbers(worth, dimension=dimension),
                   (*(f"{way}{tail}" for way in said for tail in tails),
                    *said[1:], f"1,000 {noun}s", f"a thousand {noun}s", f"one thousand {noun}s"))


def _sized(low: Fraction, unit: Unit | None) -> Reading:
    """So large by its unit: million-ton."""
    number = scaled(low).replace(" ", "-").removeprefix("1-")
    noun = {"metric ton": "ton"}.get(unit.singular, unit.singular.replace(" ", "-")) if unit else "level"
    words = {"100": ("hundred", "one-hundred"), "1,000": ("thousand", "one-thousand"),
             "10,000": ("ten-thousand",)}.get(number, ())
    return Reading(f"{number}-{noun}", numbers(low * (unit.size if unit else 1),
                                               dimension=unit.dimension if unit else ""),
                   (f"{number}-metric-{noun}", f"1-{number}-{noun}", f"{number}-{noun}-level",
                    *(f"{way}-{noun}" for way in words)) if unit else (f"{number}-yuan", f"{number}-yuan-level"))
