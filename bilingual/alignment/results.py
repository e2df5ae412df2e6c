"""What is made of an aligned pair: units for the memory, the spreadsheet to look through, and what people changed in
it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bilingual.alignment.aligner import align
from bilingual.alignment.beads import Bead, join
from bilingual.alignment.documents import Pair
from bilingual.engine.base import Engine
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.support.files import replacing
from bilingual.support.limits import check_archive
from bilingual.translation.memory import Unit
from bilingual.writers import spreadsheet

THRESHOLD = 0.5  # score from which a bead is taken
RELATED = 0.15  # share of the Chinese sentences that must be in beads taken, below which the texts are no translations
SUFFIX = ".aligned.xlsx"
BEADS, SENTENCES, RUN = "Beads", "Sentences", "Run"
TAKEN, PROPOSED, ALONE, REJECTED = "taken", "proposed", "alone", "rejected"
STATES = (TAKEN, PROPOSED, ALONE, State.REVIEWED.value, State.FINAL.value, REJECTED)
COLUMNS = {"no": 7, "score": 8, "type": 7, "state": 12, "zh": 60, "en": 80, "doubts": 40, "comment": 30}
_STYLES = {TAKEN: spreadsheet.BODY, PROPOSED: "warning", ALONE: "error"}


def state(bead: Bead, threshold: float = THRESHOLD) -> str:
    """What becomes of a bead: taken, proposed, or alone where one side is empty."""
    return ALONE if bead.alone else TAKEN if bead.score >= threshold else PROPOSED


def texts(pair: Pair, bead: Bead) -> tuple[str, str]:
    """The Chinese and the English of a bead."""
    return join([s.text for s in pair.chinese[slice(*bead.chinese)]]), " ".join(
        s.text for s in pair.english[slice(*bead.english)]
    )


def aligned(
    pair: Pair,
    engine: Engine,
    threshold: float = THRESHOLD,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Pair:
    """A pair with its beads. Raises BilingualError where hardly any sentence has its translation on the other side."""
    pair.beads = align(
        [s.plain or s.text for s in pair.chinese], [s.text for s in pair.english], engine, progress, pair.walls
    )
    taken = sum(b.shape[0] for b in pair.beads if state(b, min(threshold, THRESHOLD)) == TAKEN)
    if taken < RELATED * len(pair.chinese):
        raise BilingualError(
            f"{pair.english_file} does not seem to be the English of {pair.chinese_file}: "
            f"of {len(pair.chinese)} Chinese sentences {taken or 'none'} could be found in it."
        )
    return pair


def unit(
    chinese: str,
    english: str,
    pair_name: str,
    english_file: str,
    score: float,
    given: State = State.REVIEWED,
    who: str = "",
) -> Unit:
    """A pair of texts as a person's sentence of the memory, with its origin."""
    return Unit(
        chinese,
        english,
        given,
        document=english_file,
        who=who or "alignment",
        note=f"from {pair_name} and {english_file}",
        extra={"aligned": round(score, 2)},
    )


def units(pair: Pair, threshold: float = THRESHOLD) -> list[Unit]:
    """The beads that are taken as units of the memory."""
    return [
        unit(*texts(pair, b), pair.chinese_file.name, pair.english_file.name, b.score)
        for b in pair.beads
        if state(b, threshold) == TAKEN
    ]


def write(pair: Pair, path: Path, threshold: float = THRESHOLD) -> None:
    """The spreadsheet: the beads, all sentences with the number of their bead, and what was aligned."""
    book = spreadsheet.empty_book()
    sheet = book.active
    sheet.title = BEADS
    spreadsheet.head(sheet, COLUMNS)
    for n, bead in enumerate(pair.beads, 1):
        chinese, english = texts(pair, bead)
        now = state(bead, threshold)
        spreadsheet.row(
            sheet,
            [n, round(bead.score, 2), "{}-{}".format(*bead.shape), now, chinese, english, "; ".join(bead.doubts), ""],
            _STYLES[now],
        )
    choice = DataValidation(type="list", formula1='"' + ",".join(STATES) + '"', allow_blank=True)
    sheet.add_data_validation(choice)
    column = get_column_letter(list(COLUMNS).index("state") + 1)
    choice.add(f"{column}2:{column}{max(2, sheet.max_row)}")
    sheet = book.create_sheet(SENTENCES)
    spreadsheet.head(sheet, {"bead": 8, "language": 10, "text": 120})
    for n, bead in enumerate(pair.beads, 1):
        for name, side, span in (("zh", pair.chinese, bead.chinese), ("en", pair.english, bead.english)):
            for sentence in side[slice(*span)]:
                spreadsheet.row(sheet, [n, name, sentence.text])
    sheet = book.create_sheet(RUN)
    spreadsheet.head(sheet, {"what": 24, "value": 100})
    for what, value in (
        ("chinese", pair.chinese_file.name),
        ("english", pair.english_file.name),
        ("threshold", threshold),
        *(("note", n) for n in pair.notes),
    ):
        spreadsheet.row(sheet, [what, value])
    with replacing(path) as temporary:
        spreadsheet.sealed(book).save(temporary)


