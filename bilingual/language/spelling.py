"""English words that no dictionary has: a small model puts pieces of words together ("indisciplinary", "riverskou").

The list is made by tools/wordlist.py: SCOWL's and the words of the embedded model's own texts. It is searched as it
lies, sorted: a set of its quarter of a million words would take ten times the room.
"""
from __future__ import annotations

import lzma
import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_lowercase

# A word in small letters that is not part of an address, a file name, a compound or a contraction
_WORD = re.compile(r"(?<![\w'./@&#$\\-])[a-z]{3,}(?![\w'/@\\-]|\.\w)")
# Words of the Latin phrases of lawyers: in absentia, inter alia, mutatis mutandis, en masse
_LATIN = frozenset("absentia alia ante bona curiae dicta erga ergo facto fide fides fori forma inter ipso jure legis "
                   "litem locus loco mala mandamus masse mens modus mutandis mutatis omnes operandi pacta "
                   "pendens pendente prima facie rata rei servanda sine stare stricto sui sunt tempore ultra usque "
                   "vires viva".split())

# Words of finance, technology and planning that the list lacks
_NEWER = frozenset("agritourism agrivoltaic bancassurance biochar bioethanol biosimilar biosimilars chiplet chiplets "
                   "datacenter datacenters exascale geopark geoparks gigafactory hyperscale livestreamer livestreamers "
                   "minilateral nearshoring onshoring plurilateral procyclical prosumer prosumers proteomics rebase "
                   "rebased regtech reshoring reskilling ridehailing stablecoin stablecoins suptech telehealth "
                   "upskilling doxxing instrumentalize instrumentalized weaponization weaponize weaponized micronaire "
                   "coaxiality tex nightscape nightscapes shrubland wildrye mpox moso acquiree acquirees pebrine "
                   "cyanidation isobath".split())


def not_words(source: str, target: str) -> list[str]:
    """The words of an English sentence that are none; what the Chinese has itself, or is pinyin of it, is none of them.
    """
    odd = [w for w in dict.fromkeys(_WORD.findall(target)) if not is_word(w) and w not in _LATIN | _NEWER]
    if not odd:
        return []
    return [w for w in odd if w not in source.lower() and not _spelt(w, source)]


@cache
def _list() -> bytes:
    """The words, each behind the end of a line, and one more at the end."""
    return re.sub(rb"^(?:#.*\n)*", b"\n", lzma.decompress((files(__package__) / "english-words.txt.xz").read_bytes()))


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """Whether the list has a word."""
    words, sought = _list(), word.encode()

    def line(at: int) -> bytes:
        return words[words.rindex(b"\n", 0, at + 1) + 1:words.index(b"\n", at + 1)]
    at = bisect_left(range(len(words) - 1), sought, key=line)
    return at < len(words) - 1 and line(at) == sought


_PREFIX = re.compile("^(?:un|non|sub|pre|re|de|mis|anti|micro|macro|mini|mono|multi|hyper|super|photo|hydro|electro|bio"
                     "|geo|agro|centi|milli|nano|cryo|thermo|silico|ferro|robo|inter|over|under)(?=.{4})")
_SUFFIX = re.compile("(?<=.{4})(?:less|able|ability|like|wise|fold|ness|ees?)$|(?<=[iy][sz]e)rs?$|(?<=.{4}[^sy])s$")
# Names of drugs, pesticides and germs, which no list has all of: azithromycin, cypermethrin, norovirus
_SUBSTANCE = re.compile("[a-z]{3,}(?:mycin|floxacin|cillin|thrin|azole|sartan|statin|dipine|navir|mab|tinib|quantel"
                        "|virus)(?:s|es)?$")
# What is no word in a longer one: "withthis" lacks a space, "enviroment" a letter
_EMPTY = frozenset("the and for with from that this have will been were are was not all its into over than our has had "
                   "who which their they but out any can may ment tion sion ness ance ence ally".split())


def compound(word: str) -> bool:
    """Whether a word that the list lacks is made of what it has: unpowered, ballastless, wheelsets, shrubland,
    tenderee.

    People make such words; a small model puts together what is none.
    """
    if _SUBSTANCE.fullmatch(word):
        return True
    shorter = [pattern.sub("", word) for pattern in (_PREFIX, _SUFFIX) if pattern.search(word)]
    return any(map(is_word, shorter)) or _joined(word) and not _mistyped(word)


def _joined(word: str) -> bool:
    """Whether a word is two of the list without a space."""
    halves = ((word[:i], word[i:]) for i in range(3, len(word) - 2))
    return any(len(a + b) > 7 and is_word(a) and is_word(b) and not _EMPTY & {a, b} for a, b in halves)


def _mistyped(word: str) -> bool:
    """Whether a word of the list has one letter more or another one in a place: developement, environmet."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return any(is_word(a + b[1:]) for a, b in cuts if b) or any(
        is_word(a + c + rest) for a, b in cuts for c in ascii_lowercase for rest in {b, b[1:]})


def _spelt(word: str, source: str) -> bool:
    """Whether a word is the pinyin of characters side by side in the Chinese: hukou in 户口."""
    from pypinyin import lazy_pinyin
    syllables = lazy_pinyin(source)
    return any("".join(syllables[i:i + n]) == word for n in range(1, 7) for i in range(len(syllables)))
