"""Persons whose English is no pinyin: from a table, or seen and not read. Foreign names are never put into pinyin.

A name counts as foreign where it has a · inside, or where it is a run of the characters that transliterations are made
of behind an office. Names of three characters and more count wherever they are words of their own, shorter ones only
beside an office or a verb of saying, as 沙拉 is also a salad.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from bilingual.language.english import unaccented
from bilingual.language.names.gazetteer import gazetteer
from bilingual.language.names.name import Line, Name, Span, any_of, distinct, group, overlaps, rows

# The characters of Xinhua's tables of transliteration, without those that are as common elsewhere
SOUNDS = frozenset(
    "阿埃艾爱安昂奥巴白拜班邦鲍贝本比彼宾波伯勃博卜布采查茨达戴丹道德登邓迪蒂丁东杜敦顿多厄恩尔法凡范菲费芬夫弗福富甫盖冈戈格根"
    "贡古瓜圭哈海汉豪赫亨霍基吉季加贾杰捷金津喀卡凯坎康考柯科可克肯库夸奎昆拉莱赖兰朗劳勒雷楞黎里理利莉连廉列林琳留龙隆卢鲁路伦"
    "罗洛吕马玛麦迈曼芒梅门蒙米密缅敏明缪摩莫默姆慕穆拿纳娜什阔乃奈南瑙内嫩尼涅宁纽农努诺女欧帕派潘庞培佩彭蓬皮匹平坡珀普奇齐恰"
    "钱乔切钦琴青丘热日荣茹儒瑞若萨塞赛桑瑟森沙莎山珊尚绍舍申圣施史舒朔斯丝松苏索塔台泰坦汤唐陶特滕提廷通图托陀瓦万旺威韦维魏温"
    "文翁沃乌武西希锡席夏显香逊谢辛欣休许雅亚延扬耶叶伊易意因英尤雨约越赞泽曾扎詹张兆珍芝兹孜祖佐措娅妮娃")
# Those that hardly occur in Chinese given names: one of them makes a run foreign
TELLING = frozenset(
    "阿埃奥巴贝茨蒂厄尔夫弗戈格赫霍喀卡坎科克肯库夸拉勒鲁姆穆纳娜涅努诺帕佩皮切萨塞瑟斯塔特提托瓦沃乌耶兹扎措娅")
_UYGUR = "木胡力丽肉买江吾合甫麦依则满汗勒朵恰居热"  # and in names of Xinjiang, where there is a ·
_SURE = frozenset("普京 拜登 卢拉 莫迪 列宁 洪森".split())  # short, and nothing else
RARE = 100  # times that jieba's corpus has a word, below which it may be a name
LONGEST_PART = 6  # characters of a name before its first ·, where an office tells its beginning
_DOT = re.compile("[·•・‧∙]")
_DOTTED = re.compile(rf"[\u4e00-\u9fff]{{1,8}}(?:{_DOT.pattern}[\u4e00-\u9fff]{{1,8}})+")
_RUN = re.compile(f"[{''.join(sorted(SOUNDS))}]{{3,}}")
_SOUNDING = re.compile(f"[{''.join(sorted(SOUNDS))}]{{2,}}")
_SAYS = re.compile("表示|指出|强调|说|转达|同意|感谢|赞同")
# Which English letters a Chinese given name may begin for: the initial of its pinyin, and what is heard alike
_HEARD = {"b": "bpv", "p": "bp", "m": "m", "f": "fpvw", "d": "dt", "t": "td", "n": "nk", "l": "lr", "g": "gcjkqh",
          "k": "kcqgh", "h": "hgckjw", "j": "jgckqz", "q": "qchjkt", "x": "xschj", "z": "zsdjct", "c": "ctsz",
          "s": "sczx", "r": "rjyzg", "y": "yijeaughl", "w": "wvuoh", "a": "aeiohu", "e": "eaioh", "o": "oaeuh"}


@cache
def table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Persons by their Chinese: the English, "" where two persons differ in it, and its other forms."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for chinese, english, *others in rows("persons.tsv"):
        forms = tuple("".join(others).split("|"))
        old, more = found.get(chinese, (english, ()))
        found[chinese] = (old if old == english else "", (*more, *forms))
    return found


@cache
def _search() -> tuple[list[str], AhoCorasick, re.Pattern, re.Pattern]:
    """The table's names, their automaton, and the offices that end and begin a text."""
    offices = any_of(group("offices"))
    return list(table()), AhoCorasick(list(table())), re.compile(f"{offices}$"), re.compile(offices)


