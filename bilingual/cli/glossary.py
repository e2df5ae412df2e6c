"""bilingual glossary"""
from __future__ import annotations

import sys
from pathlib import Path

import click

from bilingual.cli.options import glossary_option, glossary_paths, glossary_writer, memory_options, open_memory
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted

path_type = click.Path(path_type=Path)
TOLD = 20  # warnings of one kind that `check` prints


@click.group()
def glossary() -> None:
    """Check, search, edit and exchange glossaries."""


def _files(given: tuple[Path, ...]) -> list[Path]:
    from bilingual.support.paths import builtin_glossary
    return glossary_paths(given) or [builtin_glossary()]


@glossary.command()
@click.argument("files", nargs=-1, type=path_type)
@click.option("--all", "everything", is_flag=True, help="List all warnings, not only the first 20 of a kind.")
def check(files: tuple[Path, ...], everything: bool) -> None:
    """Print every problem with its row and column.

    Exit status 1 when there are errors. Warnings tell of near-duplicates, of terms whose rendering a longer term
    contradicts, and of terms that two files render differently.
    """
    from bilingual.glossary.advice import advice
    from bilingual.glossary.files import read_rows
    from bilingual.glossary.lint import lint
    from bilingual.glossary.load import conflicts, load, ranked
    errors, sound = 0, []
    for path in ranked(_files(files)):
        try:
            rows = read_rows(path)
        except BilingualError as error:
            click.echo(f"error: {error}")
            errors += 1
            continue
        problems = lint(rows, path)
        for problem in problems:
            click.echo(problem)
        bad = sum(p.is_error for p in problems)
        warnings = len(problems) - bad
        errors += bad
        entries = load([path], skip_errors=True)
        warnings += sum(_warn(lines, kind, everything) for kind, lines in advice(entries).items())
        if not bad:
            sound.append(entries)
        counts = (len(rows), "entry"), (bad, "error"), (warnings, "warning")
        click.echo(f"{path}: {', '.join(counted(*count) for count in counts)}", err=True)
    for n, above in enumerate(sound):
        for below in sound[:n]:
            _warn([f"{new.origin}: {new.source} is “{new.rendering}” here and “{old.rendering}” in {old.origin}: "
                   "this one is used" for old, new in conflicts(below, above)], "terms of two files", everything)
    sys.exit(1 if errors else 0)


def _warn(lines: list[str], kind: str, everything: bool) -> int:
    """Print warnings of a kind, the first or all; how many there are."""
    told = lines if everything else lines[:TOLD]
    for line in told:
        click.echo(f"warning: {line}")
    if len(lines) > len(told):
        click.echo(f"warning: ... and {len(lines) - len(told)} more {kind} (--all lists them)")
    return len(lines)


@glossary.command()
@click.argument("old", type=path_type)
@click.argument("new", type=path_type)
@click.option("-o", "--output", type=path_type, help="Spreadsheet (.xlsx) to write the differences to.")
def diff(old: Path, new: Path, output: Path | None) -> None:
    """Show how NEW differs from OLD: added, removed, changed.

    Of the changed entries those with another target come first.
    """
    from bilingual.glossary.compare import differences, write_differences
    from bilingual.glossary.load import load
    if output and output.suffix.lower() != ".xlsx":
        raise BilingualError(f"{output}: differences are written as .xlsx.")
    if output and output.exists():
        raise BilingualError(f"{output} exists already: name another file, or move it away.")
    changes = differences(load([old]), load([new]))
    for change in changes:
        texts = {column: (a, b) for column, a, b in change.columns}
        if change.kind == "changed":
            click.echo(f"~ {change.source}")
            for column, (a, b) in texts.items():
                click.echo(f"    {column}: {a or '(empty)'} → {b or '(empty)'}")
        else:
            sign, at = ("+", 1) if change.kind == "added" else ("-", 0)
            click.echo(f"{sign} {change.source}  {texts.get('target', ('', ''))[at]}")
    if output:
        write_differences(changes, output)
        click.echo(output)
    kinds = [c.kind for c in changes]
    renamed = sum(c.kind == "changed" and c.rank == 0 for c in changes)
    click.echo(", ".join(f"{kinds.count(k):,} {k}" for k in ("added", "removed", "changed"))
               + (f" ({renamed:,} in their target)" if renamed else ""), err=True)


