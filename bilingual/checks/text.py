"""Checks of the English as text: nothing left over, nothing repeated, nothing cut."""
from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.checks import check, judged
from bilingual.language.english import STARTERS, fold, said_twice
from bilingual.language.han import HAN
from bilingual.language.predicates import verbless
from bilingual.language.quantities import find_quantities
from bilingual.language.signs import unshown
from bilingual.language.spelling import compound, not_words
from bilingual.model.document import MACHINE, Segment, Severity
from bilingual.translation.judge import LEAK, loop

SHORT, LONG = 0.45, 2.2
TERSE = 6  # characters that make the longest English as long again: of a saying English tells more (扶上马，送一程)
_AUXILIARY = re.compile(r"(?:(?:those|that|which|who) )*(?:should|must|shall|will|can|may|do|does)\b", re.I)
_RUNS = re.compile(f"(?:{HAN.pattern}|/)+")  # with 元/吨 in them


@check(Severity.ERROR)
def chinese_left(segment: Segment) -> Iterator[str]:
    """Chinese left in the English, or cut out of it."""
    for rest in judged(segment).han:
        yield f"“{rest}” was not translated"
    for note in segment.notes:
        if note.startswith("cut: "):
            yield f"the model left “{note[5:]}” in Chinese; the gap is marked with [...]"


@check(Severity.ERROR)
def mark_left(segment: Segment) -> Iterator[str]:
    """Technical mark left in the English."""
    for mark in LEAK.findall(segment.target):
        yield f"“{mark}” does not belong in the English"


@check(Severity.ERROR)
def repetition(segment: Segment) -> Iterator[str]:
    """Words repeated over and over."""
    unit = loop(segment.target)
    if unit:
        yield f"“{unit}” is repeated"


# The same word twice in a row, articles side by side; "had had" and "that that" are English, and names may say a
# syllable twice. An A behind a word is a letter (Party A the), and no word begins behind an apostrophe (Xi'an the).
_TWICE = re.compile(r"(?i:(?<!['’])\b(?!had\b|that\b)([a-z]+)(?: \1)+\b)"
                    r"|(?<!['’])\b(?:an?|An|(?<![A-Za-z] )A|[Tt]he) (?:an?|the)\b")
# The same number twice in a row, in brackets or not: 28 28, 2023 2023), 49 49
_SAME_NUMBER = re.compile(r"(?<![\w.,/-])(\d+(?:[.,]\d+)*),?\s\1(?![\w%]|[.,/]\d)")
# A word joined with itself (confidence and confidence), but for "more and more", and a year in itself (2023 in 2023).
# People join two kinds of a thing: "energy and energy for all", "industries and industries of the future".
_WITH_ITSELF = re.compile(r"(?i:\b(?!again\b|more\b|less\b)([a-z]{3,}(?<!er)) and \1(?=[,.;:]|$))"
                          r"|\b((?:19|20)\d\d) (?:in|of) \2\b")
# A small model gives a thing to itself: "provide the construction contractors to the construction contractors"
_TO_ITSELF = re.compile(r"\b([a-z]{4,} [a-z]{4,}) (?:to|of) (?:the |an? )?\1\b")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|“\s*”")
_AFTER_SEMICOLON = re.compile(rf"; (?:{'|'.join(sorted(STARTERS))})\b")


@check(Severity.WARNING)
def sign_lost(segment: Segment) -> Iterator[str]:
    """Sign such as ★ or * that the Chinese speaks of and the English does not show."""
    for sign in unshown(segment.text, segment.target):
        yield f"“{sign}” is not in the English"


@check(Severity.WARNING)
def word_doubled(segment: Segment) -> Iterator[str]:
    """Word or number twice in a row or joined with itself, or two articles."""
    own = [t.target_span for t in segment.terms if t.target_span]  # Lu Cai Cai Bei [2024]
    for m in (*_TWICE.finditer(segment.target), *_WITH_ITSELF.finditer(segment.target)):
        if not any(a <= m.start() and m.end() <= b for a, b in own):
            yield f"“{m.group()}” says a word twice"
    for m in _TO_ITSELF.finditer(segment.target) if segment.origin in MACHINE else ():
        yield f"“{m.group()}” says “{m[1]}” twice"
    for m in _SAME_NUMBER.finditer(fold(segment.target)):
        if not re.search(rf"{re.escape(m[1])}\D{{0,3}}{re.escape(m[1])}", segment.source):
            yield f"“{m.group()}” says a number twice"


