"""Put a prescribed rendering into a translation that lacks it, without guessing.

First where the model's own attention says the term went; else where its translation of the bare term stands; and last,
by translating the sentence in pieces around its terms. Every change is verified; one that makes things worse is undone.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from bilingual.engine.base import Engine, Request, exchanged
from bilingual.language.english import fold, tidy, upper_first
from bilingual.language.han import HAN, RUN
from bilingual.model.document import Candidate, Term, TermStatus
from bilingual.translation.job import Job

_PUNCTUATION = {"，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?", "（": "(", "）": ")",
                "“": '"', "”": '"',
                "‘": "'", "’": "'", "《": '"', "》": '"', "—": " -- ", "…": "...", "·": " ", "　": " ", "～": "-",
                "【": "[", "】": "]"}
# Function words that a model makes nonsense of when they stand alone between two terms.
_PARTICLES = {"和": "and", "与": "and", "及": "and", "以及": "and", "同": "with", "或": "or", "的": "", "地": "",
              "得": "", "了": "",
              "在": "in", "于": "in", "对": "for", "为": "for", "以": "with", "由": "by", "从": "from", "到": "to",
              "向": "toward",
              "是": "is", "有": "has", "要": "must", "将": "will", "把": "", "被": "by", "等": "and others", "中": "in",
              "并": "and",
              "而": "and", "也": "also", "都": "all", "使": "make", "让": "let", "着": "", "个": "", "项": "", "名": "",
              "届": "", "次": ""}


# words by which a place found is widened or narrowed, to be compared
NEIGHBOURS = ((0, 0), (0, 1), (-1, 0), (0, 2), (-1, 1), (1, 0))
MOST = 12  # places and forms of a term that are compared


def put_in(jobs: Sequence[Job], engine: Engine) -> None:
    """Put the missing terms of each job into its best candidate, where they can be.

    An engine that does not follow every word is asked where the terms went in what it said of the bare Chinese, too.
    """
    if not jobs:
        return
    drafts = [(job, draft) for job in jobs for draft in _drafts(job, engine)]
    asked = [(replace(job.request, terms=tuple(_missing(job, draft))), draft.text) for job, draft in drafts]
    traces = engine.align(asked) if not engine.aligned else []
    bare = _alone(drafts, engine)
    mended: dict[int, list[tuple[Candidate, set[int]]]] = {}
    for n, (job, draft) in enumerate(drafts):
        links = draft.links or (traces[n].links if traces else ())
        mended.setdefault(id(job), []).append(_mended(job, replace(draft, links=links), bare, engine))
    for job in jobs:
        options = [(job.chosen, job.repaired), *mended[id(job)]]
        scores = (engine.score([(Request(job.source), c.text) for c, _ in options]) if len(options) > 2
                  else [c.score for c, _ in options])
        best = min(range(len(options)), key=lambda k: (job.cost(options[k][0]), -(scores or [0] * len(options))[k]))
        job.best, job.repaired = options[best]


def _drafts(job: Job, engine: Engine) -> list[Candidate]:
    """The candidates to put terms into: the best, and for an engine not made for terms what it said without them."""
    return [job.chosen] if engine.aligned or job.best is job.candidates[0] else [job.chosen, job.candidates[0]]


def _alone(drafts: Sequence[tuple[Job, Candidate]], engine: Engine) -> dict[str, str]:
    """What the engine makes of each missing term by itself; where it follows every word, only of those it left out."""
    wanted = sorted({t.source for job, draft in drafts for t in _missing(job, draft)
                     if not (engine.aligned and _linked(draft.text, draft.links, t, ()))})
    return {t: a[0].text for t, a in zip(wanted, engine.translate([Request(t) for t in wanted]), strict=True)
            } if wanted else {}


def _missing(job: Job, candidate: Candidate) -> list[Term]:
    return [t for t, s in zip(job.terms, job.judged(candidate.text).statuses, strict=True) if s is TermStatus.MISSING]


def _mended(job: Job, candidate: Candidate, bare: dict[str, str], engine: Engine) -> tuple[Candidate, set[int]]:
    """The candidate with its missing terms put in one after the other, and the indices of those that could be.

    `bare` gives the engine's translation of each term standing alone. Of the places and forms of a term that break
    nothing the engine's own score takes the most likely.
    """
    repaired: set[int] = set()
    for i, term in enumerate(job.terms):
        verdict = job.judged(candidate.text)
        if verdict.statuses[i] is not TermStatus.MISSING or (term.quantity and term.kind == "code"):
            continue
        taken = [s for s in verdict.spans if s]
        found = (_linked(candidate.text, candidate.links, term, taken),
                 _standing(candidate.text, bare.get(term.source, ""), taken))
        spans = dict.fromkeys(s for spot in found if spot for s in _near(candidate.text, spot, taken))
        options: list[Candidate] = []
        for span in spans:
            for form in renderings(term):
                made = put(candidate, span, form)
                after = job.judged(made.text)
                kept = all(after.statuses[k] is not TermStatus.MISSING for k, s in enumerate(verdict.statuses)
                           if s is not TermStatus.MISSING)
                if kept and after.missing < verdict.missing and after.cost <= verdict.cost and len(options) < MOST:
                    options.append(made)
        if options:
            scores = engine.score([(Request(job.source), o.text) for o in options]) if len(options) > 1 else []
            candidate = options[max(range(len(options)), key=lambda k: scores[k])] if scores else options[0]
            repaired.add(i)
    return candidate, repaired


def renderings(term: Term) -> list[str]:
    """What may be put in for a term: its rendering, then its variants."""
    return [term.target, *(v for v in term.variants if term.origin == "glossary")][:3]


def _near(text: str, span: tuple[int, int], taken: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """A span of words and its neighbours that are a word wider or narrower, none of them over what is taken."""
    words = [m.span() for m in re.finditer(r"[^\s,;:.!?()\"]+", text)]
    inside = [k for k, (a, b) in enumerate(words) if a < span[1] and span[0] < b]
    out = []
    for left, right in NEIGHBOURS if inside else ():
        first, last = max(0, inside[0] + left), min(len(words) - 1, inside[-1] + right)
        if first > last:
            continue
        wide = (words[first][0], words[last][1]) if (left, right) != (0, 0) else span
        if (not any(wide[0] < b and a < wide[1] for a, b in taken)
            and not re.search(r"[,;:.!?] ", text[wide[0]:wide[1]])):
            out.append(wide)
    return out


def _linked(text: str, links: Any, term: Term, taken: Collection[tuple[int, int]]) -> tuple[int, int] | None:
    """Where attention says the term went: the densest run of linked words, if it is no wider than a rendering may be.
    """
    spots = sorted((a, b) for s, e, a, b in links if s < term.end and term.start < e and b <= len(text) + 1)
    if not spots:
        return None
    runs = [[spots[0]]]
    for spot in spots[1:]:
        near = len(text[runs[-1][-1][1]:spot[0]].split()) <= 2
        runs[-1].append(spot) if near else runs.append([spot])
    best = max(runs, key=len)
    span = _words(text, best[0][0], best[-1][1])
    wide = len(text[span[0]:span[1]].split()) > 2 * len(term.target.split()) + 4
    return None if wide or span[0] >= span[1] or any(span[0] < b and a < span[1] for a, b in taken) else span


def _standing(text: str, bare: str, taken: Collection[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the model's rendering of the bare term stands in the sentence."""
    wanted = re.sub(r"^(?:the|a|an) ", "", fold(bare).strip().rstrip(".").lower())
    at = fold(text).lower().find(wanted) if len(wanted) >= 4 else -1
    if at < 0:
        return None
    span = _words(text, at, at + len(wanted))
    return None if any(span[0] < b and a < span[1] for a, b in taken) else span


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words, without the white space and punctuation at its edges; it may reach beyond the
    text, as the links of its last piece do.
    """
    start, end = min(start, len(text)), min(end, len(text))
    while start > 0 and text[start - 1].isalnum() and start < len(text) and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def put(candidate: Candidate, span: tuple[int, int], rendering: str) -> Candidate:
    """The rendering in place of a span, with one article and the capital of a sentence start; links move with their
    words.
    """
    before, after = candidate.text[:span[0]], candidate.text[span[1]:]
    if re.match(r"(?:the|a|an) ", rendering, re.I):
        before = re.sub(r"\b(?:the|a|an) $", "", before, flags=re.I)
    if not before.strip() or re.search(r"[.!?][\"'”)]* $", before):
        rendering = upper_first(rendering)
    # A span may begin or end inside a word of the model's own making: the rendering stays a word for itself.
    word = " " * before[-1:].isalnum() + rendering + " " * after[:1].isalnum()
    return exchanged(candidate, (len(before), span[1]), word)


def assemble(source: str, terms: Sequence[Term], engine: Engine) -> str:
    """The sentence translated in pieces around its terms: stiff English, but every term and quantity is in it."""
    between, done = [], 0
    for term in [*terms, None]:
        between.append(source[done:term.start if term else len(source)])
        done = term.end if term else len(source)
    cores = [_core(b) for b in between]
    wanted = sorted({c for c in cores if c and c not in _PARTICLES and HAN.search(c)})
    answers = dict(zip(wanted, engine.translate([Request(w) for w in wanted]), strict=True)) if wanted else {}
    pieces = []
    for k, text in enumerate(between):
        core = cores[k]
        english = _PARTICLES.get(core, core) if core not in answers else _piece(answers[core])
        at = text.find(core) if core else len(text)
        pieces.append(_marks(text[:at]) + " " + english + " " + (_marks(text[at + len(core):]) if core else ""))
        if k < len(terms):
            pieces.append(terms[k].target)
    return tidy(" ".join(pieces))


def _core(text: str) -> str:
    """A piece without the punctuation around it."""
    m = re.search(r"[\w%].*[\w%]|[\w%]", text, re.S)
    return m.group() if m else ""


def _marks(text: str) -> str:
    return "".join(_PUNCTUATION.get(c, c) for c in text)


def _piece(candidates: list[Candidate]) -> str:
    """The best candidate of a piece, without Chinese if there is one, fit to stand inside a sentence."""
    text = next((c.text for c in candidates if not HAN.search(c.text)), candidates[0].text).strip().rstrip(".")
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() and first != "I" else text


def without_han(text: str) -> str:
    """Chinese that no candidate could avoid is cut out and leaves a visible gap."""
    return re.sub(r"\s+", " ", RUN.sub(" [...] ", text)).strip()


def shifted(terms: Sequence[Term], by: int) -> tuple[Term, ...]:
    """The terms with spans counted from `by`."""
    return tuple(replace(t, start=t.start - by, end=t.end - by) for t in terms)
