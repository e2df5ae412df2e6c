"""The weights of a model, wherever they lie: a package, or a checkpoint of the training.

The int8 weights of a package are multiplied by their scales; on policy-dev nothing is lost that can be measured (BLEU
43.1 before and after). What the network here has no counterpart for is refused by name, so that no model is taken for
another: everything in the file is either used or known to make no difference.
"""
from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bilingual.engine.packages import Package, find
from bilingual.model.errors import BilingualError
from bilingual.tuning.markup import MARKS
from bilingual.tuning.network import PLACES, Transformer, positions

FORMAT = 6  # version of CTranslate2's model.bin
TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_LAYER = re.compile(r"(encoder|decoder)/layer_(\d+)/(.+)/(weight|bias|gamma|beta)")
_PARTS = {"self_attention/linear_0": "self_attention.query_key_value", "self_attention/linear_1": "self_attention.out",
          "attention/linear_0": "cross_attention.query", "attention/linear_1": "cross_attention.key_value",
          "attention/linear_2": "cross_attention.out", "ffn/linear_0": "ff_in", "ffn/linear_1": "ff_out",
          "self_attention/layer_norm": "norm_self", "attention/layer_norm": "norm_cross", "ffn/layer_norm": "norm_ff"}
# What an encoder layer adds to its input: a layer in which these are zero changes nothing.
OUTCOMES = (".self_attention.out.weight", ".self_attention.out.bias", ".ff_out.weight", ".ff_out.bias")
_KINDS = {"gamma": "weight", "beta": "bias"}
# Attributes of a model and the values with which it is the network here; the others make no difference to it.
_WANTED = {"pre_norm": (1,), "activation": (0,), "scale_embeddings": (1,), "start_from_zero_embedding": (0,),
           "scale_outputs": (0,), "multi_query_attention": (0,), "alibi": (0,)}
_FREE = ("num_heads", "alignment_layer", "alignment_heads", "embeddings_merge", "scale_alibi",
         "alibi_use_positive_positions")
_OUTER = ("embeddings/weight", "embeddings_0/weight", "layer_norm/gamma", "layer_norm/beta",
          "position_encodings/encodings", "projection/weight", "projection/bias")


@dataclass
class Weights:
    """Parameters by the names of `Transformer`, its measures (vocab, d, ff, heads, enc, dec), its table of places."""
    state: dict[str, torch.Tensor]
    config: dict[str, int]
    position: torch.Tensor

    def model(self) -> Transformer:
        """A network with these weights."""
        made = Transformer(**self.config, position=self.position)
        made.load_state_dict(self.state)
        return made


def start_from(path: Path) -> Weights:
    """The weights of an .argosmodel or of a checkpoint (.pt).

    Raises BilingualError where a package's layout is not that of the network here.
    """
    if path.suffix != ".pt":
        return of_package(find(str(path)))
    saved = torch.load(path, map_location="cpu")
    return Weights({k: v.float() for k, v in saved["model"].items()}, saved["config"],
                   saved.get("position", positions(PLACES, saved["config"]["d"])))


def keep(weights: Weights, path: Path) -> None:
    """Write a checkpoint that `start_from` reads."""
    torch.save({"model": weights.state, "config": weights.config, "position": weights.position}, path)


def deepened(state: dict, model: Transformer) -> dict:
    """The weights for a model with more layers: a layer that is new adds nothing at first, its outputs being zero."""
    whole = model.state_dict()
    for name in whole.keys() - state.keys():
        if name.endswith(OUTCOMES):
            whole[name] = torch.zeros_like(whole[name])
    return {**whole, **state}


def average(models: Sequence[Weights], shares: Sequence[float]) -> Weights:
    """The weighted mean of models that come from one another; of models trained apart it would be noise.

    A layer that only some have counts in the others as one that adds nothing: it is kept as it is, with less of its
    outcome. Raises ValueError where a mean has no meaning: other widths or vocabularies, shares that do not belong to
    the models or add up to 0.
    """
    if len(models) != len(shares) or sum(shares) == 0:
        raise ValueError("one weight for each file, and not 0 in all")
    config = max((m.config for m in models), key=lambda c: (c["enc"], c["dec"]))
    if any({**m.config, "enc": 0, "dec": 0} != {**config, "enc": 0, "dec": 0} for m in models):
        raise ValueError("the models differ in width, heads or vocabulary")
    mean: dict[str, torch.Tensor] = {}
    for name in {name: None for m in models for name in m.state}:
        there = [(w, m.state[name]) for w, m in zip(shares, models, strict=True) if name in m.state]
        whole = sum(shares) if name.endswith(OUTCOMES) else sum(w for w, _ in there)
        mean[name] = torch.stack([w * values for w, values in there]).sum(0) / whole
    return Weights(mean, config, models[0].position)


