"""Checks of a finished translation.

A check is a function that looks at a segment (or, with `whole=True`, at the document) and yields messages. The first
line of its docstring is its title for the reader; the decorator gives its severity. Adding one touches nothing else.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from bilingual.model.document import Document, Issue, Segment, Severity, State

MODULES = ("terms", "numbers", "names", "text", "consistency", "omission")


@dataclass(frozen=True)
class Check:
    """A registered check: `name` for filters and JSON, `title` for people."""
    name: str
    title: str
    severity: Severity
    run: Callable
    whole: bool


_checks: dict[str, Check] = {}


def check(severity: Severity, whole: bool = False):
    """Register a check. The function gets a Segment and yields messages; a whole one gets the Document and yields (Segment, message)."""
    def register(function):
        name = function.__name__.replace("_", "-")
        _checks[name] = Check(name, function.__doc__.strip().splitlines()[0].rstrip("."), severity, function, whole)
        return function
    return register


def registry() -> dict[str, Check]:
    """All checks by name."""
    for module in MODULES:
        import_module(f"bilingual.checks.{module}")
    return _checks


def run(document: Document) -> Document:
    """Put the issues of every segment on it, anew."""
    for segment in document.segments:
        segment.issues = []
    return _found(document, document.segments)


def again(document: Document, changed: Iterable[Segment]) -> Document:
    """The same where only some segments changed: these are checked, and all are compared with each other."""
    changed, whole = list(changed), {name for name, one in registry().items() if one.whole}
    for segment in document.segments:
        segment.issues = [i for i in segment.issues if i.check not in whole]
    for segment in changed:
        segment.issues = []
    _found(document, changed)
    order = {name: n for n, name in enumerate(registry())}
    for segment in document.segments:
        segment.issues.sort(key=lambda i: order.get(i.check, len(order)))
    return document


def _found(document: Document, looked_at: Iterable[Segment]) -> Document:
    segments = [s for s in looked_at if s.target or s.state is not State.INITIAL]
    for one in registry().values():
        found: Iterable[tuple[Segment, str]] = one.run(document) if one.whole else (
            (s, m) for s in segments if not s.fixed for m in one.run(s))
        for segment, message in found:
            segment.issues.append(Issue(one.name, one.severity, message))
    return document
