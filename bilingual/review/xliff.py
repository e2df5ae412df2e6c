"""An XLIFF file that came back from a translation program."""
from __future__ import annotations

from pathlib import Path

from bilingual.exchange import xliff
from bilingual.review import Edited, Row


def read(path: Path) -> Edited:
    """The units as rows; one without English is a problem."""
    edited = Edited()
    for unit in xliff.read(path):
        problem = "" if unit.target.strip() else "its English is empty"
        edited.rows.append(
            Row(
                f"{path.name} unit {unit.id}",
                unit.id,
                unit.source,
                unit.target,
                unit.state,
                [(-1, n) for n in unit.notes],
                problem=problem,
                draft=unit.draft,
            )
        )
    return edited
