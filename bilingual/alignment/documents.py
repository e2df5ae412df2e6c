"""What is aligned: the two sides of a pair of documents, or of one document that holds both languages.

What cannot be aligned is refused in one sentence: other languages, the same file twice, two Chinese texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bilingual import readers, segmenter
from bilingual.alignment.beads import Bead, Sentence
from bilingual.language import english_sentences
from bilingual.language.han import HAN, RANGES
from bilingual.model.document import Block, Document
from bilingual.model.errors import BilingualError
from bilingual.support.files import digest

SAMPLE = 50_000  # characters by which the language of a document is told
FEW_WORDS = 40  # below which English is not told from other languages in Latin letters
# Share of the words below, under which a text is not English; English has .3 to .5, other languages under .1.
ENGLISH = 0.15
KANA = 0.08  # share of kana in Japanese: seldom under .3
_LETTER, _KANA, _LATIN = re.compile(r"[^\W\d_]"), re.compile(r"[\u3041-\u30ff]"), re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION = frozenset(
    """
    the of and to in for a is that on with as by are we will be it at from this have has was were our an or which
    not
    """.split()
)
_TAIL = re.compile(rf"(?<=[{RANGES}。！？；：”）》])\s*[|/\t ]?\s*(?=[A-Z\"“(][A-Za-z ,'\"()“”-]{{2}})")


@dataclass
class Pair:
    """Two sides and, once they are aligned, their beads. `name` begins the names of outputs; `notes` are for users."""

    name: str
    chinese_file: Path
    english_file: Path
    chinese: list[Sentence]
    english: list[Sentence]
    beads: list[Bead] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def walls(self) -> tuple[set[int], set[int]]:
        """The numbers of the sentences, on either side, at which a heading or what follows one begins."""
        begins = lambda side: {n for n in range(1, len(side)) if side[n].heading != side[n - 1].heading}
        return begins(self.chinese), begins(self.english)


def language(document: Document) -> str:
    """zh, en, both, or the name of what else it seems to be."""
    text = "".join(b.text + "\n" for b in document.blocks)[:SAMPLE]
    letters = len(_LETTER.findall(text))
    if not letters:
        return "without words"
    if len(_KANA.findall(text)) > KANA * letters:
        return "Japanese"
    han, latin = len(HAN.findall(text)), sum(map(len, _LATIN.findall(text)))
    if han + latin < 0.7 * letters:
        return "another language"
    words = [w.lower() for w in _WORD.findall(text) if not HAN.search(w)]
    english = len(words) < FEW_WORDS or sum(w in _FUNCTION for w in words) >= ENGLISH * len(words)
    if han > 0.5 * letters or han and len(words) < 3:
        return "zh"
    if not english:
        return "another language"
    return "both" if han > 0.08 * letters else "en"


def pair(first: Path, second: Path, encoding: str | None = None) -> Pair:
    """The sides of two files. Raises BilingualError for what is no Chinese text with an English one."""
    documents = [readers.read(p, encoding) for p in (first, second)]
    if first.resolve() == second.resolve() or digest(first) == digest(second):
        raise BilingualError(f"{first} and {second} are the same text: give a Chinese document and its English.")
    found = [language(d) for d in documents]
    notes = []
    if found == ["en", "zh"]:
        documents.reverse()
        notes.append(f"{second} is the Chinese and {first} the English")
    elif found != ["zh", "en"]:
        if found[0] == found[1] and found[0] in ("zh", "en"):
            which = "Chinese" if found[0] == "zh" else "English"
            raise BilingualError(
                f"{first} and {second} are both {which}, perhaps two versions of one text: "
                "give a Chinese document and its English."
            )
        wrong = next(n for n in (0, 1) if found[n] != ("zh", "en")[n])
        held = {"zh": "Chinese", "en": "English", "both": "Chinese and English together"}.get(
            found[wrong], found[wrong]
        )
        remedy = (
            "give such a file alone"
            if found[wrong] == "both"
            else f"give a document in {('Chinese', 'English')[wrong]}"
        )
        raise BilingualError(
            f"{(first, second)[wrong]} is {held}, and {('Chinese', 'English')[wrong]} is wanted there: {remedy}."
        )
    zh, en = documents
    notes += [f"{d.path.name}: {n}" for d in documents for n in d.notes]
    return Pair(zh.path.stem, zh.path, en.path, chinese_side(zh), english_side(en), notes=notes)


def both(path: Path, encoding: str | None = None) -> Pair:
    """The sides of one file that holds both languages. Raises BilingualError where it does not."""
    document = readers.read(path, encoding)
    sides: tuple[list[Block], list[Block]] = [], []
    for block in document.blocks:
        for text in _parts(block.text):
            kind = "heading" if block.kind == "heading" else "paragraph"
            if _LETTER.search(text):
                sides[not HAN.search(text) or len(HAN.findall(text)) < 0.1 * len(text)].append(Block(kind, text))
    halves = [Document(path, document.format, blocks) for blocks in sides]
    found = [language(h) if h.blocks else "" for h in halves]
    if found != ["zh", "en"]:
        held = {"zh": "Chinese only", "en": "English only", "both": "Chinese and English"}.get(
            language(document), language(document)
        )
        raise BilingualError(
            f"{path} holds {held}: give a Chinese document and its English, or one file that holds both."
        )
    return Pair(path.stem, path, path, chinese_side(halves[0]), english_side(halves[1]), notes=list(document.notes))


def _parts(text: str) -> list[str]:
    """The lines of a text, and of a line in Chinese that goes on in English both halves."""
    out = []
    for line in text.split("\n"):
        cut = next(
            (
                m
                for m in _TAIL.finditer(line)
                if not HAN.search(line, m.end()) and len(_LATIN.findall(line[m.end() :])) >= 3
            ),
            None,
        )
        out += [line[: cut.start()], line[cut.end() :]] if cut else [line]
    return [part for part in out if part.strip()]


def chinese_side(document: Document) -> list[Sentence]:
    """The sentences of a Chinese document."""
    segmenter.segment(document)
    return [
        Sentence(s.source, n, b.kind == "heading", s.simplified)
        for n, b in enumerate(document.blocks)
        for s in b.segments
    ]


def english_side(document: Document) -> list[Sentence]:
    """The sentences of an English document; a heading is one."""
    out = []
    for n, block in enumerate(document.blocks):
        if block.kind != "verbatim" and block.text.strip():
            text = " ".join(block.text.split()) if block.kind == "heading" else block.text
            spans = [(0, len(text))] if block.kind == "heading" else english_sentences.split(text)
            out += [Sentence(" ".join(text[a:b].split()), n, block.kind == "heading") for a, b in spans]
    return out
