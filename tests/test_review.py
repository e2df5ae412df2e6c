"""The round trip: what a reviewer does to the files comes back, and nothing of it is lost."""
import copy
import datetime
import os
import re
import shutil

import docx
import openpyxl
import pytest
from conftest import SAMPLES, document_of, glossary_of
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Candidate, State
from bilingual.review.apply import changed_terms
from bilingual.review.files import apply_files
from bilingual.review.match import divide
from bilingual.translation.memory import Memory
from bilingual.translation.stage import correct
from bilingual.workspace.delivery import deliver
from bilingual.workspace.record import Record, records

SOURCE = SAMPLES / "work-conference.md"
soffice = pytest.mark.foreign("soffice")


@pytest.fixture(scope="session")
def translated(tmp_path_factory, engine):
    """A document translated once into every format, to be copied by each test."""
    from bilingual.pipeline import Translator
    from bilingual.support.paths import builtin_glossary
    folder = tmp_path_factory.mktemp("translated") / "outputs"
    document = Translator.create(engine, [builtin_glossary()]).translate_file(SOURCE)
    deliver(document, folder, ["docx", "html", "xlsx", "md", "en.docx"])
    return folder


@pytest.fixture
def folder(translated, tmp_path):
    return shutil.copytree(translated, tmp_path / "outputs")


def rows_of(path):
    """Row number → {heading: value} of the sheet Segments."""
    sheet = openpyxl.load_workbook(path)["Segments"]
    head = [c.value for c in sheet[1]]
    return {r[0].row: dict(zip(head, [c.value for c in r])) for r in sheet.iter_rows(min_row=2)}


def text_everywhere(folder):
    """The English in each output, by another program than wrote it where there is one."""
    stem = folder / SOURCE.stem
    word = docx.Document(f"{stem}.bilingual.docx")
    english = docx.Document(f"{stem}.en.docx")
    return {
        "docx": "\n".join(c.text for t in word.tables for r in t.rows for c in r.cells)
        + "\n".join(p.text for p in word.paragraphs),
        "en.docx": "\n".join(p.text for p in english.paragraphs)
        + "\n".join(c.text for t in english.tables for r in t.rows for c in r.cells),
        "html": (folder / f"{SOURCE.stem}.bilingual.html").read_text(encoding="utf-8"),
        "md": (folder / f"{SOURCE.stem}.bilingual.md").read_text(encoding="utf-8"),
        "xlsx": "\n".join(r["en"] for r in rows_of(f"{stem}.bilingual.xlsx").values()),
    }


@soffice
def test_twelve_corrections_come_back_whatever_was_done_to_the_sheet(folder, run, tmp_path, office):
    original = folder / f"{SOURCE.stem}.bilingual.xlsx"
    book = openpyxl.load_workbook(original)
    sheet = book["Segments"]
    wanted = {}
    for n, row in enumerate(range(4, 16), 1):
        wanted[sheet.cell(row, 1).value] = text = f"Correction number {n} by the reviewer."
        sheet.cell(row, 4 if n % 2 else 8, text)  # in place, or in the column for it
    sheet.cell(20, 7, "final")
    sheet.cell(21, 9, "Ask the ministry.")
    body = sorted(
        ([c.value for c in r] for r in sheet.iter_rows(min_row=2)), key=lambda r: r[2]
    )  # sorted by the Chinese
    order = [8, 3, 2, 0, 6, 7, 1, 4, 5]  # and the columns moved
    head = [c.value for c in sheet[1]]
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["Our comments on the draft"])
    sheet.append(["mine", *(head[i] for i in order)])
    for values in body:
        sheet.append(["x", *(values[i] for i in order)])
    book.create_sheet("Notes", 0)["A1"] = "a sheet of the reviewer's"
    edited = tmp_path / "back from review.xlsx"
    book.save(edited)
    saved = office(edited, "xlsx", tmp_path / "saved")
    before = saved.read_bytes()

    done = run("review", "apply", saved, "--memory", "m.sqlite")
    assert done.returncode == 0, done.stderr
    assert "12 corrected, 1 confirmed, 1 comment, 0 rows not applied" in done.stderr
    assert saved.read_bytes() == before
    for name, text in text_everywhere(folder).items():
        assert all(w in text for w in wanted.values()), name
    rows = {r["id"]: r for r in rows_of(original).values()}
    assert all(rows[i]["state"] == "reviewed" for i in wanted)
    assert [r["state"] for r in rows.values()].count("final") == 1
    assert [r["comment"] for r in rows.values() if r["comment"]] == ["Ask the ministry."]
    assert not list(folder.glob("*.edited-*")), "no output was edited, so none is set aside"

    # A glossary change later: the twelve stay, and exactly the sentences with the term change.
    targets = {i: r["en"] for i, r in rows.items()}
    (tmp_path / "mine.csv").write_text("source,target\n新质生产力,new-quality productivity\n", encoding="utf-8")
    again = run("translate", SOURCE, "-g", tmp_path / "mine.csv", "-f", "xlsx", "--memory", "m.sqlite")
    assert again.returncode == 0, again.stderr
    after = {r["id"]: r["en"] for r in rows_of(original).values()}
    assert {i: after[i] for i in wanted} == wanted
    assert targets.keys() == after.keys()


