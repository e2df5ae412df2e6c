"""What a glossary is: entries with one preferred rendering, accepted variants, and renderings that are forbidden."""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

TYPES = ("economic", "fiscal", "monetary", "industrial", "technology", "trade", "rural", "regional", "social",
         "environmental", "party", "political", "legal", "institution", "office", "person", "document", "event",
         "place", "phrase", "law", "program", "slogan", "finance", "statistics", "diplomacy", "military", "culture")


class Status(str, Enum):
    """What the program does with an entry."""
    APPROVED = "approved"        # enforced
    DRAFT = "draft"              # enforced, and shown as a proposal in the reports
    DEPRECATED = "deprecated"    # kept for the record, no longer applied
    KEEP_SOURCE = "keep-source"  # the Chinese stays as it is


@dataclass(frozen=True)
class Entry:
    """One term: a Chinese source and its prescribed English.

    `origin` says where the entry was read (file, sheet and row) and takes no part in comparisons; `domain` is the part
    of the glossary it belongs to, "" for none, and can be switched off.
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
    domain: str = ""

    @property
    def applied(self) -> bool:
        return self.status is not Status.DEPRECATED

    @property
    def rendering(self) -> str:
        """What must stand in the English."""
        return self.source if self.status is Status.KEEP_SOURCE else self.target


class Glossary:
    """Entries by their Chinese source. Of two entries with the same source, the later one wins.

    `notes` is what a user should know about it, such as a term that two files render differently.
    """

    def __init__(self, entries: Iterable[Entry] = (), names: Iterable[str] = (), notes: Iterable[str] = ()):
        self._entries = {e.source: e for e in entries}
        self.names = tuple(names)
        self.notes = tuple(notes)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, source: str) -> Entry | None:
        return self._entries.get(source)

    def merged(self, other: Glossary) -> Glossary:
        """This glossary with the entries of `other` behind its own; `other` wins where both have a source."""
        mine = (e for e in self if e.source not in other._entries)
        return Glossary([*mine, *other], [*self.names, *other.names], [*self.notes, *other.notes])

    def without(self, domains: Iterable[str]) -> Glossary:
        """This glossary without the entries of some domains, which are named in any case of letters."""
        off = {d.strip().lower() for d in domains}
        return Glossary((e for e in self if not e.domain or e.domain.lower() not in off), self.names, self.notes)

    @property
    def domains(self) -> list[str]:
        """The domains that entries name, in order."""
        return sorted({e.domain for e in self if e.domain})

    def search(self, text: str) -> list[Entry]:
        """Entries whose Chinese or English contains `text`, exact sources first."""
        low = text.lower()
        hits = [e for e in self if low in e.source or any(low in t.lower() for t in (e.target, *e.variants))]
        return sorted(hits, key=lambda e: (e.source != text, len(e.source)))

    @cached_property
    def fingerprint(self) -> str:
        """Eight hex digits that change when anything changes that the translation depends on."""
        return self._digest(lambda e: (e.source, e.target, e.variants, e.forbidden, e.type, e.status.value))

    @cached_property
    def shown(self) -> str:
        """Eight hex digits that change when anything changes that an output may show: every column of every entry."""
        return self._digest(lambda e: (e.source, e.target, e.variants, e.forbidden, e.type, e.status.value, e.note,
                                       e.reference, e.date, e.domain))

    def _digest(self, columns: Callable[[Entry], tuple]) -> str:
        digest = hashlib.sha256()
        for entry in sorted(self, key=lambda e: e.source):
            digest.update(repr(columns(entry)).encode())
        return digest.hexdigest()[:8]
