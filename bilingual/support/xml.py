"""What every reader and writer of XML needs: a parser that expands and fetches nothing, and text put behind what is
there.
"""
from __future__ import annotations

import re
from typing import Any

from lxml import etree

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_safe(text: str) -> str:
    """The text without the control characters and halves of characters that XML, and so Word, Excel and TMX files,
    cannot hold.
    """
    return _CONTROL.sub("", text)



def parser(huge: bool = False, **options: Any) -> etree.XMLParser:
    """A parser for foreign files.

    `huge` lifts lxml's limit on the size of one text; archives have been checked for theirs before.
    """
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, **options)


def append(element: etree._Element, text: str) -> None:
    """Add text at the end of an element, behind its children."""
    text = xml_safe(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
