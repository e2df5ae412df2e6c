"""Formulas of laws, notices and tables whose English is fixed, put into a model's English.

自…起施行 is "shall come into force", 免去…职务 "removed from the post", 单位： "Unit:", （增长8%） "(up 8%)".

A model writes what it has seen in news: a law that "has come into force" on a day to come, an officer "exempted".
"""
from __future__ import annotations

import re
from collections.abc import Iterable

from bilingual.language.english import Edit
from bilingual.language.quantities.find import find_quantities

_EFFECT = re.compile("本[^，。；自]{1,10}自[^，。；]{2,24}起(?:[^，。；]{2,6}后)?(?:正式)?(?:施行|实施|生效|执行)|"
                     "(?:协定|协议|条约|合同|公约|议定书)自[^，。；]{2,24}之日起(?:施行|生效)")
_IN_FORCE = re.compile(r"\b(?:(?:have|has|had) (?:come|entered|gone) into|came into|"
                       r"(?:is|are|was|were|has been|have been) put into|"
                       r"(?<!shall )(?<!will )(?<!to )comes? into) (?P<what>force|effect|operation)\b"
                       r"|\b(?:(?:has|have) taken|took) (?P<taken>effect)\b")
# "over the year on year on year", "per month on month"
_ON_YEAR = re.compile(r"\b(?:(?:over the|per|this|from the|on) )?(?P<unit>year|month) on (?P=unit)"
                      r"(?: on (?P=unit))*\b")
_DECIDED = re.compile(r"^[Dd]ecided to (?P<be>be appointed )?")
# "are implemented since April 1"
_IMPLEMENTED = re.compile(r"\b(?:is|are|was|were|has been|have been) implemented (?:since|from|on|as of)\b")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# "held at March 5"; a balance sheet rightly has its position "at December 31".
_DAY = re.compile(rf"\b(?:in|(?<=held )at|(?<=opened )at|(?<=adopted )at)(?= (?:{_MONTH}) \d{{1,2}}\b)")
_IN_MONTH = re.compile(rf"\b(?P<on>[Oo]n)(?= (?:{_MONTH})\b(?! \d|'s))")  # "On May, sales grew"
_MONTHS = re.compile(rf"\b(?P<on>[Oo]n) (?=(?:{_MONTH}) to (?:{_MONTH})\b(?! \d))")
_HALF_DAY = re.compile(rf"\b(?P<at>at|in) the (?:morning|afternoon|evening) of (?:{_MONTH})\b")
_UNIT = re.compile(r"^(?:An?|The) unit(?=:)")
_CHANGE = re.compile("[（(](?P<base>同比|环比|比上年|较上年)?(?P<real>实际|名义)?"
                     "(?:(?P<up>增长|上升|提高|增加|上涨)|(?:下降|减少|降低|回落|下跌))(?P<n>\\d+(?:\\.\\d+)?)[%％][)）]")
_WAY = re.compile(r"\b(?:up|down|increas|decreas|grow|grew|ris|rose|fell|fall|declin|drop)")
_BASES = {"同比": " year on year", "环比": " month on month", "比上年": " over the previous year",
          "较上年": " over the previous year"}
_NAME = r"(?:[A-Z][a-z]+(?:'[a-z]+)? [A-Z][a-z]+)"
_APPOINTED = re.compile(rf"^(?:(?:[Tt]he )?(?:[Aa]ppointment|[Aa]pproval|[Ee]lection)(?: of)? )?(?P<name>{_NAME}),? "
                        rf"(?P<verb>appointed |is |was )?(?=as |the |to |a |(?:[Vv]ice |[Dd]eputy |[Aa]cting )?"
                        rf"(?i:director|chair|president|head|mayor|governor|secretary|chief|minister|judge|prosecutor|member)\b)")
