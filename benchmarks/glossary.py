"""How much of the terminology of test sets a glossary covers, and whether it says the same.

    python -m benchmarks.glossary TEST.tsv... [-g GLOSSARY] [--list]

TEST holds `zh<TAB>en<TAB>zh term=en term ; ...`. A term is covered where entries of the glossary match all of it in its
sentence, and rendered the same where the reference sentence has their rendering or an accepted variant.
"""
from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bilingual.evaluation import Pair, read_test
from bilingual.glossary.load import load
from bilingual.glossary.matcher import Matcher
from bilingual.model.document import Term, TermStatus
from bilingual.support.paths import builtin_glossary
from bilingual.translation.judge import verify


def measure(pairs: list[Pair], matcher: Matcher) -> tuple[Counter, list[tuple[str, str, str]]]:
    """Counts of terms, covered and same; and those covered with another rendering: (Chinese, the set's, the
    glossary's).
    """
    counts: Counter = Counter()
    other = []
    for pair in pairs:
        terms = [t for t in matcher.find(pair.source) if t.origin == "glossary"]
        verdict = verify(pair.source, terms, pair.reference)
        for entry in pair.entries:
            counts["terms"] += 1
            start = pair.source.find(entry.source)
            inside = [(t, s) for t, s in zip(terms, verdict.statuses, strict=True)
                      if _overlaps(t, start, start + len(entry.source))]
            covered = {i for t, _ in inside for i in range(t.start, t.end)}
            if start < 0 or not set(range(start, start + len(entry.source))) <= covered:
                continue
            counts["covered"] += 1
            if all(s is not TermStatus.MISSING for _, s in inside):
                counts["same"] += 1
            else:
                other.append((entry.source, entry.target, " + ".join(t.target for t, _ in inside)))
    return counts, other


def _overlaps(term: Term, start: int, end: int) -> bool:
    return term.start < end and start < term.end


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("tests", nargs="+", type=Path)
    ap.add_argument("-g", "--glossary", action="append", type=Path)
    ap.add_argument("--list", action="store_true", help="print the terms with another rendering")
    args = ap.parse_args()
    glossary = load(args.glossary or [builtin_glossary()])
    matcher = Matcher(glossary)
    print(f"glossary {'+'.join(glossary.names)} {glossary.fingerprint}, {len(glossary)} entries")
    for path in args.tests:
        counts, other = measure(read_test(path), matcher)
        print(f"{path.name:24} {counts['terms']:5} terms, {counts['covered'] / max(1, counts['terms']):6.1%} covered, "
              f"{counts['same'] / max(1, counts['covered']):6.1%} of them the same")
        for zh, wanted, ours in other if args.list else ():
            print(f"    {zh}: {wanted} / {ours}")


if __name__ == "__main__":
    main()
