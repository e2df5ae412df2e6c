"""What has a form of its own: money signs, penalties, halves, sizes, temperatures, units by themselves."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bilingual.language.quantities.numerals import NUMBER, PLAIN, Numeral, read
from bilingual.language.quantities.rendering import decimal, scaled, word
from bilingual.language.quantities.rules.rule import BEHIND, TO, Family, Reading, bound_behind, numbers, phrase
from bilingual.language.quantities.rules.saying import (
    PER_NOUNS,
    in_english,
    joined,
    number_said,
    told,
)
from bilingual.language.quantities.units import (
    BY_CHINESE,
    CLASSIFIER,
    CLASSIFIERS,
    TIMES,
    UNIT,
    Unit,
    short_forms,
)
from bilingual.model.quantity import LEAST, MOST, Value

RULES = Family()
_D = "0123456789"
_Z = "零一二两三四五六七八九十百千万亿"
_CAPITALS = "壹贰貳叁參肆伍陆陸柒捌玖拾"
START = _D + _Z + _CAPITALS + "上好几数"
AFTER = f"(?P<behind>{BEHIND}|(?<=[日天月年时周钟])内)?"
_CURRENCIES = {"€": "欧元", "£": "英镑", "$": "美元", "US$": "美元", "¥": "元", "￥": "元", "RMB": "元", "CNY": "元",
               "USD": "美元", "HKD": "港元", "EUR": "欧元",
               "港币": "港元", "美金": "美元", "欧元": "欧元", "日元": "日元", "英镑": "英镑"}
PER_UNIT = rf"(?:\s?[/／](?P<per>{UNIT}|[人月日天户次年时秒辆台件]|(?:min|[dhLst])(?![A-Za-z0-9])))?"


@RULES.rule("amount", "€£$¥￥URCHE港美欧日英",
            rf"(?P<c>US\$|[€£$¥￥]|RMB|CNY|USD|HKD|EUR|港币|美金|欧元|日元|英镑)\s?(?P<a>{NUMBER})(?P<u>元)?{AFTER}",
            "港币50万元 → 500,000 Hong Kong dollars", "RMB 500万元 → 5 million yuan", "€20 → 20 euros",
            "$5亿 → 500 million US dollars", "¥300 → 300 yuan")
def money(m: re.Match) -> Reading:
    if m["a"] == "一" and not m["c"].isascii():
        raise ValueError("a word behind a currency: 日元一度")
    said = told(m["a"], read(m["a"]), BY_CHINESE[_CURRENCIES[m["c"]]], m["behind"])
    return said._replace(variants=(m.group().strip(),))


@RULES.rule("amount", _D + _Z + _CAPITALS,
            rf"(?:(?P<a>{NUMBER})元(?P<j>[一二两三四五六七八九壹贰叁肆伍陆柒捌玖\d])角(?P<f>[一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])?分?"
            rf"|(?P<only>[一二两三四五六七八九\d])(?:角|毛(?![利巾泽]))(?P<f2>[一二三四五六七八九\d])?分?)(?![落度色形逐])",
            "八十五元五角六分 → 85.56 yuan", "增加二角 → 0.2 yuan")
def with_jiao(m: re.Match) -> Reading:
    """Yuan, jiao and fen: tenths and hundredths of a yuan."""
    priced = re.search("[为加减低涨跌升降到至费价收付退补约每惠让元]$|每千瓦时$|每度$", m.string[:m.start()])
    if m["only"] and not priced:
        raise ValueError("a corner")
    whole = read(m["a"]).low if m["a"] else Fraction(0)
    number = whole + Fraction(read(m["j"] or m["only"]).low, 10)
    cents = m["f"] or m["f2"]
    number += Fraction(read(cents).low, 100) if cents else 0
    return Reading(f"{decimal(number, 1000)} yuan", numbers(number, dimension="yuan"))


_COUNTED = f"(?:{UNIT}|日|{CLASSIFIER})"


@RULES.rule("between", START,
            rf"(?P<a>{NUMBER})\s?(?P<u>{_COUNTED})?以上[、，,]?\s?(?:至|到|且"
            rf"|而)?\s?(?P<less>不满|不足|未满)?(?P<b>{NUMBER})\s?(?P<u2>{_COUNTED})?(?(less)|以下)",
            "二万元以上十万元以下 → not less than 20,000 yuan but not more than 100,000 yuan",
            "三年以上七年以下 → not less than three years but not more than seven years",
            "三个月以上不满一年 → not less than three months but less than one year")
def between(m: re.Match) -> Reading:
    last_unit = _unit_named(m["u2"] or m["u"])
    first_unit, first, last = _unit_named(m["u"] or m["u2"]), read(m["a"]), read(m["b"])
    if not m["u"] and last.scaled and not first.scaled and first.low * 10**4 < last.low:
        shared = re.search("(?:[十百千]?[万亿]+)?$", m["b"])
        first = read(m["a"] + (shared.group() if shared else ""))
    ends = ((first, m["a"], first_unit, LEAST), (last, m["b"], last_unit, MOST))
    values = tuple(Value(n.low * (u.size if u else 1), u.dimension if u else "", bound) for n, _, u, bound in ends)
    said = [joined(number_said(n.low, t, n, u), u, n.low) for n, t, u, _ in ends]
    most = "less than" if m["less"] else "not more than"
    return Reading(f"not less than {said[0]} but {most} {said[1]}", values)


def _unit_named(name: str | None) -> Unit | None:
    """The unit of a bound in a law, where 日 is a day."""
    return BY_CHINESE.get("天" if name == "日" else name or "")


@RULES.rule("half", START, rf"(?P<a>{NUMBER})(?P<u>个|{UNIT})半(?P<u2>小时|月|学期|星期)?(?![导径数])",
            "一年半 → one and a half years", "两个半小时 → two and a half hours", "3天半 → 3.5 days")
def half(m: re.Match) -> Reading:
    name = ("个" + m["u2"] if m["u2"] else m["u"]) if m["u"] == "个" else m["u"]
    unit, number = BY_CHINESE.get(name), read(m["a"])
    if not unit or number.high is not None or number.low.denominator > 1:
        raise ValueError("no half")
    total = number.low + Fraction(1, 2)
    text = decimal(total) if re.search(r"\d", m["a"]) else f"{word(int(number.low))} and a half"
    return Reading(f"{text} {unit.plural}", numbers(total * unit.size, dimension=unit.dimension),
                   (f"{decimal(total)} {unit.plural}", f"{text} {unit.singular}",
                    f"{word(int(number.low))} {unit.plural} and a half",
                    *([f"{unit.singular} and a half"] if number.low == 1 else [])))


@RULES.rule("half", "半", "半个百分点", "半个百分点 → half a percentage point")
def half_point(m: re.Match) -> Reading:
    return Reading("half a percentage point", numbers(Fraction(1, 2), dimension="points"), ("0.5 percentage points",))


@RULES.rule("half", "半", r"半(?:个)?(?P<u>年|小时|月)(?![度刊报])", "半年 → half a year")
def half_of(m: re.Match) -> Reading:
    noun = {"年": "year", "小时": "hour", "月": "month"}[m["u"]]
    more = {"year": ("six months", "half-year", "half year", "six-month", "semiannual", "semiannually", "semi-annual",
                     "semi-annually", "half-yearly"),
            "hour": ("half-hour", "half hour", "30 minutes"), "month": ("two weeks", "15 days", "half month")}
    return Reading(f"half {'an' if noun == 'hour' else 'a'} {noun}", variants=more[noun], given=False)


# 三十日前 is "30 days before" where it is in characters; in digits it may be the 30th.
@RULES.rule("days", START,
            rf"(?P<long>(?<=超过|不足|连续|提前|累计|少于|至少|长达|为期|[满期行订束用结标庭会赛考工市航审评汛播货船][前后]))?"
            rf"(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?日(?:(?P<behind>以?内|之内|以上|以下)"
            rf"|(?<=[一二三四五六七八九十百]日)(?=[前后不未仍的])|(?(long)|(?!)))",
            "十五日内 → within 15 days", "30日以内 → within 30 days", "三十日前 → 30 days", "三十日未 → 30 days")
def days(m: re.Match) -> Reading:
    numeral = read(m["a"])
    if m["b"]:
        numeral = Numeral(numeral.low, read(m["b"]).low)
    return told(m["a"], numeral, BY_CHINESE["天"], m["behind"])


@RULES.rule("amount", _Z, rf"(?P<a>[一二两三四五六七八九十]+)千{TO}(?P<b>[一二两三四五六七八九十]+)千米",
            "三千至五千米 → 3,000 to 5,000 meters")
def meters(m: re.Match) -> Reading:
    low, high = (read(m[k]).low * 1000 for k in "ab")
    return Reading(f"{int(low):,} to {int(high):,} meters", numbers(low, high, dimension="length"))


@RULES.rule("score", _D + _Z,
            rf"(?P<a>{PLAIN}|(?<=[得低高扣加差计为])[一二两三四五六七八九十百]{{2,7}})分"
            r"(?=(?P<behind>以上|以下)|[，。；、）)]|$|的)(?P=behind)?",
            "85分 → 85 points", "低十二分 → 12 points")
def points(m: re.Match) -> Reading:
    number = read(m["a"]).low
    if m.string[:m.start()].endswith(("千瓦时", "千瓦时负", "每度")):
        raise ValueError("fen")
    if m.string[:m.start()].endswith("时"):
        return Reading(f"{m['a']} minutes", numbers(number, dimension="hours"))
    said = m["a"] if m["a"][0].isdigit() and m["a"].isascii() else str(number)
    return Reading(phrase(f"{said} points", bound_behind(m["behind"]), m["behind"]),
                   numbers(number, bound=bound_behind(m["behind"])))


@RULES.rule("amount", START, rf"(?P<a>{NUMBER})(?P<c>(?!人次){CLASSIFIER})(?P<behind>以上|以下|以内|左右|上下)",
            "30人以上 → at least 30 people", "五家以上 → at least five", "一次以上 → at least once")
def counted(m: re.Match) -> Reading:
    if m["c"] in BY_CHINESE:
        raise ValueError("a unit of its own")
    if m["c"] == "次" and m["behind"] == "以上" and (often := _ONCE.get(m["a"])):
        return _at_least(often, m)
    numeral, noun = read(m["a"]), CLASSIFIERS[m["c"]]
    said = told(m["a"], numeral, None, m["behind"])
    return said._replace(rendering=f"{said.rendering} {noun}".strip(), variants=(said.rendering,) if noun else ())


_ONCE = {"1": "once", "一": "once", "2": "twice", "二": "twice", "两": "twice"}


def _at_least(often: str, m: re.Match) -> Reading:
    """一次以上 and 两次以上, whose bound English has no number for: once or more, at least twice."""
    said = told(m["a"], read(m["a"]), None, m["behind"])
    few = said.rendering.removeprefix("at least ")
    no_less = (f"{no} {less} than {often}" for no in ("no", "not") for less in ("less", "fewer"))
    return said._replace(rendering=f"at least {often}", variants=(
        f"{often} or more", f"{often} or over", f"{few} or more times", f"{few} times or more",
        f"{few} time or more", f"at least {few}", "more than once" if often == "twice" else "one or more", *no_less))


@RULES.rule("grade", START, rf"(?P<a>{NUMBER})级(?P<behind>及?以[上下])", "四级以上 → at least four")
def graded(m: re.Match) -> Reading:
    said = told(m["a"], read(m["a"]), None, m["behind"])
    return said._replace(values=tuple(replace(v, dimension="grade") for v in said.values), given=False)


_OPENING = re.compile(r"(?:^|[（(：:/／、，,]|单位为?|以)\s*$")
_CLOSING = re.compile(r"\s*(?:$|[）)/／、，,。；;]|为单位)")


_HEADED = re.compile("[\u4e00-\u9fff）)]$")
_COLUMN = {"辆": "vehicles", "人": "persons", "名": "persons", "套": "sets", "本": "copies", "只": "head",
           "篇": "papers",
           "份": "copies", "岁": "years", "分": "points", "件": "items", "宗": "cases"}


@RULES.rule("unit", "（(",
            rf"[（(](?P<u>{UNIT}|{CLASSIFIER}|[本岁分])(?:[/／](?P<per>人|年|日|天|月|户|亩|公顷|平方米|立方米|吨))?"
            "[）)]$",
            "企业数（家） → (number)", "里程（公里） → (kilometers)", "价格（元/吨） → (yuan per metric ton)")
def unit_of_heading(m: re.Match) -> Reading:
    """The unit in the brackets that end a heading of a column."""
    found = BY_CHINESE.get(m["u"])
    if not _HEADED.search(m.string, 0, m.start()) or m["u"] == "位":  # 排名变化（位）
        raise ValueError("no heading")
    noun = found.plural if found else _COLUMN.get(m["u"]) or CLASSIFIERS.get(m["u"]) or "number"
    others = short_forms(found) if found else ("units", "unit", "number", "no.", noun)
    if not m["per"]:
        return Reading(f"({noun})", variants=others)
    each = BY_CHINESE.get(m["per"])
    forms = [PER_NOUNS.get(m["per"], ""), *((each.singular, *short_forms(each)) if each else ())]
    per, *forms = filter(None, forms)
    ways = (f"{other}{joint}{form}" for other in others for form in (per, *forms) for joint in (" per ", "/", " a "))
    return Reading(f"({noun} per {per})", variants=tuple(ways))


@RULES.rule("unit", "万亿千百十人" + "元吨公亩平立米",
            rf"(?:人民币)?(?P<s>万亿|[十百千]?亿|[十百千]?万|[百千](?![瓦米克伏]))?(?P<u>吨公里|人公里|吨标煤|{UNIT}"
            rf"|{CLASSIFIER})",
            "亿元 → 100 million yuan", "万吨 → 10,000 metric tons", "万人次 → 10,000 person-times",
            "万台 → 10,000 units", "亿斤 → 50,000 metric tons")
def unit(m: re.Match) -> Reading:
    alone = m.start() == 0 and m.end() == len(m.string)
    if not (_OPENING.search(m.string[:m.start()]) and _CLOSING.match(m.string, m.end())):
        raise ValueError("not by itself")
    found = BY_CHINESE.get(m["u"])
    if not m["s"]:
        headed = alone or re.search("单位[：:](?:人民币)?$", m.string[:m.start()])
        if not headed or not found or found.dimension in TIMES | {"year"}:
            raise ValueError("a word")
        return Reading(found.plural, variants=short_forms(found))
    numeral, found_ = in_english(Numeral(read(m["s"]).low, scaled=True), found)
    noun = found_.plural if found_ else CLASSIFIERS.get(m["u"], "metric tons of standard coal")
    number, dimension = read(m["s"]).low, found.dimension if found else ""
    return Reading(f"{scaled(numeral.low)} {noun}".strip(),
                   numbers(number * (found.size if found else 1), dimension=dimension),
                   tuple(_bare_scale(int(number), short_forms(found) if found else (noun,))))


_SEVERAL = {10**4: ("tens of thousands of", "10,000s of", "ten thousand", "10 thousand"),
            10**8: ("hundreds of millions of", "100 millions of", "a hundred million")}


def _bare_scale(number: int, units: tuple[str, ...]) -> Iterator[str]:
    """Ways of saying a unit of so many without its "1": million yuan, RMB '000, hundreds of millions of yuan."""
    size = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}.get(number, "")
    for unit in units:
        yield from (f"{several} {unit}" for several in _SEVERAL.get(number, ()))
        if size:
            yield from (f"{size} {unit}", f"{size}s of {unit}", f"{unit} {size}", f"{unit} {size}s")
        if number == 1000:
            yield from (f"{unit} '000", f"'000 {unit}", f"1000 {unit}")


