"""Which engine a name or a file means. A new engine is a class with the members of `base.Engine` and a line here."""
from __future__ import annotations

from pathlib import Path

from bilingual.engine.address import is_address, parse
from bilingual.engine.argos import ArgosEngine
from bilingual.engine.base import Engine
from bilingual.engine.models import find_gguf
from bilingual.engine.packages import chosen, find
from bilingual.model.errors import BilingualError


def load(model: str | None = None, device: str = "auto", threads: int = 0, beam: int = 4, post_edit: str | None = None,
         prompt: Path | None = None, examples: int | None = None, allow_remote: bool = False) -> Engine:
    """The engine for a model named or given as a file; None takes the chosen, an installed, or the embedded one.

    `post_edit` is a language model that revises what the first one drafts. `prompt` and `examples` are for language
    models: the prompt file, and how many of its examples are shown. A model may be the address of a server with its
    name behind #; `allow_remote` lets the server be another machine. Raises BilingualError when there is no such model
    or it cannot be used.
    """

    def language_model(name: str | None) -> Engine | None:
        if is_address(name):
            from bilingual.engine.served import ServedEngine
            return ServedEngine(parse(str(name)), prompt, examples, allow_remote)
        path = find_gguf(name)
        if path:
            from bilingual.engine.llama import LlamaEngine
            return LlamaEngine(path, device, threads, prompt, examples)
        return None
    wanted = model or chosen()
    engine = language_model(wanted) or ArgosEngine(find(model), device=device, threads=threads, beam=beam)
    if post_edit:
        from bilingual.engine.postedit import PostEditor
        editor = language_model(post_edit)
        if editor is None:
            raise BilingualError(f"There is no language model “{post_edit}”: --post-edit takes a .gguf file, a name "
                                 "that `bilingual model list` shows, or the address of a server.")
        engine = PostEditor(engine, editor)
    return engine