_ELECTED = re.compile(rf"^(?P<who>{_NAME}(?:,? and {_NAME}|, {_NAME})*) elected (?=the |as |vice |[a-z]+ )")
_EXEMPTED = re.compile(r"\bexempt(?P<ed>ed)? (?:from )?the (?P<post>post|position|office)s? of\b")
_EXEMPTED_FROM = re.compile(rf"\bexempt(?P<ed>ed)? from (?P<name>{_NAME})'s (?:post|position|office)s? of\b")
_REMOVED_TO = re.compile(rf"\bremoved? {_NAME} to(?= )")
# "removed the secretary of the leading group of Shi Guang"
_REMOVED_OF = re.compile(rf"\bremove(?P<ed>d)? (?:from )?(?:the )?(?:(?:post|position|office)s? of )?(?:the )?"
                         rf"(?P<post>(?!(?:post|position|office)s?\b)(?:(?!\b(?:of|from) {_NAME})[^.,;])+?) of "
                         rf"(?P<who>{_NAME}(?:(?:, | and ){_NAME})*)(?=[.,;]|$)")
_FINED = re.compile("处[^，。；]{0,24}罚款[^，；]*[。；]")
_FINING = re.compile(r"\b(?:impos\w+|fined|fining|sentenc\w+|subject|liable|pay|pays|paid|penali[sz]\w+|punish\w+|"
                     r"given|fac(?:e|es|ing)|attract\w*|carr(?:y|ies)|[Tt]he fine (?:shall|will|is)|"
                     r"receiv\w+|incur\w*|levi\w+|levy|charg\w+|issu\w+|collect\w*|"
                     r"(?:shall|may|will|to|and|also|be) fine|(?:with|plus) (?:an? |the )?(?:additional )?fines?)\b",
                     re.I)
_INVITED = re.compile(r"^(?:In |On |The |With )?(?:the )?[Ii]nvit(?:ation|ed|ing) (?:of|by|from) ")
_RESIGNS = re.compile(rf"\baccept(?P<ing>ed|ing|s)? (?P<name>{_NAME}) to resign (?:the request of |from )?(?=the )")

_RESIGNS_TO = re.compile(r"\bresign(?P<ed>ed|ing)? to (?:the )?(?=(?:(?:vice|deputy) )?(?:mayor|governor|director|"
                         r"chair|minister|secretary|president|head|judge|deputy)\b)")

# "Member of the Standing Committee Li Qiang, Zhao Leji, Li Xi attending the meeting"
_PRESENT = re.compile("[\u4e00-\u9fff]、[\u4e00-\u9fff]{2,4}(?:等|同志)*(?:出席|参加|列席)[^，。；]{0,8}[。；]?$")
_LISTED = re.compile(rf"(?P<first>{_NAME}(?:, {_NAME})*)(?P<last>, | and |, and ){_NAME},? "
                     r"(?P<verb>attending|attend)\b")
_MEMBER = re.compile(rf"\b(?P<one>Member) of (?:[\w']+ ){{2,16}}?{_NAME}(?:,| and) {_NAME}")
# "held a meeting to Zheng Shanjie attended", "held a meeting, Zhang Wei, vice governor, attended"
_WHO_CAME = re.compile(rf"\b(?:held|convened) (?:[^,.;]{{3,60}}?)(?P<joint>,? to|,) (?={_NAME}(?:, [^,.;]{{3,50}},)? "
                       r"(?:attended|presided|chaired|spoke|addressed|delivered|made)\b)")
_ANNUAL_AVERAGE = re.compile(r"\bannual(?:ly)? average\b")
_SPEECH = re.compile(r"^In (?=important speech\b)")


_PARTY = re.compile(r"\b[Tt]he (?=Party [A-D]\b)")
_FIRST_TIME = re.compile(r"\bof (?=the first time\b)")
# "Where an employers fail": Chinese has no number, and the model two at once
_BOTH_NUMBERS = re.compile(r"(?<=[Ww]here )an? (?=(?:[a-z]+ ){0,2}[a-z]{3,}(?<!s)s (?:fail|have|are|do|violate|refuse|"
                           r"abuse|commit|engage|conceal|provide|use|obtain|make|cause|take|carry)\b)")
# 取得许可证的企业应当: "Enterprises obtained licenses shall"
_WHO_DID = re.compile("(?:取得|获得|领取|收到|购买|持有|完成|通过|签订|违反|提交)"
                      "[^，。；的]{1,20}的[\u4e00-\u9fff]{1,8}(?:应当|不得|可以|必须|应|须)")
