"""The page of `bilingual serve` in a browser, as a person uses it. Needs Playwright for Python and Chromium."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest
from conftest import ROOT
from serving import serving

from bilingual.glossary.files import write_xlsx
from bilingual.glossary.load import load
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import PLAIN, Block, Document, State
from bilingual.model.glossary import Entry, Glossary
from bilingual.segmenter import segment
from bilingual.workspace.record import Record, records, save

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = [pytest.mark.foreign("chromium"), pytest.mark.slow]
expect = playwright.expect
expect.set_options(timeout=60_000)  # a machine may have much else to do
TEXT = "# 推动高质量发展\n\n要扩大内需。要深化改革。\n\n坚持高质量发展这个首要任务。\n\n加强基层治理。\n"
HOSTILE = "<script>document.title='owned'</script>"


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def server(engine, tmp_path):
    glossary = tmp_path / "mine.xlsx"
    entries = Entry("高质量发展", "high-quality development", note=HOSTILE), Entry("扩大内需", "expand domestic demand")
    write_xlsx(entries, glossary)
    with serving(tmp_path / "served", engine, [glossary], memory=tmp_path / "memory.db") as running:
        running.page = running.sign_in()
        running.upload("/api/files", "plan.md", TEXT.encode(), headers=running.page)
        running.wait(running.page)
        yield running


@pytest.fixture
def opened(browser, server):
    """A function that opens the page in a new profile; at the end nothing may have gone wrong in any."""
    errors, contexts = [], []

    def call(place="", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" and "40" not in m.text else None)
        page.on("dialog", lambda d: errors.append(d.message))
        page.goto(server.access.address + place)
        return page

    yield call
    for context in contexts:
        context.close()
    assert not errors


def targets(server):
    return {s.id: (s.target, s.state) for r in records(server.folder) for s in r.document.segments}


def until(what, seconds=60):
    """Wait for something that another process or thread does."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def test_a_whole_review_by_keyboard(server, opened):
    page = opened()
    page.wait_for_selector(".card")
    page.keyboard.press("Tab")
    for _ in range(30):
        if page.evaluate("document.activeElement.matches('.card .go')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".row.active")).to_have_attribute("data-id", "s1")
    page.keyboard.press("a")  # as it stands
    expect(page.locator(".row.active")).to_have_attribute("data-id", "s2")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("We must ")
    expect(page.locator("#panel strong").first).to_have_text("expand domestic demand")
    page.keyboard.press("Control+g")
    page.keyboard.press("1")
    page.keyboard.type(".")
    expect(page.locator("textarea").first).to_have_value("We must expand domestic demand.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".row.active")).to_have_attribute("data-id", "s3")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Alt+Enter")
    expect(page.locator(".row.active")).to_have_attribute("data-id", "s4")
    expect(page.locator("#panel .entry .zh").first).to_have_text("高质量发展")
    page.keyboard.press("Control+m")
    page.keyboard.press("1")
    taken = page.locator(".row.active textarea").input_value()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("Ask the ministry.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel .entry .text")).to_have_text("Ask the ministry.")
    page.keyboard.press("Escape")
    until(lambda: targets(server)["s4"][1] is State.REVIEWED)
    found = targets(server)
    assert found["s2"] == ("We must expand domestic demand.", State.REVIEWED) and found["s4"][0] == taken
    assert found["s1"][1] is State.REVIEWED and found["s3"][1] is State.FINAL and found["s5"][1] is State.TRANSLATED
    page.locator(".row.active").focus()
    page.keyboard.press("u")
    expect(page.locator(".row.active .state")).to_have_text("translated")
    assert targets(server)["s4"][1] is State.TRANSLATED
    page.keyboard.press("Shift+U")
    until(lambda: targets(server)["s4"] == (taken, State.REVIEWED))
    page.keyboard.press("/")
    page.keyboard.type("基层")
    expect(page.locator(".row")).to_have_count(1)


