"""Blanks of forms: the line that is drawn behind a label, with what was filled in above it or nothing.

English is longer than the label that it stands for, and its words stand elsewhere: the line is taken out and drawn anew
under the English of what stood above it, or behind the label, up to where it ended.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bilingual.readers.lines import Box
from bilingual.readers.places import Side
from bilingual.writers.copy.pdf.content import Rule, Sheet
from bilingual.writers.copy.pdf.fit import Result
from bilingual.writers.copy.pdf.paragraphs import Paragraph
from bilingual.writers.copy.pdf.setting import Set, Word
from bilingual.writers.copy.pdf.spans import english_spans

_NEAR = 2.0      # sizes of type between a label and its blank, at most
_BELOW = 0.4     # sizes of type between the letters' baseline and the line, at most
_BEHIND = 2.0    # points between a label and its blank
_UNDER = 0.6     # of a line that underlines letters has some above it
_LEAST = 1.5     # sizes of type: a shorter rest is no blank to write on


@dataclass(frozen=True, eq=False)
class Blank:
    """The line behind or under the end of a paragraph, and the letters above it, by number."""
    made: Paragraph
    side: Side
    rule: Rule
    above: tuple[int, ...]


def blanks(made: Paragraph, sheets: dict[Side, Sheet]) -> list[Blank]:
    """The blank that ends a paragraph of one line."""
    if len(made.parts) != 1 or len(made.parts[0].lines) != 1 or made.block.cell or made.leader:
        return []
    side, line = made.parts[0].place.side, made.parts[0].lines[0]
    base, start, end = made.parts[0].baseline(0), line[0].x0, line[-1].x1
    drawn = {r.box for f in made.formulas for r in f.strokes}
    found = [r for r in sheets[side].rules
             if r.box not in drawn and base <= r.box[1] and r.box[3] < base + _BELOW * made.size
             and start + 1.5 < r.box[0] < end + _NEAR * made.size and r.box[2] > end + 1.5]
    return [Blank(made, side, r, tuple(n for n, g in enumerate(line) if g.middle[0] > r.box[0])) for r in found[:1]]


def underlines(made: Paragraph, sheets: dict[Side, Sheet]) -> list[tuple[Side, Rule]]:
    """The lines under a paragraph's letters, with their pages; where there are no letters above, a line is a blank to
    fill in.
    """
    out = []
    for part in made.parts:
        for rule in sheets[part.place.side].rules:
            x0, top, x1, bottom = rule.box
            for line in part.lines:
                base = line[0].baseline
                if base <= top and bottom < base + 0.4 * made.size and line[0].x0 - 1.5 < x0 and x1 < line[-1].x1 + 1.5:
                    covered = sum(min(x1, g.x1) - max(x0, g.x0) for g in line if g.x0 < x1 and g.x1 > x0)
                    if covered > _UNDER * (x1 - x0):
                        out.append((part.place.side, rule))
    return out


def drawn(found: Iterable[Blank], result: Result) -> dict[Side, list[tuple[tuple[float, ...], Box]]]:
    """Where the lines go, with the colour of their paragraphs, page by page."""
    out: dict[Side, list[tuple[tuple[float, ...], Box]]] = {}
    for blank in found:
        lines = [l for frame, own in result.lines.items() if frame.side == blank.side
                 for made, l in own if made is blank.made]
        if lines:
            out.setdefault(blank.side, []).append((blank.made.color, _box(blank, lines)))
    return out


def _box(blank: Blank, lines: list[Set]) -> Box:
    x0, top, x1, bottom = blank.rule.box
    made = blank.made
    known = [made.spans[n] for n in blank.above if n in made.spans]
    spans = english_spans(made.block, (min(known), max(known) + 1)) if known else []
    home = lines[-1]
    words: list[tuple[float, Word]] = []
    for line in lines:
        own = [(x, w) for x, w in line.words if any(w.start < e and s < w.end for s, e in spans)]
        home, words = (line, own) if own else (home, words)
    end = lambda pair: pair[0] + pair[1].width * home.size * home.stretch
    if words:
        x0, x1 = words[0][0], max(x1, end(words[-1]))
    else:
        behind = max(x0, end(home.words[-1]) + _BEHIND)
        x0 = behind if x1 - behind > _LEAST * made.size else x0
    down = home.baseline - made.parts[0].baseline(0)
    return x0, top + down, x1, max(bottom, top + blank.rule.width) + down
