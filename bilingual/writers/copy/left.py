"""What a copy still shows in Chinese: in pictures of text nothing can be counted, in everything else it is told."""
from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree, html

from bilingual.language.han import HAN
from bilingual.support.plural import counted
from bilingual.support.xml import parser

# The parts of an archive that are seen; names of sheets are in workbook.xml.
_PARTS = {
    "docx": re.compile(r"word/(?:document|header|footer|footnotes|endnotes|comments|charts/chart|diagrams/data)"
                       r"[^/]*\.xml$"),
    "pptx": re.compile(r"ppt/(?:slides/slide|notesSlides/notesSlide|comments/|charts/chart|diagrams/data)[^/]*\.xml$"),
    "xlsx": re.compile(r"xl/(?:sharedStrings|workbook|worksheets/|comments|threadedComments/|drawings/drawing"
                       r"|charts/chart|diagrams/data)[^/]*\.xml$"),
    "odt": re.compile(r"(?:content|styles)\.xml$"),
    "epub": re.compile(r".*\.x?html?$"),
}
_UNSEEN = {"instrText", "delText", "del", "moveFrom", "Fallback", "rPh", "f", "formula", "formula1", "formula2",
           "definedName", "script", "style", "head", "annotation", "annotation-xml", "tracked-changes", "rt"}
_SHOWN, _LENGTH = 3, 12  # examples in a note, and their letters


def left(path: Path, kind: str) -> list[str]:
    """A note on the Chinese characters in a copy of any format but PDF; empty where there are none."""
    return told(_texts(path, kind))


def told(texts: Iterable[str]) -> list[str]:
    """A note on the Chinese characters in texts; empty where there are none."""
    found = [t.strip() for t in texts if HAN.search(t)]
    count = sum(len(HAN.findall(t)) for t in found)
    if not count:
        return []
    some = [t if len(t) <= _LENGTH else f"{t[:_LENGTH]}…" for t in dict.fromkeys(found)][:_SHOWN]
    return [f"left in Chinese: {counted(count, 'character')} ({', '.join(f'“{t}”' for t in some)})"]


def _texts(path: Path, kind: str) -> Iterator[str]:
    if kind == "html":
        yield from _shown(html.fromstring(path.read_bytes()))
    elif kind not in _PARTS:
        yield from path.read_text(encoding="utf-8").splitlines()
    else:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if _PARTS[kind].match(name) and HAN.search(archive.read(name).decode("utf-8", "ignore")):
                    yield from _shown(etree.fromstring(archive.read(name), parser(huge=True, recover=True)))


def _shown(element: etree._Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if name == "sheet":
        yield element.get("name", "")
    if name and name not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""
