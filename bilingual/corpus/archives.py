"""Documents in .zip and .tar archives, read one after the other; nothing is unpacked to disk."""
from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from bilingual.model.errors import BilingualError
from bilingual.readers import READERS
from bilingual.support.limits import MAX_ENTRY_BYTES, MAX_RATIO, RATIO_MATTERS_BYTES

SUFFIXES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIXES)


def stem(path: Path) -> str:
    """The archive's name without what says that it is one."""
    end = max((s for s in SUFFIXES if path.name.lower().endswith(s)), key=len)
    return path.name[:-len(end)] or path.name


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
        except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
            yield name, b"", f"{path}/{name} cannot be read; the archive is damaged or protected ({error}): make it again."


def _members(path: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    if not entry.is_dir() and _wanted(entry.filename):
                        yield entry.filename, lambda e=entry: _checked(path, e.filename, e.file_size, e.compress_size, lambda: archive.read(e))
        else:
            with tarfile.open(path) as archive:
                for member in archive:
                    archive.members = []  # otherwise it keeps all it has seen
                    if member.isfile() and _wanted(member.name):
                        yield member.name, lambda m=member: _checked(path, m.name, m.size, m.size, lambda: archive.extractfile(m).read())
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
        raise BilingualError(f"{path} cannot be read as an archive ({error}): make it again.") from error


def _wanted(name: str) -> bool:
    place = PurePosixPath(name)
    return place.suffix.lower() in READERS and not any(p.startswith((".", "~")) or p == "__MACOSX" for p in place.parts)


def _checked(path: Path, name: str, size: int, packed: int, read: Callable[[], bytes]) -> bytes:
    if size > MAX_ENTRY_BYTES or size > RATIO_MATTERS_BYTES and size > MAX_RATIO * max(packed, 1):
        raise BilingualError(f"{path}/{name} would have {size / 2**20:.0f} MB, which no ordinary document has: it was not read.")
    return read()
