"""bilingual align"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bilingual.cli.options import (
    engine_options,
    glossary_option,
    open_glossary,
    open_memory,
    output_option,
    progress_bar,
)
from bilingual.model.errors import BilingualError
from bilingual.support.plural import counted

if TYPE_CHECKING:
    from bilingual.alignment.documents import Pair
    from bilingual.alignment.terms import Found
    from bilingual.engine.base import Engine


@click.command()
@click.argument(
    "inputs", metavar="CHINESE ENGLISH | FILE | FOLDER", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@output_option("Folder for the spreadsheets.", default="outputs")
@click.option(
    "--tmx", metavar="FILE", type=click.Path(path_type=Path), help="Write what is taken to a .tmx file as well."
)
@click.option(
    "--memory",
    "memory_file",
    metavar="FILE",
    help="Put what is taken into this translation memory, as reviewed.  [default: into none]",
)
@click.option("--terms", is_flag=True, help="Also look for terms, and compare them with the glossary.")
@glossary_option
@click.option(
    "--threshold",
    metavar="X",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Score from which a pair is taken; the others are proposed.",
)
@engine_options
@click.option("--encoding", help="Encoding of text files, when neither UTF-8 nor GB18030.")
@click.option("--json", "as_json", is_flag=True, help="Print all beads as JSON instead of the paths.")
@click.option("--quiet", is_flag=True, help="No progress and no summary.")
def align(
    inputs: tuple[Path, ...],
    folder: Path,
    tmx: Path | None,
    memory_file: str | None,
    terms: bool,
    glossaries: tuple[Path, ...],
    threshold: float,
    engine: dict[str, Any],
    encoding: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Align a Chinese document and its English, and learn from it.

    Sentence by sentence what people translated stands side by side. Give both files, one file that holds both
    languages, or a folder: pairs are found there by their names (plan.zh.docx and plan.en.docx), else by what
    stands in them. Each pair gets a spreadsheet to look through, with a score for every bead (sentences that belong
    together); corrected, it comes back with `bilingual review apply`. Nothing goes into a memory without --memory,
    and nothing into a glossary at all: --terms proposes.

    \b
        bilingual align plan.zh.docx plan.en.docx
        bilingual align archive/ --memory office.sqlite --tmx archive.tmx
        bilingual align law.zh.txt law.en.txt --terms
    """
    from bilingual.engine.load import load

    if tmx and tmx.suffix.lower() != ".tmx":
        raise BilingualError(f"{tmx} has no ending of a memory to exchange: call it .tmx.")
    if tmx and tmx.exists():
        raise BilingualError(f"{tmx} exists already: name another file, or move it away.")
    model = load(**{**engine, "beam": 1})  # a rough translation is enough here
    failed: list[str] = []
    pairs = _pairs(inputs, model, encoding, failed)
    done: list[Pair] = []
    with progress_bar(quiet, model) as bar:
        for make in pairs:
            try:
                pair = make()
                if any(p.name == pair.name for p in done):
                    pair.name = f"{pair.chinese_file.parent.name}-{pair.name}"
                done.append(_one(pair, model, folder, threshold, bar, quiet, as_json))
            except (BilingualError, OSError) as error:
                if len(inputs) != 1 or not inputs[0].is_dir():
                    raise
                failed.append(str(error))
    _keep(done, threshold, tmx, memory_file, quiet)
    found = _terms(done, model, glossaries, threshold, folder, quiet, as_json) if terms and done else None
    if as_json:
        click.echo(json.dumps(_as_dict(done, threshold, found), ensure_ascii=False, indent=1))
    for text in failed:
        click.echo(f"bilingual: {text}", err=True)
    if failed and not done:
        sys.exit(2)


def _pairs(
    inputs: tuple[Path, ...], engine: Engine, encoding: str | None, failed: list[str]
) -> Sequence[Callable[[], Pair]]:
    """What makes each pair that the arguments mean."""
    from bilingual.alignment.documents import both, pair

    if len(inputs) == 2 and not any(p.is_dir() for p in inputs):
        return [partial(pair, inputs[0], inputs[1], encoding)]
    if len(inputs) != 1:
        raise BilingualError("Give a Chinese document and its English, one file that holds both, or one folder.")
    if not inputs[0].is_dir():
        return [partial(both, inputs[0], encoding)]
    from bilingual.alignment.folder import find
    from bilingual.readers.inputs import expand
    from bilingual.workspace.outputs import is_output

    sources, _ = expand(inputs, is_output)
    found = find([s.path for s in sources], engine, encoding)
    failed += [reason for _, reason in found.alone]
    if not found.pairs and not found.both:
        raise BilingualError(" ".join([f"{inputs[0]} has no pair of documents.", *failed[:3]]))
    return [partial(pair, *p, encoding) for p in found.pairs] + [partial(both, p, encoding) for p in found.both]


