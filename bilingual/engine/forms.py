"""The ways of putting a request to a model: plain, with marks, or with the English already in place of the term.

Each form remembers which characters of the request its own characters stand for.
"""
from __future__ import annotations

from dataclasses import dataclass

from bilingual.engine.base import Request
from bilingual.model.document import Term

QUOTED = ("“", "”")
CITED = ("《", "》")


BEAM = 4       # hypotheses of a model made for terms, at the first try
NO_REPEAT = 4  # pieces in a row that may not come twice: against a model that goes round in circles


@dataclass(frozen=True, order=True)
class Search:
    """How to decode a form: hypotheses wanted, and the length of the runs of tokens that may not be repeated (0: any
    may).
    """
    hypotheses: int = 1
    no_repeat: int = 0


@dataclass(frozen=True)
class Form:
    """A text for the model and, for each of its characters, the span of the request's source it stands for."""
    text: str
    origin: tuple[tuple[int, int], ...]


def plain(request: Request) -> Form:
    """The source as it is."""
    return Form(request.source, tuple((i, i + 1) for i in range(len(request.source))))


def without(request: Request, term: Term) -> Form:
    """The source with one of its terms left out."""
    return Form(request.source[:term.start] + request.source[term.end:],
                tuple((i, i + 1) for i in range(len(request.source)) if not term.start <= i < term.end))


def wrapped(request: Request, before: str, after: str) -> Form:
    """Each term replaced by its rendering between two marks; with empty marks, simply English in the Chinese.

    Quotation marks around a term whose rendering has its own are left out: “两个毫不动摇” has one pair in English too.
    """
    text, origin, done, person = "", [], 0, False
    for term in request.terms:
        start, end = quoted(request.source, term)
        if person and term.kind == "person" and start == done:  # headlines put names side by side: 赵乐际王沪宁蔡奇
            text += "、"
            origin.append((done, done + 1))
        text += request.source[done:start]
        origin += [(i, i + 1) for i in range(done, start)]
        piece = f"{before}{term.target}{after}"
        text += piece
        origin += [(start, end)] * len(piece)
        done, person = end, term.kind == "person"
    origin += [(i, i + 1) for i in range(done, len(request.source))]
    return Form(text + request.source[done:], tuple(origin))


def quoted(source: str, term: Term) -> tuple[int, int]:
    """The span of a term, with the quotation marks around it where its rendering brings its own."""
    inside = source[term.start - 1:term.start] + source[term.end:term.end + 1]
    own = any(mark in term.target for mark in '"“')
    return (term.start - 1, term.end + 1) if own and inside in ("“”", "‘’", "「」", "『』") else (term.start, term.end)


def forms(request: Request, markup: tuple[str, str] | None, effort: int) -> list[tuple[Form, Search]]:
    """The forms to decode for a request, each with how to search.

    Where it is known which places lack something, the answer did not go round in circles.
    """
    bare = plain(request)
    if not request.terms:
        return [(bare, Search())] if not effort else [(bare, Search(4)), *_circling(request, bare, 2)]
    if markup:
        marked = wrapped(request, *markup)
        # The beam has its other hypotheses anyway: often one of them keeps a term that the best one drops.
        return [(marked, Search(BEAM))] if not effort else [
            (marked, Search(2 * BEAM)), *_circling(request, marked, BEAM), (bare, Search(2))]
    code_switched = wrapped(request, "", "")
    if not effort:
        return [(bare, Search()), (code_switched, Search())]
    return [(bare, Search(4)), (bare, Search(2, NO_REPEAT)), (code_switched, Search(4)),
            (wrapped(request, *QUOTED), Search(2)), (wrapped(request, *CITED), Search(2))]


def _circling(request: Request, form: Form, hypotheses: int) -> list[tuple[Form, Search]]:
    return [] if request.places else [(form, Search(hypotheses, NO_REPEAT))]
