"""Cut Chinese text into sentences without losing or inventing a character.

A sentence ends at 。！？；…, with closing quotes and brackets kept on it. Nothing is cut inside 《》 or （）, and
inside quotation marks only where speech is quoted (after a colon, or from the start of the sentence) and a sentence
ends there. A headline is cut at the spaces between its parts, and so is a line of several columns. An ASCII full
stop or semicolon ends a sentence behind Chinese, and straight quotation marks are paired in their order. Numbering in
front of a sentence stays with it.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from bilingual.language.folding import ISSUERS
from bilingual.language.han import HAN, RANGES

ENDS = "。｡！？!?；…"
FULL_STOPS = "。｡！？!?…."
_MARKS = frozenset(ENDS + ".;")
PAIRS = dict(zip("《“‘（(「『【〔〈", "》”’）)」』】〕〉", strict=True))
QUOTES = "“‘「『\"＂"
STRAIGHT = "\"＂"  # the same mark opens and closes
CLOSERS = "”’」』"
_CLOSING = CLOSERS + "）)】"
# What follows a closed quotation when its sentence goes on: “绿水青山就是金山银山。”的理念
_GOES_ON = re.compile(r"[，、；：,;:。！？的等这是为]")
BOXES = "□☐☑☒◻◼"  # to be ticked
# What sets columns of a line apart, as in a form or a table of contents: a tab, more spaces than a word has, a blank
# to fill in, dots that lead to a page number, the box in front of a choice.
_SPACE = r"[ \u3000\u00a0]"
_LEADER = rf"(?:[.．·‥…]{_SPACE}?){{6,}}"
_DOTS = re.compile(_LEADER)
COLUMN_GAP = re.compile(
    rf"{_SPACE}*{_LEADER}{_SPACE}*|{_SPACE}*\t[ \t\u3000\u00a0]*|{_SPACE}{{4,}}|\u3000{{3}}"
    rf"|(?:(?<=[：:])|^)[_＿]{{2,}}{_SPACE}*(?!{_SPACE}*[_＿年])"
    rf"|{_SPACE}+(?=[{BOXES}])|(?<=[{RANGES}）)：:])(?=[{BOXES}])"
)
# A line of a form: labels, each with its blank (姓名____性别____).
_BLANK = re.compile(rf"{_SPACE}*[_＿]{{2,}}{_SPACE}*")
# 证券代码：603871　证券简称：澜通: labels beside each other
_LABELLED = re.compile(rf"[{RANGES}]{{2,8}}：[^：。；]{{1,40}}?\u3000+[{RANGES}]{{2,8}}：")
_LABEL_GAP = re.compile(rf"\u3000+(?=[{RANGES}]{{2,8}}：)")
_FORM_LINE = re.compile(rf"(?:[{RANGES}（）()/、]{{2,10}}[：:]?{_BLANK.pattern}){{2,}}")
# Announcements of appointments: who somebody is, and what the person does
ABOUT_PERSON = re.compile(rf"[{RANGES}]{{1,2}}{_SPACE}*[{RANGES}]{{1,3}}，[男女]，")
OFFICE = re.compile("，(?=现任|现为|拟任|曾任|历任|系|毕业于)")
_SPREAD = re.compile(rf"(?:^|[^{RANGES}\w])[{RANGES}]$"), re.compile(rf"[{RANGES}](?:$|[^{RANGES}\w])")
# A headline of several parts: 会议在北京举行 习近平发表重要讲话. Not 第一章 总则, nor a name spread out: 李 强
_HEADLINE_GAP = re.compile(rf"(?<=[{RANGES}”》]{{4}})[ 　]+(?=[“《]?[{RANGES}]{{4}})")


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end); between them, and only there, stand white space and blanks."""
    cuts, sentence_start = [], 0
    partner = _brackets(text)
    closing = set(partner.values())
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
        elif dots := _DOTS.match(text, i):
            i = dots.end() - 1
        elif c in _MARKS and _is_end(text, i):
            end = i + 1
            while end < len(text) and text[end] in ENDS + ".":
                end += 1
            after = end
            while after < len(text) and (text[after] in _CLOSING or after in closing and text[after] in STRAIGHT):
                after += 1
            inside = [o for o in open_until if o[0] >= after]
            closed = [o for o in open_until if end <= o[0] < after]
            if _ends_here(text, c, after, inside, closed):
                cuts.append(after)
                sentence_start = after
            i = after - 1
        i += 1
    if not cuts and not any(_is_end(text, i) for i, c in enumerate(text) if c in _MARKS):
        together = ISSUERS.match(text)
        cuts = [m.end() for m in _HEADLINE_GAP.finditer(text, together.end() if together else 0)]
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if right > left:
            spans += _columns(text, *_person(text, spans, start + left, start + right))
        start = cut
    return spans


