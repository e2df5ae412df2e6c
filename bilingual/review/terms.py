"""What a changed entry of the glossary does to documents: exactly the sentences it concerns are translated again.

What people made of a sentence is listed and judged by the new entry, and never changed.
"""
from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, fields

from bilingual import checks
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import PEOPLE, Document, Segment, Term
from bilingual.model.glossary import Entry, Glossary
from bilingual.pipeline import Translator
from bilingual.translation.stage import correct
from bilingual.workspace.record import Record, copied

_KEPT = ("id", "source", "start", "marker", "marker_target", "gap", "continues", "simplified", "fixed", "comment")


@dataclass
class Affected:
    """A sentence whose terms an entry changes. `after` is its new English: None where it was not asked for, and
    `before` where `reviewed`, because people's English stays.
    """
    document: str
    id: str
    source: str
    before: str
    after: str | None
    reviewed: bool


def affected(record: Record, entry: Entry, matcher: Matcher) -> list[str]:
    """The ids of the segments whose terms are others when the glossary of `matcher`, which has the entry, is used."""
    alone = Matcher(Glossary([entry]))
    near = [s for s in record.document.segments if s.source.strip() and not s.fixed
            and (any(t.source == entry.source for t in s.terms) or alone.find(s.text, len(s.marker)))]
    ids, document = {s.id for s in near}, copied(record.document)
    fresh = [s for s in document.segments if s.id in ids]
    match(document, matcher, fresh)
    return [s.id for s, new in zip(near, fresh, strict=True) if _required(s.terms) != _required(new.terms)]


def _required(terms: list[Term]) -> list[tuple]:
    return [(t.start, t.end, t.target, t.variants, t.forbidden) for t in terms]


def renewed(record: Record, ids: list[str], translator: Translator, size: int | None = None
            ) -> Generator[None, None, Document]:
    """Translate segments again in a copy, which the generator returns; the steps are `Translator.renew`'s. The record
    is not changed.
    """
    document = copied(record.document)
    wanted = set(ids)
    again = [s for s in document.segments if s.id in wanted and s.state not in PEOPLE]
    yield from translator.renew(document, again, size)
    return document


def preview(record: Record, ids: list[str], document: Document | None) -> list[Affected]:
    """What becomes of the segments of a record, as a document that `renewed` made has them."""
    new = {s.id: s.target for s in document.segments} if document else {}
    wanted = set(ids)
    return [Affected(record.document.stem, s.id, s.source, s.target,
                     s.target if s.state in PEOPLE else new.get(s.id), s.state in PEOPLE)
            for s in record.document.segments if s.id in wanted]


def take_in(record: Record, ids: list[str], document: Document, translator: Translator) -> list[Affected]:
    """Take the English that `renewed` made into a record, for a caller that holds and writes its document.

    A sentence that changed meanwhile is left, and so is what people reviewed, whose terms are judged anew.
    """
    new, wanted, done, changed = {s.id: s for s in document.segments}, set(ids), [], []
    for segment in record.document.segments:
        fresh = new.get(segment.id)
        if segment.id not in wanted or fresh is None or fresh.source != segment.source:
            continue
        before, reviewed = segment.target, segment.state in PEOPLE
        if reviewed:
            match(record.document, translator.matcher, [segment])
            correct(segment, segment.target, segment.state, segment.comment)
        elif fresh.target:
            if fresh.target != before:
                record.remember(segment.source, before)
            _take(segment, fresh)
        changed.append(segment)
        done.append(Affected(record.document.stem, segment.id, segment.source, before, segment.target, reviewed))
    checks.again(record.document, changed)
    record.document.signature = translator.signature
    record.settle()
    return done


def _take(segment: Segment, fresh: Segment) -> None:
    for one in fields(Segment):
        if one.name not in _KEPT:
            setattr(segment, one.name, getattr(fresh, one.name))
