"""Checks of whom a sentence tells what: who holds which office, and who or what it is about."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check
from bilingual.language.garbled import cause_as_subject, imposed, with_article
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


@check(Severity.WARNING)
def subject_changed(segment: Segment) -> Iterator[str]:
    """Cause told as the subject, or a person told as what is imposed or with an article."""
    if said := cause_as_subject(segment.text, segment.target):
        yield f"the Chinese tells a cause, of which the English makes the subject: “{said}”"
    if said := imposed(segment.text, segment.target):
        yield f"a sanction is imposed on somebody, the English says “{said}”"
    people = [t.target for t in segment.terms if t.kind == "person" and t.target[:1].isupper()]
    if said := with_article(segment.target, people):
        yield f"“{said}”: a person's name has an article"
