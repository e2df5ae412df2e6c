"""The translation memory: nothing translated twice, nothing corrected lost."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES, document_of, glossary_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage import tmx as foreign

from bilingual.engine.base import BATCH, Engine
from bilingual.exchange import tmx
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Candidate, State, TermStatus
from bilingual.model.errors import BilingualError
from bilingual.support.limits import MAX_TEXT_BYTES
from bilingual.translation import schema
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
    memory.add(
        [
            Unit("要改革。", "Reform is a must.", State.REVIEWED),
            Unit("要改革。", "We must reform.", State.FINAL, note="better"),
        ]
    )
    segment, other = run_through(memory, engine, "要改革。", "要改革。", glossary=[("改革", "overhaul")])
    assert (segment.target, segment.state, segment.comment) == ("We must reform.", State.FINAL, "better")
    assert other.target == segment.target
    assert segment.terms[0].status is TermStatus.MISSING, "a correction that breaks a term is kept, and told"


def test_similar_sentences_are_offered_with_numbers_adapted(memory):
    memory.add([Unit("全年经济增长5.2%左右。", "The economy grew by around 5.2% in the year.", State.REVIEWED)])
    (segment,) = run_through(memory, Counting(), "全年经济增长4.8%左右。")
    (found,) = segment.matches
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


def test_one_memory_serves_several_threads(memory):
    """Reading, writing and looking for similar sentences at once: nothing is lost and nothing raised."""
    errors = []

    def work(name):
        try:
            for i in range(40):
                source = f"{name}组完成了第{i}项重点任务。"
                memory.add([Unit(source, f"Group {name} did task {i}.", State.REVIEWED)])
                assert memory.person(source).target == f"Group {name} did task {i}."
                memory.fuzzy(source)
                list(memory.units())
        except Exception as error:  # whatever it is, the test shows it
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in "甲乙丙丁"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors and memory.stats()["people, reviewed"] == 160


def filled(path, count=3000):
    memory = Memory(path)
    memory.add(Unit(f"完成第{i}项任务，抓好落实。", f"Task {i} is done." * 3, State.REVIEWED) for i in range(count))
    memory.close()
    return path


@pytest.mark.parametrize("damage", ["leaf", "index", "root", "tail"])
def test_a_damaged_memory_is_recovered_and_kept(tmp_path, damage):
    path = filled(tmp_path / "m.sqlite")
    db = sqlite3.connect(path)
    (size,) = db.execute("PRAGMA page_size").fetchone()
    roots = dict(db.execute("SELECT name, rootpage FROM sqlite_master"))
    db.close()
    whole = path.read_bytes()
    page = {"leaf": len(whole) // size // 2, "index": roots["person"], "root": roots["unit"], "tail": 0}[damage]
    broken = (
        whole[: -40 * size] if damage == "tail" else whole[: (page - 1) * size] + b"\xff" * size + whole[page * size :]
    )
    path.write_bytes(broken)
    memory = Memory(path)
    (kept,) = tmp_path.glob("m.sqlite.damaged-*")
    assert kept.read_bytes() == broken
    count = memory.stats()["sources"]
    assert f"{count:,} sentences could be recovered" in memory.notes[0] and kept.name in memory.notes[0]
    assert {"leaf": 2900, "index": 3000, "root": 3000, "tail": 1500}[damage] <= count <= 3000
    if count:
        unit = next(memory.units())
        assert memory.person(unit.source).target == unit.target
    memory.add([Unit("要", "must", State.REVIEWED)])
    memory.close()
    assert not Memory(path).notes, "what was recovered is whole"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.floats(0, 1), st.binary(min_size=1, max_size=3000), st.booleans())
def test_any_damage_is_recovered_or_told_and_never_lost(tmp_path_factory, where, garbage, cut):
    path = filled(tmp_path_factory.mktemp("m") / "m.sqlite", 400)
    whole = path.read_bytes()
    at = int(where * (len(whole) - 1))
    broken = whole[:at] if cut else whole[:at] + garbage[: len(whole) - at] + whole[at + len(garbage) :]
    path.write_bytes(broken)
    try:
        memory = Memory(path)
        list(memory.units())
        memory.fuzzy("完成第7项任务，抓好工作。")
        memory.close()
        kept = list(path.parent.glob("m.sqlite.damaged-*"))
        assert bool(kept) == bool(memory.notes) and all(p.read_bytes() == broken for p in kept)
    except BilingualError:
        assert path.read_bytes() == broken and not list(path.parent.glob("*damaged*"))


def test_what_was_forgotten_stays_forgotten(tmp_path):
    """Pages of deleted rows keep their old content: a recovery must not bring it back. Long rows span several pages."""
    path = filled(tmp_path / "m.sqlite")
    memory = Memory(path)
    memory.add(Unit(f"长句{i}", "long " * 3000, State.REVIEWED) for i in range(5))
    for i in range(2000):
        memory.forget(f"完成第{i}项任务，抓好落实。")
    memory.close()
    db = sqlite3.connect(path)
    (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'unit'").fetchone()
    db.close()
    data = path.read_bytes()
    path.write_bytes(data[: (root - 1) * 4096] + bytes(4096) + data[root * 4096 :])
    memory = Memory(path)
    assert "1,005 sentences" in memory.notes[0]
    assert memory.person("长句3").target == "long " * 3000 and memory.person("完成第1999项任务，抓好落实。") is None


def test_runs_at_once_recover_a_memory_once(tmp_path):
    path = filled(tmp_path / "m.sqlite")
    data = bytearray(path.read_bytes())
    data[60 * 4096 : 61 * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    script = f"""
