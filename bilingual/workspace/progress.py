"""How far the review of documents has come."""
from __future__ import annotations

from collections import Counter

from bilingual.model.document import Document

HEADINGS = ("initial", "translated", "needs review", "reviewed", "final")


def progress(document: Document) -> Counter:
    """How many segments are in which state; one that needs review is counted as that and as nothing else."""
    return Counter("needs review" if s.needs_review else s.state.value for s in document.segments)
