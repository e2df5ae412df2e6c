"""Making models: the network, its training, and the tuning of a package on a user's own sentences.

This is the only package that imports torch, and only `bilingual model tune` imports this package. The recipe of the
embedded model (training/ in the repository) is made of the same parts.
"""
from __future__ import annotations

from importlib.util import find_spec

from bilingual.model.errors import BilingualError


def require() -> None:
    """Raises BilingualError, which says what to install, where a library for tuning is missing."""
    missing = [name for name in ("numpy", "sacrebleu", "torch") if find_spec(name) is None]
    if missing:
        raise BilingualError(f"Tuning needs {' and '.join(missing)}: python -m pip install "
                             "'bilingual-policy[training]', or only python -m pip install numpy sacrebleu torch.")
