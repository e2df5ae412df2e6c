"""bilingual evaluate"""
from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.options import beam_option, glossary_option, remote_option, threads_option
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Glossary

if TYPE_CHECKING:
    from bilingual.evaluation import Scores
    from bilingual.language.quantities.measure import Agreement

COLUMNS = (("BLEU", "bleu", "{:.1f}"), ("chrF", "chrf", "{:.1f}"), ("BLEU with terms", "bleu_with_terms", "{:.1f}"),
           ("chrF with terms", "chrf_with_terms", "{:.1f}"), ("BLEU end to end", "bleu_end_to_end", "{:.1f}"),
           ("chrF end to end", "chrf_end_to_end", "{:.1f}"), ("flagged", "flagged", "{:.1%}"),
           ("term accuracy", "term_accuracy", "{:.1%}"), ("random terms", "random_term_accuracy", "{:.1%}"),
           ("numbers", "number_accuracy", "{:.1%}"),
           ("numbers with terms", "number_accuracy_with_terms", "{:.1%}"),
           ("sentences/s", "sentences_per_second", "{:.1f}"), ("prompt tokens", "prompt_tokens", "{:.0f}"),
           ("of them cached", "cached_tokens", "{:.0f}"))


@click.command()
@click.argument("tests", metavar="[TEST]...", type=click.Path(path_type=Path), nargs=-1)
@click.option("--quantities", metavar="FILE", type=click.Path(path_type=Path), multiple=True,
              help="Measure numbers on a file of examples or judgements; with -m also in the translation.")
@click.option("--judgements", metavar="FILE", type=click.Path(path_type=Path), multiple=True,
              help="Measure all checks on English by people that is right or wrong.")
@click.option("-m", "--model", "models", metavar="NAME|FILE", multiple=True,
              help="Model to measure; repeatable, for a comparison.")
@click.option("--post-edit", metavar="NAME|FILE",
              help="Measure each Argos model also with this language model revising its drafts.")
@click.option("--prompt", metavar="FILE", type=click.Path(path_type=Path), help="Prompt file for language models.")
@click.option("--examples", metavar="N", type=click.IntRange(0),
              help="How many examples of the prompt file are shown.  [default: all]")
@glossary_option
@remote_option
@click.option("--first", metavar="N", type=click.IntRange(1), help="Only the first N sentences.")
@threads_option
@beam_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(tests: tuple[Path, ...], quantities: tuple[Path, ...], judgements: tuple[Path, ...],
             models: tuple[str, ...], post_edit: str | None, prompt: Path | None, examples: int | None,
             glossaries: tuple[Path, ...], allow_remote: bool, first: int | None, threads: int, beam: int,
             as_json: bool) -> None:
    """Measure models side by side on sets of sentences.

    TEST is a file of lines `zh<TAB>en[<TAB>zh term=en term ; ...]`. Told are BLEU and chrF (sacrebleu) of the model
    alone, with the terms given, and of the whole program with a glossary (end to end), with the share of sentences that
    it flags; how often a prescribed rendering is taken over, and how often a random one is, before any repair; how many
    numbers are right; speed; of language models the tokens of a sentence's prompt with its terms.

    A file of --quantities has lines `zh<TAB>right renderings<TAB>kind` (alternatives with |, several with " ; ", - for
    none) or `zh<TAB>en<TAB>right or wrong`; one of --judgements the latter, with `<TAB>what is wrong` behind it. TEST
    may be left out then.
    """
    for path in quantities:
        _quantities(path, models, glossaries, {"threads": threads, "allow_remote": allow_remote})
    for path in judgements:
        _judgements(path, models, glossaries, {"threads": threads, "allow_remote": allow_remote})
    if not tests:
        if not quantities and not judgements:
            raise BilingualError("Name a TEST file, or a file with --quantities or --judgements.")
        return
    from bilingual.engine.chat import LanguageModel
    from bilingual.engine.load import load
    from bilingual.evaluation import evaluate as measure
    from bilingual.evaluation import read_test
    from bilingual.glossary.load import load as load_glossary
    from bilingual.support.paths import builtin_glossary
    sets = [(path.name, read_test(path)[:first]) for path in tests]
    glossary = load_glossary(glossaries or [builtin_glossary()])
    options: dict[str, Any] = {"threads": threads, "beam": beam, "prompt": prompt, "examples": examples,
                               "allow_remote": allow_remote}
    engines = [load(m, **options) for m in models or (None,)]
    if post_edit:
        drafters = [m for m, e in zip(models or (None,), engines, strict=True) if not isinstance(e, LanguageModel)]
        if not drafters:
            raise BilingualError("--post-edit needs a model that drafts: name an Argos model with -m.")
        engines += [load(m, post_edit=post_edit, **options) for m in drafters]
    scores = [measure(name, pairs, e, glossary, bool(glossaries)) for name, pairs in sets for e in engines]
    if as_json:
        click.echo(json.dumps([s.as_dict() for s in scores], indent=1))
    else:
        _table(scores, len(engines))


