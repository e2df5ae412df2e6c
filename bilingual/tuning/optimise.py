"""One update of a model after the other: the loss, Muon or Adam on a copy of low precision, averaged weights."""
from __future__ import annotations

import copy
from typing import Any

import torch
from torch.nn import functional

from bilingual.tuning.network import Transformer

EVERY = 4  # updates between two steps of the average


class OutputLoss(torch.autograd.Function):
    """Cross-entropy of the tied output layer, in chunks that stay in the cache; the gradients are made on the way.

    Most of the time on a CPU would otherwise go into moving the scores of the whole vocabulary through memory.
    """

    @staticmethod
    def forward(ctx: Any, hidden: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor, labels: torch.Tensor,
                smoothing: float, chunk: int = 256) -> torch.Tensor:
        total, count, vocab = 0.0, len(labels), weight.size(0)
        grad_hidden, grad_weight, grad_bias = (torch.empty_like(hidden), torch.zeros_like(weight),
                                               torch.zeros_like(bias, dtype=torch.float32))
        # The mean of a row's scores, which smoothing wants, without the scores.
        mean_weight, mean_bias = weight.mean(0, dtype=torch.float32), bias.mean(dtype=torch.float32)
        for a in range(0, count, chunk):
            h, y = hidden[a:a + chunk], labels[a:a + chunk].unsqueeze(1)
            scores = functional.linear(h, weight, bias).float()
            right, most = scores.gather(1, y), scores.amax(1, keepdim=True)
            size = scores.sub_(most).exp_().sum(1, keepdim=True)
            total += (most + size.log() - (1 - smoothing) * right).sum().item()
            total -= smoothing * (h.float() @ mean_weight + mean_bias).sum().item()
            scores.div_(size * count).sub_(smoothing / vocab / count)
            scores.scatter_add_(1, y, torch.full_like(y, -(1 - smoothing) / count, dtype=scores.dtype))
            grad_bias += scores.sum(0)
            grad = scores.to(hidden.dtype)
            grad_hidden[a:a + chunk] = grad @ weight
            grad_weight.addmm_(grad.t(), h)
        ctx.save_for_backward(grad_hidden, grad_weight, grad_bias.to(bias.dtype))
        return hidden.new_tensor(total / count, dtype=torch.float32)

    @staticmethod
    def backward(ctx: Any, above: torch.Tensor) -> tuple:
        hidden, weight, bias = ctx.saved_tensors
        return (hidden * above.to(hidden.dtype), weight * above.to(weight.dtype), bias * above.to(bias.dtype), None,
                None, None)


def adam(model: Transformer, lr: float) -> list[Any]:
    """AdamW for everything: what a few hundred updates with a low rate want, and no slower without bfloat16."""
    return _rated([torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.0)])


def muon(model: Transformer, lr: float) -> list[Any]:
    """Muon for the matrices inside the layers, AdamW at half its rate for embeddings, norms and biases."""
    inner = [p for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n]
    rest = [p for n, p in model.named_parameters() if p.dim() != 2 or "embed" in n]
    return _rated([Muon(inner, lr=lr, weight_decay=0.01),
                   torch.optim.AdamW(rest, lr=lr / 2, betas=(0.9, 0.98), eps=1e-8, weight_decay=0.0)])


class Muon(torch.optim.Optimizer):
    """Muon (Keller Jordan, 2024) with Nesterov momentum, and updates as large as AdamW's (Liu et al., 2025).

    PyTorch's own computes in bfloat16 on any machine, for which a processor that does not know it takes seven times as
    long; this one computes in what the machine knows.
    """

    def __init__(self, params: list[torch.nn.Parameter], lr: float, weight_decay: float, momentum: float = 0.95):
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        """One update of every matrix that has a gradient."""
        for group in self.param_groups:
            for p in (p for p in group["params"] if p.grad is not None):
                state = self.state[p]
                mean = state.setdefault("momentum_buffer", torch.zeros_like(p.grad))
                mean.lerp_(p.grad, 1 - group["momentum"])
                update = _orthogonal(p.grad.lerp(mean, group["momentum"]).to(_precision(p.device)))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update.to(p.dtype), alpha=-group["lr"] * 0.2 * max(p.shape) ** 0.5)


