"""Chinese persons: a surname and a given name, where a title, a list or the words of the sentence tell that it is one.

Evidence is of three kinds. Beside a title (部长王文涛, 王文涛同志), in a decision (任命王文涛为) or before a verb of
saying any surname with one or two characters that make no other word counts. In a list a name makes its neighbours
names. Without either a word of three characters counts that no dictionary has, whose surname is no frequent word and
whose given name has characters of given names. A name in a foreign context is seen and not read: 韩国总理李洛渊 is Lee
Nak-yon.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bilingual.language.names.decisions import decided, in_office, long_names
from bilingual.language.names.foreign import SOUNDS, TELLING, table
from bilingual.language.names.gazetteer import gazetteer
from bilingual.language.names.lists import add_neighbours, behind_labels, fits, given, listed, nameable
from bilingual.language.names.name import Line, Name, Span, any_of, group, overlaps
from bilingual.language.names.pinyin import person, surname_at, wordlike

_SPEAKS = re.compile("出席(?!率|情况|人)|率团|率代表团|当选|任[^何意务期职命性教免]{2,16}[长员任师记席]|"
                     "表示|指出|强调|说|会见|会晤|主持(?=[，。])|主持会议|主持召开|作总结|发表讲话|介绍说?[，：]|"
                     "(?:同|与|和)[^，。]{1,14}(?:举行会|会谈|会见|通电话)")
_AFTER_TITLE = ("同志 先生 女士 院士 教授 烈士 将军 上将 中将 少将 大使 主任 部长 行长 省长 市长 书记 局长 会长 委员长 "
                "副总理 副主席 参赞 副部长 副主任 代表 委员（ （女 一行 当选 率").split()
_REPORTS = re.compile("[了]|报告|说明|总结|讲话|工作|主旨|发言|交流|动员|汇报|部署")
_PARTICLES = frozenset(
    "说在到率赴应就对向将等和与及的也还表参会作为已于从是任主陪出讲指强认代同以先女，。、；：（）！？ \u3000"
                       "被由把曾均都时要并又受摄等了")
_IN_NAMES = frozenset("和同任强先曾")  # particles that given names have too
_NO_SURNAME_THERE = frozenset("和与同将向从于等时会应能在的各有全都来后")  # behind a title these are words
_NUMBER = re.compile(r"[一二三四五六七八九十百千万亿]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FOREIGN_OFFICE = re.compile("(?:总统|首相|议长|国王|女王|王储|亲王|国务卿|埃米尔|外相|大公|酋长)$")
_WORLD = re.compile("驻华|联合国(?!.*中国)|世界[^，]{2,4}组织|国际[^，]{2,6}(?:组织|机构)|欧盟|东盟|北约|非盟")
_HOME = re.compile("中国(?!国民党|香港|澳门|台湾)|中央|国务院|驻")
_TOWARD = re.compile("(?:驻|访问|访|对|同|与|和|赴|在)$")
_NOT_PINYIN = ("香港", "澳门", "台湾", "国民党")  # where names of Chinese persons are not written in pinyin


@cache
def _titles() -> tuple[re.Pattern, re.Pattern]:
    """Titles behind which, and before which, a name may stand."""
    titles = any_of(group("titles"))
    return re.compile(f"{titles}、?$"), re.compile(f"{any_of(_AFTER_TITLE)}|任{titles}")


@cache
def _abroad() -> re.Pattern:
    """The names of foreign countries and their capitals, and of the parts of China where pinyin is not used."""
    countries = [k for k, places in gazetteer().whole.items() if places[0].abroad and "中国" not in k]
    return re.compile(any_of([*countries, *_NOT_PINYIN]))


@cache
def _companies() -> re.Pattern:
    return re.compile(any_of(group("companies")))


def names(line: Line, taken: Sequence[Span], persons: Sequence[Span]) -> Iterator[Name]:
    """Chinese persons outside the spans that are `taken`; `persons` are those of them that name persons."""
    text = line.text
    longer = long_names(text)
    for start, end in longer:  # 任命桑吉才让为: a name of another language
        if not overlaps(start, end, taken):
            yield Name("person", start, end, "", rank=1)
    taken = [*taken, *longer]
    found: dict[int, int] = {}
    behind_place = {b for _, b in taken}
    finders = (behind_labels(line), _of_two_characters(line), _beside_titles(line), _by_themselves(line, behind_place),
               listed(line))
    for finder in finders:
        for start, end in finder:
            if not overlaps(start, end, taken) and not overlaps(start, end, found.items()):
                found[start] = end
    add_neighbours(line, found, persons, taken)
    for start, end in sorted(found.items()):
        n = surname_at(text, start)
        own = text[start + n:end].strip(" \u3000")  # 李　明
        target, *others = ("",) if _is_foreign(line, start, end) else person(text[start:start + n], own)
        if "某" in own:
            others.append(target.split()[0])  # Zhang XX, a man surnamed Zhang
        yield Name("person", start, end, target, tuple(others), rank=1)


_WITH = tuple("同与和跟及向对由")  # 同王文涛部长会谈, which a segmenter cuts behind 王


def _beside_titles(line: Line) -> Iterator[Span]:
    """Names behind or before a title, named in a decision, or speaking at the start of a clause."""
    text, done = line.text, 0
    sure = set(in_office(text))
    for start, end in sorted(decided(text)):
        n = surname_at(text, start)
        common = (start, end) in sure or set(text[start + n:end]) <= given()
        word = common and line.known(start, end) and text[start:end] not in group("deeds") | group("titles")
        if fits(line, start, end, n) or word:
            yield start, end
    behind, before = _titles()
    for start in range(len(text)):
        n = surname_at(text, start)
        end = _end(line, start, n) if n and start >= done and text[start] not in _NO_SURNAME_THERE else 0
        if not end:
            continue
        titled = behind.search(text[max(0, start - 6):start]) and (line.edge(start) or end - start > n + 1)
        begins_there = start in line.edges or text[start - 1:start] in _WITH
        called = begins_there and before.match(text, end)
        begins = start == 0 or text[start - 1] in "，。；：！？、 \u3000"
        if titled or called or begins and _SPEAKS.match(text, end) and text[start:start + n] not in wordlike():
            yield start, end
            done = end


def _end(line: Line, start: int, n: int) -> int:
    """Where a name that begins with a surname of n characters may end, 0 where it can be none."""
    text, least = line.text, start + n + 1
    word = line.word_at(start)
    if word[0] < start and line.known(*word):
        return 0
    end = min((b for a, b in line.tokens if least <= b <= least + 1 and a >= start), default=0)
    if end == least and _goes_on(line, end):
        end += 1
    if end == least + 1 and text[end - 1] in "和与同及" and text[end:end + 1] not in "，。、；）表说指强出参":
        end -= 1  # 书记蔡奇和市长
    if end == least + 1 and text[end - 1] == "作" and _REPORTS.match(text, end):
        end -= 1  # 副市长张伟作报告
    rest = text[start + n:end]
    return end if end and _HAN.fullmatch(rest) and _may_be_given(line, start, n, end, rest) else 0


def _may_be_given(line: Line, start: int, n: int, end: int, rest: str) -> bool:
    """Whether what stands behind a surname may be a given name and makes no other word with it."""
    text, surname = line.text[start:end], line.text[start:start + n]
    if "某" in rest or set(rest) & (_PARTICLES - _IN_NAMES):
        return False
    numbered = _NUMBER.search(rest) is not None
    if numbered and not set(rest) & given() and (start, end) not in line.tokens:
        return False
    spans = [(start, end)] if len(rest) == 1 else [(start, end), (start + n, end)]
    no_word = any(span in line.tokens and not line.known(*span) for span in spans)
    if len(rest) == 1 and not set(rest) <= given() and not _word_follows(line, end):
        return False
    doubtful = not no_word if surname in wordlike() else len(rest) == 1 and not no_word
    if not set(rest) <= given() and (doubtful or len(rest) == 1 and surname in wordlike()):
        return False
    for a, b in line.tokens:
        if start <= a and b <= end and b - a > 1 and b > start + n and line.known(a, b) and not nameable(
                line.text[a:b], a == start, n) and not (numbered and (a, b) == (start, end)):
            return False
    common_word = len(rest) == 1 and line.known(start, end) and surname in wordlike()
    if common_word or text in group("titles") or text in table():
        return False
    return not (set(text) <= SOUNDS and set(text[1:]) & TELLING)


def _word_follows(line: Line, at: int) -> bool:
    """Whether a name may end there: at a particle, a mark, a word of the dictionary, or the text's end."""
    if at >= len(line.text) or line.text[at] in _PARTICLES:
        return True
    start, end = line.word_at(at)
    return end - start > 1 and line.known(start, end)


