"""Headings of columns whose English is fixed: 同比增长（%） "Year-on-year growth (%)", 2025年预计 "2025 (estimate)".

A model that is given so little writes "A year on year".
"""
from __future__ import annotations

import re

from bilingual.language.english import Edit

_BASES = {
    "同比": "year-on-year {}", "环比": "month-on-month {}", "上年": "{} over the previous year",
    "上年同期": "{} over the same period of the previous year", "上月": "{} over the previous month",
    "去年同期": "{} over the same period of the previous year", "去年": "{} over the previous year",
    "上季度": "{} over the previous quarter", "年初": "{} since the beginning of the year"}
_CHANGES = {
    "增长": "growth", "增速": "growth rate", "增长率": "growth rate", "增长速度": "growth rate",
    "增加": "increase", "增幅": "increase", "上升": "increase", "上涨": "increase", "涨幅": "increase",
    "减少": "decrease", "下降": "decrease", "降幅": "decrease", "增减": "change", "变动": "change",
    "变化": "change", "升降": "change",
    "涨跌幅": "change", "涨跌": "change", "增减率": "rate of change", "变动率": "rate of change"}
_ANY_BASE, _ANY_CHANGE = ("|".join(sorted(t, key=len, reverse=True)) for t in (_BASES, _CHANGES))
_HEADING = re.compile(rf"[比较]?(?P<base>{_ANY_BASE})(?P<change>{_ANY_CHANGE})(?:幅度|额|数)?(?=$|[（(])")
_OF_YEAR = {
    "预计": "estimate", "预计完成": "estimate", "预计数": "estimate", "目标": "target", "预期目标": "target",
    "计划": "plan", "计划数": "plan", "实际": "actual", "实际完成": "actual", "完成": "actual", "实绩": "actual",
    "预算": "budget", "预算数": "budget", "决算": "final accounts", "决算数": "final accounts",
    "执行数": "actual", "预计执行数": "estimate", "规划": "plan", "规划目标": "target"}
_YEAR = re.compile(rf"(?P<year>\d{{4}})年(?P<what>{'|'.join(sorted(_OF_YEAR, key=len, reverse=True))})(?=$|[（(])")


def column(source: str) -> str:
    """The English of the heading of a column, without its unit in brackets; "" where it is not fixed."""
    if m := _YEAR.fullmatch(source):
        said = f"{m['year']} ({_OF_YEAR[m['what']]})"
    elif m := _HEADING.fullmatch(source):
        said = _BASES[m["base"]].format(_CHANGES[m["change"]])
    else:
        return ""
    return said[0].upper() + said[1:]


def heading(source: str, text: str) -> list[Edit]:
    """The exchange that gives the heading of a column its English; its unit in brackets stays."""
    said = "" if re.search("[，。；]", source) else column(re.split("[（(]", source)[0])
    if not said:
        return []
    body = re.match(r"[^(]*?(?= ?\(|$)" if re.search("[（(]", source) else ".*", text)
    return [(*body.span(), said)] if body else []


_TITLE = re.compile("(?:(?<![代发外])表|目录|名单|清单|方案|办法|细则|指南|通知|公告|通报|意见|安排|要点)"
                    "(?:[（(][^（）()]*[）)])?$")
_NO_TITLE = re.compile("[，。；！？]|是|为了|应当|必须|将|印发|发布|公布|出台|制定|下发")
_ORDER = re.compile(r"\b(?:shall|will|must|should|has|have|was|were|is|are) [a-z]+", re.I)


def as_sentence(source: str, text: str) -> str:
    """The verb of a sentence in the English of a title: "the government shall jointly advance"; or ""."""
    if not _TITLE.search(source) or _NO_TITLE.search(source):
        return ""
    m = _ORDER.search(re.sub(r"\b(?:that|which|who|whose|where) [^,.;]*", "", text))
    return m.group() if m else ""


_BOTH_WAYS = re.compile("(?:涨跌|升降|增减)(?:变[动化])?(?:幅度?|情况|变[动化])")
_CHANGE = re.compile(r"\b(?:chang|vari|fluctuat|mov|swing|adjust|differen)|\b(?:ris|up|increas|gain|growth)\w*,? "
                     r"(?:and|or|and/or|&) (?:the )?(?:fall|fell|down|decreas|declin|loss|drop|reduc)", re.I)


def one_way(source: str, text: str) -> bool:
    """Whether a change either way (涨跌幅度, 增减情况) is told as nothing of the kind: as a rise, or as a fall."""
    return _BOTH_WAYS.search(source) is not None and not _CHANGE.search(text)


_NUMBERED = re.compile("(?:附?[表图件]|专栏)[ \u3000]?[0-9一二三四五六七八九十-]+[ \u3000：:]")
_BEHIND_NUMBER = re.compile(r"(?:(?:Attached )?(?:Table|Figure)|Annex|Box|Appendix) [\d-]+:? (?P<first>[a-z])")


def capital_behind(source: str, text: str) -> list[Edit]:
    """The exchange that gives a title behind its number a capital: "Table 3 Changes in consumer prices"."""
    m = _BEHIND_NUMBER.match(text) if _NUMBERED.match(source) else None
    return [(*m.span("first"), m["first"].upper())] if m else []
