"""Chinese policy documents in English, offline, with every policy term in its official rendering."""
from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual._version import __version__ as __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from bilingual.model.document import Document



def translate(path: str | PathLike, *, glossaries: Iterable[str | PathLike] = (), model: str | None = None,
              device: str = "auto", threads: int = 0, beam: int = 4, encoding: str | None = None) -> Document:
    """Translate a document. Returns it with the English, terms and issues of every segment.

    `glossaries` are spreadsheets, later ones winning; without any, those in ./glossary, else the built-in one.
    `model` is a name or file as in `bilingual translate --model`. Raises bilingual.model.errors.BilingualError for bad input.
    """
    from pathlib import Path

    from bilingual.engine.load import load
    from bilingual.pipeline import Translator
    return Translator.create(load(model, device, threads, beam), [Path(g) for g in glossaries])(Path(path), encoding)
