"""The spreadsheet people edit: read, checked, written, exchanged."""
import csv

import openpyxl
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary import Entry, Glossary, Status
from bilingual.glossary.files import add_entry, read_rows, write_table, write_xlsx
from bilingual.glossary.lint import lint
from bilingual.glossary.load import load
from bilingual.model.errors import BilingualError
from bilingual.support.paths import builtin_glossary

HEADER = ["source", "target", "variants", "forbidden", "type", "status", "note", "reference", "date"]


def sheet(path, *rows, header=HEADER):
    book = openpyxl.Workbook()
    book.active.append(header)
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def test_curated_glossary_is_clean_and_covers_the_fields():
    rows = read_rows(builtin_glossary())
    assert lint(rows, builtin_glossary()) == []
    entries = list(load([builtin_glossary()]))
    assert len(entries) >= 700
    assert all(e.reference and e.date for e in entries)
    fields = {e.type for e in entries}
    assert fields >= {"economic", "fiscal", "monetary", "industrial", "rural", "social", "environmental", "party", "institution",
                      "person", "office"}
    assert load([builtin_glossary()]).get("新质生产力").target == "new quality productive forces"


def test_curated_spreadsheet_is_made_for_editing():
    book = openpyxl.load_workbook(builtin_glossary())
    glossary = book["Glossary"]
    assert [c.value for c in glossary[1]] == HEADER
    assert glossary.freeze_panes and glossary.auto_filter.ref
    assert glossary.column_dimensions["A"].width > 20
    lists = {v.formula1 for v in glossary.data_validations.dataValidation}
    assert any("approved,draft,deprecated,keep-source" in v for v in lists) and len(lists) == 2
    explained = {r[0] for r in book["README"].iter_rows(values_only=True)}
    assert explained >= set(HEADER)


def test_every_problem_is_reported_with_its_place(tmp_path):
    path = sheet(tmp_path / "g.xlsx", ["新质生产力", ""], ["乡村振兴", "rural revitalization"], ["乡村振兴", "rural vitalization"],
                 ["growth", "增长"], ["共同富裕", "common prosperity", "", "Common Prosperity"], ["实体经济", "real economy", "", "", "", "maybe"],
                 [" 消费", "consumption"], ["擴大內需", "expand domestic demand"], ["人工智能+", "AI Plus"], ["人工智能＋", "AI Plus"],
                 ["增长", "=A1"])
    problems = [str(p) for p in lint(read_rows(path), path)]
    for row, column, words in ((2, "target", "no target"), (4, "source", "row 3 with another target"), (5, "source", "no Chinese"),
                               (5, "target", "contains Chinese"), (6, "forbidden", "preferred and forbidden"), (7, "status", "maybe"),
                               (8, "source", "white space"), (9, "source", "扩大内需"), (11, "source", "full-width"), (12, "target", "formula")):
        assert any(f"row {row} column {column}" in p and words in p for p in problems), (row, words, problems)
    with pytest.raises(BilingualError) as caught:
        load([path])
    assert "7 errors" in str(caught.value) and "row 12" in str(caught.value)


def test_columns_are_found_by_name_and_kept_when_adding(tmp_path):
    path = sheet(tmp_path / "g.xlsx", ["x", "rural revitalization", "乡村振兴"], header=["owner", "EN", "中文"])
    book = openpyxl.load_workbook(path)
    book.active.column_dimensions["B"].width = 61
    book.save(path)
    add_entry(path, Entry("共同富裕", "common prosperity"))
    assert {e.source: e.target for e in load([path])} == {"乡村振兴": "rural revitalization", "共同富裕": "common prosperity"}
    book = openpyxl.load_workbook(path)
    assert [c.value for c in book.active[1]] == ["owner", "EN", "中文"]
    assert [c.value for c in book.active[3]] == [None, "common prosperity", "共同富裕"]
    assert book.active.column_dimensions["B"].width == 61
    with pytest.raises(BilingualError, match="row 3"):
        add_entry(path, Entry("共同富裕", "shared prosperity"))


