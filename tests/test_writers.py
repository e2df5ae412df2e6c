"""What people open: read back with other programs, shown in a real browser and a real office suite."""
import copy
import json
import re
import subprocess
import zipfile
from collections import Counter
from html import unescape

import docx
import openpyxl
import pdfplumber
import pytest
from conftest import SAMPLES
from docx.oxml.ns import qn

from bilingual.model.document import State, View
from bilingual.pipeline import Translator
from bilingual.readers.pages import normal
from bilingual.workspace.delivery import deliver
from bilingual.writers import FORMATS, write

HOSTILE = '=1+1\n\n<script>alert("x")</script>会议。 & "改革" <b>\n\n| 甲 | 乙 |\n| --- | --- |\n| =2+2会议 | 5% |\n'


@pytest.fixture(scope="module")
def document(engine):
    return Translator.create(engine).translate_file(SAMPLES / "work-conference.md")


@pytest.fixture(scope="module")
def outputs(document, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    paths, _ = write(document, folder, FORMATS)
    return dict(zip(FORMATS, paths))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def all_text(path):
    word = docx.Document(path)
    cells = [c.text for t in word.tables for r in t.rows for c in r.cells]
    return "\n".join([p.text for p in word.paragraphs] + cells)


def test_word_holds_every_segment_side_by_side(document, outputs):
    text = squeezed(all_text(outputs["docx"]))
    for segment in document.segments:
        assert squeezed(segment.source) in text and squeezed(segment.target) in text
    word = docx.Document(outputs["docx"])
    row = next(r for t in word.tables for r in t.rows if "会议指出" in r.cells[1].text)
    assert re.fullmatch(r"\d+(–\d+)?", row.cells[0].text) and re.search("[a-z]{3}", row.cells[2].text)
    styles = {p.style.name for p in word.paragraphs if p.text}
    assert {"Heading 1", "Heading 2"} <= styles
    assert document.signature in word.sections[0].footer.paragraphs[0].text
    assert "Terms" in [p.text.split()[0] for p in word.paragraphs if p.style.name == "Heading 2"]


TABLE = """# 指标

要扩大内需。要深化改革。

| 指标 | 目标 |
| --- | --- |
| 国内生产总值增长 | 5.2% |
| 城镇新增就业 | 1200万人以上 |
"""


@pytest.fixture(scope="module")
def reviewed(engine, tmp_path_factory):
    """A document with a table, of which a person has reviewed one sentence."""
    path = tmp_path_factory.mktemp("table") / "table.md"
    path.write_text(TABLE, encoding="utf-8")
    document = Translator.create(engine).translate_file(path)
    next(s for s in document.segments if s.source == "要深化改革。").state = State.REVIEWED
    return document


def test_word_rows_stay_whole_and_headings_are_repeated(reviewed, tmp_path):
    (path,), _ = write(reviewed, tmp_path, ["docx"])
    word = docx.Document(path)
    text, table, terms = word.tables
    assert text.rows[0].cells[0].text == "2–3", "the numbers by which the list of terms names the sentences"
    assert all("w:cantSplit" in r._tr.xml for t in word.tables for r in t.rows)
    assert ["w:tblHeader" in t.rows[0]._tr.xml for t in (text, table, terms)] == [False, True, True]
    assert table.rows[1].cells[1].text == "5.2%", "what reads the same in both languages is there once"
    assert {s.attrib[qn("w:fill")] for s in text._tbl.iter(qn("w:shd"))} == {"E3F2E1"}
    assert any("Shaded green" in p.text for p in word.paragraphs)
    with zipfile.ZipFile(path) as archive:
        assert not [n for n in archive.namelist() if "thumbnail" in n]


def test_the_title_above_the_pages_ends_with_a_word(reviewed, tmp_path):
    long = copy.deepcopy(reviewed)
    long.title.segments[0].target = "Opinions on promoting " + "high-quality " * 12 + "development"
    (path,), _ = write(long, tmp_path, ["docx"])
    title = docx.Document(path).sections[0].header.paragraphs[0].text.split("\t")[0]
    assert title.endswith("high-quality…") and len(title) < 100


def test_reviewed_sentences_have_a_tick_in_markdown(reviewed, tmp_path):
    (path,), _ = write(reviewed, tmp_path, ["md"])
    target = next(s.target for s in reviewed.segments if s.state is State.REVIEWED)
    text = path.read_text(encoding="utf-8")
    assert f"{target} ✓" in text and text.count("✓") == 2 and "| 5.2% |" in text


@pytest.mark.foreign("chromium")
def test_the_printed_page_has_both_languages_side_by_side(reviewed, tmp_path):
    (path,), _ = write(reviewed, tmp_path, ["html"])
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    f"--print-to-pdf={tmp_path / 'page.pdf'}", path.as_uri()], check=True, capture_output=True,
                   timeout=120)
    with pdfplumber.open(tmp_path / "page.pdf") as pdf:
        words = pdf.pages[0].extract_words()
    english = next(s.target for s in reviewed.segments if s.source == "要扩大内需。").split()[-1]
    left = next(w for w in words if "要扩大内需" in normal(w["text"]))
    right = next(w for w in words if w["text"] == english)
    assert right["x0"] > left["x1"] and abs(right["bottom"] - left["bottom"]) < 12


