"""Decisions on persons, whose Chinese is always alike: 任命王海涛同志为省农业农村厅副厅长，免去其市教育局局长职务.

They are told by rule where every office in them is known: a small model makes "vice ministers" of officials of a
province and loses who is removed. A decision with any other word is left to the model.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.language.english import upper_first
from bilingual.language.labels import Part
from bilingual.language.names.bodies import local_office

_POSTS = {
    "局长": "director", "厅长": "director", "主任": "director", "所长": "director", "书记": "secretary",
    "党组书记": "secretary of the leading Party members group", "党组成员": "member of the leading Party members group",
    "党组副书记": "deputy secretary of the leading Party members group", "党委书记": "secretary of the Party committee",
    "党委副书记": "deputy secretary of the Party committee", "党委委员": "member of the Party committee",
    "省长": "governor", "市长": "mayor", "县长": "county mayor", "区长": "district mayor",
    "院长": "president", "校长": "president", "会长": "president", "秘书长": "secretary-general",
    "主席": "chair",
    "处长": "division director", "科长": "section chief", "董事长": "chair of the board", "总经理": "general manager",
    "常委": "member of the standing committee", "委员": "member", "检察长": "chief procurator",
    "代市长": "acting mayor",
    "代省长": "acting governor", "代县长": "acting county mayor", "总工程师": "chief engineer",
    "总会计师": "chief accountant", "总经济师": "chief economist",
    "审判委员会委员": "member of the adjudication committee",
    "审判员": "judge", "检察员": "procurator", "庭长": "chief judge", "主任委员": "chair"}
_DEPUTIES = {"市长": "vice mayor", "省长": "vice governor", "县长": "deputy county mayor", "主席": "vice chair",
             "院长": "vice president", "校长": "vice president", "会长": "vice president", "庭长": "deputy chief judge"}
_OF_PLACE = frozenset("省长 市长 县长 区长 代市长 代省长 代县长".split())
_POST = re.compile(rf"(?P<deputy>副)?(?P<post>{'|'.join(sorted(_POSTS, key=len, reverse=True))})"
                   r"(?P<note>（试用期一年）)?(?=[、，。；]|职务|$)")
_LEAD = re.compile("(?:经研究，?|会议)?决定[，：:]?|经研究[，：:]")
_END = re.compile("(?P<post>(?:的)?职务)?(?P<mark>[，；。]|$)")


def decided(text: str, terms: Sequence[Part]) -> str:
    """The English of a decision; "" where it has anything that no rule knows. `terms` are its terms."""
    people = [t for t in terms if t[3] == "person"]
    by, begins = _body(text, 0, terms, until=_LEAD) if people else ("", 0)
    lead = _LEAD.match(text, begins)
    at, said, whom = lead.end() if lead else 0, [], ""  # type: int, list[str], str
    while people and at < len(text):
        clause = _clause(text, at, terms, whom)
        if not clause:
            return ""
        english, whom, at = clause
        said.append(english)
    if not said:
        return ""
    whole = " and ".join(said) if len(said) == 2 else ", ".join([*said[:-1], f"and {said[-1]}"] if said[1:] else said)
    head = "the meeting decided that " if lead and lead.group().startswith("会议") else "it was decided that "
    head = f"{by} decided that " if by else head if lead else ""
    return upper_first(head + whole) + "." * text.endswith("。")


def _clause(text: str, at: int, terms: Sequence[Part], whom: str) -> tuple[str, str, int] | None:
    """One clause: its English, of whom it is, and where the next begins."""
    if m := re.compile("另有任用[。；，]?").match(text, at):
        return "another appointment will follow", whom, m.end()
    verb = re.compile("任命|免去|聘任").match(text, at)
    names, behind = _names(text, verb.end() if verb else at, terms)
    first = bool(names)
    if not names and (m := re.compile("其").match(text, behind)):
        behind = m.end()
    names = names or whom
    joint = re.compile("为|任|的|不再担任|").match(text, behind)
    act = {"为": "appointed", "任": "appointed", "不再担任": "left"}.get(joint.group() if joint else "", "")
    act = "removed" if verb and verb.group() == "免去" else act
    several = " and " in names
    posts, count, end = posts_at(text, joint.end() if joint else behind, terms, several and act != "removed")
    closed = _END.match(text, end)
    if not names or not act or not posts or not closed or bool(closed["post"]) != (act == "removed") and act != "left":
        return None
    be = "are" if several else "is"
    tells = {"appointed": f"{be} appointed {posts}", "left": f"no longer serve{'' if several else 's'} as {posts}",
             "removed": f"{be} removed from the post{'s' if count > 1 else ''} of {posts}"}[act]
    return (f"{names} {tells}" if first else tells), names, closed.end()


def _names(text: str, at: int, terms: Sequence[Part]) -> tuple[str, int]:
    """The persons of a list that begins there, and where it ends."""
    names = []
    while person := next((t for t in terms if t[0] == at and t[3] == "person"), None):
        names.append(person[2])
        at = person[1] + 2 * text.startswith("同志", person[1])
        if not text.startswith("、", at):
            break
        at += 1
    return ", ".join(names[:-1]) + " and " * bool(names[1:]) + "".join(names[-1:]), at


def posts_at(text: str, at: int, terms: Sequence[Part], several: bool = False) -> tuple[str, int, int]:
    """The offices of a list that begins there, each group before its body, how many they are, and where the list ends;
    of `several` persons each has them.
    """
    groups: list[tuple[str, list[str]]] = []
    while True:
        body, at = _body(text, at, terms)
        m = _POST.match(text, at)
        if not m:
            return "", 0, at
        plain = _POSTS[m["post"]]
        post = (_DEPUTIES.get(m["post"]) or f"deputy {plain}") if m["deputy"] else plain
        post = _plural(post) if several else post
        post += " (probation period: one year)" if m["note"] else ""
        of_place = m["post"] in _OF_PLACE and text[:m.start()].endswith("、") and "Committee" in groups[-1][0]
        if body or not groups or of_place:  # 市委副书记、市长
            groups.append((body, []))
        groups[-1][1].append(post)
        at = m.end()
        if not text.startswith("、", at):
            break
        at += 1
    told = []
    for body, posts in groups:
        held = ", ".join(posts[:-1]) + " and " * bool(posts[1:]) + posts[-1]
        note = " (probation period: one year)" if held.endswith(")") else ""
        told.append(f"{held.removesuffix(note)} of {body}{note}" if body else held)
    return (" and " if len(told) == 2 else "; ").join(told), sum(len(posts) for _, posts in groups), at


def _plural(post: str) -> str:
    """An office of several persons: deputy directors, members of a group."""
    head, of, rest = post.partition(" of ")
    return re.sub("y$", "ie", head) + "s" + of + rest


def _body(text: str, at: int, terms: Sequence[Part], until: re.Pattern = _POST) -> tuple[str, int]:
    """The body that begins there, "" where none does, and where it ends: 省政府|办公厅 is the second of the first."""
    parts: list[str] = []
    at += 2 * text.startswith("中共", at)
    while not until.match(text, at):
        term = max((t for t in terms if t[0] == at and t[3] != "person"), key=lambda t: t[1], default=None)
        local = local_office(text, at)
        if term and term[2] and (not local or term[1] >= local[1]):
            parts.append(term[2])
            at = term[1]
        elif local:
            parts.append(local[0])
            at = local[1]
        else:
            return "", at
    return " of ".join(reversed(parts)), at
