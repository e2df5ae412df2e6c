"""English verbs in their present forms, and in past ones that do not end in "ed": verbs.txt."""
from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def base_verbs() -> frozenset[str]:
    """The verbs as the list has them: improve, is, went."""
    text = (files(__package__) / "verbs.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


@cache
def finite_verbs() -> frozenset[str]:
    """The same with the forms of the third person."""
    return base_verbs() | {form for w in base_verbs() for form in (f"{w}s", f"{w}es", f"{w[:-1]}ies")}
