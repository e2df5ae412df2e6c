"""Measure the rules and the comparison on files of examples that people wrote.

Examples are lines `Chinese<TAB>renderings<TAB>kind`, alternatives separated by "|", several quantities by " ; ", and
"-" where there is none; judgements are lines `Chinese<TAB>English<TAB>right or wrong`. A line that begins with # is a
comment.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.language.quantities.compare import compare
from bilingual.language.quantities.find import find_quantities, unread
from bilingual.model.errors import BilingualError
from bilingual.support.limits import check_text_size

_VERDICTS = ("right", "wrong")


@dataclass(frozen=True)
class Example:
    """A Chinese text and the right renderings of its quantities, each a tuple of alternatives."""
    chinese: str
    wanted: tuple[tuple[str, ...], ...]
    kind: str


@dataclass(frozen=True)
class Judgement:
    """A Chinese text and an English one that is right or wrong, and what is wrong where that is told."""
    chinese: str
    english: str
    right: bool
    fault: str = ""


@dataclass
class Outcome:
    """How many texts came out right, wrong but flagged, and wrong without any flag; `silent` are the last of them."""
    right: int = 0
    flagged: int = 0
    silent: list[str] = field(default_factory=list)

    @property
    def all(self) -> int:
        return self.right + self.flagged + len(self.silent)


@dataclass
class Agreement:
    """The comparison against people: correct English that it flags, wrong English that it passes."""
    correct: int = 0
    wrong: int = 0
    flagged: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    def count(self, one: Judgement, found: bool, note: str = "") -> None:
        """Enter a judgement in which something was `found` or not; `note` stands behind it where both disagree."""
        self.correct += one.right
        self.wrong += not one.right
        if one.right == found:
            rows = self.flagged if found else self.passed
            rows.append(f"{one.chinese} / {one.english}{note}")


def read(path: Path) -> list[Example] | list[Judgement]:
    """The lines of a file of examples or judgements. Raises BilingualError naming the line that is neither."""
    if not path.is_file():
        raise BilingualError(f"There is no file {path}.")
    check_text_size(path)
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = [c.strip() for c in line.split("\t")]
        told = len(columns) == 4 and columns[2] in _VERDICTS
        if not (len(columns) == 3 or told) or not all(columns[:3]):
            raise BilingualError(f"{path} line {number} needs three columns, separated by tabs: Chinese, English, and "
                                 f"a kind or right or wrong.")
        rows.append(columns)
    if not rows:
        raise BilingualError(f"{path} has no lines.")
    if all(row[2] in _VERDICTS for row in rows):
        return [Judgement(zh, en, verdict == "right", *fault) for zh, en, verdict, *fault in rows]
    return [Example(zh, tuple(tuple(w.split("|")) for w in wanted.split(" ; ")) if wanted != "-" else (), kind)
            for zh, wanted, kind in rows]


def by_rule(examples: Sequence[Example]) -> Outcome:
    """What the rules make of each example: right where all wanted renderings are given, and none if none is wanted."""
    outcome = Outcome()
    for example in examples:
        found = [q.rendering.lower() for q in find_quantities(example.chinese)]
        left = unread(example.chinese)
        right = all(any(w.lower() in found for w in ways)
                    for ways in example.wanted) if example.wanted else not found and not left
        if right:
            outcome.right += 1
        elif left:
            outcome.flagged += 1
        else:
            outcome.silent.append(example.chinese)
    return outcome


def agreement(judgements: Sequence[Judgement]) -> Agreement:
    """How the comparison judges English whose quantities people have judged."""
    result = Agreement()
    for one in judgements:
        faults = compare(find_quantities(one.chinese), one.english, source=one.chinese).faults
        result.count(one, bool(faults or unread(one.chinese)))
    return result
