"""The paragraphs to be set: their letters on the pages, their look, and which English belongs to which letters."""
from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bilingual.language.han import HAN
from bilingual.language.sentences import BOXES
from bilingual.model.document import Block
from bilingual.readers.letters import normal
from bilingual.readers.lines import BULLET, BULLETS
from bilingual.readers.places import Place, Side, places
from bilingual.writers.copy.pdf.content import Glyph, Sheet
from bilingual.writers.copy.pdf.fonts import family
from bilingual.writers.copy.pdf.formulas import Formula, drawings, in_lines
from bilingual.writers.copy.pdf.setting import Word, words
from bilingual.writers.copy.pdf.spans import english_spans

_SAME = 0.9          # of the Chinese letters must be where the address says
_MOSTLY = 0.75       # of a paragraph's letters: its look
_EDGE = 0.12         # of the page's height, above and below, where page numbers stand
_PAGE = re.compile(r"[-—–\s]*第?\s*(\d+)\s*页?\s*(?:[/，,、\s]*(?:共|/)\s*(\d+)\s*页)?[-—–\s]*$")
_LEADER = re.compile(r"[.．·…‥\s]{4,}\s*[-—–(（]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–)）]?\s*$", re.I)

Style = tuple[float, bool, bool, str]  # size, bold, sans, kind: what is set at one scale


@dataclass(eq=False)
class Part:
    """What of a paragraph stands in one place: its lines of letters from top to bottom."""
    place: Place
    paragraph: Paragraph
    lines: list[list[Glyph]]

    @property
    def top(self) -> float:
        return min(g.top for l in self.lines for g in l)

    @property
    def bottom(self) -> float:
        return max(g.bottom for l in self.lines for g in l)

    @property
    def x0(self) -> float:
        return min(self.edges(n)[0] for n in range(len(self.lines)))

    @property
    def x1(self) -> float:
        return max(self.edges(n)[1] for n in range(len(self.lines)))

    def edges(self, line: int) -> tuple[float, float]:
        """Where a line begins and ends, formulas and blanks counted."""
        own, base = self.lines[line], self.baseline(line)
        boxes = [f.anchor.box for f in self.paragraph.formulas
                 if f.anchor.side == self.place.side and abs(f.anchor.base - base) < 0.5 * self.paragraph.size]
        return min([own[0].x0, *(b[0] for b in boxes)]), max([own[-1].x1, *(b[2] for b in boxes)])

    def baseline(self, line: int) -> float:
        return statistics.median(g.baseline for g in self.lines[line])


@dataclass(eq=False)
class Paragraph:
    """A block and the English that is set for it; `kind` is "text", "cell" or "head" (a running head or a page number).

    `spans` gives for each Chinese letter, in order, its position in the block's text; empty where the letters read
    otherwise than the text.
    """
    block: Block
    english: str
    kind: str
    parts: list[Part] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    size: float = 10.5
    pitch: float = 0.0
    bold: bool = False
    sans: bool = False
    color: tuple[float, ...] = (0.0,)
    bullet: tuple[float, Word] | None = None  # with its place from the left
    leader: bool = False  # a line of a table of contents, whose dots and page number stay
    formulas: list[Formula] = field(default_factory=list)

    @property
    def style(self) -> Style:
        return round(self.size * 2) / 2, self.bold, self.sans, self.kind

    @property
    def glyphs(self) -> list[Glyph]:
        return [g for p in self.parts for l in p.lines for g in l]

    @property
    def drawn(self) -> list[Formula]:
        """The formulas that its English draws; others are letters in it."""
        return [w.drawing.formula for w in self.words if w.drawing]

    @property
    def labels(self) -> bool:
        """Whether it is a label with the blank that belongs to it, which keeps its line."""
        return bool(self.words and self.words[-1].drawing and self.words[-1].drawing.end)