# What begins the next word, with which a name's last character makes another: 张玉杰|作介绍, 黄溪连|全程
_VERBS = tuple("作在全主因率代介同说任向")


def _goes_on(line: Line, at: int) -> bool:
    """Whether the word at a name's end is its last character: 刘国|中|出席, 黄润|秋作|了."""
    text, (start, end) = line.text, line.word_at(at) if at < len(line.text) else (at, at)
    if start != at or end == at:
        return False
    if text[at] == "和":
        return end == at + 1 and text[end:end + 1] in tuple("、，。")
    strong = text[at] == "强" and text[end - 1:end] != "调"  # 赵国|强因, but 赵国|强调
    if text[at] in _PARTICLES and not strong or text[at] == "发":
        return False
    if end == at + 1 and (end == len(text) or text[end] in _PARTICLES):
        return True
    if text[at] not in given():
        return False
    verb = text[at + 1:at + 2] in _VERBS
    return end == at + 1 or end == at + 2 and (verb or not line.known(at, end) and text[at + 1] in _PARTICLES)


def _is_foreign(line: Line, start: int, end: int) -> bool:
    """Whether the person is named with a foreign office, country or company, so that pinyin would be wrong."""
    head = line.text[max(0, start - 16):start]
    clause = re.split(r"[，。；：、\s]|与|同|会见|会晤|(?<!共)和(?!国)", head)[-1]
    if _FOREIGN_OFFICE.search(head) or "氏" in line.text[start + 1:end] or _companies().search(clause):
        return True
    if _WORLD.search(clause) and "中国" not in clause:
        return True
    country = max((m.start() for m in _abroad().finditer(clause)), default=None)
    return country is not None and not _TOWARD.search(clause[:country]) and not _HOME.search(clause)


