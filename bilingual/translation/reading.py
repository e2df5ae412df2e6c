"""Finished English, a machine's or a person's, read once more against its Chinese: what was left out, what has changed
places.

It takes a model that follows its words. Where the one that translated does not, or a person wrote, the embedded one
reads.
"""
from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from bilingual.engine.base import Engine
from bilingual.model.document import Segment
from bilingual.model.errors import BilingualError
from bilingual.translation.coverage import look
from bilingual.translation.exchange import look_for_exchanges


def read(segments: Iterable[Segment], engine: Engine | None = None) -> list[str]:
    """Note on the segments what was left out of their English and what has changed places in it.

    `engine` is the one of the run. Returns in words what could not be looked for.
    """
    segments = list(segments)
    for segment in segments:
        segment.followed = True
    free = [s for s in segments if s.target and not s.fixed and s.origin != "rule" and s.marker_target != s.target]
    if not free:
        return []
    reader = engine if engine and engine.aligned else _reader(os.getpid())
    if reader is None:
        return ["what may be missing from the English was not looked for: the embedded model is not there"]
    too_long = look(free, reader)
    look_for_exchanges(free, reader)
    return [f"what may be missing from the English of {', '.join(too_long)} was not looked for: too long"] * bool(
        too_long)


@cache
def _reader(process: int) -> Engine | None:
    """The embedded model, once a process: one that was loaded before a fork does not answer behind it."""
    from bilingual.engine.load import load  # and with it the engines' libraries, which few need who check
    try:
        return load("embedded")
    except BilingualError:
        return None
