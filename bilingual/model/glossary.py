"""What a glossary is: entries with one preferred rendering, accepted variants, and renderings that are forbidden."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

TYPES = ("economic", "fiscal", "monetary", "industrial", "technology", "trade", "rural", "regional", "social",
         "environmental", "party", "political", "legal", "institution", "office", "person", "document", "event",
         "place", "phrase")


class Status(str, Enum):
    """What the program does with an entry."""
    APPROVED = "approved"        # enforced
    DRAFT = "draft"              # enforced, and shown as a proposal in the reports
    DEPRECATED = "deprecated"    # kept for the record, no longer applied
    KEEP_SOURCE = "keep-source"  # the Chinese stays as it is


@dataclass(frozen=True)
class Entry:
    """One term: a Chinese source and its prescribed English.

    `origin` says where the entry was read (file, sheet and row) and takes no part in comparisons.
    """
    source: str
    target: str
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    type: str = ""
    status: Status = Status.APPROVED
    note: str = ""
    reference: str = ""
    date: str = ""
    origin: str = field(default="", compare=False)

    @property
    def applied(self) -> bool:
        return self.status is not Status.DEPRECATED

    @property
    def rendering(self) -> str:
        """What must stand in the English."""
        return self.source if self.status is Status.KEEP_SOURCE else self.target


class Glossary:
    """Entries by their Chinese source. Of two entries with the same source, the later one wins."""

    def __init__(self, entries: Iterable[Entry] = (), names: Iterable[str] = ()):
        self._entries = {e.source: e for e in entries}
        self.names = tuple(names)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, source: str) -> Entry | None:
        return self._entries.get(source)

    def merged(self, other: Glossary) -> Glossary:
        """This glossary with the entries of `other` added; `other` wins where both have a source."""
        return Glossary([*self, *other], [*self.names, *other.names])

    def search(self, text: str) -> list[Entry]:
        """Entries whose Chinese or English contains `text`, exact sources first."""
        low = text.lower()
        hits = [e for e in self if low in e.source or any(low in t.lower() for t in (e.target, *e.variants))]
        return sorted(hits, key=lambda e: (e.source != text, len(e.source)))

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that change when anything changes that the translation depends on."""
        digest = hashlib.sha256()
        for e in sorted(self, key=lambda e: e.source):
            digest.update("\t".join((e.source, e.target, "|".join(e.variants), "|".join(e.forbidden), e.status.value)).encode())
            digest.update(b"\n")
        return digest.hexdigest()[:8]
