"""Common nouns with a capital, which spreadsheet programs give the first letter of a cell without asking.

A translation has a rendering as it is written: with “Special bonds” the capital stands in the middle of sentences.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bilingual.model.glossary import Entry

_WORD = re.compile(r"[A-Za-z]+")
_FIRST = re.compile(r"([A-Z][a-z]+)(?: [a-z]|$)")  # a capital, and the next word has none
_OTHER = re.compile(r"\s[A-Z]")


def capitals(entries: Iterable[Entry], usage: Iterable[Entry]) -> Iterator[Entry]:
    """The entries whose rendering has a capital at its beginning only, on a word that other renderings seldom give one.

    `usage` are entries that show how words are written, such as those of the built-in glossary.
    """
    seen = Counter(word for entry in usage for word in _WORD.findall(entry.target))
    for entry in entries:
        first = _FIRST.match(entry.target) if entry.applied else None
        if first and not _OTHER.search(entry.target) and seen[first[1].lower()] > seen[first[1]]:
            yield entry
