"""Numbering in front of a sentence (一、 （一） 1. ① 一是 ——) and datelines of news agencies: found, and rendered by
rule.
"""
from __future__ import annotations

import re

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import MONTHS, ordinal, ordinal_word

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
          "XVIII", "XIX", "XX")
_DIVISIONS = {"编": "Part", "部分": "Part", "章": "Chapter", "节": "Section", "条": "Article"}
_NUM = "[一二三四五六七八九十百零]"
_MARKER = re.compile(rf"""\s*(?:
    (?P<roman>{_NUM}+)、\s*
  | [（(](?P<bracket>{_NUM}{{1,3}}|\d{{1,2}})[）)]\s*
  | (?P<digit>\d{{1,3}})[.．、](?![\d])\s*
  | (?P<circle>[①-⑳])\s*
  | 第(?P<division>{_NUM}+|\d+)(?P<division_kind>编|部分|章|节|条)(?:[\s　：:]+|$)
  | (?P<first>[一二三四五六七八九十]{{1,2}})是(?!否|不)[，：]?
  | (?P<dash>——|—|--)\s*
  | (?P<bullet>[•·●○◆■▪►])\s*
  | (?P<box>[□☐☑☒◻◼])\s*
)""", re.X)
_CITIES = dict(zip((
    "北京 上海 天津 重庆 石家庄 太原 呼和浩特 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 南宁 "
    "海口 成都 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 香港 澳门 深圳 青岛 大连 厦门 宁波").split(), (
    "Beijing|Shanghai|Tianjin|Chongqing|Shijiazhuang|Taiyuan|Hohhot|Shenyang|Changchun|Harbin|Nanjing|Hangzhou|Hefei|"
    "Fuzhou|Nanchang|Jinan|Zhengzhou|Wuhan|Changsha|Guangzhou|Nanning|Haikou|Chengdu|Guiyang|Kunming|Lhasa|Xi'an|Lanzhou|"
    "Xining|Yinchuan|Urumqi|Hong Kong|Macao|Shenzhen|Qingdao|Dalian|Xiamen|Ningbo").split("|"), strict=True))
_DATELINE = re.compile(rf"新华社(?P<city>{'|'.join(_CITIES)})(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]"
                       rf"|[1-9])日电[ 　\n]*(?=\S|$)(?![（(])")


def marker(text: str) -> tuple[str, str]:
    """The numbering at the start of a sentence and its English, such as ("一是", "First,"); ("", "") when there is
    none.
    """
    m = _MARKER.match(text)
    if not m or m.end() == 0:
        return "", ""
    try:
        return m.group(), _rendered(m, text)
    except ValueError:  # shaped like a number, but none: 百十、
        return "", ""


def _rendered(m: re.Match, text: str) -> str:
    """The English of a marker. Raises ValueError where it is none."""
    number = lambda name: integer(m[name])
    if m["roman"]:
        n = number("roman")
        if n > len(_ROMAN) or not text[m.end():].strip():
            raise ValueError("no numbering")
        english = f"{_ROMAN[n - 1]}."
    elif m["bracket"]:
        english = f"({number('bracket')})"
    elif m["digit"]:
        english = f"{m['digit']}."
    elif m["circle"]:
        english = f"({ord(m['circle']) - ord('①') + 1})"
    elif m["division"]:
        english = f"{_DIVISIONS[m['division_kind']]} {number('division')}"
        english += ":" if text[m.end():].strip() and m["division_kind"] != "条" else ""
    elif m["first"]:
        n = number("first")
        english = f"{ordinal_word(n).capitalize() if n <= 20 else ordinal(n)},"
    else:
        english = "--" if m["dash"] else m["box"].strip() if m["box"] else "•"
    return english


def dateline(text: str) -> tuple[int, str] | None:
    """Length and English of a news agency's dateline (新华社北京12月12日电) at the start of a text."""
    m = _DATELINE.match(text)
    if not m:
        return None
    return len(m.group().rstrip()), f"{_CITIES[m['city']]}, {MONTHS[int(m['month']) - 1]} {int(m['day'])} (Xinhua) --"


_ENGLISH_MARKER = re.compile(r"\s*(?:(?:Part|Chapter|Section|Article) (?P<division>\d{1,3})\b"
                             r"|(?P<roman>[IVX]{1,5})[.,)]|\(?(?P<digit>\d{1,3})[.)](?!\d)|(?P<word>[A-Z][a-z]+),)")


def misnumbered(marker_target: str, english: str) -> str:
    """The numbering that an English sentence begins with where it is another one than its Chinese has; else ""."""
    wanted, said = _number(marker_target), _ENGLISH_MARKER.match(english)
    found = _number(english) if said else 0
    return said.group().strip() if said and wanted and found and found != wanted else ""


def _number(text: str) -> int:
    """The number that a text's English numbering says; 0 where it has none."""
    m = _ENGLISH_MARKER.match(text if text.endswith((".", ")", ",")) or " " in text else text + " ")
    if not m:
        return 0
    if m["roman"]:
        return _ROMAN.index(m["roman"]) + 1 if m["roman"] in _ROMAN else 0
    if m["word"]:
        return next((n for n in range(1, 21) if ordinal_word(n) == m["word"].lower()), 0)
    return int(m["division"] or m["digit"])
