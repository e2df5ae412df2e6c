"""Headings of columns of changes, 同比增长（%）, whose English is fixed: "Year-on-year growth (%)".

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
    "变化": "change", "升降": "change", "涨跌幅": "change", "增减率": "rate of change", "变动率": "rate of change"}
_ANY_BASE, _ANY_CHANGE = ("|".join(sorted(t, key=len, reverse=True)) for t in (_BASES, _CHANGES))
_HEADING = re.compile(rf"[比较]?(?P<base>{_ANY_BASE})(?P<change>{_ANY_CHANGE})(?:幅度|额|数)?(?=$|[（(])")


def heading(source: str, text: str) -> list[Edit]:
    """The exchange that gives the heading of a column of changes its English; its unit in brackets stays."""
    m = _HEADING.match(source)
    if not m or re.search("[，。；]", source):
        return []
    said = _BASES[m["base"]].format(_CHANGES[m["change"]])
    body = re.match(r"[^(]*?(?= ?\(|$)", text)
    return [(*body.span(), said[0].upper() + said[1:])] if body else []
