"""Turn parallel text into what train.py reads: a SentencePiece model and arrays of token ids with alignments.

    python -m training.prepare GENERAL.tsv --domain DOMAIN.tsv --exclude TEST.tsv --out DATA

GENERAL holds `zh<TAB>en<TAB>source name`, DOMAIN `zh<TAB>en<TAB>zh term=en term ; ...`. The steps, in order:
clean and cap (corpus.py), train the vocabulary, align (align.py), drop loose pairs, mark terms and encode
(bilingual/tuning/rows.py).
"""
from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from collections import Counter, defaultdict
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import sentencepiece as spm

from bilingual.tuning.batches import Arrays
from bilingual.tuning.markup import CLOSE, OPEN
from bilingual.tuning.pairs import normalise
from bilingual.tuning.rows import Expander
from training import align, corpus

# How many pairs of a source are used at most, and which share of it the alignment filter keeps. The sources are
# described in README.md; those not named here are small and clean: all of them, 90 percent kept.
CAPS = {"jiyu-examples": (260_000, 0.6), "moj-taiwan-laws": (30_000, 0.9), "coca-youdao-sentences": (110_000, 0.85),
        "e2c-llm-dictionary": (100_000, 0.95), "msctd-dialogue-tc": (0, 0), "python-docs-po": (4_000, 0.8),
        "django-docs-po": (2_000, 0.8), "kajweb-vocab-sentences": (40_000, 0.85), "ted-iwslt": (0, 0),
        "tatoeba": (27_000, 0.95), "3am-captions": (3_000, 0.8), "worm27-course": (0, 0), "mac-literary": (0, 0)}


def capped(pairs, rng, scale: float):
    """General pairs, each source cut to its cap; shorter sentences first where a cap bites."""
    by_source = defaultdict(list)
    for pair in pairs:
        by_source[pair.source].append(pair)
    for name, rows in by_source.items():
        cap = int(CAPS.get(name, (10**9, 0))[0] * scale) if name in CAPS else len(rows)
        if len(rows) > cap:
            rng.shuffle(rows)
            rows = sorted(rows[:2 * cap], key=lambda p: len(p.zh))[:cap]
        yield from rows


def train_vocabulary(texts, prefix: Path, size: int) -> spm.SentencePieceProcessor:
    """A joint SentencePiece vocabulary in which the term marks are single symbols."""
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(texts), model_prefix=str(prefix), vocab_size=size, character_coverage=0.9995,
        hard_vocab_limit=False, byte_fallback=True, split_digits=True, input_sentence_size=800_000,
        shuffle_input_sentence=True, num_threads=8,
        user_defined_symbols=[OPEN, CLOSE], unk_id=0, bos_id=1, eos_id=2, pad_id=-1, minloglevel=1,
        max_sentence_length=2000)
    return spm.SentencePieceProcessor(model_file=f"{prefix}.model")


_state: dict = {}


def _start(pieces, pool):
    _state.update(expander=Expander(pieces, pool))


def expand(job):
    """All training rows of a pair, from its links of pieces."""
    zh, en, terms, links, copies, seed = job
    expander = _state["expander"]
    return expander.expand(zh, en, terms, expander.character_links(zh, en, links), copies, seed)


def save(path: Path, rows):
    Arrays(rows).save(path)
    linked = np.mean([a >= 0 for r in rows for a in r[2]])
    print(f"{path.name}: {len(rows)} rows, {sum(len(r[1]) for r in rows) / 1e6:.1f}M target tokens, "
          f"{linked:.0%} aligned", file=sys.stderr)


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("general", nargs="+", type=Path)
    ap.add_argument("--domain", nargs="*", type=Path, default=[])
    ap.add_argument("--terms", nargs="*", type=Path, default=[], help="TSV files count<TAB>zh<TAB>en")
    ap.add_argument("--exclude", nargs="*", type=Path, default=[], help="test sets: their sentences are left out")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--vocab", type=int, default=16000)
    ap.add_argument("--spm", type=Path,
                    help="a SentencePiece model to use instead of a new one: to go on with a trained model")
    ap.add_argument("--scale", type=float, default=1.0, help="multiplies the caps of the general sources")
    ap.add_argument("--copies", type=int, default=6, help="marked copies of a domain pair")
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    rng, start = random.Random(args.seed), time.time()
    say = lambda text: print(f"{time.time() - start:6.0f} s  {text}", file=sys.stderr, flush=True)
    args.out.mkdir(parents=True, exist_ok=True)

    held = corpus.held_out(args.exclude)
    domain = list(corpus.read(args.domain, held))
    general = list(capped(corpus.read(args.general, held), rng, args.scale))
    say(f"{len(domain)} domain pairs, {len(general)} general pairs: "
        f"{dict(Counter(p.source for p in general).most_common(5))}")
    if args.spm:
        shutil.copy(args.spm, args.out / "spm.model")
        sp = spm.SentencePieceProcessor(model_file=str(args.spm))
    else:
        texts = ([t for p in domain
                  for t in (p.zh, p.en) * 3] + [t for p in rng.sample(general, min(len(general), 250_000))
                                                for t in (p.zh, p.en)])
        sp = train_vocabulary(texts, args.out / "spm", args.vocab)
    say("vocabulary ready")

    pairs = domain + general
    encoded = sp.encode([p.zh for p in pairs], out_type=str), sp.encode([p.en for p in pairs], out_type=str)
    forward, backward = align.align(*encoded)
    scores = [align.agreement(f, b, len(t)) for f, b, t in zip(forward, backward, encoded[1])]
    links = [(f & b) or f for f, b in zip(forward, backward)]
    say("aligned")
    by_source = defaultdict(list)
    for i in range(len(domain), len(pairs)):
        by_source[pairs[i].source].append(i)
    kept = []
    for name, rows in by_source.items():
        rows.sort(key=lambda i: -scores[i])
        kept += rows[:int(len(rows) * CAPS.get(name, (0, 0.9))[1])]
    say(f"{len(kept)} general pairs kept by alignment")

    listed = []
    for path in args.terms:
        listed += [tuple(l.split("\t")[1:3]) for l in path.read_text(encoding="utf-8").splitlines()[1:]]
    pool = sorted({e for p in domain for _, e in p.terms} | {e for _, e in listed})
    jobs = lambda ids, copies: ((pairs[i].zh, pairs[i].en, pairs[i].terms, links[i], copies(), args.seed * 10**7 + i)
                                for i in ids)
    pieces = (args.out / "spm.model").read_bytes()
    expander = Expander(pieces, pool)
    with Pool(initializer=_start, initargs=(pieces, pool)) as workers:
        rows = [r for rs in workers.imap(expand, jobs(range(len(domain)), lambda: args.copies), 200) for r in rs]
        short = [p for t in listed for p in [normalise(*t)] if p[0] not in held]
        rows += [expander.encode(z, e, []) for z, e in short]
        rows += [expander.given(e) for _, e in rng.sample(short, min(len(short), 2000))]
        save(args.out / "domain.npz", rows)
        rng.shuffle(kept)
        save(args.out / "general.npz",
             [r for rs in workers.imap(expand, jobs(kept, lambda: int(rng.random() < 0.45)), 500) for r in rs])
    say("done")


if __name__ == "__main__":
    main()
