"""`bilingual model tune` on models small enough for seconds."""
import argparse
import json
import random
import re
import sys
import threading

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sacrebleu")

VERBS = {"推动": "promote", "加强": "strengthen", "支持": "support", "发展": "develop"}
NOUNS = {"改革": "reform", "开放": "opening up", "创新": "innovation", "农业": "agriculture", "教育": "education",
         "贸易": "trade", "就业": "employment", "消费": "consumption", "卫生": "health", "交通": "transport"}
SENTENCES = [(f"要{v}{n}和{m}。", f"We must {ve} {ne} and {me}.") for v, ve in VERBS.items() for n, ne in NOUNS.items()
             for m, me in NOUNS.items() if n < m]


USUAL = [en.replace("We must", "It is necessary to") for _, en in SENTENCES]  # what the model says before


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    """A SentencePiece model of the sentences, without marks of terms."""
    import sentencepiece
    prefix = tmp_path_factory.mktemp("words") / "spm"
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*(t for pair in SENTENCES for t in pair), *USUAL]), model_prefix=str(prefix),
        vocab_size=160, hard_vocab_limit=False, character_coverage=1.0, unk_id=0, bos_id=1, eos_id=2, pad_id=-1,
        minloglevel=2)
    return prefix.with_suffix(".model").read_bytes()


@pytest.fixture(scope="module")
def small(words, tmp_path_factory):
    """A package of a model that was trained for seconds: it says "It is necessary to" and knows no marks."""
    import numpy as np

    from bilingual.tuning.batches import Arrays
    from bilingual.tuning.export import pack, write
    from bilingual.tuning.network import Transformer
    from bilingual.tuning.optimise import Trainer, adam
    from bilingual.tuning.rows import Expander
    from bilingual.tuning.vocabulary import of_pieces
    from bilingual.tuning.weights import Weights
    folder = tmp_path_factory.mktemp("small")
    torch.manual_seed(1)
    vocabulary, expander = of_pieces(words, 160), Expander(words, [])
    model = Transformer(160, 64, 128, 2, 1, 1)
    trainer = Trainer(model, adam(model, 5e-3), guide=0.0)
    rows = Arrays([expander.encode(zh, en, []) for (zh, _), en in zip(SENTENCES, USUAL)])
    batches = rows.batches(1000, np.random.default_rng(1))
    for step in range(120):
        trainer.update(rows.tensors(next(batches)), step / 120, 0.0)
    metadata = {"package_version": "0.3", "from_code": "zh", "to_code": "en"}
    write(Weights(model.state_dict(), model.config, model.position), vocabulary, metadata, folder / "package")
    return pack(folder / "package", folder / "small.argosmodel")


@pytest.fixture(scope="module")
def newborn(words, tmp_path_factory):
    """A package of a model that knows nothing: whatever it says after tuning, it learnt."""
    from bilingual.tuning.export import pack, write
    from bilingual.tuning.network import Transformer
    from bilingual.tuning.vocabulary import of_pieces
    from bilingual.tuning.weights import Weights
    folder = tmp_path_factory.mktemp("newborn")
    torch.manual_seed(1)
    vocabulary, model = of_pieces(words, 160), Transformer(160, 64, 128, 2, 1, 1)
    with torch.no_grad():
        model.bias[vocabulary.eos] = 5.0  # it says little: babbling would only take time
    metadata = {"package_version": "0.3", "from_code": "zh", "to_code": "en"}
    write(Weights(model.state_dict(), model.config, model.position), vocabulary, metadata, folder / "package")
    return pack(folder / "package", folder / "newborn.argosmodel")


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    """Reviewed sentences in a TMX file, a glossary, other text, and a test of other text."""
    from bilingual.exchange import tmx
    from bilingual.model.document import State
    from bilingual.translation.memory import Unit
    folder = tmp_path_factory.mktemp("material")
    chosen = random.Random(1).sample(SENTENCES, 120)
    tmx.write([Unit(zh, en, State.REVIEWED, who="reviewer") for zh, en in chosen], folder / "reviewed.tmx")
    (folder / "terms.csv").write_text("source,target\n" + "".join(f"{z},{e}\n" for z, e in NOUNS.items()),
                                      encoding="utf-8")
    (folder / "other.txt").write_text("今天天气很好。\n明天我们去北京。\n", encoding="utf-8")
    (folder / "rest.tsv").write_text("今天天气很好。\tThe weather is fine today.\n", encoding="utf-8")
    return folder


