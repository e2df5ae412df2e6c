"""How many requests a server is sent at once: as many as pay."""

from __future__ import annotations

import time
from collections.abc import Callable

MOST = 16  # at once, whatever the server can do
GROWTH = 1.2  # by which a doubled number must get more done in the same time to be kept
LEAST = 4  # answers that are measured at a level, at the least


class Pace:
    """Begins with one request at a time, doubles the number as long as more gets done, and goes a step back when not.

    A server that works on one request at a time gets one; one that has four slots, four. After trouble (too many
    requests,
    no memory, no answer in time) the number is halved and stays. `clock` gives seconds since whenever.
    """

    def __init__(self, level: int = 1, most: int = MOST, clock: Callable[[], float] = time.monotonic):
        self.level, self._most, self._settled, self._before, self._clock = level, most, level >= most, 0.0, clock
        self.begin()

    @property
    def settled(self) -> bool:
        """Whether the level is found."""
        return self._settled

    def begin(self) -> None:
        """Measure the level anew: nothing was asked for a while, or the level is new."""
        self._skipped, self._count, self._done, self._since = 0, 0, 0, 0.0

    def answered(self, size: int) -> None:
        """An answer came just now; `size` is how much it was worth, in whatever unit."""
        if self._settled:
            return
        now = self._clock()
        if self._skipped < self.level:  # asked for while the level was another
            self._skipped, self._since = self._skipped + 1, now
            return
        self._count, self._done = self._count + 1, self._done + size
        if self._count < max(LEAST, 2 * self.level) or now <= self._since:
            return
        rate = self._done / (now - self._since)
        if rate >= GROWTH * self._before:
            self._before = rate
            self._settled = 2 * self.level > self._most
            self.level = min(2 * self.level, self._most)
        else:
            self.level, self._settled = self.level // 2, True
        self.begin()

    def trouble(self) -> None:
        """The server could not cope: fewer at once from now on. One that is only starting gets its time."""
        if self.level > 1:
            self.level, self._settled = self.level // 2, True
            self.begin()
