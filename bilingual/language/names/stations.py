"""Railway stations, whose direction is part of their name: 贵阳北 as "Guiyang East"."""
from __future__ import annotations

import re
from collections.abc import Iterable

_WAYS = {"东": "East", "西": "West", "南": "South", "北": "North"}
_STATION = re.compile("(?P<way>[东西南北])(?:火车|高铁)?(?:站(?!位|点|台|长)|至|到|[—~～-]|(?=[、，。；和）)]|段))")
_LINE = re.compile("站|次|铁路|高铁|列车|开行|线路|段|区间|车站|终到|始发|动车")


def another_way(source: str, end: int, text: str, forms: Iterable[str]) -> str:
    """A station told as one that lies another way; `end` is where the place ends in the Chinese, and `forms` are how
    English says the place. Returns the English of it, or "".
    """
    station = _STATION.match(source, end)
    if not station or not _LINE.search(source):
        return ""
    right = _WAYS[station["way"]]
    for form in forms:
        said = re.search(rf"\b{re.escape(form)} ?(?P<way>{'|'.join(_WAYS.values())})\b", text, re.I)
        if said and not re.search(rf"\b{re.escape(form)} ?(?:Railway )?{right}", text, re.I):
            return said.group() if said["way"].capitalize() != right else ""
    return ""
