"""Names made of signs: addresses, telephones, standards, codes, formulas. They are copied and never computed."""
from __future__ import annotations

import re
import string
from fractions import Fraction

from bilingual.language.quantities.numerals import integer
from bilingual.language.quantities.rules.rule import LETTER_WORDS, TO, Family, Reading, numbers
from bilingual.language.quantities.units import UNIT

RULES = Family()
_LATIN, _DIGITS = string.ascii_letters, string.digits
_GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω"
_DASH = "[-－—–‑]"
_DASHES = re.compile(f"{_DASH}+")
# Behind one of these words a run of digits is a name: 电话：010-66095678, 举报电话：12345、12388
_CUE = re.compile(r"(?:电话|热线|手机|传真|邮编|邮政编码|代码|编号|账号|帐号|账户|卡号|号码|证号|文号|证书|编码|单号"
                  r"|专线|专用号|拨打|致电|案号|序号|QQ|微信号?|"
                  r"批号|备案|许可证|身份证|项目号|合同|Tel|TEL)(?:号码|号|为"
                  r"|是)?[：:（( ]{0,3}(?:[\dA-Za-z-]{3,}(?:[、,，/；;]|\s|和|或|及|"
                  r"与)+)*$")


def copied(text: str, *variants: str) -> Reading:
    return Reading(text, variants=variants, copied=True)


def _dashed(text: str) -> str:
    return _DASHES.sub("-", text).replace("：", ":")


@RULES.rule("address", _LATIN,
            r"(?:https?://|www\.)[A-Za-z0-9._~:/?\#@!$&'*+,;=%()-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|org|"
            r"net|edu|gov)\b(?:/[^\s\u3000-\u9fff]*)?",
            "https://www.gov.cn/a?b=1&c=2 → https://www.gov.cn/a?b=1&c=2", "www.gov.cn → www.gov.cn")
def address(m: re.Match) -> Reading:
    return copied(m.group().rstrip(".,;:!?)"))


@RULES.rule("e-mail", _LATIN + _DIGITS, r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            "zhang_san@gov.cn → zhang_san@gov.cn")
def e_mail(m: re.Match) -> Reading:
    return copied(m.group())


@RULES.rule("file name", _LATIN + _DIGITS,
            r"[\w-]+(?:\.[\w-]+)*\.(?:docx?|xlsx?|pptx?|pdf|txt|csv|zip|rar|jpe?g|png|html?|md|xml|json)(?![A-Za-z])",
            "report_2024.docx → report_2024.docx")
def file_name(m: re.Match) -> Reading:
    return copied(m.group())


@RULES.rule("placeholder", "<{#$【", r"<[^<>\n]{1,30}>|\$?\{[^{}\n]{1,30}\}|\#\d+", "<标题> → <标题>", "#123 → #123")
def placeholder(m: re.Match) -> Reading:
    if m.group()[1:2] in "0123456789" and m.group()[0] == "<":
        raise ValueError("a comparison")
    return copied(m.group())


# A blank: a line, or the room for one
_OPEN = r"(?:\s?[_＿]{2,}\s?|[ \u3000]+)"


@RULES.rule("blank", "_＿年" + _DIGITS,
            rf"""(?:(?P<y>[_＿]{{2,}}|(?<!\d)\d{{4}})\s?年|年(?=[ \u3000]))
                 (?:(?P<m>{_OPEN})月(?:(?P<d>{_OPEN})日)?|\s?(?P<n>\d{{1,2}})\s?月(?P<e>{_OPEN})日)
            | [_＿]{{2,}}""", "____ → ____", "____年__月__日 → year ____, month __, day __",
            "2024年__月__日 → year 2024, month __, day __", "2024年5月  日 → year 2024, month 5, day ____",
            "年　月　日 → year, month, day", "年    月    日 → year ____, month ____, day ____")
