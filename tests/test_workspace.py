"""A folder of results: whatever runs meet there and however they end, nobody's work is lost."""
import errno
import html
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT, document_of
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.model.document import Issue, Severity, State
from bilingual.model.errors import BilingualError
from bilingual.readers.inputs import expand
from bilingual.review.files import apply_files
from bilingual.support.files import digest, locked, replacing, staging, sweep
from bilingual.translation.stage import correct
from bilingual.workspace.delivery import deliver, editing, rewritten
from bilingual.workspace.naming import usable
from bilingual.workspace.outputs import is_output
from bilingual.workspace.record import Record, Version, load, records, save

TEXTS = ("要深化改革。", "要扩大开放。", "要保障民生。")


def made(path: Path, *texts: str, state: State = State.TRANSLATED):
    """A document as if it was translated from a file, which is written."""
    texts = texts or TEXTS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(texts), encoding="utf-8")
    document = replace(document_of(*texts), path=path, format=path.suffix[1:])
    for n, segment in enumerate(document.segments):
        correct(segment, f"Machine sentence {n}.", state)
    return document


def edited(folder: Path, to: Path, row: int, text: str, state: str | None = None, stem: str = "plan", minute: int = 0):
    """A copy of the spreadsheet in which one sentence was changed, some minutes after the others."""
    book = openpyxl.load_workbook(folder / f"{stem}.bilingual.xlsx")
    sheet = book["Segments"]
    sheet.cell(row, 4, text)
    if state:
        sheet.cell(row, 7, state)
    to.parent.mkdir(parents=True, exist_ok=True)
    book.save(to)
    os.utime(to, (1_700_000_000 + 60 * minute,) * 2)
    return to


def english(folder: Path, stem: str = "plan") -> list[str]:
    record = load(folder / ".bilingual" / f"{stem}.document.json")
    page = html.unescape((folder / f"{stem}.bilingual.html").read_text(encoding="utf-8"))
    targets = [s.target for s in record.document.segments]
    assert all(t in page for t in targets), "the outputs show what the record has"
    return targets


