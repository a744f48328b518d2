"""The ledger: which files are sheets, and what sheets must keep together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.ledger.submissions import find_files
from tests.conftest import filled, gather, library_of
from tests.test_scoring import flat, ledger_with, sheet

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Sheet

ONE, OTHER = flat("10"), flat("10").model_copy(update={"rubric": "other"})


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        (
            "L101",
            [sheet(ONE, "甲区", ["1"]), sheet(ONE, "甲区", ["2"])],
            [sheet(ONE, "甲区", ["1"]), sheet(ONE, "甲区", ["2"], "2")],
        ),
        (
            "L102",
            [sheet(ONE, "甲区", ["1"]), sheet(ONE, "甲区", ["2"], source="自查")],
            [sheet(ONE, "甲区", ["1"]), sheet(ONE, "甲区", ["2"], "2")],
        ),
        (
            "L103",
            [sheet(ONE, "甲区", ["1"]), sheet(ONE, "甲区", ["2"], "2"), sheet(ONE, "乙区", ["2"])],
            [sheet(ONE, "甲区", ["1"]), sheet(ONE, "乙区", ["2"])],
        ),
        (
            "L104",
            [sheet(ONE, "甲区", ["1"]), sheet(OTHER, "甲区", ["2"])],
            [sheet(ONE, "甲区", ["1"]), sheet(OTHER, "一局", ["2"])],
        ),
    ],
)
def test_rules_between_sheets(code: str, wrong: list[Sheet], right: list[Sheet]) -> None:
    assert {finding.code for finding in ledger_with(wrong, ONE, OTHER).findings} == {code}
    assert ledger_with(right, ONE, OTHER).findings == ()


def test_a_sheet_handed_in_twice_is_not_a_missing_assessor() -> None:
    twice = [sheet(ONE, "甲区", ["1"]), sheet(ONE, "甲区", ["1"]), sheet(ONE, "乙区", ["1"])]
    assert {finding.code for finding in ledger_with(twice, ONE).findings} == {"L101"}


def test_sub_folders_are_read_and_what_is_no_sheet_is_passed_over(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a/c.XLSX", "a/d.xlsm", "e.ods", "~$b.xlsx", ".~lock.b.xlsx#", "notes.docx", ".git/x.xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    found = find_files([tmp_path])
    assert [name for _, name in found.files] == ["a/c.XLSX", "a/d.xlsm", "b.xlsx", "e.ods"]
    assert found.passed_over == 4


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(b"")
    assert len(find_files([tmp_path, tmp_path / "b.xlsx"]).files) == 1


def test_inputs_are_only_read(smallest: Rubric, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    paths = [filled(smallest, folder, {"G6": 9}, unit) for unit in ("甲区", "乙区")]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]
    gather(find_files([folder]), library_of(smallest))
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == before
    assert len(list(folder.iterdir())) == 2
