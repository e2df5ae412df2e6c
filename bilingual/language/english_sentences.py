"""Cut English text into sentences without losing or inventing a character.

A sentence ends at . ! ? … or ; with a line's end, closing quotation marks and brackets kept on it, where a space and
then a capital, a figure or an opening mark follow. A full stop behind an abbreviation (U.S., Co., e.g., No. 5), an
initial (J. Smith) or the number of a list item (1. Develop) ends nothing, nor does one inside brackets. Which
abbreviations end no sentence, and which may (etc., U.S.) is after the usage of English style books; the lists are this
program's own.
"""

from __future__ import annotations

import re

# Always followed by a name or a number.
_BEFORE = frozenset(
    """
    mr mrs ms dr prof sr gen col lt maj sgt capt rep sen gov pres rev hon st mt no nos art arts sec secs ch fig figs
    vol pp para paras cf vs e.g i.e viz approx ca op al ed eds jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
# Often the last word of a name: the sentence ends when the next word looks like the start of one.
_PERHAPS = frozenset("inc ltd co corp jr etc plc dept u.s u.k u.n e.u p.r.c d.c a.m p.m ph.d".split())
# Words with a capital that seldom stand inside a sentence.
_STARTS = frozenset(
    """
    the a an we it this these those that in on at for to by with and but as from of our all its their there when
    while he she they however moreover meanwhile since after before if efforts such according under by through both
    some many most no not
    """.split()
)
_END = re.compile(r"(?:[.!?]+|…+|;(?=\s*\n))[\"'”’)\]»]*(?=\s|$)")
_WORD = re.compile(r"[\w.]*\w$")
_OPENERS = "\"'“‘([«"
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])|(?:Article|Section|Chapter|Part|Art|Sec)\s+[\dIVX.]+)$")


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of an English text as (start, end); between them, and only there, stands white space."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for mark in _END.finditer(text, line.start(), line.end()):
            if mark.end() < line.end() and _ends(text, start, mark):
                spans.append((start, mark.end()))
                start = mark.end()
        spans.append((start, line.end()))
    return [
        (a + len(p) - len(p.lstrip()), b - len(p) + len(p.rstrip())) for a, b in spans for p in [text[a:b]] if p.strip()
    ]


def _ends(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a sentence that began at `start` ends at a mark."""
    following = text[mark.end() :].lstrip()
    if not _may_start(following):
        return False
    before, stop = text[start : mark.start()], mark.group()
    if before.count("(") > before.count(")") + stop.count(")"):
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    if _ITEM.fullmatch(before.strip()):
        return False
    word = _WORD.search(before)
    last = word.group().lower() if word else ""
    if last in _BEFORE or len(last) == 1 and last.isalpha() and before[-1:].isupper():
        return False
    if last in _PERHAPS or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
        first = re.match(r"[\"'“‘(\[]*(\w+)", following)
        return first is not None and first[1].lower() in _STARTS
    return True


def _may_start(text: str) -> bool:
    body = text.lstrip(_OPENERS)
    return bool(body) and (body[0].isupper() or body[0].isdigit() or not body[0].isascii())