def test_each_record_knows_its_files_and_two_runs_at_once_lose_nothing(tmp_path):
    folder = tmp_path / "out"
    documents = [made(tmp_path / f"d{n}.md") for n in range(6)]
    threads = [threading.Thread(target=deliver, args=(d, folder, ["html", "xlsx"])) for d in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    known = list(records(folder))
    assert len(known) == 6 and not any(r.edited(p) for r in known for p in folder.glob(f"{r.document.stem}.*"))
    again = [deliver(d, folder, ["html", "xlsx"]) for d in documents]
    assert not any(a.written or a.notes for a in again) and not list(folder.glob("*.edited-*"))


def test_a_folder_of_the_first_version_is_taken_over(tmp_path):
    folder = tmp_path / "out"
    document = made(tmp_path / "plan.md")
    path, = deliver(document, folder, ["xlsx"]).paths
    store = folder / ".bilingual" / "plan.document.json"
    old = json.loads(store.read_text(encoding="utf-8"))
    for key in ("files", "pending", "settled", "history", "accepted", "revision"):
        old.pop(key)
    store.write_text(json.dumps(old, ensure_ascii=False), encoding="utf-8")
    (folder / ".bilingual" / "ledger.json").write_text(json.dumps({path.name: digest(path)}))
    assert not deliver(made(tmp_path / "plan.md", *TEXTS[:2]), folder, ["xlsx"]).notes
    (folder / ".bilingual" / "ledger.json").write_text("[]")
    store.write_text(json.dumps(old, ensure_ascii=False), encoding="utf-8")
    notes = deliver(document, folder, ["xlsx"]).notes
    assert "no record tells whether somebody changed it" in notes[0], "what nobody knows may be somebody's"


def test_sources_of_one_stem_never_share_a_record(tmp_path):
    folder = tmp_path / "out"
    first = made(tmp_path / "plan.md")
    deliver(first, folder, ["html", "xlsx"])
    edited(folder, tmp_path / "e.xlsx", 2, "By a person.")
    apply_files([tmp_path / "e.xlsx"], folder, None)
    other = deliver(made(tmp_path / "plan.txt", "完全不同的文件。"), folder, ["html", "xlsx"])
    assert other.document.stem == "plan-txt" and "plan-txt, because plan is another document" in other.notes[0]
    third = deliver(made(tmp_path / "b" / "plan.md", "第三个文件。"), folder, ["html", "xlsx"])
    assert third.document.stem == "plan-md"
    again = deliver(made(tmp_path / "plan.txt", "完全不同的文件。"), folder, ["html", "xlsx"])
    assert again.document.stem == "plan-txt" and not again.written
    assert deliver(replace(first, name="inbox-plan-md"), folder, ["html", "xlsx"]).document.stem == "plan", (
        "one source, one record"
    )
    assert english(folder)[0] == "By a person."


def test_a_source_that_moved_keeps_its_record(tmp_path):
    folder = tmp_path / "out"
    deliver(made(tmp_path / "inbox" / "plan.md", state=State.REVIEWED), folder, ["html", "xlsx"])
    (tmp_path / "inbox" / "plan.md").rename(tmp_path / "plan.md")
    done = deliver(made(tmp_path / "plan.md"), folder, ["html", "xlsx"])
    assert done.document.stem == "plan" and any("its corrections are kept" in n for n in done.notes)
    assert all(s.state is State.REVIEWED for s in done.document.segments)


@pytest.mark.parametrize("how", [shutil.move, shutil.copytree])
def test_a_source_that_moved_together_with_its_outputs_is_the_same(tmp_path, how):
    old, new = tmp_path / "old", tmp_path / "new"
    deliver(made(old / "plan.md", state=State.REVIEWED), old / "out", ["html", "xlsx"])
    how(old, new)
    done = deliver(made(new / "plan.md", *TEXTS, "要推进创新。"), new / "out", ["html", "xlsx"])
    assert done.document.stem == "plan" and [s.state for s in done.document.segments] == [State.REVIEWED] * 3 + [
        State.TRANSLATED
    ]
    record, = records(new / "out")
    assert record.document.path == (new / "plan.md").resolve()


def test_the_document_that_is_given_is_not_changed(tmp_path):
    folder = tmp_path / "out"
    document = made(tmp_path / "plan.md")
    deliver(document, folder, ["html", "xlsx"])
    edited(folder, tmp_path / "e.xlsx", 2, "By a person.")
    apply_files([tmp_path / "e.xlsx"], folder, None)
    before = repr(document)
    assert deliver(document, folder, ["html"]).document.blocks[0].segments[0].target == "By a person."
    assert repr(document) == before


def test_an_unfinished_run_does_not_replace_what_is_finished(tmp_path):
    folder = tmp_path / "out"
    path, = deliver(made(tmp_path / "plan.md"), folder, ["md"]).paths
    whole = path.read_bytes()
    stopped = made(tmp_path / "plan.md")
    stopped.run["stopped"] = True
    last = list(stopped.segments)[-1]
    last.target, last.state = "", State.INITIAL
    done = deliver(stopped, folder, ["md"])
    assert path.read_bytes() == whole and not done.written and "only 2 of 3 segments" in done.notes[0]
    longer = made(tmp_path / "plan.md", "# 计划\n\n要改革。要开放。要创新。要共享。要协调。\n")
    longer.run["stopped"] = True
    list(longer.segments)[-1].target, list(longer.segments)[-1].state = "", State.INITIAL
    assert not deliver(longer, folder, ["md"]).written, "more of a longer text, but not all of it"
    assert path.read_bytes() == whole
    fresh = deliver(stopped, tmp_path / "new", ["md"])
    assert fresh.written and "2 of 3 segments are translated: run again" in fresh.notes[0]
    assert deliver(made(tmp_path / "plan.md"), tmp_path / "new", ["md"]).written


def test_what_killed_runs_left_is_removed_and_what_living_ones_need_stays(tmp_path):
    script = (
        "import os, signal, sys; from pathlib import Path; from bilingual.support.files import replacing, staging\n"
        "with replacing(Path(sys.argv[1]) / 'x.docx'), staging(Path(sys.argv[1])) as s:\n"
        " (s / 'y').write_text('half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path], env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60)
    assert len(list(tmp_path.iterdir())) == 2
    with replacing(tmp_path / "mine.md") as mine, staging(tmp_path) as stage:
        sweep(tmp_path)
        assert mine.exists() and stage.exists()
        mine.write_text("whole", encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.md"]


def test_a_kill_between_the_record_and_the_files_is_no_edit(tmp_path):
    folder = tmp_path / "out"
    deliver(made(tmp_path / "plan.md"), folder, ["html", "xlsx"])
    later = made(tmp_path / "plan.md", *TEXTS[:2])
    (tmp_path / "shop").mkdir()
    shutil.copytree(folder, tmp_path / "shop" / "out")
    new = deliver(later, tmp_path / "shop" / "out", ["html", "xlsx"]).paths
    record, = records(folder)
    record.pending = {p.name: [digest(p)] for p in new}
    save(record, folder)
    shutil.copy(new[0], folder)  # one of two was put in place before the end
    done = deliver(later, folder, ["html", "xlsx"])
    assert done.written and not done.notes and not list(folder.glob("*.edited-*"))
    record, = records(folder)
    assert not record.pending and not any(record.edited(p) for p in done.paths)


def apply_one(folder, path):
    apply_files([Path(path)], Path(folder), None)


def deliver_made(source, texts, folder):
    deliver(made(source, *texts), folder, ["html", "xlsx"])


@pytest.mark.skipif(os.name == "nt", reason="forks")
def test_many_processes_apply_and_translate_at_once(tmp_path):
    folder, source = tmp_path / "out", tmp_path / "plan.md"
    texts = [f"要推进第{n}项改革。" for n in "一二三四五六"]
    deliver(made(source, *texts), folder, ["html", "xlsx"])
    files = [edited(folder, tmp_path / f"{n}.xlsx", n + 2, f"Person {n} wrote this.") for n in range(6)]
    others = multiprocessing.get_context("forkserver")  # a fork of this process would have its threads' locks
    runs = [others.Process(target=apply_one, args=(folder, f)) for f in files]
    runs += [others.Process(target=deliver_made, args=(source, texts, folder)) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(120)
    assert [r.exitcode for r in runs] == [0] * 9
    assert english(folder) == [f"Person {n} wrote this." for n in range(6)]
    assert not list(folder.glob("*.edited-*"))


def test_who_edits_a_record_has_what_another_run_has_written(tmp_path):
    folder = tmp_path / "out"
    deliver(made(tmp_path / "plan.md"), folder, ["html", "xlsx"])
    stale, = records(folder)
    edited(folder, tmp_path / "e.xlsx", 2, "The other run's.")
    apply_files([tmp_path / "e.xlsx"], folder, None)
    with editing(stale.document.stem, folder) as record:
        correct(list(record.document.segments)[1], "This run's.", State.REVIEWED)
        rewritten(record, folder)
    assert english(folder)[:2] == ["The other run's.", "This run's."]


versions = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["A.", "B.", "C."]),
        st.sampled_from([State.REVIEWED, State.FINAL]),
        st.integers(0, 5),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(versions, versions)
def test_merging_records_does_not_depend_on_the_order(one, two):
    def record(made_by):
        document = document_of(*TEXTS)
        for s in document.segments:
            correct(s, "Machine.", State.TRANSLATED)
        ids = [s.id for s in document.segments]
        from bilingual.model.document import PLAIN

        return Record(
            document,
            [],
            PLAIN,
            history=[Version(TEXTS[n], t, state, ids[n], "", f"{when}", f"{when}{t}") for n, t, state, when in made_by],
        )

    def targets(first, second):
        record_one, record_two = record(first), record(second)
        record_one.merge(record_two)
        record_one.settle()
        found = {(v.source, v.target, v.state) for v in record_one.history}
        assert {(TEXTS[n], t, state) for n, t, state, _ in (*first, *second)} <= found, "no version is dropped"
        return [
            (
                s.state,
                max(v.when for v in record_one.versions(s) if v.state is s.state)
                if s.state is not State.TRANSLATED
                else "",
            )
            for s in record_one.document.segments
        ]
    assert targets(one, two) == targets(two, one)


def test_own_outputs_are_no_sources(tmp_path, run):
    (tmp_path / "plan.md").write_text("要深化改革。", encoding="utf-8")
    formats = [a for f in ("docx", "html", "xlsx", "md", "en.md", "en.docx", "same") for a in ("-f", f)]
    first = run("translate", ".", "-m", "embedded", "--no-memory", *formats)
    assert first.returncode == 0, first.stderr
    again = run("translate", ".", "-m", "embedded", "--no-memory", *formats)
    assert again.returncode == 0 and sorted(again.stdout.split()) == sorted(first.stdout.split())
    assert "7 files that this program wrote left alone" in again.stderr
    for name in ("docx", "html", "xlsx", "md"):  # known wherever they went
        moved = shutil.copy(tmp_path / "outputs" / f"plan.bilingual.{name}", tmp_path / f"from-a-mail.{name}")
        assert is_output(Path(moved)), name
    assert not is_output(tmp_path / "plan.md") and not is_output(tmp_path / "none.docx")
    inputs, skipped = expand([tmp_path], is_output)
    assert [i.path.name for i in inputs] == ["plan.md"] and len(skipped.own) == 11
    named = [tmp_path / "plan.md", tmp_path / "from-a-mail.docx"]  # as plan.md *.docx names them
    inputs, skipped = expand(named, is_output)
    assert [i.path.name for i in inputs] == ["plan.md"] and skipped.own == named[1:]
    alone = run("translate", "from-a-mail.docx", "-m", "embedded", "--no-memory")
    assert alone.returncode == 2 and "from-a-mail.docx was written by this program" in alone.stderr


def test_a_source_beside_its_outputs_is_still_a_source(tmp_path):
    document = made(tmp_path / "plan.md")
    made(tmp_path / "plan.en.md", "用户自己的文件。")
    deliver(document, tmp_path, ["docx"])
    assert not is_output(tmp_path / "plan.md") and not is_output(tmp_path / "plan.en.md")


@pytest.mark.parametrize("text", ["[]", "1", "null", "{", "", '{"document": 1}', "[" * 20_000])
def test_broken_records_and_ledgers_are_told_and_kept(tmp_path, text):
    folder = tmp_path / "out"
    deliver(made(tmp_path / "plan.md"), folder, ["xlsx"])
    store = folder / ".bilingual" / "plan.document.json"
    store.write_text(text, encoding="utf-8")
    (folder / ".bilingual" / "ledger.json").write_text(text, encoding="utf-8")
    with pytest.raises(BilingualError, match="plan.document.json is damaged"):
        list(records(folder))
    notes = deliver(made(tmp_path / "plan.md"), folder, ["xlsx"]).notes
    assert "is damaged" in notes[0] and (store.parent / f"{store.name}.damaged").read_text(encoding="utf-8") == text
    store.write_text(text, encoding="utf-8")
    deliver(made(tmp_path / "plan.md"), folder, ["xlsx"])
    assert len(list(store.parent.glob("*.damaged*"))) == 2, "an earlier one is not overwritten"


@pytest.mark.parametrize(("old", "new", "message"), [
    ('"name":"plan"', '"name":"../escaped"', "another document"),
    ('"name":"plan"', '"name":"/etc/x"', "another document"),
    ('"formats":["xlsx"]', '"formats":["scroll"]', "names the format “scroll”"),
    ('"format":"md"', '"format":"/../x"', "another document")])
def test_a_record_cannot_point_outside_its_folder(tmp_path, old, new, message):
    folder = tmp_path / "out"
    deliver(made(tmp_path / "plan.md"), folder, ["xlsx"])
    store = folder / ".bilingual" / "plan.document.json"
    text = store.read_text(encoding="utf-8")
    assert old in text
    store.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BilingualError, match=message):
        load(store)


def test_names_that_no_file_system_takes(tmp_path):
    long = "关于进一步深化改革扩大开放的若干意见" * 6
    assert len(usable(long).encode()) <= 180 and usable(long) != usable(long + "稿") and usable("计划") == "计划"
    document = replace(made(tmp_path / "plan.md"), name=long)
    done = deliver(document, tmp_path / "out", ["html", "xlsx", "docx"])
    assert all(p.exists() for p in done.paths) and "too long" in done.notes[0]
    assert not deliver(document, tmp_path / "out", ["html", "xlsx", "docx"]).written
    if sys.platform == "linux":
        odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/pl\xe4n\x07.md"))
        done = deliver(made(odd), tmp_path / "odd", ["html", "xlsx", "docx", "md", "xlf", "xlf2", "en.docx"])
        assert all(p.name.isprintable() and p.exists() for p in done.paths) and "no text" in done.notes[0]
        assert load(next((tmp_path / "odd" / ".bilingual").glob("*.json"))).document.path == odd
        assert not deliver(made(odd), tmp_path / "odd", ["html"]).written


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0 and not shutil.which("setpriv"),
                    reason="root may write everywhere")
@pytest.mark.parametrize("kind", ["folder", "store", "parent", "file in the way", "folder in the way", "store a file"])
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, kind):
    folder = tmp_path / "base" / "out"
    folder.parent.mkdir()
    if kind in ("folder", "store", "folder in the way"):
        deliver(made(tmp_path / "other.md"), folder, ["md"])
    if kind == "file in the way":
        folder.write_text("")
    if kind == "store a file":
        folder.mkdir()
        (folder / ".bilingual").write_text("")
    if kind == "folder in the way":
        (folder / "plan.bilingual.md").mkdir()
    closed = {"folder": folder, "store": folder / ".bilingual", "parent": folder.parent}.get(kind)
    made(tmp_path / "plan.md")
    script = (
        "import sys; sys.path[:0] = sys.argv[1:3]; from pathlib import Path\n"
        "from test_workspace import made, deliver, BilingualError\n"
        "try: deliver(made(Path(sys.argv[3])), Path(sys.argv[4]), ['md'])\n"
        "except BilingualError as error: print(error); sys.exit(2)"
    )
    command = [sys.executable, "-c", script, str(ROOT), str(ROOT / "tests"), str(tmp_path / "plan.md"), str(folder)]
    if os.geteuid() == 0:
        command = ["setpriv", "--inh-caps=-all", "--bounding-set=-all", *command]
    if closed:
        closed.chmod(0o555)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    finally:
        if closed:
            closed.chmod(0o755)
    assert done.returncode == 2 and str(folder if kind != "parent" else folder.parent) in done.stdout, done.stderr
    assert "cannot be used" in done.stdout and ".bilingual-" not in done.stdout and done.stdout.count("\n") == 1


