"""A line of type on a page of a PDF."""
from __future__ import annotations

from dataclasses import dataclass

BULLET = "•"
BULLETS = frozenset("•●■◆◇○□▪▶►➢➤❖✓✔§")  # at the beginning of an item
Box = tuple[float, float, float, float]  # x0, top, x1, bottom, in points from the page's top left
THIN = 1.7  # points: a line, not an area or a picture


@dataclass
class Line:
    """A line of type: where it stands (points from the page's top left), its size, its text, and, once ordered, its
    column.

    `left` and `right` are the edges of its column; `column` is 0 for one that all of the page shares.
    A table counts as one line, with its cells in `table` and their boxes in `boxes`. Pages count from 1; text that
    stands on its side is measured on the page turned by `turn` degrees. `room` holds the edges between which other
    text may stand in its place; `apart` says that other text stands beside it. A `displayed` line is a formula that
    stays where it is, and has no text.
    """
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    table: list[list[str | None]] | None = None
    boxes: list[list[Box | None]] | None = None
    page: int = 0
    turn: int = 0
    room: tuple[float, float] = (0.0, 0.0)
    apart: bool = False
    displayed: bool = False

    @property
    def full(self) -> bool:
        """Whether it reaches the right edge, so that its paragraph may go on."""
        return self.x1 > self.right - 2.2 * self.size

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its column, as titles do."""
        before, after = self.x0 - self.left, self.right - self.x1
        return (min(before, after) > 2.5 * self.size
                and abs(before - after) < max(1.5 * self.size, 0.12 * (self.right - self.left)))
