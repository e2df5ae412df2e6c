"""Who is removed and who is appointed: 免去张国华的局长职务，由陈丽接任 as "Chen Li is removed and is succeeded by
Zhang Guohua".

Only persons are asked for whom the Chinese either removes or appoints, and whose name the English has.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Person = tuple[int, int, Sequence[str]]  # where the Chinese names him, and how English writes the name

_REMOVES = re.compile("(?:免去|罢免|撤销|免除)(?:[\u4e00-\u9fff·]{2,9}[、和])*$")
_APPOINTS = re.compile("(?:任命|选举|补选|决定|聘任|推选|选)(?:[\u4e00-\u9fff·]{2,9}[、和])*$|由$|"
                       "(?:任命|聘任|选举)[^，。；]{0,12}[^的]$")
_LEAVES = re.compile("(?:同志)?(?:不再|卸任|辞去|被免|离任)")
_TAKES = re.compile("(?:同志)?(?:接任|接替|继任|当选|出任|为)")
_GETS_ANOTHER = re.compile("[，；](?:同时)?(?:改|另|转|调|并|出|继续)?(?:担|出)?任(?!命)|另有任用|其为")
_TITLE = r"(?:(?:Comrade|Mr\.?|Ms\.?|Dr\.?)\s)?"
_BE = r"(?:(?:is|was|has\sbeen|had\sbeen|be|being|to\sbe)\s(?:also\s|then\s|thereby\s|instead\s)?)"


def exchanged(source: str, text: str, people: Sequence[Person]) -> tuple[str, str]:
    """The Chinese of a person whom the English appoints where the Chinese removes him, or the other way round, and the
    English that does so; or two empty.
    """
    for start, end, forms in people:
        out = _REMOVES.search(source, 0, start) or _LEAVES.match(source, end)
        into = _APPOINTS.search(source, 0, start) or _TAKES.match(source, end)
        if out and _GETS_ANOTHER.search(source, end) or bool(out) == bool(into) or source.count(source[start:end]) > 1:
            continue
        right, wrong = (_removed, _appointed) if out else (_appointed, _removed)
        for form in forms:
            said = next(wrong(form, text), "")
            if said and not next(right(form, text), ""):
                return source[start:end], said
    return "", ""


def _removed(name: str, text: str) -> Iterator[str]:
    name = re.escape(name)
    ways = (rf"\b(?:remov(?:es?|ed|ing)|reliev(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|discharg(?:es?|ed|ing)|"
            rf"(?:in\splace|instead)\sof|takes?\sover\sfrom|took\sover\sfrom|succeed(?:s|ed|ing)?|replac(?:es|ed|"
            rf"ing))\s{_TITLE}{name}\b",
            rf"\b{name}\s{_BE}(?:removed|relieved|dismissed|discharged|released|replaced|succeeded)\b",
            rf"\b{name}\s(?:no\slonger|ceases|ceased|steps\sdown|stepped\sdown|resigns|resigned)\b")
    yield from (m.group() for way in ways for m in re.finditer(way, text))


def _appointed(name: str, text: str) -> Iterator[str]:
    name = re.escape(name)
    ways = (rf"\b(?:appoint(?:s|ed|ing)?|nam(?:es|ed|ing)|elect(?:s|ed|ing)?|(?:succeeded|replaced|taken\sover)\sby)\s"
            rf"{_TITLE}{name}\b",
            rf"\b{name}\s{_BE}(?:appointed|named|elected|chosen|installed)\b",
            rf"\b{name}\s(?:succeeds|takes\sover|took\sover|assumes|assumed|takes\soffice|took\soffice)\b")
    yield from (m.group() for way in ways for m in re.finditer(way, text))
