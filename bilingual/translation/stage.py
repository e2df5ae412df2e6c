"""The translating stage: give every segment its English, with each prescribed term in it.

Each distinct sentence is translated once. Its candidates are verified and the best is taken; one that still lacks a
term is tried again with more effort, then repaired, then put together from pieces. What happened to each term is
recorded on the segment.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bilingual._version import __version__
from bilingual.engine.base import Context, Engine, Request
from bilingual.language.english import clean, ended, join_clauses, joined, lower_first, reported, upper_first
from bilingual.language.han import HAN
from bilingual.language.sentences import ENDS, clauses
from bilingual.model.document import Candidate, Document, Segment, State, Term, TermStatus
from bilingual.translation.judge import Verdict, verify
from bilingual.translation.memory import Memory, Unit
from bilingual.translation.repair import assemble, replace_in, shifted, without_han

BATCH = 128      # sentences given to an engine at once, where it does not want fewer
EXAMPLES = 2     # similar sentences of the memory that an engine is shown
CANDIDATES = 8   # kept of each sentence, for the reader to choose from
MIN_CLAUSE = 8  # characters below which a clause is not divided


@dataclass
class Job:
    """A distinct sentence: what to translate, which segments want it, and how far it has come."""
    source: str
    terms: tuple[Term, ...]
    heading: bool
    segments: list[Segment]
    context: Context = Context()
    candidates: list[Candidate] = field(default_factory=list)
    text: str = ""
    score: float = 0.0
    verdict: Verdict | None = None
    repaired: set[int] = field(default_factory=set)
    assembled: bool = False
    remembered: bool = False

    @property
    def wanted(self) -> tuple:
        """What is asked for: jobs that want the same are one."""
        return self.source, tuple((t.start, t.target, t.variants, t.forbidden) for t in self.terms), self.heading

    def key(self, engine: Engine) -> str:
        """All that the result depends on, as a hash."""
        return hashlib.sha256(repr((__version__, engine.signature, self.wanted)).encode()).hexdigest()[:32]

    @property
    def request(self) -> Request:
        return Request(self.source, self.terms, self.context)

    @property
    def again(self) -> Request:
        """The request once more, telling what was lacking in the best answer so far."""
        lacking = [t.target for t, s in zip(self.terms, self.verdict.statuses) if s is TermStatus.MISSING]
        return Request(self.source, self.terms, self.context, answer=self.text, lacking=tuple(lacking))

    @property
    def done(self) -> bool:
        return self.verdict is not None and not any(self.verdict.cost[:2])

    def consider(self, candidates: Iterable[Candidate]) -> None:
        """Add candidates and take the best: what is broken counts first, the engine's score second."""
        self.candidates += [self._tidied(c) for c in candidates]
        judged = [(verify(self.source, self.terms, c.text, self.heading), c) for c in self.candidates]
        self.verdict, best = min(judged, key=lambda j: (j[0].cost, -j[1].score))
        self.text, self.score = best.text, best.score

    def _tidied(self, candidate: Candidate) -> Candidate:
        """With English punctuation, and "that" after a reporting verb; the links move with their words."""
        text, end, moved = reported(self.source, clean(candidate.text))
        shift = lambda at: at + moved if at >= end else at
        return Candidate(text, candidate.score, tuple((s, e, shift(a), shift(b)) for s, e, a, b in candidate.links) if moved else candidate.links)

    def inside(self, text: str) -> str:
        """A form of the text as it stands inside a sentence: a term in front gets its own small letter back."""
        first = next((t.target for t, s in zip(self.terms, self.verdict.spans) if s and s[0] == 0), "")
        return text[:1].lower() + text[1:] if first[:1].islower() else text

    @property
    def best(self) -> Candidate:
        return next(c for c in self.candidates if c.text == self.text)


def translate(document: Document, engine: Engine, memory: Memory | None = None, glossary: str = "",
              progress: Callable[[int, int], None] = lambda done, total: None) -> Document:
    """Fill in the target of every segment that has none. `progress` is told the sentences done and in all.

    What `memory` knows is taken from there, and what is new is kept there, a batch at a time. On KeyboardInterrupt the
    sentences that are finished are kept, and the exception goes on.
    """
    for _ in batches(document, engine, memory, glossary, progress):
        pass
    return document