def paragraphs(wanted: Iterable[Block], sheets: dict[Side, Sheet]
               ) -> tuple[list[Paragraph], dict[Side, list[Glyph]]]:
    """The paragraphs of the blocks that stand where their addresses say; and the letters of each page that they have.
    """
    found: list[Paragraph] = []
    claims: dict[Side, list[tuple[Place, list[Glyph]]]] = defaultdict(list)
    inner: dict[Side, list[Formula]] = defaultdict(list)
    asked = []
    for block in wanted:
        formulas = in_lines(block, sheets)
        for formula in formulas:
            inner[formula.anchor.side].append(formula)
        boxes, repeated = places(block.ref)
        own = [(p, []) for p in boxes if p.side in sheets]  # type: list[tuple[Place, list[Glyph]]]
        for place, glyphs in own:
            claims[place.side].append((place, glyphs))
        asked.append((block, own, repeated, formulas))
    for side, boxes_of_page in claims.items():
        for glyph in sheets[side].glyphs:
            x, y = glyph.middle
            drawn = next((f for f in inner[side] if f.holds(glyph)), None)
            if drawn is not None:
                drawn.glyphs.append(glyph)
                continue
            home = next((glyphs for place, glyphs in boxes_of_page if place.holds(x, y)), None)
            if home is not None and glyph.upright:
                home.append(glyph)
    taken: dict[Side, list[Glyph]] = defaultdict(list)
    for block, own, repeated, formulas in asked:
        for group in [[pair] for pair in own] if repeated else [own]:
            made = _paragraph(block, group, "head" if repeated else "cell" if block.cell else "text", formulas)
            if made:
                found.append(made)
                kept = {id(g) for g in made.glyphs}
                for place, glyphs in group:
                    taken[place.side] += [g for g in glyphs if not made.leader or id(g) in kept]
                for formula in made.formulas:
                    taken[formula.anchor.side] += formula.glyphs
    for side, sheet in sheets.items():
        found += _page_numbers(sheet, taken[side])
    _pitches(found)
    return found, taken


def _paragraph(block: Block, own: list[tuple[Place, list[Glyph]]], kind: str, formulas: list[Formula]
               ) -> Paragraph | None:
    made = Paragraph(block, block.target, kind)
    made.parts = [Part(place, made, lines) for place, glyphs in own if (lines := _lines(glyphs))]
    if not made.parts:
        return None
    bullets = _take_bullets(made)
    text = "".join(c for g in made.glyphs for c in normal(g.text) if not c.isspace())
    drawn = {n for f in formulas if f.seen for n in range(f.anchor.at, f.anchor.at + f.anchor.length)}
    bare = [n for n, c in enumerate(block.text) if not c.isspace() and n not in drawn][bullets:]
    if kind == "head":
        made.english = _with_numbers(block, text)
    elif text == "".join(block.text[n] for n in bare):
        at = 0
        for n, glyph in enumerate(made.glyphs):
            size = sum(not c.isspace() for c in normal(glyph.text))
            if size:
                made.spans[n] = bare[at]
            at += size
    else:
        here, there = Counter(HAN.findall(text)), Counter(HAN.findall(block.text))
        if sum((here & there).values()) < _SAME * sum(there.values()):
            return None
    _look(made)
    _leave_leader(made)
    made.formulas = [f for f in formulas if f.seen and (f.anchor.length or not made.leader)]
    alone = len(made.parts) == len(made.parts[0].lines) == 1
    made.words = words(made.english, [] if made.bold else _bold(made),
                       (family(made.sans, made.bold), family(made.sans, True)),
                       [] if made.leader else drawings(block, made.formulas, made.size, alone))
    return made if made.words else None


