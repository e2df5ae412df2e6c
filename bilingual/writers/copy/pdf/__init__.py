"""A copy of a PDF in which the English stands where the Chinese stood.

The letters of each translated paragraph are taken out of the page's content, and its English is set in the same place;
everything else of the page stays as it is. See frames.py for the room that it may take, fit.py for the sizes of type.
"""
from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from bilingual.language.han import HAN
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.readers.places import Side, places
from bilingual.support.plural import counted
from bilingual.writers.copy.left import told
from bilingual.writers.copy.mark import sent
from bilingual.writers.copy.pdf.blanks import blanks, drawn, underlines
from bilingual.writers.copy.pdf.content import Glyph, Rule, Sheet, inverse, sheets
from bilingual.writers.copy.pdf.drawing import Ink
from bilingual.writers.copy.pdf.fit import Result, fit
from bilingual.writers.copy.pdf.formulas import Forms
from bilingual.writers.copy.pdf.frames import frames
from bilingual.writers.copy.pdf.pages import Pages
from bilingual.writers.copy.pdf.paragraphs import Paragraph, paragraphs
from bilingual.writers.copy.pdf.strip import Changed, without


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> tuple[set[str], list[str]]:
    """Write the copy of a PDF. Returns the addresses that it placed, and notes on what went on inserted pages or is set
    very small. Raises BilingualError for a file that one of the two libraries cannot follow.
    """
    try:
        return _write(document, wanted, path, layout)
    except (BilingualError, MemoryError, OSError):
        raise
    except Exception as error:  # libraries raise whatever the broken part of a file happens to cause
        raise BilingualError(f"{document.path} has parts that cannot be copied ({type(error).__name__}: "
                             f"{str(error)[:200]}): print it to a new PDF, or ask for -f docx.") from error


def _write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> tuple[set[str], list[str]]:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    sides = {place.side for ref in wanted for place in places(ref)[0]}
    with pikepdf.open(document.path) as pdf:
        found = {side: s for side, s in sheets(document.path, sides).items() if side.page <= len(pdf.pages)}
        made, taken = paragraphs(wanted.values(), found)
        pages = Pages(pdf, layout)
        forms = Forms(pdf, found)
        made = _stripped(pdf, found, made, taken, forms)
        empty = [b for p in made for b in blanks(p, found)]
        own = frames(made, found, taken)
        result = fit(own)
        lines_anew = drawn(empty, result)
        ink = Ink(pdf, forms)
        for side, sheet in found.items():
            lines = [(made.color, line) for frame in own if frame.side == side for made, line in result.lines[frame]]
            content = ink.write(lines, sheet.height, inverse(sheet.matrix), lines_anew.get(side, ()))
            pages.overlay(side.page, content, ink)
        notes = pages.links(found, made, result) + pages.outlines(document) + _told(result)
        notes += pages.finish(ink, result)
        if said := sent(document):
            pages.say(said, ink)
        if layout == "replace":
            notes += told(_left(found, made, taken))
        pages.save(path, document)
    return {p.block.ref for p in made if p.block.ref}, notes


def _stripped(pdf: pikepdf.Pdf, found: dict[Side, Sheet], made: list[Paragraph], taken: dict[Side, list[Glyph]],
              forms: Forms) -> list[Paragraph]:
    """Take the letters of the paragraphs out of the pages, and their formulas, which become forms. Returns the
    paragraphs without those on pages whose content could not be read twice in the same way; these stay as they are.
    """
    failed: set[int] = set()
    while True:
        kept = [p for p in made if not any(part.place.page in failed for part in p.parts)]
        if failed:
            own = {id(g) for p in kept for g in p.glyphs} | {id(g) for p in kept for f in p.formulas for g in f.glyphs}
            for side in found:
                taken[side] = [] if side.page in failed else [g for g in taken[side] if id(g) in own]
        contents, before = {}, len(failed)
        rules: dict[Side, list[Rule]] = {side: [] for side in found}
        for paragraph in kept:
            for side, rule in underlines(paragraph, found):
                rules[side].append(rule)
            for blank in blanks(paragraph, found):
                rules[blank.side].append(blank.rule)
            for formula in paragraph.formulas:
                rules[formula.anchor.side] += formula.strokes
        for number, sheet in {side.page: sheet for side, sheet in found.items()}.items():
            sides = [side for side in found if side.page == number]
            try:
                contents[number] = without(
                    pdf, pdf.pages[number - 1], sheet, [g for s in sides for g in taken[s]],
                    [r for s in sides for r in rules[s]],
                    [p for made in kept for f in made.formulas if f.anchor.side.page == number for p in f.pictures])
            except Changed:
                failed.add(number)
        if len(failed) == before:
            break
    for side, sheet in found.items():
        boxes = {r.box for r in rules[side]} if side.page in contents else set()
        drawn = [f for p in kept for f in p.formulas if f.anchor.side == side]
        sheet.things = [t for t in sheet.things if t not in boxes and not any(f.surrounds(t) for f in drawn)]
    forms.make(f for p in kept for f in p.drawn)
    for number, (data, resources) in contents.items():
        page = pdf.pages[number - 1].obj
        page.Contents, page.Resources = pdf.make_stream(data), resources
    return kept


def _left(found: dict[Side, Sheet], made: list[Paragraph], taken: dict[Side, list[Glyph]]) -> Iterator[str]:
    """The texts that the pages still show in Chinese: letters that stay, as they follow each other, and English with
    some in it.
    """
    gone = {(side.page, g.show, g.index) for side in found for g in taken[side]}
    for number, sheet in {side.page: sheet for side, sheet in found.items()}.items():
        kept = (g.text if HAN.match(g.text) and (number, g.show, g.index) not in gone else " " for g in sheet.glyphs)
        yield from "".join(kept).split()
    yield from (p.english for p in made)


def _told(result: Result) -> list[str]:
    notes = []
    if result.small:
        pages = sorted({f.side.page for f in result.small})
        notes.append(f"{counted(len(result.small), 'cell')} of tables on page{'s' * (len(pages) > 1)} "
                     f"{', '.join(map(str, pages))} hold English in less than 70 % of the size of the Chinese")
    return notes


