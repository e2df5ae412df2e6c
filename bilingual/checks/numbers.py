"""Checks of numbers and dates, with the arithmetic of 万 and 亿."""
from bilingual.checks import check
from bilingual.document import Severity, TermStatus
from bilingual.verify import verify


@check(Severity.ERROR)
def number_mismatch(segment):
    """Number or date missing from the English."""
    for term in segment.terms:
        if term.figure and term.status is TermStatus.MISSING:
            yield f"“{term.source}” ({term.target}) has no counterpart in the English"


@check(Severity.WARNING)
def number_invented(segment):
    """Number in the English that the Chinese does not have."""
    for number in verify(segment.text, segment.terms, segment.target).invented:
        yield f"{number} is not in the Chinese"
