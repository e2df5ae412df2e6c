"""Where a quantity stands in an English text: word for word, with its signs set apart, or by its values."""
from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from bilingual.language.quantities.context import bound_around
from bilingual.language.quantities.english import HARD, LABELS, SIZES
from bilingual.language.quantities.english_grammar import SCALE
from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.rendering import CARDINALS, SCALES
from bilingual.language.quantities.units import TIMES
from bilingual.model.quantity import LEAST, SEVERAL, Quantity, Value

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ",
                       "\u2009": " ", "％": "%", "：": ":", "＞": ">", "＜": "<"})
SOFT = TIMES | {"year", "month", "day", "decade", "clock", "ordinal", "quarters"}  # parts of dates and durations
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)
_NOON = re.compile(r"\s?[ap]\.?m\b", re.I)  # 3:00 is compared by value where it goes on so
_YOUNGER = re.compile(r"[\s-](?:months?|weeks?|days?)\b", re.I)  # "under 3" is no age in "under 3 months"
_ADDRESS = re.compile(r"://|@|\.[a-z]{2,4}(?:/|$)")  # every sign of an address counts
_SMALL_WORD = re.compile(r"(?:^|[ -])(?:two|three|four|five|six|seven|eight|nine|ten)$")
# Behind a small number: what makes it a piece of a larger one, or gives it another meaning
_GOES_ON = (r"(?![.,:/]\d)(?!\s?[%‰°])(?!\s?(?:to|-)\s?\d)"
            rf"(?!\s?(?:[dghmtLs]|min)\b)(?![\s-](?:{SCALE}|percent|"
            r"per\s?cent|percentage|basis|times|thirds?|quarters?|fifths?)\b)")
_SCALED = re.compile(f"{SCALE}-", re.I)
_NO_NUMBER = r"(?<!\d[\s-])" + "".join(rf"(?<!{n}[\s-])" for n in (*CARDINALS, *SCALES))
_MAGNITUDE = "(?:hundreds|thousands|millions|billions|trillions)"
_CALENDAR: dict[tuple[str, str], Fraction | int] = {
    ("years", "months"): 12, ("months", "years"): Fraction(1, 12),
    ("weeks", "days"): 7, ("days", "weeks"): Fraction(1, 7)}
# "Chapter 3", "third chapter"
_NUMBERED = frozenset({"ordinal", "no.", "article", "chapter", "part", "day", "section", "volume"})
_LARGE = 100  # from here English gives an ordinal its ending: 第十二届 may be "Round 12"
_EXCESS = re.compile(r"\s(?:above|over|more than|higher than|beyond|ahead of|in excess of)\b", re.I)
_TINY = Fraction(1, 10**6)  # 1 jin is half a kilogram, but 1 mu no round number of square meters


@lru_cache(maxsize=8192)
def _pattern(rendering: str) -> re.Pattern:
    """How a rendering may stand in a text: article optional, possessive allowed, never a piece of another number."""
    core = _ARTICLE.sub("", rendering.translate(PLAIN))
    body = re.escape(core).replace(r"\ ", r"[\s-]").replace(r"\-", "[ -]" if core[:1].isalpha() else "-")
    start = r"(?<!\bof )" if re.match(_MAGNITUDE, core) else ""  # "billions" is not in "tens of billions"
    start += r"(?<![A-Za-z0-9])(?<!\d[.,:/-])(?<![(\s]-)" if core[0].isalnum() else ""
    start += _NO_NUMBER if _SCALED.match(core) else ""  # "thousand-ton" is not in "ten-thousand-ton"
    end = rf"(?! {_MAGNITUDE}\b)" if core.endswith(" of") else ""
    end += r"(?:'s)?(?![A-Za-z0-9])" if core[-1].isalnum() else ""
    end += _GOES_ON if core[-1].isdigit() or _SMALL_WORD.search(core) else ""
    return re.compile(start + body + end, re.I)


def standing(quantity: Quantity, text: str, low: str) -> tuple[int, int] | None:
    """Where the rendering of a quantity, or a variant, stands word for word; `low` is the text in small letters."""
    if quantity.copied and _ADDRESS.search(quantity.rendering):
        return None
    for rendering in (quantity.rendering, *quantity.variants):
        core = _ARTICLE.sub("", rendering.translate(PLAIN)).lower()
        if re.split("[ -]", core, maxsplit=1)[0] in low:
            m = _likeliest(list(_pattern(rendering).finditer(text)), quantity, text)
            other = {"time": _NOON, "age": _YOUNGER}.get(quantity.kind)
            if m and not (other and other.match(text, m.end())):
                return m.span()
    return None


def _likeliest(places: Sequence[re.Match], quantity: Quantity, text: str) -> re.Match | None:
    """Of several places the first with the bound of the quantity: more than 10 points lower, but nearly 10 higher."""
    bound = quantity.values[0].bound if len(quantity.values) == 1 else ""
    fitting = (m for m in places if bound_around(text, m.start(), m.end()) == bound) if len(places) > 1 else iter(())
    return next(fitting, places[0] if places else None)


def spread(quantity: Quantity, text: str) -> tuple[int, int] | None:
    """Where a copied name stands when spaces and hyphens inside it count for nothing; in an address all count."""
    for name in (quantity.rendering, *quantity.variants):
        if _ADDRESS.search(name):
            m = re.search(re.escape(name) + r"(?![\w=&/?@-])", text, re.I)
        else:
            signs = r"[\s_-]*".join(re.escape(c) for c in name.translate(PLAIN) if c not in " _-")
            number = name[:1].isdigit() and name[-1:].isdigit()
            end = r"(?![0-9]|:[0-9])" if number else "(?![A-Za-z0-9])"
            m = re.search(rf"(?<![A-Za-z0-9]){signs}(?:'?s)?{end}", text, re.I)
        if m:
            return m.span()
    return None