_DID = re.compile(r"(?:^|, )(?P<who>(?:[Tt]he |[Aa]ny |[Aa]n? )?(?:[A-Za-z]+ ){0,2}?[A-Za-z]+) "
                  r"(?P<did>obtained|received|acquired|purchased|held|completed|passed|signed|violated|submitted|"
                  r"gained) (?=(?:[^,.;]+ )(?:shall|must|may|should)\b)")


_COURT = re.compile(r"\b(?:[Tt]he )?people's courts? may apply for\b")
# "a fine of not less than 200,000 yuan may order to suspend", "Where a unit finds hazards, the right to report"
_FINE_ORDERS = re.compile(r"\b[Aa] fine (?:of )?(?:not|no|at|up)\b[^.;]{3,90}? yuan"
                          r"(?P<may> may order (?:it |them )?to )")
_HAVE_RIGHT = re.compile(r"^(?:Where|If|When) [^,]{5,120}(?P<right>, the right to )")
_ACTORS = ("person|unit|enterprise|employer|owner|operator|institution|organization|official|citizen|individual|"
           "applicant|provider|agency|department|company")
_ONE = re.compile(rf"\b[Aa]n? (?:[a-z]+ ){{0,2}}?(?:{_ACTORS})(?P<s>s) (?=(?:[a-z]+ ){{0,6}}?"
                  r"(?:has|is|was|fails|does|violates|refuses|shall|may|must)\b)")
_AN = re.compile(r"(?:(?<=^)A|\ba)(?= (?!one\b|once\b|eu)[aeio][a-z])")  # "a office meeting"
_THE_DAY = re.compile(rf"\b[Tt]he (?=(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?(?:[,.;)]| \(| to | at |$))")
# "Corrections shall be ordered, a fine of at least 500 yuan."
_BARE_FINE = re.compile(r"(?P<joint>^|, (?:and )?|; )(?P<fine>[Aa] fine (?:of|at|no|not|up)\b"
                        r"(?:(?! and | shall |; ).)*?)(?P<end>[.;]?$)")
_FINE_OF = re.compile(r"(?<=\b[Aa] fine )(?=(?:no|not|at least|up to)\b)")
_YUAN = r"\d[\d,.]* (?:yuan|times)"
# "and shall not less than 30,000 yuan but not more than 100,000 yuan a fine"
_TURNED_FINE = re.compile(rf"(?P<lead>,? and(?: shall)? |, |^)(?P<n>(?:[Nn]o|[Nn]ot) (?:less|more) than {_YUAN}"
                          rf"(?: but not more than {_YUAN})?) (?:of )?a fine(?: of [a-z ]+)?(?P<end>[.;]?$)")


def _slips(source: str, text: str) -> list[Edit]:
    """The exchanges for articles and numbers that cannot be, and for a fine that nobody imposes."""
    edits: list[Edit] = [(*m.span("s"), "") for m in _ONE.finditer(text)]
    edits += [(*m.span(), m.group() + "n") for m in _AN.finditer(text)]
    edits += [(*m.span(), "") for m in _THE_DAY.finditer(text)]
    bare = _BARE_FINE.search(text) if _FINED.search(source) and not _FINING.search(text) else None
    if "罚款" in source:
        edits += [(*m.span(), "of ") for m in _FINE_OF.finditer(text)]
    turned = _TURNED_FINE.search(text) if _FINED.search(source) and not _FINING.search(text) else None
    if turned and not bare:
        said = f"{turned['n'][0].lower()}{turned['n'][1:]} shall be imposed{turned['end']}"
        edits.append((*turned.span(), f", and a fine of {said}" if turned["lead"] else f"A fine of {said}"))
    if bare:
        edits.append((*bare.span("end"), f" shall be imposed{bare['end']}"))
        edits += [(*bare.span("joint"), ", and ")] if bare["joint"] == ", " else []
    return edits


# "4.89 billion domestic tourist visits were 4.89 billion"
_SAME_AGAIN = re.compile(r"(?<![\w.,-])(?P<n>\d[\d,.]*(?: (?:million|billion|trillion))?) "
                         r"(?P<what>(?:[a-z][a-z'-]* ){1,6}?)(?:was|were|is|are|reached|totaled) (?P=n)"
                         r"(?![\w%]|[.,]\d| [a-z])")


