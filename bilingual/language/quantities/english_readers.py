"""What each form of an English number says."""
from __future__ import annotations

import math
import re
from fractions import Fraction

from bilingual.language.quantities.english_grammar import (
    CHINESE,
    CURRENCIES,
    FOLDS,
    LABEL,
    MAGNITUDES,
    PARTS,
    PER,
    SCALE,
    SCALE_WORD,
    SHARE,
    SPELT,
    TIMES_WORD,
    label,
)
from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.english_prose import and_a_half, clock, hour, named_hour, part_of
from bilingual.language.quantities.rendering import CARDINALS, MONTHS, ORDINALS, SCALES
from bilingual.language.quantities.units import TIMES, Unit, english_unit
from bilingual.model.quantity import SEVERAL, Value

_HOURS = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_OF_DAY = re.compile(r"\s(?:hours\b|on\s(?:\d|the\s\d|[A-Z]))")
_OF_WHAT = re.compile(r"\s(?:of\s)?(?:an?|one)\s|\sof\s", re.I)  # a quarter of a century; no "third year"
_LONG_TIMES = re.compile(r"\s(?:(?P<ten>decades?)|centur(?:y|ies))\b", re.I)
_ADJECTIVE = re.compile(r"\s(?:equivalent(?:\sfull-power)?|full-power|full-load|operating|flight|teaching|"
                        r"sunshine|consecutive|successive|straight|full|whole|additional|further|extra|"
                        r"continuous|more)\s", re.I)
_OF_A_POINT = re.compile(r"\sof\s(?:an?|one)\s(?=percentage\spoint\b)")  # 0.3 of a percentage point
_OF = re.compile(r"\s(?:of\s)?")
# What tells the months of May and March from the words: "May 5", "in March", "May to June", "March-May"
_DATED = re.compile(rf"\s?(?:\d|to\b|and\b|of\b|[,.;)]|$)|[-/](?:{'|'.join(m[:3] for m in MONTHS)})")
_DATING = re.compile(r"(?:\b(?:in|of|by|to|since|from|late|early|mid|until|on|through|and|last|this|next)[\s-]|\d\s)$")


def read(text: str, m: re.Match) -> list[Item]:
    """The numbers of a match of NUMBER; none where it is no number after all (the verb "may")."""
    return next(read_it for kind, read_it in READERS.items() if m[kind] is not None)(text, m)


def _iso(text: str, m: re.Match) -> list[Item]:
    return [Item(*m.span(g), Fraction(int(m[g])), (Value(Fraction(int(m[g])), d),), digits=True, kind="date")
            for g, d in (("iy", "year"), ("im", "month"), ("id", "day"))]


def _clock(text: str, m: re.Match) -> list[Item]:
    hours, half = int(m["h"]), (m["ap"] or m["ap2"] or "").lower()
    if half and hours <= 12:
        hours = hours % 12 + 12 * (half == "p")
    minutes = hours * 60 + int(m["min"] or 0)
    return [Item(*m.span(), Fraction(minutes), (Value(Fraction(minutes), "clock"),), digits=True, kind="time")]


def _cardinal(text: str) -> Fraction:
    """"one hundred and twenty-three thousand" → 123000; also digits."""
    if text[0].isdigit():
        return Fraction(text.replace(",", ""))
    total = current = 0
    for w in re.split(r"[\s-]+", text.lower()):
        if w in CARDINALS:
            current += CARDINALS[w]
        elif w == "hundred":
            current = (current or 1) * 100
        elif w in SCALES:
            total, current = total + (current or 1) * SCALES[w], 0
    return Fraction(total + current)


def _place(m: re.Match, number: Fraction, digits: bool = False) -> list[Item]:
    """An ordinal, which may be a day."""
    return [Item(*m.span(), number, (Value(number, "ordinal"), Value(number, "day")), digits=digits, kind="ordinal")]


