"""Names in pinyin that an English text has and its Chinese does not: 青石镇 as "Qingshan", 李文博 as "Li Bowen"."""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from bilingual.language.han import RUN
from bilingual.language.names.foreign import SOUNDS, sounds_in
from bilingual.language.names.gazetteer import gazetteer
from bilingual.language.names.name import lines
from bilingual.language.names.pinyin import surnames, syllable
from bilingual.language.spelling import is_word

_NAME = re.compile(r"(?<![\w'.-])[A-Z][a-z]{3,}(?:'[a-z]+)*(?![\w-])")
_CITY = 4  # digits of the code of a prefecture
_SHORT_NAME = 6  # letters of a name of two syllables
_FOREIGN = 4  # characters from which sounds make a foreign name
_LEAST, LONGEST = 5, 6  # letters of a word, characters of a name
# English words that look like pinyin and are written with a capital only
_ENGLISH = frozenset("June Asia Latin European Cantonese Tibetan Mongolia Mongolian Kuomintang Peking Macao Taiwan "
                     "Siberia Siberian Korea Korean Maori Neapolitan".split())
# The short names of provinces and large cities
_SHORT = {"Beijing": "京", "Tianjin": "津", "Shanghai": "沪", "Chongqing": "渝", "Hebei": "冀", "Shanxi": "晋",
          "Liaoning": "辽", "Jilin": "吉", "Heilongjiang": "黑", "Jiangsu": "苏", "Zhejiang": "浙", "Anhui": "皖",
          "Fujian": "闽", "Jiangxi": "赣", "Shandong": "鲁齐", "Henan": "豫", "Hubei": "鄂", "Hunan": "湘",
          "Guangdong": "粤", "Guangxi": "桂", "Hainan": "琼", "Sichuan": "川蜀", "Guizhou": "黔贵", "Yunnan": "滇云",
          "Shaanxi": "陕秦", "Gansu": "甘陇", "Qinghai": "青", "Ningxia": "宁", "Xinjiang": "新疆", "Xizang": "藏",
          "Shenzhen": "深", "Guangzhou": "穗", "Ningbo": "甬", "Chengdu": "蓉"}
_RIVERS = frozenset("淮渭泾洛沂辽海滦黄湟漳")


def unspelt(source: str, target: str, known: Iterable[str] = ()) -> Iterator[str]:
    """The words of an English text that are written as two syllables of pinyin or more, are no English and no place
    that the Chinese names in another way, and are not how any run of the Chinese is read; nor are they in the English
    of a term, `known`. Neither are those that are but for one letter how Chinese characters are read.
    """
    told = " ".join(known)
    for word in dict.fromkeys(name.removesuffix("'s") for name in _NAME.findall(target)):
        letters = word.lower().replace("'", "")
        if len(letters) < _LEAST or word in told or word in _ENGLISH or is_word(letters) or _is_named(source, word):
            continue
        if not _syllables().fullmatch(letters):
            if len(letters) >= _SHORT_NAME and _slipped(source, letters):
                yield word
            continue
        read = _is_read(source, letters) or sounds_in(source, letters) or _is_river(source, letters)
        if not read:
            yield word


def strange(source: str, target: str, known: Iterable[str] = ()) -> Iterator[str]:
    """The words of a machine's English that are written as names and are none: "Smokingtai" for 烟台. They are no
    English, in no table, not how the Chinese is read or sounds, nor in the English of a term, `known`. What is pinyin
    throughout is `unspelt`; here only where it spells a foreign name (Mikailangqiluo for 米开朗琪罗).
    """
    told = " ".join(known)
    for word in dict.fromkeys(name.removesuffix("'s") for name in _NAME.findall(target)):
        letters = word.lower().replace("'", "")
        english = word in _capitals() or is_word(letters) or is_word(letters.removesuffix("s"))
        given = word in told or letters in source.lower()
        if len(letters) < _LEAST or english or given:
            continue
        if _syllables().fullmatch(letters):
            if _is_named(source, word) or not _spells_foreign(source, letters):
                continue
            yield word
        elif not (_is_named(source, word) or _is_read(source, letters) or sounds_in(source, letters)):
            yield word


