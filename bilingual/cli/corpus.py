"""bilingual corpus"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.corpus_progress import Show
from bilingual.cli.options import beam_option, cancelling, glossary_option, open_glossary, open_memory, output_option
from bilingual.model.errors import BilingualError
from bilingual.writers import DEFAULT, FORMATS, SAME

if TYPE_CHECKING:
    from bilingual.corpus.run import Corpus, Workers
    from bilingual.corpus.setup import Setup
    from bilingual.model.glossary import Glossary


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@output_option("Folder for the results, and for what the program needs to go on where it stopped.")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 1024),
    help="Processes, each with one thread and its own copy of the model.  [default: one for each processor core]",
)
@click.option(
    "--to",
    "kind",
    type=click.Choice(["jsonl", "parquet"]),
    help="Write sentences as rows of data instead of documents.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    help="What to write of each document; repeatable.  [default: docx, html, xlsx]",
)
@click.option(
    "--align",
    type=click.Choice(["paragraph", "sentence"]),
    default="paragraph",
    show_default=True,
    help="What stands side by side in the bilingual documents.",
)
@click.option(
    "--text-column",
    metavar="NAME",
    default="",
    help="Column of tables that has the text.  [default: text, zh, source, content]",
)
@click.option(
    "--id-column", metavar="NAME", default="", help="Column of tables that names the text.  [default: id, name]"
)
@glossary_option
@click.option("-m", "--model", metavar="NAME|FILE", help="Model, as `bilingual model list` names it, or a file.")
@click.option(
    "--device", type=click.Choice(["auto", "cpu", "cuda"]), default="cpu", show_default=True, help="Where to compute."
)
@beam_option
@click.option("--memory", metavar="FILE", help="Translation memory.  [default: the corpus's own, in your cache folder]")
@click.option("--no-memory", "memory", flag_value="", help="Translate each sentence wherever it occurs.")
@click.option("--encoding", help="Encoding of text files, when neither UTF-8 nor GB18030.")
@click.option("--shard", metavar="I/N", help="Do only the I-th of N parts, for several machines with a shared folder.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the work done by a Dask cluster: tcp://HOST:PORT, or `local` for one on this machine.",
)
@click.option(
    "--time-limit",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=1800,
    show_default=True,
    help="What a document may take.",
)
@click.option(
    "--memory-limit",
    metavar="MB",
    type=click.IntRange(0),
    default=4096,
    show_default=True,
    help="Memory that a worker may take; 0 for no limit.",
)
@click.option("--retry", is_flag=True, help="Try again what failed in an earlier run.")
@click.option("--json", "as_json", is_flag=True, help="Print what happens as JSON, an event a line.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def corpus(sources: tuple[str, ...], folder: Path, workers: int | None, kind: str, formats: tuple[str, ...], align: str,
           text_column: str, id_column: str, glossaries: tuple[Path, ...], model: str | None, device: str,
           beam: int, memory: str | None, encoding: str | None, shard: str | None, cluster: str | None,
           time_limit: float, memory_limit: int, retry: bool, as_json: bool, quiet: bool) -> None:
    """Translate very many documents, on all cores or many machines.

    A later run does only what is missing. A SOURCE is a file, a folder, a pattern ("archive/**/*.docx"), a list of
    files (@list.txt), a table with a column of texts (.jsonl, .csv, .parquet) or an archive (.zip, .tar), which is
    read without unpacking it. A document that cannot be read, hangs or eats memory is told in failed.csv and stops
    no other; report.html sums up.

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
        raise BilingualError(
            "-f same changes a copy of each file, and texts of tables and archives are no files: unpack them, "
            "or name another format."
        )
    for closed in found.skipped.closed:
        click.echo(f"note: {closed} cannot be opened: there is no permission", err=True)
    glossary = open_glossary(glossaries)
    own = memory if memory is not None else str(_own_memory(out))
    setup = _setup(out, glossary, (model, device, beam), own, formats, kind, align, encoding, time_limit, memory_limit)
    work = Corpus(found, setup, open_memory(own), _shard(shard), retry)
    show = Show(work, as_json, quiet)
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


def _setup(
    out: Path,
    glossary: Glossary,
    model: tuple[str | None, str, int],
    memory: str,
    formats: tuple[str, ...],
    kind: str | None,
    align: str,
    encoding: str | None,
    seconds: float,
    megabytes: int,
) -> Setup:
    from bilingual.corpus.ledger import FOLDER
    from bilingual.corpus.setup import Model, Setup, keep_glossary
    from bilingual.model.document import View
    from bilingual.pipeline import Translator

    chosen = Model(*model)
    file, snapshot = keep_glossary(glossary, out / FOLDER)
    signature = Translator(chosen.load(), glossary).signature
    return Setup(
        str(out),
        chosen,
        str(file),
        snapshot,
        signature,
        str(Path(memory).resolve()) if memory else "",
        tuple(formats or DEFAULT),
        kind or "",
        View(align),
        encoding,
        seconds,
        megabytes,
    )


def _own_memory(out: Path) -> Path:
    """The memory of a corpus: on this machine, because a shared folder is no place for a database, and only a
    convenience.
    """
    from bilingual.support.paths import cache_folder

    return cache_folder("corpus") / f"{hashlib.sha256(os.fsencode(out)).hexdigest()[:16]}.sqlite"


def _shard(text: str | None) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)/(\d+)", text or "1/1")
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise BilingualError(f"--shard {text} is no part of a whole: write 2/3 for the second of three.")
    return int(match[1]), int(match[2])


def _workers(setup: Setup, count: int | None, cluster: str | None, show: Show) -> Workers:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cluster:
        from bilingual.corpus.cluster import Cluster

        return Cluster(setup, cluster, count or cores, show.note)
    from bilingual.corpus.pool import Pool

    return Pool(setup, count or cores)


def _sum_up(work: Corpus, glossary: Glossary, kind: str | None, show: Show) -> int:
    """Write failed.csv, the rows and the report. Returns how many documents failed."""
    from bilingual.corpus import report, rows
    from bilingual.corpus.ledger import FAILED, write_failed

    out = work.ledger.out
    failed = write_failed(work.results(), out / FAILED)
    made = rows.put_together(work.plan.labels, work.ledger, kind) if kind else []
    made += report.write(report.of(work.results(), work.everything, glossary, work.setup.signature), out)
    show.summary(failed, [*made, *([out / FAILED] if failed else [])])
    return failed
