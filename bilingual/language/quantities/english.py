"""The quantities of an English text: digits, words, fractions, multiples, dates, labels, orders of magnitude, each with its unit."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from bilingual.language.quantities.context import bound_around
from bilingual.language.quantities.rendering import CARDINALS, MONTHS, ORDINALS, SCALES
from bilingual.language.quantities.units import UNITS, english_unit
from bilingual.model.quantity import SEVERAL, Quantity, Value

_WORD = "(?:" + "|".join(sorted(CARDINALS, key=len, reverse=True)) + ")"
_ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
_SCALE = "(?:hundred|thousand|million|billion|trillion)"
_MONTH = "(?:" + "|".join(f"{m}|{m[:3]}\\.?" if m != "May" else m for m in MONTHS) + "|Sept\\.?)"
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SPELT = f"(?:{_TENS}(?:[-\\s](?:one|two|three|four|five|six|seven|eight|nine))?|{_WORD})"
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}
_PART = "(?:" + "|".join(p + ("" if p in ("half", "halves") else "s?") for p in _PARTS) + ")"
_FOLDS = {"doubl": 2, "twice": 2, "tripl": 3, "trebl": 3, "thrice": 3, "quadrupl": 4, "quintupl": 5}
LABELS = frozenset({"article", "chapter", "section", "table", "figure", "box", "annex", "part", "volume", "no.", "case"})
_LABEL = re.compile(r"\b(?P<l>articles?|chapters?|sections?|tables?|figures?|fig\.|box(?:es)?|annex(?:es)?|append(?:ix|ices)|attachments?|paragraphs?|items?|parts?|pages?|volumes?|lines?|buildings?|nos?\.|"
                    r"numbers?|cases?|documents?|orders?|decrees?|circulars?|announcements?|notices?)\s?\(?$", re.I)
_ROMAN_LABEL = re.compile(r"\b(?P<l>[Cc]hapter|[Pp]art|[Ss]ection|[Aa]rticle|[Vv]olume|[Aa]nnex|[Tt]able|[Bb]ox|CHAPTER|PART) (?P<n>[IVXLC]+)\b")
_NUMBER = re.compile(rf"""
    (?P<iso>(?<!\d)(?P<iy>[12]\d{{3}})[-/.](?P<im>1[0-2]|0?[1-9])[-/.](?P<id>3[01]|[12]\d|0?[1-9])(?![\d.-]))
  | (?P<clock>(?<![\d:.])(?P<h>[01]?\d|2[0-4])(?::(?P<min>[0-5]\d)(?:\s?(?P<ap>[ap])\.?m\b\.?)?|\s?(?P<ap2>[ap])\.?m\b\.?|\s(?P<oclock>o'clock)))
  | \b(?P<fold>(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)\b|(?:{_WORD}|\d+(?:\.\d+)?)-?fold\b|twice\b|thrice\b)
  | (?P<part>(?<![\w.])(?P<pt>\d+|{_WORD}|an?(?=\s(?!second|half)))[-\s](?P<pb>{_PART})(?![\w-]))
  | (?P<digits>(?<![\w.])(?<!\d,)(?P<cur>(?:US|HK)?\$|RMB\s?|CNY\s?|[€£¥])?(?P<sign>(?<![\d%)]\s)(?<![\w%)\x00])[-+±](?=[\d$€]))?(?P<cur2>[$€£¥])?(?P<n>\d+(?:,\d{{3}})*(?:\.\d+)?|\d[\d,]*)
        (?:/(?P<over>\d+)(?![\d/]))?(?P<ord>st\b|nd\b|rd\b|th\b)?(?P<s>'?s\b)?(?P<mag>\s?(?:bn|mn|m|k|tn)\b(?!\.\w))?)
  | \b(?P<vague>(?:(?:tens|hundreds|dozens|scores)\sof\s)?(?:hundreds|thousands|millions|billions|trillions)\b|(?:several|(?:a\s)?few|some)\s(?:dozen|hundred|thousand|million|billion|trillion)(?:\s(?:thousand|million|billion|trillion))?\b
        |(?:several\s)?(?:dozens|scores|decades|tens\sof\s(?=\d))|dozens)
  | \b(?P<month>{_MONTH})(?![a-z])
  | \b(?P<decades>(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)\b
  | \b(?P<words>{_SPELT}\b(?:[-\s]{_SCALE}\b(?:\s(?:and\s)?{_SPELT}\b)?)*|{_TENS}-{_ORDINAL}\b)
  | \b(?P<ordinal>{_ORDINAL})(?:s|ly)?\b
  | \b(?P<half>half|halve[sd]?|decade|centenary|century|a\sdozen|dozen|a\s(?:hundred|thousand|million|billion|trillion))\b
""", re.X | re.I)
# Where a number can start: a digit or the sign or currency before one, or one of the words below.
_TOKEN = re.compile(r"(?:(?:US|HK)?\$|RMB\s?|CNY\s?|[€£¥]|[-+±])*\d|[A-Za-z]+")
_STARTS = frozenset({*CARDINALS, *ORDINALS, *SCALES, "half", "halve", "halves", "halved", "decade", "centenary", "century", "dozen", "dozens", "scores", "decades", "twice", "thrice",
                     "several", "few", "some", "a", "an", "tens", "hundreds", "thousands", "millions", "billions", "trillions",
                     "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"} | {w + "s" for w in ORDINALS} | {w + "ly" for w in ORDINALS}
                    | {f"{w}fold" for w in CARDINALS} | {m.lower() for m in MONTHS} | {m[:3].lower() for m in MONTHS} | {"sept"})
_PREFIXES = ("doubl", "tripl", "trebl", "quadrupl", "quintupl")
_CHINESE = re.compile(r"(?:Chinese\s)?")  # 50 Chinese yuan
_SCALES = re.compile(rf"[\s-]?(?P<s>{_SCALE})s?\b", re.I)
_HALF_OF = re.compile(r"[\s-](?:an?\s)?(hour|year|decade)\b", re.I)
_CURRENCIES = {"$": "usd", "US$": "usd", "HK$": "hkd", "€": "eur", "£": "gbp", "¥": "yuan", "RMB": "yuan", "CNY": "yuan"}
_MAGNITUDES = {"bn": 10**9, "mn": 10**6, "m": 10**6, "k": 1000, "tn": 10**12}
_SHARE = re.compile(r"\s?(?:%|per\s?cent\b(?!age points?)(?!\spoints?)|percent\b(?!age)(?!\spoints?))|-percent\b", re.I)
_PER = re.compile(r"\s?‰|\s(?:per|in|out of|of every|for every)\s(?P<p>thousand|mille?|1,000|ten thousand|10,000)\b", re.I)
_TIMES = re.compile(r"(?:\s|-)times?\b", re.I)
# Between the two numbers of a range or list, where the first may leave its scale and unit to the last.
_JOINT = re.compile(r"\s?(?:to|or|and|through|[-–—,/]|, and|and to)\s?$", re.I)
# A number of things before another word: "the 5 newly built" is no unit


@dataclass(frozen=True)
class Item:
    """A number of an English text with all it may stand for; `shown` where it is written so that it can hardly be anything else."""
    start: int
    end: int
    raw: Fraction
    values: tuple[Value, ...]
    scale: int = 1
    digits: bool = False
    kind: str = "number"


def english_quantities(text: str) -> list[Quantity]:
    """The quantities of an English text, left to right, each with its first meaning; bounds and signs are on their values."""
    return [Quantity(i.start, i.end, text[i.start:i.end], text[i.start:i.end], i.kind,
                     tuple(replace(v, bound=v.bound or bound_around(text, i.start, i.end)) for v in i.values[:1])) for i in items(text)]


@lru_cache(maxsize=2048)
def items(text: str) -> tuple[Item, ...]:
    """The numbers of an English text, left to right."""
    found: list[Item] = []
    done = 0
    for token in _TOKEN.finditer(text):
        word = token.group().lower()
        if token.start() < done or word[-1].isalpha() and word not in _STARTS and not word.startswith(_PREFIXES):
            continue
        m = _NUMBER.match(text, token.start()) or _NUMBER.match(text, token.end() - 1 if word[-1].isdigit() else token.start())
        if m:
            made = _item(text, m)
            done = max(m.end(), made[-1].end if made else 0)
            found += made
    for m in _ROMAN_LABEL.finditer(text):
        number = Fraction(_roman(m["n"]))
        found.append(Item(*m.span("n"), number, (Value(number, _label(m["l"])),), digits=True, kind="label"))
    return tuple(_shared(text, sorted(found, key=lambda i: i.start)))


def _roman(text: str) -> int:
    """III → 3, IX → 9."""
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[c] for c in text]
    return sum(-w if w < after else w for w, after in zip(worth, [*worth[1:], 0]))


def _item(text: str, m: re.Match) -> list[Item]:
    kind = next(k for k in ("iso", "clock", "fold", "part", "digits", "vague", "month", "decades", "words", "ordinal", "half") if m[k] is not None)
    return _READERS[kind](text, m)


def _iso(text: str, m: re.Match) -> list[Item]:
    return [Item(*m.span(g), Fraction(int(m[g])), (Value(Fraction(int(m[g])), d),), digits=True, kind="date") for g, d in (("iy", "year"), ("im", "month"), ("id", "day"))]


def _clock(text: str, m: re.Match) -> list[Item]:
    minutes = int(m["h"]) * 60 + int(m["min"] or 0)
    if ((m["ap"] or m["ap2"]) or "").lower() == "p" and int(m["h"]) < 12:
        minutes += 720
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


def _part(text: str, m: re.Match) -> list[Item]:
    base = m["pb"].lower()
    bottom = _PARTS.get(base) or _PARTS[base.rstrip("s")]
    if m["pt"].lower() in ("a", "an"):
        return [Item(*m.span(), Fraction(1), (Value(Fraction(1, bottom), "share"), Value(Fraction(bottom), "ordinal")), kind="half")]
    top = _cardinal(m["pt"])
    values = (Value(top / bottom, "share"),)
    if not base.endswith("s") and top != 1:  # "two third graders", "three quarter finals"; "21 first"
        values += (Value(top, ""),)
    if base.startswith("quarter"):
        values += (Value(top, "quarters"), Value(top))
    return [Item(*m.span(), top, values, digits=m["pt"].isdigit(), kind="fraction")]


def _digits(text: str, m: re.Match) -> list[Item]:
    number = Fraction(m["n"].replace(",", "").rstrip(".") or "0")
    sign = -1 if m["sign"] == "-" else 1
    currency = (m["cur"] or m["cur2"] or "").strip()
    if m["over"] and int(m["over"]):
        return [Item(m.start(), m.end(), number, (Value(number / int(m["over"]), "share"),), digits=True, kind="fraction")]
    if m["ord"]:
        return [Item(m.start(), m.end(), number, (Value(number, "ordinal"), Value(number, "day")), digits=True, kind="ordinal")]
    if m["s"] and number >= 10 and number % 10 == 0:
        decades = (Value(number, "decade"),) if number > 99 else (Value(1900 + number, "decade"), Value(2000 + number, "decade"))
        return [Item(m.start(), m.end(), number, decades, digits=True, kind="decade")]
    scale = _MAGNITUDES[m["mag"].strip().lower()] if m["mag"] and (currency or m["mag"].strip().lower() != "m" and m["mag"].strip() != "k") else 1
    end = m.end() if scale > 1 or not m["mag"] else m.end("n")
    return [_measured(text, m.start(), end, number, scale, currency, sign)]


def _measured(text: str, start: int, end: int, number: Fraction, scale: int = 1, currency: str = "", sign: int = 1, digits: bool = True) -> Item:
    """A number with the scale words and the unit behind it."""
    while s := _SCALES.match(text, end):
        scale, end = scale * SCALES[s["s"].lower()], s.end()
    amount = number * scale
    if currency:
        unit = english_unit(text, end + 1) if text[end:end + 1] == " " else None
        return Item(start, unit[1] if unit and unit[0].dimension == _CURRENCIES[currency] else end, number, (Value(amount, _CURRENCIES[currency], sign=sign),), scale, True, "amount")
    if s := _PER.match(text, end):
        size = 10**4 if s["p"] and "10" in s["p"].replace("ten", "10") else 1000
        return Item(start, s.end(), number, (Value(amount / size, "share", sign=sign),), scale, digits, "share")
    if s := _SHARE.match(text, end):
        return Item(start, s.end(), number, (Value(amount / 100, "share", sign=sign),), scale, digits, "share")
    if s := _TIMES.match(text, end):
        return Item(start, s.end(), number, (Value(amount, "share", sign=sign), Value(amount, "", sign=sign), Value(amount, "fold")), scale, digits, "multiple")
    near = end + 1 if text[end:end + 1] in (" ", "-", "\u00a0") else end
    for place in dict.fromkeys((near, _CHINESE.match(text, near).end())):
        found = english_unit(text, place)
        if found and not (place == end and text[place - 1:place].isalpha()):
            unit, stop = found
            if unit.singular == "second" and text[stop:stop + 1] == " " or unit.singular == "meter" and text[place:stop] == "M":
                break
            return Item(start, stop, number, (Value(amount * unit.size, unit.dimension, sign=sign),), scale, digits, "amount")
    label = _LABEL.search(text, max(0, start - 14), start)
    return Item(start, end, number, (Value(amount, _label(label["l"]) if label else "", sign=sign),), scale, digits)


def _label(word: str) -> str:
    low = word.lower()
    if low.startswith(("number", "no", "document", "order", "decree", "circular", "announcement", "building", "line")):
        return "no."
    if low.startswith(("annex", "append", "attach")):
        return "annex"
    return "box" if low == "boxes" else "figure" if low == "fig." else low.removesuffix("s")


def _vague(text: str, m: re.Match) -> list[Item]:
    size = 1
    for w in re.findall("[a-z]+", m["vague"].lower()):
        w = w.removesuffix("s")
        size *= {"ten": 10, "dozen": 10, "score": 10, "hundred": 100, "decade": 10}.get(w) or SCALES.get(w, 1)
    end = m.end()
    noun = re.compile(r"\s(?:of\s)?").match(text, end)
    unit = english_unit(text, noun.end()) if noun else None
    if "decade" in m["vague"].lower():
        return [Item(m.start(), end, Fraction(size), (Value(Fraction(size), "years", SEVERAL),), kind="vague")]
    return [Item(m.start(), unit[1] if unit else end, Fraction(size), (Value(size * (unit[0].size if unit else Fraction(1)), unit[0].dimension if unit else "", SEVERAL),), kind="vague")]


def _fold(text: str, m: re.Match) -> list[Item]:
    low = m["fold"].lower()
    head = re.sub(r"-?fold$", "", low)
    number = _cardinal(head) if head != low else Fraction(next(n for k, n in _FOLDS.items() if low.startswith(k)))
    return [Item(*m.span(), number, (Value(number, "share" if head != low else "fold"),), kind="multiple")]


def _month(text: str, m: re.Match) -> list[Item]:
    name = m["month"]
    if name[0].islower() or name in ("May", "March", "Mar", "Mar.") and not re.match(r"\s?(?:\d|to\b|and\b|of\b|[,.;)]|$)", text[m.end():]) and not re.search(
            r"(?:\b(?:in|of|by|to|since|from|late|early|mid|until|on|through|and|last|this|next)[\s-]|\d\s)$", text[:m.start()]):
        return []
    number = Fraction(next(i for i, n in enumerate(MONTHS, 1) if n[:3].lower() == name[:3].lower()))
    return [Item(*m.span(), number, (Value(number, "month"),), kind="date")]


def _decades(text: str, m: re.Match) -> list[Item]:
    tens = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}[m["decades"].lower().removesuffix("ies")]
    return [Item(*m.span(), Fraction(1900 + tens), (Value(Fraction(1900 + tens), "decade"), Value(Fraction(2000 + tens), "decade")), kind="decade")]


def _words(text: str, m: re.Match) -> list[Item]:
    words = m["words"]
    last = re.split(r"[\s-]", words.lower())[-1]
    if last in ORDINALS:
        number = _cardinal(words[:-len(last)].rstrip(" -")) + ORDINALS[last]
        return [Item(*m.span(), number, (Value(number, "ordinal"), Value(number, "day")), kind="ordinal")]
    plain = re.match(rf"({_SPELT})[-\s]{_SCALE}(?:[-\s]{_SCALE})*$", words, re.I)  # the scale may be shared: two to three million
    end = m.start() + len(plain[1]) if plain else m.end()
    return [_measured(text, m.start(), end, _cardinal(text[m.start():end]), digits=False)]


def _ordinal(text: str, m: re.Match) -> list[Item]:
    number = Fraction(ORDINALS[m["ordinal"].lower()])
    return [Item(*m.span(), number, (Value(number, "ordinal"), Value(number, "day")), kind="ordinal")]


def _half(text: str, m: re.Match) -> list[Item]:
    low = m["half"].lower()
    if low.startswith("a ") and low[2:] in SCALES:
        return [_measured(text, m.start(), m.end(), Fraction(SCALES[low[2:]]), digits=False)]
    part = _HALF_OF.match(text, m.end()) if low == "half" else None
    if part:
        number, dimension = {"hour": (Fraction(30), "hours"), "year": (Fraction(6), "months"), "decade": (Fraction(5), "years")}[part[1].lower()]
        return [Item(m.start(), part.end(), number, (Value(number, dimension),), kind="half")]
    number, dimension = {"decade": (Fraction(10), "years"), "centenary": (Fraction(100), "years"), "century": (Fraction(100), "years"), "dozen": (Fraction(12), ""), "a dozen": (Fraction(12), "")}.get(low, (Fraction(1, 2), "share"))
    return [Item(*m.span(), number, (Value(number, dimension),), kind="half")]


_READERS = {"iso": _iso, "clock": _clock, "part": _part, "digits": _digits, "vague": _vague, "fold": _fold, "month": _month, "decades": _decades, "words": _words, "ordinal": _ordinal, "half": _half}


def _shared(text: str, found: list[Item]) -> list[Item]:
    """Numbers of a range or list also mean what they mean with the scale and unit that the last of them gives: 500 to 600 billion yuan."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, there = out[i], out[i + 1]
        if here.kind == "number" and here.end <= there.start and _JOINT.match(text[here.end:there.start]) and there.kind in ("number", "amount", "share", "multiple", "ordinal"):
            more = []
            for v in there.values[:1]:
                size = v.number / (there.raw * there.scale) if there.raw else Fraction(1)
                more.append(Value(here.raw * here.scale * size, v.dimension, sign=here.values[0].sign))
                if there.scale > here.scale:
                    more.append(Value(here.raw * there.scale * size, v.dimension, sign=here.values[0].sign))
            out[i] = replace(here, values=(*more, *here.values))
    for i in range(1, len(out)):
        here, before = out[i], out[i - 1]
        if here.kind == "number" and here.values[0].dimension == "" and before.end <= here.start and _JOINT.match(text[before.end:here.start]) and (before.kind == "amount" or before.values[-1].dimension in LABELS):
            out[i] = replace(here, values=(*here.values, Value(here.raw * here.scale, before.values[-1].dimension)))
    return out


TIMES = frozenset({"years", "months", "weeks", "days", "workdays", "hours"})
HARD = frozenset(u.dimension for u in UNITS) - TIMES - {"", "year"} | {"share"}
SIZES = {d: tuple({u.size for u in UNITS if u.dimension == d}) for d in {u.dimension for u in UNITS}} | {"share": (Fraction(1, 100), Fraction(1))}
