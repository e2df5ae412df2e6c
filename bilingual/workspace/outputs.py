"""Which files this program wrote: its outputs are no sources."""
from __future__ import annotations

import re
import zipfile
from pathlib import Path

from bilingual.workspace.glance import SUFFIX, glance
from bilingual.writers import STORE

_MOST = 2**20  # bytes of a part of an archive that are looked at
_PARTS = ("docProps/core.xml", "docProps/custom.xml", "meta.xml")  # of Office and OpenDocument files
_OWN = re.compile(rb"<(?:dc:creator|dc:identifier|meta:initial-creator|meta:user-defined)[^>]*>\s*bilingual\s*<")
_OWN_PAGE = re.compile(rb"""<meta\s[^>]*name=["'](?:generator|translator)["'][^>]*content=["']bilingual["']""", re.I)
_SIGNATURE = re.compile(r"^bilingual \d\S* \| ", re.M)
ASIDE = re.compile(r"\.edited-\d{4}-\d\d-\d\d(-\d+)?(?=\.)")


def is_output(path: Path) -> bool:
    """Whether this program wrote a file: a record beside it says so, or a mark that the file carries wherever it went.
    """
    try:
        return _recorded(path) or _marked(path)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError):
        return False  # what it is, its reader will tell


def _recorded(path: Path) -> bool:
    store = path.parent / STORE
    if not store.is_dir():
        return False
    name = ASIDE.sub("", path.name)  # an edited output that was moved aside
    return any(name in glance(record).files for record in store.glob(f"*{SUFFIX}"))


def _marked(path: Path) -> bool:
    with open(path, "rb") as file:
        start = file.read(4096)
        if not start.startswith(b"PK\x03\x04"):
            size = file.seek(0, 2)
            file.seek(max(0, size - 4096))
            return bool(_OWN_PAGE.search(start)) or path.suffix.lower() in (".md", ".markdown") and bool(
                _SIGNATURE.search(file.read().decode("utf-8", "ignore")))
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        parts = [n for n in names if n in _PARTS or n.endswith(".opf")]
        return any(_OWN.search(archive.open(n).read(_MOST)) for n in parts)
