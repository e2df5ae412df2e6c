"""A distinct sentence on its way: what is asked, what the engine offered, and which of it is the best."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bilingual._version import __version__
from bilingual.engine.base import Context, Engine, Request, exchanged, retold
from bilingual.language.comparisons import made_clear
from bilingual.language.contrasts import exchanged as told_as_another
from bilingual.language.coverage import gaps
from bilingual.language.document_kinds import named_rightly
from bilingual.language.english import Edit, calmed, clean, doubled, fold
from bilingual.language.formulas import set_phrases
from bilingual.language.han import HAN
from bilingual.language.headings import capital_behind, heading
from bilingual.language.keywords import unsaid
from bilingual.language.labels import label
from bilingual.language.lexicon import LIKELY, RARE, SURE, unseen, untold
from bilingual.language.listed import put_together, shorter
from bilingual.language.names.pinyin import spelled
from bilingual.language.names.spelt import LONGEST, strange, transliterates, unspelt
from bilingual.language.offices import in_order
from bilingual.language.phrases import Phrase, phrases
from bilingual.language.quantities.bounds import familiar, inclusive
from bilingual.language.quantities.ranges import noun_behind
from bilingual.language.relations import put_right
from bilingual.language.reporting import reported
from bilingual.language.spelling import not_words
from bilingual.language.tense import as_goal
from bilingual.language.wholes import told_as_several
from bilingual.model.document import Candidate, Segment, Term, TermStatus
from bilingual.translation.judge import Verdict, verify

_QUOTES = re.compile(r"[“”‘’\"「」『』《》〈〉]")


@dataclass
class Job:
    """A distinct sentence: what to translate, which segments want it, and how far it has come.

    `best` is the English chosen so far, one of `candidates` or made from them; `verdict` is the judgement on it.
    """
    source: str
    terms: tuple[Term, ...]
    heading: bool
    segments: list[Segment]
    context: Context = field(default_factory=Context)
    candidates: list[Candidate] = field(default_factory=list)
    best: Candidate | None = None
    repaired: set[int] = field(default_factory=set)
    assembled: bool = False
    remembered: bool = False
    _verdicts: dict[str, Verdict] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple:
        """What is asked for: jobs that want the same are one."""
        return (self.source, tuple((t.start, t.target, t.variants, t.forbidden, t.kind) for t in self.terms),
                self.heading)

    def key(self, engine: Engine) -> str:
        """All that the result depends on, as a hash."""
        context = self.context if engine.uses_context else None
        return hashlib.sha256(repr((__version__, engine.signature, self.wanted, context)).encode()).hexdigest()[:32]

    @property
    def request(self) -> Request:
        asked = (replace(t, target=familiar(t.source, t.target)) if t.quantity else t for t in self.terms)
        return Request(self.source, tuple(asked), self.context)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The clauses that have a fixed English."""
        return phrases(self.source, self.terms)

    def told(self, hints: Iterable[Term] = (), request: Request | None = None) -> Request:
        """The request, or another, for an engine that takes over what it is given: with the clauses that have a fixed
        English, and with `hints`, as if they were terms.
        """
        request = request or self.request
        given = self.phrases
        asked = [t for t in request.terms if not any(p.start <= t.start and t.end <= p.end for p in given)]
        asked += [Term(self.source[p.start:p.end], p.english, p.start, p.end, kind="hint") for p in given]
        asked += [h for h in hints if not any(h.start < t.end and t.start < h.end for t in asked)]
        return replace(request, terms=tuple(sorted(asked, key=lambda t: t.start)))

    @property
    def again(self) -> Request:
        """The request once more, telling what was lacking in the best answer so far, and where."""
        lacking = [t for t, s in zip(self.terms, self.verdict.statuses, strict=True) if s is TermStatus.MISSING]
        places = [(t.start, t.end) for t in lacking] + self.gaps(self.chosen)
        whole = self.chosen.fault or self.verdict.forbidden or self.verdict.cost[1]
        return replace(self.request, answer=self.text, lacking=tuple(t.target for t in lacking),
                       places=() if whole else tuple(places))

    @property
    def text(self) -> str:
        return self.best.text if self.best else ""

    @property
    def chosen(self) -> Candidate:
        """The best candidate; there must be one."""
        if self.best is None:
            raise ValueError(f"there is no English of {self.source} yet")
        return self.best

    @property
    def score(self) -> float:
        return self.best.score if self.best else 0.0

    @property
    def verdict(self) -> Verdict:
        """The judgement on the best candidate; there must be one."""
        return self.judged(self.text)

    def judged(self, text: str) -> Verdict:
        """The judgement on an English of this sentence; each is made once."""
        if text not in self._verdicts:
            self._verdicts[text] = verify(self.source, self.terms, text, self.heading)
        return self._verdicts[text]

    def gaps(self, candidate: Candidate) -> list[tuple[int, int]]:
        """The runs of Chinese that nothing in a candidate comes from; a term that stands in it is there."""
        if not candidate.uncovered:
            return []
        statuses = self.judged(candidate.text).statuses
        known = [(t.start, t.end) for t, s in zip(self.terms, statuses, strict=True) if s is not TermStatus.MISSING]
        words = unseen(self.source, candidate.text, candidate.uncovered, self._known(candidate.text))
        runs = gaps(self.source, candidate.uncovered, known)
        return runs + [(a, b) for a, b in words if not any(a < end and start < b for start, end in runs)]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where what is known of the best candidate stands."""
        return self._known(self.text)

    def _known(self, text: str) -> list[tuple[int, int]]:
        """Where the terms stand, and the clauses that an English tells word for word."""
        return [(t.start, t.end) for t in self.terms] + self._told(text)

    def _told(self, text: str) -> list[tuple[int, int]]:
        """Where the clauses stand that an English tells word for word."""
        small = text.lower()
        return [(p.start, p.end) for p in self.phrases if p.english.lower() in small]

    @property
    def untold(self) -> list[tuple[int, int]]:
        """Where the words stand that the best candidate does not tell."""
        lost = {*untold(self.source, self.text, self.places, (SURE, LIKELY, RARE)),
                *unseen(self.source, self.text, self.chosen.uncovered, self.places)}
        return sorted(lost)

    def misspelt(self, text: str) -> list[str]:
        """The names in an English that are no way of reading anything in the Chinese, or none at all."""
        known = [f for t in self.terms for f in (t.target, *t.variants)]
        return [*unspelt(self.source, text, known), *strange(self.source, text, known)]

    @property
    def read_wrongly(self) -> list[tuple[int, int, str]]:
        """Where the Chinese stands from which the misspelt names of the best candidate come, and how it is read; not
        where it transliterates a foreign name.
        """
        found = []
        for name in self.misspelt(self.text):
            start = self.text.index(name)
            linked = [(s, e) for s, e, a, b in self.chosen.links if a < start + len(name) and start < b]
            places = [i for s, e in linked for i in range(s, e) if HAN.match(self.source[i])]
            own = slice(min(places), max(places) + 1) if places else slice(0)
            if 0 < own.stop - (own.start or 0) <= LONGEST and not transliterates(self.source[own]):
                found.append((own.start, own.stop, spelled(self.source[own])))
        return found

    def wrong_words(self, text: str, kinds: Collection[str] = (SURE, LIKELY, RARE)) -> int:
        """How many words of the Chinese and things of its lists an English does not tell, and how many of its own are
        none, misspelt names, told for their counterparts, or all places for a whole one.
        """
        known = self._known(text)
        lost = len(untold(self.source, text, known, kinds)) + len(unsaid(self.source, text, known))
        lost += shorter(self.source, text)
        told = len(not_words(self.source, text)) + len(told_as_several(self.source, text))
        told += len(list(told_as_another(self.source, text)))
        return lost + told + len(self.misspelt(text))

    def cost(self, candidate: Candidate) -> tuple[int, int, int]:
        """What is broken in a candidate, lower is better: terms, then remains, then what is left out, invented, no
        word, or much too long or short, and clauses with a fixed English that are told in another.

        An answer that could not be used as it was is behind every one that could.
        """
        terms, remains, rest = self.judged(candidate.text).cost
        rest += len(self.gaps(candidate)) + self.wrong_words(candidate.text)
        rest += len(self.phrases) - len(self._told(candidate.text))
        return terms + bool(candidate.fault) * (len(self.terms) + 1), remains, rest

    @property
    def done(self) -> bool:
        return (self.best is not None and not any(self.cost(self.best)[:2]) and not self.gaps(self.best)
                and not self.wrong_words(self.text, (SURE, RARE)))  # likely words choose, and ask for nothing more

    def forget(self) -> None:
        """Begin anew: what there was is broken."""
        self.best, self.candidates, self.repaired, self.assembled, self.remembered = None, [], set(), False, False

    def consider(self, candidates: Iterable[Candidate]) -> None:
        """Add candidates and take the best: what is broken counts first, the engine's score second.

        Nothing is better than the likeliest that has nothing broken, so the others are not judged.
        """
        known = {c.text for c in self.candidates}
        for candidate in candidates:
            candidate = self.tidied(candidate)
            if candidate.text not in known:
                known.add(candidate.text)
                self.candidates.append(candidate)
        found = sorted(self.candidates, key=lambda c: -c.score)
        whole = next((c for c in found if not any(self.cost(c))), None)
        self.best = whole or min(found, key=self.cost)

    def polish(self) -> None:
        """Put what repairs and hints made in order, as what the engine offers is: "Prime Minister Malaysian Anwar"."""
        made = self.tidied(self.chosen)
        if made.text != self.text and self.cost(made) <= self.cost(self.chosen):
            self.best = made

    def tidied(self, candidate: Candidate) -> Candidate:
        """With English punctuation, with "that" after a reporting verb, with the fixed English of formulas, and without
        quotation marks that the Chinese has not, small words said twice, and capitals behind a semicolon.
        """
        text, end, moved = reported(self.source, calmed(clean(candidate.text)))
        tidied = retold(candidate, text, lambda at: at + moved * (at >= end))
        for rule in (set_phrases, put_right, made_clear, as_goal, noun_behind, inclusive, heading, label, in_order,
                     named_rightly, put_together, capital_behind):
            edits = rule(self.source, tidied.text)
            made = edited(tidied, edits) if edits else tidied
            if made is tidied or self.judged(made.text).cost <= self.judged(tidied.text).cost:
                tidied = made  # no fixed English takes a prescribed rendering away
        text = tidied.text
        return without(tidied, sorted({*self._stray(fold(text)), *doubled(text)}))

    def _stray(self, text: str) -> list[int]:
        """Where quotation marks stand that the Chinese has not, or a second pair around a rendering that has its own.
        """
        own = [fold(t.target) for t in self.terms if _QUOTES.search(t.target)]
        if not own and not _QUOTES.search(self.source):
            return [m.start() for m in re.finditer('"', text)]
        doubled = [m for rendering in own for m in re.finditer(rf'"{re.escape(rendering)}[,.]?"', text, re.I)]
        return sorted({p for m in doubled for p in (m.start(), m.end() - 1)})

    def inside(self, text: str) -> str:
        """A form of the text as it stands inside a sentence: a term in front gets its own small letter back."""
        first = next((t.target for t, s in zip(self.terms, self.verdict.spans, strict=True) if s and s[0] == 0), "")
        return text[:1].lower() + text[1:] if first[:1].islower() else text


def without(candidate: Candidate, places: list[int]) -> Candidate:
    """A candidate without some characters of its text; links move with their words."""
    if not places:
        return candidate
    gone = set(places)
    text = "".join(c for i, c in enumerate(candidate.text) if i not in gone)
    return retold(candidate, text, lambda at: at - sum(p < at for p in places))


def edited(candidate: Candidate, edits: Iterable[Edit]) -> Candidate:
    """A candidate with spans of its text exchanged, the last of those that overlap; links move with their words."""
    first = len(candidate.text) + 1
    for start, end, new in sorted(edits, reverse=True):
        if end <= first:
            candidate, first = exchanged(candidate, (start, end), new), start
    return candidate
