"""Options that several commands share."""
from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.model.errors import BilingualError

if TYPE_CHECKING:
    from bilingual.engine.base import Engine
    from bilingual.model.glossary import Glossary
    from bilingual.translation.memory import Memory

glossary_option = click.option("-g", "--glossary", "glossaries", metavar="FILE", multiple=True,
                               type=click.Path(path_type=Path),
                               help="Glossary (.xlsx, .csv, .tsv); repeatable, later ones win. "
                                    "A copy of the built-in one (policy.xlsx) gives way to all others.")


def glossary_paths(given: Sequence[Path]) -> list[Path]:
    """The glossaries named, else those of the working directory's folder glossary/; empty where the built-in one is
    meant.
    """
    from bilingual.support.paths import glossaries_here
    return list(given) or glossaries_here(Path.cwd())


_FEW = 1000  # entries of a list that is hardly meant to be all


def tell_what_is_out(given: Sequence[Path], glossary: Glossary) -> None:
    """Say that the built-in glossary is not used beside a short list of somebody's own."""
    from bilingual.support.paths import builtin_glossary
    paths = glossary_paths(given)
    if len(glossary) < _FEW and paths and all(p.name != builtin_glossary().name for p in paths):
        click.echo(f"note: {', '.join(p.name for p in paths)} {'is' if len(paths) == 1 else 'are'} used instead of "
                   "the built-in glossary; to have both, give a copy of that as well (`bilingual glossary init`)",
                   err=True)


def open_glossary(given: Sequence[Path], without: Sequence[str] = ()) -> Glossary:
    """The glossary that the options mean, without some of its domains. What its files disagree on is told."""
    from bilingual.glossary.load import load
    from bilingual.support.paths import builtin_glossary
    paths = glossary_paths(given)
    glossary = load(paths or [builtin_glossary()])
    if not len(glossary):
        raise BilingualError(f"{', '.join(map(str, paths))} has no entries: fill it in, or leave it out for the "
                             "built-in glossary.")
    for note in glossary.notes:
        click.echo(f"note: {note}", err=True)
    known = {d.lower() for d in glossary.domains}
    for name in without:
        if name.strip().lower() not in known:
            there = ", ".join(glossary.domains) or "none"
            raise BilingualError(f"The glossary has no domain “{name}”: there is {there}.")
    return glossary.without(without) if without else glossary


@contextmanager
def cancelling() -> Iterator[threading.Event]:
    """An event that Ctrl+C and SIGTERM set, so that what is finished is kept; a second Ctrl+C breaks off at once."""
    cancel = threading.Event()

    def stop(number: int, frame: object) -> None:
        if cancel.is_set():
            raise KeyboardInterrupt
        cancel.set()
    before = {n: signal.signal(n, stop) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield cancel
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


beam_option = click.option("--beam", metavar="N", type=click.IntRange(1, 32), default=4, show_default=True,
                           help="Beam size of the search.")
threads_option = click.option("--threads", metavar="N", type=click.IntRange(0), default=0,
                              help="Processor threads.  [default: all]")


def output_option(help: str, **default: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # noqa: A002
    """-o, a folder for results, as `folder`; without a `default` it is required."""
    more = {**default, "show_default": True} if default else {"required": True}
    return click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
                        help=help, **more)


remote_option = click.option("--allow-remote", is_flag=True,
                             help="Let the text go to a model on another machine; every output then says where to.")


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--model, --device, --threads, --beam, --post-edit, --prompt, --allow-remote, as one dictionary `engine` for
    bilingual.engine.load.
    """
    def with_engine(*args: Any, **kwargs: Any) -> Any:
        names = ("model", "device", "threads", "beam", "post_edit", "prompt", "allow_remote")
        return command(*args, engine={n: kwargs.pop(n) for n in names}, **kwargs)
    with_engine = wraps(command)(with_engine)
    for option in (
            remote_option,
            click.option("--prompt", metavar="FILE", type=click.Path(path_type=Path),
                         help="What a language model is asked, instead of the built-in prompt file."),
            click.option("--post-edit", metavar="NAME|FILE|ADDRESS",
                         help="Language model (.gguf, or of a server) that revises the other model's drafts."),
            beam_option,
            threads_option,
            click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True,
                         help="Where to compute."),
            click.option("-m", "--model", metavar="NAME|FILE|ADDRESS",
                         help="Model, as `bilingual model list` names it, an .argosmodel or .gguf file, or a model "
                              "of a server: http://localhost:11434/v1#qwen3:8b.")):
        with_engine = option(with_engine)
    return with_engine


memory_option = click.option("--memory", metavar="FILE",
                             help="Translation memory.  [default: your own, in your data folder]")


def memory_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--memory and --no-memory, as one parameter `memory`: a name, None for the default, "" for none."""
    return memory_option(click.option("--no-memory", "memory", flag_value="",
                                      help="Neither use nor fill a translation memory.")(command))


@contextmanager
def progress_bar(quiet: bool, engine: Engine | None = None) -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """Give a function that makes a progress callback for a name: a bar on a terminal, nothing elsewhere.

    An engine's status is shown beside it.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda name: lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                  TextColumn("{task.fields[status]}"), console=Console(stderr=True), transient=True) as bar:
        def begin(name: str) -> Callable[[int, int], None]:
            task = bar.add_task(name, total=None, status="")
            return lambda done, total: bar.update(task, completed=done, total=total,
                                                  status=getattr(engine, "status", ""))
        yield begin


def open_memory(name: str | None) -> Memory | None:
    """The memory that the options name: the user's own for None, none for ""."""
    from bilingual.support.paths import data_folder
    from bilingual.translation.memory import Memory
    if name == "":
        return None
    memory = Memory(Path(name) if name else data_folder() / "memory.sqlite")
    for note in memory.notes:
        click.echo(f"note: {note}", err=True)
    return memory


def glossary_writer(output: Path, form: str) -> Callable[..., object]:
    """What writes entries in the format that a file's name says, `form` where it says none."""
    from bilingual.exchange import omegat, tbx
    from bilingual.glossary.files import write_xlsx
    from bilingual.glossary.tables import write_table
    writers: dict[str, Callable[..., object]] = {
        "xlsx": write_xlsx, "csv": write_table, "tsv": write_table, "txt": write_table, "tbx": tbx.write,
        "utf8": omegat.write, "tab": omegat.write}
    form = output.suffix.lower().lstrip(".") or form
    if form not in writers:
        raise BilingualError(f"{output} has no ending of a glossary: call it .{', .'.join(writers)}.")
    return writers[form]
