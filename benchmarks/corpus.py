"""A corpus: workers, starting again, growth, and the whole pipeline against the bare library.

    python -m benchmarks corpus [TEXT] [--documents 24] [--growth 100,1000] [--model NAME|FILE]

Documents are made of the sentences of TEXT with numbers put in, so that none is known from another. The last part
translates
the sentences of TEXT itself: CTranslate2 alone with beam 4 and one hypothesis, with beam 8 and eight, and the
pipeline, in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bilingual.corpus.attendant import resident

ROOT = Path(__file__).parent.parent


def documents(folder: Path, sentences: list[str], count: int, length: int) -> None:
    """Documents of some sentences each, all different."""
    chance = random.Random(1)
    folder.mkdir()
    for n in range(count):
        texts = [f"{chance.choice(sentences).rstrip('。')}，共{n * length + k + 2}项。" for k in range(length)]
        (folder / f"{n:06d}.txt").write_text("\n".join(texts), encoding="utf-8")


def run(folder: Path, *arguments: str, model: str | None = None) -> dict:
    """Run the command; seconds, and the most memory that a worker had, in MB."""
    command = [sys.executable, "-m", "bilingual", "corpus", *arguments, "--json", *(["-m", model] if model else [])]
    start, most = time.perf_counter(), 0.0
    workers: set[int] = set()
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "begin":
                workers.add(event["worker"])
            most = max([most, *map(resident, workers)])
        own = time.perf_counter() - start
    return {**event, "wall": own, "memory": most}


def bare(texts: list[str], model: str | None, repeat: int) -> None:
    """The pipeline's speed as a share of the bare library's, in one process with one thread, taking turns."""
    import ctranslate2
    import sentencepiece

    from bilingual.engine.load import load
    from bilingual.engine.packages import find
    from bilingual.pipeline import Translator

    folder = find(model).path
    translator = ctranslate2.Translator(str(folder / "model"), device="cpu", compute_type="int8", intra_threads=1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))

    def alone(beam: int, hypotheses: int):
        translator.translate_batch(
            pieces.encode(texts, out_type=str),
            max_batch_size=2048,
            batch_type="tokens",
            beam_size=beam,
            num_hypotheses=hypotheses,
            length_penalty=0.2,
            replace_unknowns=True,
        )

    whole = Translator.create(load(model, threads=1))
    whole.translate_text(texts[:2])
    ways = {
        "bare, beam 4, one hypothesis": lambda: alone(4, 1),
        "bare, beam 8, eight hypotheses": lambda: alone(8, 8),
        "the whole pipeline": lambda: whole.translate_text(texts),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repeat):
        for name, way in ways.items():
            start = time.process_time()
            way()
            seconds[name].append(time.process_time() - start)
    middle = {name: statistics.median(times) for name, times in seconds.items()}
    own = middle["the whole pipeline"]
    for name, value in middle.items():
        print(
            f"{name:32} {value:7.2f} s of processor, {len(texts) / value:6.1f} sentences/s; "
            f"the pipeline has {value / own:.2f} of it"
        )


def main(arguments: list[str]) -> None:
    from benchmarks.__main__ import sentences

    ap = argparse.ArgumentParser(prog="python -m benchmarks corpus", description=__doc__.splitlines()[0])
    ap.add_argument("text", nargs="?", type=Path, default=ROOT / "samples" / "work-conference.md")
    ap.add_argument("--documents", type=int, default=24)
    ap.add_argument("--growth", default="100,1000")
    ap.add_argument("--model")
    ap.add_argument("--repeat", type=int, default=3)
    args = ap.parse_args(arguments)
    texts = sentences(args.text)
    with tempfile.TemporaryDirectory() as name:
        os.environ.setdefault("XDG_CACHE_HOME", name)
        folder = Path(name)
        documents(folder / "in", texts, args.documents, 20)
        rates = {}
        for workers in (1, 2):
            found = run(
                folder, "in", "-o", f"out{workers}", "--to", "jsonl", "--workers", str(workers), model=args.model
            )
            rates[workers] = found["sentences"] / found["seconds"]
            print(
                f"{workers} workers: {60 * found['done'] / found['seconds']:.1f} documents a minute, "
                f"{rates[workers]:.1f} sentences/s, "
                f"efficiency {rates[workers] / rates[1] / workers:.2f}, {found['memory']:.0f} MB a worker at most",
                flush=True,
            )
        again = run(folder, "in", "-o", "out2", "--to", "jsonl", model=args.model)
        print(f"again with everything done: {again['wall']:.1f} s for {args.documents} documents")
        for count in map(int, filter(None, args.growth.split(","))):
            documents(folder / f"in{count}", texts, count, 1)
            first = run(
                folder, f"in{count}", "-o", f"grown{count}", "--to", "jsonl", "--workers", "2", model=args.model
            )
            again = run(folder, f"in{count}", "-o", f"grown{count}", "--to", "jsonl", model=args.model)
            print(
                f"{count} documents of a sentence: {1000 * first['seconds'] / count:.0f} ms each, "
                f"{first['memory']:.0f} MB a worker at most; "
                f"again: {again['wall']:.1f} s",
                flush=True,
            )
    bare(texts, args.model, args.repeat)
