"""Who deals with whom: who gives and who receives, who invites, who is responsible, who undergoes what others do.

Each tells the English of the one side in the place of the other; "" where nothing is wrong.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from bilingual.language.lexicon import stems, tellings
from bilingual.language.names.gazetteer import gazetteer

# 接受财政部门监督: not "to supervise the use of funds by finance departments"
_UNDERGOES = {"监督": r"supervis\w+|overs(?:ee|aw)\w*", "检查": r"inspect\w*", "审计": r"audit\w*",
              "考核": r"assess\w*|apprais\w*", "质询": r"question\w*", "调查": r"investigat\w+",
              "审查": r"review\w*|examin\w*|investigat\w+"}
_UNDERGO = re.compile(f"接受(?!并|了?[^，。；]{{0,6}}委托)(?P<whom>[^，。；]{{0,24}}?)(?P<what>{'|'.join(_UNDERGOES)})")
_OFFICES = re.compile("部门|机关|机构|单位")  # which tell nobody from another
_SUBJECTED = re.compile(r"\b(?:subject|accept\w*|under|receiv\w+|undergo\w*|submit\w*|open|face[sd]?|welcom\w+|"
                        r"(?:be|been|being|is|are|was|were)(?:\s\w+ly)?\s(?:supervis|oversee|inspect|audit|assess|"
                        r"apprais|question|review|examin|investigat)\w*)", re.I)
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
# 审计署已将线索移送有关部门: the giver in front, what is given behind 将
_HANDS = re.compile("(?:[已应依法可均还也并]|应当|必须|及时|可以){0,6}[将把][^，。；]{1,40}?"
                    "(?:移送|移交|转交|划转|转让|上缴|上交|报送|提交|转送|交付|退还|返还)")
_TAKEN_TO = (r"(?:hand\w*|transfer\w*|refer\w*|submit\w*|pass\w*|turn\w*|sen[dt]\w*|forward\w*|deliver\w*|return\w*|"
             r"report\w*)\b(?:(?!\b(?:and|or|after|before|then|later|to)\b)[^.;]){0,60}?\bto (?:the )?")
_CHINA = re.compile("中国(?![\u4e00-\u9fff]{0,12}[部委局司])|中方")
_IN_CHARGE = re.compile("由(?P<who>[^，。；]{2,30}?)负责")
_NAMED_BY = re.compile("由[^，。；]{2,16}(?:指定|委托|授权|任命|确定|派出)的")
_DONE_BY = re.compile(
    r"\bby (?:the )?(?:(?!(?:that|which|who|and|or)\b)[\w-]+ ){1,6}(?:shall|will|must) be responsible\b")


def in_charge_of(source: str, text: str, names: Sequence[tuple[int, int, tuple[str, ...]]]) -> str:
    """Who is responsible told as what somebody is responsible for (由财政部负责): the English of it; or "".

    `names` are the terms of the Chinese: start, end and their English.
    """
    held = [m.span("who") for m in _IN_CHARGE.finditer(source)]
    named = (form for start, end, forms in names if any(a <= start and end <= b for a, b in held) for form in forms)
    said = _DONE_BY.search(text) if held and not _NAMED_BY.search(source) else None
    if said:
        return said.group()
    for own in filter(None, (re.sub("^(?:the|an?) ", "", form) for form in named)):
        if said := re.search(rf"\bresponsible for (?:the )?{re.escape(own)}\b", text, re.I):
            return said.group()
    return ""


# 应越南外长邀请 told as "at the invitation of our foreign minister"
_INVITED = re.compile("应(?P<who>[^，。；]{2,20}?)(?:的)?邀请")
_OURS = re.compile(r"\bat the invitation of (?:our|China's|the Chinese)\b[^,.;]*", re.I)
_HOSTS = re.compile(r"\b(?:[Aa]t the invitation of|[Ii]nvited by) (?:the )?(?:[Gg]overnment of )?(?:the )?"
                    r"(?P<who>[A-Z]\w+(?: [A-Z]\w+)?)(?![\w-])")
_COMES = re.compile("来华|访华|抵京|来访|到访|对我国|对中国|访问中国|访问我国")


def invited_back(source: str, text: str) -> str:
    """The invitation of a foreign host told as one of ours, or one of ours as that of a guest's state: the English of
    it; or "".
    """
    host = _INVITED.search(source)
    if not host:
        return ""
    foreign = _abroad()
    theirs = re.search("|".join(map(re.escape, foreign)), host["who"])
    if theirs and not re.search("我国|中国|中方", host["who"]):
        said = _OURS.search(text)
    elif not theirs and _COMES.search(source):
        said = next((m for m in _HOSTS.finditer(text) if m["who"] in foreign.values()), None)
    else:
        said = None
    return said.group() if said else ""


@cache
def _abroad() -> dict[str, str]:
    """Foreign states: their Chinese, and their English without an article."""
    places = ((name, found[0]) for name, found in gazetteer().whole.items())
    return {name: place.english.removeprefix("the ") for name, place in places if place.abroad and place.adjective}


def given_back(source: str, text: str, names: Iterable[tuple[int, int, Sequence[str]]]) -> str:
    """The giver told as the one who receives: the English of it; or "".

    `names` tells where names stand in the Chinese and how English may say them.
    """
    names = list(names)
    known = list(names)
    known += [(*m.span(), ("China", "the Chinese side")) for m in _CHINA.finditer(source)]
    pairs: list[tuple[Sequence[str], Sequence[str]]] = [
        (_PARTIES[m["payer"]], _PARTIES[m["whom"] or m["whom2"]]) for m in _PAID.finditer(source)]
    for m in _TOWARD.finditer(source):
        giver = next((forms for a, b, forms in known if b == m.start()), ())
        receiver = next((forms for a, b, forms in known if m.start("whom") == a and b <= m.end("whom")), ())
        pairs.append((giver, receiver))
    givers = (n for n in names if _HANDS.match(source, n[1]) and source.count(source[n[0]:n[1]]) == 1)
    for form in (form for *_, forms in givers for form in forms):
        if said := re.search(rf"{_TAKEN_TO}{re.escape(form.removeprefix('the '))}\b", text, re.I):
            return said.group()
    for giver, receiver in pairs:
        to = lambda forms: next((f.group() for form in forms if (f := re.search(
            rf"\bto (?:the )?{re.escape(re.sub('^[Tt]he ', '', form))}\b", text))), "")
        if giver and receiver and to(giver) and not to(receiver):
            return to(giver)
    return ""


def undergone(source: str, text: str) -> str:
    """What somebody undergoes told as what he does to others (接受监督): the English of it; or ""."""
    m = _UNDERGO.search(source)
    doing = rf"\b(?:{_UNDERGOES[m['what']]})\s(?:of\s)?(?:the|its|their|other|all)\b" if m else "(?!)"
    said = re.search(doing, text, re.I)
    others = _OFFICES.sub("，", m["whom"]) if m else ""
    whom = frozenset[str]().union(*(told for *_, told in tellings(others)))
    if said and not whom.isdisjoint(stems(text[:said.start()])):  # finance departments supervise them
        return ""
    return said.group() if said and not _SUBJECTED.search(text) else ""
