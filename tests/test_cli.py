"""The command as a user meets it: paths, summary, JSON, exit status, and no network."""
import json
import re
import subprocess
import sys

import openpyxl
import pytest
from conftest import REAL_SAMPLE, ROOT, SAMPLES

import bilingual
from bilingual.cli import main
from bilingual.language.han import HAN
from bilingual.model.document import TermStatus


def test_help_is_fast_and_imports_nothing_heavy():
    code = "import sys, time; t = time.perf_counter(); import bilingual.cli; print(time.perf_counter() - t); print(*sys.modules)"
    seconds, modules = min((subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT).stdout.splitlines()
                            for _ in range(3)), key=lambda r: float(r[0]))
    assert float(seconds) < 0.2
    assert not {"torch", "stanza", "spacy", "ctranslate2", "openpyxl", "docx", "jieba", "argostranslate"} & set(modules.split())


def test_main_job(run, tmp_path):
    done = run("translate", SAMPLES / "work-conference.md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"outputs/work-conference.bilingual.{e}" for e in ("docx", "html", "xlsx")]
    assert all((tmp_path / p).stat().st_size > 1000 for p in done.stdout.splitlines())
    assert re.search(r"58 segments in [\d.]+ s", done.stderr) and "0 missing" in done.stderr and "| glossary policy.xlsx" in done.stderr


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
    assert not done.stderr and result["outputs"] == ["outputs/notice.bilingual.md"] and result["signature"].startswith("bilingual ")
    segment = result["segments"][3]
    assert set(segment) >= {"id", "block", "source", "target", "state", "terms", "issues"} and segment["state"] == "translated"
    for term in segment["terms"]:
        assert segment["source"][term["start"]:term["end"]] == term["source"] and term["status"] in [s.value for s in TermStatus]


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


def test_strict(run, tmp_path):
    (tmp_path / "a.txt").write_text("要改革。", encoding="utf-8")
    (tmp_path / "g.csv").write_text("source,target,forbidden\n改革,reform,reform and opening\n", encoding="utf-8")
    assert run("translate", "a.txt", "-g", "g.csv", "--strict").returncode in (0, 1)
    (tmp_path / "b.txt").write_text("Only English 1.", encoding="utf-8")
    assert run("translate", "b.txt", "-g", "g.csv", "--strict").returncode == 0


def test_every_command_has_help_and_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    def walk(command, name):
        if hasattr(command, "commands"):
            for key, sub in command.commands.items():
                yield from walk(sub, f"{name} {key}")
        else:
            yield name, command
    for name, command in walk(main, "bilingual"):
        assert command.help, name
        assert name in readme, f"{name} is not in the README"


@pytest.mark.skipif(not REAL_SAMPLE.exists(), reason="the real communiqué is not part of the project")
@pytest.mark.parametrize("markup", [True, False])
def test_real_communique_keeps_every_term_and_number(plain_package, markup):
    document = bilingual.translate(REAL_SAMPLE, model="embedded" if markup else str(plain_package))
    segments = list(document.segments)
    assert len(segments) > 100
    for segment in segments:
        assert segment.target and not HAN.search(segment.target)
        assert all(t.status is not TermStatus.MISSING for t in segment.terms), segment.source
    assert not [i for s in segments for i in s.issues if i.check in ("term-missing", "number-mismatch", "chinese-left")]


def test_peak_memory_of_the_main_job_is_below_a_gigabyte():
    code = (f"import resource, bilingual; bilingual.translate({str(SAMPLES / 'work-conference.md')!r}, model='embedded'); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert int(done.stdout) < 2**20, "kilobytes"


def test_the_readme_counts_the_glossary_right():
    from bilingual.glossary.files import read_rows
    from bilingual.support.paths import builtin_glossary
    assert f"{len(read_rows(builtin_glossary())):,} entries" in (ROOT / "README.md").read_text(encoding="utf-8")
