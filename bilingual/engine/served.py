"""An engine for a language model that already runs: Ollama, llama.cpp, LM Studio, vLLM, or whatever speaks OpenAI's
protocol.

Prompt, glossary, verification and repair are those of the other language models. What is said of Ollama and others
here was
read in their documentation and in what their users report; llama.cpp's server is in the tests.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from bilingual.engine.address import ELSEWHERE_HOST, KEY, KEY_FILE, Address, key, runs_elsewhere
from bilingual.engine.base import Request
from bilingual.engine.chat import LanguageModel
from bilingual.engine.client import AGAIN, ANSWER_SECONDS, DELAYS, Client, Declined, Slow, Stop, Unreachable
from bilingual.engine.pace import Pace
from bilingual.engine.prompts import Prompts
from bilingual.engine.replies import Reply, mean_log_probability
from bilingual.language.han import HAN
from bilingual.model.errors import BilingualError, EngineLost

EASY = Request("我们要继续努力。")
THOUGHT_TOKENS = 2048  # more for a model that thinks first and cannot be kept from it
FAILURES = 3  # sentences in a row that a server fails on, before it is tried with an easy one
FEWEST_HAN, FEWEST = 0.35, 0.12  # tokens for a Chinese character and any other: fewer than any tokenizer makes
COMMON_HAN, COMMON = 0.65, 0.22  # and what is common
CUT_SHARE = 0.7  # of the tokens that this server counted for prompts of that length before: fewer, and it was cut
# Asked for where the server knows it; one that declines is asked without it.
OPTIONS = {
    "seed": 1,
    "logprobs": True,
    "chat_template_kwargs": {"enable_thinking": False},
    "reasoning_effort": "none",
    "temperature": 0,
    "max_tokens": 0,
}


class ServedEngine(LanguageModel):
    """Translates with a model of a server. Without a model in the address the server must have just one.

    Raises BilingualError for a server on another machine, or a model that runs there, unless `allow_remote`.
    """

    def __init__(
        self,
        address: Address,
        prompt: Path | None = None,
        examples: int | None = None,
        allow_remote: bool = False,
        delays: Sequence[float] = DELAYS,
        seconds: float = ANSWER_SECONDS,
    ):
        super().__init__(Prompts.load(prompt, examples), Pace())
        _allow(address, allow_remote)
        self.client = Client(address, key(), allow_remote, delays, seconds)
        self._dropped, self._short, self._thinks = set[str](), False, False
        self._failures, self._ratio, self._checked, self._opening = 0, 0.0, False, threading.Lock()
        self.name = address.model
        if not self.name:
            self._open(Stop())
        if runs_elsewhere(self.name) and not allow_remote:
            raise BilingualError(
                f"{self.name} runs at {ELSEWHERE_HOST}, though {address.base} is here: the text would leave this "
                "machine. Give --allow-remote if it may."
            )
        self.sent_to = (
            address.base
            if not address.local
            else f"{ELSEWHERE_HOST} by way of {address.base}"
            if runs_elsewhere(self.name)
            else ""
        )
        sent = f", text sent to {self.sent_to}" if self.sent_to else ""
        self.signature = f"{self.name} at {address.base} chat {self.prompts.signature}{sent}"

    @property
    def remarks(self) -> list[str]:  # type: ignore[override]
        """Where the text went, and what the model was not shown."""
        plain = ", not encrypted" if self.client.address.scheme == "http" and not self.client.address.local else ""
        return [
            *([f"the text left this machine: it was sent to {self.sent_to}{plain}"] if self.sent_to else []),
            *(
                [
                    f"{self.name} was asked without examples and without the sentences around, because "
                    f"{self.client.address.base} has no room for them: give it a context of 4,096 tokens or more for "
                    "each request (Ollama: OLLAMA_CONTEXT_LENGTH=8192; llama.cpp: -c)"
                ]
                if self._short
                else []
            ),
        ]

    def _open(self, stop: Stop) -> None:
        """See whether the server is there and has the model."""
        with self._opening:
            if self._checked:
                return
            names = _listed(self.client, stop, bool(self.name))
            if not self.name and len(names) != 1:
                raise EngineLost(f"Which model of {self.client.address.base}? Put its name behind #: {_names(names)}.")
            self.name = self.name or names[0]
            if names and self.name not in names and f"{self.name}:latest" not in names:
                raise EngineLost(f"{self.client.address.base} has no model “{self.name}”: it offers {_names(names)}.")
            self._checked = True

    def _ask(self, request: Request, room: int, stop: Stop) -> Reply:
        self._open(stop)
        reply = self._reply(request, room, stop, self._short)
        if reply.ended == "prompt" and not self._short:
            reply = self._reply(request, room, stop, True)
            self._short = reply.ended != "prompt"
        return reply

    def _reply(self, request: Request, room: int, stop: Stop, short: bool) -> Reply:
        messages = self.prompts.messages(request, short)
        room += THOUGHT_TOKENS if self._thinks else 0
        while True:
            body = self._body(messages, room)
            try:
                answer = self.client.chat(body, stop, self.pace.trouble)
                reply = self._read(answer, messages, room)
                self._failures = 0
                return reply
            except Unreachable as error:
                if not isinstance(error, Slow):
                    raise EngineLost(
                        f"{self.client.address.base} does not answer any more ({error}; asked "
                        f"{len(self.client.delays) + 1} times). What is finished is kept: start the server, and run "
                        "the same command again."
                    ) from error
                return self._failed(str(error), stop)
            except Declined as error:
                if error.status in (400, 413, 422) and "context" in error.said.lower():
                    return Reply("", "prompt")
                if error.status in (400, 422) and self._drop(error.said, body):
                    continue
                return self._declined(error, stop)

    def _body(self, messages: list[dict], room: int) -> dict:
        options = {name: value for name, value in OPTIONS.items() if name not in self._dropped}
        options["max_tokens" if "max_tokens" in options else "max_completion_tokens"] = room
        return {"model": self.name, "messages": messages, "stream": False, **options}

    def _drop(self, said: str, body: dict) -> bool:
        """Do without what the server does not know; whether there was anything to do without."""
        there = [name for name in OPTIONS if name in body]
        named = [name for name in there if name in said] or [n for n in there if n not in ("temperature", "max_tokens")]
        self._dropped.update(named)
        return bool(named)

    def _declined(self, error: Declined, stop: Stop) -> Reply:
        base = self.client.address.base
        if error.status in (401, 403):
            raise EngineLost(_no_key(self.client, error)) from error
        if error.status in (404, 408, 425, 429, 503):
            raise EngineLost(
                f"{base} does not answer as {self.name} ({error}). What is finished is kept: run the same command "
                "again when it does."
            ) from error
        return self._failed(str(error), stop)

    def _works(self, stop: Stop) -> bool:
        try:
            self.client.chat(self._body(self.prompts.messages(EASY, short=True), 48), stop)
        except (Unreachable, Declined):
            return False
        self._failures = 0
        return True

    def _failed(self, why: str, stop: Stop) -> Reply:
        """One sentence that the server cannot do must not stop the others; when it cannot do an easy one either, it
        is broken.
        """
        self._failures += 1
        if self._failures >= FAILURES and not self._works(stop):
            raise EngineLost(
                f"{self.client.address.base} failed on {FAILURES} sentences one after the other ({why}). What is "
                "finished is kept: look at what the server says, and run the same command again."
            )
        return Reply(why, "failed")

    def _read(self, answer: dict, messages: list[dict], room: int) -> Reply:
        """An answer in the form of OpenAI's protocol, where everything but the text may be absent."""
        choices = answer.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        message, usage = _dict(choice.get("message")), _dict(answer.get("usage"))
        text = message.get("content")
        if isinstance(text, list):
            text = "".join(str(part.get("text", "")) for part in text if isinstance(part, dict))
        text = text if isinstance(text, str) else ""
        thought = bool(message.get("reasoning_content") or message.get("reasoning"))
        self._thinks = self._thinks or thought or "<think" in text
        tokens, read = _count(usage.get("completion_tokens")), _count(usage.get("prompt_tokens"))
        ended = str(choice.get("finish_reason") or "")
        if self._was_cut(messages, read) or ended == "length" and 0 < tokens < 0.9 * room:
            ended = "prompt"
        cached = _count(_dict(usage.get("prompt_tokens_details")).get("cached_tokens"))
        return Reply(text, ended, read, cached, tokens, mean_log_probability(choice), thought)

    def _was_cut(self, messages: list[dict], read: int) -> bool:
        """Whether the server read much less than it was sent: by what any tokenizer makes of it, and by what this
        one made before.
        """
        texts = "".join(m["content"] for m in messages)
        han = len(HAN.findall(texts))
        other = len(texts) - han
        ratio = read / (COMMON_HAN * han + COMMON * other + 1)
        self._ratio = max(self._ratio, ratio)
        return 0 < read < FEWEST_HAN * han + FEWEST * other or 0 < ratio < CUT_SHARE * self._ratio


