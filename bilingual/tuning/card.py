"""What is written beside a tuned model: where it comes from, what it learnt, and what that gained and cost."""
from __future__ import annotations

from datetime import datetime, timezone

from bilingual._version import __version__
from bilingual.engine.packages import Package
from bilingual.support.plural import counted
from bilingual.tuning.lesson import Lesson
from bilingual.tuning.weighing import Figures

ROWS = (("chrF, sentences kept apart", lambda f: f"{f.apart.chrf:.1f}"),
        ("BLEU, sentences kept apart", lambda f: f"{f.apart.bleu:.1f}"),
        ("chrF, other text", lambda f: f"{f.rest.chrf:.1f}"),
        ("BLEU, other text", lambda f: f"{f.rest.bleu:.1f}"),
        ("random renderings taken over", lambda f: "" if f.obeyed is None else f"{f.obeyed:.1%}"))


def card(parent: Package, old: Figures, new: Figures, share: float, lesson: Lesson, steps: int, seed: int) -> str:
    """The card of a tuned model as Markdown."""
    mean = "" if share == 1 else (f" What is packed is the mean of the old weights and the new ones "
                                  f"({1 - share:.0%} and {share:.0%}).")
    table = "\n".join(f"| {title} | {show(old)} | {show(new)} |" for title, show in ROWS)
    learnt, others = counted(len(lesson.learnt), "reviewed sentence"), counted(len(lesson.others), "sentence")
    apart, rest = counted(len(lesson.apart), "reviewed sentence"), counted(len(new.rest.sentences), "sentence")
    return f"""# A model tuned with `bilingual model tune`

Made from {parent.name} (hash {parent.fingerprint})
on {datetime.now(timezone.utc):%Y-%m-%d} by bilingual {__version__}.

**What it learnt from.** {learnt}, with marks around the terms of a glossary,
and {others} of other text as the old model itself translates them.
{steps} updates, seed {seed}.{mean}

**What that gained.** Measured on {apart} that it was not shown, and on {rest} of other text,
with the terms given, before any repair:

| | before | tuned |
| --- | ---: | ---: |
{table}

How much of the new weights is in the model was chosen on the same sentences, so the figures are a little too good.
For text of other kinds than that of the reviewed sentences it is no better than the model it was made from, whose
card still holds. It knows the reviewed sentences: give it to nobody who may not know them.
"""
