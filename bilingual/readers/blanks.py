"""Blanks of forms on a page of a PDF: lines that nothing is written on, beside words, and rows of underscores.

They are read as underscores. A line of labels, each with its blank (签名：____ 日期：____), is a text for each label,
so that each keeps its place; in a sentence blanks stand where they stand.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from bilingual.language.han import HAN, RANGES
from bilingual.readers.formulas import Formula
from bilingual.readers.lines import THIN, Box
from bilingual.readers.seeds import base_of, box_of, inside, union

UNDERSCORES = "____"     # a blank as text
_ROW = re.compile("[_＿]")
_BELOW = 0.45            # sizes of type between a baseline and the line, at most
_ON = 0.9                # so far above the line stands what is written on it
_BESIDE = 1.5            # sizes of type between words and their blank
_WIDE = 0.75             # of the page: a longer line is none
CLEAR = 0.6              # points that a blank's box reaches below its line
_LABEL = re.compile(rf"[{RANGES}（）()／/、\s]{{2,16}}[：:]?\s*")
_LONG_LABEL = re.compile(r"[^，。；！？]{2,30}[：:]\s*")
_REST = re.compile(r"[年月日时分元人（）()\s.。]*")


def ruled(page: Any, turn: int) -> list[Formula]:
    """The blanks that are lines, as pdfplumber has the page."""
    level, upright = [], []  # type: list[Box], list[Box]
    for s in [*page.lines, *page.rects, *page.curves]:
        box = box_of(s)
        if s["height"] < THIN and s["width"] > THIN:
            level.append(box)
        elif s["width"] < THIN:
            upright.append(box)
    chars = [c for c in page.chars if c["text"].strip() and not _ROW.match(c["text"])]
    if not level or not chars:
        return []
    by_base = defaultdict(list)
    for c in chars:
        by_base[round(base_of(c))].append(c)
    out = []
    for box in _merged(level):
        x0, y, x1, _ = box
        near = [c for n in range(round(y) - 16, round(y) + 4) for c in by_base.get(n, ())]
        row = [c for c in near if -0.15 < (y - base_of(c)) / c["size"] < _BELOW
               and min(abs(x0 - c["x1"]), abs(c["x0"] - x1)) < _BESIDE * c["size"]]
        if not row or x1 - x0 < row[0]["size"] or x1 - x0 > _WIDE * page.width:
            continue
        written = any(x0 < (c["x0"] + c["x1"]) / 2 < x1 and -0.15 < (y - base_of(c)) / c["size"] < _ON for c in near)
        framed = any(x0 - 1 <= u[0] <= x1 + 1 and u[1] - 1 <= y <= u[3] + 1 for u in upright)
        if not written and not framed:
            out.append(_blank(page, turn, (x0, x1), y, row[0], []))
    return out


def _blank(page: Any, turn: int, ends: tuple[float, float], y: float, beside: Any, chars: list[Any]) -> Formula:
    base, size = base_of(beside), beside["size"]
    box = ends[0], base - 0.75 * size, ends[1], y + CLEAR
    text = "".join(c["text"] for c in chars) or UNDERSCORES
    return Formula(page.page_number, turn, box, base, size, False, chars, text)


def _merged(level: list[Box]) -> list[Box]:
    """Level lines that go on in one another as one."""
    out: list[Box] = []
    for box in sorted(level, key=lambda b: (round(b[1]), b[0])):
        if out and abs(out[-1][1] - box[1]) < 1 and -1 < box[0] - out[-1][2] < 1:
            out[-1] = union([out[-1], box])
        else:
            out.append(box)
    return out


def underscored(page: Any, turn: int, chars: list[Any]) -> list[Formula]:
    """The blanks that are rows of underscores among some letters."""
    out = []
    marks = sorted((c for c in chars if _ROW.match(c["text"])), key=lambda c: (round(base_of(c)), c["x0"]))
    for _, row in groupby(marks, key=lambda c: round(base_of(c))):
        own: list[Any] = []
        for c in [*row, None]:
            if own and (c is None or c["x0"] - own[-1]["x1"] > 0.3 * c["size"]):
                if len(own) > 1:
                    size = own[0]["size"]
                    out.append(_blank(page, turn, (own[0]["x0"], own[-1]["x1"]), base_of(own[0]) + 0.15 * size,
                                      own[0], own))
                own = []
            if c is not None:
                own.append(c)
    return out


def labelled(chars: list[Any], blanks: Iterable[Formula]) -> list[Any]:
    """The letters that begin a label, in the lines that are labels with their blanks."""
    found = []
    rows: dict[int, list[Formula]] = defaultdict(list)
    for blank in blanks:
        rows[round(blank.base)].append(blank)
    for own in rows.values():
        base, size = own[0].base, own[0].size
        row = [c for c in chars if abs(base_of(c) - base) < 0.25 * size and not any(inside(c, b.box) for b in own)]
        starts = sorted(b.box[0] for b in own)
        parts = [[c for c in row if a <= c["x0"] < b] for a, b in zip([0.0, *starts], [*starts, 1e9], strict=True)]
        texts = ["".join(c["text"] for c in sorted(p, key=lambda c: c["x0"])).strip() for p in parts]
        is_label = [bool(_LABEL.fullmatch(t) or _LONG_LABEL.fullmatch(t)) and bool(HAN.search(t)) for t in texts]
        if not all(known or _REST.fullmatch(t) for known, t in zip(is_label, texts, strict=True)):
            continue
        for part, text, known in zip(parts, texts, is_label, strict=True):
            if known and not _REST.fullmatch(text):
                found.append(min((c for c in part if c["text"].strip()), key=lambda c: c["x0"]))
    return found
