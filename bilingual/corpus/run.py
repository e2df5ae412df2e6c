"""The run over a corpus: see what there is, leave what is done, have the rest done, keep the books."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bilingual.corpus.ledger import HEARTBEAT, Done, Ledger, Result
from bilingual.corpus.messages import Begun, Sentences, Units
from bilingual.corpus.pool import Event, Finished, Heard, Job
from bilingual.corpus.setup import Setup
from bilingual.corpus.sources import Sources
from bilingual.support.files import explained
from bilingual.translation.memory import Memory


class Workers(Protocol):
    """Whoever does jobs: corpus.pool on this machine, corpus.cluster elsewhere."""

    def run(self, jobs: Iterator[Job]) -> Iterator[Event]:
        """Do the jobs and yield what happens."""

    def stop(self) -> None:
        """Begin nothing new."""


@dataclass
class Plan:
    """The items of a corpus by key, in the order of its sources: `labels` of all, `sizes` (documents) of this
    run's, what cannot be read.
    """

    labels: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    unreadable: list[Result] = field(default_factory=list)

    @property
    def documents(self) -> int:
        return sum(self.sizes.values()) + len(self.unreadable)


@dataclass
class Progress:
    """How far a run is. `total`, `done` and `failed` count documents, `before` those that were done already;
    `sentences` are new.
    """

    total: int = 0
    before: int = 0
    done: int = 0
    failed: int = 0
    sentences: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at the rate so far; None while there is no rate."""
        made = self.done + self.failed - self.before
        rest = self.total - self.done - self.failed
        return rest * self.seconds / made if made > 0 and rest >= 0 else None


@dataclass(frozen=True)
class Told:
    """Something to tell: `kind` is begin, document or progress; `result` is the document's, `pid` the worker's
    process.
    """

    kind: str
    label: str = ""
    pid: int = 0
    result: Result | None = None


class Corpus:
    """A corpus with its output folder. `shard` is (i, n): this run does the i-th of n parts."""

    def __init__(
        self,
        sources: Sources,
        setup: Setup,
        memory: Memory | None,
        shard: tuple[int, int] = (1, 1),
        again: bool = False,
    ):
        self.sources, self.setup, self.memory = sources, setup, memory
        self.ledger = Ledger(Path(setup.out))
        self.progress = Progress()
        self.plan = Plan()
        self._shard, self._again = shard, again
        self._documents = 0
        self.elsewhere = 0  # items that another run had at the time

    def run(self, workers: Callable[[], Workers], cancel: threading.Event) -> Iterator[Told]:
        """Do what is missing; yields what happens. `workers` are made when there is something to do.

        Once `cancel` is set, nothing new is begun, and the run ends when every worker has finished its batch.
        """
        missing = self._see(cancel)
        yield Told("start")
        if not missing or cancel.is_set():
            return
        staff, stopping, beat = workers(), False, time.monotonic()
        try:
            for event in staff.run(self._jobs(missing, cancel)):
                if cancel.is_set() and not stopping:
                    stopping = True
                    staff.stop()
                if time.monotonic() - beat > HEARTBEAT:
                    self.ledger.beat()
                    beat = time.monotonic()
                yield from self._take(event)
        finally:
            self.ledger.release_all()

    @property
    def everything(self) -> int:
        """Documents in all, those of other shards included."""
        return self._documents

    def results(self) -> Iterator[Result]:
        """What became of every document so far, in the order of the sources, whichever run did it."""
        for key in self.plan.labels:
            done = self.ledger.done(key)
            yield from done.results if done else ()
        yield from self.plan.unreadable

    def _see(self, cancel: threading.Event) -> set[str]:
        """Go through the sources and see what is missing; with `again`, also what failed before."""
        finished = self.ledger.finished()
        missing: set[str] = set()
        for item in self.sources.items():
            if cancel.is_set():
                break
            content = ""
            try:
                content = item.content()
            except OSError as error:
                item.error = explained(error)
            if item.error:
                self.plan.unreadable.append(Result(item.label, error=item.error))
                continue
            key = item.key(self.setup.conditions, content)
            self.plan.labels[key] = item.label
            self._documents += len(item.labels)
            if not self._ours(key):
                continue
            self.plan.sizes[key] = len(item.labels)
            done = self.ledger.done(key) if key in finished else None
            if done and self._again and any(r.error for r in done.results):
                self.ledger.forget(key)
                done = None
            if done is None or self.setup.kind and not self.ledger.part(key).exists():
                missing.add(key)
            else:
                failed = sum(bool(r.error) for r in done.results)
                self.progress.failed += failed
                self.progress.done += len(done.results) - failed
        self.progress.total = self.plan.documents
        self._documents += len(self.plan.unreadable)
        self.progress.failed += len(self.plan.unreadable)
        self.progress.before = self.progress.done + self.progress.failed
        self.progress.started = time.monotonic()
        return missing

    def _ours(self, key: str) -> bool:
        number, parts = self._shard
        return int(key, 16) % parts == number - 1

    def _jobs(self, missing: set[str], cancel: threading.Event) -> Iterator[Job]:
        """What is missing, claimed one after the other as workers are free."""
        for item in self.sources.items():
            if cancel.is_set():
                return
            if item.error:
                continue
            try:
                content = item.content()
            except OSError:
                continue
            key = item.key(self.setup.conditions, content)
            if key not in missing:
                continue
            if not self.ledger.claim(key):
                self.elsewhere += 1
            elif self._done_meanwhile(key):
                self.ledger.release(key)
            else:
                missing.discard(key)
                yield Job(item, key, content)

    def _done_meanwhile(self, key: str) -> bool:
        """Whether another run has done an item since this one looked."""
        done = self.ledger.done(key)
        if done is None or self.setup.kind and not self.ledger.part(key).exists():
            return False
        self.progress.done += len(done.results)
        return True

    def _take(self, event: Event) -> Iterator[Told]:
        """Enter what happened into the books."""
        if isinstance(event, Heard):
            if isinstance(event.message, Units):
                if self.memory:
                    self.memory.add(event.message.units)
            elif isinstance(event.message, Sentences):
                self.progress.sentences += event.message.count
            elif isinstance(event.message, Begun):
                yield Told("begin", event.label, event.pid)
        elif isinstance(event, Finished):
            if event.done is not None:
                self.ledger.record(event.key, event.done)
            self.ledger.release(event.key)
            yield from self._entered(event.done)
        yield Told("progress")

    def _entered(self, done: Done | None) -> Iterator[Told]:
        for result in done.results if done else ():
            self.progress.failed += bool(result.error)
            self.progress.done += not result.error
            yield Told("document", result.label, result=result)
