"""全县 is the whole county, not "all counties", and 全镇 no city; 各县 and 所有县 are all of them.

English by people says the one for the other nowhere in 61,000 sentences.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

# Of each unit its English, what else that may be, and the same of several
_UNITS = {
    "省": ("province", "provincial", "provinces"),
    "市": ("city", "municipal|municipality|urban", "cities|municipalities"),
    "县": ("county", "counties'", "counties"), "区": ("district", "region|area|zone|park", "districts|regions"),
    "镇": ("town", "township", "towns|townships"), "乡": ("township", "town", "townships|towns"),
    "村": ("village", "villagers?", "villages"), "校": ("school", "university|college|campus", "schools|universities"),
    "厂": ("factory", "plant|mill|works", "factories|plants"), "州": ("prefecture", "state", "prefectures|states"),
    "旗": ("banner", "county", "banners"), "街道": ("subdistrict", "street", "subdistricts|streets"),
    "社区": ("community", "neighborhood", "communities")}
# 安全区, 市场, 区域: other words
_WHOLE = re.compile(f"(?<![安健齐完保成周双])全(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
                    "(?![份场域间值价民落委级办乡镇镇区名志歌服训友庆址长舍区外])")
_EACH = "(?:各|每个?|所有|多个|其他|部分|[一二两三四五六七八九十百0-9]个?)(?:[乡镇市县区村]、?)*"


def wholes(source: str) -> Iterator[tuple[re.Match, str, str, str]]:
    """Where a Chinese sentence speaks of a whole place, the English of such a place, what else that may be, and the
    English of several; not where it speaks of several, too.
    """
    for m in _WHOLE.finditer(source):
        if not re.search(f"{_EACH}{m['unit']}", source):
            yield (m, *_UNITS[m["unit"]])


def told_as_several(source: str, text: str) -> list[tuple[int, int, str, str]]:
    """The whole places that English tells as all places of their kind, or as places of another: where the Chinese
    stands, what it should be, and what the English says.
    """
    found = []
    for m, one, others, several in wholes(source):
        said = re.search(rf"\ball (?:the )?(?:[a-z]+ )?(?:{several})\b", text, re.I)
        if not said and not re.search(rf"\b(?:{one}(?:wide)?|{others})\b", text, re.I):
            said = re.search(rf"\b(?:{several.split('|')[0]})\b", text, re.I) or _elsewhere(source, text)
        if said:
            found.append((m.start(), m.end(), f"the whole {one}", said.group()))
    return found


def _elsewhere(source: str, text: str) -> re.Match | None:
    """A place of a kind that the Chinese does not name: the city, for 全镇."""
    kinds = [one for unit, (one, *_) in _UNITS.items() if unit not in source and unit not in ("旗", "校", "厂")]
    return re.search(rf"\b(?:the|whole|entire) (?:{'|'.join(kinds)})\b", text, re.I)
