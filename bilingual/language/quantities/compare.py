"""Both sides against each other: which quantities of the Chinese the English keeps, and what it lacks, changes, doubles or invents."""
from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from bilingual.language.quantities.english import HARD, LABELS, SIZES, TIMES, Item, items
from bilingual.language.quantities.manner import faults_of
from bilingual.language.quantities.numerals import DIGITS, read
from bilingual.language.quantities.words import WORD
from bilingual.model.quantity import LEAST, SEVERAL, Comparison, Fault, Quantity, Value

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u2009": " ", "％": "%", "：": ":", "＞": ">", "＜": "<"})
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)
_SIGNS_BETWEEN = r"[\s_-]*"  # what may stand between the signs of a copied name
_FROM = re.compile("[由从].{0,8}$")
_UNTO = re.compile("[到至为]")
_NOON = re.compile(r"\s?[ap]\.?m\b", re.I)  # 3:00 is told by value where it goes on so
_ADDRESS = re.compile(r"://|@|\.[a-z]{2,4}(?:/|$)")  # every sign of an address counts
_PARTS_OF_WORDS = re.compile(r"-(?!year|month|day|week|hour|fold|percent|yuan|ton)[a-z]", re.I)
_SOFT = frozenset({"years", "months", "weeks", "days", "workdays", "hours", "year", "month", "day", "decade", "clock", "ordinal", "quarters"})
_CALENDAR = {("years", "months"): 12, ("months", "years"): Fraction(1, 12), ("weeks", "days"): 7, ("days", "weeks"): Fraction(1, 7)}
_REPEATED = _SOFT | {"", "fold"}
_DIGIT = re.compile(r"\d")
_COUNTING = re.compile("^.[强佳年日人天县家村镇企团户里]$")  # words whose number may be told: 百强 is "top 100"
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CONVERTED = Fraction(2, 100)  # a conversion in brackets may be rounded by so much


def compare(quantities: Sequence[Quantity], english: str, taken: Sequence[tuple[int, int]] = (), source: str = "", allowed: str = "") -> Comparison:
    """What an English text makes of the quantities of a Chinese one.

    `taken` are spans of the English that belong to other terms; `source` is the Chinese, for words that bound nothing here and for the
    numerals in its names; `allowed` is text whose numbers the English may have too (the renderings of other terms).
    """
    text = english.translate(_PLAIN)
    rest, low = _masked(text, taken), text.lower()
    result = Comparison([None] * len(quantities), [False] * len(quantities))
    for i in sorted(range(len(quantities)), key=lambda i: -len(quantities[i].rendering)):
        span = _standing(quantities[i], rest, low)
        if span:
            result.spans[i], result.kept[i] = span, True
            rest = _masked(rest, [span])
    for i, quantity in enumerate(quantities):
        span = None if result.kept[i] or not quantity.copied else next(filter(None, (_spread(r, rest) for r in (quantity.rendering, *quantity.variants))), None)
        if span:
            result.kept[i], rest = True, _masked(rest, [span])
    cut = any(0 < rest.count("\x00", i.start, i.end) < i.end - i.start for i in items(text))  # "three" before a claimed "trillion-yuan"
    free = [i for i in items(rest if cut else text) if "\x00" not in rest[i.start:i.end]]
    for i, quantity in enumerate(quantities):
        if result.spans[i]:
            result.faults += faults_of(quantity, text, _claimed(text, result.spans[i]), source)
    places = [span[0] if span else -1 for span in result.spans]
    for strict in (True, False):
        for i, quantity in enumerate(quantities):
            if not result.kept[i] and quantity.values and not (quantity.copied and strict):
                used = _by_value(quantity, free, strict)
                if used:
                    result.kept[i] = True
                    free, places[i] = [f for f in free if f not in used], used[0].start
                    result.faults += faults_of(quantity, text, used, source) + ([] if strict else [_unit_fault(quantity, used)])
    for i, quantity in enumerate(quantities):
        if not result.kept[i]:
            said_twice = any(quantity.rendering == other.rendering and quantity.rendering.isalpha() and quantity.copied or not quantity.given and _equal(quantity, other)
                             for k, other in enumerate(quantities) if result.kept[k])
            result.kept[i] = said_twice
            if not said_twice:
                result.faults.append(Fault("missing", quantity, quantity.source, quantity.rendering, grave=quantity.given))
    result.faults += _swapped(quantities, places, text, source)
    for name in {q.rendering for q in quantities if q.copied and _DIGIT.search(q.rendering) and len(q.rendering) > 3}:
        if low.count(name.lower().translate(_PLAIN)) > sum(name in q.rendering for q in quantities):
            result.faults.append(Fault("doubled", next(q for q in quantities if q.rendering == name), name, name, grave=False))
    result.faults += _left_over(quantities, free, text, source, allowed)
    return result


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for a, b in spans:
        text = text[:a] + "\x00" * (b - a) + text[b:]
    return text


