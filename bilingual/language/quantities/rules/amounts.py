"""Amounts and counts: one number or a range, with its unit; small counts in words."""
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from bilingual.language.quantities.context import bound_before
from bilingual.language.quantities.numerals import NUMBER, Numeral, Z, read
from bilingual.language.quantities.rendering import decimal, scaled, word
from bilingual.language.quantities.rules.measures import AFTER, PER_UNIT, START
from bilingual.language.quantities.rules.rule import TO, Family, Reading, numbers
from bilingual.language.quantities.rules.saying import (
    HEAD,
    SECOND_SIGN,
    SIGNS,
    joined,
    number_said,
    signed,
    symbol,
    told,
    with_signs,
)
from bilingual.language.quantities.units import BY_CHINESE, CLASSIFIER, TIMES, UNIT, Unit
from bilingual.model.quantity import LEAST, MOST, SEVERAL

RULES = Family()
_DIGITS = "一二两三四五六七八九0123456789"


@RULES.rule("amount", START + SIGNS,
            rf"{HEAD}(?P<a>{NUMBER})\s?(?P<u>{UNIT})?{TO}{SECOND_SIGN}(?P<b>{NUMBER})\s?(?P<more>[余多])?"
            rf"(?P<u2>{UNIT})?{PER_UNIT}{AFTER}",
            "1.2—1.5万亿元 → 1.2 trillion to 1.5 trillion yuan", "500至600亿元 → 50 billion to 60 billion yuan",
            "三至五年 → three to five years", "-40℃～+55℃ → -40°C to +55°C",
            "3-5天 → 3 to 5 days", "500公斤至2吨 → 500 kilograms to 2 metric tons")
def amount_range(m: re.Match) -> Reading:
    first, last = read(m["a"]), read(m["b"])
    unit, own = BY_CHINESE.get(m["u2"] or m["u"] or ""), BY_CHINESE.get(m["u"] or "")
    leading_zero = re.search(r"(?<!\d)0\d", m.group())
    other = own and unit and m["u2"] and own.dimension != unit.dimension
    to_share = own and not m["u2"] and m.string[m.end("b"):m.end("b") + 1] in ("%", "‰")  # 上调0.1个百分点至3.2%
    if leading_zero or other or to_share or SEVERAL in (first.bound, last.bound):
        raise ValueError("two numbers")
    if last.scaled and not first.scaled and not m["u"]:
        first = _sharing(m["a"], first, m["b"], last)
    if m["sign"] or m["s2"]:
        return _signed_range(m, first, last, unit)
    if first.low >= last.top and not unit:
        raise ValueError("no range")
    if own and unit and m["u2"] and own is not unit:
        values = numbers(first.low * own.size, last.low * unit.size, dimension=unit.dimension)
        ends = ((first, m["a"], own), (last, m["b"], unit))
        return Reading(" to ".join(joined(number_said(n.low, text, n, u), u, n.low) for n, text, u in ends), values)
    bound, head = symbol(m)
    both = Numeral(first.low, last.top, first.bound or last.bound, first.scaled or last.scaled)
    text = m["a"] if re.search(r"\d", m["a"]) else m["b"]
    said = told(text, both, unit, m["behind"], bool(m["more"]), head, bound, signed(m), m["per"])
    low, to, high = said.rendering.partition(" to ")
    bare = to and not bound and not m["behind"]
    return said._replace(variants=(f"between {low} and {high}",) if bare else ())


def _signed_range(m: re.Match, first: Numeral, last: Numeral, unit: Unit | None) -> Reading:
    """A range with a sign before one of its ends or both: −40℃～+55℃."""
    ends = [sign + number_said(n.low, text, n, unit) for sign, n, text in
            ((signed(m), first, m["a"]), (signed(m, "s2"), last, m["b"]))]
    size, dimension = (unit.size, unit.dimension) if unit else (1, "")
    values = with_signs(numbers(first.low * size, last.low * size, dimension=dimension), signed(m), signed(m, "s2"))
    said = joined(" to ".join(ends), unit, Fraction(2))
    both = " to ".join(joined(end, unit, Fraction(2)) for end in ends)
    return Reading(both if unit and unit.dimension == "temperature" else said, values, (said, both))


def _sharing(text: str, first: Numeral, other: str, last: Numeral) -> Numeral:
    """The first number of a range with the 万 or 亿 of the last, where it is the smaller one then: 三到十万,
    500至600亿.
    """
    m = re.search("[十百千]?[万亿]+$", re.sub("[余多]", "", other))
    shared = [read(text + scale) for scale in dict.fromkeys((m[0], m[0].lstrip("十百千")))] if m else []
    return next((n for n in shared if n.low < last.low), first)


