"""Characters that nobody sees: names that look the same are the same, wherever they stand; it is told once a file."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.base.normalize import fold_name, normalize_name
from gkpg.base.unseen import find_unseen, is_blank
from gkpg.round.unit_list import read_units
from tests.conftest import filled, library_of, read_file
from tests.test_headings import HEAD, ONE, unit_sheet
from tests.test_layouts import found, points, read, workbook
from tests.test_round_sheets import FULL, RULE, Folder

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069"
    "\u2800\u3164\ufe00\ufe0f\ufeff\uffa0\U000e0001\U000e0100"
)


@pytest.mark.parametrize("char", UNSEEN)
def test_names_that_look_the_same_are_the_same(char: str) -> None:
    for name in (f"{char}甲区", f"甲{char}区", f"甲区{char}", f"甲 {char} 区"):
        assert (normalize_name(name), fold_name(name)) == ("甲区", "甲区")
    assert normalize_name(f"Bureau{char} A") == "Bureau A"
    assert is_blank(f" {char}\u3000")
    assert find_unseen(f"甲{char}区") == f"U+{ord(char):04X}"


@pytest.mark.parametrize("name", ["甲区", "A B", "Åland", "ก็", "é", "甲\u3000区", "✔\ufe0f", "𠮷野"])
def test_what_can_be_seen_stays(name: str) -> None:
    assert find_unseen(name) is None
    assert fold_name(name) == "".join(unicodedata.normalize("NFKC", name.replace("\ufe0f", "")).split()).casefold()


@pytest.mark.parametrize(
    ("cells", "at"),
    [
        ({"C6": "1.1\u200b"}, "C6"),
        ({"D6": "目\u200b录"}, "D6"),
        ({"G5": "得分\ufeff"}, "G5"),
        ({"D7": "更新\u2060", "D9": "特色\u200b", "C9": "2\u200b"}, "D7"),
        ({"H6": "否\u200b"}, "H6"),
    ],
)
def test_s311_it_is_told_once_a_file_and_read_all_the_same(
    tmp_path: Path, smallest: Rubric, cells: dict[str, Any], at: str
) -> None:
    path = filled(smallest, tmp_path, cells)
    file = read_file(path, path.name, library_of(smallest))
    assert (found(file), file.sheets[0].points) == ([("S311", at)], "2 1 1.5")


def test_a_score_with_such_a_character_is_the_number_and_one_of_nothing_else_is_blank(
    tmp_path: Path, smallest: Rubric
) -> None:
    path = filled(smallest, tmp_path, {"G6": "1\u200b", "G7": "\ufeff"})
    file = read_file(path, path.name, library_of(smallest))
    assert (found(file), file.sheets[0].points) == ([("S110", "G6"), ("S102", "G7")], "1 - 1.5")


def test_units_headings_and_labels_of_tables_drawn_by_hand(tmp_path: Path, smallest: Rubric) -> None:
    rows = [("单位", "1.1\u200b 目录", "更新\u200b", "2"), ONE, ("乙区\u200b", 1, 1, 0)]
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"某局-1.{suffix}"
        if suffix == "csv":
            path.write_text("\n".join(",".join(map(str, row)) for row in rows), "utf-8-sig")
        file = read(path if suffix == "csv" else workbook(path, rows), smallest)
        assert (found(file), points(file)) == ([("S311", "B1")], {"甲区": "2 0.5 1.5", "乙区": "1 1 0"})
    above = [("单位：\u200b", "甲区\u200b"), ("编号", "分值", "得分"), ("1.1", 2, 2), ("1.2", 1, 1), ("2", 2, 1)]
    file = unit_sheet(tmp_path, smallest, above, ())
    assert (file.sheets[0].identity.unit, [each for each in found(file) if each[0] != "S113"]) == (
        "甲区",
        [("S311", "B1")],
    )


def test_names_of_files_lists_and_assessments(tmp_path: Path, smallest: Rubric) -> None:
    path = workbook(tmp_path / "某局\u200b-1.xlsx", [HEAD, ONE])
    file = read(path, smallest)
    assert (found(file), file.sheets[0].identity.source) == ([("S311", None)], "某局")
    (tmp_path / "units.txt").write_text("甲区\u200b\n\u200b\n甲区\n乙区\ufeff\n", "utf-8")
    assert read_units(tmp_path / "units.txt") == ("甲区", "乙区")
    folder = Folder(tmp_path, RULE, "units: [甲区", 'units: ["甲区\\u200b"')
    assert "甲区" in folder.round.units
    assert folder.fill("考核组/甲区-考核组-1.xlsx", FULL).sheets[0].points == "2 1 1.5"
