"""Argos packages: find the installed ones, look into them, install them safely, and fetch the official one.

The folders are argostranslate's own, so that a package installed by either program serves both. argostranslate's
installer unpacks an archive without looking at it; this one checks first and never mixes two packages.
"""
from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bilingual.model.errors import BilingualError
from bilingual.support.limits import check_archive
from bilingual.support.paths import builtin_model, cache_folder, data_folder

MAX_DOWNLOAD_BYTES = 2 * 2**30
TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Package:
    """An unpacked zh→en package and where it came from: "installed", "embedded" or "file"."""
    path: Path
    origin: str
    metadata: dict

    @property
    def name(self) -> str:
        return f"translate-zh_en {self.version}" + (" (embedded)" if self.origin == "embedded" else "")

    @property
    def version(self) -> str:
        return str(self.metadata.get("package_version", "?"))

    @property
    def term_markup(self) -> tuple[str, str] | None:
        """The marks between which the model takes over a rendering; None when it was not trained to."""
        marks = self.metadata.get("term_markup")
        return tuple(marks) if marks else None

    @property
    def fingerprint(self) -> str:
        """Eight hex digits of the model's weights and vocabulary."""
        digest = hashlib.sha256()
        for name in ("model/model.bin", "sentencepiece.model", "bpe.model", "metadata.json"):
            if (self.path / name).exists():
                with open(self.path / name, "rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest() if hasattr(hashlib, "file_digest")
                                  else hashlib.sha256(file.read()).digest())
        return digest.hexdigest()[:8]

    @property
    def size(self) -> int:
        return sum(f.stat().st_size for f in self.path.rglob("*") if f.is_file())


def open_package(path: Path, origin: str) -> Package:
    """The package unpacked in a folder. Raises BilingualError unless it is a usable zh→en translation package."""
    try:
        metadata = json.loads((path / "metadata.json").read_text(encoding="utf-8"))
        codes = metadata["from_code"], metadata["to_code"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BilingualError(
            f"{path} is no Argos package: its metadata.json is missing or broken ({error}).") from error
    if codes != ("zh", "en"):
        raise BilingualError(f"{path.name} translates {codes[0]}→{codes[1]}; a zh→en package is needed.")
    if (not (path / "model" / "model.bin").exists()
        or not any((path / n).exists() for n in ("sentencepiece.model", "bpe.model"))):
        raise BilingualError(f"{path.name} is incomplete: it has no model/model.bin or no tokenizer. Install it again.")
    return Package(path, origin, metadata)


def argos_folders() -> list[Path]:
    """Where argostranslate keeps its packages; the first is where new ones go."""
    from argostranslate import settings
    return [Path(d) for d in settings.package_dirs]


def installed() -> list[Package]:
    """The installed zh→en packages; folders that are no package are passed over."""
    found = []
    for folder in argos_folders():
        for path in sorted(folder.iterdir()) if folder.exists() else ():
            try:
                found.append(open_package(path, "installed"))
            except BilingualError:
                continue
    return found


def unpacked(archive: Path, origin: str) -> Package:
    """The package in an archive, unpacked once into the user's cache, under the hash of the archive."""
    with open(archive, "rb") as file:
        digest = hashlib.sha256()
        while block := file.read(2**20):
            digest.update(block)
    home = cache_folder("models") / digest.hexdigest()[:16]
    if not home.exists():
        with tempfile.TemporaryDirectory(dir=home.parent) as tmp:
            root = _extract(archive, Path(tmp))
            open_package(root, origin)
            try:
                root.rename(home)
            except OSError:  # another process was first
                if not home.exists():
                    raise
    return open_package(home, origin)


def embedded() -> Package | None:
    """The package that the program carries, unpacked; None where it is missing."""
    return unpacked(builtin_model(), "embedded") if builtin_model().exists() else None


def chosen() -> str | None:
    """The name or file that `model use` has set."""
    file = data_folder() / "model.json"
    try:
        return json.loads(file.read_text(encoding="utf-8"))["model"]
    except (OSError, ValueError, KeyError):
        return None


def choose(name: str | None) -> None:
    """Make a model the default; None goes back to installed, then embedded."""
    file = data_folder() / "model.json"
    if name is None:
        file.unlink(missing_ok=True)
    else:
        file.write_text(json.dumps({"model": name}), encoding="utf-8")


def find(model: str | None = None) -> Package:
    """The package for a name ("embedded", a version, a folder name) or file; None: the chosen, an installed, the
    embedded.

    Raises BilingualError when there is none.
    """
    wanted = model or chosen()
    if wanted is None:
        ready = installed()
        package = max(ready, key=lambda p: _version_key(p.version)) if ready else embedded()
        if package is None:
            raise BilingualError("No zh→en model is installed: `bilingual model install zh_en` fetches one, "
                                 "`bilingual model install FILE` installs a file.")
        return package
    if wanted == "embedded":
        package = embedded()
        if package is None:
            raise BilingualError("This installation has no embedded model: install the program again.")
        return package
    path = Path(wanted)
    if path.is_dir():
        return open_package(path, "file")
    if path.is_file():
        return unpacked(path, "file")
    for package in installed():
        if wanted in (package.path.name, package.version, package.name):
            return package
    source = "" if model else " (chosen with `bilingual model use`)"
    raise BilingualError(f"There is no model “{wanted}”{source}: give a .argosmodel file or one of the names that "
                         "`bilingual model list` shows.")


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version))


