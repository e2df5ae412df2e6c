"""Markdown: both languages block by block, or the English alone."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from bilingual.model.document import PEOPLE, Block, Document, Segment, View
from bilingual.writers.copy.mark import sent
from bilingual.writers.layout import dense, remarks, rows, term_list

_TICK = "✓"
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def write(document: Document, path: Path, view: View) -> None:
    """Chinese as a quotation, English below it; then the terms."""
    parts = []
    for table, group in groupby(rows(document, view.align), key=lambda r: r.block.cell and r.block.cell[0]):
        if table:
            cells = list(group)
            parts.append(_table([r.block for r in cells], both=True))
            parts += _remarks([s for r in cells for s in r.segments])
            continue
        for row in group:
            if not row.segments:
                parts.append(_verbatim(row.block))
                continue
            zh = escape("".join(s.source + s.gap for s in row.segments).strip())
            en = _lines(row.segments, _english_of)
            if row.block.number and row.segments[0] is row.block.segments[0]:
                zh, en = f"{row.block.number}\\. {zh}", f"{row.block.number}\\. {en}"
            head = "#" * row.block.level + " " if row.block.kind == "heading" else ""
            parts.append(f"{head}{_bold(zh, row)}\n\n{_bold(en, row)}" if head
                         else f"> {_bold(zh, row)}\n\n{_bold(en, row)}")
            parts += _remarks(row.segments)
    if any(s.state in PEOPLE for s in document.segments):
        parts.append(f"{_TICK} A person has reviewed the sentence in front.")
    parts.append(_terms(document))
    parts.append("---\n\n" + "\n\n".join(t for t in (document.run.get("draft"), document.signature) if t))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _english_of(segment: Segment) -> str:
    """A sentence's English, with a tick where a person has reviewed it."""
    return f"{segment.target} {_TICK}" if segment.state in PEOPLE else segment.target


def _remarks(segments: Iterable[Segment]) -> list[str]:
    """Errors, warnings, what was accepted and comments, below the text they are about."""
    return [f"*{r.label} ({s.id}): {escape(' '.join(r.text.split())).rstrip('.')}.*"
            for s in segments for r in remarks(s)]


def write_english(document: Document, path: Path, view: View) -> None:
    """The English alone, in the shape of the source."""
    parts = []
    for table, group in groupby(document.blocks, key=lambda b: b.cell and b.cell[0]):
        blocks = list(group)
        parts.append(_table(blocks, both=False) if table else "\n\n".join(map(_english, blocks)))
    if said := sent(document):
        parts.append(escape(said))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _english(block: Block) -> str:
    if block.kind == "verbatim":
        return _verbatim(block)
    text = _lines(s for s in block.segments if s.target)
    if block.kind == "heading":
        return "#" * max(1, block.level) + " " + text
    if block.kind == "item":
        # An item that brings its own number (一、 1.) needs no bullet.
        own = block.segments and block.segments[0].marker
        return (text if own
                else "    " * (block.level - 1) + (f"{block.number or 1}. " if block.ordered else "- ") + text)
    if block.bold and sum(b - a for a, b in block.bold) >= len(block.text):
        return f"**{text}**"
    return f"> {text}" if block.kind == "quotation" else text


def _lines(segments: Iterable[Segment], english: Callable[[Segment], str] = lambda s: s.target) -> str:
    """The English of some segments, in lines of its own where the Chinese has lines."""
    said = [(escape(english(s)), "  \n" if "\n" in s.gap else " ") for s in segments]
    return "".join(text + gap for text, gap in said).strip()


def _bold(text: str, row: Any) -> str:
    return f"**{text}**" if row.bold and row.block.kind != "heading" else text


def _verbatim(block: Block) -> str:
    return block.text if block.text.startswith("---") else f"```\n{block.text}\n```"


def _table(cells: list[Block], both: bool) -> str:
    placed = [(b.cell, b) for b in cells if b.cell]
    place, height, width = dense(cell for cell, _ in placed)
    grid = [[""] * width for _ in range(height)]
    for cell, block in placed:
        i, j = place[cell]
        text = escape(" ".join(map(_english_of, block.segments)) if both else block.target)
        if both and block.text.strip() != block.target.strip():
            text = f"{escape(block.text)}<br>{text}"
        grid[i][j] += ("<br>" if grid[i][j] else "") + text.replace("\n", " ")
    lines = ["| " + " | ".join(r) + " |" for r in grid]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _terms(document: Document) -> str:
    lines = ["## Terms", "", "| Chinese | English | Count | Status |", "| --- | --- | ---: | --- |"]
    lines += [f"| {escape(t.source)} | {escape(t.target)} | {t.count} | {t.status} |" for t in term_list(document)]
    return "\n".join(lines)


def escape(text: str) -> str:
    """Text as Markdown that shows it literally."""
    return re.sub(r"^(\d+)\.(\s)", r"\1\\.\2", _SPECIAL.sub(r"\\\1", text))