_COMPOUND = re.compile("欧阳|司马|诸葛|上官|司徒|慕容|尉迟|皇甫|令狐|夏侯|公孙|端木|独孤|轩辕|万俟|呼延|宇文")
_ACTS = re.compile("举行|主持|出席|率|陪同|会谈|会见|介绍|当选|致辞|作|说|表示|指出|强调|认为|宣布|带队|任")


def _of_two_characters(line: Line) -> Iterator[Span]:
    """Names with a surname of two characters that is no other word: 司马光辉, 诸葛亮."""
    text = line.text
    for m in _COMPOUND.finditer(text):
        ends = (m.end() + n for n in (2, 1))
        end = next((e for e in ends if _HAN.fullmatch(text[m.end():e]) and not set(text[m.end():e]) & _PARTICLES
                    and e <= len(text) and _ends_name(line, e)), 0)
        if end:
            yield m.start(), end


def _ends_name(line: Line, at: int) -> bool:
    begins = at == len(line.text) or line.word_at(at)[0] == at
    return begins and bool(_titles()[1].match(line.text, at) or _ACTS.match(line.text, at) or _word_follows(line, at))


def _by_themselves(line: Line, barred: set[int]) -> Iterator[Span]:
    """Words that no dictionary has and that are made like names; not right behind a place (`barred`): 景德镇陶溪川."""
    text = line.text
    for start, end in line.tokens:
        n = surname_at(text, start)
        if end - start != n + 2 or start in barred or line.known(start, end):
            continue
        if not n or text[start:start + n] in wordlike() and not _ACTS.match(text, end):
            continue
        if set(text[start + n:end]) <= given() and not line.known(start + n, end):
            quoted = text[start - 1:start] in tuple("“《") and text[end:end + 1] in tuple("”》")
            if not quoted:
                yield start, end
