"""bilingual model"""
from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual.cli.options import remote_option
from bilingual.cli.tune import tune
from bilingual.engine.address import is_address, parse, runs_elsewhere
from bilingual.model.errors import BilingualError

if TYPE_CHECKING:
    from bilingual.engine.base import Engine
    from bilingual.engine.packages import Package

# Where servers listen unless told otherwise: Ollama, LM Studio, llama.cpp, vLLM.
USUAL = tuple(f"http://localhost:{port}/v1" for port in (11434, 1234, 8080, 8000))


@click.group()
def model() -> None:
    """Show, install and choose translation models.

    A model is an Argos package, or a language model: a .gguf file, or one that a server offers.
    """


model.add_command(tune)


@model.command("list")
@click.argument("address", required=False)
@click.option("--servers", is_flag=True,
              help="Look for servers of language models on this machine, too, at their usual ports.")
@remote_option
def list_models(address: str | None, servers: bool, allow_remote: bool) -> None:
    """List the models on this machine, or of the server at ADDRESS.

    The one in use is marked *.

    \b
        bilingual model list http://localhost:11434/v1
    """
    from bilingual.engine import models, packages
    if address:
        _offered(address, allow_remote)
        return
    try:
        used = models.find_gguf(None) or packages.find().path
    except BilingualError:
        used = None
    ready = packages.installed() + ([p] if (p := packages.embedded()) else [])
    language_models = models.installed_gguf()
    if not ready and not language_models:
        click.echo("none; `bilingual model install zh_en` fetches the official one", err=True)
    for package in ready:
        name = "embedded" if package.origin == "embedded" else package.path.name
        marks = "takes over glossary terms" if package.term_markup else "no term markup"
        click.echo(f"{'*' if package.path == used else ' '} {name:28} version {package.version:8} "
                   f"{package.size / 2**20:8.1f} MB  {marks}")
    for header in language_models:
        click.echo(f"{'*' if header.path == used else ' '} {header.path.name:28} {header.architecture:8} "
                   f"{header.quantisation:7} {header.bytes / 2**20:8.1f} MB  language "
                   f"model{'' if header.chat_template else ' without a chat template'}")
    if is_address(packages.chosen()):
        click.echo(f"* {packages.chosen()}")
    for place in USUAL if servers else ():
        try:
            _offered(place, False)
        except BilingualError:
            continue


def _offered(text: str, allow_remote: bool) -> None:
    """Print what a server offers, as it is to be given to --model."""
    from bilingual.engine.served import offered
    address = parse(text)
    names = offered(address, allow_remote)
    if not names:
        click.echo(f"{address.base} offers no model", err=True)
    for name in names:
        click.echo(
            f"  {address.base}#{name}{'  (not on this machine: needs --allow-remote)' if runs_elsewhere(name) else ''}")


@model.command()
@click.argument("name", required=False)
def info(name: str | None) -> None:
    """Describe a model: version, size, how it treats terms.

    Of a language model it is told what its file says. Without NAME, the model in use is described.
    """
    from bilingual.engine import models, packages
    if is_address(name or packages.chosen()):
        from bilingual.engine.load import load
        for key, value in _served(load(name)).items():
            click.echo(f"{key + ':':25} {value}")
        return
    path = models.find_gguf(name)
    rows = _language_model(path) if path else _package(packages.find(name))
    for key, value in rows.items():
        click.echo(f"{key + ':':25} {value}")
    readme = None if path else packages.find(name).path / "README.md"
    if readme and readme.exists():
        click.echo("\n" + readme.read_text(encoding="utf-8", errors="replace"))


def _package(package: Package) -> dict:
    return {"name": package.name, "origin": package.origin, "folder": package.path,
            "languages": "Chinese (zh) → English (en)",
            "size": f"{package.size / 2**20:.1f} MB", "hash": package.fingerprint,
            "made for argostranslate": package.metadata.get("argos_version", "?"),
            "term markup": " … ".join(package.term_markup) if package.term_markup
            else "none: terms are enforced by choosing and repairing candidates"}


def _served(engine: Engine) -> dict:
    return {"name": engine.name, "signature": engine.signature, "text is sent to": engine.sent_to
            or "this machine only", "term markup": "none: terms are given in the prompt, verified and repaired"}


def _language_model(path: Path) -> dict:
    from bilingual.engine.gguf import read_header
    header = read_header(path)
    return {"name": header.name, "file": header.path, "architecture": header.architecture,
            "size": f"{header.bytes / 2**20:.1f} MB",
            "quantisation": header.quantisation, "context": f"{header.context:,} tokens" if header.context
            else "not stated in the file",
            "chat template": "its own" if header.chat_template else "none: it is shown examples and goes on with them",
            "licence": header.licence, "hash": header.fingerprint,
            "term markup": "none: terms are given in the prompt, verified and repaired"}


@model.command()
@click.argument("what", metavar="FILE|zh_en")
def install(what: str) -> None:
    """Install an .argosmodel or .gguf FILE, or fetch `zh_en`.

    `zh_en` is the official package of Argos; it is fetched from the network.
    """
    from bilingual.engine import models, packages
    if what in ("zh_en", "translate-zh_en"):
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
        with Progress(TextColumn("translate-zh_en"), BarColumn(), DownloadColumn(), console=Console(stderr=True),
                      transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("", total=None)
            path = packages.download(lambda done, total: bar.update(task, completed=done, total=total or None)).path
    elif file := models.find_gguf(what):
        path = models.install_gguf(file).path
    else:
        path = packages.install(Path(what)).path
    click.echo(path)


@model.command()
@click.argument("name")
def use(name: str) -> None:
    """Make a model the default.

    NAME is one from `bilingual model list`, a file, a server's address with its model, `embedded`, or `auto` for the
    program's own choice.
    """
    from bilingual.engine import models, packages
    if is_address(name):
        parse(name)
        packages.choose(name)
        click.echo(name)
        return
    if name == "auto":
        packages.choose(None)
    elif path := models.find_gguf(name):
        packages.choose(str(path.resolve()))
    else:
        package = packages.find(name)
        packages.choose("embedded" if package.origin == "embedded" else str(Path(name).resolve())
                        if package.origin == "file" else package.path.name)
    path = models.find_gguf(None)
    click.echo(path.name if path else packages.find().name)