@pytest.fixture
def tune(run, small, material):
    """The command with what all of these tests give it."""
    def call(*more, package=small):
        return run("model", "tune", package, "--no-memory", "--tmx", material / "reviewed.tmx", "-g",
                   material / "terms.csv", "--text", material / "other.txt", "--rest", material / "rest.tsv", "--quiet",
                   "--threads", "1", *more)
    return call


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """No test sees what another installed."""
    from argostranslate import settings
    monkeypatch.setattr(settings, "package_dirs", [tmp_path / "packages"])


def test_what_is_better_is_installed_with_its_card(tune, run, newborn):
    done = tune("--steps", 250, "--name", "mine", package=newborn)
    assert done.returncode == 0, done.stdout + done.stderr
    before, *after = (float(n) for n in re.search(r"chrF, sentences kept apart(.*)", done.stdout)[1].split())
    assert max(after) > before
    shown = run("model", "info", "mine").stdout
    assert "0.3+mine" in shown
    assert "108 reviewed sentences" in shown and "250 updates, seed 1" in shown
    assert "mine" in run("model", "list").stdout


def test_what_is_not_better_is_refused_with_the_reason(tune, run, tmp_path):
    done = tune("--steps", 1)
    assert done.returncode == 1
    assert "chrF, sentences kept apart" in done.stdout and "installed" not in done.stdout
    assert "nothing was installed" in done.stderr and "of the resamples" in done.stderr
    assert not (tmp_path / "packages").exists()


def test_no_model_is_replaced_unless_that_is_wished(tune, tmp_path):
    taken = tmp_path / "packages" / "mine"
    taken.mkdir(parents=True)
    done = tune("--steps", 1, "--name", "mine")
    assert done.returncode == 2 and "--force" in done.stderr and not any(taken.iterdir())
    assert tune("--steps", 1, "--name", "mine", "--force").returncode == 1, "not better, and told so"
    assert "no name for a model" in tune("--name", "../mine").stderr


def test_too_few_sentences_are_told(run, small):
    done = run("model", "tune", small, "--no-memory")
    assert done.returncode == 2 and "0 reviewed sentences" in done.stderr and "--tmx" in done.stderr


def plan(small, **more):
    from bilingual.engine.packages import find
    from bilingual.tuning.course import Length
    from bilingual.tuning.tune import Plan
    return Plan(find(str(small)), "mine", Length(more.pop("steps", 40)), threads=1, **more)


def tuned(small, material, stopped=lambda: False, bar=lambda name: lambda done, total: None, **more):
    """Tune by the function that the command calls; all figures, and the installed model's bytes, if there is one."""
    from bilingual.evaluation import read_test
    from bilingual.exchange import tmx
    from bilingual.glossary.load import load
    from bilingual.tuning.lesson import lesson
    from bilingual.tuning.tune import tune as call
    wanted = plan(small, **more)
    learnt = lesson(tmx.read(material / "reviewed.tmx"), ["今天天气很好。"], wanted.seed)
    outcome = call(wanted, learnt, read_test(material / "rest.tsv"), load([material / "terms.csv"]), bar, stopped)
    model = (outcome.installed.path / "model" / "model.bin").read_bytes() if outcome.installed else b""
    return [c.figures for c in outcome.candidates], model


def test_a_broken_off_run_goes_on_and_ends_as_one_that_was_not(small, material):
    from bilingual.tuning.course import BrokenOff
    whole = tuned(small, material, steps=60)
    stop, seen = threading.Event(), []

    def bar(name):
        def tell(done, total):
            if name == "training":
                seen.append(done)
                if done == 20:
                    stop.set()
        return tell
    with pytest.raises(BrokenOff, match="step 20 of 60"):
        tuned(small, material, stop.is_set, bar, steps=60)
    stop.clear()
    again = tuned(small, material, stop.is_set, bar, steps=60)
    assert seen == list(range(1, 61)), "nothing is done twice"
    assert again == whole


