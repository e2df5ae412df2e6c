"""Measures of standards and reports: units in letters (7 d, 28 m), accelerations, blood pressures, intensities, times
of sport, ratios and scores in words, line speeds, isotopes.
"""
from __future__ import annotations

import re
from fractions import Fraction

from bilingual.language.quantities.numerals import PLAIN, integer, read
from bilingual.language.quantities.rendering import decimal, word
from bilingual.language.quantities.rules.measures import AFTER, PER_UNIT, START
from bilingual.language.quantities.rules.rule import LETTER_WORDS, TO, Family, Reading, bound_behind, numbers, phrase
from bilingual.language.quantities.rules.saying import HEAD, SIGNS, joined, signed, symbol, told
from bilingual.language.quantities.units import BY_CHINESE
from bilingual.model.quantity import Value

RULES = Family()
_D = "0123456789"
_Z = "零一二两三四五六七八九十百千万亿"
# 28 m, 7 d, 50g: letters that stand for a unit behind a number; 5g网络 is a word
_LETTERS = (rf"(?P<u>min|[dghLmst])(?![A-Za-zΩα-ω0-9·²³⁻*×^]|{LETTER_WORDS}"
            "|网络|基站|手机|套餐|商用|时代|用户)")


@RULES.rule("acceleration", _D, rf"(?P<a>{PLAIN})\s?g(?![A-Za-z0-9/])", "加速度为0.20g → 0.20g")
def acceleration(m: re.Match) -> Reading:
    """A multiple of that of free fall, which is no number of grams."""
    if "加速度" not in m.string:
        raise ValueError("grams")
    ways = {way for n in (m["a"], decimal(read(m["a"]).low)) for way in (f"{n}g", f"{n} g", f"{n} times gravity")}
    return Reading(f"{m['a']}g", variants=tuple(sorted(ways)))


@RULES.rule("amount", _D + SIGNS, rf"{HEAD}(?P<a>{PLAIN})\s?{_LETTERS}{PER_UNIT}{AFTER}",
            "7 d → 7 days", "28 m → 28 meters", "4.5 m/s → 4.5 meters per second", "≥5 g → at least 5 grams")
def abbreviated(m: re.Match) -> Reading:
    bound, head = symbol(m)
    return told(m["a"], read(m["a"]), BY_CHINESE[m["u"]], m["behind"], False, head, bound, signed(m), m["per"])


@RULES.rule("amount", _D, rf"(?P<a>{PLAIN})\s?/\s?(?P<b>{PLAIN})\s?(?:mmHg|毫米汞柱)", "140/90 mmHg → 140/90 mmHg")
def blood_pressure(m: re.Match) -> Reading:
    size = BY_CHINESE["mmHg"].size
    values = numbers(*(read(m[g]).low * size for g in "ab"), dimension="pressure")
    pair = f"{m['a']}/{m['b']}"
    return Reading(f"{pair} mmHg", values, (f"{pair} mm Hg", f"{pair} millimeters of mercury"))


@RULES.rule("amount", _Z, r"(?P<a>[一二两三四五六七八九十]+)米(?P<b>[一二三四五六七八九]{1,2})"
            rf"(?![零一二三四五六七八九十百千万亿个块条名人层点米厘分寸]){AFTER}", "一米二 → 1.2 meters",
            "一米八五 → 1.85 meters")
def and_decimeters(m: re.Match) -> Reading:
    """The digits behind the meters are tenths and hundredths: 身高一米七."""
    tenths = "".join(str(int(read(c).low)) for c in m["b"])
    number = read(m["a"]).low + Fraction(int(tenths), 10 ** len(tenths))
    bound = bound_behind(m["behind"])
    return Reading(phrase(f"{decimal(number)} meters", bound, m["behind"]),
                   numbers(number, dimension="length", bound=bound))


@RULES.rule("duration", START,
            r"(?:(?P<h>\d{1,2})小时)?(?P<m>\d{1,2})分(?:钟)?(?P<s>\d{1,2}(?:\.\d+)?)秒(?P<h100>\d{1,2}(?![\d分秒]))?",
            "2小时07分14秒 → 2 hours 7 minutes 14 seconds", "9分58秒 → 9 minutes 58 seconds",
            "3分53秒23 → 3 minutes 53.23 seconds")
