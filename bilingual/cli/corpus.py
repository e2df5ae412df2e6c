"""bilingual corpus"""
from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import cancelling, glossary_option, open_glossary, open_memory
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted
from bilingual.writers import DEFAULT, FORMATS, SAME

if TYPE_CHECKING:
    from bilingual.corpus.run import Corpus, Progress, Told, Workers
    from bilingual.corpus.setup import Setup
    from bilingual.model.glossary import Glossary

EVERY = 1.0           # seconds between two lines of progress on a terminal
EVERY_ELSEWHERE = 30.0  # and in a log or as an event


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), required=True,
              help="Folder for the results, and for what the program needs to go on where it stopped.")
@click.option("--workers", metavar="N", type=click.IntRange(1, 1024), help="Processes, each with one thread and its own copy of the "
              "model.  [default: one for each processor core]")
@click.option("--to", "kind", type=click.Choice(["jsonl", "parquet"]),
              help="Write sentences as rows of data instead of documents.")
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)),
              help="What to write of each document; repeatable.  [default: docx, html, xlsx]")
@click.option("--align", type=click.Choice(["paragraph", "sentence"]), default="paragraph", show_default=True,
              help="What stands side by side in the bilingual documents.")
@click.option("--text-column", metavar="NAME", default="", help="Column of tables that has the text.  [default: text, zh, source, content]")
@click.option("--id-column", metavar="NAME", default="", help="Column of tables that names the text.  [default: id, name]")
@glossary_option
@click.option("-m", "--model", metavar="NAME|FILE", help="Model, as `bilingual model list` names it, or a file.")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="cpu", show_default=True, help="Where to compute.")
@click.option("--beam", metavar="N", type=click.IntRange(1, 32), default=4, show_default=True, help="Beam size of the search.")
@click.option("--memory", metavar="FILE", help="Translation memory.  [default: the corpus's own, in your cache folder]")
@click.option("--no-memory", "memory", flag_value="", help="Translate each sentence wherever it occurs.")
@click.option("--encoding", help="Encoding of text files, when neither UTF-8 nor GB18030.")
@click.option("--shard", metavar="I/N", help="Do only the I-th of N parts, for several machines with a shared folder.")
@click.option("--cluster", metavar="ADDRESS", help="Have the work done by a Dask cluster: tcp://HOST:PORT, or `local` for one on this machine.")
@click.option("--time-limit", metavar="SECONDS", type=click.FloatRange(0, min_open=True), default=1800.0, show_default=True,
              help="What a document may take.")
@click.option("--memory-limit", metavar="MB", type=click.IntRange(0), default=4096, show_default=True,
              help="Memory that a worker may take; 0 for no limit.")
@click.option("--retry", is_flag=True, help="Try again what failed in an earlier run.")
@click.option("--json", "as_json", is_flag=True, help="Print what happens as JSON, an event a line.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def corpus(sources, folder, workers, kind, formats, align, text_column, id_column, glossaries, model, device, beam, memory, encoding,
           shard, cluster, time_limit, memory_limit, retry, as_json, quiet):
    """Translate very many documents: on all cores, on many machines, and again only what is missing.

    A SOURCE is a file, a folder, a pattern ("archive/**/*.docx"), a list of files (@list.txt), a table with a column of texts
    (.jsonl, .csv, .parquet) or an archive (.zip, .tar), which is read without unpacking it. A document that cannot be
    read, hangs or eats memory is told in failed.csv and stops no other; report.html sums up what was found.

    \b
        bilingual corpus archive/ -o english/
        bilingual corpus crawl.jsonl --to parquet -o rows/ --workers 8
        bilingual corpus /shared/archive -o /shared/english --shard 2/3
    """
    from bilingual.corpus.rows import needs
    from bilingual.corpus.run import Corpus
    from bilingual.corpus.sources import Sources
    from bilingual.workspace.outputs import is_output
    if kind and formats:
        raise BilingualError("--to writes rows and -f documents: name one of them.")
    if kind:
        needs(kind)
    out = folder.resolve()
    found = Sources(sources, text_column, id_column, lambda path: out in path.resolve().parents or is_output(path))
    if SAME in formats and found.opaque:
        raise BilingualError("-f same changes a copy of each file, and texts of tables and archives are no files: unpack them, "
                             "or name another format.")
    for closed in found.skipped.closed:
        click.echo(f"note: {closed} cannot be opened: there is no permission", err=True)
    glossary = open_glossary(glossaries)
    own = memory if memory is not None else str(_own_memory(out))
    setup = _setup(out, glossary, (model, device, beam), own, formats, kind, align, encoding, time_limit, memory_limit)
    work = Corpus(found, setup, open_memory(own), _shard(shard), retry)
    show = _Show(work, as_json, quiet)
    with cancelling() as cancel:
        for told in work.run(lambda: _workers(setup, workers, cluster, show), cancel):
            show(told)
        show.end()
        failed = _sum_up(work, glossary, kind, show)
    if cancel.is_set():
        click.echo("bilingual: stopped; the same command goes on from here", err=True)
        sys.exit(130)
    if failed:
        sys.exit(2)