def test_a_comment_begun_before_the_sentence_is_known_is_written_whole(server, opened):
    page = opened("#/d/plan/s1")
    expect(page.locator("#panel .entry").first).to_be_visible()
    held = []  # what the server says of a sentence comes when the test lets it
    free = []
    page.route("**/segments/s2", lambda route: route.continue_() if free else held.append(route))
    page.keyboard.press("j")
    expect(page.locator(".row.active")).to_have_attribute("data-id", "s2")
    page.keyboard.press("c")
    page.wait_for_function("() => document.activeElement.id === 'comment'")
    until(lambda: (page.evaluate("0"), held)[1])  # a page that is asked something hands over its requests
    free.append(True)
    for route in held:
        route.continue_()
    expect(page.locator("#panel")).to_contain_text("No comments.")
    page.keyboard.type("Ask the ")  # a lost focus would make commands of it: a accepts, k goes up, t opens a term
    page.keyboard.press("Escape")
    page.click("#tab-history")
    page.click(".row[data-id=s3] .zh")
    page.keyboard.press("c")
    expect(page.locator("#comment")).to_have_value("")
    page.click(".row[data-id=s2] .zh")
    page.keyboard.press("c")
    expect(page.locator("#comment")).to_have_value("Ask the ")
    page.keyboard.type("ministry.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel .entry .text")).to_have_text("Ask the ministry.")
    assert targets(server)["s2"][1] is State.TRANSLATED


def test_a_search_in_the_memory_marks_the_word_in_both_languages(server, opened):
    page = opened("#/d/plan/s2")
    page.click("#tab-memory")
    page.fill("#panel input", "扩大内需")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .zh mark")).to_have_text("扩大内需", timeout=60_000)
    expect(page.locator("#panel [lang=en] mark")).to_have_text("expand domestic demand")


ON_TOP = """selector => {
    const button = document.querySelector(selector);
    if (!button) return false;  // not yet drawn
    const {x, y} = button.getBoundingClientRect();
    return document.elementFromPoint(x + 5, y + 5)?.closest("button") === button;
}"""


@pytest.mark.parametrize(("width", "height"), [(1400, 480), (1024, 600), (420, 640)])
def test_the_chosen_sentence_and_the_panel_do_not_hide_each_other(server, opened, width, height):
    page = opened("#/d/plan/s5", viewport={"width": width, "height": height})
    page.locator("#panel .entry, #panel .quiet").first.wait_for()
    for button in ("#tab-terms", ".row.active .acts button"):
        page.wait_for_function(ON_TOP, arg=button)  # once the page has come to rest


def test_spans_of_a_text_with_rare_characters(server, opened):
    page = opened()
    page.wait_for_selector(".card")
    assert page.evaluate("""import("/static/dom.js").then(dom =>
        dom.spanned("𠮷林省吉林市", [[1, 3]]).map(part => part.textContent ?? part))""") == ["𠮷", "林省", "吉林市"]


def test_keys_of_an_input_method_do_nothing(server, opened):
    page = opened("#/d/plan/s2")
    page.wait_for_selector(".row.active textarea")
    page.evaluate("""document.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown',
        {key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true}))""")
    page.keyboard.press("?")
    page.uncheck("#letters")
    page.keyboard.press("Escape")
    page.locator(".row.active").focus()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert {state for _, state in targets(server).values()} == {State.TRANSLATED}


def test_drop_translate_edit_accept_download(server, opened, tmp_path):
    page = opened()
    page.set_input_files("#choose", files=[{"name": "new.txt", "mimeType": "", "buffer": "要深化改革。".encode()}])
    page.click(".card:has-text('new.txt') .go", timeout=60_000)
    page.locator(".row.active textarea").fill("Reform must go deeper still.")
    page.click(".row.active button:has-text('Accept')")
    expect(page.locator(".row .state")).to_have_text("reviewed")
    page.click("#tools summary")
    with page.expect_download() as download:
        page.click("#tools a:text-is('Word')")
    download.value.save_as(tmp_path / "new.docx")
    cells = [c.text for t in docx.Document(tmp_path / "new.docx").tables for r in t.rows for c in r.cells]
    assert any("Reform must go deeper still." in text for text in cells)


def test_two_people_at_one_sentence_lose_nothing(server, opened):
    one, two = opened("#/d/plan/s3"), opened("#/d/plan/s3")
    for page, text in ((one, "Reform must deepen."), (two, "We will deepen reform further.")):
        page.locator(".row[data-id=s3] textarea").fill(text)
    one.keyboard.press("Control+Enter")
    until(lambda: targets(server)["s3"] == ("Reform must deepen.", State.REVIEWED))
    two.keyboard.press("Control+Enter")
    panes = two.locator("dialog .pane")
    expect(panes).to_have_count(3)
    assert "We will deepen reform further." in panes.nth(1).inner_text()
    assert "Reform must deepen." in panes.nth(2).inner_text()
    two.click("dialog button:has-text('Take mine')")
    until(lambda: targets(server)["s3"][0] == "We will deepen reform further.")
    expect(one.locator(".row[data-id=s3]")).to_contain_text("We will deepen reform further.")  # told by the server
    record, = records(server.folder)
    assert {"Reform must deepen.", "We will deepen reform further."} <= {v.target for v in record.history}


