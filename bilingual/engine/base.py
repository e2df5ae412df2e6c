"""What every engine is asked and what it answers: a batch of requests with their terms in, scored candidates out."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bilingual.model.document import Candidate, Term


@dataclass(frozen=True)
class Context:
    """What stands around a text, for engines that can use it: the document's title, the sentences before and after, similar ones with their English."""
    title: str = ""
    before: str = ""
    after: str = ""
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Request:
    """A Chinese text and the terms in it that its English must contain; term spans count from the start of `source`.

    `draft` is English to be revised. When a text is asked for again, `answer` is what was said and `lacking` what was missing in it.
    """
    source: str
    terms: tuple[Term, ...] = ()
    context: Context = Context()
    draft: str = ""
    answer: str = ""
    lacking: tuple[str, ...] = ()


class Engine(Protocol):
    """What the translator needs of an engine."""

    name: str
    signature: str    # everything the output depends on, in one line
    obeys_terms: bool  # whether it was made to take over given renderings

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        """Candidates for each request, best first, at least one.

        `effort` 0 is the engine's best single try; 1 spends several times as much on more and different candidates,
        for requests whose first candidates lack a term. `progress` is told how many requests have been finished. A slow engine may
        have two members more: `batch`, how many requests it wants at once, and `status`, how it is getting on, for a progress bar.
        """
