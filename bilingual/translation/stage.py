"""The translating stage: give every segment its English, with each prescribed term in it.

Each distinct sentence is translated once. Its candidates are verified and the best is taken; one that still lacks a
term is tried again with more effort, then repaired, then put together from pieces. What happened to each term is
recorded on the segment.
"""
from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial

from bilingual.engine.base import Context, Engine, Request
from bilingual.engine.clauses import divided, joined
from bilingual.language.appointments import decided
from bilingual.language.english import clean, ended, lower_first, upper_first
from bilingual.language.english import joined as numbered
from bilingual.language.han import HAN
from bilingual.language.labels import fixed
from bilingual.language.phrases import enacted
from bilingual.language.resume import told
from bilingual.language.sentences import COLUMN_GAP, ENDS
from bilingual.model.document import UNSURE, Candidate, Document, Segment, State, Term, TermStatus
from bilingual.translation.adapt import Find, taken
from bilingual.translation.grammar import fit
from bilingual.translation.hints import tell
from bilingual.translation.job import Job
from bilingual.translation.judge import verify
from bilingual.translation.memory import Memory, Unit
from bilingual.translation.reading import read
from bilingual.translation.repair import assemble, put_in, shifted, without_han

EXAMPLES = 2     # similar sentences of the memory that an engine is shown
CANDIDATES = 8   # kept of each sentence, for the reader to choose from
MIN_CLAUSE = 8   # characters below which a clause is not divided
LEVELS = ("；;", "，：,:")  # where a sentence is divided that could not be translated as a whole
# Mean log-probability of a token, below which English put together from pieces is no English.
LEAST_SCORE = -3.0


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
            progress: Callable[[int, int], None] = lambda done, total: None, size: int | None = None,
            find: Find = lambda text: ()) -> Generator[None, None, None]:
    """The same in steps: yields after each batch of at most `size` sentences, so that something else may have its turn.

    `find` gives the terms of a Chinese text, for sentences of the memory that differ in one term. The targets are
    filled in at the end; closing the iterator before keeps the sentences that are finished.
    """
    _recall_people(document, memory, find)
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
        engine.heartbeat = lambda: step(0)
        start = 0
        while start < len(fresh):
            batch = fresh[start:start + min(size or engine.batch, engine.batch)]
            start += len(batch)
            try:
                _solve(batch, engine, step)
            finally:
                if memory:
                    memory.add(_unit(job, engine, document, glossary) for job in batch if job.best
                               and not job.best.fault)
            yield
            engine.heartbeat = lambda: step(0)  # another document may have had its turn
    finally:
        engine.heartbeat = lambda: None
        for job in jobs:
            if job.best:
                _finish(job, engine.unsure_below)
    document.notes += read(document.segments, engine)


def _recall_people(document: Document, memory: Memory | None, find: Find) -> None:
    """Sentences that a person has translated are taken as they are; similar ones are noted, or adapted by rule."""
    if memory is None:
        return
    for segment in document.segments:
        if segment.target:
            continue
        unit = memory.person(segment.source)
        if unit:
            correct(segment, unit.target, unit.state, unit.note)
            segment.origin = "person"
        else:
            segment.matches = memory.fuzzy(segment.source)
            found = taken(segment, find)
            if found:
                correct(segment, found[0], State.TRANSLATED)
                segment.origin = "adapted"
                segment.matches.sort(key=lambda m: m is not found[1])


def correct(segment: Segment, target: str, state: State, comment: str = "") -> None:
    """Give a segment a person's English, and see what became of its terms."""
    segment.target, segment.state, segment.comment, segment.notes, segment.score = target, state, comment, [], None
    segment.omitted, segment.exchanged, segment.followed = [], [], False
    verdict = verify(segment.text, segment.terms, target)
    for term, status, span in zip(segment.terms, verdict.statuses, verdict.spans, strict=True):
        term.status, term.target_span = status, span


