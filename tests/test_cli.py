"""The command as a user meets it: paths, summary, JSON, exit status, and no network."""
import json
import os
import re
import subprocess
import sys

import openpyxl
import pytest
from conftest import REAL_SAMPLE, ROOT, SAMPLES

import bilingual
from bilingual.language.han import HAN
from bilingual.model.document import TermStatus


def test_help_imports_nothing_heavy():
    code = "import sys, bilingual.cli; print(*sys.modules)"
    modules = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT).stdout.split())
    assert "bilingual.cli" in modules
    assert not {"torch", "stanza", "spacy", "numpy", "ctranslate2", "openpyxl", "docx", "lxml", "jieba", "rich",
                "argostranslate", "sqlite3"} & modules
    assert len(modules) < 400, "what answers at once imports little"


def test_main_job(run_process, tmp_path):
    done = run_process("translate", SAMPLES / "work-conference.md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"outputs/work-conference.bilingual.{e}" for e in ("docx", "html", "xlsx")]
    assert all((tmp_path / p).stat().st_size > 1000 for p in done.stdout.splitlines())
    assert re.search(r"58 segments in [\d.]+ s",
                     done.stderr) and "0 missing" in done.stderr and "| glossary policy.xlsx" in done.stderr


@pytest.mark.parametrize(("arguments", "status", "words"), [
    (["build", "--init", "plans"], 0, "plans/bilingual.toml"),
    (["glossary", "show", "新质生产力"], 0, "new quality productive forces"),
    (["memory", "stats", "--memory", "m.sqlite"], 0, "m.sqlite"),
    (["model", "list"], 0, "embedded"),
    (["review", "status", "none"], 2, "none holds no translated document"),
    (["evaluate", "none.tsv"], 2, "none.tsv"),
])
def test_other_commands_as_processes(run_process, arguments, status, words):
    done = run_process(*arguments)
    assert done.returncode == status and words in done.stdout + done.stderr and "Traceback" not in done.stderr


def test_nothing_heavy_and_no_connection_while_it_runs(tmp_path, no_network):
    before = set(sys.modules)
    document = bilingual.translate(SAMPLES / "notice.txt", model="embedded")
    from bilingual.writers import FORMATS, write
    write(document, tmp_path, FORMATS)
    assert all(s.target for s in document.segments)
    assert not {"torch", "stanza", "spacy", "argostranslate.translate"} & (set(sys.modules) - before)


def test_json(run):
    done = run("translate", SAMPLES / "notice.txt", "--json", "--quiet", "-f", "md")
    result = json.loads(done.stdout)
    assert not done.stderr and result["outputs"] == ["outputs/notice.bilingual.md"] and result["signature"].startswith(
        "bilingual ")
    segment = result["segments"][3]
    assert set(segment) >= {"id", "block", "source", "target", "state", "terms",
                            "issues"} and segment["state"] == "translated"
    for term in segment["terms"]:
        assert segment["source"][term["start"]:term["end"]] == term["source"] and term["status"] in [
            s.value for s in TermStatus]


def test_one_changed_cell_changes_exactly_the_sentences_with_the_term(run, tmp_path):
    run("glossary", "init")
    targets = lambda: {s["id"]: (s["source"], s["target"]) for s in json.loads(
        run("translate", SAMPLES / "work-conference.md", "--json", "--quiet", "-f", "md").stdout)["segments"]}
    before = targets()
    path = tmp_path / "glossary" / "policy.xlsx"
    book = openpyxl.load_workbook(path)
    cell = next(r for r in book["Glossary"].iter_rows() if r[0].value == "高质量发展")[1]
    cell.value = "development of high quality"
    book.save(path)
    after = targets()
    changed = {i for i in before if before[i] != after[i]}
    assert changed == {i for i, (source, _) in before.items() if "高质量发展" in source}
    assert all("evelopment of high quality" in after[i][1] for i in changed)


@pytest.mark.parametrize(("arguments", "words"), [
    (["none.md"], "no file none.md"),
    ([SAMPLES / "notice.txt", "-g", "none.xlsx"], "no glossary none.xlsx"),
    ([SAMPLES / "notice.txt", "-m", ROOT / "README.md"], "cannot be read as an Argos package"),
    ([SAMPLES / "notice.txt", "--encoding", "klingon"], "Unknown encoding"),
])
def test_bad_input_is_one_sentence_and_status_2(run, tmp_path, arguments, words):
    done = run("translate", *arguments)
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "outputs").exists()


