"""Translation engines: a batch of requests with their terms in, scored candidates out.

Nothing outside this package knows what an engine is made of. A new engine is a class with these members and a line
in `load`.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bilingual.document import Candidate, Term
from bilingual.errors import BilingualError


@dataclass(frozen=True)
class Context:
    """What stands around a text, for engines that can use it: the document's title, the sentences before and after, similar ones with their English."""
    title: str = ""
    before: str = ""
    after: str = ""
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Request:
    """A Chinese text and the terms in it that its English must contain; term spans count from the start of `source`.

    `draft` is English to be revised. When a text is asked for again, `answer` is what was said and `lacking` what was missing in it.
    """
    source: str
    terms: tuple[Term, ...] = ()
    context: Context = Context()
    draft: str = ""
    answer: str = ""
    lacking: tuple[str, ...] = ()


class Engine(Protocol):
    """What the translator needs of an engine."""

    name: str
    signature: str    # everything the output depends on, in one line
    obeys_terms: bool  # whether it was made to take over given renderings

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        """Candidates for each request, best first, at least one.

        `effort` 0 is the engine's best single try; 1 spends several times as much on more and different candidates,
        for requests whose first candidates lack a term. `progress` is told how many requests have been finished. A slow engine may
        have two members more: `batch`, how many requests it wants at once, and `status`, how it is getting on, for a progress bar.
        """


def load(model: str | None = None, device: str = "auto", threads: int = 0, beam: int = 4, post_edit: str | None = None,
         prompt: Path | None = None, examples: int | None = None) -> Engine:
    """The engine for a model named or given as a file; None takes the chosen, an installed, or the embedded one.

    `post_edit` is a language model that revises what the first one drafts. `prompt` and `examples` are for language models: the prompt
    file, and how many of its examples are shown. Raises BilingualError when there is no such model or it cannot be used.
    """
    from bilingual.engine.decoder import ArgosEngine
    from bilingual.engine.models import find_gguf
    from bilingual.engine.packages import find

    def language_model(path: Path) -> Engine:
        from bilingual.engine.llama import LlamaEngine
        return LlamaEngine(path, device, threads, prompt, examples)
    path = find_gguf(model)
    engine = language_model(path) if path else ArgosEngine(find(model), device=device, threads=threads, beam=beam)
    if post_edit:
        from bilingual.engine.postedit import PostEditor
        editor = find_gguf(post_edit)
        if editor is None:
            raise BilingualError(f"There is no language model “{post_edit}”: --post-edit takes a .gguf file or a name that `bilingual model list` shows.")
        engine = PostEditor(engine, language_model(editor))
    return engine
