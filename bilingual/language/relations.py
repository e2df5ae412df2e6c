"""How the parts of a sentence stand to each other: exceptions and additions (除…外), who acts on whom, whose a body is.

除 begins both "except for" and "in addition to"; which is told by what follows. A small model takes the one for the
other, makes the authority that punishes the one that is punished, and a city's commission the nation's. Of 61,000
sentences by people fewer than ten are taken for such.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
                       r"(?P<done>given|ordered|fined|imposed|confiscated|revoked|punished|performed|implemented|handled|"
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
# Who gives what to whom: 甲向乙提供
_GIVES = "提供|捐赠|赠送|移交|交付|出口|赠予|援助|转交|通报|提交|支付|赔偿|派遣|颁发|授予|出售"
_TOWARD = re.compile(rf"向(?P<whom>[^，。；]{{1,30}}?)(?:{_GIVES})")
# The parties of contracts and suits, who pay each other, and how English calls them
_PARTIES = {"甲方": ("Party A",), "乙方": ("Party B",), "原告": ("plaintiff",), "被告": ("defendant",),
            "承租人": ("lessee", "tenant"), "出租人": ("lessor", "landlord"), "买受人": ("buyer",), "买方": ("buyer",),
            "出卖人": ("seller",), "卖方": ("seller",), "借款人": ("borrower",), "贷款人": ("lender",),
            "用人单位": ("employer",), "劳动者": ("worker", "employee", "workers", "employees"),
            "保险人": ("insurer",), "被保险人": ("insured",), "发包人": ("employer",), "承包人": ("contractor",),
            "债务人": ("debtor",), "债权人": ("creditor",)}
_PARTY = f"(?:{'|'.join(sorted(_PARTIES, key=len, reverse=True))})"
_BACK = "返还|退还|偿还|给付|预付|缴纳"
_PAID = re.compile(rf"(?P<payer>{_PARTY})(?!向)[^。；]{{0,40}}?"
                   rf"(?:[向给](?P<whom>{_PARTY})[^，。；]{{0,10}}?(?:{_GIVES}|{_BACK})"
                   rf"|(?:返还|退还|支付|赔偿|偿还|给付)(?P<whom2>{_PARTY}))")
_CHINA = re.compile("中国(?![\u4e00-\u9fff]*[部委局司])|中方")
_NATIONAL = re.compile(r"\b(?:National [A-Z]\w+(?: \w+){0,5}? (?:Commission|Bureau|Administration)|"
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
    m = m or (_DONE_TO.search(text) if _NOBODY.search(source) else None)
    return m.group() if m else ""


_IN_CHARGE = re.compile("由(?P<who>[^，。；]{2,30}?)负责")


def in_charge_of(source: str, text: str, names: Sequence[tuple[int, int, tuple[str, ...]]]) -> str:
    """Who is responsible told as what somebody is responsible for (由财政部负责): the English of it; or "".

    `names` are the terms of the Chinese: start, end and their English.
    """
    held = [m.span("who") for m in _IN_CHARGE.finditer(source)]
    named = (form for start, end, forms in names if any(a <= start and end <= b for a, b in held) for form in forms)
    for own in filter(None, (re.sub("^(?:the|an?) ", "", form) for form in named)):
        if said := re.search(rf"\bresponsible for (?:the )?{re.escape(own)}\b", text, re.I):
            return said.group()
    return ""


# 应越南外长邀请 told as "at the invitation of our foreign minister"
_INVITED = re.compile("应(?P<who>[^，。；]{2,20}?)(?:的)?邀请")
_OURS = re.compile(r"\bat the invitation of (?:our|China's|the Chinese)\b[^,.;]*", re.I)


def invited_back(source: str, text: str) -> str:
    """The invitation of a foreign host told as one of ours: the English of it; or ""."""
    host = _INVITED.search(source)
    said = _OURS.search(text) if host and not re.search("我|中[国方共华]|国务院|全国|外交部", host["who"]) else None
    return said.group() if said else ""


def given_back(source: str, text: str, names: Iterable[tuple[int, int, Sequence[str]]]) -> str:
    """The giver told as the one who receives: the English of it; or "".

    `names` tells where names stand in the Chinese and how English may say them.
    """
    known: list[tuple[int, int, Sequence[str]]] = list(names)
    known += [(*m.span(), ("China", "the Chinese side")) for m in _CHINA.finditer(source)]
    pairs: list[tuple[Sequence[str], Sequence[str]]] = [
        (_PARTIES[m["payer"]], _PARTIES[m["whom"] or m["whom2"]]) for m in _PAID.finditer(source)]
    for m in _TOWARD.finditer(source):
        giver = next((forms for a, b, forms in known if b == m.start()), ())
        receiver = next((forms for a, b, forms in known if m.start("whom") == a and b <= m.end("whom")), ())
        pairs.append((giver, receiver))
    for giver, receiver in pairs:
        to = lambda forms: next((f.group() for form in forms if (f := re.search(
            rf"\bto (?:the )?{re.escape(re.sub('^[Tt]he ', '', form))}\b", text))), "")
        if giver and receiver and to(giver) and not to(receiver):
            return to(giver)
    return ""


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
