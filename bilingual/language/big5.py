"""Bytes that are valid as GB18030 and were written as Big5: nearly all are valid so, and read as rubbish."""
from __future__ import annotations

from contextlib import suppress

from bilingual.language.han import HAN
from bilingual.language.traditional import simplified

_SAMPLE = 2000  # characters by which the encoding is judged
_BETTER, _SURE = 0.15, 0.85  # more of them that are common, and the share of them that is needed
_FIRST, _LAST = 0xB0, 0xD7  # lead bytes of the 3,755 common characters of GB 2312


def is_big5(raw: bytes, text: str) -> bool:
    """Whether bytes that read as `text` in GB18030 are rather Big5: read so, many more of their characters are common
    ones.
    """
    for name in ("big5hkscs", "cp950"):
        with suppress(UnicodeDecodeError):
            other = _common(raw.decode(name))
            return HAN.search(text) is not None and other > _SURE and other > _common(text) + _BETTER
    return False


def _common(text: str) -> float:
    han = HAN.findall(simplified(text[:_SAMPLE]))
    codes = [c.encode("gb2312", "ignore") for c in han]
    return sum(len(code) == 2 and _FIRST <= code[0] <= _LAST for code in codes) / max(1, len(han))
