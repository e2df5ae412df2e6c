"""Whether English tells of a goal as of a goal, of a result as of a result, and of a rule as of a rule.

Chinese verbs have no tense: 到2027年达到3000家 is what a plan wants, 同比增长9.5% is what was. Both languages are read
for words that leave no doubt, sentence by sentence, and what has words of both kinds is left alone. Of 700 sentences by
people with a goal and 500 with a result five are found otherwise.
"""
from __future__ import annotations

import re

from bilingual.language.english import Edit

_GOAL = re.compile(r"(?:^|[，。；：])到(?:20\d\d年|“?十[一二三四五]五”?(?:时期)?末|本世纪)"
                   r"|(?:^|[，。；])(?:今后|未来)[^，。；]{1,4}年，|“?十五五”?(?:时期|期间)[^。；]*左右|(?:^|[，。；])确保|力争|(?<!斗)争取(?!到|得|民族)|预计(?!数)|有望|目标(?:是|为)")
# What is agreed on, or what this year is to bring
_AGREED = re.compile("(?:商定|约定|拟|力争|计划(?![署”]))(?:于|在)?[^，。；]{0,14}(?:举行|召开|举办|启动|签署|开工)|"
                     "(?<![必即行])将(?:于|在)[^，。；]{1,14}(?:举行|召开|举办|启动|开工|开放|施行|签署|揭幕|投运)|"
                     "(?:^|[，。；])(?:今年|明年|年内|下半年)[^，。；了]{0,3}(?:要|将|拟)(?:完成|建成|新建|建设|开工|实施|新增|培训)")
_HELD = re.compile(r"\b(?:held|convened|launched|signed|opened|(?:have|has)(?: \w+ly)? (?:\w+ed|built|held|begun))\b")
_DONE = re.compile("了|已|截至|[曾共]|以来|累计|当时|为止|从|实现[0-9]|提前")
_RESULT = re.compile("去年|上年度|同比(?!例)|环比|比上年|一年来|过去[一二三四五六七八九十两几]?年|"
                     "[一二三四五六七八九十]年来|前[一二三]季度|基本持平|年末")
_OPEN = re.compile("[将要拟应须需会今明可能按以]|计划|预计|预算|力争|争取|目标|继续|确保|推动|加快|进一步|下一|"
                   "未来|安排|全面|坚持|不再|保持|大力|左右|总规模|加大")
_RULE = re.compile("的，(?:[^，。；]{2,12}，)?(?:依法|责令|处[^，。理置]|给予|没收|吊销)|"
                   "(?:权利|权益)[^，。；]{0,6}受[^，。；]{0,6}保护")
# What became of something, and the verb that a plan has for it.
PAST = {"reached": "reach", "rose": "rise", "was": "be", "were": "be", "increased": "increase", "exceeded": "exceed",
        "grew": "grow", "fell": "fall", "declined": "decline", "accounted": "account", "remained": "remain",
        "dropped": "drop", "expanded": "expand", "surpassed": "surpass", "decreased": "decrease", "had": "have"}
_AGREEING = re.compile(r"\b(?:agree\w*|arrang\w+|schedul\w+|slated|due to|"
                       r"to (?:hold|convene|sign|launch|open|complete))\b", re.I)
_NOT_MAIN = "".join(rf"(?<!{word} )" for word in "be was were that which who have has had".split())
_PAST = re.compile(rf"{_NOT_MAIN}\b(?:{'|'.join(PAST)})\b")
_FUTURE = re.compile(r"\b(?:will|shall|should|must|would|aim\w*|target\w*|(?-i:plan\w*)|expect\w*|anticipat\w+|goals?|"
                     r"striv\w+|project(?:s|ed|ion\w*)?|forecast\w*|predict\w*|estimat\w+|ensur\w+|need\w*|can|may|likely|try\w*|"
                     r"seek\w*|propos\w+|had been|set to|is to|are to|to be|poised)\b", re.I)
