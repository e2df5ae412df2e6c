"""Figures in Chinese policy text: dates, amounts, percentages, congresses and codes.

A figure is never left to a translation model. `find_figures` recognises each one in the Chinese,
renders it by rule and says which values its English must contain; `english_values` reads the values
that an English sentence does contain. Both ends use exact decimal arithmetic (万 = 10^4, 亿 = 10^8,
万亿 = 10^12; 斤 = 0.5 kg), so "3.5万亿元" and "3,500 billion yuan" are the same number.
"""
from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from bilingual.model.quantity import Figure

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
UNITS = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7,
         "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000, "百": 100}
MONEY = {"元人民币": "yuan", "元": "yuan", "美元": "US dollars", "欧元": "euros", "港元": "Hong Kong dollars",
         "日元": "yen", "英镑": "pounds sterling"}
MEASURES = {"亩": "mu", "公顷": "hectares", "公里": "kilometers", "千米": "kilometers", "平方公里": "square kilometers",
            "平方米": "square meters", "立方米": "cubic meters", "千瓦": "kilowatts", "千瓦时": "kilowatt-hours",
            "吨": "metric tons", "个百分点": "percentage points", "年": "years", "个月": "months", "小时": "hours"}
WORDS = {w: i for i, w in enumerate((
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty").split())} | {
    w: 10 * i for i, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
ORDINALS = {w: i for i, w in enumerate((
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth").split(), 1)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}

# One Chinese character stays one character, so that spans found here are spans of the original text.
_HALF = str.maketrans("０１２３４５６７８９％．＋－", "0123456789%.+-")
_N = r"\d+(?:,\d{3})*(?:\.\d+)?"
_Z = "[零〇一二两三四五六七八九十百千]"
_TO = r"(?:至|到|[—–~～-]+)"
_MEASURE = "|".join(sorted([*MONEY, *MEASURES, "斤"], key=len, reverse=True))
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_PATTERN = re.compile(rf"""
  (?P<days>(?:(?P<ds_y>\d{{4}})年)?(?P<ds_m>\d{{1,2}})月(?P<ds_d>\d{{1,2}})日?{_TO}(?:(?P<ds_m2>\d{{1,2}})月)?(?P<ds_d2>\d{{1,2}})日)
| (?P<date>(?:(?P<dt_y>\d{{4}})年)?(?P<dt_m>\d{{1,2}})月(?P<dt_d>\d{{1,2}})日)
| (?P<months>(?:(?P<ms_y>\d{{4}})年)?(?P<ms_a>\d{{1,2}})月?{_TO}(?P<ms_b>\d{{1,2}})月(?:份)?)
| (?P<month>(?:(?P<mo_y>\d{{4}})年)(?P<mo_m>\d{{1,2}})月(?:份)?)
| (?P<years>(?P<ys_a>\d{{4}})年?{_TO}(?P<ys_b>\d{{4}})年)
| (?P<decade>(?:(?P<dc_c>\d\d|二十)世纪)(?P<dc_t>\d0|{_Z}十)年代)
| (?P<century>(?P<ce>\d\d?|{_Z}*十{_Z}?)世纪)
| (?P<fraction>\d+/\d+(?![\d/]))
| (?P<year>(?P<yr>\d{{4}}|[一二][零〇一二三四五六七八九]{{3}})年(?!代))
| (?P<plenum>(?:党的|中国共产党)?第?(?P<pl_c>{_Z}+)届(?P<pl_n>{_Z}+)中全会)
| (?P<npc>第?(?P<np_c>{_Z}+)届全国人大(?:会议)?第?(?P<np_n>{_Z}+)次会议)
| (?P<cppcc>全国政协(?P<cp_c>{_Z}+)届(?P<cp_n>{_Z}+)次会议)
| (?P<congress>(?:党的|中共)(?P<cg>[一二三四五六七八九]?十[一二三四五六七八九]?)大(?![家量力大小会局胆]))
| (?P<plan>[“"]?(?P<pn>十[一二三四五六七八九]?)五[”"]?(?P<pn_s>时期|期间|规划)|[“"](?P<pq>十[一二三四五六七八九]?)五[”"])
| (?P<percent>(?P<pc_a>{_N})%?{_TO}(?P<pc_b>{_N})%(?P<pc_rs>左右|以上)?|(?P<pc>{_N})%(?P<pc_s>左右|以上)?|百分之(?P<pc_z>{_Z}+|{_N}))
| (?P<ordinal>第(?P<od>\d+|[一二三四五六七八九]?十[一二三四五六七八九]?)(?P<od_k>届|次|个|位|名)?)
| (?P<code>(?:\d+\+)+(?:\d+|[A-Z])(?![\d.])|[A-Za-z]*\d+(?:[.-]\d+)*[A-Za-z][A-Za-z0-9-]*|[A-Za-z][A-Za-z0-9&.+/-]*(?<![.]))
| (?P<unit>(?<=[（(：:/／])(?P<un_u>{_UNIT})(?P<un_k>{_MEASURE}|人)(?=\s*(?:[）)/／，,]|$)))
| (?P<amount>(?:(?P<am_a>{_N}){_TO})?(?P<am>{_N})(?P<am_m>[余多])?(?P<am_u>{_UNIT})?(?P<am_m2>[余多])?(?P<am_k>(?:{_MEASURE})(?!代))?(?P<am_s>左右|以上)?)
| (?P<spelt>(?P<sp>{_Z}{{2,}})(?P<sp_m>[余多])?(?P<sp_u>万亿|亿|万)?(?P<sp_m2>[余多])?(?P<sp_k>{_MEASURE}|(?=[个项家条名位次人])))
""", re.X)
_ENGLISH = re.compile(
    r"(?P<num>(?<![\w.])\d[\d,]*(?:\.\d+)?)(?P<ord>st|nd|rd|th)?s?(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion)\b)?"
    r"|\b(?P<word>[A-Za-z]+(?:-[a-z]+)?)\b(?:\s(?P<wscale>hundred|thousand|million|billion|trillion)\b)?", re.I)


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral below ten thousand (三百二十, 十四, 二〇二三). Raises ValueError."""
    if not text or any(c not in DIGITS and c not in POWERS for c in text):
        raise ValueError(f"not a Chinese numeral: {text!r}")
    if not any(c in POWERS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        else:
            total += (digit or 1) * POWERS[c]
            digit = 0
    return total + digit


def ordinal(n: int) -> str:
    """1 → "1st", 14 → "14th"."""
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def ordinal_word(n: int) -> str:
    """1 → "first", 20 → "twentieth", 21 → "21st"."""
    return next((w for w, i in ORDINALS.items() if i == n), ordinal(n))


def _dec(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return f"{int(text):,}" if "." not in text and value >= 10000 else text


def scaled(value: Decimal) -> str:
    """A count the way English reports write it: 12,000; 3.5 trillion; 420 million."""
    for word, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if value >= size:
            return f"{format((value / size).normalize(), 'f')} {word}"
    text = format(value.normalize(), "f")
    return f"{int(text):,}" if "." not in text and value >= 1000 else text


def _date(year, month, day=None) -> tuple[str, tuple]:
    name = MONTHS[int(month) - 1]
    text = name + (f" {int(day)}" if day else "")
    needs = (name.lower(),) + ((Decimal(day),) if day else ())
    if year:
        text += f", {year}" if day else f" {year}"
        needs += (Decimal(year),)
    return text, needs


def _amount(m) -> tuple[str, tuple]:
    unit = Decimal(UNITS.get(m["am_u"] or "", 1))
    value, low = _dec(m["am"]) * unit, m["am_a"] and _dec(m["am_a"]) * unit
    kind = m["am_k"] or ""
    if kind == "斤":
        value, low, unit = value / 2000, low and low / 2000, Decimal(1) if value >= 2000 else unit
        noun = "metric tons"
    else:
        noun = MONEY.get(kind) or MEASURES.get(kind, "")
    show = scaled if m["am_u"] or kind == "斤" else (lambda v: m["am"] if v == _dec(m["am"]) and v < 10000 else _plain(v))
    text = show(value) if not low else f"{show(low) if not m['am_u'] else scaled(low)} to {show(value)}"
    text += f" {noun.removesuffix('s') if value == 1 and kind in MEASURES else noun}" if noun else ""
    if m["am_m"] or m["am_m2"] or m["am_s"] == "以上":
        text = f"more than {text}"
    elif m["am_s"]:
        text = f"around {text}"
    return text, ((low,) if low else ()) + (value,)


def _render(kind: str, m: re.Match) -> tuple[str, tuple] | None:
    """The English of a match of some kind and the values it must contain; None when it is no figure after all."""
    g = m.groupdict()
    cn = lambda name: int(g[name]) if g[name].isdigit() else chinese_number(g[name])
    if kind == "days":
        first, needs = _date(None, g["ds_m"], g["ds_d"])
        last = (MONTHS[int(g["ds_m2"]) - 1] + " " if g["ds_m2"] else "") + str(int(g["ds_d2"]))
        needs += ((MONTHS[int(g["ds_m2"]) - 1].lower(),) if g["ds_m2"] else ()) + (Decimal(g["ds_d2"]),)
        tail = (f", {g['ds_y']}", (Decimal(g["ds_y"]),)) if g["ds_y"] else ("", ())
        return f"{first} to {last}{tail[0]}", needs + tail[1]
    if kind == "date":
        return _date(g["dt_y"], g["dt_m"], g["dt_d"])
    if kind == "months":
        a, b = MONTHS[int(g["ms_a"]) - 1], MONTHS[int(g["ms_b"]) - 1]
        year = f" {g['ms_y']}" if g["ms_y"] else ""
        return f"{a} to {b}{year}", (a.lower(), b.lower()) + ((Decimal(g["ms_y"]),) if year else ())
    if kind == "month":
        return _date(g["mo_y"], g["mo_m"])
    if kind == "years":
        return f"{g['ys_a']}-{g['ys_b']}", (Decimal(g["ys_a"]), Decimal(g["ys_b"]))
    if kind == "decade":
        year = (cn("dc_c") - 1) * 100 + cn("dc_t")
        return f"the {year}s", (Decimal(year),)
    if kind == "century":
        return f"the {ordinal(cn('ce'))} century", (Decimal(cn("ce")),)
    if kind == "fraction":
        return m.group(), tuple(Decimal(n) for n in m.group().split("/"))
    if kind == "year":
        return str(cn("yr")), (Decimal(cn("yr")),)
    if kind == "plenum":
        n, c = ordinal_word(cn("pl_n")).capitalize(), cn("pl_c")
        return f"the {n} Plenary Session of the {ordinal(c)} CPC Central Committee", (Decimal(cn("pl_n")), Decimal(c))
    if kind == "npc":
        return (f"the {ordinal_word(cn('np_n'))} session of the {ordinal(cn('np_c'))} National People's Congress",
                (Decimal(cn("np_n")), Decimal(cn("np_c"))))
    if kind == "cppcc":
        return (f"the {ordinal_word(cn('cp_n'))} session of the {ordinal(cn('cp_c'))} CPPCC National Committee",
                (Decimal(cn("cp_n")), Decimal(cn("cp_c"))))
    if kind == "congress":
        return f"the {ordinal(cn('cg'))} CPC National Congress", (Decimal(cn("cg")),)
    if kind == "plan":
        n = chinese_number(g["pn"] or g["pq"])
        return f"the {ordinal(n)} Five-Year Plan{'' if g['pn_s'] in (None, '规划') else ' period'}", (Decimal(n),)
    if kind == "percent":
        if g["pc_z"]:
            value = _dec(g["pc_z"]) if g["pc_z"][0].isdigit() else Decimal(chinese_number(g["pc_z"]))
            return f"{_plain(value)}%", (value,)
        around = {"左右": "around ", "以上": "more than ", None: ""}[g["pc_s"] or g["pc_rs"]]
        if g["pc_a"]:
            return f"{around}{g['pc_a']}% to {g['pc_b']}%", (_dec(g["pc_a"]), _dec(g["pc_b"]))
        return f"{around}{g['pc']}%", (_dec(g["pc"]),)
    if kind == "ordinal":
        n = cn("od")
        return ordinal(n), (Decimal(n),)
    if kind == "code":
        return m.group(), (m.group().lower(),)
    if kind == "unit":  # the head of a column: 国内生产总值（亿元）
        value = Decimal(UNITS[g["un_u"]])
        return f"{scaled(value)} {MONEY.get(g['un_k']) or MEASURES.get(g['un_k'], 'people')}", (value,)
    if kind == "amount":
        return _amount(m)
    value = Decimal(chinese_number(g["sp"])) * UNITS.get(g["sp_u"] or "", 1)
    if value < 10 or not any(c in POWERS for c in g["sp"]):
        return None
    noun = MONEY.get(g["sp_k"]) or MEASURES.get(g["sp_k"], "")
    if g["sp_k"] == "斤":
        value, noun = value / 2000, "metric tons"
    more = "more than " if g["sp_m"] or g["sp_m2"] else ""
    return f"{more}{scaled(value) if g['sp_u'] else _plain(value)}{' ' + noun if noun else ''}", (value,)


_KINDS = ("days", "date", "months", "month", "years", "decade", "century", "fraction", "year", "plenum", "npc", "cppcc", "congress", "plan",
          "percent", "ordinal", "code", "unit", "amount", "spelt")


def find_figures(text: str) -> list[Figure]:
    """All figures of a Chinese text, left to right, without overlaps."""
    figures = []
    for m in _PATTERN.finditer(text.translate(_HALF)):
        kind = next(k for k in _KINDS if m[k] is not None)
        try:
            rendered = _render(kind, m)
        except (IndexError, ValueError):  # 13月, 二二十: shaped like a figure, but none
            rendered = None
        if rendered:
            figures.append(Figure(m.start(), m.end(), text[m.start():m.end()], rendered[0], kind, rendered[1]))
    return figures


def unit_of(figure: Figure) -> str:
    """The English noun an amount is measured in: "yuan", "metric tons"; "" where there is none."""
    nouns = sorted({*MONEY.values(), *MEASURES.values()} - {"years", "months", "hours"}, key=len, reverse=True)
    return next((n for n in nouns if figure.kind in ("amount", "spelt") and re.search(rf"\b{n.removesuffix('s')}", figure.rendering)), "")


def english_values(text: str) -> Counter:
    """The values an English text contains, each with its count: Decimals, lower-case month names and words with digits."""
    values: Counter = Counter()
    for m in _ENGLISH.finditer(text):
        if m["num"]:
            value = _dec(m["num"].rstrip(","))
            values[value * SCALES[m["scale"].lower()] if m["scale"] else value] += 1
            continue
        word = m["word"].lower()
        head, _, tail = word.partition("-")
        if word in ORDINALS or tail in ORDINALS:
            values[Decimal(ORDINALS.get(word) or WORDS.get(head, 0) + ORDINALS[tail])] += 1
        elif head in WORDS and (not tail or tail in WORDS):
            values[Decimal(WORDS[head] + WORDS.get(tail, 0)) * SCALES.get((m["wscale"] or "").lower(), 1)] += 1
        else:
            month = next((n for n in MONTHS if n.lower() == word or n[:3].lower() == word), None)
            if month:
                values[month.lower()] += 1
    return values


def in_english(figure: Figure, text: str) -> bool:
    """Whether an English text contains the figure: its rendering, or all the values it stands for."""
    if figure.rendering.lower() in text.lower():
        return True
    found = english_values(text)
    return all(n.lower() in text.lower() if isinstance(n, str) and n not in found else found[n] > 0 for n in figure.needs)