def _nth(text: str, m: re.Match) -> list[Item]:
    """Ordinals of large numbers: the 2.5 millionth, the hundred thousandth."""
    first, *scales = re.split(r"[\s-]+", m["nth"].lower().removesuffix("th"))
    number = Fraction(first) if first[0].isdigit() else Fraction(CARDINALS.get(first, 1))
    number *= math.prod(SCALES.get(scale, 1) for scale in (first, *scales))
    return [Item(*m.span(), number, (Value(number, "ordinal"),), kind="ordinal")]


def _part(text: str, m: re.Match) -> list[Item]:
    base = m["pb"].lower()
    if m["pt"].lower().endswith("ty") and base in ORDINALS:  # the twenty-third
        number = _cardinal(m["pt"]) + ORDINALS[base]
        return _place(m, number)
    bottom = PARTS.get(base) or PARTS[base.rstrip("s")]
    one = m["pt"].lower() in ("a", "an")
    top = Fraction(1) if one else _cardinal(m["pt"])
    if of := part_of(text, m.end(), top / bottom, _OF_WHAT):
        return [Item(m.start(), of[1], top, of[0], digits=m["pt"].isdigit(), kind="fraction")]
    if one:
        return [Item(*m.span(), Fraction(1), (Value(Fraction(1, bottom), "share"), Value(Fraction(bottom), "ordinal")),
                     kind="half")]
    values: tuple[Value, ...] = (Value(top / bottom, "share"),)
    if not base.endswith("s") and top != 1:  # "two third graders", "three quarter finals"; "21 first"
        values += (Value(top, ""),)
    if base.startswith("quarter"):
        values += (Value(top, "quarters"), Value(top))
    return [Item(*m.span(), top, values, digits=m["pt"].isdigit(), kind="fraction")]


def _one_of(text: str, m: re.Match) -> list[Item]:
    """Seven in ten: a share, and both numbers for themselves (one in two)."""
    top, bottom = _cardinal(m["top"]), Fraction(100) if m["bottom"].lower() == "hundred" else _cardinal(m["bottom"])
    alone = [Item(*m.span(g), n, (Value(n),), digits=m[g].isdigit()) for g, n in (("top", top), ("bottom", bottom))]
    if not 0 < top < bottom:
        return alone
    return [Item(*m.span(), top, (Value(top / bottom, "share"),), kind="fraction"), *alone]


def _named(text: str, m: re.Match) -> list[Item]:
    value = named_hour(m["named"])
    return [Item(*m.span(), value.number, (value,), kind="half")]


def _past(text: str, m: re.Match) -> list[Item]:
    """Half past nine, a quarter to ten."""
    full, end = hour(text, m.end(), _cardinal(m["hour"])) or (Value(_cardinal(m["hour"]) * 60, "clock"), m.end())
    minutes = (30 if m["piece"].lower() == "half" else 15) * (1 if m["way"].lower() == "past" else -1)
    return [Item(m.start(), end, full.number + minutes, (Value(full.number + minutes, "clock"),), kind="time")]


def _and_half(text: str, m: re.Match) -> list[Item]:
    whole = Fraction(1) if m["whole"].lower() in ("a", "an") else _cardinal(m["whole"])
    values, end = and_a_half(text, m.end(), whole, m["noun"] or "")
    return [Item(m.start(), end, whole + Fraction(1, 2), values, digits=m["whole"].isdigit(), kind="amount")]


def _digits(text: str, m: re.Match) -> list[Item]:
    number = Fraction(m["n"].replace(",", "").rstrip(".") or "0")
    sign = -1 if m["sign"] == "-" else 1
    currency = (m["cur"] or m["cur2"] or "").strip()
    if m["over"] and (pair := _blood_pressure(text, m)):
        return pair
    if m["over"] and int(m["over"]):
        return [Item(*m.span(), number, (Value(number / int(m["over"]), "share"),), digits=True, kind="fraction")]
    if m["ord"]:
        return _place(m, number, digits=True)
    if m["s"] and number >= 10 and number % 10 == 0:
        years = (number,) if number > 99 else (1900 + number, 2000 + number)
        return [Item(*m.span(), number, tuple(Value(y, "decade") for y in years), digits=True, kind="decade")]
    if _HOURS.fullmatch(m["n"]) and (m["n"][0] == "0" or _OF_DAY.match(text, m.end("n"))):  # 1800 on 14 October
        return [Item(*m.span("n"), number, (clock(m["n"]),), digits=True, kind="time")]
    short = (m["mag"] or "").strip()
    scale = MAGNITUDES[short.lower()] if short and (currency or short not in ("m", "k")) else 1  # 20 m are meters
    end = m.end() if scale > 1 or not short else m.end("n")
    return [_measured(text, m.start(), end, number, scale, currency, sign)]


