"""One entry of a glossary spreadsheet changed where it stands, beside whoever else edits the file."""
from __future__ import annotations

from pathlib import Path

from bilingual.glossary.files import add_entry, fill, read_rows, table_of
from bilingual.glossary.lint import lint
from bilingual.glossary.rows import Row, cells_of, entry_of, source_of
from bilingual.glossary.tables import check_columns
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry
from bilingual.support.files import digest, replacing


class Altered(Exception):
    """Somebody changed the entry in the file meanwhile: `theirs` is what stands there, None where nothing does."""

    def __init__(self, theirs: Entry | None):
        super().__init__("The entry has been changed in the file meanwhile.")
        self.theirs = theirs


def refuse_faulty(entry: Entry, path: Path) -> None:
    """Raise BilingualError for an entry that `bilingual glossary check` would call an error."""
    problems = [p for p in lint([Row(0, cells_of(entry))], path) if p.is_error]
    if problems:
        raise BilingualError("; ".join(p.message for p in problems) + ".")


def entry_in(path: Path, source: str) -> Entry | None:
    """The entry a file has for a term now. Raises BilingualError when the file cannot be read."""
    row = _row(path, source)
    return entry_of(row, path) if row else None


def put_entry(path: Path, entry: Entry, base: Entry | None) -> None:
    """Write an entry into its row, or behind all others; every other cell, column and row stays as it is.

    `base` is the entry that was edited, None for a new one. Raises Altered when the file has another by now, and
    BilingualError for a faulty entry, and for a file that is open in a spreadsheet program or is none.
    """
    refuse_faulty(entry, path)
    refuse_open(path)
    before, row = digest(path), _row(path, entry.source)
    theirs = entry_of(row, path) if row else None
    if theirs == entry:
        return
    if theirs != base:
        raise Altered(theirs)
    if row is None:
        add_entry(path, entry)
        return
    if path.suffix.lower() != ".xlsx":
        raise BilingualError(f"{row.where(path)} is in a text table: change it there.")
    import openpyxl
    book = openpyxl.load_workbook(path)
    _, _, names = table_of(book, row.sheet)
    check_columns(path, entry, names)
    cells = cells_of(entry)
    fill(book[row.sheet], row.number, {n: cells[n] for n in names if n in cells and cells[n] != row.get(n)}, names,
         empty=True)
    with replacing(path) as temporary:
        book.save(temporary)
        if digest(path) != before:
            raise Altered(entry_in(path, entry.source))


def _row(path: Path, source: str) -> Row | None:
    return next((r for r in read_rows(path) if source_of(r.get("source")) == source), None)


def refuse_open(path: Path) -> None:
    """Excel and LibreOffice keep a file beside the one they have open, and would write over what changed in that."""
    for beside in (f"~${path.name}", f".~lock.{path.name}#"):
        if path.with_name(beside).exists():
            raise BilingualError(
                f"{path.name} is open in a spreadsheet program: save and close it there, then try again.")
