"""The glossary that several files make together.

Files have a stated priority: a copy of the built-in glossary gives way to all others, and of those the later wins.
"""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bilingual.glossary.files import read_rows
from bilingual.glossary.lint import lint
from bilingual.glossary.rows import entry_of
from bilingual.language.folding import squeezed
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry, Glossary
from bilingual.support.cache import keep, place, recalled
from bilingual.support.limits import MAX_TEXT_BYTES
from bilingual.support.paths import builtin_glossary
from bilingual.support.plural import counted

TOLD = 3  # terms that a note names


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
    if not len(below):
        return []
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
    entries = recalled(kept, list[Entry])
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
        keep(kept, entries)
    notes = [f"{path}: {counted(len(wrong), 'row')} with errors left out"] if wrong else []
    return Glossary(entries, [path.name], notes)


def _kept(path: Path) -> Path | None:
    """The file that keeps a glossary's entries ready, by its content and name; None where there is no place for it.

    Reading a spreadsheet of 11,069 rows takes two seconds, its entries from the cache a twentieth of one.
    """
    try:
        if path.is_file() and path.stat().st_size <= MAX_TEXT_BYTES:
            return place("glossaries", path.name, path.read_bytes())
    except OSError:  # told when it is read
        pass
    return None
