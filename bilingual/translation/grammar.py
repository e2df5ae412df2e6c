"""A term in the grammatical form that its place asks for, where the glossary lists one.

A model that keeps every term to the letter writes "a notice on ensure supply"; with "ensuring supply" among the
variants, that is what belongs behind "on".
"""
from __future__ import annotations

import re

from bilingual.language.english import fold
from bilingual.model.document import Term, TermStatus
from bilingual.translation.job import Job
from bilingual.translation.judge import inflections
from bilingual.translation.repair import put

# A verb behind these has -ing ("of", "for"), a verb behind those has none ("must", "will"). "to" may be either.
# An adverb may stand between: "will effectively ensure".
_ING = re.compile(r"\b(?:of|for|on|by|in|through|without|about|with|from|at)\s(?:[a-z]+ly\s)?$", re.I)
_BARE = re.compile(r"\b(?:will|would|must|should|shall|can|could|cannot|may|might)\s(?:[a-z]+ly\s)?$", re.I)
# A first word with one of these behind it is a noun as a rule: "support for farmers", "running of schools".
_NOUN = re.compile(r"^\S+\s(?:of|for|in|to|on|with|between|from)\b", re.I)


def fit(job: Job) -> None:
    """Exchange terms of the best candidate for variants whose first verb has the form that the word before asks for.

    Nothing else changes, and an exchange that breaks anything is undone.
    """
    for i, term in enumerate(job.terms):
        verdict, best = job.verdict, job.chosen
        span = verdict.spans[i]
        if term.quantity or not span or verdict.statuses[i] is TermStatus.MISSING:
            continue
        form = _fitting(term, fold(best.text)[:span[0]], fold(best.text)[span[0]:span[1]])
        made = put(best, span, form) if form else best
        if form and job.judged(made.text).statuses[i] is not TermStatus.MISSING and job.cost(made) <= job.cost(best):
            job.best = made


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
