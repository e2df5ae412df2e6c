"""Days, months, years, decades, parts of a year, and times of day."""
from __future__ import annotations

import re
from typing import Any

from bilingual.language.quantities.numerals import integer, value
from bilingual.language.quantities.rendering import MONTHS, ordinal, ordinal_word
from bilingual.language.quantities.rules.rule import TO, Family, Reading, numbers
from bilingual.model.quantity import Value

RULES = Family()
_D = "0123456789"
_Z = "零〇一二三四五六七八九十"
YEAR = "(?:[12]\\d{3}|[一二][零〇一二三四五六七八九]{3})"
MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = "(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"


def date_of(year: Any, month: Any, day: Any = None) -> tuple[str, tuple[Value, ...]]:
    """"March 5, 2024" and its values; year and day may be missing."""
    month, day = integer(month), integer(day) if day else None
    if not 1 <= month <= 12 or day is not None and not 1 <= day <= 31:
        raise ValueError("no date")
    text, values = MONTHS[month - 1], numbers(month, dimension="month")
    if day:
        text, values = f"{text} {day}", values + numbers(day, dimension="day")
    if year:
        text = f"{text}{',' if day else ''} {integer(year)}"
        values += numbers(integer(year), dimension="year")
    return text, values


def clock(hour: str, minute: str, part: str = "") -> tuple[str, Value]:
    h, m = int(hour), int(minute)
    if h > 24 or m > 59:
        raise ValueError("no time")
    after = part in ("下午", "傍晚", "晚上", "晚", "中午") and h < 12 and not (part == "中午" and h > 3)
    text = f"{h}:{m:02d}"
    return text, Value(numbers((h + 12 * after) * 60 + m)[0].number, "clock")


PARTS_OF_DAY = "上午|下午|晚上|傍晚|中午|晚|凌晨|早上|早晨|清晨|次日|当日|晨|夜间|午夜"
HOUR = "(?:2[0-4]|[01]?\\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二三四五六七八九])"
MINUTE = "(?:[0-5]?\\d|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)"
_CLOCK = r"(?P<h>[01]?\d|2[0-4])\s?[:：]\s?(?P<m>[0-5]\d)(?!\d|\.\d)"


@RULES.rule("time", _D, rf"(?<!\d)(?<!\d[:：]){_CLOCK}(?:{TO}(?P<h2>[01]?\d|2[0-4])\s?[:：]\s?(?P<m2>[0-5]\d)(?!\d))?"
                        rf"(?![:：]\d)", "9：00—17：30 → 9:00-17:30", "14:30 → 14:30")
def time(m: re.Match) -> Reading:
    part = (re.search(f"(?:{PARTS_OF_DAY})$", m.string[:m.start()]) or [""])[0]
    first, value = clock(m["h"], m["m"], part)
    if not m["h2"]:
        return Reading(first, (value,))
    last, end = clock(m["h2"], m["m2"], part)
    return Reading(f"{first}-{last}", (value, end))


@RULES.rule("time", _D + _Z + "两",
            rf"(?P<h>{HOUR}|两)(?:时|点)(?![间期代候数位评名对赞击燃面多])(?:(?P<m>{MINUTE})"
            r"(?:分(?!之[一二三四五六七八九十百千万\d])"
            r"|(?<=[上午早晨夜].点[二三四五]十)(?=[，。；、开前后发到]))|(?P<half>半)|(?P<quarter>[一三])刻|整|钟)?",
            "14时30分 → 14:30", "下午2点半 → 2:30")
def hour(m: re.Match) -> Reading:
    before = m.string[:m.start()]
    part = re.search(rf"({PARTS_OF_DAY})(?:[\d一二两三四五六七八九十]+[时点](?:\d+分|半)?{TO})?$", before)
    exact = m["m"] or m["half"] or m["quarter"]
    certain = exact or m.group()[-1] in "整钟" or re.match("[，。；、]|左右|许|$", m.string[m.end():])
    point = "点" in m.group() and not part and (not certain or not m["m"] and not m["h"].isdigit())
    if point or re.search(r"[\d.小]$", before):
        raise ValueError("a point, not an hour")
    minute = {"一": "15", "三": "45"}.get(m["quarter"]) or ("30" if m["half"] else str(integer(m["m"] or "0")))
    text, value = clock(str(integer(m["h"])), minute, part[1] if part else "")
    return Reading(text, (value,), (text.replace(":", "").zfill(4), text.removesuffix(":00" if part else "")))  # 0800


