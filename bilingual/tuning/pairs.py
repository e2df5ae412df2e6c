"""Sentence pairs: normalised as the models write English, and whether they can be translations."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from bilingual.language.han import HAN

ASCII_PUNCTUATION = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
                                   "\u00a0": " "})


@dataclass
class Pair:
    """A sentence and its translation, with the fixed terms known to be in both and the name of its source."""
    zh: str
    en: str
    terms: list[tuple[str, str]] = field(default_factory=list)
    source: str = ""


def normalise(zh: str, en: str) -> tuple[str, str]:
    """Both sides NFC; English with plain ASCII quotes and single spaces, Chinese stripped."""
    en = unicodedata.normalize("NFC", en).translate(ASCII_PUNCTUATION)
    return unicodedata.normalize("NFC", zh).strip(), " ".join(en.split())


def plausible(zh: str, en: str) -> bool:
    """Whether the pair may be a translation: scripts, length ratio, and the long digits of one in the other."""
    han, words = len(HAN.findall(zh)), len(en.split())
    if not han or not words or HAN.search(en) or len(zh) > 200 or words > 150:
        return False
    letters = len(re.sub(r"[\W\d_]", "", zh))
    if han < 0.4 * letters or sum(ord(c) < 128 for c in en) < 0.9 * len(en):
        return False
    if han >= 6 and not 0.2 <= words / han <= 1.5:
        return False
    digits = re.sub(r"[,\s]", "", en)
    return all(m.group() in digits
               for m in re.finditer(r"\d{2,}(?![\d.,]*[万亿千百])", unicodedata.normalize("NFKC", zh)))
