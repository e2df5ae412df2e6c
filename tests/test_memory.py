"""The translation memory: nothing translated twice, nothing corrected lost."""
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from conftest import ROOT, SAMPLES, document_of, glossary_of
from translate.storage import tmx as foreign

from bilingual.exchange import tmx
from bilingual.engine.base import BATCH, Engine
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Candidate, State, TermStatus
from bilingual.model.errors import BilingualError
from bilingual.translation import stage as translator
from bilingual.translation.memory import Memory, Unit, adapt, difference


class Counting(Engine):
    """An engine that remembers what it was asked."""
    name = signature = "counting"

    def __init__(self):
        self.asked = []

    def translate(self, requests, effort=0, progress=lambda done: None):
        self.asked += [r.source for r in requests]
        return [[Candidate("We will " + " and ".join(["act", *(t.target for t in r.terms)]) + ".")] for r in requests]


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "memory.sqlite")


def run_through(memory, engine, *texts, glossary=()):
    document = match(document_of(*texts), Matcher(glossary_of(*glossary)))
    return list(translator.translate(document, engine, memory).segments)


def test_second_run_asks_nothing_and_says_the_same(memory):
    engine = Counting()
    glossary = [("改革", "reform")]
    first = run_through(memory, engine, "要改革。", "要开放。", glossary=glossary)
    asked = len(engine.asked)
    second = run_through(memory, engine, "要改革。", "要开放。", glossary=glossary)
    assert len(engine.asked) == asked == 2
    assert [s.target for s in first] == [s.target for s in second]
    assert second[0].terms[0].status is TermStatus.USED


def test_a_changed_term_asks_only_for_its_sentences(memory):
    engine = Counting()
    run_through(memory, engine, "要改革。", "要开放。", glossary=[("改革", "reform")])
    engine.asked.clear()
    run_through(memory, engine, "要改革。", "要开放。", glossary=[("改革", "overhaul")])
    assert set(engine.asked) == {"要改革。"}


def test_a_persons_sentence_always_wins(memory):
    engine = Counting()
    run_through(memory, engine, "要改革。")
    memory.add([Unit("要改革。", "Reform is a must.", State.REVIEWED), Unit("要改革。", "We must reform.", State.FINAL, note="better")])
    segment, other = run_through(memory, engine, "要改革。", "要改革。", glossary=[("改革", "overhaul")])
    assert (segment.target, segment.state, segment.comment) == ("We must reform.", State.FINAL, "better")
    assert other.target == segment.target
    assert segment.terms[0].status is TermStatus.MISSING, "a correction that breaks a term is kept, and told"


def test_similar_sentences_are_offered_with_numbers_adapted(memory):
    memory.add([Unit("全年经济增长5.2%左右。", "The economy grew by around 5.2% in the year.", State.REVIEWED)])
    segment, = run_through(memory, Counting(), "全年经济增长4.8%左右。")
    found, = segment.matches
    assert found.adapted and found.target == "The economy grew by around 4.8% in the year."
    assert found.score >= 75 and "[-5-]" in found.difference or "[-5.2-]" in found.difference
    assert adapt("增长5%。", "It grew.", "下降5%。") is None
    assert difference("要改革", "要开放") == "要[-改革-]{+开放+}"


