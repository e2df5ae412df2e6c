"""A request in clauses, and the candidates of its clauses as candidates of the whole."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.engine.base import Context, Request
from bilingual.language.english import join_clauses
from bilingual.language.sentences import clauses
from bilingual.model.document import Candidate

LEVELS = ("；;", "，：,:", "、", "")  # where a sentence may be cut, the best places first; "" is anywhere


def divided(request: Request, limit: int, measure: Callable[[str], int], joint: bool,
            levels: Sequence[str] = LEVELS) -> list[Request]:
    """The request cut into clauses of at most `limit`, as `measure` counts, its terms with them; itself alone where it
    is short.
    """
    spans = clauses(request.source, limit, measure, [(t.start, t.end) for t in request.terms], levels, joint)
    if len(spans) < 2:
        return [request]
    return [Request(request.source[a:b],
                    tuple(replace(t, start=t.start - a, end=t.end - a) for t in request.terms if a <= t.start < b),
                    Context(request.context.title)) for a, b in spans]


def joined(sources: Sequence[str], parts: Sequence[Candidate]) -> Candidate:
    """The English of a sentence's clauses as one: links move with their clause, the score is the mean over the words.
    """
    text, places = join_clauses([p.text for p in parts])
    links, uncovered, at = [], [], 0
    for source, part, (start, dropped) in zip(sources, parts, places, strict=True):
        links += [(s + at, e + at, max(a - dropped, 0) + start, b - dropped + start)
                  for s, e, a, b in part.links if b > dropped]
        uncovered += [(s + at, e + at) for s, e in part.uncovered]
        at += len(source)
    words = [max(1, len(p.text.split())) for p in parts]
    return Candidate(text, sum(w * p.score for w, p in zip(words, parts, strict=True)) / sum(words), tuple(links),
                     tuple(uncovered), next((p.fault for p in parts if p.fault), ""))
