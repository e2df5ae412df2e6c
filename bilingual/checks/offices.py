"""Check of who holds which office."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check
from bilingual.language.holders import Said, exchanged
from bilingual.model.document import Segment, Severity


@check(Severity.WARNING)
def office_exchanged(segment: Segment) -> Iterator[str]:
    """Two persons who change their offices, or the bodies in which they hold them."""
    said = [(t.kind, Said(t.start, t.end, t.target_span)) for t in segment.terms if t.target_span]
    people = [s for kind, s in said if kind == "person"]
    if len(people) > 1:
        bodies = [s for kind, s in said if kind in ("place", "body")]
        first, second = exchanged(segment.text, segment.target, people, bodies)
        if first:
            yield f"what stands before “{first}” and “{second}” seems to be exchanged in the English"