def _blood_pressure(text: str, m: re.Match) -> list[Item]:
    """The two pressures of 140/90 mmHg; none where no unit of pressure stands behind them."""
    unit = _unit(text, m.end("over"))
    if not unit or unit[0].dimension != "pressure":
        return []
    ends = (m.start("n"), m.end("n")), (m.start("over"), unit[1])
    raw = [Fraction(m[g].replace(",", "")) for g in ("n", "over")]
    return [Item(*span, n, (Value(n * unit[0].size, "pressure"),), digits=True, kind="amount")
            for span, n in zip(ends, raw, strict=True)]


def _measured(text: str, start: int, end: int, number: Fraction, scale: int = 1, currency: str = "", sign: int = 1,
              digits: bool = True) -> Item:
    """A number with the scale words and the unit behind it."""
    while word := SCALE_WORD.match(text, end):
        scale, end = scale * SCALES[word["s"].lower()], word.end()
    amount = number * scale
    said = lambda stop, kind, *values: Item(start, stop, number, values, scale, digits, kind)
    value = lambda worth, dimension="": Value(worth, dimension, sign=sign)
    if scale == 1 and not currency and (time := hour(text, end, number)):
        return Item(start, time[1], number, (time[0],), digits=digits, kind="time")
    if currency:
        unit = english_unit(text, end + 1) if text[end:end + 1] == " " else None
        stop = unit[1] if unit and unit[0].dimension == CURRENCIES[currency] else end
        return said(stop, "amount", value(amount, CURRENCIES[currency]))
    unit = _unit(text, end)
    if (m := PER.match(text, end)) and not (unit and m["p"]):  # but 0.32 yuan per 1,000 cubic meters
        size = 10**4 if m["p"] in ("ten thousand", "10,000") else 1000
        return said(m.end(), "share", value(amount / size, "share"), *((value(amount),) if m["p"] else ()))
    if m := SHARE.match(text, end):
        return said(m.end(), "share", value(amount / 100, "share"))
    if m := TIMES_WORD.match(text, end):
        return said(m.end(), "multiple", value(amount, "share"), value(amount), value(amount, "fold"))
    if m := _LONG_TIMES.match(text, end):
        return said(m.end(), "amount", value(amount * (10 if m["ten"] else 100), "years"))
    if unit:
        return said(unit[1], "amount", value(amount * unit[0].size, unit[0].dimension))
    found = LABEL.search(text, max(0, start - 14), start)
    return said(end, "number", value(amount, label(found["l"]) if found else ""))