def by_value(quantity: Quantity, free: Sequence[Item], text: str) -> list[Item]:
    """The numbers that say the values of a quantity, one for each; none where one of them is not said.

    A number with the unit of the value is taken before one without any, one with its bound before one without.
    """
    used: list[Item] = []
    ends = _ends_of_years(quantity, text)
    for n, value in enumerate(quantity.values):
        if n in ends:
            continue
        if value.dimension in ("month", "year") and value in quantity.values[:n]:
            continue  # 3月11日至3月15日 may be "11 to 15 March"
        fitting = [i for i in free if i not in used and any(same(value, said, quantity) for said in i.values)
                   or _in_excess(quantity, value, i, text)]
        if not fitting:
            return []
        if value.dimension in LABELS and any(i.values[0].dimension == value.dimension for i in free):
            # what is a chapter somewhere in the English is no section elsewhere
            fitting = [i for i in fitting if i.values[0].dimension in (value.dimension, "", "ordinal", "no.")]
            if not fitting:
                return []
        alike = ([i for i in fitting if i.values[0].dimension == value.dimension]
                 or [i for i in fitting if value.dimension or i.values[0].dimension not in HARD] or fitting)
        bounded = (i for i in alike if value.bound and (
            bound_around(text, i.start, i.end) or i.values[0].bound) == value.bound)
        used.append(next(bounded, alike[0]))
    return used


def _ends_of_years(quantity: Quantity, text: str) -> set[int]:
    """Which values of a quantity are the month and day of a December 31 told as the end of its year."""
    return {i for n, value in enumerate(quantity.values[2:], 2) for i in (n - 2, n - 1) if value.dimension == "year"
            and [v.number for v in quantity.values[n - 2:n]] == [12, 31]
            and re.search(rf"\b(?:end|close)\sof\s(?:the\syear\s)?{value.number}\b", text, re.I)}


def by_number(quantity: Quantity, free: Sequence[Item], text: str) -> list[Item]:
    """The numbers that say those of a quantity with a unit that is missing or another one."""
    used: list[Item] = []
    for value in quantity.values:
        found = next((i for i in free if i not in used and _same_but_unit(value, i)), None)
        if not found:
            return []
        used.append(found)
    return used


def same(value: Value, said: Value, quantity: Quantity) -> bool:
    """Whether an English value says a Chinese one. Signs and bounds are another matter, except orders of magnitude."""
    a, b = value.dimension, said.dimension
    if (value.bound == SEVERAL) != (said.bound == SEVERAL):  # 上千 may be "thousands of"
        return value.bound == LEAST and quantity.source.startswith("上") and value.number == said.number
    if quantity.kind == "day of the month" and b in TIMES:  # the 5th is no five days
        return False
    if (a, b) == ("", "clock"):
        return quantity.kind == "amount" and said.number % 720 == value.number * 60 % 720
    if a == b == "clock":
        return (value.number - said.number) % 1440 == 0  # midnight
    if a in TIMES and b in TIMES and a != b:
        return (a, b) in _CALENDAR and value.number * _CALENDAR[a, b] == said.number
    if a == "ordinal" and not b and value.number >= _LARGE:  # the 100,000th user is no 100,000 users
        return False
    if a == "quarter":
        return b in ("quarter", "ordinal") and value.number == said.number
    if b == "fold" and not a and quantity.source.rstrip("以上下")[-1:] in ("次", "回", "遍"):
        return value.number == said.number  # twice or more
    if value.number == said.number:
        return _comparable(a, b, quantity)
    if quantity.kind == "multiple" and quantity.direction > 0:  # 增长三倍: to four times of what it was
        return a == "share" and b in ("share", "fold") and said.number == value.number + 1
    if quantity.kind == "multiple" and quantity.direction == 0 and value.bound == LEAST and (b, said.number) == (
            "fold", value.number + 1):  # 高于平均水平一倍以上: more than twice the average
        return True
    if quantity.kind == "doubling":
        return b == "share" and said.number == value.number - 1
    return a == b == "mass" and abs(value.number - said.number) <= value.number * _TINY


def _comparable(a: str, b: str, quantity: Quantity) -> bool:
    """Whether equal numbers of two dimensions, Chinese and English, may be the same."""
    if a == b:
        return True
    if not b:
        return a not in HARD and a not in LABELS and a != "month"
    if not a:
        return b not in ("share", "points", "fold", "clock", "month", "grade")
    if (a, b) == ("share", "fold"):
        return quantity.kind == "multiple" and quantity.direction <= 0
    if (a, b) == ("fold", "share"):
        return quantity.kind == "doubling"
    if "grade" in (a, b):
        return {a, b} <= {"grade", "ordinal", "no."}
    if a in _NUMBERED and b in _NUMBERED or "ordinal" in (a, b) and {a, b} & {"paragraph", "item"}:
        return True
    return a in SOFT and b in SOFT and {a, b} != {"month", "day"} and "clock" not in (a, b)


def _in_excess(quantity: Quantity, value: Value, item: Item, text: str) -> bool:
    """Whether a share of more than the whole is told by what it has more: 为目标的114%, 14% above target."""
    said = item.values[0]
    return (value.dimension == said.dimension == "share" and quantity.direction == 0 and value.number > 1
            and said.number == value.number - 1 and _EXCESS.match(text, item.end) is not None)


def _same_but_unit(value: Value, item: Item) -> bool:
    if value.dimension not in HARD or value.bound == SEVERAL or item.values[0].dimension == value.dimension == "share":
        return False
    return any(item.amount * size == value.number for size in SIZES.get(value.dimension, ()))
