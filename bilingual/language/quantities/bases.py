"""For each of what an amount is: 每平方米 told as "per square foot", 日处理能力 as so much "a year", 每人每月 without
每人.

Each base is known by its Chinese for sure, by whatever Chinese may bring its English in, and by its English. It is
exchanged where the English has a base that nothing in the Chinese may have brought in, and lacks one of the same class
that the Chinese has; it is lost where of two that stand together one is not told.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bilingual.model.quantity import Fault


class _Base(NamedTuple):
    """`time` tells bases of time from those of things; `told` is any English that may tell the base."""
    time: bool
    sure: re.Pattern
    may: re.Pattern
    said: re.Pattern
    told: re.Pattern


_WORKS = "(?=处理|供[水气电热应]|吞吐|接待|加工|输送|运送|发电|产(?:量|能|[0-9一二三四五六七八九十百千万]))"
_A_NUMBER = r"\d[\d,.]*(?:\s(?:thousand|million|billion|trillion))?(?:\s[\w-]+){1,3}"


def _base(time: bool, noun: str, adverbs: str, sure: str, may: str, also: str = "") -> _Base:
    """A base by its English noun (a pattern), adverbs that say it, and its Chinese."""
    adverb = f"|{adverbs}" if adverbs else ""
    said = (rf"\b(?:(?:per|each|every)\s(?:{noun}){adverb})\b|{_A_NUMBER}\san?\s(?:{noun})\b"
            rf"|(?:\d\s?|\b)[a-z²³]*/(?:{noun})\b")
    told = rf"\b(?:(?:{noun}{'|' + also if also else ''})s?{adverb})\b"
    return _Base(time, re.compile(sure), re.compile(f"{sure}|{may}"), re.compile(said, re.I), re.compile(told, re.I))


_BASES = (
    _base(True, "hour", "hourly|kph|kmh|km/h|mph", "每个?小时|时速|[/／](?:小时|h)", "小时|[0-9]时"),
    _base(True, "day", "daily|per diem", f"每(?:逾期|延误|迟延|延迟)?一?[日天]|日均|按日|[/／][日天]|"
          f"(?<![节假工作生当今昨明次同每])日{_WORKS}",
          "[日天]", "24 hours"),
    _base(True, "week", "weekly", "每个?(?:周|星期)|周均", "周|星期|礼拜"),
    _base(True, "month", "monthly", "每个?月|月均|按月|[/／]月|(?<![0-9本上下])月(?=薪|租)", "月"),
    _base(True, "quarter", "quarterly", "每个?季度?|按季", "季"),
    _base(True, "term|semester", "", "每个?学期", "学期|期"),
    _base(True, "academic year|school year", "", "每个?学年", "学年"),
    _base(True, "year", "annual(?:ly)?|yearly|per annum|annualized",
          f"每年|年均|按年|[/／]年|(?<![0-9今去明])年(?=薪|租)|(?<![0-9今去明上当全近])年{_WORKS}", "年|岁", "decade"),
    _base(False, "person|capita|head|individual|resident", "apiece", "每人|人均|[/／]人", "人|每[位名]|均|者|民|口|头",
          "people|each|every|everyone|member|student|child|patient|worker|one|capita|employee|farmer|average|mean"),
    _base(False, "household|family", "", "每户|(?<!商)户均|[/／]户", "户|家",
          "account|enterprise|taxpayer|borrower|business(?:es)?|compan(?:y|ie)|customer|client|user|firm|institution|entit(?:y|ie)|(?:pawn|work)?shop|store|bank|farm|operator|vendor|agenc(?:y|ie)|cooperative"),
    _base(False, "mu", "", "每亩|亩均|亩产|[/／]亩", "亩"),
    _base(False, "hectare|ha", "", "每公顷|[/／]公顷", "公顷"),
    _base(False, "acre", "", "每英亩", "英亩|亩|公顷"),
    _base(False, r"square met(?:er|re)|sq\.? ?m|m²|m2", "", "每平方米|每平米|[/／](?:平方米|㎡|m²)", "平方|平米|㎡"),
    _base(False, r"square f(?:oo|ee)t|sq\.? ?ft", "", "每平方英尺", "英尺|尺"),
    _base(False, r"cubic met(?:er|re)|m³|m3", "", "每立方米|[/／](?:立方米|m³|方)", "立方|方|m³"),
    _base(False, r"(?:metric\s)?ton(?:ne)?", "", "每吨|[/／]吨", "吨"),
    _base(False, r"lit(?:er|re)", "", "每升|[/／](?:升|L)", "升(?<!毫升)"),
    _base(False, r"(?:100\s)?(?:millilit(?:er|re)s?|ml)", "", "每(?:百|100)?毫升|[/／](?:100)?(?:毫升|ml)", "毫升|ml"),
    _base(False, r"kilogram|kilo|kg", "", "每(?:公斤|千克)|[/／](?:公斤|千克|kg)", "公斤|千克|斤"),
    _base(False, r"kilomet(?:er|re)|km", "", "每公里|[/／](?:公里|km)", "公里|千米|里"),
)
# Of these each must be told; 个人均可, 当事人均有 and 二人均受 have no 人均.
_MUST = re.compile("每(?:人|户|亩)每[日天月年]|(?<!商)户均|亩均|亩产|按日|时速(?=[0-9约近可达为])|人均(?=可支配|"
                   "[收消纯生国住存耕水粮公用面拥预占产值能医绿月年地耗财寿教约近超达增0-9G])")


# 每村安排15万元 as "150,000 yuan in total"
_FOR_EACH = re.compile("每(?:个|一个?|所|名|位|家)?(?:行政)?"
                       "(?:[村户人校县区镇乡班组队家台辆吨亩件例宗]|中心|学校|医院|企业|项目|学生|社区|站|家庭)"
                       r"(?=[^，。；\d]{0,10}[\d一二三四五六七八九十百千万])")
_IN_ALL = re.compile(r"\b(?:in\stotal|altogether|a\stotal\sof|in\sall)\b", re.I)
_EACH = re.compile(r"\b(?:each|every|per|apiece|respective\w*|individual\w*|capita|head)\b|/", re.I)
_SUMS = re.compile("共|总|合计|累计")


def exchanged_or_lost(source: str, text: str) -> Iterator[Fault]:
    """The faults in the bases of an English text."""
    summed = _IN_ALL.search(text) if (each := _FOR_EACH.search(source)) and not _SUMS.search(source) else None
    if each and summed and not _EACH.search(text):
        yield Fault("basis", None, summed.group(), each.group())
    there = _bases_of(source)
    unsaid = [(base, chinese) for base, chinese in there if not base.said.search(text)
              and not (base.time and base.told.search(text))]
    lost = {base.time: chinese for base, chinese in reversed(unsaid)}  # the first of each class
    for base in _BASES if lost else ():
        said = base.said.search(text) if base.time in lost else None
        if said and not base.may.search(source):
            yield Fault("basis", None, said.group(), lost[base.time])
            return
    must = "".join(m.group() for m in _MUST.finditer(source)) if there else ""
    yield from (Fault("basis", None, "", chinese, grave=False) for base, chinese in there
                if base.sure.search(must) and not base.told.search(text) and not base.said.search(text))


@lru_cache(maxsize=1024)  # the candidates of a sentence are compared one after the other
def _bases_of(source: str) -> list[tuple[_Base, str]]:
    """The bases that a Chinese text names for sure, each with its Chinese."""
    return [(base, m.group()) for base in _BASES if (m := base.sure.search(source))]
