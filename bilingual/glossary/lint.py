"""Find what is wrong with a glossary, all of it at once, with the row and column of each problem."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingual.glossary.rows import RENDERINGS, Row, renderings, source_of
from bilingual.language.folding import INVISIBLE, squeezed
from bilingual.language.han import HAN
from bilingual.language.traditional import simplified
from bilingual.model.glossary import TYPES, Status

LONG_WORDS = 40    # of a rendering: more than that is a sentence, which no model puts into another one well
MOST_WORDS = 250   # the embedded model has room for 512 pieces, source and rendering together
_STRAY = re.compile(rf"^\s|\s$|[\u00a0\u3000{INVISIBLE}]|  +|[\r\n]")
_SOURCE_STRAY = re.compile(rf"(?<![A-Za-z0-9])\s|\s(?![A-Za-z0-9])|[{INVISIBLE}]")
# What spreadsheet programs write into a cell they cannot compute (Microsoft, "ERROR.TYPE function").
_ERROR = re.compile(r"#(?:REF!|NAME\?|N/A|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)")
_NO_TEXT = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}( 00:00:00)?|true|false", re.I)
_ALTERNATIVES = re.compile(r";\s|；|\s/\s|／")
_FULL_STOP = re.compile(r"[,;:。，；：、]$|\b(?!etc\b)[a-z]{3,}\.$")  # but Ltd., Inc., etc.
_FULL_WIDTH = re.compile("[\u3001-\u303f\uff01-\uff60]")
_SHORT_FORM = re.compile(r"\S \(([A-Z][A-Za-z&-]*[A-Z])\)$")  # value-added tax (VAT)


@dataclass
class Problem:
    """One problem: where (file, sheet, row, column) and what; an error stops a translation, a warning does not."""
    where: str
    message: str
    is_error: bool = True
    row: Row | None = None

    def __str__(self) -> str:
        return f"{'error' if self.is_error else 'warning'}: {self.where}: {self.message}"


def lint(rows: list[Row], path: Path) -> list[Problem]:
    """All problems of a glossary's rows, in the order of the rows."""
    order = {id(row): n for n, row in enumerate(rows)}
    problems = [Problem(row.where(path, column), message, is_error, row) for row in rows
                for column, message, is_error in (*_damage(row), *_source(row), *_english(row), *_other(row))]
    problems += [Problem(row.where(path, "source"), message, is_error, row)
                 for row, message, is_error in (*_duplicates(rows), *_traditional(rows))]
    return sorted(problems, key=lambda p: order[id(p.row)])


def _damage(row: Row) -> Iterator[tuple[str, str, bool]]:
    """What the reader of the file saw, and what a spreadsheet program left in the text."""
    for found in row.damage:
        yield found.column, found.message, found.is_error
    for column in ("source", *RENDERINGS):
        text = row.get(column)
        if error := _ERROR.search(text):
            yield column, f"{error[0]} is an error of the spreadsheet: write the term again", True
        elif _NO_TEXT.fullmatch(text) and column not in [found.column for found in row.damage]:
            yield column, f"“{text}” is what a spreadsheet makes of a term: write it again", False


_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("《", "》"), ("（", "）"))


def _source(row: Row) -> Iterator[tuple[str, str, bool]]:
    source = row.get("source")
    if not source:
        yield "source", "the source is empty", True
    elif not HAN.search(source):
        yield "source", f"“{source}” has no Chinese character: are source and target swapped?", True
    if _SOURCE_STRAY.search(row.cells.get("source", "")):
        shown = " ".join(source.split())
        yield "source", f"white space or invisible characters in “{shown}”: it is matched without them", False
    if source[:1] + source[-1:] in ("“”", '""', "「」") and source.count(source[0]) == 1 + (source[0] == source[-1]):
        yield "source", f"{source} has quotation marks around it, which are ignored: write it without them", False
    if len(source) == 1:
        yield "source", f"{source} is a single character, which stands in very many sentences: is that meant?", False
    for opening, closing in _PAIRS:
        if source.count(opening) != source.count(closing):
            yield "source", f"{source} has {opening} or {closing} without the other", False