def batches(document: Document, engine: Engine, memory: Memory | None = None, glossary: str = "",
            progress: Callable[[int, int], None] = lambda done, total: None, size: int = BATCH) -> Iterator[None]:
    """The same in steps: yields after each batch of at most `size` sentences, so that something else may have its turn.

    The targets are filled in at the end; closing the iterator before keeps the sentences that are finished.
    """
    _recall_people(document, memory)
    jobs = _jobs(document)
    fresh = _recall_machine(jobs, engine, memory)
    count = len(jobs) - len(fresh)

    def step(done: int) -> None:
        nonlocal count
        count += done
        progress(min(count, len(jobs)), len(jobs))

    try:
        step(0)
        # A run that is killed has lost a batch at the most.
        size = min(size, getattr(engine, "batch", size))
        for start in range(0, len(fresh), size):
            batch = fresh[start:start + size]
            _solve(batch, engine, step)
            if memory:
                memory.add(_unit(job, engine, document, glossary) for job in batch)
            yield
    finally:
        for job in jobs:
            if job.verdict:
                _finish(job)


def _recall_people(document: Document, memory: Memory | None) -> None:
    """Sentences that a person has translated are taken as they are; similar ones are noted."""
    for segment in document.segments if memory else ():
        if segment.target:
            continue
        unit = memory.person(segment.source)
        if unit:
            correct(segment, unit.target, unit.state, unit.note)
            segment.origin = "person"
        else:
            segment.matches = memory.fuzzy(segment.source)


def correct(segment: Segment, target: str, state: State, comment: str = "") -> None:
    """Give a segment a person's English, and see what became of its terms."""
    segment.target, segment.state, segment.comment, segment.notes, segment.score = target, state, comment, [], None
    verdict = verify(segment.text, segment.terms, target)
    for term, status, span in zip(segment.terms, verdict.statuses, verdict.spans):
        term.status, term.target_span = status, span


def _recall_machine(jobs: list[Job], engine: Engine, memory: Memory | None) -> list[Job]:
    """Solve what the memory has under the same conditions; return the rest."""
    if not memory:
        return jobs
    keys = [j.key(engine) for j in jobs]
    known = memory.machine(keys)
    for job, key in zip(jobs, keys):
        unit = known.get(key)
        if unit:
            job.text, job.score, job.remembered = unit.target, unit.extra.get("score", 0.0), True
            job.candidates = [Candidate(t, s, tuple(map(tuple, unit.extra.get("links", ()))) if t == unit.target else ())
                              for t, s in unit.extra.get("candidates", ())]
            job.repaired, job.assembled = set(unit.extra.get("repaired", ())), unit.extra.get("assembled", False)
            job.verdict = verify(job.source, job.terms, job.text, job.heading)
    return [j for j in jobs if j.verdict is None]


def _unit(job: Job, engine: Engine, document: Document, glossary: str) -> Unit:
    extra = {"score": job.score, "repaired": sorted(job.repaired), "assembled": job.assembled,
             "candidates": [(c.text, c.score) for c in job.candidates[:CANDIDATES]],
             "links": next((c.links for c in job.candidates[:CANDIDATES] if c.text == job.text), ())}
    return Unit(job.source, job.text, State.TRANSLATED, job.key(engine), document.path.name, engine.signature, glossary, extra=extra)


def _solve(jobs: list[Job], engine: Engine, step: Callable[[int], None] = lambda done: None) -> None:
    """Translate the jobs, with as much effort as each needs: once, with more candidates, by clauses, in pieces."""
    if not jobs:
        return
    for job, candidates in zip(jobs, engine.translate([j.request for j in jobs], 0, step)):
        job.consider(candidates)
    _retry([j for j in jobs if not j.done], engine)
    parts = {id(j): _clauses(j) for j in jobs if not j.done}
    _solve([p for row in parts.values() for p in row], engine)
    for job in jobs:
        if not job.done:
            _from_clauses(job, parts[id(job)]) if parts[id(job)] else _assemble(job, engine)


