"""Texts with tags: what the tags stand around is found again in the English by its terms and the model's links.

The same paragraphs and styles as in web pages are used. Elements in another language or marked not to be translated,
and elements without text (a placeholder), stay whole and go where the Chinese before them went.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import escape
from typing import Any

from lxml import etree, html

from bilingual.language.han import HAN
from bilingual.model.document import Block
from bilingual.readers import webpage
from bilingual.server.security import Refused
from bilingual.support.xml import xml_safe
from bilingual.writers.copy.webpage import put


def _ends(text: str) -> tuple[str, str, str]:
    """White space in front, the text, and white space behind."""
    inner = text.strip()
    start = text.index(inner)
    return text[:start], inner, text[start + len(inner):]


class Markup:
    """A piece of HTML or XML. Raises Refused when it is no well-formed XML, or nothing that can be read as HTML."""

    def __init__(self, text: str, xml: bool = False, ignored: Iterable[str] = ()):
        self._before, self._inner, self._after = _ends(xml_safe(text))
        self._xml, self._ignored = xml, frozenset(ignored)
        self._lines = xml and "\n" in self._inner and "<br" not in self._inner
        root, _ = self._read()
        flows = [(u, webpage.flow(u.element)) for u in webpage.units(root)]
        self._units = {u.ref: u.block(flow) for u, flow in flows if HAN.search(flow.text)}
        self.blocks: list[Block] = list(self._units.values())

    def english(self) -> str:
        root, kept = self._read()
        list(webpage.units(root))
        wrappers = [e for e in root.iter("span") if e.get(webpage.UNIT) is not None]
        put(root, self._units, "replace")
        for wrapper in wrappers:
            wrapper.drop_tag()
        for element, text, children in kept:
            element.text = text
            element.extend(children)
        if "/>" not in self._inner:  # an empty element is written as the client writes it
            for element in root.iter():
                element.text = element.text or (
                    "" if not len(element) and isinstance(element.tag, str) and element.tag != "br" else element.text
                )
        method = "xml" if self._xml else "html"
        inner = escape(root.text or "", quote=False) + "".join(
            etree.tostring(c, encoding="unicode", method=method) for c in root
        )
        return self._before + (inner.replace("<br/>", "\n") if self._lines else inner) + self._after

    def _read(self) -> tuple:
        """The tree, with what is not to be translated taken out, and that: elements with their text and children."""
        # In XML a line break is part of the text; in HTML it is a space.
        text = re.sub(r"(<[^>]*>)|\n", lambda m: m[1] or "<br/>", self._inner) if self._lines else self._inner
        root = _parsed(text, self._xml)
        kept = [(e, e.text, list(e)) for e in _untouched(root, self._ignored)]
        for element, _, children in kept:
            element.text = None
            for child in children:
                element.remove(child)
        return root, kept


def _parsed(text: str, xml: bool) -> Any:
    try:
        if xml:
            parser = html.XHTMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            if "<!" in text.replace("<![CDATA[", "").replace("<!--", ""):
                raise Refused(400, "XML with a document type is not taken.")
            return etree.fromstring(f"<div>{text}</div>".encode(), parser)
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
        body = html.document_fromstring(f"<html><body><div>{text}</div></body></html>".encode(), parser=parser).find(
            "body"
        )
        if len(body) == 1 and not (body.text or "").strip() and not (body[0].tail or "").strip():
            return body[0]
        body.tag = "div"  # the text closed an element that it had not opened
        return body
    except (etree.XMLSyntaxError, etree.ParserError, AttributeError, ValueError) as error:
        raise Refused(400, f"The text cannot be read as {'XML' if xml else 'HTML'} ({error}).") from error


def _untouched(root: etree._Element, ignored: Collection[str]) -> list:
    """The outermost elements whose content is not to be translated."""
    out: list = []

    def walk(element: etree._Element) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if (
                child.tag in ignored
                or child.get("translate") == "no"
                or "notranslate" in child.get("class", "").split()
            ):
                out.append(child)
            else:
                walk(child)

    walk(root)
    return out
