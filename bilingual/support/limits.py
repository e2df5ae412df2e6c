"""Limits for files that come from outside."""
from __future__ import annotations

import zipfile
from pathlib import Path

from bilingual.model.errors import BilingualError

MAX_TEXT_BYTES = 20 * 2**20          # a text file; the longest government work report has 0.1 MB
MAX_BLOCKS = 200_000                 # paragraphs of a document
MAX_PDF_BYTES = 200 * 2**20
MAX_PAGES = 1_000                    # pages of a PDF
MAX_ENTRY_BYTES = 256 * 2**20        # one file in an archive
MAX_TOTAL_BYTES = 512 * 2**20        # all files of an archive together
MAX_ENTRIES = 10_000
MAX_RATIO = 200                      # unpacked to packed; ordinary documents stay below 30
RATIO_MATTERS_BYTES = 20 * 2**20     # a small file may be packed as well as it likes


def check_text_size(path: Path) -> None:
    """Raise BilingualError for a text too large to be a document."""
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        raise BilingualError(f"{path} has {size / 2**20:.0f} MB, more than the {MAX_TEXT_BYTES // 2**20} MB allowed "
                             "for a text: split it into smaller files.")


def check_archive(path: Path, what: str) -> None:
    """Raise BilingualError unless `path` is a zip archive of sane size that needs no password; nothing is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        with open(path, "rb") as file:
            ole = file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        hint = ("it is protected by a password or in the format of Office 97: open it, save it as "
                f"{path.suffix} without a password" if ole
                else "it is damaged or has the wrong extension: open and save it again")
        raise BilingualError(f"{path} cannot be read as {what}; {hint}.") from error
    total, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if any(e.flag_bits & 1 for e in entries):
        raise BilingualError(f"{path} is protected by a password: save it without one.")
    if (len(entries) > MAX_ENTRIES or total > MAX_TOTAL_BYTES or any(e.file_size > MAX_ENTRY_BYTES for e in entries)
            or (total > RATIO_MATTERS_BYTES and total > MAX_RATIO * max(packed, 1))):
        raise BilingualError(f"{path} would unpack to {total / 2**20:.0f} MB in {len(entries)} files, which no "
                             f"ordinary {what} does: it was not opened.")
