"""Whoever looks after a worker: starts it, gives it items, and ends it when it hangs or eats too much.

The same on this machine and inside a task of a cluster, so that a document that kills its worker never kills more.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO

import msgspec

from bilingual.corpus import messages
from bilingual.corpus.items import Item
from bilingual.corpus.ledger import Done, Result
from bilingual.corpus.messages import Begun, Ended, Halt, Message, Sentences, Settled, Stop, Units, Work
from bilingual.corpus.setup import Setup
from bilingual.model.errors import BilingualError
from bilingual.support.paths import PACKAGE

ATTEMPTS = 2  # that a document has
LOOK = 0.25  # seconds between two looks at a worker's memory and time
LOADING = 600.0  # seconds that a worker may take to load
STARTS = 3  # workers that may die one after the other before any of them has begun a document
GRACE = 60.0  # seconds to finish a batch of sentences, after which a worker that should stop is ended


class Stopped(Exception):
    """The item was left, because the run is to stop."""


class Attendant:
    """Looks after one worker at a time. `tell` hears which document is begun, of its sentences, and new units."""

    def __init__(
        self, setup: Setup, tell: Callable[[str, Begun | Sentences | Units], None] = lambda label, message: None
    ):
        self.setup, self._tell = setup, tell
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: SimpleQueue[Message | None] = SimpleQueue()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the worker
        self._private: tempfile.TemporaryDirectory[str] | None = None  # what a worker keeps, however it ends
        self._stopping = threading.Event()
        self.peak = 0.0  # MB that a worker had at most, where the system tells

    def hear(self, tell: Callable[[str, Begun | Sentences | Units], None]) -> None:
        """Let another hear what was heard of documents."""
        self._tell = tell

    @property
    def pid(self) -> int:
        """The worker's process, 0 while there is none."""
        return self._process.pid if self._process else 0

    def work(self, item: Item, key: str, content: str) -> Done:
        """Do an item to its end, whatever its documents do to the worker.

        Raises Stopped when the run is to stop, and BilingualError when no worker can go on.
        """
        settled: dict[int, Result] = {}
        attempts: Counter[int] = Counter()
        deaths = 0
        while True:
            if self._stopping.is_set():
                raise Stopped
            at, reason = self._once(Work(item, key, content, sorted(settled)), settled, attempts)
            if reason is None:
                return Done(
                    item.label,
                    [
                        settled.get(n) or Result(label, error="It was not reached.")
                        for n, label in enumerate(item.labels)
                    ],
                )
            deaths = deaths + 1 if at is None else 0
            if deaths >= STARTS:
                raise BilingualError(f"No worker can be started: {reason}")
            if at is not None:
                attempts[at] += 1
                if attempts[at] >= ATTEMPTS:
                    settled[at] = Result(item.labels[at], error=reason, attempts=attempts[at], finished=time.time())

    def stop(self) -> None:
        """Let the worker finish its batch of sentences; what it does then is left. May be called from another
        thread.
        """
        self._stopping.set()
        self._send(Stop())

    def end(self) -> None:
        """End the worker."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        if self._private:
            self._private.cleanup()

    def _once(self, work: Work, settled: dict[int, Result], attempts: Counter[int]) -> tuple[int | None, str | None]:
        """Give the worker an item once. Returns the document it had in hand when it ended and why; no reason when
        all is done.

        What became of documents goes into `settled`; one that failed by a fault of the program is tried again.
        """
        again: set[int] = set()
        at: int | None = None
        self._ensure()
        self._send(work)
        begun, limit = time.monotonic(), LOADING
        asked = 0.0
        while True:
            message = self._next()
            now = time.monotonic()
            if isinstance(message, Begun):
                at, begun, limit = message.number, now, self.setup.seconds or float("inf")
                self._tell(work.item.labels[at], message)
            elif isinstance(message, Settled):
                at, limit = None, LOADING
                begun = now
                message.result.attempts += attempts[message.number]
                if message.fault and message.result.attempts < ATTEMPTS:
                    attempts[message.number] += 1
                    again.add(message.number)
                else:
                    settled[message.number] = message.result
            elif isinstance(message, (Sentences, Units)):
                self._tell(work.item.label, message)
            elif isinstance(message, Ended):
                if message.stopped:
                    raise Stopped
                if not again:
                    return None, None
                again.clear()
                self._send(Work(work.item, work.key, work.content, sorted(settled)))
            elif isinstance(message, Halt):
                self.end()
                raise BilingualError(message.reason)
            elif message is None:
                reason = self._death()
                if self._stopping.is_set():
                    raise Stopped
                return at, reason
            else:
                reason = self._excess(now - begun, limit)
                if reason:
                    self.end()
                    return at, reason
                asked = asked or now if self._stopping.is_set() else 0.0
                if asked and now - asked > GRACE:
                    self.end()
                    raise Stopped

    def _next(self) -> Message | Empty | None:
        """The worker's next message, None when it has ended; Empty when it says nothing for a while."""
        try:
            return self._heard.get(timeout=LOOK)
        except Empty as nothing:
            return nothing

    def _excess(self, seconds: float, limit: float) -> str:
        """What the worker has had too much of; "" when all is well."""
        used = resident(self.pid)
        self.peak = max(self.peak, used)
        if self.setup.megabytes and used > self.setup.megabytes:
            return f"It took {used:.0f} MB of memory, more than the {self.setup.megabytes} MB allowed (--memory-limit)."
        if seconds > limit:
            return f"It took longer than the {limit:.0f} s allowed (--time-limit)."
        return ""

    def _death(self) -> str:
        """Why the worker ended by itself."""
        process = self._process
        status = process.wait() if process else 0
        self.end()
        self._log.seek(0)
        said = self._log.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        name = (
            signal.Signals(-status).name if status < 0 and -status in set(signal.Signals) else f"exit status {status}"
        )
        return f"The worker died of it ({name}{': ' + said[0][:200] if said else ''})."

    def _ensure(self) -> None:
        """See that there is a worker."""
        if self._process is not None and self._process.poll() is None:
            return
        self.end()
        self._heard = SimpleQueue()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the worker
        self._private = tempfile.TemporaryDirectory(prefix="bilingual-", ignore_cleanup_errors=True)
        start = (
            f"import sys; sys.path.append({str(PACKAGE.parent)!r}); from bilingual.corpus.worker import main; main()"
        )
        # Its own session: Ctrl+C in the terminal reaches the run, which tells its workers.
        self._process = subprocess.Popen(
            [sys.executable, "-c", start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1", "TMPDIR": self._private.name},
        )
        assert self._process.stdout  # noqa: S101 - it was asked for
        threading.Thread(target=_hear, args=(self._process.stdout, self._heard), daemon=True).start()
        self._send(self.setup)

    def _send(self, order: messages.Order) -> None:
        """Tell the worker something; one that is gone is noticed when nothing more is heard of it."""
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError, ValueError):
                process.stdin.write(messages.line(order))
                process.stdin.flush()


def _hear(stream: BinaryIO, heard: SimpleQueue[Message | None]) -> None:
    """Read what a worker says, until it ends."""
    with suppress(OSError, ValueError, msgspec.MsgspecError):
        for line in stream:
            heard.put(messages.message(line))
    heard.put(None)


def resident(pid: int) -> float:
    """Memory that a process has, in MB; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0
