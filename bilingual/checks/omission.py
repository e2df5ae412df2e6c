"""What was left out or has changed places, as far as the engine can tell."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check
from bilingual.model.document import Segment, Severity


@check(Severity.WARNING)
def places_changed(segment: Segment) -> Iterator[str]:
    """Two names or two numbers that seem to have changed places."""
    for one, other in segment.exchanged:
        yield f"“{one}” and “{other}” seem to have changed places in the English"


@check(Severity.WARNING)
def omission(segment: Segment) -> Iterator[str]:
    """Chinese that nothing in the English comes from."""
    for run in segment.omitted:
        yield f"nothing in the English comes from “{run}”: it may have been left out"
