"""Tables of their own: units that are ranked together, each by what is common and by its own table, from blank to report."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.round.load import load_assessment
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RUBRIC = """\
rubric: {id}
version: "1"
title: {title}
total: {total}
indicators:
  - {{id: "1", name: 指标一, max: {first}}}
  - {{id: "2", name: 指标二, max: {second}}}
"""
ASSESSMENT = """\
assessment: bumen-2026
title: 部门考核
language: zh
groups:
  - name: 部门
    rubric: gong
    units: [{name: 甲局, rubric: jia}, {name: 乙局, rubric: yi}, {name: 丙局, rubric: jia}]
sources:
  - {name: 自查, kind: self-check, due: 2026-11-01}
  - {name: 考核组, kind: assessors, items: all, assessors: 2, due: 2026-11-10, disagreement: {points: 10, basis: 办法}}
composite:
  parts:
    - {name: 共性}
    - {name: 个性, rubric: own}
  basis: 办法
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round in which 甲局 and 丙局 have an own table of 60, 乙局 one of 50, and 40 are common."""
    (tmp_path / "rubrics").mkdir()
    for name, title, most in (("gong", "共性表", (20, 20)), ("jia", "甲表", (40, 20)), ("yi", "乙表", (30, 20))):
        text = RUBRIC.format(id=name, title=title, total=sum(most), first=most[0], second=most[1])
        (tmp_path / "rubrics" / f"{name}.yaml").write_text(text, "utf-8")
    (tmp_path / "assessment.yaml").write_text(ASSESSMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


def fill(path: Path, given: dict[str, tuple[float, float]]) -> None:
    """Fill pages of a workbook with another program, each with the scores of its two items."""
    workbook = openpyxl.load_workbook(path)
    for title, scores in given.items():
        sheet = workbook[title]
        (column,) = (cell.column_letter for row in sheet.iter_rows(max_row=6) for cell in row if cell.value in SCORE)
        for row in sheet.iter_rows():
            if row[0].value in {"1", "2"}:
                sheet[f"{column}{row[0].row}"] = scores[int(row[0].value) - 1]
    workbook.save(path)


SCORE = {"得分", "自评分"}
#: What each assessor gives: the common part, then the own table.
GIVEN = {"甲局": ((18, 16), (38, 20)), "乙局": ((17, 15), (27, 18)), "丙局": ((15, 15), (30, 15))}


def fill_all(folder: Path) -> None:
    for path in sorted((folder / "sheets" / "考核组").rglob("*.xlsx")):
        common, own = GIVEN[path.name.split("-")[0]]
        fill(path, {"共性": common, "个性": own})


def test_from_blank_sheets_to_reports(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "assessment"]) == 0
    assert main(["template"]) == 0
    made = sorted(path.relative_to(folder / "sheets").as_posix() for path in (folder / "sheets").rglob("*.xlsx"))
    scored = [f"考核组/{unit}-考核组-{hand}.xlsx" for unit in GIVEN for hand in "12"]
    assert made == sorted((*scored, *(f"自查/{unit}-自查-1.xlsx" for unit in GIVEN)))
    fill_all(folder)
    capsys.readouterr()
    assert main(["status", "--on", "2026-11-05", "--output-format", "json"]) == 0
    units = json.loads(capsys.readouterr().out)["units"]
    assert [[(each["expected"], each["found"]) for each in unit["sources"]] for unit in units] == [[(2, 2), (4, 4)]] * 3
    for path in (folder / "sheets" / "自查").rglob("*.xlsx"):
        fill(path, {"共性": (20, 20), "个性": (20, 20)})
    assert main(["score"]) == 0
    # 甲局: 34 + 58 = 92 of 100. 乙局: 32 + 45 = 77 of 90. 丙局: 30 + 45 = 75 of 100.
    assert re.findall(r"(\S局) +(\S+) +(\S+) +\d+ +(\S+)", capsys.readouterr().out) == [
        ("甲局", "92.00", "优秀", "100.00"),
        ("乙局", "77.00", "良好", "90.00"),
        ("丙局", "75.00", "合格", "100.00"),
    ]
    for name in ("r.xlsx", "r.csv", "r.json"):
        more = {"r.csv": ["--table", "items"], "r.xlsx": ["--annex"]}.get(name, [])
        assert main(["report", "-o", name, *more]) == 0
    rows = list(openpyxl.load_workbook("r-附件.xlsx").worksheets[0].values)
    heads = [str(each) for each in rows[1]]
    assert heads[3:8] == ["等次", "共性\n（40）", "1 指标一\n（20）", "2 指标二\n（20）", "个性"]
    assert [row[4:8] for row in rows[2:5]] == [(34, 18, 16, 58), (32, 17, 15, 45), (30, 15, 15, 45)]
    with (folder / "r.csv").open(encoding="utf-8-sig") as file:
        items = [(row["unit"], row["part"], row["item"], row["max"], row["own"]) for row in csv.DictReader(file)]
    assert items[:4] == [
        ("甲局", "共性", "1", "20", "20"),
        ("甲局", "共性", "2", "20", "20"),
        ("甲局", "个性", "1", "40", ""),  # a self-check is shown beside the first part
        ("甲局", "个性", "2", "20", ""),
    ]
    assert len(items) == 3 * 4
    group = json.loads((folder / "r.json").read_text("utf-8"))["groups"][0]
    assert [part.get("units") for part in group["parts"]] == [None, ["丙局", "甲局"], ["乙局"]]
    assert [part["points"] for part in group["units"][1]["parts"]] == [{"1": "17", "2": "15"}, {"1": "27", "2": "18"}]


def test_what_is_missing_or_in_dispute_is_that_of_the_unit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["template"])
    fill_all(folder)
    workbook = openpyxl.load_workbook(folder / "sheets" / "考核组" / "乙局-考核组-2.xlsx")
    del workbook["个性"]
    workbook.save(folder / "sheets" / "考核组" / "乙局-考核组-2.xlsx")
    fill(folder / "sheets" / "考核组" / "甲局-考核组-2.xlsx", {"个性": (20, 20)})
    capsys.readouterr()
    assert main(["score"]) == 1
    said = capsys.readouterr().out
    assert "乙局 缺 考核组（个性） 的评分表" in said
    assert "[L113]" in said
    assert "[L120]" in said
    assert "丙局" in said
    assert main(["arbitrate"]) == 0
    sheet = openpyxl.load_workbook(folder / "sheets" / "裁定表.xlsx").worksheets[0]
    assert any("甲局" in map(str, row) for row in sheet.values)


def test_a_matrix_with_a_page_for_each_own_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ASSESSMENT.replace("kind: assessors, items: all, assessors: 2", "kind: special, items: all")
    (folder / "assessment.yaml").write_text(text, "utf-8")
    main(["template"])
    path = folder / "sheets" / "考核组" / "部门-考核组-1.xlsx"
    workbook = openpyxl.load_workbook(path)
    units = {each.title: [row[0].value for row in each if row[0].value in GIVEN] for each in workbook.worksheets}
    assert [(title, own) for title, own in units.items() if own] == [
        ("共性", ["甲局", "乙局", "丙局"]),
        ("个性 甲表", ["甲局", "丙局"]),
        ("个性 乙表", ["乙局"]),
    ]
    for sheet in workbook.worksheets:
        for row in sheet:
            if row[0].value in GIVEN:
                scores = GIVEN[row[0].value]["个性" in sheet.title]
                sheet[f"B{row[0].row}"], sheet[f"C{row[0].row}"] = scores
    workbook.save(path)
    for blank in (folder / "sheets" / "自查").rglob("*.xlsx"):
        blank.unlink()
    capsys.readouterr()
    assert main(["score"]) == 0
    assert re.findall(r"(\S局) +(\S+)", capsys.readouterr().out) == [
        ("甲局", "92.00"),
        ("乙局", "77.00"),
        ("丙局", "75.00"),
    ]


@pytest.mark.parametrize(("page", "heading"), [("", "Tables of their own"), (".zh-CN", "各单位自己的指标表")])
def test_the_example_of_the_page_is_sound(page: str, heading: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / f"assessment-format{page}.md").read_text("utf-8").split(f"#### {heading}\n")[1]
    block = text.split("```yaml\n")[1].split("```")[0]
    for name in set(re.findall(r"rubric: (\w+)", block)) - {"own"}:
        (tmp_path / "rubrics").mkdir(exist_ok=True)
        rubric = RUBRIC.format(id=name, title=name, total=100, first=60, second=40)
        (tmp_path / "rubrics" / f"{name}.yaml").write_text(rubric, "utf-8")
    head = "assessment: example\ntitle: Example\nsources: [{name: office, kind: special, items: all}]\n"
    (tmp_path / "assessment.yaml").write_text(head + block, "utf-8")
    loaded = load_assessment(tmp_path / "assessment.yaml")
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    (group,) = loaded.round.groups
    assert [len(part.units or ()) for part in group.parts] == [0, 2, 1]