@lru_cache(maxsize=8192)
def _pattern(rendering: str) -> re.Pattern:
    """How a rendering may stand in a text: article optional, plural and possessive allowed, never a piece of another number."""
    core = _ARTICLE.sub("", rendering.translate(_PLAIN))
    body = re.escape(core).replace(r"\ ", r"[\s-]").replace(r"\-", "[ -]" if core[:1].isalpha() else "-")
    size = re.match("(?:hundreds|thousands|millions|billions|trillions)", core)
    start = r"(?<!\bof )" if size else ""
    start += r"(?<![A-Za-z0-9])(?<!\d[.,:/-])(?<![(\s]-)" if core[0].isalnum() else ""
    end = r"(?! (?:thousands|millions|billions|trillions)\b)" if core.endswith(" of") else ""
    if core[-1].isalnum():
        end += r"(?:'s)?(?![A-Za-z0-9])"
    if core[-1].isdigit() or core.split("-")[-1].split(" ")[-1] in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"):
        end += r"(?![.,:/]\d)(?!\s?[%‰°])(?![\s-](?:hundred|thousand|million|billion|trillion|percent|per\s?cent|percentage|basis|times|thirds?|quarters?|fifths?)\b)"
    return re.compile(start + body + end, re.I)


def _standing(quantity: Quantity, text: str, low: str) -> tuple[int, int] | None:
    """Where the rendering of a quantity stands word for word, else one of its variants. `low` is the text in small letters."""
    for rendering in (quantity.rendering, *quantity.variants) if not quantity.copied or not _ADDRESS.search(quantity.rendering) else ():
        core = _ARTICLE.sub("", rendering.translate(_PLAIN)).lower()
        if re.split("[ -]", core, maxsplit=1)[0] in low:
            m = _pattern(rendering).search(text)
            if m and not (quantity.kind == "time" and _NOON.match(text, m.end())):
                return m.span()
    return None


def _spread(name: str, text: str) -> tuple[int, int] | None:
    """Where a copied name stands in a text when spaces and hyphens inside it count for nothing."""
    if _ADDRESS.search(name):
        m = re.search(re.escape(name) + r"(?![\w=&/?@-])", text, re.I)
        return m.span() if m else None
    signs = [re.escape(c) for c in name.translate(_PLAIN) if c not in " _-"]
    m = re.search(r"(?<![A-Za-z0-9])" + _SIGNS_BETWEEN.join(signs) + r"(?:'?s)?" + ("(?![0-9])" if name[-1:].isdigit() and name[:1].isdigit() else "(?![A-Za-z0-9])"), text, re.I)
    return m.span() if m else None


def _claimed(text: str, span: tuple[int, int]) -> list[Item]:
    """The numbers inside a span of a text."""
    return [i for i in items(text) if span[0] <= i.start and i.end <= span[1] + 1 or i.start < span[1] and i.end > span[0]]


