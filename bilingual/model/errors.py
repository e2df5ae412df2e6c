"""Errors that a user can mend. The command line prints them as one sentence and exits with status 2."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.model.document import Document


class BilingualError(Exception):
    """Bad input or a missing part: the message names the file, the place in it, and the remedy."""


class EngineLost(BilingualError):
    """The engine cannot go on, with this document or any other. `document` is the one it was at, with what was
    finished.
    """

    document: Document | None = None
