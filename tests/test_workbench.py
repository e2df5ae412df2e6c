"""The sentences of the page's side of the server: correcting, conflicts, taking back, terms, many at once."""


from urllib.parse import quote

import docx
import openpyxl
import pytest
from serving import serving

from bilingual.glossary.files import write_xlsx
from bilingual.model.document import State
from bilingual.model.glossary import Entry
from bilingual.translation.memory import Memory
from bilingual.workspace.record import records

TEXT = "推动高质量发展。要扩大内需。\n\n坚持高质量发展这个首要任务。\n\n要深化改革。\n"


@pytest.fixture
def server(engine, tmp_path):
    glossary = tmp_path / "mine.xlsx"
    entries = Entry("高质量发展", "high-quality development", note="首要"), Entry("扩大内需", "expand domestic demand")
    write_xlsx(entries, glossary, {"our column": ["kept", "too"]})
    with serving(tmp_path / "served", engine, [glossary], memory=tmp_path / "memory.db") as running:
        running.page = running.sign_in()
        running.glossary = glossary
        running.upload("/api/files", "plan.txt", TEXT.encode(), headers=running.page)
        running.wait(running.page)
        yield running


def ask(server, method, path, body=None, rev=None):
    headers = {**server.page, **({"If-Match": f'"{rev}"'} if rev else {})}
    return server.ask(method, quote(f"/api/{path}", "/?=&"), body, headers)[::2]


def rows(server):
    return {r["id"]: r for r in ask(server, "GET", "documents/plan/segments")[1]["segments"]}


def put(server, sentence, target, state="reviewed", rev=None, **more):
    rev = rev or rows(server)[sentence]["rev"]
    return ask(server, "PUT", f"documents/plan/segments/{sentence}", {"target": target, "state": state, **more}, rev)


def test_a_correction_reaches_record_memory_and_outputs(server):
    status, answer = put(server, "s2", "Domestic demand  must grow.", who="Li Wei")
    assert status == 200
    changed = next(r for r in answer["segments"] if r["id"] == "s2")
    assert (changed["target"], changed["state"], changed["who"]) == ("Domestic demand must grow.", "reviewed", "Li Wei")
    assert [i["check"] for i in changed["issues"]] == ["term-missing"]
    assert Memory(server.folder.parent / "memory.db").person("要扩大内需。").target == "Domestic demand must grow."
    status, content = ask(server, "GET", "documents/plan/download?format=en.md")
    assert status == 200 and b"Domestic demand must grow." in content


def test_another_english_meanwhile_is_a_conflict_with_all_three_texts(server):
    before = rows(server)["s4"]
    assert put(server, "s4", "Reform goes deeper.", rev=before["rev"], who="A")[0] == 200
    status, answer = put(server, "s4", "We deepen reform.", rev=before["rev"], who="B")
    assert status == 409
    assert (answer["base"], answer["mine"], answer["theirs"]["target"], answer["theirs"]["who"]) == (
        before["target"], "We deepen reform.", "Reform goes deeper.", "A")
    assert put(server, "s4", "Reform goes deeper.", rev=before["rev"], who="B")[0] == 200  # the same text is none
    assert rows(server)["s4"]["target"] == "Reform goes deeper."


def test_what_cannot_be_saved_is_told(server):
    for body, rev, status in (({"target": " "}, "x", 400), ({"target": "a", "state": "done"}, "x", 400),
                              ({}, "x", 400), ({"target": "Not the program's.", "state": "translated"}, None, 400)):
        got, answer = ask(server, "PUT", "documents/plan/segments/s4", body, rev or rows(server)["s4"]["rev"])
        assert got == status and answer["error"]
    assert ask(server, "PUT", "documents/plan/segments/s4", {"target": "a"})[0] == 428
    assert ask(server, "PUT", "documents/none/segments/s4", {"target": "a"}, "x")[0] == 404
    assert ask(server, "GET", "documents/plan/segments/s99")[0] == 404


def test_undo_and_redo(server):
    machine = rows(server)["s4"]["target"]
    put(server, "s4", "Reform first.")
    put(server, "s4", "Reform first.", "final")
    assert put(server, "s4", "Reform first.", "reviewed")[0] == 200 and rows(server)["s4"]["state"] == "reviewed"
    assert put(server, "s4", machine, "translated")[0] == 200
    assert (rows(server)["s4"]["target"], rows(server)["s4"]["state"]) == (machine, "translated")
    assert Memory(server.folder.parent / "memory.db").person("要深化改革。") is None
    assert put(server, "s4", "Reform first.", "reviewed")[0] == 200
    history = ask(server, "GET", "documents/plan/segments/s4")[1]["history"]
    assert [v["stands"] for v in history].count(True) == 1 and history[-1]["stands"] and len(history) >= 4
    record, = records(server.folder)
    assert [s.target for s in record.document.segments][3] == "Reform first."


def test_versions_comments_and_accepted_issues(server):
    put(server, "s2", "Demand must grow.", who="A")
    put(server, "s2", "Demand must increase.", who="B")
    assert ask(server, "POST", "documents/plan/segments/s2/take", {"number": 1})[0] == 200
    assert rows(server)["s2"]["target"] == "Demand must grow."
    assert ask(server, "POST", "documents/plan/segments/s2/comments", {"text": "Ask.\n<script>", "who": "Li"})[0] == 200
    assert ask(server, "GET", "documents/plan/segments/s2")[1]["comments"] == [{"who": "Li", "text": "Ask.\n<script>"}]
    for reason in ("The law says so.", ""):
        body = {"check": "term-missing", "reason": reason}
        assert ask(server, "POST", "documents/plan/segments/s2/accept", body)[0] == 200
        assert [i["accepted"] for i in rows(server)["s2"]["issues"]] == [reason]
    assert ask(server, "POST", "documents/plan/segments/s2/accept", {"check": "length", "reason": "x"})[0] == 400