from bilingual.model.document import State
from bilingual.translation.memory import Memory, Unit
import sys
Memory({str(path)!r}).add([Unit(sys.argv[1], "x", State.REVIEWED)])
"""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, f"句{n}"],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for n in range(4)
    ]
    assert [run.communicate(timeout=120)[1] for run in runs] == [""] * 4
    memory = Memory(path)
    assert memory.stats()["sources"] >= 2904 and all(memory.person(f"句{n}") for n in range(4))
    assert bytes(data) in [p.read_bytes() for p in tmp_path.glob("m.sqlite.damaged-*")]


def test_a_link_to_a_damaged_memory_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    path = filled(tmp_path / "real" / "m.sqlite")
    data = path.read_bytes()
    path.write_bytes(data[: 60 * 4096] + b"\xff" * 4096 + data[61 * 4096 :])
    (tmp_path / "link.sqlite").symlink_to(path)
    assert "recovered" in Memory(tmp_path / "link.sqlite").notes[0]
    assert (tmp_path / "link.sqlite").is_symlink() and not Memory(path).notes
    assert len(list((tmp_path / "real").glob("*.damaged-*[0-9]"))) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.md", "# 我的笔记\n".encode(), "no translation memory"),
        ("plan.docx", b"PK\x03\x04" + bytes(500), "no translation memory"),
        ("broken.sqlite", b"this is no database at all" * 100, "no translation memory"),
    ],
)
def test_a_persons_document_is_no_memory_and_stays(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BilingualError, match=says):
        Memory(path)
    assert path.read_bytes() == content and [p.name for p in tmp_path.iterdir()] == [name]


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "places.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE places (id INTEGER PRIMARY KEY, url TEXT)")
    db.executemany("INSERT INTO places (url) VALUES (?)", [("x" * 3000,)] * 50)
    db.commit()
    db.close()
    for content in (path.read_bytes(), path.read_bytes()[:8192] + b"\xff" * 20000):  # whole, and damaged
        path.write_bytes(content)
        with pytest.raises(BilingualError, match="another program's database"):
            Memory(path)
        assert path.read_bytes() == content and [p.name for p in tmp_path.iterdir()] == ["places.sqlite"]


def test_folders_pipes_and_devices_are_no_memory(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    for name in ("folder", "pipe", "link", "/dev/null", "file/m.sqlite", "名" * 200 + ".sqlite"):
        with pytest.raises(BilingualError):
            Memory(tmp_path / name)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder", "link", "pipe"]


def test_a_lock_is_told_and_nothing_touched(tmp_path, monkeypatch):
    path = filled(tmp_path / "m.sqlite", 3)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.2)
    with pytest.raises(BilingualError, match="in use by a program"):
        Memory(path)
    other.execute("ROLLBACK")
    other.close()
    assert Memory(path).stats()["sources"] == 3 and not list(tmp_path.glob("*damaged*"))


def test_a_writer_that_waits_too_long_says_so(memory, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.2)
    impatient = Memory(memory.path)
    other = sqlite3.connect(memory.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BilingualError, match="in use by a program"):
        impatient.add([Unit("要", "must", State.REVIEWED)])
    other.execute("ROLLBACK")
    assert impatient.add([Unit("要", "must", State.REVIEWED)]) == 1


def test_a_full_disk_is_told_and_costs_nothing(memory):
    """SQLite's own limit on the size of a file raises the error of a full disk."""
    memory.add([Unit("要改革。", "Reform.", State.REVIEWED)])
    (pages,) = memory._db.execute("PRAGMA page_count").fetchone()
    memory._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(BilingualError, match="disk is full"):
        memory.add(Unit(f"第{i}句。" * 200, "x", State.REVIEWED) for i in range(200))
    assert [u.source for u in memory.units()] == ["要改革。"]
    memory._db.execute("PRAGMA max_page_count = 1000000")
    assert memory.add([Unit("要", "must", State.REVIEWED)]) == 1


