"""TBX-Basic (ISO 30042:2008 in LISA's Basic dialect), the exchange format of term bases."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.exchange import parse_xml
from bilingual.language.codes import language_of
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry, Status
from bilingual.support.files import replacing
from bilingual.support.xml import xml_safe

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFERRED, ADMITTED, DEPRECATED = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"
_NAMES, _PHRASES = ("person", "place", "institution", "document", "event"), ("phrase",)
# How dialects call the status of a term: in a termNote of one of these types (ISO 30042:2008; ISO 12620 has
# "normativeAuthorization"), or in an element of that name (TBX 2019, style DCT). Values are compared without
# "-admn-sts", "Term", and all that is no letter.
_STATUS_NOTES = frozenset(("administrativestatus", "normativeauthorization", "status", "termstatus", "usagestatus"))
_PREFERRED = frozenset("preferred standardized standard recommended legal regulated main".split())
_FORBIDDEN = frozenset(("deprecated superseded notrecommended forbidden rejected obsolete prohibited donotuse avoid "
                        "notallowed banned nonstandardized unacceptable negative").split())


def write(entries: Iterable[Entry], path: Path) -> int:
    """Write entries: preferred rendering, variants as admitted and forbidden ones as deprecated terms.

    A draft's Chinese is only admitted, a deprecated entry's deprecated; what stays Chinese has the Chinese as its
    English. Returns how many.
    """
    root = etree.Element("martif", type="TBX-Basic")
    root.set(LANG, "en")
    description = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(description, "titleStmt"), "title").text = "Glossary"
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = "Written by bilingual"
    encoding = etree.SubElement(root[0], "encodingDesc")
    etree.SubElement(encoding, "p", type="XCSURI").text = "TBXBasicXCSV02.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    count = 0
    for count, entry in enumerate(entries, 1):
        _entry(etree.SubElement(body, "termEntry", id=f"c{count}"), entry)
    with replacing(path) as temporary:
        etree.ElementTree(root).write(str(temporary), xml_declaration=True, encoding="UTF-8", pretty_print=True,
                                      doctype='<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">')
    return count


def _entry(element: etree._Element, entry: Entry) -> None:
    if entry.type:
        etree.SubElement(element, "descrip", type="subjectField").text = xml_safe(entry.type)
    if entry.date:
        change = etree.SubElement(element, "transacGrp")
        etree.SubElement(change, "transac", type="transactionType").text = "modification"
        etree.SubElement(change, "date").text = xml_safe(entry.date)
    if entry.reference:
        etree.SubElement(element, "admin", type="source").text = xml_safe(entry.reference)
    if entry.note:
        etree.SubElement(element, "note").text = xml_safe(entry.note)
    speech = "properNoun" if entry.type in _NAMES else "other" if entry.type in _PHRASES else "noun"
    chinese = {Status.DRAFT: ADMITTED, Status.DEPRECATED: DEPRECATED}.get(entry.status, PREFERRED)
    _language(element, "zh-CN", [(entry.source, chinese)], speech)
    _language(element, "en", [(entry.rendering, PREFERRED), *((v, ADMITTED) for v in entry.variants),
                              *((f, DEPRECATED) for f in entry.forbidden)], speech)


def _language(element: etree._Element, language: str, terms: Any, speech: str) -> None:
    group = etree.SubElement(element, "langSet")
    group.set(LANG, language)
    for term, status in terms:
        tig = etree.SubElement(group, "tig")
        etree.SubElement(tig, "term").text = xml_safe(term)
        etree.SubElement(tig, "termNote", type="partOfSpeech").text = speech
        etree.SubElement(tig, "termNote", type="administrativeStatus").text = status


def read(path: Path) -> Iterator[Entry]:
    """The zh–en entries of a TBX file. Raises BilingualError when it is none.

    Both ways of writing TBX are read: termEntry, langSet and tig or ntig (2008), conceptEntry, langSec and termSec
    (2019, styles DCA and DCT). A term that any dialect's status calls deprecated, superseded or forbidden is forbidden.
    """
    root = parse_xml(path, "TBX")
    if etree.QName(root).localname not in ("martif", "tbx", "TBX"):
        raise BilingualError(f"{path} is no TBX file: its first element is {etree.QName(root).localname}.")
    for concept in root.iter("{*}termEntry", "{*}conceptEntry"):
        terms: dict[str, list[tuple[str, str]]] = {"zh": [], "zh-Hant": [], "en": []}
        for group in concept.iter("{*}langSet", "{*}langSec"):
            language = language_of(group.get(LANG) or group.get("lang"))
            for term in group.iter("{*}tig", "{*}ntig", "{*}termSec") if language in terms else ():
                text = " ".join("".join(next(term.iter("{*}term")).itertext()).split())
                if text:
                    terms[language].append((text, _status(term)))
        yield from _read_entry(concept, terms["zh"] or terms["zh-Hant"], terms["en"], path)


def _status(term: Any) -> str:
    """A term's status in TBX-Basic's words, "" when none is given."""
    for note in term.iter():
        name = etree.QName(note).localname if isinstance(note.tag, str) else ""
        kind = (note.get("type") or "" if name == "termNote" else name).lower()
        if kind in _STATUS_NOTES:
            value = re.sub(r"[^a-z]", "", (note.text or "").lower().replace("-admn-sts", "")).removesuffix("term")
            return (DEPRECATED if value in _FORBIDDEN else PREFERRED if value in _PREFERRED else
                    ADMITTED if value else "")
    return ""


def _read_entry(concept: etree._Element, zh: list, en: list, path: Path) -> Iterator[Entry]:
    allowed = [t for t, s in en if s != DEPRECATED]
    if not zh or not allowed:
        return
    preferred = next((t for t, s in en if s == PREFERRED), allowed[0])
    value = lambda name, kind: next((e.text or "" for e in concept.iter(f"{{*}}{name}") if e.get("type") == kind), "")
    date = next((d.text or "" for d in concept.iter("{*}date")), "")
    notes = [n.text or "" for n in concept.iter("{*}note")]
    states = {DEPRECATED: Status.DEPRECATED, ADMITTED: Status.DRAFT}
    others = tuple(t for t in allowed if t != preferred)
    for source, status in zh:
        state = Status.KEEP_SOURCE if preferred == source else states.get(status, Status.APPROVED)
        yield Entry(source, "" if state is Status.KEEP_SOURCE else preferred, others,
                    tuple(t for t, s in en if s == DEPRECATED), value("descrip", "subjectField"), state,
                    " ".join(filter(None, notes)), value("admin", "source"), date, path.name)
