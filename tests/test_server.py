"""The page's side of the server: who is let in, names and sizes, documents and downloads, the command, a browser."""

import http.client
import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from conftest import ROOT, SAMPLES
from serving import serving

from bilingual.language.han import HAN
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Entry, Glossary
from bilingual.server.terms import Terms
from bilingual.translation.stage import correct
from bilingual.workspace.delivery import editing, rewritten

NOTICE = (SAMPLES / "notice.txt").read_bytes()
ZH = {"q": "推动高质量发展。", "target": "en"}
CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="module")
def server(engine, tmp_path_factory):
    with serving(tmp_path_factory.mktemp("served"), engine) as running:
        yield running


@pytest.fixture(scope="module")
def team(engine, tmp_path_factory):
    """As with --host 192.0.2.7 --token; it still listens on this machine only."""
    with serving(
        tmp_path_factory.mktemp("team"),
        engine,
        host="192.0.2.7",
        token="a token of one's own",
        origins=("https://weblate.example.org",),
    ) as running:
        yield running


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8765", 200),
        ("[::1]:9", 200),
        ("LOCALHOST", 200),
        ("127.0.0.1.nip.io", 403),
        ("localhost.evil.example", 403),
        ("evil.example", 403),
        ("192.0.2.7", 403),
        ("0.0.0.0", 403),
        ("", 403),
        ("127.0.0.1@evil.example", 403),
        ("[::1", 403),
        ("user@localhost.evil", 403),
    ],
)
def test_only_names_of_this_machine(server, host, status):
    assert server.ask("GET", "/health", headers={"Host": host})[0] == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://evil.example", 403),
        ("null", 403),
        ("http://localhost:3000", 403),
        ("https://127.0.0.1", 403),
        ("file://", 403),
        ("chrome-extension://abcdef", 200),
        ("moz-extension://1234", 200),
    ],
)
def test_foreign_pages_are_refused_and_extensions_are_not(server, origin, status):
    got, headers, answer = server.post("/translate", ZH, headers={"Origin": origin})
    assert got == status and headers.get("access-control-allow-origin") == (origin if status == 200 else None)
    if status == 403 and origin.startswith("http"):
        assert f"--allow-origin {origin}" in answer["error"]
    page = server.sign_in()
    assert server.ask("GET", "/api/documents", headers={**page, "Origin": origin})[0] == 403
    assert server.ask("GET", "/api/documents", headers={**page, "Origin": server.url})[0] == 200


def test_requests_of_foreign_pages_without_an_origin(server):
    for site in ("cross-site", "same-site"):
        assert (
            server.ask(
                "GET", "/fakemt?target=en&text=a", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
            )[0]
            == 403
        )
    assert server.ask("GET", "/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})[0] == 401


def test_an_allowed_origin_may_translate_and_no_more(team):
    key, origin = {"Authorization": f"DeepL-Auth-Key {team.access.keys[0]}"}, {"Origin": "https://weblate.example.org"}
    status, headers, _ = team.ask("OPTIONS", "/translate", headers={**origin, "Access-Control-Request-Method": "POST"})
    assert (
        status == 204
        and headers["access-control-allow-origin"] == origin["Origin"]
        and "access-control-allow-credentials" not in headers
    )
    assert team.post("/translate", ZH, headers={**origin, **key})[0] == 200
    assert team.ask("OPTIONS", "/api/documents", headers=origin)[0] == 403


def test_the_token_opens_the_page_once(server):
    token, opened = server.access.token, server.opened
    assert (
        server.ask("GET", "/api/documents")[0] == 401
        and server.ask("GET", "/")[0] == 401
        and server.ask("GET", "/?token=wrong")[0] == 401
    )
    status, headers, content = server.ask("GET", f"/?token={token}")
    cookie = headers["set-cookie"]
    assert status == 200 and b"page.js" in content and server.opened == opened + 1 and server.access.token != token
    assert (
        "HttpOnly" in cookie
        and "SameSite=strict" in cookie
        and cookie.startswith(f"bilingual-{server.port}=")
        and token not in cookie
    )
    assert server.ask("GET", f"/?token={token}")[0] == 401
    assert server.ask("GET", "/", headers={"Cookie": cookie.split(";")[0]})[0] == 200
    assert server.ask("GET", "/api/documents", headers={"Cookie": f"bilingual-{server.port}=x"})[0] == 401


def test_a_team_needs_a_key(team):
    assert (
        team.post("/translate", ZH)[0] == 403
        and team.ask("GET", "/languages")[0] == 403
        and team.ask("GET", "/health")[0] == 200
    )
    key = team.access.keys[0]
    for given in (
        {"headers": {"Authorization": f"Bearer {key}"}},
        {"headers": {"X-API-Key": key}},
        {"body": {**ZH, "api_key": key}},
    ):
        assert team.post("/translate", given.get("body", ZH), headers=given.get("headers", {}))[0] == 200
    assert team.post(f"/imme?token={key}", {"target_lang": "en", "text_list": ["改革"]})[0] == 200
    assert (
        team.post("/translate", {**ZH, "api_key": key[:-1]})[0] == 403
        and team.ask("GET", "/api/documents", headers={"X-API-Key": key})[0] == 401
    )
    assert team.access.token not in key
    for _ in range(2):
        assert team.ask("GET", "/?token=a%20token%20of%20one's%20own")[0] == 200
    assert (
        team.ask("GET", "/health", headers={"Host": "192.0.2.7:80"})[0] == 200
        and team.ask("GET", "/health", headers={"Host": "evil.example"})[0] == 403
    )


def test_every_answer_has_its_rules_for_the_browser(server):
    for path in ("/", "/translate", "/nothing", "/static/page.js", "/static/../app.py", "/health"):
        headers = server.ask("GET", path)[1]
        assert (
            headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
            and "unsafe" not in headers["content-security-policy"]
        )
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    static = Path(ROOT / "bilingual" / "server" / "static")
    for page in static.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|https?://", text), page


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fpipeline.py",
        "/static//etc/passwd",
        "/api/documents/..%2f..%2fetc%2fpasswd/download?format=docx",
        "/api/documents/%2e%2e/download?format=docx",
        "/api/documents/notice/download?format=../../x",
    ],
)
def test_no_path_leads_outside(server, path):
    status, _, _ = server.ask("GET", path, headers=server.sign_in())
    assert status in (400, 404)


