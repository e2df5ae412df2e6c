"""Markdown, read by markdown-it: headings, paragraphs, lists, quotations, tables, bold."""
from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

from bilingual.document import Block, Document
from bilingual.readers.text import decode, glue

_STRAY_BOLD = re.compile(r"\*\*(.+?)\*\*")


def read(path: Path, encoding: str | None) -> Document:
    """The document in a Markdown file."""
    text, used = decode(path, encoding)
    document = Document(path, "md", [], used)
    text = _front_matter(text, document)
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    lists: list[bool] = []
    kind, level, ordered, number = "paragraph", 0, False, ""
    table = row = column = 0
    quoted = 0
    for token in parser.parse(text):
        if token.type == "heading_open":
            kind, level = "heading", int(token.tag[1])
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type.startswith("ordered"))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            kind, level, ordered, number = "item", len(lists), lists[-1], token.info
        elif token.type == "paragraph_open" and kind != "item":
            kind, level = ("quotation" if quoted else "paragraph"), 0
        elif token.type in ("blockquote_open", "blockquote_close"):
            quoted += 1 if token.type.endswith("open") else -1
        elif token.type == "table_open":
            table, row = table + 1, 0
        elif token.type == "tr_open":
            row, column = row + 1, 0
        elif token.type in ("th_open", "td_open"):
            column += 1
        elif token.type == "inline":
            in_cell = column > 0
            block = _inline(token, "cell" if in_cell else kind, level, ordered)
            block.number = number if kind == "item" else ""
            block.cell = (table, row, column) if in_cell else None
            if block.text.strip():
                document.blocks.append(block)
            if kind == "item" or in_cell:
                kind = "paragraph" if not in_cell else kind
        elif token.type == "table_close":
            column, kind = 0, "paragraph"
        elif token.type in ("fence", "code_block", "hr"):
            document.blocks.append(Block("verbatim", "---" if token.type == "hr" else token.content.rstrip("\n")))
    return document


def _front_matter(text: str, document: Document) -> str:
    """The text without a YAML header, which is kept as a verbatim block."""
    m = re.match(r"---\n(.*?\n)---\n", text, re.S)
    if not m:
        return text
    document.blocks.append(Block("verbatim", m.group().rstrip("\n")))
    return text[m.end():]


def _inline(token, kind: str, level: int, ordered: bool) -> Block:
    text, bold, start, broken = "", [], None, False
    for child in token.children or ():
        if child.content and broken:
            text = glue(text, child.content)[:-len(child.content.lstrip()) or None]
            broken = False
        if child.type == "strong_open":
            start = len(text)
        elif child.type == "strong_close" and start is not None:
            bold.append((start, len(text)))
            start = None
        elif child.type == "softbreak":
            broken = True
        elif child.type == "hardbreak":
            text += "\n"
        elif child.type == "image":
            text += child.content
        else:
            text += child.content
    # CommonMark refuses bold that ends in punctuation before a Chinese character: **会议指出：**要
    while m := _STRAY_BOLD.search(text):
        text = text[:m.start()] + m[1] + text[m.end():]
        bold = [(a - 4 if a >= m.end() else a, b - 4 if b >= m.end() else b) for a, b in bold] + [(m.start(), m.start() + len(m[1]))]
    return Block(kind, text, level=level, ordered=ordered, bold=sorted(bold))