def test_two_writers_lose_nothing(memory):
    def write(name):
        mine = Memory(memory.path)
        for i in range(60):
            mine.add([Unit(f"{name}{i}", "x", State.REVIEWED)])
    threads = [threading.Thread(target=write, args=(n,)) for n in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert memory.stats()["sources"] == 180


def test_a_damaged_memory_is_set_aside_not_deleted(tmp_path):
    path = tmp_path / "m.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    memory = Memory(path)
    assert "damaged" in memory.notes[0]
    kept, = tmp_path.glob("m.sqlite.damaged-*")
    assert kept.read_bytes().startswith(b"this is no database")
    memory.add([Unit("要", "must", State.REVIEWED)])
    assert sqlite3.connect(path).execute("SELECT count(*) FROM unit").fetchone() == (1,)


def test_killed_in_the_middle_it_repeats_less_than_a_batch(tmp_path):
    script = """
import sys, time
sys.path.insert(0, "tests")
from test_memory import Counting, run_through
from bilingual.translation.memory import Memory
class Slow(Counting):
    def translate(self, requests, effort=0, progress=lambda done: None):
        time.sleep(0.15)
        return super().translate(requests, effort, progress)
run_through(Memory(sys.argv[1]), Slow(), *[f"要做好第{i}件事。" for i in range(2000)])
"""
    path = tmp_path / "m.sqlite"
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    deadline = time.monotonic() + 60
    done = 0
    while done < 3 * BATCH and time.monotonic() < deadline:
        time.sleep(0.05)
        done = Memory(path).stats()["sources"] if path.exists() else 0
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = Memory(path).stats()["sources"]
    assert 3 * BATCH <= kept < 2000
    engine = Counting()
    run_through(Memory(path), engine, *[f"要做好第{i}件事。" for i in range(2000)])
    assert len(set(engine.asked)) == 2000 - kept


def test_tmx_through_a_foreign_client(memory, tmp_path):
    units = [Unit("要改革 & <开放>。", 'We "reform" & open <up>.', State.FINAL, document="a.md", who="li", note="note\nline"),
             Unit("坚持。", "Persist.", State.REVIEWED, changed="2026-01-02T03:04:05+00:00")]
    memory.add(units)
    assert tmx.write(memory.units(people_only=True), tmp_path / "m.tmx") == 2
    with open(tmp_path / "m.tmx", "rb") as file:
        store = foreign.tmxfile.parsefile(file)
    assert {(u.source, u.target) for u in store.units} == {(u.source, u.target) for u in units}
    store.savefile(str(tmp_path / "theirs.tmx"))
    back = {u.source: u for u in tmx.read(tmp_path / "theirs.tmx")}
    assert back["要改革 & <开放>。"].state is State.FINAL
    assert (back["要改革 & <开放>。"].note, back["要改革 & <开放>。"].document, back["坚持。"].changed) == ("note\nline", "a.md", units[1].changed)
    theirs = foreign.tmxfile()
    theirs.addtranslation("共同富裕", "zh", "common prosperity", "en")
    theirs.savefile(str(tmp_path / "other.tmx"))
    assert [(u.source, u.target) for u in tmx.read(tmp_path / "other.tmx")] == [("共同富裕", "common prosperity")]


def test_hostile_tmx(tmp_path):
    bomb = tmp_path / "bomb.tmx"
    bomb.write_text('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><body><tu><tuv xml:lang="zh"><seg>&a;改</seg></tuv>'
                    '<tuv xml:lang="en"><seg>x</seg></tuv></tu></body></tmx>', encoding="utf-8")
    assert all("root" not in u.source for u in tmx.read(bomb))
    (tmp_path / "no.tmx").write_text("<html/>")
    with pytest.raises(BilingualError, match="no TMX"):
        tmx.read(tmp_path / "no.tmx")


def test_commands(run, tmp_path):
    translate = lambda: run("translate", SAMPLES / "notice.txt", "--memory", "m.sqlite", "-f", "en.md")
    assert translate().returncode == 0
    Memory(tmp_path / "m.sqlite").add([Unit("各市、县人民政府，省政府各部门：", "To all whom it concerns:", State.REVIEWED)])
    assert translate().returncode == 0
    assert "To all whom it concerns" in (tmp_path / "outputs" / "notice.en.md").read_text(encoding="utf-8")
    assert "people, reviewed" in run("memory", "stats", "--memory", "m.sqlite").stdout
    assert "To all whom" in run("memory", "search", "各部门", "--memory", "m.sqlite").stdout
    assert run("memory", "export", "m.tmx", "--memory", "m.sqlite").returncode == 0
    assert run("memory", "import", "m.tmx", "--memory", "other.sqlite").stdout == "1 sentences\n"
    assert run("memory", "forget", "--machine", "--memory", "m.sqlite").returncode == 0
    assert Memory(tmp_path / "m.sqlite").stats() == {"sources": 1, "people, reviewed": 1}
    assert run("memory", "search", "无", "--memory", "m.sqlite").returncode == 1


def test_without_memory(run, tmp_path, private_home):
    assert run("translate", SAMPLES / "notice.txt", "--no-memory", "-f", "md").returncode == 0
    assert not (tmp_path / "m.sqlite").exists()
