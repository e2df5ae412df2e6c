"""Write a model as an Argos Translate package: int8 CTranslate2 model, sentencepiece.model, metadata.json."""
from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from ctranslate2.specs import TransformerSpec, common_spec

from bilingual.support.files import replacing
from bilingual.tuning.vocabulary import BEGIN, END, UNKNOWN, Vocabulary
from bilingual.tuning.weights import Weights


def specification(weights: Weights, vocabulary: Vocabulary) -> TransformerSpec:
    """The weights in CTranslate2's layout; the guided head is declared as the one that returns alignments."""
    config = weights.config
    spec = TransformerSpec.from_config((config["enc"], config["dec"]), config["heads"], pre_norm=True,
                                       activation=common_spec.Activation.RELU,
                                       alignment_layer=config["dec"] - 1, alignment_heads=1)
    state = {k: v.float().contiguous().numpy() for k, v in weights.state.items()}
    for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight, side.scale_embeddings = state["embed.weight"], True
        side.position_encodings.encodings = weights.position.float().contiguous().numpy()
        _norm(side.layer_norm, state, f"{name[:3]}_norm")
        for i, layer in enumerate(side.layer):
            _layer(layer, state, f"{name}.{i}", name == "decoder")
    spec.decoder.projection.weight, spec.decoder.projection.bias = state["embed.weight"], state["bias"]
    spec.register_source_vocabulary(list(vocabulary.tokens))
    spec.register_target_vocabulary(list(vocabulary.tokens))
    spec.config.add_source_eos = vocabulary.source_eos
    spec.config.decoder_start_token = spec.config.bos_token = BEGIN
    spec.config.eos_token, spec.config.unk_token = END, UNKNOWN
    return spec


def _layer(layer: Any, state: dict[str, Any], at: str, decoder: bool) -> None:
    _linear(layer.self_attention.linear[0], state, f"{at}.self_attention.query_key_value")
    _linear(layer.self_attention.linear[1], state, f"{at}.self_attention.out")
    _norm(layer.self_attention.layer_norm, state, f"{at}.norm_self")
    if decoder:
        for part, name in zip(layer.attention.linear, ("query", "key_value", "out"), strict=True):
            _linear(part, state, f"{at}.cross_attention.{name}")
        _norm(layer.attention.layer_norm, state, f"{at}.norm_cross")
    _linear(layer.ffn.linear_0, state, f"{at}.ff_in")
    _linear(layer.ffn.linear_1, state, f"{at}.ff_out")
    _norm(layer.ffn.layer_norm, state, f"{at}.norm_ff")


def _linear(part: Any, state: dict[str, Any], name: str) -> None:
    part.weight, part.bias = state[f"{name}.weight"], state[f"{name}.bias"]


def _norm(part: Any, state: dict[str, Any], name: str) -> None:
    part.gamma, part.beta = state[f"{name}.weight"], state[f"{name}.bias"]


def write(weights: Weights, vocabulary: Vocabulary, metadata: dict[str, Any], root: Path) -> Path:
    """Write the unpacked package into a folder, which must not be there, and return it."""
    (root / "model").mkdir(parents=True)
    spec = specification(weights, vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(root / "model"))
    (root / "sentencepiece.model").write_bytes(vocabulary.pieces)
    (root / "metadata.json").write_text(json.dumps(metadata, indent=1), encoding="utf-8")
    return root


def pack(root: Path, out: Path) -> Path:
    """Pack an unpacked package as an .argosmodel and return its path."""
    with replacing(out) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(root.rglob("*")):
            archive.write(file, Path("translate-zh_en") / file.relative_to(root))
    return out