def _person(text: str, spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """What is left of a sentence about a person when what all such sentences have is a segment of its own, which is
    added to the spans: 张爱民，男，汉族，1975年6月生，|现任副主任。
    """
    cut = OFFICE.search(text, start, end) if ABOUT_PERSON.match(text, start, end) else None
    if not cut:
        return start, end
    spans.append((start, cut.end()))
    return cut.end(), end


def _columns(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as its columns; a word whose characters are spread out (合    计) is one."""
    spans = []
    gaps = _BLANK if _FORM_LINE.fullmatch(text, start, end) else COLUMN_GAP
    gaps = _LABEL_GAP if _LABELLED.match(text, start, end) else gaps
    for gap in gaps.finditer(text, start, end):
        before, after = text[start:gap.start()], text[gap.end():end]
        spread = gap.group().count("\t") < 2
        if before and after and not (spread and _SPREAD[0].search(before) and _SPREAD[1].match(after)):
            spans.append((start, gap.start()))
            start = gap.end()
    return [*spans, (start, end)]


def _is_end(text: str, at: int) -> bool:
    """Whether a mark ends a sentence: not the ! and ? of a Latin word, and an ASCII full stop or semicolon only behind
    Chinese.
    """
    mark, before, after = text[at], text[at - 1:at], text[at + 1:at + 2]
    latin = lambda c: c.isascii() and c.isalnum()
    if mark in ".;":
        return bool(HAN.match(before) or mark == ";" and before and before in "%)）”》") and not latin(after)
    return mark in ENDS and not (mark in "!?" and latin(before))


def _ends_here(text: str, mark: str, after: int, inside: Any, closed: Any) -> bool:
    if inside:
        return mark in FULL_STOPS and all(may for _, may in inside)
    if closed:
        speech = all(may for _, may in closed)
        rest = text[after:].lstrip()
        return mark in FULL_STOPS and speech and not _GOES_ON.match(rest)
    return True


def _brackets(text: str) -> dict[int, int]:
    """Opening position → closing position, for the brackets that are closed within their line."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    for i, c in enumerate(text):
        if c == "\n":
            stack.clear()
        elif c in PAIRS or c in STRAIGHT and not any(text[depth] == c for depth in stack):
            stack.append(i)
        elif c in STRAIGHT or c in PAIRS.values():
            for depth in range(len(stack) - 1, -1, -1):
                if PAIRS.get(text[stack[depth]], text[stack[depth]]) == c:
                    partner[stack[depth]] = i
                    del stack[depth:]
                    break
    return partner


def clauses(text: str, limit: int, measure: Callable[[str], int], keep: Sequence[tuple[int, int]] = (),
            levels: Sequence[str] = ("；;", "，：,:", "、", ""), joint: bool = False) -> list[tuple[int, int]]:
    """Cut a sentence that is too long into parts of at most `limit`, as `measure` counts; nothing is lost.

    It is cut behind the marks of the first of `levels` that occurs, or with `joint` in front of them, so that a clause
    begins with what joins it to the one before ("" cuts anywhere); never inside the spans of `keep` (terms). A part
    that cannot be cut any further may be longer than the limit.
    """
    def may_cut(i: int, b: int, marks: str) -> bool:
        if any(s < i < e for s, e in keep):
            return False
        return not marks or (text[i] in marks and i + 1 < b if joint else text[i - 1] in marks)

    def cut(a: int, b: int, levels: Sequence[str]) -> list[tuple[int, int]]:
        if measure(text[a:b]) <= limit or b - a < 2:
            return [(a, b)]
        for n, marks in enumerate(levels):
            spots = [i for i in range(a + 1, b) if may_cut(i, b, marks)]
            if spots:
                middle = (a + b) / 2
                spot = min(spots, key=lambda i: abs(i - middle))
                return cut(a, spot, levels[n:]) + cut(spot, b, levels[n:])
        return [(a, b)]
    return cut(0, len(text), levels)
