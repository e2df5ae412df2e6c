"""How documents reach the output folder: with what people decided before, every file whole, and nobody's edits
overwritten.

A document's lock is held while its record is read, changed and written. The record says what is about to be put in
place before that happens, and what was put in place afterwards: a run may be killed between any two of these steps.
"""
from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bilingual import writers
from bilingual.model.document import PLAIN, Document, State, View
from bilingual.model.errors import BilingualError
from bilingual.pipeline import Delivered
from bilingual.support.files import digest, locked, one_sentence, put, replacing, staging, sweep
from bilingual.support.plural import counted
from bilingual.workspace.glance import store
from bilingual.workspace.naming import LOCK, Place, reserved
from bilingual.workspace.record import MEMORY, Record, beside, copied, load, now, save, shown


def deliver(document: Document, folder: Path, formats: Iterable[str], view: View = PLAIN,
            alone: bool = False) -> Delivered:
    """Write a document and its record; the document itself is not changed.

    Sentences that people reviewed in a former run and this one did not know are kept, and so are the issues they
    accepted. Outputs that would be the same are left, and so are complete ones where this document is not finished.
    `alone`: the caller gives every document of the folder a name of its own, so that nobody else's is looked for.
    Raises BilingualError where something cannot be written.
    """
    with one_sentence():
        folder.mkdir(parents=True, exist_ok=True)
        document = copied(document)
        document.path = document.path.resolve()  # the record may be used from another folder
        formats, notes = _possible(document, formats)
        with reserved(document, folder, alone) as place:
            document.name = place.name
            return _delivered(document, folder, formats, view, place, notes + place.notes)


def _possible(document: Document, formats: Iterable[str]) -> tuple[list[str], list[str]]:
    """The formats, with the Word document for a copy in a shape that cannot be written."""
    formats, notes = list(formats), []
    if writers.SAME in formats and not writers.has_same(document):
        if "docx" not in formats:
            what = "a PDF without visible text" if document.format == "pdf" else f"a {document.format}"
            notes.append(f"{what} cannot be written in its own shape: the Word document stands for it")
        formats = list(dict.fromkeys("docx" if name == writers.SAME else name for name in formats))
    return formats, notes


def _delivered(
    document: Document, folder: Path, formats: list[str], view: View, place: Place, notes: list[str]
) -> Delivered:
    former = place.former
    record = Record(document, _with_former(former, folder, formats), view, beside=beside(document.path, folder))
    if former:
        notes += record.merge(former)
        record.formats = _with_former(former, folder, formats)
    record.note_people(MEMORY, now())
    kept = record.settle()
    _remember(record, former)
    changed = _changed(document, former)
    done, total = finished(document)
    if done < total:
        had, of = finished(former.document) if former else (0, 1)
        if former and (had >= done or had == of):
            paths = [p for p in (writers.place(former.document, folder, f) for f in former.formats) if p.exists()]
            notes.append(f"only {done} of {counted(total, 'segment')} were translated: the outputs of the run before "
                         "are left as they are")
            return Delivered(paths, notes, document, [], False)
        notes.append(f"{done} of {counted(total, 'segment')} are translated: run again to go on")
    if kept:
        was, has = ("was", "is") if kept == 1 else ("were", "are")
        notes.append(f"{counted(kept, 'sentence')} that {was} reviewed before {has} kept")
    paths = [writers.place(document, folder, name) for name in formats]
    if (
        former
        and not former.pending
        and shown(record) == shown(former)
        and all(p.exists() and not former.edited(p) for p in paths)
    ):
        return Delivered(paths, notes, document, changed, False)
    paths, more, failures = publish(record, folder, formats)
    if failures:
        rest = " The other formats are written." if paths else ""
        raise BilingualError(" ".join(failures) + rest)
    return Delivered(paths, notes + more, document, changed)


def finished(document: Document) -> tuple[int, int]:
    """How many segments have their English, and how many there are."""
    segments = [s for s in document.segments if s.source.strip()]
    return sum(bool(s.target) or s.state is not State.INITIAL for s in segments), len(segments)


def _with_former(former: Record | None, folder: Path, formats: list[str]) -> list[str]:
    """The formats of this run and those of former runs whose files are still there."""
    there = [f for f in former.formats if writers.place(former.document, folder, f).exists()] if former else []
    return list(dict.fromkeys([*formats, *there]))


def _remember(record: Record, former: Record | None) -> None:
    """Keep the English of the former run, which an edited file may have been made from."""
    before = {s.source: s for s in former.document.segments} if former else {}
    for segment in record.document.segments:
        old = before.get(segment.source)
        if old and old.target != segment.target:
            record.remember(segment.source, old.target)
        if old and old.comment and not segment.comment:
            segment.comment = old.comment
    here = {s.source for s in record.document.segments}
    for gone in (old for source, old in before.items() if source not in here):
        record.remember(gone.source, gone.target)