def said_again(source: str, text: str) -> list[re.Match]:
    """Where an English sentence counts what it has counted already: "5,200 beds were 5,200"."""
    return [m for m in _SAME_AGAIN.finditer(text)
            if sum(q.rendering.startswith(m["n"]) for q in find_quantities(source)) < 2]


_NO_SUBJECT = frozenset("that which who have has having be been is are was were when where if".split())


def _of_those_who(source: str, text: str) -> list[Edit]:
    """The exchanges that make a clause of what a subject did, where the Chinese tells so who is meant: 取得…的企业."""
    m = _DID.search(text) if _WHO_DID.search(source) else None
    if not m or m["who"].split(" ")[-1].lower() in _NO_SUBJECT:
        return []
    several = m["who"].endswith("s") and not m["who"].endswith("ss")
    return [(m.start("did"), m.start("did"), "that have " if several else "that has ")]


def set_phrases(source: str, text: str) -> list[Edit]:
    """Exchanges (start, end, new text) that give the formulas of a Chinese sentence their fixed English."""
    edits: list[Edit] = [(*m.span(), "on") for m in _DAY.finditer(text)]
    if _EFFECT.search(source):
        edits += [(*m.span(), f"shall come into {m['what']}" if m["what"] else "shall take effect")
                  for m in _IN_FORCE.finditer(text)]
        edits += [(*m.span(), "shall come into force on") for m in _IMPLEMENTED.finditer(text)]
    edits += [(*m.span("on"), "From" if m["on"] == "On" else "from") for m in _MONTHS.finditer(text)]
    edits += [(*m.span(), "In" if m["on"] == "On" else "in") for m in _IN_MONTH.finditer(text)
              if not _MONTHS.match(text, m.start())]
    edits += [(*m.span("at"), "on") for m in _HALF_DAY.finditer(text)]
    edits += [(*m.span(), said) for m in _ON_YEAR.finditer(text)
              if (said := f"{m['unit']} on {m['unit']}") != m.group()]
    if re.search("年[终末底]", source) and not re.search("平均|[年月人]均", source):
        edits += [(*m.span(), "year-end") for m in _ANNUAL_AVERAGE.finditer(text)]
    edits += [(m.end(), m.end(), "an ") for m in _SPEECH.finditer(text)]
    if re.match("应[^，。；]{2,40}邀请", source) and (invited := _INVITED.match(text)):
        edits.append((*invited.span(), "At the invitation of "))
    if source.startswith("单位：") and (unit := _UNIT.match(text)):
        edits.append((*unit.span(), "Unit"))
    if re.search("[甲乙丙丁]方", source):
        edits += [(*m.span(), "") for m in _PARTY.finditer(text)]
    if "首次" in source:
        edits += [(*m.span(), "for ") for m in _FIRST_TIME.finditer(text)]
    if "罚款" in source:
        edits += [(*m.span("may"), " shall be imposed, and it may be ordered to ") for m in _FINE_ORDERS.finditer(text)]
    if "有权" in source and (m := _HAVE_RIGHT.search(text)):
        edits.append((*m.span("right"), ", they have the right to "))
    if "申请人民法院" in source:
        edits += [(*m.span(), f"{'a' if m.start() else 'A'}n application may be made to the people's court for")
                  for m in _COURT.finditer(text)]
    edits += [(*m.span(), "") for m in _BOTH_NUMBERS.finditer(text)]
    edits += _of_those_who(source, text) + _slips(source, text)
    for m in said_again(source, text):
        first = text[m.start("what")]
        edits.append((m.start(), m.start("what") + 1, first if m.start() else first.upper()))
    return edits + _changes(source, text) + _offices(source, text) + _attended(source, text)


_FORCE = re.compile(r"\b(?:force|effect\w*|implement\w*|operat\w+|appl(?:y|ies|ied)|enforc\w+|execut\w+|commenc\w+)\b",
                    re.I)


def effect_lost(source: str, text: str) -> bool:
    """Whether an English sentence does not say that a law is to come into force."""
    return bool(_EFFECT.search(source)) and not _FORCE.search(text)


