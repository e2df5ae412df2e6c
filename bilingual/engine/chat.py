"""What all language models have in common, wherever they run: one sentence a request, judged answers, a second
question that
says what was wrong, and as many requests at once as the model can work on.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace

from bilingual.engine.base import Engine, Request
from bilingual.engine.client import Stop
from bilingual.engine.pace import Pace
from bilingual.engine.prompts import Prompts
from bilingual.engine.replies import CUT, FAILED, REMAINS, Reply, judged
from bilingual.model.document import Candidate

TOKENS_A_CHARACTER = 1.6  # of English for a Chinese character, at the most: more is a model that does not stop
TOKENS_LEAST = 48
UNUSED = -9.0  # the score of an answer that cannot be used
BEAT = 0.2  # seconds between two looks at whether anybody still waits
SHOWN = 300  # characters of a former answer that a model is shown


class LanguageModel(Engine):
    """A model that is asked in words. One that runs somewhere derives from this and has `_ask`; `chat` is false for
    a model without a
    chat template, which is shown examples and cannot be told what was wrong."""

    uses_context = True
    chat = True

    def __init__(self, prompts: Prompts, pace: Pace):
        self.prompts, self.pace = prompts, pace
        self.finished: dict[int, list[Candidate]] = {}
        self._given_up: set[str] = (
            set()
        )  # texts that a server failed on; neither they nor their parts are asked for again
        self._tokens, self._seconds, self._lock = 0, 0.0, threading.Lock()

    @property
    def suited(self) -> str:  # type: ignore[override]
        return (f"Draft by {self.name}, a language model: it reads well and may add or leave out, so read it beside "
                "the Chinese.")

    @property
    def status(self) -> str:
        """Tokens a second so far, for the progress bar."""
        return f"{self._tokens / self._seconds:.0f} tokens/s" if self._seconds else ""

    @property
    def batch(self) -> int:  # type: ignore[override]
        """Enough to fill what is asked for at once, and few enough that little waits to be kept."""
        return max(16, 4 * self.pace.level)

    def translate(
        self, requests: Sequence[Request], effort: int = 0, progress: Callable[[int], None] = lambda done: None
    ) -> list[list[Candidate]]:
        """One candidate for each request; with effort, of a request that names what is lacking, the answer to being
        asked again.

        What is finished when an exception breaks the call off is in `finished`; what is being asked then is broken
        off, too.
        """
        self._prepare()
        self.finished, start, stop = {}, time.perf_counter(), Stop()
        # Prompts with the same beginning one after the other: with the terms' examples, and without.
        todo = deque(sorted(range(len(requests)), key=lambda n: not requests[n].terms))
        waiting: dict[Future[Candidate], int] = {}
        self.pace.begin()
        pool = ThreadPoolExecutor(max_workers=32)
        try:
            while todo or waiting:
                while todo and len(waiting) < self.pace.level:
                    n = todo.popleft()
                    waiting[pool.submit(self._answer, requests[n], effort, stop)] = n
                for future in wait(waiting, timeout=BEAT, return_when=FIRST_COMPLETED).done:
                    n = waiting.pop(future)
                    self.finished[n] = [future.result()]
                    self.pace.answered(len(requests[n].source))
                    progress(1)
                self.heartbeat()
        finally:
            stop.set()
            pool.shutdown(wait=not waiting, cancel_futures=True)
            self._seconds += time.perf_counter() - start
        return [self.finished[n] for n in range(len(requests))]

    def _prepare(self) -> None:
        """What is to be done before the first question."""

    def _ask(self, request: Request, room: int, stop: Stop) -> Reply:
        """What the model says; `room` is how many tokens its translation may have. Raises BilingualError when it can
        say nothing.
        """
        raise NotImplementedError

    def _answer(self, request: Request, effort: int, stop: Stop) -> Candidate:
        if effort and self.chat and not request.lacking:  # nothing to tell it that it has not been told
            return Candidate(request.answer, UNUSED)
        if any(request.source in text for text in self._given_up):
            return Candidate("", UNUSED, fault=FAILED)
        room = int(
            TOKENS_LEAST + TOKENS_A_CHARACTER * len(request.source) + sum(len(t.target) for t in request.terms) / 3
        )
        best, fault = self._candidate(request, room, stop)
        if fault.startswith(FAILED):
            self._given_up.add(request.source)
        if not fault or not self.chat or fault.startswith(FAILED):
            return best
        asked = replace(request, answer=best.text[:SHOWN], fault=fault)
        again, still = self._candidate(asked, room * (2 if fault == CUT else 1), stop)
        return again if not still or again.text and not best.text else best

    def _candidate(self, request: Request, room: int, stop: Stop) -> tuple[Candidate, str]:
        reply = self._ask(request, room, stop)
        with self._lock:
            self._tokens += reply.tokens
            self.prompt_tokens += reply.prompt_tokens
            self.cached_tokens += reply.cached_tokens
        text, fault = judged(reply, request)
        # Chinese that is left in an answer is seen by everybody, and may be mended: it makes the answer worse, not
        # useless.
        useless = "" if fault.startswith(REMAINS) else fault
        return Candidate(text, UNUSED if fault else reply.score, fault=useless), fault
