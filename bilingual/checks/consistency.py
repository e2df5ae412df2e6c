"""Checks that compare the segments of a document with each other."""
import statistics

from bilingual.checks import check
from bilingual.model.document import Severity

LEAST_SEGMENTS = 12  # below that a document has no distribution to speak of
STOPS = ".;"         # what a sentence ends with depends on where it stands
DEVIATIONS = 2.5     # robust deviations (median absolute deviation) below the median


@check(Severity.WARNING, whole=True)
def inconsistent(document):
    """Same Chinese with different English."""
    first = {}
    for segment in document.segments:
        known = first.setdefault(segment.source, segment)
        if segment.target.rstrip(STOPS).lower() != known.target.rstrip(STOPS).lower() and segment.target and known.target:
            yield segment, f"the same Chinese is “{known.target}” in {known.id}"


@check(Severity.WARNING, whole=True)
def low_confidence(document):
    """The model was much less sure than in the rest of the document."""
    scored = [s for s in document.segments if s.score is not None]
    if len(scored) < LEAST_SEGMENTS:
        return
    median = statistics.median(s.score for s in scored)
    spread = statistics.median(abs(s.score - median) for s in scored) * 1.4826  # as a standard deviation
    for segment in scored:
        if spread and segment.score < median - DEVIATIONS * spread:
            yield segment, f"the model's score is {segment.score:.2f}, the document's median {median:.2f}"
