"""The second engine: a language model in a GGUF file, run by llama.cpp on this machine (package xllamacpp).

The part of the prompt that all sentences share is computed once for each slot; slots work at the same time on batches
that llama.cpp fills up as sentences end (continuous batching). Decoding is greedy; how the batches fall may still tip
the balance between two words that the model likes equally well.
"""
from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from bilingual.engine.base import Request
from bilingual.engine.chat import LanguageModel
from bilingual.engine.client import Stop
from bilingual.engine.gguf import Header, read_header
from bilingual.engine.pace import Pace
from bilingual.engine.prompts import Prompts
from bilingual.engine.replies import Reply, mean_log_probability
from bilingual.model.errors import BilingualError

SLOTS = 4
CONTEXT_A_SLOT = 3072  # tokens: the instruction, eight examples, a long sentence with its terms, and its English
MISSING = ("A .gguf model needs llama.cpp: python -m pip install 'bilingual-policy[llm]', or only python -m pip "
           "install xllamacpp.")


class LlamaEngine(LanguageModel):
    """Translates with one GGUF file. `device` is auto, cpu or cuda; `examples` limits those of the prompt file."""

    def __init__(self, path: Path, device: str = "auto", threads: int = 0, prompt: Path | None = None,
                 examples: int | None = None):
        super().__init__(Prompts.load(prompt, examples), Pace(SLOTS, SLOTS))
        self.header: Header = read_header(path)
        self._device, self._threads = device, threads
        self.name = self.header.name
        self.chat = bool(self.header.chat_template)
        manner = "chat" if self.chat else "base"
        self.signature = f"{self.header.path.name} {self.header.fingerprint} {manner} {self.prompts.signature}"

    @cached_property
    def _server(self) -> Any:
        try:
            import xllamacpp
        except ImportError as error:
            raise BilingualError(MISSING) from error
        params = xllamacpp.CommonParams()
        params.model.path = str(self.header.path)
        context = min(CONTEXT_A_SLOT, self.header.context or CONTEXT_A_SLOT)
        params.n_ctx, params.n_parallel, params.cont_batching, params.cache_prompt = context * SLOTS, SLOTS, True, True
        params.n_gpu_layers = 0 if self._device == "cpu" else -1
        params.cpuparams.n_threads = self._threads or os.cpu_count() or 1
        params.warmup, params.verbosity, params.ui, params.use_jinja, params.offline = False, -1, False, True, True
        # By default llama.cpp keeps finished prompts, up to 8 GB of them. Here only the shared beginning is wanted, and
        # that stays in each slot; models with a sliding window keep it whole.
        params.cache_ram_mib, params.n_ctx_checkpoints, params.swa_full = 0, 0, True
        # The library opens a port on this machine; nobody but this process has the key to it.
        params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [secrets.token_hex(16)]
        try:
            with _quiet():
                return xllamacpp.Server(params)
        except (RuntimeError, ValueError) as error:
            raise BilingualError(f"The model {self.header.path} cannot be loaded ({error}): it may be of a kind that "
                                 "this llama.cpp does not know, or need more memory than there is.") from error

    def _prepare(self) -> None:
        """Load the model before the clock runs, and once."""
        _ = self._server

    def _ask(self, request: Request, room: int, stop: Stop) -> Reply:
        options = {"max_tokens": room, "temperature": 0, "seed": 1, "cache_prompt": True, "logprobs": True}
        try:
            if self.chat:
                reply = self._server.handle_chat_completions(
                    {**options, "messages": self.prompts.messages(request),
                     "chat_template_kwargs": {"enable_thinking": False}})
                choice = reply["choices"][0]
                text = choice["message"]["content"] or ""
            else:
                reply = self._server.handle_completions({**options, "prompt": self.prompts.text(request),
                                                         "stop": ["\n"]})
                choice = reply["choices"][0]
                text = choice["text"]
        except (RuntimeError, KeyError, IndexError, TypeError) as error:
            raise BilingualError(f"{self.header.path.name} gave no answer ({str(error)[:200]}).") from error
        usage = reply.get("usage", {})
        cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
        return Reply(text, choice.get("finish_reason") or "", usage.get("prompt_tokens", 0), cached,
                     usage.get("completion_tokens", 0), mean_log_probability(choice))


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without what the C++ library writes to the terminal while it loads."""
    keep, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(keep, 2)
        os.close(keep)
        os.close(nowhere)
