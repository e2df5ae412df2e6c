"""Throughput of three ways to run the same Argos package on the same sentences, side by side in one run.

    python -m benchmarks [TEXT] [--model NAME|FILE] [--repeat N]
    python -m benchmarks serve ...        load on the HTTP service: benchmarks/serve.py
    python -m benchmarks corpus ...       many documents: workers, restarts, growth: benchmarks/corpus.py
    python -m benchmarks faults ...       kills, and whether anything is lost: benchmarks/faults.py
    python -m benchmarks alignment ...    beads of documents whose alignment is known: benchmarks/alignment.py
    python -m benchmarks formats DIR      files through readers and copies, and what they lose: benchmarks/formats.py

argostranslate  its own API, sentence by sentence, as it decodes (its sentence splitter, which downloads a model, is
left out)
bilingual       this program's engine, plain, without terms
CTranslate2     the bare library with all sentences in one call, sorted: the most there is to have
"""
from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path


def sentences(path: Path) -> list[str]:
    """The distinct sentences of a document."""
    from bilingual import readers, segmenter
    return list(dict.fromkeys(s.source for s in segmenter.segment(readers.read(path)).segments))


def argos(folder: Path):
    """argostranslate's decoding of one package, one text at a time."""
    import ctranslate2
    from argostranslate import package, translate

    class Whole:
        def split_sentences(self, text):
            return [text]

    loaded = package.Package(folder)
    translator = ctranslate2.Translator(str(folder / "model"), device="cpu", compute_type="int8")
    return lambda texts: [translate.apply_packaged_translation(loaded, t, translator, Whole(), 1)[0].value
                          for t in texts]


def ours(folder: Path):
    from bilingual.engine.base import Request
    from bilingual.engine.load import load
    engine = load(str(folder))
    engine.max_tokens = 1000  # whole sentences, as the other two have them; the embedded model would be given clauses
    return lambda texts: [c[0].text for c in engine.translate([Request(t) for t in texts])]


def bare(folder: Path):
    import ctranslate2
    import sentencepiece
    translator = ctranslate2.Translator(str(folder / "model"), device="cpu", compute_type="int8")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))

    def translate(texts):
        results = translator.translate_batch(pieces.encode(texts, out_type=str), max_batch_size=2048,
                                             batch_type="tokens", beam_size=4,
                                             length_penalty=0.2, replace_unknowns=True)
        return [pieces.decode_pieces(r.hypotheses[0]) for r in results]
    return translate


OTHERS = ("serve", "corpus", "faults", "alignment", "formats")


def main() -> None:
    if sys.argv[1:] and sys.argv[1] in OTHERS:
        import_module(f"benchmarks.{sys.argv[1]}").main(sys.argv[2:])
        return
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("text", nargs="?", type=Path,
                    default=Path(__file__).parent.parent / "samples" / "work-conference.md")
    ap.add_argument("--model")
    ap.add_argument("--repeat", type=int, default=3)
    args = ap.parse_args()
    os.environ.setdefault("XDG_DATA_HOME", tempfile.mkdtemp())
    from bilingual.engine.packages import find
    package = find(args.model)
    texts = sentences(args.text)
    characters = sum(map(len, texts))
    makers = {"argostranslate": argos, "bilingual": ours, "CTranslate2": bare}
    ways = {name: make(package.path) for name, make in makers.items()}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(texts[:2])  # load
    for _ in range(args.repeat):
        for name, way in ways.items():
            start = time.perf_counter()
            way(texts)
            seconds[name].append(time.perf_counter() - start)
    print(f"{package.name} {package.fingerprint}, {len(texts)} sentences, {characters} characters, median of "
          f"{args.repeat}")
    base = statistics.median(seconds["argostranslate"])
    best = statistics.median(seconds["CTranslate2"])
    for name, times in seconds.items():
        middle = statistics.median(times)
        print(f"{name:15} {middle:7.2f} s {characters / middle:8.0f} characters/s {base / middle:6.2f} × "
              f"argostranslate {best / middle:6.2f} of CTranslate2")


if __name__ == "__main__":
    main()
