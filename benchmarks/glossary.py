"""How much of the terminology of test sets a glossary covers, whether it says the same, what it does to translations.

    python -m benchmarks.glossary TEST.tsv... [-g GLOSSARY]... [--list]
                                  [--translate [-m MODEL] [--threads N] [--changes FILE]]

TEST holds `zh<TAB>en<TAB>zh term=en term ; ...`. A term is covered where entries of the glossary match all of it in its
sentence, quotation marks aside, and rendered the same where the reference sentence has their rendering or an accepted
variant. The share covered with names counts what the rules for names and figures render too.

With --translate the sources go through the whole program twice, with the glossary and without any: BLEU of both, the
terms that are missing, the sentences with an error or a warning. --changes writes the sentences that the glossary
changes, for reading.
"""
from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bilingual import checks
from bilingual.engine.base import Engine
from bilingual.engine.load import load as load_engine
from bilingual.evaluation import Pair, read_test
from bilingual.glossary.load import load
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Block, Document, Severity, Term, TermStatus
from bilingual.model.glossary import Glossary
from bilingual.segmenter import segment
from bilingual.support.paths import builtin_glossary
from bilingual.translation.judge import verify
from bilingual.translation.stage import translate

QUOTES = "“”‘’\"'《》"


@dataclass
class Translated:
    """A test set translated by the whole program: the English, its BLEU, terms of the glossary, and what went wrong."""
    texts: list[str]
    bleu: float
    terms: int
    missing: int
    flagged: int


def measure(pairs: list[Pair], matcher: Matcher) -> tuple[Counter, list[tuple[str, str, str]]]:
    """Counts of terms, covered, named and same; those covered with another rendering: (Chinese, the set's, ours)."""
    counts: Counter = Counter()
    other = []
    for pair in pairs:
        found = matcher.find(pair.source)
        terms = [t for t in found if t.origin == "glossary"]
        verdict = verify(pair.source, terms, pair.reference)
        for entry in pair.entries:
            counts["terms"] += 1
            start = pair.source.find(entry.source)
            if start < 0:
                continue
            wanted = {start + i for i, c in enumerate(entry.source) if c not in QUOTES}
            counts["named"] += wanted <= _covered(found)
            inside = [(t, s) for t, s in zip(terms, verdict.statuses, strict=True)
                      if _overlaps(t, start, start + len(entry.source))]
            if not wanted <= _covered([t for t, _ in inside]):
                continue
            counts["covered"] += 1
            if all(s is not TermStatus.MISSING for _, s in inside):
                counts["same"] += 1
            else:
                other.append((entry.source, entry.target, " + ".join(t.target for t, _ in inside)))
    return counts, other


def _covered(terms: list[Term]) -> set[int]:
    return {i for t in terms for i in range(t.start, t.end)}


def _overlaps(term: Term, start: int, end: int) -> bool:
    return term.start < end and start < term.end


def translated(pairs: list[Pair], glossary: Glossary, engine: Engine) -> Translated:
    """The sources through terms, model, repair and checks, as one document."""
    from sacrebleu.metrics import BLEU
    document = Document(Path("test.txt"), "txt", [Block("paragraph", p.source) for p in pairs])
    checks.run(translate(match(segment(document), Matcher(glossary)), engine))
    texts = [b.target for b in document.blocks]
    statuses = [s for g in document.segments
                for t, s in zip(g.terms, verify(g.text, g.terms, g.target).statuses, strict=True)
                if t.origin == "glossary"]
    flagged = sum(any(i.severity is not Severity.INFO for s in b.segments for i in s.issues) for b in document.blocks)
    return Translated(texts, BLEU().corpus_score(texts, [[p.reference for p in pairs]]).score, len(statuses),
                      sum(s is TermStatus.MISSING for s in statuses), flagged)


def compare(name: str, pairs: list[Pair], glossary: Glossary, engine: Engine) -> list[str]:
    """Print both translations' figures; the sentences that differ, for --changes."""
    without, with_it = translated(pairs, Glossary([]), engine), translated(pairs, glossary, engine)
    print(f"{name:24} BLEU {without.bleu:.1f} without, {with_it.bleu:.1f} with the glossary; "
          f"{with_it.missing} of {with_it.terms} terms missing; "
          f"{without.flagged} and {with_it.flagged} of {len(pairs)} sentences flagged")
    return [f"{p.source}\n  reference  {p.reference}\n  without    {a}\n  with       {b}\n"
            for p, a, b in zip(pairs, without.texts, with_it.texts, strict=True) if a != b]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("tests", nargs="+", type=Path)
    ap.add_argument("-g", "--glossary", action="append", type=Path)
    ap.add_argument("--list", action="store_true", help="print the terms with another rendering")
    ap.add_argument("--translate", action="store_true", help="translate with and without the glossary")
    ap.add_argument("-m", "--model")
    ap.add_argument("--threads", type=int, default=0)
    ap.add_argument("--changes", type=Path, metavar="FILE", help="where the sentences go that the glossary changes")
    args = ap.parse_args()
    glossary = load(args.glossary or [builtin_glossary()])
    matcher = Matcher(glossary)
    engine = load_engine(args.model, threads=args.threads) if args.translate else None
    changes: list[str] = []
    print(f"glossary {'+'.join(glossary.names)} {glossary.fingerprint}, {len(glossary)} entries")
    for path in args.tests:
        pairs = read_test(path)
        counts, other = measure(pairs, matcher)
        terms = max(1, counts["terms"])
        print(f"{path.name:24} {counts['terms']:5} terms, {counts['covered'] / terms:6.1%} covered "
              f"({counts['named'] / terms:.1%} with names), "
              f"{counts['same'] / max(1, counts['covered']):6.1%} of them the same")
        for zh, wanted, ours in other if args.list else ():
            print(f"    {zh}: {wanted} / {ours}")
        if engine:
            changes += compare(path.name, pairs, glossary, engine)
    if args.changes:
        args.changes.write_text("\n".join(changes), encoding="utf-8")


if __name__ == "__main__":
    main()
