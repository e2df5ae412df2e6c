"""What was left out of the finished English, a machine's or a person's, as far as an engine can follow it word by word.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.engine.base import Engine, Request
from bilingual.language.coverage import LONG, gaps
from bilingual.language.lexicon import told, unseen
from bilingual.model.document import Segment, TermStatus

_LETTERED = re.compile("[甲乙丙](?=公司|方|类|级|某)")


def look(segments: Sequence[Segment], engine: Engine) -> list[str]:
    """Note on every segment the runs of Chinese that nothing in its English comes from, as an engine that follows its
    words sees them. All sentences are read in one batch; returns the ids of those that are too long.
    """
    bodies = [without_marker(s, s.target) for s in segments]
    too_long = []
    for segment, (request, english), found in zip(segments, bodies, engine.align(bodies), strict=True):
        runs = gaps(request.source, found.uncovered, _known(segment))
        segment.omitted = [request.source[a:b] for a, b in runs if _lost(request.source, (a, b), english)]
        if segment.score is not None:
            segment.omitted += _words(segment, english, found.uncovered)
        if not found.known:
            too_long.append(segment.id)
    return too_long


def without_marker(segment: Segment, english: str) -> tuple[Request, str]:
    """A segment's Chinese and an English of it as an engine is asked about them, both without the numbering."""
    return Request(segment.text[len(segment.marker):]), english.removeprefix(segment.marker_target).strip()


def _lost(source: str, run: tuple[int, int], english: str) -> bool:
    """Whether a run that nothing seems to come from was left out: a short one has a word that the English does not
    tell.
    """
    if _LETTERED.search(source, *run) and re.search(r"\b[ABC]\b", english):  # 甲公司, Company A
        return False
    said = told(source, run, english)
    return said is False or said is None and run[1] - run[0] >= LONG


def _words(segment: Segment, english: str, uncovered: Sequence[tuple[int, int]]) -> list[str]:
    """The words that neither a machine's English tells nor anything in it comes from, beyond those in a longer run.

    Single words people tell too freely: of 3,400 sentences as many right ones as wrong ones were flagged for
    them alone.
    """
    text = segment.text[len(segment.marker):]
    found = [text[a:b] for a, b in unseen(text, english, uncovered, _places(segment))]
    return [w for w in dict.fromkeys(found) if not any(w in run for run in segment.omitted)]


def _known(segment: Segment) -> list[tuple[int, int]]:
    return [place for place, t in zip(_places(segment), segment.terms, strict=True)
            if t.status not in (TermStatus.MISSING, TermStatus.OPEN)]


def _places(segment: Segment) -> list[tuple[int, int]]:
    """Where the terms stand behind the numbering."""
    lead = len(segment.marker)
    return [(t.start - lead, t.end - lead) for t in segment.terms]
