"""The index page of a project: all documents with their review progress, and one report on the glossary."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.model.document import PEOPLE, TermStatus
from bilingual.model.glossary import Entry, Glossary
from bilingual.support.files import one_sentence, replacing
from bilingual.workspace.progress import HEADINGS, progress
from bilingual.workspace.record import Record
from bilingual.writers import FORMATS, place
from bilingual.writers.html import template
from bilingual.writers.layout import issue_counts, shown_name, term_counts, title

NAME = "index.html"


@dataclass
class Line:
    """One document on the page."""
    stem: str
    source: str
    titles: tuple[str, str]
    files: list[tuple[str, str]]
    segments: int
    states: Counter
    terms: Counter
    issues: Counter


@dataclass
class TermUse:
    """One glossary entry over all documents.

    `differing` are reviewed sentences without it: (document, segment id, English).

    `instead` is what reviewers wrote in its place, with how often.
    """
    entry: Entry
    statuses: Counter = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    differing: list[tuple[str, str, str]] = field(default_factory=list)
    instead: list[tuple[str, int]] = field(default_factory=list)


def write(records: Iterable[Record], glossary: Glossary, proposals: list[tuple[str, str, int]], folder: Path) -> Path:
    """Write the page into the output folder.

    `proposals` are renderings that reviewers used instead: (zh, en, count).
    """
    records = list(records)
    uses = term_uses(records, glossary)
    for use in uses:
        use.instead = [(en, n) for zh, en, n in proposals if zh == use.entry.source]
    lines = [_line(r, folder) for r in records]
    path = folder / NAME
    with one_sentence(), replacing(path) as temporary:
        temporary.write_text(template("index.html").render(
            lines=lines, headings=HEADINGS, total=sum((l.states for l in lines), Counter()),
            others=[p for p in proposals if not glossary.get(p[0])], glossary=glossary,
            used=sorted((u for u in uses if u.statuses), key=lambda u: (-sum(u.statuses.values()), u.entry.source)),
            missing=[u for u in uses if u.statuses["missing"]], differing=[u for u in uses if u.differing or u.instead],
            unused=[u.entry for u in uses if not u.statuses], signature=records[0].document.signature if records
            else ""), encoding="utf-8")
    return path


def _line(record: Record, folder: Path) -> Line:
    document = record.document
    places = [(FORMATS[n].title, place(document, folder, n)) for n in record.formats]
    files = [(kind, path.name) for kind, path in places if path.exists()]
    states = progress(document)
    return Line(document.stem, shown_name(document.path), title(document), files, states.total(), states,
                term_counts(document), issue_counts(document))


def term_uses(records: Iterable[Record], glossary: Glossary) -> list[TermUse]:
    """What became of each applied entry of the glossary in the documents."""
    uses = {e.source: TermUse(e) for e in glossary if e.applied}
    for record in records:
        for segment in record.document.segments:
            for term in segment.glossary_terms:
                use = uses.get(term.entry.source if term.entry else term.source)
                if use is None:
                    continue
                use.statuses[term.status.value] += 1
                use.documents.add(record.document.stem)
                place = record.document.stem, segment.id, segment.target
                if segment.state in PEOPLE and term.status is TermStatus.MISSING and place not in use.differing:
                    use.differing.append(place)
    return list(uses.values())