def test_the_seed_decides(small, material):
    one, same, other = (tuned(small, material, steps=12, seed=s)[0] for s in (1, 1, 2))
    assert one == same != other


def opennmt(tmp_path, words, **options):
    """A package with random weights, as OpenNMT-py's models become Argos packages: by CTranslate2's own converter."""
    from ctranslate2.converters import OpenNMTPyConverter

    from bilingual.tuning.vocabulary import of_pieces
    tokens = ["<unk>", "<blank>", "<s>", "</s>", *of_pieces(words, 160).tokens[3:]]
    d, ff = 32, 64
    table, rand = torch.randn(len(tokens), d) * d ** -0.5, lambda *size: torch.randn(*size) * 0.1
    state = {}
    for side, layers, attentions in (("encoder", "transformer", ("self_attn",)),
                                     ("decoder", "transformer_layers", ("self_attn", "context_attn"))):
        state[f"{side}.embeddings.make_embedding.emb_luts.0.weight"] = (
            table if options.get("shared", True) or side == "decoder" else rand(len(tokens), d))
        state[f"{side}.embeddings.make_embedding.pe.pe"] = rand(100, 1, d)
        if side == "decoder":
            state[f"{side}.embeddings.make_embedding.pe.pe"] = state["encoder.embeddings.make_embedding.pe.pe"]
        norms = ["layer_norm"]
        for n in range(2):
            at = f"{side}.{layers}.{n}"
            for attention in attentions:
                for part in ("linear_query", "linear_keys", "linear_values", "final_linear"):
                    state[f"{at}.{attention}.{part}.weight"] = rand(d, d)
                    state[f"{at}.{attention}.{part}.bias"] = rand(d)
            state |= {f"{at}.feed_forward.w_1.weight": rand(ff, d), f"{at}.feed_forward.w_1.bias": rand(ff),
                      f"{at}.feed_forward.w_2.weight": rand(d, ff), f"{at}.feed_forward.w_2.bias": rand(d)}
            norms += [f"{layers}.{n}.feed_forward.layer_norm"]
            norms += ([f"{layers}.{n}.layer_norm"] if side == "encoder"
                      else [f"{layers}.{n}.layer_norm_1", f"{layers}.{n}.layer_norm_2"])
        for name in norms:
            state[f"{side}.{name}.weight"], state[f"{side}.{name}.bias"] = 1 + rand(d), rand(d)
    opt = argparse.Namespace(encoder_type="transformer", decoder_type="transformer", position_encoding=True,
                             enc_layers=2, dec_layers=2, heads=2,
                             pos_ffn_activation_fn=options.get("activation", "relu"))
    saved = {"opt": opt, "model": state, "generator": {"weight": table, "bias": rand(len(tokens))},
             "vocab": {"src": tokens, "tgt": tokens}}
    torch.save(saved, tmp_path / "opennmt.pt")
    root = tmp_path / "translate-zh_en-9"
    root.mkdir()
    converter = OpenNMTPyConverter(str(tmp_path / "opennmt.pt"), unsafe_deserialization=True)
    converter.convert(str(root / "model"))
    (root / "sentencepiece.model").write_bytes(words)
    (root / "metadata.json").write_text(json.dumps({"package_version": "9", "from_code": "zh", "to_code": "en"}))
    return root


