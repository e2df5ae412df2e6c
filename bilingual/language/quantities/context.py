"""What the words around a number say of it: 不低于, 近, "or more" bound it; 增长, 下降, "fell by" tell its direction.
"""
from __future__ import annotations

import re

from bilingual.model.quantity import ABOUT, EXACT, LEAST, MOST

_LEAST = ("不[得应可宜能]?[低少小]于|至少|最[低短]|下限|起码|"
          "超过|突破|高于|大于|多于|逾|超|超出|不下|不亚于")
_MOST = ("未逾|不逾|未超|不[得应可宜能许]?突破|不[得应可宜能会]?(?:高于|多于|大于|超过)|未超过|"
         "最多|至多|限[报招录购领]|最[高长久]|上限|封顶|低于|少于|小于|不足|不到|不及|未满|不满|未达|(?<![走降])低至")
_ABOUT = "大约|约为|约占|约|近|将近|接近|大概|左右"
_BEFORE = re.compile(rf"(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?<![附最邻临远贴相])(?P<about>{_ABOUT}))(?:到|至|了"
                     rf"|为|人民币|"
                     rf"达)?\s?$")
_NOT_ABOUT = re.compile(r"(?:[节公合条契预相制大]约|(?:附|最|邻|临|远|贴|亲)近)$")
_UP = ("加快|升值|走高|走强|调升|高出|多出|增长|增加|增速|"
       "上升|提高|提升|上涨|增产|增收|扩大|回升|上调|上浮|攀升|升温|增幅|涨幅|增|升|涨")
_DOWN = ("负增长|贬值|走低|走弱|调降|少增|放缓|减缓|趋缓|"
         "减产|减收|下降|减少|降低|下跌|回落|下调|下浮|下滑|缩小|收窄|压减|压缩|降温|降幅|跌幅|减|降|跌")
# A bound with a noun between it and its number: 不低于本单位最低档工资的80%
_FAR = re.compile("(?:(?P<about>约占|大约|约为)|"
                  "(?P<most>不得?超过|不足|不到|不及|不高于|不得?多于|不得高于|"
                  "(?<!不)(?<!得)[低少小]于)|(?P<least>不得?[低少小]于))"
                  r"[^，。；、：\d]{1,20}$")
_BEHIND = re.compile("(?:人次|[人家个项名户辆台件套座所条次处份]|[架辆]次|[（(]含[^）)]{0,3}[）)])"
                     "(以上|以下|以内|左右|上下)")
_COMPARED = re.compile(r"(?:比|较)[^，。；]{1,16}(?:(?P<down>[低少慢])|(?:高|多|快)出?)$")  # 比上月末高0.2个百分点
# 高于城镇居民一点五个百分点: by how many points more
_APART = re.compile(r"(?:(?P<down>[低慢少小])|[高多快大])于[^，。；\d]{1,14}$")
_POINTS = re.compile(r"\s?[\d.零一二三四五六七八九十点]+个(?:百分|千分|基)点")
_DIRECTION = re.compile(rf"(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?:了|至|到|为|近|约|超过?|逾|不低于|不少于|不超过|幅度?"
                        rf"|率|达到?|同比|比上年|\d{{4}}年的|-|−)*$")


def bound_before(text: str, start: int) -> str:
    """The bound that the words before a place of a text put on the number that stands there."""
    m = _BEFORE.search(text, max(0, start - 8), start)
    if not m:
        return EXACT
    if m["about"]:
        # 近五年 is the last five years, 近五年来 too
        past = (m["about"] == "近" and re.match(r"[\d一二两三四五六七八九十]+(?:多|余)?(?:年|个?月|天|个星期|日|周)",
                                               text[start:]))
        past = past and not text[:m.start("about")].endswith("了")  # 苦干了近十年
        past = past or re.match("[一二两三四五六七八九十](?:个|次|届|代|期|季|场)", text[start:])
        return EXACT if past or _NOT_ABOUT.search(text[:start]) else ABOUT
    if re.search("突破|(?<!超)[超过]$", m["least"] or "") and re.match("[一二两三四五六七八九十]年", text[start:]):
        return EXACT  # 新突破三年行动
    if m.group().startswith(("最高", "最低")) and re.match(r"[-−\d.]+\s?(?:℃|度|摄氏度)", text[start:]):
        return EXACT  # 最低-12℃ is the lowest temperature
    if re.match("最高(?:达|到|至)", m.group()):
        return EXACT  # 最高达44.9%: "as high as"
    return MOST if m["most"] else LEAST


def bound_far_before(text: str, start: int) -> str:
    """The bound that stands farther before a number, with a noun between them: 不低于普通学校8倍."""
    m = _FAR.search(text, max(0, start - 28), start)
    return EXACT if not m else ABOUT if m["about"] else MOST if m["most"] else LEAST


def bound_behind(text: str, end: int) -> str:
    """The bound that 以上, 以下 or 左右 put on a number from behind its classifier: 100万人次以上."""
    m = _BEHIND.match(text, end)
    return EXACT if not m else MOST if m[1] in ("以下", "以内") else ABOUT if m[1] in ("左右", "上下") else LEAST


def direction_before(text: str, start: int) -> int:
    """1 where the words before a place say that something grew by or to the number there, -1 where it fell, else 0."""
    m = _DIRECTION.search(text, max(0, start - 12), start) or _COMPARED.search(text, max(0, start - 20), start)
    if not m and _POINTS.match(text, start):
        m = _APART.search(text, max(0, start - 18), start)
    return 0 if not m else -1 if m["down"] else 1