@pytest.mark.skipif(not shutil.which("setpriv"), reason="the tests may run as root, who may write everything")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_memory_that_may_only_be_read_is_read(tmp_path, closed):
    folder = tmp_path / "f"
    folder.mkdir()
    path = filled(folder / "m.sqlite", 3)
    (path if closed == "file" else folder).chmod(0o444 if closed == "file" else 0o555)
    script = f"""
from bilingual.model.document import State
from bilingual.model.errors import BilingualError
from bilingual.translation.memory import Memory, Unit
memory = Memory({str(path)!r})
print(memory.notes[0])
print(memory.person("完成第1项任务，抓好落实。").target, memory.add([Unit("甲", "a", State.TRANSLATED, key="k")]))
try:
    memory.add([Unit("乙", "b", State.REVIEWED)])
except BilingualError as error:
    print(error)
"""
    command = (
        ["setpriv", "--inh-caps=-all", "--bounding-set=-all", sys.executable, "-c", script]
        if os.getuid() == 0
        else [sys.executable, "-c", script]
    )
    before = path.read_bytes()
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60
    )
    folder.chmod(0o755)
    lines = done.stdout.splitlines()
    assert (
        "may only be read" in lines[0]
        and lines[1] == "Task 1 is done." * 3 + " 0"
        and "make it and its folder writable" in lines[2]
    ), done.stderr
    assert path.read_bytes() == before and [p.name for p in folder.iterdir()] == ["m.sqlite"]


def test_a_memory_of_the_first_version_goes_on(tmp_path):
    path = tmp_path / "m.sqlite"
    db = sqlite3.connect(path)
    db.executescript("""CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL, key TEXT,
    document TEXT NOT NULL DEFAULT '', engine TEXT NOT NULL DEFAULT '', glossary TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    extra TEXT NOT NULL DEFAULT '{}');
    CREATE INDEX IF NOT EXISTS person ON unit (source) WHERE key IS NULL; PRAGMA user_version = 1;
    INSERT INTO unit (source, target, state, changed)
    VALUES ('增长５%。', 'Growth was 5%.', 'reviewed', '2026-01-01');""")
    db.close()
    memory = Memory(path)
    assert not memory.notes and memory.person("增长5%。").target == "Growth was 5%."
    memory.close()
    assert Memory(path).stats()["sources"] == 1


@pytest.mark.parametrize(
    "typed",
    [
        "要坚持“稳中求进”，增长5.2%。",
        "要坚持「稳中求进」，增长５．２％。",
        '要坚持"稳中求进",增长5.2%。',
        "要坚持 “稳中求进” ， 增长 5.2%。",
        "要堅持“穩中求進”，增長5.2%。",
        "要坚持\u200b“稳中求进”，增长5.2%。",
    ],
)
def test_a_sentence_is_found_however_it_is_typed(memory, typed):
    memory.add([Unit("要坚持“稳中求进”，增长5.2%。", "Pursue progress; grow 5.2%.", State.REVIEWED)])
    assert memory.person(typed).target == "Pursue progress; grow 5.2%."
    assert memory.person("要坚持“稳中求进”，增长52%。") is None


def test_different_numbers_are_never_the_same(memory):
    memory.add([Unit("储量约为10⁸吨。", "10⁸ tons.", State.REVIEWED), Unit("第1 2项。", "Items 1, 2.", State.REVIEWED)])
    assert memory.person("储量约为108吨。") is None and memory.person("第12项。") is None


def tmx_of(path, *units, head="<tmx version='1.4'><header/><body>", tail="</body></tmx>"):
    path.write_text(head + "".join(units) + tail, encoding="utf-8")
    return path


def tu(*tuvs, attributes="", inside=""):
    return (
        f"<tu {attributes}>{inside}" + "".join(f'<tuv xml:lang="{c}"><seg>{t}</seg></tuv>' for c, t in tuvs) + "</tu>"
    )


