"""Traditional Chinese: recognised, and rewritten in simplified characters."""
from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

SHARE = 0.04  # of the characters that must change for a text to count as traditional; in simplified text few do
SAMPLE = 20_000  # characters looked at


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC
    return OpenCC("t2s")


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    sample = text[:SAMPLE]
    return sum(a != b for a, b in zip(sample, _converter().convert(sample), strict=True)) > SHARE * len(sample)


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length, so that spans fit both forms.

    Where the conversion is not one to one it goes character by character.
    """
    simple = _converter().convert(text)
    return simple if len(simple) == len(text) else "".join(map(_one, text))


def _one(character: str) -> str:
    simple = _converter().convert(character)
    return simple if len(simple) == 1 else character