def test_candidates_are_there_once_and_one_is_chosen(document, outputs):
    rows = list(openpyxl.load_workbook(outputs["xlsx"])["Candidates"].iter_rows(min_row=2, values_only=True))
    assert rows and len({(r[0], r[2]) for r in rows}) == len(rows)
    chosen = Counter(r[0] for r in rows if r[4] == "yes")
    assert chosen and set(chosen.values()) == {1}


def test_word_marks_terms_and_uses_fonts_for_both_scripts(outputs):
    xml = docx.Document(outputs["docx"]).element.xml
    assert 'w:val="1F4E79"' in xml
    fonts = docx.Document(outputs["docx"]).styles["Normal"].element.xml
    assert 'w:eastAsia="SimSun"' in fonts and 'w:ascii="Calibri"' in fonts


def test_word_by_sentence(document, tmp_path):
    (path,), _ = write(document, tmp_path, ["docx"], View(align="sentence"))
    rows = sum(len(t.rows) for t in docx.Document(path).tables)
    assert rows > len([b for b in document.blocks if b.segments])


def test_english_alone(document, outputs):
    for name in ("en.docx", "en.md"):
        text = all_text(outputs[name]) if name == "en.docx" else outputs[name].read_text(encoding="utf-8")
        assert not re.search("[\u4e00-\u9fff]", text)
        assert all(squeezed(s.target) in squeezed(text.replace("\\", "")) for s in document.segments)


def test_spreadsheet(document, outputs):
    book = openpyxl.load_workbook(outputs["xlsx"])
    assert book.sheetnames == ["Segments", "Terms", "Candidates", "Issues", "Run"]
    rows = list(book["Segments"].iter_rows(min_row=2, values_only=True))
    assert [(r[0], r[2], r[3]) for r in rows] == [(s.id, s.source, s.target) for s in document.segments]
    assert book["Segments"].freeze_panes and book["Segments"].auto_filter.ref
    assert book["Run"]["B2"].value == document.signature
    terms = {r[0]: r for r in book["Terms"].iter_rows(min_row=2, values_only=True)}
    assert terms["新质生产力"][1] == "new quality productive forces"


def test_outputs_to_be_read_say_what_made_the_draft(document, outputs, engine):
    said = document.run["draft"]
    assert engine.name in said and engine.package.metadata["good_for"] in said
    assert said in all_text(outputs["docx"]) and said in outputs["md"].read_text(encoding="utf-8")
    assert said in unescape(outputs["html"].read_text(encoding="utf-8"))
    run = openpyxl.load_workbook(outputs["xlsx"])["Run"]
    assert ("draft", said) in [r[:2] for r in run.iter_rows(values_only=True)]
    assert "Draft by" not in all_text(outputs["en.docx"]), "clean English is for others"