@dataclass
class Checked:
    """What a spreadsheet says after people looked through it: the units to keep, how many of them people changed, how
    many beads are left out, and the sentences that stand in no row any more.
    """

    units: list[Unit] = field(default_factory=list)
    changed: int = 0
    left_out: int = 0
    problems: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def is_alignment(path: Path) -> bool:
    """Whether a file is a spreadsheet that `write` made, by its sheets."""
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return False
    try:
        check_archive(path, "a spreadsheet")
        book = openpyxl.load_workbook(path, read_only=True)
        names = set(book.sheetnames)
        book.close()
    except Exception:  # noqa: BLE001 - whatever is wrong with the file, its own reader tells
        return False
    return {BEADS, SENTENCES, RUN} <= names


def untouched(path: Path) -> bool:
    """Whether a spreadsheet is as this program wrote it: programs that save one put in who did, or leave that empty,
    and its cells are those that were sealed.
    """
    try:
        check_archive(path, "a spreadsheet")
        book = openpyxl.load_workbook(path, read_only=True)
        ours = (book.properties.creator, book.properties.lastModifiedBy) == ("bilingual", "bilingual")
        same = ours and spreadsheet.is_sealed(book)
        book.close()
    except Exception:  # noqa: BLE001 - it is no spreadsheet that can be read, so it is not ours
        return False
    return same


def read(path: Path) -> Checked:
    """What people made of the spreadsheet of an alignment.

    A row counts when its state is taken, reviewed or final, or when its texts were changed and its state is not
    rejected. Rows may be merged, divided, added and moved: the texts in them are what is kept. A proposed row that
    nobody touched is left out.
    """
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = _table(book[BEADS], path, ("zh", "en", "state"))
    original: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"zh": [], "en": []})
    for cells in _table(book[SENTENCES], path, ("bead", "language", "text")):
        original[cells["bead"]][cells["language"]].append(cells["text"])
    run = {cells["what"]: cells["value"] for cells in _table(book[RUN], path, ("what", "value"))}
    who = (book.properties.lastModifiedBy or "").strip()
    book.close()
    before = {(_bare("".join(b["zh"])), _bare("".join(b["en"]))) for b in original.values()}
    done = Checked()
    for number, cells in enumerate(rows, 2):
        chinese, english, given = cells["zh"], cells["en"], cells["state"].lower()
        if given and given not in STATES:
            done.problems.append(f"{path.name} row {number}: “{given}” is no state; use {', '.join(STATES)}")
            continue
        if not (chinese and english):
            continue
        changed = (_bare(chinese), _bare(english)) not in before
        if given == REJECTED or not changed and given in (PROPOSED, ALONE, ""):
            done.left_out += 1
            continue
        done.changed += changed
        score = float(cells.get("score") or 0) if not changed else 1.0
        by = who if changed or given in (State.REVIEWED.value, State.FINAL.value) else ""
        done.units.append(
            unit(
                chinese,
                english,
                run.get("chinese", path.name),
                run.get("english", path.name),
                score,
                State.FINAL if given == State.FINAL.value else State.REVIEWED,
                "" if by in ("bilingual", "openpyxl") else by,
            )
        )
    done.lost = _lost(rows, original.values())
    return done


def _lost(rows: Sequence[dict[str, str]], original: Iterable[dict[str, list[str]]]) -> list[str]:
    """The sentences that stand in no row as they were, and of which no row has a beginning or an end."""
    there = {name: "\n".join(_bare(cells[name]) for cells in rows) for name in ("zh", "en")}
    return [
        text
        for bead in original
        for name in ("zh", "en")
        for text in bead[name]
        if not any(part in there[name] for part in (_bare(text), _bare(text)[:12], _bare(text)[-12:]))
    ]


def _table(sheet: Any, path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a sheet below its headings, by heading."""
    lines = sheet.iter_rows(values_only=True)
    names = [str(v or "").strip().lower() for v in next(lines, ())]
    if not set(needed) <= set(names):
        raise BilingualError(
            f"{path} sheet {sheet.title} lacks the columns {', '.join(n for n in needed if n not in names)}: "
            "they are found by their headings, which must stay."
        )
    return [{n: "" if v is None else str(v).strip() for n, v in zip(names, line, strict=False)} for line in lines]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