def duration(m: re.Match) -> Reading:
    parts = [(Fraction(m[k]), BY_CHINESE[u]) for k, u in (("h", "小时"), ("m", "分钟"), ("s", "秒")) if m[k]]
    clock = f"{int(m['h'])}:{m['m'].zfill(2)}" if m["h"] else str(int(m["m"]))
    whole, point, tenths = m["s"].partition(".")
    if m["h100"]:  # 3分53秒23
        seconds, unit = parts.pop()
        point, tenths = ".", m["h100"].zfill(2)
        parts.append((seconds + Fraction(int(tenths), 100), unit))
    return Reading(" ".join(joined(decimal(n), unit, n) for n, unit in parts),
                   tuple(Value(n * unit.size, unit.dimension) for n, unit in parts),
                   (f"{clock}:{whole.zfill(2)}{point}{tenths}",))


@RULES.rule("voltage", _D, r"(?P<a>\d+(?:\.\d+)?/\d+(?:\.\d+)?)\s?(?P<u>千伏|kV|伏|V)(?![A-Za-z])",
            "0.6/1千伏 → 0.6/1 kV")
def rated_voltage(m: re.Match) -> Reading:
    unit, *longer = ("kV", "kilovolts", "kilovolt") if m["u"] in ("千伏", "kV") else ("V", "volts", "volt")
    return Reading(f"{m['a']} {unit}", variants=(f"{m['a']}{unit}", *(f"{m['a']} {w}" for w in longer)), copied=True)


_RATIO = f"[{_Z}]{{1,5}}"


@RULES.rule("ratio", _Z, rf"(?P<a>{_RATIO})比(?P<b>{_RATIO})"
            r"(?:(?=(?P<won>(?:的比分)?(?:战胜|击败|大胜|险胜|负于|不敌|告负|获胜|逆转|力克|取胜|领先|落后)))"
            r"|(?=[，。；、的]|$))", "比例尺为一比五百 → 1:500", "三比一战胜 → 3-1")
def two_numbers(m: re.Match) -> Reading:
    if not m["won"] and not re.search("(?:比例尺?|配比|兑换?|汇率|面值)[^，。；]{0,8}$", m.string[:m.start()]):
        raise ValueError("no ratio")
    a, b = integer(m["a"]), integer(m["b"])
    plain = (f"{a}:{b:,}", f"{a}-{b:,}", f"{a} to {b:,}", f"{word(a)} to {word(b) if b <= 100 else b}", f"{a}:{b}")
    return Reading(plain[1] if m["won"] else plain[0], variants=plain, copied=True)


_SPEEDS = {"百": ("100-megabit", "100M"), "千": ("gigabit", "1-gigabit", "1000M", "1G"), "万": ("10-gigabit", "10G")}


@RULES.rule("speed", "百千万", r"(?P<s>[百千万])兆(?=光网|宽带|网|入|端口|城|以太|小区|用户|接入|级|到|光|局域|出口)",
            "千兆光网 → gigabit", "万兆光网 → 10-gigabit")
def speed(m: re.Match) -> Reading:
    return Reading(_SPEEDS[m["s"]][0], variants=_SPEEDS[m["s"]][1:])


@RULES.rule("isotope", "碳", "碳(?:十四|14)(?=[年测定断纪法])", "碳十四测年 → carbon-14")
def radiocarbon(_: re.Match) -> Reading:
    return Reading("carbon-14", variants=("radiocarbon", "carbon 14", "C-14", "14C", "carbon dating", "carbon-dating"))


_INTENSITIES = dict(enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1))


@RULES.rule("intensity", _D + _Z, rf"(?P<a>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})(?:度?{TO}"
            r"(?P<b>\d{1,2}|[一二三四五六七八九十]{1,2}))?度(?![电角假日夜])",
            "烈度为9度 → IX", "8度设防区 → VIII", "6度区 → VI", "烈度七度至八度 → VII to VIII")
def intensity(m: re.Match) -> Reading:
    """The intensity of an earthquake, which English writes in Roman numerals."""
    quake = re.search("烈度|设防", m.string) and re.search("(?:烈度|设防)[^，。；]{0,8}$", m.string[:m.start()])
    if not quake and not re.match("设防|区|异常区", m.string[m.end():]):
        raise ValueError("degrees")
    ends = [int(read(m[g]).low) for g in "ab" if m[g]]
    romans = [_INTENSITIES[n] for n in ends]
    said = [joint.join(way) for way in (romans, list(map(str, ends))) for joint in (" to ", "-", " or ")]
    in_words = [word(ends[0])] if len(ends) == 1 else []
    return Reading(said[0], variants=tuple(dict.fromkeys((*said[1:], *in_words))))
