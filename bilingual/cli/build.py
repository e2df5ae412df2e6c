"""bilingual build"""
from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import open_memory, progress_bar
from bilingual.model.errors import BilingualError

if TYPE_CHECKING:
    from bilingual.workspace.project import Project


@click.command()
@click.argument("folder", metavar="[PROJECT]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--init", "start", is_flag=True, help="Make a project in the folder: bilingual.toml and sources/.")
@click.option("--watch", is_flag=True,
              help="Stay, and build again whenever a source, the glossary or bilingual.toml is saved.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def build(folder: Path, start: bool, watch: bool, quiet: bool) -> None:
    """Bring all outputs of a project up to date: translate what has changed, and write an index page.

    A project is a folder with bilingual.toml, which names sources, glossary, memory and outputs. The index page links
    all documents with their review progress and reports on the glossary: used, missing, never used, rendered
    differently by reviewers.
    """
    from bilingual.workspace.project import init, load
    if start:
        click.echo(init(folder))
        return
    if watch:
        _watch(folder, quiet)
    else:
        sys.exit(1 if _once(load(folder), quiet) else 0)


def _once(project: Project, quiet: bool) -> bool:
    """One build; whether a source failed."""
    from bilingual.engine.load import load as load_engine
    from bilingual.pipeline import Translator
    from bilingual.workspace import index
    from bilingual.workspace.project import build as run
    from bilingual.workspace.record import records
    memory = open_memory(project.memory_name)
    translator = Translator.create(load_engine(project.model or None), project.glossaries, memory)
    done = failed = same = 0
    with progress_bar(quiet, translator.engine) as bar:
        for built in run(project, translator, lambda source: bar(source.path.name)):
            same, done, failed = (same + (not built.done), done + (built.done and not built.error),
                                  failed + bool(built.error))
            for path in built.paths if built.done else ():
                click.echo(path)
            for note in built.notes:
                click.echo(f"note: {note}", err=True)
            if built.error:
                click.echo(f"bilingual: {built.error}", err=True)
    click.echo(index.write(records(project.output_folder), translator.glossary, memory.proposals(1) if memory else [],
                           project.output_folder))
    if not quiet:
        click.echo(f"{done} translated, {same} unchanged, {failed} failed", err=True)
    return failed > 0


def _watch(folder: Path, quiet: bool) -> None:
    """Build, and build again after every change, until interrupted.

    A mistake in a file is told and waits for the next change.
    """
    from watchfiles import watch

    from bilingual.workspace.project import load

    def once() -> None:
        try:
            _once(load(folder), quiet)
        except BilingualError as error:
            click.echo(f"bilingual: {error}", err=True)
    watched = load(folder).watched()
    once()
    click.echo("watching; Ctrl+C ends it", err=True)
    for _ in watch(*watched, watch_filter=lambda _, path: not Path(path).name.startswith((".", "~")),
                   raise_interrupt=False):
        once()
