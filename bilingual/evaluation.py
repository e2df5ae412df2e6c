"""Measure an engine on a test set: quality, terms, numbers, speed.

Term accuracy is exact match of each prescribed rendering in the engine's first answer, before any repair (the success
rate of the WMT 2023 terminology task). Obedience and luck are told apart by giving each term the rendering of another
one ("random"): a model that would have said the right thing anyway fails that.
"""
from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bilingual import checks
from bilingual.engine.base import Engine, Request
from bilingual.glossary.matcher import Matcher, match
from bilingual.language.english import fold
from bilingual.language.folding import punctuated
from bilingual.language.quantities.measure import Agreement, Example, Judgement, Outcome
from bilingual.model.document import Block, Document, Severity, State, Term, TermStatus
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry, Glossary
from bilingual.pipeline import Translator
from bilingual.segmenter import segment
from bilingual.support.limits import check_text_size
from bilingual.translation.job import Job
from bilingual.translation.judge import verify
from bilingual.translation.reading import read
from bilingual.translation.stage import correct

SEED = 1


@dataclass(frozen=True)
class Pair:
    """A test sentence, its reference, and the renderings prescribed for it."""
    source: str
    reference: str
    entries: tuple[Entry, ...] = ()


@dataclass
class Scores:
    """What was measured of one engine; shares are between 0 and 1, None where the test set has no terms.

    `test` is the file's name. What ends in `_with_terms` is the engine's first answer to the sentence with its terms;
    what ends in `_end_to_end` is what the whole program makes of it with a glossary, and `flagged` the share of those
    sentences that it gives a warning or an error. `prompt_tokens` is how long a sentence's prompt is with its terms,
    and `cached_tokens` what of that had not to be computed again; None for engines without prompts and servers that do
    not tell.
    """
    test: str
    engine: str
    sentences: int
    bleu: float
    chrf: float
    bleu_with_terms: float
    chrf_with_terms: float
    bleu_end_to_end: float
    chrf_end_to_end: float
    flagged: float
    terms: int
    term_accuracy: float | None
    random_term_accuracy: float | None
    number_accuracy: float | None
    number_accuracy_with_terms: float | None
    sentences_per_second: float
    bleu_signature: str
    chrf_signature: str
    prompt_tokens: float | None = None
    cached_tokens: float | None = None

    def as_dict(self) -> dict:
        return asdict(self)


def read_test(path: Path) -> list[Pair]:
    """The pairs of a file `zh<TAB>en[<TAB>zh term=en term ; ...]`.

    Raises BilingualError naming the line that is none.
    """
    if not path.is_file():
        raise BilingualError(f"There is no test set {path}.")
    check_text_size(path)
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t")
        if not line.strip():
            continue
        if len(columns) < 2 or not columns[0].strip() or not columns[1].strip():
            raise BilingualError(f"{path} line {number} is no pair: Chinese and English must be separated by a tab.")
        terms = [t.split("=", 1) for t in (columns[2] if len(columns) > 2 else "").split(" ; ") if "=" in t]
        pairs.append(Pair(columns[0].strip(), columns[1].strip(), tuple(Entry(z.strip(), e.strip()) for z, e in terms)))
    if not pairs:
        raise BilingualError(f"{path} has no pairs.")
    return pairs


def evaluate(test: str, pairs: Sequence[Pair], engine: Engine, glossary: Glossary, own: bool = False) -> Scores:
    """All scores of an engine on the pairs of a test set. `glossary` is that of the whole program.

    Terms are given as each pair lists them; with `own` a pair without a list has those of the glossary.
    """
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ImportError as error:
        raise BilingualError("Evaluation needs sacrebleu: python -m pip install 'bilingual-policy[training]', "
                             "or only python -m pip install sacrebleu.") from error
    shared = Matcher(glossary) if own else None
    terms = [Matcher(Glossary(p.entries)).find(p.source) if p.entries or not shared else shared.find(p.source)
             for p in pairs]
    sources, references = [p.source for p in pairs], [[p.reference for p in pairs]]
    engine.translate([Request(pairs[0].source)])  # load the model before the clock runs
    start = time.perf_counter()
    plain = [c[0].text for c in engine.translate([Request(s) for s in sources])]
    seconds = time.perf_counter() - start
    before = engine.prompt_tokens, engine.cached_tokens
    marked = first_answers(pairs, terms, engine)
    after = engine.prompt_tokens, engine.cached_tokens
    prompt, cached = ((now - then) / len(pairs) or None for now, then in zip(after, before, strict=True))
    exchanged = swapped(terms)
    obeying = first_answers(pairs, exchanged, engine) if exchanged != terms else marked
    whole = Translator(engine, glossary).translate_text(sources)
    bleu, chrf = BLEU(), CHRF()
    texts = {"": plain, "_with_terms": marked, "_end_to_end": [b.target for b in whole.blocks]}
    quality: dict[str, Any] = {name + way: metric.corpus_score(english, references).score
                               for way, english in texts.items() for name, metric in (("bleu", bleu), ("chrf", chrf))}
    return Scores(
        test, engine.signature, len(pairs), **quality, flagged=sum(map(bool, _complaints(whole))) / len(pairs),
        terms=sum(t.origin == "glossary" for row in terms for t in row),
        term_accuracy=accuracy(pairs, terms, marked, "glossary"),
        random_term_accuracy=accuracy(pairs, exchanged, obeying, "glossary"),
        number_accuracy=accuracy(pairs, terms, plain, "figure"),
        number_accuracy_with_terms=accuracy(pairs, terms, marked, "figure"),
        sentences_per_second=len(pairs) / seconds, bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()), prompt_tokens=prompt, cached_tokens=cached)


