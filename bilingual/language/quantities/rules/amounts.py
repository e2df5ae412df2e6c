"""Amounts and counts: money, measures, durations, ages, ranges, penalties, orders of magnitude, units by themselves."""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.context import bound_before
from bilingual.language.quantities.numerals import NUMBER, PLAIN, Numeral, read
from bilingual.language.quantities.rendering import decimal, magnitude, scaled, word
from bilingual.language.quantities.rules.rule import BEHIND, TO, Family, Reading, bound_behind, numbers, phrase
from bilingual.language.quantities.rules.shares import signed, symbol
from bilingual.language.quantities.units import BY_CHINESE, CLASSIFIER, CLASSIFIERS, JIN_BULK, UNIT, Unit
from bilingual.model.quantity import EXACT, LEAST, MOST, SEVERAL, Value

RULES = Family()
_D = "0123456789"
_Z = "零一二两三四五六七八九十百千万亿"
_CAPITALS = "壹贰貳叁參肆伍陆陸柒捌玖拾"
_START = _D + _Z + _CAPITALS + "上好几数"
_SIGNS = "-−－+＋≥≤≧≦<>≈±"
_HEAD = "(?P<sym>[≥≤≧≦<>≈±]\\s?)?(?P<sign>(?:(?<![\\dA-Za-z）)\u4e00-\u9fff])|(?<=[长降为至是率达到幅值比温了差减升跌约近低高]))[-−－+＋](?=\\d))?"
_AFTER = f"(?P<behind>{BEHIND}|(?<=[日天月年时周钟])内)?"
_TIMES = {"years", "months", "weeks", "days", "workdays", "hours"}
_CURRENCIES = {"€": "欧元", "£": "英镑", "$": "美元", "US$": "美元", "¥": "元", "￥": "元", "RMB": "元", "CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元",
               "港币": "港元", "美金": "美元", "欧元": "欧元", "日元": "日元", "英镑": "英镑"}
_PER = {"人": "person", "月": "month", "日": "day", "天": "day", "户": "household", "次": "time", "年": "year", "时": "hour", "秒": "second", "辆": "vehicle", "台": "unit", "件": "piece"}
_PER_UNIT = rf"(?:\s?[/／](?P<per>{UNIT}|[人月日天户次年时秒辆台件]))?"


def _said(number: Fraction, text: str, numeral: Numeral, unit: Unit | None, exact: bool = True) -> str:
    """A number as English writes it before its noun: in words where Chinese wrote a small one in characters."""
    if numeral.scaled:
        return scaled(number)
    if number <= 10 and number.denominator == 1 and not re.search(r"[\d]", text) and not (unit and unit.dimension == "yuan"):
        return word(int(number))
    if re.fullmatch(r"\d+\.\d*0", text):
        return text  # 2.50 stays 2.50
    if number >= 1000 and number.denominator > 1:
        return decimal(number, 1000)
    return decimal(number, 1000 if unit or not re.fullmatch(r"\d{4}", text) else 10**4)


def _joined(number: str, unit: Unit | None, count: Fraction, per: str | None = None) -> str:
    if not unit:
        return number
    space = "" if unit.singular.startswith("°") else " "
    return f"{number}{space}{unit.of(count)}" + (f" per {_PER.get(per) or BY_CHINESE[per].singular}" if per else "")


def _in_english(numeral: Numeral, unit: Unit | None) -> tuple[Numeral, Unit | None]:
    """Jin are told in kilograms or metric tons."""
    if not unit or "斤" not in unit.chinese:
        return numeral, unit
    bulk = numeral.low >= JIN_BULK
    size = Fraction(1, 2000) if bulk else Fraction(1, 2)
    return Numeral(numeral.low * size, numeral.high and numeral.high * size, numeral.bound, bulk), BY_CHINESE["吨" if bulk else "公斤"]