def _changed(document: Document, former: Record | None) -> list[str]:
    before = {(s.source, s.target) for s in former.document.segments} if former else set[tuple[str, str]]()
    return [s.id for s in document.segments if (s.source, s.target) not in before]


def publish(record: Record, folder: Path, formats: Iterable[str]) -> tuple[list[Path], list[str], list[str]]:
    """Write a record and its document in some formats. Returns the paths, notes, and what could not be written.

    The caller holds the document's lock. An output that is not as this program left it may hold somebody's corrections:
    it is moved aside, and a note says where to.
    """
    made, notes, failures = {}, [], []
    sweep(folder)
    sweep(folder / writers.STORE)
    with staging(folder / writers.STORE) as stage:
        for name in dict.fromkeys(formats):
            path = writers.place(record.document, folder, name)
            try:
                notes += _rendered(record, name, stage / path.name)
                made[path] = stage / path.name
            except BilingualError as error:
                failures.append(str(error))
        fresh = {path.name: digest(temporary) for path, temporary in made.items()}
        for file, content in fresh.items():  # beside what a killed run was about to put there, and may have
            record.pending.setdefault(file, []).append(content)
        save(record, folder)
        for path, temporary in made.items():
            if record.edited(path):
                aside = _kept(path)
                why = ("had been changed since it was written" if path.name in record.files
                       else "was there already, and no record tells whether somebody changed it")
                notes.append(f"{path} {why}; it is kept as {aside.name}: "
                             + ("put its changes into the spreadsheet" if name not in writers.REVIEWED
                                else f"`bilingual review apply {aside}` takes its corrections")
                             if digest(aside) not in record.settled
                             else f"{path} is written anew; the one with the corrections is kept as {aside.name}")
            put(temporary, path)
    put_before = {f: digest(folder / f) for f in record.pending if f and f not in fresh and (folder / f).is_file()}
    record.files.update({f: c for f, c in put_before.items() if c in record.pending[f]})
    record.files.update(fresh)
    record.pending = {}
    save(record, folder)
    return list(made), notes, failures


def _rendered(record: Record, name: str, path: Path) -> list[str]:
    try:
        return writers.render(record.document, name, path, record.view)
    except (BilingualError, OSError):
        raise
    except Exception as error:  # one format's failure, of whatever kind, does not stop the others
        raise BilingualError(
            f"{path.name} could not be written, by a fault of this program ({type(error).__name__}: {error}): "
            "please report it, with the source if you may."
        ) from error


def rewritten(record: Record, folder: Path) -> Delivered:
    """Write the record's document again in all its formats, after people changed it.

    For a caller that holds the document's lock and has read the record under it (`editing`). A format that cannot be
    written (a copy of a source that is gone) holds up no other.
    """
    noted(record, folder)
    paths, notes, failures = publish(record, folder, record.formats)
    return Delivered(paths, notes + [f"an output is not up to date: {f}" for f in failures], record.document)


def noted(record: Record, folder: Path) -> None:
    """Write the record alone, for a caller that holds the document's lock: whoever reads it next knows that the outputs
    are older, until `rewritten` has been called.
    """
    record.pending.setdefault("", [])
    save(record, folder)


@contextmanager
def editing(stem: str, folder: Path, read: Callable[[Path], Record] = load) -> Iterator[Record]:
    """Hold a document's lock; gives its record as it is now, as `read` gives it. Raises BilingualError for none."""
    path = store(folder, stem)
    with one_sentence(), locked(store(folder, stem, LOCK)):
        if not path.exists():
            raise BilingualError(f"The record of {stem} in {folder} has been removed: translate the document again.")
        yield read(path)


def _kept(path: Path) -> Path:
    """Keep an edited output under another name as well; its own name is free to be replaced, and never without a file.
    """
    stem, suffix = path.name.rsplit(".", 1)
    for n in range(1, 10_000):
        aside = path.with_name(f"{stem}.edited-{date.today().isoformat()}{'' if n == 1 else f'-{n}'}.{suffix}")
        if aside.exists():
            if digest(aside) == digest(path):  # a run was killed just here
                return aside
            continue
        try:
            os.link(path, aside)
        except OSError:  # a file system without links
            with replacing(aside) as temporary:
                shutil.copy2(path, temporary)
        return aside
    raise BilingualError(f"{path.parent} holds thousands of edited copies of {path.name}: apply or remove them.")
