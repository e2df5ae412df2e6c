"""What an ordinal counts: 第二次 is a second time or meeting, and no second year.

Only nouns that Chinese says in few ways are asked for, and only where the Chinese has the same ordinal before something
else.
"""
from __future__ import annotations

import re

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import ORDINALS, ordinal, ordinal_word

# English noun, and the Chinese that may stand behind the number
_NOUNS = {
    "year": "年岁载级周", "month": "月", "week": "周星礼", "day": "日天号夜", "quarter": "季节", "decade": "年",
    "century": "世纪周百", "generation": "代辈G", "floor": "层楼", "round": "轮次回届圈度审期批场阶周环",
    "batch": "批次期组拨届车", "edition": "届版期次刊季", "term": "任届期学", "wave": "波轮次浪批",
    "phase": "期阶步个批轮", "place": "名位次个", "line": "线条行道号",
}
_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SAID = re.compile(rf"\b(?P<n>\d+(?=(?:st|nd|rd|th)\b)|{_WORDS})(?:st|nd|rd|th)? "
                   rf"(?:consecutive |straight )?(?P<noun>{'|'.join(_NOUNS)})\b", re.I)
_NUMERAL = r"\d+|[零一二三四五六七八九十百两]+"
_ORDINAL = re.compile(rf"第(?P<n>{_NUMERAL})(?P<what>[\u4e00-\u9fff]{{1,3}})")
_COUNTED = re.compile(rf"(?P<n>{_NUMERAL})(?P<what>(?:(?!第|{_NUMERAL})[\u4e00-\u9fffG]){{0,3}})")
_NEXT = {"year": "次年|翌年|隔年", "day": "次日|翌日|隔日", "month": "次月|翌月"}


def of_another(source: str, text: str) -> str:
    """An English ordinal with its noun where the Chinese counts something else by it: "second year"; or ""."""
    counted = _read(_ORDINAL, source)
    if not counted:
        return ""
    for m in _SAID.finditer(text):
        n, noun = int(m["n"]) if m["n"].isdigit() else ORDINALS[m["n"].lower()], m["noun"].lower()
        if n < 2 or n not in counted or re.search(_NEXT.get(noun, "(?!)"), source):
            continue
        if not any(set(what) & set(_NOUNS[noun]) for what in _read(_COUNTED, source).get(n, ())):
            return m.group()
    return ""


_MEETING = re.compile(rf"第(?P<body>{_NUMERAL})届[^，。；第]{{1,20}}第(?P<meeting>{_NUMERAL})次(?:全体|常务)?会议")


def exchanged(source: str, text: str) -> str:
    """第六届董事会第九次会议 told as the sixth meeting of the ninth board: the English of it; or ""."""
    m = _MEETING.search(source)
    body, meeting = (_forms(m[name]) for name in ("body", "meeting")) if m else ("", "")
    behind = r")(?: \w+){0,2} (?:meeting|session|plenary|plenum)\b"
    said = re.search(rf"\b(?:{body}{behind}", text, re.I) if body != meeting else None
    return said.group() if said and not re.search(rf"\b(?:{meeting}{behind}", text, re.I) else ""


# "the First NPC" for 上届
_OF_CONGRESS = re.compile(rf"\b(?P<n>\d+(?:st|nd|rd|th)|{_WORDS}) (?:NPC|CPPCC|National People's Congress|CPC "
                          rf"National Congress|"
                          r"(?:Municipal|Provincial) People's Congress)\b", re.I)


def invented(source: str, text: str) -> str:
    """A congress with a number that the Chinese does not have: the English of it; or ""."""
    said = _OF_CONGRESS.search(text)
    return said.group() if said and not re.search("第|首|另|[0-9一二三四五六七八九十]+(?:届|大|次)", source) else ""


def _forms(numeral: str) -> str:
    n = integer(numeral)
    return f"{ordinal(n)}|{ordinal_word(n)}"


def _read(pattern: re.Pattern, source: str) -> dict[int, list[str]]:
    """The numbers that a pattern finds in Chinese, and what stands behind each."""
    found: dict[int, list[str]] = {}
    for m in pattern.finditer(source):
        try:
            found.setdefault(integer(m["n"].replace("两", "二")), []).append(m["what"])
        except ValueError:
            continue
    return found
