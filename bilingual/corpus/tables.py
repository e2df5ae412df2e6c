"""Texts in tables: .jsonl, .csv and .tsv, .parquet. Read as a stream, a slice of rows at a time."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bilingual.corpus.items import Item, Row
from bilingual.model.errors import BilingualError
from bilingual.workspace.naming import usable

SUFFIXES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
TEXT = ("text", "zh", "source", "content", "正文", "中文")  # columns that are taken for the text where none is named
NAME = ("id", "name", "编号")
SLICE = 50  # rows of an item: about a minute's work of a worker, for texts of a few sentences


def items(path: Path, folder: str, column: str = "", id_column: str = "") -> Iterator[Item]:
    """The table's texts in slices; rows without text are left out.

    `column` has the text, `id_column` what a row is called; without them the usual names are looked for, and rows are
    called by their number. Raises BilingualError for a table that cannot be read or has no such column.
    """
    rows: list[Row] = []
    seen: set[str] = set()
    text_in = id_in = ""
    for number, cells in enumerate(_records(path), 1):
        if not text_in:
            text_in, id_in = _column(path, cells, column, TEXT, needed=True), _column(path, cells, id_column, NAME)
        if text_in not in cells:
            raise BilingualError(
                f"{path} row {number} has no “{text_in}”: mend the row, or name another column with --text-column."
            )
        text = cells[text_in]
        if not isinstance(text, str) and text is not None:
            raise BilingualError(
                f"{path} row {number}: “{text_in}” is no text: name another column with --text-column."
            )
        if text and text.strip():
            given = str(cells.get(id_in) or "") if id_in else ""
            name = usable(given or f"{number:07d}").lstrip(".") or f"{number:07d}"
            if name.lower() in seen:
                name = f"{name}-{number}"
            seen.add(name.lower())
            rows.append(Row(f"{path.name}:{given or number}", name, text))
        if len(rows) == SLICE:
            yield _slice(folder, rows)
            rows = []
    if rows:
        yield _slice(folder, rows)


def _slice(folder: str, rows: list[Row]) -> Item:
    first, last = rows[0].label, rows[-1].label.rpartition(":")[2]
    return Item(first if len(rows) == 1 else f"{first} to {last}", folder, rows[0].name, ".txt", rows=rows)


def _column(path: Path, cells: dict[str, Any], wanted: str, usual: tuple[str, ...], needed: bool = False) -> str:
    if wanted and wanted not in cells:
        raise BilingualError(f"{path} has no column “{wanted}”: there is {', '.join(map(str, cells)) or 'none'}.")
    found = wanted or next((c for name in usual for c in cells if str(c).strip().lower() == name), "")
    if needed and not found:
        raise BilingualError(
            f"{path} has no column {', '.join(usual[:3])}: say with --text-column which of "
            f"{', '.join(map(str, cells)) or 'none'} has the text."
        )
    return found


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        kind = path.suffix.lower()
        yield from _parquet(path) if kind == ".parquet" else _csv(path) if kind in (".csv", ".tsv") else _json(path)
    except UnicodeDecodeError as error:
        raise BilingualError(f"{path} is not in UTF-8 (byte {error.start}): save it as UTF-8.") from error


def _json(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                cells = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise BilingualError(f"{path} line {number} is no JSON ({error}): mend the line.") from error
            if not isinstance(cells, dict):
                raise BilingualError(f"{path} line {number} is no JSON object: each line must be one, with a text.")
            yield cells


def _csv(path: Path) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with open(path, encoding="utf-8-sig", newline="") as file:
        head = file.read(65536)
        separator = max("\t;,", key=head.partition("\n")[0].count)
        file.seek(0)
        try:
            yield from csv.DictReader(io.TextIOWrapper(file.buffer, "utf-8-sig", newline=""), delimiter=separator)
        except csv.Error as error:
            raise BilingualError(
                f"{path} cannot be read as a table ({error}): save it again as CSV in UTF-8."
            ) from error


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise BilingualError(f"{path} needs pyarrow: python -m pip install 'bilingual-policy[parquet]'.") from error
    try:
        with parquet.ParquetFile(path) as table:
            for batch in table.iter_batches(batch_size=1000):
                yield from batch.to_pylist()
    except (ArrowException, OSError) as error:
        raise BilingualError(f"{path} cannot be read as Parquet ({str(error)[:200]}): write it again.") from error
