"""What the command line tells about translated documents: a summary of each, a table of several, and JSON."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bilingual.model.document import Document, Segment, Severity
from bilingual.support.plural import counted
from bilingual.writers.layout import issue_counts, term_counts

LISTED = 12  # segments named in a summary; the rest is counted


def summary(document: Document) -> str:
    """What a person wants to know at the end: where the English comes from, terms, issues and where to look, time,
    signature.
    """
    segments = list(document.segments)
    read_as = f", read as {document.encoding}" if document.encoding not in ("", "utf-8") else ""
    lines = [f"{document.path.name}: {counted(len(segments), 'segment')} in {document.run['seconds']:.1f} s{read_as}"]
    origins = Counter(s.origin for s in segments if s.origin)
    if origins["memory"] or origins["person"] or origins["adapted"]:
        lines.append(f"English: {origins['new']} new, {origins['memory']} from memory, {origins['person']} by people"
                     + (f", {origins['adapted']} adapted from people's" if origins["adapted"] else ""))
    terms, issues = term_counts(document), issue_counts(document)
    lines.append("terms: " + ", ".join(f"{terms[k]} {k}" for k in ("used", "variant", "repaired", "missing")))
    kinds = [counted(issues[s.value], s.value, s.value if s is Severity.INFO else "") for s in Severity
             if issues[s.value]]
    lines.append("issues: " + (", ".join(kinds) or "none"))
    lines += [f"{text}: {_listed(found)}" for text, found in (
        ("must be reviewed", [s for s in segments if s.needs_review]),
        ("worth a look",
         [s for s in segments if not s.needs_review and any(i.severity is Severity.WARNING for i in s.issues)]))
              if found]
    return "\n  ".join([*lines, *filter(None, [document.run.get("draft")]), document.signature])


def _listed(segments: Sequence[Segment]) -> str:
    names = ", ".join(s.id for s in segments[:LISTED])
    return names + (f" and {len(segments) - LISTED} more" if len(segments) > LISTED else "")


def overview(documents: Sequence[Document], failed: Sequence[Path], unread: Sequence[Path]) -> str:
    """A table of several documents: what was read, translated, reviewed before, left alone and flagged with a
    warning or an error.
    """
    head = ("file", "read", "translated", "reviewed", "left alone", "flagged")
    rows = [head]
    for document in documents:
        segments = list(document.segments)
        states = Counter(s.state.value for s in segments)
        left = sum(not b.segments for b in document.blocks) + len(document.notes)
        flagged = sum(any(i.severity is not Severity.INFO for i in s.open_issues) for s in segments)
        rows.append((document.path.name, f"{len(segments)}", f"{states['translated']}",
                     f"{states['reviewed'] + states['final']}", f"{left}", f"{flagged}"))
    rows += [(p.name, "failed", "", "", "", "") for p in failed] + [(p.name, "not read", "", "", "", "")
                                                                    for p in unread]
    room = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join([row[0].ljust(room[0]), *(cell.rjust(n) for cell, n in zip(row[1:], room[1:], strict=True))]).rstrip()
                     for row in rows)


def sentence(segment: Segment) -> str:
    """One sentence for the terminal: its English, its terms and what became of them, its issues."""
    terms = [f"  {t.source}  {t.target}  {t.status.value}" for t in segment.terms]
    return "\n".join([segment.target, *terms, *(f"  {i.severity.value}: {i.message}" for i in segment.issues)])


def as_dict(document: Document, outputs: Sequence[Path]) -> dict:
    """The run as the JSON that --json prints."""
    return {"source": str(document.path), "signature": document.signature, "notes": document.notes,
            "outputs": [str(p) for p in outputs],
            "segments": [{"id": s.id, "block": block.place, "source": s.source, "target": s.target,
                          "state": s.state.value, "origin": s.origin, "needs_review": s.needs_review,
                          "risk": None if s.risk is None else round(s.risk, 3),
                          "terms": [{"source": t.source, "target": t.target, "status": t.status.value, "start": t.start,
                                     "end": t.end, "origin": t.origin} for t in s.terms],
                          "issues": [{"check": i.check, "severity": i.severity.value, "message": i.message}
                                     for i in s.issues]}
                         for block in document.blocks for s in block.segments]}
