"""What reviewers changed and nobody has applied yet."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.review import READERS
from bilingual.workspace.record import Record
from bilingual.writers import edited, place


def unapplied(records: Iterable[Record], folder: Path) -> Iterator[Path]:
    """Outputs of some records that people edited since they were written, and that `review apply` can read."""
    for record in records:
        for name in record.formats:
            path = place(record.document, folder, name)
            if path.suffix in READERS and name in ("xlsx", "docx", "xlf", "xlf2") and edited(path):
                yield path
