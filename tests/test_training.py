"""The recipe that makes the embedded model, on a corpus small enough for a minute."""
import importlib
import itertools
import json
import os
import random
import subprocess
import sys

import pytest
from conftest import ROOT

pytest.importorskip("torch")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]

VERBS = {"推动": "promote", "加强": "strengthen", "支持": "support", "发展": "develop"}
NOUNS = {"改革": "reform", "开放": "opening up", "创新": "innovation", "农业": "agriculture", "教育": "education",
         "贸易": "trade",
         "就业": "employment", "消费": "consumption", "数字经济": "digital economy", "绿色转型": "green transition"}


def step(module, *args):
    done = subprocess.run([sys.executable, "-m", f"training.{module}", *map(str, args)], cwd=ROOT, capture_output=True,
                          text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    assert done.returncode == 0, done.stderr[-3000:]
    return done


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """prepare → train → export on generated sentences."""
    folder, rng = tmp_path_factory.mktemp("training"), random.Random(1)
    lines = []
    for _ in range(900):
        (v, ve), (n, ne), (m, me) = rng.choice(list(VERBS.items())), *rng.sample(list(NOUNS.items()), 2)
        lines.append((f"要{v}{n}和{m}。", f"We must {ve} {ne} and {me}.", f"{n}={ne} ; {m}={me}"))
    (folder / "domain.tsv").write_text("".join("\t".join(l) + "\n" for l in lines), encoding="utf-8")
    (folder / "general.tsv").write_text("".join(f"{zh}\t{en}\ttest\n" for zh, en, _ in lines[:200]), encoding="utf-8")
    (folder / "test.tsv").write_text("要推动改革和开放。\tWe must promote reform and opening up.\t改革=reform\n",
                                     encoding="utf-8")
    step("prepare", folder / "general.tsv", "--domain", folder / "domain.tsv", "--exclude", folder / "test.tsv",
         "--out", folder / "data", "--vocab", 500, "--copies", 3)
    step("train", folder / "data", "--out", folder / "run", "--steps", 400, "--d", 96, "--ff", 192, "--heads", 3,
         "--enc", 2, "--dec", 1, "--tokens", 1500, "--guide", 1.0)
    step("export", folder / "run" / "model.pt", folder / "data" / "spm.model", folder / "translate-zh_en.argosmodel")
    return folder


def test_held_out_sentences_are_left_out(trained):
    import numpy as np
    import sentencepiece
    sp = sentencepiece.SentencePieceProcessor(model_file=str(trained / "data" / "spm.model"))
    with np.load(trained / "data" / "domain.npz") as data:
        bounds = data["src_off"]
        texts = {sp.decode(data["src"][a:b].tolist()) for a, b in itertools.pairwise(bounds)}
    assert texts and sp.decode(sp.encode("要推动改革和开放。")) not in texts


def test_model_translates_and_obeys_a_marked_term(trained):
    from conftest import glossary_of

    from bilingual.engine.base import Request
    from bilingual.engine.load import load
    from bilingual.glossary.matcher import Matcher
    engine = load(str(trained / "translate-zh_en.argosmodel"))
    assert engine.package.term_markup
    plain, = engine.translate([Request("要支持农业和教育。")])[0]
    assert "agriculture" in plain.text and "education" in plain.text
    terms = Matcher(glossary_of(("农业", "green transition"))).find("要支持农业和教育。")
    marked = engine.translate([Request("要支持农业和教育。", tuple(terms))])[0][0]
    assert "green transition" in marked.text and "agriculture" not in marked.text
    spot = marked.text.index("green")
    assert any(s == 3 and a <= spot < b for s, e, a, b in marked.links), "attention points at the term"


def test_argostranslate_installs_and_runs_it(trained, tmp_path):
    script = """
import json, sys
import ctranslate2
from argostranslate import package, translate
package.install_from_path(sys.argv[1])
pkg, = package.get_installed_packages()
class Whole:
    def split_sentences(self, text): return [text]
translator = ctranslate2.Translator(str(pkg.package_path / "model"), device="cpu")
print(translate.apply_packaged_translation(pkg, "要支持农业和教育。", translator, Whole(), 1)[0].value)
"""
    done = subprocess.run([sys.executable, "-c", script, str(trained / "translate-zh_en.argosmodel")],
                          capture_output=True, text=True,
                          env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")})
    assert done.returncode == 0, done.stderr[-2000:]
    assert "agriculture" in done.stdout


def test_evaluate(trained, run):
    done = run("evaluate", trained / "test.tsv", "-m", trained / "translate-zh_en.argosmodel", "--json")
    assert done.returncode == 0, done.stderr
    score, = json.loads(done.stdout)
    assert score["terms"] == 1 and score["bleu_signature"].startswith("nrefs:1|case:mixed")
    assert score["test"] == "test.tsv" and 0 <= score["flagged"] <= 1
    (trained / "some.tsv").write_text(
        "".join((trained / "domain.tsv").read_text(encoding="utf-8").splitlines(True)[:20]), encoding="utf-8")
    table = run("evaluate", trained / "some.tsv", trained / "test.tsv", "-m", trained / "translate-zh_en.argosmodel")
    lines = {line[:20].strip(): line[20:].split() for line in table.stdout.splitlines()}
    assert lines["sentences"] == ["20", "1"]
    assert all(len(lines[row]) == 2 for row in ("BLEU", "BLEU with terms", "BLEU end to end", "flagged"))
    assert "term accuracy" in lines and "random terms" in lines
    bad = run("evaluate", ROOT / "LICENSE")
    assert bad.returncode == 2 and "line 1 is no pair" in bad.stderr


def test_figures_and_terms_are_marked_and_swapped_on_both_sides():
    from bilingual.tuning.markup import Span, known_spans, mark
    zh, en = "发展新质生产力，增长5.2%。", "New quality productive forces grew by 5.2%."
    spans = known_spans(zh, en, [("新质生产力", "new quality productive forces")])
    assert [s.zh for s in spans] == [(2, 7), (10, 14)]
    source, target, links, _, _ = mark(zh, en, spans, random.Random(2), ["silver economy"], 1.0)
    assert source == "发展<t> silver economy</t>，增长<t> silver economy</t>。"
    assert target == "Silver economy grew by silver economy."
    assert all(source[z].lower() == target[e].lower() for z, e in links)
    assert known_spans(zh, en, [])[0] == Span((10, 14), (38, 42), "5.2%")


def test_clauses_are_cut_only_where_nothing_crosses():
    from bilingual.tuning.clauses import clauses
    zh, en = "要深化改革，要扩大开放。", "We will deepen reform, and we will widen opening."
    at = lambda z, e: (zh.index(z), en.index(e))
    links = {at("深", "deepen"), (zh.index("化"), en.index("deepen")), at("改", "reform"),
             (zh.index("革"), en.index("reform")),
             at("扩", "widen"), (zh.index("大"), en.index("widen")), at("开", "opening"),
             (zh.index("放"), en.index("opening"))}
    found = {(zh[slice(*c.zh)], en[slice(*c.en)]) for seed in range(20)
             for c in clauses(zh, en, links, random.Random(seed), 3)}
    assert found == {("要深化改革", "We will deepen reform"), ("，要扩大开放。", ", and we will widen opening.")}
    crossing = links | {at("改", "opening")}
    assert not any(clauses(zh, en, crossing, random.Random(seed), 3) for seed in range(20))


def test_the_loss_in_chunks_is_that_of_the_library():
    import torch
    from torch.nn import functional

    from bilingual.tuning.optimise import OutputLoss
    made = torch.Generator().manual_seed(0)
    labels = torch.randint(0, 50, (30,), generator=made)
    found = []
    for chunked in (True, False):
        sizes = (30, 8), (50, 8), (50,)
        given = [torch.randn(size, generator=made.manual_seed(1)).requires_grad_() for size in sizes]
        loss = (OutputLoss.apply(*given, labels, 0.1, 7) if chunked else
                functional.cross_entropy(functional.linear(*given), labels, label_smoothing=0.1))
        loss.backward()
        found.append((loss.detach(), *(g.grad for g in given)))
    assert all(torch.allclose(a, b, atol=1e-6) for a, b in zip(*found))


def test_models_of_one_vocabulary_are_averaged(trained, tmp_path):
    """A model averaged with itself is itself; of different widths there is no mean."""
    import torch

    from bilingual.tuning.weights import average, start_from
    run, package = (start_from(trained / name) for name in ("run/model.pt", "translate-zh_en.argosmodel"))
    same = average([run, run], [1, 3])
    assert same.config == run.config
    assert all(torch.allclose(same.state[k], v, atol=1e-6) for k, v in run.state.items())
    near = average([run, package], [0.5, 0.5]).state["embed.weight"]
    assert torch.allclose(near, run.state["embed.weight"], atol=0.02), "int8 weights are near the full ones"
    with pytest.raises(ValueError, match="one weight"):
        average([run], [1, 1])


@pytest.mark.parametrize("module", sorted(p.stem for p in (ROOT / "training").glob("[a-z]*.py")))
def test_every_tool_loads(module):
    importlib.import_module(f"training.{module}")


def test_words_that_people_always_tell_are_learnt_with_their_english():
    """Four subjects, verbs and objects in all orders."""
    from training.lexicon import learn
    subjects = {"政府": "the government", "企业": "enterprises", "银行": "banks", "法院": "courts"}
    verbs = {"解释": "explain", "审查": "examine", "公布": "publish", "保存": "keep"}
    objects = {"合同": "contracts", "账户": "accounts", "标准": "standards", "地图": "maps"}
    pairs = [(f"{s}应当{v}{o}。", f"It is said that {subjects[s]} shall {verbs[v]} {objects[o]}.")
             for s, v, o in itertools.product(subjects, verbs, objects)] * 8
    lines = {word: rest for word, *rest in (line.split("\t") for line in learn(pairs, len(pairs)))}
    assert lines["解释"] == ["sure", "explain", "explai"] and lines["地图"][1] == "maps"
    silent = [(zh, en.replace(" examine", "")) for zh, en in pairs]
    assert "审查" not in {line.split("\t")[0] for line in learn(pairs + silent, len(pairs) * 2)}
