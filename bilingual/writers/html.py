"""One web page that needs nothing but itself: side by side or interleaved, with terms, a filter and a search."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import jinja2

from bilingual.model.document import PEOPLE, Document, View
from bilingual.writers.layout import (
    LARGEST_GRID,
    Row,
    dense,
    flagged,
    issue_counts,
    read_first,
    remarks,
    rows,
    shown_name,
    source_parts,
    target_parts,
    term_counts,
    term_list,
    title,
)

TEMPLATES = Path(__file__).parent / "templates"


@cache
def template(name: str) -> jinja2.Template:
    """A page template; whatever is put into it is escaped."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True,
                                     lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    return environment.get_template(name)


def write(document: Document, path: Path, view: View) -> None:
    """Write the page; every text is escaped by the template engine."""
    zh, en = title(document)
    terms = term_list(document)
    numbers = {t.source: i for i, t in enumerate(terms)}
    must, look = flagged(document)
    path.write_text(template("page.html").render(
        title_zh=zh, title_en=en, document=document, parts=list(parts(document, view)), terms=terms, numbers=numbers,
        source_parts=source_parts, target_parts=target_parts, remarks=remarks, file=shown_name(document.path),
        review=len(must), look=len(look), first=read_first(document),
        reviewed=sum(s.state in PEOPLE for s in document.segments), segments=sum(1 for _ in document.segments),
        counts=term_counts(document), issues=issue_counts(document)), encoding="utf-8")


@dataclass
class Part:
    """Rows of running text, or a table of the source: then `grid` has for each cell the rows in it."""
    rows: list[Row]
    grid: list[list[list[Row]]] | None = None


def parts(document: Document, view: View) -> Iterator[Part]:
    """The document in parts; a very large table (a spreadsheet's) is shown as running text."""
    for table, found in groupby(rows(document, view.align), key=lambda r: r.block.cell and r.block.cell[0]):
        group = list(found)
        if not table or len(group) > LARGEST_GRID:
            yield Part(group)
            continue
        cells = [(r.block.cell, r) for r in group if r.block.cell]
        place, height, width = dense(cell for cell, _ in cells)
        grid: list[list[list[Row]]] = [[[] for _ in range(width)] for _ in range(height)]
        for cell, row in cells:
            i, j = place[cell]
            grid[i][j].append(row)
        yield Part(group, grid)