_CIVIL = re.compile("航班|民航|机场|无人机|客机|大飞机|起降|通航|航空公司")


@RULES.rule("sorties", START, rf"(?P<a>{NUMBER})架次(?P<behind>以上|左右|上下)?", "六架次 → six sorties",
            "1200架次 → 1,200 sorties", "起降航班12万架次 → 120,000 flights")
def sorties(m: re.Match) -> Reading:
    numeral, noun = read(m["a"]), "flights" if _CIVIL.search(m.string) else "sorties"
    said = told(m["a"], numeral, None, m["behind"])
    noun = noun[:-1] if numeral.low == 1 and numeral.high is None else noun
    number = re.sub(r"\b(\d)(\d{3})$", r"\1,\2", said.rendering)
    return said._replace(rendering=f"{number} {noun}", variants=(number,))


@RULES.rule("li", "一二两三四五六七八九十百千万" + "0123456789",
            r"(?P<a>[一二两三四五六七八九十百千万]*[十百千万][一二两三四五六七八九十百千万]*"
            r"|(?<=[长程约近行达走])\d+(?:\.\d+)?万?)(?P<more>[余多])?里(?![程面边头弄拉昂约斯尔铺河店桥庄村镇堡屯乡营台沟岗坡街香洋坪湾])",
            "两万五千里 → 25,000 li", "三十余里 → more than 30 li", "全长260里 → 260 li")
def li(m: re.Match) -> Reading:
    if re.fullmatch("[十百千万]+|十万八千", m["a"]):  # 千里之外, 万里长城: words
        raise ValueError("a word")
    return told(m["a"], read(m["a"]), BY_CHINESE["华里"], more=bool(m["more"]))


@RULES.rule("amount", "不未",
            rf"(?:不满|不足|未满|不到)(?P<a>{NUMBER})\s?(?P<u>{UNIT})(?![余多半]|(?<=米)[一二三四五六七八九](?![十百千万个名人]))",
            "不足五十万元 → less than 500,000 yuan", "不满三年 → less than three years")
def less(m: re.Match) -> Reading:
    unit = BY_CHINESE[m["u"]]
    said = told(m["a"], read(m["a"]), unit, head="less than ", bound=MOST)
    said = said._replace(values=tuple(replace(v, bound=MOST) for v in said.values))
    number = said.rendering.removeprefix("less than ")
    one = (f"less than {'an' if unit.singular == 'hour' else 'a'} {unit.singular}",) if read(m["a"]).low == 1 else ()
    ways = tuple(f"{word} {number}" for word in ("under", "below", "fewer than", "short of"))
    return said._replace(variants=(*ways, *one))


@RULES.rule("amount", START, rf"(?P<a>{NUMBER})[张个亩套间人]半(?![年月天日小价数径个截路工])", "三十六张半 → 36.5")
def and_a_half(m: re.Match) -> Reading:
    number = read(m["a"]).low + Fraction(1, 2)
    return Reading(decimal(number), numbers(number))


@RULES.rule("amount", START, rf"(?P<a>{NUMBER})"
            r"分(?:钱|(?=[/／每](?:千瓦时|度|[公市]?斤|升|立方米))|(?<=每千瓦时.分)|(?<=每千瓦时负.分)|(?<=每度.分))",
            "6分/千瓦时 → 0.06 yuan", "每千瓦时5分 → 0.05 yuan")
def cents(m: re.Match) -> Reading:
    number = read(m["a"]).low / 100
    sign = -1 if m.string[:m.start()].endswith("负") else 1
    return Reading(f"{decimal(number)} yuan", numbers(number, dimension="yuan", sign=sign), (f"{m['a']} fen",))


_DIGIT = "[一二两三四五六七八九\\d]"


@RULES.rule("amount", _DIGITS, rf"(?P<a>{_DIGIT})分(?P<b>{_DIGIT})厘(?!米)", "6分8厘 → 0.068 yuan")
def cents_and_mills(m: re.Match) -> Reading:
    """Hundredths and thousandths of a yuan."""
    number = read(m["a"]).low / 100 + read(m["b"]).low / 1000
    share = decimal(number * 100)
    return Reading(f"{decimal(number)} yuan", numbers(number, dimension="yuan"),
                   (f"RMB {decimal(number)}", f"{share} fen", f"{share} cents", f"{share}%", f"{share} percent"))


