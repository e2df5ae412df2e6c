"""Both sides against each other: what the English keeps, lacks, changes, doubles or invents."""
from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bilingual.language.quantities.again import told_again
from bilingual.language.quantities.bases import exchanged_or_lost
from bilingual.language.quantities.english import HARD, items
from bilingual.language.quantities.english_grammar import CODES
from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.leftover import doubled_names, left_over
from bilingual.language.quantities.manner import faults_of
from bilingual.language.quantities.matching import PLAIN, by_number, by_value, spread, standing
from bilingual.language.quantities.others import others
from bilingual.language.quantities.ranges import dated, torn
from bilingual.language.quantities.sides import side_fault
from bilingual.language.quantities.steps import by_or_to, counted_as
from bilingual.language.quantities.wordless import told_without
from bilingual.model.quantity import Comparison, Fault, Quantity, Value

_TAKEN = "\x00"  # stands for every character of the English that is accounted for
_FROM = re.compile("[由从].{0,8}$")
_UNTO = re.compile("[到至为]")
_SAID_AGAIN = re.compile(r"\b(?:each|both|equally)\b|"
                         r"\b(?:longer|shorter|larger|smaller|higher|older|younger)\s(?:terms?|periods?|ones)\b|"
                         r"\b(?:that|this|such|the|which|same|said)\s(?:time|period|limit|deadline|term|window|"
                         r"amount|sum|figure|level|threshold)|"
                         r"\b(?:above|beyond|over|below|under)\s(?:that|this)\b", re.I)
# 人民币对美元汇率报7.1082元: 7.1082 to the dollar
_EXCHANGE = re.compile("汇率|中间价|兑|对美元")
_TO_A_DOLLAR = re.compile(r"\s(?:to|per|against)\s(?:the|one|a)?\s?(?:US\s|U\.S\.\s)?(?:dollar|euro|greenback)", re.I)
_RATIO = re.compile(r"\b(?:ratio|multiple|coverage|leverage)\b", re.I)
_POINTS = re.compile(r"\s?points?\b")
_PERCENT = re.compile("%|per ?cent")
_CURRENCY = re.compile(rf"\b{CODES}(?=\s\d)")
_ENGLISH_FROM = re.compile(r"\bfrom\s[^.;\d]{0,9}$")


def compare(quantities: Sequence[Quantity], english: str, taken: Sequence[tuple[int, int]] = (), source: str = "",
            allowed: str = "") -> Comparison:
    """What an English text makes of the quantities of a Chinese one.

    `taken` are spans of the English that belong to other terms; `source` is the Chinese, for words that bound nothing
    here and for the numerals in its names; `allowed` is text whose numbers the English may have too, such as the
    renderings of other terms.
    """
    text = english.translate(PLAIN)
    again = [told_again(a, b, text, source) for a, b in itertools.pairwise(quantities)]
    result = Comparison([None] * len(quantities), [False, *again][:len(quantities)])
    rest = _word_for_word(quantities, text, _masked(text, taken), result)
    for quantity, span in zip(quantities, result.spans, strict=True):
        if span:
            result.faults += _how_said(quantity, text, _inside(text, span), source)
    places = [span[0] if span else -1 for span in result.spans]
    free = _otherwise(quantities, text, source, _free(text, rest), places, result)
    free = _together(quantities, free, result.kept, source)
    free = _sharing_a_rate(quantities, free, result.kept)
    miscounted, used = others(quantities, free, text, source, result.kept)
    free = [f for f in free if f not in used]
    result.faults += miscounted
    _told_otherwise(quantities, text, taken, source, result)
    _missing(quantities, text, result)
    result.faults += _swapped(quantities, places, text, source)
    result.faults += doubled_names(quantities, text.lower())
    result.faults += left_over(quantities, free, text, source, allowed)
    result.faults += exchanged_or_lost(source, text)
    return result


