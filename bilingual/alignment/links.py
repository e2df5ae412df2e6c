"""Which words became which in an English that people wrote, by forced decoding.

The model reads the English with the Chinese in front of it, and its attention says for each piece of a word where it
comes from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.engine.base import Engine, Request
from bilingual.model.document import Link

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
FUNCTION = frozenset(
    """
    the a an of to in on at for and or with by as from that which is are be was were been it its their our this
    these those will we they has have had should must shall into under through such all more other while also not
    than between among
    """.split()
)


@dataclass(frozen=True)
class Word:
    """A word of the English: its span, and the span of the Chinese it comes from; both in characters, the latter empty
    if unknown.
    """

    start: int
    end: int
    source: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Linked:
    """A pair of texts with the words of its English."""

    chinese: str
    english: str
    words: tuple[Word, ...]

    def english_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the English that a span of the Chinese became; None where it is not one piece, or mixed with
        other words.

        Function words at its edges are left out. Both the beginning and the end of the Chinese must be in it.
        """
        known = [(n, w) for n, w in enumerate(self.words) if w.source[1] and not self.is_function(w)]
        inside = [n for n, w in known if start <= sum(w.source) / 2 < end]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        mixed = any(
            n not in inside and not self.is_function(w) for n, w in enumerate(self.words[first : last + 1], first)
        )
        reach = min(self.words[n].source[0] for n in inside), max(self.words[n].source[1] for n in inside)
        if mixed or reach[0] > start + 1 or reach[1] < end - 1:
            return None
        return self.words[first].start, self.words[last].end

    def touched(self, start: int, end: int, chinese: bool) -> list[tuple[int, int]]:
        """The spans on the other side that words touching a span come from or became."""
        if chinese:
            rows = [
                (w.start, w.end) for w in self.words if start <= sum(w.source) / 2 < end and not self.is_function(w)
            ]
        else:
            rows = [w.source for w in self.words if w.start < end and start < w.end and w.source[1]]
        return rows

    def is_function(self, word: Word) -> bool:
        """Whether a word says nothing by itself."""
        return self.english[word.start : word.end].lower() in FUNCTION


def link(pairs: Sequence[tuple[str, str]], engine: Engine) -> list[Linked]:
    """Pairs of texts with their words linked; without links where the engine cannot follow words."""
    found = engine.align([(Request(zh), en) for zh, en in pairs]) if engine.aligned else []
    if not found:
        return [Linked(zh, en, ()) for zh, en in pairs]
    return [Linked(zh, en, _words(zh, en, alignment.links)) for (zh, en), alignment in zip(pairs, found, strict=True)]


def _words(chinese: str, english: str, links: Sequence[Link]) -> tuple[Word, ...]:
    """The words of an English; one of several pieces comes from where most of its letters do."""
    out, at = [], 0
    for match in _WORD.finditer(english):
        while at < len(links) and links[at][3] <= match.start():
            at += 1
        shares: dict[tuple[int, int], int] = {}
        for s, e, a, b in links[at:]:
            if a >= match.end():
                break
            if any(c.isalnum() for c in chinese[s:e]):
                shares[s, e] = shares.get((s, e), 0) + min(b, match.end()) - max(a, match.start())
        out.append(Word(match.start(), match.end(), max(shares, key=lambda span: shares[span], default=(0, 0))))
    return tuple(out)
