"""The spreadsheet people edit: read, checked, written, exchanged."""

import csv
import dataclasses
import datetime

import openpyxl
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary import Entry, Glossary, Status
from bilingual.glossary.files import add_entry, read_rows, write_xlsx
from bilingual.glossary.lint import lint
from bilingual.glossary.load import load
from bilingual.glossary.tables import write_table
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.support.paths import builtin_glossary
from bilingual.translation.memory import Memory, Unit

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
    glossary = load([builtin_glossary()])
    entries = list(glossary)
    assert len(entries) == len(rows) >= 700
    assert all(e.reference and e.date for e in entries)
    fields = {e.type for e in entries}
    assert fields >= {
        "economic",
        "fiscal",
        "monetary",
        "industrial",
        "rural",
        "social",
        "environmental",
        "party",
        "institution",
        "person",
        "office",
    }
    assert glossary.get("新质生产力").target == "new quality productive forces"


def test_curated_spreadsheet_is_made_for_editing():
    book = openpyxl.load_workbook(builtin_glossary())
    glossary = book["Glossary"]
    assert [c.value for c in glossary[1]] == [*HEADER, "domain"]
    assert glossary.freeze_panes and glossary.auto_filter.ref
    assert glossary.column_dimensions["A"].width > 20
    lists = {v.formula1 for v in glossary.data_validations.dataValidation}
    assert any("approved,draft,deprecated,keep-source" in v for v in lists) and len(lists) == 2
    explained = {r[0] for r in book["README"].iter_rows(values_only=True)}
    assert explained >= set(HEADER)


def test_every_problem_is_reported_with_its_place(tmp_path):
    path = sheet(
        tmp_path / "g.xlsx",
        ["新质生产力", ""],
        ["乡村振兴", "rural revitalization"],
        ["乡村振兴", "rural vitalization"],
        ["growth", "增长"],
        ["共同富裕", "common prosperity", "", "Common Prosperity"],
        ["实体经济", "real economy", "", "", "", "maybe"],
        [" 消费", "consumption"],
        ["擴大內需", "expand domestic demand"],
        ["人工智能+", "AI Plus"],
        ["人工智能＋", "AI Plus"],
        ["增长", "=A1"],
        ["五位一体”总体布局", "the Five-sphere Integrated Plan"],
    )
    problems = [str(p) for p in lint(read_rows(path), path)]
    for row, column, words in (
        (2, "target", "no target"),
        (4, "source", "row 3 with another target"),
        (5, "source", "no Chinese"),
        (5, "target", "contains Chinese"),
        (6, "forbidden", "preferred and forbidden"),
        (7, "status", "maybe"),
        (8, "source", "white space"),
        (9, "source", "扩大内需"),
        (11, "source", "full-width"),
        (12, "target", "formula"),
        (13, "source", "without the other"),
    ):
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
    assert {e.source: e.target for e in load([path])} == {
        "乡村振兴": "rural revitalization",
        "共同富裕": "common prosperity",
    }
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


@given(
    st.lists(
        st.tuples(st.text(alphabet="发展生产力", min_size=1, max_size=5), WORDS, st.lists(WORDS, max_size=2)),
        unique_by=lambda t: t[0],
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["g.xlsx", "g.csv", "g.tsv"]),
)
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
    assert (
        "new quality productive forces" in shown.stdout
        and "reference:" in shown.stdout
        and "policy.xlsx sheet Glossary row" in shown.stdout
    )
    sheet(tmp_path / "glossary" / "policy.xlsx", ["改革", "reform"], ["乡村振兴", "rural revitalization"])
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
    assert {e.source for e in load([tmp_path / "back.xlsx"])} == {"改革", "乡村振兴", "票根经济学"}


def messages(path):
    return [str(p) for p in lint(read_rows(path), path)]


