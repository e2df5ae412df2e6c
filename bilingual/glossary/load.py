"""The glossary that several files make together."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bilingual.glossary.files import read_rows
from bilingual.glossary.lint import lint
from bilingual.glossary.rows import entry_of
from bilingual.model.errors import BilingualError
from bilingual.model.glossary import Glossary


def load(paths: Iterable[Path]) -> Glossary:
    """The entries of several glossaries, later files winning. Raises BilingualError naming every error found."""
    glossary = Glossary()
    for path in paths:
        rows = read_rows(path)
        errors = [p for p in lint(rows, path) if p.is_error]
        if errors:
            more = f"\n... and {len(errors) - 20} more" if len(errors) > 20 else ""
            raise BilingualError(f"{path} has {len(errors)} error{'s' if len(errors) > 1 else ''}; mend them and run again "
                                 "(`bilingual glossary check` lists them):\n" + "\n".join(f"  {e}" for e in errors[:20]) + more)
        glossary = glossary.merged(Glossary([entry_of(r, path) for r in rows], [path.name]))
    return glossary
