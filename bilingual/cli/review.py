"""bilingual review"""
from __future__ import annotations

from pathlib import Path

import click

from bilingual.cli.options import memory_options, open_memory
from bilingual.model.errors import BilingualError

FOLDER = "outputs"


@click.group()
def review():
    """Take reviewers' corrections back in, and see how far the review has come."""


@review.command()
@click.argument("edited", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="The folder the document was written to.  [default: that of EDITED, else outputs]")
@memory_options
def apply(edited, folder, memory):
    """Apply the corrections in EDITED files (.xlsx, .docx, .xlf), which `bilingual translate` wrote and people changed.

    Each changed English sentence becomes reviewed in the translation memory, comments are kept, and every output of the
    document is written anew. Rows may have been sorted, filtered or moved; what fits no sentence is listed. An edited file
    is never overwritten: one that stands in the output folder itself is moved aside. In a project its memory is used.
    """
    from bilingual.review import read
    from bilingual.review.apply import apply as put
    from bilingual.review.match import best_record, match
    from bilingual.workspace.project import around
    from bilingual.workspace.record import records, rewrite
    files = [(path, folder or _folder_of(path), *read(path)) for path in edited]
    project = around(files[0][1]) if memory is None else None
    store, touched = open_memory(project.memory_name if project else memory), {}
    known = {place: list(records(place)) for place in {f[1] for f in files}}
    for path, place, rows, problems in files:
        record = best_record(rows, known[place])
        if record is None:
            raise BilingualError(f"{path} fits no document in {place}: name the folder it was written to with -o, or translate the document again.")
        matched = match(rows, record)
        done = put(record, matched.changes, store)
        touched[place, record.document.stem] = record
        click.echo(f"{path.name} → {record.document.path.name}: {len(done.corrected)} corrected, {len(done.confirmed)} confirmed, "
                   f"{len(done.commented)} comments, {len(problems) + len(matched.problems)} rows not applied"
                   + (f"; {len(matched.absent)} sentences are not in the file" if matched.absent else ""), err=True)
        for text in [*problems, *matched.problems]:
            click.echo(f"not applied: {text}", err=True)
        for text in done.warnings:
            click.echo(f"warning: {text}", err=True)
    for (place, _), record in touched.items():
        paths, notes = rewrite(record, place)
        for output in paths:
            click.echo(output)
        for note in notes:
            click.echo(f"note: {note}", err=True)
    for zh, en, count in store.proposals() if store else ():
        click.echo(f"proposal: {zh} was rendered “{en}” {count} times: bilingual glossary add {zh} \"{en}\"", err=True)


def _folder_of(path: Path) -> Path:
    from bilingual.writers import STORE
    return path.parent if (path.parent / STORE).is_dir() else Path(FOLDER)


@review.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
def status(folder):
    """Say for each document in FOLDER (default: outputs) how many sentences are in which state."""
    from bilingual.review.pending import unapplied
    from bilingual.workspace.progress import HEADINGS, progress
    from bilingual.workspace.record import records
    known = list(records(folder))
    found = [(r.document.path.name, progress(r.document)) for r in known]
    if not found:
        raise BilingualError(f"{folder} holds no translated document: `bilingual translate` writes there.")
    room = max(len("document"), *(len(name) for name, _ in found))
    click.echo("  ".join([f"{'document':{room}}", *(f"{h:>12}" for h in HEADINGS), "     done"]))
    for name, counts in [*found, ("all", sum((c for _, c in found[1:]), found[0][1]))][:None if len(found) > 1 else 1]:
        total = sum(counts[h] for h in HEADINGS)
        click.echo("  ".join([f"{name:{room}}", *(f"{counts[h]:12}" for h in HEADINGS), f"{(counts['reviewed'] + counts['final']) / max(1, total):8.0%}"]))
    for path in unapplied(known, folder):
        click.echo(f"note: {path} has been edited and not applied: bilingual review apply {path}", err=True)
