"""A project: a folder with sources, glossary, memory and outputs, brought up to date by one call."""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path

from bilingual.model.document import Document, View
from bilingual.model.errors import BilingualError
from bilingual.pipeline import Translator
from bilingual.readers.inputs import Input, expand
from bilingual.support import toml
from bilingual.support.files import locked, one_sentence, replacing
from bilingual.workspace.delivery import Delivered, deliver, finished
from bilingual.workspace.glance import glance, store
from bilingual.workspace.outputs import is_output
from bilingual.writers import DEFAULT, FORMATS, STORE

FILE = "bilingual.toml"
STATE = "build.json"
TEMPLATE = """\
# A project of bilingual: `bilingual build` brings its outputs up to date.
# Every line may be left out; these are the defaults.
sources = ["sources"]             # folders and files
glossary = []                     # spreadsheets, later ones win; none: those in glossary/, else the built-in one
memory = "memory.sqlite"          # the project's translation memory; "" for none
outputs = "outputs"
formats = ["docx", "html", "xlsx"]
align = "paragraph"               # or "sentence"
layout = "replace"                # or "below", "beside": for the format "same"
model = ""                        # a name from `bilingual model list`; none: the one chosen there
"""


@dataclass
class Project:
    """What bilingual.toml says, with defaults. Paths are relative to `folder`, where it lies."""
    folder: Path
    sources: tuple[str, ...] = ("sources",)
    glossary: tuple[str, ...] = ()
    memory: str = "memory.sqlite"
    outputs: str = "outputs"
    formats: tuple[str, ...] = DEFAULT
    align: str = "paragraph"
    layout: str = "replace"
    model: str = ""

    @property
    def view(self) -> View:
        return View(self.align, self.layout)

    @property
    def memory_name(self) -> str:
        """The memory's file as the option --memory names it, "" for none."""
        return str(self.folder / self.memory) if self.memory else ""

    @property
    def file(self) -> Path:
        return self.folder / FILE

    @property
    def output_folder(self) -> Path:
        return self.folder / self.outputs

    @property
    def glossaries(self) -> list[Path]:
        """The glossaries named, else those in the folder glossary/; empty where the built-in one is meant."""
        from bilingual.support.paths import glossaries_here
        return [self.folder / g for g in self.glossary] or glossaries_here(self.folder)

    def inputs(self) -> list[Input]:
        """The source documents. Raises BilingualError when there are none."""
        return expand((self.folder / s for s in self.sources), is_output)[0]

    def watched(self) -> list[Path]:
        """What a change in asks for a new build; only what is there."""
        paths = [
            self.file,
            *(self.folder / s for s in self.sources),
            *(self.folder / g for g in self.glossary),
            self.folder / "glossary",
        ]
        return [p for p in paths if p.exists()]


