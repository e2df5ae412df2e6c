"""Terms in what people translated: Chinese phrases that the English renders alike again and again, against the
glossary.

A phrase is a run of words that can be a term (glossary.candidates); its English is what the words linked to it make,
where they stand together. A phrase with its English behind it in brackets, 中文（English）, comes first. What
counts is how often a phrase was rendered so, the share of that among its renderings, and how much more often the two
stand in one sentence than chance would have it (Dunning 1993).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bilingual.alignment.links import FUNCTION, Linked
from bilingual.glossary.candidates import LONGEST_WORDS, LOOSE
from bilingual.glossary.matcher import Matcher
from bilingual.language.han import RANGES, RUN
from bilingual.language.words import Words
from bilingual.model.document import TermStatus
from bilingual.model.glossary import Glossary
from bilingual.translation.judge import verify

LEAST, SHARE = 2, 0.5  # times a phrase must be rendered so, and the share of that among all its places
SHORTEST, LONGEST = 3, 24  # characters of a phrase
SHORT = 4  # characters up to which a word of quality is no term
MOST_WORDS = 10  # of its English
NESTED = 0.7  # of the places of a phrase inside one longer phrase, beyond which it is only part of that
EXAMPLES = 2
_GIVEN = re.compile(rf"([{RANGES}]{{2,20}})[（(]([A-Za-z][A-Za-z0-9 &.,'’/-]{{1,80}})[)）]")
_QUALITY = re.compile(
    "(?:化|性|级|型|次|期间|以来|一系列)$"
)  # words of quality, degree and time, which name nothing by themselves
# Verbs with which no name of a thing begins in English, where the Chinese phrase can be a clause.
_VERBS = frozenset(
    """
    promote promoting strengthen strengthening improve improving develop developing build building ensure ensuring
    enhance advance advancing support supporting increase increasing expand expanding deepen deepening implement
    implementing carry make making take taking adhere uphold upholding adopt establish establishing foster fostering
    accelerate accelerating optimize boost boosting achieve give continue carried continued steadily actively
    vigorously fully further comprehensively effectively resolutely
    """.split()
)


@dataclass
class Proposal:
    """A phrase and its English: how often it stands so, in how many places the phrase stands at all, its weight, and
    sentences with it.

    `wanted` is the rendering of the glossary where it has another one; `others` are renderings that occur too, with
    their counts.
    """

    chinese: str
    english: str
    count: int
    places: int
    weight: float
    examples: list[tuple[str, str]] = field(default_factory=list)
    wanted: str = ""
    others: dict[str, int] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Of the places of the phrase, those with this English."""
        return self.count / max(1, self.places)


@dataclass
class Found:
    """What the texts say of terms: new ones, those that the glossary renders otherwise, accepted variants seen, and
    those confirmed.
    """

    new: list[Proposal] = field(default_factory=list)
    conflicts: list[Proposal] = field(default_factory=list)
    variants: list[Proposal] = field(default_factory=list)
    confirmed: list[Proposal] = field(default_factory=list)


def find(pairs: Sequence[Linked], glossary: Glossary) -> Found:
    """The terms of some linked pairs, the weightiest first."""
    matcher, words = Matcher(glossary), Words(e.source for e in glossary)
    found = Found()
    _known(pairs, matcher, found)
    listed = {e.source for e in glossary if e.applied}
    found.new = [p for p in _phrases(pairs, words) if p.chinese not in listed]
    return found


def _known(pairs: Sequence[Linked], matcher: Matcher, found: Found) -> None:
    """What becomes of the glossary's own terms."""
    rows: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for pair in pairs:
        terms = [t for t in matcher.find(pair.chinese) if t.origin == "glossary"]
        verdict = verify(pair.chinese, terms, pair.english)
        for term, status, span in zip(terms, verdict.statuses, verdict.spans, strict=True):
            if status is TermStatus.MISSING:
                place = pair.english_of(term.start, term.end)
                english = trimmed(pair.english[slice(*place)]) if place else ""
            else:
                english = (
                    term.target if status is TermStatus.USED else pair.english[slice(*span)] if span else term.target
                )
            rows[term.source, term.target][english].append((pair.chinese, pair.english))
    for (chinese, wanted), renderings in rows.items():
        places = sum(map(len, renderings.values()))
        merged = _by_case({e: len(x) for e, x in renderings.items() if e})
        for english, count in merged.items():
            examples = next((x for e, x in renderings.items() if e == english), [])
            made = Proposal(
                chinese,
                english,
                count,
                places,
                count * math.log(1 + len(chinese)),
                examples[:EXAMPLES],
                wanted,
                {e: n for e, n in merged.items() if e != english},
            )
            variants = {v.lower() for t in matcher.find(chinese) for v in t.variants}
            if english.lower() == wanted.lower():
                found.confirmed.append(made)
            elif english.lower() in variants:
                found.variants.append(made)
            elif count >= LEAST:
                found.conflicts.append(made)
    for row in (found.conflicts, found.variants, found.confirmed):
        row.sort(key=lambda p: (-p.weight, p.chinese))


