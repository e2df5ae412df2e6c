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

from bilingual.language.lexicon import LIKELY, SURE, chinese_words, stems
from training.align import align

LEAST = 2         # links that make a stem a translation of a word
SHARE = 0.0005    # and so much of all the links of the word
SEEN = {SURE: 20, LIKELY: 10}        # pairs in which a word must have been seen
UNTOLD = {SURE: 0.003, LIKELY: 0.05}  # and the share of them that may tell it in no known way
COMMON = 0.3      # of all pairs have one of its stems: that tells nothing
HEAD = """# Made by training/lexicon.py from the pairs that the embedded model learnt from: Chinese words, their class,
# and the beginnings of English words of which one tells them.
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


def linked(chinese: list[list[str]], english: list[list[str]]) -> list[set[tuple[str, str]]]:
    """The pairs of a Chinese word and an English stem that both directions of the alignment link, pair by pair."""
    return [{(source[s], target[t]) for s, t in forward & backward if len(source[s]) > 1 and target[t] not in _EMPTY}
            for source, target, forward, backward in zip(chinese, english, *align(chinese, english), strict=True)]


def classed(n: int, untold: int) -> str:
    """The class of a word that was seen `n` times, and `untold` times without any English of its own; "" for none."""
    return next((c for c in (SURE, LIKELY) if n >= SEEN[c] and untold / n <= UNTOLD[c]), "")


def learn(chinese: list[list[str]], english: list[list[str]], links: list[set], people: int) -> list[str]:
    """The lines of the table; the first `people` pairs are those on which the words are tried."""
    counts = Counter(link for found in links for link in found)
    total: Counter = Counter()
    for (word, _), n in counts.items():
        total[word] += n
    known = defaultdict(set)
    for (word, stem), n in counts.items():
        if n >= LEAST and n >= SHARE * total[word]:
            known[word].add(stem)
    seen, untold, having = Counter(), Counter(), Counter()
    for source, target, found in list(zip(chinese, english, links, strict=True))[:people]:
        there = set(target)
        having.update(there)
        for word in {w for w in source if len(w) > 1}:
            seen[word] += 1
            untold[word] += not any(counts[word, s] - ((word, s) in found) >= LEAST for s in known[word] & there)
    lines = []
    for word in sorted(seen):
        kind = classed(seen[word], untold[word])
        if kind and known[word] and sum(having[s] for s in known[word]) <= COMMON * people:
            told = sorted((-counts[word, stem], stem) for stem in known[word])
            lines.append("\t".join((word, kind, " ".join(stem for _, stem in told))))
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
    chinese = [[word for _, _, word in chinese_words(source, 1)] or ["。"] for source, _ in pairs]
    english = [stems(target) or ["."] for _, target in pairs]
    print(f"{len(people):,} pairs by people, {len(pairs):,} in all", flush=True)
    lines = learn(chinese, english, linked(chinese, english), len(people))
    args.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{args.out}: {sum(SURE in line for line in lines):,} {SURE}, {len(lines):,} in all")


if __name__ == "__main__":
    main()
