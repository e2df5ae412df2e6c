"""What a model's attention tells of a pair: which Chinese became which English, and which Chinese became nothing."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from bilingual.engine.base import Alignment
from bilingual.engine.forms import Form

BYTE = re.compile(r"<0x([0-9A-F]{2})>")
# Attention that all English tokens together give a piece of the source, below which nothing came from it. Measured on
# the references of two development sets, whole and with a clause left out: .25 finds 68 % of what was left out with 1 %
# false alarms, .4 finds 81 % with 2 %, .6 finds 88 % with 8 %.
COVERED = 0.4


def alignment(form: Form, source: Sequence[str], target: Sequence[str], rows: Sequence[list[float]]) -> Alignment:
    """The links and the uncovered spans of a form's pieces and the tokens of its English.

    `rows` gives for each token its attention to each piece. A space in front of the first word is not part of the text.
    """
    starts = _pieces(form.text, tuple(source))
    weights = np.asarray(rows, dtype=float).reshape(len(target), len(starts))
    links, at = [], -1
    for token, best in zip(target, weights.argmax(axis=1).tolist(), strict=True):
        first, last = starts[best]
        if first < last <= len(form.origin):
            links.append((form.origin[first][0], form.origin[last - 1][1], max(0, at), at + len(token)))
        at += len(token)
    return Alignment(tuple(links), _uncovered(form, starts, weights.sum(axis=0).tolist()))


def _uncovered(form: Form, starts: list[tuple[int, int]], received: Sequence[float]) -> tuple[tuple[int, int], ...]:
    """The spans of the origin whose pieces received too little attention."""
    touched: set[tuple[int, int]] = set()
    for (first, last), attention in zip(starts, received, strict=True):
        if attention >= COVERED:
            touched.update(form.origin[first:last])
    there = {i for a, b in touched for i in range(a, b)}
    length = form.origin[-1][1] if form.origin else 0
    return spans_of(i for i in range(length) if i not in there)


def spans_of(positions: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Rising positions as spans (start, end)."""
    out: list[tuple[int, int]] = []
    for i in positions:
        if out and out[-1][1] == i:
            out[-1] = out[-1][0], i + 1
        else:
            out.append((i, i + 1))
    return tuple(out)


@lru_cache(maxsize=64)  # the hypotheses of a form come one after the other
def _pieces(text: str, pieces: tuple[str, ...]) -> list[tuple[int, int]]:
    return places(text, pieces)


def places(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """The character span of each SentencePiece of a text (pieces are NFKC-normalised, spaces may be merged)."""
    owner = [i for i, c in enumerate(text) for n in unicodedata.normalize("NFKC", c) if not n.isspace()]
    spans, at, left = [], 0, 0
    for piece in pieces:
        byte = BYTE.fullmatch(piece)
        if byte:
            code = int(byte[1], 16)
            if code & 0xC0 != 0x80:
                left = 1 if code < 0xC0 else 2 if code < 0xE0 else 3 if code < 0xF0 else 4
            size = 1 if left and code & 0xC0 != 0x80 else 0
        else:
            size = len(piece.replace("▁", ""))
        end = min(at + size, len(owner))
        spans.append((owner[at], owner[end - 1] + 1) if end > at else (0, 0))
        at = end
    return spans