def table(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_cells_cut_by_a_comma_are_an_error(tmp_path):
    path = table(
        tmp_path / "g.csv",
        'source,target\n统筹兼顾,plan ahead, and consider all\n改革,"reform, and opening"\n开放,opening,\n',
    )
    (problem,) = messages(path)
    assert problem.startswith("error: g.csv row 2") and "3 cells, the heading 2" in problem
    with pytest.raises(BilingualError, match="row 2"):
        load([path])


@pytest.mark.parametrize("header", ["source,target,target", "source,target,英文", "中文,en,en-US"])
def test_two_columns_of_one_kind_are_an_error(tmp_path, header):
    path = table(tmp_path / "g.csv", f"{header}\n改革,reform,overhaul\n")
    (problem,) = messages(path)
    assert "row 2 column target" in problem and "two columns" in problem and problem.startswith("error")
    assert messages(table(tmp_path / "h.csv", f"{header}\n改革,reform,\n")) == [], "an empty one does no harm"


def test_what_excel_does_to_terms_is_told_with_row_and_column(tmp_path):
    path = sheet(
        tmp_path / "g.xlsx",
        ["改革", "#REF!"],
        ["五四", datetime.date(2024, 5, 4)],
        ["真理", True],
        ["百分之五", 0.05],
        ["基层治理", "community-level governance; grassroots governance"],
        ["治理", "governance / rule"],
        ["乡村\n振兴", "rural revitalization"],
        ["绿 色", "green"],
        ["乡\u200b村", "rural"],
        ["长处", ("word " * 60).strip()],
        ["太长", ("word " * 300).strip()],
        ["一个", "and/or"],
    )
    found = messages(path)
    for row, column, kind, words in (
        (2, "target", "error", "#REF!"),
        (3, "target", "error", "date 2024-05-04"),
        (4, "target", "error", "TRUE"),
        (5, "target", "warning", "number 0.05"),
        (6, "target", "warning", "more than one rendering"),
        (7, "target", "warning", "more than one rendering"),
        (8, "source", "warning", "matched without"),
        (9, "source", "warning", "matched without"),
        (10, "source", "warning", "matched without"),
        (11, "target", "warning", "60 words"),
        (12, "target", "error", "300 words"),
    ):
        assert [
            m for m in found if m.startswith(f"{kind}: g.xlsx sheet Sheet row {row} column {column}: ") and words in m
        ], (row, found)
    assert len(found) == 11
    assert load([path], skip_errors=True).get("乡村振兴").target == "rural revitalization"


@pytest.mark.parametrize(
    "text",
    [
        "source;target\n改革;reform, and opening\n",
        "source\ttarget\n改革\treform, and opening\n",
        "sep=;\nsource;target\n改革;reform, and opening\n",
        '"sep=|"\nsource|target\n改革|reform, and opening\n',
        'zh-CN,en-US\n改革,"reform, and opening"\n',
        '中文术语,英文译文\n改革,"reform, and opening"\n',
        '# mine\n\nChinese,English\n改革,"reform, and opening"\n',
        "ZH_HANS;en_gb\r\n改革;reform, and opening\r\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_tables_of_all_kinds_are_read(tmp_path, text, encoding, suffix):
    (entry,) = load([table(tmp_path / f"g.{suffix}", text, encoding)])
    assert (entry.source, entry.target) == ("改革", "reform, and opening")


def test_tables_that_cannot_be_read_say_why(tmp_path):
    with pytest.raises(BilingualError, match="comma, semicolon, tab"):
        read_rows(table(tmp_path / "g.csv", "改革,reform\n开放,opening\n"))
    (tmp_path / "b.csv").write_bytes(b"source,target\n\xff\xff\xff,x\n")
    with pytest.raises(BilingualError, match="UTF-8"):
        read_rows(tmp_path / "b.csv")
    assert read_rows(table(tmp_path / "e.csv", "")) == []
    with pytest.raises(BilingualError, match="no file"):
        read_rows(tmp_path)


def test_adding_to_a_table_keeps_the_rest(tmp_path):
    path = table(tmp_path / "g.csv", "# mine\n译文;owner;中文\nreform;li;改革\n", "gb18030")
    add_entry(path, Entry("开放", "opening; up"))
    assert path.read_text(encoding="utf-8-sig") == '# mine\n译文;owner;中文\nreform;li;改革\n"opening; up";;开放\n'
    with pytest.raises(BilingualError, match="no column note"):
        add_entry(path, Entry("稳定", "stability", note="n"))


def test_own_glossaries_win_over_a_copy_of_the_built_in_one(tmp_path):
    policy = sheet(tmp_path / "policy.xlsx", ["高质量发展", "high-quality development"], ["改革", "reform"])
    mine = sheet(tmp_path / "imp.xlsx", ["高质量发展", "high-grade development"])
    last = sheet(tmp_path / "last.xlsx", ["高质量发展", "Quality Growth"])
    for files in ([mine, policy], [policy, mine]):
        glossary = load(files)
        assert glossary.get("高质量发展").target == "high-grade development" and glossary.get("改革").target == "reform"
        assert glossary.notes == ("imp.xlsx replaces the rendering that policy.xlsx has for 高质量发展",)
    glossary = load([last, mine, policy])
    assert glossary.get("高质量发展").target == "high-grade development" and len(glossary.notes) == 2
    assert load([policy, sheet(tmp_path / "same.xlsx", ["改革", "Reform"])]).notes == ()


def test_a_new_term_goes_into_the_strongest_glossary(run, tmp_path):
    (tmp_path / "glossary").mkdir()
    sheet(tmp_path / "glossary" / "policy.xlsx", ["改革", "reform"])
    sheet(tmp_path / "glossary" / "imp.xlsx", ["开放", "opening"])
    done = run("glossary", "add", "稳定", "stability")
    assert done.returncode == 0 and "imp.xlsx" in done.stdout, done.stderr
    assert "in:         imp.xlsx" in run("glossary", "show", "稳定").stdout


def test_fingerprints_follow_what_they_are_for():
    base = Entry("增长", "growth", note="n", reference="r", date="2024-01-01", type="economic")
    both = lambda e: (Glossary([e]).fingerprint, Glossary([e]).shown)
    for column, value in (
        ("target", "x"),
        ("variants", ("v",)),
        ("forbidden", ("f",)),
        ("type", "person"),
        ("status", Status.DRAFT),
    ):
        changed = both(dataclasses.replace(base, **{column: value}))
        assert changed[0] != both(base)[0] and changed[1] != both(base)[1], column
    told = ("source", "target", "variants", "forbidden", "type", "status", "origin")
    for column in (f.name for f in dataclasses.fields(Entry) if f.name not in told):
        changed = both(dataclasses.replace(base, **{column: "2025"}))
        assert changed[0] == both(base)[0] and changed[1] != both(base)[1], column
    assert both(base) == both(dataclasses.replace(base, origin="elsewhere"))


def test_rows_that_are_not_approved_have_a_colour(tmp_path):
    path = tmp_path / "own.xlsx"
    write_xlsx([Entry("改革", "reform"), Entry("农村", "countryside", status=Status.DRAFT)], path)
    sheet = openpyxl.load_workbook(path)["Glossary"]
    rules = {rule.formula[0] for cells in sheet.conditional_formatting for rule in cells.rules}
    assert rules == {f'$F2="{status.value}"' for status in Status if status is not Status.APPROVED}


def test_a_lawyer_can_leave_the_slogans_of_the_builtin_glossary_out():
    glossary = load([builtin_glossary()])
    law = glossary.without(["slogans", "politics"])
    assert all(e.domain for e in glossary) and not law.get("中国梦")
    assert law.get("责令停产停业") and law.get("行政处罚")


def test_domains_can_be_switched_off(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Glossary"
    for title, source in (("Glossary", "改革"), ("Finance", "赤字")):
        page = book[title] if title in book.sheetnames else book.create_sheet(title)
        page.append(["source", "target", "domain"])
        page.append([source, "x", ""])
    book["Glossary"].append(["农村", "y", "Rural"])
    book.save(tmp_path / "g.xlsx")
    glossary = load([tmp_path / "g.xlsx"])
    assert {e.source: e.domain for e in glossary} == {"改革": "", "农村": "Rural", "赤字": "Finance"}
    assert glossary.domains == ["Finance", "Rural"]
    assert [e.source for e in glossary.without(["finance", " RURAL "])] == ["改革"]
    write_xlsx(glossary, tmp_path / "h.xlsx")
    write_table(glossary, tmp_path / "h.csv")
    assert list(load([tmp_path / "h.xlsx"])) == list(load([tmp_path / "h.csv"])) == list(glossary)


def test_a_term_on_two_sheets_is_told_with_both_places(tmp_path):
    book = openpyxl.Workbook()
    for page, target in ((book.active, "reform"), (book.create_sheet("Law"), "amendment")):
        page.append(["source", "target"])
        page.append(["改革", target])
    book.save(tmp_path / "g.xlsx")
    (problem,) = messages(tmp_path / "g.xlsx")
    assert "sheet Law row 2 column source: 改革 is already in sheet Sheet row 2 with another target" in problem


def test_a_glossary_is_read_once(tmp_path, monkeypatch):
    path = sheet(tmp_path / "g.xlsx", ["改革", "reform", "", "", "economic"])
    first = list(load([path]))
    monkeypatch.setattr("bilingual.glossary.load.read_rows", lambda path: pytest.fail("the file was read again"))
    again = list(load([path]))
    assert again == first and again[0].origin == first[0].origin
    monkeypatch.undo()
    sheet(path, ["改革", "overhaul"])
    assert load([path]).get("改革").target == "overhaul"


def test_a_cache_that_cannot_be_used_is_no_error(tmp_path, monkeypatch):
    path = sheet(tmp_path / "g.xlsx", ["改革", "reform"])
    (tmp_path / "cache").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert load([path]).get("改革").target == "reform"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    load([path])
    for kept in (tmp_path / "other" / "bilingual" / "glossaries").iterdir():
        kept.write_bytes(b"\x93broken")
    assert load([path]).get("改革").target == "reform"


def warnings_of(run, *files):
    done = run("glossary", "check", "--all", *files)
    return [line for line in done.stdout.splitlines() if line.startswith("warning: ")]


def test_check_tells_how_entries_stand_to_each_other(run, tmp_path):
    sheet(tmp_path / "policy.xlsx", ["高质量发展", "high-quality development"])
    sheet(
        tmp_path / "mine.xlsx",
        ["高质量发展", "high-grade development"],
        ["共建一带一路", "build the BRI"],
        ["共建“一带一路”", "Belt and Road cooperation"],
        ["市场", "market"],
        ["市场主体", "business entities"],
        ["发展", "growth", "developing"],
        ["发展中国家", "developing countries"],
    )
    done = run("glossary", "check", "mine.xlsx", "policy.xlsx")
    lines = done.stdout.splitlines()
    assert done.returncode == 0 and all(line.startswith("warning: ") for line in lines)
    for words in (
        "高质量发展 is “high-grade development” here and “high-quality development” in policy.xlsx",
        "is nearly 共建一带一路",
        "市场主体 is “business entities”, but 市场 in it is “market”",
    ):
        assert any(words in line for line in lines), (words, lines)
    assert not any("发展中国家" in line for line in lines), "a variant fits"
    assert "mine.xlsx: 7 entries, 0 errors, 2 warnings" in done.stderr


def test_the_builtin_glossary_is_checked_like_any_other(run, tmp_path):
    (tmp_path / "copy.xlsx").write_bytes(builtin_glossary().read_bytes())
    assert warnings_of(run, builtin_glossary()) == warnings_of(run, "copy.xlsx") == []
    rows = [["市场", "market"], ["市场主体", "business entities"]]
    (wrong,) = warnings_of(run, sheet(tmp_path / "policy.xlsx", *rows))
    assert wrong.replace("policy.xlsx", "mine.xlsx") in warnings_of(run, sheet(tmp_path / "mine.xlsx", *rows))


@pytest.mark.parametrize(
    "rows",
    [
        [["示范区", "demonstration zones"], ["旅游示范区", "tourism demonstration zone"]],
        [["规划政策", "planning policies"], ["规划政策文件", "documents on planning policy"]],
        [["产能", "capacity"], ["过剩产能", "overcapacity"]],
        [["扩大内需", "expand domestic demand"], ["扩大内需战略", "strategy of expanding domestic demand"]],
        [["财政部", "the Ministry of Finance"], ["美国财政部", "the US Department of the Treasury"]],
        [["中国人民", "the Chinese people"], ["中国人民银行", "the People's Bank of China"]],
        [["台企", "Taiwan-funded enterprises"], ["平台企业", "platform enterprises"]],
        [["电网", "power grids"], ["微电网", "microgrids"]],
        [["产权", "property rights"], ["产权保护", "property protection", "", "", "", "", "产权 is shortened"]],
        [["一带一路建设", "Belt and Road Initiative"], ["“一带一路”建设", "the Belt and Road Initiative"]],
        [["双师型教师", "dual-qualified teachers"], ["“双师型”教师", '"dual-qualified" teachers']],
    ],
    ids=lambda rows: rows[1][0],
)
def test_what_differs_with_good_reason_is_no_contradiction(run, tmp_path, rows):
    assert warnings_of(run, sheet(tmp_path / "mine.xlsx", *rows)) == []


def test_the_longest_term_inside_another_is_the_one_compared(run, tmp_path):
    path = sheet(
        tmp_path / "mine.xlsx",
        ["养老", "old-age support"],
        ["养老服务", "elderly care services"],
        ["社区养老服务", "community elderly care services"],
    )
    (line,) = warnings_of(run, path)
    assert "养老服务 is “elderly care services”, but 养老 in it" in line


def test_near_duplicates_and_contradictions_are_told_beside_errors(run, tmp_path):
    path = sheet(tmp_path / "mine.xlsx", ["市场", "market"], ["市场主体", "business entities"], ["改革", ""])
    assert any("市场主体" in line for line in warnings_of(run, path))


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("揭榜挂帅", "open competition to select the best.", "ends with “.”"),
        ("揭榜挂帅", "open competition，", "ends with “，”"),
        ("人工智能+", "AI＋", "has ＋"),
        ("增值税", "value-added tax (VAT)", "leave out (VAT)"),
        ("的", "of", "single character"),
        ("专项债券", "Special bonds", "begins with a capital"),
        ("市场", "Market", "begins with a capital"),
    ],
)
def test_what_would_look_wrong_inside_a_sentence_is_told(run, tmp_path, source, target, words):
    (line,) = warnings_of(run, sheet(tmp_path / "mine.xlsx", [source, target]))
    assert words in line and "row 2" in line


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("股份有限公司", "Co., Ltd."),
        ("党的建设", "Party building"),
        ("民法典", "the Civil Code"),
        ("党校（行政学院）", "Party schools (academies of governance)"),
        ("北京市", "Beijing"),
    ],
)
def test_abbreviations_and_names_may_have_their_marks_and_capitals(run, tmp_path, source, target):
    assert warnings_of(run, sheet(tmp_path / "mine.xlsx", [source, target])) == []


