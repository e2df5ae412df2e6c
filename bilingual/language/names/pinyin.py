"""Pinyin as English writes it: syllables joined, an apostrophe before a vowel, ü as yu.

Ü is written yu (Lyu, Nyu), as in passports and in the official English of Xinhua; GB/T 28039-2011 for names of persons
has YU too. Lue and nue, which stand for lüe and nüe, are Lyue and Nyue there.
"""
from __future__ import annotations

import re
from collections.abc import Iterable


def syllable(text: str) -> str:
    """A syllable as a library gives it (lv, lü, nve) in English letters."""
    return re.sub(r"^([ln])(?:v|ü)", r"\1yu", text)


def joined(syllables: Iterable[str]) -> str:
    """Syllables as one word with a capital: xi an → Xi'an, chang an → Chang'an, lv liang → Lyuliang."""
    text = ""
    for one in syllables:
        text += ("'" if text and one[:1] in "aoe" else "") + syllable(one)
    return text[:1].upper() + text[1:]


def spelled(chinese: str) -> str:
    """A name of a place in pinyin: 塔元庄 → Tayuanzhuang."""
    from pypinyin import lazy_pinyin
    return joined(lazy_pinyin(chinese))
