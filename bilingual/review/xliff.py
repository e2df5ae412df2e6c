"""An XLIFF file that came back from a translation program."""
from __future__ import annotations

from pathlib import Path

from bilingual.exchange import xliff
from bilingual.review import Row


def read(path: Path) -> tuple[list[Row], list[str]]:
    """The units as rows; one without English is a problem."""
    rows, problems = [], []
    for unit in xliff.read(path):
        where = f"{path.name} unit {unit.id}"
        if unit.target.strip():
            rows.append(Row(where, unit.id, unit.source, unit.target, unit.state, [(-1, n) for n in unit.notes]))
        else:
            problems.append(f"{where}: its English is empty")
    return rows, problems
