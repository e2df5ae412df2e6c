"""Lists that are told with the number of all that belong to them: 贸易、能源等6个领域 are six areas, trade and energy
among them, and never "trade, energy, and 6 areas".
"""
from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bilingual.language.appointments import posts_at
from bilingual.language.english import Edit, lower_first
from bilingual.language.labels import Part, fixed
from bilingual.language.lexicon import chinese_words, stems, tellings, usual
from bilingual.language.quantities.find import find_quantities
from bilingual.language.quantities.rendering import CARDINALS, word
from bilingual.model.quantity import Quantity

_NOUNS = dict(pair.split("=") for pair in (
    "国家=countries 国=countries 省份=provinces 省=provinces 城市=cities 市=cities 县=counties "
    "县区=counties_and_districts 区=districts 村=villages 乡镇=townships 地区=regions "
    "领域=areas 方面=aspects 部门=departments 单位=organizations "
    "机构=institutions 企业=enterprises 公司=companies 项目=projects 制度=systems 代表=representatives 教师=teachers "
    "干部=officials 专家=experts 同志=comrades 人=people 学生=students 职工=employees 村民=villagers 委员=members "
    "行业=industries 产业=industries 产品=products 措施=measures 文件=documents 学校=schools 高校=universities "
    "医院=hospitals 平台=platforms 任务=tasks 问题=problems 党员=Party_members 学者=scholars 民警=police_officers "
    "医生=doctors 护士=nurses 工程=projects 园区=parks 系统=systems 环节=links 品种=varieties 民族=ethnic_groups "
    "语种=languages 机场=airports 港口=ports 指标=indicators 事项=items 证书=certificates 标准=standards").split())
_OF = dict(pair.split("=") for pair in (
    "企业=enterprises 代表=representatives 学者=scholars 专家=experts 客商=merchants 选手=athletes 嘉宾=guests "
    "运动员=athletes 游客=tourists 学生=students 领导人=leaders 官员=officials 记者=reporters").split())
_CLASSIFIER = "[个名位家项座种类条所户件]?"
# Behind the noun: the end, or a verb; another noun would make one with it (6个领域合作)
_ENDS = ("(?=[，。；、）]|$|获|参加|出席|进行|开展|联名|作|签署|成立|被|均|都|已|将|在|先后|分别|共同|发|入选|联合|"
         "参展|亮相|纳入|实现|完成|达|取得|举行|启动|召开|提|加入|宣布|表示|致|受|当选|组成|报名|参与|走|前往|赴|到)")
# What stands before the first of several words that make a list; another word may belong to it
_OPENS = re.compile("(?:涉及|包括|涵盖|覆盖|围绕|包含|建立|通过|推出|出台|实施|提供|走访|有|在|为|从|对|于|含|到)了?$")
MOST = 5  # items of a list that a model takes over
_TITLED = re.compile("[^，。；：、的]{1,16}$")


@cache
def _counted(first: str, rest: str) -> re.Pattern:
    nouns, of = ("|".join(sorted(t, key=len, reverse=True)) for t in (_NOUNS, _OF))
    return re.compile(rf"等(?P<n>{first}{rest}*){_CLASSIFIER}(?P<noun>{nouns})(?:的(?P<of>{of}))?{_ENDS}")


def together(source: str, masked: str, quantities: Mapping[int, Quantity],
             terms: Sequence[Part]) -> Iterator[tuple[int, int, str]]:
    """Where such lists stand whose items can be told, and the English of each; `masked` is the Chinese with every
    quantity as one private character and its followers.
    """
    for m in _counted("\ue000", "\ue001").finditer(masked):
        quantity, items, start = quantities.get(m.start("n")), [], m.start()
        if not quantity or [v.dimension for v in quantity.values] != [""]:
            continue
        before = re.search("[^，。；：]*$", source[:m.start()])
        at = before.start() if before else 0
        cuts = [at, *(at + c.end() for c in re.finditer("、", source[at:m.start()])), m.start() + 1]
        spans = [(a, b - 1) for a, b in itertools.pairwise(cuts)]
        for n, (a, b) in enumerate(spans):
            begins, english = _item(source, a, b, terms, whole=n > 0, alone=len(spans) == 1)
            start = begins if not n else start
            items.append(english)
        if not all(items) or len(items) > MOST or len(items) >= quantity.values[0].number:
            continue
        noun = _NOUNS[m["noun"]].replace("_", " ")
        noun = "deputies" if noun == "representatives" and "人大" in source else noun
        counted = f"{quantity.rendering} {noun}"
        counted = f"{_OF[m['of']]} from {counted}" if m["of"] else counted
        named = items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
        yield start, m.end(), f"{counted} including {named}"