def _english(row: Row) -> Iterator[tuple[str, str, bool]]:
    source, target, status = row.get("source"), row.get("target"), row.get("status").lower()
    if not target and status not in ("keep-source", "deprecated"):
        yield "target", f"{source} has no target: fill it in, or set the status keep-source", True
    if HAN.search(target) and status != "keep-source":
        yield "target", f"the English “{target}” contains Chinese", True
    forbidden = [f.lower() for f in renderings(row.get("forbidden"))]
    if target.lower() in forbidden:
        yield "forbidden", f"“{target}” is preferred and forbidden at once", True
    for variant in renderings(row.get("variants")):
        if variant.lower() in forbidden:
            yield "forbidden", f"“{variant}” is accepted and forbidden at once", True
    if _STRAY.search(row.cells.get("target", "")):
        yield "target", f"stray white space in “{row.cells['target']}”".replace("\n", "⏎"), False
    if "|" in target:
        yield "target", f"“{target}” is more than one rendering: keep one here, list the others under variants", True
    if target and status != "keep-source":
        yield from _inserted(target)
    for column in RENDERINGS:
        for text in renderings(row.get(column)):
            if _ALTERNATIVES.search(text):
                remedy = "keep one, list others under variants" if column == "target" else "separate them with |"
                yield column, f"“{text}” looks like more than one rendering: {remedy}", False
            words = len(text.split())
            if words > LONG_WORDS:
                remedy = f"at most {MOST_WORDS} fit into a model" if words > MOST_WORDS else "shorten it"
                yield column, f"a rendering of {words} words is too long for a term: {remedy}", words > MOST_WORDS


def _inserted(target: str) -> Iterator[tuple[str, str, bool]]:
    """What would look wrong in a sentence, where the target stands as it is written."""
    if mark := _FULL_STOP.search(target):
        yield "target", f"“{target}” ends with “{mark[0][-1]}”, which would stand inside sentences: leave it out", False
    if (mark := _FULL_WIDTH.search(target)) and not _FULL_STOP.search(target):
        yield "target", f"“{target}” has {mark[0]}, a mark of Chinese typing: write the English one", False
    if short := _SHORT_FORM.search(target):
        yield "target", (f"“{target}” would stand with its brackets in every sentence: leave out ({short[1]}), or make "
                         f"{short[1]} the target, and list the other under variants"), False


def _other(row: Row) -> Iterator[tuple[str, str, bool]]:
    status, kind = row.get("status").lower(), row.get("type")
    if status and status not in [s.value for s in Status]:
        yield "status", f"unknown status “{status}”: use {', '.join(s.value for s in Status)}", True
    if kind and kind.lower() not in TYPES:
        yield "type", f"unknown type “{kind}”: the README sheet lists the types", False


def _duplicates(rows: list[Row]) -> Iterator[tuple[Row, str, bool]]:
    seen: dict[str, Row] = {}
    typed: dict[str, Row] = {}
    for row in rows:
        source, target = source_of(row.get("source")), row.get("target")
        if not source:
            continue
        first = seen.setdefault(source, row)
        if first is not row:
            other = first.get("target")
            yield row, f"{source} is already in {_place(first, row)}" + (
                "" if other == target else f" with another target (“{other}”, here “{target}”): "
                                           "keep one, list the other under variants"), other != target
            continue
        twin = typed.setdefault(squeezed(source)[0], row)
        if twin is not row:
            yield row, (f"{source} differs from {_place(twin, row)} only in full-width characters, quotation marks or "
                        "spaces: keep one"), False


def _place(other: Row, row: Row) -> str:
    """Where another row is, seen from this one."""
    return f"sheet {other.sheet} row {other.number}" if other.sheet != row.sheet else f"row {other.number}"


def _traditional(rows: list[Row]) -> Iterator[tuple[Row, str, bool]]:
    """Sources in traditional characters, which would never match a simplified text."""
    sources = [" ".join(row.get("source").split()) for row in rows]
    plains = simplified("\n".join(sources)).split("\n") if sources else []
    for row, source, plain in zip(rows, sources, plains, strict=True):
        if plain != source:
            yield row, f"{source} is in traditional characters: write {plain}", False
