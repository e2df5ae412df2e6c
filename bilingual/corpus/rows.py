"""Sentences as rows of data: kept for each item, and put together into files of one size."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bilingual.corpus.ledger import Ledger
from bilingual.model.document import Document
from bilingual.model.errors import BilingualError
from bilingual.support.files import locked, replacing

PER_FILE = 100_000  # rows; some 50 MB of JSON
COLUMNS = ("id", "segment", "zh", "en", "terms", "issues", "state", "score", "signature")


def of(document: Document, label: str) -> Iterator[dict[str, Any]]:
    """The rows of a document, by the names of COLUMNS.

    `id` is the document's, `terms` a list of objects with source, target and status, `issues` one with check, severity
    and message; `score` is the engine's mean log-probability of a token, null where there is none.
    """
    for segment in document.segments:
        yield {
            "id": label,
            "segment": segment.id,
            "zh": segment.source,
            "en": segment.target,
            "terms": [{"source": t.source, "target": t.target, "status": t.status.value} for t in segment.terms],
            "issues": [{"check": i.check, "severity": i.severity.value, "message": i.message} for i in segment.issues],
            "state": segment.state.value,
            "score": None if segment.score is None else round(segment.score, 3),
            "signature": document.signature,
        }


def keep(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write an item's rows."""
    with replacing(path) as temporary, open(temporary, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def put_together(keys: Iterable[str], ledger: Ledger, kind: str) -> list[Path]:
    """Write the rows of some items, in their order, as rows-00001.jsonl and so on into the output folder. Returns
    the files.

    Of two runs that do so at once one waits for the other. What an earlier run wrote beyond the last file is removed.
    """
    lines = (line for key in keys if ledger.part(key).exists() for line in _lines(ledger.part(key)))
    made: list[Path] = []
    with locked(ledger.folder / "rows.lock"):
        while chunk := list(islice(lines, PER_FILE)):
            path = ledger.out / f"rows-{len(made) + 1:05d}.{kind}"
            with replacing(path) as temporary:
                if kind == "parquet":
                    _parquet(chunk, temporary)
                else:
                    temporary.write_bytes(b"".join(chunk))
            made.append(path)
        for old in ledger.out.glob(f"rows-[0-9][0-9][0-9][0-9][0-9].{kind}"):
            if old not in made:
                old.unlink()
    return made


def needs(kind: str) -> None:
    """Raise BilingualError where a kind of rows cannot be written."""
    if kind == "parquet":
        try:
            import pyarrow as pa  # noqa: F401
        except ImportError as error:
            raise BilingualError("Parquet needs pyarrow: python -m pip install 'bilingual-policy[parquet]'.") from error


def _lines(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as file:
        yield from file


def _parquet(lines: list[bytes], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    text = pa.string()
    objects = lambda *names: pa.list_(pa.struct([(n, text) for n in names]))
    kinds = {
        "terms": objects("source", "target", "status"),
        "issues": objects("check", "severity", "message"),
        "score": pa.float64(),
    }
    schema = pa.schema([(name, kinds.get(name, text)) for name in COLUMNS])
    parquet.write_table(pa.Table.from_pylist([json.loads(line) for line in lines], schema=schema), path)
