"""Find every term of a text: glossary entries by Aho-Corasick, quantities by rule, leftmost and longest first."""
from __future__ import annotations

import re
import unicodedata

from ahocorasick_rs import AhoCorasick

from bilingual.language.quantities import find_quantities
from bilingual.language.words import Words
from bilingual.model.document import Document, Term
from bilingual.model.glossary import Entry, Glossary, Status
from bilingual.model.quantity import Quantity

_LATIN = re.compile(r"[A-Za-z0-9]")


def fold(text: str) -> str:
    """Full-width letters and digits as ASCII, one character for one, so that spans stay valid."""
    return "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" and unicodedata.normalize("NFKC", c).isalnum() else c for c in text)


class Matcher:
    """Finds the terms of one glossary. Building it takes milliseconds; it is used for all segments of a run.

    `words` may be shared by matchers, since its dictionary takes half a second to load.
    """

    def __init__(self, glossary: Glossary, words: Words | None = None):
        self.entries: list[Entry] = [e for e in glossary if e.applied and e.source]
        self._words = words or Words(e.source for e in self.entries)
        self._automaton = AhoCorasick([fold(e.source) for e in self.entries]) if self.entries else None

    def find(self, text: str, skip: int = 0) -> list[Term]:
        """The terms of a text from position `skip` on, left to right, without overlaps.

        Where terms overlap the one that starts first wins, and of those the longest; a glossary entry beats a quantity
        of the same span. A match never cuts a number or a Latin word, and one of one or two characters never cuts a
        Chinese word.
        """
        folded = fold(text)
        found = [(start, end, self.entries[i]) for i, start, end in
                 (self._automaton.find_matches_as_indexes(folded, overlapping=True) if self._automaton else ())]
        found = [f for f in found if not _cuts_latin(folded, f[0], f[1])]
        found = [f for f in found if f[1] - f[0] > 2 or not self._words.cuts(text, f[0], f[1])]
        found += [(q.start, q.end, q) for q in find_quantities(text) if q.given]
        terms, done = [], skip
        for start, end, what in sorted(found, key=lambda f: (f[0], -f[1], isinstance(f[2], Quantity))):
            if start >= done:
                terms.append(_from_quantity(what) if isinstance(what, Quantity) else _from_entry(text, start, end, what))
                done = end
        return terms


def _cuts_latin(text: str, start: int, end: int) -> bool:
    joined = lambda a, b: bool(_LATIN.match(a) and _LATIN.match(b))
    return (start > 0 and joined(text[start - 1], text[start])) or (end < len(text) and joined(text[end - 1], text[end]))


def _from_entry(text: str, start: int, end: int, entry: Entry) -> Term:
    return Term(text[start:end], entry.rendering, start, end, "glossary",
                () if entry.status is Status.KEEP_SOURCE else entry.variants, entry.forbidden, kind=entry.type, entry=entry)


def _from_quantity(quantity: Quantity) -> Term:
    return Term(quantity.source, quantity.rendering, quantity.start, quantity.end, "figure", kind=quantity.kind, quantity=quantity)


def match(document: Document, matcher: Matcher) -> Document:
    """Give every segment its terms; the numbering in front of a sentence has none."""
    for segment in document.segments:
        if not segment.fixed:
            segment.terms = matcher.find(segment.text, skip=len(segment.marker))
    return document

