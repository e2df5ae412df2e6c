"""Readers, one file a format. A reader turns a file into a Document of blocks; a new one is a file and a line here."""
from __future__ import annotations

import zipfile
from importlib import import_module
from pathlib import Path

from bilingual.model.document import Document
from bilingual.model.errors import BilingualError

# extension → module; imported only when used
READERS = {".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".docx": "word", ".html": "webpage",
           ".htm": "webpage", ".pptx": "slides",
           ".xlsx": "workbook", ".epub": "book", ".odt": "opendocument", ".srt": "subtitles", ".pdf": "pdf"}
_OLD = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".ppt": ".pptx", ".xls": ".xlsx", ".et": ".xlsx"}
_MACROS = {".docm": ".docx", ".pptm": ".pptx", ".xlsm": ".xlsx"}
_INSIDE = {"word/document.xml": "word", "ppt/presentation.xml": "slides", "xl/workbook.xml": "workbook"}
_MIMETYPES = {b"application/epub+zip": "book", b"application/vnd.oasis.opendocument.text": "opendocument"}
_WHAT = {"word": "a Word document", "slides": "a presentation", "workbook": "a spreadsheet", "book": "an e-book",
         "opendocument": "an OpenDocument text", "pdf": "a PDF"}


def read(path: Path, encoding: str | None = None) -> Document:
    """The document in a file.

    `encoding` overrides the detection for text formats; content goes before a wrong extension.

    Raises BilingualError when there is no such file, its format is unknown, or it cannot be read.
    """
    if not path.exists():
        raise BilingualError(f"There is no file {path}.")
    if path.is_dir():
        raise BilingualError(f"{path} is a folder: name the files in it.")
    suffix = path.suffix.lower()
    if suffix in _MACROS:
        raise BilingualError(f"{path} holds macros, which are never run or copied here: save it as {_MACROS[suffix]}.")
    if suffix in _OLD:
        raise BilingualError(f"{path} is in an old format: save it as {_OLD[suffix]} and translate that.")
    module, content = READERS.get(suffix), _content(path)
    if module is None:
        raise BilingualError(f"{path} has a format that cannot be read; known are {', '.join(sorted(READERS))}.")
    reader = import_module(f"bilingual.readers.{content or module}")
    try:
        document = reader.read(path, encoding)
    except (BilingualError, MemoryError):
        raise
    except Exception as error:  # libraries raise whatever the broken part of a file happens to cause
        raise BilingualError(f"{path} cannot be read; it is damaged ({type(error).__name__}: {str(error)[:200]}): open "
                             "it in its own program and save it again.") from error
    if content and content != module:
        document.notes.append(f"named {suffix}, but {_WHAT[content]} by its content, and read as that")
    if not any(b.text.strip() for b in document.blocks):
        kept = f" ({'; '.join(document.notes)})" if document.notes else ""
        raise BilingualError(f"{path} contains no text{kept}.")
    return document


def _content(path: Path) -> str | None:
    """The reader that a file's first bytes ask for, whatever its name; None for text and what is unknown."""
    with open(path, "rb") as file:
        start = file.read(1024)
    if b"%PDF-" in start:
        return "pdf"
    if start[:4] != b"PK\x03\x04":
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            found = next((m for n, m in _INSIDE.items() if n in names), None)
            if found is None and "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                found = _MIMETYPES.get(archive.read("mimetype").strip())
            return found
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return None
