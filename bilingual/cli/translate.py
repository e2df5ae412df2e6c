"""bilingual translate"""
from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.options import (
    cancelling,
    engine_options,
    glossary_option,
    memory_options,
    open_glossary,
    open_memory,
    output_option,
    progress_bar,
    tell_what_is_out,
)
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted
from bilingual.writers import DEFAULT, FORMATS, SAME

if TYPE_CHECKING:
    from bilingual.model.document import Document
    from bilingual.pipeline import Delivered, Outcome, Sink, Translator
    from bilingual.readers.inputs import Input


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--text", metavar="TEXT", help="Translate this text, and print it with its terms and issues.")
@output_option("Folder for the results.", default="outputs")
@glossary_option
@click.option("--without-domain", "without", metavar="NAME", multiple=True,
              help="Leave out a domain of the glossary (its column domain, or a sheet of that name); repeatable.")
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)),
              help=f"What to write; repeatable.  [default: {', '.join(DEFAULT)}; for folders also {SAME}]")
@engine_options
@memory_options
@click.option("--align", type=click.Choice(["paragraph", "sentence"]), default="paragraph", show_default=True,
              help="What stands side by side in the bilingual documents.")
@click.option("--layout", type=click.Choice(["replace", "below", "beside"]), default="replace", show_default=True,
              help="With -f same: English instead of the Chinese, under it, or in a second column.")
@click.option("--encoding", help="Encoding of text files, when neither UTF-8 nor GB18030.")
@click.option("--strict", is_flag=True, help="Exit with 1 when a term is missing or a check finds an error.")
@click.option("--json", "as_json", is_flag=True, help="Print the run as JSON instead of the paths.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def translate(inputs: tuple[Path, ...], text: str | None, folder: Path, glossaries: tuple[Path, ...],
              without: tuple[str, ...], formats: tuple[str, ...], engine: dict[str, Any], memory: str | None,
              align: str, layout: str, encoding: str | None, strict: bool, as_json: bool, quiet: bool) -> None:
    """Translate documents, and folders of them, bilingually.

    The paths of the files written are printed, one a line; progress and a summary go to the terminal. A file that
    cannot be read does not stop the others. Without --glossary the spreadsheets in ./glossary are used, else the
    built-in glossary. `-` reads a text from standard input and prints its English.

    \b
        bilingual translate communique.md
        bilingual translate inbox/ -f docx -f same -o english/
        bilingual translate plan.txt -g glossary/policy.xlsx -g mine.xlsx --strict
        bilingual translate --text "推动高质量发展。"
        pbpaste | bilingual translate -
    """
    from bilingual.engine.load import load
    from bilingual.pipeline import Translator
    if bool(inputs) == (text is not None):
        raise BilingualError("Name the files and folders to translate, or give a text with --text; `bilingual "
                             "translate -h` has examples.")
    sources, unknown = _sources(inputs, quiet) if text is None and Path("-") not in inputs else ([], [])
    glossary = open_glossary(glossaries, without)
    tell_what_is_out(glossaries, glossary)
    translator = Translator(load(**engine), glossary, open_memory(memory))
    if not sources:
        bad = _print_text(translator, text, encoding, as_json)
    else:
        formats = formats or (*DEFAULT, *([SAME] if any(p.is_dir() for p in inputs) else []))
        bad = _write_files(translator, sources, unknown, partial(_sink, folder, formats, align, layout), encoding,
                           as_json, quiet)
    if strict and bad:
        sys.exit(1)


def _sources(inputs: tuple[Path, ...], quiet: bool) -> tuple[list[Input], list[Path]]:
    """The files to translate, and those of the folders that cannot be read; what else is left alone is told."""
    from bilingual.readers.inputs import expand
    from bilingual.workspace.outputs import is_output
    sources, skipped = expand(inputs, is_output)
    for folder in skipped.closed:
        click.echo(f"note: {folder} cannot be opened: there is no permission", err=True)
    if skipped.own and not quiet:
        click.echo(f"note: {counted(len(skipped.own), 'file')} that this program wrote left alone: "
                   + ", ".join(str(p) for p in skipped.own[:6]) + (" …" if len(skipped.own) > 6 else ""), err=True)
    return sources, skipped.unknown