def test_strict_fails_on_an_error_and_only_then(run, tmp_path):
    """A person's sentence without its term is an error; the same document without that sentence has none."""
    (tmp_path / "a.txt").write_text("要推进改革。", encoding="utf-8")
    (tmp_path / "g.csv").write_text("source,target\n改革,reform\n", encoding="utf-8")
    (tmp_path / "m.tmx").write_text("""<tmx version="1.4"><header srclang="zh"/><body><tu>
        <tuv xml:lang="zh"><seg>要推进改革。</seg></tuv>
        <tuv xml:lang="en"><seg>We must press ahead.</seg></tuv></tu></body></tmx>""", encoding="utf-8")
    assert run("memory", "import", "m.tmx", "--memory", "m.sqlite").returncode == 0
    arguments = ("translate", "a.txt", "-g", "g.csv", "--memory", "m.sqlite")
    assert run(*arguments).returncode == 0
    assert run(*arguments, "--strict").returncode == 1
    assert run(*arguments[:-2], "--no-memory", "-o", "other", "--strict").returncode == 0


def test_a_text_is_printed_with_its_terms(run):
    done = run("translate", "--text", "推动高质量发展。", "--no-memory")
    english, term = done.stdout.splitlines()
    assert done.returncode == 0 and "high-quality development" in english and term.split() == [
        "高质量发展", "high-quality", "development", "used"]


def test_standard_input_is_translated_to_standard_output(run, tmp_path):
    empty = run("translate", "-", "--no-memory", input="")
    assert empty.returncode == 2 and "Standard input has no text" in empty.stderr
    done = run("translate", "-", "--no-memory", input="推动高质量发展。\n\n深化改革。\n")
    first, second = done.stdout.strip().split("\n\n")
    assert done.returncode == 0 and "high-quality development" in first and "reform" in second
    assert not (tmp_path / "outputs").exists()


@pytest.mark.parametrize("make", [
    os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_refused_at_once(run, tmp_path, make):
    make(tmp_path / "a.md")
    done = run("translate", "a.md", timeout=60)
    assert done.returncode == 2 and "a.md" in done.stderr and "Traceback" not in done.stderr


def test_a_folder_in_the_way_is_one_sentence(run, tmp_path):
    (tmp_path / "outputs").write_text("")
    done = run("translate", SAMPLES / "notice.txt", "--no-memory")
    assert done.returncode == 2 and "outputs" in done.stderr and "Traceback" not in done.stderr


def test_a_fault_of_the_program_stops_no_other_document(tmp_path, engine):
    """Whatever a writer raises, the other documents of a run are written, and the report names the file."""
    from bilingual.pipeline import Delivered, Translator, run
    from bilingual.readers.inputs import Input
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("改革", encoding="utf-8")

    def sink(document):
        if document.stem == "a":
            raise ZeroDivisionError("writer")
        return Delivered([], [], document)
    first, second = run([Input(tmp_path / f"{n}.txt", n) for n in "ab"], Translator.create(engine), sink)
    assert "a.txt" in first.error and "ZeroDivisionError" in first.fault and second.document.blocks[
        0].target and not second.error


def test_a_run_is_cancelled_by_its_token(tmp_path, engine):
    import threading

    from bilingual.pipeline import Stopped, Translator
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Stopped) as stopped:
        Translator.create(engine).translate_text(["推动改革。", "扩大开放。"], cancel=cancel)
    assert stopped.value.document.run["stopped"]


@pytest.mark.skipif(not REAL_SAMPLE.exists(), reason="the real communiqué is not part of the project")
@pytest.mark.parametrize("markup", [True, False])
def test_real_communique_keeps_every_term_and_number(plain_package, markup):
    document = bilingual.translate(REAL_SAMPLE, model="embedded" if markup else str(plain_package))
    segments = list(document.segments)
    assert len(segments) > 100
    terms = [t for s in segments for t in s.terms]
    for segment in segments:
        assert segment.target and not HAN.search(segment.target)
        lacks = any(t.status is TermStatus.MISSING for t in segment.terms)
        assert lacks == any(i.check == "term-missing"
                            for i in segment.issues), "what is missing is flagged, and only that"
    # A package that knows no terms may leave one out where putting it in would wreck the sentence.
    assert sum(t.status is TermStatus.MISSING for t in terms) <= (0 if markup else len(terms) // 100)
    assert not [i for s in segments for i in s.issues if i.check in ("number-mismatch", "chinese-left")]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_peak_memory_of_the_main_job_is_below_a_gigabyte():
    """By what the kernel notes of this program alone: ru_maxrss has that of the process that started it, too."""
    code = (f"import bilingual; bilingual.translate({str(SAMPLES / 'work-conference.md')!r}, model='embedded'); "
            "print(*(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert int(done.stdout) < 2**20, "kilobytes"


def test_a_document_without_chinese_is_told(run, tmp_path):
    (tmp_path / "en.txt").write_text("A policy in English.\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("A policy: 政策。\n", encoding="utf-8")
    done = run("translate", "en.txt", "zh.txt", "-f", "md", "-m", "embedded", "--no-memory")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("note: there is no Chinese in it") == 1
    assert "A policy in English." in (tmp_path / "outputs" / "en.bilingual.md").read_text(encoding="utf-8")
