"""Names as terms: people, places and bodies in what the glossary and the figures leave of a text.

Somebody's rendering comes first: a name gives way to an entry that it touches, unless it has the entry inside and its
English has the entry's English. 北京 is in 北京市财政局 as the glossary says.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bilingual.language.names import Name, find
from bilingual.language.names.decisions import decided
from bilingual.language.names.places import FEATURE
from bilingual.language.words import Words
from bilingual.model.document import Term
from bilingual.model.glossary import Entry, Status

_DIVISION = re.compile("[区县市镇乡州旗](?!域|别|区)")
LEAST = 3  # characters of a person's name that is known without a title


def laid_down(entries: Iterable[Entry]) -> dict[str, str]:
    """The places that entries may name, with their English: what begins with a capital."""
    places = [e for e in entries if e.type in ("", "place") and e.status is not Status.KEEP_SOURCE]
    bare = {e.source: _bare(e.rendering) for e in places}
    return {source: english for source, english in bare.items() if english[:1].isupper()}


def with_names(text: str, terms: Sequence[Term], words: Words, renderings: Mapping[str, str],
               skip: int = 0, around: str = "") -> tuple[list[Term], tuple[str, ...]]:
    """The terms of a text and its names behind position `skip`, left to right; and the names that could not be read.

    `renderings` are the places of the glossary, `around` is the text of the document.

    Whom a decision names is a person: 任命黄海为 appoints no sea.
    """
    named = decided(text)
    terms = [t for t in terms if t.kind == "person" or (t.start, t.end) not in named]
    taken = [(t.start, t.end) for t in terms]
    people = [(t.start, t.end) for t in terms if t.kind == "person"]
    kept, unread = list(terms), []
    for name in find(text, words, taken, people, renderings, around):
        inside = [t for t in kept if name.start <= t.start and t.end <= name.end]
        if name.start < skip or not all(_agrees(name, t) or _named_after(text, t) for t in inside):
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
    """Whether a name may stand for what it has inside: an entry with its English, a numeral of its own (十八洞村)."""
    if term.origin != "glossary":
        return name.kind != "person"
    english = name.target.lower()
    return any(_bare(form).lower().rstrip("s") in english for form in (term.target, *term.variants))


def _named_after(text: str, term: Term) -> bool:
    """Whether an entry for a sea, a river or a mountain stands there as the name of a division: 南海 in 南海区政府."""
    feature = term.origin == "glossary" and term.kind == "place" and FEATURE.search(term.target)
    return bool(feature) and _DIVISION.match(text, term.end) is not None


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
