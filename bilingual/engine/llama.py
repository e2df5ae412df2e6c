"""The second engine: a language model in a GGUF file, run by llama.cpp on this machine (package xllamacpp).

The part of the prompt that all sentences share is computed once for each slot; slots work at the same time on batches
that llama.cpp fills up as sentences end (continuous batching). Decoding is greedy; how the batches fall may still tip
the balance between two words that the model likes equally well.
"""
from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from functools import cached_property
from pathlib import Path
from typing import Any

from bilingual.engine.base import Engine, Request
from bilingual.engine.gguf import Header, read_header
from bilingual.engine.prompts import Prompts, clean_reply
from bilingual.model.document import Candidate
from bilingual.model.errors import BilingualError

SLOTS = 4
CONTEXT_A_SLOT = 3072     # tokens: the instruction, eight examples, a long sentence with its terms, and its English
TOKENS_A_CHARACTER = 1.6  # of English for a Chinese character, at the most: more is a model that does not stop
TOKENS_LEAST = 48
MISSING = ("A .gguf model needs llama.cpp: python -m pip install 'bilingual-policy[llm]', or only python -m pip "
           "install xllamacpp.")


class LlamaEngine(Engine):
    """Translates with one GGUF file. `device` is auto, cpu or cuda; `examples` limits those of the prompt file."""

    uses_context = True
    batch = 4 * SLOTS

    def __init__(self, path: Path, device: str = "auto", threads: int = 0, prompt: Path | None = None,
                 examples: int | None = None):
        self.header: Header = read_header(path)
        self.prompts = Prompts.load(prompt, examples)
        self._device, self._threads = device, threads
        self.name = self.header.name
        self.chat = bool(self.header.chat_template)
        manner = "chat" if self.chat else "base"
        self.signature = f"{self.header.path.name} {self.header.fingerprint} {manner} {self.prompts.signature}"
        self._tokens, self._seconds = 0, 0.0

    @property
    def status(self) -> str:
        """Tokens a second so far, for the progress bar."""
        return f"{self._tokens / self._seconds:.0f} tokens/s" if self._seconds else ""

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

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        """One candidate for each request; with effort, of a request that names what is lacking, the answer to being
        asked again.
        """
        server, start = self._server, time.perf_counter()
        answers: list[list[Candidate]] = [[Candidate("", -9.0)] for _ in requests]
        with ThreadPoolExecutor(SLOTS) as pool:
            waiting = {pool.submit(self._answer, server, r): n for n, r in enumerate(requests)}
            try:
                while waiting:
                    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in done:
                        answers[waiting.pop(future)] = [future.result()]
                        progress(1)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        self._seconds += time.perf_counter() - start
        return answers

    def _answer(self, server: Any, request: Request) -> Candidate:
        options = {"max_tokens": int(TOKENS_LEAST + TOKENS_A_CHARACTER * len(request.source)), "temperature": 0,
                   "seed": 1, "cache_prompt": True, "logprobs": True}
        try:
            if self.chat:
                reply = server.handle_chat_completions({**options, "messages": self.prompts.messages(request),
                                                        "chat_template_kwargs": {"enable_thinking": False}})
                choice = reply["choices"][0]
                text = choice["message"]["content"] or ""
            else:
                reply = server.handle_completions({**options, "prompt": self.prompts.text(request), "stop": ["\n"]})
                choice = reply["choices"][0]
                text = choice["text"]
        except (RuntimeError, KeyError, IndexError, TypeError) as error:
            raise BilingualError(f"{self.header.path.name} gave no answer ({str(error)[:200]}).") from error
        self._tokens += reply.get("usage", {}).get("completion_tokens", 0)
        return Candidate(clean_reply(text, [request.source, *(zh for zh, _ in request.context.examples)]),
                         _score(choice))


def _score(choice: dict) -> float:
    """The mean log-probability of the answer's tokens."""
    tokens = (choice.get("logprobs") or {}).get("content") or []
    return sum(t["logprob"] for t in tokens) / len(tokens) if tokens else 0.0


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