@RULES.rule("score", _D, r"(?<![\d.:：∶])\d{1,3}(?:\.\d+)?(?:[:：∶]\d{1,7}(?:\.\d+)?){1,3}(?P<man>万)?"
            r"(?![\d:：∶]|\.\d)",
            "3:2 → 3:2", "1:5万 → 1:50,000", "1∶500 → 1:500", "1∶1.5 → 1:1.5", "6.8∶36.5∶56.7 → 6.8:36.5:56.7")
def score(m: re.Match) -> Reading:
    text = m.group().replace("：", ":").replace("∶", ":")
    if m["man"]:
        left, _, right = text[:-1].rpartition(":")
        text = f"{left}:{int(value(right) * 10**4):,}"
    grouped = re.sub(r"\d{4,}", lambda n: f"{int(n.group()):,}", text)  # 1:2,000
    return Reading(text, variants=(text.replace(":", "-"), text.replace(":", " to "), grouped), copied=True)


@RULES.rule("date", _D, r"(?<![\d.-])(?P<y>[12]\d{3})(?P<s>[-/.])(?P<mo>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d"
                        r"|0?[1-9])(?![\d-]|\.\d)", "2024-03-05 → March 5, 2024")
def numericdate_of(m: re.Match) -> Reading:
    return Reading(*date_of(m["y"], m["mo"], m["d"]))


@RULES.rule("date", _D, r"(?<=[“\"])(?P<mo>1[0-2]|[1-9])[·•.・](?P<d>3[01]|[12]\d|[1-9])(?=[”\"\u4e00-\u9fff])",
            "“5·17” → May 17")
def event(m: re.Match) -> Reading:
    text, values = date_of(None, m["mo"], m["d"])
    return Reading(text, values, tuple(f"{m['mo']}{s}{m['d']}" for s in "·./-"))


@RULES.rule("days", _D + _Z,
            rf"""(?:(?P<y>{YEAR})年)?(?P<mo>{MONTH})月(?P<d>{DAY})(?:[日号])?{TO}
                 (?:(?P<y2>{YEAR})年)?(?:(?P<mo2>{MONTH})月)?(?P<d2>{DAY})[日号]""",
            "12月11日至12日 → December 11 to 12", "十二月十一日至十二日 → December 11 to 12",
            "2024年12月11日至12日 → December 11 to 12, 2024")
def days(m: re.Match) -> Reading:
    split = bool(m["y"] and m["y2"])
    first, start = date_of(m["y"] if split else None, m["mo"], m["d"])
    if m["mo2"]:
        last, end = date_of(None, m["mo2"], m["d2"])
    else:
        last, end = str(integer(m["d2"])), numbers(integer(m["d2"]), dimension="day")
    year = m["y2"] or m["y"]
    tail = numbers(integer(year), dimension="year") if year else ()
    ending = f", {integer(year)}" if year else ""
    twice = m["mo2"] and not m["y2"] and integer(m["mo2"]) == integer(m["mo"])  # October 8 to 14
    forms = [f"{first}{to}{integer(m['d2'])}{ending}" for to in (" to ", "-", " through ") if twice]
    return Reading(f"{first} to {last}{ending}", (*start, *end, *tail), tuple(forms))


_NAMED_DAYS = {("12", "31"): ("the end of", "year-end"), ("1", "1"): ("New Year's Day", "New Year's Day,")}


@RULES.rule("date", _D + _Z,
            rf"(?:(?P<y>{YEAR})年)?(?P<mo>{MONTH})月(?P<d>{DAY})(?:日|号(?![\u4e00-\u9fff]?(?:楼|线|文)))",
            "2023年12月11日 → December 11, 2023", "二〇二四年三月五日 → March 5, 2024", "3月5号 → March 5")
def date(m: re.Match) -> Reading:
    ways = _NAMED_DAYS.get((m["mo"], m["d"]), ()) if m["y"] else ()
    return Reading(*date_of(m["y"], m["mo"], m["d"]), tuple(f"{way} {integer(m['y'])}" for way in ways))


@RULES.rule("part of a month", _D + _Z, rf"(?:(?P<y>{YEAR})年)?(?P<mo>{MONTH})月(?:份)?(?P<part>[上中下])旬",
            "5月上旬 → early May", "2024年3月中旬 → mid-March 2024")
def part_of_month(m: re.Match) -> Reading:
    text, values = date_of(m["y"], m["mo"])
    head = {"上": "early ", "中": "mid-", "下": "late "}[m["part"]]
    return Reading(head + text, values)