def test_the_memory_is_searched_with_what_a_word_became(server):
    put(server, "s2", "We must expand domestic demand.", who="Li Wei")
    units = {u["zh"]: u for u in ask(server, "GET", "memory?q=扩大内需")[1]["units"]}
    found = units["要扩大内需。"]
    assert [found["zh"][slice(*s)] for s in found["zh_spans"]] == ["扩大内需"]
    assert "".join(found["en"][slice(*s)] for s in found["en_spans"]).lower() == "expand domestic demand"
    assert (found["who"], found["document"], found["machine"]) == ("Li Wei", "plan.txt", False)
    found = ask(server, "GET", "memory?q=deepen")[1]["units"][0]
    assert found["machine"] and "深化" in "".join(found["zh"][slice(*s)] for s in found["zh_spans"])
    assert ask(server, "GET", "memory?q=")[1]["total"] == 0


def test_many_at_once_with_a_preview(server):
    found = rows(server)
    given = {r["id"]: r["rev"] for r in found.values()} | {"s1": "0" * 12}
    body = {"segments": given, "preview": True}
    status, answer = ask(server, "POST", "documents/plan/bulk", body)
    assert status == 200 and "s4" in answer["accept"] and {"id": "s1", "why": "changed meanwhile"} in answer["left"]
    assert {r["state"] for r in rows(server).values()} == {"translated"}
    ask(server, "POST", "documents/plan/bulk", {**body, "preview": False})
    states = {r["id"]: r["state"] for r in rows(server).values()}
    assert states["s1"] == "translated" and all(states[i] == "reviewed" for i in answer["accept"])
    assert not ask(server, "GET", "memory?q=内需")[1]["units"][0]["machine"]


def test_a_term_changes_exactly_its_sentences_and_no_reviewed_one(server):
    put(server, "s3", "High-quality development is the primary task.")
    before = rows(server)
    cells = ask(server, "GET", "terms?source=高质量发展")[1]["entry"]
    entry = {**cells, "target": "quality-first development"}
    seen = ask(server, "POST", "terms/preview", {"entry": entry})[1]
    assert [a["id"] for a in seen["affected"]] == ["s1"] and [a["id"] for a in seen["reviewed"]] == ["s3"]
    assert "quality-first development" in seen["affected"][0]["after"] and rows(server) == before
    status, answer = ask(server, "PUT", "terms", {"entry": entry, "base": cells})
    assert status == 202 and answer["file"].endswith("mine.xlsx")
    assert not [j["error"] for j in server.wait(server.page)["jobs"] if j["error"]]
    after = rows(server)
    assert after["s1"]["target"] == seen["affected"][0]["after"]
    assert [i for i in after if after[i]["target"] != before[i]["target"]] == ["s1"]
    assert [i["check"] for i in after["s3"]["issues"]] == ["term-missing"]
    sheet = openpyxl.load_workbook(server.glossary).active
    heads = [c.value for c in sheet[1]]
    assert [c.value for c in sheet["B"]][1:] == ["quality-first development", "expand domestic demand"]
    assert [r[heads.index("our column")] for r in sheet.iter_rows(min_row=2, values_only=True)] == ["kept", "too"]
    assert "quality-first" in server.post("/translate", {"q": "推动高质量发展。", "target": "en"})[2]["translatedText"]


def test_an_entry_that_was_changed_in_the_file_meanwhile(server):
    cells = ask(server, "GET", "terms?source=扩大内需")[1]["entry"]
    book = openpyxl.load_workbook(server.glossary)
    book.active["B3"] = "boost domestic demand"
    book.save(server.glossary)
    status, answer = ask(server, "PUT", "terms", {"entry": {**cells, "target": "grow home demand"}, "base": cells})
    assert status == 409 and answer["theirs"]["target"] == "boost domestic demand"
    new = {"source": "深化改革", "target": "deepen reform"}  # in another row: both changes stay
    assert ask(server, "PUT", "terms", {"entry": new, "base": None})[0] == 202
    server.wait(server.page)
    assert [c.value for c in openpyxl.load_workbook(server.glossary).active["B"]][1:] == [
        "high-quality development", "boost domestic demand", "deepen reform"]
    server.glossary.with_name("~$mine.xlsx").write_bytes(b"")
    status, answer = ask(server, "PUT", "terms", {"entry": {**new, "target": "deepen reforms"}, "base": new})
    assert status == 400 and "open in a spreadsheet program" in answer["error"]
    assert ask(server, "PUT", "terms", {"entry": {"source": "改革", "target": ""}, "base": None})[0] == 400


def test_outputs_follow_when_the_server_ends(engine, tmp_path):
    with serving(tmp_path, engine) as running:
        running.page = running.sign_in()
        running.upload("/api/files", "plan.txt", TEXT.encode(), headers=running.page)
        running.wait(running.page)
        put(running, "s4", "Reform, and then reform.")
        assert next(records(tmp_path)).pending
    record, = records(tmp_path)
    assert not record.pending and [s.state for s in record.document.segments][3] is State.REVIEWED
    written = docx.Document(tmp_path / "plan.bilingual.docx")
    assert any("Reform, and then reform." in c.text for table in written.tables for r in table.rows for c in r.cells)
