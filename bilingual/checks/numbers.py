"""Checks of quantities: each number, unit, sign, bound and direction of the Chinese is in the English, and no other."""
from __future__ import annotations

from collections.abc import Iterator

from bilingual.checks import check, judged
from bilingual.language.formulas import said_again
from bilingual.language.listed import added
from bilingual.language.owners import numbers_exchanged as exchanged_numbers
from bilingual.language.periods import exchanged
from bilingual.language.quantities.measured import each_way, miscounted
from bilingual.model.document import Segment, Severity
from bilingual.model.quantity import LEAST, MOST, Fault


def _faults(segment: Segment, *kinds: str) -> list[Fault]:
    """The faults of some kinds in a segment's English."""
    return [f for f in judged(segment).faults if f.kind in kinds]


@check(Severity.ERROR)
def number_mismatch(segment: Segment) -> Iterator[str]:
    """Number or date missing from the English."""
    for fault in _faults(segment, "missing"):
        if fault.grave:
            yield f"“{fault.said}” ({fault.wanted}) has no counterpart in the English"


@check(Severity.ERROR)
def others_miscounted(segment: Segment) -> Iterator[str]:
    """Number of all told as the number of the others."""
    for fault in _faults(segment, "others"):
        yield f"“等{fault.chinese}” counts all, those named included, the English says “{fault.said}”"
    for said in added(segment.text, segment.target):
        yield f"the number counts all, those named included, the English says “{said.group().strip(', ')}”"


@check(Severity.WARNING)
def count_missing(segment: Segment) -> Iterator[str]:
    """Small count in words that the English does not say."""
    for fault in _faults(segment, "missing"):
        if not fault.grave:
            yield f"“{fault.said}” ({fault.wanted}) is not said in the English"


@check(Severity.WARNING)
def measure_changed(segment: Segment) -> Iterator[str]:
    """Amount that measures things told as their number."""
    for chinese, said in miscounted(segment.text, segment.target):
        yield f"“{chinese}”: the amount measures each of them, and the English counts “{said}”"
    chinese, said = each_way(segment.text, segment.target)
    if chinese:
        yield f"“{chinese}” counts both ways, the English says “{said}”"


@check(Severity.WARNING)
def numbers_exchanged(segment: Segment) -> Iterator[str]:
    """Numbers of two counterparts given to one another."""
    if pair := next(exchanged_numbers(segment.text, segment.target), None):
        yield "the numbers of “{}” and “{}” seem to have changed places in the English".format(*pair)


@check(Severity.WARNING)
def side_changed(segment: Segment) -> Iterator[str]:
    """Time before something told as one after it, or the other way round."""
    for fault in _faults(segment, "side"):
        yield f"“{fault.chinese}” is meant as the time {fault.wanted} something, the English says “{fault.said}”"


@check(Severity.ERROR)
def unit_changed(segment: Segment) -> Iterator[str]:
    """Number right, but in another unit."""
    for fault in _faults(segment, "unit"):
        if fault.grave:
            yield f"“{fault.chinese}” is {fault.wanted}; the English measures it in another unit"


@check(Severity.WARNING)
def unit_missing(segment: Segment) -> Iterator[str]:
    """Number right, but its unit is not in the English."""
    for fault in _faults(segment, "unit"):
        if not fault.grave:
            yield f"“{fault.chinese}” is {fault.wanted}; the English does not say the unit"


@check(Severity.ERROR)
def sign_changed(segment: Segment) -> Iterator[str]:
    """Sign of a number changed, or growth told as decline."""
    for fault in _faults(segment, "sign"):
        yield f"“{fault.chinese}” is {fault.wanted}, the English says “{fault.said}”"
    for fault in _faults(segment, "direction"):
        yield (f"the Chinese tells of {fault.wanted} by “{fault.chinese}”, "
               f"the English around “{fault.said}” of the opposite")


@check(Severity.WARNING)
def change_lost(segment: Segment) -> Iterator[str]:
    """Rate by which something grew or fell, told as a mere amount."""
    for fault in _faults(segment, "change"):
        yield f"the Chinese tells of {fault.wanted} by “{fault.chinese}”, the English says “{fault.said}” and no change"


@check(Severity.WARNING)
def step_changed(segment: Segment) -> Iterator[str]:
    """Change to a number told as one by it, or the other way round."""
    for fault in _faults(segment, "step"):
        yield f"the Chinese tells {fault.wanted}, the English says “{fault.said}”"


@check(Severity.WARNING)
def basis_changed(segment: Segment) -> Iterator[str]:
    """For each of what an amount is (per day), or against what it changed (year on year): another in the English."""
    for fault in _faults(segment, "basis"):
        yield (f"the Chinese says “{fault.wanted}”, the English " + (f"“{fault.said}”" if fault.said else
               "does not say for each of what"))
    if measured := exchanged(segment.text, segment.target):
        yield f"the Chinese measures “{measured.chinese}”, the English “{measured.said}”"


@check(Severity.WARNING)
def multiple_changed(segment: Segment) -> Iterator[str]:
    """How many times something is, told as growth by so much."""
    for fault in _faults(segment, "multiple"):
        yield f"the Chinese tells how many times it is, “{fault.chinese}”, the English says “{fault.said}”"


_BOUNDS = {LEAST: "at least", MOST: "at most", "about": "about", "exactly": "exactly"}


@check(Severity.ERROR)
def bound_reversed(segment: Segment) -> Iterator[str]:
    """A least told as a most, or a most as a least."""
    for fault in _faults(segment, "bound"):
        if fault.grave:
            yield f"“{fault.chinese}” is meant as {_BOUNDS[fault.wanted]}, the English says “{fault.said}”"


@check(Severity.WARNING)
def bound_changed(segment: Segment) -> Iterator[str]:
    """"No less than", "about" or the like lost or added."""
    for fault in _faults(segment, "bound"):
        if not fault.grave:
            yield f"“{fault.chinese}” is meant as {_BOUNDS[fault.wanted]}, the English says “{fault.said}”"


@check(Severity.WARNING)
def range_torn(segment: Segment) -> Iterator[str]:
    """Range whose two ends the English does not say as one."""
    for fault in _faults(segment, "range"):
        yield f"“{fault.chinese}” is {fault.wanted}, the English says “{fault.said}”"


@check(Severity.WARNING)
def number_invented(segment: Segment) -> Iterator[str]:
    """Number in the English that the Chinese does not have."""
    for fault in _faults(segment, "invented"):
        yield f"{fault.said} is not in the Chinese"


@check(Severity.WARNING)
def number_doubled(segment: Segment) -> Iterator[str]:
    """Number in the English more often than in the Chinese."""
    for fault in _faults(segment, "doubled"):
        yield f"“{fault.said}” stands in the English once more than in the Chinese"
    for said in said_again(segment.text, segment.target):
        yield f"“{said.group()}” says a number of itself"


@check(Severity.WARNING)
def number_unread(segment: Segment) -> Iterator[str]:
    """Number in the Chinese that no rule could read."""
    for fault in _faults(segment, "unread"):
        yield f"a number here could not be read by rule: check “{fault.said}”"
