"""bilingual review"""
from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import memory_options, open_memory
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted

if TYPE_CHECKING:
    from bilingual.review.files import FileReport
    from bilingual.translation.memory import Memory

FOLDER = "outputs"
folder_argument = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
document_option = click.option(
    "--document", metavar="NAME", default="", help="Which document, where several have such a sentence."
)


@click.group()
def review() -> None:
    """Take reviewers' corrections back in, see how far they are."""


@review.command()
@click.argument("edited", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="The folder the document was written to.  [default: that of EDITED, else outputs]")
@memory_options
def apply(edited: tuple[Path, ...], folder: Path | None, memory: str | None) -> None:
    """Apply the corrections that people made in EDITED files.

    EDITED are files that `bilingual translate` wrote (.xlsx, .docx, .xlf) and people changed. Each changed English
    sentence becomes reviewed in the translation memory, comments are kept, and every output of the document is
    written anew. Rows may have been sorted, filtered or moved; what fits no sentence is listed. Where two files
    change one sentence, a final version wins over a reviewed one, else the file that was edited last; the other is
    listed and kept (`bilingual review history`). An edited file is never overwritten: one that stands in the output
    folder itself is moved aside. In a project its memory is used. The spreadsheet of `bilingual align` is taken as
    well: its pairs go into the memory, those that are merged, divided or changed included. The exit status is 1 where
    rows were not applied; such a file stays in the list of `bilingual review status`.
    """
    from bilingual.alignment.results import is_alignment
    from bilingual.review.files import apply_files
    from bilingual.writers import STORE
    aligned = [path for path in edited if is_alignment(path)]
    if aligned:
        _apply_aligned(aligned, folder, memory)
    edited = tuple(path for path in edited if path not in aligned)
    if not edited:
        return
    if folder is None and not all((path.parent / STORE).is_dir() for path in edited):
        folder = Path(FOLDER)
    report = apply_files(edited, folder, _memory(memory, folder or edited[0].parent))
    for file in report.files:
        _tell(file)
    _written(report.outputs, report.notes)
    for zh, en, count in report.proposals:
        click.echo(
            f'proposal: {zh} was rendered “{en}” {counted(count, "time")}: bilingual glossary add {zh} "{en}"', err=True
        )
    if any(file.problems for file in report.files):
        sys.exit(1)


def _apply_aligned(paths: Iterable[Path], folder: Path | None, memory: str | None) -> None:
    """Put the pairs of edited alignments into the memory."""
    from bilingual.alignment.results import read as read_aligned
    checked = [(path, read_aligned(path)) for path in paths]
    for path, done in checked:
        store = _memory(memory, folder or path.parent)
        count = store.add(done.units) if store else 0
        told = f"{counted(count, 'pair')} into the memory, {done.changed} of them changed, {done.left_out} left out"
        click.echo(f"{path.name}: {told}", err=True)
        for text in done.problems:
            click.echo(f"not applied: {text}", err=True)
        for text in done.lost:
            click.echo(f"note: in no row any more: {text}", err=True)


def _tell(file: FileReport) -> None:
    """What one file did, what of it was not applied, and what to look at."""
    done = file.done
    parts = [
        f"{len(done.corrected)} corrected",
        f"{len(done.confirmed)} confirmed",
        counted(len(done.commented), "comment"),
        f"{counted(len(file.problems), 'row')} not applied",
    ]
    parts += [f"{counted(len(done.accepted), 'issue')} accepted"] if done.accepted else []
    absent = (
        f"; {counted(file.absent, 'sentence')} {'is' if file.absent == 1 else 'are'} not in the file"
        if file.absent
        else ""
    )
    click.echo(f"{file.path.name} → {file.document}: {', '.join(parts)}{absent}", err=True)
    for kind, texts in (("not applied", file.problems), ("conflict", done.conflicts), ("warning", done.warnings)):
        for text in texts:
            click.echo(f"{kind}: {text}", err=True)


def _written(paths: Iterable[Path], notes: Iterable[str]) -> None:
    for path in paths:
        click.echo(path)
    for note in notes:
        click.echo(f"note: {note}", err=True)


