"""Markdown, read by markdown-it: headings, paragraphs, lists, quotations, tables, bold."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from bilingual.language.han import RANGES
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers.flow import Flow, Style, block_of
from bilingual.readers.scripts import lowered, raised
from bilingual.readers.text import decode, glue

_DEEP = re.compile(r"^(?:[ \t]*(?:>|[-+*]\s|\d{1,9}[.)]\s)){20}|^[ \t>]{40}", re.M)  # only such lines can be too deep
_STRAY_BOLD = re.compile(r"\*\*(.+?)\*\*")
_PARTS = re.compile(r"(\*\*.+?\*\*)")
# Levels of lists and quotations; markdown-it drops without a word what is deeper, and needs a few frames for each.
DEEPEST = 150
# A line of a form, of contacts, of a list, or of a date: whoever sets such lines does not wrap a paragraph
_OWN_LINE = re.compile(rf"[{RANGES}（）()/、 \u3000]{{1,12}}[：:]|\s*(?:\d{{1,2}}[.．、](?!\d)|[（(]\d{{1,2}}[）)])"
                       rf"|\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日$")
_SHORT = 40  # characters of the line before
_MARKS = {"strong_open": "**", "em_open": "*", "s_open": "~~", "link_open": "["}


@dataclass
class Unit:
    """An inline token, its address, and where it stands: lines from `start` to `end`, or a cell of the row in line
    `start`.
    """
    token: Token
    ref: str
    start: int
    end: int
    cell: tuple[int, int, int] | None

_LEVEL = re.compile(r"<(su[pb])>", re.I)

def read(path: Path, encoding: str | None) -> Document:
    """The document in a Markdown file."""
    text, used = decode(path, encoding)
    document = Document(path, "md", [], used)
    header, text = front_matter(text)
    if header:
        document.blocks.append(Block("verbatim", header.rstrip("\n")))
    if (line := _too_deep(text)) is not None:
        raise BilingualError(f"{path} has quotations or lists in more than {DEEPEST // 2} levels near line "
                             f"{line + 1 + header.count(chr(10))}: move that text out of them.")
    for token, attributes, unit in walk(text):
        if unit is None:
            document.blocks.append(Block("verbatim", "---" if token.type == "hr" else token.content.rstrip("\n")))
            continue
        block = block_of(flow(token), ref=unit.ref, cell=unit.cell, **attributes)
        if block.text:
            document.blocks.append(block)
    return document


def walk(text: str) -> Iterator[tuple[Token, dict, Unit | None]]:
    """The tokens with text in order, each with what its block is and where it stands; of code and rules only the token.
    """
    lists: list[bool] = []
    kind, level, ordered, number = "paragraph", 0, False, ""
    table = row = column = quoted = count = line = 0
    noted = False
    for token in _tokens(text):
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
            row, column, line = row + 1, 0, (token.map or [line])[0]
        elif token.type in ("th_open", "td_open"):
            column += 1
        elif token.type == "inline":
            count += 1
            cell = (table, row, column) if column else None
            start, end = (line, line + 1) if cell or not token.map else token.map
            attributes = {"kind": "cell" if cell else "note" if noted else kind, "level": level, "ordered": ordered,
                          "number": number if kind == "item" else ""}
            yield token, attributes, Unit(token, str(count), start, end, cell)
            kind = "paragraph" if kind == "item" and not cell else kind
        elif token.type == "footnote_open":
            noted = True
        elif token.type == "table_close":
            column, kind = 0, "paragraph"
        elif token.type in ("fence", "code_block", "hr"):
            yield token, {}, None


def _tokens(text: str) -> list[Token]:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    return parser.enable(["table", "strikethrough"]).use(footnote_plugin).parse(text)


def _too_deep(text: str) -> int | None:
    """The line, counted from 0, in which something stands too deep to be read; None in every ordinary text."""
    if not _DEEP.search(text):
        return None
    return next(((t.map or [0])[0] for t in _tokens(text) if t.level >= DEEPEST - 1), None)


def front_matter(text: str) -> tuple[str, str]:
    """The YAML header of a text, "" where there is none, and the rest."""
    m = re.match(r"---\n(.*?\n)---\n", text, re.S)
    return (m.group(), text[m.end():]) if m else ("", text)


def flow(token: Any) -> Flow:
    """The text of an inline token in its styles: a style is the marks around the text.

    Pictures, footnotes and tags are anchors.
    """
    out, path, broken = Flow(), [], False  # type: Flow, list[tuple[str, str]], bool
    for child in _levelled(token.children or []):
        if isinstance(child, tuple):
            level, words = child
            made = lowered(words) if level == "sub" else raised(out.text, words)
            if made is None or made == words:
                out.anchor(f"<{level}>{words}</{level}>")
            else:
                out.add(made, _style(path))
        elif child.type.endswith("_open") and child.type in _MARKS:
            path.append((_MARKS[child.type], child.attrGet("href") or ""))
        elif child.type.endswith("_close") and path:
            path.pop()
        elif child.type == "softbreak":
            broken = True
        elif child.type == "hardbreak":
            out.add("\n", _style(path))
        elif child.type == "image":
            out.anchor(f"![{child.content}]({child.attrGet('src')})")
        elif child.type == "footnote_ref":
            out.anchor(f"[^{child.meta['label']}]")
        elif child.type in ("html_inline", "footnote_anchor"):
            out.anchor(child.content)
        elif child.content:
            content = child.content
            text = out.text
            if broken and _OWN_LINE.match(content) and len(text.rsplit("\n", 1)[-1]) <= _SHORT:
                content = "\n" + content.lstrip()
            elif broken:
                content = glue(text[-1:] or "。", content)[len(text[-1:].rstrip() or "。"):]
            _text(out, content, [*path, ("`", "")] if child.type == "code_inline" else path)
            broken = False
    return out.stripped()


def _levelled(children: list[Any]) -> Iterator[Any]:
    """The tokens, a superscript or subscript (<sup>8</sup>) as a pair of its level and its text."""
    at = 0
    while at < len(children):
        level = _LEVEL.fullmatch(children[at].content) if children[at].type == "html_inline" else None
        three = children[at:at + 3]
        if (
            level
            and len(three) == 3
            and three[1].type == "text"
            and three[2].content.lower() == f"</{level[1].lower()}>"
        ):
            yield level[1].lower(), three[1].content
            at += 3
        else:
            yield children[at]
            at += 1


def _text(out: Flow, content: str, path: list) -> None:
    """Text, in which there may be bold that CommonMark refuses: **会议指出：**要"""
    for part in _PARTS.split(content):
        if bold := _STRAY_BOLD.fullmatch(part):
            out.add(bold[1], _style([*path, ("**", "")]))
        else:
            out.add(part, _style(path))


def _style(path: list) -> Style:
    return Style(tuple(path), tuple(path), bold=any(mark == "**" for mark, _ in path))
