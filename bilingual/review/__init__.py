"""The way back: what reviewers did to the files goes into the document, the memory and every output.

    readers of edited files    spreadsheet, word, xliff: rows as they stand in the file
    match                      which sentence of the document each row is, and what is new in it
    apply                      corrections into the document and the memory
"""
from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from bilingual.model.document import State
from bilingual.model.errors import BilingualError

READERS = {".xlsx": "spreadsheet", ".docx": "word", ".xlf": "xliff", ".xliff": "xliff"}


@dataclass
class Row:
    """A row of an edited file. `where` tells people where it stands; `id` is the first segment's, if the file says it.

    `state` is what the reviewer set, or None; `comments` are (position in `target`, text), position -1 for the whole row.
    `explicit` means that the English stands where only a reviewer writes.
    """
    where: str
    id: str
    source: str
    target: str
    state: State | None = None
    comments: list[tuple[int, str]] = field(default_factory=list)
    explicit: bool = False


def read(path: Path) -> tuple[list[Row], list[str]]:
    """The rows of an edited file, and what could not be read in it. Raises BilingualError for a file of another kind."""
    if not path.is_file():
        raise BilingualError(f"There is no file {path}.")
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise BilingualError(f"{path} cannot be applied; give the .xlsx, .docx or .xlf that `bilingual translate` wrote and you edited.")
    rows, problems = import_module(f"bilingual.review.{module}").read(path)
    if not rows and not problems:
        raise BilingualError(f"{path} holds no Chinese sentence beside its English: apply the bilingual file, not the English one.")
    return rows, problems