_OWN = r"\s(?!the\b|th[ei]se?\b|its\b|their\b)\w+"  # not more than, not be more than; but not: not do it more than
_AT_LEAST = (rf"(?:no|not|never|n't)(?:{_OWN}){{0,2}}\s(?:less|fewer|lower|smaller|below|under|shorter|younger|"
             r"thinner|narrower|slower|earlier|shallower|lighter|weaker|closer|cheaper)"
             r"(?:\sthan)?|at\sleast|at\sa\sminimum(?:\sof)?|minimum(?:\sof)?|more\sthan|better\sthan|greater\sthan|higher\sthan|larger\sthan|"
             r"longer\sthan|(?<!handed\s)(?<!taken\s)(?<!turned\s)(?<!took\s)over|above|"
          r"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|to\stop|upwards?\sof|in\sexcess\sof|beyond|past|"
          r"pass(?:ed|ing)|cross(?:ed|ing)|br(?:oke|eaking)(?:\sthrough)?(?:\sthe)?|well\sover|starting\sfrom|"
          r"from\sover|>|≥|older\sthan|turn(?:s|ed|ing)|reach(?:ed|es|ing)\sthe\sage\sof|outstripp\w+|"
          r"lower\slimit\sof|floor\sof|(?<!as\s)low\sof")
# What goes up to a number reaches it, and what adds up to it is as much: up to is a bound only elsewhere
_RISEN = "".join(rf"(?<!\b{verb}\s)" for verb in (
    "edged inched ticked crept moved went gone add adds added adding sum sums summed summing total totals round rounds "
    "rounded rounding").split())
_AT_MOST = (rf"(?:no|not|never|n't|without)(?:{_OWN}){{0,3}}\s(?:more|greater|higher|larger|longer|later|above|over|"
            r"exceed(?:s|ed|ing)?|older|thicker|wider|deeper|heavier|faster|taller|farther|bigger)(?:\sthan)?|at\s(?:the\s)?most|less\sthan|fewer\sthan|lower\sthan|smaller\sthan|under"
            rf"|below|within|{_RISEN}up\sto(?:\sand\sincluding)?|(?:high|peak)\sof|peak(?:s|ed|ing)?\sat|"
         r"maximum(?:(?:\s\w+){0,6}\s(?:of|is|at))?|capped\sat|limited\sto|shorter\sthan|short\sof|not\sto\sexceed|ceiling\sof|limit\sof|cap\sof"
         r"|<|≤|as\smuch\sas|as\slow\sas|younger\sthan|barely|inside|not\syet(?:\sturned)?|not\sreached|nor\smore\sthan|nor\sexceed\w*")
_ROUGHLY = (r"about|around|approximately|approx\.|roughly|some|nearly|almost|close\sto|close\son|closer\sto|near|circa|"
            r"an?\sestimated|approach\w*|near(?:s|ed|ing)|verging\son|in\sthe\sregion\sof|towards?|just\sunder|just\sover|≈|~")
_LEFT = re.compile(rf"(?:(?P<most>\b(?:{_AT_MOST})|[<≤])|(?P<least>\b(?:{_AT_LEAST})|[>≥])|(?P<about>\b(?:{_ROUGHLY})|≈"
                   rf"|~))(?:\s|(?<=under)-|(?<=over)-)?(?:(?:the|a|an|by|that|of|RMB|mark|threshold|only|its|total|aged|age|ages|grade|level|class|tier|category|No\.|value|amount|sum|magnitude|intensity|minus|negative|depth|height|length|distance|width|weight)\s)*(?:US)?[$€£¥]?$",
                   re.I)
_NOT = re.compile(r"(?:\b(?:no|not|never|nor|without|neither)|n't)(?:\s(?:be|been|being|to|is|are|was|were|any|of|a|"
                  r"by))*\s$", re.I)
_RIGHT = re.compile(r"(?:[\s-](?:(?!and\b)\w+[\s-]){0,3}?)?"
                    r"(?:\(?(?:and|or)\s(?:(?P<least>more|above|over|older|higher|greater|larger|bigger|heavier|taller|deeper|wider|"
                    r"upwards?|longer|beyond|up)|(?P<most>less|below|under|younger|lower|fewer|shorter|smaller|lighter))\b|"
                    r"(?P<about>or\sso|or\sthereabouts|, give or take|on average)\b|"
                    r"(?P<plus>\+|-odd\b)|(?P<most2>at\s(?:the\s)?most|or\sless)\b|(?P<least2>at\s(?:the\s)?least|plus"
                    r"(?!\sor))\b)", re.I)

_UP_TO = re.compile(r"(?:up\sto|as\smuch\sas)\s", re.I)


def bound_around(text: str, start: int, end: int) -> str:
    """What the words around an English number say of it: a least ("or more"), a most ("within"), about ("some")."""
    window = text[max(0, start - 48):start]
    m = _LEFT.search(window)
    if m:
        if m["about"]:
            return ABOUT
        kind = MOST if m["most"] else LEAST
        if _UP_TO.fullmatch(m.group()) and (r := _RIGHT.match(text, end)) and r["least"]:
            return LEAST  # up to 300 or more
        denied = _NOT.search(window[:m.start()]) or _denied_before(text[:max(0, start - 48) + m.start()], m["most"])
        return {LEAST: MOST, MOST: LEAST}[kind] if denied else kind
    r = _RIGHT.match(text, end)
    if r:
        return LEAST if r["least"] or r["plus"] or r["least2"] else MOST if r["most"] or r["most2"] else ABOUT
    return EXACT


_OR = re.compile(r"[^.;]{1,40},?\sor\s$")


def _denied_before(before: str, words: str | None) -> bool:
    """Whether a bound is the second of two that one "not" denies: not less than 7 days, or less than 14 days where."""
    first = re.search(rf"\b(?:not|no)\s(?:be\s)?{re.escape(words)}\s", before) if words else None
    return first is not None and _OR.fullmatch(before, first.end()) is not None