def _one(pair: Pair, engine: Engine, folder: Path, threshold: float, bar: Callable, quiet: bool, as_json: bool) -> Pair:
    """Align a pair, write its spreadsheet, and tell of it."""
    from bilingual.alignment import results

    results.aligned(pair, engine, threshold, bar(pair.name))
    path = _free(folder, pair.name, results.SUFFIX)
    results.write(pair, path, threshold)
    if not as_json:
        click.echo(path)
    if not quiet:
        counts = {
            s: sum(results.state(b, threshold) == s for b in pair.beads) for s in (results.TAKEN, results.PROPOSED)
        }
        alone = [sum(b.shape[n] for b in pair.beads if b.alone) for n in (0, 1)]
        for note in pair.notes:
            click.echo(f"note: {note}", err=True)
        click.echo(
            f"{pair.chinese_file.name} and {pair.english_file.name}: {counts['taken']} pairs taken, "
            f"{counts['proposed']} proposed; alone are {alone[0]} Chinese and {alone[1]} English sentences",
            err=True,
        )
    return pair


def _free(folder: Path, name: str, suffix: str) -> Path:
    """Where a result goes. Raises BilingualError where a file stands that somebody has edited, or that is not ours."""
    from bilingual.alignment.results import untouched

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{suffix}"
    if path.exists() and not untouched(path):
        raise BilingualError(
            f"{path} is there already and has been edited: take it in with `bilingual review apply {path}`, or move it "
            "away, or name another folder with -o."
        )
    return path


def _keep(done: list[Pair], threshold: float, tmx_file: Path | None, memory_file: str | None, quiet: bool) -> None:
    """What is taken goes into the memory and the TMX file, where they are named."""
    from bilingual.alignment.results import units

    found = [u for pair in done for u in units(pair, threshold)]
    if memory_file:
        store = open_memory(memory_file)
        count = store.add(found) if store else 0
        if not quiet:
            click.echo(f"{counted(count, 'sentence')} into {memory_file}", err=True)
    if tmx_file and done:
        from bilingual.exchange import tmx

        tmx.write(found, tmx_file)
        click.echo(tmx_file, err=True)


def _terms(
    done: list[Pair],
    engine: Engine,
    glossaries: tuple[Path, ...],
    threshold: float,
    folder: Path,
    quiet: bool,
    as_json: bool,
) -> Found:
    """Look for terms in all that is taken, and write what is found."""
    from bilingual.alignment import term_sheets, terms
    from bilingual.alignment.links import link
    from bilingual.alignment.results import units

    if not engine.aligned:
        raise BilingualError(
            f"{engine.name} does not tell which words come from which: leave out --terms, or use --model embedded."
        )
    found = terms.find(
        link([(u.source, u.target) for p in done for u in units(p, threshold)], engine), open_glossary(glossaries)
    )
    path = _free(folder, done[0].name if len(done) == 1 else "all", ".terms.xlsx")
    term_sheets.write(found, path)
    if not as_json:
        click.echo(path)
    if not quiet:
        click.echo(
            f"terms: {len(found.new)} new, {counted(len(found.conflicts), 'conflict')} with the glossary, "
            f"{counted(len(found.variants), 'variant')}, {len(found.confirmed)} confirmed",
            err=True,
        )
        for p in found.conflicts[:5]:
            click.echo(
                f"conflict: {p.chinese} is “{p.english}” in the text, {counted(p.count, 'time')} of {p.places}, "
                f"and “{p.wanted}” in the glossary",
                err=True,
            )
    return found


def _as_dict(done: list[Pair], threshold: float, found: Found | None) -> dict[str, Any]:
    from bilingual.alignment.results import state, texts

    made: dict[str, Any] = {
        "documents": [
            {
                "chinese": str(p.chinese_file),
                "english": str(p.english_file),
                "notes": p.notes,
                "beads": [
                    {
                        "type": "{}-{}".format(*b.shape),
                        "score": round(b.score, 3),
                        "state": state(b, threshold),
                        **dict(zip(("zh", "en"), texts(p, b), strict=True)),
                        "doubts": list(b.doubts),
                    }
                    for b in p.beads
                ],
            }
            for p in done
        ]
    }
    if found:
        made["terms"] = {
            kind: [
                {"zh": t.chinese, "en": t.english, "count": t.count, "places": t.places, "glossary": t.wanted}
                for t in getattr(found, kind)
            ]
            for kind in ("new", "conflicts", "variants", "confirmed")
        }
    return made
