"""What Word's XML says to a reader: runs as they are after all tracked changes have been accepted, and their styles."""
from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from bilingual.readers.flow import Flow, Style
from bilingual.readers.scripts import lowered, raised

# a second copy of a drawing for old programs
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:rPr"), qn("w:pPr"), _FALLBACK}
_TEXT, _BREAKS = qn("w:t"), {qn("w:br"), qn("w:cr")}
# Parts of a run's properties by which one run does not look different from another.
_INVISIBLE = {qn(f"w:{n}") for n in ("lang", "noProof", "rFonts", "szCs", "bCs", "iCs", "kern", "rPrChange",
                                     "webHidden")}
_NO_THINGS = {qn("w:rPr"), qn("w:softHyphen"), qn("w:lastRenderedPageBreak"), qn("w:delText"), qn("w:delInstrText")}
_SAID = {qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_CODE = qn("w:instrText")
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
EQUATIONS = (f"{_MATH}oMath", f"{_MATH}oMathPara")
_FIXED = (qn("w:sdt"), qn("w:fldSimple"))
# What stands between runs and has no text of its own, and what is nothing without the change it belongs to.
_BETWEEN = {*EQUATIONS, *(qn(f"w:{n}") for n in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
                                                 "permStart", "permEnd"))}
_DROPPED = {
    qn(f"w:{n}")
    for n in (
        "proofErr",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "hyperlinkPr",
        "rt",
    )
}


@dataclass(frozen=True, eq=False)
class Token:
    """A child of a run, or an element between runs (`run` is None then), and what it stands in, from the outside in."""
    element: Any
    run: Any = None
    within: tuple[Within, ...] = ()


@dataclass(frozen=True, eq=False)
class Within:
    """What text stands in: a link, a control or a simple field, which is an `element`; or a field between its marks,
    whose `codes` stand in front of its result and whose `end` stands behind it.
    """
    element: Any = None
    codes: tuple[Token, ...] = ()
    end: Token | None = None

    @property
    def instruction(self) -> str:
        """What a field does, as Word writes it: HYPERLINK "https://…"."""
        if self.element is not None:
            return self.element.get(qn("w:instr"), "")
        return "".join(t.element.text or "" for t in self.codes if t.element.tag == _CODE)


@dataclass
class Look:
    """The properties of a run, None where there are none; what the text stands in; and, for a piece that is `fixed`,
    all that it is made of.
    """
    properties: Any = None
    within: tuple[Within, ...] = ()
    whole: tuple[Token, ...] = ()


def runs(element: etree._Element) -> Iterator:
    """The w:r elements of a paragraph that are there when all changes are accepted, in order, also inside links and
    fields.
    """
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in GONE and isinstance(child.tag, str):
            yield from runs(child)


def _said(element: etree._Element) -> str:
    """The text of a child of a run: line breaks as newlines; field codes and deleted text are no text."""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag in _BREAKS:
        return "" if element.get(qn("w:type")) in ("page", "column") else "\n"
    return _SAID.get(element.tag, "")


def run_text(run: etree._Element) -> str:
    """The text of a run, with line breaks as newlines."""
    return "".join(_said(child) for child in run)


def text(paragraph: etree._Element) -> str:
    """The text of a w:p element after all changes are accepted."""
    return "".join(run_text(r) for r in runs(paragraph))


def text_boxes(paragraph: etree._Element) -> Iterator:
    """The contents of the text boxes anchored in a paragraph, without the copies for old programs."""
    for box in paragraph.iter(qn("w:txbxContent")):
        above = [a.tag for a in box.iterancestors()]
        if _FALLBACK not in above[:above.index(qn("w:p"))]:
            yield box


def flow(paragraph: etree._Element) -> Flow:
    """A paragraph's text in its styles; pictures, equations, bookmarks, references to notes, page breaks and the like
    are anchors, whose things are tuples of tokens.

    A field whose result has no letters (a page number) and a check box are one fixed piece; any other field is what
    its result stands in. Of a word with its reading above it (ruby) the word is read. Superscripts and subscripts are
    characters.
    """
    tokens = list(_tokens(paragraph, ()))
    reading = _Reading(tokens)
    reading.read(0, len(tokens), ())
    reading.level("")
    return reading.flow


def _tokens(node: etree._Element, within: tuple[Within, ...]) -> Iterator[Token]:
    for child in node:
        if child.tag == qn("w:r"):
            yield from _of_run(child, within)
        elif child.tag in GONE or not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        elif child.tag in _BETWEEN:
            yield Token(child, None, within)
        elif child.tag == qn("w:hyperlink") or child.tag == qn("w:fldSimple") and any(map(str.isalpha, text(child))):
            yield from _tokens(child, (*within, Within(child)))
        elif child.tag == qn("w:fldSimple") or child.tag == qn("w:sdt") and (
                child.find(f"{qn('w:sdtPr')}/{_CHECKBOX}") is not None or not text(child).strip()):
            yield Token(child, None, within)
        elif child.tag == qn("w:sdt"):
            for content in child.iterchildren(qn("w:sdtContent")):
                yield from _tokens(content, (*within, Within(child)))
        else:
            yield from _tokens(child, within)


