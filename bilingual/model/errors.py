"""Errors that a user can mend. The command line prints them as one sentence and exits with status 2."""
from __future__ import annotations


class BilingualError(Exception):
    """Bad input or a missing part: the message names the file, the place in it, and the remedy."""