def _amount(text: str, numeral: Numeral, unit: Unit | None, behind: str | None = None, more: bool = False, head: str = "", bound: str = EXACT,
            sign: str = "", per: str | None = None) -> Reading:
    """The reading of one number, or of the two of 两三百, with its unit and bound."""
    size = unit.size if unit else 1
    bound = LEAST if more else bound_behind(behind) or numeral.bound or bound
    numeral_, unit_ = _in_english(numeral, unit)
    values = numbers(*(n * size for n in (numeral.low, numeral.high) if n is not None), dimension=unit.dimension if unit else "", bound=bound)
    if sign == "-":
        values = tuple(Value(v.number, v.dimension, v.bound, -1) for v in values)
    if numeral.bound == SEVERAL:
        noun = unit_.plural if unit_ else ""
        if noun == "years" and numeral.low == 10:
            return Reading("decades", values, ("several decades", "decades"), given=False)
        return Reading(f"{magnitude(numeral_.low, of=True)} {noun}".strip(), values)
    low = _said(numeral_.low, text, numeral_, unit_)
    number = low if numeral_.high is None else f"{low} to {_said(numeral_.high, text, numeral_, unit_)}"
    said = _joined(sign + number, unit_, numeral_.top, per)
    return Reading(head + said if head else phrase(said, bound, behind), values)


@RULES.rule("amount", "€£$¥￥URCHE港美欧日英", rf"(?P<c>US\$|[€£$¥￥]|RMB|CNY|USD|HKD|EUR|港币|美金|欧元|日元|英镑)\s?(?P<a>{NUMBER})(?P<u>元)?{_AFTER}", "港币50万元 → 500,000 Hong Kong dollars", "RMB 500万元 → 5 million yuan", "€20 → 20 euros", "$5亿 → 500 million US dollars", "¥300 → 300 yuan")
def money(m: re.Match) -> Reading:
    said = _amount(m["a"], read(m["a"]), BY_CHINESE[_CURRENCIES[m["c"]]], m["behind"])
    return said._replace(variants=(m.group().strip(),))


_COUNTED = f"(?:{UNIT}|日|{CLASSIFIER})"


@RULES.rule("between", _START, rf"(?P<a>{NUMBER})\s?(?P<u>{_COUNTED})?以上[、，,]?\s?(?:至|到|且|而)?\s?(?P<b>{NUMBER})\s?(?P<u2>{_COUNTED})?以下", "二万元以上十万元以下 → not less than 20,000 yuan but not more than 100,000 yuan",
            "三年以上七年以下 → not less than three years but not more than seven years")
def between(m: re.Match) -> Reading:
    name = m["u2"] or m["u"]
    unit, first, last = BY_CHINESE.get("天" if name == "日" else name or ""), read(m["a"]), read(m["b"])
    if not m["u"] and last.scaled and not first.scaled and first.low * 10**4 < last.low:
        first = read(m["a"] + re.search("[十百千]?[万亿]+$", m["b"]).group())
    size = unit.size if unit else 1
    values = (Value(first.low * size, unit.dimension if unit else "", LEAST), Value(last.low * size, unit.dimension if unit else "", MOST))
    said = [_joined(_said(n.low, t, n, unit), unit, n.low) for n, t in ((first, m["a"]), (last, m["b"]))]
    return Reading(f"not less than {said[0]} but not more than {said[1]}", values)


@RULES.rule("age", _START + _SIGNS, rf"(?P<a>{NUMBER})(?:周?岁)?(?:{TO}(?P<b>{NUMBER}))?周?岁(?P<behind>{BEHIND})?", "65岁以上 → aged 65 and above", "16至59岁 → aged 16 to 59", "18周岁 → 18 years old")
def age(m: re.Match) -> Reading:
    a, bound = read(m["a"]), bound_behind(m["behind"])
    high = read(m["b"]).low if m["b"] else a.high
    low = decimal(a.low)
    if bound == LEAST and high is None:
        said, variants = f"aged {low} and above", (f"aged {low} and over", f"{low} and older", f"{low} or older", f"over {low}", f"above {low}")
    elif bound == MOST and high is None:
        said, variants = f"aged {low} and below", (f"under {low}", f"below {low}", f"aged {low} and under", f"{low} or younger")
    elif high is not None:
        said, variants = f"aged {low} to {decimal(high)}", (f"aged {low}-{decimal(high)}", f"between {low} and {decimal(high)}")
    else:
        said = phrase(f"{low} years old", bound or a.bound)
        tens = {60: "sixties", 70: "seventies", 80: "eighties", 90: "nineties", 50: "fifties", 40: "forties", 30: "thirties", 20: "twenties"}.get(int(a.low), "")
        variants = ((tens,) if tens and a.bound == LEAST else ()) + (f"aged {low}", f"{low} years of age", f"{low}-year-old", f"{low} year old", f"age of {low}", f"the age {low}", f"age {low}")
    return Reading(said, numbers(*(n for n in (a.low, high) if n is not None), dimension="years", bound=bound), variants)


