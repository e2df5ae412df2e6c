"""Pinyin as English writes it: syllables joined, an apostrophe before a vowel, ü as yu; and how names are read.

Ü is written yu (Lyu, Nyu), as in passports and in the official English of Xinhua; GB/T 28039-2011 for names of persons
has YU too. A person's surname comes first and the given name is one word (Zheng Shanjie).
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache

from bilingual.language.names.name import lines

# Readings in given names that differ from a dictionary's first
_GIVEN = {"朝": "zhao", "佛": "fo", "曾": "zeng", "乐": "le", "行": "xing", "长": "chang", "柏": "bai", "盛": "sheng",
          "晟": "sheng", "重": "chong", "贾": "jia", "栅": "shan", "隽": "jun", "单": "shan"}
# Characters that persons read in one way or the other
_EITHER = {"朝": ("zhao", "chao"), "长": ("chang", "zhang"), "乐": ("le", "yue"), "行": ("xing", "hang"),
           "盛": ("sheng", "cheng"), "茜": ("qian", "xi"), "晟": ("sheng", "cheng"), "重": ("chong", "zhong"),
           "柏": ("bai", "bo"), "隽": ("jun", "juan"), "单": ("shan", "dan"), "谌": ("chen", "shen"),
           "覃": ("qin", "tan"),
           "缪": ("miao", "mou"), "盖": ("gai", "ge"), "隗": ("wei", "kui"), "员": ("yun", "yuan"),
           "朴": ("piao", "park"),
           "翟": ("zhai", "di"), "郗": ("xi", "chi"), "牟": ("mu", "mou"), "折": ("she", "zhe"), "洗": ("xian", "xi")}


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


@cache
def surnames() -> dict[str, str]:
    """Surnames with their reading, "" where it is the dictionary's."""
    words = " ".join(line for line in lines("surnames.txt") if not line.startswith("words:")).split()
    return {w.partition(":")[0]: w.partition(":")[2] for w in words}


@cache
def wordlike() -> frozenset[str]:
    """Surnames that are also frequent words."""
    return frozenset(w for line in lines("surnames.txt") if line.startswith("words:") for w in line.split()[1:])


@cache
def person(surname: str, given: str) -> tuple[str, ...]:
    """A person's name, the surname first (Zheng Shanjie), and how else it may be read."""
    from pypinyin import lazy_pinyin
    first = surnames().get(surname) or spelled(surname)
    heads = [first, *(r.capitalize() for r in _EITHER.get(surname, ()))]
    readings = [dict.fromkeys((_GIVEN.get(c) or lazy_pinyin(c)[0], *_EITHER.get(c, ()))) for c in given]
    tails = itertools.product(*readings)
    return tuple(dict.fromkeys(f"{head} {joined(tail)}" for tail in tails for head in heads))


def surname_at(text: str, start: int) -> int:
    """How many characters of a surname stand at a place of a text; 0 where none does."""
    if text[start:start + 2] in surnames() and len(text) > start + 2:
        return 2
    return int(text[start:start + 1] in surnames())