def test_many_warnings_of_one_kind_are_summed_up(run, tmp_path):
    sheet(tmp_path / "mine.xlsx", ["市场", "market"], *[[f"市场主体{i}类", "business entities"] for i in range(90)])
    lines = run("glossary", "check", "mine.xlsx").stdout.splitlines()
    assert len(lines) == 21 and "and 70 more" in lines[-1] and "--all" in lines[-1]
    assert len(warnings_of(run, "mine.xlsx")) == 90


def test_check_goes_on_after_a_file_it_cannot_read(run, tmp_path):
    table(tmp_path / "bad.csv", "a,b\n1,2\n")
    sheet(tmp_path / "g.xlsx", ["改革", ""])
    done = run("glossary", "check", "bad.csv", "g.xlsx", "none.csv")
    assert (
        done.returncode == 1 and "bad.csv must name the columns" in done.stdout and "row 2 column target" in done.stdout
    )
    assert "1 entry, 1 error, 0 warnings" in done.stderr


def test_show_works_while_another_row_is_wrong(run, tmp_path):
    sheet(tmp_path / "g.xlsx", ["改革", "reform"], ["开放", ""])
    done = run("glossary", "show", "改革", "-g", "g.xlsx")
    assert done.returncode == 0 and "reform" in done.stdout and "1 row with errors left out" in done.stderr


