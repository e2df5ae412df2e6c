"""Plain text: a paragraph a line, or paragraphs wrapped by hand and separated by blank lines."""
from __future__ import annotations

import re
from pathlib import Path

from bilingual.language.english import width
from bilingual.model.document import Block, Document
from bilingual.readers.text import decode, ends_sentence, glue, wrap_width

HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]+[章编节部]"
                     r"|[（(][一二三四五六七八九十]{1,3}[）)])[^。；！？]{1,40}$")
ITEM = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)"
                  r"|[①-⑳]|[•·●○◆■▪►])")


def read(path: Path, encoding: str | None) -> Document:
    """The document in a text file."""
    text, used = decode(path, encoding)
    lines = text.split("\n")
    wrapped_at = wrap_width(lines)
    paragraphs: list[str] = []
    joining = False
    for line in lines:
        stripped = line.strip()
        indented = line.startswith(("　", "    ", "\t"))
        if joining and stripped and not indented and not ITEM.match(stripped):
            paragraphs[-1] = glue(paragraphs[-1], stripped)
        elif stripped:
            paragraphs.append(stripped)
        joining = bool(stripped and wrapped_at and width(line) >= wrapped_at - 6 and not ends_sentence(line))
    blocks = [_block(p, first=i == 0) for i, p in enumerate(paragraphs)]
    for number, block in enumerate(blocks):
        block.ref = str(number)
    return Document(path, "txt", blocks, used)


def _block(text: str, first: bool) -> Block:
    if first and len(text) <= 60 and not ends_sentence(text):
        return Block("heading", text, level=1)
    if HEADING.match(text):
        return Block("heading", text, level=3 if text[0] in "（(" else 2)
    return Block("item", text, level=1) if ITEM.match(text) else Block("paragraph", text)
