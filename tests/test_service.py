"""The translation service: foreign clients, recorded requests, the command line's answers, turns, clients that go."""

import gc
import json
import re
import shlex
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import ROOT, SAMPLES
from serving import serving

from bilingual.language.han import HAN

ZH, EN = "推动高质量发展。", "high-quality development"
TEXTS = [
    "推动高质量发展，扩大内需。",
    "一是深化改革；二是扩大开放。",
    "GDP增长5.2%，安排100亿元。",
    "党中央、国务院高度重视。",
]


@pytest.fixture(scope="module")
def server(engine, tmp_path_factory):
    with serving(tmp_path_factory.mktemp("served"), engine) as running:
        yield running


def test_one_text_and_several_in_json_and_as_a_form(server):
    status, _, one = server.post("/translate", {"q": ZH, "source": "zh", "target": "en"})
    assert (
        status == 200
        and EN in one["translatedText"]
        and one["detectedLanguage"] == {"confidence": 100.0, "language": "zh"}
    )
    assert server.post("/translate", [("q", ZH), ("source", "auto"), ("target", "en")])[2] == one
    raw = server.ask("POST", "/translate", f"q={ZH}&target=en", {"Content-Type": "application/x-www-form-urlencoded"})[
        2
    ]
    assert raw == one, "a form whose Chinese is not escaped"
    status, _, several = server.post(
        "/translate", {"q": [ZH, "", "no Chinese\n"], "source": "zh-CN", "target": "en-US"}
    )
    assert several["translatedText"] == [one["translatedText"], "", "no Chinese\n"]
    assert [d["language"] for d in several["detectedLanguage"]] == ["zh", "en", "en"]


def test_answers_are_the_command_lines(server, run):
    answered = server.post("/translate", {"q": TEXTS, "source": "zh", "target": "en"})[2]["translatedText"]
    for text, english in zip(TEXTS, answered):
        told = json.loads(run("translate", "--text", text, "-m", "embedded", "--no-memory", "--json").stdout)
        assert english == " ".join(s["target"] for s in told["segments"])


def test_lines_and_white_space_stay(server):
    given = "  " + TEXTS[0] + "\n\n\t" + TEXTS[3] + " \r\nplain\n"
    text = server.post("/translate", {"q": given, "source": "zh", "target": "en"})[2]["translatedText"]
    assert re.fullmatch(r"  \S[^\n]+\n\n\t\S[^\n]+ \r\nplain\n", text) and not HAN.search(text)


def test_a_traditional_text_among_others_is_read_as_one(server):
    texts = [*TEXTS, "推動高質量發展，擴大內需。"]
    answers = server.post("/translate", {"q": texts, "source": "zh", "target": "en"})[2]["translatedText"]
    assert answers[-1] == answers[0]


def test_what_is_known_of_an_answer(server):
    known = server.post("/translate?bilingual=1", {"q": [TEXTS[0]], "source": "zh", "target": "en"})[2]["bilingual"][0]
    assert known["state"] == "translated" and known["segments"][0]["source"] == TEXTS[0]
    assert {"高质量发展", "扩大内需"} <= {t["source"] for t in known["terms"]} and all(
        t["status"] != "missing" for t in known["terms"]
    )


def test_alternatives_have_their_terms(server):
    found = server.post("/translate", {"q": ZH, "source": "zh", "target": "en", "alternatives": 3})[2]
    assert 1 <= len(found["alternatives"]) <= 3 and found["translatedText"] not in found["alternatives"]
    assert all(EN in a for a in found["alternatives"])


@pytest.mark.parametrize(
    ("form", "given", "wanted"),
    [
        ("html", "要<b>深化改革</b>，扩大内需。", "<b>deepen reform</b>"),
        (
            "html",
            '<p>要<a href="x?a=1&amp;b=2">深化改革</a>。</p>\n<p>扩大内需。</p>',
            '<a href="x?a=1&amp;b=2">deepen reform</a>',
        ),
        ("html", '扩大内需<span translate="no">不译的字</span>。', "不译的字"),
        ("html", "扩大内需 A&amp;B。", "A&amp;B"),
    ],
)
def test_tags_stand_around_the_same_words(server, form, given, wanted):
    text = server.post("/translate", {"q": given, "source": "zh", "target": "en", "format": form})[2]["translatedText"]
    assert wanted in text
    tags = lambda t: sorted(re.findall(r"</?[a-z]+", t))
    assert tags(text) == tags(given), text


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"q": ZH, "source": "zh"}, 400, "target"),
        ({"source": "zh", "target": "en"}, 400, "q"),
        ({"q": 5, "target": "en"}, 400, "q"),
        ({"q": [ZH, None], "target": "en"}, 400, "q"),
        ({"q": ZH, "source": "zh", "target": "fr"}, 400, "fr is not supported"),
        ({"q": ZH, "source": "de", "target": "en"}, 400, "de is not supported"),
        ({"q": ZH, "target": "en", "format": "pdf"}, 400, "pdf"),
        ({"q": ZH, "target": "en", "alternatives": "many"}, 400, "alternatives"),
        ("{", 400, "JSON"),
        ("[" * 100_000, 400, "JSON"),
        ({"q": ["a"] * 3000, "target": "en"}, 413, "2000"),
        ({"q": "改" * 1_000_001, "target": "en"}, 413, "1000000"),
    ],
)
def test_errors_are_errors(server, body, status, words):
    got, _, answer = server.ask("POST", "/translate", body, {"Content-Type": "application/json"})
    assert got == status and words in answer["error"] and set(answer) == {"error", "message"}