def test_tmx_text_stands_in_any_element_but_codes(tmp_path):
    path = tmx_of(
        tmp_path / "m.tmx",
        tu(
            ("zh", "坚持<g id='1'>高质量<mrk>发展</mrk></g><x id='2'/>。"),
            ("en", "Pursue <hi>high-quality</hi> development."),
        ),
        tu(
            (
                "zh",
                " 推<bpt i='1'>&lt;b&gt;<sub>题</sub></bpt>进<ept i='1'>&lt;/b&gt;</ept>工<ph>x</ph>作<ut>y</ut>。 \n",
            ),
            ("en", "Advance<it>z</it>. "),
        ),
    )
    assert [(u.source, u.target) for u in tmx.read(path)] == [
        ("坚持高质量发展。", "Pursue high-quality development."),
        ("推进工作。", "Advance."),
    ]


@pytest.mark.parametrize(
    "code",
    [*"zh zh-CN ZH-HANS zh_CN zho chi cmn cmn-Hans-CN cn Chinese zh-TW 中文 zh-cmn-Hans".split(),
     "Chinese (Simplified)"],
)
@pytest.mark.parametrize("english", ["en", "EN-us", "eng", "English", "en_GB"])
def test_language_codes_of_all_kinds(tmp_path, code, english):
    assert [u.target for u in tmx.read(tmx_of(tmp_path / "m.tmx", tu((code, "改革"), (english, "reform"))))] == [
        "reform"
    ]


def test_simplified_before_traditional_and_namespaces(tmp_path):
    path = tmx_of(
        tmp_path / "m.tmx",
        tu(("zh-TW", "擴大內需"), ("zh-CN", "扩大内需"), ("en", "expand demand")),
        tu(("zh-Hant", "改革"), ("en", "reform")),
        head='<tmx xmlns="http://www.lisa.org/tmx14" version="1.4"><body>',
    )
    assert [u.source for u in tmx.read(path)] == ["扩大内需", "改革"]


def test_what_is_left_out_of_a_tmx_is_told(run, tmp_path):
    level = '<prop type="x-ConfirmationLevel">{}</prop>'.format
    tmx_of(
        tmp_path / "m.tmx",
        tu(("zh", "改革"), ("en", "reform"), inside=level("ApprovedTranslation")),
        tu(("zh", "开放"), ("en", "opening"), inside=level("Draft")),
        tu(("zh", "退回"), ("en", "x"), inside=level("RejectedTranslation")),
        tu(("zh", "机器"), ("en", "machine"), attributes='creationid="MT!"'),
        tu(("de", "x"), ("en", "y")),
        tu(("zh", "法"), ("fr", "loi")),
        "<tu><tuv xml:lang='zh'/><tuv xml:lang='en'><seg>x</seg></tuv></tu>",
        tu(("yue", "嘅"), ("en", "of")),
    )
    done = run("memory", "import", "m.tmx", "--memory", "m.sqlite")
    assert done.returncode == 0 and done.stdout == "1 sentence\n"
    for words in (
        "7 left out",
        "2 marked as a draft",
        "1 machine translation",
        "2 without Chinese",
        "1 without English",
        "1 without text",
        "yue",
        "fr",
    ):
        assert words in done.stderr, done.stderr


def test_the_machines_sentences_do_not_come_back_as_a_persons(memory, tmp_path):
    memory.add([Unit("甲", "a", State.TRANSLATED, key="k"), Unit("乙", "b", State.REVIEWED, who="li")])
    assert tmx.write(memory.units(), tmp_path / "all.tmx") == 2
    assert [u.source for u in tmx.read(tmp_path / "all.tmx")] == ["乙"]


def test_a_tmx_that_breaks_off_adds_nothing(memory, tmp_path):
    path = tmx_of(tmp_path / "m.tmx", *[tu(("zh", f"第{i}项"), ("en", "x")) for i in range(50)], tail="<tu>")
    with pytest.raises(BilingualError, match="m.tmx"):
        memory.add(tmx.read(path))
    assert memory.stats()["sources"] == 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells what a process took")
def test_a_large_tmx_comes_in_with_flat_memory(tmp_path):
    """6,000 units, 41 MB, above the limit for a text: whoever keeps them, as a tree or as units, takes as much."""
    path = tmx_of(
        tmp_path / "m.tmx",
        *[tu(("zh", f"第{i}项" + "重要工作要抓好落实" * 100), ("en", "important work " * 250)) for i in range(6_000)],
    )
    assert path.stat().st_size > MAX_TEXT_BYTES
    script = """
import re, sys
from pathlib import Path
from bilingual.exchange import tmx
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
next(tmx.read(Path(sys.argv[1])))
before = peak()
print(sum(1 for _ in tmx.read(Path(sys.argv[1]))), peak() - before)
"""
    done = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, capture_output=True, text=True, check=True)
    count, grown = map(int, done.stdout.split())
    assert count == 6_000 and grown < 20 * 2**10


