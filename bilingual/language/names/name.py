"""What the finders of this package hand to each other: names found, a text with its words, and the data files.

`data/` is plain text, written for this project but for places.tsv, which tools/places.py makes.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Protocol

MOST_VARIANTS = 24

Span = tuple[int, int]


@dataclass(frozen=True)
class Name:
    """A name in a text: its kind ("person", "place" or "body"), where it stands, its English and what else is accepted.

    `target` is empty where the name was seen but could not be read. Of names that overlap those with the higher
    `rank` stay.
    """
    kind: str
    start: int
    end: int
    target: str
    variants: tuple[str, ...] = ()
    rank: int = 0


class Words(Protocol):
    """A segmenter of Chinese words."""
    def cut(self, text: str) -> Iterable[str]: ...
    def known(self, word: str) -> bool: ...
    def count(self, word: str) -> int: ...


class Line:
    """A text and, when they are first asked for, its words; `around` is the text of its document, as far as known."""

    def __init__(self, text: str, words: Words, around: str = ""):
        self.text, self._words, self.around = text, words, around

    @cached_property
    def tokens(self) -> list[Span]:
        """The spans of the words."""
        spans, at = [], 0
        for word in self._words.cut(self.text):
            spans.append((at, at + len(word)))
            at += len(word)
        return spans

    @cached_property
    def edges(self) -> set[int]:
        """Where words begin and end."""
        return {0, *(b for _, b in self.tokens)}

    def known(self, start: int, end: int) -> bool:
        """Whether the dictionary has the word that stands there."""
        return self._words.known(self.text[start:end])

    def __contains__(self, word: str) -> bool:
        """Whether the dictionary has a word, wherever it stands."""
        return self._words.known(word)

    def count(self, start: int, end: int) -> int:
        """How common the word that stands there is; 0 where the dictionary has none."""
        return self._words.count(self.text[start:end])

    def word_at(self, at: int) -> Span:
        """The word that a character belongs to."""
        return next((a, b) for a, b in self.tokens if a <= at < b)

    def edge(self, at: int) -> bool:
        """Whether a word begins or ends there; inside a word that no dictionary has, anywhere."""
        return at in self.edges or not self.known(*self.word_at(at))


def lines(name: str) -> list[str]:
    """The lines of a data file of this package, without its comments."""
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def rows(name: str) -> list[list[str]]:
    """The lines of a data file, cut at tabs."""
    return [line.split("\t") for line in lines(name)]


@cache
def group(name: str) -> frozenset[str]:
    """A group of words.txt."""
    return frozenset(w for line in lines("words.txt") if line.startswith(name + ": ") for w in line.split()[1:])


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    """Whether a span has a character in common with one of the others."""
    return any(start < b and a < end for a, b in spans)


def distinct(target: str, variants: Iterable[str]) -> tuple[str, ...]:
    """Variants once each, without the target, not too many."""
    return tuple(v for v in dict.fromkeys(variants) if v and v != target)[:MOST_VARIANTS]
