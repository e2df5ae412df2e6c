"""Web pages: tags, links, pictures and styles stay; the page says that it is English where all of it is."""
from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import html

from bilingual.model.document import Block, Document
from bilingual.readers import webpage
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.elements import fill, texts
from bilingual.writers.copy.mark import PROGRAM, sent
from bilingual.writers.copy.weave import in_english

if TYPE_CHECKING:
    from lxml import etree

_STYLE = "display:grid;grid-template-columns:1fr 1fr;column-gap:2em"
# may have no brother of their own kind beside them
_IN_PLACE = {"td", "th", "li", "dt", "dd", "caption", "figcaption", "summary", "span"}


def write(document: Document, wanted: dict[str, Block], path: Path, layout: str) -> set[str]:
    """Write the copy of a web page. Returns the addresses that it placed."""
    tree, _ = webpage.parsed(document.path, document.encoding or None)
    body = tree.find(".//body")
    placed = put(body if body is not None else tree, wanted, layout)
    if "title" in wanted:
        placed.add("title")
    _declare(tree, document, wanted.get("title"))
    if layout == "replace":
        tree.set("lang", "en")
    if said := sent(document):
        say(body if body is not None else tree, said)
    path.write_bytes(html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))
    return placed


def say(body: etree._Element, said: str) -> None:
    """Put a small line at the end of a page."""
    line = body.makeelement("p", {"lang": "en", "style": "font-size:small"})
    line.text = xml_safe(said)
    body.append(line)


def put(body: etree._Element, wanted: dict[str, Block], layout: str) -> set[str]:
    """Put the English into the elements of a page; `wanted` maps addresses to blocks. Returns the addresses placed."""
    placed = set()
    for unit in [*webpage.units(body), *webpage.said(body)]:
        block = wanted.get(unit.ref)
        if block is None or (flow := webpage.content(unit)).text != block.text:
            continue
        if unit.attribute:
            if layout == "replace":
                unit.element.set(unit.attribute, xml_safe(block.target))
            placed.add(unit.ref)
            continue
        items = in_english(flow, block)
        if layout == "replace":
            fill(unit.element, items, "br")
        elif unit.element.tag in _IN_PLACE:
            _under(unit.element, items)
        else:
            _beside(unit.element, items, layout)
        placed.add(unit.ref)
    for element in body.iter("span"):
        element.attrib.pop(webpage.UNIT, None)
    return placed


def _under(element: etree._Element, items: list) -> None:
    shell = element.makeelement("span", {"lang": "en", "style": "display:block"})
    fill(shell, texts(items), "br")
    element.append(shell)


def _beside(element: etree._Element, items: list, layout: str) -> None:
    other = element.makeelement(element.tag, {k: v for k, v in element.attrib.items() if k != "id"})
    other.set("lang", "en")
    fill(other, texts(items), "br")
    other.tail, element.tail = element.tail, None
    element.addnext(other)
    if layout == "beside":
        pair = element.makeelement("div", {"style": _STYLE})
        pair.tail, other.tail = other.tail, None
        element.addprevious(pair)
        pair.extend([element, other])


def _declare(tree: etree._Element, document: Document, own: Block | None) -> None:
    """The page is written in UTF-8 and must say so; its title becomes English."""
    head = tree.find(".//head")
    for meta in list(tree.iter("meta")):
        if meta.get("charset") or re.search("charset", meta.get("content", ""), re.I):
            meta.getparent().remove(meta)
    if head is None:
        head = html.Element("head")
        tree.insert(0, head)
    if document.format == "html":
        head.insert(0, html.Element("meta", name="translator", content=PROGRAM))
    head.insert(0, html.Element("meta", charset="utf-8"))
    title, block = head.find("title"), document.title
    if title is not None and own is not None:
        title.text = xml_safe(own.target)
    elif (title is not None and block is not None and block.target
        and (title.text or "").strip().startswith(block.text[:8])):
        title.text = block.target