def _otherwise(quantities: Sequence[Quantity], text: str, source: str, free: list[Item], places: list[int],
               result: Comparison) -> list[Item]:
    """Enter the quantities that other numbers of the English say, and where; return the numbers that are left.

    What is said rightly comes first, so that nothing else takes its number.
    """
    for find in (by_value, by_number):
        for i, quantity in sorted(enumerate(quantities), key=lambda pair: not pair[1].given):
            if result.kept[i] or not quantity.values or quantity.copied and find is by_value:
                continue
            used = find(quantity, free, text)
            if used:
                result.kept[i], places[i] = True, used[0].start
                result.spans[i] = (used[0].start, used[0].end) if len(used) == 1 else None
                free = [f for f in free if not any(f.start < u.end and u.start < f.end for u in used)]
                result.faults += _how_said(quantity, text, used, source) + torn(quantity, text, used)
                result.faults += dated(quantity, text, used)
                if find is by_number and not _unit_understood(quantity, quantities, used, text, source):
                    result.faults.append(_unit_fault(quantity, used))
    return free


def _how_said(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> list[Fault]:
    """The faults in how numbers of the English say a quantity that they say."""
    steps = (by_or_to(quantity, text, used, source), counted_as(quantity, text, used, source),
             side_fault(quantity, text, used, source))
    return faults_of(quantity, text, used, source) + [f for f in steps if f]


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for a, b in spans:
        text = text[:a] + _TAKEN * (b - a) + text[b:]
    return text


def _word_for_word(quantities: Sequence[Quantity], text: str, rest: str, result: Comparison) -> str:
    """Enter the quantities whose renderings stand in the text, the longest first; return what is left of it."""
    low = text.lower()
    for i in sorted(range(len(quantities)), key=lambda i: -len(quantities[i].rendering)):
        span = standing(quantities[i], rest, low) if not result.kept[i] else None
        if span:
            result.spans[i], result.kept[i] = span, True
            rest = _masked(rest, [span])
    for i, quantity in enumerate(quantities):
        if quantity.copied and not result.kept[i]:
            span = spread(quantity, rest)
            if span:
                result.kept[i], rest = True, _masked(rest, [span])
    return rest


def _free(text: str, rest: str) -> list[Item]:
    """The numbers of what is left of a text; "RMB 3 million" with its currency, though that may be a term by itself."""
    for m in _CURRENCY.finditer(text):
        taken = rest[m.start():m.end()] == _TAKEN * (m.end() - m.start())
        if taken and _TAKEN not in rest[m.end():m.end() + 2]:
            rest = rest[:m.start()] + m.group() + rest[m.end():]
    # A number may be cut by what is taken: "three" before a taken "trillion-yuan".
    cut = any(0 < rest.count(_TAKEN, i.start, i.end) < i.end - i.start for i in items(text))
    return [i for i in items(rest if cut else text) if _TAKEN not in rest[i.start:i.end]]


def _inside(text: str, span: tuple[int, int]) -> list[Item]:
    """The numbers that lie in a span of a text or reach into it."""
    return [i for i in items(text) if i.start < span[1] and i.end > span[0]]


def _together(quantities: Sequence[Quantity], free: list[Item], kept: list[bool], source: str) -> list[Item]:
    """The numbers without those that say years and months in one: 十一年六个月, eleven and a half years."""
    for i, months in enumerate(quantities):  # 一年 by itself is no quantity
        alone = source[:months.start].endswith("一年") and [v.dimension for v in months.values] == ["months"]
        if alone and not kept[i]:
            whole = Value(months.values[0].number + 12, "months")
            used = next((f for f in free if whole in f.values), None)
            kept[i], free = used is not None, [f for f in free if f is not used]
    in_order = sorted(range(len(quantities)), key=lambda i: quantities[i].start)  # those of terms come first
    for i, j in itertools.pairwise(in_order):
        years, months = quantities[i], quantities[j]
        dimensions = [q.values[0].dimension for q in (years, months) if len(q.values) == 1]
        if kept[i] or kept[j] or dimensions != ["years", "months"] or years.end != months.start:
            continue
        whole = Value(years.values[0].number * 12 + months.values[0].number, "months")
        used = next((f for f in free if whole in f.values), None)
        if used:
            kept[i] = kept[j] = True
            free = [f for f in free if f is not used]
    return free


def _sharing_a_rate(quantities: Sequence[Quantity], free: list[Item], kept: list[bool]) -> list[Item]:
    """The numbers without those of rates whose unit English says once: 由30/10万降到14.3/10万, from 30 to 14.3 per
    100,000.
    """
    units = {q.values[1] for q, there in zip(quantities, kept, strict=True) if there and q.kind == "rate"}
    for i, rate in enumerate(quantities):
        if kept[i] or rate.kind != "rate" or rate.values[1] not in units:
            continue
        used = next((f for f in free if rate.values[0] in f.values), None)
        kept[i], free = used is not None, [f for f in free if f is not used]
    return free


def _unit_understood(quantity: Quantity, quantities: Sequence[Quantity], used: Sequence[Item], text: str,
                     source: str) -> bool:
    """Whether a number without a unit stands beside another of its kind that has it: 51,000 yuan in town and 22,000;
    or is a rate to the dollar.
    """
    if _EXCHANGE.search(source) and _TO_A_DOLLAR.match(text, used[0].end):
        return True
    if quantity.source.endswith("倍") and _RATIO.search(text):
        return True
    unit = quantity.values[0].dimension
    if _POINTS.match(text, used[0].end):  # fell by 0.22 points, which is no percent
        return unit == "points" and "千分点" not in quantity.source and _PERCENT.search(text) is not None
    several = sum(q.values[:1] != () and q.values[0].dimension == unit for q in quantities) > 1
    return several and not used[0].values[0].dimension and any(i.values[0].dimension == unit for i in items(text))


def _unit_fault(quantity: Quantity, used: Sequence[Item]) -> Fault:
    other = next((i.values[0].dimension for i in used if i.values[0].dimension in HARD), "")
    return Fault("unit", quantity, other, quantity.rendering, grave=bool(other))


def _told_otherwise(quantities: Sequence[Quantity], text: str, taken: Sequence[tuple[int, int]], source: str,
                    result: Comparison) -> None:
    """Enter as kept what is told without its number, and what a term says itself (耕地红线, the red line of 1.8 billion
    mu).
    """
    said = " ; ".join(text[a:b] for a, b in taken).lower()
    for i, quantity in enumerate(quantities):
        result.kept[i] = (result.kept[i] or told_without(quantity, text, source)
                          or bool(quantity.values) and quantity.rendering.lower() in said)


def _missing(quantities: Sequence[Quantity], text: str, result: Comparison) -> None:
    """Faults for what is not said; an abbreviation or a small count that is said once need not be said again, nor what
    English points back to ("in that time", "above that").
    """
    again = _SAID_AGAIN.search(text) is not None
    for i, quantity in enumerate(quantities):
        if result.kept[i]:
            continue
        others = [q for q, kept in zip(quantities, result.kept, strict=True) if kept]
        abbreviation = quantity.copied and quantity.rendering.isalpha()
        small = quantity.values and (not quantity.given or again)
        result.kept[i] = bool(abbreviation and any(q.rendering == quantity.rendering for q in others)
                              or small and any(_equal(quantity, q) for q in others)
                              or quantity.values and any(_part_of_ratio(quantity, q) for q in others))
        if not result.kept[i]:
            result.faults.append(Fault("missing", quantity, quantity.source, quantity.rendering, grave=quantity.given))


def _part_of_ratio(quantity: Quantity, ratio: Quantity) -> bool:
    """Whether a share is one of a ratio that is said: 按六四分成，甲方得六成, sixty-forty in Party A's favor."""
    return ratio.kind == "ratio" and set(quantity.values) <= set(ratio.values)


def _equal(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are the same; the first of 0.2个和0.2个百分点 has no unit of its own."""
    if [v.number for v in a.values] != [v.number for v in b.values]:
        return False
    return all(not v.dimension or v.dimension == w.dimension for v, w in zip(a.values, b.values, strict=True))


def _swapped(quantities: Sequence[Quantity], places: Sequence[int], text: str, source: str) -> list[Fault]:
    """由20%提高到25% told as "from 25% to 20%"."""
    faults = []
    for k, (first, last) in enumerate(itertools.pairwise(quantities)):
        a, b = places[k], places[k + 1]
        if not 0 <= b < a or not _ENGLISH_FROM.search(text, 0, b):
            continue
        if _FROM.search(source, 0, first.start) and _UNTO.search(source, first.end, last.start):
            change = f"a change from {first.rendering} to {last.rendering}"
            faults.append(Fault("direction", last, text[b:b + 12], change))
    return faults
