"""Parallel text: read it, and keep what looks like a translation."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bilingual.tuning.pairs import Pair, normalise, plausible


def read(paths: Iterable[Path], held_out: set[str] = frozenset()) -> Iterator[Pair]:
    """Pairs of `zh<TAB>en[<TAB>source | zh term=en term ; ...]` files, without doubles and test sentences."""
    seen = set()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) < 2:
                    continue
                zh, en = normalise(columns[0], columns[1])
                key = hash((zh, en.lower()))
                if key in seen or zh in held_out or en in held_out or not plausible(zh, en):
                    continue
                seen.add(key)
                third = columns[2] if len(columns) > 2 else ""
                terms = [tuple(p.strip() for p in t.split("=", 1)) for t in third.split(" ; ") if "=" in t]
                yield Pair(zh, en, [(z, normalise("", e)[1]) for z, e in terms], "" if terms else third)


def held_out(paths: Iterable[Path]) -> set[str]:
    """Every sentence of the test sets, in both languages, as `read` normalises them."""
    out = set()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                out.update(normalise(*[*line.rstrip("\n").split("\t"), ""][:2]))
    return out - {""}
