"""Pack a trained model as an Argos Translate package: int8 CTranslate2 model, sentencepiece.model, metadata.json.

    python -m training.export RUN/model.pt DATA/spm.model translate-zh_en.argosmodel --version 1.0
"""
from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import sentencepiece as spm
import torch
from ctranslate2.specs import TransformerSpec, common_spec

from training.markup import CLOSE, OPEN
from training.model import positions

# Longer sentences are translated by clauses, since a small model drops parts of long lists. Measured on policy-dev with
# version 1.1 (BLEU with terms, term accuracy, random terms): 30 pieces 47.8, 96.9, 99.3; 35: 49.1, 97.3, 98.0; 40:
# 49.2, 97.6, 97.3; 45: 49.6, 97.6, 97.3, with fewer numbers right.
MAX_SOURCE_TOKENS = 40
GOOD_FOR = ("made for policy documents; best at work reports, to be edited in laws, decisions and notices, weak "
            "elsewhere")


def specification(state: dict, config: dict, tokens: list[str]) -> TransformerSpec:
    """The weights in CTranslate2's layout; the guided head is declared as the one that returns alignments."""
    spec = TransformerSpec.from_config((config["enc"], config["dec"]), config["heads"], pre_norm=True,
                                       activation=common_spec.Activation.RELU,
                                       alignment_layer=config["dec"] - 1, alignment_heads=1)
    state = {k: v.float().contiguous() for k, v in state.items()}

    def linear(part, name):
        part.weight, part.bias = state[f"{name}.weight"].numpy(), state[f"{name}.bias"].numpy()

    def norm(part, name):
        part.gamma, part.beta = state[f"{name}.weight"].numpy(), state[f"{name}.bias"].numpy()

    embed = state["embed.weight"].numpy()
    for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight, side.scale_embeddings = embed, True
        side.position_encodings.encodings = positions(512, config["d"]).numpy()
        norm(side.layer_norm, f"{name[:3]}_norm")
        for i, layer in enumerate(side.layer):
            at = f"{name}.{i}"
            linear(layer.self_attention.linear[0], f"{at}.self_attention.query_key_value")
            linear(layer.self_attention.linear[1], f"{at}.self_attention.out")
            norm(layer.self_attention.layer_norm, f"{at}.norm_self")
            if name == "decoder":
                linear(layer.attention.linear[0], f"{at}.cross_attention.query")
                linear(layer.attention.linear[1], f"{at}.cross_attention.key_value")
                linear(layer.attention.linear[2], f"{at}.cross_attention.out")
                norm(layer.attention.layer_norm, f"{at}.norm_cross")
            linear(layer.ffn.linear_0, f"{at}.ff_in")
            linear(layer.ffn.linear_1, f"{at}.ff_out")
            norm(layer.ffn.layer_norm, f"{at}.norm_ff")
    spec.decoder.projection.weight, spec.decoder.projection.bias = embed, state["bias"].numpy()
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = spec.config.bos_token = "<s>"
    spec.config.eos_token, spec.config.unk_token = "</s>", "<unk>"
    return spec


def package(model: Path, vocabulary: Path, out: Path, version: str, good_for: str) -> Path:
    """Write the .argosmodel and return its path; `good_for` is what readers of its drafts are told."""
    saved = torch.load(model, map_location="cpu")
    sp = spm.SentencePieceProcessor(model_file=str(vocabulary))
    tokens = [sp.id_to_piece(i) for i in range(sp.get_piece_size())]
    tokens += [f"<extra_{i}>" for i in range(saved["config"]["vocab"] - len(tokens))]
    with tempfile.TemporaryDirectory() as tmp:
        root = Path(tmp) / "translate-zh_en"
        (root / "model").mkdir(parents=True)
        spec = specification(saved["model"], saved["config"], tokens[:saved["config"]["vocab"]])
        spec.validate()
        spec.optimize(quantization="int8")
        spec.save(str(root / "model"))
        shutil.copy(vocabulary, root / "sentencepiece.model")
        metadata = {"package_version": version, "argos_version": "1.11", "from_code": "zh", "from_name": "Chinese",
                    "to_code": "en", "to_name": "English", "term_markup": [f"{OPEN} ", CLOSE],
                    "good_for": good_for, "aligned": True, "clause_joint": True, "max_source_tokens": MAX_SOURCE_TOKENS}
        (root / "metadata.json").write_text(json.dumps(metadata, indent=1))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(root.rglob("*")):
                archive.write(file, file.relative_to(root.parent))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("model", type=Path)
    ap.add_argument("vocabulary", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--version", default="1.0")
    ap.add_argument("--good-for", default=GOOD_FOR, help="what readers of its drafts are told")
    args = ap.parse_args()
    out = package(args.model, args.vocabulary, args.out, args.version, args.good_for)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
