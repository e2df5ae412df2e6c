"""What a quantity of a Chinese text is, once it has been read."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure of a Chinese text: its span, its English, and what that English must contain.

    `needs` holds Decimals and lower-case month names or codes; the English of the sentence must contain each.
    """
    start: int
    end: int
    source: str
    rendering: str
    kind: str
    needs: tuple