@RULES.rule("half", _START, rf"(?P<a>{NUMBER})(?P<u>个|{UNIT})半(?P<u2>小时|月|学期|星期)?(?![导径数])", "一年半 → one and a half years", "两个半小时 → two and a half hours", "3天半 → 3.5 days")
def half(m: re.Match) -> Reading:
    name = ("个" + m["u2"] if m["u2"] else m["u"]) if m["u"] == "个" else m["u"]
    unit, number = BY_CHINESE.get(name), read(m["a"])
    if not unit or number.high is not None or number.low.denominator > 1:
        raise ValueError("no half")
    total = number.low + Fraction(1, 2)
    text = decimal(total) if re.search(r"\d", m["a"]) else f"{word(int(number.low))} and a half"
    return Reading(f"{text} {unit.plural}", numbers(total * unit.size, dimension=unit.dimension), (f"{decimal(total)} {unit.plural}", f"{unit.singular} and a half"))


@RULES.rule("half", "半", r"半(?:个)?(?P<u>年|小时|月)(?![度刊报])", "半年 → half a year")
def half_of(m: re.Match) -> Reading:
    noun = {"年": "year", "小时": "hour", "月": "month"}[m["u"]]
    more = {"year": ("six months", "half-year", "half year", "six-month", "semiannual"), "hour": ("half-hour", "half hour", "30 minutes"), "month": ("two weeks", "15 days", "half month")}
    return Reading(f"half {'an' if noun == 'hour' else 'a'} {noun}", variants=more[noun], given=False)


@RULES.rule("days", _START, rf"(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?日(?P<behind>以?内|之内|以上|以下)", "十五日内 → within 15 days", "30日以内 → within 30 days")
def days(m: re.Match) -> Reading:
    numeral = read(m["a"])
    if m["b"]:
        numeral = Numeral(numeral.low, read(m["b"]).low)
    return _amount(m["a"], numeral, BY_CHINESE["天"], m["behind"])


@RULES.rule("score", _D, rf"(?P<a>{PLAIN})分(?=(?P<behind>以上|以下)|[，。；、）)]|$|的)(?P=behind)?", "85分 → 85 points")
def points(m: re.Match) -> Reading:
    if m.string[:m.start()].endswith("时"):
        return Reading(f"{m['a']} minutes", numbers(Fraction(m["a"]), dimension="hours"))
    return Reading(phrase(f"{m['a']} points", bound_behind(m["behind"]), m["behind"]), numbers(Fraction(m["a"]), bound=bound_behind(m["behind"])))


@RULES.rule("size", _START, rf"(?P<a>{NUMBER})(?P<u>{UNIT})?级(?![别数联])", "百万吨级 → million-ton", "千万吨级 → 10-million-ton")
def size(m: re.Match) -> Reading:
    numeral, unit = read(m["a"]), BY_CHINESE.get(m["u"] or "")
    if not numeral.scaled or numeral.low < 10**4 or numeral.bound:
        raise ValueError("a grade, not a size")
    number = scaled(numeral.low).replace(" ", "-").removeprefix("1-")
    noun = {"metric ton": "ton"}.get(unit.singular, unit.singular.replace(" ", "-")) if unit else "level"
    return Reading(f"{number}-{noun}", numbers(numeral.low * (unit.size if unit else 1), dimension=unit.dimension if unit else ""),
                   (f"{number}-metric-ton", f"1-{number}-{noun}", f"{number}-{noun}-level") if unit else (f"{number}-yuan", f"{number}-yuan-level"))