def test_diff_and_stats(run, tmp_path):
    sheet(
        tmp_path / "old.xlsx",
        ["法治", "rule of law", "", "", "legal"],
        ["改革", "reform"],
        ["开放", "opening"],
        ["稳定", "stability", "", "", "social"],
    )
    sheet(
        tmp_path / "new.xlsx",
        ["法治", "rule of law", "", "", "political"],
        ["改革", "overhaul", "reform"],
        ["创新", "innovation", "novelty"],
        ["稳定", "stability", "", "", "social"],
    )
    done = run("glossary", "diff", "old.xlsx", "new.xlsx", "-o", "diff.xlsx")
    assert done.returncode == 0 and done.stderr.strip() == "1 added, 1 removed, 2 changed (1 in their target)"
    assert done.stdout.splitlines() == [
        "+ 创新  innovation",
        "- 开放  opening",
        "~ 改革",
        "    target: reform → overhaul",
        "    variants: (empty) → reform",
        "~ 法治",
        "    type: legal → political",
        "diff.xlsx",
    ]
    book = openpyxl.load_workbook(tmp_path / "diff.xlsx")
    rows = list(book["Changed"].iter_rows(values_only=True))
    assert rows[:2] == [("source", "column", "old", "new"), ("改革", "target", "reform", "overhaul")] and len(rows) == 4
    assert [r[0] for r in book["Removed"].iter_rows(values_only=True, min_row=2)] == ["开放"]
    assert next(book["Added"].iter_rows(values_only=True, min_row=2))[:3] == ("创新", "innovation", "novelty")
    counted = run("glossary", "stats", "new.xlsx").stdout
    assert "4 entries" in counted and "1  social" in counted and "4  approved" in counted


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("Government Work Report 2026, official English", "Government Work Report"),
        ("20th Party congress term digest", "20th Party congress term digest"),
        ("translations of laws, decisions, notices: 3 of 4 uses", "translations of laws, decisions, notices"),
        ("Xinhua, 2023-05-01", "Xinhua"),
        ("新华社，2024年3月5日", "新华社"),
        ("Foreign Affairs Office, list, https://example.org/a", "Foreign Affairs Office, list"),
    ],
)
def test_references_are_counted_by_their_kind(run, tmp_path, reference, kind):
    sheet(tmp_path / "g.xlsx", ["改革", "reform", "", "", "", "", "", reference], ["开放", ""])
    done = run("glossary", "stats", "g.xlsx")
    assert f"1  {kind}\n" in done.stdout and "1 row with errors left out" in done.stderr