def test_a_changed_term_touches_its_sentences_and_no_correction(engine, tmp_path):
    from bilingual.glossary.load import load
    from bilingual.pipeline import Translator
    from bilingual.support.paths import builtin_glossary
    base, memory = load([builtin_glossary()]), Memory(tmp_path / "m.sqlite")
    make = lambda glossary: Translator(engine, glossary, memory).translate_file(SOURCE)
    deliver(make(base), tmp_path, ["xlsx"])
    path = tmp_path / f"{SOURCE.stem}.bilingual.xlsx"
    book = openpyxl.load_workbook(path)
    ids = [book["Segments"].cell(r, 1).value for r in range(3, 15)]
    for r in range(3, 15):
        book["Segments"].cell(r, 4, f"Sentence {r}, corrected.")
    book.save(tmp_path / "edited.xlsx")
    review(tmp_path / "edited.xlsx", tmp_path, memory)
    first = {s.id: s.target for s in make(base).segments}
    assert all(first[i].endswith(", corrected.") for i in ids)
    term = next(t.source for s in make(base).segments for t in s.glossary_terms if s.state is State.TRANSLATED)
    changed = make(base.merged(glossary_of((term, "a wholly different rendering"))))
    for s in changed.segments:
        if s.state is State.REVIEWED:
            assert s.target == first[s.id]
        else:
            assert (s.target != first[s.id]) == (term in [t.source for t in s.terms]), s.source


def review(path, folder, memory=None):
    """`bilingual review apply` without the command line: what was done, what was not applied, how many sentences are
    absent.
    """
    file, = apply_files([path], folder, memory).files
    return file.done, file.problems, file.absent


def test_rows_that_no_longer_fit_are_listed(folder, tmp_path):
    book = openpyxl.load_workbook(folder / f"{SOURCE.stem}.bilingual.xlsx")
    sheet = book["Segments"]
    sheet["C3"] = "这是别的句子。"
    sheet["D4"] = None
    sheet.merge_cells("D5:D6")
    sheet["G7"] = "done"
    sheet["D7"] = "A new sentence."
    sheet.delete_rows(10)
    book.save(tmp_path / "edited.xlsx")
    done, problems, absent = review(tmp_path / "edited.xlsx", folder)
    text = "\n".join(problems)
    assert "row 3: its Chinese is not in the document" in text and "row 4: its English is empty" in text
    assert "row 6: its cells were merged" in text and "row 7: “done” is no state" in text
    assert [s.target for s in done.corrected] == ["A new sentence."]
    assert absent == 2 and len(problems) == 4, "a row that is there but cannot be taken is not absent"


def test_a_broken_term_or_number_is_a_warning_and_no_refusal(folder, tmp_path):
    book = openpyxl.load_workbook(folder / f"{SOURCE.stem}.bilingual.xlsx")
    sheet = book["Segments"]
    row = next(r for r in sheet.iter_rows(min_row=2) if "%" in r[2].value)
    row[3].value = "Nothing of this is left."
    book.save(tmp_path / "edited.xlsx")
    done, _, _ = review(tmp_path / "edited.xlsx", folder)
    assert any("has no counterpart in the English" in w for w in done.warnings)
    assert done.corrected[0].target == "Nothing of this is left." and not done.corrected[0].needs_review


@pytest.mark.parametrize("chinese, english, check", [
    ("要加强农村道路建设，改善农村人居环境，提高农民收入水平。",
     "We should build more rural roads and raise farmers' incomes.", "omission"),
    ("本季度暂停43家企业的资格，解除11家企业的限制。",
     "In the quarter 11 enterprises had their qualifications suspended, and restrictions on 43 were lifted.",
     "places-changed"),
])
def test_what_a_reviewer_leaves_out_or_exchanges_is_told_at_once(chinese, english, check, tmp_path):
    document = match(document_of(chinese), Matcher(glossary_of()))
    correct(next(document.segments), "A draft.", State.TRANSLATED)
    deliver(document, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "test.bilingual.xlsx")
    book["Segments"]["D2"] = english
    book.save(tmp_path / "edited.xlsx")
    review(tmp_path / "edited.xlsx", tmp_path)
    record, = records(tmp_path)
    assert check in {i.check for i in next(record.document.segments).issues}


