"""The command line. It parses, calls and prints; everything else lies below. One file a command group."""
from __future__ import annotations

import os
import sys
from typing import Any

import click

from bilingual._version import __version__
from bilingual.cli.align import align
from bilingual.cli.build import build
from bilingual.cli.concordance import concordance
from bilingual.cli.corpus import corpus
from bilingual.cli.evaluate import evaluate
from bilingual.cli.glossary import glossary
from bilingual.cli.memory import memory
from bilingual.cli.model import model
from bilingual.cli.review import review
from bilingual.cli.serve import serve
from bilingual.cli.translate import translate
from bilingual.model.errors import BilingualError


class Group(click.Group):
    """Turns errors that a user can mend into one sentence and exit status 2, and an interruption into 130."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError:  # whoever read the output has seen enough: ... | head -1
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except (BilingualError, OSError) as error:
            from bilingual.support.files import explained
            click.echo(f"bilingual: {explained(error)}", err=True)
            sys.exit(2)
        except KeyboardInterrupt:
            click.echo("bilingual: interrupted", err=True)
            sys.exit(130)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bilingual")
def main() -> None:
    """Translate Chinese policy documents into English, offline, with every term in its official rendering.

    \b
        bilingual translate plan.md     writes Word file, web page, spreadsheet
        bilingual review apply X.xlsx   takes corrections into every output
        bilingual align ZH.docx EN.docx learns from what people translated
        bilingual corpus in/ -o out/    translates very many documents
        bilingual serve                 opens a page to do it all in the browser
        bilingual glossary init         gives you the glossary, to edit
        bilingual model list            shows the models on this machine
    """


for command in (translate, corpus, align, concordance, serve, build, review, glossary, memory, model, evaluate):
    main.add_command(command)
