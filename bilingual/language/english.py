"""The mechanics of English text: punctuation, spaces, capitals, and the room it takes."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bilingual.language.verbs import base_verbs

# Every full-width form of ASCII becomes what it is a form of; marks that Chinese sets without a space get theirs.
_FULL_WIDTH = str.maketrans({
    **{chr(n + 0xFEE0): chr(n) for n in range(0x21, 0x7F)},
    "，": ", ", "。": ". ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "、": ", ", "？": "? ", "！": "! ",
    "《": '"', "》": '"'})
Edit = tuple[int, int, str]  # what to put in place of a span: its start, its end, the new text
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
# Words that have a capital only because a sentence starts with them.
STARTERS = frozenset((
    "The A An We It This These Those That In On At For To By With And Or But As From Of Our All Its Their There When "
    "While Efforts Great Further More").split())
_NAMES = frozenset(("March", "May", "Ran"))  # verbs that are names, too


def fold(text: str) -> str:
    """Typographic quotes, dashes and spaces as plain ones, one character for one."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=4096)
def unaccented(text: str) -> str:
    """Letters without their accents, one character for one: Díaz as Diaz, Šefčovič as Sefcovic."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", c)[0] if "\u00c0" <= c <= "\u1eff" else c for c in text)


def clean(text: str) -> str:
    """An engine's output with English punctuation and single spaces."""
    text = re.sub(r"(?<=\d)[，：](?=\d)", lambda m: ",:"["，：".index(m.group())], text)  # 1，234，567; 14：30
    text = re.sub(r"(?<=[\d%％])～(?=\d)", "–", text)  # 30～50%
    text = re.sub(r"\s+", " ", text.translate(_FULL_WIDTH)).strip()
    text = re.sub(r'(?<=[:,] ") (?=[A-Z])', "", text)  # said: " Our country
    text = re.sub(r"\b(\d*1[1-3])(?:st|nd|rd)\b", r"\1th", text)  # 11st
    text = re.sub(r"\b(\d+)th consecutive years\b", r"\1 consecutive years", text)
    text = re.sub(r"\b(and|or)(?=%)", r"\1 ", text)
    text = re.sub(r"(?<=[a-z])\.([\"”])(?=[,;])", r"\1", text)  # "getting it done.", resolve
    text = re.sub(r"\b(to|from|at|of|and|by|is|between) ([+±]) (?=\d)", r"\1 \2", text)  # -40°C to + 55°C
    text = re.sub(r"([(\[])\s+", r"\1", text)
    return re.sub(r"\s+([,.;:!?%)])", r"\1", text)


