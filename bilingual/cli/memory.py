"""bilingual memory"""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.translation.memory import Memory

import sys
from pathlib import Path

import click

from bilingual.cli.options import memory_option, open_memory
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted


@click.group()
def memory() -> None:
    """Look into the translation memory, exchange it, forget."""


def _store(name: str | None) -> Memory:
    """The memory that the option names."""
    store = open_memory(name)
    if store is None:
        raise BilingualError("Name a memory: --memory must be given a file here, or be left out.")
    return store


@memory.command()
@memory_option
def stats(memory: str | None) -> None:
    """Count what is in it, by whom and in which state."""
    store = _store(memory)
    click.echo(f"{store.path}")
    for name, count in store.stats().items():
        click.echo(f"{name:24} {count:8}")


@memory.command()
@click.argument("text")
@memory_option
def search(text: str, memory: str | None) -> None:
    """Show the sentences that contain TEXT.

    Exit status 1 when there is none.
    """
    found = _store(memory).search(text)
    for unit in found[:50]:
        who = "machine" if unit.key else unit.who
        click.echo(f"{unit.source}\n{unit.target}\n    {unit.state.value}, {who}, {unit.changed}, {unit.document}")
    if len(found) > 50:
        click.echo(f"... and {len(found) - 50} more", err=True)
    sys.exit(0 if found else 1)


@memory.command("export")
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="The machine's sentences too, not only people's.")
@memory_option
def export(output: Path, everything: bool, memory: str | None) -> None:
    """Write it to a .tmx file for other programs (TMX 1.4b)."""
    from bilingual.exchange import tmx
    if output.suffix.lower() != ".tmx":
        raise BilingualError(f"{output} has no ending of a memory to exchange: call it .tmx.")
    if output.exists():
        raise BilingualError(f"{output} exists already: name another file, or move it away.")
    count = tmx.write(_store(memory).units(people_only=not everything), output)
    click.echo(output)
    click.echo(counted(count, "sentence"), err=True)


@memory.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@memory_option
def import_(file: Path, memory: str | None) -> None:
    """Take in the sentences of a .tmx or .xlf file.

    They count as reviewed where the file does not say otherwise. A .tmx file may be of any size. What is not taken
    (drafts, machine translation, other languages, units without text) is counted with the reason.
    """
    from bilingual.exchange import LeftOut, tmx, xliff
    left_out = LeftOut()
    read = xliff.units if file.suffix.lower() in (".xlf", ".xliff") else tmx.read
    count = _store(memory).add(read(file, left_out))
    click.echo(counted(count, "sentence"))
    if str(left_out):
        click.echo(f"{left_out}", err=True)


@memory.command()
@click.argument("source", required=False)
@click.option("--machine", is_flag=True, help="All of the machine's sentences; people's are kept.")
@memory_option
def forget(source: str | None, machine: bool, memory: str | None) -> None:
    """Delete a sentence, or all of the machine's.

    SOURCE is its Chinese; exit status 1 when there is none.
    """
    if machine == (source is not None):
        raise click.UsageError("Give a Chinese sentence or --machine.")
    count = _store(memory).forget(source, machine)
    if source and not count:
        click.echo(f"the memory has no sentence {source}", err=True)
        sys.exit(1)
    click.echo(f"{counted(count, 'sentence')} forgotten")
