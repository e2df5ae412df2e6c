"""Verify a translation against its source: every prescribed rendering, every quantity, nothing that does not belong.

Candidates are compared by what `verify` finds, repairs are accepted only when it agrees, and the statuses it returns
are the ones the reader sees.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from bilingual.language.english import fold, unaccented
from bilingual.language.han import HAN, RUN
from bilingual.language.quantities import compare, find_quantities, unread
from bilingual.model.document import Term, TermStatus
from bilingual.model.quantity import Fault, Quantity

LEAK = re.compile(r"</?[A-Za-z0-9]{1,3}>|<0x[0-9A-F]{2}>|⁇|▁|<unk>|<extra_\d+>")
# Behind a person's name another part of a name: "Li Xi Jinping" does not name Li Xi. Xi Jinping Thought is no longer
# name.
_LONGER_NAME = re.compile(r" (?!Thought\b)[A-Z][a-z]+")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)


@dataclass
class Verdict:
    """What a translation keeps and breaks.

    `statuses` and `spans` run parallel to the terms asked for; `faults` are those of quantities.
    """
    statuses: list[TermStatus]
    spans: list[tuple[int, int] | None]
    forbidden: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    han: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    loop: str = ""
    ratio: float = 1.0

    @property
    def missing(self) -> int:
        return sum(s is TermStatus.MISSING for s in self.statuses)

    @property
    def cost(self) -> tuple:
        """Lower is better; compared before the engine's own score."""
        return (self.missing + len(self.forbidden), len(self.leaks) + len(self.han) + bool(self.loop),
                sum(f.kind != "unread" for f in self.faults) + (not 0.5 <= self.ratio <= 2.2))


def verify(source: str, terms: Sequence[Term], target: str, heading: bool = False) -> Verdict:
    """Judge a translation of `source`. In a heading, capitals are free."""
    text = unaccented(fold(target))
    taken: list[tuple[int, int]] = []
    statuses = [TermStatus.MISSING] * len(terms)
    spans: list[tuple[int, int] | None] = [None] * len(terms)
    forms = [(rank, len(f), i, f) for i, t in enumerate(terms) if not t.quantity for rank, f in _forms(t)]
    # Exact renderings before variants before inflections; among equals the longest first, so that none eats another.
    for rank, _, i, form in sorted(forms, key=lambda f: (f[0], -f[1], f[2])):
        if spans[i] is None and (span := _find(text, form, taken, heading, inflected=rank == 2,
                                               name=terms[i].kind == "person")):
            spans[i] = span
            taken.append(span)
            statuses[i] = TermStatus.USED if rank == 0 else TermStatus.VARIANT
    faults = _compare(source, terms, text, taken, statuses, spans)
    return Verdict(statuses, spans, _forbidden(terms, text, taken), LEAK.findall(target), _left_over(terms, text),
                   faults, loop(text), _ratio(source, terms, text))


def _forms(term: Term) -> Any:
    yield 0, term.target
    for variant in term.variants:
        yield 1, variant
    for form in (term.target, *term.variants):
        yield 2, form


@lru_cache(maxsize=50_000)
def _words(rendering: str, inflected: bool) -> tuple[str, ...]:
    """What every text has, in small letters, in which `_pattern` finds the rendering: most are not there, and a
    pattern costs a hundred times as much to make as this to look for.
    """
    words = (fold(_ARTICLE.sub("", rendering)) or rendering).lower().split()
    if not words:
        return ()
    ending = next((e for e in ("ies", "s", "y") if words[-1].endswith(e)), "")
    return *words[inflected:-1], words[-1].removesuffix(ending)


@lru_cache(maxsize=20_000)
def _pattern(rendering: str, heading: bool, inflected: bool) -> re.Pattern:
    """How a rendering may stand in a text: article optional, plural and possessive allowed, the first letter free."""
    core = fold(_ARTICLE.sub("", rendering)) or rendering
    flags = re.I if heading or core == core.lower() else 0
    body = re.escape(core).replace(r"\ ", r"[\s]")
    first = core[0]
    if not flags and first.isalpha():
        body = f"[{first.upper()}{first.lower()}]" + body[1:]
    if inflected:
        word, _, rest = core.partition(" ")
        if not rest or not word.isalpha() or word != word.lower():
            return re.compile(r"(?!)")
        body = (f"(?:{'|'.join(map(re.escape, sorted(inflections(word), key=len, reverse=True)))})"
                + re.escape(f" {rest}").replace(r"\ ", r"[\s]"))
        flags = re.I
    if core.endswith("ies"):
        body = body[:-3] + "(?:ies|y)"
    elif core.endswith("s") and not core.endswith("ss"):
        body += "?"
    elif core.endswith("y"):
        body = body[:-1] + "(?:y|ies)"
    elif core[-1].isalpha():
        body += "(?:e?s)?"
    start = r"(?<![A-Za-z0-9])" + r"(?<!\d[.,])" * core[0].isdigit() if core[0].isalnum() else ""
    end = r"(?![A-Za-z0-9])" if core[-1].isalnum() else ""
    if core[-1].isdigit():  # 12 is not found in "12 million", "12%", "12.5" or "12,500"
        end += r"(?![.,]\d)(?!%|\s?(?:hundred|thousand|million|billion|trillion|percent)\b)"
    return re.compile(start + body + r"(?:'s|')?" + end, flags)


