"""How an English text says a number that it has: with the right sign, direction and bound, or not."""
from __future__ import annotations

import re

from bilingual.language.quantities.context import bound_around
from bilingual.language.quantities.english import HARD, TIMES, Item, items
from bilingual.model.quantity import ABOUT, EXACT, LEAST, MOST, SEVERAL, Fault, Quantity

# Chinese says a bound with one of these; where none stands in the sentence, the English may not have one either.
_CUES = re.compile("[超逾过余多约近几数上下内足满低高少最突破]|左右|[≥≤<>＜＞≈]|起|至少|达|限|以")
_UP = re.compile(r"\b(?:grew|grow(?:s|n|ing|th)?|r[oi]se(?:s|n)?|rising|increas\w+|up|climb\w+|higher|gain\w*|expand\w*|expansion|rais\w+|improv\w+|more|jump\w*|surg\w+|soar\w*|added|doubl\w+|accelerat\w+)\b", re.I)
_DOWN = re.compile(r"\b(?:fell|fall(?:s|en|ing)?|declin\w+|decreas\w+|drop\w*|down|lower\w*|reduc\w+|cut(?:s|ting)?|shr[aiu]nk\w*|contract(?:ed|ion|s)|slid|slump\w*|less|narrow\w*|eas(?:ed|ing)|slow\w*|weaken\w*|moderat\w+|slash\w*|dipp?\w*|plung\w+|minus|negative|below\szero|sub-?zero)\b", re.I)
_LISTED = re.compile(r"(?:\s\w+)?(?:,| and|, and| or)\s")
_CHANGES = frozenset({"amount", "percent", "per thousand", "multiple", "tenths", "fraction"})  # kinds that something grows or falls by
_DENIED = re.compile(r"\b(?:not|no|never|cannot|prohibit\w*|forbid\w*|without)\b[^.;]*$")
_CLAUSE = re.compile(r"[;:.](?=\s)|,(?=\s(?:and|while|but|with)?\b)")


def faults_of(quantity: Quantity, text: str, used: list[Item], source: str) -> list[Fault]:
    """Differences in sign, direction and bound of a quantity whose numbers stand in the English."""
    if not used or not quantity.values:
        return []
    faults = []
    first, last = used[0], used[-1]
    signs = {v.sign for i in used for v in i.values[:1]}
    sign = quantity.values[0].sign
    if not quantity.direction and sign > 0 and -1 not in signs:
        return _bounds(quantity, text, used, source)
    before, after = _clause(text, first.start, last.end)
    up, down = bool(_UP.search(before)), bool(_DOWN.search(before))
    if not up and not down:
        up, down = bool(_UP.search(after)), bool(_DOWN.search(after))
    told = down or bool(_DOWN.search(text[first.start:last.end]))
    if sign < 0 and -1 not in signs and not told or sign > 0 and -1 in signs and quantity.direction >= 0:
        faults.append(Fault("sign", quantity, text[first.start:last.end], quantity.rendering))
    elif quantity.direction and sign > 0 and quantity.values[0].dimension in HARD | {""} and quantity.kind in _CHANGES and (down and not up and quantity.direction > 0 or up and not down and quantity.direction < 0):
        faults.append(Fault("direction", quantity, text[first.start:last.end], "growth" if quantity.direction > 0 else "decline"))
    return faults + _bounds(quantity, text, used, source)


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind a place in its clause."""
    before = text[max(0, start - 60):start]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    behind = text[end:end + 32]
    stop = _CLAUSE.search(behind)
    return before[cuts[-1] if cuts else 0:], behind[:stop.start()] if stop else behind


def _bounds(quantity: Quantity, text: str, used: list[Item], source: str) -> list[Fault]:
    """A least that became a most, a bound that was lost or added."""
    if len(used) != len(quantity.values) or quantity.kind == "size" or any(v.bound == SEVERAL for v in quantity.values):
        return []
    for value, item in zip(quantity.values, used):
        said = _said_bound(text, item)
        said = said or next((v.bound for v in item.values[:1]), EXACT)
        if value.bound == said or value.dimension in ("year", "month", "day", "ordinal", "clock", "decade"):
            continue
        if value.bound == MOST and said in (LEAST, EXACT) and _DENIED.search(text, max(0, item.start - 160), item.start):
            continue  # "shall not arrange for them to work for more than six hours"
        if {value.bound, said} == {LEAST, MOST}:
            return [Fault("bound", quantity, _with_context(text, item), value.bound)]
        if value.bound == EXACT:
            if value.dimension not in TIMES and quantity.kind != "size" and not text[:item.start].rstrip().endswith("within") and said in (LEAST, MOST) and source and len(quantity.values) == 1 and not _CUES.search(source):
                return [Fault("bound", quantity, _with_context(text, item), "exactly", grave=False)]
        elif said == EXACT and quantity.source.endswith("内"):
            continue
        elif said == EXACT and len(quantity.values) == 1 or value.bound in (LEAST, MOST) and said == EXACT and quantity.kind == "between" and not _between(text, used) or value.bound == ABOUT and said in (LEAST, MOST) and not re.search("左右|上下", quantity.source):
            return [Fault("bound", quantity, _with_context(text, item), value.bound, grave=False)]
    return []


def _said_bound(text: str, item: Item) -> str:
    """The bound of a number; one of a list shares that of the number before it: over 5% and 8%."""
    said = bound_around(text, item.start, item.end)
    if said:
        return said
    before = next((i for i in reversed(items(text)) if i.end <= item.start), None)
    return _said_bound(text, before) if before and _LISTED.fullmatch(text[before.end:item.start]) else EXACT


def _between(text: str, used: list[Item]) -> bool:
    """Whether the two numbers stand as a range: 20,000 to 100,000 yuan, between three and seven years."""
    joint = text[used[0].end:used[-1].start]
    return bool(re.match(r"\s?(?:to|and|-|up to|through)\s?", joint))


def _with_context(text: str, item: Item) -> str:
    head = text[max(0, item.start - 20):item.start]
    return (head.split(" ", 1)[-1] if item.start > 20 else head) + text[item.start:item.end]