@glossary.command()
@click.argument("files", nargs=-1, type=path_type)
def stats(files: tuple[Path, ...]) -> None:
    """Count the entries by type, status, reference."""
    from bilingual.glossary.compare import statistics
    from bilingual.glossary.load import load
    entries = load(_files(files), skip_errors=True)
    for note in entries.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(counted(len(entries), "entry"))
    for column, counts in statistics(entries).items():
        click.echo(column)
        for value, number in counts.most_common(30):
            click.echo(f"    {number:6}  {value}")


@glossary.command()
@click.argument("folder", type=path_type, default="glossary")
def init(folder: Path) -> None:
    """Copy the built-in glossary for editing.

    It becomes policy.xlsx in FOLDER (default: glossary).
    """
    from shutil import copyfile

    from bilingual.support.files import replacing
    from bilingual.support.paths import builtin_glossary
    target = folder if folder.suffix == ".xlsx" else folder / "policy.xlsx"
    if target.exists():
        raise BilingualError(f"{target} exists already and may have been edited: name another folder, or move it away.")
    with replacing(target) as temporary:
        copyfile(builtin_glossary(), temporary)
    click.echo(target)


@glossary.command()
@click.argument("term")
@glossary_option
def show(term: str, glossaries: tuple[Path, ...]) -> None:
    """Show the entries that contain TERM.

    Exit status 1 when there is none.
    """
    from bilingual.glossary.load import load
    from bilingual.glossary.rows import cells_of
    found = load(_files(glossaries), skip_errors=True)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    entries = found.search(term)
    for entry in entries[:50]:
        click.echo(f"{entry.source}  {entry.rendering}")
        for name, value in list(cells_of(entry).items())[2:]:
            if value:
                click.echo(f"    {name + ':':11} {value}")
        click.echo(f"    {'in:':11} {entry.origin}")
    if len(entries) > 50:
        click.echo(f"... and {len(entries) - 50} more", err=True)
    if not entries:
        click.echo(f"no entry contains {term}", err=True)
        sys.exit(1)


@glossary.command()
@click.argument("zh")
@click.argument("en")
@click.option("-g", "--glossary", "path", type=path_type,
              help="Glossary to add to.  [default: the strongest in ./glossary]")
@click.option("--variant", "variants", multiple=True, help="Accepted alternative; repeatable.")
@click.option("--forbid", "forbidden", multiple=True, help="Rendering never to be used; repeatable.")
@click.option("--type", "kind", default="", help="Field of the term.")
@click.option("--note", default="", help="What a translator should know.")
@click.option("--reference", default="", help="Where the rendering comes from.")
@click.option("--domain", default="", help="Part of the glossary the term belongs to.")
def add(zh: str, en: str, path: Path | None, variants: tuple[str, ...], forbidden: tuple[str, ...], kind: str,
        note: str, reference: str, domain: str) -> None:
    """Add the term ZH, in English EN, to a glossary."""
    from datetime import date

    from bilingual.glossary.edit import refuse_open
    from bilingual.glossary.files import add_entry
    from bilingual.glossary.lint import lint
    from bilingual.glossary.load import ranked
    from bilingual.glossary.rows import Row, cells_of
    from bilingual.model.glossary import Entry
    from bilingual.support.paths import glossaries_here
    if path is None:
        here = ranked(glossaries_here(Path.cwd()))
        if not here:
            raise BilingualError("There is no glossary in ./glossary: `bilingual glossary init` makes one, or name a "
                                 "file with -g.")
        path = here[-1]
    entry = Entry(zh, en, variants, forbidden, kind, note=note, reference=reference, date=date.today().isoformat(),
                  domain=domain)
    problems = [p for p in lint([Row(0, cells_of(entry))], path) if p.is_error]
    if problems:
        raise BilingualError("; ".join(p.message for p in problems) + ".")
    refuse_open(path)
    add_entry(path, entry)
    click.echo(f"{path}: {zh} = {en}")


