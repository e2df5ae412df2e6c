"""Which record a document has in an output folder: one source, one record, whatever its outputs are called elsewhere.
"""
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.support.files import locked
from bilingual.workspace.glance import SUFFIX, glance, store
from bilingual.workspace.record import Record, beside, load, path_text
from bilingual.writers import STORE
from bilingual.writers.layout import shown_name

LONGEST = 180  # bytes of a name: file systems allow 255, and the longest ending of ours is some 40
LOCK = ".lock"
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff/\\]")


@dataclass
class Place:
    """The name that a document's outputs begin with, its record of a former run, and notes for the user."""
    name: str
    former: Record | None = None
    notes: list[str] = field(default_factory=list)


@contextmanager
def reserved(document: Document, folder: Path, alone: bool = False) -> Iterator[Place]:
    """Find the place of a document in a folder and hold its lock, so that no other run writes there.

    The place is that of the record which was made from the same source; where there is none, the first free name. A
    source that has moved, with the same content, keeps its record. `alone`: the document's name is nobody else's, and
    the folder, which may be very large, is not looked through for it.
    """
    wanted = usable(document.stem)
    for name in [wanted] if alone and _free(wanted, document, folder) else _names(document, wanted, folder):
        with locked(store(folder, name, LOCK)):
            place = _place(document, folder, name, alone)
            if place is None:
                continue
            if wanted != document.stem:
                place.notes.append(
                    f"the name {_visible(document.stem)} is too long or no text: the outputs are called {name}"
                )
            elif name != document.stem and place.former is None:
                place.notes.append(
                    f"the outputs are called {name}, because {document.stem} is another document in {folder}"
                )
            yield place
            return


def _free(name: str, document: Document, folder: Path) -> bool:
    """Whether a name has no record yet, or one that was made from the document's source."""
    record = store(folder, name)
    return not record.exists() or _made_from(record, document.path, folder)


def usable(name: str) -> str:
    """A name that every file system takes: control characters and what is no text are exchanged, a long one is
    shortened.

    A hash of the whole name keeps it from meeting others that begin alike.
    """
    plain = _UNUSABLE.sub("_", name).strip() or "_"
    if plain == name and len(name.encode()) <= LONGEST:
        return name
    short = plain.encode()[:LONGEST - 9].decode(errors="ignore")
    return f"{short}-{hashlib.sha256(name.encode(errors='surrogateescape')).hexdigest()[:8]}"


def _visible(name: str) -> str:
    return name[:40].encode(errors="backslashreplace").decode() + ("…" if len(name) > 40 else "")


def _names(document: Document, wanted: str, folder: Path) -> Iterator[str]:
    """The names to try: those of records of the same source, the one wanted, and longer ones."""
    own = [] if _made_from(store(folder, wanted), document.path, folder) else _owned(document.path, folder)
    path, kind = document.path, document.path.suffix[1:].lower()
    longer = [
        "-".join(filter(None, [*path.parent.parts[-n:], path.stem, kind])) for n in range(1, len(path.parent.parts))
    ]
    numbered = (f"{wanted}-{n}" for n in range(2, 10_000))
    seen = set()
    for name in (*own, wanted, *(f"{wanted}-{kind}" for _ in kind[:1]), *map(usable, longer), *numbered):
        if name not in seen:
            seen.add(name)
            yield name


def _place(document: Document, folder: Path, name: str, alone: bool) -> Place | None:
    """The place under a name, or None where that is another document's."""
    path = store(folder, name)
    if not alone and any(other != path.name and other.lower() == path.name.lower() for other in _listed(folder)):
        return None  # not every file system tells a from A
    if not path.exists():
        return Place(name)
    try:
        former = load(path)
    except BilingualError as error:
        return Place(
            name,
            None,
            [
                f"{str(error).split(': ')[0]}; it is kept as {_set_aside(path).name}, and corrections that only it "
                "knew are not in the new outputs"
            ],
        )
    if former.document.path == document.path or former.beside and former.beside == beside(document.path, folder):
        return Place(name, former)
    if not former.document.path.exists() and _content(former.document) == _content(document):
        return Place(
            name,
            former,
            [f"{shown_name(document.path)} was at {former.document.path.parent} before: its corrections are kept"],
        )
    return None


def _content(document: Document) -> str:
    """What a source is recognised by when it has moved."""
    texts = repr((document.format, [(b.kind, b.text) for b in document.blocks]))
    return hashlib.sha256(texts.encode(errors="surrogatepass")).hexdigest()


def _set_aside(path: Path) -> Path:
    for n in range(1, 10_000):
        aside = path.with_name(f"{path.name}.damaged{'' if n == 1 else f'-{n}'}")
        if not aside.exists():
            return path.replace(aside)
    raise BilingualError(f"{path.parent} holds thousands of damaged records: remove them.")


def _owned(source: Path, folder: Path) -> list[str]:
    """The names of the records that were made from a source."""
    return [name.removesuffix(SUFFIX) for name in _listed(folder) if _made_from(folder / STORE / name, source, folder)]


def _made_from(record: Path, source: Path, folder: Path) -> bool:
    """Whether a record was made from a source: by its path, or by its path from the folder where both were moved."""
    known = glance(record)
    return known.source == path_text(source) or known.beside != "" and known.beside == beside(source, folder)


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(
            p.name for p in (folder / STORE).iterdir() if p.name.endswith(SUFFIX) and not p.name.startswith(".")
        )
    except FileNotFoundError:
        return []
