"""What reviewers changed and nobody has applied yet."""
from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingual.model.errors import BilingualError
from bilingual.review import READERS
from bilingual.support.files import digest, one_sentence
from bilingual.workspace.delivery import editing
from bilingual.workspace.outputs import ASIDE
from bilingual.workspace.record import Record, records, save
from bilingual.writers import REVIEWED, place

DISMISSED = "dismissed"


@dataclass(frozen=True)
class Pending:
    """An edited file of a document that was neither applied nor dismissed; `readable` where `review apply` can take it.
    """
    path: Path
    stem: str
    readable: bool


def unapplied(known: Iterable[Record], folder: Path) -> Iterator[Pending]:
    """Outputs of some records that people edited, where they stand or where a later run moved them aside."""
    with one_sentence():
        files = sorted(p for p in folder.iterdir() if p.is_file()) if folder.is_dir() else []
    for record in known:
        outputs = {place(record.document, folder, f).name: f in REVIEWED for f in record.formats}
        outputs = {**dict.fromkeys(record.files, False), **outputs}
        for path in files:
            name = ASIDE.sub("", path.name)
            if name in outputs and (name != path.name or record.edited(path)) and not _settled(record, path):
                yield Pending(path, record.document.stem, outputs[name] and path.suffix in READERS)


def waiting(known: Iterable[Record], folder: Path) -> Iterator[str]:
    """What is to be told of each of them: which file waits, and what takes or dismisses it."""
    for pending in unapplied(known, folder):
        path = shlex.quote(str(pending.path))
        what = (f"not applied: bilingual review apply {path}, or bilingual review dismiss {path}" if pending.readable
                else "cannot be applied in this format: put the changes into the spreadsheet, then bilingual review "
                     f"dismiss {path}")
        yield f"{pending.path} has been edited and {what}"


def _settled(record: Record, path: Path) -> bool:
    with one_sentence():
        return digest(path) in record.settled


def dismiss(path: Path) -> str:
    """Say that an edited file needs no applying; it stays where it is. Returns the name of its document.

    Raises BilingualError when it is no edited file of a document in its folder.
    """
    if not path.is_file():
        raise BilingualError(f"There is no file {path}.")
    for record in records(path.parent, []):
        for pending in unapplied([record], path.parent):
            if pending.path.name == path.name:
                with editing(record.document.stem, path.parent) as current:
                    current.settled[digest(path)] = DISMISSED
                    save(current, path.parent)
                return record.document.path.name
    raise BilingualError(
        f"{path} is no edited file that waits to be applied: `bilingual review status {path.parent}` lists those."
    )
