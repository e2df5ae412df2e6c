"""The quantities of an English text, left to right, each with its unit."""
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from bilingual.language.quantities.context import bound_around
from bilingual.language.quantities.english_grammar import (
    NUMBER,
    PREFIXES,
    ROMAN_ITEM,
    ROMAN_LABEL,
    ROMAN_LABELS,
    STARTS,
    TOKEN,
    label,
)
from bilingual.language.quantities.english_items import Item, roman
from bilingual.language.quantities.english_readers import read
from bilingual.language.quantities.units import TIMES, UNITS
from bilingual.model.quantity import Quantity, Value

LABELS = frozenset({"article", "chapter", "section", "table", "figure", "box", "annex", "part", "volume", "no.",
                    "case"})
HARD = frozenset(u.dimension for u in UNITS) - TIMES - {"", "year"} | {"share"}
SIZES = {d: tuple({u.size for u in UNITS if u.dimension == d})
         for d in {u.dimension for u in UNITS}} | {"share": (Fraction(1, 100), Fraction(1))}
_ROMAN = re.compile("[IVXLC]+")
# Between the two numbers of a range or list, where the first may leave its scale and unit to the last.
_JOINT = re.compile(r"\s?(?:to|or|and|but|through|[-–—,/]|, and|and to|-to-)\s?(?:(?:at\sthe|at)\smost\s|(?:not|"
                    r"no)\smore\sthan\s|up\sto\s)?$",
                    re.I)


def english_quantities(text: str) -> list[Quantity]:
    """The quantities of an English text, left to right, each with its likeliest meaning."""
    return [Quantity(i.start, i.end, text[i.start:i.end], text[i.start:i.end], i.kind,
                     tuple(replace(v, bound=v.bound or bound_around(text, i.start, i.end)) for v in i.values[:1]))
            for i in items(text)]


@lru_cache(maxsize=2048)
def items(text: str) -> tuple[Item, ...]:
    """The numbers of an English text, left to right."""
    found: list[Item] = []
    done = 0
    for token in TOKEN.finditer(text):
        word = token.group().lower()
        if token.start() < done or word[-1].isalpha() and word not in STARTS and not word.startswith(PREFIXES):
            continue
        m = NUMBER.match(text, token.start())
        if not m and word[-1].isdigit():  # the hyphen of 4-5 is no sign
            m = NUMBER.match(text, token.end() - 1)
        if m:
            made = read(text, m)
            done = max(m.end(), made[-1].end if made else 0)
            found += made
    for m in (*ROMAN_LABELS.finditer(text), *ROMAN_LABEL.finditer(text)):
        for one in _ROMAN.finditer(text, *m.span("n")):
            if any(i.start == one.start() for i in found):
                continue
            number = Fraction(roman(one.group()))
            found.append(Item(*one.span(), number, (Value(number, label(m["l"])),), digits=True, kind="label"))
    for m in ROMAN_ITEM.finditer(text):
        number = Fraction(roman(m["n"].upper()))
        found.append(Item(*m.span("n"), number, (Value(number, "item"),), digits=True, kind="label"))
    return tuple(_shared(text, sorted(found, key=lambda i: i.start)))


def _shared(text: str, found: list[Item]) -> list[Item]:
    """Numbers of a range or list may have the scale and unit of the last: 500 to 600 billion yuan."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        here, there = out[i], out[i + 1]
        if here.kind == "number" and there.kind in _SHARING and _joined(text, here, there) and there.raw:
            value, size = there.values[0], there.values[0].number / there.amount
            scales = dict.fromkeys((here.scale, max(here.scale, there.scale)))
            more = [Value(here.raw * scale * size, value.dimension, sign=here.values[0].sign) for scale in scales]
            out[i] = replace(here, values=(*more, *here.values))
        elif here.kind == "number" and there.kind == "time" and here.amount <= 12 and _joined(text, here, there):
            late = there.values[0].number >= 720  # 2 to 6 p.m., 11 to 2 p.m.
            hours = [Value(here.amount * 60 + more, "clock") for more in ((720, 0) if late else (0,))]
            out[i] = replace(here, values=(*hours, *here.values))
    for i in range(1, len(out)):
        here, before = out[i], out[i - 1]
        gives = before.kind == "amount" or before.values[-1].dimension in LABELS
        if here.kind == "number" and not here.values[0].dimension and gives and _joined(text, before, here):
            out[i] = replace(here, values=(*here.values, Value(here.amount, before.values[-1].dimension)))
    return out


_SHARING = ("number", "amount", "share", "multiple", "ordinal")


def _joined(text: str, first: Item, last: Item) -> bool:
    return first.end <= last.start and _JOINT.match(text[first.end:last.start]) is not None
