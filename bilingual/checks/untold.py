"""What a machine does not tell. People may say such words in other ways; of a machine's sentences many lose them."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check
from bilingual.language.keywords import unsaid
from bilingual.language.lexicon import LIKELY, RARE, untold
from bilingual.model.document import PEOPLE, Segment, Severity

_MACHINE = ("new", "memory")


@check(Severity.WARNING)
def word_lost(segment: Segment) -> Iterator[str]:
    """Word that a machine's English does not say in any of the ways that people say it."""
    if segment.origin not in _MACHINE or segment.state in PEOPLE:
        return
    known = [(t.start, t.end) for t in segment.terms]
    told_of = " ".join(unsaid(segment.text, segment.target, known))
    for start, end in untold(segment.text, segment.target, known, (LIKELY, RARE)):
        if segment.text[start:end] in told_of:
            continue
        yield f"“{segment.text[start:end]}” is said in no way that is known: it may have been lost"
