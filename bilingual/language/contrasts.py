"""Words that exclude each other, told one for the other: 书面同意 as "notice in writing", 被告 as "the plaintiff".

contrasts.tsv has the sets. A word is exchanged where the Chinese tells it for sure, nothing in the English may stand
for it, and the English has another word of its set that nothing in the Chinese may have brought in. So both what is
lacking and what stands in its place are known, which free English by people hardly ever satisfies by chance.
"""
from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_REST = re.compile(r"[\w'-]+")  # of a word of which the beginning was found
Span = tuple[int, int]
_SET_PHRASE = re.compile(r"\b(?:at|above|after|first of) all\b", re.I)  # which tell of no whole


class Exchange(NamedTuple):
    """A word of the Chinese, "" where the English word has none that it could have taken the place of; and the English
    word that is said.
    """
    chinese: str
    said: str


@dataclass(frozen=True)
class _Word:
    """How Chinese tells a word for sure and what may stand for it, and the same of English."""
    sure: re.Pattern
    may: re.Pattern
    said: re.Pattern
    may_be_said: re.Pattern


def exchanged(source: str, target: str) -> Iterator[Exchange]:
    """The words of a Chinese sentence that its English tells as another one of their set."""
    target = _SET_PHRASE.sub(" ", target)
    for words, alone in _sets():
        lost = next((m.group() for w in words if (m := w.sure.search(source)) and not w.may_be_said.search(target)), "")
        if not lost and not alone:
            continue
        for word in words:
            said = word.said.search(target)
            if said and not word.may.search(source):
                yield Exchange(lost, said.group())
                break


def counterparts(source: str, target: str) -> Iterator[tuple[tuple[str, list[Span]], tuple[str, list[Span]]]]:
    """Two words of a set that are both told, as often as the Chinese has them: their Chinese, and where their English
    stands.
    """
    for words, _ in _sets():
        there = [(word, chinese) for word in words if (chinese := word.sure.findall(source))]
        told = []
        for word, chinese in there if len(there) > 1 else ():
            english = [_whole(target, m.span()) for m in word.said.finditer(target)]
            if len(chinese) == len(english):
                told.append((chinese[0], english))
        yield from itertools.combinations(sorted(told, key=lambda t: t[1]), 2)


def _whole(text: str, span: Span) -> Span:
    """A span up to the end of the word that begins there."""
    rest = _REST.match(text, span[1])
    return (span[0], rest.end()) if rest else span


@cache
def _sets() -> list[tuple[list[_Word], bool]]:
    """The sets, and whether an English word of one is wrong wherever nothing in the Chinese may stand for it."""
    sets = []
    for line in (files(__package__) / "contrasts.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words = [_word(cell.removeprefix("!")) for cell in line.split("\t") if cell.strip()]
            sets.append((words, line.startswith("!")))
    return sets


def _word(cell: str) -> _Word:
    chinese, english = cell.split(" = ")
    sure, _, may = (part.strip() for part in chinese.partition("~"))
    said, _, also = (part.strip() for part in english.partition("~"))
    return _Word(re.compile(sure), re.compile("|".join(p for p in (sure, may) if p)),
                 _english(said), _english(f"{said} {also}"))


def _english(beginnings: str) -> re.Pattern:
    """Beginnings of words between spaces, "_" for a space inside and "." for a word's end."""
    ways = [re.escape(w).replace("_", r"[\s-]").replace(r"\.", r"\b") for w in beginnings.split()]
    return re.compile(rf"\b(?:{'|'.join(ways)})", re.I)
