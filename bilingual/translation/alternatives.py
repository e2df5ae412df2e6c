"""Other renderings of a sentence that is translated, each with all its terms: for programs that let a person choose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.engine.base import Engine, Request
from bilingual.language.english import clean, ended, joined, upper_first
from bilingual.language.han import HAN
from bilingual.model.document import Segment
from bilingual.translation.judge import verify
from bilingual.translation.repair import shifted

_TORN = re.compile(r"[a-z][,;:][A-Za-z]")  # candidates far down sometimes lose the space


def alternatives(segments: Sequence[Segment], engine: Engine, most: int) -> list[list[str]]:
    """For each segment up to `most` other renderings, best first. One that lacks a term or a number is none."""
    wanted = [s for s in segments if not s.fixed and HAN.search(s.text[len(s.marker) :])]
    requests = [Request(s.text[len(s.marker) :], shifted(s.terms, len(s.marker))) for s in wanted]
    found = {
        id(s): _sound(s, r, [c.text for c in answer], most)
        for s, r, answer in zip(wanted, requests, engine.translate(requests, 1) if requests else [], strict=True)
    }
    return [found.get(id(s), []) for s in segments]


def _sound(segment: Segment, request: Request, texts: Sequence[str], most: int) -> list[str]:
    out: list[str] = []
    for text in texts:
        text = clean(text)
        verdict = verify(request.source, request.terms, text)
        whole = joined(segment.marker_target, upper_first(ended(text, request.source)))
        if not any(verdict.cost[:2]) and not _TORN.search(text) and whole != segment.target and whole not in out:
            out.append(whole)
    return out[:most]
