"""English that tells a part wrongly: a cause as the subject, a person with an article, somebody "imposed"."""
from __future__ import annotations

import re
from collections.abc import Iterable

_CAUSE = re.compile("(?:^|[，。；])因[^，。；]{2,14}?(?:无法|不能|未能)")
_NO_CAUSE = r"(?!\b(?:due|because|owing|result|account|cause|by|reason|as|it|they|thereof)\b)"
_AS_SUBJECT = re.compile(rf"\b(?:[Ww]here|[Ii]f|[Ww]hen) (?P<said>(?:{_NO_CAUSE}[^,.;]){{3,60}}? "
                         r"(?:cannot|can not|is unable|are unable|fails?|could not))\b")
_CAUSED = re.compile(r"[^,.;]*\b(?:due|because|owing|result|account|reason)\b")
_PENALTY = re.compile("[处罚][^，。；]{0,20}(?:刑|拘役|拘留|管制|罚金|罚款)")
_SANCTION = re.compile("处分|处罚|制裁")
_IMPOSED = re.compile(r"\b(?:they|he|she|who|persons?|personnel|functionaries|officials|units?|entit(?:y|ies)|parties|"
                      r"operators?|employers?|enterprises?|individuals?) shall (?:also )?be imposed(?! with)"
                      r"(?=[,;.]| in accordance| according| by| for)", re.I)
# What is imposed, told as the one who is punished: "the imprisonment of three years shall be fined"
_PUNISHED = re.compile(r"\b(?:imprisonment|detention|surveillance|deprivation|confiscation|fines?|"
                       r"penalt(?:y|ies))\b(?:(?!\b(?:and|or|who|that|he|she|they|persons?)\b)[^,.;])"
                       r"{0,50}?\bshall (?:also |concurrently )?be (?:fined|sentenced|detained|imprisoned)\b", re.I)
_THOUGHT = (r"(?!['’]s\b)(?! (?:Thought|[Aa]dministration|[Gg]overnment|[Ff]amily|[Ee]ra|[Ff]oundation|[Pp]rize|"
            r"[Aa]ward|[Mm]emorial|[Mm]odel|[Ss]pirit|[Ff]und|[Ss]tudio|[Tt]eam|[Cc]abinet|[Dd]octrine|-))")


def cause_as_subject(source: str, text: str) -> str:
    """What the Chinese tells as a cause (因突发事件无法举行) and the English as that which cannot; or ""."""
    m = _AS_SUBJECT.search(text) if _CAUSE.search(source) else None
    return m["said"] if m and not _CAUSED.match(text, m.end()) else ""


def imposed(source: str, text: str) -> str:
    """Somebody on whom nothing is imposed, but who is: "they shall be imposed in accordance with the law"; or a
    punishment that is itself punished; or "".
    """
    m = _IMPOSED.search(text) if _SANCTION.search(source) else None
    m = m or (_PUNISHED.search(text) if _PENALTY.search(source) else None)
    return m.group() if m else ""


def with_article(text: str, people: Iterable[str]) -> str:
    """A person told like a thing: "the Wadephul"; or ""."""
    found = (re.search(rf"\b(?:[Tt]he|an?) (?!Dalai|Panchen){re.escape(name)}\b{_THOUGHT}", text) for name in people)
    return next((m.group() for m in found if m), "")
