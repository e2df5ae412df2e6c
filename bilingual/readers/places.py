"""Where a paragraph of a PDF stands, as the address of its block: boxes on pages, and the room around them.

Text may stand on its side on an upright page; it is read, and set, on the page turned so that it is upright.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_REPEATED = "="  # in front of the address of a text that stands on every page in the same place


class Side(NamedTuple):
    """A page, by its number from 1, and the degrees that it is turned clockwise for its text to be upright."""
    page: int
    turn: int = 0


@dataclass(frozen=True)
class Place:
    """A box on a page, in points from the page's top left as it is shown (turned pages turned), and turned further
    by `turn` degrees, clockwise; pages count from 1.

    `left` and `right` are the edges of the column it stands in; a cell of a table has its own borders for all four.
    """
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    left: float
    right: float
    turn: int = 0

    @property
    def side(self) -> Side:
        return Side(self.page, self.turn)

    def holds(self, x: float, y: float, slack: float = 1.0) -> bool:
        """Whether a point lies in the box, or at most `slack` points beside it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack


def address(places: Iterable[Place], repeated: bool = False) -> str:
    """The places as a text: page:x0,top,x1,bottom,left,right, or page@turn:…; a `repeated` text stands whole in each
    of them.
    """
    return (_REPEATED if repeated else "") + ";".join(
        (f"{p.page}@{p.turn}:" if p.turn else f"{p.page}:")
        + ",".join(f"{v:.1f}" for v in (p.x0, p.top, p.x1, p.bottom, p.left, p.right)) for p in places)


def places(ref: str) -> tuple[list[Place], bool]:
    """The places that an address names, and whether the text is repeated in each. Raises ValueError for another text.
    """
    found = []
    for part in ref.removeprefix(_REPEATED).split(";"):
        where, _, numbers = part.partition(":")
        page, _, turn = where.partition("@")
        x0, top, x1, bottom, left, right = map(float, numbers.split(","))
        found.append(Place(int(page), x0, top, x1, bottom, left, right, int(turn or 0)))
    return found, ref.startswith(_REPEATED)
