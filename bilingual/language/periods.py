"""Against what a change is measured, the year or the period before: 同比 as "month on month", 环比 "year on year"."""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

YEAR, PERIOD = "year", "period"
_CHINESE = re.compile(r"(?P<year>同比(?!例)|[比较](?:上年|去年)(?:同期|同月|末|底)?)|"
                      r"(?P<period>环比|[比较由从为](?:上|前一)(?:个?(?:月|季度?)|期|旬|周|交易日)末?)|(?P<number>\d[\d,，]*(?:\.\d+)?)")
_ENGLISH = re.compile(
    r"(?P<year>\byear[\s-](?:on|over)[\s-]year\b|\byoy\b|\b(?:previous|last|prior|preceding|same|a|one)\s(?:(?!half)\w+\s)?"
    r"(?:(?:\w+\s)?(?:of|in)\s)?(?:the\s)?(?:previous\s|last\s|prior\s|preceding\s)?year\b|\byear[\s-](?:earlier|ago|before)\b)|"
    r"(?P<period>\b(?P<p>month|quarter|week|period)[\s-](?:on|over|to)[\s-](?P=p)\b|\b[mq]o[mq]\b|\bsequential(?:ly)?\b|"
    r"\b(?:previous|last|prior|preceding|a|one)\s(?:month|quarter|week|period|half[\s-]year|ten-day\speriod)\b)|"
    r"(?P<number>(?<![\w.])\d[\d,]*(?:\.\d+)?)", re.I)


class Measured(NamedTuple):
    """A change with the Chinese of what it is measured against, and the English that says another."""
    chinese: str
    said: str


def exchanged(source: str, text: str) -> Measured | None:
    """The change that the English measures against another time than the Chinese does; None where there is none.

    A number that stands once takes what is next to it: in Chinese in front of it, in English behind it or, where a
    sentence begins with that, in front. Where the Chinese measures against the one only, the English must not name the
    other alone.
    """
    chinese, english = _named(_CHINESE, source), _named(_ENGLISH, text)
    kinds = {kind for kind, _ in chinese}
    told = {kind for kind, _ in english} - {"number"}
    if len(kinds - {"number"}) == 1 and len(told) == 1 and not kinds & told:
        first = next(said for kind, said in chinese if kind != "number")
        return Measured(first, next(said for kind, said in english if kind != "number"))
    if not {YEAR, PERIOD} <= kinds & told:
        return None
    against = dict(_chinese_numbers(chinese))
    for number, kind, said in _english_numbers(english):
        if number in against and against[number][0] != kind:
            return Measured(against[number][1] + number, said)
    return None


def _named(pattern: re.Pattern, text: str) -> list[tuple[str, str]]:
    return [(str(m.lastgroup if m.lastgroup != "p" else "period"), m.group()) for m in pattern.finditer(text)]


def _chinese_numbers(found: list[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each number that stands right behind what it is measured against, with that."""
    for before, (kind, number) in itertools.pairwise(found):
        if kind == "number" != before[0] and before[1][0] not in "由从为" and found.count((kind, number)) == 1:
            yield number.replace(",", "").replace("，", ""), before


def _english_numbers(found: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each number with what it is measured against and the English of that."""
    step = 1 if found[0][0] == "number" else -1
    for i, (kind, number) in enumerate(found):
        near = found[i + step] if 0 <= i + step < len(found) else ("number", "")
        if kind == "number" != near[0] and found.count((kind, number)) == 1:
            yield number.replace(",", ""), *near
