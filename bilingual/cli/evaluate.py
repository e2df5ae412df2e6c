"""bilingual evaluate"""
from __future__ import annotations

import json
from pathlib import Path

import click

from bilingual.cli.options import glossary_option

COLUMNS = (("BLEU", "bleu", "{:.1f}"), ("chrF", "chrf", "{:.1f}"), ("BLEU with terms", "bleu_with_terms", "{:.1f}"),
           ("chrF with terms", "chrf_with_terms", "{:.1f}"), ("term accuracy", "term_accuracy", "{:.1%}"),
           ("random terms", "random_term_accuracy", "{:.1%}"), ("numbers", "number_accuracy", "{:.1%}"),
           ("numbers with terms", "number_accuracy_with_terms", "{:.1%}"), ("sentences/s", "sentences_per_second", "{:.1f}"))


@click.command()
@click.argument("test", type=click.Path(path_type=Path))
@click.option("-m", "--model", "models", metavar="NAME|FILE", multiple=True, help="Model to measure; repeatable, for a comparison.")
@glossary_option
@click.option("--threads", metavar="N", type=click.IntRange(0), default=0, help="Processor threads.  [default: all]")
@click.option("--beam", metavar="N", type=click.IntRange(1, 32), default=4, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(test, models, glossaries, threads, beam, as_json):
    """Measure models on TEST, a file of lines `zh<TAB>en[<TAB>zh term=en term ; ...]`.

    BLEU and chrF (sacrebleu), without and with the terms given; how often a prescribed rendering is taken over, and how often a
    random one is, before any repair; how many numbers are right; speed.
    """
    from bilingual.engine import load
    from bilingual.evaluation import evaluate as measure
    from bilingual.evaluation import read_test
    from bilingual.glossary.spreadsheet import load as load_glossary
    pairs = read_test(test)
    glossary = load_glossary(glossaries) if glossaries else None
    scores = [measure(pairs, load(m, threads=threads, beam=beam), glossary) for m in models or (None,)]
    if as_json:
        click.echo(json.dumps([s.as_dict() for s in scores], indent=1))
        return
    click.echo(f"{test.name}: {scores[0].sentences} sentences, {scores[0].terms} terms")
    for score in scores:
        click.echo(f"\n{score.engine}")
        for title, name, form in COLUMNS:
            value = getattr(score, name)
            if value is not None:
                click.echo(f"  {title:20}{form.format(value):>10}")
    click.echo(f"\nBLEU {scores[0].bleu_signature}\nchrF {scores[0].chrf_signature}")