def of_package(package: Package) -> Weights:
    """The weights of a package. Raises BilingualError, naming what stands in the way, for another layout."""
    name = package.path.name if package.origin == "installed" else package.name
    refused = lambda what: BilingualError(f"The model {name} cannot be tuned: {what}.")
    try:
        found = variables((package.path / "model" / "model.bin").read_bytes())
    except (ValueError, KeyError, struct.error) as error:
        raise refused(str(error)) from error
    if reason := _stranger(found, package):
        raise refused(reason)
    weight = lambda key: _weight(found, key)
    state = {"embed.weight": weight("decoder/embeddings/weight"), "bias": weight("decoder/projection/bias")}
    for side in ("encoder", "decoder"):
        for theirs, ours in _KINDS.items():
            state[f"{side[:3]}_norm.{ours}"] = weight(f"{side}/layer_norm/{theirs}")
    depth = {"encoder": 0, "decoder": 0}
    for key in found:
        m = _LAYER.fullmatch(key)
        if m and m[3] in _PARTS:
            state[f"{m[1]}.{m[2]}.{_PARTS[m[3]]}.{_KINDS.get(m[4], m[4])}"] = weight(key)
            depth[m[1]] = max(depth[m[1]], int(m[2]) + 1)
    vocab, d = state["embed.weight"].shape
    config = {"vocab": vocab, "d": d, "ff": state["encoder.0.ff_in.weight"].shape[0],
              "heads": int(found["encoder/num_heads"]), "enc": depth["encoder"], "dec": depth["decoder"]}
    table = found.get("encoder/position_encodings/encodings")
    made = Weights(state, config, positions(PLACES, d) if table is None else torch.from_numpy(table.astype(np.float32)))
    lacking = Transformer(**config).state_dict().keys() - state.keys()
    if lacking:
        raise refused(f"it has no {min(lacking)}")
    return made


def _weight(found: dict[str, np.ndarray], key: str) -> torch.Tensor:
    value = found[key].astype(np.float32)
    scale = found.get(f"{key}_scale")
    return torch.from_numpy(value if scale is None else value / scale.reshape(-1, *[1] * (value.ndim - 1)))


def _stranger(found: dict[str, np.ndarray], package: Package) -> str:
    """What keeps a model from being the network here; "" when it is the same."""
    if not (package.path / "sentencepiece.model").exists():
        return "its tokenizer is not a SentencePiece model"
    if package.metadata.get("target_prefix"):
        return "it wants a prefix in front of every English sentence"
    if package.term_markup not in (None, MARKS):
        return "its marks of terms are not those of the training here"
    for key, value in found.items():
        last = key.rpartition("/")[2]
        if last in _WANTED and int(value) not in _WANTED[last]:
            return f"its {key} is {int(value)}"
        layer = _LAYER.fullmatch(key.removesuffix("_scale"))
        outer = key.removesuffix("_scale").partition("/")[2] in _OUTER
        if not (outer or last in _WANTED or last in _FREE or layer and layer[3] in _PARTS):
            return f"it has {key}, for which the network here has no place"
    return _apart(found)


def _apart(found: dict[str, np.ndarray]) -> str:
    """Which of the tables that the network here shares are not shared; "" when all are."""
    table, places = found.get("decoder/embeddings/weight"), "position_encodings/encodings"
    same = lambda key, other: key in found and other is not None and np.array_equal(found[key], other)
    if not (same("encoder/embeddings/weight", table) or same("encoder/embeddings_0/weight", table)):
        return "its two languages have vocabularies or embeddings of their own"
    if not same("decoder/projection/weight", table):
        return "its output layer is not the table of its embeddings"
    if f"encoder/{places}" in found and not same(f"decoder/{places}", found[f"encoder/{places}"]):
        return "its two sides count places differently"
    return ""


def variables(data: bytes) -> dict[str, np.ndarray]:
    """The variables of a CTranslate2 model.bin. Raises ValueError for another version of the format.

    The format: version, name of the specification, revision, then the variables (name, rank, shape, type, bytes), then
    aliases; integers little-endian, names with a length in front.
    """
    file = io.BytesIO(data)

    def numbers(form: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{form}", file.read(struct.calcsize(f"<{form}")))

    def name() -> str:
        return file.read(numbers("H")[0]).rstrip(b"\0").decode()
    if (version := numbers("I")[0]) != FORMAT:
        raise ValueError(f"its model.bin has version {version} of CTranslate2's format, not {FORMAT}")
    kind, _ = name(), numbers("I")
    if kind != "TransformerSpec":
        raise ValueError(f"it is a {kind}, not an encoder and a decoder")
    found = {}
    for _ in range(numbers("I")[0]):
        key, rank = name(), numbers("B")[0]
        shape, code, size = numbers(f"{rank}I"), numbers("B")[0], numbers("I")[0]
        found[key] = np.frombuffer(file.read(size), TYPES[code]).reshape(shape)
    for _ in range(numbers("I")[0]):
        alias, target = name(), name()
        found[alias] = found[target]
    return found


def settings(package: Package) -> dict[str, Any]:
    """What the model's config.json says; nothing where it has none."""
    try:
        return json.loads((package.path / "model" / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
