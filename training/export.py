"""Pack a trained model as an Argos Translate package.

    python -m training.export RUN/model.pt DATA/spm.model translate-zh_en.argosmodel --version 1.0
"""
from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bilingual.tuning.export import pack, write
from bilingual.tuning.markup import MARKS
from bilingual.tuning.vocabulary import of_pieces
from bilingual.tuning.weights import start_from

# Longer sentences are translated by clauses, since a small model drops parts of long lists. Measured on policy-dev with
# version 1.1 (BLEU with terms, term accuracy, random terms): 30 pieces 47.8, 96.9, 99.3; 35: 49.1, 97.3, 98.0; 40:
# 49.2, 97.6, 97.3; 45: 49.6, 97.6, 97.3, with fewer numbers right.
MAX_SOURCE_TOKENS = 40
# The mean log-probability of a token below which a sentence is flagged. Measured with version 1.4 and the whole program
# on policy-dev, genres-dev and composed-dev: of 654 sentences 95 have less, of which 74 % have less than 50 chrF++, of
# the others 13 %.
UNSURE_BELOW = -0.65
GOOD_FOR = ("made for policy documents; best at work reports, to be edited in laws, decisions and notices, weak "
            "elsewhere")


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("model", type=Path)
    ap.add_argument("vocabulary", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--version", default="1.0")
    ap.add_argument("--unsure-below", type=float, default=UNSURE_BELOW,
                    help="the score below which a sentence is flagged")
    ap.add_argument("--good-for", default=GOOD_FOR, help="what readers of its drafts are told")
    args = ap.parse_args()
    weights = start_from(args.model)
    metadata = {"package_version": args.version, "argos_version": "1.11", "from_code": "zh", "from_name": "Chinese",
                "to_code": "en", "to_name": "English", "good_for": args.good_for, "term_markup": MARKS,
                "aligned": True, "clause_joint": True, "max_source_tokens": MAX_SOURCE_TOKENS,
                "unsure_below": args.unsure_below}
    words = of_pieces(args.vocabulary.read_bytes(), weights.config["vocab"])
    with tempfile.TemporaryDirectory() as tmp:
        pack(write(weights, words, metadata, Path(tmp) / "translate-zh_en"), args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