def test_drop_translate_download(server):
    page = server.sign_in()
    status, _, answer = server.upload("/api/files", "notice.txt", NOTICE, headers=page)
    assert status == 202 and answer["jobs"][0]["name"] == "notice.txt" and not answer["errors"]
    listing = server.wait(page)
    found = next(d for d in listing["documents"] if d["name"] == "notice.txt")
    assert found["states"] == {"translated": found["segments"]} and not any(j["error"] for j in listing["jobs"])
    for form in found["formats"]:
        if form["id"] == "pdf":
            continue
        status, headers, content = server.ask(
            "GET", f"/api/documents/notice/download?format={form['id']}", headers=page
        )
        assert status == 200 and "attachment" in headers["content-disposition"] and content, form
        if form["id"] == "same":
            assert not HAN.search(content.decode())
        elif form["id"] == "docx":
            assert any(
                HAN.search(c.text) for t in docx.Document(io.BytesIO(content)).tables for r in t.rows for c in r.cells
            )


def test_two_files_of_one_name_but_another_format_stay_two(server):
    page = server.sign_in()
    server.upload("/api/files", "plan.txt", "要深化改革。".encode(), headers=page)
    server.wait(page)
    server.upload("/api/files", "plan.md", "# 要扩大内需\n".encode(), headers=page)
    names = {d["id"]: d["name"] for d in server.wait(page)["documents"]}
    assert names["plan"] == "plan.txt" and names["plan-md"] == "plan.md"


def test_a_glossary_that_is_gone_is_not_made_anew(tmp_path):
    gone, entry = tmp_path / "own.xlsx", Entry("新词", "new term")
    with pytest.raises(BilingualError, match=r"own\.xlsx is gone"):
        Terms([gone], tmp_path).write(entry, None, Glossary())
    assert not gone.exists()


def test_another_document_of_the_same_name_takes_nothing_away(server):
    page = server.sign_in()
    server.upload("/api/files", "notice.txt", "要深化改革。要扩大开放。".encode(), headers=page)
    server.wait(page)
    server.upload("/api/files", "notice.txt", "要深化改革。要改善民生。".encode(), headers=page)  # a new version
    server.upload("/api/files", "notice.txt", "各地区要抓好粮食生产。".encode(), headers=page)
    names = {d["id"]: d["name"] for d in server.wait(page)["documents"]}
    assert names["notice"] == "notice.txt" and names["notice-2"] == "notice-2.txt"


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/cron.d/x.txt",
        "..\\\\..\\\\x.txt",
        "/tmp/x.txt",
        "C:\\\\x.txt",
        ".txt",
        "con.txt",
        "a\u202etxt.exe.txt",
        "<script>alert(1)</script>.txt",
        "长" * 200 + ".txt",
        ".bilingual.txt",
    ],
)
def test_names_of_files_are_only_names(server, name):
    page = server.sign_in()
    outside = set(server.folder.parent.iterdir())
    assert server.upload("/api/files", name, "要深化改革。".encode(), headers=page)[0] == 202
    listing = server.wait(page)
    assert not [j for j in listing["jobs"] if j["error"]] and set(server.folder.parent.iterdir()) == outside
    for path in server.folder.rglob("*"):
        assert not re.search(r'[<>:"\\|?*\u202e]', path.name) and len(path.name.encode()) <= 255


