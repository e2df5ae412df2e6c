"""TMX 1.4b, the exchange format of translation memories (LISA, 2005)."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path

from lxml import etree

from bilingual._version import __version__
from bilingual.exchange import parse_xml
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.support.files import replacing
from bilingual.support.xml import xml_safe
from bilingual.translation.memory import Unit

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATE, _DOCUMENT = "x-state", "x-document"


def write(units: Iterable[Unit], path: Path) -> int:
    """Write units with their state, document, author, date and note. Returns how many."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(root, "header", creationtool="bilingual", creationtoolversion=__version__, segtype="sentence", adminlang="en",
                     srclang="zh-CN", datatype="plaintext", **{"o-tmf": "bilingual"})
    body = etree.SubElement(root, "body")
    count = 0
    for unit in units:
        count += 1
        changed = datetime.fromisoformat(unit.changed) if unit.changed else datetime.now(timezone.utc)
        tu = etree.SubElement(body, "tu", changedate=changed.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ"))
        if unit.who:
            tu.set("changeid", unit.who)
        if unit.note:
            etree.SubElement(tu, "note").text = xml_safe(unit.note)
        for kind, value in ((_STATE, unit.state.value), (_DOCUMENT, unit.document)):
            if value:
                etree.SubElement(tu, "prop", type=kind).text = xml_safe(value)
        for language, text in (("zh-CN", unit.source), ("en-US", unit.target)):
            tuv = etree.SubElement(tu, "tuv")
            tuv.set(LANG, language)
            etree.SubElement(tuv, "seg").text = xml_safe(text)
    with replacing(path) as temporary:
        etree.ElementTree(root).write(str(temporary), xml_declaration=True, encoding="UTF-8", pretty_print=True,
                                      doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    return count


def read(path: Path) -> Iterator[Unit]:
    """The zh–en units of a TMX file, as a person's: reviewed unless they say otherwise.

    Raises BilingualError when the file is no TMX. Entities are not expanded and nothing is fetched.
    """
    root = parse_xml(path, "TMX")
    if etree.QName(root).localname != "tmx":
        raise BilingualError(f"{path} is no TMX file: its first element is {etree.QName(root).localname}.")
    return _units(root)


def _units(root) -> Iterator[Unit]:
    for tu in root.iter("tu"):
        texts = {}
        for tuv in tu.iter("tuv"):
            language = (tuv.get(LANG) or tuv.get("lang") or "").lower()[:2]
            segment = tuv.find("seg")
            if segment is not None:
                texts.setdefault(language, _text(segment))
        if not texts.get("zh") or not texts.get("en"):
            continue
        properties = {p.get("type"): p.text or "" for p in tu.findall("prop")}
        state = properties.get(_STATE, "")
        yield Unit(texts["zh"], texts["en"], State(state) if state in [s.value for s in State] else State.REVIEWED,
                   document=properties.get(_DOCUMENT, ""), who=tu.get("changeid") or tu.get("creationid") or "import",
                   changed=_date(tu.get("changedate") or tu.get("creationdate")), note="\n".join(n.text or "" for n in tu.findall("note")))


def _text(segment) -> str:
    """A segment's text without its inline codes, but with what stands between and after them."""
    text = segment.text or ""
    for child in segment:
        text += (_text(child) if child.tag in ("hi", "sub") else "") + (child.tail or "")
    return text


def _date(text: str | None) -> str:
    try:
        return datetime.strptime(text or "", "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).isoformat()
    except ValueError:
        return ""

