"""What all writers share: the rows of a bilingual table, texts cut at their terms, and the list of terms."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.model.document import PEOPLE, Block, Document, Issue, Segment, Severity, Term, TermStatus
from bilingual.model.glossary import Entry
from bilingual.support.xml import xml_safe

LARGEST_GRID = 1500  # cells of a table that is shown as a table
FIRST, LONG = 10, 20   # sentences that are named as most worth reading; sentences of a document where that helps
_SIGNED = re.compile(r"\[([^\[\]]{1,80})\] ")


@dataclass
class Row:
    """Segments that stand side by side: a whole block, or one sentence of it."""
    block: Block
    segments: list[Segment]

    @property
    def number(self) -> str:
        return self.segments[0].id[1:] if self.segments else ""

    @property
    def numbers(self) -> str:
        """The numbers of its sentences, by which lists name them: 3, or 3–5."""
        return span_of(self.segments)

    @property
    def once(self) -> bool:
        """Whether both languages read the same (5.2%), so that showing it once is enough."""
        return bool(self.segments) and all(s.source.strip() == s.target.strip() for s in self.segments)

    @property
    def needs_review(self) -> bool:
        return any(s.needs_review for s in self.segments)

    @property
    def flagged(self) -> bool:
        """Whether something in it should be looked at, be it an error or a warning."""
        return any(flags(s) for s in self.segments)

    @property
    def bullet(self) -> bool:
        """Whether it begins an item of a list that has no number, neither its own nor a computed one."""
        first = bool(self.segments) and self.segments[0] is self.block.segments[0]
        return first and self.block.kind == "item" and not self.block.number and not self.segments[0].marker

    @property
    def bold(self) -> bool:
        """Whether all of it is bold in the source."""
        covered = sum(b - a for a, b in self.block.bold)
        return covered >= len(self.block.text.strip()) > 0


def span_of(segments: list[Segment]) -> str:
    """The numbers of neighbouring segments: 3, or 3–5."""
    if not segments:
        return ""
    first, last = segments[0].id[1:], segments[-1].id[1:]
    return first if first == last else f"{first}–{last}"


def rows(document: Document, align: str) -> Iterator[Row]:
    """The rows of a document, aligned by "paragraph" or by "sentence"; verbatim blocks have no segments."""
    for block in document.blocks:
        if align == "sentence" and block.kind not in ("heading", "verbatim"):
            for segment in block.segments:
                yield Row(block, [segment])
        else:
            yield Row(block, block.segments)


def dense(cells: Iterable[tuple[int, int, int]]) -> tuple[dict[tuple[int, int, int], tuple[int, int]], int, int]:
    """Rows and columns counted from 0 without those that are empty; how many there are.

    A spreadsheet's text may begin in row 5,000.
    """
    cells = list(cells)
    rows = {r: i for i, r in enumerate(sorted({c[1] for c in cells}))}
    columns = {k: i for i, k in enumerate(sorted({c[2] for c in cells}))}
    return {c: (rows[c[1]], columns[c[2]]) for c in cells}, len(rows), len(columns)


def source_parts(segment: Segment) -> list[tuple[str, Term | None]]:
    """The Chinese cut at its glossary terms, with the white space that follows it."""
    return _parts(segment.source, [((t.start, t.end), t) for t in segment.glossary_terms])


def target_parts(segment: Segment) -> list[tuple[str, Term | None]]:
    """The English cut at the renderings of glossary terms."""
    return _parts(segment.target, [(t.target_span, t) for t in segment.glossary_terms if t.target_span])


def _parts(text: str, spans: Any) -> list[tuple[str, Term | None]]:
    parts: list[tuple[str, Term | None]] = []
    done = 0
    for (start, end), term in sorted(spans, key=lambda s: s[0]):
        if start < done or end > len(text):
            continue
        if start > done:
            parts.append((text[done:start], None))
        parts.append((text[start:end], term))
        done = end
    if done < len(text):
        parts.append((text[done:], None))
    return parts


@dataclass
class TermLine:
    """One glossary term of the document: how often it occurs, and what became of it."""
    source: str
    target: str
    count: int
    statuses: Counter
    segments: list[str]
    entry: Entry | None = None
    shown: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        """used, or the worst that happened, with counts: "2 repaired"."""
        if set(self.statuses) == {TermStatus.USED}:
            return "used"
        return ", ".join(
            f"{n} {s.value}" for s, n in sorted(self.statuses.items(), key=lambda x: list(TermStatus).index(x[0]))
        )


def term_list(document: Document) -> list[TermLine]:
    """The glossary terms of a document, most frequent first."""
    lines: dict[str, TermLine] = {}
    for segment in document.segments:
        for term in segment.glossary_terms:
            line = lines.setdefault(term.source, TermLine(term.source, term.target, 0, Counter(), [], term.entry))
            line.count += 1
            line.statuses[term.status] += 1
            if segment.id not in line.segments:
                line.segments.append(segment.id)
            if term.target_span and (found := segment.target[slice(*term.target_span)]) not in line.shown:
                line.shown.append(found)
    return sorted(lines.values(), key=lambda l: (-l.count, l.source))


def term_counts(document: Document) -> Counter:
    """How many occurrences of glossary terms were used, variant, repaired, missing."""
    return Counter(t.status.value for s in document.segments for t in s.glossary_terms)


def issue_counts(document: Document) -> Counter:
    """How many issues there are of each severity, but for those that a person accepted."""
    return Counter(i.severity.value for s in document.segments for i in s.open_issues)


@dataclass(frozen=True)
class Remark:
    """Something said about a sentence where it stands: `kind` is "error", "warning", "accepted" or "comment".

    `author` is who wrote a comment, "" where nobody knows.
    """
    kind: str
    text: str
    author: str = ""

    @property
    def label(self) -> str:
        """What is printed in front of the text."""
        return {"error": "Review", "warning": "Check", "accepted": "Accepted"}.get(self.kind) or (
            f"Comment by {self.author}" if self.author else "Comment")

    @property
    def said(self) -> str:
        """The text with its label; an error needs none where it is the only thing that is said."""
        return self.text if self.kind == "error" else f"{self.label}: {self.text}"


def remarks(segment: Segment) -> list[Remark]:
    """What a reader of the document should see at a sentence: errors, warnings, what was accepted and why, comments.

    What is only worth a look is not shown where a person has confirmed the sentence.
    """
    found = [Remark("error" if i.severity is Severity.ERROR else "warning", i.message) for i in flags(segment)]
    found += [Remark("accepted", f"{i.message} ({i.accepted})") for i in segment.issues if i.accepted]
    return found + [Remark("comment", text, author) for author, text in comments(segment)]


def told_issue(issue: Issue) -> str:
    """An issue in one line, with its severity, or with the reason for which it was accepted."""
    return (
        f"accepted: {issue.message} ({issue.accepted})"
        if issue.accepted
        else f"{issue.severity.value}: {issue.message}"
    )


def flags(segment: Segment) -> list[Issue]:
    """The issues that somebody should look at: open errors, and open warnings of sentences that nobody has confirmed.
    """
    wanted = (Severity.ERROR,) if segment.state in PEOPLE else (Severity.ERROR, Severity.WARNING)
    return [i for severity in wanted for i in segment.open_issues if i.severity is severity]


def flagged(document: Document) -> tuple[list[Segment], list[Segment]]:
    """The segments that must be reviewed, and those that are only worth a look."""
    must = [s for s in document.segments if s.needs_review]
    return must, [s for s in document.segments if flags(s) and not s.needs_review]


def by_risk(document: Document) -> list[Segment]:
    """The sentences of a machine that nobody has confirmed, the one most worth reading first."""
    return sorted((s for s in document.segments if s.risk is not None), key=lambda s: -(s.risk or 0.0))


def read_first(document: Document) -> list[Segment]:
    """The few of them to begin with; none in a short document, which is read as a whole."""
    found = by_risk(document)
    return found[:min(FIRST, len(found) // 5)] if len(found) >= LONG else []


def title(document: Document) -> tuple[str, str]:
    """The document's title in both languages; its file name where it has none."""
    block = document.title
    return (block.text, block.target) if block and block.kind == "heading" else (document.stem, document.stem)


def signed(text: str, author: str) -> str:
    """A comment with its author in front, line by line, as a segment keeps it: [Li Wei] Ask the ministry."""
    name = " ".join(author.replace("[", "(").replace("]", ")").split())
    return "\n".join(
        f"[{name}] {line}" if name and line.strip() and not _SIGNED.match(line) else line for line in text.splitlines()
    )


def comments(segment: Segment) -> list[tuple[str, str]]:
    """A segment's comments as (author, text), the lines of one author that follow each other together; "" for nobody's.
    """
    found: list[tuple[str, str]] = []
    for line in segment.comment.splitlines():
        mark = _SIGNED.match(line)
        author, text = (mark[1], line[mark.end():]) if mark else ("", line)
        if found and found[-1][0] == author:
            found[-1] = author, f"{found[-1][1]}\n{text}"
        else:
            found.append((author, text))
    return found


def shown_name(path: Path) -> str:
    """A file's name as text that every format takes; what is no valid text in it is written as its bytes."""
    return xml_safe(path.name.encode("utf-8", "backslashreplace").decode())
