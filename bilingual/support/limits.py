"""Limits for files that come from outside."""
from __future__ import annotations

import zipfile
import zlib
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
_PIECE = 2**16                       # bytes of a stream that are unpacked at a time


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


def check_streams(path: Path) -> None:
    """Raise BilingualError where a compressed stream would unpack to far more than any page needs; pdfminer would
    unpack it whole.
    """
    data = path.read_bytes()
    at = data.find(b"stream")
    while at >= 0:
        start = at + 6 + (2 if data[at + 6:at + 8] == b"\r\n" else 1)
        if data[start:start + 1] == b"\x78":
            at = max(at, _end_of_stream(data, start, path))
        at = data.find(b"stream", at + 6)


def _end_of_stream(data: bytes, start: int, path: Path) -> int:
    """Where a compressed stream ends, as far as it can be unpacked; a piece at a time, so that nothing of the file is
    copied over and over.
    """
    unpacker, size, at = zlib.decompressobj(), 0, start
    try:
        while not unpacker.eof and at < len(data):
            size += len(unpacker.decompress(data[at:at + _PIECE]))
            at += _PIECE
            if size >= MAX_ENTRY_BYTES:
                raise BilingualError(f"{path} holds a stream that unpacks to more than {MAX_ENTRY_BYTES // 2**20} MB: "
                                     "it was not opened.")
    except zlib.error:  # not compressed, or damaged: the parser will say
        return start
    return min(at, len(data)) - len(unpacker.unused_data)