def offered(address: Address, allow_remote: bool = False) -> list[str]:
    """The names of a server's models. Raises BilingualError when it is on another machine, does not answer, or has
    no list.
    """
    _allow(address, allow_remote)
    return sorted(_listed(Client(address, key(), allow_remote), Stop(), False))


def _allow(address: Address, allow_remote: bool) -> None:
    if not address.local and not allow_remote:
        raise BilingualError(
            f"{address.base} is another machine: the text would leave this one. Give --allow-remote if it may."
        )


def _listed(client: Client, stop: Stop, named: bool) -> list[str]:
    """What a server offers; nothing where it has no list, and the model was `named`."""
    base = client.address.base
    for delay in (*client.delays, None):
        try:
            return [m["id"] for m in client.models()]
        except Unreachable as error:
            raise EngineLost(
                f"No server answers at {base} ({error}): start it, or give the address that it listens on."
            ) from error
        except Declined as error:
            if error.status in (401, 403):
                raise EngineLost(_no_key(client, error)) from error
            if error.status == 404 and named:
                return []
            if delay is None or error.status not in AGAIN:
                raise EngineLost(
                    f"{base} does not say which models it has ({error}): give the address of an OpenAI-compatible "
                    "service; it mostly ends in /v1."
                ) from error
            stop.wait(delay)  # llama.cpp says 503 while it loads a model
    raise AssertionError


def _no_key(client: Client, error: Declined) -> str:
    return (f"{client.address.base} wants another key ({error}): put it into the environment ({KEY}), "
            f"or into a file that {KEY_FILE} names.")


def _dict(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _names(offered: Iterable[str]) -> str:
    names = sorted(offered)
    return ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "") if names else "none"
