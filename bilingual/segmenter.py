"""Cut Chinese text into sentences without losing or inventing a character.

A sentence ends at 。！？；…, with closing quotes and brackets kept on it. Nothing is cut inside 《》 or （）, and inside
quotation marks only where speech is quoted (after a colon, or from the start of the sentence) and a sentence ends there. A headline is cut at the spaces between its parts.
Numbering (一、 （一） 1. ① 一是 ——) stays with its sentence, is recognised, and is rendered by rule.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bilingual.document import Document, Segment, State
from bilingual.figures import MONTHS, chinese_number, ordinal, ordinal_word

ENDS = "。！？!?；…"
FULL_STOPS = "。！？!?…"
PAIRS = {"《": "》", "“": "”", "‘": "’", "（": "）", "(": ")", "「": "」", "『": "』", "【": "】", "〔": "〕", "〈": "〉"}
QUOTES = "“‘「『"
CLOSERS = "”’」』"
# What follows a closed quotation when its sentence goes on: “绿水青山就是金山银山。”的理念
_GOES_ON = re.compile(r"[，、；：,;:。！？的等这是为]")
# A headline of several parts: 会议在北京举行 习近平发表重要讲话. Not 第一章 总则, nor a name spread out: 李 强
_HEADLINE_GAP = re.compile(r"(?<=[\u4e00-\u9fff”》]{4})[ 　]+(?=[“《]?[\u4e00-\u9fff]{4})")
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
)""", re.X)
_CITIES = dict(zip((
    "北京 上海 天津 重庆 石家庄 太原 呼和浩特 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 南宁 海口 "
    "成都 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 香港 澳门 深圳 青岛 大连 厦门 宁波").split(), (
    "Beijing|Shanghai|Tianjin|Chongqing|Shijiazhuang|Taiyuan|Hohhot|Shenyang|Changchun|Harbin|Nanjing|Hangzhou|Hefei|"
    "Fuzhou|Nanchang|Jinan|Zhengzhou|Wuhan|Changsha|Guangzhou|Nanning|Haikou|Chengdu|Guiyang|Kunming|Lhasa|Xi'an|Lanzhou|"
    "Xining|Yinchuan|Urumqi|Hong Kong|Macao|Shenzhen|Qingdao|Dalian|Xiamen|Ningbo").split("|")))
