"""Pages of the documentation that come from the program and from the papers at the top of the repository.

MkDocs loads this file as a hook and adds the pages when it builds; tests/test_docs.py looks into the same functions.
"""
from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bilingual import checks
from bilingual.cli import main
from bilingual.model.document import Severity

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).parent.parent
# page of the site → the paper it shows
PAPERS = {
    "project/architecture.md": "ARCHITECTURE.md",
    "project/contributing.md": "CONTRIBUTING.md",
    "project/changelog.md": "CHANGELOG.md",
    "project/security.md": "SECURITY.md",
    "guides/training.md": "training/README.md",
    "reference/model-card.md": "bilingual/models/MODEL_CARD.md",
}
_LINK = re.compile(r"(\]\()([^)#:]+\.md)")
COMMANDS = """\
# Commands

Made from the program itself. Every command answers `-h` with the same.

Results go to standard output, so that they can be piped; progress, summaries and notes go to the terminal. Exit status:
0; 1 where a command says so; 2 for bad input, with one sentence that tells what to do; 130 when interrupted."""
SEVERITIES = {
    Severity.ERROR: "the sentence must be reviewed; `--strict` exits with 1",
    Severity.WARNING: "worth a look",
    Severity.INFO: "said so that nobody is surprised",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Called by MkDocs: the generated pages beside those in this folder."""
    from mkdocs.structure.files import File
    for name, text in pages().items():
        files.append(File.generated(config, name, content=text))
    return files


def pages() -> dict[str, str]:
    """The generated pages, by their place in the site."""
    made = {"reference/commands.md": commands_page(), "reference/checks.md": checks_page()}
    return {**made, **{page: paper(page) for page in PAPERS}}


def paper(page: str) -> str:
    """The paper that a page shows, with its links turned to pages of the site."""
    path = ROOT / PAPERS[page]
    where = {(ROOT / p).resolve(): name for name, p in PAPERS.items()}

    def turned(link: re.Match[str]) -> str:
        target = (path.parent / link[2]).resolve()
        inside = where.get(target, "")
        if target.is_relative_to(ROOT / "docs"):
            inside = str(target.relative_to(ROOT / "docs"))
        return f"{link[1]}{'../' * page.count('/')}{inside}" if inside else link[0]
    return _LINK.sub(turned, path.read_text(encoding="utf-8"))


def walk(command: click.Command = main, name: str = "bilingual") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, groups before what is in them."""
    yield name, command
    if isinstance(command, click.Group):
        for key, sub in command.commands.items():
            yield from walk(sub, f"{name} {key}")


def commands_page() -> str:
    """The reference of commands: for each its call, what it does, and its options."""
    parts = [COMMANDS]
    for name, command in walk():
        context = click.Context(command, info_name=name, help_option_names=["-h", "--help"])
        parts.append(f"{'##' if name.count(' ') < 2 else '###'} {name}")
        parts.append("```text\n" + " ".join([name, *command.collect_usage_pieces(context)]) + "\n```")
        parts += _help(command.help or "")
        options = [p for p in command.params if isinstance(p, click.Option)]
        parts.append("\n".join(_option(o, context) for o in options))
    return "\n\n".join(p for p in parts if p) + "\n"


def _help(text: str) -> list[str]:
    """A help text's paragraphs; those that click prints as they stand become a block of code."""
    made = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if paragraph.startswith("\b"):
            lines = inspect.cleandoc(paragraph[1:].strip("\n")).splitlines()
            made.append("```text\n" + "\n".join(line.strip() for line in lines) + "\n```")
        else:
            made.append(" ".join(paragraph.split()))
    return made


def _option(option: click.Option, context: click.Context) -> str:
    """One line of a list: how the option is written, what it takes, what it does."""
    written = ", ".join([*option.opts, *option.secondary_opts])
    takes = "" if option.is_flag else f" {option.make_metavar(context)}"
    more = "; repeatable" if option.multiple and "repeatable" not in (option.help or "") else ""
    default = f" Default: `{option.default}`." if option.show_default else ""
    text = re.sub(r"\s*\[default: ([^]]+)\]", r" Default: \1.", option.help or "")
    return f"- `{written}{takes}`: {text}{more}{default}"


def checks_page() -> str:
    """The reference of checks: name, title and severity of each, as they are registered."""
    parts = ["# Checks",
             "Each finished sentence passes these checks. Their names stand in the JSON of `--json` and on the sheet "
             "Issues.",
             "\n".join(f"- **{s.value}**: {text}." for s, text in SEVERITIES.items()),
             "| check | severity | what it finds |\n| --- | --- | --- |\n" + "\n".join(
                 f"| `{c.name}` | {c.severity.value} | {c.title}{' (over the whole document)' if c.whole else ''} |"
                 for c in sorted(checks.registry().values(), key=lambda c: (list(Severity).index(c.severity), c.name)))]
    return "\n\n".join(parts) + "\n"
