"""Documents as JSON, in which nothing is lost: quantities are left out, and found again in the Chinese."""
from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from bilingual.language.quantities import find_quantities
from bilingual.model.document import Document, Segment
from bilingual.model.errors import BilingualError

QUOTED = "quoted:"  # begins a path that is no valid text


def to_json(document: Document) -> bytes:
    """A document with everything on it (English, terms, issues, candidates) as JSON, for `from_json`."""
    return encoded(mapped(document, without_quantities))


def from_json(data: bytes | str) -> Document:
    """The document that `to_json` wrote. Raises BilingualError where it is something else, or damaged."""
    import msgspec
    try:
        document: Document = msgspec.json.decode(data, type=Document, dec_hook=decoded)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BilingualError(f"This is no document in JSON as this program writes it ({error}).") from error
    find_again(document)
    return document


def encoded(value: object) -> bytes:
    """Anything made of the model's dataclasses as JSON."""
    import msgspec
    return msgspec.json.encode(value, enc_hook=lambda v: path_text(v) if isinstance(v, Path) else str(v))


def decoded(kind: type, value: object) -> object:
    """What msgspec does not know by itself."""
    if kind is Path and isinstance(value, str) and value.startswith(QUOTED):
        return Path(os.fsdecode(unquote_to_bytes(value.removeprefix(QUOTED))))
    return kind(value)


def path_text(path: Path) -> str:
    """A path as text; one that is no valid text (bytes of another encoding) is quoted."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return QUOTED + quote(os.fsencode(path))
    return str(path)


def mapped(document: Document, change: Callable[[Segment], Segment]) -> Document:
    """A copy of the document with changed segments."""
    return replace(document, blocks=[replace(b, segments=[change(s) for s in b.segments]) for b in document.blocks])


def without_quantities(segment: Segment) -> Segment:
    """A segment whose terms do not carry the quantities that they are."""
    return replace(segment, terms=[replace(t, quantity=None) for t in segment.terms])


def find_again(document: Document) -> None:
    """Give the terms of a document the quantities that they are."""
    for segment in document.segments:
        quantities = {(q.start, q.end): q for q in find_quantities(segment.text)}
        for term in segment.terms:
            term.quantity = quantities.get((term.start, term.end)) if term.origin == "figure" else None
