"""Subtitles: times and numbers stay; English lines are broken to fit the screen."""
from __future__ import annotations

import textwrap
from datetime import timedelta
from pathlib import Path

import srt

from bilingual.model.document import Block, Document
from bilingual.readers import subtitles
from bilingual.writers.copy.mark import sent

_PAUSE, _SHOWN = timedelta(seconds=1), timedelta(seconds=4)  # what is said at the end, behind the last subtitle
WIDTH = 42  # characters a line, the usual limit for English subtitles


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a subtitle file. Returns the addresses that it placed."""
    found, _ = subtitles.parsed(document.path, document.encoding or None)
    placed: set[str] = set()
    for n, subtitle in enumerate(found):
        own = subtitles.lines(subtitle.content)
        english = []
        for k, (dash, text) in enumerate(own):
            block = wanted.get(f"{n}.{k}")
            if block and block.text == text:
                placed.add(block.ref)
            english += textwrap.wrap(dash + (block.target if block else text), WIDTH)
        if any(f"{n}.{k}" in placed for k in range(len(own))):
            before, after = subtitles.around(subtitle.content)
            made = before + "\n".join(english) + after
            subtitle.content = made if layout == "replace" else f"{subtitle.content}\n{made}"
    if said := sent(document):
        end = max((s.end for s in found), default=timedelta())
        found.append(srt.Subtitle(len(found) + 1, end + _PAUSE, end + _PAUSE + _SHOWN,
                                  "\n".join(textwrap.wrap(said, WIDTH))))
    path.write_text(srt.compose(found, reindex=False), encoding="utf-8")
    return placed