@RULES.rule("months", _D + _Z, rf"(?:(?P<y>{YEAR})年)?(?P<a>{MONTH})月?{TO}(?P<b>{MONTH})月(?:份)?",
            "1—11月 → January to November", "2024年1月至3月 → January to March 2024")
def months(m: re.Match) -> Reading:
    first, start = date_of(None, m["a"])
    last, end = date_of(m["y"], m["b"])
    return Reading(f"{first} to {last}", start + end)


@RULES.rule("month", _D + _Z, rf"(?P<y>{YEAR})年(?P<m>{MONTH})月(?:份)?", "2025年12月 → December 2025")
def month(m: re.Match) -> Reading:
    return Reading(*date_of(m["y"], m["m"]))


@RULES.rule("month", _D + _Z,
            rf"(?<![\d.一二三四五六七八九十个第每])(?!一月(?:[两二三四五]次|一个))"
            rf"(?P<m>{MONTH})月(?:份|(?![饼报刊薪亮球嫂经票租均供息夜光圆色相台怀龄]))",
            "6月底 → June", "七月 → July")
def month_alone(m: re.Match) -> Reading:
    return Reading(*date_of(None, m["m"]))


@RULES.rule("academic year", _D + _Z, rf"(?P<a>{YEAR})(?:年?{TO}(?P<b>{YEAR}|\d\d))?学年度?",
            "2022—2023学年度 → the 2022-2023 academic year", "2023学年 → the 2023 academic year",
            "2021-22学年 → the 2021-2022 academic year")
def academic_year(m: re.Match) -> Reading:
    a = integer(m["a"])
    b = int(m["a"][:2] + m["b"]) if m["b"] and len(m["b"]) == 2 and m["b"].isdigit() else m["b"] and integer(m["b"])
    ways: tuple[str, ...]
    if b and b != a + 1:
        ways = (f"the {a}-{b} academic years", f"{a}-{b}")
    else:
        said = [str(a)] if not b else [f"{a}-{b}", f"{a}/{b}", f"{a}-{b % 100:02d}", f"{a}/{b % 100:02d}"]
        ways = (*(f"the {y} academic year" for y in said), *(f"the {y} school year" for y in said),
                *(f"academic year {y}" for y in said), *said)
    return Reading(ways[0], numbers(*((a, b) if b else (a,)), dimension="year"), ways[1:])


@RULES.rule("years", "12", r"(?<![\d.])(?P<a>(?:19|20)\d\d)[-—–/](?P<b>\d\d)年?(?!\d|[-—–/月%万亿])",
            "1995-96 → 1995-96")
def season(m: re.Match) -> Reading:
    if (int(m["a"]) + 1) % 100 != int(m["b"]):
        raise ValueError("no season")
    return Reading(f"{m['a']}-{m['b']}", variants=(f"{m['a']}/{m['b']}", f"{m['a']}-{m['a'][:2]}{m['b']}"), copied=True)


@RULES.rule("years", _D + _Z, rf"(?P<a>{YEAR})年?{TO}(?P<b>{YEAR})年(?!代)", "2021—2025年 → 2021-2025")
def years(m: re.Match) -> Reading:
    a, b = integer(m["a"]), integer(m["b"])
    return Reading(f"{a}-{b}", numbers(a, b, dimension="year"),
                   (f"{a} to {b}", f"from {a} to {b}", f"between {a} and {b}"))


_CENTURY = "(?:(?P<c>\\d\\d|[一二]?十[一二三四五六七八九]?)世纪|(?P<now>上个?世纪|本世纪))?"
_TENS = "(?:\\d0|[一二三四五六七八九]十|二〇)"


@RULES.rule("decades", _D + _Z + "上本",
            rf"{_CENTURY}(?P<a>[一二三四五六七八九]十?|\d0年?代?)(?:{TO}|、|和)?(?P<b>{_TENS})年代",
            "上世纪八九十年代 → the 1980s and 1990s",
            "20世纪七八十年代 → the 1970s and 1980s")
def decades(m: re.Match) -> Reading:
    a = re.sub("[年代]", "", m["a"])
    first, second = integer(a if a[-1] in "十0" else a + "十"), integer(m["b"])
    if second <= first:
        raise ValueError("no decades")
    century = _hundreds(m, second)
    return Reading(f"the {century + first}s and {century + second}s",
                   numbers(century + first, century + second, dimension="decade"))


@RULES.rule("date", "三四五六七八九",
            r"(?P<a>[三四五六七八九])(?P<b>[四五六七八九十])月份?(?=间|[，。、；]|是|为|之|里|份|$)",
            "四五月份 → April and May")
