"""One web page that needs nothing but itself: side by side or interleaved, with terms, a filter and a search."""
from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from bilingual.document import Document, State, View
from bilingual.writers.layout import issue_counts, notable, rows, source_parts, target_parts, term_counts, term_list, title

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
    path.write_text(template("page.html").render(
        title_zh=zh, title_en=en, document=document, rows=list(rows(document, view.align)), terms=terms, numbers=numbers,
        source_parts=source_parts, target_parts=target_parts, notable=notable,
        review=sum(s.needs_review for s in document.segments), reviewed=sum(s.state in (State.REVIEWED, State.FINAL) for s in document.segments), segments=sum(1 for _ in document.segments),
        counts=term_counts(document), issues=issue_counts(document)), encoding="utf-8")
