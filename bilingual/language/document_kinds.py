"""What kind of document speaks of itself: 本办法 are "these Measures", and no "Regulations".

Where a sentence names only one kind, another one in its English is a slip, and is put right.
"""
from __future__ import annotations

import re

from bilingual.language.english import Edit

# Chinese, how English says it, and what else people say for it
_KINDS = {
    "办法": ("these Measures", "measures|procedures|rules"),
    "规定": ("these Provisions", "provisions|regulations|rules|stipulations"),
    "条例": ("these Regulations", "regulations?|ordinance|rules"),
    "细则": ("these Detailed Rules", "(?:[a-z]+ )?(?:rules|regulations|provisions)|bylaws"),
    "规则": ("these Rules", "rules|regulations"),
    "规程": ("these Rules", "rules|regulations|procedures|code"),
    "法": ("this Law", "laws?|act|code"),
    "决定": ("this Decision", "decisions?|resolution"),
    "通知": ("this Notice", "notice|circular|notification"),
    "意见": ("these Opinions", "opinions?|guidelines?|document|guidance"),
    "标准": ("this Standard", "standards?"),
    "章程": ("this Charter", "charter|constitution|articles(?: of association)?|statutes?|bylaws"),
    "方案": ("this Plan", "plan|scheme|program"),
    "公告": ("this Announcement", "announcement|notice|circular|proclamation"),
    "指南": ("these Guidelines", "guidelines?|guide"),
    "准则": ("these Standards", "standards?|code|norms|guidelines|rules|criteria|principles"),
    "合同": ("this Contract", "contract|agreement"),
    "协议": ("this Agreement", "agreement|contract|deal|protocol"),
}
_OWN = re.compile(f"(?<![日基根资成样版文剧])本(?P<kind>{'|'.join(_KINDS)})(?![学院定律庭人规令师官见性]|中心)")
_NAMED = ("measures|provisions|regulations|rules|law|decision|notice|circular|opinions|standard|charter|plan|contract|"
          "agreement")
_SAID = re.compile(rf"\b(?P<this>[Tt]hese|[Tt]his|[Tt]he present) (?P<kind>(?:[Dd]etailed )?(?:{_NAMED}))\b", re.I)
_VERBS = {"are": "is", "were": "was", "have": "has", "apply": "applies", "do": "does"}
_BACK = {one: several for several, one in _VERBS.items()}


def another(source: str, text: str) -> list[tuple[re.Match, str]]:
    """Where an English sentence calls its own document by another kind, and what it should say; each kind of the
    Chinese, told rightly anywhere, explains nothing else.
    """
    kinds = {m["kind"] for m in _OWN.finditer(source)}
    if len(kinds) != 1:
        return []
    kind = kinds.pop()
    right, others = _KINDS[kind]
    fitting = re.compile(rf"\b(?:{others})\b", re.I)
    wrong = [m for m in _SAID.finditer(text) if not fitting.fullmatch(m["kind"])]
    # what another word of the Chinese may have brought in: 本办法所称标准
    wrong = [m for m in wrong if not any(re.search(f"(?:这些?|该|上述|此){c}", source) for c in _KINDS)]
    return [(m, right) for m in wrong]


def named_rightly(source: str, text: str) -> list[Edit]:
    """The exchanges that call a document by its own kind, its verb with it."""
    edits: list[Edit] = []
    for m, right in another(source, text):
        said = right[0].upper() + right[1:] if m["this"][0].isupper() else right
        edits.append((*m.span(), said))
        verbs = _VERBS if right.startswith("this ") else _BACK
        verb = re.match(rf" (?P<verb>{'|'.join(verbs)})\b", text[m.end():])
        if verb:
            edits.append((m.end() + 1, m.end() + verb.end(), verbs[verb["verb"]]))
    return edits
