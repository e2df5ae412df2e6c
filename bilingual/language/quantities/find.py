"""Finding: every quantity of a Chinese text, left to right, by the first rule that reads what stands there."""
from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bilingual.language.quantities.context import bound_before, bound_behind, direction_before
from bilingual.language.quantities.rules import RULES
from bilingual.language.quantities.rules.rule import Reading
from bilingual.language.quantities.words import STARTS, word_at
from bilingual.model.quantity import ABOUT, EXACT, LEAST, MOST, Quantity, Value

# One character stays one character, so that places found here are places of the original text.
_HALF = str.maketrans({**{chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F) if chr(c).isalnum()},
                       **dict(zip("％．＋－＜＞／～＠＿＃＆＝＄", "%.+-<>/~@_#&=$", strict=True))})
_BY_CHARACTER = {c: tuple(r for r in RULES if c in r.starts) for c in set().union(*(r.starts for r in RULES))}
_TRIGGER = re.compile("[" + re.escape("".join(sorted({*_BY_CHARACTER, *STARTS}))) + "]")
_AT_LEAST = ("至少", "最少", "起码", "至少在")
_SET_OFF = re.compile(r"(?<=\d) (?=[年月日时点分秒世万亿元岁吨米公亩])|(?<=[年月日点时至到约近达]) (?=\d)")
_ZERO = re.compile("(?<=[一二三四五六七八九〇零○])○|○(?=[一二三四五六七八九])")  # 二○二四年
_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+|[A-Za-z]+|\d+(?:[.,]\d+)*")
# Numerals that no word explains: two characters and more of one number, or a digit before a power of ten.
_STRONG = re.compile(r"(?!([一二三四五六七八九])\1(?![零〇一二两三四五六七八九十百千万亿]))(?![百千万亿]+"
                     r"(?![零〇一二两三四五六七八九十百千万亿]))[零〇一二两三四五六七八九十百千万亿]{2,}"
                     r"|[一二两三四五六七八九十百千万]+分之|\d")


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a Chinese text, left to right, without overlaps."""
    return list(_found(text)[0])


def unread(text: str) -> list[tuple[int, int]]:
    """The spans of numerals that no rule could read and no word explains: a person must look at them."""
    return list(_found(text)[1])


@lru_cache(maxsize=4096)
def _found(original: str) -> tuple[tuple[Quantity, ...], tuple[tuple[int, int], ...]]:
    """The quantities of a text and its unread spans; spaces that only set digits off (9 月 20 日) are not read."""
    text = _ZERO.sub("〇", original.translate(_HALF))
    spaces = [m.start() for m in _SET_OFF.finditer(text)]
    if not spaces:
        return _scanned(text, original)
    kept = [i for i in range(len(text)) if i not in set(spaces)]
    back = lambda a, b: (kept[a], kept[b - 1] + 1)
    quantities, left = _scanned("".join(text[i] for i in kept), "".join(original[i] for i in kept))
    moved = [replace(q, start=back(q.start, q.end)[0], end=back(q.start, q.end)[1]) for q in quantities]
    return tuple(replace(q, source=original[q.start:q.end]) for q in moved), tuple(back(a, b) for a, b in left)


def _scanned(text: str, original: str) -> tuple[tuple[Quantity, ...], tuple[tuple[int, int], ...]]:
    quantities: list[Quantity] = []
    left: list[tuple[int, int]] = []
    done = 0
    at = _TRIGGER.search(text)
    while at:
        place = at.start()
        end = _read(text, original, place, done, quantities)
        if end > place:
            done = end
        else:
            end = word_at(text, place)
        if end == place:
            run = _RUN.match(text, place)
            end = run.end() if run else place + 1
            if run and _STRONG.match(text, place):
                left.append((place, end))
        at = _TRIGGER.search(text, end)
    return tuple(quantities), tuple(left)


def _read(text: str, original: str, place: int, done: int, quantities: list[Quantity]) -> int:
    """Add the quantity that stands at a place, if one does, and say where it ends."""
    word_end = word_at(text, place)
    of_word = word_end == place + 1 and text[place] == "一"  # that of 统一, 唯一
    for rule in _BY_CHARACTER.get(text[place], ()):
        m = None if of_word and rule.kind == "amount" else rule.pattern.match(text, place)
        if not m or place + len(m.group().rstrip()) <= word_end:
            continue
        try:
            reading = rule.read(m)
        except (ValueError, KeyError, IndexError):  # shaped like a quantity, but none: 13月, 二二十
            continue
        start, end = max(done, place - reading.back), place + len(m.group().rstrip())
        if reading.rendering.startswith("within ") and text.endswith(_AT_LEAST, 0, start):
            reading = _for_at_least(reading)
        values = _bounded(reading.values, bound_before(text, start) or bound_behind(text, end))
        quantities.append(Quantity(start, end, original[start:end], reading.rendering, rule.kind, values,
                                   reading.variants, reading.given, reading.copied, direction_before(text, start)))
        return end
    return place


def _for_at_least(reading: Reading) -> Reading:
    """The reading of a time for at least which something goes on: 至少2小时内不起火."""
    values = tuple(replace(v, bound=EXACT) for v in reading.values)
    return reading._replace(rendering=reading.rendering.removeprefix("within "), values=values, variants=())


def _bounded(values: tuple[Value, ...], bound: str) -> tuple[Value, ...]:
    """The values with the bound that stands in front of the number, where it has none of its own."""
    if not bound or any(v.bound or v.dimension in ("year", "month", "day", "clock") for v in values):
        return values
    which = {MOST: len(values) - 1, LEAST: 0}.get(bound)
    return tuple(replace(v, bound=bound) if bound == ABOUT or i == which else v for i, v in enumerate(values))
