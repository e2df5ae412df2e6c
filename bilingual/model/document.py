"""The document that flows through the pipeline: blocks of segments, to which each stage adds and from which none
removes.

    readers    make blocks with text            segmenter  cuts each block into segments
    matcher    adds terms to segments           engine     adds candidates and a target
    checks     add issues                       writers    only read
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from bilingual.model.glossary import Entry
from bilingual.model.quantity import Quantity


class State(str, Enum):
    """How far a segment has come, in the words of XLIFF 2."""
    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"


UNSURE = "unsure"  # note of a segment: the model's score is below what its English can be trusted from
MACHINE = ("new", "memory")  # the origins of English that an engine wrote, now or once
PEOPLE = (State.REVIEWED, State.FINAL)  # the states that only a person gives, in their order
Link = tuple[int, int, int, int]  # source start and end, target start and end


class TermStatus(str, Enum):
    """What became of one occurrence of a term in the translation."""
    USED = "used"          # the preferred rendering is there
    VARIANT = "variant"    # an accepted alternative or an inflected form is there
    REPAIRED = "repaired"  # the model left it out and the program put it in
    MISSING = "missing"    # it is not there, and the segment needs review
    OPEN = "open"          # nobody has looked yet: the segment has no English


class Severity(str, Enum):
    """How much an issue matters; only an error fails `--strict`."""
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass
class Term:
    """One occurrence of a required rendering in a segment's source.

    `source` is the entry's, or the quantity as it stands. `start` and `end` are character positions in
    `Segment.source`, where an entry may be typed differently (width, quotation marks, spaces); `target_span` is where
    the rendering stands in `Segment.target`, if it does. `origin` is "glossary" for an entry, "figure" for a quantity,
    and "name" for a person, place or body that was rendered by table or rule.
    """
    source: str
    target: str
    start: int
    end: int
    origin: str = "glossary"
    variants: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    kind: str = ""
    entry: Entry | None = None
    quantity: Quantity | None = None
    status: TermStatus = TermStatus.OPEN
    target_span: tuple[int, int] | None = None


@dataclass
class Candidate:
    """One translation an engine offers. `score` is its length-normalised log-probability, higher is better.

    `links` tell which source characters became which target characters; `uncovered` holds the source spans that nothing
    came from. `fault` says why a language model's answer could not be used as it was, as the end of a sentence: "it was
    empty".
    """
    text: str
    score: float = 0.0
    links: tuple[Link, ...] = ()
    uncovered: tuple[tuple[int, int], ...] = ()
    fault: str = ""


@dataclass
class Issue:
    """Something a reader should know about a segment.

    `accepted` is the reason for which a person lets it stand, else "".
    """
    check: str
    severity: Severity
    message: str
    accepted: str = ""


@dataclass(frozen=True)
class FuzzyMatch:
    """A similar sentence of the memory: its likeness in percent, the difference to the wanted source, and its English.

    `adapted` is true where the sentences differ in quantities only and the English was changed accordingly.
    """
    score: int
    source: str
    target: str
    difference: str
    adapted: bool


@dataclass
class Segment:
    """A sentence (or a heading, a cell): its Chinese, its English, and all that is known about both.

    `marker` is the numbering in front (一、 1. 一是) that is rendered by rule, as `marker_target`; both are part of
    `source` and `target`. `gap` is the white space between this segment and the next one of the block. It `continues`
    the sentence before when that ended in a semicolon. A `fixed` segment was rendered by rule as a whole; `notes` say
    what the translator had to do, for the checks. `comment` is a reviewer's; `matches` are similar sentences of the
    memory. `unread` are names seen in the source that no table has and no rule renders. `simplified` is a source in
    traditional characters or with ASCII punctuation as it is read, of the same length: simplified, with Chinese marks.
    `origin` says where the English comes from: "new" of the engine, "memory", "person", "adapted" (a person's with a
    quantity or a term exchanged), or "rule". `omitted` are the runs of Chinese that nothing in the English comes from,
    `exchanged` the pairs of names or numbers that seem to have changed places in it; a new English has not been
    `followed` for either yet.
    `risk` tells from 0 to 1 how much a machine's sentence is worth reading before others; None for one that is not a
    machine's.
    """
    id: str
    source: str
    target: str = ""
    start: int = 0
    marker: str = ""
    marker_target: str = ""
    gap: str = ""
    continues: bool = False
    terms: list[Term] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    state: State = State.INITIAL
    score: float | None = None
    fixed: bool = False
    notes: list[str] = field(default_factory=list)
    comment: str = ""
    simplified: str = ""
    unread: tuple[str, ...] = ()
    origin: str = ""
    matches: list[FuzzyMatch] = field(default_factory=list)
    omitted: list[str] = field(default_factory=list)
    exchanged: list[list[str]] = field(default_factory=list)
    followed: bool = True
    risk: float | None = None

    @property
    def text(self) -> str:
        """The Chinese as it is matched and translated."""
        return self.simplified or self.source

    @property
    def glossary_terms(self) -> list[Term]:
        return [t for t in self.terms if t.origin == "glossary"]

    @property
    def open_issues(self) -> list[Issue]:
        """The issues that nobody has accepted."""
        return [i for i in self.issues if not i.accepted]

    @property
    def needs_review(self) -> bool:
        return any(i.severity is Severity.ERROR for i in self.open_issues) and self.state not in PEOPLE


@dataclass
class Block:
    """A heading, paragraph, list item, table cell or quotation; `kind` is one of those words, or "verbatim".

    `bold` holds character spans of `text`; `level` is a heading's or list item's depth from 1; `cell` is
    (table, row, column) counted from 1; `number` is an ordered item's number where it is not part of the text; a
    "verbatim" block (code, a rule) is copied, not translated. `ref` is where in its file the block stands, for the
    program.
    """
    kind: str
    text: str
    level: int = 0
    ordered: bool = False
    number: str = ""
    cell: tuple[int, int, int] | None = None
    bold: list[tuple[int, int]] = field(default_factory=list)
    ref: str = ""
    segments: list[Segment] = field(default_factory=list)

    @property
    def target(self) -> str:
        """The English of the whole block."""
        return " ".join(s.target for s in self.segments if s.target)

    @property
    def place(self) -> str:
        """Where the block stands, for people."""
        if self.cell:
            return "table {} row {} column {}".format(*self.cell)
        return f"heading {self.level}" if self.kind == "heading" else self.kind


@dataclass(frozen=True)
class View:
    """How the outputs show a document: side by side by "paragraph" or "sentence"; and in the copy in the source's own
    shape the
    English in place of the Chinese ("replace"), under it ("below"), or in a second column ("beside").
    """
    align: str = "paragraph"
    layout: str = "replace"


PLAIN = View()


@dataclass
class Document:
    """A source document and everything the pipeline has found out about it. `name` begins the names of its outputs."""
    path: Path
    format: str
    blocks: list[Block]
    encoding: str = ""
    notes: list[str] = field(default_factory=list)
    signature: str = ""
    run: dict = field(default_factory=dict)
    name: str = ""

    @property
    def stem(self) -> str:
        """What the names of the outputs begin with."""
        return self.name or self.path.stem

    @property
    def segments(self) -> Iterator[Segment]:
        for block in self.blocks:
            yield from block.segments

    @property
    def title(self) -> Block | None:
        """The first heading, else the first block."""
        return next((b for b in self.blocks if b.kind == "heading"), self.blocks[0] if self.blocks else None)
