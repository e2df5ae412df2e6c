"""Plain text: a paragraph a line, in the order of the source, blank lines between."""
from __future__ import annotations

from pathlib import Path

from bilingual.model.document import Block, Document
from bilingual.writers.copy.mark import sent


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a text. Returns the addresses that it placed."""
    lines = []
    for block in document.blocks:
        english = block.target if block.ref in wanted else ""
        lines.append(f"{block.text}\n{english}" if english and layout == "below" else english or block.text)
    if said := sent(document):
        lines.append(said)
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return set(wanted)
