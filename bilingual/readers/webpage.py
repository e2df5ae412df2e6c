"""Web pages: the article is read, the page around it (navigation, share buttons, related links) is left alone and
counted.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from bilingual.language.han import HAN
from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.readers.flow import Flow, Style, Tables, Unit, fill
from bilingual.readers.scripts import lowered, raised
from bilingual.readers.text import decode
from bilingual.support.plural import counted

HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = {*HEADINGS, "p", "div", "li", "td", "th", "caption", "blockquote", "dt", "dd", "figcaption", "pre", "center",
           "ul", "ol", "dl", "table", "tbody",
           "thead", "tfoot", "tr", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "form",
           "fieldset", "address", "hr", "body", "details", "summary"}
SKIPPED = {"script", "style", "noscript", "template", "iframe", "object", "select", "textarea", "svg", "math", "head",
           "button"}
_THINGS = {"img", "input", "video", "audio", "canvas", "embed", "wbr", "map", *SKIPPED}
_MARKS = {"a", "sup"}  # are marks where they have no letters: the number of a footnote, an arrow back to it
_READINGS, _BASES = {"rt", "rp", "rtc"}, {"ruby", "rb"}
_BOLD = {"b", "strong"}
_AROUND = re.compile(r"(?:^|[-_ ])(?:nav|navbar|menu|breadcrumb|crumbs?|footer|foot|sidebar|share|related|recommend"
                     r"|copyright|pagination|toolbar|"
                     r"dqwz|weizhi|xglj|hotnews|comment-list)(?:$|[-_ ])", re.I)
_AROUND_TAGS = {"nav", "footer", "aside", "form"}
ARTICLE_SHARE = 0.9  # of the Chinese outside links and navigation that the article's element must hold
UNIT = "data-bilingual"


def read(path: Path, encoding: str | None) -> Document:
    """The document in a saved web page."""
    tree, used = parsed(path, encoding)
    document = Document(path, "html", [], used)
    body = tree.find(".//body") if tree.tag != "body" else tree
    body = tree if body is None else body
    found, inside = list(units(body)), article(body)
    found += [*said(body)]
    fill(document, (u.block(content(u)) for u in found if u.element in inside))
    fill(document, (u.block(content(u)) for u in title(tree, document.title.text if document.title else "")))
    outside = [text for u in found if u.element not in inside and HAN.search(text := content(u).text)]
    if outside:
        document.notes.append(f"left alone as navigation: {len(outside)} pieces "
                              f"({', '.join(t[:12] for t in outside[:4])} ...)")
    if equations := sum(1 for e in inside if e.tag == "math"):
        document.notes.append(
            f"{counted(equations, 'equation')} between words: only a copy in the document's own shape shows them")
    return document


def parsed(path: Path, encoding: str | None) -> etree._Element:
    """The page as a tree, and its encoding: as asked for, by byte order mark, UTF-8, as the page itself says, else
    GB18030.
    """
    try:
        text, used = decode(path, encoding)
    except BilingualError:
        declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", path.read_bytes()[:4096], re.I)
        if encoding or not declared:
            raise
        text, used = decode(path, declared[1].decode())
    if "<" not in text:
        raise BilingualError(f"{path} is no web page: it has no tags.")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser), used
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise BilingualError(f"{path} cannot be read as a web page ({error}).") from error


def article(body: etree._Element) -> set:
    """The elements that belong to the article: the smallest one that holds nearly all Chinese outside links and
    navigation, and the page's main heading.
    """
    weight: dict = {}
    total = 0
    for element in body.iter():
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            continue
        own = (len(HAN.findall(element.text or "")) + sum(len(HAN.findall(c.tail or "")) for c in element
                                                          if not _skipped(element)))
        if own and not any(_around(a) or a.tag == "a" for a in (element, *element.iterancestors())):
            total += own
            for a in (element, *element.iterancestors()):
                weight[a] = weight.get(a, 0) + own
    best = body
    while total and (child := next((c for c in best if weight.get(c, 0) >= ARTICLE_SHARE * total), None)) is not None:
        if child.tag in ("table", "tbody", "tr", "ul", "ol", "p", "li"):
            break
        best = child
    inside = set(_without_surroundings(best))
    heading = next((h for h in body.iter("h1") if h not in inside and HAN.search(h.text_content())
                    and not any(map(_around, h.iterancestors()))), None)
    return inside | (set(heading.iter()) if heading is not None else set())


def _without_surroundings(element: etree._Element) -> Iterator:
    """An element and those in it, but for what is part of the page around an article."""
    yield element
    for child in element:
        if isinstance(child.tag, str) and not _around(child):
            yield from _without_surroundings(child)


def _skipped(element: etree._Element) -> bool:
    return not isinstance(element.tag, str) or element.tag in SKIPPED


def _around(element: etree._Element) -> bool:
    """Whether an element is part of the page around an article."""
    if not isinstance(element.tag, str):
        return False
    return element.tag in _AROUND_TAGS or bool(_AROUND.search(f"{element.get('class', '')} {element.get('id', '')}"))


def units(body: etree._Element) -> Iterator[Unit]:
    """Every element that holds a paragraph, in order.

    Loose text between block elements is first put into an element of its own.
    """
    for element in list(body.iter()):
        if isinstance(element.tag, str) and element.tag in _BLOCKS and not _inside(element, SKIPPED):
            _wrap_loose(element)
    tables = Tables("table", "tr")
    count = 0
    for element in body.iter():
        if not isinstance(element.tag, str) or _inside(element, SKIPPED):
            continue
        if (not (element.tag in _BLOCKS or element.get(UNIT) is not None) or any(_block(c) for c in element)
            or not element.text_content().strip()):
            continue
        count += 1
        yield _unit(element, str(count), tables)


def _inside(element: etree._Element, tags: Any) -> bool:
    return element.tag in tags or any(a.tag in tags for a in element.iterancestors())


def _block(element: etree._Element) -> bool:
    return (isinstance(element.tag, str)
            and (element.tag in _BLOCKS or element.get(UNIT) is not None or any(_block(c) for c in element)))


def _wrap_loose(element: etree._Element) -> None:
    """In an element with block children, each run of text and inline elements between them becomes a <span> that is a
    unit.
    """
    if not any(_block(c) for c in element):
        return
    children, wrapper = list(element), None
    if (element.text or "").strip():
        wrapper = _wrapper()
        wrapper.text, element.text = element.text, None
        element.insert(0, wrapper)
    for child in children:
        if _block(child):
            wrapper = None
            if (child.tail or "").strip():
                wrapper = _wrapper()
                wrapper.text, child.tail = child.tail, None
                child.addnext(wrapper)
        else:
            if wrapper is None:
                wrapper = _wrapper()
                child.addprevious(wrapper)
            tail = child.tail
            wrapper.append(child)
            child.tail = tail


def _wrapper() -> etree._Element:
    wrapper = html.Element("span")
    wrapper.set(UNIT, "")
    return wrapper


def _unit(element: etree._Element, ref: str, tables: Tables) -> Unit:
    for a in (element, *element.iterancestors()):
        if a.tag in HEADINGS:
            return Unit(element, ref, "heading", HEADINGS[a.tag])
        if a.tag in ("td", "th"):
            table = next(a.iterancestors("table"), None)
            if (table is None or next(table.iter("td"), None) is a and len(table.findall(".//tr")) == 1
                and len(table.findall(".//td")) == 1):
                break  # a table that only lays out the page
            column = 1 + sum(_span(c) for c in a.itersiblings("td", "th", preceding=True))
            return Unit(element, ref, "cell", cell=(*tables.place(a), column))
        if a.tag == "li":
            depth = sum(x.tag in ("ul", "ol") for x in a.iterancestors())
            parent = a.getparent()
            return Unit(element, ref, "item", max(1, depth), ordered=parent is not None and parent.tag == "ol")
        if a.tag == "blockquote":
            return Unit(element, ref, "quotation")
    return Unit(element, ref, "paragraph")


def _span(cell: Any) -> int:
    return (int(cell.get("colspan")) if (cell.get("colspan") or "").isdigit() and 0 < int(cell.get("colspan")) < 1000
            else 1)


def flow(element: etree._Element) -> Flow:
    """An element's text in its styles: a style is the inline elements around the text; line breaks are newlines.

    Of a word with its reading above it (ruby) the word is read. Superscripts and subscripts are characters.
    """
    out = Flow()

    def walk(node: etree._Element, path: tuple) -> None:
        out.add(node.text or "", _style(path))
        for child in node:
            tag = child.tag if isinstance(child.tag, str) else ""
            level = _level(child) if tag else ""
            made: str | None = child.text_content() if level else ""
            if level:
                linked = any(e.tag == "a" for e in (*path, *child.iter()))
                made = lowered(made or "") if level == "sub" else raised(out.text, made or "", linked)
            if tag == "br":
                out.add("\v", _style(path))
            elif tag in _READINGS:
                pass
            elif tag in _BASES:
                walk(child, path)
            elif level and made is None:
                out.anchor(child)
            elif level and made != child.text_content():
                out.add(made or "", _style(path))
            elif (tag in _THINGS or not tag or not any(c.isalpha() for c in child.text_content())
                  and (tag in _MARKS or not len(child) and not child.text)):
                out.anchor(child)
            else:
                walk(child, (*path, child))
            out.add(child.tail or "", _style(path))
    walk(element, ())
    return out.collapsed()


def _level(element: etree._Element) -> str:
    """"sup" or "sub" for what stands above or below the line, else ""."""
    if element.tag in ("sup", "sub"):
        return str(element.tag)
    style = re.search(r"vertical-align\s*:\s*(su[pb])", element.get("style", ""))
    return style[1] if style and element.tag == "span" else ""


def content(unit: Unit) -> Flow:
    """The flow of a unit, whether its text is an attribute or the element's."""
    if not unit.attribute:
        return flow(unit.element)
    out = Flow()
    out.add((unit.element.text if unit.attribute == "text()" else unit.element.get(unit.attribute)).strip(), Style(()))
    return out


def said(body: etree._Element) -> Iterator[Unit]:
    """What is said of pictures for those who do not see them."""
    for n, element in enumerate(body.iter("img")):
        if HAN.search(element.get("alt", "")):
            yield Unit(element, f"alt{n}", "alternative text", attribute="alt")


def title(tree: etree._Element, heading: str) -> Iterator[Unit]:
    """The title of a page, where it is not that of the article."""
    for element in tree.iter("title"):
        text = (element.text or "").strip()
        if HAN.search(text) and not (heading and text.startswith(heading[:8])):
            yield Unit(element, "title", "label", attribute="text()")
        return


def _style(path: tuple) -> Style:
    return Style(tuple((e.tag, tuple(sorted(e.attrib.items()))) for e in path), path,
                 bold=any(e.tag in _BOLD for e in path), held=any(e.tag == "a" for e in path))
