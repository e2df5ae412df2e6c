"""bilingual corpus: with real workers, which are killed, stopped and starved; what it writes, and what it does not
do twice.
"""

import csv
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES

SENTENCES = (
    "推动高质量发展。",
    "加快建设现代化产业体系。",
    "扩大国内需求。",
    "促进区域协调发展。",
    "防范化解重大风险。",
    "深化农村改革。",
    "保障和改善民生。",
    "坚持人民至上。",
)


def documents(folder: Path, count: int) -> list[Path]:
    """Small documents that share no sentence."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"d{n}.md" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(
            f"# 第{n + 1}号文件\n\n全省今年安排{n + 11}个项目。{SENTENCES[n % len(SENTENCES)][:-1]}{n + 3}年。\n",
            encoding="utf-8",
        )
    return paths


@pytest.fixture
def corpus(tmp_path):
    """Run the command in a process of its own; `on` sees each event as it comes."""

    def call(*args, on=lambda event, process: None, timeout=240):
        command = [sys.executable, "-m", "bilingual", "corpus", *map(str, args), "--json"]
        with (
            open(tmp_path / "stderr", "w+", encoding="utf-8") as said,
            subprocess.Popen(
                command,
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            ) as process,
        ):
            events, end = [], time.monotonic() + timeout
            for line in process.stdout:
                events.append(json.loads(line))
                on(events[-1], process)
                assert time.monotonic() < end
            process.wait(timeout)
            said.seek(0)
            return process.returncode, events, said.read()

    return call


def kinds(events, kind: str) -> list[str]:
    return [e["document"] for e in events if e["event"] == kind]


def rows(folder: Path) -> list[dict]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("rows-*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def failures(folder: Path) -> dict[str, tuple[str, str]]:
    with open(folder / "failed.csv", encoding="utf-8-sig", newline="") as file:
        return {r["document"]: (r["reason"], r["attempts"]) for r in csv.DictReader(file)}


def outputs(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.bilingual.*") if p.is_file()}


def gone(pid: int) -> bool:
    for _ in range(300):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_two_workers_write_what_a_serial_run_writes_and_a_second_run_does_nothing(corpus, run_process, tmp_path):
    documents(tmp_path / "in", 5)
    (tmp_path / "in" / "deep").mkdir()
    (tmp_path / "in" / "deep" / "other.txt").write_text("坚持稳中求进工作总基调。", encoding="utf-8")
    formats = ("-f", "md", "-f", "html")
    status, events, _ = corpus("in", "-o", "out", "--workers", 2, *formats)
    assert status == 0 and len(kinds(events, "document")) == 6 and events[-1]["done"] == 6
    assert run_process("translate", "in", "-o", "serial", "--no-memory", *formats).returncode == 0
    assert {Path(n).name: c for n, c in outputs(tmp_path / "out").items()} == outputs(tmp_path / "serial")
    assert "deep/other.bilingual.md" in outputs(tmp_path / "out")

    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.bilingual.*")}
    status, events, _ = corpus("in", "-o", "out", "--workers", 2, *formats)
    assert status == 0 and not kinds(events, "begin") and events[-1]["done"] == 6
    assert before == {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.bilingual.*")}

    (tmp_path / "in" / "d3.md").write_text("扩大内需。", encoding="utf-8")
    _, events, _ = corpus("in", "-o", "out", "--workers", 2, *formats)
    assert kinds(events, "begin") == ["in/d3.md"]
    assert json.loads((tmp_path / "out" / "report.json").read_text())["done"] == 6


def test_a_worker_that_is_killed_costs_its_document_an_attempt_and_leaves_nothing(corpus, tmp_path, monkeypatch):
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    documents(tmp_path / "in", 4)
    victim = tmp_path / "in" / "victim.md"
    victim.write_bytes((SAMPLES / "work-conference.md").read_bytes())
    killed = []

    def kill_once(event, process):
        if event["event"] == "begin" and event["document"] == "in/victim.md" and not killed:
            killed.append(event["worker"])
            os.kill(event["worker"], signal.SIGKILL)

    status, events, _ = corpus("in", "-o", "out", "--to", "jsonl", "--workers", 2, "--no-memory", on=kill_once)
    assert not list((tmp_path / "tmp").iterdir()), "a worker's private files outlive it"
    assert (
        status == 0
        and killed
        and sorted(kinds(events, "document")) == sorted(f"in/{p.name}" for p in (tmp_path / "in").iterdir())
    )
    assert kinds(events, "begin").count("in/victim.md") == 2
    assert corpus("in", "-o", "calm", "--to", "jsonl", "--workers", 1)[0] == 0
    assert (tmp_path / "out" / "rows-00001.jsonl").read_bytes() == (tmp_path / "calm" / "rows-00001.jsonl").read_bytes()


@pytest.mark.slow
def test_a_document_that_kills_or_hangs_its_worker_fails_alone_and_can_be_tried_again(corpus, tmp_path):
    documents(tmp_path / "in", 3)
    for name in ("poison", "tar"):
        (tmp_path / "in" / f"{name}.md").write_bytes((SAMPLES / "work-conference.md").read_bytes())

    def harm(event, process):
        if event["event"] == "begin" and event["document"] in ("in/poison.md", "in/tar.md"):
            os.kill(event["worker"], signal.SIGKILL if "poison" in event["document"] else signal.SIGSTOP)

    status, events, said = corpus("in", "-o", "out", "-f", "md", "--workers", 2, "--time-limit", 15, on=harm)
    failed = failures(tmp_path / "out")
    assert status == 2 and set(failed) == {"in/poison.md", "in/tar.md"} and "--time-limit" in said
    assert "SIGKILL" in failed["in/poison.md"][0] and "longer than the 15 s" in failed["in/tar.md"][0]
    assert {attempts for _, attempts in failed.values()} == {"2"}
    assert len(kinds(events, "document")) == 3

    assert not kinds(corpus("in", "-o", "out", "-f", "md")[1], "begin")
    status, events, _ = corpus("in", "-o", "out", "-f", "md", "--retry", "--workers", 1)
    assert status == 0 and len(kinds(events, "begin")) == 2 and not (tmp_path / "out" / "failed.csv").exists()


def test_what_cannot_be_read_or_takes_too_much_is_told_with_its_reason(corpus, tmp_path):
    documents(tmp_path / "in", 1)
    (tmp_path / "in" / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    status, _, _ = corpus("in", "-o", "out", "-f", "md", "--workers", 1)
    assert (
        status == 2
        and list(failures(tmp_path / "out")) == ["in/broken.docx"]
        and "broken" in (tmp_path / "out" / "report.html").read_text()
    )


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="the system does not tell how much memory a process has"
)
def test_a_document_that_eats_memory_fails_alone(corpus, tmp_path):
    from bilingual.corpus.attendant import resident

    documents(tmp_path / "in", 2)
    used = []
    corpus(
        "in",
        "-o",
        "calm",
        "-f",
        "md",
        "--workers",
        1,
        on=lambda e, _: e["event"] == "begin" and used.append(resident(e["worker"])),
    )
    (tmp_path / "in" / "c.txt").write_text("".join(f"全省安排{n}个项目。\n" for n in range(150_000)), encoding="utf-8")
    status, events, _ = corpus("in", "-o", "out", "-f", "md", "--workers", 1, "--memory-limit", int(max(used)) + 80)
    failed = failures(tmp_path / "out")
    assert (
        status == 2
        and list(failed) == ["in/c.txt"]
        and "MB of memory" in failed["in/c.txt"][0]
        and len(kinds(events, "document")) == 2
    )
    status, _, said = corpus("in", "-o", "none", "-f", "md", "--workers", 1, "--memory-limit", 20)
    assert status == 2 and "No worker can be started" in said and "20 MB" in said


def test_a_run_that_is_told_to_stop_says_how_to_go_on_and_loses_nothing(corpus, tmp_path):
    documents(tmp_path / "in", 3)
    (tmp_path / "in" / "a-long-one.md").write_bytes((SAMPLES / "work-conference.md").read_bytes())
    pids = set()

    def stop(event, process):
        if event["event"] == "begin":
            pids.add(event["worker"])
            process.send_signal(signal.SIGTERM)

    status, events, said = corpus("in", "-o", "out", "--to", "jsonl", "--workers", 1, on=stop)
    assert status == 130 and "the same command goes on" in said and all(map(gone, pids))
    assert len(kinds(events, "document")) < 4
    status, events, _ = corpus("in", "-o", "out", "--to", "jsonl", "--workers", 2)
    assert status == 0 and events[-1]["done"] == 4 and len({r["id"] for r in rows(tmp_path / "out")}) == 4


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_workers_end_with_a_run_that_is_killed_and_the_next_run_takes_over(corpus, tmp_path):
    documents(tmp_path / "in", 3)
    pids = []

    def kill(event, process):
        if event["event"] == "begin":
            pids.append(event["worker"])
            process.kill()

    status, _, _ = corpus("in", "-o", "out", "-f", "md", "--workers", 1, on=kill)
    assert status == -signal.SIGKILL and gone(pids[0])
    status, events, _ = corpus("in", "-o", "out", "-f", "md", "--workers", 1)
    assert status == 0 and events[-1]["done"] == 3


@pytest.mark.slow
@pytest.mark.parametrize("shards", [("1/2", "2/2"), ("1/1", "1/1")], ids=["shards", "claims"])
def test_two_runs_on_one_folder_share_the_work(tmp_path, corpus, shards):
    documents(tmp_path / "in", 8)
    command = [
        sys.executable,
        "-m",
        "bilingual",
        "corpus",
        "in",
        "-o",
        "out",
        "--to",
        "jsonl",
        "--workers",
        "1",
        "--json",
        "--shard",
    ]
    runs = [
        subprocess.Popen(
            [*command, shard],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for shard in shards
    ]
    said = [run.communicate(timeout=240)[0] for run in runs]
    begun = [e["document"] for text in said for e in map(json.loads, text.splitlines()) if e["event"] == "begin"]
    assert [run.returncode for run in runs] == [0, 0] and sorted(begun) == [f"in/d{n}.md" for n in range(8)]
    assert corpus("in", "-o", "alone", "--to", "jsonl", "--workers", 1)[0] == 0
    assert (tmp_path / "out" / "rows-00001.jsonl").read_bytes() == (
        tmp_path / "alone" / "rows-00001.jsonl"
    ).read_bytes()


def test_tables_archives_patterns_and_lists_are_sources(corpus, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    (tmp_path / "crawl.jsonl").write_text(
        "".join(json.dumps({"id": f"n{n}", "text": t, "url": "x"}) + "\n" for n, t in enumerate(SENTENCES[:3]))
    )
    (tmp_path / "table.csv").write_text("编号,正文\n甲,深化农村改革。\n乙,\n丙,坚持人民至上。\n", encoding="utf-8-sig")
    parquet.write_table(pyarrow.table({"body": ["保障和改善民生。"]}), tmp_path / "more.parquet")
    one, two = documents(tmp_path / "loose", 2)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(one, "a/one.md")
        archive.writestr("../../evil.md", "坚持稳中求进。")
        archive.writestr("picture.png", b"no text")
    with tarfile.open(tmp_path / "all.tar.gz", "w:gz") as archive:
        archive.add(two, "two.md")
    (tmp_path / "list.txt").write_text("# some\nloose/d1.md\n")
    status, _, said = corpus(
        "crawl.jsonl", "table.csv", "all.zip", "all.tar.gz", "loose/*0.md", "@list.txt", "-o", "out", "--to", "jsonl"
    )
    assert status == 0, said
    found = {}
    for row in rows(tmp_path / "out"):
        found.setdefault(row["id"], []).append(row["en"])
    assert list(found) == [
        "crawl.jsonl:n0",
        "crawl.jsonl:n1",
        "crawl.jsonl:n2",
        "table.csv:甲",
        "table.csv:丙",
        "all.zip/a/one.md",
        "all.zip/../../evil.md",
        "all.tar.gz/two.md",
        "loose/d0.md",
        "loose/d1.md",
    ]
    assert found["all.zip/a/one.md"] == found["loose/d0.md"] and found["all.tar.gz/two.md"] == found["loose/d1.md"]
    assert "high-quality development" in found["crawl.jsonl:n0"][0]

    status, _, _ = corpus("all.zip", "table.csv", "-o", "files", "-f", "md")
    assert status == 0 and set(outputs(tmp_path / "files")) == {
        "all/a/one.bilingual.md",
        "all/evil.bilingual.md",
        "table/甲.bilingual.md",
        "table/丙.bilingual.md",
    }
    status, _, said = corpus("more.parquet", "-o", "out2", "--to", "parquet")
    assert status == 2 and "--text-column" in said and "body" in said
    assert corpus("more.parquet", "-o", "out2", "--to", "parquet", "--text-column", "body")[0] == 0
    made = parquet.read_table(tmp_path / "out2" / "rows-00001.parquet").to_pylist()
    assert [r["zh"] for r in made] == ["保障和改善民生。"] and made[0]["en"] and made[0]["terms"]


def test_a_sentence_of_many_documents_is_translated_once(corpus, tmp_path):
    (tmp_path / "in").mkdir()
    for n in range(6):
        (tmp_path / "in" / f"{n}.txt").write_text(f"坚持稳中求进工作总基调。\n本文件共{n + 5}条。\n", encoding="utf-8")
    corpus("in", "-o", "out", "-f", "md", "--workers", 1, "--memory", "shared.sqlite")
    from bilingual.translation.memory import Memory

    memory = Memory(tmp_path / "shared.sqlite")
    assert memory.stats()["machine, translated"] == 7
    records = [
        json.loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "out" / ".bilingual").glob("*.document.json")
    ]
    origins = [
        s["origin"]
        for r in records
        for b in r["document"]["blocks"]
        for s in b["segments"]
        if s["source"].startswith("坚持")
    ]
    assert sorted(origins) == ["memory"] * 5 + ["new"]


@pytest.mark.parametrize(
    "args, words",
    [
        (("nowhere", "-o", "out"), "no file or folder nowhere"),
        (("in", "-o", "out", "--shard", "3/2"), "write 2/3"),
        (("in", "-o", "out", "--to", "jsonl", "-f", "md"), "name one of them"),
        (("*.none", "-o", "out"), "Nothing matches"),
        (("one.zip", "-o", "out", "-f", "same"), "unpack them"),
    ],
)
def test_mistakes_are_told_in_a_sentence(run, tmp_path, args, words):
    documents(tmp_path / "in", 1)
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.write(tmp_path / "in" / "d0.md", "d0.md")
    done = run("corpus", *args)
    assert done.returncode == 2 and words in done.stderr and done.stderr.startswith("bilingual: ")


def test_who_is_first_has_a_claim_and_what_nobody_cares_for_is_taken_over(tmp_path):
    from bilingual.corpus.ledger import STALE, Ledger
    from bilingual.support.files import host

    ledger = Ledger(tmp_path)
    claims = tmp_path / ".bilingual" / "corpus" / "claims"
    assert ledger.claim("a" * 32) and not ledger.claim("a" * 32)
    ledger.release("a" * 32)
    assert ledger.claim("a" * 32)
    (claims / ("b" * 32)).write_text(f"{host()} {os.getppid()} x")  # a process that lives
    (claims / ("c" * 32)).write_text("another 1 x")  # another machine, just now
    (claims / ("d" * 32)).write_text(f"{host()} {2**22 + 5} x")  # no process
    assert not ledger.claim("b" * 32) and not ledger.claim("c" * 32) and ledger.claim("d" * 32)
    os.utime(claims / ("c" * 32), (time.time() - 2 * STALE,) * 2)
    assert ledger.claim("c" * 32)


@pytest.mark.slow
def test_a_dask_cluster_does_the_same_work(corpus, tmp_path):
    pytest.importorskip("distributed")
    documents(tmp_path / "in", 4)
    status, events, said = corpus("in", "-o", "out", "--to", "jsonl", "--cluster", "local", "--workers", 2)
    assert status == 0 and events[-1]["done"] == 4 and "dashboard: http://127.0.0.1" in said
    assert corpus("in", "-o", "alone", "--to", "jsonl", "--workers", 1)[0] == 0
    assert (tmp_path / "out" / "rows-00001.jsonl").read_bytes() == (
        tmp_path / "alone" / "rows-00001.jsonl"
    ).read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell whose child a process is")
def test_killed_workers_of_a_cluster_cost_no_document(corpus, tmp_path):
    """First the process that translates, then the Dask worker that it belongs to, each in the middle of its work."""
    pytest.importorskip("distributed")
    documents(tmp_path / "in", 12)
    seen, killed = [], []

    def harm(event, process):
        if event["event"] == "begin":
            seen.append(event["worker"])
        if event["event"] == "document" and len(killed) < 2 and seen[-1] not in killed:
            with suppress(OSError):  # it has ended by now: the next one
                status = Path(f"/proc/{seen[-1]}/status").read_text()
                victim = int(re.search(r"PPid:\s+(\d+)", status)[1]) if killed else seen[-1]
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

    status, events, said = corpus("in", "-o", "out", "-f", "md", "--cluster", "local", "--workers", 2, on=harm)
    assert status == 0 and events[-1]["done"] == 12 and len(killed) == 2, said
    assert len(list((tmp_path / "out").rglob("*.bilingual.md"))) == 12
    assert not (tmp_path / "out" / "failed.csv").exists()
    assert all(map(gone, set(seen))), "a worker lives on without the cluster"


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_waited_for(corpus, tmp_path):
    pytest.importorskip("distributed")
    documents(tmp_path / "in", 6)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(*words):
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]],
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    scheduler = lambda: start(
        "dask_scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard"
    )
    running = [scheduler()]
    for _ in range(600):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))):
                break
        time.sleep(0.1)
    running += [start("dask_worker", address, "--nthreads", "1", "--no-dashboard", "--death-timeout", "120")]
    restarted = []

    def restart(event, process):
        if event["event"] == "document" and not restarted:
            restarted.append(1)
            running[0].kill()
            running[0].wait()
            running[1].kill()
            running[:0] = [scheduler(), start("dask_worker", address, "--nthreads", "1", "--no-dashboard")]

    try:
        status, events, said = corpus("in", "-o", "out", "-f", "md", "--cluster", address, on=restart)
    finally:
        for process in running:
            process.kill()
    assert status == 0 and events[-1]["done"] == 6 and restarted and "is gone" in said, said


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="needs a small disk")
def test_a_full_disk_ends_the_run_and_no_document_fails(corpus, tmp_path):
    documents(tmp_path / "in", 3)
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", small], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        (small / "ballast").write_bytes(bytes(10_300_000))
        status, _, said = corpus("in", "-o", "small/out", "--workers", 1)
        assert status == 2 and "disk is full" in said and not (small / "out" / "failed.csv").exists()
        (small / "ballast").unlink()
        status, events, said = corpus("in", "-o", "small/out", "--workers", 1)
        assert status == 0 and events[-1]["done"] == 3, said
    finally:
        subprocess.run(["umount", "-l", small])