def _item(source: str, start: int, end: int, terms: Sequence[Part], whole: bool, alone: bool) -> tuple[int, str]:
    """Where an item of a list begins, and its English; the first one of a list need not be the `whole` span, and one
    that is `alone` is a name.
    """
    term = next((t for t in terms if t[1] == end and t[0] >= start and t[2]), None)
    if term and term[3] == "person" and term[0] > start:
        office, at = _office(source, start, term, terms)
        if office and (at == start or not whole):
            return at, f"{term[2]}, {office}," if " of " in office else f"{office} {term[2]}"
    if alone and not (term and term[3] in ("person", "place", "body", "institution")):
        return start, ""
    if term and (term[0] == start or not whole) and not (term[3] == "person" and _TITLED.search(source[start:term[0]])):
        return term[0], re.sub("^the (?=[a-z])", "", term[2])
    words = [(a + start, w) for a, b, w in chinese_words(source[start:end]) if b + start == end]
    if words and (words[0][0] == start or not whole and _OPENS.search(source[start:words[0][0]])):
        try:
            return words[0][0], _several(usual(words[0][1]))
        except KeyError:
            pass
    return start, ""


def _several(ways: Sequence[str]) -> str:
    """The usual English of a word, of several where people say that, too: factories."""
    one, *others = ways
    plurals = (f"{one}s", f"{one}es", f"{one.removesuffix('y')}ies")
    return next((other for other in others if other in plurals), one)


def _office(source: str, start: int, person: Part, terms: Sequence[Part]) -> tuple[str, int]:
    """The office in front of a person, and where it begins."""
    for at in range(start, person[0]):
        if label := fixed(source[at:person[0]]):
            return lower_first(label), at
        said, _, end = posts_at(source[:person[0]], at, terms)
        if said and end == person[0]:
            return said, at
    return "", start


_COMMA = re.compile("(?<!^[一二三四五六七八九十])、")
_SHORTEST = 2  # commas of a list
# What English sets between two things
_BETWEEN = re.compile(r",(?!\d)|[;/&—]|\s–\s|"
                      r"\b(?:and|or|nor|plus|but|to\snone|as\swell\sas|(?:along|together)\swith)\b", re.I)


# The last thing of a list behind a conjunction, which English joins to the others once: ", and"
_LAST_JOINED = re.compile("、[^，。；：、和及]{1,14}(?:和|以?及)[^，。；：、和及]{1,14}(?:等|$|[，。；]|的)")
_JOINED = re.compile(rf",?\s(?:and|or|nor|plus|as\swell\sas|but)\b|{_BETWEEN.pattern}|\b(?:both|including)\b", re.I)


def shorter(source: str, target: str) -> int:
    """How many things English lists fewer than Chinese at least: its commas and conjunctions are fewer than the commas
    that Chinese has for lists alone (怀孕、生育、哺乳, "pregnancy or childbirth"), and than these with the last
    conjunctions of the lists, where ", and" counts once.

    Of 89,464 right sentences by people 21 have fewer.
    """
    commas = len(_COMMA.findall(source))
    if commas < _SHORTEST:
        return 0
    last = len(_LAST_JOINED.findall(source))
    joined = commas + last - len(_JOINED.findall(target)) if last else 0
    return max(0, commas - len(_BETWEEN.findall(target)), joined)


_SHORT_THING = "[^，。；：、的和及与或“”（）《》0-9]{1,6}"
_NAMED_LIST = re.compile(rf"(?<![\u4e00-\u9fff]、){_SHORT_THING}(?P<more>(?:、{_SHORT_THING})+)(?:和|"
                         rf"以?及)(?=[^，。；：、和及与或])")
_ENGLISH_WORD = r"(?!(?:and|or|but|which|who|that|with|including|while|by|for|to|from)\b)[A-Za-z][\w'’-]*"
_ENGLISH_THING = rf"{_ENGLISH_WORD}(?:\s{_ENGLISH_WORD}){{0,4}}"
_ENGLISH_LIST = re.compile(rf"\b{_ENGLISH_THING}(?P<more>(?:,\s{_ENGLISH_THING})+),?\s(?:and|or)\s(?:the\s|"
                           rf"other\s)?{_ENGLISH_WORD}")
_FOUR, _MANY, _LONG = 4, 20, 1500  # things of a list that is counted, and its commas; letters of an English


