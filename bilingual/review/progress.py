"""How far the review of documents has come."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.document import Document
from bilingual.record import Record
from bilingual.review import READERS
from bilingual.writers import edited, place

HEADINGS = ("initial", "translated", "needs review", "reviewed", "final")


def progress(document: Document) -> Counter:
    """How many segments are in which state; one that needs review is counted as that and as nothing else."""
    return Counter("needs review" if s.needs_review else s.state.value for s in document.segments)


def unapplied(records: Iterable[Record], folder: Path) -> Iterator[Path]:
    """Outputs of some records that people edited since they were written, and that `review apply` can read."""
    for record in records:
        for name in record.formats:
            path = place(record.document, folder, name)
            if path.suffix in READERS and name in ("xlsx", "docx", "xlf", "xlf2") and edited(path):
                yield path
