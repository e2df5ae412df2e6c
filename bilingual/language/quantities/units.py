"""Units, currencies and classifiers: what Chinese writes, what English writes, and how much it is.

`UNITS` is read as a table: the Chinese names, the English singular and plural, the dimension, the size in the base unit
of that dimension, and other English spellings. Amounts of one dimension are compared in their base unit, so that 500
kilograms and half a metric ton are the same.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Unit:
    """A unit of measure. `spellings` are regular expressions without groups, matched without regard to case."""
    chinese: tuple[str, ...]
    singular: str
    plural: str
    dimension: str
    size: Fraction
    spellings: tuple[str, ...]

    def of(self, number: Fraction | int) -> str:
        """The English noun behind a number."""
        return self.singular if number == 1 else self.plural


def _unit(chinese: str, english: str, dimension: str, size: Any = 1, *spellings: str) -> Unit:
    singular, _, plural = english.partition("/")
    return Unit(tuple(chinese.split()), singular, plural or singular, dimension, Fraction(size), spellings)


UNITS = (
    # money: each currency is a dimension of its own
    _unit("元人民币 人民币元 元 块钱", "yuan", "yuan", 1, "rmb", "cny", "renminbi", "yuan renminbi", "yuan rmb"),
    _unit("美元", "US dollar/US dollars", "usd", 1, r"u\.?s\.? dollars?", r"american dollars?", "dollars?", "usd"),
    _unit("欧元", "euro/euros", "eur", 1, "euros?", "eur"),
    _unit("港元 港币", "Hong Kong dollar/Hong Kong dollars", "hkd", 1, "hong kong dollars?", "hkd"),
    _unit("日元", "yen", "jpy", 1, "japanese yen", "jpy"),
    _unit("英镑", "pound sterling/pounds sterling", "gbp", 1, "pounds?", "gbp", "british pounds?"),
    _unit("瑞士法郎", "Swiss franc/Swiss francs", "chf", 1, "chf"),
    _unit("澳元", "Australian dollar/Australian dollars", "aud", 1, "aud"),
    _unit("新加坡元 新元 新币", "Singapore dollar/Singapore dollars", "sgd", 1, r"s\$", "sgd"),
    _unit("澳门元 澳门币", "pataca/patacas", "mop", 1, "maca[ou] patacas?", "mop"),
    _unit("新西兰元", "New Zealand dollar/New Zealand dollars", "nzd", 1, "nzd"),
    _unit("新台币", "new Taiwan dollar/new Taiwan dollars", "twd", 1, "twd", r"nt\$"),
    _unit("加元", "Canadian dollar/Canadian dollars", "cad", 1, "cad"),
    _unit("韩元", "won", "krw", 1, "south korean won"),
    _unit("卢布", "ruble/rubles", "rub", 1, "roubles?", "russian rubles?"),
    # mass, in kilograms
    _unit("吨标准煤", "metric ton of standard coal/metric tons of standard coal", "mass", 1000,
          "tons? of standard coal",
          "tonnes? of standard coal", "tons? of coal equivalent", "tonnes? of coal equivalent", "tce"),
    _unit("吨 t", "metric ton/metric tons", "mass", 1000, "metric tonnes?", r"gross\s(?:tons?|tonnes?|tonnage)",
          "tonnes?", "tons?", "t"),
    _unit("斤", "jin", "mass", Fraction(1, 2), "catties", "catty"),
    _unit("公斤 千克 ㎏ kg", "kilogram/kilograms", "mass", 1, "kilos?", "kg"),
    _unit("克 g", "gram/grams", "mass", Fraction(1, 1000), "g"),
    _unit("毫克 mg", "milligram/milligrams", "mass", Fraction(1, 10**6), "mg"),
    _unit("微克 μg µg", "microgram/micrograms", "mass", Fraction(1, 10**9), "[μµ]g", "ug"),
    # length, in meters
    _unit("平方公里 平方千米 k㎡ km²", "square kilometer/square kilometers", "area", 10**6, "square kilomet(?:er|re)s?",
          "sq\\.? ?km", "km²", "km2"),
    _unit("平方米 ㎡ m²", "square meter/square meters", "area", 1, "square met(?:er|re)s?", "sq\\.? ?m", "m²", "m2"),
    _unit("立方米 方 m³", "cubic meter/cubic meters", "volume", 1, "cubic met(?:er|re)s?", "m³", "m3"),
    _unit("公里 千米 km", "kilometer/kilometers", "length", 1000, "kilomet(?:er|re)s?", "km"),
    _unit("厘米 cm", "centimeter/centimeters", "length", Fraction(1, 100), "centimet(?:er|re)s?", "cm"),
    _unit("毫米 mm", "millimeter/millimeters", "length", Fraction(1, 1000), "millimet(?:er|re)s?", "mm"),
    _unit("微米 μm µm", "micrometer/micrometers", "length", Fraction(1, 10**6), "microns?", "[μµ]m"),
    _unit("纳米 nm", "nanometer/nanometers", "length", Fraction(1, 10**9), "nanomet(?:er|re)s?", "nm"),
    _unit("海里", "nautical mile/nautical miles", "length", 1852),
    _unit("华里", "li", "length", 500),
    _unit("米 m", "meter/meters", "length", 1, "met(?:er|re)s?", "m"),
    _unit("英里", "mile/miles", "length", Fraction("1609.344"), "miles?"),
    _unit("英尺", "foot/feet", "length", Fraction("0.3048"), "f(?:oo|ee)t(?! by| on| in| to| of)", "ft"),
    _unit("英寸", "inch/inches", "length", Fraction("0.0254"), "inch(?:es)?"),
    _unit("平方英尺", "square foot/square feet", "area", Fraction("0.09290304"), "square f(?:oo|ee)t", "sq\\.? ?ft"),
    _unit("平方英里", "square mile/square miles", "area", Fraction("2589988.11"), "square miles?"),
    _unit("英亩", "acre/acres", "area", Fraction("4046.8564224"), "acres?"),
    # area, in square meters: 15 mu are a hectare
    _unit("公顷", "hectare/hectares", "area", 10**4, "ha"),
    _unit("亩", "mu", "area", Fraction(10**4, 15)),
    # volume, in cubic meters
    _unit("毫升 ml", "milliliter/milliliters", "volume", Fraction(1, 10**6), "millilit(?:er|re)s?", "ml"),
    _unit("升 L", "liter/liters", "volume", Fraction(1, 1000), "lit(?:er|re)s?", "l"),
    _unit("桶", "barrel/barrels", "barrels", 1, "buckets?"),
    # energy in watt-hours, power in watts
    _unit("千瓦时 千瓦小时 度电 度", "kilowatt-hour/kilowatt-hours", "energy", 1000, "kilowatt[- ]hours?", "kwh"),
    _unit("兆瓦时", "megawatt-hour/megawatt-hours", "energy", 10**6, "megawatt[- ]hours?", "mwh"),
    _unit("太瓦时", "terawatt-hour/terawatt-hours", "energy", 10**12, "terawatt[- ]hours?", "twh"),
    _unit("吉瓦时", "gigawatt-hour/gigawatt-hours", "energy", 10**9, "gigawatt[- ]hours?", "gwh"),
    _unit("千瓦 kW", "kilowatt/kilowatts", "power", 1000, "kw"),
    _unit("兆瓦 MW", "megawatt/megawatts", "power", 10**6, "mw"),
    _unit("吉瓦 GW", "gigawatt/gigawatts", "power", 10**9, "gw"),
    _unit("千伏安 kVA", "kilovolt-ampere/kilovolt-amperes", "apparent power", 1000, "kva"),
    _unit("千焦 kJ", "kilojoule/kilojoules", "joules", 1000, "kj"),
    _unit("千赫 kHz", "kilohertz", "frequency", 1000, "khz"),
    _unit("兆赫 MHz", "megahertz", "frequency", 10**6, "mhz"),
    _unit("千卡 大卡 kcal", "kilocalorie/kilocalories", "calories", 1000, "kcal"),
    _unit("千牛 kN", "kilonewton/kilonewtons", "force", 1000, "kn"),
    _unit("千伏 kV", "kilovolt/kilovolts", "voltage", 1000, "kv"),
    # time: years, months and days are not turned into one another
    _unit("年", "year/years", "years", 1, "years?", "year-long"),
    _unit("个月", "month/months", "months", 1, "months?"),
    _unit("个星期 星期 周", "week/weeks", "weeks", 1, "weeks?"),
    _unit("个工作日 工作日", "working day/working days", "workdays", 1, "working days?", "workdays?", "business days?"),
    _unit("个昼夜 日历天 个日历天 自然日 个自然日 天 d", "day/days", "days", 1,
          "days?", "calendar days?", "natural days?", r"(?<=\d )(?-i:d)"),
    _unit("个小时 小时 h", "hour/hours", "hours", 60, "hours?", "hrs?", r"(?<=\d )(?-i:h)", r"(?<=\d)(?-i:h)"),
    _unit("个学时 学时 课时", "class hour/class hours", "hours", 60, "credit hours?"),
    _unit("分钟 min", "minute/minutes", "hours", 1, "minutes?", "min"),
    _unit("毫秒", "millisecond/milliseconds", "hours", Fraction(1, 60_000), "milliseconds?", "ms"),
    _unit("秒钟 秒 s", "second/seconds", "hours", Fraction(1, 60), "seconds?", r"(?<=\d )(?-i:s)"),
    # shares and points
    _unit("个千分点", "per mille point/per mille points", "points", Fraction(1, 10), r"per[- ]mill?e[- ]points?",
          r"permill?(?:e|age)[- ]points?", r"per[- ]thousand[- ]points?"),
    _unit("个百分点", "percentage point/percentage points", "points", 1, r"percentage[- ]points?", "percent points?",
          "pp", "pct pts?", "percentage-point"),
    _unit("个基点 BP bp", "basis point/basis points", "points", Fraction(1, 100), "basis[- ]points?", "bps?", "pips?"),
    _unit("摄氏度 度C ℃ °C", "°C", "temperature", 1, "°c", "° c", "degrees? celsius", "degrees? centigrade", "℃",
          "degrees?(?! fahrenheit)"),
    _unit("华氏度 ℉ °F", "°F", "fahrenheit", 1, "°f", "° f", "degrees? fahrenheit", "fahrenheit"),
    _unit("兆帕 MPa", "megapascal/megapascals", "pressure", 10**6, "mpa"),
    _unit("百帕 hPa", "hectopascal/hectopascals", "pressure", 100, "hpa", "millibars?"),
    _unit("千帕 kPa", "kilopascal/kilopascals", "pressure", 1000, "kpa"),
    _unit("毫米汞柱 mmHg", "mmHg", "pressure", Fraction("133.322"), "mm ?hg", "millimet(?:er|re)s? of mercury"),
    _unit("分贝", "decibel/decibels", "sound", 1, "db"),
    _unit("赫兹", "hertz", "frequency", 1, "hz"),
    # people and things that English names behind the number
    _unit("人次", "person-time/person-times", "", 1, "visits?", "trips?"),
)
# Chinese counts anything with a classifier, English few things: these are said where a unit stands by itself.
CLASSIFIERS = {**dict.fromkeys("只 场 家 个 项 座 所 条 部 篇 份 株 张 处 宗 支 枚 口 笔".split(), ""),
    "人": "people", "名": "people", "位": "people", "户": "households", "人次": "person-times", "辆次": "vehicle-times",
    "架次": "flights", "台": "units", "辆": "units", "套": "units", "件": "pieces", "架": "units", "艘": "ships",
    "例": "cases", "起": "cases", "头": "head", "对": "pairs", "批": "batches", "册": "copies", "间": "rooms",
    "标箱": "TEUs", "标准箱": "TEUs", "床": "beds", "次": "times", "人天": "person-days", "盒": "boxes", "箱": "boxes",
    "组": "sets", "吨公里": "ton-kilometers", "人公里": "passenger-kilometers", "公里": "kilometers",
    "吨标煤": "metric tons of standard coal"}

_SHORT = {"yuan": ("RMB", "CNY", "RMB yuan"), "usd": ("US$", "USD", "$", "U.S. dollars"), "eur": ("€",),
          "hkd": ("HK$",)}


def short_forms(unit: Unit) -> tuple[str, ...]:
    """How English names a unit at the head of a column, its nouns first: kilometers, kilometer, km."""
    plain = [s for s in unit.spellings if re.fullmatch("[A-Za-z²³°]+", s)]
    optional = [form for s in unit.spellings if re.fullmatch(r"[a-z ]+s\?", s) for form in (s[:-2], s[:-1])]
    return tuple(dict.fromkeys((unit.plural, unit.singular, *optional, *plain, *_SHORT.get(unit.dimension, ()))))


TIMES = frozenset({"years", "months", "weeks", "days", "workdays", "hours"})  # dimensions of durations
BY_CHINESE = {name: unit for unit in UNITS for name in unit.chinese}
# Units that are found only where a rule asks for them: 人次 after a bound, 度 below zero.
_ELSEWHERE = {"人次", "BP", "bp", "度", "方", "d", "g", "h", "L", "m", "min", "s", "t"}
_NAMES = sorted((n for n in BY_CHINESE if n not in _ELSEWHERE), key=len, reverse=True)
_ALONE = {"升": "升(?![至到级任高])"}  # 由2.1升至7.8
UNIT = "(?:" + "|".join(_ALONE.get(n) or re.escape(n) for n in _NAMES) + "|(?<=[万亿])方(?![面向案式法针言位略米程]))"
CLASSIFIER = "(?:" + "|".join(sorted(CLASSIFIERS, key=len, reverse=True)) + ")"
JIN_BULK = 2000   # from a metric ton on, jin are told in metric tons, as official English does


def _spelling(unit: Unit) -> list[str]:
    return [*unit.spellings, re.escape(unit.singular), re.escape(unit.plural)]


_LONGEST_FIRST = sorted(enumerate(UNITS), key=lambda p: -max(map(len, _spelling(p[1]))))
_WAYS = (f"(?P<u{i}>{'|'.join(sorted(_spelling(u), key=len, reverse=True))})" for i, u in _LONGEST_FIRST)
ENGLISH_UNIT = re.compile(  # with hyphens in "a 174,000-cubic-meter carrier"
    "(?:" + re.sub(r"\\? ", "[ -]", "|".join(_WAYS))
    + r")(?![A-Za-z²³])", re.I)


def english_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit whose English stands at a place of a text, and where it ends."""
    m = ENGLISH_UNIT.match(text, at)
    return (UNITS[int(m.lastgroup[1:])], m.end()) if m and m.lastgroup else None