def _clauses(job: Job) -> list[Job]:
    """The job's clauses as jobs of their own; none when it cannot be divided any further."""
    keep = [(t.start, t.end) for t in job.terms]
    spans = clauses(job.source, max(MIN_CLAUSE, len(job.source) // 2 + 2), len, keep, levels=("；;", "，：,:"))
    if len(spans) < 2:
        return []
    return [Job(job.source[a:b], shifted([t for t in job.terms if a <= t.start < b], a), job.heading, [], Context(job.context.title))
            for a, b in spans]


def _from_clauses(job: Job, parts: list[Job]) -> None:
    """The sentence put together from its clauses, where that is better than the whole."""
    text, _, _ = reported(job.source, join_clauses([p.inside(p.text) for p in parts])[0])
    verdict = verify(job.source, job.terms, text, job.heading)
    if verdict.cost < job.verdict.cost:
        before = 0
        for part in parts:
            job.repaired |= {before + i for i in part.repaired}
            before += len(part.terms)
        job.text, job.verdict, job.assembled = text, verdict, any(p.assembled for p in parts)


def _jobs(document: Document) -> list[Job]:
    jobs: dict[tuple, Job] = {}
    title = document.title.text if document.title and document.title.kind == "heading" else ""
    for block in document.blocks:
        texts = ["", *(s.text for s in block.segments), ""]
        for n, segment in enumerate(block.segments):
            if segment.target or not segment.source.strip():
                continue
            body = segment.text[len(segment.marker):]
            if not HAN.search(body):
                _copy(segment, body)
                continue
            job = Job(body, shifted(segment.terms, len(segment.marker)), block.kind == "heading", [],
                      Context(title, texts[n], texts[n + 2], tuple((m.source, m.target) for m in segment.matches[:EXAMPLES])))
            jobs.setdefault(job.wanted, job).segments.append(segment)
    return list(jobs.values())


def _copy(segment: Segment, body: str) -> None:
    """Text without Chinese stays as it is, but for its punctuation."""
    segment.target = joined(segment.marker_target, clean(body))
    segment.state = State.TRANSLATED
    for term in segment.terms:
        term.status = TermStatus.USED


def _retry(jobs: list[Job], engine: Engine) -> None:
    """More candidates for the sentences that lack something, then replacement inside the best of them."""
    if not jobs:
        return
    for job, candidates in zip(jobs, engine.translate([j.again for j in jobs], 1)):
        job.consider(candidates)
    open_jobs = [j for j in jobs if j.verdict.missing]
    lacking = sorted({t.source for j in open_jobs for t, s in zip(j.terms, j.verdict.statuses) if s is TermStatus.MISSING})
    answers = engine.translate([Request(t) for t in lacking]) if lacking else []
    bare = {t: a[0].text for t, a in zip(lacking, answers)}
    for job in open_jobs:
        text, repaired = replace_in(job.best, job.terms, job.verdict, bare, job.source, job.heading)
        if repaired:
            job.text, job.repaired = text, set(repaired)
            job.verdict = verify(job.source, job.terms, text, job.heading)


def _assemble(job: Job, engine: Engine) -> None:
    """The last resort; taken only where it is better than what there is."""
    text = clean(assemble(job.source, job.terms, engine))
    verdict = verify(job.source, job.terms, text, job.heading)
    if verdict.cost < job.verdict.cost:
        job.repaired = {i for i, s in enumerate(job.verdict.statuses) if s is TermStatus.MISSING} | job.repaired
        job.text, job.verdict, job.assembled = text, verdict, True


def _finish(job: Job) -> None:
    """Write what was decided into every segment that asked for it."""
    whole = without_han(job.text) if job.verdict.han else job.text
    for segment in job.segments:
        # The parts of a headline, which only a space divides in Chinese, are divided by semicolons.
        divided = segment.gap.strip("\n") and job.source[-1:] not in ENDS
        text = upper_first(ended(whole, job.source + "；" if divided else job.source))
        segment.target = joined(segment.marker_target, lower_first(job.inside(text)) if segment.continues else text)
        segment.state, segment.score, segment.candidates = State.TRANSLATED, job.score, job.candidates[:CANDIDATES]
        segment.origin = "memory" if job.remembered else "new"
        segment.notes = (["assembled"] if job.assembled else []) + ([f"cut: {h}" for h in job.verdict.han])
        offset = len(segment.target) - len(text)
        for i, term in enumerate(segment.terms):
            status, span = job.verdict.statuses[i], job.verdict.spans[i]
            term.status = TermStatus.REPAIRED if i in job.repaired and status is not TermStatus.MISSING else status
            term.target_span = (span[0] + offset, span[1] + offset) if span and not job.verdict.han else None

