"""China and one or two other states in single characters: 中芬关系 → China-Finland, 中芬应当 → China and Finland; and
one of them as a party to talks: 日方 → Japan.

A character alone means nothing (中意 is also "to like", 其中日均 is no Japan): a pair counts where a word begins with
it and where what follows is said of states. states.tsv has the characters; one that several states share is read by
the name in full elsewhere in the text, or not at all, as is one that is a common word.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bilingual.language.han import HAN
from bilingual.language.names.gazetteer import gazetteer
from bilingual.language.names.name import Line, Name, any_of, distinct, group, rows

# What people write instead; a name in these words is not missing.
_ELSEWHERE = ("bilateral", "two countries", "two sides", "both sides", "both countries", "two nations", "trilateral",
              "three countries")


# Behind 方 another word: 新方案, 法方面
_OTHER_WORD = "(?:[法案式面针位程便才可圆形言剂药子略阵队块格志音舟]|向(?!中|我|[\u4e00-\u9fff]{1,3}方))"
# Characters with 方 that are words, but for talks: 老方法, 土方
_WORDS = frozenset("老新秘保丹汤古波沙约")
# Behind its character a party that is no state: 澳门 … 澳方, 哈佛大学 … 哈方
_BODY = "(?:门|[\u4e00-\u9fff]{1,4}(?:大学|学院|集团|公司|基金会))"
_NEVER = frozenset("西南多土地也东")  # 西方, 南方, 多方
_TALKS = re.compile("中方|两国|双方|对华|访华|一个中国|双边|总统|总理|首相|外长|大使|元首")


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
    """The pairs and parties of a text; those that could not be read have no English."""
    yield from _parties(line)
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
        if adjective := gazetteer().adjectives.get(english):
            yield from (f"Chinese and {adjective}", f"{adjective} and Chinese", f"Chinese-{adjective}")
        if joined in ("US", "UK", "ROK", "EU"):
            plain = {"US": "U.S.", "UK": "Britain", "ROK": "South Korea", "EU": "Europe"}[joined]
            yield from (f"China-{plain}", f"China and {plain}", f"China and the {joined}")


@cache
def _party() -> re.Pattern:
    return re.compile(f"(?P<state>{any_of(set(_states()) - _NEVER)})方(?!{_OTHER_WORD})")


def _parties(line: Line) -> Iterator[Name]:
    """States as parties: 日方 is Japan, the Japanese side; which of several a character means, the text must tell."""
    for m in _party().finditer(line.text):
        key = m["state"]
        ends = line.edge(m.end()) or line.text[m.end():m.end() + 1] == "向"  # 法方|向中方, no 方向
        if not line.edge(m.start()) or not ends or key in _WORDS and not _TALKS.search(line.text):
            continue
        if re.search(f"{key}{_BODY}", line.text):
            continue
        state = _told(key, line)
        if state:
            yield Name("place", *m.span(), state[1], distinct(state[1], _said_of(state)), rank=4)
        elif _TALKS.search(line.text):
            yield Name("place", *m.span(), "", rank=4)


def _told(key: str, line: Line) -> tuple[str, str, str] | None:
    """The state that a character means as a party: the only one, the one that the sentence names, or its document."""
    states = _states()[key]
    if len(states) == 1 and not states[0][0]:
        return states[0]
    for text in (line.text, line.around):
        named = [s for s in states if any(name in text for name in _called(s[0], s[1]))]
        if named:
            return named[0] if len({english for _, english, _ in named}) == 1 else None
    return None


@cache
def _called(chinese: str, english: str) -> tuple[str, ...]:
    """The full names of a state: the one of its line, else those that the gazetteer has (巴基斯坦)."""
    return (chinese,) if chinese else tuple(
        name for name, places in gazetteer().whole.items() if places[0].abroad and places[0].english == english)


def party_named(name: str, english: str) -> bool:
    """Whether an English text names one of the states that a party or a pair may mean which could not be told: 巴方,
    中塞.
    """
    key = name.removesuffix("方") if name.endswith("方") else name.removeprefix("中")
    states = _states().get(key, []) if key != name else []
    return any(form in english for state in states for form in (state[1].removeprefix("the "), *_said_of(state)))


def _said_of(state: tuple[str, str, str]) -> list[str]:
    """Other ways of naming a state as a party: the Japanese side, Tokyo."""
    country = next((p[0] for p in gazetteer().whole.values() if p[0].abroad and p[0].english == state[1]), None)
    short = state[1].removeprefix("the ")
    known = [*country.others, country.adjective, *gazetteer().capitals.get(state[1], ())] if country else []
    return [short, state[2], *known, *{"the European Union": ["European", "Europe"], "the DPRK": ["North Korea"],
                                        "Africa": ["African"], "Arab states": ["Arab"]}.get(state[1], [])]
