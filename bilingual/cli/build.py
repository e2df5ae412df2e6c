"""bilingual build"""
from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import cancelling, open_memory, progress_bar, remote_option
from bilingual.model.errors import BilingualError

if TYPE_CHECKING:
    from bilingual.workspace.project import Project


@click.command()
@click.argument("folder", metavar="[PROJECT]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--init", "start", is_flag=True, help="Make a project in the folder: bilingual.toml and sources/.")
@click.option("--watch", is_flag=True,
              help="Stay, and build again whenever a source, the glossary or bilingual.toml is saved.")
@remote_option
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def build(folder: Path, start: bool, watch: bool, allow_remote: bool, quiet: bool) -> None:
    """Bring all outputs of a project up to date.

    What has changed is translated, and an index page written. A project is a folder with bilingual.toml, which
    names sources, glossary, memory and outputs. The index page links all documents with their review progress and
    reports on the glossary: used, missing, never used, rendered differently by reviewers.
    """
    from bilingual.workspace.project import init, load
    if start:
        click.echo(init(folder))
        return
    if watch:
        _watch(folder, allow_remote, quiet)
    else:
        sys.exit(1 if _once(load(folder), allow_remote, quiet) else 0)


def _once(project: Project, allow_remote: bool, quiet: bool) -> bool:
    """One build; whether a source failed."""
    from bilingual.engine.load import load as load_engine
    from bilingual.pipeline import Translator, run
    from bilingual.review.pending import waiting
    from bilingual.workspace import index
    from bilingual.workspace.project import Build
    from bilingual.workspace.record import records
    memory = open_memory(project.memory_name)
    translator = Translator.create(load_engine(project.model or None, allow_remote=allow_remote), project.glossaries,
                                   memory)
    build = Build(project, translator)
    counts = {"translated": 0, "rewritten": 0, "unchanged": 0, "failed": 0}
    stopped = False
    with cancelling() as cancel, progress_bar(quiet, translator.engine) as bar:
        for outcome in run(project.inputs(), translator, build.sink, current=build.current,
                           progress=lambda source: bar(source.path.name), cancel=cancel):
            kind = "failed" if outcome.error else "unchanged" if outcome.current else (
                "rewritten" if outcome.source.path in build.rewritten else "translated")
            counts[kind] += 1
            stopped = stopped or outcome.stopped and not outcome.error
            for path in outcome.paths if not outcome.current else ():
                click.echo(path)
            for note in outcome.notes:
                click.echo(f"note: {note}", err=True)
            if outcome.error:
                fault = f"\nPlease report it with what follows.\n{outcome.fault}" if outcome.fault else ""
                click.echo(f"bilingual: {outcome.error}{fault}", err=True)
    problems: list[str] = []
    known = list(records(project.output_folder, problems))
    click.echo(index.write(known, translator.glossary, memory.proposals(1) if memory else [], project.output_folder))
    for note in (*waiting(known, project.output_folder), *problems):
        click.echo(f"note: {note}", err=True)
    if not quiet:
        click.echo(", ".join(f"{n} {kind}" for kind, n in counts.items() if n or kind != "rewritten"), err=True)
    if stopped or cancel.is_set():
        raise KeyboardInterrupt
    return counts["failed"] > 0


def _watch(folder: Path, allow_remote: bool, quiet: bool) -> None:
    """Build, and build again after every change, until interrupted.

    A mistake in a file is told and waits for the next change.
    """
    from watchfiles import watch

    from bilingual.workspace.project import load

    def once() -> None:
        try:
            _once(load(folder), allow_remote, quiet)
        except BilingualError as error:
            click.echo(f"bilingual: {error}", err=True)
    watched = load(folder).watched()
    once()
    click.echo("watching; Ctrl+C ends it", err=True)
    for _ in watch(*watched, watch_filter=lambda _, path: not Path(path).name.startswith((".", "~")),
                   raise_interrupt=False):
        once()
