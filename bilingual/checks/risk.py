"""How much a sentence of a machine is worth reading before others.

The chance that it is among the worst fifth of its document, from the model's own score and the Chinese that nothing in
the English comes from; and upon it what the checks found, each as a chance that the sentence is wrong.

Calibrated for the embedded model on three development sets (policy 148, genres 169, composed 357 sentences), the worst
fifth of each by chrF against a person's English. Of that fifth the first fifth by risk has, with version 1.4, 55, 67
and 65 %, by score alone 55, 64 and 70 %. What chrF hardly sees comes before: of 37 sentences with a flagged number,
unit, sign, bound, negation or agent 32 are in the first fifth, 19 by score alone. Other models score on a scale of
their own: there risk orders, and the number by itself says little.
"""
from __future__ import annotations

import math

from bilingual.language.coverage import content
from bilingual.language.han import HAN
from bilingual.model.document import PEOPLE, Segment, Severity, TermStatus

# Log odds: as such, per unit of score, and where all of the Chinese is uncovered.
CONSTANT, SCORE, UNCOVERED = -3.70, -3.77, 1.0
UNKNOWN = -0.6  # the score supposed of a sentence that has none: that of the average sentence
# The chance that a sentence is wrong where a check found something; what repeats the score or the coverage adds none.
ERROR, MEANING, OTHER = 0.5, 0.2, 0.05
_MEANING = ("number", "unit", "sign", "bound", "count", "negation", "permission", "demand", "name",
            "range", "multiple", "ordinal", "fine", "agent", "no-verb")
_REPEATED = frozenset({"low-confidence", "omission", "inconsistent", "term-repaired"})


def risk(segment: Segment) -> float | None:
    """The risk of a sentence between 0 and 1; None for one that a person or a rule gave its English, or without any,
    and for a bare number.
    """
    by_rule = segment.fixed or segment.origin == "rule"
    if not segment.target or by_rule or segment.state in PEOPLE or not HAN.search(segment.source):
        return None
    score = UNKNOWN if segment.score is None else segment.score
    odds = CONSTANT + SCORE * score + UNCOVERED * _uncovered(segment)
    right = 1 - 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    for check, severity in {i.check: i.severity for i in segment.open_issues}.items():
        right *= 1 - _weight(check, severity)
    return 1 - right


def _weight(check: str, severity: Severity) -> float:
    if check in _REPEATED or severity is Severity.INFO:
        return 0.0
    return ERROR if severity is Severity.ERROR else MEANING if check.startswith(_MEANING) else OTHER


def _uncovered(segment: Segment) -> float:
    """The share of the Chinese that nothing in the English comes from, terms that are there left out."""
    best = segment.candidates[0] if segment.candidates else None
    if best is None or not best.uncovered:
        return 0.0
    lead = len(segment.marker)
    there = [t for t in segment.terms if t.status not in (TermStatus.MISSING, TermStatus.OPEN)]
    known = {i for t in there for i in range(t.start, t.end)}
    missed = {i + lead for a, b in best.uncovered for i in range(a, b)} - known
    words = content(segment.text)
    return len(missed & words) / max(1, len(words))