def test_commands_tell_what_was_not_there(run, tmp_path):
    done = run("memory", "forget", "查无此句。", "--memory", "m.sqlite")
    assert done.returncode == 1 and "no sentence" in done.stderr
    (tmp_path / "notes.md").write_text("# 笔记", encoding="utf-8")
    done = run("memory", "stats", "--memory", "notes.md")
    assert done.returncode == 2 and "no translation memory" in done.stderr and "Traceback" not in done.stderr
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "# 笔记"


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
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
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
    units = [
        Unit(
            "要改革 & <开放>。", 'We "reform" & open <up>.', State.FINAL, document="a.md", who="li", note="note\nline"
        ),
        Unit("坚持。", "Persist.", State.REVIEWED, changed="2026-01-02T03:04:05+00:00"),
    ]
    memory.add(units)
    assert tmx.write(memory.units(people_only=True), tmp_path / "m.tmx") == 2
    with open(tmp_path / "m.tmx", "rb") as file:
        store = foreign.tmxfile.parsefile(file)
    assert {(u.source, u.target) for u in store.units} == {(u.source, u.target) for u in units}
    store.savefile(str(tmp_path / "theirs.tmx"))
    back = {u.source: u for u in tmx.read(tmp_path / "theirs.tmx")}
    assert back["要改革 & <开放>。"].state is State.FINAL
    assert (back["要改革 & <开放>。"].note, back["要改革 & <开放>。"].document, back["坚持。"].changed) == (
        "note\nline",
        "a.md",
        units[1].changed,
    )
    theirs = foreign.tmxfile()
    theirs.addtranslation("共同富裕", "zh", "common prosperity", "en")
    theirs.savefile(str(tmp_path / "other.tmx"))
    assert [(u.source, u.target) for u in tmx.read(tmp_path / "other.tmx")] == [("共同富裕", "common prosperity")]


def test_hostile_tmx(tmp_path):
    bomb = tmp_path / "bomb.tmx"
    bomb.write_text(
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><body><tu>'
        '<tuv xml:lang="zh"><seg>&a;改</seg></tuv>'
        '<tuv xml:lang="en"><seg>x</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert all("root" not in u.source for u in tmx.read(bomb))
    (tmp_path / "no.tmx").write_text("<html/>")
    with pytest.raises(BilingualError, match="no TMX"):
        list(tmx.read(tmp_path / "no.tmx"))
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    (tmp_path / "laughs.tmx").write_text(
        f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{laughs}]><tmx version="&a11;"><body/></tmx>'
    )
    with pytest.raises(BilingualError, match="no TMX"):
        list(tmx.read(tmp_path / "laughs.tmx"))


def test_commands(run, tmp_path):
    translate = lambda: run("translate", SAMPLES / "notice.txt", "--memory", "m.sqlite", "-f", "en.md")
    assert translate().returncode == 0
    Memory(tmp_path / "m.sqlite").add(
        [Unit("各市、县人民政府，省政府各部门：", "To all whom it concerns:", State.REVIEWED)]
    )
    assert translate().returncode == 0
    assert "To all whom it concerns" in (tmp_path / "outputs" / "notice.en.md").read_text(encoding="utf-8")
    assert "people, reviewed" in run("memory", "stats", "--memory", "m.sqlite").stdout
    assert "To all whom" in run("memory", "search", "各部门", "--memory", "m.sqlite").stdout
    assert run("memory", "export", "m.tmx", "--memory", "m.sqlite").returncode == 0
    assert run("memory", "import", "m.tmx", "--memory", "other.sqlite").stdout == "1 sentence\n"
    assert run("memory", "forget", "--machine", "--memory", "m.sqlite").returncode == 0
    assert Memory(tmp_path / "m.sqlite").stats() == {"sources": 1, "people, reviewed": 1}
    assert run("memory", "search", "无", "--memory", "m.sqlite").returncode == 1


def test_without_memory(run, tmp_path, private_home):
    assert run("translate", SAMPLES / "notice.txt", "--no-memory", "-f", "md").returncode == 0
    assert not (tmp_path / "m.sqlite").exists()