def test_nothing_in_a_text_becomes_code(tmp_path, engine):
    source = tmp_path / "hostile.md"
    source.write_text(HOSTILE, encoding="utf-8")
    document = Translator.create(engine).translate_file(source)
    paths, _ = write(document, tmp_path, FORMATS)
    book = openpyxl.load_workbook(next(p for p in paths if p.suffix == ".xlsx"))
    assert all(c.data_type != "f" for s in book for r in s.iter_rows() for c in r)
    assert any(c.value == "=1+1" for r in book["Segments"].iter_rows() for c in r)
    page = next(p for p in paths if p.suffix == ".html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1 and "&lt;script&gt;" in page


def test_a_text_too_long_for_a_cell_is_not_cut(tmp_path, engine):
    source = tmp_path / "long.md"
    source.write_text("a" * 40_000, encoding="utf-8")
    (path,), _ = write(Translator.create(engine).translate_file(source), tmp_path, ["xlsx"])
    cells = [r[2] or "" for r in openpyxl.load_workbook(path)["Segments"].iter_rows(min_row=2, values_only=True)]
    assert "".join(c.replace(" [continued in the next row]", "") for c in cells) == "a" * 40_000


def test_a_file_somebody_edited_is_kept(document, tmp_path):
    (path,), notes = deliver(document, tmp_path, ["xlsx"])
    assert not notes
    assert deliver(document, tmp_path, ["xlsx"]).notes == [], "what nobody touched is replaced without a word"
    book = openpyxl.load_workbook(path)
    book["Segments"]["D2"] = "My correction"
    book.save(path)
    _, notes = deliver(document, tmp_path, ["xlsx"])
    kept, = tmp_path.glob("*.edited-*.xlsx")
    assert kept.name in notes[0]
    assert openpyxl.load_workbook(kept)["Segments"]["D2"].value == "My correction"


def test_a_failed_writer_leaves_the_old_file(document, tmp_path, monkeypatch):
    (path,), _ = write(document, tmp_path, ["md"])
    before = path.read_bytes()
    monkeypatch.setattr("bilingual.writers.markdown.write", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(document, tmp_path, ["md"])
    assert path.read_bytes() == before and sorted(p.name for p in tmp_path.iterdir()) == [path.name]


@pytest.mark.foreign("soffice")
def test_libreoffice_opens_it(outputs, document, tmp_path, office):
    text = squeezed(office(outputs["docx"], "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8"))
    assert all(squeezed(s.target) in text for s in document.segments)


PROBE = """<script>
addEventListener("load", () => {
  const out = {};
  const term = document.querySelector("[lang=en] .term");
  term.focus();
  out.card = !document.getElementById("card").hidden && document.getElementById("card").textContent;
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}));
  out.escaped = document.getElementById("card").hidden;
  const search = document.getElementById("search");
  search.value = "新质生产力"; search.dispatchEvent(new Event("input"));
  out.shown = [...document.querySelectorAll(".row")].filter(r => !r.hidden).length;
  out.rows = document.querySelectorAll(".row").length;
  out.loaded = performance.getEntriesByType("resource").length;
  const p = document.createElement("pre"); p.id = "probe"; p.textContent = JSON.stringify(out); document.body.append(p);
});
</script></body>"""


@pytest.mark.foreign("chromium")
def test_web_page_in_chromium(outputs, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(outputs["html"].read_text(encoding="utf-8").replace("</body>", PROBE), encoding="utf-8")
    done = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                           "--no-first-run",
                           "--disable-background-networking", "--disable-component-update", "--disable-sync",
                           f"--user-data-dir={tmp_path}/chromium", "--dump-dom", f"file://{page}"], capture_output=True,
                          text=True, timeout=120)
    found = re.search(r'<pre id="probe">(.*?)</pre>', done.stdout, re.S)
    assert found, done.stderr[-2000:]
    out = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert "In this translation:" in out["card"] and "Source:" in out["card"] and out["escaped"]
    assert 0 < out["shown"] < out["rows"] and out["loaded"] == 0


def test_every_sentence_of_the_page_can_be_linked_to(outputs, document, tmp_path):
    ids = re.findall(r' id="([^"]*)"', outputs["html"].read_text(encoding="utf-8"))
    assert len(ids) == len(set(ids)) and {s.id for s in document.segments} <= set(ids)