def inflections(word: str) -> set[str]:
    """The forms of a regular verb that a rendering may start with: expand, expands, expanded, expanding."""
    base = {word}
    if word.endswith("ing") and len(word) > 5:
        stem = word[:-3]
        base |= {stem, stem + "e"} | ({stem[:-1]} if stem[-1] == stem[-2] else set())
    out = set(base)
    for b in base:
        stem = b.removesuffix("e")
        out |= {b + "s", stem + "ed", stem + "ing"}
        if re.search(r"[^aeiou]y$", b):
            out |= {b[:-1] + "ies", b[:-1] + "ied"}
        if re.search(r"(?:ch|sh|s|x|z|o)$", b):
            out.add(b + "es")
        if re.search(r"[^aeiou][aeiou][bdgmnprt]$", b):
            out |= {b + b[-1] + "ed", b + b[-1] + "ing"}
    return out


def _find(text: str, form: str, taken: Collection[tuple[int, int]], heading: bool, inflected: bool,
          name: bool = False) -> tuple[int, int] | None:
    small = text.lower()
    if not all(word in small for word in _words(form, inflected)):
        return None
    for m in _pattern(form, heading, inflected).finditer(text):
        if name and _LONGER_NAME.match(text, m.end()):
            continue
        if not any(m.start() < b and a < m.end() for a, b in taken):
            return m.span()
    return None


def _forbidden(terms: Sequence[Term], text: str, taken: Collection[tuple[int, int]]) -> list[str]:
    """Forbidden renderings that stand outside the spans of prescribed ones."""
    found = {f for t in terms for f in t.forbidden if _find(text, f, taken, heading=True, inflected=False)}
    return sorted(found)


def _left_over(terms: Sequence[Term], text: str) -> list[str]:
    for kept in {t.target for t in terms if HAN.search(t.target)}:
        text = text.replace(kept, "")
    return RUN.findall(text)


def _quantities(source: str, terms: Sequence[Term]) -> list[Quantity]:
    """All quantities of a source: those prescribed as terms, in their order, then those that are only compared."""
    prescribed = [replace(t.quantity, start=t.start, end=t.end) for t in terms if t.quantity]
    return prescribed + [q for q in find_quantities(source)
                         if not any(q.start < t.end and t.start < q.end for t in terms)]


def _compare(source: str, terms: Sequence[Term], text: str, taken: Collection[tuple[int, int]], statuses: Any,
             spans: Any) -> list[Fault]:
    """Enter what became of the terms that are quantities, and return all that is wrong with quantities."""
    allowed = " ; ".join(r for t, s in zip(terms, statuses, strict=True) if not t.quantity and s is TermStatus.MISSING
                         for r in (t.target, *t.variants))
    found = compare(tuple(_quantities(source, terms)), text, tuple(taken), source, allowed)
    places = [i for i, t in enumerate(terms) if t.quantity]
    for i, span, kept in zip(places, found.spans, found.kept, strict=False):
        if kept:
            exact = span and text[span[0]:span[1]].lower() == _ARTICLE.sub("", fold(terms[i].target)).lower()
            statuses[i], spans[i] = TermStatus.USED if exact else TermStatus.VARIANT, span
    unseen = [source[a:b] for a, b in unread(source) if not any(a < t.end and t.start < b for t in terms)]
    return list(found.faults) + [Fault("unread", None, said, grave=False) for said in unseen]


def loop(text: str, least: int = 3) -> str:
    """A run of words that repeats itself at least `least` times in a row, or "" when there is none."""
    words = re.findall(r"[\w'-]+", text.lower())
    often = {w for w, n in Counter(words).items() if n >= least}
    if not often:
        return ""
    for size in range(1, min(12, len(words) // least) + 1):
        for start in range(len(words) - size * least + 1):
            if words[start] not in often or words[start] != words[start + size]:
                continue
            unit = words[start:start + size]
            if all(words[start + k * size:start + (k + 1) * size] == unit for k in range(1, least)) and any(
                    c.isalpha() for w in unit for c in w):
                return " ".join(unit)
    return ""


def _ratio(source: str, terms: Sequence[Term], text: str) -> float:
    """Length of the English against what the source makes one expect (1.0).

    A Chinese character outside the terms gives 0.62 English words in the reports this project translates; a prescribed
    rendering gives its own words.
    """
    covered = sum(t.end - t.start for t in terms)
    plain = len(HAN.findall(source)) - sum(len(HAN.findall(t.source))
                                           for t in terms) if covered else len(HAN.findall(source))
    expected = 0.62 * max(plain, 0) + sum(len(t.target.split()) for t in terms)
    return (len(text.split()) + 3) / (expected + 3)
