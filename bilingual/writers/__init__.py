"""Writers, one file a format. A writer only reads the document; a new one is a file and a line here."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bilingual.model.document import PLAIN, Document, View
from bilingual.support.files import replacing


@dataclass(frozen=True)
class Format:
    """An output format: the module that writes it, the end of its file names, and what it is for people."""
    module: str
    suffix: str
    title: str


SAME = "same"
FORMATS = {
    "docx": Format("word", ".bilingual.docx", "bilingual Word document"),
    "html": Format("html", ".bilingual.html", "bilingual web page"),
    "xlsx": Format("spreadsheet", ".bilingual.xlsx", "spreadsheet for review"),
    "md": Format("markdown", ".bilingual.md", "bilingual Markdown"),
    "xlf": Format("xliff", ".xlf", "XLIFF 1.2 for translation programs"),
    "xlf2": Format("xliff2", ".xliff2.xlf", "XLIFF 2.0 for translation programs"),
    SAME: Format("copy", ".translated", "copy of the source with the English in it"),
    "pdf": Format("pdf", ".bilingual.pdf", "bilingual PDF (needs LibreOffice)"),
    "en.docx": Format("word", ".en.docx", "English Word document"),
    "en.md": Format("markdown", ".en.md", "English Markdown"),
}
REVIEWED = ("xlsx", "docx", "xlf", "xlf2")  # those that people correct and that come back
DEFAULT = ("docx", "html", "xlsx")
STORE = ".bilingual"  # in the output folder: what the program needs to know about the files there


def write(document: Document, folder: Path, formats: Iterable[str], view: View = PLAIN) -> tuple[list[Path], list[str]]:
    """Write a document in several formats, each file whole or not at all; what is there under the same names is
    replaced.

    Returns the paths written and notes for the user, what a writer could not place among them. For a folder that people
    work in see workspace.delivery, which keeps what they changed.
    """
    paths, notes = [], []
    for name in dict.fromkeys(formats):
        path = place(document, folder, name)
        with replacing(path) as temporary:
            notes += render(document, name, temporary, view)
        paths.append(path)
    return paths, notes


def render(document: Document, name: str, path: Path, view: View = PLAIN) -> list[str]:
    """Write one format into a file. Returns notes for the user."""
    module = import_module(f"bilingual.writers.{FORMATS[name].module}")
    function = module.write_english if name.startswith("en.") else module.write
    return list(function(document, path, view) or [])


def has_same(document: Document) -> bool:
    """Whether there can be a copy in the source's own shape; of a PDF only where its text is seen."""
    known = document.format in import_module("bilingual.writers.copy").MODULES
    return known and (document.format != "pdf" or any(b.ref for b in document.blocks))


def place(document: Document, folder: Path, name: str) -> Path:
    """Where a format of a document stands in an output folder."""
    return folder / f"{document.stem}{FORMATS[name].suffix}{'.' + document.format if name == SAME else ''}"