def unfined(source: str, text: str) -> str:
    """A fine that nobody imposes in an English sentence: "shall order to stop, not more than 10,000 yuan of fines"."""
    named = _FINED.search(source) and not _FINING.search(text)
    said = re.search(r"(?:[^,;]|,(?=\d))*\bfines?\b", text) if named else None
    return said.group().strip() if said else ""


def post_lost(source: str, text: str, names: Iterable[str]) -> str:
    """A person told as the post that is taken away: "removed from the post of Wang Fang"; or ""."""
    if not re.search("免去|罢免|撤销|辞去", source):
        return ""
    found = (re.search(rf"\b(?:post|position|office)s? of {re.escape(name)}\b", text) for name in names)
    return next((m.group() for m in found if m), "")


def in_force_before(source: str, text: str) -> str:
    """English that tells of the day on which a law is to come into force as past; or ""."""
    m = _IN_FORCE.search(text) if _EFFECT.search(source) else None
    return m.group() if m and not m.group().startswith("come") else ""


def _changes(source: str, text: str) -> list[Edit]:
    """A change in brackets, where the English brackets say no change."""
    edits = []
    for m in _CHANGE.finditer(source):
        said = re.search(rf"\((?:[a-z]+ )*{re.escape(m['n'])}%(?: [a-z ]{{3,24}})?\)", text)
        if said and not _WAY.search(said.group()):
            base, real = _BASES.get(m["base"], ""), {"实际": " in real terms", "名义": " in nominal terms"}
            way = "up" if m["up"] else "down"
            edits.append((*said.span(), f"({way} {m['n']}%{base}{real.get(m['real'], '')})"))
    return edits


def _offices(source: str, text: str) -> list[Edit]:
    """Appointments, removals and resignations."""
    edits = []
    m = _APPOINTED.match(text)
    made = re.match("(?:会议|批准|决定)*(?P<act>任命|选举|补选)", source)
    if m and made and (m["verb"] == "appointed " or m.start("name")):
        edits.append((*m.span(), f"{m['name']} is {'appointed' if made['act'] == '任命' else 'elected'} "))
    if "当选" in source and (m := _ELECTED.match(text)):
        edits.append((m.end("who") + 1, m.end("who") + 1, "were " if " and " in m["who"] else "was "))
    if re.match("决定(?:任命|免去|接受|撤销|罢免)", source) and (m := _DECIDED.match(text)):
        edits.append((*m.span(), "It was decided to " + ("appoint " if m["be"] else "")))
    if re.search("免去|罢免|撤销", source):
        ends = lambda m: "d" if m["ed"] else ""
        edits += [(*m.span(), f"remove{ends(m)} from the {m['post']} of") for m in _EXEMPTED.finditer(text)]
        edits += [(*m.span(), f"remove{ends(m)} {m['who']} from the post of {m['post']}")
                  for m in _REMOVED_OF.finditer(text)]
        edits += [(m.end() - 2, m.end(), "from") for m in _REMOVED_TO.finditer(text)]
        edits += [(*m.span(), f"remove{ends(m)} {m['name']} from the post of") for m in _EXEMPTED_FROM.finditer(text)]
    if "辞去" in source:
        edits += [(*m.span(), f"resign{m['ed'] or ''} from the post of ") for m in _RESIGNS_TO.finditer(text)]
        edits += [(*m.span(), f"accept{m['ing'] or ''} {m['name']}'s resignation from ")
                  for m in _RESIGNS.finditer(text)]
    return edits


def _attended(source: str, text: str) -> list[Edit]:
    """Those who were at a meeting: several are members, and they attended it."""
    came = _WHO_CAME.search(text) if re.search("[，；][^，；]{2,16}(?:出席|主持|讲话|致辞|参加)", source) else None
    joined: list[Edit] = [(*came.span("joint"), ", and")] if came else []
    if not _PRESENT.search(source):
        return joined
    edits = joined + ([(*several.span("one"), "Members")] if (several := _MEMBER.search(text)) else [])
    m = _LISTED.search(text) if "attended" not in text else None
    if m:
        edits.append((*m.span("verb"), "attended"))
    if m and m["last"] == ", ":
        edits.append((*m.span("last"), ", and " if ", " in m["first"] else " and "))
    return edits
