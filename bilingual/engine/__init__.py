"""Translation engines: a batch of requests with their terms in, scored candidates out.

Nothing outside this package knows what an engine is made of. A new engine is a class with these members and a line
in `load`.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bilingual.document import Candidate, Term


@dataclass(frozen=True)
class Request:
    """A Chinese text and the terms in it that its English must contain; term spans count from the start of `source`."""
    source: str
    terms: tuple[Term, ...] = ()


class Engine(Protocol):
    """What the translator needs of an engine."""

    name: str
    signature: str    # everything the output depends on, in one line
    obeys_terms: bool  # whether it was made to take over given renderings

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        """Candidates for each request, best first, at least one.

        `effort` 0 is the engine's best single try; 1 spends several times as much on more and different candidates,
        for requests whose first candidates lack a term. `progress` is told how many requests have been finished.
        """


def load(model: str | None = None, device: str = "auto", threads: int = 0, beam: int = 4) -> Engine:
    """The engine for a model named or given as a file; None takes the chosen, an installed, or the embedded one.

    Raises BilingualError when there is no such model or it cannot be used.
    """
    from bilingual.engine.decoder import ArgosEngine
    from bilingual.engine.packages import find
    return ArgosEngine(find(model), device=device, threads=threads, beam=beam)
