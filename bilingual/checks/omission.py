"""What was left out, as far as the engine can follow its words."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check
from bilingual.model.document import Segment, Severity


@check(Severity.WARNING)
def omission(segment: Segment) -> Iterator[str]:
    """Chinese that nothing in the English comes from."""
    for run in segment.omitted:
        yield f"nothing in the English comes from “{run}”: it may have been left out"
