"""A project: one command brings it up to date, and only what changed is done again."""
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import openpyxl
import pytest
from conftest import ROOT, SAMPLES, glossary_of

from bilingual.model.document import State, View
from bilingual.model.errors import BilingualError
from bilingual.readers.inputs import expand
from bilingual.workspace.project import init, load


@pytest.fixture
def project(run, tmp_path):
    assert run("build", "--init").returncode == 0
    (tmp_path / "bilingual.toml").write_text('glossary = "terms.csv"\nformats = ["xlsx", "html"]\nmodel = "embedded"\n',
                                             encoding="utf-8")
    (tmp_path / "terms.csv").write_text("source,target\n改革,reform\n开放,opening up\n", encoding="utf-8")
    (tmp_path / "sources" / "a.txt").write_text("要深化改革。\n要推进改革。\n改革很难。\n", encoding="utf-8")
    (tmp_path / "sources" / "b.txt").write_text("要扩大开放。\n", encoding="utf-8")
    return tmp_path


def stamps(folder):
    return {p.name: p.stat().st_mtime_ns for p in (folder / "outputs").glob("*.bilingual.*")}


def test_only_what_changed_is_done_again(project, run):
    first = run("build")
    assert first.returncode == 0 and "2 translated, 0 unchanged" in first.stderr, first.stderr
    before = stamps(project)
    assert "0 translated, 2 unchanged" in run("build").stderr and stamps(project) == before
    (project / "terms.csv").write_text("source,target\n改革,reform\n开放,openness\n", encoding="utf-8")
    assert run("build").returncode == 0
    page = (project / "outputs" / "b.bilingual.html").read_text(encoding="utf-8")
    assert "openness" in page
    (project / "sources" / "b.txt").write_text("要扩大高水平开放。\n", encoding="utf-8")
    before = stamps(project)
    assert "1 translated, 1 unchanged" in run("build").stderr
    assert {n for n, t in stamps(project).items() if t != before[n]} == {"b.bilingual.xlsx", "b.bilingual.html"}


def test_the_index_page_tells_progress_and_terms(project, run):
    run("build")
    path = project / "outputs" / "a.bilingual.xlsx"
    book = openpyxl.load_workbook(path)
    for row in (2, 3, 4):
        book["Segments"].cell(row, 4, f"The overhaul, sentence {row}.")
    book.save(project / "edited.xlsx")
    assert run("review", "apply", "edited.xlsx", "--memory", "memory.sqlite").returncode == 0
    (project / "sources" / "broken.docx").write_bytes(b"no archive")
    done = run("build")
    assert done.returncode == 1 and "broken.docx cannot be read" in done.stderr and "1 failed" in done.stderr
    page = (project / "outputs" / "index.html").read_text(encoding="utf-8")
    assert 'href="a.bilingual.xlsx"' in page and "3 of 3 reviewed" in page
    differently = page[page.index("Rendered differently"):page.index("<h3>Missing")]
    assert "改革" in differently and 'href="a.bilingual.html#s1"' in differently
    there = {p.name for p in (project / "outputs").iterdir()}
    assert set(re.findall(r'(?:href|src)="([^"#]+)', page)) <= there, "every link leads somewhere"


def test_a_spreadsheet_that_waits_is_told(project, run):
    run("build")
    path = next((project / "outputs").glob("*.bilingual.xlsx"))
    book = openpyxl.load_workbook(path)
    book["Segments"]["H2"] = "A reviewer's English."
    book.save(path)
    for done in (run("build"), run("review", "status", project)):
        assert done.returncode == 0 and f"{path.name} has been edited and not applied" in done.stderr


def test_a_correction_in_one_document_reaches_the_others(project, run):
    (project / "sources" / "b.txt").write_text("要深化改革。\n", encoding="utf-8")
    run("build")
    book = openpyxl.load_workbook(project / "outputs" / "a.bilingual.xlsx")
    book["Segments"].cell(2, 4, "Reform must go deeper.")
    book.save(project / "edited.xlsx")
    run("review", "apply", "edited.xlsx")  # the project's memory, without being told
    run("build")
    sheet = openpyxl.load_workbook(project / "outputs" / "b.bilingual.xlsx")["Segments"]
    assert (sheet["D2"].value, sheet["G2"].value) == ("Reform must go deeper.", "reviewed")


def test_a_correction_builds_only_the_documents_with_the_sentence(project, run):
    (project / "sources" / "b.txt").write_text("要深化改革。\n", encoding="utf-8")
    (project / "sources" / "c.txt").write_text("要扩大开放。\n", encoding="utf-8")
    assert "3 translated" in run("build").stderr
    book = openpyxl.load_workbook(project / "outputs" / "a.bilingual.xlsx")
    book["Segments"].cell(2, 4, "Reform must go deeper.")
    book.save(project / "edited.xlsx")
    run("review", "apply", "edited.xlsx")
    before = stamps(project)
    assert "0 translated, 1 rewritten, 2 unchanged" in run("build").stderr
    assert {n for n, t in stamps(project).items() if t != before[n]} == {"b.bilingual.xlsx", "b.bilingual.html"}
    assert "0 translated, 3 unchanged" in run("build").stderr


