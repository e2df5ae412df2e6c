"""The record of a translated document: all that is needed to write it again, kept beside its outputs.

`deliver` is how a document reaches the output folder. Because the record holds what people have made of the sentences,
no later run can lose it, whatever translation memory that run uses.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bilingual import checks, writers
from bilingual._version import __version__
from bilingual.language.quantities import find_quantities
from bilingual.model.document import PEOPLE, PLAIN, Document, Segment, View
from bilingual.model.errors import BilingualError
from bilingual.support.files import replacing
from bilingual.translation.stage import correct

EARLIER = 8  # renderings of a sentence that are remembered
_SUFFIX = ".document.json"


@dataclass
class Record:
    """A document as it was last written, the formats it was written in, and the English its sentences had before.

    `earlier` (Chinese → renderings) tells a sentence that a reviewer changed from one that only an older run wrote.
    """
    document: Document
    formats: list[str]
    view: View
    earlier: dict[str, list[str]] = field(default_factory=dict)
    program: str = __version__

    def known(self, source: str, target: str) -> list[str]:
        """The renderings of a sentence that the program has written: the present one first."""
        return [target, *self.earlier.get(source, ())]

    def remember(self, source: str, target: str) -> None:
        """Note a rendering that is about to be replaced."""
        if target:
            self.earlier[source] = [target, *(t for t in self.earlier.get(source, ()) if t != target)][:EARLIER]


def deliver(document: Document, folder: Path, formats: Iterable[str], view: View = PLAIN) -> tuple[list[Path], list[str]]:
    """Write a document and its record. Returns the paths and notes for the user.

    Sentences that people reviewed in a former run and this one did not know are kept. Outputs that would be the same are left.
    """
    former, notes = _former(folder, document.stem)
    notes += _keep(document, former) if former else []
    formats = list(formats)
    if writers.SAME in formats and not writers.has_same(document):
        if "docx" not in formats:
            notes.append(f"a {document.format} cannot be written in its own shape: the Word document stands for it")
        formats = list(dict.fromkeys("docx" if name == writers.SAME else name for name in formats))
    document.path = document.path.resolve()  # the record may be used from another folder
    record = Record(document, _formats(former, folder, formats), view, former.earlier if former else {})
    paths = [writers.place(document, folder, name) for name in formats]
    if former and _shown(record) == _shown(former) and all(p.exists() and not writers.edited(p) for p in paths):
        return paths, notes
    paths, more = writers.write(document, folder, formats, view)
    save(record, folder)
    return paths, notes + more


def rewrite(record: Record, folder: Path) -> tuple[list[Path], list[str]]:
    """Write the record's document again in all its formats, after people changed it.

    The record comes first, so that nothing is lost where a format cannot be written (a copy of a source that is gone).
    """
    save(record, folder)
    paths, notes = [], []
    for name in record.formats:
        try:
            written, more = writers.write(record.document, folder, [name], record.view)
            paths, notes = paths + written, notes + more
        except BilingualError as error:
            notes.append(f"the {writers.FORMATS[name].title} is not up to date: {error}")
    return paths, notes


def save(record: Record, folder: Path) -> None:
    """Write the record into the folder's store."""
    with replacing(_place(folder, record.document.stem)) as temporary:
        temporary.write_bytes(_encoded(replace(record, document=_mapped(record.document, _without_quantities))))


def _encoded(record: Record) -> bytes:
    import msgspec
    return msgspec.json.encode(record, enc_hook=str)


def _without_quantities(segment: Segment) -> Segment:
    """Quantities are found again in the Chinese."""
    return replace(segment, terms=[replace(t, quantity=None) for t in segment.terms])


def _mapped(document: Document, change: Callable[[Segment], Segment]) -> Document:
    """A copy of the document with changed segments."""
    return replace(document, blocks=[replace(b, segments=[change(s) for s in b.segments]) for b in document.blocks])


def _shown(record: Record) -> bytes:
    """All of a record that its outputs show, except when and how fast it was made."""
    document = _mapped(record.document, lambda s: replace(_without_quantities(s), candidates=[replace(c, links=()) for c in s.candidates]))
    return _encoded(Record(replace(document, run={}), [], record.view, {}, record.program))


def load(path: Path) -> Record:
    """The record in a file. Raises BilingualError when it is damaged."""
    import msgspec
    try:
        record = msgspec.json.decode(path.read_bytes(), type=Record, dec_hook=lambda kind, value: kind(value))
    except (msgspec.MsgspecError, OSError) as error:
        raise BilingualError(f"The record {path} is damaged ({error}): translate the document again.") from error
    for segment in record.document.segments:
        quantities = {(q.start, q.end): q for q in find_quantities(segment.text)}
        for term in segment.terms:
            term.quantity = quantities.get((term.start, term.end)) if term.origin == "figure" else None
    return record


def records(folder: Path) -> Iterator[Record]:
    """The records of an output folder, by name."""
    for path in sorted((folder / writers.STORE).glob(f"*{_SUFFIX}")):
        yield load(path)


def _place(folder: Path, stem: str) -> Path:
    return folder / writers.STORE / f"{stem}{_SUFFIX}"


def _former(folder: Path, stem: str) -> tuple[Record | None, list[str]]:
    """The record of a former run; a damaged one is set aside, and a note says so."""
    path = _place(folder, stem)
    if not path.exists():
        return None, []
    try:
        return load(path), []
    except BilingualError as error:
        aside = path.with_name(f"{path.name}.damaged")
        path.replace(aside)
        return None, [f"{str(error).split(': ')[0]}; it is kept as {aside.name}, and corrections that only it knew are not in the new outputs"]


def _keep(document: Document, former: Record) -> list[str]:
    """Take over what people made of the same sentences, and remember what the others were."""
    before = {s.source: s for s in former.document.segments}
    kept = 0
    for segment in document.segments:
        old = before.get(segment.source)
        if old and old.state in PEOPLE and segment.state not in PEOPLE:
            correct(segment, old.target, old.state, old.comment)
            kept += 1
        elif old and old.target != segment.target:
            former.remember(segment.source, old.target)
        if old and old.comment and not segment.comment:
            segment.comment = old.comment
    if kept:
        checks.run(document)
    return [f"{kept} sentences that were reviewed before are kept"] if kept else []


def _formats(former: Record | None, folder: Path, formats: list[str]) -> list[str]:
    """The formats of this run and those of former runs whose files are still there."""
    return formats + [name for name in (former.formats if former else ())
                      if name not in formats and writers.place(former.document, folder, name).exists()]
