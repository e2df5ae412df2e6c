"""What the tests share: the real embedded model, a package without term markup, and a private home."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import traceback
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings

# A run in the background of a shell has Ctrl+C ignored, and so would the programs that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Workers of a run share the cores: more threads than cores wait for each other.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# How long an example takes depends on what else the machine does.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
REAL_SAMPLE = ROOT.parent / "shared" / "samples" / "cewc-2023.md"


def pytest_collection_modifyitems(items):
    """The files that take longest come first, so that no worker begins with one when the others are done."""
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path])


def pytest_runtest_setup(item):
    """A test marked foreign("soffice", ...) needs these programs."""
    missing = [p for mark in item.iter_markers("foreign") for p in mark.args if not shutil.which(p)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="session", autouse=True)
def private_home(tmp_path_factory):
    """Nothing of the tests goes into the user's folders, and nothing of the user's into the tests.

    Caches are shared by the workers of a run.
    """
    home, base = tmp_path_factory.mktemp("home"), tmp_path_factory.getbasetemp()
    cache = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in (("HOME", home), ("XDG_DATA_HOME", home / "data"), ("XDG_CACHE_HOME", cache),
                             ("XDG_CONFIG_HOME", home / "config")):
            patch.setenv(name, str(folder))
        patch.delenv("ARGOS_PACKAGES_DIR", raising=False)
        yield home


@pytest.fixture(scope="session")
def engine():
    from bilingual.engine.load import load
    return load("embedded")


@pytest.fixture(scope="session")
def plain_package(tmp_path_factory) -> Path:
    """The embedded model as a package that knows nothing of terms: no markup, no alignment."""
    from bilingual.support.paths import builtin_model
    folder = tmp_path_factory.mktemp("plain")
    with zipfile.ZipFile(builtin_model()) as archive:
        archive.extractall(folder)
    root = next(folder.iterdir())
    metadata = json.loads((root / "metadata.json").read_text())
    for key in ("term_markup", "aligned", "max_source_tokens", "clause_joint"):
        metadata.pop(key, None)
    (root / "metadata.json").write_text(json.dumps(metadata))
    return root


@pytest.fixture(scope="session")
def plain_archive(plain_package, tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("archive") / "plain"
    made = shutil.make_archive(str(base), "zip", plain_package.parent)
    return Path(made).rename(base.with_suffix(".argosmodel"))


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A function that has LibreOffice save a file as another kind, and says where; one profile serves a worker."""
    profile = tmp_path_factory.mktemp("office")

    def convert(path: Path, kind: str, folder: Path) -> Path:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind,
                        "--outdir", folder, path], check=True, capture_output=True, timeout=180)
        return folder / f"{path.stem}.{kind.partition(':')[0]}"
    return convert


@pytest.fixture
def no_network(monkeypatch):
    """Any attempt to open a connection fails the test."""
    def refuse(*args, **kwargs):
        raise AssertionError("the network was touched")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@dataclass(frozen=True)
class Done:
    """How a command ended, with the names that subprocess uses."""
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(tmp_path, run_process):
    """Run the command as a user types it, in an empty folder, inside this process; with a time limit, in its own."""
    from bilingual.cli import main

    def call(*args, cwd=tmp_path, input=None, timeout=None):  # noqa: A002 - the name that subprocess gives it
        if timeout:
            return run_process(*args, cwd=cwd, input=input, timeout=timeout)
        before = Path.cwd()
        os.chdir(cwd)
        try:
            result = CliRunner().invoke(main, [str(a) for a in args], input=input, prog_name="bilingual")
        finally:
            os.chdir(before)
        error = result.exception
        fault = "" if error is None or isinstance(error, SystemExit) else "".join(traceback.format_exception(error))
        return Done(result.exit_code, result.stdout, result.stderr + fault)
    return call


@pytest.fixture
def run_process(tmp_path):
    """Run the command in a process of its own: for time limits, signals, and once for each command."""
    def call(*args, cwd=tmp_path, **kwargs):
        return subprocess.run([sys.executable, "-m", "bilingual", *map(str, args)], cwd=cwd, capture_output=True,
                              text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, **kwargs)
    return call


def document_of(*texts: str, kind: str = "paragraph"):
    """A segmented document of some paragraphs."""
    from bilingual import segmenter
    from bilingual.model.document import Block, Document
    return segmenter.segment(Document(Path("test.md"), "md", [Block(kind, t) for t in texts]))


def glossary_of(*pairs, **entries):
    from bilingual.glossary import Entry, Glossary
    return Glossary([p if isinstance(p, Entry) else Entry(*p) for p in pairs], ["test.xlsx"])
