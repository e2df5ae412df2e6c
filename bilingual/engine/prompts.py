"""What a language model is asked, from one template file, and what of its reply is the translation."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from bilingual.engine.base import Context, Request
from bilingual.model.errors import BilingualError
from bilingual.support import toml

DEFAULT = Path(__file__).with_name("prompt.toml")
_TEXTS = ("system", "user", "base")
# What models say instead of, before or after a translation. Seen from instruction models of 0.3 to 8 billion
# parameters.
_CHATTER = re.compile(r"^(?:sure|certainly|of course|okay|ok)[^.!:\n]{0,60}[.!:,]\s*|^(?:here(?:'s| is| are)|this is"
                      r"|below is)\b[^:\n]{0,60}\b(?:translation|translated|english|version)\b[^:\n]{0,40}:\s*"
                      r"|^\**(?:(?:the )?(?:english )?(?:translation|translated (?:text|sentence|version)|english)"
                      r"|answer|output|result)\**\s*(?:\([^)\n]*\))?\s*[:：]\**\s*", re.I)
_REFUSAL = re.compile(r"^(?:i(?:'m| am) sorry|sorry,|i can(?:no|')t|i (?:am|'m) (?:unable|not able)|as an ai|i'm just"
                      r"|unfortunately, i|i do not|i don't (?:have|know|understand))", re.I)
_NOTE = re.compile(r"^[\s*_(\[]*(?:note|notes|explanation|translator's note|alternatively|or:)\b", re.I)
# The dots of a table of contents: models go on with them for ever.
_LEADERS = re.compile(r"([.．·•…‥⋯_＿＊*=~～—–-])\1{5,}")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)|<\|[^|>]*\|>|</?s>|<(?:start|end)_of_turn>(?:model"
                      r"|user)?", re.S)


@dataclass
class Prompts:
    """The templates of one file. `examples` of them are shown; `signature` says which file and how many."""
    system: jinja2.Template
    user: jinja2.Template
    base: jinja2.Template
    examples: list[dict]
    signature: str

    @classmethod
    def load(cls, path: Path | None = None, examples: int | None = None) -> Prompts:
        """The templates of a file, the built-in ones for None. Raises BilingualError naming what is wrong in it."""
        import hashlib
        path = path or DEFAULT
        try:
            data = path.read_bytes()
            values = toml.loads(data.decode("utf-8"))
            environment = SandboxedEnvironment(trim_blocks=False, undefined=jinja2.ChainableUndefined)
            system, user, base = (environment.from_string(values[name].lstrip("\n")) for name in _TEXTS)
            shown = [{"source": e["zh"], "english": e["en"], "terms": e.get("terms", []), "draft": e.get("draft", "")}
                     for e in values.get("examples", [])]
        except OSError as error:
            raise BilingualError(f"The prompt file {path} cannot be read ({error.strerror}).") from error
        except KeyError as error:
            raise BilingualError(f"The prompt file {path} lacks {error}: it needs {', '.join(_TEXTS)}, and zh and en "
                                 "for each example.") from error
        except (toml.TOMLDecodeError, UnicodeDecodeError, jinja2.TemplateError, AttributeError, TypeError) as error:
            raise BilingualError(f"The prompt file {path} cannot be used ({error}).") from error
        shown = shown[:examples]
        return cls(system, user, base, shown, f"prompt:{hashlib.sha256(data).hexdigest()[:6]}/{len(shown)}")

    def messages(self, request: Request, short: bool = False) -> list[dict]:
        """The chat for a model with a template: what is the same for every sentence comes first, so that it is computed
        once. A `short` one has neither examples nor what stands around the sentence.
        """
        chat = [{"role": "system", "content": self.system.render().strip()}]
        if short:
            request = replace(request, context=Context())
        for example in () if short else self._examples(request):
            chat += [{"role": "user", "content": self.user.render(**example).strip()},
                     {"role": "assistant", "content": example["english"]}]
        return [*chat, {"role": "user", "content": self.user.render(**self._values(request)).strip()}]

    def text(self, request: Request) -> str:
        """The text for a base model to go on with."""
        values = {**self._values(request), "english": ""}
        return ("\n".join(self.base.render(**e).strip() + "\n" for e in self._examples(request)) + "\n"
                + self.base.render(**values).rstrip())

    def _examples(self, request: Request) -> list[dict]:
        """The file's examples, then similar sentences of the memory, the most similar last.

        They have terms and drafts only where the sentence itself has: a small model imitates the form before anything
        else.
        """
        own = [{**e, "draft": e["draft"] if request.draft else "", "terms": e["terms"] if request.terms else []}
               for e in self.examples]
        similar = reversed(request.context.examples)
        return own + [{"source": zh, "english": en, "terms": [], "draft": ""} for zh, en in similar]

    def _values(self, request: Request) -> dict:
        terms = list(dict.fromkeys((t.source, t.target) for t in request.terms))
        return {"source": _LEADERS.sub(r"\1\1\1", request.source), "terms": terms, "title": request.context.title,
                "before": request.context.before, "after": request.context.after, "draft": request.draft,
                "lacking": request.lacking, "fault": request.fault, "answer": request.answer}


def is_refusal(reply: str) -> bool:
    """Whether a model says that it will not or cannot answer."""
    return bool(_REFUSAL.match(reply.strip()))


def clean_reply(reply: str, sources: Sequence[str] = ()) -> str:
    """The translation in a reply: without thoughts, chatter, notes and quotation marks around it; "" for a refusal or
    an echo.

    `sources` are texts of the prompt that a model must not give back as its answer.
    """
    text = _THOUGHT.sub("", reply).strip()
    while (shorter := _CHATTER.sub("", text, count=1).strip()) != text:
        text = shorter
    lines: list[str] = []
    for line in text.splitlines():
        if _NOTE.match(line) or lines and not line.strip():
            break
        lines.append(line.strip())
    text = " ".join(lines).strip("*_` ")
    text = re.sub(r"\s*\((?:note|literally|translat)[^)]*\)\s*$", "", text, flags=re.I)
    if (len(text) > 1 and (text[0], text[-1]) in (('"', '"'), ("“", "”"), ("「", "」"))
        and text[1:-1].count(text[0]) == 0):
        text = text[1:-1].strip()
    if _REFUSAL.match(text) or any(text and text == s.strip() for s in sources):
        return ""
    return text
