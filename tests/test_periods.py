"""Periods: one table that is scored several times in a round, from blank sheets to reports."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.round.load import load_assessment
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import ROOT
from tests.test_own_tables import RUBRIC, fill

if TYPE_CHECKING:
    from pathlib import Path

ASSESSMENT = """\
assessment: zhen-2026
title: 乡镇考核
language: zh
groups:
  - {name: 乡镇, rubric: jichu, units: [甲镇, 乙镇]}
sources:
  - {name: 自查, kind: self-check}
  - {name: 考核组, kind: assessors, items: all, assessors: 2, disagreement: {points: 5, basis: 办法}}
  - {name: 民调, kind: survey, items: all, due: 2027-01-20}
composite:
  parts:
    - {name: 基础, weight: 80%}
    - {name: 测评, max: 10, weight: 20%, sources: [民调], once: true}
  basis: 办法
periods:
  each:
    - {name: 上半年, weight: 40%, due: 2026-07-10}
    - {name: 下半年, weight: 60%, due: 2027-01-10}
  basis: 办法
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rubrics").mkdir()
    text = RUBRIC.format(id="jichu", title="基础表", total=100, first=60, second=40)
    (tmp_path / "rubrics" / "jichu.yaml").write_text(text, "utf-8")
    (tmp_path / "assessment.yaml").write_text(ASSESSMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


GIVEN: dict[str, dict[str, tuple[float, float]]] = {
    "上半年": {"甲镇": (50, 30), "乙镇": (45, 35)},
    "下半年": {"甲镇": (55, 35), "乙镇": (40, 30)},
}


def fill_period(folder: Path, period: str) -> None:
    for source in ("考核组", "自查"):
        for path in (folder / "sheets" / period / source).glob("*.xlsx"):
            fill(path, {"评分表": GIVEN[period][path.name.split("-")[0]]})


def fill_survey(folder: Path) -> None:
    path = folder / "sheets" / "民调" / "乡镇-民调-1.xlsx"
    workbook = openpyxl.load_workbook(path)
    for row in workbook.worksheets[0]:
        if row[0].value in {"甲镇", "乙镇"}:
            row[1].value, row[2].value = 9, 1
    workbook.save(path)


def test_from_blank_sheets_to_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "assessment"]) == 0
    assert main(["template", "--period", "上半年"]) == 0
    made = sorted(path.relative_to(folder / "sheets").as_posix() for path in (folder / "sheets").rglob("*.xlsx"))
    assert made == sorted(
        [f"上半年/考核组/{unit}-考核组-{hand}.xlsx" for unit in ("甲镇", "乙镇") for hand in "12"]
        + [f"上半年/自查/{unit}-自查-1.xlsx" for unit in ("甲镇", "乙镇")]
    )
    sheet = openpyxl.load_workbook(folder / "sheets" / made[0]).worksheets[0]
    assert (sheet["A1"].value, sheet["K3"].value, sheet["L3"].value) == ("基础表 评分表 · 上半年", "考核期：", "上半年")
    fill_period(folder, "上半年")
    capsys.readouterr()
    assert main(["status", "--on", "2026-07-11", "--output-format", "json"]) == 1
    unit = json.loads(capsys.readouterr().out)["units"][0]
    stands = [
        (each["source"], each.get("period"), each["expected"], each["found"], each["due"]) for each in unit["sources"]
    ]
    assert stands == [
        ("自查", "上半年", 1, 1, True),
        ("考核组", "上半年", 2, 2, True),
        ("自查", "下半年", 1, 0, False),
        ("考核组", "下半年", 2, 0, False),
        ("民调", None, 1, 0, False),
    ]
    assert main(["score"]) == 1
    said = capsys.readouterr().out
    assert "甲镇 缺 考核组（基础 下半年） 的评分表（已交 0 份，应交 2 份）" in said
    assert main(["template"]) == 0
    assert (folder / "sheets" / "民调" / "乡镇-民调-1.xlsx").exists()
    fill_period(folder, "下半年")
    fill_survey(folder)
    capsys.readouterr()
    assert main(["score"]) == 0
    # 甲镇: 0.8 x (0.4 x 80 + 0.6 x 90) + 0.2 x 90 = 68.8 + 18 = 86.8. 乙镇: 0.8 x (32 + 42) + 18 = 77.2.
    said = capsys.readouterr().out
    assert re.findall(r"(\S镇) +(\d\S+)", said) == [("甲镇", "86.80"), ("乙镇", "77.20")]
    assert "各期得分: 加权平均：上半年 40%、下半年 60%（办法）" in said
    for name in ("r.xlsx", "r.csv", "r.json"):
        more = {"r.csv": ["--table", "items"], "r.xlsx": ["--annex"]}.get(name, [])
        assert main(["report", "-o", name, *more]) == 0
    heads = [
        str(each).replace("\n", "")
        for each in next(
            iter(openpyxl.load_workbook("r-附件.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True))
        )
    ]
    assert [each for each in heads if "年" in each] == ["基础 上半年（100）", "基础 下半年（100）"]
    with (folder / "r.csv").open(encoding="utf-8-sig") as file:
        items = [(row["unit"], row["part"], row["item"], row["points"], row["given"]) for row in csv.DictReader(file)]
    assert items[0] == ("甲镇", "基础 上半年", "1", "50", "考核组-1：50；考核组-2：50")
    assert items[2] == ("甲镇", "基础 下半年", "1", "55", "考核组-1：55；考核组-2：55")
    found = json.loads((folder / "r.json").read_text("utf-8"))
    assert [part.get("period") for part in found["groups"][0]["parts"]] == ["上半年", "下半年", None]
    assert {each.get("period") for each in found["sheets"]} == {"上半年", "下半年", None}


def test_a_dispute_is_decided_in_its_period(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["template"])
    for period in GIVEN:
        fill_period(folder, period)
    fill_survey(folder)
    fill(folder / "sheets" / "下半年" / "考核组" / "甲镇-考核组-2.xlsx", {"评分表": (45, 35)})
    assert main(["score"]) == 1
    assert main(["arbitrate"]) == 0
    path = folder / "sheets" / "裁定表.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    keys = [cell.value for cell in sheet[3]]
    assert keys[:3] == ["被考核单位", "评分来源", "考核期"]
    assert [cell.value for cell in sheet[4]][:4] == ["甲镇", "考核组", "下半年", "1"]
    for key, value in (("裁定得分", 54), ("裁定人", "组长"), ("裁定理由", "核实")):
        sheet.cell(4, keys.index(key) + 1).value = value
    workbook.save(path)
    capsys.readouterr()
    assert main(["score"]) == 0
    # 0.8 x (0.4 x 80 + 0.6 x 89) + 18 = 0.8 x 85.4 + 18 = 86.32
    assert re.findall(r"(\S镇) +(\d\S+)", capsys.readouterr().out)[0] == ("甲镇", "86.32")


def test_a_late_sheet_is_late_for_its_period(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["template"])
    for period in GIVEN:
        fill_period(folder, period)
        path = folder / "sheets" / period / "考核组" / "甲镇-考核组-1.xlsx"
        workbook = openpyxl.load_workbook(path)
        workbook.worksheets[0]["F4"] = "2026-07-12"
        workbook.save(path)
    fill_survey(folder)
    capsys.readouterr()
    assert main(["score"]) == 0
    late = [line for line in capsys.readouterr().out.splitlines() if "[L118]" in line]
    assert len(late) == 1
    assert late[0].startswith("上半年/考核组/甲镇-考核组-1.xlsx")


UNIT = "单位：,甲镇\n来源：,考核组\n评分人：,1\n{label}编号,分值,得分\n1,60,50\n2,40,30\n"


@pytest.mark.parametrize(
    ("name", "label", "period", "codes"),
    [
        ("上半年/甲镇-考核组-1.csv", "", "上半年", []),
        ("2026年 上半年/甲镇-考核组-1.csv", "", "上半年", []),
        ("甲镇-考核组-1-下半年.csv", "", "下半年", []),
        ("甲镇.csv", "考核期：,2026年下半年\n", "下半年", []),
        ("甲镇.csv", "期间：,上半年\n", "上半年", []),
        ("上半年/甲镇.csv", "考核期：,下半年\n", "下半年", ["S307"]),
        ("甲镇.csv", "", "", ["S312"]),
        ("上半年/下半年/甲镇.csv", "", "", ["S312"]),
        ("甲镇.csv", "考核期：,2026年\n", "", ["S312"]),
        ("甲镇.csv", "考核期：,上半年和下半年\n", "", ["S312"]),
        ("上半年/甲镇.csv", "考核期：,三季度\n", "", ["S312"]),
    ],
)
def test_s312_the_period_of_a_sheet_is_told_once_or_not_at_all(
    folder: Path, name: str, label: str, period: str, codes: list[str]
) -> None:
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None
    path = folder / "sheets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(UNIT.format(label=label), "utf-8")
    file = FileReader(loaded.library, round=loaded.round).read(str(path), name)
    assert isinstance(file, File)
    assert [sheet.identity.period for sheet in file.sheets] == [period]
    assert [finding.code for finding in file.all_findings() if finding.code in {"S306", "S307", "S312"}] == codes


def test_hidden_data_goes_before_everything_else(folder: Path) -> None:
    main(["template", "--period", "上半年"])
    made = folder / "sheets" / "上半年" / "考核组" / "甲镇-考核组-1.xlsx"
    fill(made, {"评分表": (50, 30)})
    workbook = openpyxl.load_workbook(made)
    workbook.worksheets[0]["L3"] = "下半年"
    workbook.save(made)
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None
    file = FileReader(loaded.library, round=loaded.round).read(str(made), "上半年/考核组/甲镇-考核组-1.xlsx")
    assert isinstance(file, File)
    assert [sheet.identity.period for sheet in file.sheets] == ["上半年"]
    assert [finding.code for finding in file.all_findings()] == ["S306"]


def test_an_unknown_period_is_misuse(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "--period", "三季度"]) == 2
    assert "没有“三季度”这一期；有 上半年、下半年" in capsys.readouterr().err


@pytest.mark.parametrize(("page", "heading"), [("", "### periods\n"), (".zh-CN", "### periods（期间）\n")])
def test_the_example_of_the_page_is_sound(page: str, heading: str, folder: Path) -> None:
    text = (ROOT / "docs" / f"assessment-format{page}.md").read_text("utf-8").split(heading)[1]
    block = text.split("```yaml\n")[1].split("```")[0]
    head = ASSESSMENT.split("composite:", maxsplit=1)[0].replace(
        "  - {name: 民调, kind: survey, items: all, due: 2027-01-20}\n", ""
    )
    (folder / "assessment.yaml").write_text(head + block, "utf-8")
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    assert [str(part.share) for part in loaded.round.groups[0].parts] == ["2/5", "3/5"]