def blank(m: re.Match) -> Reading:
    """What is to be filled in; a date by its parts, whose order the blanks give."""
    if "月" not in m.group():
        return copied(m.group())
    found = [m["y"], m["m"] or m["n"], m["d"] or m["e"]][:2 + ("日" in m.group())]
    behind_label = re.search("[：:][ \u3000]*$", m.string[:m.start()])  # 年 月 日 alone may head a column
    wide = m["y"] or behind_label or any(len(part) > 1 for part in found[1:])
    parts = [(part or "").strip() or "____" * bool(wide) for part in found]
    named = zip(("year", "month", "day"), parts, strict=False)
    return Reading(", ".join(f"{name} {part}".strip() for name, part in named))


_EXT = " ext. "
_EXTENSIONS = ("-", " extension ", ", ext. ", ", extension ", " (ext. ", " x", " ext ", ", Ext. ")


@RULES.rule("telephone", "+0148（(",
            rf"""(?<![\d.])(?: (?:\+?86{_DASH}?)?0\d{{2,3}}\s?{_DASH}\s?(?:\d{{7,8}}|\d{{3,4}}\s\d{{4}})
                             | [（(]0\d{{2,3}}[）)]\s?\d{{7,8}} | [48]00{_DASH}\d{{3,4}}{_DASH}\d{{3,4}}
                             | (?:\+?86{_DASH}?)?1[3-9]\d{{9}} )(?!\d)(?:\s?(?:转|ext\.?)\s?(?P<ext>\d{{1,6}}))?""",
            "010-66095678 → 010-66095678", "0571－87052345转8001 → 0571-87052345 ext. 8001",
            "400-810-1234 → 400-810-1234")
def telephone(m: re.Match) -> Reading:
    number = _dashed(m.group().split("转")[0].strip()).replace("（", "(").replace("）", ") ").replace(" - ", "-")
    return copied(f"{number}{_EXT}{m['ext']}" if m["ext"] else number,
                  *(f"{number}{form}{m['ext']}" for form in _EXTENSIONS if m["ext"]))


@RULES.rule("standard", string.ascii_uppercase,
            rf"(?P<body>[A-Z]{{1,5}}\d{{0,2}}(?:/[A-Z]{{1,3}})?)\s?(?P<number>\d+(?:\.\d+)*)"
            rf"(?P<year>\s?{_DASH}{{1,2}}\s?\d{{4}}|[:：]\d{{4}})(?!\d)",
            "GB/T 9704-2012 → GB/T 9704-2012", "GB 3838—2002 → GB 3838-2002", "ISO 9001：2015 → ISO 9001:2015")
def standard(m: re.Match) -> Reading:
    return copied(re.sub(r"\s*-\s*", "-", _dashed(m.group())))


@RULES.rule("standard", string.ascii_uppercase,
            r"(?<![A-Za-z])(?P<body>ISO|IEC|IEEE|ASTM|EN|DIN|API|ITU|SAE|OHSAS|GB/T|GB|HJ|JGJ|CJJ)\s"
            r"(?P<number>\d{3,5})"
            rf"(?![\d.,%年元人个]|\s?(?:{UNIT}|[万亿]))", "ISO 14001 → ISO 14001")
def undated_standard(m: re.Match) -> Reading:
    return copied(f"{m['body']} {m['number']}", f"{m['body']}{m['number']}", f"{m['body']}-{m['number']}")


# Chinese names of weapons and what stands for them in English: 歼-20, J-20
_MODELS = {"歼轰": "JH", "歼": "J", "运": "Y", "轰": "H", "武直": "WZ", "直": "Z", "教": "JL", "东风": "DF",
           "巨浪": "JL", "红旗": "HQ", "鹰击": "YJ", "无侦": "WZ", "攻击": "GJ", "空警": "KJ"}
_IN_FULL = {"东风": "Dongfeng", "巨浪": "Julang", "红旗": "Hongqi", "鹰击": "Yingji", "运": "Yun", "武直": "Z"}


@RULES.rule("model", "".join(k[0] for k in _MODELS),
            rf"(?P<kind>{'|'.join(_MODELS)}){_DASH}(?P<n>\d{{1,4}}[A-Z]{{0,3}})(?![\d.])",
            "歼-20 → J-20", "东风-41 → DF-41")
