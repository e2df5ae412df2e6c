"""Workers on this machine: each with an attendant in a thread of its own, all taking from one stream of items."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue

from bilingual.corpus.attendant import Attendant, Stopped
from bilingual.corpus.items import Item
from bilingual.corpus.ledger import Done
from bilingual.corpus.messages import Begun, Sentences, Units
from bilingual.corpus.setup import Setup

TICK = 0.5  # seconds after which something is yielded, even when nothing has happened


@dataclass(frozen=True)
class Job:
    """An item with its key and the hash of its content."""

    item: Item
    key: str
    content: str


@dataclass(frozen=True)
class Heard:
    """What was heard of a document while it was done, and from which process."""

    label: str
    message: Begun | Sentences | Units
    pid: int = 0


@dataclass(frozen=True)
class Finished:
    """An item is done; or, with `done` None, it was left because the run is to stop."""

    key: str
    done: Done | None


@dataclass(frozen=True)
class Tick:
    """Time has passed."""


Event = Heard | Finished | Tick


class Pool:
    """Some workers on this machine. `run` may be used once."""

    def __init__(self, setup: Setup, workers: int):
        self._attendants = [Attendant(setup, partial(self._hear, n)) for n in range(workers)]
        self._events: SimpleQueue[Event | BaseException | None] = SimpleQueue()
        self._turn = threading.Lock()
        self._stopping = False

    def run(self, jobs: Iterator[Job]) -> Iterator[Event]:
        """Do the jobs; yields what happens, at least a Tick every half second. The next job is asked for when a
        worker is free.
        """
        threads = [threading.Thread(target=self._attend, args=(a, jobs), daemon=True) for a in self._attendants]
        for thread in threads:
            thread.start()
        left = len(threads)
        try:
            while left:
                try:
                    event = self._events.get(timeout=TICK)
                except Empty:
                    event = Tick()
                if isinstance(event, BaseException):
                    raise event
                if event is None:
                    left -= 1
                else:
                    yield event
        finally:
            self._stopping = True
            for attendant in self._attendants:
                attendant.end()

    def stop(self) -> None:
        """Begin nothing new, and let every worker finish its batch of sentences."""
        self._stopping = True
        for attendant in self._attendants:
            attendant.stop()

    @property
    def peak(self) -> float:
        """MB that a worker had at most."""
        return max((a.peak for a in self._attendants), default=0.0)

    def _hear(self, number: int, label: str, message: Begun | Sentences | Units) -> None:
        self._events.put(Heard(label, message, self._attendants[number].pid))

    def _attend(self, attendant: Attendant, jobs: Iterator[Job]) -> None:
        try:
            while not self._stopping:
                with self._turn:
                    job = next(jobs, None)
                if job is None:
                    break
                try:
                    self._events.put(Finished(job.key, attendant.work(job.item, job.key, job.content)))
                except Stopped:
                    self._events.put(Finished(job.key, None))
            self._events.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised where the run is
            self._events.put(error)
        finally:
            attendant.end()
