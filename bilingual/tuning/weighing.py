"""Whether a tuned model is better: on the user's sentences that it was not shown, and no worse on other text.

Both are judged by what the program asks for, sentences with their terms given, before any repair; chrF (Popović 2015)
is taken because it is steady on few sentences. The gain on few sentences may be chance: paired bootstrap resampling
(Koehn 2004) tells how sure it is.
"""
from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from bilingual.engine.base import Engine
from bilingual.evaluation import Pair, accuracy, first_answers, swapped
from bilingual.glossary.matcher import Matcher

SURE = 0.95      # share of the resamples in which the tuned model must be better on what it was not shown
LOSS = 0.5       # chrF that may be lost on other text: less than the choice of its sentences makes
DISOBEDIENCE = 0.02  # share of given renderings that may be lost
RESAMPLES = 1000
REST = Path(__file__).with_name("rest.tsv")


@dataclass(frozen=True)
class Measure:
    """What was measured of a model on some sentences with their terms given: chrF of each sentence and of all, BLEU."""
    sentences: tuple[float, ...]
    chrf: float
    bleu: float


@dataclass(frozen=True)
class Figures:
    """A model on the sentences kept apart and on other text; the share of random renderings it takes over in both.
    """
    apart: Measure
    rest: Measure
    obeyed: float | None


def figures(engine: Engine, apart: Sequence[Pair], rest: Sequence[Pair], matcher: Matcher) -> Figures:
    """Measure a model."""
    pairs = [*apart, *rest]
    terms = [matcher.find(p.source) for p in pairs]
    answers = first_answers(pairs, terms, engine)
    exchanged = swapped(terms)
    obeyed = accuracy(pairs, exchanged, first_answers(pairs, exchanged, engine), "glossary")
    return Figures(_measured(apart, answers[:len(apart)]), _measured(rest, answers[len(apart):]), obeyed)


def _measured(pairs: Sequence[Pair], answers: Sequence[str]) -> Measure:
    chrf, references = CHRF(), [[p.reference for p in pairs]]
    return Measure(tuple(chrf.sentence_score(a, [p.reference]).score for a, p in zip(answers, pairs, strict=True)),
                   chrf.corpus_score(answers, references).score, BLEU().corpus_score(answers, references).score)


def sureness(old: Measure, new: Measure, seed: int) -> float:
    """The share of the resamples in which the mean chrF of the sentences is higher."""
    gains = [b - a for a, b in zip(old.sentences, new.sentences, strict=True)]
    rng = random.Random(seed)
    return sum(sum(rng.choices(gains, k=len(gains))) > 0 for _ in range(RESAMPLES)) / RESAMPLES


def objection(old: Figures, new: Figures, seed: int) -> str:
    """Why a tuned model is not to be installed, as the end of a sentence; "" when it is better."""
    sure = sureness(old.apart, new.apart, seed)
    if sure < SURE:
        return f"on the sentences kept apart it is better in {sure:.0%} of the resamples, not in {SURE:.0%}"
    if new.rest.chrf < old.rest.chrf - LOSS:
        return f"on other text it lost {old.rest.chrf - new.rest.chrf:.1f} chrF"
    if old.obeyed is not None and new.obeyed is not None and new.obeyed < old.obeyed - DISOBEDIENCE:
        return f"it takes over {new.obeyed:.1%} of random renderings, before {old.obeyed:.1%}"
    return ""
