"""Checks that compare the segments of a document with each other."""
from __future__ import annotations

import statistics
from collections.abc import Iterator

from bilingual.checks import check
from bilingual.model.document import UNSURE, Document, Segment, Severity

LEAST_SEGMENTS = 12  # below that a document has no distribution to speak of
STOPS = ".;"         # what a sentence ends with depends on where it stands
DEVIATIONS = 2.5     # robust deviations (median absolute deviation) below the median


@check(Severity.WARNING, whole=True)
def inconsistent(document: Document) -> Iterator[tuple[Segment, str]]:
    """Same Chinese with different English."""
    first: dict[str, Segment] = {}
    for segment in document.segments:
        known = first.setdefault(segment.source, segment)
        ours, theirs = segment.target.rstrip(STOPS).lower(), known.target.rstrip(STOPS).lower()
        if ours != theirs and segment.target and known.target:
            yield segment, f"the same Chinese is “{known.target}” in {known.id}"


@check(Severity.WARNING, whole=True)
def low_confidence(document: Document) -> Iterator[tuple[Segment, str]]:
    """The model was unsure, or much less sure than in the rest of the document."""
    scored = [(s, s.score) for s in document.segments if s.score is not None]
    for segment, score in scored:
        if UNSURE in segment.notes:
            yield segment, (f"the model was unsure of it ({score:.2f}): English of such a score is wrong more often "
                            "than right")
    scored = [(s, score) for s, score in scored if UNSURE not in s.notes]
    if len(scored) < LEAST_SEGMENTS:
        return
    median = statistics.median(score for _, score in scored)
    spread = statistics.median(abs(score - median) for _, score in scored) * 1.4826  # as a standard deviation
    for segment, score in scored:
        if spread and score < median - DEVIATIONS * spread:
            yield segment, (f"the model was less sure of it than of the rest ({score:.2f}; the document's median is "
                            f"{median:.2f})")
