"""Learn which beginnings of English words say nearly the same, from WordNet: bilingual/language/thesaurus.tsv.xz.

    python -m training.thesaurus /usr/share/wordnet policy.tsv genres.tsv composed.tsv --general general.tsv

The folder is that of WordNet's database files (data.noun, index.noun, noun.exc, …). Pairs (zh<TAB>en) tell which words
and forms are in use, and how common a beginning is: one that many sentences have tells nothing.
"""
from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from bilingual.language.lexicon import english_words, learnt_stems, stem
from training.lexicon import read

KINDS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = 3      # of a word, the most frequent ones
FORMS = 2       # words of a beginning that are looked up, the most frequent ones
COMMON = 0.03   # of the sentences by people at most may have a beginning that is added
SEEN = 3        # times a form must be in the pairs
# Pointers of WordNet to what says the same in another part of speech, or nearly the same
_DERIVED, _NEAR = "+", ("&", "\\")
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
HEAD = """# Made by training/thesaurus.py from WordNet 3.0: beginnings of English words, and of others that may say it.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED
# "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT
# NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY
# PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD
# PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. Permission to use, copy, modify and distribute this software
# and database and its documentation for any purpose and without fee or royalty is hereby granted, provided that you
# agree to comply with the following copyright notice and statements, including the disclaimer, and that the same appear
# on ALL copies of the software, database and documentation, including modifications that you make for internal use or
# for distribution.
"""


class WordNet:
    """The synsets of a folder of database files, looked up by any form of a word."""

    def __init__(self, folder: Path):
        self._synsets: dict[tuple[str, str], tuple[list[str], list[list[str]]]] = {}
        self._senses: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        self._bases: dict[str, set[str]] = defaultdict(set)
        self._forms: dict[str, set[str]] = defaultdict(set)
        for name, kind in KINDS.items():
            for fields in _lines(folder / f"data.{name}"):
                count = int(fields[3], 16)
                words = [re.sub(r"\(.*\)", "", w).lower() for w in fields[4:4 + 2 * count:2]]
                at = 5 + 2 * count
                pointers = [fields[i:i + 4] for i in range(at, at + 4 * int(fields[at - 1]), 4)]
                self._synsets[kind, fields[0]] = words, pointers
            for fields in _lines(folder / f"index.{name}"):
                self._senses[fields[0]].append((kind, fields[-int(fields[2]):][:SENSES]))
            for form, *bases in _lines(folder / f"{name}.exc"):
                self._bases[form].update(bases)
                for base in bases:
                    self._forms[base].add(form)

    def alike(self, word: str) -> set[str]:
        """The words that say the same as one in its usual senses, or nearly so, and those derived from it; its own
        among them.
        """
        found: set[str] = set()
        for base in self._based(word):
            for kind, offsets in self._senses[base]:
                for offset in offsets:
                    words, pointers = self._synsets[kind, offset]
                    found.update(words)
                    for sign, there, other, places in pointers:
                        if sign in _NEAR:
                            found.update(self._synsets["a" if other == "s" else other, there][0])
                        elif sign == _DERIVED and words[_number(places[:2]) - 1] == base:
                            found.update(self._synsets[other, there][0])
                        elif sign == _DERIVED:
                            found.add(self._synsets[other, there][0][_number(places[2:]) - 1])
        return {w for w in found if w.isalpha()}

    def _based(self, word: str) -> list[str]:
        bases = {word, *self._bases[word]}
        bases |= {word[:-len(a)] + b for a, b in _ENDINGS if word.endswith(a) and len(word) - len(a) > 2}
        bases |= {b[:-1] for b in bases if len(b) > 4 and b[-1] == b[-2]}
        return [b for b in bases if b in self._senses]

    def forms(self, word: str) -> set[str]:
        """What may be a form of a word: irregular ones, and all that the rules of spelling allow."""
        short = word[:-1] if word[-1] in "ey" else word
        return {word, *self._forms[word], word + "s", word + "es", word + "ed", word + "d", word + "ing", short + "ing",
                short + "ies", short + "ied", word + word[-1] + "ed", word + word[-1] + "ing"}


def _number(digits: str) -> int:
    """A hexadecimal number of WordNet."""
    return int(digits, 16)


def _lines(path: Path) -> list[list[str]]:
    """The fields of a database file, without the glosses and the licence in front."""
    return [line.split("|")[0].split() for line in path.read_text(encoding="utf-8").splitlines()
            if line[:1] not in ("", " ")]


def learn(net: WordNet, people: list[str], others: list[str]) -> list[str]:
    """The lines of the table for the beginnings that the lexicon has, from the English of the pairs by people and
    of all
    others.
    """
    told = [[m.group().lower() for m in english_words(text)] for text in people]
    count = Counter(w for words in told for w in words)
    count.update(m.group().lower() for text in others for m in english_words(text))
    having = Counter(s for words in told for s in {stem(w) for w in words})
    usual: dict[str, list[str]] = defaultdict(list)
    for word, n in count.most_common():
        if n >= SEEN and word.isalpha() and len(usual[stem(word)]) < FORMS:
            usual[stem(word)].append(word)
    allowed = lambda form: count[form] >= SEEN and len(form) > 2 and having[stem(form)] <= COMMON * len(told)
    stems = cache(lambda word: {stem(f) for f in net.forms(word) if allowed(f)})
    lines = []
    for own, words in sorted((own, usual[own]) for own in learnt_stems() & usual.keys()):
        more = {s for word in words for other in net.alike(word) for s in stems(other)} - {own}
        if more:
            lines.append(f"{own}\t{' '.join(sorted(more))}")
    return lines


def main() -> None:
    """Write the table."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("wordnet", type=Path, help="folder of WordNet's database files")
    ap.add_argument("pairs", nargs="+", type=Path, help="pairs by people")
    ap.add_argument("--general", nargs="*", type=Path, default=[], help="other pairs, a tenth of which is read")
    ap.add_argument("--out", type=Path, default=Path("bilingual/language/thesaurus.tsv.xz"))
    args = ap.parse_args()
    lines = learn(WordNet(args.wordnet), [e for _, e in read(args.pairs)], [e for _, e in read(args.general, 0.1)])
    args.out.write_bytes(lzma.compress((HEAD + "\n".join(lines) + "\n").encode(), preset=9))
    print(f"{len(lines)} beginnings, {args.out.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
