"""Chinese policy documents in English, offline, with every policy term in its official rendering.

    import bilingual
    translator = bilingual.Translator.load()
    for segment in translator.translate_text("推动高质量发展。").segments:
        print(segment.target, segment.issues)
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual._version import __version__
from bilingual.model.errors import BilingualError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from bilingual.model.document import Document
    from bilingual.pipeline import Translator

__all__ = ["BilingualError", "Translator", "__version__", "translate"]


def __getattr__(name: str) -> object:
    # The pipeline is imported when it is first asked for: the command's help answers at once.
    if name == "Translator":
        from bilingual.pipeline import Translator
        return Translator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def translate(path: str | PathLike, *, glossaries: Iterable[str | PathLike] = (), model: str | None = None,
              device: str = "auto", threads: int = 0, beam: int = 4, encoding: str | None = None) -> Document:
    """Translate a document. Returns it with the English, terms and issues of every segment.

    `glossaries` are spreadsheets, later ones winning; without any, the built-in one is used. `model` is a name or file
    as in `bilingual translate --model`. For more than one document make a `Translator` and use it again. Raises
    BilingualError for bad input.
    """
    from pathlib import Path

    from bilingual.pipeline import Translator
    translator = Translator.load(model, [Path(g) for g in glossaries], device=device, threads=threads, beam=beam)
    return translator.translate_file(Path(path), encoding)
