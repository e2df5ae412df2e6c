"""A word and all that people, or the machine, made of it: the sentences of a memory that have it, marked in both
languages.

In the language of the word it is marked where it stands; on the other side what is linked to it by forced decoding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bilingual.alignment.links import link
from bilingual.engine.base import Engine
from bilingual.language.han import HAN
from bilingual.translation.memory import Memory, Unit

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Hit:
    """A unit with the word: the spans of it in the Chinese and in the English; empty where nothing tells."""

    unit: Unit
    chinese: Spans
    english: Spans

    def told(self) -> dict[str, Any]:
        """What is shown of it: both texts, where the word stands in them, and where they come from."""
        unit = self.unit
        return {
            "zh": unit.source,
            "en": unit.target,
            "zh_spans": self.chinese,
            "en_spans": self.english,
            "state": unit.state.value,
            "machine": unit.key is not None,
            "who": unit.who,
            "when": unit.changed,
            "document": unit.document,
            "note": unit.note,
        }


def search(text: str, memory: Memory, engine: Engine | None = None, most: int = 50) -> tuple[list[Hit], int]:
    """The first sentences with a Chinese or English text, people's first, and how many there are. Without an engine
    that follows words only the language of the text is marked.
    """
    units = memory.search(text)
    shown = units[:most]
    places = [(_occurrences(text, u.source), _occurrences(text, u.target)) for u in shown]
    if engine is None or not engine.aligned:
        return [Hit(u, *p) for u, p in zip(shown, places, strict=True)], len(units)
    hits = []
    in_chinese = bool(HAN.search(text))
    for unit, (chinese, english), linked in zip(
        shown, places, link([(u.source, u.target) for u in shown], engine), strict=True
    ):
        given = chinese if in_chinese else english
        other = _merged([s for a, b in given for s in linked.touched(a, b, chinese=in_chinese)])
        hits.append(Hit(unit, chinese or other, english or other))
    return hits, len(units)


def _occurrences(text: str, inside: str) -> Spans:
    """Where a text stands in another one, in any case of letters."""
    low, wanted, out, at = inside.lower(), text.lower(), [], 0
    while wanted and (at := low.find(wanted, at)) >= 0:
        out.append((at, at + len(wanted)))
        at += len(wanted)
    return tuple(out)


def _merged(spans: Sequence[tuple[int, int]]) -> Spans:
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(b, out[-1][1])
        else:
            out.append((a, b))
    return tuple(out)


def marked(text: str, spans: Spans, before: str = "[", after: str = "]") -> str:
    """A text with marks around spans that do not overlap."""
    out, at = "", 0
    for a, b in spans:
        out += text[at:a] + before + text[a:b] + after
        at = b
    return out + text[at:]
