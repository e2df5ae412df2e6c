"""Checks of terminology."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check, judged
from bilingual.model.document import Segment, Severity, TermStatus


@check(Severity.ERROR)
def term_missing(segment: Segment) -> Iterator[str]:
    """Prescribed term missing."""
    for term in segment.glossary_terms:
        if term.status is TermStatus.MISSING:
            yield f"“{term.source}” must be “{term.target}”, which is not in the English"


@check(Severity.ERROR)
def forbidden_rendering(segment: Segment) -> Iterator[str]:
    """Forbidden rendering used."""
    for rendering in judged(segment).forbidden:
        term = next(t for t in segment.terms if rendering in t.forbidden)
        yield f"“{rendering}” must not be used for “{term.source}”; use “{term.target}”"


@check(Severity.INFO)
def term_repaired(segment: Segment) -> Iterator[str]:
    """Term put in by the program."""
    for term in segment.glossary_terms:
        if term.status is TermStatus.REPAIRED:
            yield f"the model left out “{term.target}” ({term.source}); it was put in: check how it fits the sentence"


@check(Severity.WARNING)
def assembled(segment: Segment) -> Iterator[str]:
    """Sentence put together from pieces."""
    if "assembled" in segment.notes:
        yield ("the model could not render it as a whole, so it was put together from pieces around its terms: check "
               "its grammar")
