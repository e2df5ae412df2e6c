"""Kills programs at their work, at chosen points, and looks whether anything was lost.

    python -m benchmarks faults [--kills N] [--seed N] [--jobs translate,apply,build,import]

A point is a file that is opened, renamed or removed, a folder that is made, or a statement that SQLite begins. At the
k-th point the process gets SIGKILL, SIGTERM or SIGINT. Then: every output is whole, every record and the memory can be
read, no edit of a person is gone, and the same command, given again, completes; after it no temporary file is left, no
file was taken for edited that nobody edited, and what was edited is in the outputs and in the memory.
"""
from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
POINTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree"}
TEXTS = ("要深化改革。", "要扩大开放。", "要保障民生。", "推动高质量发展。")
IN_PLACE, SENT_BACK = "An edit in the output folder itself.", "An edit in a file that came back."
SECONDS = 180  # for one command; a process that takes longer hangs


@dataclass(frozen=True)
class Job:
    """A command that is killed, in a project or in an ordinary folder."""
    name: str
    command: tuple[str, ...]
    project: bool = False


JOBS = {
    j.name: j
    for j in (
        Job(
            "translate",
            (
                "translate",
                "plan.md",
                "note.md",
                "-m",
                "embedded",
                "--memory",
                "m.sqlite",
                "-f",
                "docx",
                "-f",
                "html",
                "-f",
                "xlsx",
            ),
        ),
        Job("apply", ("review", "apply", "back.xlsx", "outputs/plan.bilingual.xlsx", "--memory", "m.sqlite")),
        Job("build", ("build",), project=True),
        Job("import", ("memory", "import", "theirs.tmx", "--memory", "m.sqlite")),
    )
}


def prepare(job: Job, folder: Path) -> None:
    """A folder in which somebody has translated, edited an output in place, got another back, and changed a source."""
    import openpyxl
    sources = folder / "sources" if job.project else folder
    sources.mkdir(parents=True)
    (sources / "plan.md").write_text("\n\n".join(TEXTS), encoding="utf-8")
    (sources / "note.md").write_text("\n\n".join(TEXTS[:2]), encoding="utf-8")
    if job.project:
        (folder / "bilingual.toml").write_text('memory = "m.sqlite"\nmodel = "embedded"\n', encoding="utf-8")
    make = JOBS["build"] if job.project else JOBS["translate"]
    _expect(folder, make.command, "the first run")
    _tmx(folder / "theirs.tmx")
    for path, row, text in (
        (folder / "back.xlsx", 3, SENT_BACK),
        (folder / "outputs" / "plan.bilingual.xlsx", 2, IN_PLACE),
    ):
        book = openpyxl.load_workbook(folder / "outputs" / "plan.bilingual.xlsx")
        book["Segments"].cell(row, 4, text)
        book.save(path)
    if job.name != "apply":
        for path in sources.glob("*.md"):
            path.write_text(path.read_text(encoding="utf-8") + "\n\n要推进创新。\n", encoding="utf-8")


def _tmx(path: Path) -> None:
    units = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>第{n}句。</seg></tuv><tuv xml:lang="en"><seg>Sentence {n}.</seg></tuv></tu>'
        for n in range(40)
    )
    path.write_text(
        '<tmx version="1.4"><header srclang="zh-CN" datatype="plaintext" segtype="sentence" adminlang="en" '
        f'creationtool="x" creationtoolversion="1" o-tmf="x"/><body>{units}</body></tmx>',
        encoding="utf-8",
    )


