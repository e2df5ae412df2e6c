"""Tuning from end to end: a lesson, the training, the weighing, and the package under its new name."""
from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from bilingual._version import __version__
from bilingual.engine.argos import ArgosEngine
from bilingual.engine.packages import Package, argos_folders, install, open_package
from bilingual.evaluation import Pair
from bilingual.glossary.matcher import Matcher
from bilingual.language.han import HAN
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Glossary
from bilingual.support.files import replacing
from bilingual.support.paths import cache_folder
from bilingual.tuning import vocabulary, weights
from bilingual.tuning.batches import Arrays
from bilingual.tuning.card import card
from bilingual.tuning.course import BrokenOff, Length, train
from bilingual.tuning.export import pack, write
from bilingual.tuning.lesson import Lesson, Teacher
from bilingual.tuning.markup import MARKS
from bilingual.tuning.rows import Expander
from bilingual.tuning.vocabulary import Vocabulary
from bilingual.tuning.weighing import Figures, figures, objection
from bilingual.tuning.weights import Weights

SHARES = (0.5, 1.0)  # of the tuned weights in the mean with the old ones: a mean keeps more of what was there
Bar = Callable[[str], Callable[[int, int], None]]


@dataclass(frozen=True)
class Plan:
    """What to tune and how. `name` is the folder's that the tuned package gets; `threads` 0 leaves it to the machine.
    """
    package: Package
    name: str
    length: Length
    seed: int = 1
    threads: int = 0


@dataclass
class Candidate:
    """A model that might be installed: the old one (share 0), a mean, or the tuned one (share 1).

    With `marks` it is given terms between marks. A model that had to learn that is weighed without them, too.
    """
    share: float
    marks: bool
    package: Package
    figures: Figures
    objection: str = ""


@dataclass
class Outcome:
    """What came of it: the old model first, then the tuned ones; `installed` is None where none was better."""
    candidates: list[Candidate] = field(default_factory=list)
    steps: int = 0
    installed: Package | None = None


def free_name(package: Package, name: str | None = None, replace: bool = False) -> str:
    """The folder's name of a tuned package: the one wished for, else the first that is free.

    Raises BilingualError for a name that is taken, unless it may be replaced, or that is none.
    """
    taken = {p.name for folder in argos_folders() if folder.exists() for p in folder.iterdir()}
    if name is None:
        base = f"translate-zh_en-{package.version.partition('+')[0].replace('.', '_')}-tuned"
        return next(n for n in (base, *(f"{base}-{i}" for i in range(2, len(taken) + 3))) if n not in taken)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise BilingualError(f"“{name}” is no name for a model: take letters, digits, and - _ . between them.")
    if name in taken and not replace:
        raise BilingualError(f"There is a model {name} already: choose another --name, or replace it with --force.")
    return name


def tune(plan: Plan, lesson: Lesson, rest: Sequence[Pair], glossary: Glossary, bar: Bar,
         stopped: Callable[[], bool]) -> Outcome:
    """Tune a package and install what came of it, if it is better.

    `bar` gives a callback of progress for the name of a stage. When `stopped` says so, BrokenOff is raised; the same
    call later goes on from there. Raises BilingualError, before any work, for a package that cannot be tuned.
    """
    if plan.threads:
        torch.set_num_threads(plan.threads)
    old, words = weights.of_package(plan.package), vocabulary.of_package(plan.package)
    words, old = vocabulary.with_marks(words, old)
    matcher = Matcher(glossary)
    folder = cache_folder("tuning") / _key(plan, lesson, glossary)
    folder.mkdir(exist_ok=True)
    engine = ArgosEngine(plan.package, device="cpu", threads=plan.threads)
    own, others = _rows(folder, engine, matcher, words, lesson, plan.seed, _stoppable(bar("other text"), stopped))
    checkpoint = folder / f"{plan.length.steps or plan.length.minutes}.pt"
    new, steps = train(old, engine.aligned, own, others, plan.length, plan.seed, checkpoint, bar("training"), stopped)
    apart = [Pair(p.zh, p.en) for p in lesson.apart]
    outcome = Outcome(steps=steps)
    tell = _stoppable(bar("weighing"), stopped)
    had_marks = plan.package.term_markup is not None
    ways = [(share, marks) for marks in (True, False)[:1 if had_marks else 2] for share in SHARES]
    weigh = lambda made: figures(ArgosEngine(made, device="cpu", threads=plan.threads), apart, rest, matcher)
    outcome.candidates.append(Candidate(0.0, had_marks, plan.package, weigh(plan.package)))
    for n, (share, marks) in enumerate(ways, 1):
        tell(n, len(ways) + 1)
        mean = weights.average([old, new], [1 - share, share])
        made = _written(mean, words, _metadata(plan, marks), folder / f"candidate-{n}")
        found = weigh(made)
        wrong = objection(outcome.candidates[0].figures, found, plan.seed)
        outcome.candidates.append(Candidate(share, marks, made, found, wrong))
    _install(outcome, plan, lesson, folder)
    shutil.rmtree(folder)
    return outcome


