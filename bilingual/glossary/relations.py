"""How entries of a person's glossary stand to each other: nearly the same, or one contradicting a longer one."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bilingual.language.folding import squeezed
from bilingual.model.glossary import Entry, Status

TOLD = 20     # of one kind that are listed; the rest is counted
STEM = 5      # letters by which two words count as forms of one: development, developing
_SMALL = frozenset("a an and as at by for from in into of on or our the their to with".split())
_TYPING = re.compile("[的\"'·、，,]")


def near_duplicates(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Entries that differ only in 的, quotation marks, commas, width or spaces and yet have different renderings."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.applied:
            first = seen.setdefault(_TYPING.sub("", squeezed(entry.source)[0]), entry)
            if first is not entry and first.rendering.lower() != entry.rendering.lower():
                yield first, entry


def contradictions(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Entries inside longer ones (改革 in 改革开放) none of whose renderings is contained in those of the longer one.

    Words count as the same by their first letters, so that a plural or a participle is no contradiction.
    """
    known = {e.source: e for e in entries if e.applied and e.status is not Status.KEEP_SOURCE}
    sizes = sorted({len(source) for source in known})
    for source, longer in known.items():
        for size in sizes:
            if size >= len(source):
                break
            for at in range(len(source) - size + 1):
                shorter = known.get(source[at:at + size])
                if shorter and not _compatible(shorter, longer):
                    yield shorter, longer


def _compatible(shorter: Entry, longer: Entry) -> bool:
    whole = [_stems(text) for text in (longer.target, *longer.variants)]
    return any(part <= text for part in map(_stems, (shorter.target, *shorter.variants)) for text in whole)


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"[a-z0-9]+", text.lower()) if word not in _SMALL}


def told(lines: Iterable[str], what: str) -> list[str]:
    """The first lines of one kind, and how many more there are."""
    lines = list(lines)
    more = len(lines) - TOLD
    return lines[:TOLD] + ([f"... and {more} more {what}"] if more > 0 else [])