@RULES.rule("amount", "零", rf"零下(?P<a>{NUMBER})(?:摄氏度|度|℃)(?P<behind>{BEHIND})?", "零下20摄氏度 → -20°C")
def below_zero(m: re.Match) -> Reading:
    number = read(m["a"]).low
    text = decimal(number)
    variants = (f"{text}°C below zero", f"minus {text} degrees Celsius", f"{text} degrees Celsius below zero",
                f"{text} degrees below zero", f"minus {text}°C")
    return Reading(phrase(f"-{text}°C", bound_behind(m["behind"]), m["behind"]),
                   (Value(number, "temperature", bound_behind(m["behind"]), -1),), variants)


@RULES.rule("tolerance", _D, rf"(?P<a>{PLAIN})\s?±\s?(?P<b>{PLAIN})\s?(?P<u>{UNIT}|%)?", "20±2℃ → 20±2°C")
def tolerance(m: re.Match) -> Reading:
    unit = BY_CHINESE.get(m["u"] or "")
    said = joined(f"{m['a']}±{m['b']}", unit, Fraction(2)) + ("%" if m["u"] == "%" else "")
    size = unit.size if unit else Fraction(1, 100) if m["u"] else 1
    dimension = unit.dimension if unit else "share" if m["u"] else ""
    return Reading(said, numbers(read(m["a"]).low * size, read(m["b"]).low * size, dimension=dimension),
                   (said.replace("±", " plus or minus "), said.replace("±", " ± "),
                    *((f"{m['a']}±{m['b']} {unit.plural}",) if unit else ())))


@RULES.rule("unit", "%‰℃", "[%‰℃]", "% → %")
def sign_alone(m: re.Match) -> Reading:
    if not (_OPENING.search(m.string[:m.start()]) and _CLOSING.match(m.string, m.end())):
        raise ValueError("not by itself")
    return Reading(m.group(), variants={"%": ("percent",), "‰": ("per thousand", "per mille"),
                                        "℃": ("°C", "degrees Celsius")}[m.group()], copied=True)
