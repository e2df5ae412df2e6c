"""A term in the grammatical form that its place asks for, where the glossary lists one.

A model that keeps every term to the letter writes "a notice on ensure supply"; with "ensuring supply" among the
variants, that is what belongs behind "on". And what lasted some days was held from one to the other, not "on August 27
to 28".
"""
from __future__ import annotations

import re

from bilingual.engine.base import retold
from bilingual.language.english import fold
from bilingual.model.document import Candidate, Term, TermStatus
from bilingual.translation.job import Job
from bilingual.translation.judge import inflections
from bilingual.translation.repair import put

# A verb behind these has -ing ("of", "for"), a verb behind those has none ("must", "will"). "to" may be either.
# An adverb may stand between: "will effectively ensure".
_ING = re.compile(r"\b(?:of|for|on|by|in|through|without|about|with|from|at)\s(?:[a-z]+ly\s)?$", re.I)
_BARE = re.compile(r"\b(?:will|would|must|should|shall|can|could|cannot|may|might)\s(?:[a-z]+ly\s)?$", re.I)
# A first word with one of these behind it is a noun as a rule: "support for farmers", "running of schools".
_NOUN = re.compile(r"^\S+\s(?:of|for|in|to|on|with|between|from)\b", re.I)
_DAYS = re.compile(r"[A-Z][a-z]+ \d{1,2}(?:, \d{4})? to (?:[A-Z][a-z]+ )?\d{1,2}\b")
# Days that stand between what was held and the verb, with no word that joins them.
_HELD = re.compile(r" (?:was|were) (?:held|convened)(?: (?:in|at) [A-Z]\w*(?: [A-Z]\w*)*)?(?=[,.;]|$)")
_ON = re.compile(r"\b(?:on|at|in) $", re.I)


def fit(job: Job) -> None:
    """Exchange terms of the best candidate for variants whose first verb has the form that the word before asks for,
    and the word before a range of days for "from".

    Nothing else changes, and an exchange that breaks anything is undone.
    """
    for i, term in enumerate(job.terms):
        verdict, best = job.verdict, job.chosen
        span = verdict.spans[i]
        if not span or verdict.statuses[i] is TermStatus.MISSING:
            continue
        made = _fitted(term, best, span)
        if (made is not best and job.judged(made.text).statuses[i] is not TermStatus.MISSING
                and job.cost(made) <= job.cost(best)):
            job.best = made


def _fitted(term: Term, candidate: Candidate, span: tuple[int, int]) -> Candidate:
    """The candidate with what fits better at a term's place; itself where nothing does."""
    text = fold(candidate.text)
    if term.quantity:
        if not _DAYS.match(text, span[0]):
            return candidate
        on, held = _ON.search(text[:span[0]]), _HELD.match(text, span[1])
        if on:
            return put(candidate, (on.start(), on.end() - 1), "from")
        return _behind(candidate, span, held.end()) if held and text[:span[0]][-2:-1].isalpha() else candidate
    form = _fitting(term, text[:span[0]], text[span[0]:span[1]])
    return put(candidate, span, form) if form else candidate


def _behind(candidate: Candidate, days: tuple[int, int], end: int) -> Candidate:
    """The days behind the verb that ends at `end`: "The forum was held in Beijing from May 1 to 2"."""
    text, (start, stop) = candidate.text, days
    made = text[:start - 1] + text[stop:end] + " from " + text[start:stop] + text[end:]

    def move(at: int) -> int:
        if at < start:
            return at
        return at + end - stop + 5 if at <= stop else at - (stop - start + 1) if at < end else at + 5
    return retold(candidate, made, move)


def _fitting(term: Term, before: str, there: str) -> str:
    """The form of a term that fits behind `before` better than what is there, or ""."""
    word = there.split(" ", maxsplit=1)[0]
    if not there[:1].islower():  # a name
        return ""
    others = [(f, f.split(" ")[0]) for f in (term.target, *term.variants) if not _NOUN.match(f)]
    if _ING.search(before) and not word.endswith("ing") and not _NOUN.match(there):
        return next((f for f, first in others if first.endswith("ing") and first in inflections(word)), "")
    if _BARE.search(before) and word.endswith("ing"):
        return next((f for f, first in others
                     if not first.endswith(("ing", "s", "ed")) and word in inflections(first)), "")
    return ""
