"""From what a user names to items: files, folders, globs, lists of files, tables, archives."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bilingual.corpus import archives, tables
from bilingual.corpus.items import Item
from bilingual.model.errors import BilingualError
from bilingual.readers import READERS
from bilingual.readers.inputs import Skipped, inside, names
from bilingual.workspace.naming import usable

LIST = "@"  # in front of a file that lists others
_KNOWN = (*READERS, *tables.SUFFIXES, *archives.SUFFIXES)


@dataclass
class _Found:
    """A file, and the folder its outputs go to, from the output folder."""

    path: Path
    folder: str


@dataclass
class Sources:
    """What a user named. `items` can be gone through more than once: first to see what there is, then to do what is
    missing.

    `column` and `id_column` are those of tables. What was left alone in folders is told in `skipped`.
    """

    given: Sequence[str]
    column: str = ""
    id_column: str = ""
    is_output: Callable[[Path], bool] = lambda path: False
    skipped: Skipped = field(default_factory=Skipped)
    _files: list[tuple[_Found, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        found = self._expanded()
        if not found:
            raise BilingualError("There is nothing to translate: name files, folders, tables or archives.")
        once = list({f.path.resolve(): f for f in reversed(found)}.values())[::-1]
        places: dict[str, list[Path]] = {}
        for one in once:
            places.setdefault(one.folder, []).append(one.path)
        called = {path: name for paths in places.values() for path, name in zip(paths, names(paths), strict=True)}
        self._files = [(one, usable(called[one.path])) for one in once]

    @property
    def opaque(self) -> bool:
        """Whether some documents are no files of their own."""
        return any(_is_holder(one.path) for one, _ in self._files)

    def items(self) -> Iterator[Item]:
        """The items in order, each with its content or the path to it."""
        for one, name in self._files:
            if archives.is_archive(one.path):
                yield from _members(one, archives.stem(one.path))
            elif one.path.suffix.lower() in tables.SUFFIXES:
                yield from tables.items(one.path, _joined(one.folder, name), self.column, self.id_column)
            else:
                yield Item(str(one.path), one.folder, name, one.path.suffix, path=str(one.path))

    def _expanded(self) -> list[_Found]:
        folders = [g for g in self.given if Path(g).is_dir()]
        found: list[_Found] = []
        for text in self.given:
            path = Path(text)
            if path.is_dir():
                found += self._folder(path, path.resolve().name if len(folders) > 1 else "")
            elif path.exists():
                found.append(_file(path))
            elif text.startswith(LIST) and Path(text[1:]).is_file():
                found += _listed(Path(text[1:]))
            elif glob.has_magic(text):
                matching = [Path(p) for p in sorted(glob.glob(text, recursive=True)) if Path(p).is_file()]
                if not matching:
                    raise BilingualError(f"Nothing matches {text}.")
                found += [_Found(p, "") for p in matching if p.name.lower().endswith(_KNOWN)]
            else:
                raise BilingualError(f"There is no file or folder {text}.")
        return found

    def _folder(self, folder: Path, under: str) -> list[_Found]:
        """The files of a folder; their outputs stand in folders of the same names."""
        return [
            _Found(path, _joined(under, path.parent.relative_to(folder).as_posix()))
            for path in inside(folder, self.is_output, self.skipped, _KNOWN)
        ]


def _file(path: Path) -> _Found:
    if not path.is_file():
        raise BilingualError(f"{path} is no ordinary file but a device or a pipe.")
    if not path.name.lower().endswith(_KNOWN):
        raise BilingualError(f"{path} has a format that cannot be read; known are {', '.join(sorted(set(_KNOWN)))}.")
    return _Found(path, "")


def _listed(path: Path) -> list[_Found]:
    """The files that a list names, one a line; they count from the folder where the list lies."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BilingualError(f"{path} is no list of files in UTF-8: save it as UTF-8, a path a line.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            one = path.parent / line.strip()
            if not one.is_file():
                raise BilingualError(f"{path} line {number} names {line.strip()}, which is no file.")
            found.append(_file(one))
    return found


def _members(one: _Found, under: str) -> Iterator[Item]:
    """The documents of an archive; their outputs stand in folders of the same names, below one with the archive's."""
    inner = archives.names(one.path)
    called: dict[str, str] = {}
    by_folder: dict[str, list[str]] = {}
    for name in inner:
        by_folder.setdefault(str(PurePosixPath(name).parent), []).append(name)
    for members in by_folder.values():
        called.update(zip(members, names([Path("/", m) for m in members]), strict=True))
    for name, data, error in archives.members(one.path):
        folder = _joined(
            one.folder, usable(under), *(usable(p) for p in PurePosixPath(name).parent.parts if p not in ("/", ".."))
        )
        yield Item(
            f"{one.path}/{name}", folder, usable(called[name]), PurePosixPath(name).suffix, data=data, error=error
        )


def _is_holder(path: Path) -> bool:
    return archives.is_archive(path) or path.suffix.lower() in tables.SUFFIXES


def _joined(*parts: str) -> str:
    return "/".join(p for p in parts if p and p != ".")