def _of_run(run: etree._Element, within: tuple[Within, ...]) -> Iterator[Token]:
    for child in run:
        if child.tag == qn("w:ruby"):
            for base in child.iterchildren(qn("w:rubyBase")):
                yield from _tokens(base, within)
        elif child.tag not in _NO_THINGS:
            yield Token(child, run, within)


class _Reading:
    """Puts tokens into a flow, field by field."""

    def __init__(self, tokens: list[Token]) -> None:
        self.flow = Flow()
        self._tokens = tokens
        self._fields = _fields(tokens)
        self._level, self._raised = "", []  # type: str, list[tuple[str, Token, tuple[Within, ...]]]

    def read(self, start: int, end: int, within: tuple[Within, ...]) -> None:
        """Read the tokens from `start` to `end`, which stand in `within` besides what each stands in itself."""
        at = start
        while at < end:
            if at in self._fields:
                middle, last = self._fields[at]
                self._field(at, middle, last, within)
                at = last + 1
                continue
            token = self._tokens[at]
            around, words = (*within, *token.within), _said(token.element) if token.run is not None else ""
            if token.run is None and (words := text(token.element) if token.element.tag in _FIXED else ""):
                self._fixed(words, (token,), around)
            elif words:
                self._text(words, token, around)
            elif token.element.tag != _TEXT:
                self.level("")
                self.flow.anchor((Token(token.element, token.run, around),))
            at += 1

    def _field(self, start: int, middle: int | None, end: int, within: tuple[Within, ...]) -> None:
        tokens = tuple(self._tokens[start:end + 1])
        result = "" if middle is None else "".join(
            _said(t.element) if t.run is not None else text(t.element) for t in self._tokens[middle + 1:end])
        if middle is not None and any(map(str.isalpha, result)):
            self.read(middle + 1, end, (*within, Within(codes=tuple(self._tokens[start:middle + 1]), end=tokens[-1])))
        elif result:
            self._fixed(result, tokens, (*within, *tokens[0].within))
        else:
            self.level("")
            self.flow.anchor(tuple(Token(t.element, t.run, (*within, *t.within)) for t in tokens))

    def _fixed(self, words: str, tokens: tuple[Token, ...], within: tuple[Within, ...]) -> None:
        self.level("")
        self.flow.add(words, Style(("fixed", id(tokens[0].element)), Look(None, within, tokens), fixed=True))

    def _text(self, words: str, token: Token, within: tuple[Within, ...]) -> None:
        properties = token.run.find(qn("w:rPr"))
        height = properties.find(qn("w:vertAlign")) if properties is not None else None
        level = height.get(qn("w:val"), "") if height is not None and words.strip() else ""
        self.level(level if level in ("superscript", "subscript") else "")
        if self._level:
            self._raised.append((words, token, within))
        else:
            self.flow.add(words, _style(properties, within))

    def level(self, level: str) -> None:
        """Go on at another height of the line; what was collected at the one before is put into the flow."""
        if level == self._level:
            return
        waiting, self._raised, old, self._level = self._raised, [], self._level, level
        if not waiting:
            return
        whole = "".join(words for words, _, _ in waiting)
        linked = any(
            w.element is not None and w.element.tag == qn("w:hyperlink") for _, _, within in waiting for w in within
        )
        made = lowered(whole) if old == "subscript" else raised(self.flow.text, whole, linked)
        if made is None:
            self.flow.anchor(tuple(Token(t.element, t.run, within) for _, t, within in waiting))
        elif made == whole:
            for words, token, within in waiting:
                self.flow.add(words, _style(token.run.find(qn("w:rPr")), within))
        else:
            properties = deepcopy(waiting[0][1].run.find(qn("w:rPr")))
            properties.remove(properties.find(qn("w:vertAlign")))
            self.flow.add(made, _style(properties if len(properties) else None, waiting[0][2]))


def _fields(tokens: list[Token]) -> dict[int, tuple[int | None, int]]:
    """Where each whole field begins, and where its result begins and it ends. One that goes on in another paragraph,
    as a table of contents does, is none.
    """
    found: dict[int, tuple[int | None, int]] = {}
    open_: list[tuple[int, int | None]] = []
    for n, token in enumerate(tokens):
        kind = token.element.get(qn("w:fldCharType")) if token.element.tag == qn("w:fldChar") else None
        if kind == "begin":
            open_.append((n, None))
        elif kind == "separate" and open_:
            open_[-1] = open_[-1][0], n
        elif kind == "end" and open_:
            start, middle = open_.pop()
            found[start] = middle, n
    return found


def _style(properties: etree._Element | None, within: tuple[Within, ...]) -> Style:
    visible = [c for c in properties if c.tag not in _INVISIBLE] if properties is not None else []
    key = b"".join(sorted(etree.tostring(c, method="c14n") for c in visible)), tuple(map(id, within))
    return Style(key, Look(properties, within), bold=_bold(properties), held=bool(within))


def _bold(properties: etree._Element | None) -> bool:
    mark = properties.find(qn("w:b")) if properties is not None else None
    return mark is not None and mark.get(qn("w:val"), "true") not in ("0", "false", "none")
