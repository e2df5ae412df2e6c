"""How an English text says a number that it has: with the right sign, direction and bound, or not."""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.language.quantities.bound_fault import bound_fault
from bilingual.language.quantities.english import HARD
from bilingual.language.quantities.english_items import Item
from bilingual.model.quantity import Fault, Quantity

_UP = re.compile(r"\b(?:grew|grow(?:s|n|ing|th)?|r[oi]se(?:s|n)?|rising|increas\w+|up|climb\w+|(?<!or\s)higher|gain\w*"
                 r"|expand\w*|expansion|(?<!self-)rais\w+|improv\w+|(?<!or\s)more(?!\sthan)|quicken\w*|"
                 r"jump\w*|surg\w+|soar\w*|added|doubl\w+|accelerat\w+|"
                 r"advanced\sby|leap\w*|leapt|swell\w*|mount(?:ed|ing)|widen\w*|strengthen\w*)\b", re.I)
_DOWN = re.compile(r"\b(?:fell|fall(?:s|en|ing)?|declin\w+|decreas\w+|drop\w*|down|(?<!or\s)lower\w*|reduc\w+|"
                   r"cut(?:s|ting)?|shr[aiu]nk\w*|contract(?:ed|ion|s)|slid|slump\w*|depreciat\w*|slip\w*|shed(?:ding|s)?|tumbl\w+|sank|sinking|sagg?\w*|soften\w*|edged\sdown|(?<!or\s)less(?!\sthan)|narrow\w*|eas(?:ed|ing)|slow\w*|weaken\w*|"
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
_COMPARED = re.compile(r"(?:\s(?:per\smille\s)?points?)?\s(?:(?P<less>cheaper|lower|below|slower|smaller|less|narrower|"
                       r"fewer|shorter|weaker|behind)|dearer|costlier|higher|above|faster|larger|greater|more|longer|stronger|ahead)\b")
_IS_TIMES = re.compile("(?:是|为|相当于|达到?)[^，。；增长加]{0,12}的$")
_GREW_BY = re.compile(r"\b(?:up|rose|ris(?:e|en|ing)|increas\w+|grew|grow(?:n|ing|th)?|higher)\s(?:by\s)?$", re.I)
_CHANGED_BY = re.compile(r"\b(?:grew|rose|increased|climbed|fell|dropped|declined|decreased|shrank)\sby\s"
                         r"(?:RMB\s?|US)?[$€£¥]?$", re.I)
_CHANGE = re.compile("[增升涨扩减降跌缩落多少高低加超添削裁回压节短长快慢]")
_CHINESE_CLAUSE = re.compile("[，。；：]")
# A level is below nothing by these words only; of anything else a decline by it is told as well
_BELOW = re.compile(r"\b(?:minus|negative|below\s(?:zero|freezing|sea|the\ssurface|ground)|sub-?zero|underground|deep|"
                    r"loss(?:es)?|deficit|outflow|shortfall|in\sthe\sred|under\s(?:zero|the\ssurface))\b", re.I)
_LEVELS = frozenset({"temperature", "length"})
_ONE_SIDE = re.compile(r"(?<!or\s)(?<!/)\bminus\s\d?$|(?<![-/])\+(?![-/])|(?<=[\s(])-(?=\d)|\bplus\s\d?$", re.I)
_BY = re.compile(r"\bby\s(?:about\s|around\s|nearly\s|over\s|more\sthan\s)?$", re.I)
_SHARE_OF = re.compile(r"\baccount\w*\sfor\s(?:about\s|around\s)?$")  # of 1.2 percentage points
_AGAIN = re.compile(r"\bor\s$")
_BOTH_SIDES = re.compile(r"±|\bplus(?:\sor\s|/)minus|\+/-|\beither\s(?:way|side|direction)|"
                         r"\bmargin|\bwithin\b|\bup\sto\b",
                         re.I)
_SENTENCE = re.compile(r"[;.!?](?=\s)")
# kinds that something grows or falls by
_CHANGES = frozenset({"amount", "percent", "per thousand", "multiple", "tenths", "fraction"})
_OF_LESS = re.compile("[降跌减]幅|缺口|赤字(?!率)|亏损|差距|逆差|[多少][减降增]")
# 亏损额减少12.4%: it is the loss that fell
_LESS_ITSELF = re.compile("(?:缺口|赤字|亏损|差距|逆差)额?(?:减少|下降|收窄|缩小|降低|增加|增长|扩大)"
                          "(?:了|约|近|到|至)?$")
_CLAUSE = re.compile(r"[;:.](?=\s)|,(?=\s(?:and|while|but|with)?\b)")


def faults_of(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> list[Fault]:
    """Differences in sign, direction and bound of a quantity whose numbers, `used`, stand in an English text."""
    if not used or not quantity.values:
        return []
    found = [_turned(quantity, text, used, source), bound_fault(quantity, text, used, source),
             _level(quantity, text, used[0], source), _grown(quantity, text, used[0], source)]
    return [f for f in found if f]


def _turned(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> Fault | None:
    """A sign that is lost or added, growth told as decline or the other way round. That a decline grew is neither."""
    start, end = min(i.start for i in used), max(i.end for i in used)
    sign, negative = quantity.values[0].sign, any(i.values[0].sign < 0 for i in used)
    if negative and sign < 0 and len(used) == len(quantity.values) > 1:
        signs = [(v.sign, i.values[0].sign) for v, i in zip(quantity.values, used, strict=True)]
        return None if all(a == b for a, b in signs) else Fault("sign", quantity, text[start:end], quantity.rendering)
    if quantity.source.startswith("±"):
        wrong = _ONE_SIDE.search(text, max(0, start - 8), start + 1)
        said = text[wrong.start():end] if wrong else "" if _BOTH_SIDES.search(text) else text[start:end]
        return Fault("sign", quantity, said, quantity.rendering) if said else None
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
        below = _BELOW.search(f"{_SENTENCE.split(text[:start])[-1]} {said} {after}")
        told = below if quantity.values[0].dimension in _LEVELS else below or down or _DOWN.search(said)
        return None if negative or told else Fault("sign", quantity, said, quantity.rendering)
    if negative and (quantity.direction >= 0 or up or down):  # "fell to -13.5%" is no way of telling 降至13.5%
        return Fault("sign", quantity, said, quantity.rendering)
    of_less = _OF_LESS.search(source) and not _LESS_ITSELF.search(source, 0, quantity.start)
    changes = quantity.kind in _CHANGES and quantity.values[0].dimension in HARD | {""}
    if changes and not of_less and up != down and down == (quantity.direction > 0):
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


def _level(quantity: Quantity, text: str, item: Item, source: str) -> Fault | None:
    """A level told as a change: 余额305.02万亿元 as "grew by 305.02 trillion yuan"."""
    told = quantity.kind == "amount" and quantity.values[0].dimension in HARD and not quantity.direction
    around = _CHINESE_CLAUSE.split(source[:quantity.start])[-1] + source[quantity.end:quantity.end + 4]
    said = _CHANGED_BY.search(text, 0, item.start) if told and not _CHANGE.search(around) else None
    return Fault("step", quantity, text[said.start():item.end], quantity.rendering, grave=False) if said else None


def _no_change(quantity: Quantity, text: str, start: int, end: int) -> bool:
    """Whether nothing around a rate of growth says that something grew by it or to it."""
    if quantity.kind not in ("percent", "per thousand") and quantity.values[0].dimension != "points":
        return False
    if quantity.values[0].dimension == "points" and _SHARE_OF.search(text, 0, start):
        return True
    told = _SENTENCE.split(text[:start])[-1]
    # a decrease of 14,800, or 5.11%; domestic loans fell by 6.3%, mortgages by 37.3%
    if _AGAIN.search(text, 0, start) or _BY.search(told) and any(p.search(told) for p in (_UP, _DOWN)):
        return False
    words = (_UP, _SOME_CHANGE) if quantity.direction > 0 else (_DOWN, _SOME_DECLINE)
    return not any(p.search(part) for p in words for part in _around(text, start, end))


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
