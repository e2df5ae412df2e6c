"""Comparisons that a small model garbles: "higher than 0.6 percentage points higher than", "flat in the previous year".

None of these forms of English is found in 61,000 sentences by people. Most have one right form, which is put there.
"""
from __future__ import annotations

import re

from bilingual.language.english import Edit

_NUMBER = (r"(?:RMB|US\$)?\d[\d.,]*(?: (?:million|billion|trillion))?"
           r"(?:%| percent\b| percentage points?| basis points?)?(?: (?:yuan|US dollars|euros|people))?")
_FALLING = r"\b(?:narrow|fell|fall|declin|decreas|drop|slow|eas(?:ed|ing)|shrank)\w*"
_MORE_THAN = r"(?:higher|lower|faster|slower|more|less) than"
# "fell by 0.4 percentage points higher than last month"
_FELL_HIGHER = re.compile(rf"(?P<fell>{_FALLING})(?: by)? (?P<number>{_NUMBER}) {_MORE_THAN} ")
# "The growth rate higher than 0.6 percentage points higher than the average"
_TWICE = re.compile(rf"(?P<be>\b(?:was|were|is|are|be|been|being|also) )?"
                    rf"(?P<how>\b(?:higher|lower|faster|slower)) than (?P<number>{_NUMBER}) (?P=how) than ")
_TWICE_AS_MUCH = re.compile(rf"\b(?P<how>more|less) than (?P<number>{_NUMBER}) (?P=how) than ")
# "less than 1.5 billion yuan of budgets"
_OF_PLAN = re.compile(rf"\b(?P<how>less|more) than (?P<number>{_NUMBER}) of (?:the )?(?P<plan>budget|plan|target)s?\b")
# "The rate below the target was 0.3 percentage points"
_BELOW = re.compile(rf"(?P<how>\b(?:below|above|lower than|higher than)) (?!(?:the )?designated)"
                    rf"(?P<what>[a-z' -]{{3,40}}?) "
                    rf"(?P<be>was|were) (?P<number>{_NUMBER})(?= ?[,.;]|$)")
# "The profit rate is higher than 0.2 percentage points in the same period"
_THAN_POINTS = re.compile(r"\b(?P<be>is|was|are|were) (?P<how>higher|lower) than (?P<number>[\d.]+ percentage points?) "
                          r"(?:in|of|over|from|than) ")
_BELOW_HIGHER = re.compile(r"\b(?:below|above) [\d.]+ percentage points? (?:higher|lower) than\b")
# "remained flat in the previous year"
_SAME_IN = re.compile(r"\b(?:flat|unchanged|the same) (?P<at>in|over)(?= (?:the (?:previous|same|last)|last) )")
_EXCEEDING = re.compile(rf"\b(?P<verb>exceed\w*) (?P<number>{_NUMBER}) over the (?P<plan>budget|plan|target)\b")
_THAN_MORE = re.compile(r"\b(?:faster|slower|higher|lower) than [\d.]+ percentage points?\b")
_FELL_TO_RISE = re.compile(r"\b(?:fell|declined|dropped)\b[^;,]{0,40}\d% [^.;,]*to an increase\b")
_OF_ON_YEAR = re.compile(r"\bthe (?P<unit>year|month) on (?P=unit)(?=[,.;]| and\b)")
_BY_YEAR = re.compile(r"\bexceed\w* the (?:year|month|quarter)\b")
_GARBLED = (_FELL_HIGHER, _TWICE, _OF_PLAN, _TWICE_AS_MUCH, _BELOW, _BY_YEAR, _THAN_POINTS, _THAN_MORE, _BELOW_HIGHER,
            _FELL_TO_RISE, _OF_ON_YEAR)
_COMPARED = re.compile("[高低快慢多少]|转为|收窄|回落|缩小|扩大|[升降减增]幅")
# 低于计划4% "below the plan of 4%"
_OFF_PLAN = re.compile("[低高]于(?:计划|目标|预算|预期|上年)[0-9.]+(?:%|个百分点)")
_PLAN_OF = re.compile(rf"\b(?P<how>below|above|lower than|higher than) the (?P<plan>plan|target|budget) of "
                      rf"(?P<number>{_NUMBER})")


