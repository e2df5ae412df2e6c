"""China and one or two other states in single characters: 中芬关系 → China-Finland, 中芬应当 → China and Finland.

A character alone means nothing (中意 is also "to like", 其中日均 is no Japan): a pair counts where a word begins with
it and where what follows is said of states. states.tsv has the characters; one that several states share is read by
the name in full elsewhere in the text, or not at all, as is one that is a common word.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bilingual.language.han import HAN
from bilingual.language.names.name import Line, Name, any_of, distinct, group, rows

# What people write instead; a name in these words is not missing.
_ELSEWHERE = ("bilateral", "two countries", "two sides", "both sides", "both countries", "two nations", "trilateral",
              "three countries")


@cache
def _states() -> dict[str, list[tuple[str, str, str]]]:
    """For each character the states that it means: the Chinese name, the English, and the English behind "China-"."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for key, chinese, english, *joined in rows("states.tsv"):
        found.setdefault(key, []).append((chinese, english, joined[0] if joined else english))
    return found


@cache
def _pattern() -> re.Pattern:
    state = any_of(_states())
    return re.compile(f"中(?P<a>{state})(?P<b>{state})?(?:(?={any_of(group('joint'))})|(?P<both>(?="
                      f"{any_of(group('both'))})))")


def names(line: Line) -> Iterator[Name]:
    """The pairs of a text; those that could not be read have no English."""
    for m in _pattern().finditer(line.text):
        if not line.edge(m.start()):
            continue
        keys = [key for key in (m["a"], m["b"]) if key]
        states = [s for key in keys if (s := _state(key, line.text))]
        if len(states) < len(keys):
            if all(len(_states()[key]) > 1 for key in keys) and not HAN.match(line.text[:m.start()][-1:]):
                yield Name("place", *m.span(), "", rank=4)
            continue
        joint = "-".join(["China", *(j for _, _, j in states)])
        whole = ["China", *(english for _, english, _ in states)]
        listed = " and ".join(whole) if len(whole) == 2 else f"{whole[0]}, {whole[1]}, and {whole[2]}"
        target = listed if m["both"] is not None else joint
        yield Name("place", *m.span(), target, distinct(target, (listed, joint, *_others(states), *_ELSEWHERE)), rank=4)


def _state(key: str, text: str) -> tuple[str, str, str] | None:
    """The state that a character means in a text; None where that cannot be told."""
    named = [s for s in _states()[key] if s[0] and s[0] in text]
    return next(iter(named or [s for s in _states()[key] if not s[0]]), None)


def _others(states: list[tuple[str, str, str]]) -> Iterator[str]:
    """Other forms of a pair: the states the other way round, "Sino-", the names that newspapers use."""
    for _, english, joined in states[:1]:
        yield from (f"Sino-{joined}", f"{english} and China", f"{joined}-China")
        if joined in ("US", "UK", "ROK", "EU"):
            plain = {"US": "U.S.", "UK": "Britain", "ROK": "South Korea", "EU": "Europe"}[joined]
            yield from (f"China-{plain}", f"China and {plain}", f"China and the {joined}")
