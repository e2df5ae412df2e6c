"""OmegaT's glossary: a text file with source, target and comment separated by tabs."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry
from bilingual.support.files import replacing
from bilingual.support.limits import check_text_size


def write(entries: Iterable[Entry], path: Path) -> int:
    """Write the entries that are applied; variants, forbidden renderings and notes go into the comment.

    Returns how many.
    """
    lines = []
    for entry in entries:
        if entry.applied:
            others = (("also", entry.variants), ("never", entry.forbidden))
            comment = "; ".join([*(f"{name}: {' | '.join(texts)}" for name, texts in others if texts),
                                 *filter(None, [entry.note])])
            lines.append("\t".join(" ".join(cell.split()) for cell in (entry.source, entry.rendering, comment)))
    with replacing(path) as temporary:
        temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def read(path: Path) -> Iterator[Entry]:
    """The entries of such a file; lines that begin with # are left out.

    Raises BilingualError with the line that is wrong.
    """
    if not path.is_file():
        raise BilingualError(f"There is no glossary {path}.")
    check_text_size(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BilingualError(f"{path} is not UTF-8 text (byte {error.start}): save it as UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            cells = [c.strip() for c in line.split("\t")]
            if len(cells) < 2 or not cells[0] or not cells[1]:
                raise BilingualError(f"{path} line {number} has no tab between source and target.")
            note = cells[2] if len(cells) > 2 else ""
            yield Entry(cells[0], cells[1], note=note, origin=f"{path.name} line {number}")
