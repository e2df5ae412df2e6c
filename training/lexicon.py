"""Learn which English words tell a Chinese word, and of which words one can be sure: bilingual/language/lexicon.tsv.

    python -m training.lexicon policy.tsv genres.tsv composed.tsv --general general.tsv

Word alignments of all pairs (zh<TAB>en) make a dictionary of stems. Each word is then looked for in the pairs of the
first files, people's work: how often does the English have none of its stems, where what was learnt from that very pair
does not count? Words that are nearly always told are kept, in two classes (bilingual/language/lexicon.py).
"""
from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path

from bilingual.language.lexicon import LIKELY, SURE, USUAL, chinese_words, english_words, stem
from training.align import align

LEAST = 2         # links that make a stem a translation of a word
SEEN = {SURE: 20, LIKELY: 10}        # pairs in which a word must have been seen
UNTOLD = {SURE: 0.003, LIKELY: 0.05}  # and the share of them that may tell it in no known way
COMMON = 0.3      # of all pairs have one of its stems: that tells nothing
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


def classed(n: int, untold: int) -> str:
    """The class of a word that was seen `n` times, and `untold` times without any English of its own; "" for none."""
    return next((c for c in (SURE, LIKELY) if n >= SEEN[c] and untold / n <= UNTOLD[c]), "")


def learn(pairs: list[tuple[str, str]], people: int) -> list[str]:
    """The lines of the table; the first `people` pairs are those on which the words are tried."""
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
    seen, untold, having = Counter(), Counter(), Counter()
    for source, target, pair in list(zip(chinese, stemmed, found, strict=True))[:people]:
        there = set(target)
        having.update(there)
        for word in {w for w in source if len(w) > 1}:
            seen[word] += 1
            untold[word] += not any(counts[word, s] - ((word, s) in pair) >= LEAST for s in known[word] & there)
    lines = []
    for word in sorted(seen):
        kind = classed(seen[word], untold[word])
        said = [p for p, n in usual[word].most_common(USUAL + 2) if len(p) > 2 and n >= LEAST][:USUAL]
        if kind and said and sum(having[s] for s in known[word]) <= COMMON * people:
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
    print(f"{args.out}: {sum(SURE in line for line in lines):,} {SURE}, {len(lines):,} in all")


if __name__ == "__main__":
    main()
