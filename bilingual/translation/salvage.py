"""Rows of an SQLite table read page by page from the file, where a damaged page keeps SQLite itself from finding them.

The layout is that of sqlite.org/fileformat.html: 1.3 (header), 1.5 (free pages), 1.6 (b-tree pages), 2.1 (records).
"""
from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_LEAF = 0x0D  # a page of a table that holds rows
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes by serial type


def rows(path: Path) -> Iterator[tuple[int, list]]:
    """Every row that stands whole on a page in use, with its rowid; of all tables but the schema.

    Values are None, numbers, texts and bytes. What cannot be decoded is passed over.
    """
    with open(path, "rb") as file:
        head = file.read(100)
        size = struct.unpack(">H", head[16:18])[0]
        size = 65536 if size == 1 else size
        if size < 512:
            return
        usable = size - head[20]
        free = _free_pages(file, size, struct.unpack(">I", head[32:36])[0])
        number = 1
        while page := _page(file, size, number := number + 1):
            if page[0] == _LEAF and number not in free:
                for at in struct.unpack(f">{_cells(page)}H", page[8:8 + 2 * _cells(page)]):
                    try:
                        yield _row(file, page, at, size, usable)
                    except (IndexError, ValueError, struct.error):
                        continue


def _page(file: BinaryIO, size: int, number: int) -> bytes:
    """A page by its number, which counts from 1; empty behind the end of the file."""
    file.seek((number - 1) * size)
    page = file.read(size)
    return page if len(page) == size else b""


def _cells(page: bytes) -> int:
    return min(struct.unpack(">H", page[3:5])[0], (len(page) - 8) // 2)


def _free_pages(file: BinaryIO, size: int, trunk: int) -> set[int]:
    """The pages that hold what was deleted."""
    free: set[int] = set()
    while trunk and trunk not in free and (page := _page(file, size, trunk)):
        free.add(trunk)
        trunk, count = struct.unpack(">II", page[:8])
        count = min(count, size // 4 - 2)
        free.update(struct.unpack(f">{count}I", page[8:8 + 4 * count]))
    return free


def _row(file: BinaryIO, page: bytes, at: int, size: int, usable: int) -> tuple[int, list]:
    length, at = _varint(page, at)
    rowid, at = _varint(page, at)
    most, least = usable - 35, (usable - 12) * 32 // 255 - 23
    fit = least + (length - least) % (usable - 4)
    local = length if length <= most else fit if fit <= most else least
    payload = page[at:at + local]
    if length > local:
        following, = struct.unpack(">I", page[at + local:at + local + 4])
        while following and len(payload) < length:
            more = _page(file, size, following)
            following, = struct.unpack(">I", more[:4])
            payload += more[4:usable]
    if len(payload) < length:
        raise ValueError("the row is not whole")
    return rowid, _values(payload[:length])


def _values(record: bytes) -> list:
    end, at = _varint(record, 0)
    kinds = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        width = _INTEGERS.get(kind, 8 if kind == 7 else (kind - 12) // 2 if kind >= 12 else 0)
        data, at = record[at:at + width], at + width
        if len(data) < width or kind in (10, 11):
            raise ValueError("no record")
        values.append(None if kind == 0 else int.from_bytes(data, "big", signed=True) if kind <= 6 else
                      struct.unpack(">d", data)[0] if kind == 7 else kind - 8 if kind <= 9 else
                      data.decode("utf-8") if kind % 2 else data)
    return values


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, seven bits in each but the last of nine; and where it ends."""
    value = 0
    for n in range(9):
        byte = data[at + n]
        if n == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise ValueError("no number")