def test_a_full_disk_is_one_sentence_and_leaves_what_was(tmp_path, monkeypatch):
    folder = tmp_path / "out"
    path, = deliver(made(tmp_path / "plan.md"), folder, ["md"]).paths
    before = path.read_bytes()
    real = Path.write_bytes

    def full(self, data):
        if "document.json" in str(self) or self.name.startswith(".bilingual-"):
            real(self, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, data)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BilingualError, match="the disk is full"):
        deliver(made(tmp_path / "plan.md", *TEXTS[:2]), folder, ["md"])
    monkeypatch.undo()
    assert path.read_bytes() == before and not list(folder.rglob(".bilingual-*"))
    assert deliver(made(tmp_path / "plan.md", *TEXTS[:2]), folder, ["md"]).notes == []


def test_one_format_that_fails_does_not_stop_the_others(tmp_path):
    folder = tmp_path / "out"
    document = replace(made(tmp_path / "plan.md"), format="docx")  # so that its copy cannot be made
    with pytest.raises(BilingualError, match="The other formats are written"):
        deliver(document, folder, ["same", "md"])
    assert (folder / "plan.bilingual.md").exists() and list(records(folder))


def test_a_lock_that_is_held_is_waited_for_and_then_told(tmp_path):
    with (
        locked(tmp_path / "a.lock"),
        pytest.raises(BilingualError, match="held by another run"),
        locked(tmp_path / "a.lock", 0.2),
    ):
        pass
    with locked(tmp_path / "a.lock", 0.2):
        pass


