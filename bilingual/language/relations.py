"""How the parts of a sentence stand to each other: exceptions and additions (除…外), comparisons, who acts on whom.

除 begins both "except for" and "in addition to"; which is told by what follows. A small model compares twice ("higher
than 0.6 percentage points higher than") and makes the authority that punishes the one that is punished. None of these
forms of English is found in 61,000 sentences by people.
"""
from __future__ import annotations

import re

_NATIONAL = re.compile(r"\b(?:National [A-Z]\w+(?: \w+){0,5}? (?:Commission|Bureau|Administration)|"
                       r"National \w+ (?:Bureau|Department)|(?:the )?Ministry of [A-Z]\w+)")
_OF_STATE = re.compile("国|部委|部(?!门|分|署|长)|中央|总局|民政部")
Edit = tuple[int, int, str]

# What is mostly left out of a rule: 除不可抗力外, 除特殊情况外
_RARE = re.compile("除(?:不可抗力|特殊|紧急|法定|应急|涉密|涉及[^，]{0,8}秘密|有正当理由|依法(?:应当|不|需))")
_BESIDES = re.compile("(?:^|[，。；])除(?!夕|非|了?此以?外)[^，。；]{1,40}?外，(?P<then>[^，。；]*)")
_MORE = re.compile("还(?!原|款|清|本|贷)|也(?!不)|(?<!不)(?<!不得)再(?!次|行)|又(?!不)")
_ALL = re.compile("一律|任何|不得|均|全部|其他|其余")
_EXCEPT = re.compile(r"\b(?:except|unless|excluding|with the exception)\b|(?:^|[;.] )without\b", re.I)
_ADDED = re.compile(r"\b(?:in addition(?: to)?|besides|as well as|on top of|also)\b", re.I)
_HEAD = re.compile(r"(?:in addition to|besides|without|except for|except|unless) "
                   r"(?!as\b|that\b|where\b|otherwise\b)", re.I)
_OTHERWISE = re.compile(r"\bwithout(?= otherwise (?:provided|specified|stipulated|prescribed|agreed))", re.I)

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
_BELOW = re.compile(rf"(?P<how>\b(?:below|above|lower than|higher than)) (?!designated)(?P<what>[a-z' -]{{3,40}}?) "
                    rf"(?P<be>was|were) (?P<number>{_NUMBER})(?= ?[,.;]|$)")
# "The profit rate is higher than 0.2 percentage points in the same period"
_THAN_POINTS = re.compile(r"\b(?P<be>is|was|are|were) (?P<how>higher|lower) than (?P<number>[\d.]+ percentage points?) "
                          r"(?:in|of|over|from|than) ")
_BELOW_HIGHER = re.compile(r"\b(?:below|above) [\d.]+ percentage points? (?:higher|lower) than\b")
_DEDUCTED = re.compile(r"^(?:In addition to|Except for|Without) ")
# "remained flat in the previous year"
_SAME_IN = re.compile(r"\b(?:flat|unchanged|the same) (?P<at>in|over)(?= (?:the (?:previous|same|last)|last) )")
_EXCEEDING = re.compile(rf"\b(?P<verb>exceed\w*) (?P<number>{_NUMBER}) over the (?P<plan>budget|plan|target)\b")
_THAN_MORE = re.compile(r"\b(?:faster|slower|higher|lower) than [\d.]+ percentage points?\b")
_FELL_TO_RISE = re.compile(r"\b(?:fell|declined|dropped)\b[^;,]{0,40}\d% [^.;,]*to an increase\b")
_OF_ON_YEAR = re.compile(r"\bthe (?P<unit>year|month) on (?P=unit)(?=[,.;]| and\b)")
_BY_YEAR = re.compile(r"\bexceed\w* the (?:year|month|quarter)\b")
_GARBLED = (_FELL_HIGHER, _TWICE, _OF_PLAN, _TWICE_AS_MUCH, _BELOW, _BY_YEAR, _THAN_POINTS, _THAN_MORE, _BELOW_HIGHER,
            _FELL_TO_RISE, _OF_ON_YEAR)
_COMPARED = re.compile("[高低快慢多少]|收窄|回落|缩小|扩大|[升降减增]幅")
_AGENT = re.compile("由[^，。；]{0,16}(?:机关|部门|机构|法院|政府|检察院)"
                    "[^，。；]{0,14}(?:给予|责令|处|没收|吊销|撤销|代为|征收|查处)")
_PUNISHED = re.compile(r"\b(?:organs?|departments?|authorit(?:y|ies)|governments?|courts?|agenc(?:y|ies)) shall be "
                       r"(?P<done>given|ordered|fined|imposed|confiscated|revoked|punished|performed|implemented|handled|"
                       r"investigated|collected)\b", re.I)
_LOCAL = re.compile("[省市县区州盟旗](?:[^，。；、]{2,12}[厅局委]|[^，。；、]{2,12}委员会)(?![^，。；]*[国总])")


def exception(source: str) -> str:
    """What 除…外 means in a sentence: "except", "besides", or "" where it is not there or not sure."""
    m = _BESIDES.search(source)
    if not m or "另有" in m.group():
        return ""
    if _MORE.search(m["then"]):
        return "besides"
    rule = _ALL.search(m["then"]) or re.search("的(?:以|之)?外，", m.group()) or _RARE.search(m.group())
    return "except" if rule else ""


def swapped(source: str, text: str) -> str:
    """An exception told as an addition, or the other way round: the English word that does so; or ""."""
    kind = exception(source)
    wrong, right = (_ADDED, _EXCEPT) if kind == "except" else (_EXCEPT, _ADDED)
    m = wrong.search(text) if kind and not right.search(text) else None
    return m.group() if m else ""


def garbled(source: str, text: str) -> str:
    """A comparison that says nothing clear: the English of it; or ""."""
    if not _COMPARED.search(source):
        return ""
    found = (p.search(text) for p in _GARBLED)
    return next((m.group().strip() for m in found if m), "")


def punished(source: str, text: str) -> str:
    """An authority that punishes told as the one that is punished: the English of it; or ""."""
    m = _PUNISHED.search(text) if _AGENT.search(source) else None
    return m.group() if m else ""


def raised(source: str, text: str) -> str:
    """A national body in the English of a sentence that names local ones only; or ""."""
    m = _NATIONAL.search(text) if _LOCAL.search(source) and not _OF_STATE.search(source) else None
    return m.group() if m else ""


def put_right(source: str, text: str) -> list[Edit]:
    """Exchanges (start, end, new text) that say these relations as the Chinese does, where a fixed form does so."""
    edits = [(*m.span(), "unless") for m in _OTHERWISE.finditer(text)]
    kind, head = exception(source), _HEAD.match(text) if source.startswith("除") else None
    if kind and head and swapped(source, text):
        edits.append((*head.span(), "Except for " if kind == "except" else "In addition to "))
    left_out = re.match("扣除|剔除|不含|不包括", source)
    if left_out and (said := _DEDUCTED.match(text)):
        edits.append((*said.span(), "After deducting " if left_out.group() in "扣除剔除" else "Excluding "))
    if "持平" in source:
        edits += [(*m.span("at"), "compared with") for m in _SAME_IN.finditer(text)]
    if _COMPARED.search(source):
        edits += _compared(text)
    if punished(source, text):
        edits += [(m.start("done") - 3, m.end(), "give") for m in _PUNISHED.finditer(text) if m["done"] == "given"]
    return edits


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
