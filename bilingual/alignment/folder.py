"""Which files of a folder belong together: by their names, else by what stands in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilingual import readers
from bilingual.alignment.aligner import translated
from bilingual.alignment.documents import chinese_side, english_side, language
from bilingual.alignment.features import Weights, chinese_bag, english_bag, likeness, together
from bilingual.engine.base import Engine
from bilingual.model.document import Document
from bilingual.model.errors import BilingualError

FIRST = 12  # sentences of a Chinese document by which its English is looked for
LEAST = 0.3  # likeness of their words and numbers to the beginning of an English document; others have up to .2
_TAG = re.compile(
    r"(?:^|[ ._\-(（\[])(?:zh|cn|chs|zho|chinese|zh[-_](?:cn|hans)|en|eng|english|en[-_](?:us|gb)"
    r"|中文|中|汉语|原文|英文|英|译文|英译)"
    r"(?:版|本)?(?=$|[ ._\-)）\]])[)）\]]?",
    re.I,
)


@dataclass
class Found:
    """Pairs (Chinese, English) of a folder, files that hold both languages, and files that belong to nothing, with the
    reason.
    """

    pairs: list[tuple[Path, Path]] = field(default_factory=list)
    both: list[Path] = field(default_factory=list)
    alone: list[tuple[Path, str]] = field(default_factory=list)


def key(path: Path) -> str:
    """A file's name without what tells its language: plan for plan.zh.docx and plan_EN.docx."""
    return _TAG.sub("", path.stem).strip(" ._-").lower() or path.stem.lower()


def find(paths: Sequence[Path], engine: Engine, encoding: str | None = None) -> Found:
    """The pairs among some files; a Chinese and an English file of one name are one, the others are compared."""
    found, known = Found(), {"zh": {}, "en": {}}  # type: tuple[Found, dict[str, dict[Path, Document]]]
    for path in paths:
        try:
            document = readers.read(path, encoding)
        except BilingualError as error:
            found.alone.append((path, str(error)))
            continue
        kind = language(document)
        if kind == "both":
            found.both.append(path)
        elif kind in known:
            known[kind][path] = document
        else:
            found.alone.append((path, f"{path} is {kind}."))
    named: dict[tuple[Path, str], list[list[Path]]] = defaultdict(lambda: [[], []])
    for n, kind in enumerate(known):
        for path in known[kind]:
            named[path.parent, key(path)][n].append(path)
    for chinese, english in named.values():
        if len(chinese) == len(english) == 1:
            found.pairs.append((chinese[0], english[0]))
            del known["zh"][chinese[0]], known["en"][english[0]]
    found.pairs += _by_content(known["zh"], known["en"], engine)
    taken = {p for row in found.pairs for p in row}
    found.alone += [
        (p, f"{p} has no {'English' if kind == 'zh' else 'Chinese'} beside it.")
        for kind in known
        for p in known[kind]
        if p not in taken
    ]
    return found


def _by_content(
    chinese: dict[Path, Document], english: dict[Path, Document], engine: Engine
) -> list[tuple[Path, Path]]:
    """The pairs whose beginnings are most alike, the best first; each file once."""
    if not chinese or not english:
        return []
    texts = {p: [s.plain or s.text for s in chinese_side(d)][:FIRST] for p, d in chinese.items()}
    counts = {
        p: [chinese_bag(z, t) for z, t in zip(rows, translated(rows, engine, lambda done, total: None), strict=True)]
        for p, rows in texts.items()
    }
    counts |= {p: [english_bag(s.text) for s in english_side(d)[:FIRST]] for p, d in english.items()}
    weights = Weights([b for rows in counts.values() for b in rows])
    bags = {p: together([weights.weighted(b) for b in rows]) for p, rows in counts.items() if rows}
    rows = sorted(
        ((likeness(bags[z], bags[e]), z, e) for z in chinese for e in english if z in bags and e in bags), reverse=True
    )
    pairs: list[tuple[Path, Path]] = []
    for like, zh, en in rows:
        if like >= LEAST and not any(zh in p or en in p for p in pairs):
            pairs.append((zh, en))
    return pairs
