"""Who somebody is in announcements of appointments, whose lines are all alike: 张爱民，男，汉族，1975年6月生，
中共党员， is told by rule, and what the person does (现任…) is left to the model.
"""
from __future__ import annotations

import re
from collections.abc import Iterable

from bilingual.language.labels import Part, value
from bilingual.language.sentences import ABOUT_PERSON

_DEGREES = {"学士": "Bachelor", "硕士": "Master", "博士": "Doctor"}
_FIELDS = {
    "工学": "Engineering", "理学": "Science", "法学": "Law", "法律": "Law", "文学": "Arts", "经济学": "Economics",
    "管理学": "Management", "农学": "Agriculture", "医学": "Medicine", "教育学": "Education", "历史学": "History",
    "哲学": "Philosophy", "工商管理": "Business Administration", "公共管理": "Public Administration",
    "艺术学": "Fine Arts", "军事学": "Military Science", "工程": "Engineering", "农业": "Agriculture"}
_DEGREE = re.compile(f"(?:获|取得)?(?P<field>{'|'.join(_FIELDS)})(?P<degree>{'|'.join(_DEGREES)})(?:学位)?")
_SCHOOLS = {"研究生": "postgraduate education", "大学": "university education", "大学本科": "university education",
            "本科": "university education", "大专": "junior college education", "专科": "junior college education",
            "大学专科": "junior college education", "中专": "secondary vocational education",
            "高中": "senior high school education", "博士研究生": "doctoral education",
            "硕士研究生": "postgraduate education"}
_WHERE = {"中央党校": " at the Party School of the CPC Central Committee", "省委党校": " at a provincial Party school",
          "市委党校": " at a municipal Party school", "在职": " (in service)", "全日制": " (full-time)"}
_EDUCATED = re.compile(f"(?P<where>{'|'.join(_WHERE)})?(?P<school>{'|'.join(sorted(_SCHOOLS, key=len, reverse=True))})"
                       "(?:学历|文化)")
_SINCE = {"生": "born in ", "出生": "born in ", "参加工作": "started work in ", "入党": "joined the CPC in ",
          "加入中国共产党": "joined the CPC in ", "人": "native of ", "出生于": "born in "}


def told(text: str, terms: Iterable[Part]) -> str:
    """The English of a line about a person up to what the person does; "" where it has anything that no rule knows."""
    person, terms = None, list(terms)
    if ABOUT_PERSON.match(text):
        person = next((t for t in terms if t[0] == 0 and t[3] == "person"), None)
    if not person or text[person[1]] != "，":
        return ""
    said, at = [person[2]], person[1] + 1
    for item in re.split("[，；]", text[at:].rstrip("，。")):
        english = _item(item, [(a - at, b - at, e, k) for a, b, e, k in terms if at <= a and b <= at + len(item)])
        if not english:
            return ""
        said.append(english)
        at += len(item) + 1
    return ", ".join(said) + {"，": ",", "。": "."}.get(text[-1], "")


def _item(item: str, terms: list[Part]) -> str:
    """The English of one of the facts about a person."""
    if m := _DEGREE.fullmatch(item):
        return f"{_DEGREES[m['degree']]} of {_FIELDS[m['field']]}"
    if m := _EDUCATED.fullmatch(item):
        return _SCHOOLS[m["school"]] + _WHERE.get(m["where"] or "", "")
    if item in ("男", "女"):
        return {"男": "male", "女": "female"}[item]
    first = next((t for t in terms if t[0] == 0), None)
    rest = item[first[1]:] if first else ""
    if first and rest in _SINCE:
        return _SINCE[rest] + first[2]
    if first and rest.removesuffix("学历") in _SCHOOLS:
        return f"{_SCHOOLS[rest.removesuffix('学历')]} at {first[2]}"
    return value(item)
