"""bilingual model tune"""
from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import (
    cancelling,
    glossary_option,
    memory_options,
    open_glossary,
    open_memory,
    progress_bar,
    threads_option,
)
from bilingual.support.plural import counted

if TYPE_CHECKING:
    from bilingual.translation.memory import Unit
    from bilingual.tuning.lesson import Lesson
    from bilingual.tuning.tune import Outcome, Plan


@click.command()
@click.argument("package", metavar="[NAME|FILE]", default="embedded")
@memory_options
@click.option("--tmx", "tmx_files", metavar="FILE", type=click.Path(path_type=Path), multiple=True,
              help="Reviewed sentences of a .tmx file, too; repeatable.")
@click.option("--text", "texts", metavar="FILE|DIR", type=click.Path(path_type=Path), multiple=True,
              help="Chinese documents of other kinds, in which the model is to stay as it is; repeatable.")
@click.option("--rest", metavar="TEST", type=click.Path(path_type=Path),
              help="Sentences with translations at which the model must get no worse, in a file as `bilingual "
                   "evaluate` takes it.  [default: a set that is built in]")
@glossary_option
@click.option("--minutes", metavar="N", type=click.FloatRange(0, min_open=True), default=10, show_default=True,
              help="How long to train, at most; what comes before and after takes some minutes more.")
@click.option("--steps", metavar="N", type=click.IntRange(1),
              help="Train for N updates, however long they take, instead of by the clock: the same on every "
                   "machine.")
@click.option("--seed", metavar="N", type=click.IntRange(0), default=1, show_default=True,
              help="What chance begins with.")
@click.option("--name", help="Name of the tuned model.  [default: the old one's with -tuned]")
@click.option("--force", is_flag=True, help="Replace a model that has this name.")
@threads_option
@click.option("--quiet", is_flag=True, help="No progress.")
def tune(package: str, memory: str | None, tmx_files: tuple[Path, ...], texts: tuple[Path, ...], rest: Path | None,
         glossaries: tuple[Path, ...], minutes: float, steps: int | None, seed: int, name: str | None, force: bool,
         threads: int, quiet: bool) -> None:
    """Let a model learn from reviewed sentences.

    The embedded model, or an Argos package, learns from what people reviewed in the memory and in --tmx, with the
    glossary's terms in marks, and from its own translations of other text, so that it forgets nothing: the memory's
    drafts, --text, entries of the glossary. A tenth of the reviewed sentences is kept apart. The tuned model is
    installed under a new name only if it is better there and no worse on other text; exit status 1 where it is not.

    \b
        bilingual model tune
        bilingual model tune --memory office.sqlite --text archive/ --minutes 30
        bilingual model tune translate-zh_en-1_9 --no-memory --tmx office.tmx

    Ctrl+C keeps what was learnt; the same command goes on from there. Needs PyTorch (extra `training`).
    """
    from bilingual.tuning import require
    require()
    from bilingual.engine.packages import find
    from bilingual.evaluation import read_test
    from bilingual.tuning.course import BrokenOff, Length
    from bilingual.tuning.lesson import lesson
    from bilingual.tuning.tune import Plan, free_name
    from bilingual.tuning.tune import tune as run
    from bilingual.tuning.weighing import REST
    found = find(package)
    plan = Plan(found, free_name(found, name, force), Length(steps, minutes), seed, threads)
    learnt = lesson(_units(memory, tmx_files), _sentences(texts), seed)
    if not quiet:
        _announce(plan, learnt)
    try:
        with cancelling() as cancel, progress_bar(quiet) as bar:
            outcome = run(plan, learnt, read_test(rest or REST), open_glossary(glossaries), bar, cancel.is_set)
    except BrokenOff as broken:
        kept = f"what was learnt is kept ({broken.kept})" if broken.kept else "nothing had been learnt yet"
        click.echo(f"bilingual: interrupted; {kept}. The same command goes on from there.", err=True)
        sys.exit(130)
    _tell(outcome, plan)
    sys.exit(0 if outcome.installed else 1)


def _units(memory: str | None, tmx_files: tuple[Path, ...]) -> Iterator[Unit]:
    """What the memory and the TMX files hold, people's and the machine's."""
    from bilingual.exchange import tmx
    store = open_memory(memory)
    if store:
        yield from store.units()
    for path in tmx_files:
        yield from tmx.read(path)


def _sentences(texts: tuple[Path, ...]) -> Iterator[str]:
    """The sentences of documents."""
    from bilingual.readers import read
    from bilingual.readers.inputs import expand
    from bilingual.segmenter import segment
    for source in expand(texts)[0] if texts else ():
        yield from (s.text for s in segment(read(source.path)).segments if not s.fixed)


def _announce(plan: Plan, learnt: Lesson) -> None:
    left_out = f" ({learnt.left_out} left out: lengths or numbers do not fit)" if learnt.left_out else ""
    click.echo(f"{plan.package.name} learns from {counted(len(learnt.learnt), 'reviewed sentence')}{left_out}; "
               f"{len(learnt.apart)} are kept apart, and {counted(len(learnt.others), 'sentence')} of other text "
               "keep it as it is", err=True)
    if not learnt.others:
        click.echo("note: there is no other text but the glossary: name documents with --text, so that the model "
                   "forgets less", err=True)


def _tell(outcome: Outcome, plan: Plan) -> None:
    """Print the figures side by side, and what was done."""
    from bilingual.tuning.card import ROWS
    told = len({c.marks for c in outcome.candidates[1:]}) > 1
    names = ["before", *(("tuned" if c.share == 1 else f"mean {c.share:.0%}") + ", marks" * (told and c.marks)
                         for c in outcome.candidates[1:])]
    click.echo(" " * 32 + "".join(f"{n:>17}" for n in names))
    for title, show in ROWS:
        click.echo(f"{title:32}" + "".join(f"{show(c.figures):>17}" for c in outcome.candidates))
    click.echo(f"{counted(outcome.steps, 'update')}, seed {plan.seed}")
    if outcome.installed:
        name = outcome.installed.path.name
        click.echo(f"{name} is installed, and translates from now on unless --model or `bilingual model use` names "
                   f"another; `bilingual model info {name}` shows its card.")
        return
    for name, candidate in zip(names[1:], outcome.candidates[1:], strict=True):
        click.echo(f"{name}: {candidate.objection}", err=True)
    click.echo("bilingual: nothing was installed; more reviewed sentences of one kind, or more --minutes, may help",
               err=True)
