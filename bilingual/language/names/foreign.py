"""Foreign persons: from a table, or seen and not read. Their names are never put into pinyin.

A name counts as foreign where it has a · inside, or where it is a run of the characters that transliterations are made of behind
a foreign country and an office or before one. Names of three characters and more count wherever they are words of their own,
shorter ones only beside an office, as 沙拉 is also a salad.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from bilingual.language.names.name import Line, Name, distinct, rows

# The characters of Xinhua's tables of transliteration, without those that are as common elsewhere
SOUNDS = ("阿埃艾爱安昂奥巴白拜班邦鲍贝本比彼宾波伯勃博卜布采查茨达戴丹道德登邓迪蒂丁东杜敦顿多厄恩尔法凡范菲费芬夫弗福富甫盖冈戈格根贡古瓜圭哈海汉豪赫亨霍"
          "基吉季加贾杰捷金津喀卡凯坎康考柯科可克肯库夸奎昆拉莱赖兰朗劳勒雷楞黎里理利莉连廉列林琳留龙隆卢鲁路伦罗洛吕马玛麦迈曼芒梅门蒙米密缅敏明缪摩莫默姆慕"
          "穆拿纳娜什阔乃奈南瑙内嫩尼涅宁纽农努诺女欧帕派潘庞培佩彭蓬皮匹平坡珀普奇齐恰钱乔切钦琴青丘热日荣茹儒瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申圣施史舒朔斯丝松苏"
          "索塔台泰坦汤唐陶特滕提廷通图托陀瓦万旺威韦维魏温文翁沃乌武西希锡席夏显香逊谢辛欣休许雅亚延扬耶叶伊易意因英尤雨约越赞泽曾扎詹张兆珍芝兹孜祖佐")
_UYGUR = "力丽肉买江吾合甫麦依则满汗勒朵恰居热"  # and in names of Xinjiang, where there is a ·
# Those that hardly occur in Chinese given names: one of them makes a run foreign
TELLING = frozenset("阿埃奥巴贝茨蒂厄尔夫弗戈格赫霍喀卡坎科克肯库夸拉勒鲁姆穆纳娜涅努诺帕佩皮切萨塞瑟斯塔特提托瓦沃乌耶兹扎")
OFFICES = ("同志|首脑|总统|总理|首相|主席|国王|女王|王储|亲王|首席大臣|议长|外长|防长|财长|部长|外相|大臣|国务卿|国务秘书|秘书长|总干事|总裁|行长|大使|特使|代表|总督|书记|委员|"
           "司令|将军|元帅|教授|博士|先生|女士|夫人|总领事|主任|发言人|顾问|酋长|苏丹|埃米尔|议员|市长|州长|董事长|CEO|首席执行官|当选总统")
_BEFORE = re.compile(f"(?:{OFFICES})$")
_AFTER = re.compile(f"(?:{OFFICES})")
_TELLS = re.compile("表示|指出|强调|说|转达|同意|感谢|赞同")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・‧∙][\u4e00-\u9fff]{1,8})+")
_DOT = re.compile("[·•・‧∙]")
_RUN = re.compile(f"[{SOUNDS}]{{3,}}")
SURE = frozenset("普京 拜登 卢拉 莫迪 列宁 洪森".split())  # short, and nothing else


@cache
def table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Persons by their Chinese: the English, and its other forms. A name of two persons with different English has none."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for chinese, english, *others in rows("foreign.tsv"):
        forms = tuple("".join(others).split("|"))
        if chinese in found:
            old, more = found[chinese]
            found[chinese] = (old if old == english else "", (*more, *forms))
        else:
            found[chinese] = (english, forms)
    return found


@cache
def _automaton() -> tuple[list[str], AhoCorasick]:
    keys = list(table())
    return keys, AhoCorasick(keys)


def names(line: Line) -> Iterator[Name]:
    """Foreign persons of a text, those that could not be read without English."""
    text, done = line.text, []
    for m in _DOTTED.finditer(text) if _DOT.search(text) else ():
        name = _dotted(line, m)
        if name:
            done.append((name.start, name.end))
            yield name
    keys, automaton = _automaton()
    hits = automaton.find_matches_as_indexes(text, overlapping=True)
    for i, start, end in sorted(hits, key=lambda h: h[1] - h[2]):  # 克里斯特松 before 克里
        if any(start < b and a < end for a, b in done) or not _counts(line, start, end):
            continue
        english, forms = table()[keys[i]]
        done.append((start, end))
        yield Name("person", start, end, english, distinct(english, forms), rank=4)
    for m in _RUN.finditer(text):
        name = _unread(line, m)
        if name and not any(name.start < b and a < name.end for a, b in done):
            yield name


def _counts(line: Line, start: int, end: int) -> bool:
    """Whether a key of the table stands as a name of its own."""
    text, key = line.text, line.text[start:end]
    if end < len(text) and (text[end] == "港" or text[end] in SOUNDS and _begins_more(line, end)):
        return False
    if text[end:end + 1] in tuple("·•・") or text[start - 1:start] in tuple("·•・"):
        return False
    if end - start >= 3:
        return line.edge(start) and line.edge(end) or bool(_BEFORE.search(text, max(0, start - 6), start))
    beside = _BEFORE.search(text[max(0, start - 6):start]) or _AFTER.match(text, end)
    if key in SURE or (start == 0 or text[start - 1] in "，。；：、") and _TELLS.match(text, end):
        return line.edge(start) and line.edge(end)
    return bool(beside) and (line.edge(start) or bool(_BEFORE.search(text[max(0, start - 6):start])))


def _begins_more(line: Line, at: int) -> bool:
    """Whether the name goes on: the word that follows is no word but sounds (克里|什托)."""
    start, end = line.word_at(at)
    return start < at or end == at + 1 and line.text[at] in TELLING or not line.known(start, end) and set(line.text[start:end]) <= set(SOUNDS)


def _dotted(line: Line, m: re.Match) -> Name | None:
    """A name with · in it: from its first character that can be a sound to its last."""
    parts = _DOT.split(m.group())
    first = len(parts[0]) - len(re.search(f"[{SOUNDS}{_UYGUR}]*$", parts[0]).group())
    known = next((k for k in _keys_by_length() if "·" not in k and parts[-1].startswith(k)), "")
    whole = next((k for k in _keys_by_length() if "·" in k and k in _DOT.sub("·", m.group())), "")
    if whole:
        start = m.start() + _DOT.sub("·", m.group()).index(whole)
        english, forms = table()[whole]
        return Name("person", start, start + len(whole), english, distinct(english, forms), rank=5)
    start = m.start() + first
    start = _behind_office(line.text, start, m.start() + len(parts[0]))
    if known:
        end = m.end() - len(parts[-1]) + len(known)
        english, forms = table()[known]
        full = forms[0]
        if english and full.endswith(english) and full != english and _sounds_like(line.text[start], full):
            return Name("person", start, end, full, distinct(full, (english, *forms)), rank=5)
        return Name("person", start, end, "", rank=5)  # another person of the same last name
    sounds = re.match(f"[{SOUNDS}{_UYGUR}]*", parts[-1]).end()
    if first == len(parts[0]) or not sounds:
        return None
    last = m.end() - len(parts[-1])
    end = max((e for e in line.edges if last < e <= last + sounds), default=last + sounds)
    return Name("person", start, end, "", rank=5)


# Which English letters a Chinese name may begin for: the initial of its pinyin, and what is heard alike
_HEARD = {"b": "bpv", "p": "bp", "m": "m", "f": "fpvw", "d": "dt", "t": "td", "n": "nk", "l": "lr", "g": "gcjkqh", "k": "kcqgh", "h": "hgckjw", "j": "jgckqz",
          "q": "qchjkt", "x": "xschj", "z": "zsdjct", "c": "ctsz", "s": "sczx", "r": "rjyzg", "y": "yijeaughl", "w": "wvuoh", "a": "aeiohu", "e": "eaioh", "o": "oaeuh"}


def _sounds_like(first: str, english: str) -> bool:
    """Whether a given name in Chinese can be that of the English: 劳尔 is not Fidel."""
    from pypinyin import lazy_pinyin
    return any(word[0].lower() in _HEARD.get(lazy_pinyin(first)[0][0], "") for word in english.split()[:1])


@cache
def _keys_by_length() -> list[str]:
    return sorted(table(), key=len, reverse=True)


def _behind_office(text: str, start: int, end: int) -> int:
    """Where the name begins when its first characters belong to an office: 总理埃马纽埃尔."""
    for m in re.finditer(OFFICES, text[max(0, start - 3):end]):
        start = max(start, max(0, start - 3) + m.end())
    return min(start, end - 1)


def _unread(line: Line, m: re.Match) -> Name | None:
    """A run of sounds behind or before an office that the table does not have."""
    text, start, end = line.text, m.start(), m.end()
    office = re.search(f"(?:{OFFICES})", text[start:end])
    if office:
        start += office.end()
    head = _BEFORE.search(text[max(0, start - 6):start])
    if not head or not set(text[start:end]) & TELLING:
        return None
    end = max((e for e in line.edges if start + 1 < e <= end), default=end)
    return Name("person", start, end, "", rank=1)
