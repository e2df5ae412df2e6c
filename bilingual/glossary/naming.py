"""Names as terms: people, places and bodies in what the glossary and the figures leave of a text.

Somebody's rendering comes first: a name gives way to an entry that it touches, unless it goes further on both sides than the
entry, and its English has the entry's English in it. 北京 of a glossary is in 北京市财政局 as the glossary says.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bilingual.language.names import Name, find
from bilingual.language.words import Words
from bilingual.model.document import Term

LEAST = 3  # characters of a person's name that is known without a title


def with_names(text: str, terms: Sequence[Term], words: Words, skip: int = 0) -> tuple[list[Term], tuple[str, ...]]:
    """The terms of a text and its names behind position `skip`, left to right; and the names that could not be read."""
    taken = [(t.start, t.end) for t in terms]
    people = [(t.start, t.end) for t in terms if t.kind == "person"]
    laid_down = {t.source: _bare(t.target) for t in terms if t.origin == "glossary"}
    kept, unread = list(terms), []
    for name in find(text, words, taken, people, laid_down):
        inside = [t for t in kept if name.start <= t.start and t.end <= name.end]
        if name.start < skip or not all(_agrees(name, t) for t in inside):
            continue
        if name.target:
            kept = [t for t in kept if t not in inside] + [_term(text, name)]
        else:
            unread.append(text[name.start:name.end])
    return sorted(kept, key=lambda t: t.start), tuple(unread)


def _term(text: str, name: Name) -> Term:
    return Term(text[name.start:name.end], name.target, name.start, name.end, "name", name.variants, kind=name.kind)


def _bare(rendering: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", rendering, flags=re.I)


def _agrees(name: Name, term: Term) -> bool:
    """Whether a name may stand for what it has inside: entries with their English, and numerals that belong to it (十八洞村)."""
    if term.origin != "glossary":
        return name.kind != "person"
    english = name.target.lower()
    return any(_bare(form).lower().rstrip("s") in english for form in (term.target, *term.variants))


def persons(terms: Iterable[Term]) -> dict[str, Term]:
    """The persons among the terms who are known by name alone elsewhere in their document."""
    return {t.source: t for t in terms if t.origin == "name" and t.kind == "person" and len(t.source) >= LEAST}


def again(text: str, terms: Sequence[Term], people: dict[str, Term], skip: int = 0) -> list[Term]:
    """The terms of a text, and with them the persons of its document wherever they stand in what is left."""
    kept = list(terms)
    for source, person in people.items():
        at = text.find(source, skip)
        while at >= 0:
            end = at + len(source)
            if not any(at < t.end and t.start < end for t in kept):
                kept.append(Term(source, person.target, at, end, "name", person.variants, kind="person"))
            at = text.find(source, end)
    return sorted(kept, key=lambda t: t.start)