def _table(scores: Sequence[Scores], models: int) -> None:
    """Print sets and models side by side: `scores` are those of each set, in the order of the models."""
    for n, score in enumerate(scores[:models], 1):
        click.echo(f"[{n}] {score.engine}")
    of_sets = scores[::models]
    click.echo("\n" + " " * 20 + "".join(f"{s.test[:10 * models - 2]:>{10 * models}}" for s in of_sets))
    click.echo(f"{'sentences':20}" + "".join(f"{s.sentences:{10 * models}}" for s in of_sets))
    click.echo(f"{'terms':20}" + "".join(f"{s.terms:{10 * models}}" for s in of_sets))
    click.echo(" " * 20 + "".join(f"{f'[{n}]':>10}" for n in range(1, models + 1)) * len(of_sets))
    for title, name, form in COLUMNS:
        values = [getattr(s, name) for s in scores]
        if any(v is not None for v in values):
            click.echo(f"{title:20}" + "".join(f"{form.format(v) if v is not None else '':>10}" for v in values))
    click.echo(f"\nBLEU {scores[0].bleu_signature}\nchrF {scores[0].chrf_signature}")


def _judgements(path: Path, models: tuple[str, ...], glossaries: tuple[Path, ...], options: dict[str, Any]) -> None:
    """Print what all checks make of a file of English by people."""
    from bilingual.engine.load import load
    from bilingual.evaluation import people_judged
    from bilingual.glossary.load import load as load_glossary
    from bilingual.language.quantities.measure import Judgement, read
    from bilingual.support.paths import builtin_glossary
    lines = read(path)
    if not isinstance(lines[0], Judgement):
        raise BilingualError(f"{path} has no judgements: the third column of a line must say right or wrong.")
    glossary = load_glossary(glossaries or [builtin_glossary()])
    for model in models or (None,):
        _agreement(path, people_judged(lines, load(model, **options), glossary))


def _agreement(path: Path, found: Agreement) -> None:
    """Print how often right English was flagged and wrong English passed, and the rows."""
    click.echo(f"{path.name}: {found.correct} correct, {found.wrong} wrong\n")
    click.echo(f"correct English flagged {len(found.flagged):5} {len(found.flagged) / max(1, found.correct):7.1%}")
    click.echo(f"wrong English passed    {len(found.passed):5} {len(found.passed) / max(1, found.wrong):7.1%}\n")
    for kind, rows in (("flagged", found.flagged), ("passed", found.passed)):
        for row in rows:
            click.echo(f"{kind}: {row}")


def _quantities(path: Path, models: tuple[str, ...], glossaries: tuple[Path, ...], options: dict[str, Any]) -> None:
    """Print what the rules, the translation, or the comparison make of a file."""
    from bilingual.engine.load import load
    from bilingual.evaluation import quantities_translated
    from bilingual.glossary.load import load as load_glossary
    from bilingual.language.quantities.measure import Judgement, agreement, by_rule, read
    lines = read(path)
    if isinstance(lines[0], Judgement):
        _agreement(path, agreement(lines))
        return
    outcomes = [("by rule", by_rule(lines))]
    glossary = load_glossary(glossaries) if glossaries else Glossary([])
    outcomes += [(m, quantities_translated(lines, load(m, **options), glossary)) for m in models]
    click.echo(f"{path.name}: {len(lines)} texts\n\n" + " " * 20 + "".join(f"{name[:16]:>18}" for name, _ in outcomes))
    for title, count in (("right", lambda o: o.right), ("flagged", lambda o: o.flagged),
                         ("wrong and silent", lambda o: len(o.silent))):
        click.echo(f"{title:20}" + "".join(f"{count(o):10} {count(o) / o.all:7.1%}" for _, o in outcomes))
    click.echo()
    for name, outcome in outcomes:
        for row in outcome.silent:
            click.echo(f"{name}, silent: {row}")