def _by_value(quantity: Quantity, free: Sequence[Item], strict: bool = True) -> list[Item]:
    """The numbers of an English text that say the values of a quantity, one for each; none where one of them is not said."""
    used: list[Item] = []
    for value in quantity.values:
        fitting = [i for i in free if i not in used and any(_same(value, v, quantity) for v in i.values)] if strict else []
        best = next((i for i in fitting if i.values[0].dimension == value.dimension), fitting[0] if fitting else None)
        if not best and not strict:
            best = next((i for i in free if i not in used and _same_but_unit(value, i)), None)
        if not best:
            return []
        used.append(best)
    return used


def _same(value: Value, said: Value, quantity: Quantity) -> bool:
    """Whether two values are the same quantity."""
    if (value.bound == SEVERAL) != (said.bound == SEVERAL):
        return value.bound == LEAST and quantity.source.startswith("上") and value.number == said.number  # 上千: thousands of
    if not _signs(value, said, quantity):
        return False
    a, b = value.dimension, said.dimension
    if (a, b) == ("", "clock"):
        return said.number % 720 == value.number * 60 % 720 and quantity.kind == "amount"
    if a in TIMES and b in TIMES:
        return a == b and value.number == said.number or (a, b) in _CALENDAR and value.number * _CALENDAR[a, b] == said.number
    if a == "quarter":
        return b in ("quarter", "ordinal") and value.number == said.number
    if value.number == said.number:
        if a == b or b == "" and a not in HARD and a not in LABELS or a == "" and b not in ("share", "points", "fold", "clock", "month"):
            return True
        if (a, b) == ("share", "fold"):
            return quantity.kind == "multiple" and quantity.direction <= 0
        if (a, b) == ("fold", "share"):
            return quantity.kind == "doubling"
        return a not in HARD and b not in HARD and a in _SOFT and b in _SOFT and {a, b} != {"month", "day"} and "clock" not in (a, b) or {a, b} <= {"ordinal", "no.", "article", "chapter", "part", "day", "section"}
    if a == "share" and b in ("share", "fold") and quantity.kind == "multiple" and quantity.direction > 0:
        return said.number == value.number + 1 and b == "fold" or b == "share" and said.number == value.number + 1 and value.number != 0
    if a == "fold" and b == "share" and quantity.kind == "doubling":
        return said.number == value.number - 1
    return a == b == "mass" and abs(value.number - said.number) <= value.number * Fraction(1, 10**6)


def _signs(value: Value, said: Value, quantity: Quantity) -> bool:
    """A sign may be said by a verb: 增长-3.2% is "fell by 3.2%"."""
    return True


def _same_but_unit(value: Value, item: Item) -> bool:
    """The number is there, with a unit that is missing or another one."""
    if value.dimension not in HARD or value.bound == SEVERAL or item.values[0].dimension == value.dimension == "share":
        return False
    amount = item.raw * item.scale
    return any(amount * size == value.number for size in SIZES.get(value.dimension, ()))


def _unit_fault(quantity: Quantity, used: list[Item]) -> Fault:
    other = next((i.values[0].dimension for i in used if i.values[0].dimension in HARD), "")
    return Fault("unit", quantity, other, quantity.rendering, grave=bool(other))


def _swapped(quantities: Sequence[Quantity], places: Sequence[int], text: str, source: str) -> list[Fault]:
    """由20%提高到25% told as "from 25% to 20%"."""
    faults = []
    for (a, first), (b, last) in zip(zip(places, quantities), zip(places[1:], quantities[1:])):
        if 0 <= b < a and _FROM.search(source, 0, first.start) and _UNTO.search(source, first.end, last.start) and re.search(r"\bfrom\s[^.;\d]{0,9}$", text[:b]):
            faults.append(Fault("direction", last, text[b:b + 12], f"a change from {first.rendering} to {last.rendering}"))
    return faults


