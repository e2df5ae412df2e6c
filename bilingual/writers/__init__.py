"""Writers, one file a format. A writer only reads the document; a new one is a file and a line here."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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
DEFAULT = ("docx", "html", "xlsx")
STORE = ".bilingual"   # in the output folder: what the program needs to know about the files there
LEDGER = "ledger.json"  # in the store: the files as they were written


def write(document: Document, folder: Path, formats: Iterable[str], view: View = PLAIN) -> tuple[list[Path], list[str]]:
    """Write a document in several formats. Returns the paths written and notes for the user, what a writer could not place among them.

    A file in the folder that is not as this program left it may hold somebody's corrections: it is moved aside, and a
    note says where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ledger = _ledger(folder)
    paths, notes = [], []
    for name in dict.fromkeys(formats):
        form = FORMATS[name]
        path = place(document, folder, name)
        module = import_module(f"bilingual.writers.{form.module}")
        function = module.write_english if name.startswith("en.") else module.write
        with replacing(path) as temporary:
            notes += function(document, temporary, view) or []
            if path.exists() and ledger.get(path.name) != _hash(path):
                aside = _aside(path)
                path.rename(aside)
                notes.append(f"{path} had been changed since it was written; it is kept as {aside.name}")
            ledger[path.name] = _hash(temporary)
        paths.append(path)
    with replacing(folder / STORE / LEDGER) as temporary:
        temporary.write_text(json.dumps(ledger, indent=1, ensure_ascii=False), encoding="utf-8")
    return paths, notes


def has_same(document: Document) -> bool:
    """Whether there can be a copy in the source's own shape."""
    return document.format in import_module("bilingual.writers.copy").MODULES


def place(document: Document, folder: Path, name: str) -> Path:
    """Where a format of a document stands in an output folder."""
    return folder / f"{document.stem}{FORMATS[name].suffix}{'.' + document.format if name == SAME else ''}"


def edited(path: Path) -> bool:
    """Whether an output file is no longer as this program wrote it."""
    return path.exists() and _ledger(path.parent).get(path.name) != _hash(path)


def _ledger(folder: Path) -> dict[str, str]:
    try:
        return json.loads((folder / STORE / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _aside(path: Path) -> Path:
    stem, suffix = path.name.rsplit(".", 1)
    for n in range(1, 1000):
        aside = path.with_name(f"{stem}.edited-{date.today().isoformat()}{'' if n == 1 else f'-{n}'}.{suffix}")
        if not aside.exists():
            return aside
    raise FileExistsError(path)
