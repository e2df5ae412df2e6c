"""Percentages, fractions, tenths, multiples: 6.5%, 千分之零点九, 三分之二, 七成, 翻两番, 一倍以上十倍以下."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.numerals import CHINESE, PLAIN, Numeral, integer, read
from bilingual.language.quantities.rendering import CARDINALS, decimal, fraction, scaled
from bilingual.language.quantities.rules.rule import BEHIND, TO, Family, Reading, bound_behind, numbers, phrase
from bilingual.language.quantities.rules.saying import HEAD, SECOND_SIGN, SIGNS, as_written, signed, symbol, with_signs
from bilingual.model.quantity import ABOUT, LEAST, MOST, Value

RULES = Family()
_D = "0123456789"
_Z = "零〇一二两三四五六七八九十百千万"
_PARTS = {"百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6}


def _shares(number: Numeral, size: int) -> list[Fraction]:
    return [n / size for n in (number.low, number.high) if n is not None]


def _percent(parts: list[Fraction], bound: str, behind: str | None = None, head: str = "", sign: str = "",
             written: str = "") -> Reading:
    """The reading of one share or of two; `written` is the number as it is written in digits: 3.0 stays 3.0."""
    low = (written or decimal(parts[0] * 100)) + "%"
    text = f"{sign}{low}" if len(parts) == 1 else f"{low} to {decimal(parts[-1] * 100)}%"
    values = numbers(*parts, dimension="share", bound=bound, sign=-1 if sign == "-" else 1)
    return Reading(head + text if head else phrase(text, bound, behind), values,
                   (f"{decimal(parts[0] * 100)}-{decimal(parts[-1] * 100)}%",) if len(parts) > 1 else ())


_PER = {"%": 100, "‰": 1000, "百": 100, "千": 1000}


@RULES.rule("between", _D + "百千",
            rf"(?:(?P<a>{PLAIN})\s?(?P<k>[%‰])以上[、，]?(?P<b>{PLAIN})\s?(?P=k)以下"
            rf"|(?P<of>[百千])分之(?P<c>{CHINESE})以上[、，]?"
            rf"(?P=of)分之(?P<d>{CHINESE})以下)",
            "5%以上10%以下 → not less than 5% but not more than 10%",
            "百分之五以上百分之十以下 → not less than 5% but not more than 10%")
def between(m: re.Match) -> Reading:
    size = _PER[m["k"] or m["of"]]
    a, b = (read(n).low for n in ((m["a"], m["b"]) if m["k"] else (m["c"], m["d"])))
    said = [decimal(n) + ("%" if size == 100 else " per thousand") for n in (a, b)]
    return Reading(f"not less than {said[0]} but not more than {said[1]}",
                   (Value(a / size, "share", LEAST), Value(b / size, "share", MOST)))


@RULES.rule("percent", _D + SIGNS,
            rf"{HEAD}(?P<a>{PLAIN})\s?%?{TO}{SECOND_SIGN}(?P<b>{PLAIN})\s?%(?P<behind>{BEHIND}?)",
            "10%至15% → 10% to 15%", "-3%至-1% → -3% to -1%", "3%—5%左右 → around 3% to 5%")
def percent_range(m: re.Match) -> Reading:
    bound, head = symbol(m)
    first, last = _number(m["a"]) / 100, _number(m["b"]) / 100
    said = _percent([first, last], bound_behind(m["behind"]) or bound, m["behind"], head)
    if not (m["sign"] or m["s2"]):
        return said
    text = f"{signed(m)}{decimal(first * 100)}% to {signed(m, 's2')}{decimal(last * 100)}%"
    return Reading(said.rendering.replace(said.rendering.removeprefix(head), text) if head else text,
                   with_signs(said.values, signed(m), signed(m, "s2")))


@RULES.rule("percent", _D + SIGNS,
            rf"{HEAD}(?P<a>{PLAIN})\s?%(?P<more>[多余])?(?P<behind>{BEHIND}?)", "5.2%左右 → around 5.2%",
            "≥60% → at least 60%", "−0.6% → -0.6%")
def percent(m: re.Match) -> Reading:
    bound, head = symbol(m)
    bound = LEAST if m["more"] else bound_behind(m["behind"]) or bound
    return _percent([_number(m["a"]) / 100], bound, m["behind"], head, signed(m), as_written(m["a"]))._replace(
        variants=("50-50", "fifty-fifty") if m["a"] == "50" and not m["behind"] else ())


_INTEREST = re.compile("(?:利率|拆息|利息|年息|月息|存款|贷款|按揭|息率|票息)[^。；]{0,24}$")
_MONTHLY = re.compile("(?:月息|月利率)[^，。；]{0,6}$")
_PEOPLE = {"10万": 10**5, "万": 10**4, "千": 1000, "百万": 10**6, "十万": 10**5, "100万": 10**6, "1000": 1000}


@RULES.rule("percent", _D + _Z, rf"(?P<a>{PLAIN}|[一二三四五六七八九])厘(?![米升克泊])",
            "年利率5.25厘 → 5.25%", "月息八厘 → 0.8%")
def interest(m: re.Match) -> Reading:
    """Hundredths of a year's interest; of a month's, thousandths."""
    before = m.string[:m.start()]
    if not _INTEREST.search(before):
        raise ValueError("no interest")
    size = 1000 if _MONTHLY.search(before) else 100
    return _percent([read(m["a"]).low / size], "", written=as_written(m["a"]) if size == 100 else "")


@RULES.rule("rate", _D, rf"(?P<a>{PLAIN})\s?[/／](?P<of>100万|10万|1000|[十百]?万|千)(?![\d元人亿])",
            "14.3/10万 → 14.3 per 100,000")
def rate(m: re.Match) -> Reading:
    of = _PEOPLE[m["of"]]
    million = (f"{m['a']} per million", f"{m['a']} per one million") if of == 10**6 else ()
    return Reading(f"{m['a']} per {of:,}", numbers(_number(m["a"]), of), million)


@RULES.rule("per thousand", _D + SIGNS,
            rf"{HEAD}(?P<a>{PLAIN})\s?‰?(?:{TO}(?P<b>{PLAIN}))?\s?‰(?P<behind>{BEHIND}?)",
            "5.2‰ → 5.2 per thousand")
def per_thousand(m: re.Match) -> Reading:
    bound, head = symbol(m)
    bound = bound_behind(m["behind"]) or bound
    return _small([_number(n) for n in (m["a"], m["b"]) if n], 1000, bound, m["behind"], head, signed(m))


def _small(parts: list[Fraction], size: int, bound: str, behind: str | None, head: str = "", sign: str = "") -> Reading:
    text = sign + " to ".join(decimal(p) for p in parts) + " per thousand"
    values = numbers(*(p / size for p in parts), dimension="share", bound=bound, sign=-1 if sign == "-" else 1)
    return Reading(head + text if head else phrase(text, bound, behind), values)


_N = f"(?:{CHINESE}|{PLAIN})"


@RULES.rule("percent", "百", rf"百分之\s?(?P<a>{_N})(?:{TO}(?:百分之)?(?P<b>{_N}))?(?P<behind>{BEHIND}?)",
            "百分之六点五 → 6.5%", "百分之五至百分之十 → 5% to 10%", "百分之三十以上 → at least 30%")
def spelt_percent(m: re.Match) -> Reading:
    first = read(m["a"])
    parts = _shares(first, 100) + (_shares(read(m["b"]), 100) if m["b"] else [])
    return _percent(parts, bound_behind(m["behind"]) or first.bound, m["behind"])


@RULES.rule("per thousand", "千万十百",
            rf"(?P<of>十万|百万|[千万])分之\s?(?P<a>{_N})(?:{TO}(?:(?P=of)分之)?(?P<b>{_N}))?(?P<behind>{BEHIND}?)",
            "千分之零点九 → 0.9 per thousand", "万分之五 → 0.05%")
def spelt_small(m: re.Match) -> Reading:
    first, size = read(m["a"]), _PARTS[m["of"]]
    parts = [first.low] + ([read(m["b"]).low] if m["b"] else [])
    bound = bound_behind(m["behind"]) or first.bound
    if size == 1000:
        return _small(parts, size, bound, m["behind"])
    said = _percent([p / size for p in parts], bound, m["behind"])
    plain = " to ".join(decimal(p) for p in parts)
    if size > 10**4:  # 十万分之五
        text = phrase(f"{plain} per {size:,}", bound, m["behind"])
        return Reading(text, said.values, (f"{plain}/{size:,}", f"{plain} in {size:,}", f"{plain} out of {size:,}"))
    return said._replace(variants=(f"{plain} per 10,000", f"{plain} per ten thousand", f"{plain} out of 10,000",
                                   f"{plain} in 10,000"))


@RULES.rule("fraction", _D + _Z,
            rf"(?P<b>[一二两三四五六七八九十百\d]+)分之(?P<a>[一二两三四五六七八九十\d]+)(?!决赛)(?P<behind>{BEHIND}?)",
            "三分之二 → two-thirds", "五分之四以上 → at least four-fifths", "四分之一 → one-quarter")
def spelt_fraction(m: re.Match) -> Reading:
    return _fraction(integer(m["a"]), integer(m["b"]), m["behind"])


@RULES.rule("fraction", "一半过超近", rf"(?P<over>过|超过?|近)?(?:一半|半数)(?P<behind>{BEHIND}?)|过半(?!数)",
            "半数以上 → at least half", "一半 → half")
def half(m: re.Match) -> Reading:
    bound = LEAST if m["over"] in ("过", "超", "超过") or m.group() == "过半" else bound_behind(m["behind"])
    bound = ABOUT if m["over"] == "近" else bound
    return Reading(phrase("half", bound, m["behind"]), numbers(Fraction(1, 2), dimension="share", bound=bound),
                   ("majority",) if bound == LEAST else (), given=False)


@RULES.rule("fraction", _D,
            rf"(?<![\d/.])(?P<a>\d{{1,2}})/(?P<b>\d{{1,3}})(?![\d/%.年月]|\s?mmHg|\s?毫米汞柱)(?P<behind>{BEHIND}?)",
            "1/3 → 1/3")
def fraction_in_digits(m: re.Match) -> Reading:
    a, b = int(m["a"]), int(m["b"])
    said = _fraction(a, b, m["behind"])
    return said._replace(rendering=phrase(f"{a}/{b}", bound_behind(m["behind"]), m["behind"]),
                         variants=(said.rendering, *said.variants))


def _fraction(top: int, bottom: int, behind: str | None) -> Reading:
    if not bottom or not top:
        raise ValueError("no fraction")
    bound, text = bound_behind(behind), fraction(top, bottom)
    fourth = {"quarter": "fourth"}
    variants = tuple(phrase(text.replace(a, b), bound, behind) for a, b in fourth.items() if a in text)
    return Reading(phrase(text, bound, behind), numbers(Fraction(top, bottom), dimension="share", bound=bound),
                   variants)


_TENS = {n // 10: w for w, n in CARDINALS.items() if n >= 10 and n % 10 == 0}


@RULES.rule("ratio", "一二三四五六七八九",
            r"(?<![零一二三四五六七八九十百千万亿第])(?P<n>[一二三四五六七八九]{2,3})(?P<w>的?比例|分成|分账|分担|开(?![发展始工业放办设]))",
            "六四比例 → a 60:40 ratio", "三七分成 → a 30:70 split", "四六开 → 40:60")
def ratio(m: re.Match) -> Reading:
    """Tenths of one whole: 六四比例, 五三二比例."""
    tenths = [integer(c) for c in m["n"]]
    if sum(tenths) != 10:
        raise ValueError("more or less than a whole")
    ways = [(joint, [t * size for t in tenths]) for size in (10, 1) for joint in (":", "-", "/", " to ", " : ", "%-")]
    said = [joint.join(map(str, parts)) for joint, parts in ways]
    said.append("-".join(_TENS[t] for t in tenths))  # sixty-forty
    said += ["equally", "evenly", "half and half"] if len(set(tenths)) == 1 else []
    noun = {"开": ""}.get(m["w"], " ratio" if m["w"].endswith("比例") else " split")
    return Reading(f"a {said[0]}{noun}" if noun else said[0], numbers(*(Fraction(t, 10) for t in tenths),
                                                                     dimension="share"), tuple(said))


_AMONG = re.compile("(?:[中近约超逾过占达有，；]|^)$")  # 其中七成为: 70% are
_TENTH = "[一二两三四五六七八九1-9]"


@RULES.rule("tenths", _Z + _D,
            rf"(?<![\d.])(?P<a>{_TENTH})成(?P<h>半|{_TENTH}(?!成))?(?:{TO}(?P<b>{_TENTH})成)?(?P<more>[多余])?"
            rf"(?P<behind>{BEHIND}?)(?![功立长员果绩就熟型本品分都交效人])", "七成 → 70%", "六成五 → 65%",
            "三成至五成 → 30% to 50%", "七成以上 → at least 70%")
def tenths(m: re.Match) -> Reading:
    if m.string.startswith("为", m.end()) and (
            m["a"] == "一" or not _AMONG.search(m.string, 0, m.start())):
        raise ValueError("a word: 成为")
    first = read(m["a"]).low / 10 + ((Fraction(5, 100) if m["h"] == "半" else read(m["h"]).low / 100) if m["h"] else 0)
    parts = [first] + ([read(m["b"]).low / 10] if m["b"] else [])
    return _percent(parts, LEAST if m["more"] else bound_behind(m["behind"]), m["behind"])


@RULES.rule("tenths", _Z, rf"(?<![\d.])(?P<a>{_TENTH})(?:(?:{TO})(?P<b>{_TENTH})|(?P<b2>[二三四五六七八九]))成"
                          rf"(?P<behind>{BEHIND}?)(?![为功立长员果绩就熟型本品])", "八九成 → 80% to 90%")
def tenths_range(m: re.Match) -> Reading:
    a, b = read(m["a"]).low, read(m["b"] or m["b2"]).low
    if b <= a:
        raise ValueError("no range")
    return _percent([a / 10, b / 10], bound_behind(m["behind"]), m["behind"])


@RULES.rule("percent", _D, r"(?<![\d.])(?P<a>\d+(?:\.\d+)?)个(?=(?:和|、|，|及|与|或)\d+(?:\.\d+)?个百分点)")
def points_before_others(m: re.Match) -> Reading:
    """The first of 0.2个和2.4个百分点."""
    a = m["a"]
    values = numbers(Fraction(a) / 100, dimension="points")
    return Reading(f"{a} percentage points", values, (f"{a} points", a), given=False)


@RULES.rule("discount", _Z + _D, rf"(?P<a>{_TENTH}|\d(?:\.\d)?)(?P<h>{_TENTH})?折(?![叠合射腾旧磨算子线扣衣])",
            "八折 → 20% off", "的九折 → 90%")
def discount(m: re.Match) -> Reading:
    paid = (read(m["a"]).low * 10 + (read(m["h"]).low if m["h"] else 0)) / 100
    off, rest = decimal(100 - paid * 100), decimal(paid * 100)
    if m.string.startswith("的", m.start() - 1):  # 不得低于收盘价的九折
        return Reading(f"{rest}%", numbers(paid, dimension="share"), (f"{off}% off", f"discount of {off}%"))
    return Reading(f"{off}% off", variants=(f"{rest}% of the", f"{off}% discount", f"{off} percent discount",
                                            f"{off} percent off", f"discount of {off}%", f"{rest} percent of",
                                            f"{off}% reduction"))


_FOLDS = {1: ("double", "doubled", "doubles", "doubling", "twofold", "two-fold", "twice"),
          2: ("quadruple", "quadrupled", "quadruples", "quadrupling", "fourfold", "four-fold", "four times"),
          3: ("increase eightfold", "eightfold", "eight-fold", "eight times")}


@RULES.rule("tenths", "半", r"半成(?![品本熟员功])", "不足半成 → 5%")
def half_a_tenth(m: re.Match) -> Reading:
    return Reading("5%", numbers(Fraction(1, 20), dimension="share"), ("5 percent", "five percent", "one-twentieth"))


@RULES.rule("doubling", "翻",
            r"翻(?:了|上)?(?P<near>近|约|将近|超过?)?(?:(?P<n>[一两二三123])番|一?倍)(?P<more>[多余])?",
            "翻两番 → quadruple", "翻一番 → double", "翻一番多 → more than double")
def doubling(m: re.Match) -> Reading:
    n = integer(m["n"]) if m["n"] else 1
    about = {"近": "nearly ", "将近": "nearly ", "约": "around ", "超": "more than ", "超过": "more than "}
    if m["more"]:
        return Reading(f"more than {_FOLDS[n][0]}", numbers(2**n, dimension="fold", bound=LEAST),
                       tuple(f"more than {way}" for way in _FOLDS[n][1:]))
    return Reading(about.get(m["near"], "") + _FOLDS[n][0], numbers(2**n, dimension="fold"), _FOLDS[n])


@RULES.rule("doubling", "翻", r"翻番", "翻番 → double")
def doubling_short(m: re.Match) -> Reading:
    return Reading(_FOLDS[1][0], numbers(2, dimension="fold"), _FOLDS[1][1:])


@RULES.rule("multiple", _D + _Z + "数几", rf"(?P<a>{_N})倍以上(?:[、，])?(?:至)?(?P<b>{_N})倍以下",
            "一倍以上十倍以下 → not less than one time but not more than 10 times")
def multiple_between(m: re.Match) -> Reading:
    a, b = read(m["a"]).low, read(m["b"]).low
    values = (Value(a, "share", LEAST), Value(b, "share", MOST))
    return Reading(f"not less than {_times(a)} but not more than {_times(b)}", values)


def _times(n: Fraction) -> str:
    return "one time" if n == 1 else f"{scaled(n) if n >= 10**6 else decimal(n)} times"


@RULES.rule("multiple", _D + _Z + "数几",
            rf"(?P<a>{_N})倍?(?:{TO}(?P<b>{_N}))?(?P<more>[多余])?倍(?P<half>半)?(?P<more2>[多余])?(?P<behind>{BEHIND}?)"
            rf"(?!速)", "3.5倍 → 3.5 times", "三点五倍 → 3.5 times", "两倍以上 → at least 2 times")
def multiple(m: re.Match) -> Reading:
    first = read(m["a"])
    low, high = first.low + (Fraction(1, 2) if m["half"] else 0), read(m["b"]).low if m["b"] else first.high
    bound = LEAST if m["more"] or m["more2"] else bound_behind(m["behind"]) or first.bound
    if bound == "several":
        return Reading({10: "dozens of times", 100: "hundreds of times"}.get(int(low), "several times"), given=False)
    text = _times(low) if high is None else f"{decimal(low)} to {_times(high)}"
    values = numbers(low, *(() if high is None else (high,)), dimension="share", bound=bound)
    if high is None and low == 1 and not bound:
        return Reading("one time", values, _FOLDS[1] + ("100%", "100 percent"), given=False)
    return Reading(phrase(text, bound, m["behind"]), values)


def _number(text: str) -> Fraction:
    return read(text).low