def printed(path):
    """How a sheet's columns stand on paper: across, and all on one page."""
    page = openpyxl.load_workbook(path).worksheets[0]
    setup = page.page_setup
    return setup.orientation, setup.paperSize, page.sheet_properties.pageSetUpPr.fitToPage, page.print_title_rows


def test_spreadsheets_of_glossaries_print_with_all_columns(run, tmp_path):
    write_xlsx([Entry("改革", "reform")], tmp_path / "g.xlsx")
    sheet(tmp_path / "old.xlsx", ["改革", "overhaul"])
    run("glossary", "diff", "old.xlsx", "g.xlsx", "-o", "diff.xlsx")
    assert printed(tmp_path / "g.xlsx") == printed(tmp_path / "diff.xlsx") == ("landscape", 9, True, "$1:$1")
    assert printed(builtin_glossary()) == printed(tmp_path / "g.xlsx")


def test_candidates_come_with_example_count_and_known_english(run, tmp_path):
    (tmp_path / "a.md").write_text("推进“夜宿经济”建设。\n\n全省支持“夜宿经济”。\n", encoding="utf-8")
    Memory(tmp_path / "m.sqlite").add([Unit("夜宿经济。", "Overnight economy.", State.REVIEWED)])
    assert run("glossary", "candidates", "a.md", "--memory", "m.sqlite").returncode == 0
    row = read_rows(tmp_path / "candidates.xlsx")[0].cells
    assert (row["source"], row["target"], row["count"], row["example"]) == (
        "夜宿经济",
        "Overnight economy",
        "2",
        "推进“夜宿经济”建设。",
    )


