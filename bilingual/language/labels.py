"""Lines of forms, tables, notices and contracts whose English is fixed: labels alone (户名, 金额单位：元),
labels with what they name (组长：王建军, 联系电话：0571-87654321), dates to fill in, salutations.

A model that is given so little makes "Public chapters" of a seal. labels.tsv has the labels; what cannot be put
together from it, from blanks, and from the terms of the line is left to the model.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from bilingual.language.english import Edit, upper_first
from bilingual.language.han import RANGES
from bilingual.language.headings import column

Part = tuple[int, int, str, str]  # start, end, English and kind of a term
NOTHING: Mapping[str, str] = {}
_SPREAD = re.compile(rf"(?<=[{RANGES}])[ \u3000]+(?=[{RANGES}])")
_NOTED = re.compile(r"(?P<head>.+?)(?P<notes>(?:（[^（）]+）)+)")
_NUMBERED = re.compile(r"(?<=[ /])(\d{1,2}\.)(?=[A-Z])")  # 1.报名表
_OF_YEAR = re.compile(r"(?P<year>\d{4})年度?(?P<what>[^（）]+)")
_OF_WHOM = re.compile("(?P<who>[^（）]{2,8}?)(?P<what>姓名|签字|签名|签章|盖章|(?:审[核批查]|初审)?意见|职务|职称|"
                      "(?:联系)?电话|地址|身份证号(?:码)?|手机(?:号码?)?|联系方式|性别|民族|年龄|学历|政治面貌|"
                      "简历|住址)")
_PERCENT = re.compile("(?<=[增减长幅比重率])[%％]$")
_BLANK = r"[_＿]{2,}"
_GAP = re.compile(r"[，、；,;/／ \u3000]+")
_PLAIN = re.compile(rf"[A-Za-z0-9@._%+&=?/:#-]+|{_BLANK}")
_JOINTS = {"/": "/", "／": "/", "、": ", ", "和": " and ", "及": " and ", "与": " and ", "或": " or "}
_SPLIT = re.compile("([/／、和及与或])")
_UNITS = frozenset("单位 计量单位 金额单位 货币单位".split())
_ADDRESSED = {"同志": "Comrade ", "先生": "Mr. ", "女士": "Ms. "}
# In front of a text these may mean something else: an organization, a project
_AMBIGUOUS = frozenset("单位 项目 内容 其他 服务 工程 货物 问题 说明 注 附 支出 收入 标准 事项 名称".split())
_DEAR = re.compile("(?P<dear>尊敬的|敬爱的|亲爱的)?")


@cache
def _table(*kinds: str) -> Mapping[str, str]:
    """The labels of some kinds with their English."""
    found: dict[str, str] = {}
    for line in (files(__package__) / "labels.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, chinese, english = line.split("\t")
            if kind in kinds:
                found.setdefault(chinese, english)
    return found


def value(text: str) -> str:
    """The English of what is filled into a form: 中共党员, "CPC member"; "" where the table has none."""
    return _table("value").get(text, "")


def before_persons() -> Iterable[str]:
    """The labels behind whose colon persons stand."""
    return _table("role", "act")


def any_spread(labels: Iterable[str]) -> str:
    """A regular expression for one of some labels, the longest first; short ones may be spread out: 姓　名."""
    spread = lambda label: r"[ \u3000]*".join(label) if len(label) < 4 else re.escape(label)
    return "|".join(map(spread, sorted(labels, key=len, reverse=True)))


@cache
def in_front() -> re.Pattern:
    """A label with its colon, and what may stand in brackets between them."""
    labels = any_spread(_table("role", "act", "label"))
    return re.compile(rf"(?P<label>{labels})(?:[（(][^（）()]+[）)])*[ \u3000]*[：:]")


def fixed(text: str, terms: Iterable[Part] = (), prescribed: bool = False) -> str:
    """The English of a line that consists of labels, of what they name, and of blanks; "" where it has anything else.

    `terms` are the terms of the line; with `prescribed` a label that is one has its English.
    """
    lead = len(text) - len(text.lstrip())
    terms = [(start - lead, end - lead, said, kind) for start, end, said, kind in terms]
    text = text.strip().translate(str.maketrans("()", "（）"))
    if text.endswith("。"):
        said = fixed(text[:-1], terms, prescribed)
        return f"{said}." if said and not said.endswith(":") else ""
    key, colon, rest = _divided(text)
    own = {text[a:b]: re.sub("^(?:the|an?) ", "", said) for a, b, said, _ in terms if prescribed}
    if not rest.strip():
        said = (_table("greeting").get(key, "") if colon else "") or _named(key, bool(colon), own)
        said = said or _to_fill(text, terms)
        return upper_first(said) + ":" * bool(colon) if said else _put_together(text, terms, own)
    units = _units(rest.strip()) if key in _UNITS else ""
    return f"{_named(key, True)}: {units}" if units else _put_together(text, terms, own)


def _divided(text: str) -> tuple[str, str, str]:
    """A line before its first colon, the colon, and the line behind it."""
    m = re.match(r"([^：:]*)([：:]?)(.*)", text, re.S)
    key, colon, rest = m.groups() if m else (text, "", "")
    return key.strip(), colon, rest


def _named(key: str, colon: bool, own: Mapping[str, str] = NOTHING) -> str:
    """The English of a label, with its brackets; what is filled in is none in front of a `colon`. `own` is English that
    comes before that of the table.
    """
    kinds = ("role", "act", "label", "document") if colon else ("role", "label", "document", "value")
    squeezed = _SPREAD.sub("", key)
    if known := _table(*kinds).get(squeezed) or column(squeezed):
        return upper_first(own.get(squeezed, known))
    if (m := _OF_YEAR.fullmatch(squeezed)) and (said := _table("document").get(m["what"])):
        return f"{said} for {m['year']}"
    if _PERCENT.search(squeezed):
        head = _named(_PERCENT.sub("", squeezed), colon, own)
        return head and f"{head} (%)"
    if m := _NOTED.fullmatch(squeezed):
        head, notes = _named(m["head"], colon, own), [_note(n) for n in re.findall("（([^（）]+)）", m["notes"])]
        return f"{head} ({') ('.join(notes)})" if head and all(notes) else ""
    if (m := _OF_WHOM.fullmatch(squeezed)) and (whose := _whose(m["who"])):
        return f"{_table('role', 'label')[m['what']]} of {whose}"
    parts = _SPLIT.split(squeezed)
    names = [_named(part, colon, own) if len(parts) > 1 else "" for part in parts[::2]]
    if len(names) < 2 or not all(names):
        return ""
    names = names[:1] + [name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names[1:]]
    return "".join(f"{_JOINTS.get(joint, '')}{name}" for joint, name in zip(["", *parts[1::2]], names, strict=True))


def _whose(role: str) -> str:
    """One whom a form asks about, in small letters: "the supervisor" of 导师签字."""
    body = _table("label").get(role, "") if re.search("单位|部门|机关|机构|[方人]$", role) else ""
    said = _table("role").get(role) or {"本人": "applicant", "单位": "organization"}.get(role, body)
    return f"{said[0].lower()}{said[1:]}" if said and " by" not in said and not said.endswith("s") else ""


def _note(text: str) -> str:
    """What stands in brackets behind a label: a note, a unit, or what is no Chinese."""
    return _table("note").get(text) or _units(text) or (text if re.fullmatch("[A-Za-z0-9 .%=-]+", text) else "")


def _units(text: str) -> str:
    """Units, one or several: "10,000 yuan, %"."""
    table, text = _table("unit"), text.removeprefix("单位：")
    parts = [text] if text in table else re.split("[、，,；; /]+", text)
    return ", ".join(table[part] for part in parts) if all(part in table for part in parts) else ""


def _to_fill(text: str, terms: Iterable[Part]) -> str:
    """The English of a line that is a date to fill in."""
    return next((t[2] for t in terms if t[3] == "blank" and t[1] - t[0] == len(text) and "month" in t[2]), "")


def _put_together(text: str, terms: list[Part], own: Mapping[str, str]) -> str:
    """A line that begins with a label or an office, from the English of its labels, terms, blanks and numbers."""
    said, at = _opening(text, terms, own)
    inside = 0
    while said and at < len(text):
        term = next((t for t in terms if t[0] == at), None)
        label = in_front().match(text, at)
        known = _named(label.group().rstrip("：: \u3000"), True, own) if label else ""
        gap, plain = _GAP.match(text, at), _PLAIN.match(text, at)
        given = _filled("role" if inside else "document", "value").match(text, at)
        if label and known:
            said, at = f"{said if said.endswith('; ') else said.rstrip(', ') + ', '}{known}: ", label.end()
        elif given and (filled := _table("role", "value").get(given.group()) or _named(given.group(), False)):
            said, at = said + filled, given.end()
        elif term and term[2]:
            title = next((t for t in _ADDRESSED if term[3] == "person" and text.startswith(t, term[1])), "")
            joint = ", " if said[-1:].isalnum() else ""
            said, at = f"{said}{joint}{_ADDRESSED.get(title, '')}{term[2]}", term[1] + len(title)
        elif gap:
            said, at = said.rstrip() + _mark(gap.group(), said), gap.end()
        elif plain:
            said, at = said + plain.group(), plain.end()
        elif text[at] in "（）":
            inside += 1 if text[at] == "（" else -1
            said, at = (f"{said} (" if text[at] == "（" else f"{said})"), at + 1
        else:
            return ""
    return _NUMBERED.sub(r"\1 ", said.rstrip(", ")) if not inside else ""


def _mark(gap: str, said: str) -> str:
    """What English has for the marks and the room between two parts of a line."""
    mark = next((c for c in gap if c in "；;/／"), "")
    return " " if said.endswith(": ") else "; " if mark in ("；", ";") and mark else "/" if mark else ", "


@cache
def _filled(*kinds: str) -> re.Pattern:
    """What may be filled in behind a label, up to the next mark; an office in brackets behind a person."""
    values = sorted(_table(*kinds), key=len, reverse=True)
    return re.compile(rf"(?:\d{{4}}年度?)?(?:{'|'.join(values)})(?=[，、；。,;/（） \u3000]|$)")


def _opening(text: str, terms: list[Part], own: Mapping[str, str]) -> tuple[str, int]:
    """How a line that can be put together begins in English, and where in the Chinese its rest begins."""
    label = in_front().match(text)
    known = _named(label.group().rstrip("：: \u3000"), True, own) if label else ""
    if label and known:
        return f"{known}: ", label.end()
    numbered = next((t for t in terms if t[0] == 0 and t[3] == "label"), None)  # 附件1：
    if numbered and text[numbered[1]:numbered[1] + 1] in ("：", ":"):
        return f"{numbered[2]}: ", numbered[1] + 1
    m = _DEAR.match(text)
    person = next((t for t in terms if t[3] == "person" and m and t[0] == m.end()), None)
    title = next((t for t in ("", *_ADDRESSED) if person and text[person[1]:] in (f"{t}：", f"{t}:")), None)
    if person and title is not None and (title or m and m["dear"]):
        return f"{'Dear ' if m and m['dear'] else ''}{_ADDRESSED.get(title, '')}{person[2]}:", len(text)
    person = next((t for t in terms if t[3] == "person" and t[1] == len(text)), None)
    if person and person[0] == 0:  # a cell of its own
        return person[2], len(text)
    office = _table("role").get(_SPREAD.sub("", text[:person[0]].strip()), "") if person else ""
    return (f"{office} {person[2]}", len(text)) if person and office and not office.endswith("by") else ("", 0)


def label(source: str, text: str) -> list[Edit]:
    """The exchange that gives the label in front of a line its English, where the rest is a model's."""
    m = in_front().match(source)
    named = _named(m.group().rstrip("：: \u3000"), True) if m and _SPREAD.sub("", m["label"]) not in _AMBIGUOUS else ""
    said = re.match(r"[A-Za-z][A-Za-z.' -]{0,48}?(?:: ?|, |\. (?=\d))", text) if named else None
    return [(*said.span(), f"{named}: ")] if said and said.end() < len(text) else []
