"""Whether something changes by a number or to it (提高到138元, 压减三成), and what it counts (17人)."""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.language.quantities.english_items import Item
from bilingual.language.quantities.units import TIMES
from bilingual.model.quantity import Fault, Quantity

_VERB = ("(?:提高|增加|增长|上升|提升|扩大|上调|攀升|下降|减少|降低|压减|压缩|缩短|下调|回落|缩小|收窄|削减|调低|"
         "降价|涨价|减产|增产|调高|延长|[升降增减])")
_UNTO = re.compile(rf"{_VERB}[^，。；\d]{{0,6}}[到至为](?:了|约|近|不足|\d{{4}}年的|每[^，。；\d]{{1,4}})?\s?$")
# What is a level without a change: 恢复至2019年同期的96%, 减按15%的税率; 相当于正常保有量的103.7%
_LEVEL = re.compile(r"(?:恢复[到至][^，。；]{0,12}|减按)\s?$")
_EQUAL = re.compile(r"(?:相当于|恢复[到至]|[是为])[^，。；\d增长升高多超]{0,8}(?:\d{4}年)?"
                    r"[^，。；\d增长升高多超]{0,6}的\s?$")
_MORE = re.compile(r"\s(?:above|higher\sthan|more\sthan|over)\s(?:the|that|its|a|last)\b", re.I)
_BY = re.compile(rf"{_VERB}了?(?:约|近|超过?|逾|超)?\s?$")
_FROM = re.compile("[由从自]")
_SOME = r"(?:(?:about|around|nearly|almost|over|more\sthan|some|at\sleast|up\sto|a|the|just|a\sfurther|between)\s)*"
# "up from 500 billion yuan last year" for 比上年增加5000亿元
_SAID_FROM = re.compile(r"\b(?:up|down|rose|risen|fell|fallen|increas\w+|decreas\w+|grew|declin\w+)\sfrom\s"
                        r"(?:RMB\s?|US)?[$€£¥]?$", re.I)
_SAID_BY = re.compile(rf"\bby\s{_SOME}$", re.I)
_SAID_TO = re.compile(r"\b(?:(?:cut|rais\w+|increas\w+|reduc\w+|lower\w+|fell|fall(?:s|ing|en)?|ris(?:e|es|en|ing)|"
                      r"rose|gr[eo]w\w*|shorten\w*|expand\w*|extend\w*|narrow\w*|dropp?\w*|declin\w+|slid|slipp?\w*|"
                      rf"trimm?\w*)(?:\sin\s\w+)?|temperatures?\s(?:down|up))\sto\s{_SOME}$", re.I)
_COOLS = re.compile("(?:[降升]温|气温[^，。；]{0,8}(?:下降|上升))(?:约|近|幅度(?:为|达)?)?$")
_PROLONGED = re.compile("[再又]延长了?$")  # 再延长三十年
_RATES = ("percent", "tenths", "fraction")
# What is never counted with 人 or 名
_COUNTED = re.compile(r"\s(?:cases?|lawsuits?|households|families|enterprises|companies|firms|vehicles|cars)\b", re.I)
# People behind a number, and no word that begins so
_PEOPLE = re.compile("[人名](?!次|均|民|大|员|年|工|才|口|财|间|类|生|居|体|称|单|额|录|义|优|字|牌|城|村|镇)")
_BOXES = re.compile("个?标准?箱")


def by_or_to(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> Fault | None:
    """The fault of a change to a number that is told as one by it or the other way round, or of a level that is told as
    a change.
    """
    if len(used) != len(quantity.values) or not used:
        return None
    if quantity.values[0].dimension in ("points", "year", "month", "day"):  # 提高到2027年的120亿美元: by 2027
        return None
    start, value = used[0].start, quantity.values[0]
    if meant := _meant(quantity, text, start, source):
        return Fault("step", quantity, text[max(0, start - 16):used[0].end], meant)
    equal = value.dimension == "share" and not quantity.direction and _EQUAL.search(source, 0, quantity.start)
    more = _MORE.match(text, used[-1].end) if equal and used[0].values[0].number == value.number else None
    return Fault("step", quantity, text[start:more.end()], f"a level of {quantity.rendering}") if more else None


def _meant(quantity: Quantity, text: str, start: int, source: str) -> str:
    """What a number is that the English in front of it, up to `start`, tells otherwise; "" where it does not."""
    def chinese(pattern: re.Pattern) -> bool:
        return pattern.search(source, 0, quantity.start) is not None
    dimension, by = quantity.values[0].dimension, _SAID_BY.search(text, 0, start)
    if by and quantity.direction and chinese(_UNTO):
        return f"a change to {quantity.rendering}"
    if by and chinese(_LEVEL):
        return f"a level of {quantity.rendering}"
    changed_from = _SAID_FROM.search(text, 0, start) and quantity.direction and not _FROM.search(source)
    fall = dimension == "temperature" and chinese(_COOLS)
    rate = quantity.kind in _RATES and chinese(_BY)
    longer = dimension in TIMES and chinese(_PROLONGED)
    if changed_from and chinese(_BY) or (fall or rate or longer) and _SAID_TO.search(text, 0, start):
        return f"a change by {quantity.rendering}"
    return ""


def counted_as(quantity: Quantity, text: str, used: Sequence[Item], source: str) -> Fault | None:
    """The fault of people that are told as cases, households or vehicles, or of containers told as tons.
    """
    if len(used) != 1:
        return None
    if _BOXES.match(source, quantity.end) and used[0].values[0].dimension == "mass":
        return Fault("unit", quantity, text[used[0].start:used[0].end], f"{quantity.rendering} TEUs")
    if quantity.kind != "amount" or not _PEOPLE.match(source, quantity.end):
        return None
    behind = _COUNTED.match(text, used[0].end)
    said = text[used[0].start:behind.end()] if behind else ""
    return Fault("unit", quantity, said, f"{quantity.rendering} people") if said else None
