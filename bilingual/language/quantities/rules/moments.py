"""A time of day on its date, the span between two of them, and what begins at a date: 6日20时至7日8时, 2025年起."""
from __future__ import annotations

import re

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rendering import ordinal
from bilingual.language.quantities.rules.calendar import DAYS
from bilingual.language.quantities.rules.dates import DAY, HOUR, MINUTE, MONTH, PARTS_OF_DAY, YEAR, clock, date_of
from bilingual.language.quantities.rules.rule import Family, Reading, numbers
from bilingual.model.quantity import Value

RULES = Family()
_STARTS = "0123456789一二三四五六七八九十"
_MORNING, _EVENING = ("上午", "早上", "早晨", "清晨", "凌晨", "晨"), ("下午", "傍晚", "晚上", "晚")


def _moment(n: str, month: str) -> str:
    """The pattern of a time on its date; its groups end in `n`, and `month` tells whether the month must be there."""
    return (rf"(?:(?:(?P<y{n}>{YEAR})年)?(?P<mo{n}>{MONTH})月){month}(?P<d{n}>{DAY})日"
            rf"(?:（(?:星期|周)(?P<wd{n}>[一二三四五六日天])）)?\s?(?P<part{n}>{PARTS_OF_DAY})?\s?"
            rf"(?:(?P<h{n}>{HOUR})[时点](?![间候])(?:(?P<m{n}>{MINUTE})分(?!之)|(?P<half{n}>半)|整)?"
            rf"|(?P<hh{n}>[01]?\d|2[0-4])\s?[:：]\s?(?P<mm{n}>[0-5]\d)(?!\d|\.\d))")


def _said(m: re.Match, n: str) -> tuple[str, tuple[Value, ...], str]:
    """A time on its date in English, its values, and the same by the clock of 24 hours."""
    hour = integer(m[f"h{n}"] or m[f"hh{n}"])
    minute = 30 if m[f"half{n}"] else integer(m[f"m{n}"] or m[f"mm{n}"] or "0")
    part = m[f"part{n}"] or ""
    time, value = clock(str(hour), str(minute), part)
    if m[f"mo{n}"]:
        day, values = date_of(m[f"y{n}"], m[f"mo{n}"], m[f"d{n}"])
    else:
        day, values = f"the {ordinal(integer(m[f'd{n}']))}", numbers(integer(m[f"d{n}"]), dimension="day")
    day = f"{DAYS[m[f'wd{n}']]}, {day}" if m[f"wd{n}"] else day
    half = " a.m." if part in _MORNING else " p.m." if part in _EVENING else ""
    told = f"{(hour - 1) % 12 + 1}:{minute:02d}{half}" if half and hour else time
    return f"{told} on {day}", (value, *values), f"{time} on {day}"


@RULES.rule("span of time", _STARTS, rf"{_moment('1', '?')}起?(?:至|到|—{{1,2}}|–|~|～|-){_moment('2', '?')}止?",
            "6日20时至7日8时 → 20:00 on the 6th to 8:00 on the 7th",
            "3月5日9时30分起至3月8日18时止 → 9:30 on March 5 to 18:00 on March 8")
def span(m: re.Match) -> Reading:
    (first, values, plain), (last, more, other) = _said(m, "1"), _said(m, "2")
    return Reading(f"{first} to {last}", values + more, (f"{plain} to {other}", f"{first} until {last}"))


@RULES.rule("date and time", _STARTS, _moment("", ""),
            "2024年3月5日14：30 → 14:30 on March 5, 2024", "9月13日10点30分 → 10:30 on September 13",
            "5月20日（星期一）下午2:30 → 2:30 p.m. on Monday, May 20")
def moment(m: re.Match) -> Reading:
    if re.match(r"\s?(?:[-—–~至到])", m.string[m.end():]):  # of a span of hours: 3月5日9时至17时
        raise ValueError("one end of a span")
    told, values, plain = _said(m, "")
    return Reading(told, values, (plain,) if plain != told else ())


@RULES.rule("since", "12一二",
            rf"(?<![自从])(?P<y>{YEAR})年(?:(?P<mo>{MONTH})月)?起(?![点步到至草诉源来止因运])",
            "2025年起 → from 2025", "2024年10月起 → from October 2024")
def since(m: re.Match) -> Reading:
    year = integer(m["y"])
    time, values = date_of(m["y"], m["mo"]) if m["mo"] else (str(year), numbers(year, dimension="year"))
    heads = ("since", "starting", "starting from", "starting in", "beginning", "beginning in", "as of", "effective",
             "effective from", "commencing", "with effect from", "as from")
    return Reading(f"from {time}", values, tuple(f"{head} {time}" for head in heads))
