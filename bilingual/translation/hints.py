"""A second try for sentences with words that their English does not tell or tells as others, or with names that it
misspells: with the usual English of these words, and with the names in pinyin.

A model that takes over renderings is given these as if they were terms. Nobody prescribes them: what comes of it is one
more candidate.
"""
from __future__ import annotations

from collections.abc import Sequence

from bilingual.engine.base import Engine, Request
from bilingual.language.keywords import helped
from bilingual.language.lexicon import USUAL, usual
from bilingual.language.wholes import told_as_several
from bilingual.model.document import Term
from bilingual.translation.job import Job


def tell(jobs: Sequence[Job], engine: Engine) -> None:
    """Have the words told that the best candidates do not tell, in one way of saying them after the other."""
    if not engine.obeys:
        return
    for way in range(USUAL):
        asked = [(job, request) for job in jobs if (request := _hinted(job, way))]
        answers = engine.translate([request for _, request in asked], 0) if asked else []
        for (job, _), candidates in zip(asked, answers, strict=True):
            job.consider(candidates)


def _hinted(job: Job, way: int) -> Request | None:
    """The request with the words that are not told as terms; None where all are, or none can be said in such a way."""
    hints = []
    for start, end in job.untold:
        word = job.source[start:end]
        if way < len(said := usual(word)):
            hints.append(Term(word, said[way], start, end, kind="hint"))
    wholes = [whole[:3] for whole in told_as_several(job.source, job.text)]
    for found in (helped(job.source, job.text, job.places), job.read_wrongly, wholes) if way == 0 else ():
        taken = [(t.start, t.end) for t in (*hints, *job.terms)]
        hints += [Term(job.source[start:end], english, start, end, kind="hint") for start, end, english in found
                  if not any(start < b and a < end for a, b in taken)]
    if not hints:
        return None
    return job.told(hints)
