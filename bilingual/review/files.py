"""Applying edited files: from the files to the record, the memory and every output, with an account of what was done.
"""
from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.model.errors import BilingualError
from bilingual.review import Edited, read
from bilingual.review.apply import Applied, accept, apply
from bilingual.review.match import best_record, match
from bilingual.support.files import digest, one_sentence
from bilingual.translation.memory import Memory
from bilingual.workspace.delivery import editing, rewritten
from bilingual.workspace.record import Record, records, stamp
from bilingual.writers.layout import shown_name

APPLIED = "applied"


@dataclass
class FileReport:
    """What one edited file did to a document.

    `problems` are rows that were not applied; `absent` segments that are not in the file.
    """
    path: Path
    document: str
    done: Applied
    problems: list[str]
    absent: int


@dataclass
class Report:
    """What was applied, file by file, the outputs that were written, notes, and proposals for the glossary as (zh, en,
    count).
    """
    files: list[FileReport] = field(default_factory=list)
    outputs: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    proposals: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass
class _Job:
    path: Path
    edited: Edited
    content: str
    when: float


def apply_files(paths: Iterable[Path], folder: Path | None, memory: Memory | None) -> Report:
    """Apply edited files (.xlsx, .docx, .xlf) to the documents of an output folder and write these again.

    Without a `folder` each file must lie in the one it belongs to. All files are read before anything is changed. Of
    two files that change one sentence a final version wins over a reviewed one, else the file that was edited last; the
    other stays in the history. Raises BilingualError for a file that cannot be read or that fits no document.
    """
    jobs: dict[tuple[Path, str], list[_Job]] = {}
    problems: list[str] = []
    known: dict[Path, list[Record]] = {}
    for path in dict.fromkeys(paths):
        edited, place = read(path), folder or path.parent
        if place not in known:
            known[place] = list(records(place, problems))
        record = best_record(edited.rows, known[place])
        if record is None:
            told = f"{path} fits no document in {place}: name the folder with -o, or translate the document again."
            raise BilingualError(" ".join([told, *problems]))
        with one_sentence():
            job = _Job(path, edited, digest(path), path.stat().st_mtime)
        jobs.setdefault((place, record.document.stem), []).append(job)
    report = Report(notes=problems)
    for (place, stem), group in jobs.items():
        _apply(sorted(group, key=lambda j: j.when), stem, place, memory, report)
    report.proposals = memory.proposals() if memory else []
    return report


def _apply(jobs: list[_Job], stem: str, folder: Path, memory: Memory | None, report: Report) -> None:
    """Apply the files of one document, under its lock."""
    with editing(stem, folder) as record:
        for job in jobs:
            matched = match(job.edited.rows, record)
            when = stamp(min(job.when, time.time()))  # a clock that is ahead wins over nobody
            done = apply(record, matched.changes, memory, str(job.path), when)
            accept(record, job.edited.accepted, job.edited.author, when, done)
            problems = [*job.edited.problems, *matched.problems, *done.problems]
            if not problems:  # else `review status` goes on naming the file until it is dismissed
                record.settled[job.content] = APPLIED
            name = shown_name(record.document.path)
            report.files.append(FileReport(job.path, name, done, problems, len(matched.absent)))
        written = rewritten(record, folder)
    report.outputs += written.paths
    report.notes += written.notes