@RULES.rule("amount", _START, rf"(?P<a>{NUMBER})(?P<c>(?!人次){CLASSIFIER})(?P<behind>以上|以下|以内|左右|上下)", "30人以上 → more than 30 people", "五家以上 → more than five")
def counted(m: re.Match) -> Reading:
    numeral, noun = read(m["a"]), CLASSIFIERS[m["c"]]
    said = _amount(m["a"], numeral, None, m["behind"])
    return said._replace(rendering=f"{said.rendering} {noun}".strip(), variants=(said.rendering,) if noun else ())


_OPENING = re.compile(r"(?:^|[（(：:/／、，,]|单位为?|以)\s*$")
_CLOSING = re.compile(r"\s*(?:$|[）)/／、，,。；;]|为单位)")


@RULES.rule("unit", "万亿千百十" + "元吨公亩平立米", rf"(?:人民币)?(?P<s>万亿|[十百千]?亿|[十百千]?万|[百千](?![瓦米克伏]))?(?P<u>吨公里|人公里|吨标煤|{UNIT}|{CLASSIFIER})", "亿元 → 100 million yuan", "万吨 → 10,000 metric tons", "万人次 → 10,000 person-times", "万台 → 10,000 units", "亿斤 → 50,000 metric tons")
def unit(m: re.Match) -> Reading:
    alone = m.start() == 0 and m.end() == len(m.string)
    if not (_OPENING.search(m.string[:m.start()]) and _CLOSING.match(m.string, m.end())):
        raise ValueError("not by itself")
    found = BY_CHINESE.get(m["u"])
    if not m["s"]:
        if not alone or not found or found.dimension in _TIMES | {"year"}:
            raise ValueError("a word")
        return Reading(found.plural, given=True)
    numeral, found_ = _in_english(Numeral(read(m["s"]).low, scaled=True), found)
    noun = found_.plural if found_ else CLASSIFIERS.get(m["u"], "metric tons of standard coal")
    return Reading(f"{scaled(numeral.low)} {noun}".strip(), numbers(read(m["s"]).low * (found.size if found else 1), dimension=found.dimension if found else ""))


@RULES.rule("amount", "零", rf"零下(?P<a>{NUMBER})(?:摄氏度|度|℃)(?P<behind>{BEHIND})?", "零下20摄氏度 → -20°C")
def below_zero(m: re.Match) -> Reading:
    number = read(m["a"]).low
    text = decimal(number)
    variants = (f"{text}°C below zero", f"minus {text} degrees Celsius", f"{text} degrees Celsius below zero", f"{text} degrees below zero", f"minus {text}°C")
    return Reading(phrase(f"-{text}°C", bound_behind(m["behind"]), m["behind"]), (Value(number, "temperature", bound_behind(m["behind"]), -1),), variants)


@RULES.rule("tolerance", _D, rf"(?P<a>{PLAIN})\s?±\s?(?P<b>{PLAIN})\s?(?P<u>{UNIT}|%)?", "20±2℃ → 20±2°C")
def tolerance(m: re.Match) -> Reading:
    unit = BY_CHINESE.get(m["u"] or "")
    said = _joined(f"{m['a']}±{m['b']}", unit, Fraction(2)) + ("%" if m["u"] == "%" else "")
    size = unit.size if unit else Fraction(1, 100) if m["u"] else 1
    dimension = unit.dimension if unit else "share" if m["u"] else ""
    return Reading(said, numbers(read(m["a"]).low * size, read(m["b"]).low * size, dimension=dimension), (said.replace("±", " plus or minus "), said.replace("±", " ± ")))


@RULES.rule("unit", "%‰℃", "[%‰℃]", "% → %")
def sign_alone(m: re.Match) -> Reading:
    if not (_OPENING.search(m.string[:m.start()]) and _CLOSING.match(m.string, m.end())):
        raise ValueError("not by itself")
    return Reading(m.group(), variants={"%": ("percent",), "‰": ("per thousand", "per mille"), "℃": ("°C", "degrees Celsius")}[m.group()], copied=True)


