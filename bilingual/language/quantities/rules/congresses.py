"""Congresses of the Party and of the people, and their sessions."""
from __future__ import annotations

import re

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import ordinal, ordinal_word
from bilingual.language.quantities.rules.rule import LABEL_NUMERALS, Family, Reading, numbers

RULES = Family()
_D = "0123456789"
_Z = LABEL_NUMERALS
_CONGRESS = "(?:二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"


@RULES.rule("congress", "党中第" + _Z + _D,
            r"(?:党的|中国共产党|中共)?第?(?P<c>[一二三四五六七八九十]+|\d\d?)届"
            r"(?P<n>[一二三四五六七八九])(?P<more>(?:中(?:全会)?[、和及与][一二三四五六七八九])*)中全会",
            "二十届二中全会 → the Second Plenary Session of the 20th CPC Central Committee",
            "十八届三中、四中全会 → the third and fourth plenary sessions of the 18th CPC Central Committee")
def plenum(m: re.Match) -> Reading:
    c, found = integer(m["c"]), [integer(n) for n in (m["n"], *re.findall("[一二三四五六七八九]", m["more"]))]
    words = [ordinal_word(n) for n in found]
    of = f"of the {ordinal(c)} CPC Central Committee"
    values = numbers(*found, c, dimension="ordinal")
    if len(found) == 1:
        return Reading(f"the {words[0].capitalize()} Plenary Session {of}", values)
    listed = f"{words[0]} and {words[1]}" if len(words) == 2 else f"{', '.join(words[:-1])}, and {words[-1]}"
    return Reading(f"the {listed} plenary sessions {of}", values)


_LEVELS = {"全国": "National ", "省": "Provincial ", "市": "Municipal ", "县": "County ", "区": "District ",
           "州": "Prefectural "}


@RULES.rule("congress", "第省市县区州" + _Z + _D,
            r"(?:(?<![\u4e00-\u9fff])(?P<level>[省市县区州]))?第?(?P<c>[一二三四五六七八九十]+|\d\d?)届(?P<whole>全国)?"
            r"(?:人民代表大会|人大)(?P<standing>常务委员会|常委会)?(?:会议)?"
            r"(?:第?(?P<n>[一二三四五六七八九十]+|\d\d?)次会议)?"
            r"(?<!人大)(?<!人大会议)(?!代表|常)",
            "十四届全国人大三次会议 → the Third Session of the 14th National People's Congress",
            "九届全国人大常委会第二十一次会议 → "
            "the 21st Meeting of the Standing Committee of the Ninth National People's Congress",
            "区十七届人大五次会议 → the Fifth Session of the 17th District People's Congress")
def people_s_congress(m: re.Match) -> Reading:
    if not (m["n"] or m["standing"] or m["level"]):
        raise ValueError("the congress alone is a term")
    c = integer(m["c"])
    of = f"{_capital(c)} {_LEVELS.get(m['whole'] or m['level'], '')}People's Congress"
    body = f"the Standing Committee of the {of}" if m["standing"] else f"the {of}"
    if not m["n"]:
        return Reading(body, numbers(c, dimension="ordinal"))
    n = integer(m["n"])
    sitting, other = ("Meeting", "Session") if m["standing"] else ("Session", "Meeting")
    said = f"the {_capital(n)} {sitting} of {body}"
    variants = tuple(v for sit in (sitting, other) for v in (
        f"the {ordinal(n)} {sit} of {body}", f"the {ordinal_word(n)} {sit.lower()} of {body}"))
    return Reading(said, numbers(n, c, dimension="ordinal"), variants)


def _capital(n: int) -> str:
    """A number of a congress or its session: Ninth, 10th."""
    return ordinal_word(n).capitalize() if n < 10 else ordinal(n)


@RULES.rule("congress", "全", r"全国政协(?P<c>[一二三四五六七八九十]+)届(?P<n>[一二三四五六七八九十])次会议",
            "全国政协十四届二次会议 → the second session of the 14th CPPCC National Committee")
def consultative_conference(m: re.Match) -> Reading:
    n, c = integer(m["n"]), integer(m["c"])
    return Reading(f"the {ordinal_word(n)} session of the {ordinal(c)} CPPCC National Committee",
                   numbers(n, c, dimension="ordinal"))


@RULES.rule("congress", "党中十二",
            rf"(?:(?:党的|中共)(?P<c>{_CONGRESS})大(?![家量力大小会局胆气])|(?P<bare>十[二三四五六七八九]"
            rf"|二十)大(?=以来|报告|精神|召开|提出|强调|指出|确定|确立|部署"
            rf"|决策|[、，。）]|和|胜利|闭幕|开幕|作出|修改|通过))", "党的二十大 → the 20th CPC National Congress")
def party_congress(m: re.Match) -> Reading:
    n = integer(m["c"] or m["bare"])
    return Reading(f"the {ordinal(n)} CPC National Congress", numbers(n, dimension="ordinal"))
