"""Read XLIFF 1.2 and 2.x that another program may have changed."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bilingual.exchange import parse_xml
from bilingual.language.han import HAN
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.translation.memory import Unit

_CODES = {"bpt", "ept", "ph", "it", "sub"}  # hold another format's own codes, which are no text
_STATES = {"new": State.INITIAL, "needs-translation": State.INITIAL, "translated": State.TRANSLATED, "signed-off": State.REVIEWED,
           "final": State.FINAL, "initial": State.INITIAL, "reviewed": State.REVIEWED}
OWN = "bilingual"  # the author of the program's own notes


@dataclass
class Translated:
    """A unit of a file: its id, both texts without inline codes, its state, and notes that are not this program's."""
    id: str
    source: str
    target: str
    state: State
    notes: list[str] = field(default_factory=list)


def read(path: Path) -> Iterator[Translated]:
    """The units of a file that have a Chinese source. Raises BilingualError when it is no XLIFF."""
    root = parse_xml(path, "XLIFF")
    if etree.QName(root).localname != "xliff":
        raise BilingualError(f"{path} is no XLIFF file: its first element is {etree.QName(root).localname}.")
    return _two(root) if root.get("version", "").startswith("2") else _one(root)


def units(path: Path) -> Iterator[Unit]:
    """The translated units of a file as a person's sentences for the memory: final where the file says so, else reviewed."""
    for unit in read(path):
        if HAN.search(unit.source) and unit.target.strip():
            yield Unit(unit.source, unit.target, State.FINAL if unit.state is State.FINAL else State.REVIEWED, document=path.name,
                       who="import", note="\n".join(unit.notes))


def _one(root) -> Iterator[Translated]:
    for unit in root.iter("{*}trans-unit"):
        target = unit.find("{*}target")
        stated = target.get("state", "") if target is not None else "new"
        state = _STATES.get(stated, State.TRANSLATED)
        if unit.get("approved") == "yes" and state is State.TRANSLATED:
            state = State.REVIEWED
        notes = [n.text or "" for n in unit.findall("{*}note") if n.get("from") != OWN]
        yield Translated(unit.get("id", ""), _text(unit.find("{*}source")), _text(target), state, [n for n in notes if n.strip()])


def _two(root) -> Iterator[Translated]:
    for unit in root.iter("{*}unit"):
        notes = [n.text or "" for n in unit.findall("{*}notes/{*}note") if n.get("category") != OWN]
        segments = unit.findall("{*}segment")
        for segment in segments:
            yield Translated(segment.get("id") or unit.get("id", ""), _text(segment.find("{*}source")), _text(segment.find("{*}target")),
                             _STATES.get(segment.get("state", "initial"), State.TRANSLATED),
                             [n for n in notes if n.strip()] if segment is segments[0] else [])


def _text(element) -> str:
    """An element's text without inline codes, but with what stands inside marks and after codes."""
    if element is None:
        return ""
    text = element.text or ""
    for child in element:
        text += ("" if not isinstance(child.tag, str) or etree.QName(child).localname in _CODES else _text(child)) + (child.tail or "")
    return text