def _unit(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit behind a number and where it ends."""
    between = _ADJECTIVE.match(text, end)  # four consecutive hours
    if between and (found := english_unit(text, between.end())) and found[0].dimension in TIMES:
        return found
    if point := _OF_A_POINT.match(text, end):
        return english_unit(text, point.end())
    near = end + 1 if text[end:end + 1] in (" ", "-", "\u00a0") else end
    for place in dict.fromkeys((near, m.end() if (m := CHINESE.match(text, near)) else near)):
        found = english_unit(text, place)
        if found:
            # "two second homes" and the M of "20M" are no units.
            adjective = text[place:found[1]].lower() == "second" and text[found[1]:found[1] + 1] in (" ", "-")
            return None if adjective or text[place:found[1]] == "M" else found
    return None


def _vague(text: str, m: re.Match) -> list[Item]:
    size = 1
    for w in re.findall(r"[a-z]+?(?=s?\b)", m["vague"].lower()):
        size *= {"ten": 10, "dozen": 10, "score": 10, "hundred": 100, "decade": 10,
                 "centurie": 100}.get(w) or SCALES.get(w, 1)
    if "decade" in m["vague"].lower() or "centur" in m["vague"].lower():
        return [Item(*m.span(), Fraction(size), (Value(Fraction(size), "years", SEVERAL),), kind="vague")]
    noun = _OF.match(text, m.end())
    unit = english_unit(text, noun.end()) if noun else None
    worth, dimension = (size * unit[0].size, unit[0].dimension) if unit else (Fraction(size), "")
    end = unit[1] if unit else m.end()
    return [Item(m.start(), end, Fraction(size), (Value(worth, dimension, SEVERAL),), kind="vague")]


def _fold(text: str, m: re.Match) -> list[Item]:
    low = m["fold"].lower()
    head = re.sub(r"^an? |-?fold$", "", low)
    number = _cardinal(head) if head != low else Fraction(next(n for k, n in FOLDS.items() if low.startswith(k)))
    return [Item(*m.span(), number, (Value(number, "share" if head != low else "fold"),), kind="multiple")]


def _month(text: str, m: re.Match) -> list[Item]:
    name = m["month"]
    dated = _DATED.match(text, m.end()) or _DATING.search(text, 0, m.start())
    short = len(name.rstrip(".")) <= 3 or name == "March"  # Dong Jun is a person
    verb = short and (not dated or text.endswith("Long ", 0, m.start()))
    if name[0].islower() or verb:
        return []
    number = Fraction(next(i for i, n in enumerate(MONTHS, 1) if n[:3].lower() == name[:3].lower()))
    return [Item(*m.span(), number, (Value(number, "month"),), kind="date")]


def _decades(text: str, m: re.Match) -> list[Item]:
    tens = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80,
            "ninet": 90}[m["decades"].lower().removesuffix("ies")]
    return [Item(*m.span(), Fraction(1900 + tens), (Value(Fraction(1900 + tens), "decade"),
                                                    Value(Fraction(2000 + tens), "decade")), kind="decade")]


def _words(text: str, m: re.Match) -> list[Item]:
    words = m["words"]
    last = re.split(r"[\s-]", words.lower())[-1]
    if last in ORDINALS:
        return _place(m, _cardinal(words[:-len(last)].rstrip(" -")) + ORDINALS[last])
    # the scale may be shared: two to three million
    plain = re.match(rf"({SPELT})[-\s]{SCALE}(?:[-\s]{SCALE})*$", words, re.I)
    end = m.start() + len(plain[1]) if plain else m.end()
    return [_measured(text, m.start(), end, _cardinal(text[m.start():end]), digits=False)]


def _ordinal(text: str, m: re.Match) -> list[Item]:
    return _place(m, Fraction(ORDINALS[m["ordinal"].lower()]))


def _grade(text: str, m: re.Match) -> list[Item]:
    """Secondary is of the second level: 二级医院, secondary hospitals."""
    number = Fraction(("primary", "secondary", "tertiary").index(m["grade"].lower()) + 1)
    return [Item(*m.span(), number, (Value(number, "grade"),), kind="ordinal")]


def _half(text: str, m: re.Match) -> list[Item]:
    low = re.sub("^another ", "a ", m["half"].lower()).replace("halfway", "half")
    if low.startswith("a ") and low[2:] in SCALES:
        return [_measured(text, m.start(), m.end(), Fraction(SCALES[low[2:]]), digits=False)]
    if low == "half" and (of := part_of(text, m.end(), Fraction(1, 2))):
        return [Item(m.start(), of[1], of[0][0].number, of[0], kind="half")]
    number, dimension = {"decade": (10, "years"), "centenary": (100, "years"), "century": (100, "years"),
                         "dozen": (12, ""), "a dozen": (12, "")}.get(low, (Fraction(1, 2), "share"))
    return [Item(*m.span(), Fraction(number), (Value(Fraction(number), dimension),), kind="half")]


READERS = {"andhalf": _and_half, "iso": _iso, "clock": _clock, "oneof": _one_of, "named": _named, "past": _past,
           "nth": _nth, "part": _part, "digits": _digits, "vague": _vague, "fold": _fold, "month": _month,
           "decades": _decades, "words": _words, "ordinal": _ordinal, "grade": _grade, "half": _half}
