"""New content for an element in which styles are elements around the text: web pages, e-books, OpenDocument."""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from bilingual.readers.flow import Anchor
from bilingual.support.xml import append

if TYPE_CHECKING:
    from lxml import etree

_WHITE = re.compile(r"(\t| {2,})")


def texts(items: list) -> list:
    """Without pictures, notes and the like, which stand in the Chinese."""
    return [i for i in items if not isinstance(i, Anchor)]


def fill(
    element: etree._Element, items: list, line_break: str, white: Callable[[str], etree._Element] | None = None
) -> None:
    """Replace an element's content; its own attributes and what follows it stay.

    Things between the texts are moved and not copied: what is inside them (a note's paragraphs) is still to be
    translated. `white` makes the element for a tab or several spaces, where the format has such.
    """
    for child in list(element):
        element.remove(child)
    element.text = None
    for item in items:
        if isinstance(item, Anchor):
            item.thing.tail = None
            element.append(item.thing)
            continue
        text, style = item
        where = element
        for around in style.data if style else ():
            shell = where.makeelement(around.tag, dict(around.attrib))
            where.append(shell)
            where = shell
        for n, line in enumerate(text.split("\n")):
            if n:
                where.append(where.makeelement(line_break))
            for part in _WHITE.split(line) if white else (line,):
                if white and _WHITE.fullmatch(part):
                    where.append(white(part))
                else:
                    append(where, part)