def in_process(folder: Path, command: tuple[str, ...], at: int = 0, number: int = 0) -> tuple[int, int]:
    """Run a command in a process of its own; it gets a signal at its `at`-th point.

    Returns the exit status and the points passed. The process is forked from a server that has imported the program and
    started no thread, whatever the caller has loaded.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bilingual.cli", "bilingual.pipeline", "bilingual.review", "bilingual.workspace"])
    count = context.Value("i", 0)
    process = context.Process(target=_child, args=(folder, dict(os.environ), command, at, number, count))
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
        raise AssertionError(f"{' '.join(command)} hung")
    return process.exitcode or 0, count.value


def _child(folder: Path, environment: dict[str, str], command: tuple[str, ...], at: int, number: int, count) -> None:
    os.environ.update(environment)
    os.chdir(folder)
    log = os.open("log.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115

    def point(*_) -> None:
        count.value += 1
        if count.value == at:
            os.kill(os.getpid(), number)

    def hook(event: str, args: tuple) -> None:
        if event in POINTS and not (event == "open" and isinstance(args[1], str) and args[1].startswith("r")):
            point()
    connect = sqlite3.connect

    def traced(*args, **options):
        database = connect(*args, **options)
        database.set_trace_callback(point)
        return database
    sqlite3.connect = traced
    from bilingual.cli import main
    sys.addaudithook(hook)
    main(list(command), prog_name="bilingual")


def _expect(folder: Path, command: tuple[str, ...], what: str) -> int:
    """Run a command that must end well. Returns the points it passed."""
    status, points = in_process(folder, command)
    assert status == 0, f"{what} ended with {status}: {(folder / 'log.txt').read_text(encoding='utf-8')[-600:]}"
    return points


def whole(folder: Path) -> None:
    """Every file that people or the program may open is whole. Raises AssertionError naming the one that is not."""
    import openpyxl

    from bilingual.translation.memory import Memory
    from bilingual.workspace.record import records

    for path in (
        p
        for p in folder.rglob("*")
        if p.is_file() and not any(x.startswith(".bilingual-") for x in p.relative_to(folder).parts)
    ):
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None, path
            if path.suffix == ".xlsx":
                openpyxl.load_workbook(path, read_only=True).close()
        if path.suffix == ".html":
            assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path
    assert list(records(folder / "outputs"))
    memory = Memory(folder / "m.sqlite")
    assert not memory.notes and not list(folder.glob("m.sqlite.*")), "the memory was taken for damaged"
    memory.close()


def edits(folder: Path) -> list[str]:
    """Which of the two edits are still in some spreadsheet of the folder."""
    import openpyxl
    found = set()
    for path in folder.rglob("*.xlsx"):
        if not any(x.startswith(".bilingual-") for x in path.relative_to(folder).parts):
            book = openpyxl.load_workbook(path, read_only=True)
            found |= {str(v) for row in book["Segments"].iter_rows(values_only=True) for v in row if v}
            book.close()
    return [t for t in (IN_PLACE, SENT_BACK) if t in found]


def case(job: Job, base: Path, folder: Path, at: int, number: int) -> None:
    """One kill and what must be true after it. Raises AssertionError that says what is not."""
    from bilingual.review.pending import unapplied
    from bilingual.workspace.record import records
    shutil.copytree(base, folder)
    in_process(folder, job.command, at, number)
    whole(folder)
    assert len(edits(folder)) == 2, "an edit is gone"
    _expect(folder, job.command, "the next run")
    whole(folder)
    if job.name != "import":
        aside = list((folder / "outputs").glob("*.edited-*"))
        assert len(aside) == 1, f"{len(aside)} files were taken for edited"
    waiting = [str(p.path.relative_to(folder)) for p in unapplied(records(folder / "outputs"), folder / "outputs")]
    _expect(folder, ("review", "apply", "back.xlsx", *waiting, "--memory", "m.sqlite"), "applying the edits")
    _everywhere(folder, job)


def _everywhere(folder: Path, job: Job) -> None:
    """Both edits are in the outputs and in the memory, and nothing half-made is left."""
    from bilingual.translation.memory import Memory
    page = (folder / "outputs" / "plan.bilingual.html").read_text(encoding="utf-8")
    memory = Memory(folder / "m.sqlite")
    for source, text in zip(TEXTS, (IN_PLACE, SENT_BACK), strict=False):
        unit = memory.person(source)
        assert text in page, f"“{text}” is not in the page"
        assert unit and unit.target == text, f"“{text}” is not in the memory"
    if job.name == "import":
        assert all((u := memory.person(f"第{n}句。")) and u.target == f"Sentence {n}." for n in range(40)), (
            "imported sentences are missing"
        )
    memory.close()
    left = list(folder.rglob(".bilingual-*"))
    assert not left, f"{left[0]} is left"


def run(
    kills: int, seed: int = 0, names: tuple[str, ...] = tuple(JOBS), told: Callable[[str], None] = print
) -> list[str]:
    """Kill the jobs `kills` times in all, their points and signals by turns. Returns what went wrong, a line a case."""
    wrong: list[str] = []
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary, home(Path(temporary) / "home"):
        for n, name in enumerate(names):
            job, base = JOBS[name], Path(temporary) / name
            prepare(job, base)
            shutil.copytree(base, base.with_name(f"{name}-whole"))
            points = _expect(base.with_name(f"{name}-whole"), job.command, f"{name} without a kill")
            share = kills // len(names) + (n < kills % len(names))
            places = [1 + (points * k + chance.randrange(points)) // max(1, share) for k in range(share)]
            failed = 0
            for k, at in enumerate(places):
                number = SIGNALS[k % len(SIGNALS)]
                folder = base.with_name("case")
                try:
                    case(job, base, folder, min(at, points), number)
                except Exception as error:  # noqa: BLE001  whatever it is, it is told
                    failed += 1
                    line = (
                        traceback.format_exc().strip().splitlines()[-1]
                        if not isinstance(error, AssertionError)
                        else str(error)
                    )
                    log = (
                        (folder / "log.txt").read_text(encoding="utf-8").strip().splitlines()[-1:]
                        if (folder / "log.txt").exists()
                        else []
                    )
                    wrong.append(f"{name}, {number.name} at point {at} of {points}: {line} {log}")
                    told(wrong[-1])
                shutil.rmtree(folder, ignore_errors=True)
            told(f"{name}: {share} kills at {points} points, {share - failed} survived")
    return wrong


@contextlib.contextmanager
def home(folder: Path):
    """Nothing of the user's is used, nothing of ours goes there."""
    before = dict(os.environ)
    os.environ.update(
        {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_CONFIG_HOME": str(folder / "config"),
        }
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def main(arguments: list[str]) -> None:
    """The command line: exits with 1 when something was lost."""
    ap = argparse.ArgumentParser(prog="python -m benchmarks faults", description=__doc__.splitlines()[0])
    ap.add_argument("--kills", type=int, default=216)
    ap.add_argument("--seed", type=int, default=0)
    ap.add_argument("--jobs", default=",".join(JOBS))
    args = ap.parse_args(arguments)
    wrong = run(args.kills, args.seed, tuple(args.jobs.split(",")))
    print(f"{args.kills} kills, {args.kills - len(wrong)} survived")
    sys.exit(1 if wrong else 0)