def test_files_that_cannot_be_read_are_told_by_name(server):
    page = server.sign_in()
    for name, content, words in (
        ("a.docx", b"no zip", "a.docx"),
        ("a.exe", b"MZ", "a.exe"),
        ("a.txt", b"", "no text"),
        ("a.txt", b"\0\1", "a.txt"),
    ):
        status, _, answer = server.upload("/api/files", name, content, headers=page)
        assert (
            status == 400 and words in answer["errors"][0]["error"] and ".bilingual" not in answer["errors"][0]["error"]
        )


def test_sizes_are_bounded_whatever_a_request_says(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.putrequest("POST", "/translate")
    connection.putheader("Content-Length", str(9 * 2**20))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)  # of unknown length
    connection.putrequest("POST", "/translate")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.putheader("Content-Type", "application/json")
    connection.endheaders()
    try:
        for _ in range(9):
            connection.send(b"100000\r\n" + b" " * 2**20 + b"\r\n")
        connection.send(b"0\r\n\r\n")
    except OSError:
        pass
    assert connection.getresponse().status == 413
    connection.close()
    assert server.post("/translate", ZH)[0] == 200


def test_a_job_can_be_cancelled_and_events_tell_of_it(server):
    page = server.sign_in()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/api/events", headers=page)
    stream = connection.getresponse()
    assert stream.headers["content-type"].startswith("text/event-stream") and b"retry" in stream.readline()
    text = "\n\n".join(f"第{n}个工程推进改革{n}，安排{n}亿元。" for n in range(1, 1200))
    job = server.upload("/api/files", "long.txt", text.encode(), headers=page)[2]["jobs"][0]
    assert server.ask("DELETE", f"/api/jobs/{job['id']}", headers=page)[0] == 204
    listing = server.wait(page)
    assert next(j for j in listing["jobs"] if j["id"] == job["id"])["state"] == "cancelled"
    assert not any(d["name"] == "long.txt" for d in listing["documents"])
    told = ""
    while '"cancelled"' not in told:
        told += stream.readline().decode()
    assert "event: job" in told
    connection.close()


def test_an_open_page_is_told_what_another_program_changed(server):
    page = server.sign_in()
    server.upload("/api/files", "plan.txt", "要深化改革。要扩大开放。".encode(), headers=page)
    server.wait(page)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/api/events", headers=page)
    stream = connection.getresponse()
    with editing("plan", server.folder) as record:
        first = next(iter(record.document.segments))
        correct(first, "Somebody's English.", State.REVIEWED)
        rewritten(record, server.folder)
    told = ""
    while "event: segments" not in told:
        told += stream.readline().decode()
    assert json.loads(stream.readline().decode().removeprefix("data: ")) == {"document": "plan", "ids": [first.id]}
    connection.close()


@pytest.fixture
def command(tmp_path):
    """`bilingual serve` as a user starts it: a function that gives the process and the address it prints."""
    started = []

    def call(*args):
        process = subprocess.Popen(
            [sys.executable, "-m", "bilingual", "serve", "--no-browser", "-m", "embedded", "--no-memory", *args],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield call
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_the_command_serves_and_ends(command):
    process, line = command("--port", "0")
    port, token = re.fullmatch(r"Open http://127\.0\.0\.1:(\d+)/\?token=(\S+)", line).groups()
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    connection.request("GET", f"/?token={token}")
    answer = connection.getresponse()
    assert answer.status == 200 and answer.read()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0 and "Traceback" not in err and "another browser" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "--token"),
        (["--host", "192.0.2.9", "--token", "a long enough token"], "cannot be used"),
        (["-g", "none.xlsx", "--port", "0"], "no glossary none.xlsx"),
    ],
)
def test_what_the_command_cannot_do_is_one_sentence(run, arguments, words):
    done = run("serve", "--no-browser", *arguments, timeout=120)
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


def test_the_page_in_a_browser(server):
    """Under its strict policy the page lists, takes a file, shows it, and runs nothing that stands in a name."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not os.path.exists(CHROMIUM):
        pytest.skip("no Chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        errors = []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("dialog", lambda d: errors.append("dialog"))
        page.goto(server.access.address)
        playwright.expect(page.locator("#folder")).to_contain_text("Outputs in")
        assert "token" not in page.url
        page.set_input_files(
            "#choose",
            files=[
                {
                    "name": "<img src=x onerror=alert(1)>.md",
                    "mimeType": "",
                    "buffer": "# 要<script>alert(1)</script>深化改革\n".encode(),
                },
                {"name": "bad.docx", "mimeType": "", "buffer": b"x"},
            ],
        )
        page.wait_for_selector(".card:has-text('onerror')", timeout=60_000)
        page.wait_for_selector("#problems li:has-text('bad.docx')")
        with page.expect_download() as download:
            page.click(".card:has-text('onerror') a:has-text('English only: Markdown')")
        assert Path(download.value.path()).read_text(encoding="utf-8").startswith("# ")
        browser.close()
    assert not [e for e in errors if "400" not in e], errors