@pytest.mark.parametrize(
    ("text", "language"),
    [(ZH, "zh"), ("推動高質量發展", "zh"), ("これは日本語です", "ja"), ("한국어", "ko"), ("plain", "en"), ("", "en")],
)
def test_detection(server, text, language):
    assert server.post("/detect", {"q": text})[2][0]["language"] == language


def test_libretranslatepy(server):
    library = pytest.importorskip("libretranslatepy")
    client = library.LibreTranslateAPI(server.url)
    assert EN in client.translate(ZH, "zh", "en") and client.detect(ZH)[0]["language"] == "zh"
    assert {"zh", "en"} <= {language["code"] for language in client.languages()}


def test_deepl(server, tmp_path):
    deepl = pytest.importorskip("deepl")
    client = deepl.DeepLClient("any", server_url=server.url)
    assert {x.code for x in client.get_source_languages()} == {"ZH"} and "EN-US" in {
        x.code for x in client.get_target_languages()
    }
    one = client.translate_text(ZH, target_lang="EN-US")
    assert EN in one.text and one.detected_source_lang == "ZH"
    several = client.translate_text(TEXTS, source_lang="ZH", target_lang="EN-GB")
    assert [t.text for t in several] == server.post("/translate", {"q": TEXTS, "target": "en"})[2]["translatedText"]
    made = client.create_glossary(
        "mine/../x", "ZH", "EN", {"高质量发展": "first-rate development", "扩大内需": "spend more at home"}
    )
    assert made.entry_count == 2 and [g.glossary_id for g in client.list_glossaries()] == [made.glossary_id]
    assert client.get_glossary_entries(made) == {
        "高质量发展": "first-rate development",
        "扩大内需": "spend more at home",
    }
    assert [p.parent.name for p in server.folder.rglob("*.xlsx")] == ["glossaries"]
    assert (
        "first-rate development" in client.translate_text(ZH, source_lang="ZH", target_lang="EN-US", glossary=made).text
    )
    assert EN in client.translate_text(ZH, source_lang="ZH", target_lang="EN-US").text
    client.delete_glossary(made)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_glossary(made.glossary_id)
    client.translate_document_from_filepath(SAMPLES / "notice.txt", tmp_path / "out.txt", target_lang="EN-US")
    assert not HAN.search((tmp_path / "out.txt").read_text(encoding="utf-8"))
    with pytest.raises(deepl.DeepLException, match="not supported"):
        client.translate_text(ZH, target_lang="DE")
    assert client.get_usage().character.count > 0