def quantities_translated(examples: Sequence[Example], engine: Engine, glossary: Glossary) -> Outcome:
    """What becomes of quantities in the whole program: told by a right rendering, flagged by a check, or neither."""
    document = Translator(engine, glossary).translate_text([e.chinese for e in examples])
    outcome = Outcome()
    for example, block, complaints in zip(examples, document.blocks, _complaints(document), strict=True):
        english = _negated(fold(block.target))
        # A quantity by itself has no article.
        told = all(any(_negated(w).removeprefix("the ") in english for w in ways) for ways in example.wanted)
        if told and (example.wanted or not complaints):
            outcome.right += 1
        elif complaints:
            outcome.flagged += 1
        else:
            outcome.silent.append(f"{example.chinese} / {block.target}")
    return outcome


def people_judged(rows: Sequence[Judgement], engine: Engine, glossary: Glossary) -> Agreement:
    """What all checks make of English by people, right or wrong: each row is one sentence.

    That a prescribed term is missing is left out: free English may well say it otherwise.
    """
    document = segment(Document(Path("rows"), "txt", [Block("paragraph", row.chinese) for row in rows]))
    for block in document.blocks:
        block.segments[0].source, block.segments[0].simplified = punctuated(block.text), ""
        del block.segments[1:]
    match(document, Matcher(glossary))
    for block, row in zip(document.blocks, rows, strict=True):
        correct(block.segments[0], row.english, State.TRANSLATED)
    read(document.segments, engine)
    checks.run(document)
    result = Agreement()
    for one, row in zip(document.segments, rows, strict=True):
        found = {i.check for i in one.issues if i.severity is not Severity.INFO} - {"term-missing", "inconsistent"}
        result.count(row, bool(found), f" / {', '.join(sorted(found)) if found else row.fault}")
    return result


def _complaints(document: Document) -> list[int]:
    """How many warnings and errors each block has."""
    return [sum(i.severity is not Severity.INFO for s in b.segments for i in s.issues) for b in document.blocks]


def _negated(text: str) -> str:
    """Small letters, and one way of saying "no less than"."""
    return text.lower().replace("no less than", "not less than").replace("no more than", "not more than")


def first_answers(pairs: Any, terms: Sequence[Sequence[Term]], engine: Engine) -> list[str]:
    """The engine's own answers with terms given, the best of its first candidates, with nothing repaired."""
    jobs = [Job(p.source, tuple(t), False, []) for p, t in zip(pairs, terms, strict=True)]
    for job, candidates in zip(jobs, engine.translate([j.request for j in jobs]), strict=True):
        job.consider(candidates)
    return [j.text for j in jobs]


def swapped(terms: list[list[Term]]) -> list[list[Term]]:
    """Every glossary term with the rendering of another term of the test set."""
    targets = sorted({t.target for row in terms for t in row if t.origin == "glossary"})
    if len(targets) < 2:
        return terms
    order = random.Random(SEED).sample(targets, len(targets))
    following = dict(zip(order, order[1:] + order[:1], strict=True))
    return [[replace(t, target=following[t.target], variants=()) if t.origin == "glossary" else t for t in row]
            for row in terms]


def accuracy(pairs: Any, terms: Sequence[Sequence[Term]], answers: Any, origin: str) -> float | None:
    """The share of the terms of an origin ("glossary", "figure") that answers take over; None where there are none."""
    wanted = kept = 0
    for pair, row, answer in zip(pairs, terms, answers, strict=True):
        for term, status in zip(row, verify(pair.source, row, answer).statuses, strict=True):
            if term.origin == origin:
                wanted += 1
                kept += status is TermStatus.USED or origin == "figure" and status is TermStatus.VARIANT
    return kept / wanted if wanted else None