def test_later_glossaries_win(tmp_path):
    one = sheet(tmp_path / "1.xlsx", ["乡村振兴", "rural revitalization"], ["共同富裕", "common prosperity"])
    two = sheet(tmp_path / "2.xlsx", ["乡村振兴", "rural vitalization"])
    merged = load([one, two])
    assert (merged.get("乡村振兴").target, merged.get("共同富裕").target) == ("rural vitalization", "common prosperity")
    assert merged.names == ("1.xlsx", "2.xlsx")


def test_formulas_never_run_and_come_back(tmp_path):
    entry = Entry("增长", "+5% growth", ("@home", "=1+1"), note="-x")
    write_table([entry], tmp_path / "g.csv")
    raw = list(csv.reader((tmp_path / "g.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in raw[1])
    assert next(iter(load([tmp_path / "g.csv"]))) == entry
    write_xlsx([entry], tmp_path / "g.xlsx")
    cells = openpyxl.load_workbook(tmp_path / "g.xlsx").active[2]
    assert all(c.data_type != "f" for c in cells)
    assert next(iter(load([tmp_path / "g.xlsx"]))) == entry


WORDS = st.text(alphabet="abc =+-@'\"ü.,", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(st.text(alphabet="发展生产力", min_size=1, max_size=5), WORDS, st.lists(WORDS, max_size=2)), unique_by=lambda t: t[0],
                min_size=1, max_size=4), st.sampled_from(["g.xlsx", "g.csv", "g.tsv"]))
def test_written_glossaries_read_back(tmp_path_factory, rows, name):
    path = tmp_path_factory.mktemp("g") / name
    entries = [Entry(z, e, tuple(v)) for z, e, v in rows]
    (write_xlsx if name.endswith("xlsx") else write_table)(entries, path)
    assert [(r.cells["source"], r.cells["target"]) for r in read_rows(path)] == [(z, e) for z, e, _ in rows]


def test_fingerprint_follows_what_matters():
    base = Glossary([Entry("增长", "growth")])
    assert base.fingerprint == Glossary([Entry("增长", "growth", note="n")]).fingerprint
    assert base.fingerprint != Glossary([Entry("增长", "increase")]).fingerprint
    assert base.fingerprint != Glossary([Entry("增长", "growth", status=Status.DEPRECATED)]).fingerprint


def test_commands(run, tmp_path):
    assert run("glossary", "init").stdout.strip() == "glossary/policy.xlsx"
    again = run("glossary", "init")
    assert again.returncode == 2 and "exists already" in again.stderr
    shown = run("glossary", "show", "新质生产力")
    assert "new quality productive forces" in shown.stdout and "reference:" in shown.stdout and "policy.xlsx sheet Glossary row" in shown.stdout
    assert run("glossary", "add", "票根经济学", "ticket stub economics").returncode == 0
    assert run("glossary", "show", "ticket stub economics").returncode == 0
    assert run("glossary", "show", "查无此词").returncode == 1
    assert run("glossary", "add", "growth", "增长").returncode == 2
    assert run("glossary", "check").returncode == 0
    sheet(tmp_path / "bad.xlsx", ["新质生产力", ""])
    bad = run("glossary", "check", "bad.xlsx")
    assert bad.returncode == 1 and "row 2 column target" in bad.stdout
    assert run("glossary", "export", "all.csv").returncode == 0
    assert run("glossary", "import", "all.csv", "-o", "back.xlsx").returncode == 0
    assert {e.source for e in load([tmp_path / "back.xlsx"])} == {e.source for e in load([tmp_path / "glossary/policy.xlsx"])}


def test_candidates_are_rows_for_the_glossary(run, tmp_path):
    done = run("glossary", "candidates", ROOT / "samples" / "work-conference.md")
    assert done.returncode == 0, done.stderr
    rows = read_rows(tmp_path / "candidates.xlsx")
    found = [r.cells["source"] for r in rows]
    assert found and not {"新质生产力", "高质量发展"} & set(found), "what an entry covers is no candidate"
    assert all(r.cells["status"] == "draft" and r.cells["note"] for r in rows)
