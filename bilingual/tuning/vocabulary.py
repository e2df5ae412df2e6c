"""The vocabulary of a package: its SentencePiece model, the order of its tokens, and the marks of terms in it."""
from __future__ import annotations

import json
import struct
from dataclasses import dataclass, replace

import sentencepiece
import torch

from bilingual.engine.packages import Package
from bilingual.model.errors import BilingualError
from bilingual.tuning.markup import CLOSE, OPEN
from bilingual.tuning.weights import Weights, settings

MOST = 2**16  # tokens
BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"
_USER_DEFINED = 4  # the kind of a piece that is never cut, in SentencePiece's ModelProto


@dataclass(frozen=True)
class Vocabulary:
    """A SentencePiece model and the model's tokens in their order; `source_eos` when a source ends with the end mark.
    """
    pieces: bytes
    tokens: tuple[str, ...]
    source_eos: bool = True

    @property
    def bos(self) -> int:
        return self.tokens.index(BEGIN)

    @property
    def eos(self) -> int:
        return self.tokens.index(END)


def of_pieces(pieces: bytes, size: int) -> Vocabulary:
    """The vocabulary of a model whose tokens stand in SentencePiece's own order, filled up to a size."""
    sp = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    tokens = [sp.id_to_piece(i) for i in range(sp.get_piece_size())]
    return Vocabulary(pieces, (*tokens, *(f"<extra_{i}>" for i in range(size - len(tokens))))[:size])


def of_package(package: Package) -> Vocabulary:
    """The vocabulary of a package. Raises BilingualError where it has none that can be read, or too large a one."""
    for name, read in (("shared_vocabulary.json", json.loads), ("shared_vocabulary.txt", str.splitlines)):
        path = package.path / "model" / name
        if path.exists():
            tokens = tuple(read(path.read_text(encoding="utf-8")))
            if not {BEGIN, END} <= set(tokens) or len(tokens) > MOST:
                break
            eos = bool(settings(package).get("add_source_eos"))
            return Vocabulary((package.path / "sentencepiece.model").read_bytes(), tokens, eos)
    raise BilingualError(f"The model {package.name} cannot be tuned: it has no vocabulary that both languages share, "
                         f"with marks of beginning and end and at most {MOST} tokens.")


def with_marks(vocabulary: Vocabulary, weights: Weights) -> tuple[Vocabulary, Weights]:
    """Vocabulary and weights in which the marks of terms are tokens: as they are, or with two tokens more.

    A protocol buffer may be continued: what is appended to a SentencePiece model are further pieces of it. The new
    tokens begin as the mean of all, which no other token is near.
    """
    new = [mark for mark in (OPEN, CLOSE) if mark not in vocabulary.tokens]
    if not new:
        return vocabulary, weights
    pieces = vocabulary.pieces + b"".join(map(_piece, new))
    table, bias = weights.state["embed.weight"], weights.state["bias"]
    more = table.mean(0, keepdim=True).repeat(len(new), 1)
    state = {**weights.state, "embed.weight": torch.cat([table, more]),
             "bias": torch.cat([bias, bias.min().repeat(len(new))])}
    config = {**weights.config, "vocab": len(table) + len(new)}
    return (replace(vocabulary, pieces=pieces, tokens=(*vocabulary.tokens, *new)),
            replace(weights, state=state, config=config))


def _piece(text: str) -> bytes:
    """ModelProto.pieces with one piece: its text (field 1), score (2) and kind (3)."""
    name = text.encode()
    body = bytes([0x0A, len(name)]) + name + b"\x15" + struct.pack("<f", 0.0) + bytes([0x18, _USER_DEFINED])
    return bytes([0x0A, len(body)]) + body
