"""Traditional Chinese: matched and translated as simplified Chinese, and shown as it was."""
from __future__ import annotations

from functools import cache

from bilingual.document import Document

SHARE = 0.04  # of the characters that must change for a text to count as traditional; in simplified text next to none do


@cache
def _converter():
    from opencc import OpenCC
    return OpenCC("t2s")


def simplify(document: Document) -> Document:
    """Give the segments of a traditional document their simplified form, in `plain`."""
    text = "".join(s.source for s in document.segments)
    sample = text[:20_000]
    changed = sum(a != b for a, b in zip(sample, _converter().convert(sample)))
    if changed <= SHARE * len(sample):
        return document
    for segment in document.segments:
        simple = _converter().convert(segment.source)
        # Spans must fit both forms: a conversion that is not one to one goes character by character.
        segment.simplified = simple if len(simple) == len(segment.source) else "".join(map(_one, segment.source))
    document.notes.append("read as traditional Chinese")
    return document


def _one(character: str) -> str:
    simple = _converter().convert(character)
    return simple if len(simple) == 1 else character
