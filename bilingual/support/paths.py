"""Where the program keeps what belongs to this user, and where its own data lies."""
from __future__ import annotations

from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).parent.parent


def cache_folder(name: str) -> Path:
    """A private folder for things that can be made again."""
    folder = Path(platformdirs.user_cache_dir("bilingual", appauthor=False)) / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def data_folder() -> Path:
    """A private folder for things worth keeping: the chosen model, the translation memory."""
    folder = Path(platformdirs.user_data_dir("bilingual", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def builtin_glossary() -> Path:
    """The curated glossary: beside the package when installed, in the repository when developing."""
    inside = PACKAGE / "data" / "policy.xlsx"
    return inside if inside.exists() else PACKAGE.parent / "glossary" / "policy.xlsx"


def builtin_model() -> Path:
    """The embedded zh→en Argos package."""
    return PACKAGE / "models" / "translate-zh_en.argosmodel"


def glossaries_here(folder: Path) -> list[Path]:
    """The glossaries in a working directory's folder glossary/, by name; none when there is no such folder. A table is
    one where its first line names sources and targets.
    """
    files = [p for p in (folder / "glossary").glob("*.*") if not p.name.startswith(("~", "."))]
    return sorted(p for p in files if p.suffix.lower() == ".xlsx" or p.suffix.lower() in (".csv", ".tsv") and _heads(p))


def _heads(path: Path) -> bool:
    """Whether the first lines of a table are the headings of a glossary."""
    try:
        with open(path, "rb") as file:
            start = file.read(400).replace(b"\0", b"").lower()
    except OSError:
        return False
    names = (("source", "zh", "中文", "原文", "术语"), ("target", "en", "英文", "译文"))
    return all(any(n.encode(e) in start for n in column for e in ("utf-8", "gb18030")) for column in names)