@RULES.rule("amount", _START + _SIGNS, rf"{_HEAD}(?P<a>{NUMBER})\s?(?P<u>{UNIT})?(?:{TO}|(?<=元)、(?=\d))(?P<s2>-)?(?P<b>{NUMBER})\s?(?P<more>[余多])?(?P<u2>{UNIT})?{_PER_UNIT}{_AFTER}",
            "1.2—1.5万亿元 → 1.2 trillion to 1.5 trillion yuan", "500至600亿元 → 50 billion to 60 billion yuan", "三至五年 → three to five years", "3-5天 → 3 to 5 days")
def amount_range(m: re.Match) -> Reading:
    first, last = read(m["a"]), read(m["b"])
    unit, own = BY_CHINESE.get(m["u2"] or m["u"] or ""), BY_CHINESE.get(m["u"] or "")
    if re.search(r"(?<!\d)0\d", m.group()) or first.bound == SEVERAL or last.bound == SEVERAL or own and m["u2"] and own.dimension != unit.dimension:
        raise ValueError("two numbers")
    if last.scaled and not first.scaled and not m["u"]:
        whole = re.search("[十百千]?[万亿]+$", re.sub("[余多]", "", m["b"])).group()
        shared = [read(m["a"] + scale) for scale in dict.fromkeys((whole, whole.lstrip("十百千")))]
        first = next((n for n in shared if n.low < last.low), first)
    if first.low >= last.top and not (own or unit) or re.search(r"[十百]", m["a"] + m["b"]) and last.low < 1:
        raise ValueError("no range")
    if own and m["u2"] and own is not unit:  # 500公斤至2吨
        values = numbers(first.low * own.size, last.low * unit.size, dimension=unit.dimension)
        return Reading(f"{_joined(_said(first.low, m['a'], first, own), own, first.low)} to {_joined(_said(last.low, m['b'], last, unit), unit, last.low)}", values)
    bound, head = symbol(m)
    both = Numeral(first.low, last.top, first.bound or last.bound, first.scaled or last.scaled)
    text = m["a"] if re.search(r"\d", m["a"]) else m["b"]
    said = _amount(text, both, unit, m["behind"], bool(m["more"]), head, bound, signed(m)[1], m["per"])
    low, high = said.rendering.split(" to ", 1) if " to " in said.rendering else ("", "")
    return said._replace(variants=(f"between {low} and {high}",) if low and not bound and not m["behind"] else ())


_LOOSE = {"年", "个月", "天", "周", "个星期", "个小时", "小时", "分钟"}


@RULES.rule("amount", _START + _SIGNS, rf"{_HEAD}(?P<a>{NUMBER})\s?(?P<more>[余多](?=个百分点|个基点|{UNIT}))?(?P<u>(?:{UNIT})(?!代))?(?P<more2>(?<=[年月日天时元吨里亩])[余多](?![种样元次边]))?{_PER_UNIT}{_AFTER}",
            "3.5万亿元 → 3.5 trillion yuan", "3000多万 → more than 30 million", "0.5个百分点 → 0.5 percentage points", "25个基点 → 25 basis points", "数十亿元 → billions of yuan",
            "叁佰万元整 → 3 million yuan", "1.4万亿斤 → 700 million metric tons", "12亿3000万元 → 1.23 billion yuan", "35μg/m³ → 35 micrograms per cubic meter", "一亿元 → 100 million yuan", "−5℃以下 → no more than -5°C")