_DATELINE = re.compile(rf"新华社(?P<city>{'|'.join(_CITIES)})(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])日电[ 　\n]*(?=\S|$)(?![（(])")


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end); between them, and only there, stands white space."""
    cuts, sentence_start = [], 0
    partner = _brackets(text)
    open_until: list[tuple[int, bool]] = []  # end of each open bracket, and whether sentences may be cut in it
    i = 0
    while i < len(text):
        c = text[i]
        while open_until and i > open_until[-1][0]:
            open_until.pop()
        if i in partner:
            before = text[sentence_start:i].rstrip()
            speech = c in QUOTES and (not before or before[-1] in "：:")
            open_until.append((partner[i], speech and all(s for _, s in open_until)))
        elif c == "\n":
            cuts.append(i + 1)
            sentence_start, open_until = i + 1, []
        elif c in ENDS and not (c in "!?" and i and text[i - 1].isascii() and text[i - 1].isalnum()):
            end = i + 1
            while end < len(text) and text[end] in ENDS:
                end += 1
            after = end
            while after < len(text) and text[after] in CLOSERS + "）)】" and text[after] != "\n":
                after += 1
            inside = [o for o in open_until if o[0] >= after]
            closed = [o for o in open_until if end <= o[0] < after]
            if _ends_here(text, c, after, inside, closed):
                cuts.append(after)
                sentence_start = after
            i = after - 1
        i += 1
    if not cuts and not any(c in text for c in ENDS):
        cuts = [m.end() for m in _HEADLINE_GAP.finditer(text)]
    spans, start = [], 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            spans.append((start + left, start + right))
        start = cut
    return spans


def _ends_here(text: str, mark: str, after: int, inside, closed) -> bool:
    if inside:
        return mark in FULL_STOPS and all(may for _, may in inside)
    if closed:
        speech = all(may for _, may in closed)
        rest = text[after:].lstrip()
        return mark in FULL_STOPS and speech and not _GOES_ON.match(rest)
    return True


def _brackets(text: str) -> dict[int, int]:
    """Opening position → closing position, for the brackets that are closed within their line."""
    partner, stack = {}, []
    for i, c in enumerate(text):
        if c == "\n":
            stack.clear()
        elif c in PAIRS:
            stack.append(i)
        elif c in PAIRS.values():
            for depth in range(len(stack) - 1, -1, -1):
                if PAIRS[text[stack[depth]]] == c:
                    partner[stack[depth]] = i
                    del stack[depth:]
                    break
    return partner


def marker(text: str) -> tuple[str, str]:
    """The numbering at the start of a sentence and its English, such as ("一是", "First,"); ("", "") when there is none."""
    m = _MARKER.match(text)
    if not m or m.end() == 0:
        return "", ""
    number = lambda name: int(m[name]) if m[name].isdigit() else chinese_number(m[name])
    if m["roman"]:
        n = number("roman")
        if n > len(_ROMAN) or not text[m.end():].strip():
            return "", ""
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
        n = chinese_number(m["first"])
        english = f"{ordinal_word(n).capitalize() if n <= 20 else ordinal(n)},"
    else:
        english = "--" if m["dash"] else "•"
    return m.group(), english


def dateline(text: str) -> tuple[int, str] | None:
    """Length and English of a news agency's dateline (新华社北京12月12日电) at the start of a text."""
    m = _DATELINE.match(text)
    if not m:
        return None
    return len(m.group().rstrip()), f"{_CITIES[m['city']]}, {MONTHS[int(m['month']) - 1]} {int(m['day'])} (Xinhua) --"


def segment(document: Document) -> Document:
    """Give every block its segments, numbered s1, s2, ... through the document; verbatim blocks get none."""
    count = 0
    for block in document.blocks:
        if block.kind == "verbatim":
            continue
        line = dateline(block.text)
        spans = [(0, line[0])] if line else []
        skip = line[0] if line else 0
        spans += [(a + skip, b + skip) for a, b in split(block.text[skip:])]
        for k, (a, b) in enumerate(spans):
            count += 1
            end = spans[k + 1][0] if k + 1 < len(spans) else len(block.text)
            made = Segment(id=f"s{count}", source=block.text[a:b], start=a, gap=block.text[b:end])
            if line and k == 0:
                made.target, made.fixed, made.state = line[1], True, State.TRANSLATED
            else:
                made.marker, made.marker_target = marker(made.source)
                made.continues = k > 0 and not made.marker and block.segments[-1].source.endswith(("；", ";"))
            block.segments.append(made)
    return document


def clauses(text: str, limit: int, measure: Callable[[str], int], keep: Sequence[tuple[int, int]] = (),
            levels: Sequence[str] = ("；;", "，：,:", "、", "")) -> list[tuple[int, int]]:
    """Cut a sentence that is too long into parts of at most `limit`, as `measure` counts; nothing is lost.

    It is cut after the marks of the first of `levels` that occurs ("" cuts anywhere), never inside the spans of `keep` (terms).
    A part that cannot be cut any further may be longer than the limit.
    """
    def cut(a: int, b: int, levels: Sequence[str]) -> list[tuple[int, int]]:
        if measure(text[a:b]) <= limit or b - a < 2:
            return [(a, b)]
        for n, marks in enumerate(levels):
            spots = [i for i in range(a + 1, b) if (not marks or text[i - 1] in marks)
                     and not any(s < i < e for s, e in keep)]
            if spots:
                middle = (a + b) / 2
                spot = min(spots, key=lambda i: abs(i - middle))
                return cut(a, spot, levels[n:]) + cut(spot, b, levels[n:])
        return [(a, b)]
    return cut(0, len(text), levels)
