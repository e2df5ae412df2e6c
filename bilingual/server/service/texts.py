"""Texts in, English out, for all protocols. What cannot be translated is an error, never the Chinese."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from starlette.requests import Request

from bilingual.language.han import HAN
from bilingual.language.traditional import is_traditional
from bilingual.model.document import Block, Document, Segment, State
from bilingual.server.queue import TURN, Steps, Worker
from bilingual.server.requests import done
from bilingual.server.security import Refused
from bilingual.translation.alternatives import alternatives
from bilingual.translation.judge import verify

MOST_TEXTS = 2_000
MOST_CHARACTERS = 1_000_000
MOST_ALTERNATIVES = 8
_STATES = [s.value for s in State]


class Text(Protocol):
    """A text as a client sent it: `blocks` are what is to be translated, `english` is the whole once they are."""

    blocks: list[Block]

    def english(self) -> str: ...


class Plain:
    """A text without markup: each line is a paragraph; white space and lines without Chinese stay as they are."""

    def __init__(self, text: str):
        self._pieces: list[str | Block] = []
        for piece in re.split(r"(\s*\n\s*|^\s+|\s+$)", text):
            self._pieces.append(Block("paragraph", piece) if HAN.search(piece) else piece)
        self.blocks = [p for p in self._pieces if isinstance(p, Block)]

    def english(self) -> str:
        return "".join(p if isinstance(p, str) else p.target for p in self._pieces)


def strings(value: object, name: str) -> list[str]:
    """A field that is a text or several. Raises Refused for all else, and for more than is taken at once."""
    texts = value if isinstance(value, list) else [value]
    if value is None or not all(isinstance(t, str) for t in texts):
        raise Refused(400, f"The field {name} must be a text or a list of texts.")
    if len(texts) > MOST_TEXTS or sum(map(len, texts)) > MOST_CHARACTERS:
        raise Refused(
            413, f"No more than {MOST_TEXTS} texts or {MOST_CHARACTERS} characters are taken at once: send several."
        )
    return [str(t) for t in texts]


async def translated(
    request: Request, texts: Sequence[Text], glossary: Path | None = None, more: int = 0
) -> list[list[str]]:
    """Have texts translated together. Gives each text's English, and after it up to `more` alternatives.

    Raises Refused and BilingualError; the texts' blocks then tell nothing.
    """
    found: Any = await done(
        request, lambda worker, cancel: _steps(worker, cancel, texts, glossary, min(more, MOST_ALTERNATIVES)))
    return [list(f) for f in found]


def _steps(worker: Worker, cancel: threading.Event, texts: Sequence[Text], glossary: Path | None, more: int) -> Steps:
    translator = worker.with_glossary(glossary) if glossary else worker.translator
    # A traditional text among others is still read as one.
    kinds = [is_traditional("".join(b.text for b in t.blocks)) for t in texts]
    for traditional in (False, True):
        blocks = [b for t, kind in zip(texts, kinds, strict=True) if kind is traditional for b in t.blocks]
        if blocks:
            yield from translator.steps(Document(Path("text"), "txt", blocks), cancel=cancel, size=TURN)
    others: dict[int, list[str]] = {}
    if more:
        segments = list(_segments(texts))
        for start in range(0, len(segments), TURN):
            part = segments[start : start + TURN]
            others.update(zip(map(id, part), alternatives(part, translator.engine, more), strict=True))
            yield
    for segment in _segments(texts):
        if HAN.search(segment.source) and not segment.target.strip():
            raise Refused(500, f"“{segment.source[:40]}” could not be translated.")
    return [[text.english(), *_alternatives(text, others, more)] for text in texts]


def _segments(texts: Iterable[Text]) -> Iterable[Segment]:
    return (s for t in texts for b in t.blocks for s in b.segments)


def _alternatives(text: Text, others: dict[int, list[str]], more: int) -> list[str]:
    """Other versions of a whole text: the n-th has each sentence's n-th alternative, or its English without one."""
    segments = list(_segments([text]))
    before, found = [(s.target, [t.target_span for t in s.terms]) for s in segments], []
    for n in range(more):
        if not any(n < len(others[id(s)]) for s in segments):
            break
        for segment, (target, spans) in zip(segments, before, strict=False):
            other = n < len(others[id(segment)])
            _put(segment, others[id(segment)][n] if other else target, None if other else spans)
        found.append(text.english())
    for segment, (target, spans) in zip(segments, before, strict=False):
        _put(segment, target, spans)
    return found


def _put(segment: Segment, target: str, spans: Sequence[tuple[int, int] | None] | None) -> None:
    """Give a segment an English, and its terms their places in it."""
    segment.target = target
    for term, span in zip(segment.terms, spans or verify(segment.text, segment.terms, target).spans, strict=False):
        term.target_span = span


def described(text: Text) -> dict:
    """What is known of a translated text, for ?bilingual=1: its state, its terms and their fate, its issues."""
    segments = list(_segments([text]))
    states = ["needs review" if s.needs_review else s.state.value for s in segments]
    least = min(states, key=lambda s: -1 if s == "needs review" else _STATES.index(s), default="final")
    return {
        "state": least,
        "terms": [
            {"source": t.source, "target": t.target, "status": t.status.value, "origin": t.origin}
            for s in segments
            for t in s.terms
        ],
        "issues": [
            {"check": i.check, "severity": i.severity.value, "message": i.message, "source": s.source}
            for s in segments
            for i in s.issues
        ],
        "segments": [{"source": s.source, "target": s.target, "state": state}
                     for s, state in zip(segments, states, strict=True)],
    }