def test_placeholders_of_deepls_clients_survive(server):
    given = '着力扩大<x id="1"></x>内需，<g>推动高质量发展</g>。\n第二行：<x id="2">保留</x>深化改革。'
    body = {"text": [given], "target_lang": "EN", "tag_handling": "xml", "ignore_tags": ["x"]}
    text = server.post("/v2/translate", body)[2]["translations"][0]["text"]
    assert '<x id="1"></x>' in text and '<x id="2">保留</x>' in text and text.count("\n") == 1
    assert re.search(r"<g>[^<]*high-quality development</g>", text), text
    for bad in ("<a>改革", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><b>&a;改革</b>"):
        assert server.post("/v2/translate", {**body, "text": [bad]})[0] == 400
    assert server.post("/v2/translate", {**body, "formality": "more"})[0] == 400


@pytest.mark.parametrize(
    ("method", "path", "body", "english"),
    [  # as the programs' sources send them
        (
            "POST",
            "/translate",
            [("q", ZH), ("source", "zh"), ("target", "en"), ("format", "text"), ("api_key", "")],
            lambda a: a["translatedText"],
        ),
        (
            "POST",
            "/translate",
            {"q": ZH, "source": "auto", "target": "en", "alternatives": 3, "api_key": ""},
            lambda a: a["translatedText"],
        ),
        (
            "POST",
            "/translate",
            {"q": [ZH], "source": "zh", "target": "en", "api_key": ""},
            lambda a: a["translatedText"][0],
        ),
        (
            "POST",
            "/imme?token=",
            {"source_lang": "zh-CN", "target_lang": "en", "text_list": [ZH]},
            lambda a: a["translations"][0]["text"],
        ),
        ("POST", "/kiss", {"from": "zh-CN", "to": "en", "text": ZH}, lambda a: a["text"] if a["src"] == "zh" else ""),
        ("POST", "/kiss", {"from": "auto", "to": "en", "texts": [ZH]}, lambda a: a["translations"][0]["text"]),
        (
            "POST",
            "/hcfy",
            {"name": "x", "text": ZH, "destination": ["中文(简体)", "英语"], "source": "中文(简体)"},
            lambda a: a["result"][0],
        ),
        ("POST", "/deeplx", {"text": ZH, "source_lang": "ZH", "target_lang": "EN"}, lambda a: a["data"]),
        ("POST", "/mtran", {"from": "zh", "to": "en", "text": ZH}, lambda a: a["result"]),
        (
            "GET",
            "/fakemt?source=ZH-CN&target=EN-US&text=%E6%8E%A8%E5%8A%A8%E9%AB%98%E8%B4%A8%E9%87%8F%E5%8F%91%E5%B1%95%E3%80%82",
            None,
            lambda a: a["translation"],
        ),
        (
            "POST",
            "/v2/translate",
            [("text", ZH), ("text", ZH), ("target_lang", "EN")],
            lambda a: a["translations"][1]["text"],
        ),
    ],
)
def test_recorded_requests(server, method, path, body, english):
    status, _, answer = server.ask(method, path, body)
    assert status == 200 and EN in english(answer)


def test_a_file_comes_back_in_its_own_shape(server):
    status, _, answer = server.upload(
        "/translate_file",
        "../../通知 公告.txt",
        (SAMPLES / "notice.txt").read_bytes(),
        [("source", "zh"), ("target", "en")],
    )
    assert status == 200 and answer["translatedFileUrl"].startswith(f"http://127.0.0.1:{server.port}/download_file/")
    status, headers, content = server.ask("GET", answer["translatedFileUrl"].removeprefix(server.url))
    assert status == 200 and "attachment" in headers["content-disposition"] and not HAN.search(content.decode())
    assert server.upload("/translate_file", "a.exe", b"MZ", [("target", "en")])[0] == 415
    assert server.upload("/translate_file", "a.docx", b"no zip", [("target", "en")])[0] == 400
    assert server.ask("GET", "/download_file/../../etc/passwd")[0] == 404


CURLS = [
    line.strip()
    for line in (ROOT / "docs" / "service.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("    curl ")
]


@pytest.mark.parametrize("line", CURLS)
def test_the_curls_of_the_documentation(server, line):
    done = subprocess.run(
        [*shlex.split(line.replace("http://127.0.0.1:8765", server.url)), "--fail-with-body"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    answer = json.loads(done.stdout)
    assert "error" not in answer and len(CURLS) > 15
    if "发展" in line and "/detect" not in line and "glossaries" not in line:
        assert "development" in done.stdout


def fits(value, schema, parts):
    """Whether a value is as a schema of our OpenAPI file says."""
    if "$ref" in schema:
        return fits(value, parts[schema["$ref"].rsplit("/", 1)[1]], parts)
    if "oneOf" in schema:
        return any(fits(value, s, parts) for s in schema["oneOf"])
    kind = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}[
        schema["type"]
    ]
    if not isinstance(value, kind) or "enum" in schema and value not in schema["enum"]:
        return False
    if schema["type"] == "array":
        return (
            all(fits(v, schema.get("items", {"type": "object"}), parts) for v in value) if "items" in schema else True
        )
    known = schema.get("properties")
    return known is None or (
        set(schema.get("required", ())) <= set(value) <= set(known)
        and all(fits(v, known[k], parts) for k, v in value.items())
    )


def test_the_openapi_file_is_true(server):
    described = server.ask("GET", "/openapi.json")[2]
    routes = {
        (r.path, m.lower())
        for r in server.app.routes
        if not r.path.startswith(("/api/", "/static")) and r.path != "/"
        for m in r.methods
        if m != "HEAD"
    }
    assert routes == {(path, method) for path, methods in described["paths"].items() for method in methods}
    parts = described["components"]["schemas"]
    checked = 0
    for method, path, body in [
        ("get", "/health", None),
        ("get", "/languages", None),
        ("get", "/frontend/settings", None),
        ("get", "/v2/usage", None),
        ("get", "/v2/glossary-language-pairs", None),
        ("get", "/v2/glossaries", None),
        ("get", "/v2/languages", None),
        ("post", "/detect", {"q": ZH}),
        ("post", "/translate", {"q": ZH, "target": "en"}),
        ("post", "/translate", {"q": [ZH], "target": "en", "alternatives": 1}),
        ("post", "/v2/translate", {"text": [ZH], "target_lang": "EN"}),
        ("post", "/imme", {"target_lang": "en", "text_list": [ZH]}),
        ("post", "/kiss", {"to": "en", "text": ZH}),
        ("post", "/hcfy", {"text": ZH, "destination": ["英语"]}),
        ("post", "/deeplx", {"text": ZH, "target_lang": "EN"}),
        ("post", "/mtran", {"to": "en", "text": ZH}),
        ("post", "/v2/glossaries", {"name": "n", "source_lang": "zh", "target_lang": "en", "entries": "改革\treform"}),
    ]:
        operation = described["paths"][path][method]
        status, _, answer = server.ask(
            method.upper(), path + ("?bilingual=1" if path in ("/translate", "/v2/translate") else ""), body
        )
        ((wanted, told),) = [(s, t) for s, t in operation["responses"].items() if s != "default"]
        assert str(status) == wanted and fits(answer, told["content"]["application/json"]["schema"], parts), (
            path,
            answer,
        )
        if body:
            assert fits(body, operation["requestBody"]["content"]["application/json"]["schema"], parts), path
            status, _, answer = server.ask(method.upper(), path, {})
            assert status == 400 and fits(answer, parts["Error"], parts)
        checked += 1
    assert checked == 17


def distinct(count):
    return [f"第{n}个项目推进高质量发展，安排{n + 1}亿元，增长{n}.5%。" for n in range(1, count + 1)]


def test_a_giant_request_does_not_starve_small_ones(server):
    order, begun = [], threading.Event()

    def giant():
        begun.set()
        answer = server.post("/translate", {"q": distinct(400), "target": "en"}, timeout=280)
        order.append(("giant", answer[0], len(answer[2]["translatedText"])))

    def small(n):
        begun.wait()
        time.sleep(0.3)
        order.append(("small", server.post("/translate", {"q": f"扩大内需第{n}条。", "target": "en"}, timeout=280)[0]))

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda job: job(), [giant, *(lambda n=n: small(n) for n in range(4))]))
    assert order[:4] == [("small", 200)] * 4 and order[4] == ("giant", 200, 400)


def test_clients_at_once_all_get_their_own(server):
    def client(n):
        texts = distinct(30)[n::8]
        return texts, server.post("/translate", {"q": texts, "target": "en"}, timeout=280)[2]["translatedText"]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(client, range(8)))
    for texts, english in answers:
        assert len(texts) == len(english)
        for text, answer in zip(texts, english):
            assert re.search(r"\d+(?=亿)", text)[0] in re.sub(r"00 million|,", "", answer) or "billion" in answer
            assert f"{re.search(r'[0-9.]+(?=%)', text)[0]}" in answer and not HAN.search(answer)