@check(Severity.WARNING)
def not_a_word(segment: Segment) -> Iterator[str]:
    """Word that English does not have."""
    known = fold(" ".join(t.target for t in segment.terms)).lower()
    for word in not_words(segment.source, segment.target):
        if word not in known and not (segment.origin not in MACHINE and compound(word)):
            yield f"“{word}” is no English word"


@check(Severity.WARNING)
def phrase_doubled(segment: Segment) -> Iterator[str]:
    """Phrase said twice where the Chinese says nothing twice."""
    said = said_twice(segment.target)
    if not said or said.startswith("between ") or _parallel(segment.target, said) or _of_two(segment.text, said):
        return
    pairs = [run[i:i + 2] for run in _RUNS.findall(segment.text) for i in range(len(run) - 1)]
    if not any(said.lower() in t.target.lower() for t in segment.terms) and len(pairs) == len(set(pairs)):
        yield f"“{said}” is said twice, and nothing in the Chinese is"


def _of_two(source: str, said: str) -> bool:
    """Whether it is the unit of two quantities: 18 metric tons of felt and 6 metric tons of dispersant."""
    unit = " ".join(said.split()[:2])
    return sum(unit in q.rendering for q in find_quantities(source)) > 1


def _parallel(text: str, said: str) -> bool:
    """Whether two clauses say the same of two things: should be corrected at once, …, should be corrected in stages."""
    low, phrase = text.lower(), said.lower()
    first = low.find(phrase)
    between = low[first:low.find(phrase, first + 1)]
    return _AUXILIARY.match(said) is not None and re.search("[,;.]", between) is not None


@check(Severity.WARNING)
def no_verb(segment: Segment) -> Iterator[str]:
    """English without a verb where the Chinese is a sentence."""
    if verbless(segment.text, segment.target):
        yield "the Chinese is a sentence, and the English has no verb"


@check(Severity.WARNING)
def capital_inside(segment: Segment) -> Iterator[str]:
    """Capital letter after a semicolon."""
    for m in _AFTER_SEMICOLON.finditer(segment.target):
        yield f"“{m.group()}”: after a semicolon the sentence goes on in lower case"


@check(Severity.WARNING)
def length(segment: Segment) -> Iterator[str]:
    """English much shorter or longer than the Chinese suggests."""
    ratio = judged(segment).ratio
    if ratio < SHORT:
        yield f"the English has {ratio:.0%} of the expected length: something may be missing"
    elif ratio > LONG * (1 + TERSE / max(1, len(HAN.findall(segment.text)))):
        yield f"the English has {ratio:.0%} of the expected length: something may have been added"


@check(Severity.WARNING)
def unbalanced(segment: Segment) -> Iterator[str]:
    """Quotation marks or brackets not closed."""
    source, target = segment.source[len(segment.marker):], segment.target[len(segment.marker_target):]
    if target.count('"') % 2 and _balanced(source, "“”"):
        yield "a quotation mark is not closed"
    if target.count("“") != target.count("”") and _balanced(source, "“”"):
        yield "a quotation mark is not closed"
    for pair in ("()", "[]"):
        if target.count(pair[0]) != target.count(pair[1]) and _balanced(source.translate(str.maketrans("（）", "()")),
                                                                        pair):
            yield f"a bracket {pair} is not closed"


@check(Severity.WARNING)
def bracket_empty(segment: Segment) -> Iterator[str]:
    """Brackets or quotation marks with nothing in them."""
    for m in _EMPTY.finditer(segment.target):
        yield f"“{m.group()}” has nothing in it"


def _balanced(text: str, pair: str) -> bool:
    return text.count(pair[0]) == text.count(pair[1])


@check(Severity.INFO)
def adapted(segment: Segment) -> Iterator[str]:
    """English taken from a similar sentence that people translated."""
    if segment.origin == "adapted" and segment.matches:
        yield f"adapted from what people translated, by rule: {segment.matches[0].difference}"


@check(Severity.ERROR)
def answer(segment: Segment) -> Iterator[str]:
    """Language model's answer that could not be used as it was."""
    for note in segment.notes:
        if note.startswith("answer: "):
            yield f"the model was asked twice, and its answer could not be used as it was: {note[8:]}"


@check(Severity.ERROR)
def untranslated(segment: Segment) -> Iterator[str]:
    """No English words for a Chinese sentence."""
    if HAN.search(segment.source) and not re.search(r"[A-Za-z0-9]", segment.target):
        yield "the English is empty"
