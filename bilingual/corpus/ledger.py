"""What is done: a file for each item, written last; a claim while somebody works on it. All in the output folder.

Several runs, on several machines, may share the folder: each file is made whole or not at all, and who makes a claim's
file first has it.
"""

from __future__ import annotations

import csv
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bilingual.support.files import alive, host, replacing
from bilingual.writers import STORE

FOLDER = Path(STORE) / "corpus"
STALE = 90.0  # seconds without a heartbeat, after which a claim of another machine counts for nothing
HEARTBEAT = 15.0  # seconds between heartbeats
FAILED = "failed.csv"


@dataclass
class Result:
    """What became of one document, as the report needs it.

    `terms` counts what became of terms, `missing` the terms that are missing, `issues` the issues by check, `phrases`
    phrases that the glossary does not know. `error` says why there is no English; then `attempts` is how often it
    was tried.
    `finished` is in seconds since 1970.
    """

    label: str
    segments: int = 0
    characters: int = 0
    seconds: float = 0.0
    finished: float = 0.0
    terms: dict[str, int] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    issues: dict[str, int] = field(default_factory=dict)
    errors: int = 0
    phrases: dict[str, int] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""
    attempts: int = 1


@dataclass
class Done:
    """What became of an item: its documents, in order."""

    label: str
    results: list[Result] = field(default_factory=list)


class Ledger:
    """The state of a corpus in an output folder."""

    def __init__(self, out: Path):
        self.out, self.folder = out, out / FOLDER
        self._me = f"{host()} {os.getpid()} {secrets.token_hex(4)}"
        self._held: set[str] = set()
        for name in ("done", "claims", "parts"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def finished(self) -> set[str]:
        """The keys of all items that are done."""
        return {
            entry.name.removesuffix(".json")
            for part in _subfolders(self.folder / "done")
            for entry in os.scandir(part)
            if entry.name.endswith(".json") and not entry.name.startswith(".")
        }

    def done(self, key: str) -> Done | None:
        """What became of an item; None where it is not done, or its file is damaged."""
        try:
            return msgspec.json.decode(self._done(key).read_bytes(), type=Done)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def record(self, key: str, done: Done) -> None:
        """Write down that an item is done; its outputs are in place."""
        with replacing(self._done(key)) as temporary:
            temporary.write_bytes(msgspec.json.encode(done))

    def forget(self, key: str) -> None:
        """Let an item be done again."""
        self._done(key).unlink(missing_ok=True)

    def part(self, key: str) -> Path:
        """Where the rows of an item are kept until they are put together."""
        return self.folder / "parts" / key[:2] / f"{key}.jsonl"

    def claim(self, key: str) -> bool:
        """Take an item, so that no other run does it; false where another has it."""
        path = self._claim(key)
        for _ in range(2):
            with suppress(FileExistsError):
                handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(self._me)
                self._held.add(key)
                return True
            if not self._abandoned(path):
                return False
        return False

    def release(self, key: str) -> None:
        self._held.discard(key)
        self._claim(key).unlink(missing_ok=True)

    def release_all(self) -> None:
        for key in list(self._held):
            self.release(key)

    def beat(self) -> None:
        """Tell other machines that the claims are meant; to be called every HEARTBEAT seconds."""
        for key in list(self._held):
            with suppress(FileNotFoundError):
                os.utime(self._claim(key))

    def _abandoned(self, path: Path) -> bool:
        """Whether a claim's owner is gone; then the claim is removed."""
        try:
            owner, made = path.read_text(encoding="utf-8"), path.stat().st_mtime
        except FileNotFoundError:
            return True
        machine, _, rest = owner.partition(" ")
        process = rest.partition(" ")[0]
        if machine == host() and process.isdigit():
            gone = not alive(int(process)) or int(process) == os.getpid() and owner != self._me
        else:
            gone = self._now() - made > STALE
        if gone:
            aside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
            with suppress(FileNotFoundError):
                path.rename(aside)  # of two runs that see this, one succeeds
                if aside.read_text(encoding="utf-8") != owner:  # another was quicker: it is that one's
                    with suppress(FileExistsError):
                        os.link(aside, path)
                    gone = False
                aside.unlink(missing_ok=True)
        return gone

    def _now(self) -> float:
        """The time by the clock of the folder's file system, which may not be this machine's."""
        probe = self.folder / f".clock-{host()}-{os.getpid()}"
        probe.touch()
        os.utime(probe)
        seen = probe.stat().st_mtime
        probe.unlink(missing_ok=True)
        return seen

    def _done(self, key: str) -> Path:
        return self.folder / "done" / key[:2] / f"{key}.json"

    def _claim(self, key: str) -> Path:
        return self.folder / "claims" / key


def _subfolders(folder: Path) -> Iterator[str]:
    yield from (entry.path for entry in os.scandir(folder) if entry.is_dir())


def write_failed(results: Iterable[Result], path: Path) -> int:
    """Write the table of documents without English: document, reason, attempts. Returns how many; without any
    there is no file.
    """
    rows = [(r.label, r.error, r.attempts) for r in results if r.error]
    if not rows:
        path.unlink(missing_ok=True)
        return 0
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(("document", "reason", "attempts"))
        table.writerows(rows)
    return len(rows)
