"""Days of the week, days of the lunar calendar, the first months of a year, what was years ago, anniversaries."""
from __future__ import annotations

import re

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import CARDINALS, MONTHS, ordinal, ordinal_word, word
from bilingual.language.quantities.rules.dates import MONTH
from bilingual.language.quantities.rules.rule import LABEL_NUMBER, LABEL_NUMERALS, TO, Family, Reading, numbers

RULES = Family()
_Z = "零〇一二三四五六七八九十"
DAYS = dict(zip("一二三四五六日天", ("Monday Tuesday Wednesday Thursday Friday Saturday "
                                     "Sunday Sunday").split(), strict=True))
_WEEKDAY = "[一二三四五六日天]"


@RULES.rule("weekday", "星周礼每",
            rf"(?<![长席任记员师理][ \u3000])(?P<each>每)?(?P<w>星期|礼拜|周)(?P<a>{_WEEKDAY})"
            rf"(?:{TO}(?:星期|礼拜|周)?(?P<b>{_WEEKDAY})"
            rf"|(?P<more>(?:[、和](?:星期|周)?{_WEEKDAY})+))?(?![次个名批位届天场期年度月节堂小篇封均班里丈步尺\d前后内之])",
            "星期五 → Friday", "周一至周五 → Monday to Friday", "每周一、三、五 → every Monday, Wednesday and Friday")
def weekday(m: re.Match) -> Reading:
    if m["w"] == "周" and re.search(r"[一二两三四五六七八九十几数\d]$", m.string[:m.start()]):
        raise ValueError("weeks")
    days = [DAYS[c] for c in (m["a"], *(m["b"] or ""), *re.findall(_WEEKDAY + "(?=[、和]|$)", m["more"] or ""))]
    joints = (" to ", " through ", "-") if m["b"] else (" and ", ", and ")
    lists = [", ".join(d[:-1]) + j + d[-1] if len(d) > 1 else d[0]
             for d in (days, [day + "s" for day in days]) for j in joints]
    said = f"every {lists[0]}" if m["each"] else lists[0]
    return Reading(said, variants=tuple(dict.fromkeys((lists[0], *lists))))


_OF_MONTH = {"每月": "each month", "次月": "the next month", "下月": "the next month", "当月": "that month",
             "同月": "that month", "本月": "this month", "上月": "last month", "首月": "the first month"}
_OTHERS = {"each month": ("every month",), "the next month": ("the following month", "next month"),
           "that month": ("the month", "the same month"), "this month": ("the month",)}


@RULES.rule("day of the month", "每次下当同本上首",
            rf"(?P<of>{'|'.join(_OF_MONTH)})(?P<a>3[01]|[12]\d|[1-9])[日号]?(?:{TO}(?P<b>3[01]|[12]\d|[1-9]))?[日号]"
            r"(?![内间])", "每月5日 → the 5th of each month", "次月10日 → the 10th of the next month",
            "本月8日至10日 → the 8th to the 10th of this month")
def day_of_month(m: re.Match) -> Reading:
    days, month = [int(d) for d in (m["a"], m["b"]) if d], _OF_MONTH[m["of"]]
    said = [" to ".join(f"the {way(d)}{day}" for d in days) for way in (ordinal, ordinal_word) for day in ("", " day")]
    forms = [f"{s} of {of}" for s in said for of in (month, *_OTHERS.get(month, ()))]
    return Reading(forms[0], numbers(*days, dimension="day"), tuple(forms[1:]))


_PLANNED = re.compile("(?:计划|规划|任期|五[”\"]|时期|期间|本届)$")
_PARTS = {3: ("the first quarter", "Q1"), 6: ("the first half", "H1"), 9: ("the first three quarters",)}


@RULES.rule("first", "前", r"前(?P<n>1[01]|[2-9]|十一|十|[两二三四五六七八九])(?P<u>个月|年)(?![间来内])",
            "前11个月 → the first 11 months")
def first_months(m: re.Match) -> Reading:
    n, months = integer(m["n"]), m["u"] == "个月"
    if not months and not _PLANNED.search(m.string[:m.start()]):
        raise ValueError("years before, or the first ones")
    unit, said = "month" if months else "year", word(n)
    more: tuple[str, ...] = ()
    if months:
        more = (f"January to {MONTHS[n - 1]}", f"January through {MONTHS[n - 1]}", f"January-{MONTHS[n - 1]}",
                *_PARTS.get(n, ()))
    return Reading(f"the first {said} {unit}s", numbers(n, dimension=f"{unit}s"),
                   (f"the first {n} {unit}s", f"first-{said}-{unit}", f"{said}-{unit}", f"{n}-{unit}", *more))


_ITS_YEARS = {"年": "year", "个月": "month", "天": "day", "周": "week", "个星期": "week"}


