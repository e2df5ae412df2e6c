"""The first engine: the CTranslate2 model of an Argos package, decoded the way argostranslate does, but in batches.

argostranslate translates one sentence after the other and imports stanza and torch to do it. Here the same model runs
with the same settings (beam 4, length penalty 0.2, unknown words replaced) over all sentences at once.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from bilingual.engine.attention import alignment, places
from bilingual.engine.base import Alignment, Engine, Request
from bilingual.engine.clauses import divided, joined
from bilingual.engine.forms import Form, Search, forms, plain, without, wrapped
from bilingual.engine.packages import Package
from bilingual.engine.standins import disguised, revealed
from bilingual.language.coverage import passed_over
from bilingual.model.document import Candidate
from bilingual.model.errors import BilingualError

SEARCH = 2               # counted up when other candidates are made of the same request: remembered ones are then old
LENGTH_PENALTY = 0.2
BATCH_TOKENS = 2048      # padded tokens decoded together
GROUP_TOKENS = 8192      # tokens between two reports of progress
# Tokens of English, with its Chinese, that are judged together. CTranslate2 sorts by the Chinese alone and pads the
# English: groups of like length, small enough for the processor's cache, take from a third to a half of the time.
JUDGED_TOKENS = 512
MAX_SOURCE_TOKENS = 200  # where the package does not say: far below CTranslate2's silent cut at 1024
POSITIONS = 500          # tokens of a given English or Chinese that are read; the models know 512 places
WHOLE = 1.6               # times the longest source that is also translated as a whole, beside its clauses
# said of a package that does not say itself what it is good for
GENERAL = "a general model; renderings of terms are put in afterwards, so read the grammar around them"
TOLD = 0.3                # nats a token's probability must lose for the token to be said to come from what was left out


class ArgosEngine(Engine):
    """Translates with one package. `device` is auto, cpu or cuda; `threads` 0 leaves the number to CTranslate2."""

    def __init__(self, package: Package, device: str = "auto", threads: int = 0, beam: int = 4):
        self.package, self.beam, self._device, self._threads = package, beam, device, threads
        self.name = package.name
        self.clause_joint = bool(package.metadata.get("clause_joint"))
        # one attention head was trained to point at the source of each word
        self.aligned = bool(package.metadata.get("aligned"))
        self.obeys = package.term_markup is not None
        self.unsure_below = package.metadata.get("unsure_below")
        self.traces = not self.aligned
        self._decoded: dict[tuple[Form, Search], list[Candidate]] = {}
        self.max_tokens = int(package.metadata.get("max_source_tokens", MAX_SOURCE_TOKENS))
        self.signature = f"{package.name} {package.fingerprint} beam:{beam} search:{SEARCH}"
        self.suited = f"Draft by {package.name}: {package.metadata.get('good_for', GENERAL)}."

    @cached_property
    def _translator(self) -> Any:
        import ctranslate2
        try:
            return ctranslate2.Translator(str(self.package.path / "model"), device=self._device, compute_type="int8",
                                          intra_threads=self._threads)
        except (RuntimeError, ValueError) as error:
            raise BilingualError(
                f"The model {self.package.name} cannot be used on {self._device} ({error}).") from error

    @cached_property
    def _tokenizer(self) -> Any:
        if (self.package.path / "sentencepiece.model").exists():
            return SentencePieces((self.package.path / "sentencepiece.model").read_bytes())
        return _argos_tokenizer(self.package)

    def translate(self, requests: Sequence[Request], effort: int = 0,
                  progress: Callable[[int], None] = lambda done: None) -> list[list[Candidate]]:
        asked = [disguised(r) if self.package.term_markup else (r, {}) for r in requests]
        rows = [(i, way) for i, (request, _) in enumerate(asked) for way in self._ways(request, effort)]
        flat = [(i, part, much) for i, way in rows for part, much in way]
        jobs = [(n, form, search) for n, (_, part, much) in enumerate(flat)
                for form, search in forms(part, self.package.term_markup, much)]
        if not effort:
            self._decoded.clear()
        found: list[list[Candidate]] = [[] for _ in flat]
        waiting = [0] * len(requests)
        for n, _, _ in jobs:
            waiting[flat[n][0]] += 1
        for n, candidates in self._decode(jobs):
            found[n] += candidates
            waiting[flat[n][0]] -= 1
            if not waiting[flat[n][0]]:
                progress(1)
        answers: list[list[Candidate]] = [[] for _ in requests]
        at = 0
        for i, way in rows:
            parts = [row if much == effort or len(way) == 1 else row[:1]
                     for row, (_, much) in zip(found[at:at + len(way)], way, strict=True)]
            answers[i] += [revealed(c, asked[i][1]) for c in _joined([part for part, _ in way], parts)]
            at += len(way)
        return [sorted(row, key=partial(_loss, request)) for request, row in zip(requests, answers, strict=True)]

    def _ways(self, request: Request, effort: int) -> list[list[tuple[Request, int]]]:
        """The request, or its clauses where it is too long for the model, each with the effort it is worth: all only
        where something is lacking. At the second try, what is not much too long is translated as a whole, too.
        """
        measure = lambda text: len(self._tokenizer.encode(text))
        parts = divided(request, self.max_tokens, measure, self.clause_joint)
        if len(parts) == 1:
            return [[(request, effort)]]
        way, at = [], 0
        for part in parts:
            end = at + len(part.source)
            inside = tuple((max(a, at) - at, min(b, end) - at) for a, b in request.places if a < end and at < b)
            way.append((replace(part, places=inside), effort if inside or not request.places else 0))
            at = end
        return [way, [(request, 0)]] if effort and measure(request.source) <= WHOLE * self.max_tokens else [way]

    def _decode(self, jobs: list[tuple[int, Form, Search]]) -> Iterator[tuple[int, list[Candidate]]]:
        """Yield (job's first element, candidates); what was decoded since the last first try is not decoded again."""
        owners: dict[tuple[Form, Search], list[int]] = {}
        for n, form, search in jobs:
            owners.setdefault((form, search), []).append(n)
        fresh = [job for job in owners if job not in self._decoded]
        encoded = [self._tokenizer.encode(form.text) for form, _ in fresh]
        for job, numbers in owners.items():
            if job in self._decoded:
                yield from ((n, self._decoded[job]) for n in numbers)
        for group in _groups([(search, len(tokens)) for (_, search), tokens in zip(fresh, encoded, strict=True)]):
            sources = [encoded[j] for j in group]
            made = self._searched(fresh[group[0]][1], sources, [fresh[j][0] for j in group])
            for j, candidates in zip(group, made, strict=True):
                self._decoded[fresh[j]] = candidates
                yield from ((n, candidates) for n in owners[fresh[j]])

    def _searched(self, search: Search, sources: list[list[str]], made: list[Form]) -> list[list[Candidate]]:
        """The candidates of forms, of similar length, with their tokens."""
        results = self._translator.translate_batch(
            sources, target_prefix=self._prefixes(sources), replace_unknowns=True, max_batch_size=BATCH_TOKENS,
            batch_type="tokens", return_scores=True, return_attention=self.aligned,
            beam_size=max(search.hypotheses, self.beam), num_hypotheses=search.hypotheses,
            length_penalty=LENGTH_PENALTY, no_repeat_ngram_size=search.no_repeat)
        attention = self._attention(sources, results) if self.aligned else None
        return [[self._candidate(form, source, tokens, result.scores[h], attention[k][h] if attention else None)
                 for h, tokens in enumerate(result.hypotheses)]
                for k, (form, source, result) in enumerate(zip(made, sources, results, strict=True))]

    def _attention(self, sources: list[list[str]], results: Any) -> list[list[list[list[float]]]]:
        """For each source and hypothesis, the attention of each token.

        With a beam, CTranslate2 (4.8) confuses the sentences of a batch in the first step: a first token has the
        attention of another sentence's. The second one's stands for it.
        """
        found = [result.attention for result in results]
        for source, rows in zip(sources, found, strict=True):
            for row in rows:
                row[:1] = row[1:2] or [[1.0] * len(source)]
        return found

    def _prefixes(self, sources: list[list[str]]) -> list[list[str]] | None:
        return [[self._prefix]] * len(sources) if self._prefix else None

    @property
    def _prefix(self) -> str:
        return self.package.metadata.get("target_prefix", "")

    def _candidate(self, form: Form, source: list[str], tokens: list[str], score: float, attention: Any) -> Candidate:
        text = self._tokenizer.decode(tokens)
        if self._prefix and text.startswith(self._prefix):
            text = text[len(self._prefix):]
        found = alignment(form, source, tokens, attention) if attention is not None else Alignment()
        return Candidate(text.removeprefix(" "), score / max(1, len(tokens)) ** (1 - LENGTH_PENALTY), found.links,
                         found.uncovered)

    def _marked(self, request: Request) -> Form:
        return wrapped(request, *self.package.term_markup) if self.package.term_markup else plain(request)

    def _log_probabilities(self, pairs: Sequence[tuple[Form, str]]) -> list[list[float]]:
        """Of every token of each text, its end included, with a form as the source; of a very long text, of its
        beginning.
        """
        lead = [self._prefix] if self._prefix else []
        sources = [self._tokenizer.encode(form.text)[:POSITIONS] for form, _ in pairs]
        targets = [(lead + self._tokenizer.encode(text))[:POSITIONS] for _, text in pairs]
        found: list[list[float]] = [[]] * len(pairs)
        sizes = [(Search(), len(s) + len(t)) for s, t in zip(sources, targets, strict=True)]
        for group in _groups(sizes, JUDGED_TOKENS):
            results = self._translator.score_batch([sources[j] for j in group], [targets[j] for j in group])
            for j, result in zip(group, results, strict=True):
                found[j] = list(result.log_probs)[len(lead):]
        return found

    def score(self, pairs: Sequence[tuple[Request, str]]) -> list[float]:
        rows = self._log_probabilities([(self._marked(r), text) for r, text in pairs]) if pairs else []
        return [sum(row) / max(1, len(row) - 1) for row in rows]

    def align(self, pairs: Sequence[tuple[Request, str]]) -> list[Alignment]:
        """By attention where a head was trained for it; else only where the request's terms went, by leaving out one
        after the other.
        """
        if not pairs:
            return []
        if not self.aligned:
            return self._traced(pairs)
        made = [plain(r) for r, _ in pairs]
        sources, targets = ([self._tokenizer.encode(t) for t in texts]
                            for texts in ([f.text for f in made], [t for _, t in pairs]))
        found: list[Alignment] = [Alignment(known=False)] * len(pairs)
        short = [j for j in range(len(pairs)) if max(len(sources[j]), len(targets[j])) <= POSITIONS]
        for group in _groups([(Search(), len(sources[j]) + len(targets[j])) for j in short]):
            group = [short[k] for k in group]
            results = self._translator.translate_batch(
                [sources[j] for j in group], target_prefix=[targets[j] for j in group], return_attention=True,
                beam_size=1,
                max_batch_size=BATCH_TOKENS, batch_type="tokens",
                max_decoding_length=1 + max(len(targets[j]) for j in group))
            for j, result in zip(group, results, strict=True):
                found[j] = alignment(made[j], sources[j], targets[j], result.attention[0][:len(targets[j])])
        return found

    def _traced(self, pairs: Sequence[tuple[Request, str]]) -> list[Alignment]:
        """A term went where the same English becomes least likely when the term is left out of the Chinese."""
        asked = [(n, term) for n, (request, _) in enumerate(pairs) for term in request.terms]
        whole = self._log_probabilities([(plain(r), text) for r, text in pairs])
        partial = (self._log_probabilities([(without(pairs[n][0], term), pairs[n][1]) for n, term in asked]) if asked
                   else [])
        found: list[list] = [[] for _ in pairs]
        for (n, term), less in zip(asked, partial, strict=True):
            tokens = self._tokenizer.encode(pairs[n][1])
            first, last = _heaviest([a - b - TOLD for a, b in zip(whole[n], less[:len(tokens)], strict=False)])
            if last > first:
                spans = places(pairs[n][1], tokens)
                found[n].append((term.start, term.end, spans[first][0], spans[last - 1][1]))
        return [Alignment(tuple(row)) for row in found]


def _groups(keys: list[tuple[Search, int]], most: int = GROUP_TOKENS) -> Iterator[list[int]]:
    """Positions of jobs to do together: the same search, similar lengths (the second of a key), `most` tokens in all.
    """
    group: list[int] = []
    size = 0
    for j in sorted(range(len(keys)), key=lambda j: keys[j]):
        if group and (keys[j][0] != keys[group[0]][0] or size + keys[j][1] > most):
            yield group
            group, size = [], 0
        group.append(j)
        size += keys[j][1]
    if group:
        yield group


def _heaviest(values: Sequence[float]) -> tuple[int, int]:
    """The span with the greatest sum; empty where no value is positive."""
    best, span, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, span = total, (start, i + 1)
    return span


def _loss(request: Request, candidate: Candidate) -> tuple[int, float]:
    """Lower is better: Chinese that nothing came from, then improbability."""
    known = [(t.start, t.end) for t in request.terms]
    return sum(map(len, passed_over(request.source, candidate.uncovered, known))), -candidate.score


def _joined(parts: list[Request], found: list[list[Candidate]]) -> list[Candidate]:
    """The candidates of a request from those of its parts, rank by rank."""
    if len(parts) == 1:
        return found[0]
    return [joined([p.source for p in parts], [candidates[min(rank, len(candidates) - 1)] for candidates in found])
            for rank in range(max(map(len, found)))]


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


def _argos_tokenizer(package: Package) -> Any:
    """argostranslate's tokenizer for the older packages that have a bpe.model."""
    import argostranslate.package
    return argostranslate.package.Package(package.path).tokenizer
