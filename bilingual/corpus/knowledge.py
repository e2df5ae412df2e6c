"""The memory as workers have it: they read one file, and what they translate goes to the one that writes it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bilingual.translation.memory import Memory, Unit

AT_HAND = 20_000  # new sentences that a worker has before it finds them in the file


class SharedMemory(Memory):
    """A memory that hands on what is added, and only reads its file. `send` gets each batch of new units."""

    def __init__(self, path: Path, send: Callable[[list[Unit]], None]):
        super().__init__(path)
        self._send, self._new = send, OrderedDict[str, Unit]()

    def machine(self, keys: Sequence[str]) -> dict[str, Unit]:
        own = {k: self._new[k] for k in keys if k in self._new}
        return {**super().machine([k for k in keys if k not in own]), **own}

    def add(self, units: Iterable[Unit]) -> int:
        batch = list(units)
        self._new.update((u.key, u) for u in batch if u.key)
        while len(self._new) > AT_HAND:
            self._new.popitem(last=False)
        self._send(batch)
        return len(batch)
