"""Chinese persons: a surname and a given name, where a title, a list or the words of the sentence tell that it is one.

Evidence is of three kinds. Beside a title (部长王文涛, 王文涛同志) any surname with one or two characters that make no other word counts. In a
list (出席的有 …、…) a name makes its neighbours names. Without either a word of three characters counts that no dictionary has, whose
surname is no frequent word and whose given name has characters of given names.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bilingual.language.names.foreign import SOUNDS, TELLING, table
from bilingual.language.names.gazetteer import gazetteer
from bilingual.language.names.name import Line, Name
from bilingual.language.names.pinyin import joined

TITLES = ("主任|部长|行长|主席|总理|国务委员|委员长|书记|省长|市长|县长|区长|州长|局长|厅长|司长|处长|院长|校长|会长|秘书长|检察长|审计长|署长|所长|理事长|董事长|"
          "总经理|总裁|大使|总领事|特使|代表|发言人|院士|教授|研究员|总工程师|总设计师|工程师|司令员|政委|政治委员|上将|中将|少将|外长|总统|首相|议长|组长|镇长|乡长|村支书|支书|社长|台长|馆长|"
          "总干事|特派员|专员|烈士|同志|委员|常委|记者|党组成员|总书记|总监|站长|队长|村民|指导员|教师|医生|主持人|选手|航天员|参赞|公使|副司令员|参谋长|干事|董事|监事|律师|法官|干部|画师|作家|导演|演员|企业家|医师|护士|司机|职工|队员|学者|专家|所长|编辑|传承人|模范|英雄|少年|战士|村医|民警|负责人|创始人")
_TITLE_BEFORE = re.compile(f"(?:{TITLES})(?:、)?$")
_TITLE_AFTER = re.compile("(?:同志|先生|女士|院士|教授|烈士|将军|上将|中将|少将|大使|主任|部长|行长|省长|市长|书记|局长|会长|委员长|副总理|副主席|参赞|副部长|副主任|代表|委员（|（女|一行|当选|率|任(?:" + TITLES + "))")
_DECISION = re.compile(r"(?:任命|免去|选举|推选|增选|补选|罢免|接受)([\u4e00-\u9fff]{2,4}?)(?:同志|先生|女士)?(?:为|的[^，。；]{1,30}(?:职务|请求)|辞去)")
_SPEAKS = re.compile("表示|指出|强调|说|会见|会晤|主持会议|主持召开|作总结|发表讲话|介绍说?[，：]|(?:同|与|和)[^，。]{1,14}(?:举行会|会谈|会见|通电话)")
_LIST_BEFORE = re.compile("(?:出席|参加|列席|陪同|陪同会见|参加会见|参会|主持|同志|有|委员|常委|和|以及|与|，|。|：|^)$")
_PARTICLES = frozenset("说在到率赴应就对向将等和与及的也还表参会作为已于从是任主陪出讲指强认代同以先女，。、；：（）！？ \u3000被由把曾均都时要并又受摄等了")
_NO_SURNAME_THERE = frozenset("和与同将向从于等时会应能在的各有全都来后")  # behind a title these are words
_NUMBER = re.compile(r"[一二三四五六七八九十百千万亿]")


def _table(name: str) -> list[str]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def surnames() -> dict[str, str]:
    """Surnames with their reading, "" where it is the dictionary's."""
    words = " ".join(line for line in _table("surnames.txt") if not line.startswith("words:")).split()
    return {w.partition(":")[0]: w.partition(":")[2] for w in words}


@cache
def wordlike() -> frozenset[str]:
    """Surnames that are also frequent words."""
    return frozenset(" ".join(line.removeprefix("words:") for line in _table("surnames.txt") if line.startswith("words:")).split())


@cache
def given() -> frozenset[str]:
    """Characters that are common in given names."""
    return frozenset("".join(_table("given.txt")))


# Readings in given names that differ from a dictionary's first
_GIVEN = {"朝": "zhao", "佛": "fo", "曾": "zeng", "乐": "le", "行": "xing", "长": "chang", "柏": "bai", "盛": "sheng", "晟": "sheng", "重": "chong", "贾": "jia", "栅": "shan", "隽": "jun", "单": "shan"}