def test_accepted_issues_come_back_when_the_sentence_changes(tmp_path):
    folder = tmp_path / "out"

    def failing(text):
        document = made(tmp_path / "plan.md")
        segment = next(document.segments)
        segment.target, segment.issues = text, [Issue("numbers", Severity.ERROR, "5 is missing")]
        return document
    from bilingual.review import decisions
    deliver(failing("One."), folder, ["html", "xlsx", "md", "docx", "xlf"])
    decisions.accept(folder, "s1", "numbers", "The figure is in the table.")
    kept = deliver(failing("One."), folder, ["html"]).document
    segment = next(kept.segments)
    assert (
        segment.issues[0].accepted == "The figure is in the table."
        and not segment.needs_review
        and not segment.open_issues
    )
    for name in ("bilingual.html", "bilingual.md", "xlf"):
        assert "The figure is in the table." in (folder / f"plan.{name}").read_text(encoding="utf-8"), name
    assert next(deliver(failing("Another."), folder, ["html"]).document.segments).needs_review


@pytest.mark.parametrize("name", ["docx", "pptx", "xlsx", "html", "epub", "odt"])
def test_a_copy_in_the_sources_shape_is_known_wherever_it_goes(tmp_path, run, name):
    source = Path(sample(tmp_path, name))
    done = run("translate", source, "-f", "same", "-m", "embedded", "--no-memory")
    assert done.returncode == 0, done.stderr
    copy = shutil.copy(tmp_path / done.stdout.strip(), tmp_path / f"from-a-mail.{name}")
    assert is_output(Path(copy)) and not is_output(source)


