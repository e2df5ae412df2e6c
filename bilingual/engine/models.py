"""Language models (GGUF files): where they are kept, and which of them a name means."""
from __future__ import annotations

import os
import shutil
from pathlib import Path

from bilingual.engine.gguf import Header, is_gguf, read_header
from bilingual.engine.packages import chosen
from bilingual.model.errors import BilingualError
from bilingual.support.paths import data_folder


def folder() -> Path:
    """Where `model install` puts GGUF files."""
    return data_folder() / "models"


def installed_gguf() -> list[Header]:
    """The installed language models; files that are damaged are passed over."""
    found = []
    for path in sorted(folder().glob("*.gguf")):
        try:
            found.append(read_header(path))
        except BilingualError:
            continue
    return found


def find_gguf(model: str | None) -> Path | None:
    """The GGUF file that a name or path means, else None; for None the model that was chosen, if it is one.

    Raises BilingualError for a file that is named .gguf and is not there.
    """
    wanted = model or chosen()
    if not wanted:
        return None
    path = Path(wanted)
    if path.is_file():
        return path if path.suffix.lower() == ".gguf" or is_gguf(path) else None
    for place in (folder() / wanted, folder() / f"{wanted}.gguf"):
        if place.is_file() and place.suffix == ".gguf":
            return place
    if path.suffix.lower() == ".gguf":
        raise BilingualError(f"There is no file {path}.")
    return None


def install_gguf(path: Path) -> Header:
    """Check a GGUF file and keep it for this user: a second name for the same file where the disk allows it, else a
    copy.
    """
    read_header(path)
    target = folder() / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{path.name}")
    temporary.unlink(missing_ok=True)
    try:
        os.link(path, temporary)
    except OSError:
        shutil.copyfile(path, temporary)
    temporary.replace(target)
    return read_header(target)
