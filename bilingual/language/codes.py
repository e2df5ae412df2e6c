"""Language codes as other programs write them: BCP 47 (zh-Hans-CN), ISO 639 (cmn, chi, zho), and plain names."""
from __future__ import annotations

import re

# cn is a country, chs and cht are Windows' old codes: all three are found in files.
_CHINESE = frozenset("zh zho chi cmn cn chs cht chinese mandarin 中文 汉语 简体中文 繁体中文 繁體中文".split())
_ENGLISH = frozenset("en eng english 英语 英文".split())
_TRADITIONAL = frozenset("hant tw hk mo cht traditional taiwan 繁体中文 繁體中文".split())
_SIMPLIFIED = frozenset("hans simplified".split())


def language_of(code: str | None) -> str:
    """What a code stands for: zh (simplified or not said), zh-Hant, en, or "" for every other language."""
    parts = [p for p in re.split(r"[-_\s(),]+", (code or "").strip().lower()) if p]
    if not parts:
        return ""
    named = next((p for p in parts if p in _CHINESE or p in _ENGLISH), "") if len(parts[0]) > 3 else parts[0]
    if named in _ENGLISH:
        return "en"
    if named not in _CHINESE or "yue" in parts:  # zh-yue is Cantonese
        return ""
    return "zh-Hant" if _TRADITIONAL & set(parts) and not _SIMPLIFIED & set(parts) else "zh"
