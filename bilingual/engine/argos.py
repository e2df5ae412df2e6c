"""The first engine: the CTranslate2 model of an Argos package, decoded the way argostranslate does, but in batches.

argostranslate translates one sentence after the other and imports stanza and torch to do it. Here the same model runs
with the same settings (beam 4, length penalty 0.2, unknown words replaced) over all sentences at once.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from bilingual.engine.base import Request
from bilingual.engine.forms import Form, Search, forms
from bilingual.engine.packages import Package
from bilingual.engine.standins import disguised, revealed
from bilingual.language.english import join_clauses
from bilingual.language.sentences import clauses
from bilingual.model.document import Candidate
from bilingual.model.errors import BilingualError

LENGTH_PENALTY = 0.2
BATCH_TOKENS = 2048      # padded tokens decoded together
GROUP_TOKENS = 8192      # tokens between two reports of progress
MAX_SOURCE_TOKENS = 200  # where the package does not say: far below CTranslate2's silent cut at 1024
BYTE = re.compile(r"<0x([0-9A-F]{2})>")


class ArgosEngine:
    """Translates with one package. `device` is auto, cpu or cuda; `threads` 0 leaves the number to CTranslate2."""

    def __init__(self, package: Package, device: str = "auto", threads: int = 0, beam: int = 4):
        self.package, self.beam, self._device, self._threads = package, beam, device, threads
        self.name = package.name
        self.obeys_terms = package.term_markup is not None
        self.max_tokens = int(package.metadata.get("max_source_tokens", MAX_SOURCE_TOKENS))
        self.signature = f"{package.name} {package.fingerprint} beam:{beam}"

    @cached_property
    def _translator(self):
        import ctranslate2
        try:
            return ctranslate2.Translator(str(self.package.path / "model"), device=self._device, compute_type="int8",
                                          intra_threads=self._threads)
        except (RuntimeError, ValueError) as error:
            raise BilingualError(f"The model {self.package.name} cannot be used on {self._device} ({error}).") from error

    @cached_property
    def _tokenizer(self):
        if (self.package.path / "sentencepiece.model").exists():
            return SentencePieces((self.package.path / "sentencepiece.model").read_bytes())
        return _argos_tokenizer(self.package)

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        plain = [disguised(r) if self.obeys_terms else (r, {}) for r in requests]
        parts = [self._parts(r) for r, _ in plain]
        flat = [(i, k, part) for i, row in enumerate(parts) for k, part in enumerate(row)]
        jobs = [(n, form, search) for n, (_, _, part) in enumerate(flat)
                for form, search in forms(part, self.package.term_markup, effort)]
        found: list[list[Candidate]] = [[] for _ in flat]
        waiting = [0] * len(requests)
        for n, _, _ in jobs:
            waiting[flat[n][0]] += 1
        for n, candidates in self._decode(jobs):
            found[n] += candidates
            waiting[flat[n][0]] -= 1
            if not waiting[flat[n][0]]:
                progress(1)
        answers: list[list[Candidate]] = []
        at = 0
        for row, (_, codes) in zip(parts, plain):
            answers.append([revealed(c, codes) for c in _joined(row, found[at:at + len(row)])])
            at += len(row)
        return answers

    def _parts(self, request: Request) -> list[Request]:
        """The request, cut into clauses where it is too long for the model."""
        measure = lambda text: len(self._tokenizer.encode(text))
        spans = clauses(request.source, self.max_tokens, measure, [(t.start, t.end) for t in request.terms])
        if len(spans) == 1:
            return [request]
        return [Request(request.source[a:b], tuple(replace(t, start=t.start - a, end=t.end - a)
                                                   for t in request.terms if a <= t.start < b)) for a, b in spans]

    def _decode(self, jobs: list[tuple[int, Form, Search]]):
        """Yield (job's first element, candidates) in groups of similar length."""
        encoded = [self._tokenizer.encode(form.text) for _, form, _ in jobs]
        order = sorted(range(len(jobs)), key=lambda j: (jobs[j][2], len(encoded[j])))
        prefix = self.package.metadata.get("target_prefix", "")
        while order:
            search, group, size = jobs[order[0]][2], [], 0
            while order and jobs[order[0]][2] == search and (not group or size + len(encoded[order[0]]) <= GROUP_TOKENS):
                size += len(encoded[order[0]])
                group.append(order.pop(0))
            results = self._translator.translate_batch(
                [encoded[j] for j in group], target_prefix=[[prefix]] * len(group) if prefix else None,
                replace_unknowns=True, max_batch_size=BATCH_TOKENS, batch_type="tokens", return_scores=True, return_attention=self._aligned,
                beam_size=max(search.hypotheses, self.beam), num_hypotheses=search.hypotheses, length_penalty=LENGTH_PENALTY,
                no_repeat_ngram_size=search.no_repeat)
            for j, result in zip(group, results):
                yield jobs[j][0], [self._candidate(jobs[j][1], encoded[j], tokens, result.scores[h],
                                                   result.attention[h] if self._aligned else None, prefix)
                                   for h, tokens in enumerate(result.hypotheses)]

    @property
    def _aligned(self) -> bool:
        """Whether one attention head of the model was trained to point at the source of each word."""
        return bool(self.package.metadata.get("aligned"))

    def _candidate(self, form: Form, source: list[str], tokens: list[str], score: float, attention, prefix: str) -> Candidate:
        text = self._tokenizer.decode(tokens)
        if prefix and text.startswith(prefix):
            text = text[len(prefix):]
        text = text.removeprefix(" ")
        links = ()
        if attention is not None:
            starts = _places(form.text, source)
            spans, at = [], -1  # the space in front of the first word is not part of the text
            for token in tokens:
                spans.append((max(0, at), at + len(token)))
                at += len(token)
            links = tuple(link for (a, b), row in zip(spans, attention) for link in [_link(form, starts, row, a, b)] if link)
        return Candidate(text, score / max(1, len(tokens)) ** (1 - LENGTH_PENALTY), links)


def _link(form: Form, starts: list[tuple[int, int]], row, a: int, b: int) -> tuple[int, int, int, int] | None:
    best = max(range(len(starts)), key=lambda k: row[k])
    first, last = starts[best]
    if first >= last or last > len(form.origin):
        return None
    return form.origin[first][0], form.origin[last - 1][1], a, b


def _places(text: str, pieces: list[str]) -> list[tuple[int, int]]:
    """The character span of each SentencePiece of a text (pieces are NFKC-normalised, spaces may be merged)."""
    owner = [i for i, c in enumerate(text) for n in unicodedata.normalize("NFKC", c) if not n.isspace()]
    spans, at, left = [], 0, 0
    for piece in pieces:
        byte = BYTE.fullmatch(piece)
        if byte:
            code = int(byte[1], 16)
            if code & 0xC0 != 0x80:
                left = 1 if code < 0xC0 else 2 if code < 0xE0 else 3 if code < 0xF0 else 4
            size = 1 if left and code & 0xC0 != 0x80 else 0
        else:
            size = len(piece.replace("▁", ""))
        end = min(at + size, len(owner))
        spans.append((owner[at], owner[end - 1] + 1) if end > at else (0, 0))
        at = end
    return spans


def _joined(parts: list[Request], found: list[list[Candidate]]) -> list[Candidate]:
    """The candidates of a request from those of its parts, rank by rank; links move with their part."""
    if len(parts) == 1:
        return found[0]
    out = []
    for rank in range(max(map(len, found))):
        chosen = [candidates[min(rank, len(candidates) - 1)] for candidates in found]
        text, starts = join_clauses([c.text for c in chosen])
        links, at = [], 0
        for part, candidate, shift in zip(parts, chosen, starts):
            links += [(s + at, e + at, a + shift, b + shift) for s, e, a, b in candidate.links]
            at += len(part.source)
        out.append(Candidate(text, sum(c.score for c in chosen) / len(chosen), tuple(links)))
    return out


class SentencePieces:
    """A SentencePiece model read from memory: its C++ reader cannot open paths with non-ASCII letters on Windows."""

    def __init__(self, model: bytes):
        import sentencepiece
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=model)

    def encode(self, text: str) -> list[str]:
        return self._processor.encode(text, out_type=str)

    def decode(self, tokens: list[str]) -> str:
        """argostranslate's own way back to text: an underscore becomes a space."""
        return self._processor.decode_pieces(tokens).replace("▁", " ").replace("_", " ")


def _argos_tokenizer(package: Package):
    """argostranslate's tokenizer for the older packages that have a bpe.model."""
    import argostranslate.package
    return argostranslate.package.Package(package.path).tokenizer
