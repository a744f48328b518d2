"""Layouts: tables of quite different build, as text, workbook and document, become the same draft, and nothing is lost."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from gkpg.authoring.importing.importer import DraftedTable, import_file
from gkpg.findings.finding import has_errors
from gkpg.rubric import load_rubric
from gkpg.rubric.file_layout import lay_out_rubric

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "layouts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))

Lines = list[list[str]]


def lines_of(name: str) -> Lines:
    """The lines of a table by their cells, with `^` and `<` for those that are merged with others."""
    return [line.split("\t") for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()]


def plain(line: list[str]) -> list[str]:
    return ["" if cell in {"^", "<"} else cell for cell in line]


def as_text(lines: Lines, path: Path) -> Path:
    path = path.with_suffix(".txt")
    path.write_text("\n".join("\t".join(plain(line)) for line in lines), "utf-8")
    return path


def as_csv(lines: Lines, path: Path) -> Path:
    path = path.with_suffix(".csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(map(plain, lines))
    return path


def merges(lines: Lines) -> list[tuple[int, int, int, int]]:
    """The merged cells: first row and column, last row and column, from 0."""
    found: dict[tuple[int, int], list[int]] = {}
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            above, left = (row - 1, column), (row, column - 1)
            start = origin[above] if cell == "^" else origin[left] if cell == "<" else (row, column)
            origin[row, column] = start
            last = found.setdefault(start, [row, column])
            last[:] = [max(last[0], row), max(last[1], column)]
    return [(*first, *last) for first, last in found.items() if first != tuple(last)]


def as_workbook(lines: Lines, path: Path) -> Path:
    path = path.with_suffix(".xlsx")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for line in lines:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in plain(line)])
    for top, left, bottom, right in merges(lines):
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    workbook.save(path)
    return path


def as_document(lines: Lines, path: Path) -> Path:
    """Lines of one cell are paragraphs, the others rows of tables."""
    path = path.with_suffix(".docx")
    document = docx.Document()
    block: Lines = []
    for line in [*lines, [""]]:
        if len(line) > 1:
            block.append(line)
            continue
        if block:
            put_table(document, block)
        block = []
        document.add_paragraph(line[0])
    document.save(str(path))
    return path


def put_table(document: docx.document.Document, lines: Lines) -> None:
    table = document.add_table(rows=len(lines), cols=max(map(len, lines)))
    for row, line in enumerate(lines):
        for column, cell in enumerate(plain(line)):
            table.cell(row, column).text = cell
    for top, left, bottom, right in merges(lines):
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text


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