def _orthogonal(matrix: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """A matrix with the directions of another and singular values around one, by Newton and Schulz's iteration."""
    a, b, c = 3.4445, -4.7750, 2.0315
    wide = matrix.T if matrix.size(0) > matrix.size(1) else matrix
    wide = wide / wide.norm().clamp(min=1e-7)
    for _ in range(steps):
        gram = wide @ wide.T
        wide = torch.addmm(wide, torch.addmm(gram, gram, gram, beta=b, alpha=c), wide, beta=a)
    return wide.T if matrix.size(0) > matrix.size(1) else wide


def _rated(made: list[Any]) -> list[Any]:
    """Optimisers that remember their highest rate."""
    for group in (g for o in made for g in o.param_groups):
        group["initial_lr"] = group["lr"]
    return made


def schedule(gone: float, warmup: float = 0.03, fall: float = 0.45) -> float:
    """The share of the top learning rate at a share of the time: up, level, then down to zero."""
    if gone < warmup:
        return gone / warmup
    return 1.0 if gone < 1 - fall else max(0.0, (1 - gone) / fall)


class Trainer:
    """A model in training with optimisers of `muon` or `adam`.

    `average` are its weights, averaged over the last updates: what is kept of it. `guide` is the weight of the
    alignment loss, `smoothing` that of all other words in a label. The gradients are made on a copy in bfloat16, where
    the processor knows it.
    """

    def __init__(self, model: Transformer, optimisers: list[Any], guide: float = 0.5, smoothing: float = 0.1,
                 compiled: bool = False):
        self.model, self.guide, self.smoothing = model, guide, smoothing
        self.device = next(model.parameters()).device
        self.average = {k: v.detach().clone().float() for k, v in model.state_dict().items()}
        self.optimisers = optimisers
        self.copy = copy.deepcopy(model).to(_precision(self.device))
        self._forward = torch.compile(self.copy, dynamic=True) if compiled else self.copy
        self.steps = 0

    def update(self, batch: tuple[torch.Tensor, ...], gone: float, drop: float) -> tuple[float, float, int]:
        """Learn from a batch at a share of the training: the loss, the alignment loss, the target tokens in it."""
        for group in (g for o in self.optimisers for g in o.param_groups):
            group["lr"] = group["initial_lr"] * schedule(gone)
        src, mask, given, wanted, links = (t.to(self.device, non_blocking=True) for t in batch)
        self.copy.set_dropout(drop)
        with torch.no_grad():
            torch._foreach_copy_(list(self.copy.parameters()), list(self.model.parameters()))
        hidden, attention = self._forward(src, mask, given)
        spots = (wanted.flatten() >= 0).nonzero().squeeze(1)
        labels = wanted.flatten().index_select(0, spots)
        loss = OutputLoss.apply(hidden.flatten(0, 1).index_select(0, spots), self.copy.embed.weight, self.copy.bias,
                                labels, self.smoothing)
        guide = self._guide(attention, links)
        (loss + self.guide * guide).backward()
        for weight, low in zip(self.model.parameters(), self.copy.parameters(), strict=True):
            weight.grad, low.grad = low.grad.float(), None
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.steps += 1
        if self.steps % EVERY == 0:
            self._take_average()
        return loss.item(), guide.item(), len(labels)

    def _guide(self, attention: torch.Tensor, links: torch.Tensor) -> torch.Tensor:
        """How far the guided head looks away from where the words come from; 0 where nobody knows."""
        linked = (links.flatten() >= 0).nonzero().squeeze(1)
        if not len(linked):
            return attention.sum() * 0
        return functional.nll_loss(attention.flatten(0, 1).index_select(0, linked),
                                   links.flatten().index_select(0, linked))

    def _take_average(self) -> None:
        keep = min(0.998, self.steps / (self.steps + 100)) ** EVERY
        with torch.no_grad():
            for k, v in self.model.state_dict().items():
                self.average[k].mul_(keep).add_(v.float(), alpha=1 - keep)

    def state(self) -> dict:
        """All that going on needs."""
        return {"model": self.model.state_dict(), "average": self.average, "steps": self.steps,
                "optimisers": [o.state_dict() for o in self.optimisers]}

    def go_on(self, state: dict) -> None:
        """Take up what `state` gave."""
        self.model.load_state_dict(state["model"])
        self.average, self.steps = state["average"], state["steps"]
        for optimiser, kept in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(kept)


def _precision(device: torch.device) -> torch.dtype:
    known = device.type == "cuda" or torch.backends.cpu.get_cpu_capability().startswith(("AVX512", "AMX"))
    return torch.bfloat16 if known else torch.float32