def test_the_layout_of_the_usual_argos_package_is_read_as_ctranslate2_reads_it(tmp_path, words):
    """The probability of every token is the same here and there: source without an end mark, own order of tokens."""
    import ctranslate2

    from bilingual.engine.packages import find
    from bilingual.tuning import vocabulary, weights
    from bilingual.tuning.batches import Arrays
    from bilingual.tuning.rows import Expander
    torch.manual_seed(2)
    root = opennmt(tmp_path, words)
    package = find(str(root))
    read, known = weights.of_package(package), vocabulary.of_package(package)
    assert not known.source_eos and known.bos == 2
    expander = Expander(words, [], known.tokens)
    zh, en = SENTENCES[5]
    batch = Arrays([expander.encode(zh, en, [])], known.bos, known.eos, known.source_eos).tensors([0])
    model = read.model().eval()
    with torch.no_grad():
        hidden, _ = model(*batch[:3])
        chances = (hidden @ model.embed.weight.T + model.bias).log_softmax(-1)[0]
    ours = chances.gather(1, batch[3][0].unsqueeze(1)).squeeze(1).tolist()
    theirs = ctranslate2.Translator(str(root / "model"), compute_type="float32").score_batch(
        [expander.sp.encode(zh, out_type=str)], [expander.sp.encode(en, out_type=str)])[0].log_probs
    assert ours == pytest.approx(theirs, abs=1e-3)


def test_marks_are_added_to_a_vocabulary_that_has_none(tmp_path, words):
    """As pieces that are never cut, behind all others; the other pieces stay as they are."""
    import sentencepiece

    from bilingual.engine.packages import find
    from bilingual.tuning import vocabulary, weights
    package = find(str(opennmt(tmp_path, words)))
    old, known = weights.of_package(package), vocabulary.of_package(package)
    more, new = vocabulary.with_marks(known, old)
    pieces = sentencepiece.SentencePieceProcessor(model_proto=more.pieces).encode("要<t> reform</t>。", out_type=str)
    assert "<t>" in pieces and "</t>" in pieces and more.tokens[:-2] == known.tokens
    assert new.config["vocab"] == old.config["vocab"] + 2 == len(more.tokens)
    assert torch.equal(new.state["embed.weight"][:-2], old.state["embed.weight"])


@pytest.mark.parametrize(("options", "said"), [
    ({"activation": "gelu"}, "activation is"), ({"shared": False}, "vocabularies or embeddings of their own")])
def test_another_layout_is_refused_in_one_sentence(tune, tmp_path, words, options, said):
    torch.manual_seed(3)
    done = tune("--steps", 1, package=opennmt(tmp_path, words, **options))
    assert done.returncode == 2 and said in done.stderr and "cannot be tuned" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_without_torch_one_sentence_says_what_to_install(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    done = run("model", "tune")
    assert done.returncode == 2 and "pip install" in done.stderr and "torch" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_person_s_drafts_and_the_machine_s_are_other_text():
    from bilingual.model.document import State
    from bilingual.translation.memory import Unit
    from bilingual.tuning.lesson import APART, lesson
    reviewed = [Unit(zh, en, State.REVIEWED) for zh, en in SENTENCES[:100]]
    more = [Unit("要支持就业。", "Draft.", State.TRANSLATED, key="k"), Unit(*SENTENCES[0], State.TRANSLATED, key="k2"),
            Unit("共有1234人参加。", "Some people took part.", State.REVIEWED)]
    made = lesson([*reviewed, *more], ["今天天气很好。"], 1)
    assert sorted(made.others) == ["今天天气很好。", "要支持就业。"]
    assert len(made.apart) == APART * 100 and made.left_out == 1
    shown, kept = {p.zh for p in made.learnt}, {p.zh for p in made.apart}
    assert not shown & kept and len(shown | kept) == 100


def test_a_gain_by_chance_is_no_gain():
    from bilingual.tuning.weighing import Figures, Measure, objection
    measure = lambda values: Measure(tuple(values), sum(values) / len(values), 0.0)
    old = Figures(measure([50.0] * 40), measure([50.0] * 40), 0.9)
    figures = lambda apart, rest=50.0, obeyed=0.9: Figures(measure(apart), measure([rest] * 40), obeyed)
    better = [52.0, 51.0, 53.0, 49.5] * 10
    assert objection(old, figures(better), 1) == ""
    assert "resamples" in objection(old, figures([90.0] + [49.5] * 39), 1), "one sentence is no proof"
    assert "other text" in objection(old, figures(better, rest=49.0), 1)
    assert "random renderings" in objection(old, figures(better, obeyed=0.8), 1)
