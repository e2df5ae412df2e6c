"""全县 is the whole county, not "all counties"; 各县 and 所有县 are all of them.

English by people says the one for the other nowhere in 61,000 sentences.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = {"省": ("province", "provinces"), "市": ("city", "cities|municipalities"), "县": ("county", "counties"),
          "区": ("district", "districts|regions"), "镇": ("town", "towns|townships"),
          "乡": ("township", "townships|towns"),
          "村": ("village", "villages"), "校": ("school", "schools|universities|colleges"),
          "厂": ("factory", "factories|plants"), "州": ("prefecture", "prefectures|states"),
          "旗": ("banner", "banners"), "街道": ("subdistrict", "subdistricts|streets"),
          "院": ("institution", "hospitals|institutions"),
          "社区": ("community", "communities")}
# 安全区, 市场, 区域: other words
_WHOLE = re.compile(f"(?<![安健齐完保成周双])全(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
                    "(?![份场域间值价民落委级办乡镇镇区名志歌服训友庆址长舍区外])")
_EACH = "(?:各|每个?|所有|多个|其他|部分|[一二两三四五六七八九十百0-9]个?)(?:[乡镇市县区村]、?)*"


def wholes(source: str) -> Iterator[tuple[re.Match, str, str]]:
    """Where a Chinese sentence speaks of a whole place, the English of such a place, and of several as alternatives of
    a regular expression; not where it speaks of several, too.
    """
    for m in _WHOLE.finditer(source):
        one, several = _UNITS[m["unit"]]
        if not re.search(f"{_EACH}{m['unit']}", source):
            yield m, one, several


def told_as_several(source: str, text: str) -> list[tuple[int, int, str, str]]:
    """The whole places that English tells as all places of their kind: where the Chinese stands, what it should be, and
    what the English says.
    """
    found = []
    for m, one, several in wholes(source):
        said = re.search(rf"\ball (?:the )?(?:[a-z]+ )?(?:{several})\b", text, re.I)
        if not said and not re.search(rf"\b{one}(?:wide)?\b", text, re.I):
            said = re.search(rf"\b(?:{several.split('|')[0]})\b", text, re.I)
        if said:
            found.append((m.start(), m.end(), f"the whole {one}", said.group()))
    return found
