"""Which lines of a PDF's page make a paragraph."""
from __future__ import annotations

import re
import statistics
from itertools import pairwise

from bilingual.language.han import HAN, RANGES
from bilingual.readers.lines import BULLETS, Line
from bilingual.readers.plain import ITEM
from bilingual.readers.text import ends_sentence, glue

_GAP = 1.9               # lines' height between two paragraphs
_LOOSE = 1.15            # of the usual distance between lines
_FAR = 3.2               # sizes of type between two lines of a paragraph, at most
_HANGING = 4.5           # sizes of type that an item's lines stand to the right of its number, at most
_NUMBERED = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s*(?![万亿千百元倍个吨米])[{RANGES}]")  # 5.2 模型的建立
_WORD = re.compile(r"[A-Za-z]\S*")
# The end of a line of a table of contents.
_LEADER = re.compile(r"[.．·…‥\s]{4,}\s*[-—–(（]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–)）]?$", re.I)


def indented(line: Line) -> bool:
    """Whether a line begins to the right of its column's edge."""
    return line.table is None and line.x0 > line.left + 1.2 * line.size and not line.centred


def usual_step(lines: list[Line]) -> float:
    """The usual distance from line to line among neighbours."""
    steps = [b.top - a.top for a, b in pairwise(lines) if a.column == b.column and abs(a.size - b.size) < 0.1
             and 0 < b.top - a.top < _FAR * b.size]
    return statistics.median(steps) if len(steps) > 2 else 0.0


def goes_on(before: Line, line: Line, own: list[Line], fresh_page: bool, indents: bool, usual: float) -> bool:
    """Whether a line continues the paragraph of the line before, whose lines are `own`.

    `indents` says that paragraphs begin with an indent here; `usual` is the distance from line to line.
    """
    if before.apart or line.apart or abs(before.size - line.size) > 0.08 * before.size \
            or ITEM.match(line.text) and not before.full or line.text[:1] in BULLETS:
        return False
    if line.centred and before.centred and not fresh_page and before.size == line.size:
        return line.top - before.bottom < before.size and not ends_sentence(before.text) and before.size > 0
    if indented(line) and not _hangs(before, line, own) or not (before.full or _no_room(before, line)) \
            or _LEADER.search(before.text):
        return False
    if ends_sentence(before.text) and _NUMBERED.match(line.text):
        return False
    if ends_sentence(before.text) and _language(before.text) != _language(line.text):
        return False
    if fresh_page or line.column != before.column:
        return indents or not ends_sentence(before.text)
    return line.top - before.top < max(_GAP * max(line.size, before.bottom - before.top), _LOOSE * usual)


def _language(text: str) -> str:
    """Of a line: Chinese, English, or nothing where it may be either."""
    return "zh" if HAN.search(text) else "en" if len(_WORD.findall(text)) > 1 else ""


def _no_room(before: Line, line: Line) -> bool:
    """Whether a line ends where it does because the next word, a Latin one, would not have fitted: English is ragged.
    """
    word = _WORD.match(line.text)
    if not word or ends_sentence(before.text):
        return False
    width = (line.x1 - line.x0) * word.end() / len(line.text)
    return before.right - before.x1 < width + before.size


def _hangs(before: Line, line: Line, own: list[Line]) -> bool:
    """Whether an indented line stands under the text of an item, or under lines that are indented as it is."""
    if _begins(line) or line.page != before.page or line.column != before.column:
        return False
    if abs(line.x0 - before.x0) < 0.4 * line.size:
        return not ends_sentence(before.text) or len(own) > 1 and own[-2].x0 < line.x0 - 0.4 * line.size \
            or _begins(own[0])
    return _begins(before) and len(own) == 1 and 0 < line.x0 - before.x0 < _HANGING * line.size


def joined(first: str, second: str) -> str:
    """Lines as one text; a Latin word that was hyphenated at the end of a line becomes whole."""
    if re.search(r"[a-z]-$", first) and re.match(r"[a-z]", second):
        return first[:-1] + second
    return glue(first, second)


def _begins(line: Line) -> bool:
    """Whether a line begins with a number or a bullet."""
    return bool(ITEM.match(line.text)) or line.text[:1] in BULLETS
