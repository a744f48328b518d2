"""A file that is no score sheet, or cannot be read, costs one finding, and makes no unit of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.findings.gallery import BASE
from gkpg.ledger.submissions import find_files, ledger_from, read_files
from gkpg.scoring import score
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import filled, gather, library_of, rubric_of
from tests.otherformats import xlsx
from tests.test_round_sheets import FULL, Folder

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.ledger import Ledger

FOREIGN = xlsx("<row><c><v>1</v></c></row>")
#: What was handed in, and the code of its one finding.
NO_SHEETS = {"a workbook without a score table": (FOREIGN, "S201"), "a picture": (b"\xff\xd8\xff\xe0", "S401")}
#: A source that nothing counts of, and for one unit only.
OWN_WORDS = "  - {name: 自查, kind: self-check, units: [乙区]}\n"


def _codes(ledger: Ledger) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.place.file) for finding in ledger.findings if finding.code not in {"L113", "L106"}]


@pytest.mark.parametrize("kind", NO_SHEETS)
@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        ("chart-data-range.xlsx", None),
        ("chart-考核组-1.xlsx", None),
        ("一组-考核组-1.xlsx", None),
        ("甲区-考核组-1.xlsx", "甲区"),
        ("甲区-考核组-9.xlsx", "甲区"),
        ("甲区-考核-1.xlsx", "甲区"),
        ("甲区-自查-1.xlsx", None),
        ("考核组-考核组-1.xlsx", None),
        ("a.xlsx", None),
    ],
)
def test_in_a_round_it_blocks_the_unit_that_its_name_tells_and_nobody_else(
    kind: str, name: str, blocks: str | None, tmp_path: Path
) -> None:
    folder = Folder(tmp_path, OWN_WORDS)
    raw, code = NO_SHEETS[kind]
    folder.fill("考核组/乙区-考核组-1.xlsx", FULL)
    path = tmp_path / "sheets" / name
    path.write_bytes(raw)
    folder.take(path)
    ledger = folder.results().ledger
    assert _codes(ledger) == [(code, name)]
    own = {unit for unit, found in ledger.blocking.items() if unit and any(each.place.file == name for each in found)}
    assert own == ({blocks} if blocks else set())
    assert set(ledger.by_unit) <= {"甲区", "乙区", ""}


def test_a_former_name_of_a_unit_is_its_name(tmp_path: Path) -> None:
    folder = Folder(tmp_path, old="甲区", new="{name: 甲区, also: [老甲区]}")
    path = tmp_path / "老甲区-考核组-1.xlsx"
    path.write_bytes(FOREIGN)
    assert [sheet.identity.unit for sheet in folder.take(path).sheets] == ["甲区"]


def test_named_assessors_and_their_number_are_not_asked_of_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "", "items: all", "items: all, assessors: [张三, 李四]")
    for each in ("张三", "李四"):
        folder.fill(f"考核组/甲区-考核组-{each}.xlsx", FULL)
    path = tmp_path / "甲区-考核组-王五.xlsx"
    path.write_bytes(b"")
    folder.take(path)
    assert _codes(folder.results().ledger) == [("S401", path.name)]


@pytest.mark.parametrize("kind", NO_SHEETS)
@pytest.mark.parametrize("units", [(), ("甲区",)])
def test_without_an_assessment_it_is_one_finding_too(kind: str, units: tuple[str, ...], tmp_path: Path) -> None:
    rubric = rubric_of(BASE, tmp_path / "smallest.yaml")
    sheets = tmp_path / "sheets"
    filled(rubric, sheets, {}, unit="甲区")
    raw, code = NO_SHEETS[kind]
    (sheets / "chart-data-range.xlsx").write_bytes(raw)
    found = find_files([sheets])
    reader = FileReader(library_of(rubric))
    ledger = ledger_from(read_files(found.files, reader), found, reader, units)
    assert _codes(ledger) == [(code, "chart-data-range.xlsx")]
    shown = {unit.name for group in score(ledger).groups for unit in group.units}
    assert shown == ({"甲区"} if units or code == "S201" else {"甲区", "chart"})


def test_without_an_assessment_a_unit_with_another_sheet_is_still_blocked(tmp_path: Path) -> None:
    rubric = rubric_of(BASE, tmp_path / "smallest.yaml")
    filled(rubric, tmp_path / "sheets", {}, unit="甲区")
    (tmp_path / "sheets" / "甲区-评分组-2.xlsx").write_bytes(FOREIGN)
    assert list(gather(find_files([tmp_path / "sheets"]), library_of(rubric)).blocking) == ["甲区"]
