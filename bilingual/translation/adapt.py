"""The English of a sentence that people translated, made to fit one that differs from it in quantities or in one term
only.

The likeness of two sentences is counted as translators count it: a quantity or a term is one character, whatever its
length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bilingual.language.english import fold, upper_first
from bilingual.language.quantities import find_quantities
from bilingual.model.document import FuzzyMatch, Segment, Term, TermStatus
from bilingual.model.quantity import Quantity
from bilingual.translation.judge import verify

LEAST = 95  # percent from which an adapted sentence is taken; below that it is shown
Find = Callable[[str], Sequence[Term]]


def adapt(known: str, target: str, wanted: str) -> str | None:
    """The English of a sentence that differs from the wanted one in quantities only, with those exchanged; or None."""
    a, b = find_quantities(known), find_quantities(wanted)
    if len(a) != len(b) or not a or _blank(known, a) != _blank(wanted, b):
        return None
    for old, new in zip(a, b, strict=True):
        if old.rendering != new.rendering:
            if target.count(old.rendering) != 1:
                return None
            target = target.replace(old.rendering, new.rendering)
    return target


def _blank(text: str, slots: Sequence[Quantity | Term]) -> str:
    """A text with one sign for each of some spans."""
    out, at = [], 0
    for slot in slots:
        out += [text[at : slot.start], "\0"]
        at = slot.end
    return "".join([*out, text[at:]])


def taken(segment: Segment, find: Find) -> tuple[str, FuzzyMatch] | None:
    """The adapted English of the first of a segment's similar sentences that is like enough, and that sentence; else
    None.

    `find` gives the terms of a Chinese text. What lacks a term, or has a number that the Chinese has not, is not taken.
    """
    for match in segment.matches:
        text = _by_quantities(match, segment) if match.adapted else _by_term(match, segment, find)
        if text:
            verdict = verify(segment.text, segment.terms, text)
            if TermStatus.MISSING not in verdict.statuses and not any(verdict.cost):
                return text, match
    return None


def _by_quantities(match: FuzzyMatch, segment: Segment) -> str | None:
    a, b = find_quantities(match.source), find_quantities(segment.source)
    changed = sum(match.source[x.start : x.end] != segment.source[y.start : y.end] for x, y in zip(a, b, strict=True))
    return match.target if _like(_blank(segment.source, b), changed) else None


def _by_term(match: FuzzyMatch, segment: Segment, find: Find) -> str | None:
    """With one term exchanged: the same term in front of and behind which both sentences are the same."""
    known, wanted = match.source, segment.source
    for new in segment.terms:
        tail = len(wanted) - new.end
        if new.quantity or known[: new.start] != wanted[: new.start] or tail and known[-tail:] != wanted[new.end :]:
            continue
        old = next(
            (t for t in find(known) if t.start == new.start and t.end == len(known) - tail and not t.quantity), None
        )
        if old and _like(_blank(wanted, segment.terms), 1):
            return _exchanged(match.target, old, new)
    return None


def _like(blank: str, changed: int) -> bool:
    return 100 * (len(blank) - changed) >= LEAST * len(blank)


def _exchanged(target: str, old: Term, new: Term) -> str | None:
    """An English with one term in the place of another one; None where that stands in it twice, not at all, or inside a
    longer word.
    """
    for form in (old.target, *old.variants):
        places = list(re.finditer(rf"(?<!\w){re.escape(fold(form))}(?!\w)", fold(target), re.I))
        if len(places) == 1:
            start, end = places[0].span()
            before = re.sub(
                r"\b(a)n? $",
                lambda m: m[1] + ("n " if new.target[:1].lower() in "aeiou" else " "),
                target[:start],
                flags=re.I,
            )
            made = before + new.target + target[end:]
            return upper_first(made) if start == 0 else made
    return None
