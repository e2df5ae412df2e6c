"""Numbers as prose tells them: seven in ten, half a percentage point, a quarter of a century, nine in the morning."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.english_grammar import SCALE, SHARE
from bilingual.language.quantities.rendering import SCALES
from bilingual.language.quantities.units import english_unit
from bilingual.model.quantity import Value

_OF_A = re.compile(r"[\s-](?:of\s)?(?:(?:an?|one)\s)?", re.I)
_OF_SCALE = re.compile(rf"\s(?:of\s)?(?:an?|one)\s(?P<s>{SCALE})\b(?!\s(?:and\s)?{SCALE}\b)", re.I)
_SCALE_BEHIND = re.compile(rf"\s({SCALE})\b", re.I)
_SPAN = re.compile(r"(century|decade|dozen|per\s?cent|1%)\b", re.I)
# What a piece of a long time or of a dozen is, in smaller units: half a year is six months, as 半年 is
_SMALLER = {"years": (12, "months"), "hours": (1, "hours"), "days": (1, "days")}
_DAYTIME = re.compile(r"(?:\so'clock)?\s(?:(?:in\sthe|(?:early\s)?(?:this|that)|yesterday|tomorrow)\s"
                      r"(?P<half>morning|afternoon|evening)|at\snight(?P<night>))|\so'clock", re.I)
_FIXED = {"noon": 720, "midday": 720, "midnight": 0}


def part_of(text: str, end: int, part: Fraction,
            joint: re.Pattern = _OF_A) -> tuple[tuple[Value, ...], int] | None:
    """What a part is of, where that is a unit or a scale that stands behind it, and where it ends: "half", "a year".

    `joint` is what may stand between them. None where the part stands by itself (half of the villages).
    """
    scaled = _OF_SCALE.match(text, end)
    if scaled:
        amount, end = part * SCALES[scaled["s"].lower()], scaled.end()
        unit = english_unit(text, end + 1) if text[end:end + 1] == " " else None
        return ((Value(amount * unit[0].size, unit[0].dimension),), unit[1]) if unit else ((Value(amount),), end)
    before = joint.match(text, end)
    if not before:
        return None
    span = _SPAN.match(text, before.end())
    if span:
        return _of_span(span[1].lower(), part), span.end()
    unit = english_unit(text, before.end())
    if not unit or unit[0].dimension in ("years", "weeks", "months") and part.denominator > 4:
        return None
    size, dimension = unit[0].size * part, unit[0].dimension
    times, smaller = _SMALLER.get(dimension, (1, dimension))
    return tuple(dict.fromkeys((Value(size * times, smaller), Value(size, dimension)))), unit[1]


def _of_span(span: str, part: Fraction) -> tuple[Value, ...]:
    if span in ("century", "decade"):
        years = part * (100 if span == "century" else 10)
        return (Value(years, "years"), Value(years, "ordinal"))
    return (Value(part * 12),) if span == "dozen" else (Value(part / 100, "share"),)


def hour(text: str, end: int, number: Fraction) -> tuple[Value, int] | None:
    """The minutes of the day where a number is one of its hours: "nine" of "nine in the morning", and where it ends."""
    said = _DAYTIME.match(text, end)
    if not said or not 1 <= number <= 12 or number.denominator != 1:
        return None
    late = (said["half"] or "").lower() in ("afternoon", "evening") or said["night"] is not None and number > 5
    return Value((number % 12) * 60 + (720 if late else 0) or Fraction(720), "clock"), said.end()  # twelve is noon


def and_a_half(text: str, end: int, number: Fraction, noun: str) -> tuple[tuple[Value, ...], int]:
    """A number and a half, with the `noun` inside (a year and a half) or behind (two and a half years), and its end."""
    number += Fraction(1, 2)
    scale = None if noun else _SCALE_BEHIND.match(text, end)
    if scale:
        noun, end = scale[1], scale.end()
    if noun.lower() in SCALES:
        unit = english_unit(text, end + 1) if text[end:end + 1] == " " else None
        worth = number * SCALES[noun.lower()]
        return ((Value(worth * unit[0].size, unit[0].dimension),), unit[1]) if unit else ((Value(worth),), end)
    if not noun and (percent := SHARE.match(text, end)):
        return (Value(number / 100, "share"),), percent.end()
    unit = english_unit(noun, 0) if noun else english_unit(text, end + 1) if text[end:end + 1] == " " else None
    if not unit:
        return (Value(number), Value(number, "share")), end
    value = Value(number * unit[0].size, unit[0].dimension)
    months = (Value(number * 12, "months"),) if value.dimension == "years" else ()
    return (*months, value), end if noun else unit[1]


def named_hour(word: str) -> Value:
    """Noon and midnight."""
    return Value(Fraction(_FIXED[word.lower()]), "clock")


def clock(digits: str) -> Value:
    """The minutes of the day of four digits: 0800."""
    return Value(Fraction(int(digits[:2]) * 60 + int(digits[2:])), "clock")