def amount(m: re.Match) -> Reading:
    numeral, name = read(m["a"]), m["u"]
    unit, text = BY_CHINESE.get(name or ""), m["a"]
    chinese = not re.search(r"\d", text)
    if chinese and not m["behind"] and not numeral.scaled:
        if re.fullmatch("[一百千万亿]", text) and not (unit and bound_before(m.string, m.start())) and name not in ("个百分点", "个基点", "吨", "公里", "米", "亩", "公顷") or not unit and not _counts(text, numeral, m):
            raise ValueError("a word")
        if name == "元" and re.fullmatch("[一二三四五六七八九]", text) or name in ("度", "分", "角"):
            raise ValueError("a word")
    if chinese and re.fullmatch("[百千]?[万亿]", text) and not unit and not m["behind"] and not _REACHED.search(m.string, 0, m.start()) and not (
            len(text) == 2 and _PEOPLE.match(m.string, m.end())):
        raise ValueError("a word")
    bound, head = symbol(m)
    said = _amount(text, numeral, unit, m["behind"], bool(m["more"] or m["more2"]), head, bound, signed(m)[1], m["per"])
    if said.rendering.endswith(" of") and re.match(r"[，。；、）)]|$", m.string[m.end():]):
        said = said._replace(rendering=said.rendering.removesuffix(" of"))
    if name == "元" and m.string[:m.start()].endswith(("每斤", "每斤为")):  # English tells prices of kilograms
        said = said._replace(variants=(f"{decimal(numeral.low * 2)} yuan per kilogram", f"{decimal(numeral.low * 2)} yuan a kilogram", f"{decimal(numeral.low * 2)} yuan/kg"))
    if chinese and not unit and numeral.high is None and not numeral.scaled and numeral.top < 100 and not numeral.bound and not _COUNTS.match(m.string, m.end()):
        return said._replace(given=False)  # 十八洞村 may be a name
    if unit and re.fullmatch("[十百千]?[万亿]{1,2}", text):
        word_ = scaled(numeral.low).removeprefix("1 ")
        said = said._replace(variants=(f"{word_}-{unit.singular}", f"1-{word_}-{unit.singular}", f"{word_} {unit.singular}"))
    if unit and numeral.high is None and unit.dimension in _TIMES and not bound:
        if numeral.low == 1:
            said = said._replace(variants=tuple(f"{a} {unit.singular}" for a in ("a", "an", "per", "each", "every")) + ("annual", "annually")[:2 * (unit.singular == "year")])
        elif unit.singular == "year" and numeral.low % 10 == 0 and 20 <= numeral.low <= 90:
            said = said._replace(variants=(f"{word(int(numeral.low / 10))} decades",))
    if numeral.bound == LEAST and numeral.low == 10 and not unit:
        said = said._replace(variants=("dozen", "teens"))
    if chinese and text == "一" and said.rendering.startswith("one "):
        return said._replace(given=bool(m["behind"]))
    small = chinese and numeral.top <= 10 and name in _LOOSE and not m["behind"] and not numeral.bound
    return said._replace(given=False, variants=("decade",) if numeral.low == 10 else ()) if small else said


_REACHED = re.compile("[超近逾约过每]$|突破$|高达$")
_PEOPLE = re.compile("人次?(?![民大])|户|名|辆|台")
_COUNTS = re.compile(f"[余多]?{CLASSIFIER}|[余多届岁级强省市县国年月日天种类年代]")


def _counts(text: str, numeral: Numeral, m: re.Match) -> bool:
    """Whether a numeral without a unit counts something: 三百二十户, 十几个, 两三百人; not 十分, 千方百计."""
    return len(text) > 1 and numeral.top >= 10 and any(c in "十百千万亿" for c in text)


@RULES.rule("count", "两二三四五六七八九十", rf"(?P<a>[两二三四五六七八九十]|[一二两三四五六七八九](?=[二三四五六七八九]))(?P<b>[二三四五六七八九])?(?P<c>{CLASSIFIER})(?!成|别|性|人化|字|没有)", "三家 → three", "两个 → two")
def count(m: re.Match) -> Reading:
    numeral = read(m["a"] + (m["b"] or ""))
    if m["b"] and numeral.high is None or m["c"] in ("对", "头", "口", "部", "条", "组", "支", "场", "处") and numeral.high is None and m["a"] not in "两三四五六":
        raise ValueError("a word")
    said = word(int(numeral.low)) if numeral.high is None else f"{word(int(numeral.low))} {'or' if numeral.high == numeral.low + 1 else 'to'} {word(int(numeral.high))}"
    more = {2: ("twice", "both", "dual", "pair", "double", "couple", "bilateral", "second", "twin"), 3: ("triple", "trio", "third"), 10: ("decade",)}
    return Reading(said, numbers(*(n for n in (numeral.low, numeral.high) if n is not None)), more.get(int(numeral.low), ()), given=False)
