"""What people and schedulers see of `bilingual corpus` while it runs."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.support.plural import counted

if TYPE_CHECKING:
    from bilingual.corpus.run import Corpus, Progress, Told

EVERY = 1.0  # seconds between two lines of progress on a terminal
EVERY_ELSEWHERE = 30.0  # and in a log or as an event


class Show:
    """What people and schedulers see of a run."""

    def __init__(self, work: Corpus, as_json: bool, quiet: bool):
        self._work, self._json, self._quiet = work, as_json, quiet
        self._terminal = sys.stderr.isatty()
        self._last = 0.0
        self._open = False  # whether a line of progress stands on the terminal

    def __call__(self, told: Told) -> None:
        progress = self._work.progress
        if told.kind == "start":
            self._event("start", documents=progress.total, done=progress.done, failed=progress.failed)
            if not self._quiet and progress.before:
                click.echo(f"{progress.before:,} of {counted(progress.total, 'document')} are done already", err=True)
        elif told.kind == "begin":
            self._event("begin", document=told.label, worker=told.pid)
        elif told.result is not None and told.result.error:
            self.note(f"{told.label}: {told.result.error}")
            self._event("failed", document=told.label, reason=told.result.error, attempts=told.result.attempts)
        elif told.result is not None:
            self._event("document", document=told.label, sentences=told.result.segments, review=told.result.errors)
        elif time.monotonic() - self._last > (EVERY if self._terminal and not self._json else EVERY_ELSEWHERE):
            self._last = time.monotonic()
            self._event(
                "progress",
                documents=progress.total,
                done=progress.done,
                failed=progress.failed,
                sentences=progress.sentences,
                seconds=round(progress.seconds, 1),
                left=None if progress.left is None else round(progress.left),
            )
            if not self._quiet and not self._json:
                self._line(line(progress))

    def note(self, text: str) -> None:
        """Something that people should know at once."""
        if not self._quiet:
            self.end()
            click.echo(f"note: {text}", err=True)

    def end(self) -> None:
        """Take the line of progress away."""
        if self._open:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._open = False

    def summary(self, failed: int, paths: list[Path]) -> None:
        """The end: the files that sum up the run, and how it went."""
        progress = self._work.progress
        self._event(
            "end",
            documents=progress.total,
            done=progress.done,
            failed=failed,
            sentences=progress.sentences,
            seconds=round(progress.seconds, 1),
            files=[str(p) for p in paths],
        )
        for path in paths if not self._json else ():
            click.echo(path)
        if self._quiet:
            return
        click.echo(line(progress), err=True)
        if self._work.elsewhere:
            click.echo(
                f"note: {counted(self._work.elsewhere, 'part')} of the work had been taken by another run, "
                "which writes the last report",
                err=True,
            )

    def _line(self, text: str) -> None:
        if self._terminal:
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)
            self._open = True
        else:
            click.echo(text, err=True)

    def _event(self, kind: str, **values: object) -> None:
        if self._json:
            click.echo(json.dumps({"event": kind, **values}, ensure_ascii=False))
            sys.stdout.flush()


def line(progress: Progress) -> str:
    """How far a run is, in a line: 120 of 2,000 documents · 4,310 sentences · 2 failed · 14 a minute, 9.1
    sentences/s · 2 h 14 min left
    """
    made, seconds = progress.done + progress.failed - progress.before, max(progress.seconds, 1e-9)
    parts = [f"{progress.done:,} of {counted(progress.total, 'document')}", f"{progress.sentences:,} new sentences"]
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if made:
        parts.append(f"{60 * made / seconds:.3g} a minute, {progress.sentences / seconds:.1f} sentences/s")
    if progress.left and made:
        minutes = int(progress.left / 60)
        parts.append(
            f"{minutes // 60} h {minutes % 60:02d} min left"
            if minutes >= 60
            else f"{minutes} min left"
            if minutes
            else "less than a minute left"
        )
    return " · ".join(parts)
