"""Language codes as clients write them, and which language a text is in, as far as its script tells."""

from __future__ import annotations

import re

from bilingual.language.han import RANGES
from bilingual.language.traditional import is_traditional
from bilingual.server.security import Refused

_CHINESE = re.compile(r"zh|zho|chi|zh[-_](?:hans?|hant|cn|sg|my|tw|hk|mo)(?:[-_](?:cn|sg|tw|hk|mo))?|zt|chinese", re.I)
_ENGLISH = re.compile(r"en|eng|en[-_][a-z]{2,3}|english", re.I)
_ANY = ("", "auto", "autodetect", "detect")
_SCRIPTS = (
    ("zh", f"[{RANGES}]"),
    ("ja", "[぀-ヿ]"),
    ("ko", "[가-힣]"),
    ("ru", "[Ѐ-ӿ]"),
    ("ar", "[؀-ۿ]"),
    ("en", "[A-Za-z]"),
)
_WORTH = {"en": 0.3, "ru": 0.4, "ar": 0.4}  # letters of an alphabet say less than a character does


def check(source: str, target: str) -> None:
    """Raise Refused unless the languages asked for are from Chinese, or unnamed, into English."""
    if source.strip().lower() not in _ANY and not _CHINESE.fullmatch(source.strip()):
        raise Refused(400, f"{source} is not supported: this server translates from Chinese (zh).")
    if not _ENGLISH.fullmatch(target.strip()):
        raise Refused(
            400, f"{target or 'The target language'} is not supported: this server translates into English (en)."
        )


def detect(text: str) -> tuple[str, float]:
    """The language of a text and how sure that is, in percent; of alphabets only the script is known."""
    count = {code: len(re.findall(letters, text)) * _WORTH.get(code, 1.0) for code, letters in _SCRIPTS}
    if count["ja"] and count["ja"] * 20 > count["zh"]:
        count["ja"] += count.pop("zh")
    code, weight = max(count.items(), key=lambda c: c[1])
    if not weight:
        return "en", 0.0
    share = 100 * weight / sum(count.values())
    return code, round(share if code in ("zh", "ja", "ko") else share / 2, 1)


def chinese_name(text: str) -> str:
    """中文(简体) or 中文(繁体), as 划词翻译 calls them; other texts 英语."""
    return "英语" if detect(text)[0] != "zh" else "中文(繁体)" if is_traditional(text) else "中文(简体)"
