"""The spreadsheet of terms that were found: new ones as rows for a glossary, and what became of the glossary's own."""
from __future__ import annotations

from pathlib import Path

from bilingual.alignment.terms import LEAST, Found, Proposal
from bilingual.support.files import replacing
from bilingual.writers import spreadsheet

_NEW = {"source": 28, "target": 44, "variants": 36, "status": 10, "count": 8, "share": 8, "example zh": 60,
        "example en": 70}
_KNOWN = {"zh": 28, "the glossary says": 44, "the text says": 44, "count": 8, "of": 8, "example zh": 60,
          "example en": 70}


def write(found: Found, path: Path) -> None:
    """The spreadsheet: new terms as rows for a glossary, and what became of the glossary's own."""
    book = spreadsheet.empty_book()
    sheet = book.active
    sheet.title = "New terms"
    spreadsheet.head(sheet, _NEW)
    for p in found.new:
        others = " | ".join(e for e, n in p.others.items() if n >= LEAST)
        spreadsheet.row(sheet, [p.chinese, p.english, others, "draft", p.count, round(p.share, 2), *_example(p)])
    for name, rows in (("Conflicts", found.conflicts), ("Variants", found.variants), ("Confirmed", found.confirmed)):
        sheet = book.create_sheet(name)
        spreadsheet.head(sheet, _KNOWN)
        for p in rows:
            spreadsheet.row(sheet, [p.chinese, p.wanted, p.english, p.count, p.places, *_example(p)],
                            "warning" if name == "Conflicts" else spreadsheet.BODY)
    with replacing(path) as temporary:
        spreadsheet.sealed(book).save(temporary)


def _example(proposal: Proposal) -> tuple[str, str]:
    return proposal.examples[0] if proposal.examples else ("", "")
