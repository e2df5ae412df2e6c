"""Which Chinese may not be left out of a translation: runs of characters that carry a meaning."""
from __future__ import annotations

import re
from collections.abc import Iterable

from bilingual.language.han import HAN

_CLAUSE = re.compile("[^，,；;。：:“”]+")
LEAST = 4  # content characters in a row that English may not pass over; measured where attention.COVERED was
# Characters that English may do without: particles, pronouns, auxiliaries and the commonest adverbs.
_FUNCTION = frozenset(
    "的了和与及或在于对为以由从到向是有要将把被等中并而也都使让着个项名届次地得之其这那该各我们他她它就还又更再很最不第上下来去"
                      "所能会可给跟同")

# What English often does without: nouns that tell of what kind something is, and a few words like them
LIGHT = re.compile("工作|资金|金额|力度|作用|问题|情况|方面|领域|精神|事业|体系|体制|机制|人员|事务|前提|一律|"
                   "方案|水平|"
                    "能力|过程|活动|进行|开展|范围|目标|任务|要求|措施|部署|时期|相互|原则|行业|性(?=、|问题)")
_OWN = 3   # of the characters in a run that many must be neither light nor said elsewhere
LONG = 6  # content characters from which a run is more than a way of saying it


def content(text: str) -> set[int]:
    """Where the Chinese characters of a text stand that carry a meaning."""
    return {m.start() for m in HAN.finditer(text) if m.group() not in _FUNCTION}


def passed_over(text: str, uncovered: Iterable[tuple[int, int]], known: Iterable[tuple[int, int]] = (),
                least: int = LEAST) -> list[str]:
    """The texts of `gaps`."""
    return [text[a:b] for a, b in gaps(text, uncovered, known, least)]


def gaps(text: str, uncovered: Iterable[tuple[int, int]], known: Iterable[tuple[int, int]] = (),
         least: int = LEAST) -> list[tuple[int, int]]:
    """The runs of at least `least` content characters inside the uncovered spans and outside the known ones (terms that
    are there), and what is uncovered of a clause of which most is.

    A covered Chinese character ends a run, and so does a mark that ends a clause or a quotation; numerals do not. What
    stands elsewhere in the text may be said once, and a noun that only tells of what kind something is (工作, 体系)
    need not be said: a short run must have more than that, or be half of its clause. Of 1,674 references (three
    development sets, and laws and reports) 16 have a gap, and 313 of 440 where a clause of the English was cut out.
    """
    open_places = {i for a, b in uncovered for i in range(a, b)} - {i for a, b in known for i in range(a, b)}
    if len(open_places) < least:
        return []
    light = {i for m in LIGHT.finditer(text) for i in range(*m.span())}
    found = []
    for clause in _CLAUSE.finditer(text):
        words = [i for i in range(*clause.span()) if HAN.match(text[i]) and text[i] not in _FUNCTION]
        lacking = [i for i in words if i in open_places]
        half = 2 * len(lacking) >= len(words)
        runs = [r for r in _runs(text, clause.span(), open_places) if len(r) >= least]
        runs = [r for r in runs if (own := len(_own(text, r) - light)) >= _OWN or own and (half or len(r) >= LONG)]
        if not runs and half and len(lacking) >= max(LONG, least) and len(_own(text, lacking) - light) >= _OWN:
            runs = [lacking]
        found += [(r[0], r[-1] + 1) for r in runs]
    return found


def _runs(text: str, clause: tuple[int, int], open_places: set[int]) -> list[list[int]]:
    """The content characters of a clause that are open, in runs that a covered character ends."""
    runs: list[list[int]] = [[]]
    for i in range(*clause):
        if i in open_places and HAN.match(text[i]):
            if text[i] not in _FUNCTION:
                runs[-1].append(i)
        elif HAN.match(text[i]) and runs[-1]:
            runs.append([])
    return runs


def _own(text: str, run: list[int]) -> set[int]:
    """The characters of a run that do not stand with a neighbour elsewhere in the text: 评价结果 may be said once."""
    rest = f"{text[:run[0]]}|{text[run[-1] + 1:]}"
    pairs = lambda i: (text[i - 1:i + 1] if i > run[0] else "|", text[i:i + 2])
    return {i for i in run if not any(len(p) == 2 and p in rest for p in pairs(i))}
