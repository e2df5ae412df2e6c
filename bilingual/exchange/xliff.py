"""Read XLIFF 1.2 and 2.x that another program may have changed."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from bilingual.exchange import LeftOut, parse_xml, text_of
from bilingual.language.han import HAN
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.translation.memory import Unit
from bilingual.writers.layout import signed

_STATES = {"new": State.INITIAL, "needs-translation": State.INITIAL, "translated": State.TRANSLATED,
           "signed-off": State.REVIEWED, "final": State.FINAL, "initial": State.INITIAL, "reviewed": State.REVIEWED}
_UNTOUCHED = ("new", "needs-translation")
# What XLIFF 1.2 calls English that a program put in
_MADE = ("mt-suggestion", "fuzzy-match", "leveraged-mt", "leveraged-repository", "leveraged-tm", "leveraged-glossary",
         "leveraged-inherited", "tm-suggestion", "id-match")
OWN = "bilingual"    # the author of the program's own notes
NOBODY = "reviewer"  # of notes that came without one


@dataclass
class Translated:
    """A unit of a file: its id, both texts without inline codes, its state, and notes that are not this program's."""
    id: str
    source: str
    target: str
    state: State
    notes: list[str] = field(default_factory=list)
    stated: str = ""  # the state in the file's own words
    draft: str = ""  # the words in which the file says that nobody has read its English


def read(path: Path) -> Iterator[Translated]:
    """The units of a file that have a Chinese source. Raises BilingualError when it is no XLIFF."""
    return _read(_root(path))


def _root(path: Path) -> Any:
    root = parse_xml(path, "XLIFF")
    if etree.QName(root).localname != "xliff":
        raise BilingualError(f"{path} is no XLIFF file: its first element is {etree.QName(root).localname}.")
    return root


def _read(root: etree._Element) -> Iterator[Translated]:
    return _two(root) if root.get("version", "").startswith("2") else _one(root)


def units(path: Path, left_out: LeftOut | None = None) -> Iterator[Unit]:
    """The translated units of a file as a person's sentences for the memory, in the state the file says, else reviewed.

    What is passed over is counted in `left_out`: drafts, and what this program translated and nobody has reviewed.
    """
    left_out = LeftOut() if left_out is None else left_out
    root = _root(path)
    own = (root.find(".//{*}tool[@tool-id='bilingual']") is not None
           or root.find("{*}file/{*}notes/{*}note[@category='bilingual']") is not None)
    for unit in _read(root):
        source, target = unit.source.strip(), unit.target.strip()
        reason = ("without Chinese" if not HAN.search(source) else "without a translation" if not target else
                  "marked as a draft" if unit.stated.startswith(("new", "initial", "needs-")) else
                  "not yet reviewed" if own and unit.state is State.TRANSLATED else "")
        if reason:
            left_out.reasons[reason] += 1
        else:
            state = unit.state if unit.stated else State.REVIEWED
            yield Unit(source, target, state, document=path.name, who="import", note="\n".join(unit.notes))


def _one(root: etree._Element) -> Iterator[Translated]:
    for unit in root.iter("{*}trans-unit"):
        target = unit.find("{*}target")
        stated = target.get("state", "") if target is not None else "new"
        state = _STATES.get(stated, State.TRANSLATED)
        made = target.get("state-qualifier", "") if target is not None else ""
        draft = stated if stated in _UNTOUCHED else made if made in _MADE else ""
        approved = unit.get("approved") == "yes"
        if approved and state is State.TRANSLATED:
            state = State.REVIEWED
        notes = [signed(n.text or "", "" if n.get("from") == NOBODY else n.get("from", ""))
                 for n in unit.findall("{*}note") if n.get("from") != OWN]
        yield Translated(unit.get("id", ""), text_of(unit.find("{*}source")), text_of(target), state,
                         [n for n in notes if n.strip()], "" if approved else stated, "" if approved else draft)


def _two(root: etree._Element) -> Iterator[Translated]:
    for unit in root.iter("{*}unit"):
        notes = [n.text or "" for n in unit.findall("{*}notes/{*}note") if n.get("category") != OWN]
        segments = unit.findall("{*}segment")
        for segment in segments:
            stated = segment.get("state", "")
            yield Translated(segment.get("id") or unit.get("id", ""), text_of(segment.find("{*}source")),
                             text_of(segment.find("{*}target")), _STATES.get(stated or "initial", State.TRANSLATED),
                             [n for n in notes if n.strip()] if segment is segments[0] else [], stated)