def test_it_does_not_matter_where_the_command_is_given(project, run):
    assert "2 translated" in run("build", project, cwd=project.parent).stderr
    assert "0 translated, 2 unchanged" in run("build").stderr
    shutil.move(project, project.parent / "moved")
    done = run("build", "moved", cwd=project.parent)
    assert "0 translated, 2 unchanged" in done.stderr
    (project.parent / "moved").rename(project)


def test_a_source_that_fails_or_a_lost_output_is_built_again(project, run):
    assert run("build").returncode == 0
    (project / "outputs" / "b.bilingual.html").unlink()
    assert "1 rewritten, 1 unchanged" in run("build").stderr
    (project / "outputs" / ".bilingual" / "build.json").write_text("[1]", encoding="utf-8")
    done = run("build")
    assert done.returncode == 0 and "2 rewritten" in done.stderr


@pytest.mark.parametrize(("text", "message"), [
    ("source = []", "unknown key source; known are sources"), ('formats = ["pdfx"]', "unknown format pdfx"),
    ("model = 3", "model must be a text"),
    ("sources = [1]", "sources must be a list of texts"), ("a = ", "cannot be read"),
    ('align = "word"', "align must be")])
def test_a_wrong_line_is_named(tmp_path, text, message):
    init(tmp_path)
    (tmp_path / "bilingual.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BilingualError, match=message):
        load(tmp_path)


def test_a_project_is_not_made_twice(run, tmp_path):
    assert "--init" in run("build").stderr
    assert run("build", "--init").returncode == 0
    done = run("build", "--init")
    assert done.returncode == 2 and "exists already" in done.stderr
    assert run("build").returncode == 2, "sources/ is empty"


def test_names_never_collide(tmp_path):
    for name in ("x/a.md", "x/a.txt", "y/a.md", "A.txt", "b.md", ".hidden.md", "~$b.docx", "photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("改革", encoding="utf-8")
    inputs, skipped = expand([tmp_path, tmp_path / "b.md"])
    assert len(inputs) == 5 and len({i.name.lower() for i in inputs}) == 5
    assert {i.name for i in inputs} >= {"b", "x-a-txt", "x-a-md", "y-a-md"}
    assert [s.name for s in skipped.unknown] == ["photo.jpg"]


def test_the_glossary_report_counts_every_entry_once():
    from conftest import document_of

    from bilingual.model.document import Term, TermStatus
    from bilingual.workspace.index import term_uses
    from bilingual.workspace.record import Record
    document = document_of("改革开放。")
    segment, = document.segments
    segment.state, segment.target = State.REVIEWED, "Overhaul."
    glossary = glossary_of(("改革", "reform"), ("创新", "innovation"))
    segment.terms = [Term("改革", "reform", 0, 2, entry=glossary.get("改革"), status=TermStatus.MISSING)]
    uses = {u.entry.source: u for u in term_uses([Record(document, [], View())], glossary)}
    assert uses["改革"].differing == [("test", "s1", "Overhaul.")] and not uses["创新"].statuses


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watch_builds_again_when_the_spreadsheet_is_saved(project):
    process = subprocess.Popen([sys.executable, "-m", "bilingual", "build", "--watch"], cwd=project, text=True,
                               stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        page = project / "outputs" / "b.bilingual.html"
        wait_for(lambda: page.exists() and "opening up" in page.read_text(encoding="utf-8"))
        time.sleep(1)  # the watch begins after the first build
        # a mistake is told, and does not end it
        (project / "terms.csv").write_text("source,target\n开放,\n", encoding="utf-8")
        time.sleep(2)
        (project / "terms.csv").write_text("source,target\n开放,openness\n", encoding="utf-8")
        wait_for(lambda: "openness" in page.read_text(encoding="utf-8"))
    finally:
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=20)
    assert "terms.csv has 1 error" in output and "Traceback" not in output


def wait_for(condition, seconds=60):
    end = time.time() + seconds
    while not condition():
        assert time.time() < end
        time.sleep(0.2)


def test_samples_as_a_folder(run, tmp_path):
    shutil.copytree(SAMPLES, tmp_path / "inbox", ignore=shutil.ignore_patterns("translated"))
    (tmp_path / "inbox" / "photo.jpg").write_bytes(b"")
    done = run("translate", "inbox", "-f", "md", "--no-memory")
    assert done.returncode == 0 and sorted(done.stdout.split()) == ["outputs/notice.bilingual.md",
                                                                    "outputs/work-conference.bilingual.md"]
