"""One worker thread that translates for everybody, a turn at a time.

Whoever asks gets a turn of one batch, then the next has one, so that a book does not keep a sentence waiting. Clients
take turns, not requests: a program that sends a hundred requests at once does not push the others back.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Generator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from bilingual.glossary.load import load as load_glossary
from bilingual.model.glossary import Glossary
from bilingual.pipeline import Translator

TURN = 16  # sentences of a turn; more would be a little faster, and would keep others waiting
MOST_TASKS = 500  # waiting at once
MOST_TRANSLATORS = 8  # kept for the glossaries that clients made

Steps = Generator[None, None, Any]


class Busy(Exception):
    """More is waiting than is taken on."""


class Cancelled(Exception):
    """Nobody waits for the result any longer."""


class Task:
    """Something to be done in turns. `result` holds what the steps return; `cancel` is looked at in every turn."""

    def __init__(self, client: str, steps: Callable[[Worker, threading.Event], Steps]):
        self.client, self.cancel = client, threading.Event()
        self.result: Future[Any] = Future()
        self._make = steps
        self._steps: Steps | None = None
        self.result.set_running_or_notify_cancel()  # from now on only `cancel` cancels it

    def turn(self, worker: Worker) -> bool:
        """Do one step; whether that was the last. What goes wrong is the result's."""
        try:
            if self.cancel.is_set():
                raise Cancelled
            self._steps = self._steps or self._make(worker, self.cancel)
            next(self._steps)
            return False
        except StopIteration as end:
            self.result.set_result(end.value)
        except BaseException as error:  # noqa: BLE001  the next one must have its turn, whatever became of this
            if self._steps:
                self._steps.close()
            self.result.set_exception(Cancelled() if self.cancel.is_set() else error)
        self._steps = None
        return True


class Worker:
    """The thread and its queue. `make` gives the translator, in the worker's thread, to which its memory belongs."""

    translator: Translator

    def __init__(self, make: Callable[[], Translator], most: int = MOST_TASKS):
        self._make, self._most = make, most
        self._waiting: OrderedDict[str, deque[Task]] = OrderedDict()
        self._changed, self._ending, self._count = threading.Condition(), False, 0
        self._ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="translating", daemon=True)
        self._others: OrderedDict[tuple[Path, int], Translator] = OrderedDict()

    def start(self) -> None:
        """Load everything and begin. Raises what loading raised."""
        self._thread.start()
        self._ready.result()

    def stop(self) -> None:
        """End after the current turn; what waits is cancelled."""
        with self._changed:
            self._ending = True
            for tasks in self._waiting.values():
                for task in tasks:
                    task.cancel.set()
            self._changed.notify()
        self._thread.join(30)

    @property
    def count(self) -> int:
        """Tasks that wait or are being done."""
        return self._count

    def submit(self, client: str, steps: Callable[[Worker, threading.Event], Steps]) -> Task:
        """Put work in the queue. `steps` is called in the worker's thread, and may use the translator. Raises Busy."""
        task = Task(client, steps)
        with self._changed:
            if self._count >= self._most or self._ending:
                raise Busy
            self._count += 1
            self._waiting.setdefault(client, deque()).append(task)
            self._changed.notify()
        return task

    def with_glossary(self, path: Path) -> Translator:
        """The translator with the entries of one more glossary, which win. Raises BilingualError for a bad one."""
        key = (path, path.stat().st_mtime_ns)
        if key not in self._others:
            base = self.translator
            self._others[key] = Translator(base.engine, base.glossary.merged(load_glossary([path])), base.memory)
            while len(self._others) > MOST_TRANSLATORS:
                self._others.popitem(last=False)
        self._others.move_to_end(key)
        return self._others[key]

    def use(self, glossary: Glossary) -> None:
        """Translate with another glossary from now on. For the worker's own thread."""
        self.translator = Translator(self.translator.engine, glossary, self.translator.memory)
        self._others.clear()

    def _run(self) -> None:
        try:
            self.translator = self._make()
        except BaseException as error:  # noqa: BLE001  who waits for it is told
            self._ready.set_exception(error)
            return
        self._ready.set_result(None)
        while task := self._next():
            done = task.turn(self)
            with self._changed:
                if done:
                    self._count -= 1
                else:
                    self._waiting.setdefault(task.client, deque()).appendleft(task)

    def _next(self) -> Task | None:
        """The first task of the client whose turn it is; the client goes to the end of the row."""
        with self._changed:
            while not self._waiting:
                if self._ending:
                    return None
                self._changed.wait()
            client, tasks = self._waiting.popitem(last=False)
            task = tasks.popleft()
            if tasks:
                self._waiting[client] = tasks
            return task
