"""bilingual model"""
from __future__ import annotations

import sys
from pathlib import Path

import click

from bilingual.errors import BilingualError


@click.group()
def model():
    """Show, install and choose translation models (Argos packages)."""


@model.command("list")
def list_models():
    """List the models on this machine; the one in use is marked *."""
    from bilingual.engine import packages
    try:
        used = packages.find().path
    except BilingualError:
        used = None
    ready = packages.installed() + ([p] if (p := packages.embedded()) else [])
    if not ready:
        click.echo("none; `bilingual model install zh_en` fetches the official one", err=True)
    for package in ready:
        name = "embedded" if package.origin == "embedded" else package.path.name
        marks = "takes over glossary terms" if package.term_markup else "no term markup"
        click.echo(f"{'*' if package.path == used else ' '} {name:28} version {package.version:8} {package.size / 2**20:6.1f} MB  {marks}")


@model.command()
@click.argument("name", required=False)
def info(name):
    """Describe a model: version, size, languages, how it treats terms."""
    from bilingual.engine import packages
    package = packages.find(name)
    rows = {"name": package.name, "origin": package.origin, "folder": package.path, "languages": "Chinese (zh) → English (en)",
            "size": f"{package.size / 2**20:.1f} MB", "hash": package.fingerprint,
            "made for argostranslate": package.metadata.get("argos_version", "?"),
            "term markup": " … ".join(package.term_markup) if package.term_markup else "none: terms are enforced by choosing and repairing candidates"}
    for key, value in rows.items():
        click.echo(f"{key + ':':25} {value}")
    readme = package.path / "README.md"
    if readme.exists():
        click.echo("\n" + readme.read_text(encoding="utf-8", errors="replace"))


@model.command()
@click.argument("what", metavar="FILE|zh_en")
def install(what):
    """Install an .argosmodel FILE, or fetch the official package `zh_en` from the network."""
    from bilingual.engine import packages
    if what in ("zh_en", "translate-zh_en"):
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
        with Progress(TextColumn("translate-zh_en"), BarColumn(), DownloadColumn(), console=Console(stderr=True), transient=True,
                      disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("", total=None)
            package = packages.download(lambda done, total: bar.update(task, completed=done, total=total or None))
    else:
        package = packages.install(Path(what))
    click.echo(package.path)


@model.command()
@click.argument("name")
def use(name):
    """Make a model the default: a name from `model list`, a file, `embedded`, or `auto` for the program's own choice."""
    from bilingual.engine import packages
    if name == "auto":
        packages.choose(None)
    else:
        package = packages.find(name)
        packages.choose("embedded" if package.origin == "embedded" else str(Path(name).resolve()) if package.origin == "file" else package.path.name)
    click.echo(packages.find().name)
