"""bilingual glossary"""
from __future__ import annotations

import sys
from pathlib import Path

import click

from bilingual.cli.options import glossary_option, glossary_paths
from bilingual.model.errors import BilingualError

path_type = click.Path(path_type=Path)


@click.group()
def glossary():
    """Check, search, edit and exchange glossaries."""


def _files(given) -> list[Path]:
    from bilingual.support.paths import builtin_glossary
    return glossary_paths(given) or [builtin_glossary()]


@glossary.command()
@click.argument("files", nargs=-1, type=path_type)
def check(files):
    """Print every problem of glossaries with its row and column; exit 1 when there are errors."""
    from bilingual.glossary.files import read_rows
    from bilingual.glossary.lint import lint
    errors = 0
    for path in _files(files):
        rows = read_rows(path)
        problems = lint(rows, path)
        for problem in problems:
            click.echo(problem)
        bad = sum(p.is_error for p in problems)
        errors += bad
        click.echo(f"{path}: {len(rows)} entries, {bad} errors, {len(problems) - bad} warnings", err=True)
    sys.exit(1 if errors else 0)


@glossary.command()
@click.argument("folder", type=path_type, default="glossary")
def init(folder):
    """Copy the built-in glossary to FOLDER (default: glossary) for editing."""
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
def show(term, glossaries):
    """Show the entries whose Chinese or English contains TERM; exit 1 when there is none."""
    from bilingual.glossary.load import load
    from bilingual.glossary.rows import cells_of
    entries = load(_files(glossaries)).search(term)
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
@click.option("-g", "--glossary", "path", type=path_type, help="Glossary to add to.  [default: the last one in ./glossary]")
@click.option("--variant", "variants", multiple=True, help="Accepted alternative; repeatable.")
@click.option("--forbid", "forbidden", multiple=True, help="Rendering never to be used; repeatable.")
@click.option("--type", "kind", default="", help="Field of the term.")
@click.option("--note", default="", help="What a translator should know.")
@click.option("--reference", default="", help="Where the rendering comes from.")
def add(zh, en, path, variants, forbidden, kind, note, reference):
    """Add the term ZH with the rendering EN to a glossary spreadsheet."""
    from datetime import date

    from bilingual.glossary.files import add_entry
    from bilingual.glossary.lint import lint
    from bilingual.glossary.rows import Row, cells_of
    from bilingual.model.glossary import Entry
    from bilingual.support.paths import glossaries_here
    if path is None:
        here = glossaries_here(Path.cwd())
        if not here:
            raise BilingualError("There is no glossary in ./glossary: `bilingual glossary init` makes one, or name a file with -g.")
        path = here[-1]
    entry = Entry(zh, en, variants, forbidden, kind, note=note, reference=reference, date=date.today().isoformat())
    problems = [p for p in lint([Row(0, cells_of(entry))], path) if p.is_error]
    if problems:
        raise BilingualError("; ".join(p.message for p in problems) + ".")
    add_entry(path, entry)
    click.echo(f"{path}: {zh} = {en}")


@glossary.command()
@click.argument("output", type=path_type, required=False)
@click.option("--to", "form", type=click.Choice(["csv", "tsv", "xlsx", "tbx", "utf8"]), default="csv", show_default=True,
              help="The format when OUTPUT does not say it: tbx is TBX-Basic, utf8 OmegaT's.")
@glossary_option
def export(output, form, glossaries):
    """Write the entries in use to OUTPUT (default: glossary.csv) for other programs."""
    from bilingual.exchange import omegat, tbx
    from bilingual.glossary.files import write_table, write_xlsx
    from bilingual.glossary.load import load
    output = output or Path(f"glossary.{form}")
    form = output.suffix.lower().lstrip(".") or form
    if output.exists():
        raise BilingualError(f"{output} exists already: name another file, or move it away.")
    write = {"xlsx": write_xlsx, "tbx": tbx.write, "utf8": omegat.write, "tab": omegat.write}.get(form, write_table)
    write(load(_files(glossaries)), output)
    click.echo(output)


@glossary.command("import")
@click.argument("file", type=path_type)
@click.option("-o", "--output", type=path_type, help="Spreadsheet to write.  [default: glossary/NAME.xlsx]")
def import_(file, output):
    """Turn a list of terms (.csv, .tsv, .xlsx, .tbx, OmegaT's .utf8) into a glossary spreadsheet."""
    from bilingual.exchange import omegat, tbx
    from bilingual.glossary.files import write_xlsx
    from bilingual.glossary.lint import lint
    from bilingual.glossary.load import load
    from bilingual.glossary.rows import Row, cells_of
    output = output or Path("glossary") / f"{file.stem}.xlsx"
    if output.exists():
        raise BilingualError(f"{output} exists already: name another file with -o, or move it away.")
    foreign = {".tbx": tbx.read, ".utf8": omegat.read, ".tab": omegat.read}.get(file.suffix.lower())
    entries = list(foreign(file) if foreign else load([file]))
    write_xlsx(entries, output)
    click.echo(output)
    problems = [p for p in lint([Row(n, cells_of(e)) for n, e in enumerate(entries, 2)], output) if p.is_error] if foreign else []
    for problem in problems:
        click.echo(f"mend before use: {problem}", err=True)
    click.echo(f"{len(entries)} entries", err=True)


@glossary.command()
@click.argument("files", nargs=-1, required=True, type=path_type)
@glossary_option
@click.option("-o", "--output", type=path_type, default="candidates.xlsx", show_default=True, help="Spreadsheet to write.")
@click.option("--most", type=click.IntRange(1), default=200, show_default=True, help="How many candidates at the most.")
def candidates(files, glossaries, output, most):
    """List phrases of documents that no entry covers, ranked, as rows to paste into the glossary."""
    from bilingual.glossary.candidates import find
    from bilingual.glossary.files import write_xlsx
    from bilingual.glossary.load import load
    from bilingual.model.glossary import Entry, Status
    from bilingual.readers import read
    if output.exists():
        raise BilingualError(f"{output} exists already: name another file with -o, or move it away.")
    found = find([b.text for f in files for b in read(f).blocks], load(_files(glossaries)))[:most]
    write_xlsx([Entry(c.text, "", status=Status.DRAFT, note=c.reason) for c in found], output)
    click.echo(output)
    click.echo(f"{len(found)} candidates", err=True)
