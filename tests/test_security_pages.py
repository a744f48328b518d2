"""The threat model: behind everything that is held off stands a test, the same one in both languages."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PAGES = ["docs/security.md", "docs/security.zh-CN.md"]
#: A line of the table: who (empty below the first), what, what holds it off, the test.
_ROW = re.compile(r"^\| [^|]*\| [^|]+ \| [^|]+ \| `(tests/test_\w+\.py)::(test_\w+)` \|$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_exists(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    rows = _ROW.findall(text)
    assert len(rows) == sum(line.startswith("| ") for line in text.splitlines()) - 1 > 20
    missing = [row for row in rows if f"\ndef {row[1]}(" not in (ROOT / row[0]).read_text("utf-8")]
    assert missing == []


def test_both_pages_name_the_same_tests() -> None:
    first, second = (_ROW.findall((ROOT / page).read_text("utf-8")) for page in PAGES)
    assert first == second
