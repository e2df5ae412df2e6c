"""Find what is wrong with a glossary, all of it at once, with the row and column of each problem."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bilingual.glossary.rows import Row, renderings
from bilingual.language.han import HAN
from bilingual.model.glossary import TYPES, Status

STRAY = re.compile(r"^\s|\s$|[\u00a0\u3000\u200b\ufeff]|  +")


@dataclass
class Problem:
    """One problem: where (file, sheet, row, column) and what; an error stops a translation, a warning does not."""
    where: str
    message: str
    is_error: bool = True

    def __str__(self) -> str:
        return f"{'error' if self.is_error else 'warning'}: {self.where}: {self.message}"


def lint(rows: list[Row], path: Path) -> list[Problem]:
    """All problems of a glossary's rows, in the order of the rows."""
    problems: list[tuple[int, Problem]] = []
    for row in rows:
        problems += [(row.number, p) for p in _cells(row, path)]
    problems += _duplicates(rows, path)
    problems += _traditional(rows, path)
    return [p for _, p in sorted(problems, key=lambda item: item[0])]


def _cells(row: Row, path: Path) -> Iterator[Problem]:
    get = lambda name: row.cells.get(name, "")
    source, target, status = get("source").strip(), get("target").strip(), get("status").strip().lower()
    at = lambda column: row.where(path, column)
    for column in row.formulas:
        if column in ("source", "target", "variants", "forbidden", "status"):
            yield Problem(at(column), "the cell is a formula: replace it by its text")
    if not source:
        yield Problem(at("source"), "the source is empty")
    elif not HAN.search(source):
        yield Problem(at("source"), f"“{source}” has no Chinese character: are source and target swapped?")
    if status and status not in [s.value for s in Status]:
        yield Problem(at("status"), f"unknown status “{status}”: use {', '.join(s.value for s in Status)}")
    if not target and status not in ("keep-source", "deprecated"):
        yield Problem(at("target"), f"{source} has no target: fill it in, or set the status keep-source")
    if HAN.search(target) and status != "keep-source":
        yield Problem(at("target"), f"the English “{target}” contains Chinese")
    forbidden = [f.lower() for f in renderings(get("forbidden"))]
    if target.lower() in forbidden:
        yield Problem(at("forbidden"), f"“{target}” is preferred and forbidden at once")
    for variant in renderings(get("variants")):
        if variant.lower() in forbidden:
            yield Problem(at("forbidden"), f"“{variant}” is accepted and forbidden at once")
    for column in ("source", "target"):
        if STRAY.search(get(column)):
            yield Problem(at(column), f"stray white space in “{get(column)}”", is_error=False)
    if get("type").strip() and get("type").strip().lower() not in TYPES:
        yield Problem(at("type"), f"unknown type “{get('type').strip()}”: the README sheet lists the types", is_error=False)
    if source[:1] + source[-1:] in ("“”", '""', "「」") and source.count(source[0]) == 1 + (source[0] == source[-1]):
        yield Problem(at("source"), f"{source} has quotation marks around it: the term would only be found in quotation marks", is_error=False)


def _duplicates(rows: list[Row], path: Path) -> list[tuple[int, Problem]]:
    seen: dict[str, Row] = {}
    widths: dict[str, Row] = {}
    out = []
    for row in rows:
        source, target = row.cells.get("source", "").strip(), row.cells.get("target", "").strip()
        if not source:
            continue
        first = seen.setdefault(source, row)
        if first is not row:
            same = first.cells.get("target", "").strip() == target
            message = f"{source} is already in row {first.number}" + ("" if same else
                      f" with another target (“{first.cells.get('target', '').strip()}”, here “{target}”): keep one, list the other under variants")
            out.append((row.number, Problem(row.where(path, "source"), message, is_error=not same)))
            continue
        twin = widths.setdefault(unicodedata.normalize("NFKC", source), row)
        if twin is not row:
            out.append((row.number, Problem(row.where(path, "source"), f"{source} differs from row {twin.number} only in full-width "
                                            "or half-width characters: keep one", is_error=False)))
    return out


def _traditional(rows: list[Row], path: Path) -> list[tuple[int, Problem]]:
    """Sources in traditional characters, which would never match a simplified text."""
    from opencc import OpenCC
    sources = [r.cells.get("source", "").strip() for r in rows]
    simplified = OpenCC("t2s").convert("\n".join(s.replace("\n", " ") for s in sources)).split("\n")
    return [(row.number, Problem(row.where(path, "source"), f"{source} is in traditional characters: write {plain}", is_error=False))
            for row, source, plain in zip(rows, sources, simplified) if plain != source.replace("\n", " ")]