def _setup(out: Path, glossary: Glossary, model: tuple[str | None, str, int], memory: str, formats: tuple[str, ...], kind: str | None,
           align: str, encoding: str | None, seconds: float, megabytes: int) -> Setup:
    from bilingual.corpus.ledger import FOLDER
    from bilingual.corpus.setup import Model, Setup, keep_glossary
    from bilingual.model.document import View
    from bilingual.pipeline import Translator
    chosen = Model(*model)
    file, snapshot = keep_glossary(glossary, out / FOLDER)
    signature = Translator(chosen.load(), glossary).signature
    return Setup(str(out), chosen, str(file), snapshot, signature, str(Path(memory).resolve()) if memory else "",
                 tuple(formats or DEFAULT), kind or "", View(align), encoding, seconds, megabytes)


def _own_memory(out: Path) -> Path:
    """The memory of a corpus: on this machine, because a shared folder is no place for a database, and only a convenience."""
    from bilingual.support.paths import cache_folder
    return cache_folder("corpus") / f"{hashlib.sha256(os.fsencode(out)).hexdigest()[:16]}.sqlite"


def _shard(text: str | None) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)/(\d+)", text or "1/1")
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise BilingualError(f"--shard {text} is no part of a whole: write 2/3 for the second of three.")
    return int(match[1]), int(match[2])


def _workers(setup: Setup, count: int | None, cluster: str | None, show: _Show) -> Workers:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cluster:
        from bilingual.corpus.cluster import Cluster
        return Cluster(setup, cluster, count or cores, show.note)
    from bilingual.corpus.pool import Pool
    return Pool(setup, count or cores)


def _sum_up(work: Corpus, glossary: Glossary, kind: str | None, show: _Show) -> int:
    """Write failed.csv, the rows and the report. Returns how many documents failed."""
    from bilingual.corpus import report, rows
    from bilingual.corpus.ledger import FAILED, write_failed
    out = work.ledger.out
    failed = write_failed(work.results(), out / FAILED)
    made = rows.put_together(work.plan.labels, work.ledger, kind) if kind else []
    made += report.write(report.of(work.results(), work.everything, glossary, work.setup.signature), out)
    show.summary(failed, [*made, *([out / FAILED] if failed else [])])
    return failed


class _Show:
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
            self._event("progress", documents=progress.total, done=progress.done, failed=progress.failed, sentences=progress.sentences,
                        seconds=round(progress.seconds, 1), left=None if progress.left is None else round(progress.left))
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
        self._event("end", documents=progress.total, done=progress.done, failed=failed, sentences=progress.sentences,
                    seconds=round(progress.seconds, 1), files=[str(p) for p in paths])
        for path in paths if not self._json else ():
            click.echo(path)
        if self._quiet:
            return
        click.echo(line(progress), err=True)
        if self._work.elsewhere:
            click.echo(f"note: {counted(self._work.elsewhere, 'part')} of the work had been taken by another run, which writes the last report", err=True)

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
    """How far a run is, in a line: 120 of 2,000 documents · 4,310 sentences · 2 failed · 14 a minute, 9.1 sentences/s · 2 h 14 min left"""
    made, seconds = progress.done + progress.failed - progress.before, max(progress.seconds, 1e-9)
    parts = [f"{progress.done:,} of {counted(progress.total, 'document')}", f"{progress.sentences:,} new sentences"]
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if made:
        parts.append(f"{60 * made / seconds:.3g} a minute, {progress.sentences / seconds:.1f} sentences/s")
    if progress.left and made:
        minutes = int(progress.left / 60)
        parts.append(f"{minutes // 60} h {minutes % 60:02d} min left" if minutes >= 60 else f"{minutes} min left" if minutes else "less than a minute left")
    return " · ".join(parts)