@RULES.rule("amount", "二三四五六七八九十百两", rf"(?P<a>{Z}+)载(?![重客人荷波物货体入明具])", "守边六十载 → 60 years")
def years(m: re.Match) -> Reading:
    number = int(read(m["a"]).low)
    tens = (f"{word(number // 10)} decades",) if number % 10 == 0 and 10 < number < 100 else ()
    return Reading(f"{number if number > 10 else word(number)} years", numbers(number, dimension="years"), tens)


@RULES.rule("amount", START + SIGNS,
            rf"{HEAD}(?P<a>{NUMBER})\s?(?P<more>[余多](?=个百分点|个基点|{UNIT}))?(?P<u>(?:{UNIT})(?!代))?"
            rf"(?P<more2>(?<=[年月日天时元吨里亩])[余多](?![种样元次边]))?{PER_UNIT}{AFTER}",
            "3.5万亿元 → 3.5 trillion yuan", "3000多万 → more than 30 million", "0.5个百分点 → 0.5 percentage points",
            "25个基点 → 25 basis points", "数十亿元 → billions of yuan", "叁佰万元整 → 3 million yuan",
            "1.4万亿斤 → 700 million metric tons",
            "300来万元 → around 3 million yuan",
            "3.2万多亿美元 → more than 3.2 trillion US dollars", "20几座 → more than 20",
            "12亿3000万元 → 1.23 billion yuan", "一亿元 → 100 million yuan",
            "35μg/m³ → 35 micrograms per cubic meter", "−5℃以下 → no more than -5°C")
def amount(m: re.Match) -> Reading:
    numeral, unit = read(m["a"]), BY_CHINESE.get(m["u"] or "")
    chinese = not re.search(r"\d", m["a"])
    if chinese and not m["behind"] and _is_word(m, numeral, unit):
        raise ValueError("a word")
    bound, head = symbol(m)
    said = told(m["a"], numeral, unit, m["behind"], bool(m["more"] or m["more2"]), head, bound, signed(m), m["per"])
    if not unit and re.fullmatch(r"\d{4}", m["a"]) and _PEOPLE.match(m.string, m.end()):  # 8630人: no year
        said = said._replace(rendering=said.rendering.replace(m["a"], f"{int(m['a']):,}"))
    if said.rendering.endswith(" of") and re.match(r"[，。；、）)]|$", m.string[m.end():]):
        said = said._replace(rendering=said.rendering.removesuffix(" of"))
    said = said._replace(variants=(*said.variants, *_other_ways(m, numeral, unit)))
    if (m["a"], m["u"]) == ("一", "斤"):
        return said._replace(rendering="half a kilogram", variants=("500 grams", "a jin", "one jin", "0.5 kilograms"))
    return said._replace(given=False) if chinese and _left_to_the_model(m, numeral, unit) else said


# Units that a bare 一, 百, 千 or 万 before them counts; 百年 and 一度 are words.
_COUNTABLE = {"个百分点", "个基点", "吨", "公里", "米", "亩", "公顷", "斤"}
_REACHED = re.compile("[超近逾约过每]$|突破$|高达$")
_PEOPLE = re.compile("人次?(?![民大])|户|名|辆|台")
_COUNTS = re.compile(f"[余多]?{CLASSIFIER}|[余多届岁级强省市县国年月日天种类年代]")


def _is_word(m: re.Match, numeral: Numeral, unit: Unit | None) -> bool:
    """Whether a numeral in characters only looks like an amount: 十分, 百年, 二元, 万 in a name."""
    text = m["a"]
    if re.fullmatch("[百千]?[万亿]", text) and not unit:
        counted = len(text) == 2 and _PEOPLE.match(m.string, m.end())
        return not counted and not _REACHED.search(m.string, 0, m.start())
    if numeral.scaled:
        return False
    if re.fullmatch("[百千]", text) and not unit:  # 不足百人, 近千家
        counted = re.match(f"{CLASSIFIER}(?!民|次)", m.string[m.end():])
        return not counted or not (bound_before(m.string, m.start()) or m.string[:m.start()].endswith("过"))
    if re.fullmatch("[一百千万亿]", text) and m["u"] not in _COUNTABLE:
        return not (unit and bound_before(m.string, m.start()))
    if not unit and "点" in text[:-1] and not text.startswith("点"):  # 容积率一点八
        return m.string[m.end():m.end() + 1] in ("线", "钟", "半")
    if not unit:
        return len(text) == 1 or numeral.top < 10 or not any(c in "十百千" for c in text)
    return m["u"] == "元" and re.fullmatch("[一二三四五六七八九]", text) is not None