def tidy(text: str) -> str:
    """Text put together from pieces: one space, one comma, one article, and a capital at the start."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:!?)\]])", r"\1", text)
    text = re.sub(r"([(\[])\s+", r"\1", text)
    text = re.sub(r'"\s*([^"]*?)\s*"', r'"\1"', text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r"\b(the|a|an) (the|a|an) ", r"\2 ", text, flags=re.I)
    return upper_first(text.lstrip(",;: "))


def upper_first(text: str) -> str:
    """The first letter as a capital, also behind an opening quotation mark or bracket; a Greek one is a sign."""
    at = len(text) - len(text.lstrip("\"'“(["))
    if "α" <= text[at:at + 1] <= "ω":
        return text
    return text[:at] + text[at:at + 1].upper() + text[at + 1:]


def lower_first(text: str) -> str:
    """Without the capital that only the start of a sentence gave: "We must", "Improve it" but "China must"."""
    word = text.split(" ", 1)[0]
    plain = word in STARTERS or word.istitle() and word not in _NAMES and word.lower() in base_verbs()
    return text[0].lower() + text[1:] if plain else text


def joined(marker: str, body: str) -> str:
    """Numbering and sentence with one space between; after "First," the sentence goes on in lower case."""
    if not marker:
        return body
    return f"{marker} {lower_first(body) if marker.endswith(',') and body else body}".strip()


_JOINT = re.compile(r"[,;:] (?:(?:and|or|but) )?|(?:and|or|but) ")
# Subjects that Chinese leaves out and a model puts into each clause anew.
_SUBJECT = re.compile(r"(?:we|they|it|china|efforts) (?:will|must|should|shall|need to|have|are to) "
                      r"|it is necessary to |efforts will be made to ", re.I)


def join_clauses(clauses: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Clauses translated one by one as one sentence; and for each where it stands in it and how many of its first
    letters were dropped.

    A clause that begins with its own joint (", driving", "; ", "and ") is attached as it is, any other with a comma. A
    subject that the clause before has already said is not said again: We will cut taxes, (we will) build roads, and (we
    will) open up.
    """
    text, places, said = "", [], ""
    for n, clause in enumerate(clauses):
        body = clause.strip()
        if text:
            joint = _JOINT.match(body)
            own = joint[0] if joint else ""
            semicolon = text.endswith(";") or own[:1] == ";"
            body = body[len(own):]
            subject = _SUBJECT.match(body)
            if subject and subject[0].lower() == said and not semicolon:
                body = body[subject.end():]
                own = own if own.endswith("and ") or n + 1 < len(clauses) else ", and "
            text = text if own[:1].isalpha() else re.sub(r"[.,;:]$", "", text)
            text += ("; " + own[2:] if semicolon else " " + own if own[:1].isalpha() else own
                     or ", ").replace("  ", " ")
            body = lower_first(body)
        subject = _SUBJECT.match(body)
        said = subject[0].lower() if subject else said
        places.append((len(text), len(clause.rstrip()) - len(body)))
        text += body
    return text, places


_AFTER_SEMICOLON = re.compile(rf"(?<=; )(?:{'|'.join(sorted(STARTERS))})\b")
# A small word twice, or two articles; the first of them is too much.
_TWICE = re.compile(r"\b((?i:the|a|an|of|to|and|in|on|for|with|by|we|will|must|be|are|is)) (?=(?i:\1)\b)"
                    r"|\b(?:[Tt]he|[Aa]n?) (?=(?:the|an?)\b)")


def calmed(text: str) -> str:
    """The text, of the same length, without capitals that only the start of a sentence has behind a semicolon."""
    return _AFTER_SEMICOLON.sub(lambda m: m.group().lower(), text)


def doubled(text: str) -> list[int]:
    """Where characters stand that say a small word a second time."""
    return [i for m in _TWICE.finditer(text) for i in range(*m.span())]


_WORD = re.compile(r"[\w'%-]+")


_BOUNDS = frozenset((a, b, "than") for a in ("not", "no") for b in ("less", "more", "fewer", "lower", "higher"))


def said_twice(text: str) -> str:
    """Three words in a row that stand in a text twice, two of them longer than "with" and none a name; or ""."""
    words = _WORD.findall(text)
    seen: set[tuple[str, ...]] = set()
    for three in zip(words, words[1:], words[2:], strict=False):
        telling = sum(len(w) > 3 for w in three) > 1 and all(w.islower() for w in three)
        if three in seen and telling and three not in _BOUNDS:
            return " ".join(three)
        seen.add(three)
    return ""


_ENDS = {"。": ".", "｡": ".", ".": ".", "；": ";", "！": "!", "？": "?", "：": ":"}


_ABBREVIATED = re.compile(r"\b(?:etc|St|Ltd|Inc|Corp|Jr|U\.S)$")


def ended(text: str, source: str) -> str:
    """The English with the stop that its Chinese ends with: none in a heading or cell that has none, ";" for ；."""
    mark = _ENDS.get(source.rstrip().rstrip("”’）)》")[-1:], "")
    body = text.rstrip("\"')]")
    stem, closers = body.rstrip(".;:!?,"), text[len(body):]
    stop = body[len(stem):]
    if not mark:
        return stem + stop.strip(".,;") + closers if not _ABBREVIATED.search(stem) else text
    return stem + (stop if stop[-1:] == mark or mark == "." and stop[-1:] in "!?" and stop else mark) + closers


def width(text: str) -> int:
    """Columns a text takes: Chinese characters count two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
