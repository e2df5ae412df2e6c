"""What a corpus has come to: how many documents, what failed, terms that are missing, issues, phrases that no
entry covers, speed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import msgspec

from bilingual import checks
from bilingual.corpus.ledger import Result
from bilingual.model.glossary import Glossary
from bilingual.support.files import one_sentence, replacing
from bilingual.writers.html import template

JSON, HTML = "report.json", "report.html"
MOST = 100  # terms, phrases and documents that are listed
STEPS = 60  # points of the line that shows the speed


@dataclass
class Count:
    """How often something was seen, and in how many documents. `said` is a term's English or a check's title."""

    text: str
    said: str = ""
    count: int = 0
    documents: int = 0


@dataclass
class Speed:
    """Sentences a minute in a stretch of time; `at` is its end, in seconds since 1970."""

    at: float
    rate: float


@dataclass
class Report:
    """The figures of a corpus. `documents` are all there are; those neither done nor failed are still to do.

    `seconds` is what workers spent on documents, all together.
    """

    signature: str
    documents: int
    done: int = 0
    failed: list[Result] = field(default_factory=list)
    segments: int = 0
    characters: int = 0
    seconds: float = 0.0
    review: int = 0
    terms: dict[str, int] = field(default_factory=dict)
    missing: list[Count] = field(default_factory=list)
    issues: list[Count] = field(default_factory=list)
    phrases: list[Count] = field(default_factory=list)
    speed: list[Speed] = field(default_factory=list)
    worst: list[Result] = field(default_factory=list)


def of(results: Iterable[Result], documents: int, glossary: Glossary, signature: str) -> Report:
    """The report on what became of documents."""
    report = Report(signature, documents)
    terms: Counter[str] = Counter()
    missing, issues, phrases = _Tally(), _Tally(), _Tally()
    ends: list[tuple[float, int]] = []
    for result in results:
        if result.error:
            report.failed.append(result)
            continue
        report.done += 1
        report.segments += result.segments
        report.characters += result.characters
        report.seconds += result.seconds
        report.review += result.errors
        terms.update(result.terms)
        for tally, found in ((missing, result.missing), (issues, result.issues), (phrases, result.phrases)):
            tally.add(found)
        ends.append((result.finished, result.segments))
        if result.errors:
            report.worst.append(result)
            if len(report.worst) > 4 * MOST:
                report.worst = _worst(report.worst)
    report.worst = _worst(report.worst)
    titles = {c.name: c.title for c in checks.registry().values()}
    report.terms = dict(terms)
    report.missing = missing.most(lambda t: entry.rendering if (entry := glossary.get(t)) else "")
    report.issues = issues.most(lambda name: titles.get(name, ""))
    report.phrases = phrases.most(lambda text: "")
    report.speed = _speed(ends)
    report.seconds = round(report.seconds, 1)
    return report


def _worst(results: list[Result]) -> list[Result]:
    return sorted(results, key=lambda r: (-r.errors, r.label))[:MOST]


def write(report: Report, folder: Path) -> list[Path]:
    """Write report.json and report.html into a folder."""
    made = []
    with one_sentence():
        for name, content in (
            (JSON, msgspec.json.format(msgspec.json.encode(report), indent=1)),
            (HTML, template("corpus.html").render(report=report, line=_line(report.speed)).encode()),
        ):
            with replacing(folder / name) as temporary:
                temporary.write_bytes(content)
            made.append(folder / name)
    return made


class _Tally:
    """Counts of texts over documents."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()

    def add(self, found: dict[str, int]) -> None:
        self._counts.update(found)
        self._documents.update(found.keys())

    def most(self, said: Callable[[str], str]) -> list[Count]:
        ranked = sorted(self._counts.items(), key=lambda c: (-self._documents[c[0]], -c[1], c[0]))
        return [Count(text, said(text), count, self._documents[text]) for text, count in ranked[:MOST]]


def _speed(ends: list[tuple[float, int]]) -> list[Speed]:
    """Sentences a minute over the time in which somebody worked; pauses between runs, of ten minutes and more, are
    left out.
    """
    ends = sorted(e for e in ends if e[0])
    if len(ends) < 3:
        return []
    busy, clock = [(0.0, ends[0][0], 0)], 0.0
    for (before, _), (now, count) in pairwise(ends):
        clock += now - before if now - before < 600 else 0.0
        busy.append((clock, now, count))
    width = max(clock / STEPS, 1e-9)
    sums = [0] * STEPS
    last = [0.0] * STEPS
    for at, now, count in busy:
        step = min(STEPS - 1, int(at / width))
        sums[step] += count
        last[step] = now
    return (
        [
            Speed(round(moment, 1), round(60 * total / width, 1))
            for total, moment in zip(sums, last, strict=True)
            if moment
        ]
        if clock > 1
        else []
    )


def _line(speed: list[Speed]) -> str:
    """The points of the line that shows the speed, in a box of 600 by 90."""
    most = max((s.rate for s in speed), default=0)
    if not most or len(speed) < 3:
        return ""
    return " ".join(f"{600 * i / (len(speed) - 1):.1f},{88 - 84 * s.rate / most:.1f}" for i, s in enumerate(speed))