def two_months(m: re.Match) -> Reading:
    a, b = (integer(m[g]) for g in "ab")
    if b != a + 1:
        raise ValueError("no neighbours")
    first, last = MONTHS[a - 1], MONTHS[b - 1]
    others = (f"{first} or {last}", f"{first} to {last}")
    return Reading(f"{first} and {last}", numbers(a, b, dimension="month"), others)


@RULES.rule("date", "123456789", r"(?P<a>[1-9])、(?P<b>[2-9]|1[0-2])月份", "7、8月份 → July and August")
def listed_months(m: re.Match) -> Reading:
    a, b = int(m["a"]), int(m["b"])
    return Reading(f"{MONTHS[a - 1]} and {MONTHS[b - 1]}", numbers(a, b, dimension="month"))


@RULES.rule("generation", "056789", r"(?P<d>[5-9]0|[0-9]5|00)后(?=[，。、；”]|青|人|一代|大学|干部|群体|职|员|$)",
            "80后 → post-80s generation")
def generation(m: re.Match) -> Reading:
    return Reading(f"post-{m['d']}s generation", variants=(f"born after {m['d']}", f"post-{m['d']}s",
                                                           f"post-19{m['d']}s", f"post-20{m['d']}s",
                                                           f"born in the 19{m['d']}s", f"post-{m['d']}"))


@RULES.rule("decade", _D + _Z + "上本", rf"{_CENTURY}(?P<t>{_TENS}|[12]\d\d0)年代(?:[初中末])?",
            "20世纪90年代 → the 1990s", "八十年代 → the 1980s")
def decade(m: re.Match) -> Reading:
    tens = integer(m["t"])
    part = {"初": "early ", "中": "mid-", "末": "late "}.get(m.group()[-1], "")
    year = tens if tens > 1000 else _hundreds(m, tens) + tens
    return Reading(f"the {part}{year}s", numbers(year, dimension="decade"))


def _hundreds(m: re.Match, tens: int) -> int:
    if m["c"]:
        return (integer(m["c"]) - 1) * 100
    return 2000 if m["now"] == "本世纪" or not m["now"] and tens <= 20 else 1900


@RULES.rule("century", _D + _Z, r"(?P<c>\d\d?|[一二]?十[一二三四五六七八九]?)世纪", "21世纪 → the 21st century")
def century(m: re.Match) -> Reading:
    n = integer(m["c"])
    return Reading(f"the {ordinal(n)} century", numbers(n, dimension="ordinal"), (f"the {ordinal_word(n)} century",))


@RULES.rule("year", _D + _Z, rf"(?P<y>{YEAR})年(?!代)(?:度(?!假))?", "二〇三五年 → 2035", "2023年 → 2023")
def year(m: re.Match) -> Reading:
    n = integer(m["y"])
    return Reading(str(n), numbers(n, dimension="year"))


def _alone(m: re.Match) -> bool:
    """Whether no year stands in front, which English would put behind: the first half of 2024."""
    return not m.string[:m.start()].endswith(("年", "年的", "年度"))


_QUARTERS = {1: ("Q1", "January to March", "January-March", "the first three months"),
             2: ("Q2", "first two quarters", "second quarters"), 3: ("Q3",), 4: ("Q4",)}


@RULES.rule("quarter", "第一二三四1234", r"(?<![上下每])第?(?P<q>[一二三四1-4])季度", "三季度 → the third quarter")
def quarter(m: re.Match) -> Reading:
    n = integer(m["q"])
    return Reading(f"the {ordinal_word(n)} quarter", numbers(n, dimension="quarter"), _QUARTERS[n], given=_alone(m))


@RULES.rule("part of a year", "前", r"前(?P<q>[二两三23])个?季度", "前三季度 → the first three quarters")
def quarters(m: re.Match) -> Reading:
    n = integer(m["q"])
    more = {2: ("the first half", "H1", "first six months"),
            3: ("nine months", "Q1-Q3", "January to September", "January-September")}
    return Reading(f"the first {'two' if n == 2 else 'three'} quarters", variants=more[n], given=_alone(m))


@RULES.rule("part of a year", "上下", "(?P<h>[上下])半年", "上半年 → the first half of the year")
def half_year(m: re.Match) -> Reading:
    first = m["h"] == "上"
    more = ("first half", "H1", "first six months", "first-half", "January-June", "January to June") if first else (
        "second half", "H2", "last six months", "latter half", "second-half", "later half", "July-December")
    return Reading(f"the {'first' if first else 'second'} half of the year", variants=more, given=_alone(m))
