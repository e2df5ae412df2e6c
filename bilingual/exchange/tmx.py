"""TMX 1.4b, the exchange format of translation memories (LISA, 2005)."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual._version import __version__
from bilingual.exchange import LeftOut, present, text_of
from bilingual.language.codes import language_of
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.support.files import replacing
from bilingual.support.xml import xml_safe
from bilingual.translation.memory import Unit

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATE, _DOCUMENT = "x-state", "x-document"
_DRAFTS = frozenset("draft unspecified rejectedtranslation rejectedsignoff".split())  # Trados, x-ConfirmationLevel
# Authors and origins that Wordfast, OmegaT and Trados give to machine translation.
_MACHINES = frozenset("mt mt! mt!-".split())


def write(units: Iterable[Unit], path: Path) -> int:
    """Write units with their state, document, author, date and note, one after the other. Returns how many."""
    count = 0
    header = {"creationtool": "bilingual", "creationtoolversion": __version__, "adminlang": "en", "segtype": "sentence",
              "srclang": "zh-CN", "datatype": "plaintext", "o-tmf": "bilingual"}
    with replacing(path) as temporary, etree.xmlfile(str(temporary), encoding="UTF-8") as file:
        file.write_declaration()
        file.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with file.element("tmx", version="1.4"):
            file.write(etree.Element("header", header))
            with file.element("body"):
                for unit in units:
                    file.write("\n")
                    file.write(_element(unit), pretty_print=True)
                    count += 1
    return count


def _element(unit: Unit) -> etree._Element:
    changed = datetime.fromisoformat(unit.changed) if unit.changed else datetime.now(timezone.utc)
    tu = etree.Element("tu", changedate=changed.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ"))
    if unit.who:
        tu.set("changeid", xml_safe(unit.who))
    if unit.note:
        etree.SubElement(tu, "note").text = xml_safe(unit.note)
    for kind, value in ((_STATE, unit.state.value), (_DOCUMENT, unit.document)):
        if value:
            etree.SubElement(tu, "prop", type=kind).text = xml_safe(value)
    for language, text in (("zh-CN", unit.source), ("en-US", unit.target)):
        tuv = etree.SubElement(tu, "tuv")
        tuv.set(LANG, language)
        etree.SubElement(tuv, "seg").text = xml_safe(text)
    return tu


def read(path: Path, left_out: LeftOut | None = None) -> Iterator[Unit]:
    """The zh–en units of a TMX file, as a person's: reviewed unless they say otherwise.

    The file is read as a stream, however large. What is passed over is counted in `left_out`: units without both
    languages, drafts, and machine translation. Of simplified and traditional Chinese in one unit simplified is taken.
    Raises BilingualError when the file is no TMX. Entities are not expanded and nothing is fetched.
    """
    present(path)
    return _units(path, LeftOut() if left_out is None else left_out)


def _units(path: Path, left_out: LeftOut) -> Iterator[Unit]:
    first = True
    try:
        # Without huge_tree, so that libxml2 keeps its guard against entities that expand a million times.
        for event, element in etree.iterparse(str(path), events=("start", "end"), resolve_entities=False,
                                              no_network=True, load_dtd=False, remove_comments=True, remove_pis=True):
            name = etree.QName(element).localname
            if first and name != "tmx":
                raise BilingualError(f"{path} is no TMX file: its first element is {name}.")
            first = False
            if event == "end" and name == "tu":
                unit = _unit(element, left_out)
                if unit:
                    yield unit
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise BilingualError(f"{path} is no TMX file ({error}).") from error
    except OSError as error:
        raise BilingualError(f"{path} cannot be read ({error.strerror or error}).") from error


def _unit(tu: Any, left_out: LeftOut) -> Unit | None:
    """The unit an element describes, or None, with the reason counted."""
    texts: dict[str, str] = {}
    codes = [tuv.get(LANG) or tuv.get("lang") or "none" for tuv in tu.iterfind("{*}tuv")]
    for code, tuv in zip(codes, tu.iterfind("{*}tuv"), strict=True):
        text = text_of(tuv.find("{*}seg")).strip()
        if text:
            texts.setdefault(language_of(code), text)
    zh, en = texts.get("zh") or texts.get("zh-Hant") or "", texts.get("en", "")
    properties = {p.get("type", "").lower(): (p.text or "").strip() for p in tu.iter("{*}prop")}
    author = tu.get("changeid") or tu.get("creationid") or ""
    reason = _reason(zh, en, codes, properties, author)
    if reason:
        left_out.reasons[reason] += 1
        left_out.languages.update(codes)
        return None
    state = properties.get(_STATE, "")
    return Unit(zh, en, State(state) if state in [s.value for s in State] else State.REVIEWED,
                document=properties.get(_DOCUMENT, ""), who=author or "import",
                changed=_date(tu.get("changedate") or tu.get("creationdate")),
                note="\n".join(n.text or "" for n in tu.iterfind("{*}note")))


def _reason(zh: str | None, en: str | None, codes: list[str], properties: dict[str, str], author: str) -> str:
    """Why a unit is left out; "" when it is not."""
    known = {language_of(code) for code in codes}
    if not known & {"zh", "zh-Hant"}:
        return "without Chinese"
    if "en" not in known:
        return "without English"
    if not zh or not en:
        return "without text in both languages"
    if properties.get("x-confirmationlevel", "").lower() in _DRAFTS or properties.get(_STATE) == State.INITIAL.value:
        return "marked as a draft"
    # What this program writes with `export --all`.
    unreviewed = properties.get(_STATE) == State.TRANSLATED.value and not author
    if unreviewed or author.lower() in _MACHINES or properties.get("x-origin", "").lower() in _MACHINES:
        return "machine translation"
    return ""


def _date(text: str | None) -> str:
    try:
        return datetime.strptime(text or "", "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).isoformat()
    except ValueError:
        return ""
