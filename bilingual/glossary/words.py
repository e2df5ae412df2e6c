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

from bilingual.folders import cache_folder


class Words:
    def __init__(self, terms: Iterable[str] = ()):
        self._terms = [t for t in terms if len(t) > 1]

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
        return tokenizer

    def cut(self, text: str) -> Iterator[str]:
        """The words of a text, in order; together they are the text."""
        return self._jieba.cut(text)

    def boundaries(self, text: str) -> set[int]:
        """The positions where a word starts or ends."""
        edges, at = {0}, 0
        for word in self.cut(text):
            at += len(word)
            edges.add(at)
        return edges
