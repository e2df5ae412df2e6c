"""How the parts of a sentence stand to each other: exceptions and additions (除…外), who punishes, whose a body is.

除 begins both "except for" and "in addition to"; which is told by what follows. A small model takes the one for the
other, makes the authority that punishes the one that is punished, and a city's commission the nation's. Of 61,000
sentences by people fewer than ten are taken for such.
"""
from __future__ import annotations

import re

from bilingual.language.english import Edit

# What is mostly left out of a rule: 除不可抗力外, 除特殊情况外
_RARE = re.compile("除(?:不可抗力|特殊|紧急|法定|应急|涉密|涉及[^，]{0,8}秘密|节假日|有正当理由|依法(?:应当|不|需))")
_BESIDES = re.compile("(?:^|[，。；]|(?<=[市省县国区]))除(?!夕|非|了?此以?外)[^，。；]{1,40}?外"
                      "(?:，|(?=均|都|全部|一律))(?P<then>[^，。；]*)")
_MORE = re.compile("还(?!原|款|清|本|贷)|也(?!不)|(?<!不)(?<!不得)再(?!次|行)|又(?!不)")
_ALL = re.compile("一律|任何|不得|均|全部|其他|其余")
_FORBIDS = re.compile("禁止|严禁|不得|不准")
_EXCEPT = re.compile(r"\b(?:except|aside|unless|excluding|with the exception)\b|(?:^|[;.] )without\b", re.I)
_ADDED = re.compile(r"\b(?:in addition(?: to)?|besides|as well as|on top of|also)\b", re.I)
_LEFT_OUT = re.compile(r"\b(?:except\w*|unless|exclu\w+|other(?:wise)?|apart from|aside|besides|save|"
                       r"beyond|outside|rest|in addition|not (?:including|counting)|but|without)\b", re.I)
_HEAD = re.compile(r"(?:in addition to|besides|without|except for|except|unless) "
                   r"(?!as\b|that\b|where\b|otherwise\b)", re.I)
_OTHERWISE = re.compile(r"\bwithout(?= otherwise (?:provided|specified|stipulated|prescribed|agreed))", re.I)

_DEDUCTED = re.compile(r"^(?:In addition to|Except for|Without) ")
_AGENT = re.compile("由[^，。；]{0,16}(?:机关|部门|机构|法院|政府|检察院)"
                    "[^，。；]{0,14}(?:给予|责令|处|没收|吊销|撤销|代为|征收|查处)")
_PUNISHED = re.compile(r"\b(?:organs?|departments?|authorit(?:y|ies)|governments?|courts?|agenc(?:y|ies)) shall be "
                       r"(?P<done>given|ordered|fined|imposed|confiscated|revoked|punished|performed|implemented|"
                       r"handled|"
                       r"investigated|collected|detained|sentenced|detention|imprisonment|warned|suspended)\b", re.I)
# 任何单位不得截留: not "No organization shall be retained"
_NOBODY = re.compile("任何(?:单位|组织|个人|机构|企业|人)[^，。；被受]{0,20}不得(?!被|受|以)")
_DONE_TO = re.compile(r"^(?:any|no) (?:other )?(?:organi[sz]ations?|units?|individuals?|persons?|entit(?:y|ies)|"
                      r"enterprises?|one)\b[^.;,]{0,50}? (?:shall|may|must)(?: not)? be \w+ed\b", re.I)
# 由法院强制执行: not "enforced against the court"
_ENFORCES = re.compile("由[^，。；]{0,16}(?:机关|部门|机构|法院|政府|检察院)[^，。；]{0,6}"
                       "(?:执行|处罚|处理|裁定|决定|审理|查处|征收)")
_AGAINST = re.compile(r"\bagainst (?:the )?(?:[\w']+ ){0,3}"
                      r"(?:courts?|organs?|authorit(?:y|ies)|departments?|agenc(?:y|ies))\b", re.I)
# 移送公安机关处理: not "public security organs shall be transferred"
_HANDS_OVER = re.compile("(?:移送|移交|转交|报送)(?:给|至|到)?[^，。；的]{0,16}(?:机关|部门|机构|法院|检察院)")
_HANDED = re.compile(r"\b(?:organs?|departments?|authorit(?:y|ies)|courts?|agenc(?:y|ies)|procuratorates?) "
                     r"(?:shall|will|must|may|should) be (?:transferred|handed|referred|submitted|sent)\b", re.I)
_NATIONAL = re.compile(r"\b(?:National [A-Z]\w+(?: \w+){0,5}? (?:Commission|Bureau|Administration)|"
                       r"State (?:[A-Z]\w+ ){1,2}(?:Administration|Bureau)|"
                       r"State Administration (?:for|of) [A-Z]\w+(?: [A-Z]\w+)*|"
                       r"National \w+ (?:Bureau|Department)|(?:the )?Ministry of [A-Z]\w+|"
                       r"(?:National|Supreme) People's (?:Court|Procuratorate))")
_OF_STATE = re.compile("国|最高|部委|部(?!门|分|署|长)|中央|总局|民政部")
_LOCAL = re.compile("[省市县区州盟旗](?:[^，。；、]{2,12}[厅局委]|[^，。；、]{2,12}委员会|(?:人民)?(?:法院|检察院))"
                    "(?![^，。；]*[国总])")


def exception(source: str) -> str:
    """What 除…外 means in a sentence: "except", "besides", or "" where it is not there or not sure."""
    m = _BESIDES.search(source)
    if not m or "另有" in m.group():
        return ""
    if _MORE.search(m["then"]):
        return "besides"
    rule = _ALL.search(m["then"]) or _FORBIDS.search(source, m.start("then"))
    return "except" if rule or re.search("的(?:以|之)?外，", m.group()) or _RARE.search(m.group()) else ""


def swapped(source: str, text: str) -> str:
    """An exception told as an addition, or the other way round: the English word that does so; or ""."""
    kind = exception(source)
    wrong, right = (_ADDED, _EXCEPT) if kind == "except" else (_EXCEPT, _ADDED)
    m = wrong.search(text) if kind and not right.search(text) else None
    return m.group() if m else ""


def unsaid_exception(source: str, text: str) -> bool:
    """Whether nothing in an English sentence says that the Chinese makes an exception."""
    return exception(source) == "except" and not _LEFT_OUT.search(text)


def punished(source: str, text: str) -> str:
    """An authority that punishes told as the one that is punished, or whom a ban binds as what is banned: the English
    of it; or "".
    """
    m = _PUNISHED.search(text) if _AGENT.search(source) else None
    m = m or (_AGAINST.search(text) if _ENFORCES.search(source) else None)
    m = m or (_HANDED.search(text) if _HANDS_OVER.search(source) else None)
    m = m or (_DONE_TO.search(text) if _NOBODY.search(source) else None)
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
    if _AGENT.search(source):
        edits += [(m.start("done") - 3, m.end(), "give") for m in _PUNISHED.finditer(text) if m["done"] == "given"]
    return edits
