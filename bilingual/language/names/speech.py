"""我国 and 我们国家 in the mouth of a foreigner: 意大利总理说，我国愿… is Italy, and never China.

In what is quoted it is "our country"; else it is the state that is named with the speaker, and where none is, nobody
can read it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bilingual.language.names.foreign import names as persons
from bilingual.language.names.gazetteer import Place, gazetteer
from bilingual.language.names.name import Line, Name, any_of

_OURS = re.compile("我国|我们国家|我们的国家")
_SAYS = re.compile("(?:表示|指出|强调|说|称|认为|宣布|回应|感谢)(?:[，：:“]|(?=我))")
_CHINESE = re.compile("中国|中方|习近平|国务院|外交部发言人|我国|全国")
_TOWARD = re.compile("(?:对|同|与|和|访问|会见|会晤)$")


@cache
def _abroad() -> re.Pattern:
    states = (name for name, places in gazetteer().whole.items() if places[0].abroad and places[0].adjective)
    return re.compile(any_of(name for name in states if "中国" not in name))


def names(line: Line) -> Iterator[Name]:
    """The words for the speaker's own country where a foreigner speaks."""
    people = [p.end for p in persons(line)] if _OURS.search(line.text) else []
    for m in _OURS.finditer(line.text):
        said = max((s.start() for s in _SAYS.finditer(line.text, 0, m.start())), default=0)
        head = re.split("[。；]", line.text[:said])[-1]
        state = _state(head)
        foreign = state or any(said - len(head) < end <= said for end in people)
        if not foreign or _CHINESE.search(head):
            continue
        own = (state.english, *state.others, state.adjective) if state else ()
        if line.text.count("“", 0, m.start()) > line.text.count("”", 0, m.start()):
            yield Name("place", *m.span(), "our country", ("my country", "our nation", "our own country", *own), rank=4)
        else:
            target = state.english if state else ""
            yield Name("place", *m.span(), target, ("his country", "her country", "their country", *own), rank=4)


def _state(head: str) -> Place | None:
    """The state of the speaker: the first that is named, where nobody only turns to it."""
    found = next((m for m in _abroad().finditer(head) if not _TOWARD.search(head[:m.start()])), None)
    return gazetteer().whole[found.group()][0] if found else None
