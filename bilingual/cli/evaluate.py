"""bilingual evaluate"""
from __future__ import annotations

import json
from pathlib import Path

import click

from bilingual.cli.options import glossary_option
from bilingual.model.errors import BilingualError

COLUMNS = (("BLEU", "bleu", "{:.1f}"), ("chrF", "chrf", "{:.1f}"), ("BLEU with terms", "bleu_with_terms", "{:.1f}"),
           ("chrF with terms", "chrf_with_terms", "{:.1f}"), ("term accuracy", "term_accuracy", "{:.1%}"),
           ("random terms", "random_term_accuracy", "{:.1%}"), ("numbers", "number_accuracy", "{:.1%}"),
           ("numbers with terms", "number_accuracy_with_terms", "{:.1%}"), ("sentences/s", "sentences_per_second", "{:.1f}"))


@click.command()
@click.argument("test", type=click.Path(path_type=Path))
@click.option("-m", "--model", "models", metavar="NAME|FILE", multiple=True, help="Model to measure; repeatable, for a comparison.")
@click.option("--post-edit", metavar="NAME|FILE", help="Measure each Argos model also with this language model revising its drafts.")
@click.option("--prompt", metavar="FILE", type=click.Path(path_type=Path), help="Prompt file for language models.")
@click.option("--examples", metavar="N", type=click.IntRange(0), help="How many examples of the prompt file are shown.  [default: all]")
@glossary_option
@click.option("--first", metavar="N", type=click.IntRange(1), help="Only the first N sentences.")
@click.option("--threads", metavar="N", type=click.IntRange(0), default=0, help="Processor threads.  [default: all]")
@click.option("--beam", metavar="N", type=click.IntRange(1, 32), default=4, show_default=True, help="Beam size.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(test, models, post_edit, prompt, examples, glossaries, first, threads, beam, as_json):
    """Measure models side by side on TEST, a file of lines `zh<TAB>en[<TAB>zh term=en term ; ...]`.

    BLEU and chrF (sacrebleu), without and with the terms given; how often a prescribed rendering is taken over, and how often a
    random one is, before any repair; how many numbers are right; speed.
    """
    from bilingual.engine.load import load
    from bilingual.engine.models import find_gguf
    from bilingual.evaluation import evaluate as measure
    from bilingual.evaluation import read_test
    from bilingual.glossary.load import load as load_glossary
    pairs = read_test(test)[:first]
    glossary = load_glossary(glossaries) if glossaries else None
    options = {"threads": threads, "beam": beam, "prompt": prompt, "examples": examples}
    engines = [load(m, **options) for m in models or (None,)]
    if post_edit:
        drafters = [m for m in models or (None,) if find_gguf(m) is None]
        if not drafters:
            raise BilingualError("--post-edit needs a model that drafts: name an Argos model with -m.")
        engines += [load(m, post_edit=post_edit, **options) for m in drafters]
    scores = [measure(pairs, e, glossary) for e in engines]
    if as_json:
        click.echo(json.dumps([s.as_dict() for s in scores], indent=1))
        return
    click.echo(f"{test.name}: {scores[0].sentences} sentences, {scores[0].terms} terms\n")
    for n, score in enumerate(scores, 1):
        click.echo(f"[{n}] {score.engine}")
    click.echo("\n" + " " * 20 + "".join(f"{f'[{n}]':>10}" for n in range(1, len(scores) + 1)))
    for title, name, form in COLUMNS:
        values = [getattr(s, name) for s in scores]
        if any(v is not None for v in values):
            click.echo(f"{title:20}" + "".join(f"{form.format(v) if v is not None else '':>10}" for v in values))
    click.echo(f"\nBLEU {scores[0].bleu_signature}\nchrF {scores[0].chrf_signature}")