def behind_surname(word: str, target: str) -> bool:
    """Whether a word stands behind a Chinese surname: Peng Dehuai."""
    before = re.search(rf"\b([A-Z][a-z]+) {re.escape(word)}\b", target)
    return before is not None and before[1].lower() in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(way for surname in surnames() if len(surname) == 1 for way in _ways(surname))


def transliterates(run: str) -> bool:
    """Whether Chinese characters seem to be a foreign name, by its sounds."""
    return len(run) >= _FOREIGN and sum(c in SOUNDS for c in run) >= 0.6 * len(run)


def _spells_foreign(source: str, letters: str) -> bool:
    runs = (run[i:i + n] for run in RUN.findall(source) for i in range(len(run)) for n in range(_FOREIGN, LONGEST + 1))
    return any(transliterates(r) and letters in _spellings(r) for r in runs)


def _spellings(run: str) -> set[str]:
    return {"".join(way) for way in itertools.product(*(_ways(c)[:2] for c in run))}


def _is_read(source: str, letters: str) -> bool:
    """Whether a run of Chinese characters is read so; a foreign name of three syllables need only sound so in two of
    them (米其林, Michelin).
    """
    places = [run[i:i + LONGEST] for run in RUN.findall(source) for i in range(len(run))]
    ours = letters.capitalize() in _places()  # Danjiangkou, which transliterates nothing
    return any(_reads(p, letters, 0) for p in places) or not ours and any(_sounds(p, letters) for p in places)


def _slipped(source: str, letters: str) -> bool:
    """Whether letters are but for one of them how two or three characters are read that transliterate nothing: Kunluon
    for 昆仑.
    """
    parts = (run[i:i + n] for run in RUN.findall(source) for i in range(len(run)) for n in (2, 3) if i + n <= len(run))
    return any(_but_for_one(letters, "".join(way)) for part in parts if not set(part) <= SOUNDS
               for way in itertools.product(*map(_ways, part)))


def _but_for_one(one: str, other: str) -> bool:
    """Whether two words differ in one letter, which one of them may lack."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[same + 1:] in (other[same + 1:], other[same:]) or one[same:] == other[same + 1:]


def _is_river(source: str, letters: str) -> bool:
    """Whether the Chinese has the first character of a river's name: 江淮, the Huaihe."""
    return letters.endswith("he") and any(letters[:-2] in _ways(c) for c in set(source) & _RIVERS)


def _reads(run: str, letters: str, misses: int) -> bool:
    """Whether letters are how the first characters of a run are read, but for so many of them."""
    if not letters:
        return True
    if run and any(_reads(run[1:], letters[len(way):], misses) for way in _ways(run[0]) if letters.startswith(way)):
        return True
    return bool(run) and misses > 0 and any(_reads(run[1:], letters[n:], misses - 1) for n in range(1, 5))


def _sounds(run: str, letters: str) -> bool:
    return len(letters) > _SHORT_NAME and len(run) > 2 and any(
        _reads(run[:n], letters, 1) and not _reads(run[:2], letters, 1) for n in (3, 4, 5))


def _is_named(source: str, word: str) -> bool:
    """Whether the Chinese has a place whose English has a word: a province by its short name, a city by its first
    character (青烟威); any foreign place counts as named, of which there are other checks.
    """
    if any(c in source for c in _SHORT.get(word, "")):
        return True
    places = _places().get(word, ())
    return any(p.abroad or len(p.code) == _CITY and p.own[:1] in source for p in places)


@cache
def _syllables() -> re.Pattern:
    syllables = sorted(" ".join(lines("syllables.txt")).split(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(syllables)}){{2,}}")


@cache
def _capitals() -> frozenset[str]:
    """English words that are written with a capital and stand in no other table."""
    return frozenset(" ".join(lines("capitals.txt")).split()) | _ENGLISH


@cache
def _places() -> dict[str, list]:
    """The places of the gazetteer by each word of their English."""
    found: dict[str, list] = {}
    for places in gazetteer().whole.values():
        for place in places:
            for word in re.findall(r"[A-Z][\w'-]+", " ".join((place.english, place.adjective, *place.others))):
                found.setdefault(word, []).append(place)
    return found


@cache
def _ways(character: str) -> tuple[str, ...]:
    """All readings of a character, without tones, as English writes them."""
    from pypinyin import Style, pinyin
    found = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(dict.fromkeys(w for reading in found for w in (syllable(reading), reading.replace("ü", "u"))))