def _recall_machine(jobs: list[Job], engine: Engine, memory: Memory | None) -> list[Job]:
    """Solve what the memory has under the same conditions; return the rest, and what was remembered with something
    broken.
    """
    if not memory:
        return jobs
    keys = [j.key(engine) for j in jobs]
    known = memory.machine(keys)
    for job, key in zip(jobs, keys, strict=True):
        unit = known.get(key)
        if unit:
            extra = unit.extra
            links, uncovered = (tuple(map(tuple, extra.get(name, ()))) for name in ("links", "uncovered"))
            job.remembered = True
            job.best = Candidate(unit.target, extra.get("score", 0.0), links, uncovered)
            job.candidates = [job.best if t == unit.target else Candidate(t, s) for t, s in extra.get("candidates", ())]
            job.repaired, job.assembled = set(extra.get("repaired", ())), extra.get("assembled", False)
            if not job.done:
                job.forget()
    return [j for j in jobs if j.best is None]


def _unit(job: Job, engine: Engine, document: Document, glossary: str) -> Unit:
    extra = {"score": job.score, "repaired": sorted(job.repaired), "assembled": job.assembled,
             "candidates": [(c.text, c.score) for c in _shown(job)], "links": job.chosen.links,
             "uncovered": job.chosen.uncovered}
    return Unit(job.source, job.text, State.TRANSLATED, job.key(engine), document.path.name, engine.signature, glossary,
                extra=extra)


def _shown(job: Job) -> list[Candidate]:
    """The chosen English and, behind it, what else was offered, best first.

    Where the chosen one lacks nothing the others were not judged, and stay in the engine's order.
    """
    kept = job.done
    others = sorted((c for c in job.candidates if c.text != job.text),
                    key=lambda c: ((0, 0, 0) if kept else job.cost(c), -c.score))
    return [job.chosen, *others][:CANDIDATES]


def _solve(jobs: list[Job], engine: Engine, step: Callable[[int], None] = lambda done: None) -> None:
    """Translate the jobs, with as much effort as each needs: once, mended, with more candidates, by clauses, in pieces.
    """
    if not jobs:
        return
    try:
        answers = engine.translate([_asked(j.request, j, engine) for j in jobs], 0, step)
    except BaseException:
        for n, candidates in engine.finished.items():
            jobs[n].consider(candidates)
            if not jobs[n].done:  # what would have been mended now is asked for anew
                jobs[n].forget()
        raise
    for job, candidates in zip(jobs, answers, strict=True):
        job.consider(candidates)
    if engine.traces:
        put_in([j for j in jobs if j.verdict.missing], engine)
    tell(jobs, engine)
    jobs = [j for j in jobs if not j.done]
    if not jobs:
        return
    for job, candidates in zip(jobs, engine.translate([_asked(j.again, j, engine) for j in jobs], 1), strict=True):
        job.consider(candidates)
    put_in([j for j in jobs if j.verdict.missing], engine)
    parts = {id(j): _clauses(j, engine) for j in jobs if not j.done}
    _solve([p for row in parts.values() for p in row], engine)
    for job in jobs:
        if not job.done and parts[id(job)]:
            _from_clauses(job, parts[id(job)])
        if job.verdict.missing and not parts.get(id(job)):
            _assemble(job, engine)


def _asked(request: Request, job: Job, engine: Engine) -> Request:
    """A request of a job, with clauses that have a fixed English where the engine takes over what it is given."""
    return job.told(request=request) if engine.obeys else request


