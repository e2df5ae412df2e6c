"""OpenDocument texts (.odt), read from their XML: headings, paragraphs, lists, tables, notes."""
from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.readers.flow import KEPT, TAB, Flow, Style, Tables, Unit, fill
from bilingual.readers.scripts import lowered, raised
from bilingual.support.limits import check_archive
from bilingual.support.xml import parser

OFFICE, TEXT, TABLE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{n}:1.0}}" for n in ("office", "text", "table"))
STYLE, FO = ("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}",
             "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}")
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SPANS = (f"{TEXT}span", f"{TEXT}a", f"{TEXT}meta")
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
DATES = (f"{TEXT}date", f"{TEXT}time", f"{TEXT}creation-date", f"{TEXT}modification-date")
# What shows a text that stands elsewhere or is computed: it is translated where it has letters.
_FIELDS = {
    *DATES,
    *(
        f"{TEXT}{n}"
        for n in (
            "bookmark-ref",
            "reference-ref",
            "sequence-ref",
            "note-ref",
            "chapter",
            "title",
            "subject",
            "text-input",
            "placeholder",
            "user-field-get",
            "variable-get",
            "database-display",
            "drop-down",
            "conditional-text",
            "sequence",
            "bibliography-mark",
        )
    ),
}
_GONE = (f"{TEXT}tracked-changes", f"{OFFICE}annotation")
_HIDDEN = {f"{TEXT}{n}" for n in ("change", "change-start", "change-end", "soft-page-break", "label")}


def read(path: Path, encoding: str | None) -> Document:
    """The document in an .odt file."""
    check_archive(path, "an OpenDocument text")
    try:
        with zipfile.ZipFile(path) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise BilingualError(f"{path} is protected by a password: save it without one.")
            roots = [(name, parsed(archive.read(name))) for name in ("content.xml", "styles.xml")
                     if name in archive.namelist()]
    except (KeyError, etree.XMLSyntaxError) as error:
        raise BilingualError(
            f"{path} cannot be read as an OpenDocument text ({error}): open it and save it again.") from error
    styles = Styles()
    for _, root in roots:
        styles.learn(root)
    return fill(Document(path, "odt", []),
                (u.block(content(u, styles).stripped()) for name, root in roots for u in units(root, name)))


def parsed(data: bytes) -> etree._Element:
    """The root of a part; nothing is expanded or fetched."""
    return etree.fromstring(data, parser(huge=True))


@dataclass
class Styles:
    """What the text styles of a document mean: the names of the bold ones, and of those above ("sup") or below
    ("sub") the line.
    """
    bold: set[str] = field(default_factory=set)
    level: dict[str, str] = field(default_factory=dict)

    def learn(self, root: etree._Element) -> None:
        """Take in the styles of a part."""
        for style in root.iter(f"{STYLE}style"):
            for properties in style.iter(f"{STYLE}text-properties"):
                name, position = (
                    style.get(f"{STYLE}name", ""),
                    properties.get(f"{STYLE}text-position", "").split(" ")[0],
                )
                if properties.get(f"{FO}font-weight") == "bold":
                    self.bold.add(name)
                if position not in ("", "0%"):
                    self.level[name] = "sub" if position == "sub" or position.startswith("-") else "sup"


def units(root: etree._Element, name: str) -> Iterator[Unit]:
    """Every paragraph of content.xml in the order of the page, notes behind the paragraph that refers to them; of
    styles.xml headers and footers.
    """
    tables = Tables(f"{TABLE}table", f"{TABLE}table-row")
    inside = root.find(f".//{OFFICE}body") if name == "content.xml" else root.find(f".//{OFFICE}master-styles")
    for n, element in enumerate(inside.iter(*PARAGRAPHS) if inside is not None else (), 1):
        above = [a.tag for a in element.iterancestors()]
        if any(t in _GONE for t in above):
            continue
        ref = f"{name[0]}{n}"
        cell = next(element.iterancestors(f"{TABLE}table-cell"), None)
        if name != "content.xml":
            yield Unit(element, ref, "margin")
        elif f"{TEXT}note-body" in above:
            yield Unit(element, ref, "note")
        elif cell is not None:
            column = 1 + sum(1 for _ in cell.itersiblings(preceding=True))
            yield Unit(element, ref, "cell", cell=(*tables.place(cell), column))
        elif element.tag == f"{TEXT}h":
            yield Unit(element, ref, "heading", int(element.get(f"{TEXT}outline-level", 1)))
        elif f"{TEXT}list" in above:
            yield Unit(element, ref, "item", above.count(f"{TEXT}list"))
        else:
            style = element.get(f"{TEXT}style-name", "")
            kind = ("heading" if style in ("Title", "Subtitle") else "quotation" if style.startswith("Quot")
                    else "paragraph")
            yield Unit(element, ref, kind, 1 if kind == "heading" else 0)
    for n, element in enumerate(inside.iter(f"{_SVG}title", f"{_SVG}desc") if inside is not None else ()):
        yield Unit(element, f"{name[0]}said{n}", "alternative text", attribute="text()")


def content(unit: Unit, styles: Styles) -> Flow:
    """The flow of a unit, whether it is a paragraph or what is said of a picture."""
    if not unit.attribute:
        return flow(unit.element, styles)
    out = Flow()
    out.add((unit.element.text or "").strip(), Style(()))
    return out


def flow(paragraph: etree._Element, styles: Styles) -> Flow:
    """A paragraph's text in its styles: a style is the spans, links and fields around the text.

    Notes, frames, bookmarks and fields without letters are anchors. Of a word with its reading above it (ruby) the
    word is read. Superscripts and subscripts are characters.
    """
    out = Flow()

    def walk(node: etree._Element, path: tuple) -> None:
        out.add(node.text or "", _style(path, styles))
        for child in node:
            words, level = "".join(child.itertext()) if isinstance(child.tag, str) else "", ""
            if child.tag in SPANS:
                level = styles.level.get(child.get(f"{TEXT}style-name", ""), "")
            if level and words.strip() and not child.findall(f".//{TEXT}note"):
                made = (
                    lowered(words)
                    if level == "sub"
                    else raised(out.text, words, any(e.tag == f"{TEXT}a" for e in path))
                )
                if made is None:
                    out.anchor(child)
                else:
                    out.add(made, _style(path if made != words else (*path, child), styles))
            elif child.tag in SPANS or child.tag in _FIELDS and any(map(str.isalpha, words)):
                walk(child, (*path, child))
            elif child.tag == f"{TEXT}ruby":
                for base in child.iterchildren(f"{TEXT}ruby-base"):
                    walk(base, path)
            elif child.tag == f"{TEXT}s":
                count = int(child.get(f"{TEXT}c", 1))
                out.add((KEPT if count > 1 else " ") * count, _style(path, styles))
            elif child.tag == f"{TEXT}tab":
                out.add(TAB, _style(path, styles))
            elif child.tag == f"{TEXT}line-break":
                out.add("\v", _style(path, styles))
            elif child.tag not in _HIDDEN:
                out.anchor(child)
            out.add(child.tail or "", _style(path, styles))
    walk(paragraph, ())
    return out.collapsed()


def _style(path: tuple, styles: Styles) -> Style:
    return Style(tuple((e.tag, tuple(sorted(e.attrib.items()))) for e in path), path,
                 bold=any(e.get(f"{TEXT}style-name") in styles.bold for e in path),
                 held=any(e.tag != f"{TEXT}span" for e in path))