def insertion(text, author="Reviewer"):
    return parse_xml(f'<w:ins {nsdecls("w")} w:id="901" w:author="{author}" w:date="2026-01-01T00:00:00Z">'
                     f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>')


def deletion(run):
    """Mark a run as deleted, as Word's tracking does."""
    mark = parse_xml(f'<w:del {nsdecls("w")} w:id="902" w:author="Reviewer" w:date="2026-01-01T00:00:00Z"/>')
    run.addprevious(mark)
    mark.append(run)
    for text in run.iter(qn("w:t")):
        text.tag = qn("w:delText")


@soffice
@pytest.mark.parametrize("through_libreoffice", [False, True])
def test_word_with_tracked_changes_and_comments(folder, tmp_path, through_libreoffice, office):
    word = docx.Document(folder / f"{SOURCE.stem}.bilingual.docx")
    rows = [r for t in word.tables for r in t.rows if len(r.cells) == 3 and r.cells[0].text[:1].isdigit()]
    several = next(r for r in rows if r.cells[2].text.count(". ") >= 2)
    first, second = [r for r in rows if r is not several][:2]
    for run in list(first.cells[2].paragraphs[0]._p.iterchildren(qn("w:r"))):
        deletion(run)
    first.cells[2].paragraphs[0]._p.append(insertion("All of it was written anew."))
    several.cells[2].paragraphs[0].runs[0].text = "Indeed: " + several.cells[2].paragraphs[0].runs[0].text
    word.add_comment(second.cells[2].paragraphs[0].runs[:1], text="Is this the official name?", author="Li")
    heading = next(p for p in word.paragraphs if p.style.name == "Heading 1")
    heading.runs[-1].text += " Revised"
    edited = tmp_path / "reviewed.docx"
    word.save(edited)
    if through_libreoffice:
        edited = office(edited, "docx", tmp_path / "saved")
    done, problems, absent = review(edited, folder)
    assert not problems and not absent
    targets = [s.target for s in done.corrected]
    assert "All of it was written anew." in targets and any(t.endswith(" Revised") for t in targets)
    assert len(targets) == 3 and sum(t.startswith("Indeed: ") for t in targets) == 1, (
        "of several sentences in a cell only the changed one"
    )
    assert [s.comment for s in done.commented] == ["[Li] Is this the official name?"]
    again, _, _ = review(folder / f"{SOURCE.stem}.bilingual.docx", folder)
    assert not (again.corrected or again.confirmed or again.commented), "what was written anew says nothing new"


def test_an_edited_output_is_moved_aside_and_an_older_copy_takes_nothing_back(folder, run, tmp_path):
    original = folder / f"{SOURCE.stem}.bilingual.xlsx"
    shutil.copy(original, tmp_path / "old.xlsx")
    book = openpyxl.load_workbook(original)
    book["Segments"]["D5"] = "The better sentence."
    book.save(original)
    bytes_edited = original.read_bytes()
    assert "has been edited and not applied" in run("review", "status").stderr
    assert run("review", "apply", original, "--no-memory").returncode == 0
    kept, = folder.glob("*.edited-*.xlsx")
    assert kept.read_bytes() == bytes_edited and rows_of(original)[5]["en"] == "The better sentence."
    done = run("review", "apply", tmp_path / "old.xlsx", "-o", folder, "--no-memory")
    assert "0 corrected" in done.stderr and rows_of(original)[5]["en"] == "The better sentence."
    status = run("review", "status", folder).stdout.splitlines()
    assert status[0].split() == ["document", "initial", "translated", "needs", "review", "reviewed", "final", "done"]
    assert status[1].split()[4] == "1"


def test_a_run_without_the_memory_keeps_what_was_reviewed(folder, engine):
    from bilingual.pipeline import Translator
    from bilingual.support.paths import builtin_glossary
    record, = records(folder)
    segment = list(record.document.segments)[3]
    correct(segment, "By a person.", State.FINAL, "why")
    deliver(record.document, folder, ["xlsx"])
    _, notes = deliver(Translator.create(engine, [builtin_glossary()]).translate_file(SOURCE), folder, ["xlsx"])
    row = next(r for r in rows_of(folder / f"{SOURCE.stem}.bilingual.xlsx").values() if r["id"] == segment.id)
    assert (row["en"], row["state"], row["comment"]) == (
        "By a person.",
        "final",
        "why",
    ) and "1 sentence that was reviewed" in notes[0]


def test_the_same_term_changed_three_times_becomes_a_proposal(tmp_path):
    memory, texts = Memory(tmp_path / "m.sqlite"), ["要深化改革。", "推进改革。", "改革很难。"]
    document = match(document_of(*texts), Matcher(glossary_of(("改革", "reform"))))
    for segment, english in zip(
        document.segments, ["We will deepen reform.", "We will advance reform.", "The reform is hard."]
    ):
        correct(segment, english, State.TRANSLATED)
    deliver(document, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "test.bilingual.xlsx")
    for row in (2, 3, 4):
        cell = book["Segments"].cell(row, 4)
        cell.value = cell.value.replace("reform", "overhaul")
    book.save(tmp_path / "edited.xlsx")
    review(tmp_path / "edited.xlsx", tmp_path, memory)
    assert memory.proposals() == [("改革", "overhaul", 3)]


def test_words_outside_the_glossary_are_traced_by_the_models_links():
    document = document_of("要打通堵点。")
    segment, = document.segments
    text = "We will fight congestion points."
    segment.candidates = [Candidate(text, 0.0, ((1, 3, 8, 13), (3, 5, 14, 31)))]
    segment.target = text
    assert changed_terms(segment, "We will fight bottlenecks.") == [("堵点", "bottlenecks")]


sentence = st.lists(st.text("abcdefg", min_size=1, max_size=5), min_size=1, max_size=6).map(lambda w: " ".join(w) + ".")


@given(st.lists(sentence, min_size=1, max_size=4), st.lists(st.text("abcxyz. ", max_size=8), max_size=3), st.data())
def test_dividing_loses_no_word(olds, new_words, data):
    words = " ".join(olds).split()
    for word in new_words:
        words.insert(data.draw(st.integers(0, len(words))), word)
    new = " ".join(" ".join(words).split())
    parts = divide(olds, new)
    if parts is not None:
        assert " ".join(parts) == new and len(parts) == len(olds)
    assert divide(olds, " ".join(olds)) == olds


@given(st.lists(sentence, min_size=2, max_size=4, unique=True), st.integers(0, 3))
def test_a_change_inside_one_sentence_touches_no_other(olds, at):
    at %= len(olds)
    olds = [
        " ".join(f"{w[:-1]}{n}{w[-1]}" for w in old.split()) for n, old in enumerate(olds)
    ]  # no word in two sentences: a diff could not tell
    changed = [*olds[:at], "Entirely new words here.", *olds[at + 1:]]
    assert divide(olds, " ".join(changed)) == changed


def test_a_record_comes_back_as_it_was(folder):
    from bilingual.workspace.record import load, save
    record, = records(folder)
    save(record, folder)
    twin = copy.deepcopy(record)
    assert load(folder / ".bilingual" / f"{SOURCE.stem}.document.json") == twin
    assert isinstance(twin, Record) and any(t.quantity for s in twin.document.segments for t in s.terms)


def test_cells_with_several_paragraphs_come_back_too(tmp_path, engine):
    from bilingual.pipeline import Translator
    from bilingual.support.paths import builtin_glossary
    source = docx.Document()
    cell = source.add_table(1, 1).cell(0, 0)
    cell.text = "要深化改革。"
    cell.add_paragraph("要扩大开放。")
    source.save(tmp_path / "cells.docx")
    deliver(
        Translator.create(engine, [builtin_glossary()]).translate_file(tmp_path / "cells.docx"),
        tmp_path / "out",
        ["docx"],
    )
    word = docx.Document(tmp_path / "out" / "cells.bilingual.docx")
    last = word.tables[0].cell(0, 0).paragraphs[1]
    texts = [r.text for r in last.runs]
    for run in last.runs[texts.index("\n") + 1:]:
        run.text = ""
    last.add_run("Open wider.")
    word.save(tmp_path / "edited.docx")
    done, problems, absent = review(tmp_path / "edited.docx", tmp_path / "out")
    assert [s.target for s in done.corrected] == ["Open wider."] and not problems and not absent


def test_a_damaged_record_stops_nothing_and_is_kept(folder, run):
    store = folder / ".bilingual" / f"{SOURCE.stem}.document.json"
    store.write_text("{", encoding="utf-8")
    assert "is damaged" in run("review", "status", folder).stderr
    done = run("translate", SOURCE, "-f", "md", "--no-memory")
    assert (
        done.returncode == 0
        and "is damaged" in done.stderr
        and (store.parent / f"{store.name}.damaged").read_text(encoding="utf-8") == "{"
    )
    assert run("review", "status", folder).returncode == 0


def test_a_copy_whose_source_is_gone_does_not_hold_up_the_rest(tmp_path, engine, run):
    (tmp_path / "a.md").write_text("要深化改革。", encoding="utf-8")
    assert run("translate", "a.md", "-f", "same", "-f", "xlsx", "-m", "embedded", "--no-memory").returncode == 0
    (tmp_path / "a.md").unlink()
    book = openpyxl.load_workbook(tmp_path / "outputs" / "a.bilingual.xlsx")
    book["Segments"]["D2"] = "Reform must go deeper."
    book.save(tmp_path / "edited.xlsx")
    done = run("review", "apply", "edited.xlsx", "--no-memory")
    assert done.returncode == 0 and "is not up to date" in done.stderr
    assert rows_of(tmp_path / "outputs" / "a.bilingual.xlsx")[2]["en"] == "Reform must go deeper."


def test_the_english_file_alone_cannot_be_applied(folder, run):
    done = run("review", "apply", folder / f"{SOURCE.stem}.en.docx", "--no-memory")
    assert done.returncode == 2 and "apply the bilingual file" in done.stderr


@pytest.fixture
def plan(tmp_path):
    """A small document with two copies of its spreadsheet, from which reviewers write back."""
    document = document_of("要深化改革。", "要扩大开放。")
    for n, segment in enumerate(document.segments):
        correct(segment, f"Machine sentence {n}.", State.TRANSLATED)
    deliver(document, tmp_path / "out", ["xlsx", "html", "docx"])

    def copy_of(name, minute=0, **cells):
        book = openpyxl.load_workbook(tmp_path / "out" / "test.bilingual.xlsx")
        book.properties.lastModifiedBy = name
        for cell, value in cells.items():
            book["Segments"][cell] = value
        path = tmp_path / f"{name}.xlsx"
        book.save(path)
        os.utime(path, (1_700_000_000 + 60 * minute,) * 2)
        return path
    return tmp_path / "out", copy_of


@pytest.fixture
def three(tmp_path):
    """A document of three sentences with their English, and the path of its spreadsheet."""
    document = document_of("要深化改革。", "要扩大开放。", "要改善民生。")
    for segment, text in zip(document.segments, ("We must deepen reform.", "We must open up wider.",
                                                 "We must improve living standards."), strict=True):
        correct(segment, text, State.TRANSLATED)
    deliver(document, tmp_path / "out", ["xlsx", "html", "docx"])
    return tmp_path / "out" / "test.bilingual.xlsx"


def edit(path, **cells):
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book["Segments"][cell] = value
    book.save(path)


def test_a_column_that_slid_by_a_row_is_no_review(three, run, tmp_path):
    edit(three, D2="We must do something new.", D3="We must deepen reform.", D4="We must open up wider.")
    done = run("review", "apply", three, "--memory", "m.sqlite")
    assert done.returncode == 1 and done.stderr.count("have changed places") == 2
    assert "bilingual review apply" in run("review", "status", three.parent).stderr
    assert {u.target for u in Memory(tmp_path / "m.sqlite").units()} == {"We must do something new."}


def test_sentences_exchanged_inside_a_word_cell_are_no_review(tmp_path, run):
    from bilingual.model.document import Block, Document
    from bilingual.segmenter import segment
    document = segment(Document(tmp_path / "test.txt", "txt", [Block("paragraph", "要深化改革。要扩大开放。")]))
    for one, text in zip(document.segments, ("We must deepen reform.", "We must open up wider."), strict=True):
        correct(one, text, State.TRANSLATED)
    deliver(document, tmp_path / "out", ["docx"])
    path = tmp_path / "out" / "test.bilingual.docx"
    word = docx.Document(path)
    cell = next(c for t in word.tables for r in t.rows for c in r.cells if c.text.startswith("We must deepen"))
    cell.paragraphs[0].runs[0].text = "We must open up wider. We must deepen reform."
    for rest in cell.paragraphs[0].runs[1:]:
        rest.text = ""
    word.save(path)
    done = run("review", "apply", path, "--no-memory")
    assert done.returncode == 1 and done.stderr.count("have changed places") == 2, done.stderr


def test_english_that_the_machine_exchanged_can_be_put_right(three, run):
    edit(three, H2="We must open up wider.", H3="We must deepen reform.")
    assert run("review", "apply", three, "--no-memory").returncode == 0


def test_what_was_written_beside_no_english_is_not_dropped(tmp_path, run):
    document = document_of("要深化改革。", "要扩大开放。")
    correct(next(iter(document.segments)), "Machine.", State.TRANSLATED)
    deliver(document, tmp_path / "out", ["xlsx"])
    path = tmp_path / "out" / "test.bilingual.xlsx"
    edit(path, I3="Please translate this one.")
    assert "not applied" in run("review", "apply", path, "--no-memory").stderr


def test_two_sentences_may_come_to_have_the_same_english(three, run):
    edit(three, D3="We must deepen reform.")
    assert run("review", "apply", three, "--no-memory").returncode == 0


def test_a_number_is_no_english_of_words(three, run):
    edit(three, H2=12)
    done = run("review", "apply", three, "--no-memory")
    assert done.returncode == 1 and "is the number 12 alone" in done.stderr


def test_what_never_had_english_is_no_row_that_was_not_applied(tmp_path, run):
    document = document_of("要深化改革。", "要扩大开放。")
    correct(next(iter(document.segments)), "Machine.", State.TRANSLATED)
    deliver(document, tmp_path / "out", ["xlsx"])
    path = tmp_path / "out" / "test.bilingual.xlsx"
    edit(path, D2="We must deepen reform.")
    done = run("review", "apply", path, "--no-memory")
    assert done.returncode == 0 and "0 rows not applied" in done.stderr


def test_quiet_tells_where_an_edited_file_was_put(three, run, tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("要深化改革。\n", encoding="utf-8")
    run("translate", source, "-f", "xlsx", "--quiet")
    edit(tmp_path / "outputs" / "a.bilingual.xlsx", D2="An hour of work.")
    done = run("translate", source, "-f", "xlsx", "--quiet")
    assert done.returncode == 0 and "it is kept as a.bilingual.edited-" in done.stderr


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("order", [1, -1])
def test_reviewers_who_disagree_are_told_and_nothing_is_lost(plan, order, at_once, tmp_path):
    folder, copy_of = plan
    files = [copy_of("Li", 0, D2="Version A", G2="final", D3="Early."), copy_of("Wang", 5, D2="Version B", D3="Late.")][
        ::order
    ]
    memory = Memory(tmp_path / "m.sqlite")
    reports = [apply_files(files, folder, memory)] if at_once else [apply_files([f], folder, memory) for f in files]
    told = "\n".join(str(c) for r in reports for f in r.files for c in f.done.conflicts)
    assert all(t in told for t in ("Version A", "Version B", "Early.", "Late.", "Li.xlsx", "Wang.xlsx")), told
    record, = records(folder)
    assert [s.target for s in record.document.segments] == ["Version A", "Late."], (
        "final before reviewed, else the later edit"
    )
    assert [(v.who, v.target) for v in record.versions(next(record.document.segments))] == [
        ("Li", "Version A"),
        ("Wang", "Version B"),
    ]
    assert memory.person("要深化改革。").target == "Version A" and memory.person("要扩大开放。").target == "Late."
    again = apply_files(files, folder, memory)
    assert not any(f.done.corrected or f.done.conflicts for f in again.files), "the same files say nothing new"


def test_an_earlier_version_can_be_taken_back(plan, run, tmp_path):
    folder, copy_of = plan
    apply_files([copy_of("Li", 0, D2="Version A", G2="final"), copy_of("Wang", 5, D2="Version B")], folder, None)
    listed = run("review", "history", folder, "s1").stdout
    assert (
        "* 1  final" in listed
        and "  2  reviewed" in listed
        and "Wang" in listed
        and "Version B" in listed
        and "2023-11-14 22:18" in listed
    )
    done = run("review", "history", folder, "s1", "--take", 2, "--memory", "m.sqlite")
    assert done.returncode == 0 and "test.bilingual.xlsx" in done.stdout
    record, = records(folder)
    assert (
        next(record.document.segments).target == "Version B"
        and len(record.versions(next(record.document.segments))) == 3
    )
    assert Memory(tmp_path / "m.sqlite").person("要深化改革。").target == "Version B"
    assert "has 3 versions" in run("review", "history", folder, "s1", "--take", 9, "--no-memory").stderr
    assert "no document has a s9" in run("review", "history", folder, "s9").stderr


def test_both_columns_edited_is_told(plan):
    folder, copy_of = plan
    done, problems, _ = review(copy_of("Li", D2="In place.", H2="In the column."), folder)
    record, = records(folder)
    segment = next(record.document.segments)
    assert segment.target == "In the column." and any("In place." in w for w in done.warnings) and not problems
    assert "In place." in [v.target for v in record.versions(segment)]


def test_going_back_to_the_machines_english_is_taken(plan):
    folder, copy_of = plan
    review(copy_of("Li", 0, D2="A person's."), folder)
    done, problems, _ = review(copy_of("Wang", 5, D2="Machine sentence 0."), folder)  # in the sheet that says reviewed
    record, = records(folder)
    assert next(record.document.segments).target == "Machine sentence 0." and done.corrected and not problems


def test_what_is_no_text_is_no_english(plan):
    folder, copy_of = plan
    done, problems, _ = review(copy_of("Li", D2="=UPPER(D3)", H3=datetime.date(2025, 1, 2)), folder)
    assert not done.corrected and len(problems) == 2
    assert "D2 is a formula" in problems[0] and "H3 is a date" in problems[1]


def test_corrections_nobody_reads_are_told(plan):
    folder, copy_of = plan
    _, problems, _ = review(copy_of("Li", H1="My correction", H2="Lost?"), folder)
    assert len(problems) == 1 and "“My correction” is none of the program's" in problems[0]


def test_a_draft_of_another_program_is_no_review(tmp_path):
    document = document_of("要深化改革。", "要扩大开放。", "要改善民生。")
    for n, segment in enumerate(document.segments):
        correct(segment, f"Machine sentence {n}.", State.TRANSLATED)
    deliver(document, tmp_path / "out", ["xlf"])
    text = (tmp_path / "out" / "test.xlf").read_text(encoding="utf-8")
    for n, (state, english) in enumerate((('state="new"', "要深化改革。"),
                                          ('state="needs-translation" state-qualifier="mt-suggestion"', "Suggested."),
                                          ('state="translated"', "By a person."))):
        text = re.sub(rf'<target[^>]*>Machine sentence {n}\.</target>', f"<target {state}>{english}</target>", text)
    (tmp_path / "back.xlf").write_text(text, encoding="utf-8")
    done, problems, _ = review(tmp_path / "back.xlf", tmp_path / "out")
    assert [s.target for s in done.corrected] == ["By a person."]
    assert "its English is the Chinese sentence" in problems[0] and "a draft (needs-translation)" in problems[1]


def test_what_people_wrote_goes_with_a_sentence_that_changes(plan):
    folder, copy_of = plan
    review(copy_of("Li", I2="Ask the ministry.", D3="A person's."), folder)
    document = document_of("要坚持稳中求进。", "要全面深化改革。")
    for segment in document.segments:
        correct(segment, "Machine.", State.TRANSLATED)
    notes = deliver(document, folder, ["xlsx"]).notes
    record, = records(folder)
    assert [s.comment for s in record.document.segments] == ["", "Ask the ministry."]
    assert any("the comment stands with s2" in n for n in notes)
    assert any("1 reviewed sentence no longer in the document: “要扩大开放。”" in n for n in notes)


def test_one_person_may_correct_a_sentence_again(plan):
    folder, copy_of = plan
    review(copy_of("Li", 0, D2="First.", G2="final"), folder)
    done, _, _ = review(copy_of("Li2", 5, H2="Second."), folder)
    record, = records(folder)
    assert next(record.document.segments).target == "Second." and not done.conflicts, (
        "it was made from the text that stood there"
    )


def test_the_same_chinese_elsewhere_follows_unless_it_was_changed_there(tmp_path):
    document = document_of("合计", "要深化改革。", "合计", "合计")
    for segment in document.segments:
        correct(segment, "Total", State.TRANSLATED)
    deliver(document, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "test.bilingual.xlsx")
    book["Segments"]["D2"], book["Segments"]["D4"] = "Sum", "Grand total"
    book.save(tmp_path / "edited.xlsx")
    review(tmp_path / "edited.xlsx", tmp_path)
    for _ in range(2):
        record, = records(tmp_path)
        targets = [s.target for s in record.document.segments]
        assert targets[0] == "Sum" and targets[2] == "Grand total" and targets[3] in ("Sum", "Grand total")
        deliver(document, tmp_path, ["xlsx"])


def test_an_edited_file_stays_in_the_status_until_it_is_dealt_with(plan, run, tmp_path):
    folder, _ = plan
    for name, text in (("one", "First edit."), ("two", "Second edit.")):
        path = folder / "test.bilingual.xlsx"
        book = openpyxl.load_workbook(path)
        book["Segments"]["D2"] = text
        book.save(path)
        document = document_of("要深化改革。", f"要扩大{name}开放。")
        for segment in document.segments:
            correct(segment, f"Machine {name}.", State.TRANSLATED)
        notes = deliver(document, folder, ["xlsx", "html", "docx"]).notes
        assert any("had been changed" in n and "bilingual review apply" in n for n in notes)
    first, second = sorted(folder.glob("*.edited-*.xlsx"), key=lambda p: len(p.name))
    status = run("review", "status", folder).stderr
    assert f"bilingual review apply {first}, or bilingual review dismiss {first}" in status and str(second) in status
    assert run("review", "apply", first, "--no-memory").returncode == 0
    assert run("review", "dismiss", second).returncode == 0
    assert "edited" not in run("review", "status", folder).stderr
    assert first.exists() and second.exists()
    assert "is no edited file" in run("review", "dismiss", folder / "test.bilingual.docx").stderr
    page = folder / "test.bilingual.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Machine", "My machine"), encoding="utf-8")
    assert "cannot be applied in this format" in run("review", "status", folder).stderr


