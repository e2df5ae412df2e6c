"""Two engines in a row: the first drafts, a language model revises, and both versions are offered."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual.engine.base import Alignment, Engine, Request
from bilingual.model.document import Candidate

# how far a draft's score is put behind the revision's: it is taken only where verification finds the revision worse
BEHIND = 1.0


class PostEditor(Engine):
    """An engine made of `drafter` and `editor`. Which version wins is decided where candidates are verified."""

    def __init__(self, drafter: Engine, editor: Engine):
        self.drafter, self.editor, self.batch = drafter, editor, editor.batch
        self.uses_context, self.clause_joint, self.aligned = editor.uses_context, editor.clause_joint, drafter.aligned
        self.name = f"{drafter.name} + {editor.name}"
        self.signature = f"{drafter.signature}, revised by {editor.signature}"

    @property
    def status(self) -> str:
        return self.editor.status

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        drafts = self.drafter.translate(requests, effort)
        wanted = [replace(r, draft=d[0].text) for r, d in zip(requests, drafts, strict=True)]
        revised = self.editor.translate(wanted, effort, progress)
        return [[*new, *(replace(c, score=min(n.score for n in new) - BEHIND + min(0.0, c.score) / 100) for c in old)]
                for new, old in zip(revised, drafts, strict=True)]

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        return self.drafter.score(pairs)

    def align(self, pairs: Sequence[tuple[Request, str]]) -> list[Alignment]:
        return self.drafter.align(pairs)