def _clauses(job: Job, engine: Engine) -> list[Job]:
    """The job's clauses as jobs of their own; none when it cannot be divided any further."""
    parts = divided(job.request, max(MIN_CLAUSE, len(job.source) // 2 + 2), len, engine.clause_joint, LEVELS)
    return [Job(p.source, p.terms, job.heading, [], p.context) for p in parts] if len(parts) > 1 else []


def _from_clauses(job: Job, parts: list[Job]) -> None:
    """The sentence put together from its clauses, where that is better than the whole."""
    made = job.tidied(joined([p.source for p in parts], [replace(p.chosen, text=p.inside(p.text)) for p in parts]))
    if job.cost(made) < job.cost(job.chosen):
        before = 0
        for part in parts:
            job.repaired |= {before + i for i in part.repaired}
            before += len(part.terms)
        job.best, job.assembled = made, any(p.assembled for p in parts)


def _assemble(job: Job, engine: Engine) -> None:
    """The last resort; taken only where it is better than what there is, and where the engine can read it as English.
    """
    made = job.tidied(Candidate(assemble(job.source, job.terms, engine)))
    scores = engine.score([(job.request, made.text)])
    made = replace(made, score=scores[0] if scores else job.score)
    if job.cost(made) < job.cost(job.chosen) and (not scores or scores[0] >= LEAST_SCORE):
        job.repaired |= {i for i, s in enumerate(job.verdict.statuses) if s is TermStatus.MISSING}
        job.best, job.assembled = made, True


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
            terms = shifted(segment.terms, len(segment.marker))
            if _by_rule(segment, body, terms):
                continue
            job = Job(body, terms, block.kind == "heading", [],
                      Context(title, texts[n], texts[n + 2],
                              tuple((m.source, m.target) for m in segment.matches[:EXAMPLES])))
            jobs.setdefault(job.wanted, job).segments.append(segment)
    return list(jobs.values())


def _copy(segment: Segment, body: str) -> None:
    """Text without Chinese stays as it is, but for its punctuation."""
    segment.target = numbered(segment.marker_target, clean(body))
    segment.state = State.TRANSLATED
    for term in segment.terms:
        term.status = TermStatus.USED


def _by_rule(segment: Segment, body: str, terms: tuple[Term, ...]) -> bool:
    """Whether a line has its English by rule, with every prescribed term in it; it is then written into its segment."""
    parts = [(t.start, t.end, t.target, t.kind) for t in terms]
    for rule in (partial(fixed, body, parts), partial(fixed, body, parts, prescribed=True), partial(told, body, parts),
                 partial(decided, body, parts), partial(enacted, body, terms)):
        said = rule()
        verdict = verify(body, terms, said, heading=True) if said else None
        if verdict and verdict.cost[:2] == (0, 0) and not verdict.faults:
            correct(segment, numbered(segment.marker_target, said), State.TRANSLATED)
            segment.origin = "rule"
            return True
    return False


def _finish(job: Job, unsure_below: float | None) -> None:
    """Write what was decided into every segment that asked for it."""
    job.polish()
    fit(job)
    verdict = job.verdict
    whole = without_han(job.text) if verdict.han else job.text
    for segment in job.segments:
        # The parts of a headline, which only a space divides in Chinese, are divided by semicolons.
        divides = segment.gap.strip("\n") and job.source[-1:] not in ENDS and not COLUMN_GAP.match(segment.gap)
        text = upper_first(ended(whole, job.source + "；" if divides else job.source)) if whole else ""
        segment.target = numbered(segment.marker_target, lower_first(job.inside(text)) if segment.continues else text)
        segment.state, segment.score, segment.candidates = State.TRANSLATED, job.score, _shown(job)
        segment.origin = "memory" if job.remembered else "new"
        segment.notes = (["assembled"] if job.assembled else []) + ([f"cut: {h}" for h in verdict.han])
        segment.notes += [f"answer: {job.chosen.fault}"] if job.chosen.fault else []
        segment.notes += [UNSURE] if unsure_below is not None and job.score < unsure_below else []
        offset = len(segment.target) - len(text)
        for i, term in enumerate(segment.terms):
            status, span = verdict.statuses[i], verdict.spans[i]
            term.status = TermStatus.REPAIRED if i in job.repaired and status is not TermStatus.MISSING else status
            term.target_span = (span[0] + offset, span[1] + offset) if span and not verdict.han else None