def sample(folder: Path, name: str) -> Path:
    """A small Chinese file of a format, made by another program."""
    path = folder / f"plan.{name}"
    if name == "docx":
        import docx
        document = docx.Document()
        document.add_paragraph("要深化改革。")
        document.save(str(path))
    elif name == "pptx":
        import pptx
        deck = pptx.Presentation()
        deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "要深化改革。"
        deck.save(str(path))
    elif name == "xlsx":
        book = openpyxl.Workbook()
        book.active["A1"] = "要深化改革。"
        book.save(path)
    elif name == "html":
        path.write_text("<html><head><title>t</title></head><body><p>要深化改革。</p></body></html>", encoding="utf-8")
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for part, text in PARTS[name].items():
                archive.writestr(part, text)
    return path


_OFFICE = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
           'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
PARTS = {
    "epub": {
        "mimetype": "application/epub+zip",
        "c.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
                   "<body><p>要深化改革。</p></body></html>",
        "c.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
                 '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>'
                 '<dc:title>t</dc:title></metadata><manifest><item id="c" href="c.xhtml" '
                 'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>',
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
                                  '<rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/>'
                                  "</rootfiles></container>"},
    "odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_OFFICE}><office:body><office:text><text:p>要深化改革。</text:p>"
                       "</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": "<manifest:manifest "
                                 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "meta.xml": f'<office:document-meta {_OFFICE} xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">'
                    "<office:meta><meta:generator>LibreOffice</meta:generator></office:meta></office:document-meta>"}}


def test_a_document_goes_to_json_and_back(engine):
    from bilingual.model.errors import BilingualError
    from bilingual.pipeline import Translator
    from bilingual.workspace.encoding import from_json, to_json
    document = Translator.create(engine).translate_text("推动高质量发展，安排资金35亿元。")
    again = from_json(to_json(document))
    assert again == document and [t.quantity for s in again.segments for t in s.terms].count(None) == 1
    for damaged in (b"{}", b"[1]", to_json(document)[:-2]):
        with pytest.raises(BilingualError, match="no document in JSON"):
            from_json(damaged)