@RULES.rule("ago", _Z + "两0123456789",
            r"(?:(?<=[，。；：、到比较与和从是在以])|^)(?P<n>[一二两三四五六七八九十]{1,3}|\d{1,2})"
            r"(?P<u>年|个月|天|周|个星期)前(?=[的，就开便即已])",
            "十年前的 → ten years ago", "到30年前， → 30 years ago")
def ago(m: re.Match) -> Reading:
    n, unit = integer(m["n"]), _ITS_YEARS[m["u"]]
    said = [f"{word(n) if n <= 10 else n} {unit}{'s' if n > 1 else ''}"]
    said += [f"{word(n // 10)} decade{'s' if n > 10 else ''}"] if unit == "year" and n % 10 == 0 else []
    said += [f"a {unit}", "a decade"] if n in (1, 10) else []
    ways = [f"{s} {when}" for s in said for when in ("ago", "earlier", "before", "previously", "back")]
    return Reading(ways[0], numbers(n, dimension=f"{unit}s"), tuple(ways[1:]))


_NUMERALS = {n: name for name, n in CARDINALS.items()}
_N = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2})"


@RULES.rule("years and months", _Z + "两0123456789", rf"(?P<y>{_N})年(?:零|又)?(?P<mo>{_N})个月(?![第内])",
            "一年零四个月 → one year and four months")
def years_and_months(m: re.Match) -> Reading:
    y, mo = integer(m["y"]), integer(m["mo"])
    if y > 100 or mo > 11:
        raise ValueError("no length of time")
    tell = lambda n, unit: f"{n} {unit}{'' if n in (1, 'one', 'a') else 's'}"
    years, months = (word(y), y, *(("a",) if y == 1 else ())), (word(mo), mo)
    ways = [f"{tell(a, 'year')}{joint}{tell(b, 'month')}"
            for a in years for b in months for joint in (" and ", " ", ", ")]
    halves = (*(f"{n} and a half years" for n in (_NUMERALS.get(y, y), y)), f"{y}.5 years") if mo == 6 else ()
    halves += ("a year and a half",) if (y, mo) == (1, 6) else ()
    return Reading(ways[0], numbers(12 * y + mo, dimension="months"), (*ways[1:], *halves))


@RULES.rule("anniversary", "两0123456789" + LABEL_NUMERALS, rf"(?P<n>{LABEL_NUMBER}|两)周年(?!度|均)",
            "70周年 → 70th anniversary", "一百周年 → 100th anniversary")
def anniversary(m: re.Match) -> Reading:
    n = integer(m["n"])
    if m.string[:m.start()].endswith("满"):  # 运营满两周年: for two years
        said = f"{word(n)} year{'s' if n > 1 else ''}"
        return Reading(said, numbers(n, dimension="years"), (
            f"{word(n)} full year{'s' if n > 1 else ''}", f"{ordinal(n)} anniversary", f"{ordinal_word(n)} anniversary",
            f"{n}-year", f"{word(n)}-year", *(("a year", "a full year", "first year") if n == 1 else ())))
    names = {1: ("first year", "a year", "one year"),
             100: ("centenary", "centennial", "hundredth"),
             200: ("bicentenary",)}.get(n, ())
    said = ordinal_word(n) if n <= 10 else ordinal(n)
    return Reading(f"{said} anniversary", numbers(n, dimension="ordinal"),
                   (f"{ordinal(n)} anniversary", f"{ordinal_word(n)} anniversary", *names, f"{n} years",
                    f"{word(n)} years"))


_LUNAR = {"正": 1, "冬": 11, "腊": 12}


@RULES.rule("lunar date", "农阴正冬腊" + _Z,
            rf"(?P<lunar>农历|阴历)?(?P<mo>[正冬腊]|{MONTH})月(?P<d>初[一二三四五六七八九十]|廿[一二三四五六七八九]?"
            rf"|二?十[一二三四五六七八九]?|三十)(?![日号年个月万千百亿元名家人])",
            "正月十五 → the 15th day of the first lunar month", "农历八月初三 → the 3rd day of the eighth lunar month")
def lunar_date(m: re.Match) -> Reading:
    if not m["lunar"] and m["mo"] not in _LUNAR and m["d"][0] not in "初廿":
        raise ValueError("a month and a number")
    day = integer(m["d"].replace("初", "").replace("廿", "二十"))
    month = _LUNAR.get(m["mo"]) or integer(m["mo"])
    name = "last" if month == 12 else ordinal_word(month)
    values = (*numbers(day, dimension="ordinal"), *(() if month == 12 else numbers(month, dimension="ordinal")))
    return Reading(f"the {ordinal(day)} day of the {name} lunar month", values,
                   (f"the {ordinal_word(day)} day of the {name} lunar month",
                    f"the {ordinal(day)} day of the 12th lunar month",
                    f"the {ordinal(day)} of the {name} lunar month"))
