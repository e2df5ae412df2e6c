"""How many of how many: of 41个行业中有29个 English must say 29 of 41, and not that 29 grew by 41."""
from __future__ import annotations

import re

from bilingual.language.quantities.english import items
from bilingual.language.quantities.numerals import read
from bilingual.language.quantities.units import CLASSIFIER

_N = r"\d[\d,.]*|[一二三四五六七八九十百]+"
_OF = re.compile(rf"(?P<all>{_N})(?:{CLASSIFIER})[^，。；、\d]{{0,12}}(?:当?中|之?中|里)，?(?:共?有|的)?"
                 rf"(?P<some>{_N})(?:{CLASSIFIER})")
_WHOLE = re.compile(r"\b(?:of|among|in|from|across|within|between) [^,.;]{0,40}$", re.I)


def misplaced(source: str, text: str) -> str:
    """The Chinese of a part and its whole whose English is no part of a whole; or ""."""
    for m in _OF.finditer(source):
        try:
            whole, part = read(m["all"].replace(",", "")).low, read(m["some"].replace(",", "")).low
        except ValueError:
            continue
        found = [i for i in items(text) if i.values and i.values[0].number == whole]
        if part < whole and found and not any(_WHOLE.search(text[:i.start]) for i in found):
            return m.group()
    return ""
