"""Training rows of a sentence pair: bare, with marks, and of its clauses; as ids with word alignments."""
from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import sentencepiece

from bilingual.tuning.clauses import clauses
from bilingual.tuning.markup import CLOSE, OPEN, Span, aligned_spans, known_spans, mark

MAX_TOKENS = 120
Row = tuple[list[int], list[int], list[int]]  # source ids, target ids, for each of these its source place or -1
Links = set[tuple[int, int]]  # (Chinese character, English character)


class Expander:
    """Makes the rows of pairs. `pool` holds renderings to be exchanged for others.

    `tokens` is the model's vocabulary where its order is not SentencePiece's own.
    """

    def __init__(self, pieces: bytes, pool: Sequence[str], tokens: Sequence[str] | None = None):
        self.sp, self.pool = sentencepiece.SentencePieceProcessor(model_proto=pieces), list(pool)
        ids = {token: i for i, token in enumerate(tokens or ())}
        size = self.sp.get_piece_size()
        self._ids = ([ids.get(self.sp.id_to_piece(i), ids.get("<unk>", 0)) for i in range(size)] if ids
                     else list(range(size)))

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Ids and the character span of each piece (SentencePiece counts bytes)."""
        proto = self.sp.encode(text, return_type="proto").pieces
        at = {0: 0}
        size = 0
        for i, c in enumerate(text, 1):
            size += len(c.encode())
            at[size] = i
        return [self._ids[p.id] for p in proto], [(at.get(p.begin, 0), at.get(p.end, 0)) for p in proto]

    def character_links(self, zh: str, en: str, links: Iterable[tuple[int, int]]) -> Links:
        """Piece links as links of characters, the English at the first letter of its piece."""
        zh_spans, en_spans = self.pieces(zh)[1], self.pieces(en)[1]
        out: Links = set()
        for s, t in links:
            if s < len(zh_spans) and t < len(en_spans):
                first = first_letter(en, *en_spans[t])
                out.update((z, first) for z in range(*zh_spans[s]))
        return out

    def encode(self, source: str, target: str, links: Iterable[tuple[int, int]]) -> Row:
        """Ids of both sides and, for each target piece, the source piece it comes from (-1 where unknown)."""
        src, src_spans = self.pieces(source)
        tgt, tgt_spans = self.pieces(target)
        owner = {c: i for i, (a, b) in enumerate(src_spans) for c in range(a, b)}
        by_target = {e: owner[z] for z, e in links if z in owner}
        return src, tgt, [next((by_target[c] for c in range(a, b) if c in by_target), -1) for a, b in tgt_spans]

    def given(self, rendering: str) -> Row:
        """A rendering between marks and nothing else: it is copied."""
        return self.encode(f"{OPEN} {rendering}{CLOSE}", rendering,
                           [(len(OPEN) + 1 + i, i) for i in range(len(rendering))])

    def expand(self, zh: str, en: str, terms: Sequence[tuple[str, str]], links: Links, copies: int,
               seed: int) -> list[Row]:
        """All training rows of one pair and of some of its clauses: bare, and `copies` times with marks."""
        rng = random.Random(seed)
        rows = self._variants(zh, en, terms, links, copies, rng)
        for c in clauses(zh, en, links, rng, max(1, copies // 2)) if terms or len(zh) > 30 else []:
            (a, b), (start, end) = c.zh, c.en
            inside = {(z - a, e - start) for z, e in links if a <= z < b and start <= e < end}
            rows += self._variants(zh[a:b], en[start:end], terms, inside, min(copies, 1), rng)
        return [r for r in rows if 0 < len(r[0]) <= MAX_TOKENS and 0 < len(r[1]) <= MAX_TOKENS]

    def _variants(self, zh: str, en: str, terms: Sequence[tuple[str, str]], links: Links, copies: int,
                  rng: random.Random) -> list[Row]:
        """A pair as it is, and `copies` times with marks."""
        rows = [self.encode(zh, en, links)]
        known = known_spans(zh, en, terms)
        for _ in range(copies):
            keep = rng.random() ** 0.5 if terms else rng.random()
            spans = [s for s in known if rng.random() < keep]
            free = aligned_spans(zh, en, links, rng, rng.choice((0, 1, 2, 3) if spans else (1, 2, 3)))
            spans += [s for s in free if not any(_overlap(s, k) for k in spans)]
            if not spans:
                continue
            source, target, certain, origin, move = mark(zh, en, spans, rng, self.pool,
                                                         0.3 if rng.random() < 0.5 else 0.0)
            place = {z: i for i, z in enumerate(origin) if z is not None}
            moved = [(place[z], move(e)) for z, e in links if z in place]
            rows.append(self.encode(source, target, [(z, e) for z, e in moved if e is not None] + certain))
        return rows


def first_letter(text: str, start: int, end: int) -> int:
    """Where the first letter of a piece stands, behind its space."""
    return start + (end - start > 1 and text[start] == " ")


def _overlap(one: Span, other: Span) -> bool:
    return (one.zh[0] < other.zh[1] and other.zh[0] < one.zh[1]
            or one.en[0] < other.en[1] and other.en[0] < one.en[1])