def test_an_issue_is_accepted_in_the_sheet_and_by_command(tmp_path, run):
    source = tmp_path / "a.md"
    source.write_text("增长5%。\n\n增长6%。", encoding="utf-8")
    strict = (
        "translate",
        "a.md",
        "-m",
        "embedded",
        "--memory",
        "m.sqlite",
        "--strict",
        "-f",
        "xlsx",
        "-f",
        "html",
        "-f",
        "docx",
        "-f",
        "md",
    )
    run(*strict)
    path = tmp_path / "outputs" / "a.bilingual.xlsx"
    book = openpyxl.load_workbook(path)
    book["Segments"]["D2"], book["Segments"]["D3"] = "Growth was as planned.", "Growth was as hoped."
    book.save(tmp_path / "e.xlsx")
    assert run("review", "apply", "e.xlsx", "--memory", "m.sqlite").returncode == 0
    assert run(*strict).returncode == 1, "a person's sentence without its figure is still an error"
    book = openpyxl.load_workbook(path)
    sheet = book["Issues"]
    head = [c.value for c in sheet[1]]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[head.index("id")].value == "s1")
    check = row[head.index("check")].value
    row[head.index("accept")].value = "The figure stands in the heading."
    book.save(tmp_path / "accepted.xlsx")
    done = run("review", "apply", "accepted.xlsx", "--memory", "m.sqlite")
    assert "1 issue accepted" in done.stderr, done.stderr
    assert run(*strict).returncode == 1
    done = run("review", "accept", "outputs", "s2", "--check", check, "--reason", "So is this one.")
    assert done.returncode == 0, done.stderr
    done = run(*strict)
    assert done.returncode == 0 and "errors" not in done.stderr, done.stderr
    for name in ("html", "md"):
        text = (tmp_path / "outputs" / f"a.bilingual.{name}").read_text(encoding="utf-8")
        assert "The figure stands in the heading" in text and "So is this one" in text
    comments = [c.text for c in docx.Document(tmp_path / "outputs" / "a.bilingual.docx").comments]
    assert any("So is this one." in c for c in comments)
    assert run("review", "accept", "outputs", "s2", "--check", check, "--withdraw").returncode == 0
    assert run(*strict).returncode == 1
    assert "has no issue none" in run("review", "accept", "outputs", "s2", "--check", "none", "--reason", "x").stderr


