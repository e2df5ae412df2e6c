"""How English writes numbers: the patterns of digits, words, fractions, multiples, dates and labels."""
from __future__ import annotations

import re

from bilingual.language.quantities.rendering import CARDINALS, MONTHS, ORDINALS, SCALES

WORD = "(?:" + "|".join(sorted(CARDINALS, key=len, reverse=True)) + ")"
_ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
SCALE = "(?:hundred|thousand|million|billion|trillion|quadrillion)"
_MONTH = "(?:" + "|".join(f"{m}|{m[:3]}\\.?" if m != "May" else m for m in MONTHS) + "|Sept\\.?)"
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
SPELT = f"(?:{_TENS}(?:[-\\s](?:one|two|three|four|five|six|seven|eight|nine))?|{WORD})"
PARTS = {"ten-thousandth": 10_000,
         "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
         "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}
_PART = "(?:" + "|".join(p + ("" if p in ("half", "halves") else "s?") for p in PARTS) + ")"
FOLDS = {"doubl": 2, "twice": 2, "tripl": 3, "trebl": 3, "thrice": 3, "quadrupl": 4, "quintupl": 5}
LABEL = re.compile(r"\b(?P<l>articles?|chapters?|books?|sections?|tables?|figures?|fig\.|box(?:es)?|annex(?:es)?|"
                   r"append(?:ix|ices)|attachments?|paragraphs?|items?|parts?|pages?|volumes?|lines?|buildings?|nos?\.|"
                    r"numbers?|cases?|documents?|resolutions?|"
                    r"orders?|decrees?|circulars?|announcements?|notices?)\s?\(?$", re.I)
ROMAN_LABEL = re.compile(r"\b(?P<l>[Aa]ppendix|[Aa]ttachment|[Ii]ntensity|"
                         r"[Cc]ategory|[Cc]lass|[Tt]ype|[Gg]rade|[Pp]hase|[Ll]evel|[Tt]ier|"
                         r"[Cc]hapter|[Pp]art|[Bb]ook|[Ss]ection|[Aa]rticle|[Vv]olume|[Aa]nnex|[Tt]able|[Bb]ox|CHAPTER"
                          r"|PART|BOOK) (?P<n>(?![LC]\b)[IVXLC]+)\b")
ROMAN_LABELS = re.compile(r"\b(?P<l>[Aa]ppendi(?:ce|x)|[Aa]ttachment|[Ii]ntensit(?:ie|y)|"
                          r"[Cc]ategor(?:ie|y)|[Cc]lass(?:e(?=s))?|[Tt]ype|[Gg]rade|[Pp]hase|[Ll]evel|[Tt]ier|"
                          r"[Cc]hapter|[Pp]art|[Bb]ook|[Ss]ection|[Aa]rticle|[Vv]olume|[Tt]able)s? "
                          r"(?P<n>(?![LC]\b)[IVXLC]+(?:(?:, | and |, and | to |[-–])(?![LC]\b)[IVXLC]+)+)\b")
# Article 17(2)(iii), item (iv)
ROMAN_ITEM = re.compile(r"\b(?:article|paragraph|item|sub-?paragraph|clause|section)s?\s(?:\d+(?:\.\d+)*)?(?:\(\w+\))*?"
                        r"\((?P<n>[ivxl]+)\)", re.I)
_ISO = r"(?<!\d)(?P<iy>[12]\d{3})[-/.](?P<im>1[0-2]|0?[1-9])[-/.](?P<id>3[01]|[12]\d|0?[1-9])(?![\d.-])"
_CLOCK = (r"(?<![\d:.])(?P<h>[01]?\d|2[0-4])(?:(?::|"
          r"\.(?=[0-5]\d\s?[ap]\.?m\b))(?P<min>[0-5]\d)(?!\d)(?:\s?(?P<ap>[ap])\.?m\b\.?)?|"
          r"\s?(?P<ap2>[ap])\.?m\b\.?|\s(?P<oclock>o'clock))")
_FOLD = (rf"(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)\b|(?:{WORD}|(?:an?\s)?(?:hundred|thousand)|"
         rf"\d+(?:\.\d+)?)-?fold\b|"
         r"twice\b|thrice\b")
CODES = "(?:RMB|CNY|USD|HKD|EUR|GBP|JPY)"
_DIGITS = (rf"(?:(?<![\w.])|(?<=[φΦØ]))(?<!\d,)(?P<cur>(?:US|HK)?\$|{CODES}\s?|[€£¥])?"
           r"(?P<sign>(?<![\d%)]\s)(?<![\w%)\x00])[-+±](?=[\d$€]))?(?P<cur2>[$€£¥])?"
           r"(?P<n>(?:\d+(?:,\d{3})*(?:\.\d+)?|\d[\d,]*)(?!\.\d))(?:/(?P<over>\d+)(?![\d/]))?"
           r"(?P<ord>st\b|nd\b|rd\b|th\b)?(?P<s>'?s\b)?(?P<mag>\s?(?:bn|mn|m|k|tn)\b(?!\.\w))?")
_VAGUE = (rf"(?:(?:tens|hundreds|dozens|scores)\sof\s)?(?:hundreds|thousands|millions|billions|trillions)\b|"
          rf"(?:several|(?:a\s)?few|some)\s(?:dozen|{SCALE})(?:\s{SCALE})?\b|"
          r"(?:several\s)?(?:dozens|scores|decades|centuries|tens\sof\s(?=\d))")
_FEW = "(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|\\d{1,3})"
_ONE_OF = rf"(?P<top>{WORD}|\d{{1,2}})\s(?:in|out\sof)(?:\s(?:every|each))?\s(?P<bottom>{_FEW})(?![\w.,-]*\d|-|\s?%)"
_HALF = rf"half(?:way)?|halve[sd]?|decade|centenary|century|a\sdozen|dozen|(?:a|another)\s{SCALE}\b"
_NAMED = "noon|midday|midnight"
_PAST = (rf"(?P<piece>half|(?:a\s)?quarter)\s(?P<way>past|to)\s(?P<hour>{WORD}|1?\d)(?=[,.;)]|$|\s(?:in\sthe|"
         r"at\snight|[ap]\.?m|on|of|\())")
_AND_HALF = (rf"(?P<whole>an?|{WORD}|\d{{1,3}})\s(?:(?P<noun>year|month|hour|day|percentage\spoint|ton|mu|kilometer|"
             rf"{SCALE})\s)?and\sa\shalf\b")
_NTH = (rf"(?:(?:\d+(?:\.\d+)?|a|{SPELT})[-\s])?"
        r"(?:(?:hundred[-\s])?(?:thousand[-\s])?(?:million|billion)|hundred[-\s]thousand)th")
# What may stand at a place where a number starts, tried in this order.
NUMBER = re.compile(rf"""
    (?P<iso>{_ISO}) | (?P<clock>{_CLOCK}) | \b(?P<fold>{_FOLD})
  | \b(?P<andhalf>{_AND_HALF})
  | (?<![\w.,])(?P<nth>{_NTH})\b
  | \b(?P<oneof>{_ONE_OF})\b | \b(?P<named>{_NAMED})\b | \b(?P<past>{_PAST})
  | (?P<part>(?<![\w.])(?P<pt>\d+|{WORD}|an?(?=\s(?!second|half)))[-\s](?P<pb>{_PART})(?![\w-]))
  | (?P<digits>{_DIGITS}) | \b(?P<vague>{_VAGUE})
  | \b(?P<month>{_MONTH})(?![a-z])
  | \b(?P<decades>(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)\b
  | \b(?P<words>{_TENS}-{_ORDINAL}\b|{SPELT}\b(?:[-\s]{SCALE}\b(?:\s(?:and\s)?{SPELT}\b)?)*)
  | \b(?P<ordinal>{_ORDINAL})(?:s|ly)?\b | \b(?P<grade>primary|secondary|tertiary)\b
  | \b(?P<half>{_HALF})\b
""", re.X | re.I)
# Where a number can start: a digit or the sign or currency before one, or one of the words below.
TOKEN = re.compile(rf"(?:(?:US|HK)?\$|{CODES}\s?|[€£¥]|[-+±])*\d|[A-Za-z]+")
STARTS = frozenset({
    *CARDINALS, *ORDINALS, *SCALES, *(f"{w}{end}" for w in (*ORDINALS, *SCALES) for end in ("s", "th")),
    *(f"{w}ly" for w in ORDINALS),
    *(f"{w}fold" for w in CARDINALS), *(m.lower() for m in MONTHS), *(m[:3].lower() for m in MONTHS), "sept",
    *("a an another half halfway halve halves halved decade decades centenary century dozen dozens scores tens twice "
      "thrice several "
      "few primary secondary tertiary "
      "some noon midday midnight twenties thirties forties fifties sixties seventies eighties nineties").split()})
PREFIXES = ("doubl", "tripl", "trebl", "quadrupl", "quintupl")
CHINESE = re.compile(r"(?:Chinese\s)?")  # 50 Chinese yuan
SCALE_WORD = re.compile(rf"[\s-]?(?P<s>{SCALE})s?\b", re.I)
CURRENCIES = {"$": "usd", "US$": "usd", "HK$": "hkd", "€": "eur", "£": "gbp", "¥": "yuan", "RMB": "yuan",
               "CNY": "yuan", "USD": "usd", "HKD": "hkd", "EUR": "eur", "GBP": "gbp", "JPY": "jpy"}
MAGNITUDES = {"bn": 10**9, "mn": 10**6, "m": 10**6, "k": 1000, "tn": 10**12}
SHARE = re.compile(r"\s?(?:%|per\s?cent\b(?!age points?)(?!\spoints?)|percent\b(?!age)(?!\spoints?))|-percent\b", re.I)
PER = re.compile(r"\s?‰|(?:(?:\s(?!per\b)[a-z]+){0,2}?\sper|\s(?:in|out of|of every|for every))\s(?P<p>thousand|mille?|"
                 r"1,000|ten thousand|10,000)\b", re.I)
TIMES_WORD = re.compile(r"(?:\s|-)times?\b", re.I)

_NUMBERED = ("number", "no", "document", "resolution", "categor", "class", "type", "grade", "phase", "level", "tier",
             "order", "decree", "circular", "announcement", "building", "line", "intensit")


def label(word: str) -> str:
    """The kind of division or number that an English label names, in the form in which both languages are compared."""
    low = word.lower()
    if low.startswith(_NUMBERED):
        return "no."
    if low.startswith("book"):  # of a code of laws: 第一编
        return "part"
    if low.startswith(("annex", "append", "attach")):
        return "annex"
    return "box" if low == "boxes" else "figure" if low == "fig." else low.removesuffix("s")
