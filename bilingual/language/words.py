"""Chinese word boundaries, from jieba with the glossary as its user dictionary.

jieba is loaded when first needed (half a second) and keeps its cache in a folder of this user: by default it reads a
cache from the shared temporary folder with `marshal`, which anybody on the machine could have written.
"""
from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property

from bilingual.support.paths import cache_folder


class Words:
    def __init__(self, terms: Iterable[str] = ()):
        self._terms = [t for t in terms if len(t) > 1]
        self._last: tuple[str, list[str]] = "", []

    @cached_property
    def _jieba(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
        jieba.setLogLevel(logging.ERROR)
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = os.fspath(cache_folder("jieba"))
        for term in self._terms:
            tokenizer.add_word(term)
        tokenizer.initialize()
        return tokenizer

    def cut(self, text: str) -> Iterator[str]:
        """The words of a text, in order; together they are the text."""
        return iter(self._cut_once(text))

    def known(self, word: str) -> bool:
        """Whether the dictionary (or the glossary) has a word."""
        return self._jieba.FREQ.get(word, 0) > 0

    def cuts(self, text: str, start: int, end: int) -> bool:
        """Whether the span from start to end cuts a word of the text in two.

        A compound of whole words is no such word: 改革 may be found in 深化改革, but 国务 not in 国务院.
        """
        at = 0
        for word in self._cut_once(text):
            stop = at + len(word)
            if at <= start and end <= stop:
                rests = text[at:start], text[end:stop]
                return not all(not r or len(r) > 1 and r in self._jieba.FREQ for r in rests)
            if at < start < stop or at < end < stop:
                return True
            at = stop
        return False

    def _cut_once(self, text: str) -> list[str]:
        """The words of a text; the last answer is kept, as all terms of a text are asked about one after the other."""
        if self._last[0] != text:
            self._last = text, self._jieba.lcut(text)
        return self._last[1]
