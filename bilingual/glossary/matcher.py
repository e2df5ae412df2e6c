"""Find every term of a text: glossary entries by Aho-Corasick, figures by rule, leftmost and longest first; then names in what is left."""
from __future__ import annotations

import re
import unicodedata

from ahocorasick_rs import AhoCorasick

from bilingual.glossary.naming import again, laid_down, persons, with_names
from bilingual.language.figures import find_figures
from bilingual.language.words import Words
from bilingual.model.document import Document, Term
from bilingual.model.glossary import Entry, Glossary, Status
from bilingual.model.quantity import Figure

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
        self._places = laid_down(self.entries)
        self._automaton = AhoCorasick([fold(e.source) for e in self.entries]) if self.entries else None

    def find(self, text: str, skip: int = 0) -> list[Term]:
        """The terms of a text, as `terms_and_unread` gives them."""
        return self.terms_and_unread(text, skip)[0]

    def terms_and_unread(self, text: str, skip: int = 0) -> tuple[list[Term], tuple[str, ...]]:
        """The terms of a text from position `skip` on, left to right, without overlaps, and the names that could not be read.

        Where terms overlap the one that starts first wins, and of those the longest; a glossary entry beats a figure
        of the same span. A match never cuts a number or a Latin word, and one of one or two characters never cuts a
        Chinese word. Names stand in what is left.
        """
        folded = fold(text)
        found = [(start, end, self.entries[i]) for i, start, end in
                 (self._automaton.find_matches_as_indexes(folded, overlapping=True) if self._automaton else ())]
        found = [f for f in found if not _cuts_latin(folded, f[0], f[1])]
        found = [f for f in found if f[1] - f[0] > 2 or not self._words.cuts(text, f[0], f[1])]
        found += [(f.start, f.end, f) for f in find_figures(text)]
        terms, done = [], skip
        for start, end, what in sorted(found, key=lambda f: (f[0], -f[1], isinstance(f[2], Figure))):
            if start >= done:
                terms.append(_from_figure(what) if isinstance(what, Figure) else _from_entry(text, start, end, what))
                done = end
        return with_names(text, terms, self._words, self._places, skip)


def _cuts_latin(text: str, start: int, end: int) -> bool:
    joined = lambda a, b: bool(_LATIN.match(a) and _LATIN.match(b))
    return (start > 0 and joined(text[start - 1], text[start])) or (end < len(text) and joined(text[end - 1], text[end]))


def _from_entry(text: str, start: int, end: int, entry: Entry) -> Term:
    return Term(text[start:end], entry.rendering, start, end, "glossary",
                () if entry.status is Status.KEEP_SOURCE else entry.variants, entry.forbidden, kind=entry.type, entry=entry)


def _from_figure(figure: Figure) -> Term:
    return Term(figure.source, figure.rendering, figure.start, figure.end, "figure", kind=figure.kind, figure=figure)


def match(document: Document, matcher: Matcher) -> Document:
    """Give every segment its terms; the numbering in front of a sentence has none.

    A person whose name is told by a title in one sentence is known by it in all.
    """
    segments = [s for s in document.segments if not s.fixed]
    for segment in segments:
        segment.terms, segment.unread = matcher.terms_and_unread(segment.text, len(segment.marker))
    people = persons(t for s in segments for t in s.terms)
    for segment in segments:
        segment.terms = again(segment.text, segment.terms, people, len(segment.marker))
    return document