def test_authors_of_comments_and_of_tracked_changes_are_kept(plan, tmp_path):
    folder, _ = plan
    word = docx.Document(folder / "test.bilingual.docx")
    row, other = word.tables[0].rows[:2]
    for run in list(row.cells[2].paragraphs[0]._p.iterchildren(qn("w:r"))):
        deletion(run)
    row.cells[2].paragraphs[0]._p.append(insertion("All new.", "Zhang San"))
    word.add_comment(other.cells[2].paragraphs[0].runs[:1], text="Official?", author="Li Wei")
    word.save(tmp_path / "back.docx")
    review(tmp_path / "back.docx", folder)
    record, = records(folder)
    first, second = record.document.segments
    assert record.standing(first).who == "Reviewer, Zhang San" and second.comment == "[Li Wei] Official?"
    there = docx.Document(folder / "test.bilingual.docx").comments
    assert [(c.author, c.text) for c in there if c.author != "bilingual"] == [("Li Wei", "Official?")]
    assert "Comment by Li Wei: Official?" in (folder / "test.bilingual.html").read_text(encoding="utf-8")
    again, _, _ = review(folder / "test.bilingual.docx", folder)
    assert not again.commented and not again.corrected
    deliver(record.document, folder, ["xlf", "xlf2"])
    for name in ("test.xlf", "test.xliff2.xlf"):
        assert not review(folder / name, folder)[0].commented, f"{name} brings the comment back as it was"
