"""bilingual concordance"""
from __future__ import annotations

import json
import sys
from typing import Any

import click

from bilingual.cli.options import engine_options, memory_option, open_memory


@click.command()
@click.argument("text")
@memory_option
@engine_options
@click.option(
    "--most", metavar="N", type=click.IntRange(1), default=50, show_default=True, help="How many sentences to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print the sentences and the places as JSON.")
def concordance(text: str, memory: str | None, engine: dict[str, Any], most: int, as_json: bool) -> None:
    """Show the sentences of the memory that contain TEXT.

    TEXT is Chinese or English, and what it became in the other language is marked. What `bilingual align --memory`
    and reviewers put there comes first, then the machine's. Exit status 1 when there is none.
    """
    from bilingual.alignment.concordance import marked, search
    from bilingual.engine.load import load

    store = open_memory(memory)
    hits, count = search(text, store, load(**engine), most) if store else ([], 0)
    colour = sys.stdout.isatty()
    before, after = ("\x1b[1;34m", "\x1b[0m") if colour else ("[", "]")
    if as_json:
        click.echo(json.dumps([h.told() for h in hits], ensure_ascii=False, indent=1))
    for hit in hits if not as_json else ():
        unit = hit.unit
        who = "machine" if unit.key else unit.who
        origin = ", ".join(filter(None, (unit.state.value, who, unit.changed[:10], unit.document)))
        click.echo(marked(unit.source, hit.chinese, before, after))
        click.echo(f"{marked(unit.target, hit.english, before, after)}\n    {origin}")
    if count > len(hits):
        click.echo(f"... and {count - len(hits)} more: --most shows them", err=True)
    sys.exit(0 if hits else 1)
