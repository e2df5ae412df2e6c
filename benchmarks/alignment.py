"""How well documents are aligned whose alignment is known, because they were made from pairs of sentences.

    python -m benchmarks alignment TEST.tsv... [--seeds N] [--model NAME|FILE] [--limit N] [--threshold X] [--errors]
    python -m benchmarks alignment --gold GOLD.tsv... [--model NAME|FILE] [--threshold X] [--errors]
    python -m benchmarks alignment --terms TEST.tsv... [--limit N]

TEST holds `zh<TAB>en`. For each seed a document is made of it: sentences are joined, divided and left out on either
side. A bead is right only when it has exactly the sentences that belong together (strict F1). Of the beads that score
at least the threshold, which are taken into a memory, the share of right ones is the precision.

GOLD holds a document that people aligned: a bead in each row, `zh<TAB>en`, its sentences divided by ` ||| `.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.alignment.aligner import align
from bilingual.alignment.beads import Bead
from bilingual.engine.base import Engine

SEED = 1
JOINED, DIVIDED, LEFT_OUT = 0.12, 0.06, 0.03  # shares of pairs: joined with the next, divided; left out on each side
_CUT = {"zh": re.compile(r"[，；]"), "en": re.compile(r"[,;] ")}

Spans = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Simulated:
    """A document whose alignment is known: the sentences of both sides and the beads, as spans."""

    chinese: list[str] = field(default_factory=list)
    english: list[str] = field(default_factory=list)
    beads: list[Spans] = field(default_factory=list)

    def add(self, chinese: list[str], english: list[str]) -> None:
        i, j = len(self.chinese), len(self.english)
        self.chinese += chinese
        self.english += english
        self.beads.append(((i, len(self.chinese)), (j, len(self.english))))


def simulate(pairs: list[tuple[str, str]], seed: int) -> Simulated:
    """A document of some pairs, changed at random: the same for the same seed."""
    chance, made, at = random.Random(seed), Simulated(), 0
    while at < len(pairs):
        (zh, en), dice, side = pairs[at], chance.random(), chance.random() < 0.5
        at += 1
        if dice < 2 * LEFT_OUT:
            made.add([], [en]) if side else made.add([zh], [])
        elif dice < 2 * LEFT_OUT + JOINED and at < len(pairs):
            other_zh, other_en = pairs[at]
            at += 1
            if side:
                made.add([zh + other_zh], [en, other_en])
            else:
                made.add([zh, other_zh], [f"{en} {other_en}"])
        elif dice < 2 * LEFT_OUT + JOINED + DIVIDED:
            made.add(*([_divided(zh, "zh"), [en]] if side else [[zh], _divided(en, "en")]))
        else:
            made.add([zh], [en])
    return made


def gold(path: Path) -> Simulated:
    """The document of a file that holds a bead in each row, as people aligned it."""
    made = Simulated()
    for line in path.read_text(encoding="utf-8").splitlines():
        chinese, english = ([s.strip() for s in side.split(" ||| ") if s.strip()] for side in line.split("\t")[:2])
        made.add(chinese, english)
    return made


def _divided(text: str, language: str) -> list[str]:
    """A text cut in two behind the mark nearest to its middle; whole where it has none."""
    spots = [m.end() for m in _CUT[language].finditer(text) if len(text) // 4 < m.end() < 3 * len(text) // 4]
    spot = min(spots, key=lambda s: abs(s - len(text) / 2), default=len(text))
    return [part.strip() for part in (text[:spot], text[spot:]) if part.strip()]


@dataclass
class Result:
    """Counts of beads, without sentences left alone: those there are, found, right; taken, and right among these."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    taken: int = 0
    taken_right: int = 0
    seconds: float = 0.0
    processor: float = 0.0  # seconds of all its cores together
    last: list[Bead] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.wanted + self.found)

    def add(self, made: Simulated, beads: list[Bead], threshold: float) -> None:
        wanted = {b for b in made.beads if all(x < y for x, y in b)}
        found = [b for b in beads if not b.alone]
        self.wanted += len(wanted)
        self.found += len(found)
        self.right += sum((b.chinese, b.english) in wanted for b in found)
        taken = [b for b in found if b.score >= threshold]
        self.taken += len(taken)
        self.taken_right += sum((b.chinese, b.english) in wanted for b in taken)


