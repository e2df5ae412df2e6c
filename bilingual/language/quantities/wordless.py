"""Numbers that English tells without saying them: "none", "twice", "around the clock", "a year", "the two combined"."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.model.quantity import Quantity

# A character of what a list names and a count behind it counts, and the one character for each of 沪深北三家
_NAMED = "(?:(?![0-9一二三四五六七八九十两]+[台个项件套辆座所名人])[^，。；：、])"
_SHORT_NAMES = "[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋陕吉闽贵粤川青藏琼宁港澳台深北东南西中英法德俄日韩美印欧]"
# Numbers that a set phrase tells, by their Chinese or by their English
_IDIOMS = {"24 hours": r"\b(?:a?round[\s-]the[\s-]clock|day\sand\snight|at\sall\shours|24/7)\b",
           "one day": r"\b(?:the\s(?:day\s(?:before|after)|(?:previous|preceding|next|following)\sday)|eve\sof)\b",
           "two days": r"\b(?:today\sand\stomorrow|both\sdays)\b",
           "two weeks": r"\b(?:every\sother|alternate|fortnight\w*|biweekly)\b",
           "half a year": r"\b(?:twice\sa\syear|semi-?annual\w*|bi-?annual\w*|half-yearly|every\ssix\smonths)\b",
           "1 US dollar": r"\b(?:to|per|against|for)\s(?:the|a|one)?\s?(?:US\s|U\.S\.\s)?dollar\b",
           "一分": r"\b(?:cent|penny|fen)\b",
           "第二": r"\b(?:next|following|later)\b",
           "0 to 1": r"\b(?:from\s(?:scratch|zero|nothing|the\sground\sup)|start-?up|0-1)\b",
           "一式两份": "duplicate", "一式三份": "triplicate", "一式四份": "quadruplicate"}
_SUMMED = re.compile("[项者类个方家]?(?:合计|共计|总计|合起来|之和|相加)")
_ALL_OF_THEM = re.compile(r"\b(?:together|combined|in\s(?:total|all)|both|between\sthem|jointly)\b", re.I)
_THE_MONTH_BEFORE = r"\b(?:(?:a|one)\smonth\s(?:earlier|before|ago)|(?:previous|prior|preceding|last)\smonth)\b"
_TIMES = {Fraction(n): re.compile(word) for n, word in ((1, "once"), (2, "twice"), (3, "thrice"))}  # 不少于2次
_ALL = re.compile(r"\b(?:all|every|entire\w*|full\w*|complete\w*|without\sexception)\b", re.I)
_EQUAL = re.compile(r"\b(?:equal(?:s|ing)?|equivalent|matching|as\smuch\sas|the\ssame\samount)\b", re.I)  # 罚款一倍
_NONE = re.compile(r"\b(?:none|no|nobody|zero|nil|unanim\w+)\b", re.I)


def told_without(quantity: Quantity, text: str, source: str) -> bool:
    """Whether an English tells a quantity in other words, or names as many things as it counts (甲、乙、丙三家)."""
    if not quantity.values:
        return _idiom(quantity, text)
    return (not quantity.given and (_counts_a_list(quantity, source) or _sums_up(quantity, text, source))
            or _each(quantity, text) or _idiom(quantity, text) or _in_a_word(quantity, text, source))


def _counts_a_list(quantity: Quantity, source: str) -> bool:
    n = quantity.values[0].number
    return 1 < n < 20 and re.search(
        rf"(?:^|[，。；：]){_NAMED}+(?:[、和]{_NAMED}+){{{int(n) - 1}}}$|{_SHORT_NAMES}{{{int(n)}}}$",
        source[:quantity.start]) is not None


def _sums_up(quantity: Quantity, text: str, source: str) -> bool:
    """Whether it counts what is added up, and English says that of all of them: 两项合计, together."""
    return _SUMMED.match(source, quantity.end) is not None and _ALL_OF_THEM.search(text) is not None


def _in_a_word(quantity: Quantity, text: str, source: str) -> bool:
    """Whether a word says a number: "none", "twice" for 2次, "all" for 100%."""
    n, words = quantity.values[0].number, []
    if n == 0:
        words.append(_NONE)
    if n in _TIMES and source[quantity.end:].startswith("次"):
        words.append(_TIMES[n])
    if n == 1 and quantity.kind == "multiple" and not quantity.direction and not quantity.values[0].bound:
        words.append(_EQUAL)
    if n == 1 and quantity.kind == "percent" and not quantity.direction:
        words.append(_ALL)
    return any(word.search(text) for word in words)


def _idiom(quantity: Quantity, text: str) -> bool:
    """Whether a number is told by a set phrase: 24小时, around the clock; 今明两天, today and tomorrow."""
    phrase = _IDIOMS.get(quantity.source) or _IDIOMS.get(quantity.rendering)
    if quantity.source.endswith("月") and len(quantity.values) == 1:  # 较二月末: than a month earlier
        phrase = _THE_MONTH_BEFORE
    return phrase is not None and re.search(phrase, text, re.I) is not None


def _each(quantity: Quantity, text: str) -> bool:
    """Whether one of something is said without "one": every mu, a year."""
    one, _, noun = quantity.rendering.partition(" ")
    each = rf"\b(?:an?|each|every|per|any)\s(?:additional\s|extra\s|further\s|full\s)?{re.escape(noun)}\b"
    return one in ("one", "1") and bool(noun) and re.search(each, text, re.I) is not None
