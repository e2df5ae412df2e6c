"""Documents in .zip and .tar archives, read one after the other; nothing is unpacked to disk."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from bilingual.model.errors import BilingualError
from bilingual.readers import READERS
from bilingual.support.limits import MAX_ENTRY_BYTES, MAX_RATIO, RATIO_MATTERS_BYTES

SUFFIXES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")


def is_archive(path: Path) -> bool:
    """Whether a file's name is that of an archive."""
    return path.name.lower().endswith(SUFFIXES)


def stem(path: Path) -> str:
    """The archive's name without what says that it is one."""
    end = max((s for s in SUFFIXES if path.name.lower().endswith(s)), key=len)
    return path.name[: -len(end)] or path.name


def names(path: Path) -> list[str]:
    """The readable documents in an archive, in its order; hidden ones and those of office programs' locks left out."""
    return [name for name, _ in _members(path)]


def members(path: Path) -> Iterator[tuple[str, bytes, str]]:
    """Each document of an archive: its name, its content, and why it could not be read, where it could not."""
    for name, read in _members(path):
        try:
            yield name, read(), ""
        except BilingualError as error:
            yield name, b"", str(error)
        except (OSError, RuntimeError, zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
            yield (
                name,
                b"",
                f"{path}/{name} cannot be read; the archive is damaged or protected ({error}): make it again.",
            )


def _members(path: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    if not entry.is_dir() and _wanted(entry.filename):
                        checked = partial(_check, path, entry.filename, entry.file_size, entry.compress_size)
                        yield entry.filename, partial(_content, checked, partial(archive.read, entry))
        else:
            with tarfile.open(path) as tape:
                for member in tape:
                    tape.members = []  # type: ignore[attr-defined]  # otherwise it keeps all it has seen
                    if member.isfile() and _wanted(member.name):
                        checked = partial(_check, path, member.name, member.size, member.size)
                        yield member.name, partial(_content, checked, partial(_extracted, tape, member))
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise BilingualError(f"{path} cannot be read as an archive ({error}): make it again.") from error


def _wanted(name: str) -> bool:
    place = PurePosixPath(name)
    return (place.suffix.lower() in READERS
            and not any(p != ".." and p.startswith((".", "~")) or p == "__MACOSX" for p in place.parts))


def _content(check: Callable[[], None], read: Callable[[], bytes]) -> bytes:
    check()
    return read()


def _extracted(tape: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tape.extractfile(member)
    return file.read() if file else b""


def _check(path: Path, name: str, size: int, packed: int) -> None:
    if size > MAX_ENTRY_BYTES or size > RATIO_MATTERS_BYTES and size > MAX_RATIO * max(packed, 1):
        raise BilingualError(
            f"{path}/{name} would have {size / 2**20:.0f} MB, which no ordinary document has: it was not read."
        )
