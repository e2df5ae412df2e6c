"""Signs that the Chinese speaks of and English must show, too: 带★的条款, “#”表示其中主要项."""
from __future__ import annotations

import re

# To which a text refers, and not the bullets in front of it
_MARKED = re.compile(r"(?<=.)(?:[★☆▲△◆◇※†‡]|(?<=[标带加注])[*＊#＃]|[*＊#＃](?=号(?![0-9])))")
_EXPLAINED = re.compile("[“\"‘'](?P<sign>[-—–…*#※△▲★☆○●◎√×/+~～·])(?P=sign){0,2}[”\"’']")
# How else English writes a sign, and what it calls it
_ALIKE = {"—": "-–−", "–": "-—−", "-": "—–−", "～": "~", "※": "*", "…": ".", "√": "✓✔", "×": "xX✗✘",
          "·": "•", "＊": "*", "＃": "#"}
_MARKS = r"asterisk|star(?:red|s)?\b|triang|diamond|dagger|hash|pound sign|number sign|reference mark"
_NAMES = {"—": "dash|hyphen", "–": "dash|hyphen", "-": "dash|hyphen|minus", "…": "ellips|dots|suspension",
          "√": "tick|check", "×": "cross", "/": "slash", "+": "plus", "○": "circle", "●": "dot|circle|bullet",
          "◎": "circle", "·": "dot", "~": "tilde", "～": "tilde"}


def unshown(source: str, text: str) -> list[str]:
    """The signs that the Chinese speaks of and the English neither shows nor names."""
    spoken_of = [*_MARKED.findall(source), *(m["sign"] for m in _EXPLAINED.finditer(source))]
    return [sign for sign in dict.fromkeys(spoken_of) if not set(sign + _ALIKE.get(sign, "")) & set(text)
            and not re.search(rf"\b(?:{_NAMES.get(sign, _MARKS)})", text, re.I)]
