"""Checks of a finished translation.

A check is a function that looks at a segment (or, with `whole=True`, at the document) and yields messages. The first
line of its docstring is its title for the reader; the decorator gives its severity. Adding one touches nothing else.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bilingual.checks.risk import risk
from bilingual.model.document import Document, Issue, Segment, Severity, State, Term
from bilingual.translation.judge import Verdict, verify
from bilingual.translation.reading import read

MODULES = ("terms", "numbers", "names", "polarity", "meaning", "text", "consistency", "omission", "agents")


@dataclass(frozen=True)
class Check:
    """A registered check: `name` for filters and JSON, `title` for people."""
    name: str
    title: str
    severity: Severity
    run: Callable
    whole: bool


_checks: dict[str, Check] = {}


def check(severity: Severity, whole: bool = False) -> Callable[[Callable[..., Iterable[Any]]],
                                                               Callable[..., Iterable[Any]]]:
    """Register a check.

    The function gets a Segment and yields messages; a whole one gets the Document and yields (Segment, message).
    """
    def register(function: Callable[..., Iterable[Any]]) -> Callable[..., Iterable[Any]]:
        name = function.__name__.replace("_", "-")
        if name in _checks:
            raise ValueError(f"two checks are called {name}")
        title = (function.__doc__ or name).strip().splitlines()[0].rstrip(".")
        _checks[name] = Check(name, title, severity, function, whole)
        return function
    return register


def registry() -> dict[str, Check]:
    """All checks by name."""
    for module in MODULES:
        import_module(f"bilingual.checks.{module}")
    return _checks


def run(document: Document) -> Document:
    """Put the issues and the risk of every segment on it, anew."""
    return again(document, document.segments)


def again(document: Document, changed: Iterable[Segment]) -> Document:
    """The same where only some segments changed: these are checked, and all are compared with each other."""
    checks, changed = registry(), list(changed)
    document.notes += [n for n in read(s for s in changed if not s.followed) if n not in document.notes]
    for segment in document.segments:
        segment.issues = [i for i in segment.issues if i.check in checks and not checks[i.check].whole]
    for segment in changed:
        looked = (segment.target or segment.state is not State.INITIAL) and not segment.fixed
        segment.issues = [Issue(c.name, c.severity, m) for c in checks.values()
                          if looked and not c.whole for m in c.run(segment)]
    for one in checks.values():
        if one.whole:
            for segment, message in one.run(document):
                segment.issues.append(Issue(one.name, one.severity, message))
    order = list(checks)
    for segment in document.segments:
        segment.issues.sort(key=lambda i: order.index(i.check))
        segment.risk = risk(segment)
    return document


_kept: list[tuple[Segment, str, list[Term], Verdict]] = []


def judged(segment: Segment) -> Verdict:
    """The judgement on a segment's English. The last is kept, as the checks of a segment ask one after the other."""
    for known, target, terms, verdict in _kept:
        if known is segment and target == segment.target and terms is segment.terms:
            return verdict
    verdict = verify(segment.text, segment.terms, segment.target)
    _kept[:] = [(segment, segment.target, segment.terms, verdict)]
    return verdict
