"""What was left out or has changed places: as far as the engine can tell, and in English that has lost its words."""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.checks import check
from bilingual.language.han import HAN
from bilingual.language.keywords import unsaid
from bilingual.language.lexicon import LIKELY, RARE, untold
from bilingual.language.listed import fewer, shorter, untold_item
from bilingual.language.quantities import find_quantities
from bilingual.language.quantities.parts import misplaced
from bilingual.language.quantities.rendering import word
from bilingual.model.document import MACHINE, PEOPLE, Segment, Severity, TermStatus

_LIGHT = re.compile("[的在和与及为是到至第了从于共]")
_LEAST = 2  # characters


@check(Severity.WARNING)
def places_changed(segment: Segment) -> Iterator[str]:
    """Two names or two numbers that seem to have changed places."""
    for one, other in segment.exchanged:
        yield f"“{one}” and “{other}” seem to have changed places in the English"


@check(Severity.WARNING)
def omission(segment: Segment) -> Iterator[str]:
    """Chinese that nothing in the English comes from."""
    for run in segment.omitted:
        yield f"nothing in the English comes from “{run}”: it may have been left out"


@check(Severity.WARNING)
def list_shortened(segment: Segment) -> Iterator[str]:
    """List in which the English has fewer things than the Chinese, or does not tell one of them."""
    things, said = fewer(segment.text, segment.target)
    if things:
        yield f"the Chinese lists {things} things, the English {said}"
    elif lacking := shorter(segment.text, segment.target):
        yield f"the English lists {word(lacking)} fewer than the Chinese: something may have been left out"
    known = [(t.start, t.end) for t in segment.terms if t.status is not TermStatus.MISSING]
    if thing := untold_item(segment.text, segment.target, known):
        yield f"the English tells the list without “{thing}”: it may have been left out"


@check(Severity.WARNING)
def words_lost(segment: Segment) -> Iterator[str]:
    """Only numbers left of the Chinese words."""
    told = segment.target[len(segment.marker_target):]
    for term in segment.terms:
        for form in (term.target, *term.variants) if term.quantity else ():
            told = told.replace(form, " ")
    if not re.search(r"\d", segment.target) or re.search("[A-Za-z]{2}", told):
        return
    known = [(t.start, t.end) for t in segment.terms] + [(q.start, q.end) for q in find_quantities(segment.text)]
    known.append((0, len(segment.marker)))
    words = "".join(c for i, c in enumerate(segment.text) if not any(a <= i < b for a, b in known))
    if len(HAN.findall(_LIGHT.sub("", words))) >= _LEAST:
        yield f"nothing in the English tells “{words.strip('，。；：、 ')}”"


@check(Severity.WARNING)
def part_misplaced(segment: Segment) -> Iterator[str]:
    """Part of a whole that the English tells as something else."""
    said = misplaced(segment.text, segment.target)
    if said:
        yield f"“{said}” tells how many of how many, which the English does not"


@check(Severity.WARNING)
def word_lost(segment: Segment) -> Iterator[str]:
    """Word that a machine's English does not say in any of the ways that people say it.

    People may say such words in other ways; of a machine's sentences many lose them.
    """
    if segment.origin not in MACHINE or segment.state in PEOPLE:
        return
    known = [(t.start, t.end) for t in segment.terms]
    told_of = " ".join(unsaid(segment.text, segment.target, known))
    for start, end in untold(segment.text, segment.target, known, (LIKELY, RARE)):
        if segment.text[start:end] in told_of:
            continue
        yield f"“{segment.text[start:end]}” is said in no way that is known: it may have been lost"
