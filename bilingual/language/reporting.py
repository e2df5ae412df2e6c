"""The formulas by which official texts report: 会议指出 "The meeting noted that", 会议号召 "called on … to", and
会议在北京召开 "was held in Beijing".

Models write a comma or "and" where English joins the clause, and "held" where something was held. What follows the
formula is left as it is.
"""
from __future__ import annotations

import re

from bilingual.language.english import lower_first

# Chinese verb, English verbs for it (those behind "=" are put right), and what joins the clause.
_TABLE = """
认为 held|believed|considered|maintained that
指出 noted|pointed out|observed|stated that
强调 stressed|emphasized|underlined|underscored that
要求 urged|required|requested|demanded|stated|called for=urged that
提出 proposed|stated|put forward=proposed that
明确 specified|clarified|stipulated|made clear|made it clear that
确定 determined|decided|confirmed that
决定 decided|resolved|determined that
表示 stated|said|noted that
号召 called on|called upon=called on|called for=called on|urged to
"""
_CHINESE_HEADS = "会议|全会|大会|座谈会|文章|通知|意见|公报|公告|决议|报告"
_HEADS = ("meeting|session|plenary session|plenum|conference|congress|symposium|article|notice|circular|opinions?|"
          "communiqu[eé]|announcement|resolution|report")


def _rows() -> dict[str, tuple[re.Pattern, dict[str, str], str]]:
    """For each Chinese verb: how English with it begins, what each English verb becomes, and what joins the clause."""
    rows = {}
    for line in _TABLE.strip().splitlines():
        chinese, _, rest = line.partition(" ")
        verbs, _, joint = rest.rpartition(" ")
        right = {said: better or said for said, _, better in (v.partition("=") for v in verbs.split("|"))}
        said = "|".join(sorted(right, key=len, reverse=True))
        # A clause is joined by a comma, "and" or "that", or begins with its subject at once.
        joined = (r"(?:,(?: that)?(?: and)?|(?: that)(?:,| and)?|,? and) (?=[A-Za-z\"'(])"
                  r"| (?=(?:we|it|they|there|China)\b)")
        if joint == "to":
            joined = r",?(?: that)?,? (?P<who>[^;.]{3,160}?) (?:must|should|shall|will|need to|have to|to) (?=[a-z])"
        whole = rf"(?:To |In |At )?the (?P<head>{_HEADS}) (?P<verb>{said})(?:{joined})"
        rows[chinese] = re.compile(whole, re.I), right, joint
    return rows


_ROWS = _rows()
_CONVENED = re.compile(r"[^，。；]{2,60}(?:召开|举行|开幕|闭幕)(?:[，。]|$)")
_VERB = r" (?:was|were|is|are|has|have|had|will|be|been|that|which|who)\b"
# An event and how it was held, with no verb before or behind.
_HELD = re.compile(rf"((?:The |A )?(?:(?!{_VERB})[^,;.]){{3,160}}?) "
                   rf"(?=(?:held|convened) (?:in|on|at|from)\b(?:(?!{_VERB})[^,;.])*(?:[,;.]|$))")
_REPORTING = re.compile(rf"(?:{_CHINESE_HEADS})(?P<verb>{'|'.join(_ROWS)})，")


def reported(source: str, text: str) -> tuple[str, int, int]:
    """The English of a reporting sentence with its clause joined; where the change ends, and how far it moved the rest.
    """
    asked = _REPORTING.match(source)
    if not asked:
        held = _HELD.match(text) if _CONVENED.match(source) else None
        return (f"{held[1]} was {text[held.end():]}", held.end(), 4) if held else (text, 0, 0)
    pattern, right, joint = _ROWS[asked["verb"]]
    m = pattern.match(text)
    if not m:
        return text, 0, 0
    head = f"The {m['head'].lower()} {right[m['verb'].lower()]} "
    head += f"{lower_first(m['who'])} to " if joint == "to" else "that "
    return head + lower_first(text[m.end():]), m.end(), len(head) - m.end()