def fewer(source: str, target: str) -> tuple[int, int]:
    """How many things the only list of a Chinese sentence has, and how many fewer the only one of its English; two
    zeros where they are as many, or where other words of the English may tell one.

    Of 89,464 right pairs 17 have fewer.
    """
    if not _FOUR - 2 <= source.count("、") <= _MANY or "等" in source or len(target) > _LONG:
        return 0, 0
    ours, theirs = list(_NAMED_LIST.finditer(source)), list(_ENGLISH_LIST.finditer(target))
    if len(ours) != 1 or len(theirs) != 1 or source.count("、") != ours[0]["more"].count("、"):
        return 0, 0
    things, said = ours[0]["more"].count("、") + 2, theirs[0]["more"].count(",") + 2
    rest = target[:theirs[0].start()] + target[theirs[0].end():]
    if things < _FOUR or said >= things or len(_BETWEEN.findall(rest)) > 1:
        return 0, 0
    return things, said


_THING = re.compile(r"[^，。；：、“”（）《》的\d]{2,6}")
_SHORT_LIST = re.compile(rf"(?P<things>{_THING.pattern}(?:、{_THING.pattern})+)"
                         rf"(?:(?:和|以?及|或者?|与)(?P<last>{_THING.pattern}))?")


def untold_item(source: str, target: str, known: Sequence[tuple[int, int]] = ()) -> str:
    """A thing of a Chinese list that its English does not tell although it tells the others, all but one at least, ""
    where there is none; a thing in a known span is told. What stands before the first thing may belong to it, so that
    is not asked for.

    Of 66,182 right sentences by people 40 have one.
    """
    words, said = tellings(source), stems(target)

    def told(span: tuple[int, int]) -> bool | None:
        """Whether the English tells a thing; None where the lexicon has no word of it."""
        if any(a < span[1] and span[0] < b for a, b in known):
            return True
        ways = [way for a, b, way in words if span[0] <= a and b <= span[1]]
        return any(not said.isdisjoint(way) for way in ways) if ways else None

    for m in _SHORT_LIST.finditer(source):
        spans = [thing.span() for thing in _THING.finditer(source, *m.span("things"))]
        spans += [m.span("last")] if m["last"] else []
        found = [told(span) for span in spans] if len(spans) > _SHORTEST else []
        if found.count(False) == 1 and found.count(True) >= max(2, len(found) - 2) and found[0] is not False:
            return source[slice(*spans[found.index(False)])]
    return ""


_NOUN = r"(?:[a-z-]+ ){0,2}?(?:[a-z-]+s|people)\b"
# "trade, energy, and 6 areas", "and other 23 countries", "and 12 representatives"
_AND_ALL = r"(?<=[a-z)]),? and (?:the )?(?P<other>other )?(?P<n>%s) (?P<noun>" + _NOUN + ")"
_INCLUDING = re.compile(r"\b(?:including|such as|like|namely|as well as|among)\b", re.I)
_LISTED = re.compile("[^，。；：]、?[^，。；：]*等$")


def added(source: str, text: str) -> list[re.Match]:
    """Where an English sentence adds the number of all to those of them that are named."""
    if "等" not in source or _INCLUDING.search(text):
        return []
    found: list[re.Match] = []
    for q in find_quantities(source):
        if [v.dimension for v in q.values] != [""] or q.values[0].number < 2 or not _LISTED.search(source[:q.start]):
            continue
        forms = {q.rendering, str(q.values[0].number), _spelt(q.rendering)}
        found += re.finditer(_AND_ALL % "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True)), text)
    return found


# "9 teachers including Principal Wang Xuemei was commended"
_SEVERAL = {"was": "were", "is": "are", "has": "have"}
_AGREES = re.compile(rf"(?:^|[,;] )(?:The |the )?(?:\d[\d,]*|[a-z]+) {_NOUN} including [^,.;]{{3,80}}? "
                     rf"(?P<verb>{'|'.join(_SEVERAL)})\b")


def _spelt(number: str) -> str:
    return word(int(number)) if number.isdigit() else number


def _number(text: str) -> float:
    """A number in digits or in a word; a very large one where it is neither."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else CARDINALS.get(text, math.inf)


def put_together(source: str, text: str) -> list[Edit]:
    """The exchanges that tell the number of all as that: "trade, energy and others, 6 areas in all"."""
    edits: list[Edit] = []
    for m in added(source, text):
        ends, named = re.match(r"\s?[,.;]|$", text[m.end():]), re.findall("[、和]", source.split("等", maxsplit=1)[0])
        others = "" if len(named) + 1 >= _number(m["n"]) else " and others"
        edits.append((*m.span(), f"{others}, {m['n']} {m['noun']} in all" + ("" if ends else ",")))
    if "等" in source:
        edits += [(*m.span("verb"), _SEVERAL[m["verb"]]) for m in _AGREES.finditer(text)]
    return edits