def _phrases(pairs: Sequence[Linked], words: Words) -> list[Proposal]:
    """New terms: the phrases with a steady rendering."""
    places: Counter[str] = Counter()
    renderings: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    given: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        spans = list(_spans(pair.chinese, words))
        places.update({pair.chinese[a:b] for a, b in spans})
        for chinese, english in dict.fromkeys(_rendered(pair, spans)):
            renderings[chinese][english] += 1
            if len(where[chinese, english.lower()]) < EXAMPLES:
                where[chinese, english.lower()].append((pair.chinese, pair.english))
        for m in _GIVEN.finditer(pair.chinese):
            start = min((a for a, b in spans if b == m.end(1)), default=m.start(1))
            given[pair.chinese[start : m.end(1)], m[2].strip()].append((pair.chinese, pair.english))
    occurs = Counter(e.lower() for row in renderings.values() for e, n in row.items() for _ in range(n))
    made = []
    for chinese, row in renderings.items():
        merged = _by_case(row)
        english, count = max(merged.items(), key=lambda item: (item[1], -len(item[0])))
        if count >= LEAST and count >= SHARE * places[chinese] and _likely(english):
            weight = (
                association(count, places[chinese], max(count, occurs[english.lower()]), len(pairs))
                * (count / places[chinese])
                * math.log(len(chinese))
            )
            made.append(
                Proposal(
                    chinese,
                    english,
                    count,
                    places[chinese],
                    weight,
                    where[chinese, english.lower()],
                    others={e: n for e, n in merged.items() if e != english},
                )
            )
    first = [Proposal(z, e, len(x), len(x), 0.0, x[:EXAMPLES]) for (z, e), x in given.items()]
    known = {p.chinese for p in first}
    made = sorted((p for p in made if p.chinese not in known), key=lambda p: (-p.weight, p.chinese))
    return [*sorted(first, key=lambda p: (-p.count, p.chinese)), *_cut_nested(made)]


def _spans(text: str, words: Words) -> Iterable[tuple[int, int]]:
    """The spans of a text that can be terms."""
    for run in RUN.finditer(text):
        cut, at = [], run.start()
        for word in words.cut(run.group()):
            cut.append((at, at + len(word), word))
            at += len(word)
        if text[run.start() - 1 : run.start()].isdigit():
            cut = cut[1:]
        for i in range(len(cut)):
            for j in range(i + 1, min(len(cut), i + LONGEST_WORDS) + 1):
                part = cut[i:j]
                if part[0][2] not in LOOSE and part[-1][2] not in LOOSE and all(w != "的" for _, _, w in part):
                    a, b = part[0][0], part[-1][1]
                    if SHORTEST <= b - a <= LONGEST and not (b - a <= SHORT and _QUALITY.search(text, a, b)):
                        yield a, b


def _rendered(pair: Linked, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[str, str]]:
    for a, b in spans:
        place = pair.english_of(a, b)
        english = trimmed(pair.english[slice(*place)]) if place else ""
        if english and len(english.split()) <= MOST_WORDS and not re.search(r"[.;:,!?]\s|\d", english):
            first = place is not None and place[0] == 0
            yield (
                pair.chinese[a:b],
                english[0].lower() + english[1:] if first and not english[1:2].isupper() else english,
            )


def trimmed(text: str) -> str:
    """An English phrase without the function words and marks around it."""
    words = text.strip(" ,.;:\"'“”()").split()
    while words and words[0].lower() in FUNCTION:
        words = words[1:]
    while words and words[-1].lower() in FUNCTION:
        words = words[:-1]
    return " ".join(words).strip(' ,.;:"“”()')


def _likely(english: str) -> bool:
    words = english.lower().split()
    return words[0] not in _VERBS and len(english) > 2


def _by_case(counts: dict[str, int]) -> dict[str, int]:
    """Renderings that differ in their capitals only as one, in the commonest form."""
    groups: dict[str, list[str]] = defaultdict(list)
    for english in counts:
        groups[english.lower()].append(english)
    return {max(row, key=lambda e: (counts[e], e)): sum(counts[e] for e in row) for row in groups.values()}


def association(both: int, first: int, second: int, total: int) -> float:
    """Dunning's log-likelihood ratio of two things that stand together `both` times in `total` sentences."""

    def part(k: float, n: float, p: float) -> float:
        return (k * math.log(p) if k else 0.0) + ((n - k) * math.log(1 - p) if n > k else 0.0)

    clip = lambda p: min(max(p, 1e-9), 1 - 1e-9)
    rest = max(1, total - first)
    p, p1, p2 = clip(second / total), clip(both / first), clip((second - both) / rest)
    return 2 * (
        part(both, first, p1) + part(second - both, rest, p2) - part(both, first, p) - part(second - both, rest, p)
    )


def _cut_nested(made: list[Proposal]) -> list[Proposal]:
    """Without phrases that hardly ever stand outside one longer phrase of the list."""
    inside: dict[str, int] = defaultdict(int)
    known = {p.chinese for p in made}
    for longer in made:
        for size in range(SHORTEST, len(longer.chinese)):
            for at in range(len(longer.chinese) - size + 1):
                part = longer.chinese[at : at + size]
                if part in known:
                    inside[part] = max(inside[part], longer.places)
    return [p for p in made if inside[p.chinese] < NESTED * p.places]