# 中方已向美方提出交涉
_ALREADY = re.compile("(?:^|[，。；])[^，。；进动的]{0,4}(?:已|业已)经?(?!成年|满|知|故|有|然|[^，。；]{1,8}的)")
_HAS = re.compile(r"\b(?:has|have|had|having|been|already|was|were|now)\b")
_WILL = re.compile(r"\b(?:will|shall)\b")
_BY_THEN = re.compile(r"By (?:20\d\d|the end of )|(?:Over|In|During) the (?:next|coming) ")
_NOW = re.compile(r"\b(?:shall|must|will|may|is|are|be|should|can)\b", re.I)
_BEEN = re.compile(r"\b(?:was|were)\b")


# "Ensure that the area remained stable"
_ENSURED = re.compile(r"(?:^[Ee]|\b(?:will|must|should) e)nsure that (?:(?!that\b|which\b|who\b)[a-z%\d.'-]+ ){1,12}?"
                      r"(?P<past>remained|reached|was|were)\b")

# "The target for next year was 500,000"
_NEXT_YEAR = re.compile("(?:明年|今年|下一年)[^，。；]*目标[是为]")
_TARGET_WAS = re.compile(r"\b[Tt]argets?\b[^.;,]* (?P<be>was|were)\b")
# "We will promote emissions fell by 3.8%"
_PROMOTED = re.compile(r"\bwill (?:promote|drive|push) (?:(?!that\b|which\b|and\b)[\w'-]+ ){1,12}?"
                       r"(?P<past>fell|rose|grew|declined)\b")


# "The targets are: growth of 5%, investment turned positive, prices were kept at 3%"
_TARGETS = re.compile("目标(?:是|为)(?!什么)")
_BECAME = re.compile(r"(?<!(?:was|has|had) )\b(?:turned|kept|fell|rose|remained|reached|grew|declined|exceeded|"
                     r"dropped|was|were)\b")
_YET_TO = re.compile(r"\b(?:will|shall|should|would|to (?:be|keep|reach|fall|rise|remain|grow|exceed|drop))\b")
_SEVERAL = 2


def mistold(source: str, text: str) -> str:
    """What English tells in the wrong time: "goal", "result", "rule", or "" where nothing shows it."""
    if _GOAL.search(source) and not _DONE.search(source) and _PAST.search(text) and not _FUTURE.search(text):
        return "goal"
    if _TARGETS.search(source) and len(_BECAME.findall(text)) >= _SEVERAL and not _YET_TO.search(text):
        return "goal"
    agreed = _AGREED.search(source) and not _DONE.search(source) and _HELD.search(text)
    if agreed and not _FUTURE.search(text) and not _AGREEING.search(text):
        return "goal"
    done = _RESULT.search(source) and not _GOAL.search(source) and not _OPEN.search(source)
    if done and _WILL.search(text) and not _PAST.search(text):
        return "result"
    if _ALREADY.search(source) and _WILL.search(text) and not _HAS.search(text):
        return "result"
    outcome = text.rsplit(", ", 1)[-1]  # behind the case in which the rule holds
    return "rule" if _RULE.search(source) and _BEEN.search(outcome) and not _NOW.search(outcome) else ""


def as_goal(source: str, text: str) -> list[Edit]:
    """The exchanges that tell a goal told as a result as a goal: By 2027, it reached → By 2027, it will reach."""
    ensured = [(*m.span("past"), f"will {PAST[m['past']]}") for m in _ENSURED.finditer(text)]
    if _NEXT_YEAR.search(source):
        ensured += [(*m.span("be"), "is" if m["be"] == "was" else "are") for m in _TARGET_WAS.finditer(text)]
    ensured += [(*m.span("past"), f"to {PAST[m['past']]}") for m in _PROMOTED.finditer(text)]
    if ensured or not _BY_THEN.match(text) or mistold(source, text) != "goal":
        return ensured
    return [(*m.span(), f"will {PAST[m.group()]}") for m in _PAST.finditer(text)]
