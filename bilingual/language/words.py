"""Chinese word boundaries, from jieba.

jieba is loaded once, when first needed (half a second). Its cache stands in a folder of this user: by default it reads
one from the shared temporary folder with `marshal`, which anybody on the machine could have written.
"""
from __future__ import annotations

import atexit
import logging
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from math import inf, log
from pathlib import Path
from typing import Any

from bilingual.language.han import HAN
from bilingual.support.cache import keep, place, recalled
from bilingual.support.paths import cache_folder

# jieba's dictionary gives the count 3 to entries that it took from lists, without having seen them in text: most of
# them are phrases (深化改革, 改革开放), while what has a count of its own is a word (社会主义 13995, 经济学家 900).
LISTED = 3
LONGEST = 5  # characters of such a word; longer ones are names made of words (中国人民解放军)
_COMPARED = re.compile("比(?:上|去|前|同)")  # 消费价格比上年: 价格比 is no word there
_DOUBT = 1.0  # by so much, in logarithms, another cut may be less likely and still be meant
SHORT = 2    # characters of a match that must be a word by itself


class Words:
    """Cuts texts into words; `terms` are words too."""

    def __init__(self, terms: Iterable[str] = ()):
        self._terms = tuple(dict.fromkeys(t for t in terms if len(t) > 1))
        self._last: tuple[str, list[str]] = "", []

    @cached_property
    def _jieba(self) -> Any:
        return _with_terms(self._terms)

    def cut(self, text: str) -> Iterator[str]:
        """The words of a text, in order; together they are the text."""
        return iter(self._cut_once(text))

    def _cut_once(self, text: str) -> list[str]:
        """The words of a text; the last answer is kept, as several rules ask about one text after the other."""
        if self._last[0] != text:
            self._last = text, self._jieba.lcut(text)
        return self._last[1]

    def known(self, word: str) -> bool:
        """Whether the dictionary (or the glossary) has a word."""
        return self.count(word) > 0

    def count(self, word: str) -> int:
        """How often the dictionary's corpus has a word; 0 for one that it has not."""
        return self._jieba.FREQ.get(word, 0)


def cuts(text: str, start: int, end: int) -> bool:
    """Whether the span from start to end cuts a word of jieba's dictionary: 国务 in 国务院, 民营企业 in 民营企业家.

    A phrase of whole words is no such word: 改革 may be found in 深化改革, but not 国家 in 发展中国家,
    nor 社会 in 社会主义.
    """
    first, last = start, end  # the run of Chinese characters around it is enough
    while first and HAN.match(text, first - 1):
        first -= 1
    while HAN.match(text, last):
        last += 1
    at = first
    for word in plainly_cut(text[first:last]):
        after = at + len(word)
        stop = after - bool(len(word) > 2 and _COMPARED.match(text, after - 1))
        if at >= end:
            return False
        if stop > start and (at < start or stop > end):
            rests = text[at:max(at, start)], text[min(end, stop):stop]
            if not all(map(_whole, rests)):
                return True
            inside = at <= start and stop >= end
            if inside and end - start <= SHORT and len(word) <= LONGEST and _count(word) > LISTED:
                return True
        at = after
    return False


def crossed(text: str, start: int, end: int) -> bool:
    """Whether a word of the dictionary lies across one end of a span in a cut that is nearly as likely as any that cuts
    there: 责任 over the beginning of 任期 in 责任期间, 个人 over that of 人均 in 个人均.
    """
    dag, weights, before, behind = _cuts(text)
    inside = {start: 0.0}
    for i in range(start, end):
        for stop in dag[i]:
            if i in inside and stop < end:
                inside[stop + 1] = max(inside.get(stop + 1, -inf), inside[i] + weights[i, stop + 1])
    across = [before[i] + weights[i, stop + 1] + behind[stop + 1] for i in range(end) for stop in dag[i]
              if i < start <= stop < end - 1 or start < i < end <= stop]
    return max(across, default=-inf) > before[start] + inside.get(end, -inf) + behind[end] - _DOUBT


@lru_cache(maxsize=256)
def _cuts(text: str) -> tuple[dict[int, list[int]], dict[tuple[int, int], float], list[float], list[float]]:
    """The words that begin at each place of a text, by their last characters; the logarithm of the probability of each
    word, and of the likeliest cut before and behind each place.
    """
    jieba = _dictionary()
    dag, size, whole = jieba.get_DAG(text), len(text), log(jieba.total)
    weights = {(i, stop + 1): log(_count(text[i:stop + 1]) or 1) - whole for i in range(size) for stop in dag[i]}
    before, behind = [0.0] + [-inf] * size, [-inf] * size + [0.0]
    for (i, after), weight in weights.items():  # in order of their beginnings
        before[after] = max(before[after], before[i] + weight)
    for i in reversed(range(size)):
        behind[i] = max(weights[i, stop + 1] + behind[stop + 1] for stop in dag[i])
    return dag, weights, before, behind


@cache
def persons() -> frozenset[str]:
    """The words that the dictionary knows as names of persons: 孙悦."""
    _dictionary()
    import jieba
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split(" ", 1)[0] for line in lines if line.rsplit(" ", 1)[-1].startswith("nr"))


@lru_cache(maxsize=1024)
def plainly_cut(text: str) -> list[str]:
    """The words of a text by the dictionary alone, without guessing new ones."""
    return list(_dictionary().cut(text, HMM=False))


@lru_cache(maxsize=4096)
def _whole(text: str) -> bool:
    """Whether a text consists of words of two characters and more."""
    return all(len(word) > 1 and _count(word) for word in _dictionary().cut(text, HMM=False))


def _count(word: str) -> int:
    """How often jieba's makers saw a word; the beginnings of words, which the dictionary holds too, have 0."""
    return _dictionary().FREQ.get(word, 0)


@cache
def _dictionary() -> Any:
    return _tokenizer()


@lru_cache(maxsize=2)
def _with_terms(terms: tuple[str, ...]) -> Any:
    """The dictionary with terms as words of their own; what each must count for that is kept for the next run."""
    plain = _dictionary()
    tokenizer = type(plain)()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(plain.FREQ), plain.total, True
    kept = place("words", f"{len(plain.FREQ)} {plain.total}", *terms)  # counts of another dictionary are others
    counts = recalled(kept, dict[str, int])
    if counts is None:
        counts = {}
        for term in terms:  # each makes a difference to those behind it
            counts[term] = tokenizer.suggest_freq(term)
            tokenizer.add_word(term, counts[term])
        keep(kept, counts)
    else:
        for term, count in counts.items():
            tokenizer.add_word(term, count)
    return tokenizer


def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    try:
        tokenizer.tmp_dir = os.fspath(cache_folder("jieba"))
    except OSError:  # no folder to keep it in: a private one for this run
        tokenizer.tmp_dir = tempfile.mkdtemp(prefix="bilingual-")
        atexit.register(shutil.rmtree, tokenizer.tmp_dir, ignore_errors=True)
    tokenizer.initialize()
    return tokenizer
