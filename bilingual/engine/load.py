"""Which engine a name or a file means. A new engine is a class with the members of `base.Engine` and a line here."""
from __future__ import annotations

from pathlib import Path

from bilingual.engine.argos import ArgosEngine
from bilingual.engine.base import Engine
from bilingual.engine.models import find_gguf
from bilingual.engine.packages import find
from bilingual.model.errors import BilingualError


def load(model: str | None = None, device: str = "auto", threads: int = 0, beam: int = 4, post_edit: str | None = None,
         prompt: Path | None = None, examples: int | None = None) -> Engine:
    """The engine for a model named or given as a file; None takes the chosen, an installed, or the embedded one.

    `post_edit` is a language model that revises what the first one drafts. `prompt` and `examples` are for language
    models: the prompt file, and how many of its examples are shown. Raises BilingualError when there is no such model
    or it cannot be used.
    """

    def language_model(path: Path) -> Engine:
        from bilingual.engine.llama import LlamaEngine
        return LlamaEngine(path, device, threads, prompt, examples)
    path = find_gguf(model)
    engine = language_model(path) if path else ArgosEngine(find(model), device=device, threads=threads, beam=beam)
    if post_edit:
        from bilingual.engine.postedit import PostEditor
        editor = find_gguf(post_edit)
        if editor is None:
            raise BilingualError(f"There is no language model “{post_edit}”: --post-edit takes a .gguf file or a name "
                                 "that `bilingual model list` shows.")
        engine = PostEditor(engine, language_model(editor))
    return engine
