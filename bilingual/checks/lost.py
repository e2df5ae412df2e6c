"""Checks of English that has lost its words or what joins its numbers."""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.checks import check
from bilingual.language.han import HAN
from bilingual.language.quantities import find_quantities
from bilingual.language.quantities.parts import misplaced
from bilingual.model.document import Segment, Severity

_LIGHT = re.compile("[的在和与及为是到至第了从于共]")
_LEAST = 2  # characters


@check(Severity.WARNING)
def words_lost(segment: Segment) -> Iterator[str]:
    """Only numbers left of the Chinese words."""
    known = [(t.start, t.end) for t in segment.terms] + [(q.start, q.end) for q in find_quantities(segment.text)]
    known.append((0, len(segment.marker)))
    words = "".join(c for i, c in enumerate(segment.text) if not any(a <= i < b for a, b in known))
    told = segment.target[len(segment.marker_target):]
    for term in segment.terms:
        for form in (term.target, *term.variants) if term.quantity else ():
            told = told.replace(form, " ")
    bare = re.search(r"\d", segment.target) and not re.search("[A-Za-z]{2}", told)
    if bare and len(HAN.findall(_LIGHT.sub("", words))) >= _LEAST:
        yield f"nothing in the English tells “{words.strip('，。；：、 ')}”"


@check(Severity.WARNING)
def part_misplaced(segment: Segment) -> Iterator[str]:
    """Part of a whole that the English tells as something else."""
    said = misplaced(segment.text, segment.target)
    if said:
        yield f"“{said}” tells how many of how many, which the English does not"
