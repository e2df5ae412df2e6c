"""The network: a pre-norm Transformer with shared embeddings, small enough for a laptop's CPU.

One head of the last decoder layer is trained to look where the target word comes from (guided alignment). CTranslate2
can return that head's attention, so the program knows at run time which words a term became.
"""
from __future__ import annotations

import math

import torch
from torch import nn
from torch.nn import functional

PLACES = 512  # of the position table of a new model


class Attention(nn.Module):
    """Multi-head attention. With `weights`, also returns the attention of the first head."""

    def __init__(self, d: int, heads: int, cross: bool):
        super().__init__()
        self.heads, self.cross = heads, cross
        if cross:
            self.query, self.key_value = nn.Linear(d, d), nn.Linear(d, 2 * d)
        else:
            self.query_key_value = nn.Linear(d, 3 * d)
        self.out = nn.Linear(d, d)

    def forward(self, x: torch.Tensor, memory: torch.Tensor | None = None, *, mask: torch.Tensor,
                weights: bool = False) -> tuple[torch.Tensor, torch.Tensor | None]:
        if self.cross:
            q, (k, v) = self.query(x), self.key_value(memory).chunk(2, -1)
        else:
            q, k, v = self.query_key_value(x).chunk(3, -1)
        q, k, v = (t.view(t.size(0), t.size(1), self.heads, -1).transpose(1, 2) for t in (q, k, v))
        # Written out: on a CPU, with sentences this short, twice as fast as the fused kernel.
        scores = (q @ k.transpose(2, 3)) / math.sqrt(q.size(-1))
        scores = scores.masked_fill(~mask, -1e9)
        out = self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(x.shape))
        return out, scores[:, 0].float().log_softmax(-1) if weights else None


class Layer(nn.Module):
    """A layer of the encoder or the decoder: attention, in the decoder also to the encoder's states, feed-forward."""

    def __init__(self, d: int, ff: int, heads: int, drop: float, decoder: bool):
        super().__init__()
        self.decoder, self.drop = decoder, drop
        self.norm_self, self.self_attention = nn.LayerNorm(d), Attention(d, heads, cross=False)
        if decoder:
            self.norm_cross, self.cross_attention = nn.LayerNorm(d), Attention(d, heads, cross=True)
        self.norm_ff, self.ff_in, self.ff_out = nn.LayerNorm(d), nn.Linear(d, ff), nn.Linear(ff, d)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, memory: torch.Tensor | None = None,
                weights: bool = False) -> tuple[torch.Tensor, torch.Tensor | None]:
        drop = lambda t: dropout(t, self.drop, self.training)
        x = x + drop(self.self_attention(self.norm_self(x), mask=causal(x) if self.decoder else mask)[0])
        attention = None
        if self.decoder:
            mixed, attention = self.cross_attention(self.norm_cross(x), memory, mask=mask, weights=weights)
            x = x + drop(mixed)
        return x + drop(self.ff_out(functional.relu(self.ff_in(self.norm_ff(x))))), attention


class Transformer(nn.Module):
    """Encoder and decoder; `forward` gives decoder states and the log attention of the guided head.

    `position` is the table of position encodings; without one it is made.
    """

    def __init__(self, vocab: int, d: int = 256, ff: int = 1024, heads: int = 4, enc: int = 4, dec: int = 2,
                 drop: float = 0.1, position: torch.Tensor | None = None):
        super().__init__()
        self.config = {"vocab": vocab, "d": d, "ff": ff, "heads": heads, "enc": enc, "dec": dec}
        self.embed = nn.Embedding(vocab, d)
        nn.init.normal_(self.embed.weight, std=d ** -0.5)
        self.encoder = nn.ModuleList(Layer(d, ff, heads, drop, False) for _ in range(enc))
        self.decoder = nn.ModuleList(Layer(d, ff, heads, drop, True) for _ in range(dec))
        self.enc_norm, self.dec_norm = nn.LayerNorm(d), nn.LayerNorm(d)
        self.bias = nn.Parameter(torch.zeros(vocab))
        self.register_buffer("position", positions(PLACES, d) if position is None else position, persistent=False)
        self.drop, self.scale = drop, d ** 0.5

    def set_dropout(self, p: float) -> None:
        self.drop = p
        for layer in (*self.encoder, *self.decoder):
            layer.drop = p

    def place(self, ids: torch.Tensor) -> torch.Tensor:
        """The embeddings of tokens at their places."""
        return dropout(self.embed(ids) * self.scale + self.position[:ids.size(1)], self.drop, self.training)

    def forward(self, src: torch.Tensor, src_mask: torch.Tensor,
                tgt_in: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        mask, x, attention = src_mask[:, None, None, :], self.place(src), None
        for layer in self.encoder:
            x, _ = layer(x, mask)
        memory, y = self.enc_norm(x), self.place(tgt_in)
        for i, layer in enumerate(self.decoder):
            y, attention = layer(y, mask, memory, weights=i == len(self.decoder) - 1)
        return self.dec_norm(y), attention


def causal(x: torch.Tensor) -> torch.Tensor:
    """The mask under which a word sees itself and what stands before it."""
    return torch.ones(x.size(1), x.size(1), dtype=torch.bool, device=x.device).tril()


def dropout(x: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Drop features for a whole sentence at a time: as good a regulariser here, and its random numbers cost nothing."""
    if not training or not p:
        return x
    return x * (torch.rand(x.size(0), 1, x.size(2), device=x.device) >= p).to(x.dtype) / (1 - p)


def positions(length: int, d: int) -> torch.Tensor:
    """Sinusoidal position encodings, sines first: the layout that CTranslate2 expects."""
    half = d // 2
    angle = torch.arange(length).unsqueeze(1) * torch.exp(torch.arange(half) * -(math.log(10000.0) / (half - 1)))
    return torch.cat([angle.sin(), angle.cos()], 1)
