"""Train a model on the arrays that prepare.py wrote, for a given time, on a GPU or a CPU.

    python -m training.train DATA --out RUN --minutes 100

The learning rate follows the clock: warm-up, a plateau, then a straight fall to zero at --minutes, so that a fixed time
on a machine is used to its end; --resume goes on from a checkpoint with a fresh schedule. Matrices are trained with
Muon, the rest with Adam (bilingual/tuning/optimise.py). What is saved is an exponential moving average of the weights.

On a CPU, give the C library's allocator room, or every batch pays for fresh memory (a third of the time):
    MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=268435456
"""
from __future__ import annotations

import argparse
import queue
import threading
import time
from pathlib import Path

import numpy as np
import torch

from bilingual.tuning.batches import Arrays
from bilingual.tuning.network import Transformer
from bilingual.tuning.optimise import Trainer, muon
from bilingual.tuning.weights import Weights, deepened, keep, start_from

SHOWN, SAVED = 30, 240  # seconds between two lines, and between two checkpoints


def prefetch(make, depth=8):
    """Call `make` in a thread, so that a GPU never waits for its next batch."""
    ready: queue.Queue = queue.Queue(depth)

    def work():
        while True:
            ready.put(make())
    threading.Thread(target=work, daemon=True).start()
    return ready.get


def arguments():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("data", type=Path)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, help="train for so long, by the clock")
    ap.add_argument("--steps", type=int, help="or for so many updates: the same on every machine")
    ap.add_argument("--resume", type=Path,
                    help="a checkpoint or an .argosmodel to go on from; --enc may be larger than its own")
    ap.add_argument("--d", type=int, default=256)
    ap.add_argument("--ff", type=int, default=1024)
    ap.add_argument("--heads", type=int, default=4)
    ap.add_argument("--enc", type=int, default=4)
    ap.add_argument("--dec", type=int, default=2)
    ap.add_argument("--drop", type=float, nargs=2, default=(0.1, 0.1),
                    help="dropout on general and on domain text, which is seen more often")
    ap.add_argument("--tokens", type=int, default=6000, help="padded tokens a batch")
    ap.add_argument("--lr", type=float, default=4e-3)
    ap.add_argument("--guide", type=float, default=0.5, help="weight of the alignment loss")
    ap.add_argument("--domain-share", type=float, nargs=2, default=(0.4, 0.7), help="at the start and at the end")
    ap.add_argument("--smoothing", type=float, default=0.1)
    ap.add_argument("--compile", action="store_true")
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    if not (args.minutes or args.steps):
        ap.error("say how long to train: --minutes or --steps")
    return args


def network(args, sets):
    """A new model for the vocabulary of the sets, with the weights to go on from."""
    vocab = 8 * -(-(1 + max(int(max(s.src.max(), s.tgt.max())) for s in sets)) // 8)
    model = Transformer(vocab, args.d, args.ff, args.heads, args.enc, args.dec, args.drop[0])
    if args.resume:
        model.load_state_dict(deepened(start_from(args.resume).state, model))
    return model


def train(args, trainer, sets):
    """Update the model until its time is over, telling and keeping how far it is."""
    rng = np.random.default_rng(args.seed)
    streams = [s.batches(args.tokens, rng) for s in sets]
    start, seen, shown, saved = time.time(), 0, 0.0, time.time()

    def gone() -> float:
        """The share of the training that is over."""
        return min(1.0, trainer.steps / args.steps if args.steps else (time.time() - start) / (args.minutes * 60))

    def next_batch():
        share = args.domain_share[0] + gone() * (args.domain_share[1] - args.domain_share[0])
        domain = int(rng.random() < share)
        return domain, sets[domain].tensors(next(streams[domain]))

    get_batch = prefetch(next_batch) if trainer.device.type == "cuda" else next_batch
    while gone() < 1:
        domain, batch = get_batch()
        loss, guide, tokens = trainer.update(batch, gone(), args.drop[domain])
        seen += tokens
        if time.time() - shown > SHOWN:
            shown = time.time()
            print(f"{gone():4.0%}  step {trainer.steps}  loss {loss:.3f}  alignment {guide:.3f}  "
                  f"{seen / 1e6:.2f}M target tokens ({seen / (shown - start):.0f}/s)", flush=True)
        if time.time() - saved > SAVED:
            save(args, trainer)
            saved = time.time()
    save(args, trainer)
    print(f"done: {trainer.steps} steps, {seen / 1e6:.1f}M target tokens in {(time.time() - start) / 60:.0f} minutes",
          flush=True)


def save(args, trainer):
    keep(Weights(trainer.average, trainer.model.config, trainer.model.position), args.out / "model.tmp")
    (args.out / "model.tmp").rename(args.out / "model.pt")


def main():
    args = arguments()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    sets = [Arrays.load(args.data / "general.npz"), Arrays.load(args.data / "domain.npz")]
    model = network(args, sets).to(device)
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.1f}M parameters on {device}", flush=True)
    train(args, Trainer(model, muon(model, args.lr), args.guide, args.smoothing, args.compile), sets)


if __name__ == "__main__":
    main()
