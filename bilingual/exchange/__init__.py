"""Formats in which translation programs exchange their memories, glossaries and documents, one file a format."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bilingual.model.errors import BilingualError
from bilingual.support.limits import check_text_size

# Elements that hold another format's own codes, no text of the sentence (TMX 1.4b, XLIFF 1.2); `sub` is text
# of another sentence inside such a code. All others (hi, g, mrk, pc, ...) stand around text or are empty.
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut", "sub"))


@dataclass
class LeftOut:
    """What an import passed over: how often for which reason, and which languages the file has."""
    reasons: Counter = field(default_factory=Counter)
    languages: Counter = field(default_factory=Counter)

    def __str__(self) -> str:
        count = sum(self.reasons.values())
        why = ", ".join(f"{n} {reason}" for reason, n in self.reasons.most_common())
        names = ", ".join(k for k, _ in self.languages.most_common(8))
        return f"{count} left out: {why}" + (f" (languages of these: {names})" if names else "") if count else ""


def present(path: Path) -> None:
    """Raise BilingualError unless there is an ordinary file."""
    if not path.is_file():
        raise BilingualError(f"{path} is no file: give a file." if path.exists() else f"There is no file {path}.")


def parse_xml(path: Path, what: str) -> etree._Element:
    """The root element of an XML file. Entities are not expanded and nothing is fetched.

    Raises BilingualError when there is no such file or it is not XML.
    """
    from bilingual.support.xml import parser
    present(path)
    try:
        check_text_size(path)
        return etree.parse(str(path), parser(remove_comments=True, remove_pis=True)).getroot()
    except etree.XMLSyntaxError as error:
        raise BilingualError(f"{path} is no {what} file ({error}).") from error
    except OSError as error:
        raise BilingualError(f"{path} cannot be read ({error.strerror or error}).") from error


def text_of(element: etree._Element) -> str:
    """An element's text without inline codes, but with what stands inside marks and after codes."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _CODES:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)
