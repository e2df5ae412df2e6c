"""Which files to translate, and what their outputs are called."""
from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bilingual.model.errors import BilingualError
from bilingual.readers import READERS


@dataclass(frozen=True)
class Input:
    """A file to translate; `name` begins the names of its outputs."""
    path: Path
    name: str


@dataclass
class Skipped:
    """What is not translated: a folder's files of no readable format, its folders without permission, and own outputs
    wherever they stand.
    """
    unknown: list[Path] = field(default_factory=list)
    closed: list[Path] = field(default_factory=list)
    own: list[Path] = field(default_factory=list)


def expand(given: Iterable[Path],
           is_output: Callable[[Path], bool] = lambda path: False) -> tuple[list[Input], Skipped]:
    """The files named, and those in the folders named; and what is left alone.

    Each file once, folders by name, hidden files and the lock files of office programs left out, and what `is_output`
    knows as written by this program, named or in a folder (as `*.docx` names it). A name is the file's without its
    extension; where two files would share it the extension goes in, and then the folders above. Raises BilingualError
    for a folder without any text, for own outputs alone, and for what is no file: devices, pipes, links in a circle.
    """
    paths, skipped = [], Skipped()
    for path in given:
        if path.is_dir():
            paths += inside(path, is_output, skipped)
        else:
            _refuse_devices(path)
            (skipped.own if is_output(path) else paths).append(path)
    if skipped.own and not paths:
        raise BilingualError(f"{skipped.own[0]} was written by this program: name the document it was made from; "
                             "a person's changes in it are taken by `bilingual review apply`.")
    unique = list({p.resolve(): p for p in reversed(paths)}.values())[::-1]
    return [Input(p, n) for p, n in zip(unique, names(unique), strict=True)], skipped


def inside(folder: Path, is_output: Callable[[Path], bool], skipped: Skipped,
           known: tuple[str, ...] = tuple(READERS)) -> list[Path]:
    """The readable files of a folder and the folders below it, by name; links to folders are not followed.

    `known` are the endings of names that can be read; what else there is goes into `skipped`.
    """
    readable = []
    files: list[Path] = []
    for root, folders, found in os.walk(folder, onerror=lambda error: skipped.closed.append(Path(error.filename))):
        folders[:] = sorted(f for f in folders if not f.startswith((".", "~")))
        files += [Path(root) / n for n in found if not n.startswith((".", "~"))]
    for file in sorted(f for f in files if f.is_file()):
        if not file.name.lower().endswith(known):
            skipped.unknown.append(file)
        elif is_output(file):
            skipped.own.append(file)
        else:
            readable.append(file)
    if not readable:
        own = f"; {len(skipped.own)} are outputs of this program" if skipped.own else ""
        raise BilingualError(f"{folder} has no file to translate{own}; known are {', '.join(sorted(known))}.")
    return readable


def _refuse_devices(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError:
        raise BilingualError(f"There is no file {path}.") from None
    if not path.is_file():
        raise BilingualError(f"{path} is no ordinary file but a device or a pipe: save what it gives to a file, or "
                             "send it to `bilingual translate -`.")


def _with_folders(count: int, path: Path) -> str:
    """A name with some of the folders above and the extension."""
    return "-".join([*path.resolve().parent.parts[-count:], path.stem, path.suffix[1:].lower()])


def names(paths: list[Path]) -> list[str]:
    """A name for each file, no two alike: without its extension, with it, or with folders above it where needed."""
    levels: list[Callable[[Path], str]] = [lambda p: p.stem, lambda p: f"{p.stem}-{p.suffix[1:].lower()}"]
    levels += [partial(_with_folders, n) for n in range(1, 20)]
    found = [levels[0](p) for p in paths]
    for level in levels[1:]:
        count = Counter(n.lower() for n in found)  # not every file system tells a from A
        found = [level(p) if count[n.lower()] > 1 else n for p, n in zip(paths, found, strict=True)]
    return found
