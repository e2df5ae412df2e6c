"""Markdown: lines are exchanged where they stand; code, links, pictures, footnotes and the header stay."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bilingual.model.document import Block, Document
from bilingual.readers.flow import Anchor
from bilingual.readers.markdown import flow, front_matter, walk
from bilingual.readers.text import decode
from bilingual.writers.copy.mark import sent
from bilingual.writers.copy.weave import in_english
from bilingual.writers.markdown import escape

_PIPE = re.compile(r"(?<!\\)\|")


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a Markdown file. Returns the addresses that it placed."""
    text, _ = decode(document.path, document.encoding or None)
    header, body = front_matter(text)
    lines = body.split("\n")
    placed = set()
    # From the end, so that line numbers stay true; footnotes come last in the text's tokens wherever they stand.
    for token, unit in sorted(((t, u) for t, _, u in walk(body) if u), key=lambda found: -found[1].start):
        block = wanted.get(unit.ref)
        if block is None or (content := flow(token)).text != block.text:
            continue
        english = "".join(i.thing if isinstance(i, Anchor) else _marked(*i)
                          for i in in_english(content, block)).replace("\n", "  \n")
        if unit.cell:
            lines[unit.start] = _in_row(lines[unit.start], unit.cell[2], english, layout)
        else:
            first = token.content.split("\n")[0]
            prefix = lines[unit.start][:max(0, lines[unit.start].find(first))]
            under = "" if prefix.lstrip().startswith("#") else re.sub(r"[^>\s]", " ", prefix)
            new = ([prefix + english] if layout == "replace"
                   else [*lines[unit.start:unit.end], under.rstrip() if ">" in under else "", under + english])
            lines[unit.start:unit.end] = "\n".join(new).split("\n")
        placed.add(unit.ref)
    if said := sent(document):
        lines += ["", escape(said)]
    path.write_text(header + "\n".join(lines), encoding="utf-8")
    return placed


def _marked(text: str, style: Any) -> str:
    """Text between the marks of its style; white space at its ends stays outside them."""
    core = text.strip(" ")
    if not core or not style or not style.data:
        return escape(text)
    marked = core if style.data[-1][0] == "`" else escape(core)
    for mark, target in reversed(style.data):
        marked = f"[{marked}]({target})" if mark == "[" else f"{mark}{marked}{mark}"
    return text[:len(text) - len(text.lstrip(" "))] + marked + text[len(text.rstrip(" ")):]


def _in_row(line: str, column: int, english: str, layout: str) -> str:
    """A table's line with one cell exchanged."""
    cells = _PIPE.split(line)
    at = column if line.lstrip().startswith("|") else column - 1
    if at < len(cells):
        english = english.replace("  \n", " ")
        cells[at] = f" {english} " if layout == "replace" else f" {cells[at].strip()}<br>{english} "
    return "|".join(cells)
