"""Whether English says the bound of a number: a least that became a most, one that was lost or added."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bilingual.language.quantities.context import bound_around, bound_far_before
from bilingual.language.quantities.english import items
from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.units import TIMES
from bilingual.model.quantity import ABOUT, EXACT, LEAST, MOST, SEVERAL, Fault, Quantity, Value

# Chinese says a bound with one of these; where none stands in the sentence, the English may not have one either.
_CUES = re.compile("[超逾过余多约近几数上下内足满低高少最突破]|左右|[≥≤<>＜＞≈]|起|至少|达|限|以")
_NEARLY = re.compile(r"\b(?:nearly|almost|close\sto|approaching|just\s(?:under|short\sof)|not\squite)\s(?:the\s|"
                     r"a\s)?$", re.I)
_NEARING = re.compile("(?:接近|将近|近)[到至了]?$")
_PAST = re.compile(r"\b(?:just\sover|slightly\s(?:over|more\sthan|above)|a\slittle\s(?:over|more\sthan))\s$", re.I)
_FAR = re.compile(r"\b(?:(?P<least>above|over|exceed\w*|more\sthan|at\sleast|surpass\w*|higher\sthan)|below|under|"
                  r"less\sthan|"
                  r"at\smost|within|lower\sthan|short\sof)\s(?:the|its|this|that|an?|their)\s[^.;,\d]{1,40}$"
                  r"|\b(?:(?P<lowest>minimum|lowest)|maximum|highest|cap|ceiling)\b[^.;,\d]{1,40}$", re.I)
_LOWER = re.compile(r"(?:\syears?)?(?:\sto\s|\sand\s|-)\d")
_UPPER = re.compile(r"\d(?:\syears?)?(?:\sto\s|\sand\s|-)$")
# The same with money or a unit between: between RMB 500 million and RMB 1 billion
_BETWEEN = re.compile(r"\bbetween\s$")
_AND = re.compile(r"(?:\s\w+){0,3}\sand\s(?:RMB|CNY|US\$|HK\$|[$€£¥])\s?\d")
_BETWEEN_AND = re.compile(r"\bbetween\s(?:RMB\s?|CNY\s?|US\$|HK\$|[$€£¥])\d[^;:]{0,40}\sand\s$")
_FIRST = re.compile(r"\bfirst\s$", re.I)
_PART = re.compile("的?(?:部分|金额)")
_DATED = frozenset({"year", "month", "day", "ordinal", "clock", "decade"})
_LISTED = re.compile(r"(?:\s\w+){0,12}(?:,| and|, and| or)\s")
_AT_LEAST = re.compile(r"\b(?:(?:not|no|never)(?:\s\w+)?\s(?:less|fewer|lower|under|shorter)\sthan|at\sleast)\s$", re.I)
_DENIED = re.compile(r"\b(?:not|no|never|cannot|prohibit\w*|forbid\w*|without)\b"
                     r"(?!\s(?:less|more|fewer|lower|later|smaller|shorter|higher|greater|earlier|larger|longer)\b)"
                     r"[^.;]*$")
_IN = re.compile(r"\b(?:in|over|during|throughout|inside|through|across|of|by|for|the|its|this|next|past|last|first|"
                 r"another|each|every|per|than|to)\s(?:\w+\s){0,2}$", re.I)
# "Creditors have 30 days from receiving notice, or 45 days from the announcement"; "capped at 60% and at 800,000"
_HAVE = re.compile(r"\b(?:has|have|had|having|gets?|gives?|given|giving|allow(?:s|ed|ing)?)\b[^.;]*$", re.I)
_FROM = re.compile(r"\s(?:from|after|in which|within which|to)\b", re.I)
_CAPPED = re.compile(r"\b(?:capped|limited|restricted)\b(?:[^.;]|\.(?=\d))*\bat\s(?:RMB\s?|US\$|[$€£¥])?$", re.I)
# Whom "no" excludes is bounded as the Chinese has it: "no child under 14 may", 未满十四周岁的不得
_OF_NOBODY = re.compile(r"\bno\s(?!less|more|fewer|lower|later|smaller|shorter|higher|greater|earlier|larger|longer)\w+"
                        r"(?:\s\w+){0,2}\s(?:under|below|over|above|older\sthan|younger\sthan|"
                        r"exceed(?:s|ed|ing)|of\smore\sthan)\s$", re.I)
_OVER = re.compile(r"\bover\s(?:the\s(?:\w+\s)?)?$", re.I)
_NOT_FOR = re.compile(r"\b(?:not|never)\s[^.;,]{2,40}\sfor\s(?:more\sthan|over|longer\sthan)\s$")
_NOT = re.compile("日?[未不没无]")
_MAY = re.compile("(?:可[^，。；0-9]{0,4}|库容|容量|能力)$")
_LIMITED = re.compile("控制|封顶|为限")
# Before and behind the end of a time: 不满1年, 超过五年
_TOO_EARLY = re.compile("(?:不满|未满|不足|不到|未到)$")
_BEYOND = re.compile("(?:超过|逾|届?满|超)$")
_DENIES = re.compile(r"\b(?:not|never|fails?|failed)\b", re.I)


def bound_fault(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> Fault | None:
    """A least that became a most, a bound that was lost or added."""
    if quantity.source == "过半" or quantity.source.endswith("旬"):  # half the time has passed; in her eighties
        return None
    if len(used) != len(quantity.values) or quantity.kind in ("size", "unit") or quantity.values[0].bound == SEVERAL:
        return None
    pair = [v.bound for v in quantity.values] == [LEAST, MOST]
    for value, item in zip(quantity.values, used, strict=True):
        if text[item.start - 1:item.start] == "/":  # 80 mg/100 ml: the bound is that of both
            continue
        own = bound_around(text, item.start, item.end) if pair else _said_bound(text, item)
        said = own or item.values[0].bound
        near = value.bound == said == ABOUT and _NEARING.search(source, 0, quantity.start)
        if near and _PAST.search(text, 0, item.start):
            return Fault("bound", quantity, _with_context(text, item), "about", grave=False)
        if value.bound == said or value.dimension in _DATED or _told_in_other_words(
                quantity, value, said, text, item, source):
            continue
        fault = Fault("bound", quantity, _with_context(text, item), value.bound or "exactly", grave=False)
        if value.bound == EXACT:
            wrong = _added(fault, value, said, text, item, source)
        elif said == EXACT and not _near(value.bound, text, item):
            lost = _one_bound_lost(text, used) if pair else len(used) == 1 and not _in_time(quantity, text, item)
            wrong = fault if lost else None
        else:
            wrong = _other(fault, value.bound, said, text, item, source)
        if wrong:
            return wrong
    return None


def _told_in_other_words(quantity: Quantity, value: Value, said: str, text: str, item: Item, source: str) -> bool:
    """Whether a most is told as what shall not be more, or as what something goes on over; or either end by a range or
    from farther before.
    """
    denied = not _AT_LEAST.search(text, 0, item.start) and _DENIED.search(text, max(0, item.start - 160), item.start)
    if value.bound == MOST and said != ABOUT and denied:
        return True  # "shall not arrange for them to work for more than six hours"
    if value.bound == MOST and _PART.match(source, quantity.end) and _FIRST.search(text, 0, item.start):
        return True  # 10万元以下部分 "the first 100,000 yuan"
    if _till_or_since(quantity, value, text[:item.start], source):
        return True
    if value.bound == MOST and _lasts(quantity) and _OVER.search(text, 0, item.start):
        return True  # 三年内 "over three years"
    if value.bound == MOST and _lasts(quantity) and _HAVE.search(text, 0, item.start) and _FROM.match(text, item.end):
        return True
    if value.bound == MOST and _CAPPED.search(text, 0, item.start):
        return True
    if _OF_NOBODY.search(text, 0, item.start):
        return True
    return said == EXACT and (_said_far(text, item) == value.bound or _end_of_range(text, item, value.bound))


def _till_or_since(quantity: Quantity, value: Value, before: str, source: str) -> bool:
    """Whether a time that is not over is told as one before whose end something happens, or one that is over as one
    after which it does: 不满1年, before one year; 超过五年的, after five years, once five years have passed.
    """
    if value.dimension not in TIMES:
        return False
    head = source[:quantity.start] + (m.group() if (m := re.match("不满|未满|不足|不到", quantity.source)) else "")
    if value.bound == MOST:
        return bool(_TOO_EARLY.search(head)) and before.endswith("before ")
    return value.bound == LEAST and bool(_BEYOND.search(head)) and before.endswith(("after ", "once "))


def _near(wanted: str, text: str, item: Item) -> bool:
    return wanted == LEAST and _NEARLY.search(text, 0, item.start) is not None


def _added(fault: Fault, value: Value, said: str, text: str, item: Item, source: str) -> Fault | None:
    """The fault of a bound that the number has not in the Chinese, or of one from farther before that is reversed."""
    quantity = fault.quantity
    if quantity and source[quantity.end:quantity.end + 1] in ("弱", "强"):  # 三分之一弱: slightly less
        return None
    if quantity and said == MOST and (_MAY.search(source, 0, quantity.start) or _LIMITED.search(
            source, max(0, quantity.start - 6), quantity.end + 4)):
        return None  # 可有六名家属: up to six; 按10%控制: limited to 10%
    far = bound_far_before(source, quantity.start) if quantity else EXACT
    if {far, said} == {LEAST, MOST}:
        return replace(fault, wanted=far, grave=True)
    if far == ABOUT and said in (LEAST, MOST):
        return replace(fault, wanted=far)
    within = text[:item.start].rstrip().endswith("within")
    single = quantity is not None and len(quantity.values) == 1
    added = single and said != ABOUT and value.dimension not in TIMES and not within
    return fault if added and source and not _CUES.search(source) else None


def _other(fault: Fault, wanted: str, said: str, text: str, item: Item, source: str) -> Fault | None:
    """The fault of a bound that is told as another one: a least as nearly so much, a most as a least."""
    if wanted == LEAST and _NOT_FOR.search(text, 0, item.start) and _NOT.search(source):
        return None  # 连续三个月以上未支付 "has not been paid for more than three months"
    if (wanted, said) == (LEAST, MOST) and fault.quantity and _NOT.match(source, fault.quantity.end) and _DENIES.search(
            text, 0, item.start):
        return None  # 超过15分钟未签到 "does not check in within 15 minutes"
    if {wanted, said} == {LEAST, MOST}:
        return replace(fault, grave=True)
    return fault if wanted == ABOUT or _near(wanted, text, item) else None


def _said_far(text: str, item: Item) -> str:
    """The bound that stands farther before a number, with a noun between them: below the target of 4.5 percent."""
    m = _FAR.search(text, max(0, item.start - 48), item.start)
    return EXACT if not m else LEAST if m["least"] or m["lowest"] else MOST


def _end_of_range(text: str, item: Item, wanted: str) -> bool:
    """Whether a least is the lower end of a range, or a most its upper one: 18岁以上、35岁以下, between 18 and 35."""
    if wanted == LEAST:
        money = _BETWEEN.search(text, 0, item.start) and _AND.match(text, item.end)
        return bool(money) or _LOWER.match(text, item.end) is not None
    return wanted == MOST and any(way.search(text, 0, item.start) for way in (_UPPER, _BETWEEN_AND))


def _said_bound(text: str, item: Item) -> str:
    """The bound of a number; one of a list shares that of the number before it: over 5% and 8%."""
    said = bound_around(text, item.start, item.end)
    if said:
        return said
    earlier = [i for i in items(text) if i.end <= item.start]
    alike = [i for i in earlier if i.values[0].dimension == item.values[0].dimension]
    for before in (*earlier[-1:], *alike[-1:]):
        if _LISTED.fullmatch(text[before.end:item.start]) and (said := _said_bound(text, before)):
            return said
    return EXACT


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
