"""Persons in lists: the items of a list of those present, and the neighbours of a name (郑栅洁、蓝佛安、王文涛)."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from bilingual.language.labels import any_spread, before_persons, fixed
from bilingual.language.names.name import Line, Span, any_of, group, lines, overlaps
from bilingual.language.names.pinyin import surname_at
from bilingual.language.words import persons

_PRESENT = re.compile(r"(?:^|[，。；： \u3000])((?:[\u4e00-\u9fff]{2,4}[、 \u3000])+[\u4e00-\u9fff]{2,4}?)等?(?:同志)?"
                      r"(?:[两三四五六七八九十\d]+人)?(?:出席|参加|列席|陪同|分别|在座|当选|入选|获[奖得])")
_TWO = re.compile(r"(?:^|[，。；： \u3000])([\u4e00-\u9fff]{2,4}?)和([\u4e00-\u9fff]{2,4}?)(?:同志)?"
                  r"(?:出席|参加|列席|陪同|分别|在座|共同(?:主持|签署|会见))")
_ATTENDED = re.compile(r"(?:出席|参加|列席|到会|在座)[^，。；]{0,12}的(?:还|也)?有"
                       r"((?:[\u4e00-\u9fff]{2,4}、)+[\u4e00-\u9fff]{2,4}?)(?=等|[。，；]|和|$)")
_NEXT = re.compile(r"[、\s]|(?:（[^（）]{1,12}）)、")
_BEFORE_ITEM = re.compile("(?:出席|参加|列席|陪同|会见|参会|主持|同志|有|委员|常委|和|以及|与|，|。|：|^)$")
_STOP = re.compile(r"[、，。；：\s）]|$|和|等|出席|参加|陪同|主持|列席|分别|作|同志|表示|介绍|会见|讲话|（")
_ITEM = re.compile(r"[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff])"
                   r"(?:同志|先生|女士|教授|研究员|院士|博士|主任|律师)?(?:[（(][^（）()]*[）)])?[ \u3000]*"
                   r"(?P<end>$|[、，,；;。/／ \u3000]|(?=[\d（(]))")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CELL = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]")


@cache
def given() -> frozenset[str]:
    """Characters that are common in given names."""
    return frozenset("".join(lines("given.txt")))


def nameable(word: str, with_surname: bool, n: int) -> bool:
    """Whether a word of the dictionary may be (the given part of) a name: 王毅, 志强, but neither 高度 nor 会议."""
    rest = word[n:] if with_surname else word
    doubled = len(rest) == 2 and rest[0] == rest[1]
    if with_surname and rest in group("named-after"):
        return True
    return bool(rest) and word not in group("not-names") and (set(rest) <= given() or doubled)


def listed(line: Line) -> Iterator[Span]:
    """The items of a list of those present, where all of them may be names."""
    for m in (*_PRESENT.finditer(line.text), *_ATTENDED.finditer(line.text)):
        items = [(m.start(1) + i.start(), m.start(1) + i.end()) for i in _HAN.finditer(m[1])]
        lengths = [surname_at(line.text, a) for a, _ in items]
        if all(n and b - a > n and fits(line, a, b, n) for n, (a, b) in zip(lengths, items, strict=False)):
            yield from items
    for m in _TWO.finditer(line.text):
        both = [m.span(1), m.span(2)]
        if all((n := surname_at(line.text, a)) and n < b - a and fits(line, a, b, n) for a, b in both):
            yield from both


@cache
def _labeled() -> re.Pattern:
    """A label that persons stand behind, and the start of a line or a mark before it."""
    return re.compile(rf"(?:^|(?<=[，。；：、（\s　]))[\u4e00-\u9fff（）()/]{{0,8}}?(?:{any_spread(before_persons())})"
                      r"(?:[（(][^（）()]*[）)])?[ \u3000]*[：:]")


def behind_labels(line: Line) -> Iterator[Span]:
    """The persons behind a label, 组长：张三, 联系人：孙悦/李好, those whose office stands in brackets behind them,
    李明（市财政局局长）, those of whom a line tells who they are, 张爱民，男，汉族, and those in cells of their own,
    where a heading of the document tells of persons, and those who sign, 市长　孙日强.
    """
    starts = [m.end() for m in _labeled().finditer(line.text)]
    in_column = _CELL.fullmatch(line.text) and not fixed(line.text) and _tells_of_persons(line.around)
    if in_column or _with_office().match(line.text):
        starts.append(0)
    if signature := _signature().fullmatch(line.text):
        starts.append(signature.end("office"))
    for at in starts:
        while item := _ITEM.match(line.text, at):
            start, end = item.span("name")
            n = surname_at(line.text + "。", start)
            if not n or not _may_stand(line, start, end, n):
                break
            yield start, end
            at = item.end()
            if not item["end"]:
                break


@cache
def _column() -> re.Pattern:
    """The heading of a column or row of a document that persons stand in."""
    return re.compile(rf"^[ \u3000]*(?:{any_spread(before_persons())})[ \u3000]*[：:]?$", re.M)


@lru_cache(maxsize=8)
def _tells_of_persons(document: str) -> bool:
    """Whether a document has such a heading."""
    return _column().search(document) is not None


@cache
def _signature() -> re.Pattern:
    """A line, or what stands behind its label, with an office and, behind room, a name: 市长　孙日强."""
    office = rf"(?:[^：。；]{{1,24}}：)?[ \u3000]*[\u4e00-\u9fff]{{0,20}}{any_of(group('titles'))}"
    return re.compile(rf"(?P<office>{office})[ \u3000]+"
                      r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff])[ \u3000]*")


@cache
def _with_office() -> re.Pattern:
    return re.compile(rf"[\u4e00-\u9fff]{{2,4}}[（(][^（）()]*{any_of(group('titles'))}[)）]"
                      r"|[\u4e00-\u9fff \u3000]{2,5}，[男女]，")


def _may_stand(line: Line, start: int, end: int, n: int) -> bool:
    """Whether what stands behind a label for persons is one: any surname with characters that make no other word."""
    text = re.sub("[ \u3000]", "", line.text[start:end])
    if not n < len(text) <= n + 2 or text in group("titles") | group("not-names") | group("deeds"):
        return False
    office = len(text) > n + 1 and text[:n + 1] in line and not nameable(text[:n + 1], True, n)  # 金融办
    if office or text[n:] in group("called"):
        return False
    return text in group("examples") or text in persons() or text not in line or nameable(text, True, n)


def add_neighbours(line: Line, found: dict[int, int], persons: Sequence[Span], taken: Sequence[Span]) -> None:
    """Add the names beside names in a list: 郑栅洁、蓝佛安、王文涛."""
    fresh = [*found.items(), *persons]
    while fresh:
        a, b = fresh.pop()
        for start, end in (_after(line, b), _before(line, a)):
            if end and not overlaps(start, end, taken) and not overlaps(start, end, found.items()):
                found[start] = end
                fresh.append((start, end))


def _after(line: Line, at: int) -> Span:
    m = _NEXT.match(line.text, at)
    start = m.end() if m else len(line.text)
    n = surname_at(line.text, start)
    for end in (start + n + 2, start + n + 1) if n else ():
        if end <= len(line.text) and _STOP.match(line.text, end) and fits(line, start, end, n):
            return start, end
    return 0, 0


def _before(line: Line, at: int) -> Span:
    text = line.text
    if at < 1 or text[at - 1] not in "、 \u3000":
        return 0, 0
    for start in (at - 4, at - 3, at - 5):
        n = surname_at(text, start) if start >= 0 else 0
        apart = start == 0 or _BEFORE_ITEM.search(text[max(0, start - 4):start]) or text[start - 1] in "、 \u3000"
        if n and at - 1 - start > n and apart and fits(line, start, at - 1, n):
            return start, at - 1
    return 0, 0


def fits(line: Line, start: int, end: int, n: int) -> bool:
    """Whether an item of a list may be a name: no known word, unless it is made like a name."""
    text = line.text[start:end]
    if not _HAN.fullmatch(text) or text[-1] == "等" or len(text) > n + 2 or text in group("titles"):
        return False
    return not line.known(start, end) or nameable(text, True, n)