def _take_bullets(made: Paragraph) -> int:
    """Take bullets, not boxes, in front of a paragraph off its first line, to be set beside it. Returns how many."""
    line, marks = made.parts[0].lines[0], "".join(BULLETS)
    count = next((n for n, g in enumerate(line) if normal(g.text) not in BULLETS), 0)
    before = made.block.text[:len(made.block.text) - len(made.block.text.lstrip(marks))]
    if not count or len(before) != count or made.kind == "cell" or before[0] in BOXES:
        return 0
    (bullet,) = words(BULLET, [], (family(line[0].sans, False),) * 2)
    made.bullet, made.parts[0].lines[0] = (line[0].x0, bullet), line[count:]
    made.english = made.english.lstrip(marks).rjust(len(made.english))
    return count


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Letters as lines from top to bottom; those printed twice, for boldness, once."""
    rows: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if g.text.strip()), key=lambda g: g.baseline):
        largest = max(rows[-1], key=lambda g: g.size) if rows else glyph  # others may be raised or lowered
        if rows and abs(glyph.middle[1] - largest.middle[1]) < 0.5 * max(glyph.size, largest.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    out: list[list[Glyph]] = []
    for row in rows:
        row.sort(key=lambda g: g.x0)
        line: list[Glyph] = []
        out.append(line)
        for glyph in row:
            near = (b for b in line[-3:] if abs(b.x0 - glyph.x0) < 0.15 * glyph.size)
            same = next((b for b in near if b.text == glyph.text), None)
            if same is None:
                line.append(glyph)
            else:
                same.heavy = True
    return out


def _with_numbers(block: Block, text: str) -> str:
    """The English of a running head on a page where only its numbers are others than in the block."""
    english = block.target
    for old, new in zip(re.findall(r"\d+", block.text), re.findall(r"\d+", text), strict=False):
        if old != new:
            english = re.sub(rf"(?<!\d){old}(?!\d)", new, english, count=1)
    return english


def _look(made: Paragraph) -> None:
    glyphs = made.glyphs
    mark = [g for g in glyphs if HAN.match(g.text)] or glyphs
    made.size = Counter(round(g.size * 4) / 4 for g in mark).most_common(1)[0][0]
    made.color = Counter(g.color for g in mark).most_common(1)[0][0]
    made.bold = sum(g.heavy for g in mark) > _MOSTLY * len(mark)
    made.sans = sum(g.sans for g in mark) > len(mark) / 2
    steps = [b - a for part in made.parts for a, b in pairwise([part.baseline(n) for n in range(len(part.lines))])]
    made.pitch = statistics.median(steps) if steps else 0.0


def _leave_leader(made: Paragraph) -> None:
    """In a line of a table of contents only the title is set anew; the page number stays, and dots are put up to it."""
    found = _LEADER.search(made.block.text)
    if not found or len(made.parts) != 1 or len(made.parts[0].lines) != 1:
        return
    line = made.parts[0].lines[0]
    end = len(line)
    while end and not HAN.match(text := line[end - 1].text) and (text.isalnum() or text in "-—–()（）"):
        end -= 1
    if 0 < end < len(line):
        title = [s.target for s in made.block.segments if s.start < found.start()]
        made.english = _LEADER.sub("", " ".join(title)).rstrip()
        made.leader, made.spans = True, {}
        part, right = made.parts[0], line[end].x0
        part.lines, part.place = [line[:end]], replace(part.place, x1=right, right=right)


def _bold(made: Paragraph) -> list[tuple[int, int]]:
    """The bold spans of the English."""
    spans: list[tuple[int, int]] = []
    heavy = [made.spans[n] for n, g in enumerate(made.glyphs) if g.heavy and n in made.spans]
    for n in heavy:
        if spans and n - spans[-1][1] <= 1 and not made.block.text[spans[-1][1]:n].strip():
            spans[-1] = spans[-1][0], n + 1
        else:
            spans.append((n, n + 1))
    return [s for span in spans for s in english_spans(made.block, span)]


def _page_numbers(sheet: Sheet, taken: list[Glyph]) -> list[Paragraph]:
    """Chinese page numbers (第 3 页 共 10 页) as paragraphs, rendered by rule; their letters are taken."""
    known, out = {id(g) for g in taken}, []
    edge = [g for g in sheet.glyphs if id(g) not in known and g.upright
            and not sheet.height * _EDGE < g.middle[1] < sheet.height * (1 - _EDGE)]
    for line in _lines(edge):
        text = "".join(normal(g.text) or " " for g in line)
        found = _PAGE.match(text)
        if not found or not HAN.search(text):
            continue
        english = f"Page {found[1]}" + (f" of {found[2]}" if found[2] else "")
        block = Block("paragraph", text)
        x0, x1 = line[0].x0, line[-1].x1
        made = Paragraph(block, english, "head")
        place = Place(sheet.side.page, x0, min(g.top for g in line), x1, max(g.bottom for g in line), 0.0, sheet.width,
                      sheet.side.turn)
        made.parts = [Part(place, made, [line])]
        _look(made)
        made.words = words(english, [], (family(made.sans, made.bold),) * 2)
        taken += [g for g in edge if place.holds(*g.middle)]
        out.append(made)
    return out


def _pitches(found: list[Paragraph]) -> None:
    """Paragraphs of one line are given the usual distance of lines."""
    ratios = [p.pitch / p.size for p in found if p.pitch and p.size and p.kind == "text"]
    usual = min(2.0, max(1.2, statistics.median(ratios))) if ratios else 1.5
    for made in found:
        made.pitch = made.pitch or usual * made.size
