"""Countries that an English text names and its Chinese does not: 中塔 told as "China-Turkmenistan"."""
from __future__ import annotations

import re
from functools import cache

from bilingual.language.names.gazetteer import gazetteer
from bilingual.language.names.name import rows


def invented(source: str, target: str) -> list[str]:
    """The countries of an English text for which nothing in the Chinese stands, neither a name nor the one character
    that stands for them in pairs (中芬) and parties (芬方).
    """
    pattern, countries = _countries()
    named = dict.fromkeys(m.group() for m in pattern.finditer(target))
    return [name for name in named if not any(chinese in source for chinese in countries[name])]


@cache
def _countries() -> tuple[re.Pattern, dict[str, set[str]]]:
    """A pattern of the English names of countries, the longest first, and for each all Chinese that may stand for
    it."""
    found: dict[str, set[str]] = {}
    for chinese, places in gazetteer().whole.items():
        if places[0].abroad and places[0].adjective:
            first = chinese[0]
            ways = {chinese, first + "方", first + "国", "中" + first, first + "中"}
            for form in (places[0].english.removeprefix("the "), places[0].adjective):
                found.setdefault(form, set()).update(ways)
    for key, chinese, english, *_ in rows("states.tsv"):
        name = english.removeprefix("the ")
        adjective = gazetteer().adjectives.get(english, name)
        for form in {name, adjective} & found.keys():
            found[form] |= {key, *([chinese] if chinese else [])}
    found["Soviet"] |= {"苏区", "苏维埃"}
    found["Japanese"] |= {"抗战", "抗日"}
    for ours in ("China", "Chinese"):
        found.pop(ours, None)
    longest = sorted(map(re.escape, found), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})\b(?! (?:dollar|won|yen)s?\b)"), found