def load(folder: Path) -> Project:
    """The project in a folder. Raises BilingualError naming the key of bilingual.toml that is wrong."""
    path = folder / FILE
    if not path.is_file():
        raise BilingualError(f"{folder} has no {FILE}: `bilingual build --init {folder}` makes a project there.")
    try:
        values = toml.loads(path.read_text(encoding="utf-8"))
    except (toml.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BilingualError(f"{path} cannot be read ({error}).") from error
    known = {f.name: getattr(Project, f.name, None) for f in fields(Project) if f.name != "folder"}
    for key, value in values.items():
        if key not in known:
            raise BilingualError(f"{path}: unknown key {key}; known are {', '.join(known)}.")
        if isinstance(known[key], tuple):
            value = values[key] = tuple(
                [value] if isinstance(value, str) else value if isinstance(value, list) else [None]
            )
            wrong = not all(isinstance(v, str) for v in value)
        else:
            wrong = not isinstance(value, str)
        if wrong:
            raise BilingualError(
                f"{path}: {key} must be {'a list of texts' if isinstance(known[key], tuple) else 'a text'}."
            )
    for name in values.get("formats", ()):
        if name not in FORMATS:
            raise BilingualError(f"{path}: unknown format {name}; known are {', '.join(FORMATS)}.")
    for key, choices in (("align", ("paragraph", "sentence")), ("layout", ("replace", "below", "beside"))):
        if key in values and values[key] not in choices:
            raise BilingualError(f"{path}: {key} must be {' or '.join(choices)}.")
    return Project(folder, **values)


def around(outputs: Path) -> Project | None:
    """The project whose outputs lie in a folder: bilingual.toml is in the folder above, or in the working directory."""
    for folder in (outputs.resolve().parent, Path.cwd()):
        if (folder / FILE).is_file():
            project = load(folder)
            if project.output_folder.resolve() == outputs.resolve():
                return project
    return None


def init(folder: Path) -> Path:
    """Make a project: bilingual.toml and the folder sources/. Raises BilingualError when there is one."""
    path = folder / FILE
    if path.exists():
        raise BilingualError(f"{path} exists already.")
    with one_sentence():
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        with replacing(path) as temporary:
            temporary.write_text(TEMPLATE, encoding="utf-8")
    return path


class Build:
    """Brings a project's outputs up to date: says which sources are, and takes the documents made from the others.

    For pipeline.run, which asks `current` and gives documents to `sink`. What was built is kept by the sources' places
    in the project, so that it does not matter where the command is given.
    """

    def __init__(self, project: Project, translator: Translator):
        self.project, self.translator = project, translator
        self.rewritten: set[Path] = set()  # sources for which nothing had to be translated
        self._wanted: dict[Path, tuple[str, str]] = {}
        self._state = _read(project.output_folder)

    def current(self, source: Input) -> list[Path] | None:
        """The outputs of a source that is up to date, else None. Raises BilingualError when it cannot be read."""
        memory = self.translator.memory
        version = memory.version if memory else ""
        wanted = self._wanted[source.path] = self._fingerprint(source), version
        known = self._state.get(self._key(source.path), {})
        folder = self.project.output_folder
        paths = [folder / name for name in known.get("outputs", ())]
        record = store(folder, known.get("name", ""))
        if (
            known.get("from") != wanted[0]
            or not paths
            or not all(p.exists() for p in paths)
            or glance(record).unfinished
        ):
            return None
        if memory and known.get("memory") != version:
            if any(
                (u := memory.person(s)) and (s, u.target, u.state.value) not in glance(record).people
                for s in glance(record).sentences
            ):
                return None
            self._keep(source.path, {**known, "memory": version})
        return paths

    def sink(self, document: Document) -> Delivered:
        """Write a document and remember what it was made from. One that was interrupted is made again next time."""
        folder = self.project.output_folder
        before = self._key(document.path) in self._state or glance(store(folder, document.stem)).source
        delivered = deliver(document, folder, self.project.formats, self.project.view)
        if before and not any(s.origin == "new" for s in document.segments):
            self.rewritten.add(document.path)
        wanted, version = self._wanted.get(document.path, ("", ""))
        done, total = finished(delivered.document)
        if done == total:
            self._keep(document.path, {"from": wanted, "memory": version, "name": delivered.document.stem,
                                       "outputs": [p.name for p in delivered.paths]})
        return delivered

    def _key(self, source: Path) -> str:
        """A source's place in the project."""
        path, folder = source.resolve(), self.project.folder.resolve()
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()

    def _fingerprint(self, source: Input) -> str:
        """All that the outputs of a source depend on, but for people's sentences."""
        parts = (
            source.name,
            self.translator.signature,
            self.translator.glossary.shown,
            tuple(self.project.formats),
            self.project.view,
        )
        with one_sentence():
            data = repr(parts).encode(errors="surrogatepass") + source.path.read_bytes()
            return hashlib.sha256(data).hexdigest()[:24]

    def _keep(self, source: Path, state: dict[str, object]) -> None:
        """Note what was built, at once and beside what other runs have noted."""
        folder, key = self.project.output_folder, self._key(source)
        with one_sentence(), locked(folder / STORE / f"{STATE}.lock"):
            self._state = {**_read(folder), key: state}
            with replacing(folder / STORE / STATE) as temporary:
                temporary.write_text(json.dumps(self._state, indent=1, ensure_ascii=True), encoding="utf-8")


def _read(folder: Path) -> dict[str, dict]:
    """What was built; nothing where that cannot be told, and then everything is built again."""
    try:
        state = json.loads((folder / STORE / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {k: v for k, v in state.items() if isinstance(v, dict)} if isinstance(state, dict) else {}