def names(line: Line) -> Iterator[Name]:
    """Foreign persons of a text, those that could not be read without English."""
    text, done = line.text, []
    for m in _DOTTED.finditer(text):
        name = _dotted(line, m)
        if name:
            done.append((name.start, name.end))
            yield name
    keys, automaton, _, _ = _search()
    hits = automaton.find_matches_as_indexes(text, overlapping=True)
    for i, start, end in sorted(hits, key=lambda h: h[1] - h[2]):  # 克里斯特松 before 克里
        if not overlaps(start, end, done) and _counts(line, start, end):
            english, forms = table()[keys[i]]
            done.append((start, end))
            yield Name("person", start, end, english, distinct(english, forms), rank=4)
    for m in _RUN.finditer(text):
        span = _unread(line, m)
        if span and not overlaps(*span, done):
            done.append(span)
            yield Name("person", *span, "", rank=1)
    for m in _in_office().finditer(text):
        if not overlaps(*m.span("name"), done) and line.count(*m.span("name")) < RARE:
            yield Name("person", *m.span("name"), "", rank=1)


_LOCAL = re.compile("(?:[市县区镇乡村局厅处]长|(?<!总)书记)$")


def _office_before(text: str, at: int) -> bool:
    return bool(_search()[2].search(text[max(0, at - 6):at]))


def _counts(line: Line, start: int, end: int) -> bool:
    """Whether a key of the table stands as a name of its own."""
    text = line.text
    if end < len(text) and (text[end] == "港" or text[end] in SOUNDS and _begins_more(line, end)):
        return False
    if end - start == 2 and _LOCAL.search(text, 0, start):
        return False  # 市长万斯年
    if _DOT.match(text[end:end + 1]) or _DOT.match(text[start - 1:start]):
        return False
    apart = line.edge(start) and line.edge(end)
    if end - start >= 3:
        return apart or _office_before(text, start)
    if text[start:end] in _SURE or (start == 0 or text[start - 1] in "，。；：、") and _SAYS.match(text, end):
        return apart
    return _office_before(text, start) or bool(_search()[3].match(text, end)) and line.edge(start)


_ENDED = re.compile("$|[，。、；：）表说指强出会同与访抵]")


def _begins_more(line: Line, at: int) -> bool:
    """Whether the name goes on: the word that follows is no word but sounds (克里|什托)."""
    start, end = line.word_at(at)
    last = end == at + 1 and _ENDED.match(line.text, end)  # 萨尔|维访华
    if start < at or last or end == at + 1 and line.text[at] in TELLING:
        return True
    return not line.known(start, end) and set(line.text[start:end]) <= SOUNDS


def _dotted(line: Line, m: re.Match) -> Name | None:
    """A name with · in it: from its first character that can be a sound to its last."""
    text, plain = line.text, _DOT.sub("·", m.group())
    parts = plain.split("·")
    whole = max((k for k in table() if "·" in k and k in plain), key=len, default="")
    if whole:
        start = m.start() + plain.index(whole)
        return Name("person", start, start + len(whole), table()[whole][0], distinct(*table()[whole]), rank=5)
    start = _first_sound(text, m.start(), m.start() + len(parts[0]))
    last = m.end() - len(parts[-1])
    sounds = len(parts[-1]) - len(parts[-1].lstrip("".join(SOUNDS) + _UYGUR))
    if start == m.start() + len(parts[0]) or not sounds:
        return None
    end = _last_sound(line, last, last + sounds)
    known = table().get(text[last:end])
    if not known:
        return Name("person", start, end, "", rank=5)
    english, forms = known
    same = english and forms[0].endswith(english) and forms[0] != english and _sounds_like(text[start], forms[0])
    target = forms[0] if same else ""  # else it is another person of the same last name
    return Name("person", start, end, target, distinct(target, (english, *forms)) if target else (), rank=5)


def _last_sound(line: Line, start: int, end: int) -> int:
    """Where a run of sounds ends as a name: before a word of the dictionary that goes on (梅|通电话)."""
    word = line.word_at(end - 1)
    return word[0] if word[1] > end and word[0] > start and line.known(*word) else end


