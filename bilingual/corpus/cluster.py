"""A Dask cluster as the workers: each task is an item, done by an attendant with a worker process of its own.

So a document that kills its worker kills no Dask worker with all that waits there, and attempts, time and memory are
counted as on one machine. Few items wait at a worker: when a Dask worker is lost, its items are done elsewhere.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bilingual.corpus.attendant import Attendant, Stopped
from bilingual.corpus.ledger import Done
from bilingual.corpus.messages import Begun, Sentences, Units
from bilingual.corpus.pool import TICK, Event, Finished, Heard, Job, Tick
from bilingual.corpus.setup import Setup
from bilingual.model.errors import BilingualError
from bilingual.support.files import host

if TYPE_CHECKING:
    from distributed import Client, Future

WAITING = 2  # items given to a worker: the one in hand and the next
PATIENCE = 120.0  # seconds that a scheduler may be gone
CONNECT = "10s"
LOST = 4  # times that an item's Dask worker may be lost

_attendants: dict[tuple[Setup, int], Attendant] = {}  # of this Dask worker, by setup and thread


@dataclass
class Answer:
    """What a task gives back: what became of the item (None: stopped), the units for the memory, sentences;
    `error` halts the run.
    """

    done: Done | None
    told: list[tuple[str, Any]]
    pid: int = 0
    error: str = ""


def work(setup: Setup, machine: str, job: Job) -> Answer:
    """Do a job on a Dask worker. `machine` is the one the run was started on: elsewhere its memory file cannot be
    read.
    """
    told: list[tuple[str, Any]] = []
    if machine != host():
        setup = replace(setup, memory="")
    attendant = _attendants.setdefault((setup, threading.get_ident()), Attendant(setup))
    attendant.hear(lambda label, message: told.append((label, message)))
    try:
        return Answer(attendant.work(job.item, job.key, job.content), told, attendant.pid)
    except Stopped:
        return Answer(None, told)
    except BilingualError as error:
        return Answer(None, told, error=str(error))


def hasten() -> None:
    """Let the worker processes of this Dask worker finish their batch of sentences and stop."""
    for attendant in list(_attendants.values()):
        attendant.stop()


def dismiss() -> None:
    """End the worker processes of this Dask worker."""
    while _attendants:
        _attendants.popitem()[1].end()


class Cluster:
    """The workers of a Dask cluster. `address` is a scheduler's, or "local" for a cluster of `count` processes on
    this machine.
    """

    def __init__(self, setup: Setup, address: str, count: int, note: Callable[[str], None]):
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise BilingualError("--cluster needs Dask: python -m pip install 'bilingual-policy[cluster]'.") from error
        self._setup, self._address, self._count, self._note = setup, address, count, note
        self._own: Any = None
        self._client: Client | None = None
        self._stopping = False

    def stop(self) -> None:
        """Give out nothing new; each worker finishes its batch of sentences."""
        self._stopping = True
        if self._client is not None and self._client.status == "running":
            self._client.run(hasten)

    def run(self, jobs: Iterator[Job]) -> Iterator[Event]:
        """As Pool.run; results come as they are made. A scheduler that is gone may come back within PATIENCE
        seconds.
        """
        client = self._client = self._connected(CONNECT)
        self._note(f"the cluster's dashboard: {client.dashboard_link}")
        in_hand: dict[Future, Job] = {}
        waiting: list[Job] = []
        lost: dict[str, int] = {}
        try:
            while True:
                gone = not self._give_out(client, jobs, waiting, in_hand)
                if not gone and not in_hand and (self._stopping or not waiting):
                    break
                ready = [f for f in in_hand if f.status != "pending"]
                if not gone and not ready:
                    time.sleep(TICK)
                    yield Tick()
                gone = gone or client.status not in ("running", "connecting")
                gone = gone or any(f.status in ("cancelled", "lost") for f in ready)
                for future in ready if not gone else ():
                    job = in_hand[future]
                    if future.status == "error":
                        lost[job.key] = lost.get(job.key, 0) + 1
                        if lost[job.key] >= LOST:
                            raise BilingualError(f"The cluster cannot do {job.item.label}: {future.exception()!r}")
                        waiting.append(in_hand.pop(future))
                        continue
                    try:
                        answer = future.result()
                    except OSError:  # the scheduler went away with it
                        gone = True
                        break
                    del in_hand[future]
                    yield from _events(job, answer)
                if gone:
                    waiting += in_hand.values()
                    in_hand.clear()
                    client = self._client = self._again(client)
        finally:
            self._close(client)

    def _give_out(self, client: Client, jobs: Iterator[Job], waiting: list[Job], in_hand: dict[Future, Job]) -> bool:
        """Give the Dask workers as many jobs as may wait there; False where the scheduler is gone."""
        if self._stopping:
            return True
        try:
            room = WAITING * max(1, len(client.nthreads())) - len(in_hand)
        except OSError:
            return False
        for _ in range(room):
            job = waiting.pop() if waiting else next(jobs, None)
            if job is None:
                break
            try:
                # Each try is a task of its own; that one is done again is decided here and by the attendant.
                future = client.submit(work, self._setup, host(), job, pure=False, retries=0)
            except OSError:
                waiting.append(job)
                return False
            in_hand[future] = job
        return True

    def _connected(self, patience: str | float) -> Client:
        from distributed import Client, LocalCluster

        try:
            if self._address == "local":
                self._own = LocalCluster(
                    n_workers=self._count, threads_per_worker=1, dashboard_address="127.0.0.1:0", memory_limit=0
                )
                return Client(self._own)
            return Client(self._address, timeout=patience)
        except (OSError, ValueError, TimeoutError) as error:
            raise BilingualError(
                f"There is no Dask scheduler at {self._address} ({error}): start one with `dask scheduler`, "
                "or mend the address."
            ) from error

    def _again(self, client: Client) -> Client:
        """Connect anew to a scheduler that went away."""
        client.close(timeout=1)
        self._note(f"the scheduler at {self._address} is gone; waiting for it")
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._connected("5s")
            except BilingualError as error:
                if time.monotonic() > end or self._stopping:
                    raise BilingualError(
                        f"The scheduler at {self._address} did not come back within {PATIENCE:.0f} s; what was done is "
                        "kept, and the same command goes on from there."
                    ) from error
                time.sleep(1)

    def _close(self, client: Client) -> None:
        try:
            if client.status == "running":
                client.run(dismiss)
        finally:
            client.close(timeout=5)
            if self._own is not None:
                self._own.close(timeout=10)


def _events(job: Job, answer: Answer) -> Iterator[Event]:
    if answer.error:
        raise BilingualError(answer.error)
    for label, message in answer.told:
        if isinstance(message, (Begun, Sentences, Units)):
            yield Heard(label, message, answer.pid)
    yield Finished(job.key, answer.done)
