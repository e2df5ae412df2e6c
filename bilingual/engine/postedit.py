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
        self.drafter, self.editor = drafter, editor
        self.uses_context, self.clause_joint, self.aligned = editor.uses_context, editor.clause_joint, drafter.aligned
        self.name = f"{drafter.name} + {editor.name}"
        self.signature = f"{drafter.signature}, revised by {editor.signature}"
        self.suited = f"{drafter.suited} Revised by {editor.name}, a language model."

    @property
    def status(self) -> str:
        return self.editor.status

    @property
    def batch(self) -> int:  # type: ignore[override]
        return self.editor.batch

    @property
    def sent_to(self) -> str:  # type: ignore[override]
        return " and ".join(dict.fromkeys(filter(None, (self.drafter.sent_to, self.editor.sent_to))))

    @property
    def remarks(self) -> list[str]:  # type: ignore[override]
        return list(dict.fromkeys([*self.drafter.remarks, *self.editor.remarks]))

    @property
    def prompt_tokens(self) -> int:  # type: ignore[override]
        return self.drafter.prompt_tokens + self.editor.prompt_tokens

    @property
    def cached_tokens(self) -> int:  # type: ignore[override]
        return self.drafter.cached_tokens + self.editor.cached_tokens

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        self.editor.heartbeat = self.heartbeat
        drafts = self.drafter.translate(requests, effort)
        wanted = [replace(r, draft=d[0].text) for r, d in zip(requests, drafts, strict=True)]
        try:
            revised = self.editor.translate(wanted, effort, progress)
        except BaseException:
            self.finished = {n: _both(new, drafts[n]) for n, new in self.editor.finished.items()}
            raise
        return [_both(new, old) for new, old in zip(revised, drafts, strict=True)]

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        return self.drafter.score(pairs)

    def align(self, pairs: Sequence[tuple[Request, str]]) -> list[Alignment]:
        return self.drafter.align(pairs)


def _both(revised: list[Candidate], drafts: list[Candidate]) -> list[Candidate]:
    """The revision, and the drafts behind it."""
    behind = min(c.score for c in revised) - BEHIND
    return [*revised, *(replace(c, score=behind + min(0.0, c.score) / 100) for c in drafts)]
