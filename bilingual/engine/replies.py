"""What came back from a language model, and why it cannot be used as a translation, if it cannot.

Each reason is said to the model when it is asked again, and to the reader where that did not help.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bilingual.engine.base import Request
from bilingual.engine.prompts import clean_reply, is_refusal
from bilingual.language.foreign import foreign
from bilingual.language.han import HAN, RUN

EMPTY, REFUSED, ECHO, CUT = "it was empty", "it was a refusal", "it repeated the Chinese", "it broke off before its end"
THOUGHT, TALK, PROMPT = (
    "it was thoughts without a translation",
    "it said much more than the translation",
    "the server cut the question before the model read it",
)
FAILED, REMAINS = "the server failed on it", "it still had Chinese in it"
UNUSABLE = frozenset({EMPTY, REFUSED, ECHO, THOUGHT, PROMPT})  # of such an answer nothing is kept
WORDS_A_CHARACTER, WORDS_LEAST = 2.0, 12  # English words for a Chinese character, beside the terms' own: more is talk
_CLOSED = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.S)
_TURN = re.compile(r"<\|im_end\|>|<end_of_turn>|<\|eot_id\|>|<\|endoftext\|>|<\|im_start\|>(?!assistant)|</s>")
_OPEN = re.compile(r"<think(?:ing)?>")


@dataclass(frozen=True)
class Reply:
    """An answer as it came: its text, how it ended, the tokens of prompt (of these `cached_tokens` known from before)
    and answer, 0 where not told, its mean log-probability, and whether the model thought aloud.

    `ended` is the server's word ("stop", "length", "content_filter", "" where not told), "prompt" where the prompt was
    cut, and "failed", with the reason as text, where there is no answer.
    """

    text: str
    ended: str = ""
    prompt_tokens: int = 0
    cached_tokens: int = 0
    tokens: int = 0
    score: float = 0.0
    thought: bool = False


def judged(reply: Reply, request: Request) -> tuple[str, str]:
    """The translation in a reply, and what is wrong with it; "" and "" stand for none."""
    spoken, *beyond = _TURN.split(reply.text, maxsplit=1)
    if beyond and spoken.strip():  # a model that does not stop at its end of turn, and goes on as the user
        reply = replace(reply, text=spoken, ended="stop" if reply.ended == "length" else reply.ended)
    text = clean_reply(reply.text, [request.source, *(zh for zh, _ in request.context.examples)])
    fault = _fault(reply, text, request)
    return "" if fault in UNUSABLE or fault.startswith(("it was in", FAILED)) else text, fault


def _fault(reply: Reply, text: str, request: Request) -> str:
    if reply.ended in ("content_filter", "prompt"):
        return PROMPT if reply.ended == "prompt" else REFUSED
    if reply.ended == "failed":
        return f"{FAILED} ({reply.text})"
    if reply.ended == "length":
        return THOUGHT if not text and (reply.thought or _OPEN.search(reply.text)) else CUT
    spoken = _CLOSED.sub("", reply.text)
    if not text:
        if is_refusal(spoken):
            return REFUSED
        if HAN.search(spoken) and not _OPEN.search(spoken):
            return ECHO
        return THOUGHT if reply.thought or _OPEN.search(reply.text) else EMPTY
    language = foreign(text)
    if language in ("Japanese", "Korean"):  # which may have Chinese characters in it
        return f"it was in {language}, not in English"
    allowed = "".join(t.target for t in request.terms)
    chinese = [run for run in RUN.findall(text) if run not in allowed]
    letters = sum(c.isalpha() for c in text)
    if HAN.search(request.source) and sum(map(len, chinese)) * 2 > letters:
        return ECHO
    if chinese:
        return f"{REMAINS}: " + ", ".join(chinese[:3])
    if language:
        return f"it was in {language}, not in English"
    return TALK if len(text.split()) > _most_words(request.source, [t.target for t in request.terms]) else ""


def _most_words(source: str, renderings: Sequence[str]) -> float:
    return WORDS_LEAST + WORDS_A_CHARACTER * len(source) + sum(len(r.split()) for r in renderings)


def mean_log_probability(choice: dict) -> float:
    """Of the tokens of an answer; 0 where the server does not tell."""
    told = choice.get("logprobs")
    tokens = told.get("content") if isinstance(told, dict) else None
    values = (
        [t["logprob"] for t in tokens if isinstance(t, dict) and isinstance(t.get("logprob"), int | float)]
        if isinstance(tokens, list)
        else []
    )
    return sum(values) / len(values) if values else 0.0