# Characters that persons read in one way or the other
_EITHER = {"朝": ("zhao", "chao"), "长": ("chang", "zhang"), "乐": ("le", "yue"), "行": ("xing", "hang"), "盛": ("sheng", "cheng"), "茜": ("qian", "xi"),
           "晟": ("sheng", "cheng"), "重": ("chong", "zhong"), "柏": ("bai", "bo"), "隽": ("jun", "juan"), "单": ("shan", "dan"), "石": ("shi", "dan"),
           "谌": ("chen", "shen"), "覃": ("qin", "tan"), "缪": ("miao", "mou"), "盖": ("gai", "ge"), "隗": ("wei", "kui"), "员": ("yun", "yuan"),
           "朴": ("piao", "park"), "翟": ("zhai", "di"), "郗": ("xi", "chi"), "牟": ("mu", "mou"), "折": ("she", "zhe"), "洗": ("xian", "xi")}


@cache
def english(surname: str, rest: str) -> tuple[str, ...]:
    """A person's name in pinyin, the surname first (Zheng Shanjie), and how else it may be read."""
    from pypinyin import lazy_pinyin
    first = surnames().get(surname) or joined(lazy_pinyin(surname))
    heads = [first, *(r.capitalize() for r in _EITHER.get(surname, ()))]
    tails = itertools.product(*({_GIVEN.get(c) or lazy_pinyin(c)[0]: 0, **dict.fromkeys(_EITHER.get(c, ()))} for c in rest))
    return tuple(dict.fromkeys(f"{head} {joined(tail)}" for tail in tails for head in heads))


def names(line: Line, taken: list[tuple[int, int]], persons: list[tuple[int, int]]) -> Iterator[Name]:
    """Chinese persons outside the spans that are `taken`; `persons` are those of them that name persons."""
    text = line.text
    free = lambda a, b: not any(a < y and x < b for x, y in taken)
    other = [m.span(1) for m in _DECISION.finditer(text) if m.end(1) - m.start(1) > 3 and _surname_length(text, m.start(1)) == 1 and free(*m.span(1))]
    for start, end in other:  # 任命桑吉才让为 …: a name of another language
        yield Name("person", start, end, "", rank=1)
    taken = [*taken, *other]
    found = {start: end for start, end in _beside_titles(line) if free(start, end)}
    for start, end in _by_themselves(line, {b for _, b in taken}):
        if free(start, end) and not any(start < y and x < end for x, y in found.items()):
            found[start] = end
    for start, end in _listed(line):
        if free(start, end) and not any(start < y and x < end for x, y in found.items()):
            found[start] = end
    _neighbours(line, found, persons, free)
    for start, end in sorted(found.items()):
        n = _surname_length(text, start)
        target, *others = ("",) if _is_foreign(line, start, end) else english(text[start:start + n], text[start + n:end])
        yield Name("person", start, end, target, tuple(others), rank=1)


def _surname_length(text: str, start: int) -> int:
    """How many characters of a surname stand there; 0 where none does."""
    return 2 if text[start:start + 2] in surnames() and len(text) > start + 2 else 1 if text[start:start + 1] in surnames() else 0


def _beside_titles(line: Line) -> Iterator[tuple[int, int]]:
    """Names behind or before a title, named in a decision, or speaking at the start of a clause."""
    text, done = line.text, 0
    for m in _DECISION.finditer(text):
        n = _surname_length(text, m.start(1))
        if n and n < m.end(1) - m.start(1) <= n + 2 and _fits(line, m.start(1), m.end(1), n):
            yield m.span(1)
    for start in range(len(text)):
        n = _surname_length(text, start)
        if not n or start < done or text[start] in _NO_SURNAME_THERE:
            continue
        end = _end(line, start, n)
        if not end:
            continue
        titled = _TITLE_BEFORE.search(text[max(0, start - 6):start]) and (line.edge(start) or end - start > n + 1)
        called = start in line.edges and _TITLE_AFTER.match(text, end)
        speaks = (start == 0 or text[start - 1] in "，。；：！？、 \u3000") and _SPEAKS.match(text, end) and text[start:start + n] not in wordlike()
        if titled or called or speaks:
            yield start, end
            done = end