def test_a_term_is_changed_in_place(server, opened):
    page = opened("#/d/plan/s1")
    page.click("#panel button[aria-label='Edit: 高质量发展']")
    page.fill("#term-target", "quality-first development")
    page.click("dialog button:has-text('Show what changes')")
    expect(page.locator("dialog h3")).to_have_text("Sentences that change: 2", timeout=60_000)
    assert page.locator("dialog ins").count()
    page.click("dialog button.go")
    expect(page.locator(".row[data-id=s4]")).to_contain_text("quality-first development", timeout=60_000)
    before = targets(server)
    assert "Quality-First Development" in before["s1"][0].title() and "domestic demand" in before["s2"][0]


def test_a_term_added_that_is_there_already_keeps_what_nobody_wrote_anew(server, opened):
    page = opened("#/d/plan/s1")
    page.click("button:has-text('Add a term')")
    page.fill("#term-source", "高质量发展")
    page.fill("#term-target", "quality-first development")
    page.click("dialog button:has-text('Show what changes')")
    expect(page.locator("#term-note")).to_have_value(HOSTILE)
    page.click("dialog button.go")
    until(lambda: (found := load([server.folder.parent / "mine.xlsx"]).get("高质量发展")).target
          == "quality-first development" and found.note == HOSTILE)


def test_many_at_once_and_an_accepted_issue(server, opened):
    page = opened("#/d/plan/s2")
    page.locator(".row[data-id=s2] textarea").fill("Demand at home must grow.")
    page.keyboard.press("Control+Enter")
    page.click(".row[data-id=s2] .zh")
    page.click(".row[data-id=s2] .issue button")
    page.fill("#reason", "The law says so.")
    page.keyboard.press("Enter")
    expect(page.locator(".row[data-id=s2] .issue.accepted")).to_contain_text("The law says so.")
    page.click("#bar button")
    expect(page.locator("dialog h2")).to_contain_text("Accept as they stand: 4")
    assert [s for _, s in targets(server).values()].count(State.REVIEWED) == 1
    page.click("dialog button.go")
    until(lambda: {s for _, s in targets(server).values()} == {State.REVIEWED})
    for state in page.locator(".row .state").all():  # the page has the answer: the list is made when a filter is chosen
        expect(state).to_have_text("reviewed")
    page.select_option("#bar select >> nth=0", "unread")
    expect(page.locator("#bar output")).to_have_text("0 of 5 sentences")


def test_nothing_in_a_document_is_run(server, opened):
    text = f"# 要{HOSTILE}深化改革\n\n推动高质量发展{HOSTILE}。\n"
    server.upload("/api/files", "<img src=x onerror=alert(1)>.md", text.encode(), headers=server.page)
    server.wait(server.page)
    page = opened()
    page.click(".card:has-text('onerror') .go")
    page.locator(".row.active textarea").fill(HOSTILE)
    page.keyboard.press("Control+Enter")
    page.click(".row[data-id=s2] .zh")
    expect(page.locator("#panel")).to_contain_text("owned")  # the note of the term
    page.click("#tab-comments")
    page.fill("#comment", HOSTILE)
    page.click("#panel button:has-text('Add')")
    expect(page.locator("#panel .entry .text")).to_have_text(HOSTILE)
    expect(page.locator(".row[data-id=s1]")).to_contain_text("<script>")
    page.click("#bar button")
    page.wait_for_selector("dialog")
    assert "owned" not in page.title() or "<script>" in page.title()
    assert page.evaluate("document.scripts.length") == 1