def weapon(m: re.Match) -> Reading:
    said = [f"{head}-{m['n']}" for head in (_MODELS[m["kind"]], _IN_FULL.get(m["kind"], "")) if head]
    return copied(*said, *(s.replace("-", "") for s in said))


_ROCKETS = {"甲": "A", "乙": "B", "丙": "C", "丁": "D", "改": "A"}


@RULES.rule("model", "长", r"长征(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})号(?P<kind>[甲乙丙丁改]|[A-Z](?![A-Za-z]))?"
            r"(?=运载|火箭|遥|[，。、]|搭|将|成功|发射|$)",
            "长征六号改 → Long March-6A", "长征五号 → Long March-5")
def rocket(m: re.Match) -> Reading:
    number = f"{integer(m['n'])}{_ROCKETS.get(m['kind'] or '', m['kind'] or '')}"
    return copied(f"Long March-{number}", f"Long March {number}", f"CZ-{number}", f"LM-{number}")


@RULES.rule("number of", _LATIN + _DIGITS,
            r"\d{3,4}(?:\ \d{4}){2,}(?:\ \d{1,4})?(?!\d)"
            r"|[A-Za-z]{0,6}\d(?:[\dA-Za-z]|[-－](?=[\dA-Za-z])|[*]{2,}(?=\d))*(?![\d.]*[万亿%％])(?!\d|\.\d)"
            r"(?!\s?[户个家张份件笔本套元部台条](?!人信|庭|作|长|门|队|件|款|例))"
            r"(?:(?<=\d{3})\s?转(?:分机)?\s?(?P<ext>\d{1,6})(?!\d))?",
            "邮编：100017 → 100017",
            "举报电话：12345 → 12345", "拨打12345转8001 → 12345 ext. 8001")
def number_of(m: re.Match) -> Reading:
    if not _CUE.search(m.string, max(0, m.start() - 40), m.start()):
        raise ValueError("no name")
    number = _dashed(m.group().split("转")[0].strip())
    return copied(*(f"{number}{form}{m['ext']}" for form in (_EXT, *_EXTENSIONS))) if m["ext"] else copied(number)


@RULES.rule("code", _DIGITS, rf"""(?<![\d.])(?: \d+(?:{_DASH}\d+){{2,}}(?![\d/年月])  # 2301-330000-04-01
            | 0\d{{2,}}(?![\d.]|{_DASH}?\d)                                     # 00123
            | \d{{3,4}}(?:\ \d{{4}}){{2,}}(?:\ \d{{1,4}})?(?!\d)                      # 3300 1617 3550 5001 2345
            | \d{{9,}}(?!\d|[.,，]\d|\s?(?:{UNIT}|[万亿人个户千股份只件辆台套册张枚头%％]))
            | \d+(?:\.\d+){{2,}}(?![\d]) )""",
            "2301-330000-04-01 → 2301-330000-04-01", "v2.1.3 → v2.1.3")
def long_code(m: re.Match) -> Reading:
    if re.fullmatch(r"(?:19|20)\d\d([-.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])", m.group()):
        raise ValueError("a date")
    return copied(_dashed(m.group()))


_N = r"(?:\d{1,3}(?:\.\d+)?|[一二三四五六七八九十百零]{1,6})"
_POINT = rf"{_N}[°度](?:{_N}[′'分](?:{_N}[″\"秒])?)?"
_SIDES = {"北纬": "N", "南纬": "S", "东经": "E", "西经": "W"}
_WAYS = {"N": "north", "S": "south", "E": "east", "W": "west"}


@RULES.rule("coordinates", _DIGITS + "东西南北一二三四五六七八九十百",
            rf"(?P<side>[东西]经|[南北]纬)?\s?(?P<a>{_POINT})(?:\s?[-—–~～至]\s?(?P<b>{_POINT}))?(?P<letter>[NSEW]?)(?!C)",
            "39°54′ → 39°54′", "北纬39°54′27″ → 39°54′27″ N", "东经110度至115度 → 110° to 115° E",
            "北纬二十六度三十分 → 26°30′ N")
