"""The way back: what reviewers did to the files goes into the document, the memory and every output.

    readers of edited files    spreadsheet, word, xliff: rows as they stand in the file
    match                      which sentence of the document each row is, and what is new in it
    apply                      corrections into the record of the document and the memory
    files                      all of it for some files: `apply_files`
    decisions                  accepting an issue, the history of a sentence, taking a version back
    edit                       one sentence corrected where it stands, by its revision
    order                      which sentences are most worth reading
    terms                      what a changed entry of the glossary does to documents
    pending                    edited files that nobody has applied yet
"""
from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from bilingual.model.document import State
from bilingual.model.errors import BilingualError

EMPTY = "its English is empty"
READERS = {".xlsx": "spreadsheet", ".docx": "word", ".xlf": "xliff", ".xliff": "xliff"}


@dataclass
class Row:
    """A row of an edited file. `where` tells people where it stands; `id` is the first segment's, if the file says it.

    `state` is what the reviewer set, or None; `comments` are (position in `target`, text), position -1 for the whole
    row. `explicit` means that the English stands where only a reviewer writes; `beside` is then what stands in the
    column that the program fills. `author` is who the file says changed the row, and `problem` why it cannot be taken;
    `draft` is what another program calls its own English of a row that nobody has read.
    """
    where: str
    id: str
    source: str
    target: str
    state: State | None = None
    comments: list[tuple[int, str]] = field(default_factory=list)
    explicit: bool = False
    beside: str = ""
    author: str = ""
    problem: str = ""
    draft: str = ""


@dataclass
class Accepted:
    """An issue that a reviewer lets stand: the segment it is on, with both texts as the file has them, and the reason.
    """
    where: str
    id: str
    source: str
    target: str
    check: str
    reason: str


@dataclass
class Edited:
    """What an edited file says: rows, accepted issues, and what could not be read in it."""
    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    author: str = ""


def read(path: Path) -> Edited:
    """What an edited file says. Raises BilingualError for a file of another kind."""
    if not path.is_file():
        raise BilingualError(f"There is no file {path}.")
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise BilingualError(
            f"{path} cannot be applied; give the .xlsx, .docx or .xlf that `bilingual translate` wrote and you edited."
        )
    edited = import_module(f"bilingual.review.{module}").read(path)
    if not edited.rows and not edited.problems:
        raise BilingualError(
            f"{path} holds no Chinese sentence beside its English: apply the bilingual file, not the English one."
        )
    return edited
