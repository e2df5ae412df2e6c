"""Glossaries as plain tables: csv and tsv, as spreadsheet programs and people write them.

A cell that a spreadsheet would run as a formula is written with a leading apostrophe, and that apostrophe is taken off
again on reading (OWASP, "CSV Injection").
"""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from bilingual.glossary.rows import Damage, Row, cells_of, column_of, columns_for, paired
from bilingual.language.big5 import is_big5
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry
from bilingual.support.files import replacing
from bilingual.support.limits import check_text_size

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}


def read_table(path: Path) -> list[Row]:
    """All rows with any text; the separator is the one at which the headings source and target stand apart.

    Lines that begin with # before the headings and between the rows are comments. Raises BilingualError when there are
    no such headings.
    """
    text, separator, skipped = _opened(path)
    return _rows(path, text, separator, skipped) if text.strip() else []


def _opened(path: Path) -> tuple[str, str, int]:
    """A table's text, its separator, and how many lines before the text are left out: Excel's own `sep=;`."""
    text = _decoded(path)
    first, _, rest = text.partition("\n")
    stated = first.strip().strip('"')
    if stated.lower().startswith("sep=") and len(stated) == 5:
        return rest, stated[-1], 1
    for separator in SEPARATORS:
        if not text.strip() or _header(_lines(text, separator))[0] is not None:
            return text, separator, 0
    raise BilingualError(f"{path} must name the columns in its first row; source and target are required "
                         f"(it was read with {', '.join(SEPARATORS.values())} as the separator).")


def _lines(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:  # a cell of more than 128 KB: a quotation mark is not closed
        return []


def _is_comment(line: list[str]) -> bool:
    return not line or line[0].startswith("#") and not line[0].rstrip("!?").isupper()  # #REF! is damage, no comment


def _header(lines: list[list[str]]) -> tuple[list[str] | None, int]:
    """The columns of the first line that is no comment, None when it names no source and target, and where it is."""
    at = next((i for i, line in enumerate(lines) if any(c.strip() for c in line) and not _is_comment(line)), 0)
    names = [column_of(h) for h in lines[at]] if lines else []
    return (names, at) if "source" in names and "target" in names else (None, 0)


def _rows(path: Path, text: str, separator: str, before: int) -> list[Row]:
    lines = _lines(text, separator)
    header, start = _header(lines)
    if header is None:
        raise BilingualError(f"{path} must name the columns in its first row; source and target are required.")
    rows, told = [], False
    for number, line in enumerate(lines[start + 1:], start + 2 + before):
        if _is_comment(line):
            continue
        cells, damage = paired(header, lines[start], [_unescape(v) for v in line])
        damage, told = ([], told) if told else (damage, bool(damage))
        if any(c.strip() for c in line[len(header):]):
            mark = SEPARATORS.get(separator, separator)
            damage = [*damage, Damage("", f"the row has {len(line)} cells, the heading {len(header)}: put quotation "
                                          f"marks around a cell that contains a {mark}")]
        if cells or damage:
            rows.append(Row(number, cells, damage=tuple(damage)))
    return rows


def _decoded(path: Path) -> str:
    """The text, by its byte order mark, else UTF-8, else GB18030, which Excel writes in China."""
    check_text_size(path)
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in raw:  # UTF-16 without a mark: the ASCII characters tell which half comes first
        encodings = ["utf-16-le" if raw[1::2].count(0) > raw[::2].count(0) else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and is_big5(raw, text):
            raise BilingualError(f"{path} reads well as Big5 and not as GB18030: save it as CSV UTF-8.")
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise BilingualError(f"{path} is not text in UTF-8, UTF-16 or GB18030: save it as CSV UTF-8.")


def _unescape(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def _escape(cell: str) -> str:
    return "'" + cell if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def write_table(entries: Iterable[Entry], path: Path) -> None:
    """Write a csv or tsv file, with a byte order mark so that spreadsheets read it as UTF-8."""
    entries = list(entries)
    columns = columns_for(entries)
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter="," if path.suffix.lower() == ".csv" else "\t")
        writer.writerow(columns)
        for entry in entries:
            cells = cells_of(entry)
            writer.writerow([_escape(cells[c]) for c in columns])


def append_to_table(path: Path, entry: Entry) -> None:
    """Add an entry at the end of a table in its own columns and with its own separator; all that is there stays."""
    whole, (text, separator, _) = _decoded(path), _opened(path)
    lines = _lines(text, separator)
    header = _header(lines)[0] or []
    check_columns(path, entry, header)
    line = io.StringIO()
    cells = cells_of(entry)
    csv.writer(line, delimiter=separator, lineterminator="\n").writerow([_escape(cells.get(c, "")) for c in header])
    with replacing(path) as temporary:
        end = "" if whole.endswith("\n") else "\n"
        temporary.write_text(whole + end + line.getvalue(), encoding="utf-8-sig", newline="")


def check_columns(path: Path, entry: Entry, columns: Iterable[str]) -> None:
    """Raise BilingualError when a file has no column for what an entry has; status and date may be lacking."""
    lacking = [c for c, text in cells_of(entry).items() if text and c not in columns and c not in ("status", "date")]
    if lacking:
        raise BilingualError(f"{path} has no column {lacking[0]}: add one with that heading, or leave it out.")
