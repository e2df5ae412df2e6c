"""A project: a folder with sources, glossary, memory and outputs, brought up to date by one call."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from bilingual.model.document import View
from bilingual.model.errors import BilingualError
from bilingual.pipeline import Progress, Translator
from bilingual.readers.inputs import Input, expand
from bilingual.support import toml
from bilingual.support.files import replacing
from bilingual.workspace.record import deliver
from bilingual.writers import DEFAULT, FORMATS, STORE

FILE = "bilingual.toml"
STATE = "build.json"
TEMPLATE = """\
# A project of bilingual: `bilingual build` brings its outputs up to date. Every line may be left out; these are the defaults.
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
        return expand(self.folder / s for s in self.sources)[0]

    def watched(self) -> list[Path]:
        """What a change in asks for a new build; only what is there."""
        paths = [self.file, *(self.folder / s for s in self.sources), *(self.folder / g for g in self.glossary), self.folder / "glossary"]
        return [p for p in paths if p.exists()]


def load(folder: Path) -> Project:
    """The project in a folder. Raises BilingualError naming the key of bilingual.toml that is wrong."""
    path = folder / FILE
    if not path.is_file():
        raise BilingualError(f"{folder} has no {FILE}: `bilingual build --init {folder}` makes a project there.")
    try:
        values = toml.loads(path.read_text(encoding="utf-8"))
    except (toml.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BilingualError(f"{path} cannot be read ({error}).") from error
    known = {f.name: getattr(Project, f.name, None) for f in fields(Project) if f.name != "folder"}
    for key, value in values.items():
        if key not in known:
            raise BilingualError(f"{path}: unknown key {key}; known are {', '.join(known)}.")
        if isinstance(known[key], tuple):
            value = values[key] = tuple([value] if isinstance(value, str) else value if isinstance(value, list) else [None])
            wrong = not all(isinstance(v, str) for v in value)
        else:
            wrong = not isinstance(value, str)
        if wrong:
            raise BilingualError(f"{path}: {key} must be {'a list of texts' if isinstance(known[key], tuple) else 'a text'}.")
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
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    with replacing(path) as temporary:
        temporary.write_text(TEMPLATE, encoding="utf-8")
    return path


@dataclass
class Built:
    """What became of one source: its outputs and notes, whether anything was done, or why nothing could be."""
    source: Input
    paths: list[Path]
    notes: list[str]
    done: bool = True
    error: str = ""


def build(project: Project, translator: Translator, progress: Callable[[Input], Progress] = lambda source: lambda done, total: None) -> Iterator[Built]:
    """Translate what has changed since the last build, and yield what became of each source, one after the other.

    A source that cannot be read does not stop the others.
    """
    folder = project.output_folder
    state = _state(folder)
    for source in project.inputs():
        key = str(source.path.relative_to(project.folder)) if source.path.is_relative_to(project.folder) else str(source.path)
        try:
            wanted = _fingerprint(project, source, translator)
            paths = [Path(p) for p in state.get(key, {}).get("paths", ())]
            if state.get(key, {}).get("from") == wanted and paths and all(p.exists() for p in paths):
                yield Built(source, paths, [], done=False)
                continue
            document = replace(translator.translate_file(source.path, progress=progress(source)), name=source.name)
            paths, notes = deliver(document, folder, project.formats, project.view)
            state[key] = {"from": wanted, "paths": [str(p) for p in paths]}
            yield Built(source, paths, notes)
        except BilingualError as error:
            state.pop(key, None)
            yield Built(source, [], [], error=str(error))
        _save(folder, state)


def _fingerprint(project: Project, source: Input, translator: Translator) -> str:
    """All that the outputs of a source depend on, people's corrections in the memory among it."""
    people = translator.memory.version if translator.memory else ""
    parts = (source.name, translator.signature, project.formats, project.view, people)
    try:
        return hashlib.sha256(repr(parts).encode() + source.path.read_bytes()).hexdigest()[:24]
    except OSError as error:
        raise BilingualError(f"{source.path} cannot be read ({error.strerror}).") from error


def _state(folder: Path) -> dict[str, dict]:
    try:
        return json.loads((folder / STORE / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _save(folder: Path, state: dict[str, dict]) -> None:
    with replacing(folder / STORE / STATE) as temporary:
        temporary.write_text(json.dumps(state, indent=1, ensure_ascii=False), encoding="utf-8")
