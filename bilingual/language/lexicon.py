"""Which English words tell a Chinese word, and which words of a sentence its English does not tell.

lexicon.tsv was learnt from pairs by people (training/lexicon.py). A word is `sure` where at most three in a thousand of
their sentences tell it in a way that the table does not know, `likely` where at most three in a hundred do: that one is
not told becomes news only where nothing else in the English comes from it either. A `rare` word is seldom seen in
policy documents and was learnt from other text (汽油, 候鸟): a model knows it badly, and is asked again.

People word freely: what WordNet has as nearly the same as the usual English (thesaurus.tsv.xz) tells a word, too, and
so do the ways in ways.tsv. Both halve the right sentences in which a sure word seems untold, and lose one in eight of
the wrong ones.
"""
from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from bilingual.language.coverage import LIGHT
from bilingual.language.han import HAN
from bilingual.language.words import crossed, plainly_cut

SURE, LIKELY, RARE = "sure", "likely", "rare"
FIRST = 6  # stems of a word, the most frequent ones, for which the thesaurus is asked
USUAL = 2  # ways of saying a word that the table has at most
_CLASSIFIERS = frozenset("台个件套架辆只座门")  # 62台风电机组 are no typhoon
_UNDERSTOOD = ("依法", "会议")  # by law, as a matter of course; "three motions were adopted" at the meeting
Span = tuple[int, int]


def english_words(text: str) -> list[re.Match]:
    """The words and numbers of an English text."""
    return list(re.finditer(r"[A-Za-z]+|\d+", text))


def stem(word: str) -> str:
    """The beginning of an English word, long enough to tell it and short enough for its forms."""
    return word.lower()[:len(word) if len(word) < 5 else 5 if len(word) < 7 else 6]


def chinese_words(text: str, least: int = 2) -> Iterator[tuple[int, int, str]]:
    """Start, end and text of the words of at least so many characters that are all Chinese."""
    at = 0
    for word in plainly_cut(text):
        if len(word) >= least and all(map(HAN.match, word)):
            yield at, at + len(word), word
        at += len(word)


def untold(source: str, target: str, known: Iterable[Span] = (), kinds: Collection[str] = (SURE,)) -> list[Span]:
    """The words of some classes in a Chinese sentence that its English does not tell; what overlaps the known spans
    (terms, names, quantities) is not looked at.
    """
    return [span for span, kind in _lacking(source, target, known) if kind in kinds]


def unseen(source: str, target: str, uncovered: Iterable[Span], known: Iterable[Span] = ()) -> list[Span]:
    """The words of any class that the English does not tell and that lie in the uncovered spans of the Chinese; not
    those that need not be told (作用, 工作).
    """
    light = {i for m in LIGHT.finditer(source) for i in range(*m.span())}
    bare = {i for a, b in uncovered for i in range(a, b)} - light
    return [(a, b) for (a, b), _ in _lacking(source, target, known) if bare.issuperset(range(a, b))]


def told(source: str, span: Span, target: str) -> bool | None:
    """Whether the English tells at least half of the words in a span of the Chinese, and one at least, by something
    that it says once more than the words beside the span need; None where the table has no word of the span.
    """
    start, end = span
    said = Counter(stem(m.group()) for m in english_words(target))
    words = tellings(source)
    for a, b, told in words:
        if b <= start or a >= end:
            said.subtract(told)
    there = {s for s, times in said.items() if times > 0}
    known = [not there.isdisjoint(told) for a, b, told in words if start <= a and b <= end]
    return 2 * sum(known) >= max(2, sum(1 for _ in chinese_words(source[start:end]))) if known else None


def tellings(source: str) -> list[tuple[int, int, frozenset[str]]]:
    """Start and end of the words of a sentence that the table has, with the stems of which one tells the word."""
    return [(start, end, told) for start, end, _, _, told in _looked_up(source)]


def freely_told(word: str, target: str) -> bool:
    """Whether an English text tells a word in one of the free ways of ways.tsv."""
    return not stems(target).isdisjoint(stem(w) for w in _ways().get(word, "").split())


def usual(word: str) -> list[str]:
    """How people say a word of the table most often, most often first; never empty."""
    return _table()[word][1]


def learnt_stems() -> set[str]:
    """All stems that tell some sure or likely word, as they were learnt."""
    return {s for kind, usual, told in _table().values() if kind != RARE
            for s in (*told[:FIRST], *(stem(m.group()) for m in english_words(" ".join(usual))))}


def _lacking(source: str, target: str, known: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    there, known = stems(target), list(known)
    for start, end, kind, _, told in _looked_up(source):
        if there.isdisjoint(told) and not any(a < end and start < b for a, b in known):
            yield (start, end), kind


@lru_cache(maxsize=1024)  # a candidate is asked about several times until it is chosen
def stems(target: str) -> frozenset[str]:
    """The stems of the words and numbers of an English text."""
    return frozenset(stem(m.group()) for m in english_words(target))


@lru_cache(maxsize=1024)
def _looked_up(source: str) -> list[tuple[int, int, str, list[str], frozenset[str]]]:
    """The words of a sentence that the table has, each with its class, its usual English and its stems."""
    table = _table()
    return [(start, end, *table[word][:2], _told(word)) for start, end, word in chinese_words(source)
            if word in table and not word.startswith(_UNDERSTOOD)
            and not (word[0] in _CLASSIFIERS and source[start - 1:start].isdigit())
            and not crossed(source, start, end)]


@cache
def _told(word: str) -> frozenset[str]:
    """The stems of which one tells a word of the table."""
    kind, usual, learnt = _table()[word]
    ways = [stem(w) for w in _ways().get(word, "").split()]
    if kind == RARE:
        return frozenset((*learnt, *ways))
    first = {*learnt[:FIRST], *(stem(m.group()) for m in english_words(" ".join(usual)))}
    return frozenset((*learnt, *ways)).union(*(_thesaurus().get(s, "").split() for s in first))


@cache
def _table() -> dict[str, tuple[str, list[str], list[str]]]:
    """The words, each with its class, its usual English and the stems that were learnt."""
    text = (files(__package__) / "lexicon.tsv").read_text(encoding="utf-8")
    return {word: (kind, usual.split("|"), told.split()) for word, kind, usual, told in _cells(text)}


@cache
def _ways() -> dict[str, str]:
    """What else may be said for words."""
    return dict(_cells((files(__package__) / "ways.tsv").read_text(encoding="utf-8")))


@cache
def _thesaurus() -> dict[str, str]:
    """For stems those of words that say nearly the same."""
    return dict(_cells(lzma.decompress((files(__package__) / "thesaurus.tsv.xz").read_bytes()).decode()))


def _cells(text: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