def _equal(a: Quantity, b: Quantity) -> bool:
    return bool(a.values) and {(v.number, v.dimension) for v in a.values} == {(v.number, v.dimension) for v in b.values}


def _left_over(quantities: Sequence[Quantity], free: Sequence[Item], text: str, source: str, allowed: str) -> list[Fault]:
    """Numbers of the English that nothing in the Chinese stands for, and those that stand there once more."""
    if not free:
        return []
    known = [v for q in quantities for v in q.values]
    loose, idioms = _loose(source, quantities)
    numbers = {v.number for v in known} | loose | {v.number for i in items(allowed.translate(_PLAIN)) for v in i.values} | {
        i.raw for i in items(allowed.translate(_PLAIN))}
    copies = " ".join(q.rendering for q in quantities if q.copied)
    faults = []
    for item in free:
        value = item.values[0]
        if value.bound == SEVERAL or not item.digits and (item.raw <= 2 or item.kind in ("half", "ordinal", "multiple") or item.kind == "date" and value.dimension == "month" and text[item.start:item.end] == "May"):
            continue
        if text[item.start - 1:item.start] == "-" and text[item.start - 2:item.start - 1].isalpha():
            continue  # COVID-19
        if not item.digits and item.raw <= 10 and _PARTS_OF_WORDS.match(text, item.end):
            continue  # three-dimensional
        if _DIGIT.search(text[item.start:item.end]) and text[item.start:item.end].strip() in copies:
            continue
        same = next((q for q in quantities if any(v.number == w.number and (v.dimension == w.dimension or not v.dimension) for v in item.values for w in q.values)), None)
        if same:
            if value.dimension not in _REPEATED and item.digits and any(w.dimension in HARD for w in same.values) and not _bracketed(text, item):
                faults.append(Fault("doubled", same, text[item.start:item.end], same.rendering, grave=False))
            continue
        if any(v.number in numbers or item.raw * item.scale in numbers or not item.digits and v.number in idioms for v in item.values):
            continue
        if any(_converted(v, w) for v in item.values for w in known):
            continue
        faults.append(Fault("invented", None, text[item.start:item.end], grave=item.digits or item.raw > 10))
    return faults


def _bracketed(text: str, item: Item) -> bool:
    return text[:item.start].rstrip().endswith("(")


def _converted(said: Value, value: Value) -> bool:
    """Whether an English amount is a Chinese one in another unit, rounded: 2.6 million mu and 173,000 hectares."""
    return bool(said.dimension) and said.dimension == value.dimension and said.dimension in HARD - {"share", "points"} and abs(said.number - value.number) <= value.number * CONVERTED


def _loose(source: str, quantities: Sequence[Quantity]) -> tuple[set[Fraction], set[Fraction]]:
    """The numerals of a Chinese text outside its quantities, which may be part of a name: the 3 of 三农, the 5 of 五位一体.

    Second those of idioms, which English may have in words but not in digits: 千家万户 is not 1,000 households.
    """
    rest = "".join(" " if any(q.start <= i < q.end for q in quantities) else c for i, c in enumerate(source))
    idioms = "".join(m.group() for m in WORD.finditer(rest) if not _COUNTING.search(m.group()))
    plain = WORD.sub(lambda m: m.group() if _COUNTING.search(m.group()) else " ", rest)
    found = _numerals(plain) | {Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?", plain)} | {n for n in _numerals(idioms) if n <= 10}
    for run in re.findall("[一二两三四五六七八九十百千万亿]{2,}", plain):
        try:
            found.add(read(run).low)
        except ValueError:
            continue
    return found, _numerals(idioms)


def _numerals(text: str) -> set[Fraction]:
    """The worth of each numeral character of a text, one by one."""
    return {Fraction(DIGITS.get(c) or _POWERS[c]) for c in text if DIGITS.get(c) or c in _POWERS} | ({Fraction(2)} if "双" in text else set())
