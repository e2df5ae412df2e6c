"""What every engine is asked and what it answers: a batch of requests with their terms in, scored candidates out."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bilingual.model.document import Candidate, Link, Term

BATCH = 128  # sentences given to an engine at once, where it does not want fewer


@dataclass(frozen=True)
class Context:
    """What stands around a text, for engines that can use it: the document's title, the sentences before and after,
    similar ones with their English.
    """
    title: str = ""
    before: str = ""
    after: str = ""
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Request:
    """A Chinese text and the terms in it that its English must contain; term spans count from the start of `source`.

    `draft` is English to be revised. When a text is asked for again, `answer` is what was said, `lacking` what was
    missing in it, `places` the spans of the source that this came from (none: any place), and `fault` why it could not
    be used.
    """
    source: str
    terms: tuple[Term, ...] = ()
    context: Context = Context()
    draft: str = ""
    answer: str = ""
    lacking: tuple[str, ...] = ()
    fault: str = ""
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Alignment:
    """What an engine knows of a given pair: which characters became which, and the source spans that nothing came from.

    `known` is false where the pair was too long to be looked at.
    """
    links: tuple[Link, ...] = ()
    uncovered: tuple[tuple[int, int], ...] = ()
    known: bool = True


def retold(candidate: Candidate, text: str, move: Callable[[int], int]) -> Candidate:
    """A candidate with another text; `move` says where a place of the old one is in the new one."""
    return replace(candidate, text=text, links=tuple((s, e, move(a), move(b)) for s, e, a, b in candidate.links))


def exchanged(candidate: Candidate, span: tuple[int, int], new: str) -> Candidate:
    """A candidate with a new text in place of a span of its own; links move with their words, and those from inside the
    span end with it at the latest.
    """
    start, end = span
    text = candidate.text[:start] + new + candidate.text[end:]
    shift = len(text) - len(candidate.text)
    return retold(candidate, text, lambda at: at + shift if at >= end else min(at, end + shift))


class Engine:
    """What the translator needs of an engine.

    A new one derives from this class and has at least `name`, `signature` and `translate`.
    """

    name: str
    signature: str        # everything the output depends on, in one line
    uses_context = False  # whether the answer depends on a request's context
    clause_joint = False  # whether it wants clauses cut in front of the comma that joins them, not behind it
    aligned = False       # whether `align` knows of every word of a pair, not only of the request's terms
    traces = False        # whether `align` knows where the request's terms went, though not every word
    batch = BATCH         # how many requests it wants at once
    obeys = False         # whether it takes over a rendering that it is given, word for word
    unsure_below: float | None = None  # the score below which its English is wrong far more often than right
    sent_to = ""          # the other machine that the text goes to; "" where it stays on this one
    suited = ""           # what made the draft and what it is good for, a sentence for readers
    remarks: Sequence[str] = ()  # what the reader of a translation should know of how it was made
    prompt_tokens = 0     # how long all prompts were together, where the engine has prompts
    cached_tokens = 0     # of these, those that did not have to be computed again

    # Called a few times a second while the engine waits for an answer; what it raises ends the call.
    heartbeat: Callable[[], None] = staticmethod(lambda: None)
    # The answers of a call that was broken off, by the place of their request.
    finished: Mapping[int, list[Candidate]] = MappingProxyType({})

    @property
    def status(self) -> str:
        """How it is getting on, for a progress bar."""
        return ""

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        """Candidates for each request, best first, at least one.

        `effort` 0 is the engine's best single try; 1 spends several times as much on more and different candidates,
        for requests whose first candidates lack a term. `progress` is told how many requests have been finished.
        """
        raise NotImplementedError

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        """How likely the engine finds each English (mean log-probability of a token); empty where it cannot tell."""
        return []

    def align(self, pairs: Sequence[tuple[Request, str]]) -> list[Alignment]:
        """Where the Chinese of each pair went in its English, whoever wrote it; empty where the engine cannot tell."""
        return []
