"""Counts in messages for people."""
from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: 1 segment, 2 segments, 1,200 entries."""
    return f"{number:,} {noun if number == 1 else plural or _plural(noun)}"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
