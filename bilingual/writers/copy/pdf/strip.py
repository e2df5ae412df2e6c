"""Taking letters out of a PDF page: exactly the operators that show them, in the page and in the forms it draws."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from bilingual.writers.copy.pdf.content import Glyph, Rule, Sheet, Show, Stream

_SHOWS = {"Tj", "TJ", "'", '"'}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_PLACES = {"Td", "TD", "Tm", "T*", "ET"}  # after these it no longer matters how far a text moved on
# Letters of operators, and lines, by number; of a picture, which is its own content, nothing.
Gone = dict[Stream, tuple[dict[int, tuple[Show, set[int]]], set[int]]]
_SPOKEN = ("/ActualText", "/Alt", "/E")


class Changed(Exception):
    """The content reads otherwise than it was measured."""


def without(pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet, glyphs: Iterable[Glyph], rules: Iterable[Rule],
            pictures: Iterable[Stream] = ()) -> tuple[bytes, Dictionary]:
    """The content of a page without the letters, lines and pictures, and its resources; the page itself stays.

    Forms are copied before they are changed, because other pages may draw the same.

    Raises Changed where pikepdf sees other operators than pdfminer did.
    """
    gone: Gone = defaultdict(lambda: ({}, set()))
    for glyph in glyphs:
        gone[glyph.show.stream][0].setdefault(glyph.show.number, (glyph.show, set()))[1].add(glyph.index)
    for rule in rules:
        gone[rule.stream][1].add(rule.number)
    for stream in pictures:
        gone.setdefault(stream, ({}, set()))
    resources = _own(page.resources)
    return _rewritten(pdf, page, resources, (), gone, sheet), resources


def only(pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet, glyphs: Iterable[Glyph], rules: Iterable[Rule],
         pictures: Iterable[Stream]) -> tuple[bytes, Dictionary]:
    """The content of a page without anything but some letters, lines and pictures, and the resources for it; the page
    itself stays.

    Raises Changed where pikepdf sees other operators than pdfminer did.
    """
    kept = {(g.show.stream, g.show.number, g.index) for g in glyphs}
    lines = {(r.stream, r.number) for r in rules}
    gone: Gone = defaultdict(lambda: ({}, set()))
    for glyph in sheet.glyphs:
        if (glyph.show.stream, glyph.show.number, glyph.index) not in kept:
            gone[glyph.show.stream][0].setdefault(glyph.show.number, (glyph.show, set()))[1].add(glyph.index)
    for stream, count in sheet.paints.items():
        gone[stream][1].update(n for n in range(count) if (stream, n) not in lines)
    whole = {*(stream for stream, *_ in kept), *(stream for stream, _ in lines), *pictures}
    held = frozenset(stream[:n] for stream in whole for n in range(len(stream) + 1))
    resources = _own(page.resources)
    return _rewritten(pdf, page, resources, (), gone, sheet, held), resources


def _own(resources: Any) -> Dictionary:
    """A copy of resources whose fonts and forms can be changed for one page."""
    own = Dictionary(dict(resources.items()))
    for key in ("/XObject", "/Font"):
        if key in own:
            own[key] = Dictionary(dict(own[key].items()))
    return own


def _rewritten(pdf: pikepdf.Pdf, holder: Any, resources: Dictionary, stream: Stream, gone: Gone, sheet: Sheet,
               held: frozenset[Stream] | None = None) -> bytes:
    """A content without the letters in `gone`; forms that hold some are replaced in `resources` by changed copies.
    Where it is said which contents are `held`, no other is drawn.
    """
    out, number, drawn, fonts = [], 0, Counter(), set()  # type: list[Any], int, Counter[str], set[str]
    font, painted = "", 0
    own, lines = gone.get(stream, ({}, set()))
    instructions = list(pikepdf.parse_content_stream(holder))
    for at, instruction in enumerate(instructions):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in _SHOWS:
            show, letters = own.get(number, (None, set()))
            number += 1
            if show is not None:
                out += _without(operands, operator, show, letters, _moves_after(instructions, at))
            if show is None or len(letters) < len(show.letters):
                fonts.add(font)
            if show is not None:
                continue
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in _PAINTS:
            painted += 1
            if painted - 1 in lines:
                out.append(([], Operator("n")))
                continue
        elif operator == "Do":
            name = str(operands[0])[1:]
            inner = (*stream, (name, drawn[name]))
            drawn[name] += 1
            shown = _object(pdf, resources, name, inner, gone, sheet, held)
            if shown is not None:
                out.append(([shown], Operator("Do")))
            continue
        elif operator == "BDC" and own and isinstance(operands[1], Dictionary):
            kept = {k: v for k, v in operands[1].items() if k not in _SPOKEN}
            out.append(([operands[0], Dictionary(kept)], Operator("BDC")))
            continue
        elif held is not None and operator in ("sh", "INLINE IMAGE"):
            continue
        out.append(instruction)
    if number != sheet.shows[stream] or lines and painted != sheet.paints[stream]:
        raise Changed
    if "/Font" in resources and not any("/Resources" not in x and x.get("/Subtype") == "/Form"
                                        for x in resources.get("/XObject", Dictionary()).values()):
        _drop_fonts(out, resources, fonts)
    return pikepdf.unparse_content_stream(out)


def _object(pdf: pikepdf.Pdf, resources: Dictionary, name: str, stream: Stream, gone: Gone, sheet: Sheet,
            held: frozenset[Stream] | None) -> Name | None:
    """The name of what is drawn in place of an image or a form; None where nothing is."""
    picture = resources.XObject[f"/{name}"].get("/Subtype") == "/Image"
    if held is not None and stream not in held or picture and stream in gone:
        return None
    if any(s[:len(stream)] == stream for s in gone):
        return _changed(pdf, resources, name, stream, gone, sheet, held)
    return Name(f"/{name}")


def _drop_fonts(out: list, resources: Dictionary, fonts: set[str]) -> None:
    """Leave out the fonts that nothing is shown in any more, and the operators that choose them."""
    for name in [str(k) for k in resources.Font.keys() if str(k) not in fonts]:  # noqa: SIM118 - no Python dict
        del resources.Font[name]
    out[:] = [i for i in out if isinstance(i, tuple) or str(i.operator) != "Tf" or str(i.operands[0]) in fonts]


def _changed(pdf: pikepdf.Pdf, resources: Dictionary, name: str, stream: Stream, gone: Gone, sheet: Sheet,
             held: frozenset[Stream] | None) -> Name:
    """The name of a changed copy of a form, put into the resources."""
    form = resources.XObject[f"/{name}"]
    inner = _own(form.Resources if "/Resources" in form else resources)
    data = _rewritten(pdf, form, inner, stream, gone, sheet, held)
    more = {k: v for k, v in form.items() if k not in ("/Length", "/Filter", "/DecodeParms", "/Resources")}
    made = pdf.make_stream(data, more)
    made.Resources = inner
    new = Name(f"/{name}-{stream[-1][1]}")
    resources.XObject[new] = made
    return new


def _moves_after(instructions: list, at: int) -> bool:
    """Whether the text goes on at a place of its own, so that it does not matter where this operator ended."""
    for instruction in instructions[at + 1:]:
        operator = str(instruction.operator)
        if operator in _PLACES or operator in ("'", '"'):
            return True
        if operator in _SHOWS:
            return False
    return True


def _without(operands: Any, operator: str, show: Show, letters: set[int], moves_after: bool) -> list:
    """What stands in place of an operator without some of its letters: the same movements."""
    before: list[Any] = []
    if operator == '"':
        before = [([operands[0]], Operator("Tw")), ([operands[1]], Operator("Tc"))]
    if operator in ("'", '"'):
        before.append(([], Operator("T*")))
    if len(letters) == len(show.letters):
        return before + ([] if moves_after else [([Array([_number(-show.move)])], Operator("TJ"))])
    parts = list(operands[0]) if operator == "TJ" else [operands[-1]]
    kept: list[Any] = []
    at = 0
    for part, codes in zip(parts, _codes(parts, len(show.letters)), strict=True):
        if codes is None:
            kept.append(part)
            continue
        for code in codes:
            kept.append(_number(-show.letters[at]) if at in letters else pikepdf.String(code))
            at += 1
    return [*before, ([Array(kept)], Operator("TJ"))]


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")


def _codes(parts: list, count: int) -> list[list[bytes] | None]:
    """The letters' codes in the parts of a text, None for a movement. Raises Changed where they cannot be told apart.
    """
    texts = [bytes(p) if isinstance(p, pikepdf.String) else None for p in parts]
    size = sum(len(t) for t in texts if t is not None)
    for cut in (_even(1), _even(2), _mixed):
        found = [None if t is None else cut(t) for t in texts]
        if size and sum(len(c) for c in found if c is not None) == count:
            return found
    raise Changed


def _even(width: int) -> Callable[[bytes], list[bytes]]:
    return lambda text: [text[i:i + width] for i in range(0, len(text), width)]


def _mixed(text: bytes) -> list[bytes]:
    """Codes of one byte below 0x81 and of two bytes else, as in GBK."""
    codes, at = [], 0
    while at < len(text):
        width = 1 if text[at] < 0x81 else 2
        codes.append(text[at:at + width])
        at += width
    return codes
