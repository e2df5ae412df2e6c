"""Stand-ins for names that a small model cannot spell: addresses, long numbers and signs it has no piece for.

The model is given a short code in place of such a name, which it copies as it copies "5G", and the name is put back
into what it says.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bilingual.engine.base import Request, exchanged
from bilingual.model.document import Candidate

_EASY = re.compile(r"(?!.*(?:www\.|\d{8}))[A-Za-z0-9 .,:()/-]{1,24}")


def disguised(request: Request) -> tuple[Request, dict[str, str]]:
    """The request with codes (A1, A2, ...) in place of names that are hard to copy, and what each code stands for."""
    codes: dict[str, str] = {}
    terms = []
    taken = request.source + " ".join(t.target for t in request.terms)
    for term in request.terms:
        name = term.quantity and (term.quantity.copied or term.kind == "document number")
        if name and not _EASY.fullmatch(term.target):
            known = next((c for c, target in codes.items() if target == term.target), None)
            code = known or next(c for n in range(1, len(request.source) + 2) if (c := f"A{n}") not in taken
                                 and c not in codes)
            codes[code] = term.target
            term = replace(term, target=code)
        terms.append(term)
    return (replace(request, terms=tuple(terms)), codes) if codes else (request, codes)


def revealed(candidate: Candidate, codes: Mapping[str, str]) -> Candidate:
    """The candidate with the names in place of their codes; its links move with their words."""
    for code, name in codes.items():
        for m in reversed(list(re.finditer(rf"\b{code}\b", candidate.text))):
            candidate = exchanged(candidate, m.span(), name)
    return candidate
