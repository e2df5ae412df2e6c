"""bilingual translate"""
from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import click

from bilingual.cli.options import engine_options, glossary_option, memory_options, open_memory, progress_bar
from bilingual.model.errors import BilingualError
from bilingual.writers import DEFAULT, FORMATS, SAME


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), default="outputs",
              show_default=True, help="Folder for the results.")
@glossary_option
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
def translate(inputs, folder, glossaries, formats, engine, memory, align, layout, encoding, strict, as_json, quiet):
    """Translate documents (.md .txt .docx .pdf .html .pptx .xlsx .epub .odt .srt) and folders of them, and write them bilingually.

    The paths of the files written are printed, one a line; progress and a summary go to the terminal. A file that cannot be read does
    not stop the others. Without --glossary the spreadsheets in ./glossary are used, else the built-in glossary.

    \b
        bilingual translate communique.md
        bilingual translate inbox/ -f docx -f same -o english/
        bilingual translate plan.txt -g glossary/policy.xlsx -g mine.xlsx --strict
    """
    from bilingual.engine.load import load
    from bilingual.model.document import View
    from bilingual.pipeline import Stopped, Translator
    from bilingual.readers.inputs import expand
    from bilingual.workspace.record import deliver
    sources, strangers = expand(inputs)
    formats = formats or (*DEFAULT, *([SAME] if any(p.is_dir() for p in inputs) else []))
    translator = Translator.create(load(**engine), glossaries, open_memory(memory))
    done, failed, stopped = [], [], None
    for source in sources:
        try:
            try:
                with progress_bar(quiet, translator.engine) as bar:
                    document = translator(source.path, encoding, bar(source.path.name))
            except Stopped as interruption:
                document = stopped = interruption.document
            document.name = source.name
            outputs, notes = deliver(document, folder, formats, View(align, layout))
        except BilingualError as error:
            if len(sources) == 1:
                raise
            failed.append((source.path, str(error)))
            click.echo(f"bilingual: {error}", err=True)
            continue
        done.append((document, outputs))
        _tell(document, outputs, notes, as_json, quiet)
        if stopped:
            click.echo("bilingual: interrupted; what was finished is written", err=True)
            break
    if as_json:
        runs = [as_dict(d, outputs) for d, outputs in done]
        click.echo(json.dumps(runs[0] if len(sources) == 1 else runs, ensure_ascii=False, indent=1))
    if len(sources) > 1 and not quiet:
        click.echo(overview([d for d, _ in done], failed, strangers), err=True)
    if stopped:
        sys.exit(130)
    if failed:
        sys.exit(2)
    if strict and any(i.severity.value == "error" for d, _ in done for s in d.segments for i in s.issues):
        sys.exit(1)


def _tell(document, outputs, notes, as_json: bool, quiet: bool) -> None:
    for output in outputs if not as_json else ():
        click.echo(output)
    if not quiet:
        for note in [*document.notes, *notes]:
            click.echo(f"note: {note}", err=True)
        click.echo(summary(document), err=True)


def overview(documents, failed, strangers) -> str:
    """A table of several documents: what was read, translated, reviewed before, left alone and flagged."""
    head = ("file", "read", "translated", "reviewed", "left alone", "flagged")
    lines = [head]
    for document in documents:
        segments = list(document.segments)
        states = Counter(s.state.value for s in segments)
        left = sum(not b.segments for b in document.blocks) + len(document.notes)
        lines.append((document.path.name, f"{len(segments)}", f"{states['translated']}", f"{states['reviewed'] + states['final']}", f"{left}",
                      f"{sum(s.needs_review for s in segments)}"))
    lines += [(path.name, "failed", "", "", "", "") for path, _ in failed] + [(path.name, "not read", "", "", "", "") for path in strangers]
    room = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join("  ".join([line[0].ljust(room[0]), *(cell.rjust(n) for cell, n in zip(line[1:], room[1:]))]).rstrip() for line in lines)


def summary(document) -> str:
    """What a person wants to know at the end: terms, issues, time, and the signature."""
    from bilingual.writers.layout import issue_counts, term_counts
    segments = list(document.segments)
    terms, issues = term_counts(document), issue_counts(document)
    parts = [f"{document.path.name}: {len(segments)} segments in {document.run['seconds']:.1f} s"
             + (f", read as {document.encoding}" if document.encoding not in ("", "utf-8") else "")]
    parts.append("terms: " + ", ".join(f"{terms[k]} {k}" for k in ("used", "variant", "repaired", "missing")))
    parts.append("issues: " + (", ".join(f"{n} {k}{'s' if n > 1 and k != 'info' else ''}" for k in ("error", "warning", "info") if (n := issues[k])) or "none")
                 + f"; {sum(s.needs_review for s in segments)} segments need review")
    return "\n  ".join([*parts, document.signature])


def as_dict(document, outputs) -> dict:
    """The run as the JSON that --json prints."""
    return {"source": str(document.path), "signature": document.signature, "outputs": [str(p) for p in outputs],
            "segments": [{"id": s.id, "block": block.place, "source": s.source, "target": s.target, "state": s.state.value,
                          "needs_review": s.needs_review,
                          "terms": [{"source": t.source, "target": t.target, "status": t.status.value, "start": t.start, "end": t.end,
                                     "origin": t.origin} for t in s.terms],
                          "issues": [{"check": i.check, "severity": i.severity.value, "message": i.message} for i in s.issues]}
                         for block in document.blocks for s in block.segments]}
