"""Headings of columns, 同比增长（%） and 2025年预计, and labels of notices, 联系人：, whose English is fixed:
"Year-on-year growth (%)", "2025 (estimate)", "Contact:".

A model that is given so little writes "A year on year", and "Protection" for a fax number.
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
_OF_YEAR = {
    "预计": "estimate", "预计完成": "estimate", "预计数": "estimate", "目标": "target", "预期目标": "target",
    "计划": "plan", "计划数": "plan", "实际": "actual", "实际完成": "actual", "完成": "actual", "实绩": "actual",
    "预算": "budget", "预算数": "budget", "决算": "final accounts", "决算数": "final accounts",
    "执行数": "actual", "预计执行数": "estimate", "规划": "plan", "规划目标": "target"}
_YEAR = re.compile(rf"(?P<year>\d{{4}})年(?P<what>{'|'.join(sorted(_OF_YEAR, key=len, reverse=True))})(?=$|[（(])")

_DATE_TO_FILL = re.compile(r"\s*年\s*月\s*日\s*")


def heading(source: str, text: str) -> list[Edit]:
    """The exchange that gives the heading of a column its English; its unit in brackets stays."""
    if re.search("[，。；]", source):
        return []
    if _DATE_TO_FILL.fullmatch(source):
        return [(0, len(text), "Year, month, day")]
    if m := _YEAR.match(source):
        said = f"{m['year']} ({_OF_YEAR[m['what']]})"
    elif m := _HEADING.match(source):
        said = _BASES[m["base"]].format(_CHANGES[m["change"]])
    else:
        return []
    body = re.match(r"[^(]*?(?= ?\(|$)" if re.search("[（(]", source) else ".*", text)
    return [(*body.span(), said[0].upper() + said[1:])] if body else []


_LABELS = {
    "地址": "Address", "通信地址": "Mailing address", "通讯地址": "Mailing address", "邮寄地址": "Mailing address",
    "办公地址": "Office address", "联系地址": "Address", "注册地址": "Registered address", "地点": "Place",
    "联系人": "Contact", "咨询人": "Inquiries", "联系电话": "Tel.", "电话": "Tel.", "咨询电话": "Inquiries",
    "举报电话": "Hotline for reports", "监督电话": "Supervision hotline", "投诉电话": "Hotline for complaints",
    "服务热线": "Service hotline", "传真": "Fax", "手机": "Mobile", "邮编": "Postal code", "邮政编码": "Postal code",
    "电子邮箱": "Email", "邮箱": "Email", "电子邮件": "Email", "网址": "Website", "官方网站": "Official website",
    "开户行": "Bank", "开户银行": "Bank", "账号": "Account number", "附件": "Attachment", "抄送": "Cc",
    "签发人": "Signed by", "发布日期": "Date of issue", "截止日期": "Deadline", "截止时间": "Deadline"}
_LABELED = re.compile(rf"(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})[：:](?=.)")


def label(source: str, text: str) -> list[Edit]:
    """The exchange that gives the label in front of a line of a notice its English."""
    m = _LABELED.match(source)
    said = re.match(r"[A-Za-z][A-Za-z. -]{0,40}?(?:: ?|, |\. (?=\d))", text) if m else None
    return [(*said.span(), f"{_LABELS[m['label']]}: ")] if m and said else []
