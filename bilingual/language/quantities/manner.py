"""How an English text says a number that it has: with the right sign, direction and bound, or not."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bilingual.language.quantities.context import bound_around, bound_far_before
from bilingual.language.quantities.english import HARD, items
from bilingual.language.quantities.english_readers import Item
from bilingual.language.quantities.units import TIMES
from bilingual.model.quantity import ABOUT, EXACT, LEAST, MOST, SEVERAL, Fault, Quantity

# Chinese says a bound with one of these; where none stands in the sentence, the English may not have one either.
_CUES = re.compile("[超逾过余多约近几数上下内足满低高少最突破]|左右|[≥≤<>＜＞≈]|起|至少|达|限|以")
_UP = re.compile(r"\b(?:grew|grow(?:s|n|ing|th)?|r[oi]se(?:s|n)?|rising|increas\w+|up|climb\w+|higher|gain\w*|expand\w*"
                 r"|expansion|rais\w+|improv\w+|more|jump\w*|surg\w+|soar\w*|added|doubl\w+|accelerat\w+|"
                 r"advanced\sby|leap\w*|leapt|swell\w*|mount(?:ed|ing)|widen\w*|strengthen\w*)\b", re.I)
_DOWN = re.compile(r"\b(?:fell|fall(?:s|en|ing)?|declin\w+|decreas\w+|drop\w*|down|lower\w*|reduc\w+|cut(?:s|ting)?|"
                   r"shr[aiu]nk\w*|contract(?:ed|ion|s)|slid|slump\w*|slip\w*|shed(?:ding|s)?|tumbl\w+|sank|sinking|sagg?\w*|soften\w*|edged\sdown|less|narrow\w*|eas(?:ed|ing)|slow\w*|weaken\w*|"
                   r"moderat\w+|slash\w*|dipp?\w*|plung\w+|minus|negative(?!\slist)|below\szero|sub-?zero)\b", re.I)
# What tells of a change without saying which way, or says it of several numbers at once.
_SOME_CHANGE = re.compile(r"\b(?:chang\w+|growth|rates?|pace|adjust\w+|from|differ\w*|respectively|reach\w*|expan\w+|"
                          r"margin|gap|further|faster|quicker|better|ahead|over|above|than|compared|doubl\w+|by|another|"
                          r"additional(?:ly)?|extra|new(?:ly)?|add\w*|boost\w*|lift\w*|hik\w+|inflation|each|extend\w*|"
                          r"to)\b|[+±-]\d", re.I)
_SOME_DECLINE = re.compile(r"\b(?:chang\w+|adjust\w+|from|differ\w*|respectively|compared|than|off|away|sav\w+|trim\w*|"
                           r"halv\w+|clos\w+|below|under|smaller|fewer|relie\w+|retreat\w*|depreciat\w+|discount\w*|"
                           r"rates?|los[st]\w*|losing|shed\w*|curb\w*|sank|tumbl\w+|retract\w*|eliminat\w+|halve\w*|"
                           r"control\w*|compress\w*|shorten\w*|remov\w+)\b|[+±-]\d", re.I)
_COMPARED = re.compile(r"\s(?:(?P<less>lower|slower|smaller|less|narrower|fewer)|higher|faster|larger|greater)\b")
_IS_TIMES = re.compile("(?:是|为|相当于|达到?)[^，。；增长加]{0,12}的$")
_GREW_BY = re.compile(r"\b(?:up|rose|ris(?:e|en|ing)|increas\w+|grew|grow(?:n|ing|th)?|higher)\s(?:by\s)?$", re.I)
_SENTENCE = re.compile(r"[;.!?](?=\s)")
_NEARLY = re.compile(r"\b(?:nearly|almost|close\sto|approaching|just\s(?:under|short\sof)|not\squite)\s(?:the\s|"
                     r"a\s)?$", re.I)
_FAR = re.compile(r"\b(?:(?P<least>above|over|exceed\w*|more\sthan|at\sleast|surpass\w*|higher\sthan)|below|under|less\sthan|"
                  r"at\smost|within|lower\sthan|short\sof)\s(?:the|its|this|that|an?|their)\s[^.;,\d]{1,40}$", re.I)
_LOWER = re.compile(r"(?:\syears?)?(?:\sto\s|\sand\s|-)\d")
_UPPER = re.compile(r"\d(?:\syears?)?(?:\sto\s|\sand\s|-)$")
_DATED = frozenset({"year", "month", "day", "ordinal", "clock", "decade"})
_LISTED = re.compile(r"(?:\s\w+)?(?:,| and|, and| or)\s")
# kinds that something grows or falls by
_CHANGES = frozenset({"amount", "percent", "per thousand", "multiple", "tenths", "fraction"})
_DENIED = re.compile(r"\b(?:not|no|never|cannot|prohibit\w*|forbid\w*|without)\b(?!\s(?:less|more|fewer|lower|later)\b)"
                     r"[^.;]*$")
_IN = re.compile(r"\b(?:in|over|during|throughout|inside|through|across|of|by|for|the|its|this|next|past|last|first|"
                 r"another|each|every|per|than|to)\s(?:\w+\s){0,2}$", re.I)
_OVER = re.compile(r"\bover\s(?:the\s(?:\w+\s)?)?$", re.I)
_NOT_FOR = re.compile(r"\b(?:not|never)\s[^.;,]{2,40}\sfor\s(?:more\sthan|over|longer\sthan)\s$")
_OF_LESS = re.compile("[降跌减]幅|缺口|赤字|亏损|差距|逆差")
_NOT = re.compile("[未不没无]")
_CLAUSE = re.compile(r"[;:.](?=\s)|,(?=\s(?:and|while|but|with)?\b)")


def faults_of(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> list[Fault]:
    """Differences in sign, direction and bound of a quantity whose numbers, `used`, stand in an English text."""
    if not used or not quantity.values:
        return []
    found = [_turned(quantity, text, used, source), _bound(quantity, text, used, source),
             _grown(quantity, text, used[0], source)]
    return [f for f in found if f]


def _turned(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> Fault | None:
    """A sign that is lost or added, growth told as decline or the other way round. That a decline grew is neither."""
    start, end = used[0].start, used[-1].end
    sign, negative = quantity.values[0].sign, any(i.values[0].sign < 0 for i in used)
    if negative and sign < 0 and len(used) == len(quantity.values) > 1:
        signs = [(v.sign, i.values[0].sign) for v, i in zip(quantity.values, used, strict=True)]
        return None if all(a == b for a, b in signs) else Fault("sign", quantity, text[start:end], quantity.rendering)
    if not quantity.direction and sign > 0 and not negative:
        return None
    before, after = _clause(text, start, end)
    up, down = bool(_UP.search(before)), bool(_DOWN.search(before))
    if not up and not down:
        up, down = bool(_UP.search(after)), bool(_DOWN.search(after))
    if compared := _COMPARED.match(text, end):  # the growth rate was 0.3 percentage points lower
        up, down = not compared["less"], bool(compared["less"])
    said = text[start:end]
    if sign < 0:
        return None if negative or down or _DOWN.search(said) else Fault("sign", quantity, said, quantity.rendering)
    if negative and (quantity.direction >= 0 or up or down):  # "fell to -13.5%" is no way of telling 降至13.5%
        return Fault("sign", quantity, said, quantity.rendering)
    changes = quantity.kind in _CHANGES and quantity.values[0].dimension in HARD | {""}
    if changes and not _OF_LESS.search(source) and up != down and down == (quantity.direction > 0):
        return Fault("direction", quantity, said, "growth" if quantity.direction > 0 else "decline")
    if quantity.direction and not up and not down and _no_change(quantity, text, start, end):
        return Fault("change", quantity, said, "growth" if quantity.direction > 0 else "decline", grave=False)
    return None


def _grown(quantity: Quantity, text: str, item: Item, source: str) -> Fault | None:
    """是上年的1.8倍 told as "up 1.8 times", which is 2.8 times as much."""
    is_times = quantity.kind == "multiple" and _IS_TIMES.search(source, 0, quantity.start)
    compared = re.match(r"\s(?:as|that|those|the|of)\b", text[item.end:])  # "growing 2.3 times as fast"
    rate = is_times and item.values[0].dimension == "share" and not compared
    said = _GREW_BY.search(text, 0, item.start) if rate else None
    return Fault("multiple", quantity, text[said.start():item.end], quantity.rendering, grave=False) if said else None


def _no_change(quantity: Quantity, text: str, start: int, end: int) -> bool:
    """Whether nothing around a rate of growth says that something grew by it or to it."""
    rate = quantity.kind in ("percent", "per thousand") or quantity.values[0].dimension == "points"
    words = (_UP, _SOME_CHANGE) if quantity.direction > 0 else (_DOWN, _SOME_DECLINE)
    return rate and not any(p.search(part) for p in words for part in _around(text, start, end))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a number in its sentence, or in its brackets; in its clause where the sentence
    tells of a decline before.
    """
    before = text[max([0, *(m.end() for m in _SENTENCE.finditer(text, 0, start))]):start]
    behind = _SENTENCE.split(text[end:], maxsplit=1)[0]
    if "(" in before and ")" not in before[before.rindex("("):]:
        return before[before.rindex("("):], behind.split(")", 1)[0]
    return _clause(text, start, end) if _DOWN.search(before) and not _UP.search(before) else (before, behind)


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place in its clause."""
    before = text[max(0, start - 60):start]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    behind = text[end:end + 32]
    stop = _CLAUSE.search(behind)
    return before[cuts[-1] if cuts else 0:], behind[:stop.start()] if stop else behind


def _bound(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> Fault | None:
    """A least that became a most, a bound that was lost or added."""
    single = len(quantity.values) == 1
    if len(used) != len(quantity.values) or quantity.kind in ("size", "unit") or quantity.values[0].bound == SEVERAL:
        return None
    pair = [v.bound for v in quantity.values] == [LEAST, MOST]
    for value, item in zip(quantity.values, used, strict=True):
        own = bound_around(text, item.start, item.end) if pair else _said_bound(text, item)
        wanted, said = value.bound, own or item.values[0].bound
        fault = Fault("bound", quantity, _with_context(text, item), wanted or "exactly", grave=False)
        if wanted == said or value.dimension in _DATED:
            continue
        if wanted == MOST and said != ABOUT and _DENIED.search(text, max(0, item.start - 160), item.start):
            continue  # "shall not arrange for them to work for more than six hours"
        if wanted == MOST and _lasts(quantity) and _OVER.search(text, 0, item.start):
            continue  # 三年内 "over three years"
        if wanted == LEAST and _NOT_FOR.search(text, 0, item.start) and _NOT.search(source):
            continue  # 连续三个月以上未支付 "has not been paid for more than three months"
        if wanted == LEAST and _NEARLY.search(text, 0, item.start):
            return fault
        if {wanted, said} == {LEAST, MOST}:
            return replace(fault, grave=True)
        if wanted == EXACT:
            far = bound_far_before(source, quantity.start)
            if {far, said} == {LEAST, MOST}:
                return replace(fault, wanted=far, grave=True)
            within = text[:item.start].rstrip().endswith("within")
            added = single and said != ABOUT and value.dimension not in TIMES and not within
            if added and source and not _CUES.search(source):
                return fault
        elif said == EXACT:
            if _said_far(text, item) == wanted or _end_of_range(text, item, wanted):
                continue
            if single and not _in_time(quantity, text, item) or pair and _one_bound_lost(text, used):
                return fault
        elif wanted == ABOUT:
            return fault
    return None


def _said_far(text: str, item: Item) -> str:
    """The bound that stands farther before a number, with a noun between them: below the target of 4.5 percent."""
    m = _FAR.search(text, max(0, item.start - 48), item.start)
    return EXACT if not m else LEAST if m["least"] else MOST


def _end_of_range(text: str, item: Item, wanted: str) -> bool:
    """Whether a least is the lower end of a range, or a most its upper one: between 18 and 35 for 18岁以上、35岁以下."""
    return bool(wanted == LEAST and _LOWER.match(text, item.end) or wanted == MOST and _UPPER.search(text, 0, item.start))


def _said_bound(text: str, item: Item) -> str:
    """The bound of a number; one of a list shares that of the number before it: over 5% and 8%."""
    said = bound_around(text, item.start, item.end)
    if said:
        return said
    before = next((i for i in reversed(items(text)) if i.end <= item.start), None)
    return _said_bound(text, before) if before and _LISTED.fullmatch(text[before.end:item.start]) else EXACT


def _in_time(quantity: Quantity, text: str, item: Item) -> bool:
    """Whether a time or place is said as one that something is in: 五年内 "over the next five years"."""
    return _lasts(quantity) and _IN.search(text, 0, item.start) is not None


def _lasts(quantity: Quantity) -> bool:
    return quantity.source.endswith("内") and quantity.values[0].dimension in TIMES


def _one_bound_lost(text: str, used: Sequence[Item]) -> bool:
    """Whether of the bounds of 以上…以下 one is not said, and the two numbers do not stand as a range either."""
    return any(bound_around(text, i.start, i.end) for i in used) or not _between(text, used)


def _between(text: str, used: Sequence[Item]) -> bool:
    """Whether the two numbers stand as a range: 20,000 to 100,000 yuan, between three and seven years."""
    joint = text[used[0].end:used[-1].start]
    return bool(re.match(r"\s?(?:to|and|-|up to|through)\s?", joint))


def _with_context(text: str, item: Item) -> str:
    head = text[max(0, item.start - 20):item.start]
    return (head.split(" ", 1)[-1] if item.start > 20 else head) + text[item.start:item.end]