def _key(plan: Plan, lesson: Lesson, glossary: Glossary) -> str:
    """What a broken-off run is found by: all that its rows depend on."""
    parts = (__version__, plan.package.fingerprint, plan.seed, glossary.fingerprint,
             [(p.zh, p.en) for p in (*lesson.learnt, *lesson.apart)], lesson.others)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _stoppable(tell: Callable[[int, int], None], stopped: Callable[[], bool]) -> Callable[[int, int], None]:
    """A callback of progress that breaks off where it is asked to."""
    def checked(done: int, total: int) -> None:
        if stopped():
            raise BrokenOff
        tell(done, total)
    return checked


def _rows(folder: Path, engine: ArgosEngine, matcher: Matcher, words: Vocabulary, lesson: Lesson, seed: int,
          progress: Callable[[int, int], None]) -> tuple[Arrays, Arrays]:
    """The user's rows and those of other text, made once."""
    files = folder / "own.npz", folder / "others.npz"
    if not all(f.exists() for f in files):
        pool = sorted({e.rendering for e in matcher.entries if not HAN.search(e.rendering)})
        teacher = Teacher(engine, matcher, Expander(words.pieces, pool, words.tokens), seed)
        for file, rows in zip(files, (teacher.rows(lesson.learnt), teacher.others(lesson.others, progress)),
                              strict=True):
            with replacing(file) as temporary:
                Arrays(rows).save(temporary)
    own, others = (Arrays.load(f) for f in files)
    for made in (own, others):
        made.bos, made.eos, made.source_eos = words.bos, words.eos, words.source_eos
    return own, others


def _written(mean: Weights, words: Vocabulary, metadata: dict[str, Any], root: Path) -> Package:
    shutil.rmtree(root, ignore_errors=True)
    return open_package(write(mean, words, metadata, root), "file")


def _metadata(plan: Plan, marks: bool) -> dict[str, Any]:
    """The old package's metadata with a version that tells of the tuning."""
    version = f"{plan.package.version.partition('+')[0]}+{re.sub('[^A-Za-z0-9]+', '.', plan.name).strip('.')}"
    return {**({"term_markup": MARKS} if marks else {}), **plan.package.metadata, "package_version": version}


def _install(outcome: Outcome, plan: Plan, lesson: Lesson, folder: Path) -> None:
    """Install the best of those that nothing speaks against."""
    good = [c for c in outcome.candidates[1:] if not c.objection]
    if good:
        best = max(good, key=lambda c: c.figures.apart.chrf)
        text = card(plan.package, outcome.candidates[0].figures, best.figures, best.share, lesson, outcome.steps,
                    plan.seed)
        (best.package.path / "README.md").write_text(text, encoding="utf-8")
        outcome.installed = install(pack(best.package.path, folder / "tuned.argosmodel"), plan.name)