def test_axe_finds_nothing_in_any_view(server, opened):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()

    def sound(page, where):
        found = axe.run(page).response["violations"]
        assert not found, (where, [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found])

    for options in ({}, {"color_scheme": "dark", "locale": "zh-CN"}, {"viewport": {"width": 420, "height": 800}}):
        page = opened(**options)
        page.wait_for_selector(".card")
        sound(page, "documents")
        page.click(".card .go")
        page.wait_for_selector("#panel .entry")
        for tab in ("terms", "memory", "candidates", "comments", "history"):
            page.click(f"#tab-{tab}")
            sound(page, tab)
        page.locator(".row.active").focus()
        for key in ("?", "t", "b"):
            page.keyboard.press(key)
            page.wait_for_selector("dialog")
            sound(page, key)
            page.keyboard.press("Escape")
            page.locator("dialog").wait_for(state="detached")


def test_a_killed_server_loses_no_draft(browser, tmp_path, engine):
    def start(port):
        process = subprocess.Popen(
            [sys.executable, "-m", "bilingual", "serve", "out", "--no-browser", "-m", "embedded", "--no-memory",
             "--port", str(port)], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)})
        return process, process.stdout.readline().split()[-1]

    with serving(tmp_path / "out", engine) as running:
        headers = running.sign_in()
        running.upload("/api/files", "plan.md", TEXT.encode(), headers=headers)
        running.wait(headers)
    process, address = start(0)
    port = int(address.split(":")[2].split("/")[0])
    context = browser.new_context()
    page = context.new_page()
    try:
        page.goto(f"{address}#/d/plan/s3")
        page.locator(".row[data-id=s3] textarea").fill("Reform survives.")
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#said")).to_contain_text("does not answer")
        page.keyboard.type("And this, too. ")
        process, address = start(port)
        expect(page.locator("#away")).to_contain_text("started anew", timeout=60_000)
        page.goto(address)
        page.click(".card .go")
        expect(page.locator(".row[data-id=s3]")).to_contain_text("Reform survives.")
        until(lambda: next(s for s in next(records(tmp_path / "out")).document.segments if s.id == "s3").target
              == "Reform survives.")  # it was to be saved, and is
        page.click(".row[data-id=s4] .zh")
        assert page.locator(".row[data-id=s4] textarea").input_value().count("And this, too.") == 1
    finally:
        context.close()
        process.kill()
        process.communicate()


def test_five_thousand_sentences(browser, engine, tmp_path, record_property):
    """What is in the page stays little, wherever one is; the times are measured and not judged."""
    document = Document(Path("long.txt"), "txt", [
        Block("paragraph", f"第{n}项，推动高质量发展，加强基层治理{'和社会治理' * (n % 5)}。") for n in range(5000)])
    match(segment(document), Matcher(Glossary([Entry("高质量发展", "high-quality development")])))
    for n, one in enumerate(document.segments):
        one.target = f"Item {n}: promote high-quality development. " + "It goes on. " * (n % 9)
        one.state = State.TRANSLATED
    save(Record(document, [], PLAIN), tmp_path)
    with serving(tmp_path, engine) as running:
        context = browser.new_context(viewport={"width": 1300, "height": 900})
        page = context.new_page()
        page.goto(running.access.address)
        page.wait_for_selector(".card")
        page.evaluate("window.began = performance.now()")
        page.evaluate("""new Promise(done => {
            const look = () => document.querySelector('.row') ? done() : requestAnimationFrame(look);
            location.hash = '#/d/long'; look(); }).then(() => { window.first = performance.now() - window.began })""")
        page.wait_for_function("window.first")
        expect(page.locator("#bar output")).to_have_text("5000 of 5000 sentences", timeout=60_000)
        assert page.locator(".row").count() < 80
        page.click(".row[data-id=s3] .zh")
        page.locator(".row[data-id=s3] textarea").focus()
        page.evaluate("""window.took = []; addEventListener('keydown', () => { const began = performance.now();
            requestAnimationFrame(() => setTimeout(() => took.push(performance.now() - began))); }, true)""")
        page.keyboard.type("twenty keys are typed")
        for _ in range(10):
            page.keyboard.press("Alt+ArrowDown")
        expect(page.locator(".row.active")).to_have_attribute("data-id", "s13")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_selector(".row[data-id=s5000]")
        assert page.locator(".row").count() < 80 and page.locator(".row.active").count() == 1
        took = sorted(page.evaluate("took"))
        figures = {"first rows, ms": round(page.evaluate("first")), "key, median ms": round(took[len(took) // 2], 1),
                   "key, worst ms": round(took[-1], 1)}
        record_property("times", json.dumps(figures))
        context.close()
