"""Average models of one vocabulary: a model trained on new text, averaged with the one it came from, keeps more of it.

    python -m training.average OLD.argosmodel NEW.pt --weights 0.5 0.5 --out RUN/model.pt

Each file is an exported package or a checkpoint.
"""
from __future__ import annotations

import argparse
from pathlib import Path

from bilingual.tuning.weights import average, keep, start_from


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("files", nargs="+", type=Path)
    ap.add_argument("--weights", nargs="+", type=float, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    keep(average([start_from(f) for f in args.files], args.weights), args.out)


if __name__ == "__main__":
    main()
