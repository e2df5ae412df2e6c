"""One form for texts that differ only in how they are typed: width of characters, quotation marks, white space.

Characters of Unicode's block "Halfwidth and Fullwidth Forms" are folded one by one. Compatibility normalisation (NFKC)
is not used: it would make 10⁸吨 the same as 108吨.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.language.han import RANGES

# FF01 to FF5E are ASCII in full width; U+3000 is the full-width space; FF61 to FF64 are half-width Chinese punctuation.
_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0xFFE5: "¥", 0xFFE1: "£", 0xFFE0: "¢", 0xFF61: "。", 0xFF62: '"', 0xFF63: '"', 0xFF64: "、"}
_QUOTES = {ord(c): '"' for c in "“”„‟〝〞「」『』﹁﹂﹃﹄"} | {ord(c): "'" for c in "‘’‚‛"}
_NARROW = _WIDTH | _QUOTES | {0xFF02: '"', 0xFF07: "'"}
# What nobody sees: soft hyphen, zero-width characters, joiners, direction marks, byte order mark.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SPACE = re.compile(rf"[\s{INVISIBLE}]+")
_MARKS = str.maketrans(",;:?!.", "，；：？！。")
# Behind Chinese or what closes a piece of it, or between a number or letter and Chinese; 1,340万元 keeps its comma
_TYPED = re.compile(rf"(?<=[{RANGES}”’》）】])(?:[,;?!]|:(?!//)|\.(?=$|[{RANGES}“《]))"
                    rf"|(?<=[0-9A-Za-z%℃‰)])[,;](?=[{RANGES}“《])")
# Those who issue a document together, as its title and its signature have them: 教育部　财政部关于…
_ISSUER = rf"[{RANGES}]{{2,18}}(?:部|委|局|署|院|厅|行|会|办公室|政府|总社|中心)"
ISSUERS = re.compile(rf"(?:{_ISSUER}[ \u3000]+)+{_ISSUER}(?=关于|联合|令|公告|[ \u3000]*$)")
_ROOM = re.compile("[ \u3000](?=[ \u3000]*[^ \u3000])(?<![ \u3000]{2})")
_JOINED = re.compile(rf"(?<=[{RANGES}]{{2}})-(?=[{RANGES}]{{2}}(?![{RANGES}]*[·•]))")  # 关中-天水
_LATIN = re.compile(r"[A-Za-z0-9]")


def narrow(text: str) -> str:
    """The text with half-width letters, digits and marks and one kind of quotation marks; one character for one."""
    return text.translate(_NARROW)


def punctuated(text: str) -> str:
    """Chinese typed with ASCII marks (增长5%,其中) or with room between issuers as Chinese has them in a sentence; one
    character for one.
    """
    text = ISSUERS.sub(lambda m: _ROOM.sub("、", m.group()), text, 1) if ISSUERS.match(text) else text
    return _TYPED.sub(lambda m: m.group().translate(_MARKS), _JOINED.sub("—", text))


def squeezed(text: str) -> tuple[str, Sequence[int]]:
    """The narrow text without white space and invisible characters, and where each of its characters stands.

    Between two Latin letters or digits one space is kept: 12 34 is not 1234.
    """
    plain = narrow(text)
    if not _SPACE.search(plain):
        return plain, range(len(plain))
    out: list[str] = []
    places: list[int] = []
    last = 0
    for gap in [*_SPACE.finditer(plain), None]:
        end = gap.start() if gap else len(plain)
        out.append(plain[last:end])
        places += range(last, end)
        if gap and gap.group().strip(INVISIBLE) and _latin(plain, gap.start() - 1) and _latin(plain, gap.end()):
            out.append(" ")
            places.append(gap.start())
        last = gap.end() if gap else end
    return "".join(out), places


def _latin(text: str, at: int) -> bool:
    return 0 <= at < len(text) and bool(_LATIN.match(text[at]))


def folded(text: str) -> str:
    """The form in which two texts are compared: squeezed, and in simplified characters."""
    from bilingual.language.traditional import simplified
    return simplified(squeezed(text)[0])
