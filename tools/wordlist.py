"""Make the list of English words that the program ships.

    python -m tools.wordlist /usr/share/dict/american-english-huge /usr/share/dict/british-english-huge \
        --texts policy.tsv genres.tsv composed.tsv --others general.tsv

The two lists are SCOWL's (Debian: wamerican-huge, wbritish-huge). To them come the words of texts by people
(zh<TAB>en), and those that at least LEAST pairs of other texts have: "transboundary", "mutandis". Only words in small
letters count: names are not spelt by rule.
"""
from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter
from pathlib import Path

LEAST = 30  # pairs of other texts that must have a word
HEAD = """# English words in small letters: SCOWL's, and those of the embedded model's texts (tools/wordlist.py).
# SCOWL, Spell Checker Oriented Word Lists: Copyright 2000-2011 by Kevin Atkinson
# Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the output created from
# the scripts, and its documentation for any purpose is hereby granted without fee, provided that the above copyright
# notice appears in all copies and that both that copyright notice and this permission notice appear in supporting
# documentation. Kevin Atkinson makes no representations about the suitability of this array for any purpose. It is
# provided "as is" without express or implied warranty.
"""
_WORD = re.compile(r"(?<![\w'-])[a-z]+(?![\w'])")


def said(texts: list[Path], least: int) -> set[str]:
    """The words that so many pairs of some files have."""
    often: Counter = Counter()
    for path in texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            often.update(set(_WORD.findall(line.split("\t")[1])))
    return {word for word, n in often.items() if n >= least}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("lists", nargs="+", type=Path)
    ap.add_argument("--texts", nargs="*", type=Path, default=[])
    ap.add_argument("--others", nargs="*", type=Path, default=[])
    ap.add_argument("--out", type=Path,
                    default=Path(__file__).parent.parent / "bilingual" / "language" / "english-words.txt.xz")
    args = ap.parse_args()
    words = {w for path in args.lists for w in path.read_text(encoding="utf-8").split() if w.isascii() and w.islower()
             and w.isalpha()}
    words |= said(args.texts, 1) | said(args.others, LEAST)
    words = sorted(w for w in words if len(w) > 1)
    args.out.write_bytes(lzma.compress((HEAD + "\n".join(words) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{args.out}: {len(words):,} words")


if __name__ == "__main__":
    main()