def read_pairs(path: Path, limit: int | None = None) -> list[tuple[str, str]]:
    """The distinct pairs of a file zh<TAB>en."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.count("\t")]
    return list(dict.fromkeys((r[0].strip(), r[1].strip()) for r in rows))[:limit]


def measure_terms(path: Path, limit: int | None, engine: Engine) -> None:
    """Print how many of the first terms found, without any glossary, are the file's own (zh and en exactly), and how
    many of its own, where they stand at least twice, are found.
    """
    from bilingual.alignment import links, terms
    from bilingual.evaluation import read_test
    from bilingual.model.glossary import Glossary

    pairs = read_test(path)
    known = {(e.source, e.target.lower()) for p in pairs for e in p.entries}
    if limit and limit < len(pairs):
        pairs = random.Random(SEED).sample(pairs, limit)
    counts = Counter((e.source, e.target.lower()) for p in pairs for e in p.entries)
    start = time.perf_counter()
    found = [
        (p.chinese, p.english.lower())
        for p in terms.find(links.link([(p.source, p.reference) for p in pairs], engine), Glossary()).new
    ]
    often, seconds = {t for t, n in counts.items() if n > 1}, time.perf_counter() - start
    print(
        f"{path.name}: {len(pairs)} pairs, {len(found)} terms found in {seconds:.0f} s; right of the first "
        + ", ".join(f"{n}: {sum(f in known for f in found[:n]) / n:.2f}" for n in (50, 100, 200, 400))
        + f"; of {len(often)} that stand at least twice "
        f"{len(often & set(found)) / max(1, len(often)):.2f} are found"
    )


def measure(made: Simulated, engine: Engine, threshold: float, result: Result) -> None:
    """Align a document whose beads are known, and count what is right."""
    start, used = time.perf_counter(), time.process_time()
    result.last = align(made.chinese, made.english, engine)
    result.seconds += time.perf_counter() - start
    result.processor += time.process_time() - used
    result.add(made, result.last, threshold)


def print_errors(made: Simulated, beads: list[Bead], threshold: float) -> None:
    """Print the beads that were taken and are wrong."""
    for bead in beads:
        if not bead.alone and bead.score >= threshold and (bead.chinese, bead.english) not in made.beads:
            print(
                f"  {bead.score:.2f} {' | '.join(made.chinese[slice(*bead.chinese)])}\n"
                f"       {' | '.join(made.english[slice(*bead.english)])}"
            )


def main(arguments: list[str] | None = None) -> None:
    from bilingual.engine.load import load

    ap = argparse.ArgumentParser(prog="python -m benchmarks alignment", description=(__doc__ or "").splitlines()[0])
    ap.add_argument("tests", nargs="+", type=Path)
    ap.add_argument("--seeds", type=int, default=3)
    ap.add_argument("--model")
    ap.add_argument("--limit", type=int, help="pairs of each file")
    ap.add_argument("--threshold", type=float, default=0.5)
    ap.add_argument("--gold", action="store_true", help="the files are documents that people aligned")
    ap.add_argument("--errors", action="store_true", help="print what is wrong among the beads taken")
    ap.add_argument(
        "--terms",
        action="store_true",
        help="measure the terms found in TEST.tsv with a third column `zh term=en term ; ...`",
    )
    args = ap.parse_args(arguments)
    engine = load(args.model, beam=1)
    if args.terms:
        for path in args.tests:
            measure_terms(path, args.limit, engine)
        return
    for path in args.tests:
        result = Result()
        pairs = [] if args.gold else read_pairs(path, args.limit)
        for made in [gold(path)] if args.gold else (simulate(pairs, seed) for seed in range(1, args.seeds + 1)):
            measure(made, engine, args.threshold, result)
            if args.errors:
                print_errors(made, result.last, args.threshold)
        print(
            f"{path.name:20} {result.wanted:6} beads, F1 {result.f1:.3f}, "
            f"precision {result.taken_right / max(1, result.taken):.3f} of "
            f"{result.taken / max(1, result.wanted):.1%} taken, "
            f"{result.seconds:.0f} s, {result.processor:.0f} s of processor"
        )


if __name__ == "__main__":
    main()
