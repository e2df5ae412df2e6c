"""Find every term of a text: glossary entries by Aho-Corasick, quantities by rule, leftmost and longest first."""
from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick

from bilingual.language.folding import squeezed
from bilingual.language.quantities import find_quantities
from bilingual.language.words import cuts
from bilingual.model.document import Document, Term
from bilingual.model.glossary import Entry, Glossary, Status
from bilingual.model.quantity import Quantity

_LATIN = re.compile(r"[A-Za-z0-9]")


class Matcher:
    """Finds the terms of one glossary. Building it takes milliseconds; it serves a whole run, in any thread."""

    def __init__(self, glossary: Glossary):
        # Of entries that differ only in their typing the last one wins, as in the glossary.
        entries = {squeezed(e.source)[0]: e for e in glossary if e.applied}
        entries.pop("", None)
        self.entries: list[Entry] = list(entries.values())
        self._automaton = AhoCorasick(list(entries)) if entries else None

    def find(self, text: str, skip: int = 0) -> list[Term]:
        """The terms of a text from position `skip` on, left to right, without overlaps, each with its entry's source.

        Width of characters, style of quotation marks and spaces make no difference. Where terms overlap the one that
        starts first wins, and of those the longest; a glossary entry beats a quantity of the same span. A match never
        cuts a number, a Latin word or a Chinese word.
        """
        plain, places = squeezed(text)
        found = [(places[start], places[end - 1] + 1, self.entries[i]) for i, start, end in
                 (self._automaton.find_matches_as_indexes(plain, overlapping=True) if self._automaton else ())
                 if not _cuts_latin(plain, start, end) and not cuts(plain, start, end)]
        found += [(q.start, q.end, q) for q in find_quantities(text) if q.given]
        terms, done = [], skip
        for start, end, what in sorted(found, key=lambda f: (f[0], -f[1], isinstance(f[2], Quantity))):
            if start >= done:
                terms.append(_from_quantity(what) if isinstance(what, Quantity) else _from_entry(start, end, what))
                done = end
        return terms


def _cuts_latin(text: str, start: int, end: int) -> bool:
    joined = lambda at: bool(_LATIN.match(text[at - 1]) and _LATIN.match(text[at]))
    return (start > 0 and joined(start)) or (end < len(text) and joined(end))


def _from_entry(start: int, end: int, entry: Entry) -> Term:
    variants = () if entry.status is Status.KEEP_SOURCE else entry.variants
    return Term(entry.source, entry.rendering, start, end, "glossary", variants, entry.forbidden, kind=entry.type,
                entry=entry)


def _from_quantity(quantity: Quantity) -> Term:
    return Term(quantity.source, quantity.rendering, quantity.start, quantity.end, "figure", kind=quantity.kind, quantity=quantity)


def match(document: Document, matcher: Matcher) -> Document:
    """Give every segment its terms; the numbering in front of a sentence has none."""
    for segment in document.segments:
        if not segment.fixed:
            segment.terms = matcher.find(segment.text, skip=len(segment.marker))
    return document

