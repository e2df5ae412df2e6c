"""Find every term of a text: entries by Aho-Corasick, quantities by rule, leftmost and longest first; then names."""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick

from bilingual.glossary.naming import again, laid_down, persons, with_names
from bilingual.language.folding import squeezed
from bilingual.language.names.gazetteer import gazetteer
from bilingual.language.names.name import any_of, group
from bilingual.language.names.pinyin import surnames, wordlike
from bilingual.language.quantities import find_quantities
from bilingual.language.words import Words, cuts
from bilingual.model.document import Document, Segment, Term
from bilingual.model.glossary import Entry, Glossary, Status
from bilingual.model.quantity import Quantity

# An organ of a division of any name: behind a name, what comes first is the end of the name, as in 余杭区|人民政府
_ORGAN = re.compile("[省市县区州旗](?:人民政府|政府|委(?![托派任以])|纪委|监委|政协|人大|(?:人民)?(?:法院|检察院))")
_CHINA = re.compile(r"\b(?:CPC|China|Chinese|Supreme People's|State Council|National People's Congress)\b")
_OURS = ("中国", "中共", "中华", "我国", "全国", "对华", "涉华", "在华", "来华", "访华")
_PARTIES = frozenset(("越共", "古共", "老党", "朝党"))
_TITLES = re.compile("[^，。；：和与同会见]{2,24}、$")
_PARTY = re.compile("(?<!中国)(?:国民|革命|共产|民主|劳动|自由|保守|共和|行动)党?$")
_HEAD = re.compile("委员长(?![期远年大久途江足短])")  # 国务委员|长 would cut it
_BETWEEN = re.compile("银行间(?!接|隔)")  # 中国银行|间市场 would cut it
LONGEST = 12  # characters of a division's name before its last: 双江拉祜族佤族布朗族傣族自治县
_LATIN = re.compile(r"[A-Za-z0-9]")


class Matcher:
    """Finds the terms of one glossary. Building it takes milliseconds; it serves a whole run, in any thread."""

    def __init__(self, glossary: Glossary):
        # Of entries that differ only in their typing the last one wins, as in the glossary.
        entries = {squeezed(e.source)[0]: e for e in glossary if e.applied}
        entries.pop("", None)
        self.entries: list[Entry] = list(entries.values())
        self.words, self._places = Words(e.source for e in self.entries), laid_down(self.entries)
        self._automaton = AhoCorasick(list(entries)) if entries else None

    def find(self, text: str, skip: int = 0) -> list[Term]:
        """The terms of a text, as `terms_and_unread` gives them."""
        return self.terms_and_unread(text, skip)[0]

    def terms_and_unread(self, text: str, skip: int = 0, around: str = "") -> tuple[list[Term], tuple[str, ...]]:
        """The terms of a text from position `skip` on, each with its entry's source, and the names that could not be
        read; `around` is the text of its document.

        They stand left to right, without overlaps.
        Width of characters, style of quotation marks and spaces make no difference. Where terms overlap the one that
        starts first wins, and of those the longest; a glossary entry beats a quantity of the same span. A match never
        cuts a number, a Latin word or a Chinese word. Names stand in what is left.
        """
        plain, places = squeezed(text)
        hits = self._automaton.find_matches_as_indexes(plain, overlapping=True) if self._automaton else ()
        found: list[tuple[int, int, Entry | Quantity]] = [
            (places[start], places[end - 1] + 1, self.entries[i]) for i, start, end in hits
            if not _torn(plain, start, end) and not _foreign(plain, start, self.entries[i])]
        found += [(q.start, q.end, q) for q in find_quantities(text) if q.given]
        terms, done = [], skip
        for start, end, what in sorted(found, key=lambda f: (f[0], -f[1], isinstance(f[2], Quantity))):
            if start >= done:
                terms.append(_from_quantity(what) if isinstance(what, Quantity) else _from_entry(start, end, what))
                done = end
        return with_names(text, terms, self.words, self._places, skip, around)


def _torn(text: str, start: int, end: int) -> bool:
    """Whether what stands there is a piece of something else: a word, a place, a name, a title."""
    last = max(0, end - 2)
    return (_cuts_latin(text, start, end) or cuts(text, start, end) or _cuts_place(text, start)
            or _in_name(text, start, end) or bool(_HEAD.match(text, last) or _BETWEEN.match(text, last)))


def _cuts_latin(text: str, start: int, end: int) -> bool:
    joined = lambda at: bool(_LATIN.match(text[at - 1]) and _LATIN.match(text[at]))
    return (start > 0 and joined(start)) or (end < len(text) and joined(end))


def _cuts_place(text: str, start: int) -> bool:
    """Whether an organ that begins there takes its first character from the name of its division.

    Names of two characters are not asked for: 城区 is a district, and any inner city.
    """
    if not start or not _ORGAN.match(text, start):
        return False
    names = gazetteer().whole
    return any(text[max(0, start - n):start + 1] in names for n in range(2, min(start, LONGEST) + 1))


@cache
def _titled() -> re.Pattern:
    """A person's title and surname at the end of a text."""
    return re.compile(f"{any_of(group('titles'))}(?P<surname>{any_of(surnames())})$")


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether what stands there is the given name of somebody: 市长李长江."""
    m = _titled().search(text[:start]) if text[start:end] in group("named-after") else None
    return m is not None and m["surname"] not in wordlike()


def _foreign(text: str, start: int, entry: Entry) -> bool:
    """Whether an office or a body of China, which the entry does not call Chinese, is another state's or party's there:
    越南国家主席, 美国证监会, 国民党中央委员会.
    """
    if not start or not _CHINA.search(entry.target) or entry.source.startswith(_OURS):
        return False
    if _PARTY.search(text[:start]):
        return True
    names, held = gazetteer().whole, _TITLES.search(text[:start])  # the offices of a person: 老挝总书记、国家主席
    first = held.start() if held else max(0, start - LONGEST)
    ends = range(first + 2, start + 1) if held else (start,)
    before = (text[at:end] for end in ends for at in range(max(first, end - LONGEST), end - 1))
    return any(name in _PARTIES or any(p.abroad for p in names.get(name, ())) for name in before)


def _from_entry(start: int, end: int, entry: Entry) -> Term:
    variants = () if entry.status is Status.KEEP_SOURCE else entry.variants
    return Term(entry.source, entry.rendering, start, end, "glossary", variants, entry.forbidden, kind=entry.type,
                entry=entry)


def _from_quantity(quantity: Quantity) -> Term:
    return Term(quantity.source, quantity.rendering, quantity.start, quantity.end, "figure", kind=quantity.kind,
                quantity=quantity)


def match(document: Document, matcher: Matcher, only: Iterable[Segment] | None = None) -> Document:
    """Give every segment its terms, or only some segments; the numbering in front of a sentence has none.

    A person whose name is told by a title in one sentence is known by it in all.
    """
    segments = [s for s in document.segments if not s.fixed]
    chosen = segments if only is None else [s for s in only if not s.fixed]
    around = "\n".join(s.text for s in document.segments)
    for segment in chosen:
        segment.terms, segment.unread = matcher.terms_and_unread(segment.text, len(segment.marker), around)
    people = persons(t for s in segments for t in s.terms)
    for segment in chosen:
        segment.terms = again(segment.text, segment.terms, people, len(segment.marker))
    return document