def _first_sound(text: str, start: int, end: int) -> int:
    """Where a name begins that ends at the first ·: behind an office, at the first of the sounds."""
    office = max((start + m.end() for m in _search()[3].finditer(text[start:end])), default=0)
    if office and 0 < end - office <= LONGEST_PART:
        return office
    sounds = len(text[start:end].rstrip("".join(SOUNDS) + _UYGUR))
    heard = start + sounds < end
    start += sounds
    before = max(0, start - 3)
    for m in _search()[3].finditer(text[before:end]):
        start = max(start, before + m.end())
    return min(start, end - 1) if heard else end


def _sounds_like(first: str, english: str) -> bool:
    """Whether a given name in Chinese can be that of the English: 劳尔 is not Fidel."""
    from pypinyin import lazy_pinyin
    return english[0].lower() in _HEARD.get(lazy_pinyin(first)[0][0], "")


# Words with a capital that are no person's name
_NO_NAMES = frozenset((
    "Minister President Premier Prime Foreign Vice Deputy Chair Chairman Chairperson Secretary General Director "
    "Governor Mayor Ambassador Envoy Representative Member Speaker King Queen Prince Princess Chancellor Chief Head "
    "State States "
    "National People Republic Party Central Committee Congress Council Ministry Department Bureau Administration "
    "Commission Bank Court Belt Road Union Organization Association Conference Forum Summit Agency The This That These "
    "Those They There When While Where After Before During With From Under About Both Each And But For His Her Its Our "
    "China Chinese Beijing Asian European African American Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "January February March April May June July August September October November December").split())


def heard(name: str, english: str) -> bool:
    """Whether an English text has a name that may be the one of some sounds in Chinese, by its first letter and its
    length; an English word is none.
    """
    words = {w.removesuffix("'s") for w in re.findall(r"[A-Z][\w'-]{2,}", unaccented(english).replace("’", "'"))}
    return any(_sounds_like(name[0], w) and len(w) >= len(name) for w in words - _NO_NAMES)


# What sounds alike in the consonants of a name and of its Chinese
_ALIKE = str.maketrans({**dict.fromkeys("pfv", "b"), "t": "d", **dict.fromkeys("kh", "g"), "r": "l",
                        **dict.fromkeys("jqxzc", "s"), **dict.fromkeys("aeiouyw'’-")})


def sounds_in(source: str, word: str) -> bool:
    """Whether some transliteration in a Chinese text has the consonants of an English word: 卡里米, Karimi."""
    from pypinyin import lazy_pinyin
    wanted = _consonants(word.lower())
    runs = [m.group() for m in _SOUNDING.finditer(source)]
    parts = (run[a:b] for run in runs for a in range(len(run)) for b in range(a + 2, min(len(run), a + 6) + 1))
    return len(wanted) > 1 and any(
        set(part) & TELLING and _consonants("".join(lazy_pinyin(part))) == wanted for part in parts)


def _consonants(letters: str) -> str:
    """The consonants of a name, those that sound alike as one and doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", re.sub("(?<=[sczt])h", "", letters).translate(_ALIKE))


@cache
def _in_office() -> re.Pattern:
    """A short name of sounds behind a foreign state and an office: 新西兰总督|基罗."""
    states = [k for k, places in gazetteer().whole.items() if places[0].abroad and places[0].adjective]
    sounds, ends = "".join(sorted(SOUNDS)), "[，。、；]|$|和(?!国)|与|同|访|会[见谈晤]|率|表示|说|抵达|举行|出席"
    return re.compile(f"(?<!驻){any_of(states)}[\u4e00-\u9fff]{{0,4}}?{any_of(group('offices'))}"
                      f"(?P<name>[{sounds}]{{2}})(?={ends})")


@cache
def _abroad() -> re.Pattern:
    """A foreign state with an office at the end of a text; not one that somebody is sent to: 驻法国大使."""
    states = [k for k, places in gazetteer().whole.items() if places[0].abroad and places[0].adjective]
    return re.compile(f"(?<!驻){any_of(states)}[\u4e00-\u9fff]{{0,6}}?{any_of(group('offices'))}$")


def _unread(line: Line, m: re.Match) -> Span | None:
    """The part of a run of sounds that is a name behind an office."""
    text, start, end = line.text, *m.span()
    office = _search()[3].search(text[start:end])
    start += office.end() if office else 0
    start = next((at for at in range(start, min(start + 2, end)) if _office_before(text, at)), start)  # 主席|昆索达利
    telling = set(text[start:end]) & TELLING or end - start > 2 and _abroad().search(text[:start])
    if not _office_before(text, start) or not telling:
        return None
    return start, _last_sound(line, start, end)