def test_candidates_are_rows_for_the_glossary(run, tmp_path):
    done = run("glossary", "candidates", ROOT / "samples" / "work-conference.md")
    assert done.returncode == 0, done.stderr
    rows = read_rows(tmp_path / "candidates.xlsx")
    found = [r.cells["source"] for r in rows]
    assert found and not {"新质生产力", "高质量发展"} & set(found), "what an entry covers is no candidate"
    assert all(r.cells["status"] == "draft" and r.cells["why"] for r in rows)
    assert not any(r.get("note") for r in rows), "a note would stand on pages"


def candidates_of(run, tmp_path, text, *rows):
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    sheet(tmp_path / "g.xlsx", *rows)
    assert run("glossary", "candidates", "a.md", "-g", "g.xlsx", "--memory", "").returncode == 0
    return {r.get("source"): r for r in read_rows(tmp_path / "candidates.xlsx")}


def test_a_phrase_that_is_an_entry_with_a_plain_word_is_no_candidate(run, tmp_path):
    text = "构建新发展格局很难。\n\n构建新发展格局很慢。\n\n引入夜宿经济指数。\n\n再看夜宿经济指数。\n"
    found = candidates_of(run, tmp_path, text, ["新发展格局", "new development pattern"])
    assert "夜宿经济指数" in found and "构建新发展格局" not in found


