"""Which files to translate, and what their outputs are called."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual.model.errors import BilingualError
from bilingual.readers import READERS


@dataclass(frozen=True)
class Input:
    """A file to translate; `name` begins the names of its outputs."""
    path: Path
    name: str


def expand(given: Iterable[Path]) -> tuple[list[Input], list[Path]]:
    """The files named, and those in the folders named; and what in the folders is of no readable format.

    Each file once, folders by name, hidden files and the lock files of office programs left out. A name is the file's without its extension; where two
    files would share it the extension goes in, and then the folders above. Raises BilingualError for a folder without any text.
    """
    paths, strangers = [], []
    for path in given:
        if not path.is_dir():
            paths.append(path)
            continue
        files = [f for f in sorted(path.rglob("*")) if f.is_file() and not any(p.startswith((".", "~")) for p in f.relative_to(path).parts)]
        readable = [f for f in files if f.suffix.lower() in READERS]
        strangers += [f for f in files if f not in readable]
        if not readable:
            raise BilingualError(f"{path} has no file that can be read; known are {', '.join(sorted(READERS))}.")
        paths += readable
    unique = list({p.resolve(): p for p in reversed(paths)}.values())[::-1]
    return [Input(p, n) for p, n in zip(unique, _names(unique))], strangers


def _names(paths: list[Path]) -> list[str]:
    levels = [lambda p: p.stem, lambda p: f"{p.stem}-{p.suffix[1:].lower()}"]
    levels += [lambda p, n=n: "-".join([*p.resolve().parent.parts[-n:], p.stem, p.suffix[1:].lower()]) for n in range(1, 20)]
    names = [levels[0](p) for p in paths]
    for level in levels[1:]:
        count = Counter(n.lower() for n in names)  # not every file system tells a from A
        names = [level(p) if count[n.lower()] > 1 else n for p, n in zip(paths, names)]
    return names