def _extract(archive: Path, into: Path) -> Path:
    """Unpack an archive that has a single root folder and nothing outside it; return that folder."""
    check_archive(archive, "an Argos package")
    with zipfile.ZipFile(archive) as file:
        names = file.namelist()
        roots = {n.split("/", 1)[0] for n in names}
        if len(roots) != 1 or any(n.startswith("/") or "\\" in n or ".." in n.split("/") for n in names):
            raise BilingualError(f"{archive} is no Argos package: it must hold one folder and nothing outside it.")
        file.extractall(into)
    return into / roots.pop()


def install(archive: Path, name: str = "") -> Package:
    """Install a package file for this user under a name, else under its version, replacing what has that name.

    Returns it.
    """
    if not archive.is_file():
        raise BilingualError(f"There is no file {archive}.")
    target = argos_folders()[0]
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as tmp:
        root = _extract(archive, Path(tmp))
        package = open_package(root, "installed")
        name = name or f"translate-zh_en-{re.sub(r'[^0-9.]', '', package.version).replace('.', '_') or '0'}"
        home, old = target / name, Path(tmp) / "replaced"
        if home.exists():
            home.rename(old)
        try:
            root.rename(home)
        except OSError:
            if old.exists():
                old.rename(home)
            raise
    return open_package(home, "installed")


def download(progress: Callable[[int, int], None]) -> Package:
    """Fetch the official zh→en package named in argostranslate's index, and install it.

    `progress` is told the bytes read so far and in all (0 when unknown). Raises BilingualError for any failure of the
    network.
    """
    from argostranslate import settings
    index = settings.remote_package_index
    try:
        with urllib.request.urlopen(index, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - the user's own setting
            packages = json.loads(answer.read(MAX_DOWNLOAD_BYTES))
        entries = [p for p in packages if (p.get("from_code"), p.get("to_code")) == ("zh", "en") and p.get("links")]
    except (OSError, ValueError, AttributeError) as error:
        raise BilingualError(f"The package index {index} cannot be read ({error}): check the connection, or fetch a "
                             "zh→en .argosmodel on another machine and run `bilingual model install FILE`.") from error
    if not entries:
        raise BilingualError(f"The package index {index} lists no zh→en package.")
    best = max(entries, key=lambda p: _version_key(str(p.get("package_version", "0"))))
    failures = []
    with tempfile.TemporaryDirectory() as tmp:
        file = Path(tmp) / "translate-zh_en.argosmodel"
        for link in best["links"]:
            try:
                _fetch(link, file, progress)
                return install(file)
            except OSError as error:
                failures.append(f"{link}: {error}")
    raise BilingualError("The package could not be downloaded ("
                         + "; ".join(failures) + "): check the connection and try again.")


def _fetch(link: str, file: Path, progress: Callable[[int, int], None]) -> None:
    with (urllib.request.urlopen(link, timeout=TIMEOUT_SECONDS) as answer,  # noqa: S310 - named by the index
          open(file, "wb") as out):
        total = int(answer.headers.get("Content-Length") or 0)
        done = 0
        while block := answer.read(2**18):
            done += len(block)
            if done > MAX_DOWNLOAD_BYTES:
                raise OSError("the file is larger than any model")
            out.write(block)
            progress(done, total)
        if total and done < total:
            raise OSError(f"the connection broke after {done} of {total} bytes")


def remove(package: Package) -> None:
    """Delete an installed package."""
    if package.origin == "installed":
        shutil.rmtree(package.path)
