"""Words on which the meaning of a sentence hangs, and what English says for them: 没收 is told by "confiscate".

A small model drops the verb of a sanction, an appointment or an office, "only" and "for the first time", and writes
good English of what is left. keywords.tsv has words whose English can be said in a few ways only: of the sentences by
people that have one of them (of 61,000), one in a hundred says it in another way.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from bilingual.language.words import crossed

_WORD = 3  # characters that a word has at most; longer ones are phrases, which may end inside a word


@cache
def _rows() -> list[tuple[re.Pattern, re.Pattern, str]]:
    """The words of the table, what may say them, and how a model is helped to say them, "" where it is not."""
    rows = []
    for line in (files(__package__) / "keywords.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        chinese, *english = line.split()
        said = "|".join(re.escape(e).replace("_", r"\s") for e in english if not e.startswith("="))
        usual = next((e[1:].replace("_", " ") for e in english if e.startswith("=")), "")
        rows.append((re.compile(chinese), re.compile(rf"\b(?:un|re|non-?|dis)?(?:{said})", re.I), usual))
    return rows


def said(word: str, target: str) -> bool:
    """Whether a word has one of the table in it, and the English says that."""
    return any(chinese.search(word) and english.search(target) for chinese, english, _ in _rows())


def unsaid(source: str, target: str, known: Iterable[tuple[int, int]] = ()) -> list[str]:
    """The words of a Chinese sentence that nothing in its English says; what lies in a span that has its own English
    (`known`) is not asked for.
    """
    return [m.group() for m, _ in _unsaid(source, target, known)]


def helped(source: str, target: str, known: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int, str]]:
    """Where the words stand that nothing in the English says, and the English that may be put there."""
    return [(m.start(), m.end(), usual) for m, usual in _unsaid(source, target, known) if usual]


def _unsaid(source: str, target: str, known: Iterable[tuple[int, int]]) -> list[tuple[re.Match, str]]:
    known = list(known)
    inside = lambda m: any(a <= m.start() and m.end() <= b and b - a > m.end() - m.start() for a, b in known)
    return [(m, usual) for m, english, usual in _asked(source) if not english.search(target) and not inside(m)]


@lru_cache(maxsize=1024)  # a sentence is asked about for each of its candidates
def _asked(source: str) -> list[tuple[re.Match, re.Pattern, str]]:
    """The words of a Chinese sentence that are in the table, each with what may say it and its usual English."""
    return [(m, english, usual) for chinese, english, usual in _rows()
            if (m := next((m for m in chinese.finditer(source) if not _accident(m)), None))]


def _accident(m: re.Match) -> bool:
    """Whether what was found lies across two words: 任期 in 责任期间."""
    return len(m.group()) <= _WORD and crossed(m.string, *m.span())
