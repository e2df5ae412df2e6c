"""Learn which English words tell a Chinese word, and of which words one can be sure: bilingual/language/lexicon.tsv.

    python -m training.lexicon policy.tsv genres.tsv composed.tsv --general general.tsv

Word alignments of all pairs (zh<TAB>en) make a dictionary of stems. Each word is then looked for in the pairs: how
often does the English have none of its stems, where what was learnt from that very pair does not count? Words that are
nearly always told are kept, in three classes (bilingual/language/lexicon.py); the first two are tried on the first
files alone.
"""
from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.language.lexicon import LIKELY, RARE, SURE, USUAL, chinese_words, english_words, stem
from training.align import align

LEAST = 2  # links that make a stem a translation of a word


@dataclass(frozen=True)
class Bound:
    """What a word of a class must satisfy: pairs that have it, the share of them that may tell it in no known way, and
    the share of all pairs that may have one of its stems, since a common one tells nothing.
    """
    seen: int
    untold: float
    common: float


BOUNDS = {SURE: Bound(20, 0.003, 0.3), LIKELY: Bound(10, 0.03, 0.3)}  # of the pairs by people
ELSEWHERE = 0.15  # of all pairs at most may tell a sure word in no known way: else it was seen too seldom to be sure
GENERAL = {RARE: Bound(8, 0.1, 0.01)}                                  # of all pairs
HEAD = """# Made by training/lexicon.py from the pairs that the embedded model learnt from: Chinese words, their class,
# how people say them most often, and the beginnings of English words of which one tells them.
"""
# English words that stand beside everything
_EMPTY = frozenset((
    "the and for that with from this are was were will have has had not but its they which been also than into such a "
    "an of in on to by as at or be is it we he she i s t our their his her them us all any can may shall must should "
    "would so if no more most other").split())


def read(paths: list[Path], share: float = 1.0) -> list[tuple[str, str]]:
    """The pairs of some files, or a share of them."""
    chance, pairs = random.Random(1), []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if len(columns) > 1 and 5 < len(columns[0]) < 200 and chance.random() < share:
                    pairs.append((columns[0], columns[1]))
    return pairs


def linked(chinese: list[list[str]], stemmed: list[list[str]]) -> list[dict[str, tuple[set[int], set[int]]]]:
    """For each pair and Chinese word the places of the English words that both directions of the alignment link with
    it, and these together with the neighbours that one direction links with it.
    """
    told = []
    for source, forward, backward in zip(chinese, *align(chinese, stemmed), strict=True):
        found: dict[str, tuple[set[int], set[int]]] = {}
        for s, t in forward & backward:
            if len(source[s]) > 1:
                sure, grown = found.setdefault(source[s], (set(), set()))
                sure.add(t)
                for step in (1, -1):
                    at = t
                    while (s, at) in forward or (s, at) in backward:
                        grown.add(at)
                        at += step
        told.append(found)
    return told


def phrase(text: str, places: set[int]) -> str:
    """The words of a text at some places, where they stand side by side and not first; without the empty ones around
    them.
    """
    words, (first, last) = english_words(text), (min(places), max(places))
    if first == 0 or last - first + 1 > len(places):
        return ""
    found = words[first:last + 1]
    while found and found[0].group().lower() in _EMPTY:
        del found[0]
    while found and found[-1].group().lower() in _EMPTY:
        del found[-1]
    return text[found[0].start():found[-1].end()] if found else ""


@dataclass
class Tried:
    """Of words: how many pairs have them, how many of these tell them in no known way, and how many all pairs have of
    each stem.
    """
    pairs: int = 0
    seen: Counter = field(default_factory=Counter)
    untold: Counter = field(default_factory=Counter)
    having: Counter = field(default_factory=Counter)

    def kind(self, word: str, known: set[str], bounds: dict[str, Bound]) -> str:
        """The first class whose bound the word satisfies; "" for none."""
        n, told = self.seen[word], sum(self.having[s] for s in known)
        return next((c for c, b in bounds.items() if n >= b.seen and self.untold[word] <= b.untold * n
                     and told <= b.common * self.pairs), "")


def tried(chinese: list[list[str]], stemmed: list[list[str]], found: list[set], counts: Counter,
          known: dict[str, set[str]]) -> Tried:
    """Look for the words of all pairs; what was learnt from a pair itself does not count in it."""
    result = Tried(len(chinese))
    for source, target, pair in zip(chinese, stemmed, found, strict=True):
        there = set(target)
        result.having.update(there)
        for word in {w for w in source if len(w) > 1}:
            result.seen[word] += 1
            result.untold[word] += not any(counts[word, s] - ((word, s) in pair) >= LEAST for s in known[word] & there)
    return result


def learn(pairs: list[tuple[str, str]], people: int) -> list[str]:
    """The lines of the table; the first `people` pairs are those by people."""
    chinese = [[word for _, _, word in chinese_words(source, 1)] or ["。"] for source, _ in pairs]
    stemmed = [[stem(m.group()) for m in english_words(target)] or ["."] for _, target in pairs]
    links = linked(chinese, stemmed)
    found = [{(w, target[t]) for w, (sure, _) in told.items() for t in sure} - {(w, e) for w in told for e in _EMPTY}
             for told, target in zip(links, stemmed, strict=True)]
    counts = Counter(link for pair in found for link in pair)
    known, usual = defaultdict(set), defaultdict(Counter)
    for word, told in counts:
        if counts[word, told] >= LEAST:
            known[word].add(told)
    for told, (_, target) in zip(links, pairs, strict=True):
        for word, (_, grown) in told.items():
            usual[word][phrase(target, grown)] += 1
    ours = tried(chinese[:people], stemmed[:people], found[:people], counts, known)
    everywhere = tried(chinese, stemmed, found, counts, known)
    lines = []
    for word in sorted(known):
        kind = ours.kind(word, known[word], BOUNDS) or everywhere.kind(word, known[word], GENERAL)
        if kind == SURE and everywhere.untold[word] > ELSEWHERE * everywhere.seen[word]:
            kind = LIKELY
        said = [p for p, n in usual[word].most_common(USUAL + 2) if len(p) > 2 and n >= LEAST][:USUAL]
        if kind and said:
            told = sorted((-counts[word, s], s) for s in known[word])
            lines.append("\t".join((word, kind, "|".join(said), " ".join(s for _, s in told))))
    return lines


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("pairs", nargs="+", type=Path, help="pairs by people")
    ap.add_argument("--general", nargs="*", type=Path, default=[], help="pairs from which only the dictionary learns")
    ap.add_argument("--share", type=float, default=1.0, help="of the general pairs")
    ap.add_argument("--out", type=Path,
                    default=Path(__file__).parent.parent / "bilingual" / "language" / "lexicon.tsv")
    args = ap.parse_args()
    people = read(args.pairs)
    pairs = people + read(args.general, args.share)
    print(f"{len(people):,} pairs by people, {len(pairs):,} in all", flush=True)
    lines = learn(pairs, len(people))
    args.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    kinds = Counter(line.split("\t")[1] for line in lines)
    print(f"{args.out}: {', '.join(f'{n:,} {kind}' for kind, n in kinds.items())}")


if __name__ == "__main__":
    main()