def _end(line: Line, start: int, n: int) -> int:
    """Where a name that begins with a surname of n characters may end, 0 where it can be none."""
    text = line.text
    least, most = start + n + 1, min(len(text), start + n + 2)
    ends = [b for a, b in line.tokens if least <= b <= most and a >= start]
    inner = [(a, b) for a, b in line.tokens if a >= start and b <= most]
    word = line.word_at(start)
    if word[0] < start and line.known(*word):
        return 0
    end = min(ends, default=0)
    if end == least and _goes_on(line, end):
        end += 1
    if not end or not re.fullmatch(r"[\u4e00-\u9fff]+", text[start:end]):
        return 0
    if end == start + n + 2 and text[end - 1] in "和与同及" and text[end:end + 1] not in "，。、；）表说指强出参":
        end -= 1  # 书记蔡奇和市长
    rest = text[start + n:end]
    if "某" in rest or any(c in _PARTICLES - set("和同任强先曾") for c in rest) or _NUMBER.search(rest) and not set(rest) & given():
        return 0
    unread_word = (start, end) in line.tokens and not line.known(start, end)
    if (len(rest) == 1 or text[start:start + n] in wordlike() and not unread_word) and not set(rest) <= given():
        return 0
    for a, b in inner:
        if b <= end and b - a > 1 and line.known(a, b) and not _nameable(text[a:b], a == start, n):
            return 0
    if end == least and line.known(start, end) and text[start:start + n] in wordlike() or text[start:end] in _ALL_TITLES:
        return 0
    foreign = all(c in SOUNDS for c in text[start:end]) and end - start > 2 and set(text[start:end]) & TELLING
    return 0 if foreign or text[start:end] in table() else end


_ALL_TITLES = frozenset(TITLES.split("|"))
_FOREIGN_OFFICE = re.compile("(?:总统|首相|议长|国王|女王|王储|亲王|国务卿|埃米尔|外相|大公|酋长)$")
_FOREIGN_COMPANY = re.compile(
    "花旗|摩根|高盛|沃尔玛|星巴克|苹果公司|微软|谷歌|特斯拉|现代汽车|三星|西门子|大众汽车|宝马|奔驰|空客|波音|辉瑞|阿斯利康|诺华|联合利华|巴斯夫|壳牌|道达尔|耐克|麦当劳|黑石|贝莱德|瑞银|"
    "汇丰|渣打|桥水|英伟达|高通|英特尔|美光|福特|丰田|本田|索尼|松下|日立|百事|可口可乐|强生|拜耳|罗氏|赛诺菲|施耐德|博世|思科|甲骨文|联邦快递|嘉吉|达能|雀巢|欧莱雅|宜家|马士基|必和必拓|力拓|淡水河谷")
_ABROAD = re.compile("(?:驻|访问|访|对|同|与|和|赴|在)$")


def _is_foreign(line: Line, start: int, end: int) -> bool:
    """Whether the person is named with a foreign office or country, so that pinyin would be wrong: 韩国总理李洛渊, 越南的张氏梅."""
    head = line.text[max(0, start - 16):start]
    clause = re.split(r"[，。；：、\s]|与|同|会见|会晤|(?<!共)和(?!国)", head)[-1]
    if _FOREIGN_COMPANY.search(clause) or re.search(r"驻华|联合国(?!.*中国)|世界[^，]{2,4}组织|国际[^，]{2,6}(?:组织|机构)|欧盟|东盟|北约|非盟", clause) and "中国" not in clause:
        return True
    if _FOREIGN_OFFICE.search(head) or "氏" in line.text[start + 1:end]:
        return True
    country = max(((m.start(), m.end()) for m in foreign_countries().finditer(clause)), default=None)
    return bool(country) and not _ABROAD.search(clause[:country[0]]) and not re.search("中国(?!国民党|香港|澳门|台湾)|中央|国务院|驻", clause)


@cache
def foreign_countries() -> re.Pattern:
    """The names of foreign countries and their capitals, and of those parts of China where names are not written in pinyin."""
    keys = [k for k, p in gazetteer().whole.items() if p[0].abroad and "中国" not in k]
    return re.compile("|".join(sorted(map(re.escape, [*keys, "香港", "澳门", "台湾", "国民党"]), key=len, reverse=True)))


def _goes_on(line: Line, at: int) -> bool:
    """Whether the word at a name's end is its last character: 刘国|中|出席, 黄润|秋作|了."""
    text, (start, end) = line.text, line.word_at(at) if at < len(line.text) else (at, at)
    if start != at or end == at:
        return False
    if text[at] == "和":
        return end == at + 1 and text[end:end + 1] in tuple("、，。")
    if text[at] in _PARTICLES or text[at] in "发摄" or text[at] not in given():
        return False
    return end == at + 1 or end == at + 2 and not line.known(at, end) and text[at + 1] in _PARTICLES


def _nameable(word: str, with_surname: bool, n: int) -> bool:
    """Whether a word of the dictionary may be (the given part of) a name: 王毅, 志强, but neither 高度 nor 会议."""
    rest = word[n:] if with_surname else word
    return bool(rest) and word not in NO_NAMES and (set(rest) <= given() or len(rest) == 2 and rest[0] == rest[1])