# What lengths of time are called
_CALLED = {
    (7, "day"): ("a week", "one week"), (14, "day"): ("a fortnight", "fortnight", "two weeks"),
    (2, "week"): ("a fortnight", "fortnight"), (6, "month"): ("half a year", "half-year"),
    (12, "month"): ("a year", "one year", "one-year"),
    (18, "month"): ("a year and a half", "one and a half years", "year and a half"),
    (15, "minute"): ("a quarter of an hour",), (30, "minute"): ("half an hour", "a half hour", "half-hour"),
    (60, "minute"): ("an hour", "one hour"), (90, "minute"): ("an hour and a half", "one and a half hours"),
    (24, "hour"): ("a day", "one day", "round the clock", "around the clock"), (48, "hour"): ("two days",),
    (72, "hour"): ("three days",)}


def _other_ways(m: re.Match, numeral: Numeral, unit: Unit | None) -> tuple[str, ...]:
    """Renderings that are no matter of spelling: "a year", "two decades", "trillion-yuan", "dozen"."""
    if not unit:
        return ("dozen", "teens") if numeral.bound == LEAST and numeral.low == 10 else ()
    if m["u"] == "元" and m.string[:m.start()].endswith(("每斤", "每斤为")):
        price = decimal(numeral.low * 2)
        return f"{price} yuan per kilogram", f"{price} yuan a kilogram", f"{price} yuan/kg"
    if re.fullmatch("[十百千]?[万亿]{1,2}", m["a"]):
        size = scaled(numeral.low).removeprefix("1 ")
        return f"{size}-{unit.singular}", f"1-{size}-{unit.singular}", f"{size} {unit.singular}"
    if unit.dimension not in TIMES or numeral.high is not None:
        return ()
    if called := _CALLED.get((int(numeral.low), unit.singular)):
        return called
    if numeral.low == 1:
        yearly = ("annual", "annually") if unit.singular == "year" else ()
        return *(f"{a} {unit.singular}" for a in ("a", "an", "per", "each", "every")), *yearly
    if unit.singular == "year" and numeral.low % 10 == 0 and numeral.low <= 90:
        tens = int(numeral.low / 10)
        return ("decade",) if tens == 1 else (f"{word(tens)} decades",)
    return ()


_LOOSE = {"年", "个月", "天", "周", "个星期", "个小时", "小时", "分钟"}


def _left_to_the_model(m: re.Match, numeral: Numeral, unit: Unit | None) -> bool:
    """Whether a number in characters is only compared: 五年来 is told well by models, 十八洞村 may be a name."""
    if not unit:
        vague = numeral.high is not None or numeral.scaled or numeral.bound
        return not vague and numeral.top < 100 and not _COUNTS.match(m.string, m.end())
    if m["behind"]:
        return False
    return m["a"] == "一" or m["u"] in _LOOSE and numeral.top <= 10 and not numeral.bound


# Classifiers that are words of their own behind most numerals: 一条, 七处, 八组
_ALSO_WORDS = {"对", "头", "口", "部", "条", "组", "支", "场", "处"}
_WAYS = {2: ("twice", "both", "dual", "pair", "double", "couple", "bilateral", "second", "twin"),
         3: ("triple", "trio", "third"), 10: ("decade",)}


@RULES.rule("count", "二三四五六七八", rf"(?P<n>{Z}{{2}})(?=[级步层页遍桌句](?!别))", "四五步 → four to five")
def few(m: re.Match) -> Reading:
    numeral = read(m["n"])
    if numeral.high is None:
        raise ValueError("no range")
    said = f"{word(int(numeral.low))} to {word(int(numeral.high))}"
    return Reading(said, numbers(numeral.low, numeral.high), given=False)


@RULES.rule("count", "一两二三四五六七八九十",
            rf"(?P<n>[一二两三四五六七八九][二三四五六七八九]|[两二三四五六七八九十])(?P<c>{CLASSIFIER})(?!成|别|性"
            rf"|人化|字|没有)",
            "三家 → three", "两个 → two", "三五个 → three to five")
def count(m: re.Match) -> Reading:
    numeral = read(m["n"])
    if len(m["n"]) == 2 and numeral.high is None or m["c"] in _ALSO_WORDS and m["n"] not in "两三四五六":
        raise ValueError("a word")
    low = word(int(numeral.low))
    if m.group() == "二次":  # 二次供水, where 两次 counts
        return Reading("secondary", numbers(numeral.low), ("second", "twice", *_WAYS[2]), given=False)
    if numeral.high is None:
        return Reading(low, numbers(numeral.low), _WAYS.get(int(numeral.low), ()), given=False)
    joint = "or" if numeral.high == numeral.low + 1 else "to"
    return Reading(f"{low} {joint} {word(int(numeral.high))}", numbers(numeral.low, numeral.high), given=False)
