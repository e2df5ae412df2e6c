"""The content of a translated paragraph of a Word document: runs, and around them the links, fields and controls of
the Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from bilingual.language.han import HAN
from bilingual.readers.flow import Anchor, Flow, Style
from bilingual.readers.ooxml import Look, Token, Within
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.weave import Item, base_style

LATIN = "Times New Roman"  # where Latin letters would be set in a Chinese font
_CHINESE_FONTS = (
    "sim",
    "fangsong",
    "kaiti",
    "nsimsun",
    "stsong",
    "stfangsong",
    "stkaiti",
    "stheiti",
    "stxihei",
    "stzhongsong",
    "microsoft yahei",
    "dengxian",
    "noto sans cjk",
    "noto serif cjk",
    "source han",
    "fz",
    "mingliu",
    "pmingliu",
)
_DATES = ("DATE ", "TIME ", "CREATEDATE ", "SAVEDATE ", "PRINTDATE ")
_PICTURE = re.compile(r"""(\\@\s*)("[^"]*[年月日][^"]*"|\S*[年月日]\S*)""")
_MINUTES = re.compile(r"[Hh]{1,2}[:：时]mm")


def chinese(font: str) -> bool:
    """Whether a font is made for Chinese, by its name."""
    return bool(HAN.search(font)) or font.lower().startswith(_CHINESE_FONTS)


def to_latin(fonts: etree._Element) -> None:
    """Let a w:rFonts set Latin letters in a Latin font."""
    fonts.attrib.pop(qn("w:hint"), None)
    for name in (qn("w:ascii"), qn("w:hAnsi")):
        if chinese(fonts.get(name, "")):
            fonts.set(name, LATIN)


class Content:
    """Makes the new elements for one paragraph.

    `whole` takes everything along: things between the texts are moved, for text boxes inside them are still to be
    translated, and fields and controls stay what they are. Without it the Chinese keeps them, and only text and links
    are made.
    """

    def __init__(self, flow: Flow, whole: bool) -> None:
        self._base, self._whole = base_style(flow), whole
        self._used: set[int] = set()  # fields, controls and fixed pieces: each is there once

    def elements(self, items: list[Item]) -> list[Any]:
        """The elements for a paragraph's English as `in_english` has it."""
        return self._nested([(self._within(i), i) for i in items if self._whole or not isinstance(i, Anchor)], 0)

    def _within(self, item: Item) -> tuple[Within, ...]:
        if isinstance(item, Anchor):
            return item.thing[0].within
        look = _look(item[1] or self._base)
        return tuple(w for w in look.within if self._whole or _link(w) or w.instruction.split()[:1] == ["HYPERLINK"])

    def _nested(self, items: list[tuple[tuple[Within, ...], Item]], depth: int) -> list[Any]:
        made: list[Any] = []
        for around, group in groupby(items, key=lambda i: i[0][depth] if len(i[0]) > depth else None):
            if around is None:
                made += [e for _, item in group for e in self._single(item)]
            else:
                made += self._around(around, self._nested(list(group), depth + 1))
        return made

    def _around(self, within: Within, inner: list[Any]) -> list[Any]:
        if not _link(within) and id(within) in self._used:
            return inner
        self._used.add(id(within))
        if within.element is None:
            return [*_tokens(within.codes, deepcopy), *inner, *_tokens((within.end,) if within.end else (), deepcopy)]
        shell = OxmlElement(f"w:{etree.QName(within.element).localname}")
        shell.attrib.update(within.element.attrib)
        if shell.tag != qn("w:sdt"):
            shell.extend(inner)
            if shell.get(qn("w:instr")):
                shell.set(qn("w:instr"), _instruction(shell.get(qn("w:instr"))))
            return [shell]
        shell.extend(deepcopy(c) for c in within.element if c.tag in (qn("w:sdtPr"), qn("w:sdtEndPr")))
        etree.SubElement(shell, qn("w:sdtContent")).extend(inner)
        return [shell]

    def _single(self, item: Item) -> list[Any]:
        if isinstance(item, Anchor):
            return _tokens(item.thing, lambda thing: thing)
        text, style = item
        style = style or self._base
        look = _look(style)
        if style is not None and style.fixed and self._whole:
            if id(look.whole) in self._used:
                return []
            self._used.add(id(look.whole))
            before, after = ([_run(" ", None)] if at else [] for at in (text.startswith(" "), text.endswith(" ")))
            return [*before, *_tokens(look.whole, deepcopy), *after]
        return [_run(text, look.properties)]


def _link(within: Within) -> bool:
    return within.element is not None and within.element.tag == qn("w:hyperlink")


def _look(style: Style | None) -> Look:
    return style.data if style is not None else Look()


def _tokens(tokens: tuple[Token, ...], take: Callable[[Any], Any]) -> list[Any]:
    """Tokens as elements again: those of one run in one run."""
    made: list[Any] = []
    for run, group in groupby(tokens, key=lambda t: t.run):
        own = [take(t.element) for t in group]
        if run is None:
            made += own
            continue
        new, properties = OxmlElement("w:r"), run.find(qn("w:rPr"))
        new.extend([deepcopy(properties)] if properties is not None else [])
        new.extend(own)
        made.append(new)
    _ask_in_english([c for e in made for c in e.iter(qn("w:instrText"))])
    return made


def _ask_in_english(codes: list[Any]) -> None:
    """Change the instruction of a field, which may be spread over several elements."""
    old = "".join(c.text or "" for c in codes)
    if (new := _instruction(old)) != old:
        for n, code in enumerate(codes):
            code.text = "" if n else new


def _instruction(code: str) -> str:
    """A field's instruction: a date in the Chinese form is asked for in the English one."""
    asks = code.upper().strip().startswith(_DATES)
    return _PICTURE.sub(lambda m: f'{m[1]}"{_english_form(m[2])}"', code) if asks else code


def _english_form(picture: str) -> str:
    """The English form of a date for a Chinese one, as Word writes both."""
    day = "d, " if re.search("[日dD]", picture) else ""
    return f"MMMM {day}yyyy" + (" HH:mm" if _MINUTES.search(picture) else "")


def dates_in_english(root: etree._Element) -> None:
    """Let the controls that a date is chosen in write it in its English form."""
    for date in root.iter(qn("w:date")):
        picture, language = date.find(qn("w:dateFormat")), date.find(qn("w:lid"))
        if picture is not None and re.search("[年月日]", picture.get(qn("w:val"), "")):
            picture.set(qn("w:val"), _english_form(picture.get(qn("w:val"))))
        if language is not None:
            language.set(qn("w:val"), "en-US")


def _run(text: str, properties: etree._Element | None) -> Any:
    run = OxmlElement("w:r")
    kept = deepcopy(properties) if properties is not None else OxmlElement("w:rPr")
    fonts, language = kept.find(qn("w:rFonts")), kept.find(qn("w:lang"))
    if fonts is not None:
        to_latin(fonts)
    if language is not None:
        language.set(qn("w:val"), "en-US")
    if len(kept):
        run.append(kept)
    run.extend(_words(text))
    return run


def _words(text: str) -> Iterator[Any]:
    for part in re.split("([\n\t])", text):
        if part in ("\n", "\t"):
            yield OxmlElement("w:br" if part == "\n" else "w:tab")
        elif part:
            piece = OxmlElement("w:t")
            piece.text = xml_safe(part)
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            yield piece
