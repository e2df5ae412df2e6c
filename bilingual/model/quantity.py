"""A quantity of a Chinese or an English text, in one exact form for both languages."""
from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

# What a bound says of a value. EXACT stands for the value itself.
EXACT, LEAST, MOST, ABOUT, SEVERAL = "", "at least", "at most", "about", "several"


@dataclass(frozen=True)
class Value:
    """A number in the base unit of its dimension: kilograms for mass, 1 for a share, the currency itself for money.

    `dimension` is what the number measures ("mass", "yuan", "share"), a label ("article", "table"), a part of a date
    ("year", "month", "day", "decade") or "" for a bare number. `bound` says whether the number is a least, a most,
    about right or an order of magnitude ("several" with 10^9 stands for billions). `sign` is -1 where the number is
    written as negative.
    """
    number: Fraction
    dimension: str = ""
    bound: str = EXACT
    sign: int = 1


@dataclass(frozen=True)
class Quantity:
    """One quantity: where it stands in its text (`start`, `end` in characters), what it says, and how English says it.

    `kind` is the name of the rule that read it. `values` holds one number, the two of a range, or the parts of a
    date. `variants` are other right renderings that differ in more than spelling. A quantity that is `given` is put
    before the translation model and prescribed; one that is not (三家企业) is only compared. A `copied` one is a name
    made of signs: its characters must come back as they are. `direction` is 1 where the text says that something grew
    by it, -1 where it fell, 0 where it says neither.
    """
    start: int
    end: int
    source: str
    rendering: str
    kind: str
    values: tuple[Value, ...] = ()
    variants: tuple[str, ...] = ()
    given: bool = True
    copied: bool = False
    direction: int = 0


@dataclass(frozen=True)
class Fault:
    """A difference between the quantities of a Chinese and of an English text.

    `kind` is "missing", "unit", "sign", "bound", "direction", "change", "step", "basis", "multiple", "others", "range",
    "doubled", "invented" or "unread"; `said` is the place in the text that shows it, English for what the English has
    too much or wrong, Chinese for what it lacks; `wanted` is what it should be. `grave` faults change a value; the
    others may be a matter of taste.
    """
    kind: str
    quantity: Quantity | None
    said: str = ""
    wanted: str = ""
    grave: bool = True

    @property
    def chinese(self) -> str:
        """The quantity as the Chinese has it."""
        return self.quantity.source if self.quantity else self.said


@dataclass
class Comparison:
    """What an English text makes of the quantities of a Chinese one.

    `spans` gives for each quantity where its rendering stands word for word, None where it is said otherwise or not at
    all; `kept` whether its values are there.
    """
    spans: list[tuple[int, int] | None]
    kept: list[bool]
    faults: list[Fault] = field(default_factory=list)
