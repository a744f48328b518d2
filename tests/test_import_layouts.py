"""Layouts: tables of quite different build, as text, workbook and document, become the same draft, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gkpg.authoring.importing.importer import DraftedTable, import_file
from gkpg.findings.finding import has_errors
from gkpg.rubric import load_rubric
from gkpg.rubric.file_layout import lay_out_rubric
from tests.printed_files import Lines, as_csv, as_document, as_text, as_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "layouts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def lines_of(name: str) -> Lines:
    """The lines of a table by their cells, with `^` and `<` for those that are merged with others."""
    return [line.split("\t") for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()]


def said(drafts: tuple[DraftedTable, ...]) -> str:
    """Drafts as the files beside the tables say them."""
    told = []
    for draft in drafts:
        told.append(lay_out_rubric(draft.values))
        for each in draft.findings:
            place = str(each.place).rpartition("/")[2].partition(":")[2]
            told.append(f"# {place} {each.severity.name.lower()}: {each.message('en')} [{each.code}]\n")
    return "".join(told)


def without_places(text: str) -> list[str]:
    """The lines of drafts, what is told without its places, in one order."""
    lines = text.splitlines()
    told = sorted(line.partition(": ")[2] for line in lines if line.startswith("# "))
    return [line for line in lines if not line.startswith("# ")] + told


@pytest.mark.parametrize("name", NAMES)
def test_a_table_as_text_becomes_the_draft_beside_it(name: str, tmp_path: Path) -> None:
    drafts = import_file(as_text(lines_of(name), tmp_path / name))
    assert said(drafts) == (FOLDER / f"{name}.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("written", [as_csv, as_workbook, as_document])
def test_the_same_table_in_other_files_becomes_the_same_draft(
    written: Callable[[Lines, Path], Path], name: str, tmp_path: Path
) -> None:
    drafts = import_file(written(lines_of(name), tmp_path / name))
    assert without_places(said(drafts)) == without_places((FOLDER / f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_of_which_no_error_is_told_is_sound(name: str, tmp_path: Path) -> None:
    for place, draft in enumerate(import_file(as_text(lines_of(name), tmp_path / name))):
        path = tmp_path / f"{place}.yaml"
        path.write_text(lay_out_rubric(draft.values), "utf-8")
        wrong = [each for each in load_rubric(path).findings if each.severity.name == "ERROR"]
        assert bool(wrong) == has_errors(draft.findings), wrong


@pytest.mark.parametrize("written", [as_text, as_csv, as_workbook, as_document])
def test_what_a_column_that_is_filled_in_holds_is_told(written: Callable[[Lines, Path], Path], tmp_path: Path) -> None:
    lines = [["指标表"], ["序号", "指标", "分值", "自评情况"], ["1", "公开", "3", "已完成"], ["合计", "", "3", ""]]
    (draft,) = import_file(written(lines, tmp_path / "a"))
    assert [(each.code, each.facts["text"]) for each in draft.findings] == [("T113", "已完成")]


@pytest.mark.parametrize("written", [as_text, as_csv, as_workbook, as_document])
def test_a_number_printed_anew_in_each_row_is_that_of_one_indicator(
    written: Callable[[Lines, Path], Path], tmp_path: Path
) -> None:
    lines = [
        ["Award criteria"],
        ["No.", "Category", "Item", "Max"],
        ["1", "Leadership", "Senior leadership", "70"],
        ["1", "Leadership", "Governance", "50"],
        ["2", "Strategy", "Development", "45"],
        ["Total", "", "", "165"],
    ]
    (draft,) = import_file(written(lines, tmp_path / "a"))
    assert [(each["id"], each.get("number"), each["max"]) for each in draft.values["indicators"]] == [
        ("1", None, 120),
        ("2", None, 45),
    ]
    assert [each["id"] for each in draft.values["indicators"][0]["items"]] == ["1.1", "1.2"]
    assert not draft.findings


@pytest.mark.parametrize("written", [as_text, as_csv, as_document])
@pytest.mark.parametrize("foot", [[], [["合计", "", "1"]]])
def test_weights_that_divide_one_are_percentages(
    written: Callable[[Lines, Path], Path], foot: Lines, tmp_path: Path
) -> None:
    lines = [["指标表"], ["序号", "指标", "权重"], ["1", "公开", "0.6"], ["2", "解读", "0.4"], *foot]
    (draft,) = import_file(written(lines, tmp_path / "a"))
    assert [each.get("weight") for each in draft.values["indicators"]] == ["60%", "40%"]
    assert (draft.values["total"], [each.code for each in draft.findings]) == (100, ["T311"])


def test_points_that_add_up_to_one_are_points(tmp_path: Path) -> None:
    lines = [["指标表"], ["序号", "指标", "分值"], ["1", "公开", "0.6"], ["2", "解读", "0.4"], ["合计", "", "1"]]
    (draft,) = import_file(as_text(lines, tmp_path / "a"))
    assert [str(each["max"]) for each in draft.values["indicators"]] == ["0.6", "0.4"]
    assert draft.values["total"] == 1


def test_a_stray_cell_beside_names_is_no_level(tmp_path: Path) -> None:
    lines = [
        ["指标表"],
        ["序号", "指标", "", "分值"],
        ["1", "公开", "新增", "3"],
        ["2", "解读", "", "2"],
        ["3", "答复", "", "1"],
        ["合计", "", "", "6"],
    ]
    (draft,) = import_file(as_text(lines, tmp_path / "a"))
    assert [(each["name"], each.get("items")) for each in draft.values["indicators"]] == [
        ("公开", None),
        ("解读", None),
        ("答复", None),
    ]
    assert [(each.code, each.facts["text"].zh) for each in draft.findings] == [("T116", "新增")]


@pytest.mark.parametrize("written", [as_workbook, as_document])
def test_a_heading_merged_over_two_columns_of_text_is_of_both(
    written: Callable[[Lines, Path], Path], tmp_path: Path
) -> None:
    lines = [["指标表"], ["序号", "指标", "考核内容", "<", "分值"], ["1", "公开", "目录", "齐全", "3"]]
    (draft,) = import_file(written([*lines, ["合计", "", "", "", "3"]], tmp_path / "a"))
    assert draft.values["indicators"][0]["description"] == "目录；齐全"
    assert not draft.findings


@pytest.mark.parametrize("written", [as_workbook, as_document])
def test_texts_in_several_rows_beside_merged_points_are_of_one_item(
    written: Callable[[Lines, Path], Path], tmp_path: Path
) -> None:
    lines = [
        ["指标表"],
        ["序号", "指标", "评分标准", "分值"],
        ["1", "组织", "有机构", "20"],
        ["^", "^", "有人员", "^"],
        ["^", "^", "有经费", "^"],
        ["2", "落实", "完成任务", "80"],
        ["合计", "", "", "100"],
    ]
    (draft,) = import_file(written(lines, tmp_path / "a"))
    assert [(each["name"], each["max"], each["standard"]) for each in draft.values["indicators"]] == [
        ("组织", 20, "有机构；有人员；有经费"),
        ("落实", 80, "完成任务"),
    ]
    assert not draft.findings
