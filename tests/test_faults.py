"""A short run of the fault injection: programs killed at their work lose nothing.

The long one: python -m benchmarks faults.
"""
import os
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT))
from benchmarks import faults

pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks and signals")


@pytest.mark.parametrize("name", list(faults.JOBS))
def test_kills_lose_nothing(name):
    assert faults.run(3, seed=1, names=(name,)) == []


def test_the_harness_sees_what_is_lost(tmp_path):
    """It would be worth nothing if it could not fail."""
    job = faults.JOBS["translate"]
    with faults.home(tmp_path / "home"):
        faults.prepare(job, tmp_path / "base")
        (tmp_path / "base" / "back.xlsx").unlink()
        with pytest.raises(AssertionError, match="an edit is gone"):
            faults.case(job, tmp_path / "base", tmp_path / "case", 10, 9)
        (tmp_path / "base" / "outputs" / "plan.bilingual.html").write_text("<html>half", encoding="utf-8")
        with pytest.raises(AssertionError, match="plan.bilingual.html"):
            faults.whole(tmp_path / "base")
