"""Where a paragraph of a PDF stands, as the address of its block: boxes on pages, and the room around them.

Text may stand on its side on an upright page; it is read, and set, on the page turned so that it is upright.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_REPEATED = "="  # in front of the address of a text that stands on every page in the same place
_WITH = "|"      # behind the places, in front of the formulas


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


@dataclass(frozen=True)
class Anchor:
    """A formula in the line of a text: where in the text it stands, and with how many characters, 0 where it is not
    in it; its side and box, and the line's baseline.
    """
    at: int
    length: int
    side: Side
    box: tuple[float, float, float, float]
    base: float


def address(places: Iterable[Place], repeated: bool = False, anchors: Iterable[Anchor] = ()) -> str:
    """The places as a text: page:x0,top,x1,bottom,left,right, or page@turn:…; a `repeated` text stands whole in each
    of them. Formulas in it follow behind a stroke: page:at,length,x0,top,x1,bottom,base.
    """
    named = lambda side, values: (f"{side.page}@{side.turn}:" if side.turn else f"{side.page}:") + ",".join(
        f"{v:.1f}" if isinstance(v, float) else str(v) for v in values)
    held = ";".join(named(a.side, (a.at, a.length, *a.box, a.base)) for a in anchors)
    return (_REPEATED if repeated else "") + ";".join(
        named(p.side, (p.x0, p.top, p.x1, p.bottom, p.left, p.right)) for p in places) + (_WITH + held if held else "")


def places(ref: str) -> tuple[list[Place], bool]:
    """The places that an address names, and whether the text is repeated in each. Raises ValueError for another text.
    """
    found = []
    for side, values in _parts(ref.partition(_WITH)[0].removeprefix(_REPEATED)):
        x0, top, x1, bottom, left, right = map(float, values)
        found.append(Place(side.page, x0, top, x1, bottom, left, right, side.turn))
    return found, ref.startswith(_REPEATED)


def anchors(ref: str) -> list[Anchor]:
    """The formulas that an address names, in the order of the text."""
    return [Anchor(int(at), int(length), side, (float(x0), float(top), float(x1), float(bottom)), float(base))
            for side, (at, length, x0, top, x1, bottom, base) in _parts(ref.partition(_WITH)[2])]


def _parts(text: str) -> Iterator[tuple[Side, list[str]]]:
    for part in text.split(";") if text else ():
        where, _, numbers = part.partition(":")
        page, _, turn = where.partition("@")
        values = numbers.split(",")
        yield Side(int(page), int(turn or 0)), values
