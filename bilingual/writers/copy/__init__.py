"""A copy of the source file with the English in it, one module a format.

Each module opens the source once more, finds its paragraphs by their address, puts the English into them, and leaves
everything else as it is: `write(document, wanted, path, layout)` gets a map of addresses to blocks and returns the
addresses that it placed, and may return notes for the user with them.
"""
from __future__ import annotations

from importlib import import_module
from pathlib import Path

from bilingual.language.han import HAN
from bilingual.model.document import Document, View
from bilingual.model.errors import BilingualError
from bilingual.writers.copy.left import left as remaining
from bilingual.writers.copy.mark import ARCHIVES, mark, sent

# document format → module, and the layouts it knows beside "replace" and "below"
MODULES = {"docx": ("word", ("beside",)), "pptx": ("slides", ()), "xlsx": ("workbook", ()),
           "html": ("webpage", ("beside",)),
           "epub": ("book", ("beside",)), "odt": ("opendocument", ()), "md": ("markdown", ()), "srt": ("subtitles", ()),
           "txt": ("plain", ()), "pdf": ("pdf", ("beside",))}


def write(document: Document, path: Path, view: View) -> list[str]:
    """Write the copy. Returns what could not be placed in it.

    Where a format knows no columns, the English stands below. Raises BilingualError when the source is gone or has
    changed since.
    """
    module, more = MODULES[document.format]
    layout, notes = view.layout, []
    if layout not in ("replace", "below", *more):
        layout = "below"
        notes.append(f"in .{document.format} the English cannot stand {view.layout} the Chinese: it stands below")
    if not document.path.exists():
        raise BilingualError(f"The source {document.path} is no longer there; a copy in its shape needs it.")
    wanted = {b.ref: b for b in document.blocks if b.ref and b.segments and b.target and HAN.search(b.text)}
    made = path.with_name(f"{path.stem}-made{path.suffix}") if document.format in ARCHIVES else path
    try:
        placed = import_module(f"bilingual.writers.copy.{module}").write(document, wanted, made, layout)
        if isinstance(placed, tuple):
            placed, told = placed
            notes += told
        if made is not path:
            mark(made, document.format, path, sent(document))
    finally:
        if made is not path:
            made.unlink(missing_ok=True)
    if wanted and not placed:
        raise BilingualError(f"{document.path} has changed since it was translated: translate it again.")
    left = [b for ref, b in wanted.items() if ref not in placed]
    if layout == "replace" and document.format != "pdf":  # which is counted as it is made
        notes += remaining(path, document.format)
    return notes + [f"not placed in the copy: “{b.text[:40]}” ({b.place})" for b in left]
