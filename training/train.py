"""Train a model on the arrays that prepare.py wrote, for a given time, on a GPU or a CPU.

    python -m training.train DATA --out RUN --minutes 100

The learning rate follows the clock: warm-up, a plateau, then a straight fall to zero at --minutes, so that a fixed time
on a machine is used to its end; --resume goes on from a checkpoint with a fresh schedule. Matrices are trained with
Muon, the rest with Adam, on a copy in bfloat16. What is saved is an exponential moving average of the weights.

On a CPU, give the C library's allocator room, or every batch pays for fresh memory (a third of the time):
    MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=268435456
"""
from __future__ import annotations

import argparse
import copy
import queue
import threading
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.model import Transformer
from training.restore import deepened, start_from

BOS, EOS = 1, 2


class Arrays:
    """One prepared set: batches of similar lengths, about `tokens` padded tokens each, endlessly."""

    def __init__(self, path: Path):
        with np.load(path) as data:
            self.src, self.src_off, self.tgt, self.tgt_off, self.align = (
                data[k] for k in ("src", "src_off", "tgt", "tgt_off", "align"))
        self.lengths = np.maximum(np.diff(self.src_off), np.diff(self.tgt_off)) + 1

    def batches(self, tokens: int, rng):
        while True:
            order = rng.permutation(len(self.lengths))
            for chunk in np.array_split(order, max(1, len(order) // 50_000)):
                chunk = chunk[np.argsort(self.lengths[chunk] + rng.random(len(chunk)), kind="stable")]
                groups, start = [], 0
                for end in range(1, len(chunk) + 1):
                    if end == len(chunk) or (end - start + 1) * self.lengths[chunk[end]] > tokens:
                        groups.append(chunk[start:end])
                        start = end
                for g in rng.permutation(len(groups)):
                    yield self.tensors(groups[g])

    def tensors(self, rows):
        src = [self.src[self.src_off[r]:self.src_off[r + 1]] for r in rows]
        tgt = [self.tgt[self.tgt_off[r]:self.tgt_off[r + 1]] for r in rows]
        S, T = max(map(len, src)) + 1, max(map(len, tgt)) + 1
        source, mask = np.full((len(rows), S), EOS, np.int64), np.zeros((len(rows), S), bool)
        given, wanted = np.full((len(rows), T), EOS, np.int64), np.full((len(rows), T), -100, np.int64)
        links = np.full((len(rows), T), -1, np.int64)
        for i, (s, t) in enumerate(zip(src, tgt)):
            source[i, :len(s)], mask[i, :len(s) + 1] = s, True
            given[i, 0], given[i, 1:len(t) + 1] = BOS, t
            wanted[i, :len(t)], wanted[i, len(t)] = t, EOS
            links[i, :len(t)] = self.align[self.tgt_off[rows[i]]:self.tgt_off[rows[i]] + len(t)]
        return tuple(map(torch.from_numpy, (source, mask, given, wanted, links)))


class OutputLoss(torch.autograd.Function):
    """Cross-entropy of the tied output layer, in chunks that stay in the cache; the gradients are made on the way.

    Most of the time on a CPU would otherwise go into moving the scores of the whole vocabulary through memory.
    """

    @staticmethod
    def forward(ctx, hidden, weight, bias, labels, smoothing, chunk=1024):
        total, count, vocab = 0.0, len(labels), weight.size(0)
        grad_hidden, grad_weight, grad_bias = (torch.empty_like(hidden), torch.zeros_like(weight),
                                               torch.zeros_like(bias, dtype=torch.float32))
        for a in range(0, count, chunk):
            h, y = hidden[a:a + chunk], labels[a:a + chunk].unsqueeze(1)
            scores = F.linear(h, weight, bias).float()
            log_sum = scores.logsumexp(1, keepdim=True)
            total += ((log_sum - (1 - smoothing) * scores.gather(1, y)).sum() - smoothing * scores.mean(1).sum()).item()
            scores.sub_(log_sum).exp_().sub_(smoothing / vocab)
            scores.scatter_add_(1, y, torch.full_like(y, -(1 - smoothing), dtype=scores.dtype))
            grad = scores.mul_(1 / count).to(hidden.dtype)
            grad_bias += grad.sum(0)
            grad_hidden[a:a + chunk] = grad @ weight
            grad_weight.addmm_(grad.t(), h)
        ctx.save_for_backward(grad_hidden, grad_weight, grad_bias.to(bias.dtype))
        return hidden.new_tensor(total / count, dtype=torch.float32)

    @staticmethod
    def backward(ctx, above):
        hidden, weight, bias = ctx.saved_tensors
        return (hidden * above.to(hidden.dtype), weight * above.to(weight.dtype), bias * above.to(bias.dtype), None,
                None, None)


def prefetch(make, depth=8):
    """Call `make` in a thread, so that a GPU never waits for its next batch."""
    ready: queue.Queue = queue.Queue(depth)

    def work():
        while True:
            ready.put(make())
    threading.Thread(target=work, daemon=True).start()
    return ready.get


def optimisers(model, lr):
    """Muon for the matrices inside the layers, AdamW at half its rate for embeddings, norms and biases."""
    inner = [p for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n]
    rest = [p for n, p in model.named_parameters() if p.dim() != 2 or "embed" in n]
    made = [torch.optim.Muon(inner, lr=lr, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(rest, lr=lr / 2, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.0)]
    for group in (g for o in made for g in o.param_groups):
        group["initial_lr"] = group["lr"]
    return made


def schedule(gone: float, warmup: float = 0.03, fall: float = 0.45) -> float:
    """The share of the top learning rate at a share of the time: up, level, then down to zero."""
    if gone < warmup:
        return gone / warmup
    return 1.0 if gone < 1 - fall else max(0.0, (1 - gone) / fall)


def main():
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
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    sets = [Arrays(args.data / "general.npz"), Arrays(args.data / "domain.npz")]
    streams = [s.batches(args.tokens, rng) for s in sets]
    vocab = 8 * -(-(1 + max(int(max(s.src.max(), s.tgt.max())) for s in sets)) // 8)
    model = Transformer(vocab, args.d, args.ff, args.heads, args.enc, args.dec, args.drop[0]).to(device)
    if args.resume:
        model.load_state_dict(deepened(start_from(args.resume)[0], model))
    average = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
    opts, work = optimisers(model, args.lr), copy.deepcopy(model).bfloat16()
    body = torch.compile(work, dynamic=True) if args.compile else work
    start, step, seen, shown, saved = time.time(), 0, 0, 0.0, time.time()
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.1f}M parameters on {device}", flush=True)

    def gone() -> float:
        """The share of the training that is over."""
        return min(1.0, step / args.steps if args.steps else (time.time() - start) / (args.minutes * 60))

    def next_batch():
        share = args.domain_share[0] + gone() * (args.domain_share[1] - args.domain_share[0])
        domain = int(rng.random() < share)
        return domain, next(streams[domain])

    def save():
        torch.save({"model": average, "config": model.config}, args.out / "model.tmp")
        (args.out / "model.tmp").rename(args.out / "model.pt")

    get_batch = prefetch(next_batch) if device == "cuda" else next_batch
    while gone() < 1:
        for opt in opts:
            for group in opt.param_groups:
                group["lr"] = group["initial_lr"] * schedule(gone())
        domain, batch = get_batch()
        src, mask, given, wanted, links = (t.to(device, non_blocking=True) for t in batch)
        work.set_dropout(args.drop[domain])
        with torch.no_grad():
            torch._foreach_copy_(list(work.parameters()), list(model.parameters()))
        hidden, attention = body(src, mask, given)
        spots = (wanted.flatten() >= 0).nonzero().squeeze(1)
        labels = wanted.flatten().index_select(0, spots)
        loss = OutputLoss.apply(hidden.flatten(0, 1).index_select(0, spots), work.embed.weight, work.bias, labels,
                                args.smoothing)
        linked = (links.flatten() >= 0).nonzero().squeeze(1)
        guide = F.nll_loss(attention.flatten(0, 1).index_select(0, linked), links.flatten().index_select(0, linked))
        (loss + args.guide * guide).backward()
        for weight, low in zip(model.parameters(), work.parameters()):
            weight.grad, low.grad = low.grad.float(), None
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for opt in opts:
            opt.step()
            opt.zero_grad(set_to_none=True)
        step, seen = step + 1, seen + len(labels)
        if step % 4 == 0:
            keep = min(0.998, step / (step + 100)) ** 4
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    average[k].mul_(keep).add_(v.float(), alpha=1 - keep)
        if time.time() - shown > 30:
            shown = time.time()
            print(f"{gone():4.0%}  step {step}  loss {loss.item():.3f}  alignment {guide.item():.3f}  "
                  f"{seen / 1e6:.2f}M target tokens ({seen / (shown - start):.0f}/s)", flush=True)
        if time.time() - saved > 240:
            save()
            saved = time.time()
    save()
    print(f"done: {step} steps, {seen / 1e6:.1f}M target tokens in {(time.time() - start) / 60:.0f} minutes",
          flush=True)


if __name__ == "__main__":
    main()
