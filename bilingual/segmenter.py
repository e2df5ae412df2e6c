"""The segmenting stage: cut every block into segments, find their numbering, and give them the form in which they are
read.
"""
from __future__ import annotations

from bilingual.language.folding import punctuated
from bilingual.language.numbering import dateline, marker
from bilingual.language.sentences import split
from bilingual.language.traditional import is_traditional, simplified
from bilingual.model.document import Document, Segment, State


def segment(document: Document) -> Document:
    """Give every block its segments, numbered s1, s2, ... through the document; verbatim blocks get none.

    Those of a traditional document, or typed with ASCII punctuation, get their simplified form with Chinese
    punctuation, in which they are matched and translated.
    """
    count = 0
    for block in document.blocks:
        if block.kind == "verbatim":
            continue
        line = dateline(block.text)
        spans = [(0, line[0])] if line else []
        skip = line[0] if line else 0
        spans += [(a + skip, b + skip) for a, b in split(block.text[skip:])]
        for k, (a, b) in enumerate(spans):
            count += 1
            end = spans[k + 1][0] if k + 1 < len(spans) else len(block.text)
            made = Segment(id=f"s{count}", source=block.text[a:b], start=a, gap=block.text[b:end])
            if line and k == 0:
                made.target, made.fixed, made.state, made.origin = line[1], True, State.TRANSLATED, "rule"
            else:
                made.marker, made.marker_target = marker(made.source)
                made.continues = k > 0 and not made.marker and block.segments[-1].source.endswith(("；", ";", "，"))
            block.segments.append(made)
    traditional = is_traditional("".join(s.source for s in document.segments))
    for made in document.segments:
        read = punctuated(simplified(made.source) if traditional else made.source)
        made.simplified = read if traditional or read != made.source else ""
    if traditional:
        document.notes.append("read as traditional Chinese")
    return document
