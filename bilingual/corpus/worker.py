"""A worker: a process with its own copy of the model and one thread, that does items as its attendant sends them.

It reads orders from standard input and answers on standard output, ends with its attendant, and cares for no signal of
the terminal: its attendant tells it to stop.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, TypeVar

from bilingual.corpus import messages, rows
from bilingual.corpus.items import Item, file_hash
from bilingual.corpus.knowledge import SharedMemory
from bilingual.corpus.ledger import Ledger, Result
from bilingual.corpus.messages import Begun, Ended, Halt, Ready, Sentences, Settled, Units, Work
from bilingual.corpus.setup import Setup, open_glossary
from bilingual.engine.base import Request
from bilingual.glossary import candidates
from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.pipeline import Delivered, Outcome, Progress, Translator, run
from bilingual.readers.inputs import Input
from bilingual.support.files import explained
from bilingual.translation.memory import Unit
from bilingual.workspace.delivery import deliver
from bilingual.writers.layout import term_counts

T = TypeVar("T")
PHRASES = 30  # unknown phrases that are counted of a document
NO_ROOM = (errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC))


class Worker:
    """Does items. `send` gets what there is to tell; once `stopping` is set, a batch of sentences is finished, and
    nothing begun.
    """

    def __init__(self, setup: Setup, send: Callable[[messages.Message], None], stopping: threading.Event):
        self.setup, self.send, self.stopping = setup, send, stopping
        self._cancel = threading.Event()
        glossary = open_glossary(Path(setup.glossary), setup.snapshot)
        self._private = tempfile.TemporaryDirectory(prefix="bilingual-")
        file = Path(setup.memory) if setup.memory else Path(self._private.name) / "memory.sqlite"
        self.translator = Translator(setup.model.load(), glossary, SharedMemory(file, self._batch))
        if self.translator.signature != setup.signature:
            raise BilingualError(
                f"A worker has another model or version: {self.translator.signature} instead of {setup.signature}."
            )
        self.translator.engine.translate(
            [Request("好。")]
        )  # the model is loaded now, and not in the first document's time
        self._ledger = Ledger(Path(setup.out))
        self._rows: list[dict] = []
        self._halt = ""

    def _batch(self, units: list[Unit]) -> None:
        """A batch of sentences is translated: the moment to stop, where that is wanted."""
        self.send(Units(units))
        if self.stopping.is_set():
            self._cancel.set()

    def do(self, work: Work) -> None:
        """Do an item, and tell of each document in it."""
        self._rows = []
        if work.item.path and not self._unchanged(work):
            self.send(
                Settled(
                    0, Result(work.item.label, error=f"{work.item.label} changed while the run went on: run again.")
                )
            )
            self.send(Ended())
            return
        for number, (source, label) in enumerate(self._sources(work.item)):
            if number in work.settled:
                continue
            if self.stopping.is_set():
                self.send(Ended(stopped=True))
                return
            self.send(Begun(number))
            outcome = self._translated(source, label, work.item)
            if self._halt:
                self.send(Halt(self._halt))
                return
            if outcome.stopped:
                self.send(Ended(stopped=True))
                return
            self.send(Settled(number, _result(outcome, label, self.translator, str(source.path)), outcome.fault))
        if self.setup.kind:
            self._noticing(lambda: rows.keep(self._ledger.part(work.key), self._rows))
        self.send(Ended())

    def _unchanged(self, work: Work) -> bool:
        try:
            return file_hash(Path(work.item.path)) == work.content
        except OSError:
            return False

    def _sources(self, item: Item) -> Iterator[tuple[Input, str]]:
        """The documents of an item; what is no file of its own is one while it is translated."""
        if item.path:
            yield Input(Path(item.path), item.name), item.label
            return
        texts = [(r.name, r.text.encode("utf-8", "replace"), r.label) for r in item.rows] or [
            (item.name, item.data, item.label)
        ]
        for name, data, label in texts:
            path = Path(self._private.name) / f"document{item.suffix}"
            path.write_bytes(data)
            yield Input(path, name), label

    def _translated(self, source: Input, label: str, item: Item) -> Outcome:
        encoding = "utf-8" if item.rows else self.setup.encoding
        return next(
            run(
                [source],
                self.translator,
                lambda document: self._deliver(document, label, item),
                encoding=encoding,
                progress=lambda _: self._progress(),
                cancel=self._cancel,
            )
        )

    def _progress(self) -> Progress:
        told = 0

        def tell(done: int, total: int) -> None:
            nonlocal told
            if done > told:
                self.send(Sentences(done - told))
                told = done

        return tell

    def _deliver(self, document: Document, label: str, item: Item) -> Delivered:
        """Write a document's outputs, or keep its rows. One that is not finished is left to the next run, which
        finds its sentences.
        """
        if document.run.get("stopped"):
            return Delivered([], [], document, [], False)
        if not item.path:
            document.path = Path(label)
        if self.setup.kind:
            self._rows += rows.of(document, label)
            return Delivered([], [], document)
        folder = Path(self.setup.out) / item.folder
        return self._noticing(lambda: deliver(document, folder, self.setup.formats, self.setup.view, alone=True))

    def _noticing(self, write: Callable[[], T]) -> T:
        """Write something; a disk that takes nothing is no document's fault, and halts the run."""
        try:
            return write()
        except (BilingualError, OSError) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            if isinstance(cause, OSError) and cause.errno in NO_ROOM:
                self._halt = error.args[0] if isinstance(error, BilingualError) else explained(error)
            raise


def _result(outcome: Outcome, label: str, translator: Translator, file: str) -> Result:
    document = outcome.document
    if outcome.error or document is None:
        return Result(label, error=outcome.error.replace(file, label), finished=time.time())
    segments = list(document.segments)
    found = candidates.find((s.text for s in segments), translator.glossary, translator.matcher)
    return Result(
        label,
        len(segments),
        sum(len(s.source) for s in segments),
        document.run["seconds"],
        time.time(),
        dict(term_counts(document)),
        dict(Counter(t.source for s in segments for t in s.glossary_terms if t.status.value == "missing")),
        dict(Counter(i.check for s in segments for i in s.open_issues)),
        sum(s.needs_review for s in segments),
        {c.text: c.count for c in found[:PHRASES]},
        [p.name for p in outcome.paths],
        [*document.notes, *outcome.notes],
    )


def main() -> None:
    """Read the setup, then orders, until the attendant is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no message
    lock = threading.Lock()

    def send(message: messages.Message) -> None:
        with lock:
            out.write(messages.line(message))
            out.flush()

    orders: SimpleQueue[Work | None] = SimpleQueue()
    stopping = threading.Event()
    setup = messages.setup(sys.stdin.buffer.readline())
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders, stopping), daemon=True).start()
    try:
        worker = Worker(setup, send, stopping)
        send(Ready())
        while (work := orders.get()) is not None:
            worker.do(work)
    except (BilingualError, OSError) as error:
        send(Halt(explained(error)))


def _listen(stream: BinaryIO, orders: SimpleQueue[Work | None], stopping: threading.Event) -> None:
    for line in stream:
        order = messages.order(line)
        if isinstance(order, Work):
            orders.put(order)
        else:
            stopping.set()
            orders.put(None)
    os._exit(0)  # nobody is there to hear the rest