def _print_text(translator: Translator, text: str | None, encoding: str | None, as_json: bool) -> bool:
    """Translate --text, or what stands on standard input; whether a check found an error."""
    from bilingual.cli.report import as_dict, sentence
    if text is None:
        data = sys.stdin.buffer.read()
        if not data.strip():
            raise BilingualError("Standard input has no text: give it some, or name a file.")
        document = translator.translate_bytes(data, "input.txt", encoding)
    else:
        document = translator.translate_text(text)
    if as_json:
        click.echo(json.dumps(as_dict(document, []), ensure_ascii=False, indent=1))
    elif text is None:
        click.echo("\n\n".join(b.target or b.text for b in document.blocks))
        for segment in document.segments:
            for issue in segment.issues:
                click.echo(f"{issue.severity.value}: {segment.id}: {issue.message}", err=True)
    else:
        click.echo("\n".join(sentence(s) for s in document.segments))
    return _wrong(document)


def _sink(folder: Path, formats: tuple[str, ...], align: str, layout: str, document: Document) -> Delivered:
    from bilingual.model.document import View
    from bilingual.workspace.delivery import deliver
    return deliver(document, folder, formats, View(align, layout))


def _write_files(translator: Translator, sources: list[Input], unknown: list[Path], sink: Sink, encoding: str | None,
                 as_json: bool, quiet: bool) -> bool:
    """Translate files and tell of each; whether a check found an error.

    Exits with 2 where one failed, 130 when interrupted.
    """
    from bilingual.cli.report import as_dict, overview
    from bilingual.pipeline import run
    done: list[Outcome] = []
    failed: list[Outcome] = []
    with cancelling() as cancel, progress_bar(quiet, translator.engine) as bar:
        for outcome in run(sources, translator, sink, encoding=encoding, progress=lambda s: bar(s.path.name),
                           cancel=cancel):
            (failed if outcome.error else done).append(outcome)
            if outcome.error and outcome.paths:  # the engine was lost on the way
                done.append(outcome)
            _tell(outcome, as_json, quiet, translator.memory is not None)
    if as_json:
        runs = [as_dict(o.made, o.paths) for o in done]
        click.echo(json.dumps(runs[0] if len(sources) == 1 and runs else runs, ensure_ascii=False, indent=1))
    if len(sources) > 1 and not quiet:
        click.echo(overview([o.made for o in done], [o.source.path for o in failed], unknown), err=True)
    if failed:
        sys.exit(2)
    if any(o.stopped for o in done):
        sys.exit(130)
    return any(_wrong(o.made) for o in done)


def _wrong(document: Document) -> bool:
    return any(i.severity.value == "error" for s in document.segments for i in s.open_issues)


def _tell(outcome: Outcome, as_json: bool, quiet: bool, remembered: bool) -> None:
    from bilingual.cli.report import summary
    if outcome.error:
        click.echo(f"bilingual: {outcome.error}", err=True)
        if outcome.fault:
            click.echo(f"Please report it with what follows.\n{outcome.fault}", err=True)
        if not outcome.paths:
            return
    for path in outcome.paths if not as_json else ():
        click.echo(path)
    for note in [*(outcome.made.notes if not quiet else ()), *outcome.notes]:  # where somebody's work was put
        click.echo(f"note: {note}", err=True)
    if not quiet:
        click.echo(summary(outcome.made), err=True)
    if outcome.stopped:
        segments = list(outcome.made.segments)
        click.echo(f"bilingual: {'stopped' if outcome.error else 'interrupted'}; "
                   f"{sum(bool(s.target) for s in segments)} of {len(segments)} segments are translated, and the next "
                   f"run {'goes on from there' if remembered else 'begins anew, as there is no memory'}", err=True)