def coordinates(m: re.Match) -> Reading:
    if not m["side"] and re.search("[度分秒]", m.group()):
        raise ValueError("degrees of something else")
    in_digits = lambda p: re.sub("[一二三四五六七八九十百零]+", lambda n: str(integer(n.group())), p)
    points = " to ".join(in_digits(p).translate(_MARKS) for p in (m["a"], m["b"]) if p)
    side = _SIDES[m["side"]] if m["side"] else m["letter"]
    text = f"{points} {side}".strip()
    way = _WAYS.get(side, "")
    of = "latitude" if side in ("N", "S") else "longitude"
    long = re.sub("[°′″]", lambda sign: _IN_WORDS[sign.group()], points).strip()
    ways = (f"{points}{side}", f"{side} {points}", f"{side}{points}", f"{way} {of} {points}", f"{points} {way} {of}",
            f"{of} {points} {way}", f"{points} {way}",
            f"{points.replace('°', ' degrees')} {way} {of}", f"{points.replace('°', ' degrees')} {way}",
            f"{long} {way} {of}", f"{long} {way}", f"{way} {of} {long}") if side else ()
    plain = str.maketrans("′″", "'\"")
    return copied(text, *ways, *(w.translate(plain) for w in (text, *ways)))


_MARKS = str.maketrans("度分秒", "°′″")
_IN_WORDS = {"°": " degrees ", "′": " minutes ", "″": " seconds "}


# Words of a letter and a character, whose letter alone English does not know
_LETTERED = {"U盘": ("USB drive", "USB flash drive", "flash drive", "thumb drive", "USB stick", "memory stick",
                     "USB disk"),
             "U盾": ("USB token", "USB key", "USB security key", "security token"),
             "B超": ("ultrasound scan", "ultrasound", "B-ultrasound", "B-mode ultrasound", "sonogram"),
             "K歌": ("karaoke",), "T台": ("runway", "catwalk"), "K线": ("candlestick", "K-line"),
             "X光": ("X-ray",), "T恤": ("T-shirt",)}


@RULES.rule("code", "UBKTX", f"(?P<word>{'|'.join(_LETTERED)})", "U盘 → USB drive", "B超 → ultrasound scan")
def lettered(m: re.Match) -> Reading:
    first, *others = _LETTERED[m["word"]]
    return Reading(first, variants=(f"{first}s", *(way + s for way in others for s in ("", "s"))))


_LETTERS = {"×": "x", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "λ": "lambda", "ω": "omega"}
_MEASURED = re.compile(r"\d+(?:\.\d+)?(?:km|kg|mm|cm|nm|mg|ml|kW|MW|GW|kV|μg|m|g|t|(?:min|[dhsL])"
                       rf"(?!{LETTER_WORDS}))(?![A-Za-z])")


@RULES.rule("code", _LATIN + _DIGITS + _GREEK, r"""(?: (?:\d+\+)+(?:\d+|[A-Z])(?![\d.])  # 1+2+4+N
            | [A-Za-z]*\d+(?:[.-]\d+)*[A-Za-z₀-₉][A-Za-z0-9₀-₉⁰-⁹²³⁺⁻-]*     # 5G, CO2, HT-2024A
            | [A-Za-z](?:[<>=≥≤→][A-Za-z0-9])+
            | \d+(?:\.\d+)?%?(?:[<≤＜][A-Za-zα-ω]{1,4}[₀-ₜ]*)+(?:[<≤＜]\d+(?:\.\d+)?%?)?  # 0≤h≤b, 5%≤x<10%
            | [A-Za-z]{2,}(?=\d+(?:\.\d+)?[%万亿倍])                          # GDP10%
            | [A-Za-z][A-Za-z0-9&.+/_₀-ₜᵢ-ᵥⱼ⁰-ⁿ¹²³-]*(?<![.])
            | (?![φΦ]\d+(?:\.\d|\s?[a-z]))[Α-Ωα-ω][A-Za-z0-9Α-Ωα-ω_₀-ₜᵢ-ᵥⱼ⁰-ⁿ¹²³]+ )""",
            "5G → 5G", "PM2.5 → PM2.5", "CO₂ → CO₂", "1+2+4+N → 1+2+4+N", "Yt₋₁ → Yt₋₁", "αi → αi", "0≤h≤b → 0≤h≤b",
            "750<CM≤865 → 750<CM≤865", "5%≤x<10% → 5%≤x<10%")