def test_what_an_entry_covers_where_it_stands_is_no_candidate(run, tmp_path):
    text = "高质量共建“一带一路”。\n\n推动高质量共建“一带一路”。\n\n整治“内卷式”竞争，“夜宿式”消费。\n"
    rows = ["高质量共建“一带一路”", "high-quality Belt and Road cooperation"], ["“内卷式”竞争", "rat race"]
    assert set(candidates_of(run, tmp_path, text, *rows)) == {"夜宿式"}


def test_a_candidate_has_no_person_in_it_and_an_example_that_can_be_read(run, tmp_path):
    text = "李强作总结发言。\n\n" * 2 + ("要求各地各部门" * 20 + "，夜宿经济指数，" + "大家说好" * 30 + "。\n\n") * 2
    found = candidates_of(run, tmp_path, text, ["李强", "Li Qiang", "", "", "person"])
    assert not any("李强" in source for source in found)
    example = found["夜宿经济指数"].get("example")
    assert "夜宿经济指数" in example and len(example) < 100 and example.startswith("…") and example.endswith("…")


@pytest.mark.parametrize("name", ["own.xlsx", "own.csv", "own.tsv", "own.tbx", "own.utf8"])
def test_a_list_is_imported_as_what_its_name_says(run, tmp_path, name):
    (tmp_path / "list.tsv").write_text("source\ttarget\n绿色发展\tgreen development\n", encoding="utf-8")
    done = run("glossary", "import", "list.tsv", "-o", name)
    assert done.returncode == 0, done.stderr
    back = run("glossary", "import", name, "-o", "back.csv")
    assert back.returncode == 0, back.stderr
    assert run("glossary", "show", "绿色发展", "-g", "back.csv").stdout.startswith("绿色发展  green development")


@pytest.mark.parametrize("command", [("import", "list.tsv", "-o"), ("export",)])
def test_a_glossary_is_not_written_under_a_name_of_another_format(run, tmp_path, command):
    (tmp_path / "list.tsv").write_text("source\ttarget\n绿色发展\tgreen development\n", encoding="utf-8")
    done = run("glossary", *command, "own.docx")
    assert done.returncode == 2 and "own.docx" in done.stderr and not (tmp_path / "own.docx").exists()


def test_a_table_in_the_folder_glossary_is_used_and_the_built_in_one_is_told_to_be_out(run, tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "mine.csv").write_text("source,target\n高质量发展,top-notch growth\n", encoding="utf-8")
    done = run("translate", "--text", "推动高质量发展。", "--no-memory")
    assert "top-notch growth" in done.stdout and "mine.csv is used instead of the built-in glossary" in done.stderr


def test_an_empty_glossary_is_refused(run, tmp_path):
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    done = run("translate", "--text", "推动高质量发展。", "-g", "empty.csv")
    assert done.returncode == 2 and "empty.csv has no entries" in done.stderr


def test_big5_is_not_read_as_rubbish(run, tmp_path):
    (tmp_path / "big5.csv").write_bytes("source,target\n高質量發展,top-notch growth\n".encode("big5"))
    assert "reads well as Big5" in run("glossary", "check", "big5.csv").stdout
    (tmp_path / "a.txt").write_bytes("我們要推動經濟高質量發展。\n".encode("big5"))
    done = run("translate", "a.txt")
    assert done.returncode == 2 and "--encoding big5" in done.stderr
    (tmp_path / "gbk.csv").write_bytes("source,target\n高質量發展,top-notch growth\n".encode("gb18030"))
    assert run("glossary", "check", "gbk.csv").returncode == 0


def test_a_glossary_that_is_open_elsewhere_is_not_written(run, tmp_path):
    (tmp_path / "mine.xlsx").write_bytes(builtin_glossary().read_bytes())
    (tmp_path / ".~lock.mine.xlsx#").write_text(",me,host,;", encoding="utf-8")
    done = run("glossary", "add", "某新词", "a new word", "-g", "mine.xlsx")
    assert done.returncode == 2 and "is open in a spreadsheet program" in done.stderr
