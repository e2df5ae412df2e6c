"""The pipeline: read → segment → match terms → translate → check. What it returns, the writers write.

`Translator` holds what stays the same from one document to the next. `run` is the one loop over sources: the command
line, projects and servers give it sources and a sink and show what it yields.
"""
from __future__ import annotations

import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from bilingual import checks, readers, segmenter
from bilingual._version import __version__
from bilingual.engine.base import Engine
from bilingual.engine.load import load as load_engine
from bilingual.glossary.load import load as load_glossary
from bilingual.glossary.matcher import Matcher, match
from bilingual.language.han import HAN
from bilingual.model.document import Block, Document, Segment, State
from bilingual.model.errors import BilingualError, EngineLost
from bilingual.model.glossary import Glossary
from bilingual.readers.inputs import Input
from bilingual.support.files import explained
from bilingual.support.paths import builtin_glossary
from bilingual.translation import stage
from bilingual.translation.memory import Memory

Progress = Callable[[int, int], None]          # sentences done, sentences in all


def no_progress(done: int, total: int) -> None:
    """Nobody looks."""


class Stopped(KeyboardInterrupt):
    """A translation was interrupted or cancelled; `document` holds what was finished."""

    def __init__(self, document: Document):
        super().__init__()
        self.document = document


class Translator:
    """An engine, a glossary and a memory, loaded once. Several threads may share one; they translate in turn."""

    def __init__(self, engine: Engine, glossary: Glossary, memory: Memory | None = None):
        self.engine, self.glossary, self.memory = engine, glossary, memory
        self.matcher = Matcher(glossary)
        self._turn = threading.Lock()

    @classmethod
    def create(cls, engine: Engine, glossaries: Iterable[Path] = (), memory: Memory | None = None) -> Translator:
        """With the glossaries in some files, later ones winning; without any, the built-in one."""
        return cls(engine, load_glossary(list(glossaries) or [builtin_glossary()]), memory)

    @classmethod
    def load(cls, model: str | None = None, glossaries: Iterable[Path] = (), memory: Path | None = None,
             **options: Any) -> Translator:
        """By names and files: `model` and `options` as engine.load takes them, `memory` a file, none without.

        Raises BilingualError when a model, a glossary or the memory cannot be used.
        """
        return cls.create(load_engine(model, **options), glossaries, Memory(memory) if memory else None)

    @property
    def signature(self) -> str:
        """Program, model and glossary in one line: what a result depends on."""
        return (f"bilingual {__version__} | {self.engine.signature} | glossary {'+'.join(self.glossary.names)} "
                f"{self.glossary.fingerprint} n:{len(self.glossary)}")

    def translate_file(self, path: Path, encoding: str | None = None, progress: Progress = no_progress,
                       cancel: threading.Event | None = None) -> Document:
        """The document in a file, translated and checked.

        Raises BilingualError for a file that cannot be read, and Stopped, with what was finished, on an interruption or
        once `cancel` is set.
        """
        return self.translate_document(readers.read(path, encoding), progress, cancel)

    def translate_bytes(self, data: bytes, name: str, encoding: str | None = None, progress: Progress = no_progress,
                        cancel: threading.Event | None = None) -> Document:
        """The document in a file's content; `name` tells its format. Raises as `translate_file` does."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(name).name
            path.write_bytes(data)
            document = self.translate_file(path, encoding, progress, cancel)
        document.path = Path(Path(name).name)
        return document

    def translate_text(self, text: str | Iterable[str], progress: Progress = no_progress,
                       cancel: threading.Event | None = None) -> Document:
        """A text, or several, each a paragraph of the document that is returned."""
        texts = [text] if isinstance(text, str) else list(text)
        return self.translate_document(Document(Path("text"), "txt", [Block("paragraph", t) for t in texts]), progress,
                                       cancel)

    def translate_document(self, document: Document, progress: Progress = no_progress,
                           cancel: threading.Event | None = None) -> Document:
        """A document that was read: all stages behind reading. Raises Stopped as `translate_file` does."""
        for _ in self.steps(document, progress, cancel):
            pass
        return document

    def steps(self, document: Document, progress: Progress = no_progress, cancel: threading.Event | None = None,
              size: int | None = None) -> Iterator[None]:
        """The same, yielding after each batch of at most `size` sentences, so that another document may have its turn.

        When the iterator ends, the document is done. Raises Stopped as `translate_file` does.
        """
        start = time.monotonic()
        match(segmenter.segment(document), self.matcher)
        document.signature = self.signature
        if not any(HAN.search(s.source) for s in document.segments):
            document.notes.append("there is no Chinese in it, and its text is left as it is")

        def told(done: int, total: int) -> None:
            progress(done, total)
            if cancel is not None and cancel.is_set():
                raise KeyboardInterrupt
        stopped, lost = False, None
        work = stage.batches(document, self.engine, self.memory, self.glossary.fingerprint, told, size,
                             self.matcher.find)
        try:
            while True:
                with self._turn:
                    if next(work, self) is self:
                        break
                if cancel is not None and cancel.is_set():
                    raise KeyboardInterrupt
                yield
        except KeyboardInterrupt:
            work.close()  # what is finished is filled in
            stopped = True
        except EngineLost as error:
            stopped, lost = True, error
        document.notes += [r for r in self.engine.remarks if r not in document.notes]
        checks.run(document)
        document.run = {"date": date.today().isoformat(), "seconds": round(time.monotonic() - start, 2)}
        if self.engine.suited:
            document.run["draft"] = self.engine.suited
        self._note_where(document)
        if stopped:
            document.run["stopped"] = True
            if lost:
                lost.document = document
                raise lost
            raise Stopped(document)

    def renew(self, document: Document, changed: Iterable[Segment], size: int | None = None) -> Iterator[None]:
        """Give some segments of a translated document the terms and the English that they would have now; in steps, as
        `steps`.

        The document's other segments are left as they are. Closing the iterator before its end leaves some without
        English.
        """
        changed = list(changed)
        match(document, self.matcher, changed)
        for segment in changed:
            segment.target, segment.state, segment.notes, segment.matches = "", State.INITIAL, [], []
        ids, title = {s.id for s in changed}, document.title
        part = replace(document, notes=[], blocks=[
            b for b in document.blocks if b is title or any(s.id in ids for s in b.segments)])
        work = stage.batches(part, self.engine, self.memory, self.glossary.fingerprint, size=size)
        while True:
            with self._turn:
                if next(work, self) is self:
                    break
            yield
        self._note_where(document)
        checks.again(document, changed)

    def _note_where(self, document: Document) -> None:
        """Note on a document that its text left the machine, beside where it went before."""
        before = document.run.get("text sent to", "")
        if self.engine.sent_to and self.engine.sent_to not in before:
            document.run["text sent to"] = " and ".join(filter(None, (before, self.engine.sent_to)))


@dataclass
class Delivered:
    """What a sink made of a document: what was written, notes for the user, and the document with people's decisions.

    `changed` are the segments that differ from the former run's; `written` is false where the outputs were left alone.
    """
    paths: list[Path]
    notes: list[str]
    document: Document
    changed: list[str] = field(default_factory=list)
    written: bool = True

    def __iter__(self) -> Iterator[Any]:
        """As (paths, notes)."""
        return iter((self.paths, self.notes))


Sink = Callable[[Document], Delivered]


@dataclass
class Outcome:
    """What became of one source: the document and what was written, or why nothing was.

    `current` tells a source that needed nothing; `stopped` one whose document is not finished. `fault` is the traceback
    of an error that is the program's own. A source on which the engine was lost has both a document and an error.
    """
    source: Input
    document: Document | None = None
    paths: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""
    fault: str = ""
    current: bool = False
    stopped: bool = False

    @property
    def made(self) -> Document:
        """The document; there must be one."""
        if self.document is None:
            raise ValueError(f"nothing was made of {self.source.path}")
        return self.document


def run(sources: Iterable[Input], translator: Translator, sink: Sink, *, encoding: str | None = None,
        current: Callable[[Input], list[Path] | None] = lambda source: None,
        progress: Callable[[Input], Progress] = lambda source: no_progress,
        cancel: threading.Event | None = None) -> Iterator[Outcome]:
    """Translate sources one after the other, give each document to the sink, and yield what became of each.

    `current` gives the outputs of a source that is up to date, which is then left alone. No failure of one source stops
    the others; an interruption does, and the loss of the engine, after what was finished has gone to the sink.
    """
    for source in sources:
        outcome = Outcome(source)
        try:
            paths = current(source)
            if paths is not None:
                outcome.paths, outcome.current = paths, True
            else:
                try:
                    outcome.document = translator.translate_file(source.path, encoding, progress(source), cancel)
                except Stopped as interruption:
                    outcome.document, outcome.stopped = interruption.document, True
                except EngineLost as lost:
                    if lost.document is None or not any(s.target for s in lost.document.segments):
                        raise
                    outcome.document, outcome.stopped, outcome.error = lost.document, True, str(lost)
                outcome.document.name = source.name
                delivered = sink(outcome.document)
                outcome.paths, outcome.notes, outcome.document = delivered.paths, delivered.notes, delivered.document
        except (BilingualError, OSError) as error:
            outcome.error, outcome.stopped = explained(error), outcome.stopped or isinstance(error, EngineLost)
        except Exception as error:  # noqa: BLE001  the other documents go on, and the user can report it
            what = f"{type(error).__name__}: {error}"
            outcome.error = f"{source.path} could not be translated, by a fault of this program ({what})."
            outcome.fault = traceback.format_exc()
        yield outcome
        if outcome.stopped:
            return