def garbled(source: str, text: str) -> str:
    """A comparison that says nothing clear: the English of it; or ""."""
    if not _COMPARED.search(source) or _STEP.search(source):  # 同比多减: "fell by 3 million yuan more than"
        return ""
    found = (p.search(text) for p in _GARBLED)
    return next((m.group().strip() for m in found if m), "")


# 同比少减 "fell by less than a year before", 比上年多降 "fell by more"
_STEP = re.compile("(?:同比|环比|比[^，。；]{1,14}|较[^，。；]{1,14})(?P<step>(?:少|多)[减降亏跌])")
_LESS = re.compile(r"\b(?:less|fewer|smaller|slow\w*|narrow\w*|eas\w+|moderat\w+|lower)\b", re.I)
_MORE = re.compile(r"\b(?:more|greater|larger|bigger|fast\w*|further|widen\w*|deep\w*|accelerat\w+|higher|steeper)\b",
                   re.I)


def step_lost(source: str, text: str) -> str:
    """A decline that was less or more than another, told as a mere decline: the Chinese of it; or ""."""
    m = _STEP.search(source)
    return m["step"] if m and not (_LESS if m["step"][0] == "少" else _MORE).search(text) else ""


_BY_MONTH = re.compile(r"\bmonth(?P<joint>[ -])on[ -]month\b")
_BASE_OF = re.compile(r"\b(?P<base>(?P<unit>quarter|month)[ -]on[ -](?P=unit)) (?:of|on)(?= (?:the|[A-Z][a-z]+) ?)")

_ON_PERIOD = re.compile(r"(?<=[%a-z]) (?P<lost>on (?P<unit>quarter|month))(?= in\b|[,.;]|$)")


def period_of(source: str) -> str:
    """What 环比 compares with: "quarter" or "month", "" where the sentence tells of both or of neither."""
    quarter, month = "季度" in source, re.search("(?<![个满])月(?!租)", source) is not None
    return "" if quarter == month else "quarter" if quarter else "month"


def wrong_period(source: str, text: str) -> str:
    """A quarter that is compared with a month: the English of it; or ""."""
    m = _BY_MONTH.search(text) if "环比" in source and period_of(source) == "quarter" else None
    return m.group() if m else ""


def _by_period(source: str, text: str) -> list[Edit]:
    """环比 in a sentence of a quarter is quarter on quarter; "quarter on quarter of the third quarter" is in it."""
    if "环比" not in source:
        return []
    edits: list[Edit] = [(m.end("base"), m.end(), " in") for m in _BASE_OF.finditer(text)]
    edits += [(*m.span("lost"), f"{m['unit']} on {m['unit']}") for m in _ON_PERIOD.finditer(text)
              if not text[:m.start()].endswith(m["unit"])]
    if period_of(source) == "quarter":
        edits += [(*m.span(), f"quarter{m['joint']}on{m['joint']}quarter") for m in _BY_MONTH.finditer(text)]
    return edits


def made_clear(source: str, text: str) -> list[Edit]:
    """Exchanges (start, end, new text) that say a comparison as the Chinese does, where a fixed form does so."""
    edits = _by_period(source, text)
    if "持平" in source:
        edits += [(*m.span("at"), "compared with") for m in _SAME_IN.finditer(text)]
    if _OFF_PLAN.search(source):
        edits += [(*m.span(), f"{m['number']} {m['how']} the {m['plan']}") for m in _PLAN_OF.finditer(text)]
    return edits + _compared(text) if _COMPARED.search(source) else edits


def _compared(text: str) -> list[Edit]:
    return [
        *((m.end("fell"), m.end(), f" by {m['number']} compared with ") for m in _FELL_HIGHER.finditer(text)),
        *((*m.span(), f"{m['be'] or 'was '}{m['number']} {m['how']} than ") for m in _TWICE.finditer(text)),
        *((*m.span(), f"{m['number']} {m['how']} than ") for m in _TWICE_AS_MUCH.finditer(text)),
        *((*m.span(), f"{m['number']} {m['how']} than the {m['plan']}") for m in _OF_PLAN.finditer(text)),
        *((*m.span(), f"{m['be']} {m['number']} {m['how']} {m['what']}") for m in _BELOW.finditer(text)),
        *((*m.span(), f"{m['be']} {m['number']} {m['how']} than in ") for m in _THAN_POINTS.finditer(text)),
        *((*m.span(), f"{m['verb']} the {m['plan']} by {m['number']}") for m in _EXCEEDING.finditer(text)),
    ]
