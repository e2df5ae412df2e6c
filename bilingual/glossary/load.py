"""The glossary that several files make together.

Files have a stated priority: a copy of the built-in glossary gives way to all others, and of those the later wins.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from bilingual._version import __version__
from bilingual.glossary.files import read_rows
from bilingual.glossary.lint import lint
from bilingual.glossary.rows import entry_of
from bilingual.language.folding import squeezed
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry, Glossary
from bilingual.support.files import replacing
from bilingual.support.limits import MAX_TEXT_BYTES
from bilingual.support.paths import builtin_glossary, cache_folder
from bilingual.support.plural import counted

TOLD = 3     # terms that a note names
KEPT = 32    # glossaries whose entries are kept ready


def ranked(paths: Iterable[Path]) -> list[Path]:
    """Files in their priority, the strongest last: policy.xlsx, which `glossary init` writes, before all others."""
    return sorted(paths, key=lambda p: p.name != builtin_glossary().name)


def load(paths: Iterable[Path], skip_errors: bool = False) -> Glossary:
    """The entries of several glossaries. What they contradict each other in is told in `notes`.

    Raises BilingualError naming every error found; with `skip_errors` such rows are left out and told instead.
    """
    glossary = Glossary()
    for path in ranked(paths):
        other = _of_file(path, skip_errors)
        glossary = Glossary(glossary, glossary.names, [*glossary.notes, *_replaced(glossary, other)]).merged(other)
    return glossary


def conflicts(below: Glossary, above: Glossary) -> list[tuple[Entry, Entry]]:
    """The entries for the same term that two glossaries render differently."""
    known = {squeezed(e.source)[0]: e for e in below if e.applied}
    pairs = [(known.get(squeezed(e.source)[0]), e) for e in above if e.applied]
    return [(a, b) for a, b in pairs if a and a.rendering.lower() != b.rendering.lower()]


def _replaced(below: Glossary, above: Glossary) -> list[str]:
    """One sentence for each file whose renderings another replaces."""
    found: dict[str, list[str]] = {}
    for old, new in conflicts(below, above):
        found.setdefault(_file(old), []).append(new.source)
    return [f"{above.names[0]} replaces the rendering that {file} has for {', '.join(terms[:TOLD])}"
            + (f" and {len(terms) - TOLD} more (`bilingual glossary check` lists them)" if len(terms) > TOLD else "")
            for file, terms in found.items()]


def _file(entry: Entry) -> str:
    """The name of the file an entry came from: what its origin begins with."""
    return entry.origin.partition(" sheet ")[0].rpartition(" row ")[0] or entry.origin.partition(" sheet ")[0]


def _of_file(path: Path, skip_errors: bool) -> Glossary:
    kept = _kept(path)
    entries = _recalled(kept)
    if entries is not None:
        return Glossary(entries, [path.name])
    rows = read_rows(path)
    errors = [p for p in lint(rows, path) if p.is_error]
    if errors and not skip_errors:
        more = f"\n... and {len(errors) - 20} more" if len(errors) > 20 else ""
        them = "them" if len(errors) > 1 else "it"
        raise BilingualError(f"{path} has {counted(len(errors), 'error')}; mend {them} and run again "
                             "(`bilingual glossary check` lists them):\n"
                             + "\n".join(f"  {e}" for e in errors[:20]) + more)
    wrong = {id(p.row) for p in errors}
    entries = [entry_of(row, path) for row in rows if id(row) not in wrong]
    if not errors:
        _keep(kept, entries)
    notes = [f"{path}: {counted(len(wrong), 'row')} with errors left out"] if wrong else []
    return Glossary(entries, [path.name], notes)


# Reading a spreadsheet of 4,500 rows takes a second, its entries from the cache a hundredth of that.

def _kept(path: Path) -> Path | None:
    """The file that keeps a glossary's entries ready, by its content and name; None where there is no place for it."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_TEXT_BYTES:
            return None
        key = hashlib.sha256(repr((__version__, path.name)).encode() + path.read_bytes()).hexdigest()[:32]
        return cache_folder("glossaries") / key
    except OSError:
        return None


def _recalled(kept: Path | None) -> list[Entry] | None:
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=list[Entry]) if kept else None
    except (OSError, msgspec.MsgspecError):
        return None


def _keep(kept: Path | None, entries: list[Entry]) -> None:
    """Keep entries for the next run; a cache that cannot be written is no error."""
    if kept is None:
        return
    try:
        with replacing(kept) as temporary:
            temporary.write_bytes(msgspec.msgpack.encode(entries))
        for old in sorted(kept.parent.iterdir(), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
