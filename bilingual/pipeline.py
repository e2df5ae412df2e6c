"""The pipeline: read → segment → match terms → translate → check. What it returns, the writers write."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bilingual import checks, readers, segmenter
from bilingual._version import __version__
from bilingual.engine.base import Engine
from bilingual.glossary.load import load
from bilingual.glossary.matcher import Matcher, match
from bilingual.model.document import Document
from bilingual.model.glossary import Glossary
from bilingual.support.paths import builtin_glossary, glossaries_here
from bilingual.translation import stage
from bilingual.translation.memory import Memory

Progress = Callable[[int, int], None]


@dataclass
class Translator:
    """Everything that stays the same from one document to the next."""
    engine: Engine
    glossary: Glossary
    matcher: Matcher
    memory: Memory | None = None

    @classmethod
    def create(cls, engine: Engine, glossaries: Iterable[Path] = (), memory: Memory | None = None) -> Translator:
        """With the given glossaries; without any, those in ./glossary, else the built-in one."""
        glossary = load(glossaries or default_glossaries())
        return cls(engine, glossary, Matcher(glossary), memory)

    @property
    def signature(self) -> str:
        """Program, model and glossary in one line: what a result depends on."""
        return (f"bilingual {__version__} | {self.engine.signature} | glossary {'+'.join(self.glossary.names)} "
                f"{self.glossary.fingerprint} n:{len(self.glossary)}")

    def __call__(self, path: Path, encoding: str | None = None, progress: Progress = lambda done, total: None) -> Document:
        """The document in a file, translated and checked. Interrupted, it raises Stopped with what was finished."""
        start = time.monotonic()
        document = match(segmenter.segment(readers.read(path, encoding)), self.matcher)
        document.signature = self.signature
        stopped = False
        try:
            stage.translate(document, self.engine, self.memory, self.glossary.fingerprint, progress)
        except KeyboardInterrupt:
            stopped = True
        checks.run(document)
        document.run = {"date": date.today().isoformat(), "seconds": round(time.monotonic() - start, 2)}
        if stopped:
            raise Stopped(document)
        return document


class Stopped(KeyboardInterrupt):
    """The user interrupted a translation; `document` holds what was finished."""

    def __init__(self, document: Document):
        super().__init__()
        self.document = document


def default_glossaries() -> list[Path]:
    """The glossaries of the working directory's folder glossary/, else the built-in one."""
    return glossaries_here(Path.cwd()) or [builtin_glossary()]
