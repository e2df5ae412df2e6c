"""Make the model obey: sources in which the rendering of a term is given between <t> and </t>.

A plain source teaches translation; a marked one teaches that what stands between the marks is taken over word
for word (Dinu et al. 2019, "Training Neural Machine Translation to Apply Terminology Constraints"). Terms come
from the known terms of a pair, from word alignments (a run of Chinese characters that corresponds to a run of
English words), and from the quantities that the program itself renders by rule. In some copies a rendering is swapped
for a random one on both sides, so that nothing but the given words can explain the target.
"""
from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bilingual.language.quantities import find_quantities

OPEN, CLOSE = "<t>", "</t>"
MARKS = (f"{OPEN} ", CLOSE)  # as a package's metadata name them: a rendering begins with its space


@dataclass(frozen=True)
class Span:
    """A term in a pair: character spans in the Chinese and in the English, and the rendering as a glossary has it."""
    zh: tuple[int, int]
    en: tuple[int, int]
    rendering: str


def known_spans(zh: str, en: str, terms: Sequence[tuple[str, str]]) -> list[Span]:
    """Spans of the pair's own terms and quantities: longest first, no overlaps, each place used once."""
    wanted = sorted(set(terms), key=lambda t: -len(t[0])) + [
        (q.source, q.rendering) for q in find_quantities(zh) if q.given]
    spans: list[Span] = []
    low = en.lower()
    for source, rendering in wanted:
        if not source or not rendering:
            continue
        start = 0
        for m in re.finditer(re.escape(source), zh):
            if any(m.start() < s.zh[1] and s.zh[0] < m.end() for s in spans):
                continue
            at = _free(low, rendering.lower(), start, spans)
            if at < 0:
                break
            start = at + len(rendering)
            spans.append(Span(m.span(), (at, start), rendering))
    return spans


def _free(text: str, wanted: str, start: int, spans: list[Span]) -> int:
    """Where `wanted` stands as whole words in text, outside the spans already taken; -1 if nowhere."""
    for m in re.finditer(rf"(?<![\w.])(?:{re.escape(wanted)})(?!\w)", text[start:]):
        at = m.start() + start
        if not any(at < s.en[1] and s.en[0] < at + len(wanted) for s in spans):
            return at
    return -1


def aligned_spans(zh: str, en: str, links: set[tuple[int, int]], rng: random.Random, most: int) -> list[Span]:
    """Phrase pairs consistent with word links (character positions): 2-8 Chinese characters, 1-5 English words."""
    words = [m.span() for m in re.finditer(r"[A-Za-z][\w'-]*", en)]
    by_zh: dict[int, set[int]] = {}
    by_word: dict[int, set[int]] = {}
    for z, e in links:
        word = next((k for k, (a, b) in enumerate(words) if a <= e < b), None)
        if word is not None:
            by_zh.setdefault(z, set()).add(word)
            by_word.setdefault(word, set()).add(z)
    spans: list[Span] = []
    for _ in range(most * 4):
        if len(spans) >= most or len(zh) < 4:
            break
        size = rng.randint(2, 8)
        start = rng.randrange(0, max(1, len(zh) - size))
        part = zh[start:start + size]
        if not re.fullmatch(r"[\u4e00-\u9fff]{2,8}", part):
            continue
        hit: set[int] = set().union(*(by_zh.get(i, set()) for i in range(start, start + size)))
        if not hit or any(i not in by_zh for i in (start, start + size - 1)):
            continue
        first, last = min(hit), max(hit)
        back: set[int] = set().union(*(by_word.get(w, set()) for w in range(first, last + 1)))
        if last - first > 4 or min(back) < start or max(back) >= start + size or len(hit) < last - first:
            continue
        a, b = words[first][0], words[last][1]
        if ("," in en[a:b]
            or any(start < s.zh[1] and s.zh[0] < start + size or a < s.en[1] and s.en[0] < b for s in spans)):
            continue
        spans.append(Span((start, start + size), (a, b), en[a:b]))
    return spans


Origin = list[int | None]  # for each character of a marked source: its character in the Chinese, None inside marks


def mark(zh: str, en: str, spans: Sequence[Span], rng: random.Random, pool: Sequence[str],
         swap: float) -> tuple[str, str, list[tuple[int, int]], Origin, Callable[[int], int | None]]:
    """The marked source, the target, character links between them that are certain (the copied words), the origin of
    the source's characters, and what moves an English position before the swaps behind them (None inside a span).

    A rendering at the start of the English loses its capital in the source as often as a glossary's would;
    with probability `swap` a span's rendering is replaced on both sides by a random one from `pool`.
    """
    given = {s: _given(s, rng, pool, swap) for s in spans}
    said = {s: _said(s, en, given[s]) for s in spans}
    target = en
    for s in sorted(spans, key=lambda s: -s.en[0]):
        target = target[:s.en[0]] + said[s] + target[s.en[1]:]
    longer = {s: len(said[s]) - (s.en[1] - s.en[0]) for s in spans}
    behind = lambda e: e + sum(longer[s] for s in spans if s.en[1] <= e)
    source, links, done = "", [], 0
    origin: Origin = []
    for s in sorted(spans, key=lambda s: s.zh[0]):
        origin += range(done, s.zh[0])
        source += zh[done:s.zh[0]]
        at, to = len(source) + len(OPEN) + 1, behind(s.en[0])
        links += [(at + i, to + i) for i in range(min(len(given[s]), len(said[s])))]
        piece = f"{OPEN} {given[s]}{CLOSE}"
        source += piece
        origin += [None] * len(piece)
        done = s.zh[1]
    origin += range(done, len(zh))
    move = lambda e: None if any(s.en[0] <= e < s.en[1] for s in spans) else behind(e)
    return source + zh[done:], target, links, origin, move


def _given(span: Span, rng: random.Random, pool: Sequence[str], swap: float) -> str:
    """The rendering that a span gets between its marks."""
    rendering = span.rendering
    if span.en[0] == 0 and rendering[0].isupper() and not rendering[:2].isupper() and " of " not in rendering:
        rendering = rendering[0].lower() + rendering[1:] if rng.random() < 0.5 else rendering
    return rng.choice(pool) if pool and rng.random() < swap else rendering


def _said(span: Span, en: str, given: str) -> str:
    """What stands in the English for a given rendering."""
    if given.lower() == span.rendering.lower():
        return en[slice(*span.en)]
    return given[0].upper() + given[1:] if span.en[0] == 0 else given
