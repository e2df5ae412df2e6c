"""bilingual translate"""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from bilingual.cli.options import engine_options, glossary_option, memory_options, open_memory, progress_bar
from bilingual.writers import DEFAULT, FORMATS


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), default="outputs",
              show_default=True, help="Folder for the results.")
@glossary_option
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)),
              help=f"What to write; repeatable.  [default: {', '.join(DEFAULT)}]")
@engine_options
@memory_options
@click.option("--align", type=click.Choice(["paragraph", "sentence"]), default="paragraph", show_default=True,
              help="What stands side by side in the bilingual documents.")
@click.option("--encoding", help="Encoding of text files, when neither UTF-8 nor GB18030.")
@click.option("--strict", is_flag=True, help="Exit with 1 when a term is missing or a check finds an error.")
@click.option("--json", "as_json", is_flag=True, help="Print the run as JSON instead of the paths.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def translate(inputs, folder, glossaries, formats, model, device, threads, beam, memory, align, encoding, strict, as_json, quiet):
    """Translate documents (.md, .txt, .docx) and write them bilingually.

    The paths of the files written are printed, one a line; progress and a summary go to the terminal. Without
    --glossary the spreadsheets in ./glossary are used, else the built-in glossary.

    \b
        bilingual translate communique.md
        bilingual translate *.docx -f docx -f en.docx -o english/
        bilingual translate plan.txt -g glossary/policy.xlsx -g mine.xlsx --strict
    """
    from bilingual.engine import load
    from bilingual.inputs import expand
    from bilingual.pipeline import Stopped, Translator
    from bilingual.record import deliver
    translator = Translator.create(load(model, device, threads, beam), glossaries, open_memory(memory))
    sources, strangers = expand(inputs)
    documents, stopped = [], None
    for source in sources:
        try:
            with progress_bar(quiet) as bar:
                document = translator(source.path, encoding, bar(source.path.name))
        except Stopped as interruption:
            document = stopped = interruption.document
        document.name = source.name
        outputs, notes = deliver(document, folder, formats or DEFAULT, align)
        documents.append((document, outputs))
        if not as_json:
            for output in outputs:
                click.echo(output)
        if not quiet:
            for note in notes:
                click.echo(f"note: {note}", err=True)
            click.echo(summary(document), err=True)
        if stopped:
            click.echo("bilingual: interrupted; what was finished is written", err=True)
            break
    if as_json:
        runs = [as_dict(d, outputs) for d, outputs in documents]
        click.echo(json.dumps(runs[0] if len(inputs) == 1 else runs, ensure_ascii=False, indent=1))
    if stopped:
        sys.exit(130)
    if strict and any(i.severity.value == "error" for d, _ in documents for s in d.segments for i in s.issues):
        sys.exit(1)


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
