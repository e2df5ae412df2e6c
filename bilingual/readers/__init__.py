"""Readers, one file a format. A reader turns a file into a Document of blocks; a new one is a file and a line here."""
from __future__ import annotations

from importlib import import_module
from pathlib import Path

from bilingual.document import Document
from bilingual.errors import BilingualError

# extension → module; imported only when used
READERS = {".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".docx": "word"}


def read(path: Path, encoding: str | None = None) -> Document:
    """The document in a file. `encoding` overrides the detection for text formats.

    Raises BilingualError when there is no such file, its format is unknown, or it cannot be read.
    """
    if not path.exists():
        raise BilingualError(f"There is no file {path}.")
    if path.is_dir():
        raise BilingualError(f"{path} is a folder: name the files in it.")
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise BilingualError(f"{path} has a format that cannot be read; known are {', '.join(sorted(READERS))}.")
    document = import_module(f"bilingual.readers.{module}").read(path, encoding)
    if not any(b.text.strip() for b in document.blocks):
        raise BilingualError(f"{path} contains no text.")
    return document
