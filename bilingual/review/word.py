"""An edited Word document: rows of its tables, headings, comments; tracked changes count as accepted."""
from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.language.han import HAN
from bilingual.readers.word import opened
from bilingual.review import Edited, Row
from bilingual.writers.layout import signed

if TYPE_CHECKING:
    from lxml import etree

PROGRAM = "bilingual"  # the author of the program's own comments
_NUMBER = re.compile(r"(\d+)(?:\s*[–-]\s*\d+)?")  # of a row: its sentences', of which the first finds it
NOBODY = "reviewer"    # the author of comments that came without one


def read(path: Path) -> Edited:
    """The rows of a bilingual document: number, Chinese, English; or Chinese and English in one cell or heading."""
    from docx.oxml.ns import qn

    from bilingual.readers.ooxml import text
    source = opened(path)
    notes = {str(c.comment_id): signed(c.text.strip(), "" if c.author == NOBODY else c.author)
             for c in source.comments if c.author != PROGRAM and c.text.strip()}
    saved_by = (source.core_properties.last_modified_by or "").strip()
    edited, tables = Edited(author="" if saved_by in (PROGRAM, "python-docx") else saved_by), 0
    for element in source.element.body.iter(qn("w:p"), qn("w:tbl")):
        inside = next((a for a in element.iterancestors(qn("w:tc"), qn("w:txbxContent"))), None) is not None
        if element.tag == qn("w:tbl"):
            if not inside:
                tables += 1
                edited.rows += _table(element, f"{path.name} table {tables}", notes)
        elif not inside and (pair := _pair(text(element))):
            edited.rows.append(Row(f"{path.name}, heading “{pair[0][:20]}”", "", *pair, author=_authors([element]),
                                   comments=_comments([element], notes, len(pair[0]) + 1)))
    for row in edited.rows:
        row.author = row.author or edited.author
    return edited


def _table(table: etree._Element, where: str, notes: dict[str, str]) -> list[Row]:
    from docx.oxml.ns import qn

    from bilingual.readers.ooxml import text
    rows = []
    for n, tr in enumerate(table.iterchildren(qn("w:tr")), 1):
        cells = [list(tc.iterchildren(qn("w:p"))) for tc in tr.iterchildren(qn("w:tc"))]
        texts = ["\n".join(map(text, paragraphs)).strip() for paragraphs in cells]
        if texts and (number := _NUMBER.fullmatch(texts[0])):
            texts[0] = number[1]
            rows.append(_numbered(f"{where} row {n} (number {texts[0]})", cells, texts, notes))
        else:
            for c, paragraph in ((c, p) for c, paragraphs in enumerate(cells, 1) for p in paragraphs):
                if pair := _pair(text(paragraph)):
                    rows.append(Row(f"{where} row {n} column {c}", "", *pair, author=_authors([paragraph]),
                                    comments=_comments([paragraph], notes, len(pair[0]) + 1)))
    return rows


def _numbered(place: str, cells: list[list[etree._Element]], texts: list[str], notes: dict[str, str]) -> Row:
    """A row of a table that the program made: a number, the Chinese, and the English in the column behind it."""
    zh = next((i for i, t in enumerate(texts) if HAN.search(t)), None)
    if zh is None or zh + 1 >= len(texts):
        zh = min(1, len(texts) - 1) if zh is None else zh
    target = texts[zh + 1] if zh + 1 < len(texts) else ""
    english = cells[zh + 1] if zh + 1 < len(cells) else []
    comments = _comments(english, notes, 0)
    comments += [(-1, t) for i in range(len(cells)) if i != zh + 1 for _, t in _comments(cells[i], notes, 0)]
    return Row(place, f"s{texts[0]}", texts[zh], target, comments=comments, author=_authors(english))


def _authors(paragraphs: Iterable[etree._Element]) -> str:
    """Who made the tracked changes in some paragraphs."""
    from docx.oxml.ns import qn

    names = [
        e.get(qn("w:author"), "")
        for p in paragraphs
        for e in p.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
    ]
    return ", ".join(dict.fromkeys(n for n in names if n))


def _pair(text: str) -> tuple[str, str] | None:
    """Chinese and English of a text that holds both, one below the other."""
    lines = text.split("\n")
    for n in range(1, len(lines)):
        zh, en = "\n".join(lines[:n]), "\n".join(lines[n:])
        if en.strip() and not HAN.search(lines[n]) and (HAN.search(zh) or zh.strip() == en.strip()):
            return zh, en
    return None


def _comments(paragraphs: Iterable[etree._Element], notes: dict[str, str], english: int) -> list[tuple[int, str]]:
    """The comments that begin in some paragraphs, with their position in the English, which begins at `english`."""
    from docx.oxml.ns import qn

    from bilingual.readers.ooxml import run_text
    found, at = [], 0
    for paragraph in paragraphs:
        for element in paragraph.iter(qn("w:commentRangeStart"), qn("w:r")):
            if element.tag == qn("w:r"):
                at += len(run_text(element))
            elif text := notes.get(element.get(qn("w:id"))):
                found.append((max(0, at - english), text))
        at += 1
    return found