def test_a_client_that_goes_away_ends_its_work(server):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request(
        "POST",
        "/translate",
        json.dumps({"q": [t.replace("项目", "工程") for t in distinct(1500)], "target": "en"}),
        {"Content-Type": "application/json"},
    )
    for _ in range(100):
        if server.worker.count:
            break
        time.sleep(0.05)
    assert server.worker.count == 1
    connection.close()
    for _ in range(100):
        if not server.worker.count:
            break
        time.sleep(0.1)
    assert server.worker.count == 0, "1,500 sentences take far longer than these ten seconds at most"
    assert server.post("/translate", {"q": ZH, "target": "en"})[0] == 200


def test_too_much_at_once_is_told(engine, tmp_path):
    with serving(tmp_path, engine) as small:
        small.worker._most = 0
        status, headers, answer = small.post("/translate", {"q": ZH, "target": "en"})
        assert status == 429 and headers["retry-after"] and "waiting" in answer["error"]


def test_memory_stays_flat(server):
    def resident():
        gc.collect()
        return int(re.search(r"VmRSS:\s+(\d+)", open("/proc/self/status").read())[1]) / 1024

    for _ in range(40):
        server.post("/translate", {"q": TEXTS[:2], "target": "en", "format": "html"})
    before = resident()
    for _ in range(200):
        assert server.post("/translate", {"q": TEXTS[:2], "target": "en", "format": "html"})[0] == 200
    assert resident() - before < 16


def test_under_load_nothing_is_lost_and_answers_are_the_command_lines():
    from benchmarks.serve import load

    sentences = ["推动高质量发展。", "扩大内需。", "深化改革开放。"]
    found = load(sentences, clients=8, requests=40, most=5, model="embedded", compare=60)
    assert found["compared"] == 60 and found["other"] == 0
    assert found["lost"] == 0 and found["sentences"] >= 40 and found["memory_end"] < found["memory_half"] + 32
