"""A paragraph as its file has it: pieces of text, each in its own style, and things between them that are no text.

Readers take the text of a flow for a block; the writers of same-shape copies take the same flow again and put the
English into it, each word in the style of the Chinese it came from.
"""
from __future__ import annotations

import bisect
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.support.limits import MAX_BLOCKS

TAB, KEPT = "\x1f", "\x1e"  # white space of an XML file that is not collapsed


@dataclass(frozen=True)
class Style:
    """How a piece looks, for the format that made it. Pieces with the same key look the same.

    The text of a `fixed` piece is not typed but computed (a page number): it stands in the English as it is. What a
    piece stands in (a link, a field, a control of a form) is `held`: it has a place in the English even where nothing
    tells which words the piece became.
    """
    key: Hashable
    data: Any = field(default=None, compare=False, hash=False)
    bold: bool = False
    fixed: bool = False
    held: bool = False


@dataclass
class Anchor:
    """Something that is no text (a picture, a reference to a footnote) and stands at a position of the text."""
    thing: Any
    at: int = 0


@dataclass
class Flow:
    """The content of a paragraph in order. `anchors` hold positions in `text`; `lead` and `tail` are the white space
    that was taken off its ends.
    """
    pieces: list[tuple[str, Style]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    lead: list[tuple[str, Style]] = field(default_factory=list)
    tail: list[tuple[str, Style]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(t for t, _ in self.pieces)

    def add(self, text: str, style: Style) -> None:
        if text and self.pieces and self.pieces[-1][1] == style and not style.fixed:
            self.pieces[-1] = self.pieces[-1][0] + text, style
        elif text:
            self.pieces.append((text, style))

    def anchor(self, thing: Any) -> None:
        self.anchors.append(Anchor(thing, len(self.text)))

    def stripped(self) -> Flow:
        """Without white space at its ends."""
        text = self.text
        lead, end = len(text) - len(text.lstrip()), len(text.rstrip())
        if lead > end:  # nothing but white space
            lead = end
        out, at = Flow(anchors=[Anchor(a.thing, min(max(0, a.at - lead), max(0, end - lead))) for a in self.anchors]), 0
        for piece, style in self.pieces:
            out.add(piece[max(0, lead - at):max(0, end - at)], style)
            out.lead += [(p, style)] if (p := piece[:max(0, lead - at)]) else []
            out.tail += [(p, style)] if (p := piece[max(0, end - at):]) else []
            at += len(piece)
        return out

    def collapsed(self) -> Flow:
        """With every run of white space as one space, as a browser shows it, and none at the ends.

        Readers write "\\v" for a line break, TAB for a tab and KEPT for a space that is shown.
        """
        out, space, shifts, at, removed = Flow(), True, [(0, 0)], 0, 0
        for piece, style in self.pieces:
            kept = ""
            for c in piece:
                at += 1
                if c in " \t\n\r\f":
                    if space:
                        removed += 1
                        shifts.append((at, removed))
                        continue
                    c = " "
                space = c == " " or c == "\v"
                kept += c
            out.add(kept.replace("\v", "\n").replace(TAB, "\t").replace(KEPT, " "), style)
        starts = [s for s, _ in shifts]
        out.anchors = [Anchor(a.thing, a.at - shifts[bisect.bisect_right(starts, a.at) - 1][1]) for a in self.anchors]
        return out.stripped()

    def bold(self) -> list[tuple[int, int]]:
        """The bold spans of the text."""
        spans: list[tuple[int, int]] = []
        at = 0
        for piece, style in self.pieces:
            if style.bold:
                spans = ([*spans[:-1], (spans[-1][0], at + len(piece))] if spans and spans[-1][1] == at
                         else [*spans, (at, at + len(piece))])
            at += len(piece)
        return spans


@dataclass
class Unit:
    """An element of a file that holds one paragraph, what it is, and its address, which stays the same as long as the
    file does. The text is that of the `attribute` where one is named.
    """
    element: Any
    ref: str
    kind: str = "paragraph"
    level: int = 0
    cell: tuple[int, int, int] | None = None
    ordered: bool = False
    attribute: str = ""

    def block(self, flow: Flow) -> Block:
        return block_of(flow, self.kind, level=self.level, cell=self.cell, ordered=self.ordered, ref=self.ref)


class Tables:
    """Numbers the tables of a file in the order they are met, and the rows of each, both from 1; each table is counted
    through once.
    """

    def __init__(self, table: str, row: str):
        self._tags = table, row
        self._known: dict[Any, tuple[int, dict[Any, int]]] = {}

    def place(self, cell: Any) -> tuple[int, int]:
        """The number of a cell's table, and of its row in it."""
        table, row = (next(cell.iterancestors(tag), None) for tag in self._tags)  # type: Any, Any
        if table not in self._known:
            own = (r for r in table.iter(self._tags[1]) if next(r.iterancestors(self._tags[0])) is table)
            self._known[table] = len(self._known) + 1, {r: n for n, r in enumerate(own, 1)}
        number, rows = self._known[table]
        return number, rows.get(row, 1)


def block_of(flow: Flow, kind: str, **more: Any) -> Block:
    """A block with a flow's text and bold spans."""
    return Block(kind, flow.text, bold=flow.bold(), **more)


def fill(document: Document, blocks: Iterable[Block]) -> Document:
    """Give a document the blocks that have text. Raises BilingualError when they are too many."""
    for block in blocks:
        if block.text:
            document.blocks.append(block)
        if len(document.blocks) > MAX_BLOCKS:
            raise BilingualError(f"{document.path} has more than {MAX_BLOCKS:,} paragraphs or cells: split it into "
                                 "several files.")
    return document
