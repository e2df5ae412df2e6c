"""Parallel text: read it, normalise it, and keep what looks like a translation."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HAN = re.compile(r"[\u4e00-\u9fff]")
ASCII_PUNCTUATION = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
                                   "\u00a0": " "})


@dataclass
class Pair:
    """A sentence and its translation, with the fixed terms known to be in both and the name of its source."""
    zh: str
    en: str
    terms: list[tuple[str, str]] = field(default_factory=list)
    source: str = ""


def normalise(zh: str, en: str) -> tuple[str, str]:
    """Both sides NFC; English with plain ASCII quotes and single spaces, Chinese stripped."""
    en = unicodedata.normalize("NFC", en).translate(ASCII_PUNCTUATION)
    return unicodedata.normalize("NFC", zh).strip(), " ".join(en.split())


def plausible(zh: str, en: str) -> bool:
    """Whether the pair may be a translation: scripts, length ratio, and the long digits of one in the other."""
    han, words = len(HAN.findall(zh)), len(en.split())
    if not han or not words or HAN.search(en) or len(zh) > 200 or words > 150:
        return False
    letters = len(re.sub(r"[\W\d_]", "", zh))
    if han < 0.4 * letters or sum(ord(c) < 128 for c in en) < 0.9 * len(en):
        return False
    if han >= 6 and not 0.2 <= words / han <= 1.5:
        return False
    digits = re.sub(r"[,\s]", "", en)
    return all(m.group() in digits
               for m in re.finditer(r"\d{2,}(?![\d.,]*[万亿千百])", unicodedata.normalize("NFKC", zh)))


def read(paths: Iterable[Path], held_out: set[str] = frozenset()) -> Iterator[Pair]:
    """Pairs of `zh<TAB>en[<TAB>source | zh term=en term ; ...]` files, without doubles and test sentences."""
    seen = set()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) < 2:
                    continue
                zh, en = normalise(columns[0], columns[1])
                key = hash((zh, en.lower()))
                if key in seen or zh in held_out or en in held_out or not plausible(zh, en):
                    continue
                seen.add(key)
                third = columns[2] if len(columns) > 2 else ""
                terms = [tuple(p.strip() for p in t.split("=", 1)) for t in third.split(" ; ") if "=" in t]
                yield Pair(zh, en, [(z, normalise("", e)[1]) for z, e in terms], "" if terms else third)


def held_out(paths: Iterable[Path]) -> set[str]:
    """Every sentence of the test sets, in both languages, as `read` normalises them."""
    out = set()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                out.update(normalise(*[*line.rstrip("\n").split("\t"), ""][:2]))
    return out - {""}
