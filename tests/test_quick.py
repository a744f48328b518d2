"""`make quick`: what it leaves out is named, and there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT, SLOW


@pytest.mark.parametrize("name", SLOW)
def test_what_is_left_out_is_there(name: str) -> None:
    """A file or test of another name would come back unseen."""
    file, _, test = name.partition("::")
    tests = re.findall(r"^def (test_\w+)", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE)
    assert test in {"", *tests}


def test_each_is_named_once() -> None:
    """A test of a file that is left out needs no line of its own."""
    assert len(set(SLOW)) == len(SLOW)
    assert [name for name in SLOW if "::" in name and name.partition("::")[0] in SLOW] == []


def test_the_rest_holds_the_way_from_a_rubric_to_a_ranking() -> None:
    way = {"test_rubric_rules.py", "test_filled_sheets.py", "test_ledger.py", "test_scoring.py", "test_cases.py"}
    assert way & set(SLOW) == set()
    assert all((ROOT / "tests" / name).exists() for name in way)