def code(m: re.Match) -> Reading:
    currency = m.group() in ("RMB", "CNY", "USD", "HKD", "EUR") and re.match(r"\s?\d", m.string[m.end():])
    if currency or m.group() == "US" and m.string.startswith("$", m.end()) or _MEASURED.match(m.string, m.start()):
        raise ValueError("an amount")
    measured = re.fullmatch(r"(\d{4,})([A-Z]+)", m.group())  # 4800PF
    divided = re.fullmatch(r"([A-Za-z]/)(\d{4,})", m.group())  # H/30000
    if divided:
        return copied(m.group(), f"{divided[1]}{int(divided[2]):,}")
    return copied(m.group(), *((f"{int(measured[1]):,} {measured[2]}", f"{int(measured[1]):,}{measured[2]}")
                               if measured else ()))


@RULES.rule("formula", _DIGITS,
            r"\d+(?:\.\d+)?(?:\s?[×x*÷=/]\s?\d+(?:\.\d+)?[⁰-⁹²³¹]*)+(?![\d%年月])|10[⁰¹²³⁴-⁹⁻]+|\d+\^-?\d+",
            "3×4 → 3×4", "1.5×10⁴ → 1.5×10⁴", "10⁸ → 10⁸")
def formula(m: re.Match) -> Reading:
    powers = re.search("[⁰-⁹²³¹^]", m.group())
    if not powers and not re.search("[×=*]", m.group()):
        raise ValueError("a fraction or a date")
    parts = map(Fraction, re.findall(r"\d+(?:\.\d+)?", m.group()))
    grouped = re.sub(r"(?<![\d.])\d{4,}", lambda n: f"{int(n.group()):,}", m.group())
    texts = dict.fromkeys((m.group(), grouped))
    ways = (*(way for text in texts for way in (text.replace("×", "x"), text.replace("×", " x ")) if "×" in text),
            *list(texts)[1:])
    return Reading(m.group(), () if powers else numbers(*parts), ways, copied=True)


_ROMAN = {chr(0x2160 + i): r for i, r in enumerate("I II III IV V VI VII VIII IX X XI XII".split())}


@RULES.rule("identifier", "第", r"第(?P<n>0\d{3,}|\d{6,})号", "第012345号 → No. 012345")
def registered(m: re.Match) -> Reading:
    return Reading(f"No. {m['n']}", variants=(f"Number {m['n']}", m["n"]), copied=True)


@RULES.rule("symbol", "".join(_ROMAN), rf"(?P<a>[Ⅰ-Ⅻ]+(?:[A-D](?![A-Za-z0-9]))?)(?:{TO}(?P<b>[Ⅰ-Ⅻ]+))?",
            "Ⅲ → III", "Ⅰ～Ⅲ → I to III", "ⅥB → VIB")
def roman(m: re.Match) -> Reading:
    a, b = ("".join(_ROMAN.get(c, c) for c in m[g] or "") for g in "ab")
    return copied(f"{a} to {b}", f"{a}-{b}", f"{m['a']}-{m['b']}") if b else copied(a, m.group())


@RULES.rule("symbol", "".join(map(chr, range(0x2460, 0x2474))), "[①-⑳]", "① → (1)")
def circled(m: re.Match) -> Reading:
    n = ord(m.group()) - ord("①") + 1
    return Reading(f"({n})", numbers(n), (m.group(), f"[{n}]", f"{n})"))


@RULES.rule("symbol", "→←↑↓⇒≈×÷±§№©®™°√∑∞Ωµ" + _GREEK[24:],
            rf"(?:[→←↑↓⇒≈÷±§©®™√∑∞Ωµ{_GREEK[24:]}]|(?<!×)×(?!×))(?!\s?\d)", "→ → →", "ρ → ρ")
def symbol(m: re.Match) -> Reading:
    return copied(m.group(), *(_LETTERS[m.group()],) if m.group() in _LETTERS else ())