@glossary.command()
@click.argument("output", type=path_type, required=False)
@click.option("--to", "form", type=click.Choice(["csv", "tsv", "xlsx", "tbx", "utf8"]), default="csv",
              show_default=True, help="The format when OUTPUT does not say it: tbx is TBX-Basic, utf8 OmegaT's.")
@glossary_option
def export(output: Path | None, form: str, glossaries: tuple[Path, ...]) -> None:
    """Write the entries in use for other programs.

    OUTPUT is glossary.csv where none is given.
    """
    from bilingual.glossary.load import load
    output = output or Path(f"glossary.{form}")
    if output.exists():
        raise BilingualError(f"{output} exists already: name another file, or move it away.")
    write = glossary_writer(output, form)
    write(load(_files(glossaries)), output)
    click.echo(output)


@glossary.command("import")
@click.argument("file", type=path_type)
@click.option("-o", "--output", type=path_type, help="Spreadsheet to write.  [default: glossary/NAME.xlsx]")
def import_(file: Path, output: Path | None) -> None:
    """Turn a list of terms into a glossary spreadsheet.

    The list may be a .csv, .tsv, .xlsx, .tbx or OmegaT's .utf8 file.
    """
    from bilingual.exchange import omegat, tbx
    from bilingual.glossary.lint import lint
    from bilingual.glossary.load import load
    from bilingual.glossary.rows import Row, cells_of
    output = output or Path("glossary") / f"{file.stem}.xlsx"
    if output.exists():
        raise BilingualError(f"{output} exists already: name another file with -o, or move it away.")
    foreign = {".tbx": tbx.read, ".utf8": omegat.read, ".tab": omegat.read}.get(file.suffix.lower())
    write = glossary_writer(output, "xlsx")
    entries = list(foreign(file) if foreign else load([file]))
    write(entries, output)
    click.echo(output)
    rows = [Row(number, cells_of(entry)) for number, entry in enumerate(entries, 2)] if foreign else []
    for problem in (p for p in lint(rows, output) if p.is_error):
        click.echo(f"mend before use: {problem}", err=True)
    click.echo(counted(len(entries), "entry"), err=True)


@glossary.command()
@click.argument("files", nargs=-1, required=True, type=path_type)
@glossary_option
@memory_options
@click.option("-o", "--output", type=path_type, default="candidates.xlsx", show_default=True,
              help="Spreadsheet to write.")
@click.option("--most", type=click.IntRange(1), default=200, show_default=True, help="How many candidates at the most.")
def candidates(files: tuple[Path, ...], glossaries: tuple[Path, ...], memory: str | None, output: Path,
               most: int) -> None:
    """List phrases that no entry covers, best first.

    They are rows to paste into the glossary. Each comes with how often it stands there, a sentence with it, and the
    English it had where the memory knows one.
    """
    from bilingual.glossary.candidates import find
    from bilingual.glossary.files import write_xlsx
    from bilingual.glossary.load import load
    from bilingual.model.glossary import Entry, Status
    from bilingual.readers import read
    from bilingual.support.paths import data_folder
    from bilingual.translation.proposals import proposed
    if output.exists():
        raise BilingualError(f"{output} exists already: name another file with -o, or move it away.")
    found = find([b.text for f in files for b in read(f).blocks], load(_files(glossaries)))[:most]
    there = memory != "" and (Path(memory) if memory else data_folder() / "memory.sqlite").exists()
    store = open_memory(memory) if there else None
    english = proposed(store, [c.text for c in found]) if store else {}
    write_xlsx([Entry(c.text, english.get(c.text, ""), status=Status.DRAFT) for c in found], output,
               {"count": [str(c.count) for c in found], "why": [c.reason for c in found],
                "example": [c.example for c in found]})
    click.echo(output)
    why = "" if found else ": no phrase comes back, and none stands in “” or 《》"
    click.echo(counted(len(found), "candidate") + why, err=True)