# Words of the dictionary that are made like names
NO_NAMES = frozenset("纪念 廉洁 卓越 相信 官兵 代理 原有 高明 文明 光明 安全 安康 和平 平安 成立 成功 成长 方才 方正 高兴 高达 高原 高山 高涨 华东 华南 华北 华中 华西 江南 江北 江山 海洋 海南 金山 金山银山 康复 乐章 "
                     "林业 全国 全民 全新 全力 任期 石油 时任 时政 司法 田园 万达 万里 温和 向前 向上 严明 严正 易学 于是 元旦 云南 云海 张力 章程 郑重 周全 周到 周年 宁波 安宁 安定 安心 "
                     "和谐 和睦 明年 明日 明智 应有 党章 党政 党国 党建 国家 国民 白天 白银 常年 常务 常德 常新 长春 明星 东海 东北 东南 龙江 农林 农民 水利 项目 建设 发展 文学 文章 文艺 "
                     "新春 新华 新建 政治 民族 民政 治理 战士 山东 山西 山川 江西 河南 全体 全面 常委 书记 代表 成员".split())


def _by_themselves(line: Line, barred: set[int]) -> Iterator[tuple[int, int]]:
    """Words that no dictionary has and that are made like names; not right behind a place (`barred`), where they are another: 景德镇陶溪川."""
    text = line.text
    for start, end in line.tokens:
        n = _surname_length(text, start)
        if start in barred:
            continue
        if n and end - start == n + 2 and text[start:start + n] not in wordlike() and not line.known(start, end):
            rest = text[start + n:end]
            if all(c in given() for c in rest) and not line.known(start + n, end) and re.fullmatch(r"[\u4e00-\u9fff]+", rest):
                yield start, end


_PRESENT = re.compile(r"(?:^|[，。；： \u3000])((?:[\u4e00-\u9fff]{2,4}[、 \u3000])+[\u4e00-\u9fff]{2,4}?)等?(?:同志)?(?:出席|参加|列席|陪同|分别|在座)")


def _listed(line: Line) -> Iterator[tuple[int, int]]:
    """The items of a list of those present, where all of them may be names."""
    for m in _PRESENT.finditer(line.text):
        items = [(m.start(1) + i.start(), m.start(1) + i.end()) for i in re.finditer(r"[\u4e00-\u9fff]+", m[1])]
        lengths = [_surname_length(line.text, a) for a, _ in items]
        if all(n and b - a > n and _fits(line, a, b, n) for n, (a, b) in zip(lengths, items)):
            yield from items


def _neighbours(line: Line, found: dict[int, int], persons: list[tuple[int, int]], free) -> None:
    """Names beside names in a list: 郑栅洁、蓝佛安、王文涛."""
    text, fresh = line.text, [*found.items(), *persons]
    while fresh:
        a, b = fresh.pop()
        for start, end in (_after(line, b), _before(line, a)):
            if end and free(start, end) and not any(start < y and x < end for x, y in found.items()):
                found[start] = end
                fresh.append((start, end))


_STOP = re.compile(r"[、，。；：\s）]|$|和|等|出席|参加|陪同|主持|列席|分别|作|同志|表示|介绍|会见|讲话|（")


def _after(line: Line, at: int) -> tuple[int, int]:
    m = re.compile(r"[、\s]|(?:（[^（）]{1,12}）)、").match(line.text, at)
    start = m.end() if m else -1
    n = _surname_length(line.text, start) if m else 0
    for size in (2, 1) if n else ():
        end = start + n + size
        if end <= len(line.text) and _STOP.match(line.text, end) and _fits(line, start, end, n):
            return start, end
    return 0, 0


def _before(line: Line, at: int) -> tuple[int, int]:
    if at < 1 or line.text[at - 1] not in "、 \u3000":
        return 0, 0
    end = at - 1
    for size in (3, 2, 4):
        start = end - size
        n = _surname_length(line.text, start) if start >= 0 else 0
        if n and size > n and (start == 0 or _LIST_BEFORE.search(line.text[max(0, start - 4):start]) or line.text[start - 1] in "、 \u3000") and _fits(
                line, start, end, n):
            return start, end
    return 0, 0


def _fits(line: Line, start: int, end: int, n: int) -> bool:
    """Whether a place in a list may be a name: no known word, unless it is made like a name."""
    text = line.text[start:end]
    if not re.fullmatch(r"[\u4e00-\u9fff]+", text) or text[-1] in "等" or end - start > n + 2 or text in _ALL_TITLES:
        return False
    return not line.known(start, end) or _nameable(text, True, n)