def _memory(name: str | None, folder: Path) -> Memory | None:
    """The memory the options name; without any, that of the project whose outputs the folder holds."""
    from bilingual.workspace.project import around
    project = around(folder) if name is None else None
    return open_memory(project.memory_name if project else name)


@review.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
def status(folder: Path) -> None:
    """Say how far the documents in FOLDER (default: outputs) are.

    For each document: how many sentences are in which state, and which edits wait to be applied. FOLDER may be a
    project.
    """
    from bilingual.review.pending import waiting
    from bilingual.workspace.progress import HEADINGS, progress
    from bilingual.workspace.project import FILE, load
    from bilingual.workspace.record import records
    if (folder / FILE).is_file():
        folder = load(folder).output_folder
    problems: list[str] = []
    known = list(records(folder, problems))
    found = [(r.document.path.name, progress(r.document)) for r in known]
    if not found:
        raise BilingualError(
            " ".join(problems) or f"{folder} holds no translated document: `bilingual translate` writes there."
        )
    room = max(len("document"), *(len(name) for name, _ in found))
    click.echo("  ".join([f"{'document':{room}}", *(f"{h:>12}" for h in HEADINGS), "     done"]))
    for name, counts in [*found, ("all", sum((c for _, c in found[1:]), found[0][1]))][:None if len(found) > 1 else 1]:
        total = sum(counts[h] for h in HEADINGS)
        share = (counts["reviewed"] + counts["final"]) / max(1, total)
        click.echo("  ".join([f"{name:{room}}", *(f"{counts[h]:12}" for h in HEADINGS), f"{share:8.0%}"]))
    for note in (*waiting(known, folder), *problems):
        click.echo(f"note: {note}", err=True)


@review.command()
@click.argument("edited", nargs=-1, required=True, type=click.Path(path_type=Path))
def dismiss(edited: tuple[Path, ...]) -> None:
    """Say that EDITED files in an output folder need no applying. They stay where they are."""
    from bilingual.review.pending import dismiss as put_aside
    for path in edited:
        click.echo(f"{path} need not be applied to {put_aside(path)}", err=True)


@review.command()
@folder_argument
@click.argument("sentence", metavar="ID")
@click.option("--check", required=True, metavar="NAME",
              help="The check whose issue it is, as the sheet Issues names it.")
@click.option("--reason", metavar="TEXT", help="Why the sentence may stand as it is.")
@click.option("--withdraw", is_flag=True, help="Let the issue count again.")
@document_option
def accept(folder: Path, sentence: str, check: str, reason: str | None, withdraw: bool, document: str) -> None:
    """Accept an issue of the sentence ID (s12) in FOLDER.

    Every output then shows the reason. It no longer needs review and no longer fails --strict, until the sentence
    changes. In the spreadsheet the same is done in the column accept of the sheet Issues.
    """
    from bilingual.review import decisions
    if withdraw == bool(reason and reason.strip()):
        raise BilingualError("Give a reason with --reason, or --withdraw.")
    done = decisions.accept(folder, sentence, check, "" if withdraw else reason or "", document)
    _written(done.paths, done.notes)


@review.command()
@folder_argument
@click.argument("sentence", metavar="ID")
@click.option("--take", metavar="N", type=int, help="Let version N stand again.")
@document_option
@memory_options
def history(folder: Path, sentence: str, take: int | None, document: str, memory: str | None) -> None:
    """List what people made of the sentence ID (s12) in FOLDER.

    Told are who, when, and from which file. The version that stands has a *.
    """
    from bilingual.review import decisions
    if take is not None:
        done = decisions.take(folder, sentence, take, _memory(memory, folder), document)
        _written(done.paths, done.notes)
        return
    versions, standing = decisions.history(folder, sentence, document)
    if not versions:
        click.echo(f"nobody has changed or confirmed {sentence} yet", err=True)
    for n, version in enumerate(versions, 1):
        mark, when = "*" if version is standing else " ", version.when[:16].replace("T", " ") or "unknown time"
        click.echo(f"{mark} {n}  {version.state.value}  {when}  {version.who or '-'}  {version.file or '-'}")
        click.echo(f"     {version.target}")
