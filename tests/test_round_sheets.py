"""Sheets of a round: made blank by gkpg, filled by another program, read by the rules of their assessment."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND
from gkpg.ledger.submissions import SubmittedFiles, find_files, ledger_from, read_files
from gkpg.round.load import load_assessment
from gkpg.scoring import Results, score
from gkpg.sheets.blank.arbitration_sheet import render_arbitration_sheet
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.model import File
from gkpg.sheets.read.evidence import find_links
from gkpg.sheets.read.file_reader import FileReader
from tests.test_assessment_rules import load

if TYPE_CHECKING:
    from pathlib import Path

Cells = dict[str, Any]
#: Rows 6, 7 and 9 of a unit sheet are the items 1.1, 1.2 and 2; 7 and 8 of a matrix are its first units.
FULL: Cells = {"G6": 2, "G7": 1, "G9": 1.5, "I9": "案例"}
RULE = 'not_applicable:\n  - {items: ["1.1"], treatment: full, proof: true, basis: 办法}\n'


class Folder:
    """A round in a folder: its blank sheets, filled and read back."""

    def __init__(self, path: Path, more: str = "", old: str = "", new: str = "", rubric: str = BASE) -> None:
        loaded = load(ROUND.replace(old, new, 1) + more, path, smallest=rubric)
        assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
        self.path, self.loaded, self.round = path, loaded, loaded.round
        self.reader = FileReader(loaded.library, round=loaded.round)
        self.blank = {name: make() for name, make in list_requested_sheets(loaded.round)}
        self.files: list[File] = []

    def fill(self, name: str, cells: Cells, raw: bytes | None = None) -> File:
        """Fill a blank sheet as another program would, put it into the folder, and read it."""
        workbook = openpyxl.load_workbook(io.BytesIO(raw or self.blank[name]))
        for address, value in cells.items():
            workbook.worksheets[0][address] = value
        path = self.path / "sheets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        workbook.save(path)
        return self.take(path)

    def take(self, path: Path) -> File:
        """Read a file of the folder."""
        file = self.reader.read(str(path), path.name)
        assert isinstance(file, File)
        self.files.append(file)
        return file

    def results(self) -> Results:
        """What the files that were read come to."""
        return score(ledger_from(self.files, SubmittedFiles((), 0), self.reader))


def found(file: File) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.place.cell) for finding in file.all_findings()]


def points(file: File) -> list[str]:
    return [sheet.points for sheet in file.sheets]


def test_every_source_gets_the_sheets_it_is_to_fill(tmp_path: Path) -> None:
    more = (
        "  - {name: 自查, kind: self-check}\n"
        '  - {name: 某局, kind: special, items: ["1.2"]}\n'
        "  - {name: 公众, kind: survey}\n"
        "composite:\n  parts:\n    - {name: 指标}\n    - {name: 评议, max: 10, sources: [公众]}\n  basis: 办法\n"
    )
    folder = Folder(tmp_path, more, "items: all", 'items: ["1.1", "2"], assessors: [张三, 李四]')
    assert list(folder.blank) == [
        "考核组/甲区-考核组-张三.xlsx",
        "考核组/甲区-考核组-李四.xlsx",
        "考核组/乙区-考核组-张三.xlsx",
        "考核组/乙区-考核组-李四.xlsx",
        "自查/甲区-自查-1.xlsx",
        "自查/乙区-自查-1.xlsx",
        "某局/一组-某局-1.xlsx",
        "公众/一组-公众-1.xlsx",
    ]
    assert folder.blank == {name: make() for name, make in list_requested_sheets(folder.round)}  # the same bytes again


@pytest.mark.parametrize(
    ("cells", "codes", "line"),
    [
        (FULL, [], "2 1 1.5"),
        ({**FULL, "G6": None, "H6": "✓", "I6": "说明函"}, [], "/ 1 1.5"),
        ({**FULL, "G6": "不适用", "J6": "https://a.cn"}, [], "/ 1 1.5"),
        ({**FULL, "G6": None, "H6": "✓"}, [("S120", "H6")], "- 1 1.5"),
        ({**FULL, "H6": "✓", "I6": "说明函"}, [("S124", "G6")], "- 1 1.5"),
        ({**FULL, "G7": None, "H7": "✓", "I7": "说明函"}, [("S112", "H7")], "2 - 1.5"),
    ],
)
def test_a_mark_of_not_applicable_goes_by_the_rule(
    cells: Cells, codes: list[tuple[str, str]], line: str, tmp_path: Path
) -> None:
    file = Folder(tmp_path, RULE).fill("考核组/甲区-考核组-1.xlsx", cells)
    assert (found(file), points(file)) == (codes, [line])


def test_s121_a_source_scores_its_own_items_only(tmp_path: Path) -> None:
    more = '  - {name: 某局, kind: assessors, items: ["2"]}\n'
    folder = Folder(tmp_path, more, "items: all", 'items: ["1"]')
    workbook = openpyxl.load_workbook(io.BytesIO(folder.blank["考核组/甲区-考核组-1.xlsx"]))
    assert [row[2].value for row in workbook.worksheets[0].iter_rows(6, 9)] == ["1.1", "1.2", None, None]
    (tmp_path / "whole").mkdir()
    raw = Folder(tmp_path / "whole").blank["考核组/甲区-考核组-1.xlsx"]
    file = folder.fill("a.xlsx", {**FULL, "G9": None, "I9": None}, raw)
    assert (found(file), points(file)) == ([], ["2 1"])
    file = folder.fill("b.xlsx", FULL, raw)
    assert (found(file), points(file)) == ([("S121", "G9")], ["2 1"])


EVIDENCE = "  - {name: 自查, kind: self-check, evidence: {link: [链接], document: [材料], basis: 办法}}\n"
ASKS = BASE.replace("max: 2}", "max: 2, evidence: 提交网站链接}").replace("max: 1}", "max: 1, evidence: 提交材料}")


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"J6": "见 https://a.cn/1\nwww.b.cn", "J7": "《台账》"}, []),
        ({"J6": "《台账》", "J7": "《台账》"}, [("S122", "J6")]),
        ({"J6": "https://a.cn/1"}, [("S122", "J7")]),
        ({"G6": 0, "J7": "https://a.cn"}, []),
    ],
)
def test_s122_a_self_check_shows_what_the_rubric_asks_for(
    cells: Cells, codes: list[tuple[str, str]], tmp_path: Path
) -> None:
    folder = Folder(tmp_path, EVIDENCE, rubric=ASKS)
    file = folder.fill("自查/甲区-自查-1.xlsx", {"G6": 2, "G7": 1, "G9": 2, **cells})
    assert found(file) == codes


def test_a_self_check_has_its_own_headings_and_stands_beside_the_scores(tmp_path: Path) -> None:
    folder = Folder(tmp_path, EVIDENCE)
    sheet = openpyxl.load_workbook(io.BytesIO(folder.blank["自查/甲区-自查-1.xlsx"])).worksheets[0]
    assert [sheet[cell].value for cell in ("G5", "I5", "J5")] == ["自评分", "考核填报", "附件或链接"]
    folder.fill("自查/甲区-自查-1.xlsx", {"G6": 2, "G7": 1, "G9": 2, "I6": "已公开"})
    for unit in ("甲区", "乙区"):
        folder.fill(f"考核组/{unit}-考核组-1.xlsx", FULL)
    results = folder.results()
    (group,) = results.groups
    assert [(unit.name, str(unit.total), unit.sheets) for unit in group.units] == [
        ("甲区", "4.50", 1),
        ("乙区", "4.50", 1),
    ]
    assert results.own_points(group, group.units[0]) == {"1": 3, "1.1": 2, "1.2": 1, "2": 2}
    assert results.own_points(group, group.units[1]) == {}


def test_several_links_in_a_cell_are_several() -> None:
    assert find_links("见https://a.cn/x?a=1，https://b.cn\nWWW.c.cn；《附件》") == (
        "https://a.cn/x?a=1",
        "https://b.cn",
        "WWW.c.cn",
    )


SURVEY = (
    "  - {name: 公众, kind: survey, scale: {好: 10, 差: 0}}\n"
    "composite:\n  parts:\n    - {name: 指标}\n    - {name: 评议, max: 10, sources: [公众]}\n  basis: 办法\n"
)


@pytest.mark.parametrize(
    ("cells", "codes", "lines"),
    [
        ({"B7": 8, "C7": 300, "B8": "好", "C8": 200}, [], ["8", "10"]),
        ({"B7": 11, "C7": 300, "B8": 9, "C8": 200}, [("S101", "B7")], ["-", "9"]),
        ({"B7": 8, "C7": "约300", "B8": 9, "C8": 200}, [("S125", "C7")], ["8", "9"]),
        ({"B7": 8, "C7": 0, "B8": 9}, [("S125", "C7"), ("S125", "C8")], ["8", "9"]),
        ({"B7": "很好", "C7": 300, "B8": 9, "C8": 200}, [("S105", "B7")], ["-", "9"]),
    ],
)
def test_a_survey_is_a_matrix_with_the_size_of_each_sample(
    cells: Cells, codes: list[tuple[str, str]], lines: list[str], tmp_path: Path
) -> None:
    file = Folder(tmp_path, SURVEY).fill("公众/一组-公众-1.xlsx", cells)
    assert (found(file), points(file)) == (codes, lines)


def test_answers_of_a_survey_weigh_by_their_sample(tmp_path: Path) -> None:
    folder = Folder(tmp_path, SURVEY)
    answers = "来源：,公众\n评分人：,1\n单位,评议,样本数\n甲区,8,300\n甲区,好,100\n乙区,差,50\n"
    path = tmp_path / "评议.csv"
    path.write_text(answers, "utf-8")
    file = folder.take(path)
    assert [(sheet.identity.unit, sheet.identity.assessor, sheet.sample) for sheet in file.sheets] == [
        ("甲区", "1", 300),
        ("甲区", "1#2", 100),
        ("乙区", "1", 50),
    ]
    for unit in ("甲区", "乙区"):
        folder.fill(f"考核组/{unit}-考核组-1.xlsx", FULL)
    # 甲区: 4.5 + (8 x 300 + 10 x 100) / 400 = 4.5 + 8.5; 乙区: 4.5 + 0
    assert {unit.name: str(unit.total) for unit in folder.results().groups[0].units} == {
        "甲区": "13.00",
        "乙区": "4.50",
    }


LIMIT = "items: all, assessors: 2, disagreement: {points: 1, basis: 办法}"


def disputed(path: Path) -> tuple[Folder, bytes]:
    """A round with one dispute, and its arbitration sheet."""
    folder = Folder(path, "", "items: all", LIMIT)
    for unit in ("甲区", "乙区"):
        for hand, score_ in (("1", 2), ("2", 0 if unit == "甲区" else 1)):
            folder.fill(f"考核组/{unit}-考核组-{hand}.xlsx", {**FULL, "G6": score_, "I6": f"理由{hand}"})
    ledger = ledger_from(folder.files, SubmittedFiles((), 0), folder.reader)
    return folder, render_arbitration_sheet([each.row(ledger.round) for each in ledger.disputes.values()], "考核", "zh")


def test_a_dispute_comes_back_decided(tmp_path: Path) -> None:
    folder, raw = disputed(tmp_path)
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]
    shown = [cell.value for cell in sheet[4]]
    assert shown == ["甲区", "考核组", "1.1", "目录", 2, "1: 2; 2: 0", "1: 理由1\n2: 理由2", None, None, None]
    assert sheet.max_row == 4
    assert folder.results().groups[0].units[1].total is None
    file = folder.fill("裁定表.xlsx", {"H4": 1.5, "I4": "组长", "J4": "复核属实"}, raw)
    assert found(file) == []
    results = folder.results()
    assert {unit.name: str(unit.total) for unit in results.groups[0].units} == {"甲区": "4.00", "乙区": "4.00"}
    assert [finding.code for finding in results.findings] == ["L121"]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({}, []),
        ({"H4": 1.5, "J4": "复核"}, [("S123", "I4")]),
        ({"H4": 1.5, "I4": "组长"}, [("S123", "J4")]),
        ({"I4": "组长"}, [("S123", "H4")]),
        ({"J4": "复核"}, [("S123", "H4")]),
        ({"H4": " ", "I4": "组长", "J4": "复核"}, [("S123", "H4")]),
        ({"A5": "签字", "I6": "组长"}, []),
        ({"H4": 2.5, "I4": "组长", "J4": "复核"}, [("S101", "H4")]),
        ({"H4": "再议", "I4": "组长", "J4": "复核"}, [("S105", "H4")]),
        ({"A4": "丙区", "H4": 1, "I4": "组长", "J4": "复核"}, [("S126", "A4")]),
        ({"B4": "某局", "H4": 1, "I4": "组长", "J4": "复核"}, [("S126", "B4")]),
        ({"C4": "1.9", "H4": 1, "I4": "组长", "J4": "复核"}, [("S202", "C4")]),
    ],
)
def test_what_is_wrong_with_a_decision_is_found_at_its_cell(
    cells: Cells, codes: list[tuple[str, str]], tmp_path: Path
) -> None:
    folder, raw = disputed(tmp_path)
    assert found(folder.fill("裁定表.xlsx", cells, raw)) == codes
    assert folder.results().groups[0].units[1].total is None


def test_ticks_and_vetoes_in_dispute_are_decided_as_the_items_that_they_come_to(tmp_path: Path) -> None:
    rubric = (
        BASE.replace("    max: 3\n", "    max: 3\n    kind: ticks\n")
        + "vetoes: [{id: V1, name: 泄密, effect: {total: 1}}]\n"
    )
    folder = Folder(tmp_path, "", "items: all", LIMIT, rubric)
    sheet = openpyxl.load_workbook(io.BytesIO(folder.blank["考核组/甲区-考核组-1.xlsx"])).worksheets[0]
    veto = next(row for row in range(6, sheet.max_row + 1) if sheet[f"C{row}"].value == "V1")
    for unit in ("甲区", "乙区"):
        for hand, mark in (("1", "✓"), ("2", "✗" if unit == "甲区" else "✓")):
            cells = {"K6": mark, "K7": mark, "G9": 1.5, "I9": "案例", f"G{veto}": "✗" if unit == "乙区" else mark}
            assert found(folder.fill(f"考核组/{unit}-考核组-{hand}.xlsx", cells)) == []
    ledger = ledger_from(folder.files, SubmittedFiles((), 0), folder.reader)
    disputes = [each.row(ledger.round) for each in ledger.disputes.values()]
    assert [(each.unit, each.item, each.scores, each.max) for each in disputes] == [
        ("甲区", "1", "1: 3; 2: 0", 3),
        ("甲区", "V1", "1: ✓; 2: ✗", None),
    ]
    assert [finding.code for finding in folder.results().findings] == ["L120", "L120"]
    raw = render_arbitration_sheet(disputes, "考核", "zh")
    cells = {"H4": 1.5, "I4": "组长", "J4": "复核", "H5": "✗", "I5": "组长", "J5": "未泄密"}
    assert found(folder.fill("裁定表.xlsx", cells, raw)) == []
    results = folder.results()
    assert {unit.name: str(unit.total) for unit in results.groups[0].units} == {"甲区": "3.00", "乙区": "4.50"}
    said = [finding.line("zh") for finding in results.findings]
    assert ["裁定为 1.5" in said[0], "裁定为 ✗（1: ✓; 2: ✗" in said[1]] == [True, True]


def test_a_decision_about_a_loss_stays_within_it(tmp_path: Path) -> None:
    rubric = BASE.replace("    max: 3\n", "    max: 3\n    kind: deductions\n    floor: -1\n")
    folder = Folder(tmp_path, "", "items: all", LIMIT, rubric)
    for hand, lost in (("1", 2), ("2", 0)):
        folder.fill(f"考核组/甲区-考核组-{hand}.xlsx", {"K6": lost, "K7": 0, "G9": 1.5, "I9": "案例"})
    ledger = ledger_from(folder.files, SubmittedFiles((), 0), folder.reader)
    raw = render_arbitration_sheet([each.row(ledger.round) for each in ledger.disputes.values()], "考核", "zh")
    who = {"I4": "组长", "J4": "复核"}
    assert found(folder.fill("裁定表.xlsx", {"H4": -1.5, **who}, raw)) == [("S127", "H4")]
    assert found(folder.fill("裁定表.xlsx", {"H4": 3.5, **who}, raw)) == [("S127", "H4")]
    assert found(folder.fill("裁定表.xlsx", {"H4": -1, **who}, raw)) == []


def test_the_own_scores_of_ticks_and_losses_are_what_they_come_to(tmp_path: Path) -> None:
    rubric = BASE.replace("    max: 3\n", "    max: 3\n    kind: deductions\n")
    folder = Folder(tmp_path, "  - {name: 自查, kind: self-check}\n", rubric=rubric)
    for name in ("考核组/甲区-考核组-1.xlsx", "自查/甲区-自查-1.xlsx"):
        assert name in folder.blank
        folder.fill(name, {"K6": 0.5, "K7": 1, "G9": 2, "I9": "案例"})
    results = folder.results()
    (group,) = results.groups
    assert results.own_total(group, group.units[0]) == 3 - 1.5 + 2


def test_s310_a_sheet_under_a_former_name_is_read_under_the_new_one(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "", "[甲区, 乙区]", "[{name: 甲区, also: [原甲县]}, 乙区]")
    file = folder.fill("考核组/甲区-考核组-1.xlsx", FULL)
    assert found(file) == []
    path = tmp_path / "原甲县-考核组-1.csv"
    path.write_text("来源：,考核组\n评分人：,1\n单位,1.1 目录,1.2 更新,2 特色\n原甲县,2,1,2\n乙区,2,1,1\n", "utf-8")
    assert [sheet.identity.unit for sheet in folder.take(path).sheets] == ["甲区", "乙区"]
    raw = Folder(tmp_path, "", "甲区", "原甲县").blank["考核组/原甲县-考核组-1.xlsx"]
    file = folder.fill("b.xlsx", FULL, raw)
    assert ([sheet.identity.unit for sheet in file.sheets], found(file)) == (["甲区"], [("S310", "C3")])


def test_sheets_without_hidden_data_are_known_by_the_assessment(tmp_path: Path) -> None:
    """A table drawn by hand, of the source and the unit that it names."""
    folder = Folder(tmp_path)
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["单位：", "甲区"], ["来源：", "考核组"], ["评分人：", "1"], ["编号", "分值", "得分"]):
        sheet.append(row)
    for row_ in (["1.1", 2, 2], ["1.2", 1, 0.5], ["2", 2, 1]):
        sheet.append(row_)
    workbook.save(tmp_path / "手画.xlsx")
    file = folder.take(tmp_path / "手画.xlsx")
    assert ([code for code, _ in found(file)], points(file)) == (["S113"], ["2 0.5 1"])


def test_a_matrix_of_gkpgs_own_with_a_veto_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its row of caps has ✓/✗ in the column of a veto, which has no cap."""
    (tmp_path / "rubrics").mkdir()
    text = 'rubric: r\nversion: "1"\ntitle: 表\ntotal: 10\nindicators:\n  - {id: "1", name: 公开, max: 10}\n'
    veto = "vetoes:\n  - {id: V1, name: 泄密, effect: {fail: true}}\n"
    (tmp_path / "rubrics" / "r.yaml").write_text(text + veto, "utf-8")
    round_ = "assessment: t\ntitle: 试\ngroups:\n  - {name: 组, rubric: r, units: [甲区]}\nsources:\n"
    (tmp_path / "assessment.yaml").write_text(round_ + "  - {name: 局, kind: special, items: all, basis: x}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["template"]) == 0
    (path,) = (tmp_path / "sheets").rglob("*.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["B7"], workbook.worksheets[0]["C7"] = 8, "✗"
    workbook.save(path)
    assert main(["score"]) == 0


TARGETED = """\
assessment: targets
title: 考核
groups: [{name: 各区, rubric: r, units: [甲区, 乙区]}]
sources: [{name: 专家组, kind: special, items: all, assessors: 2, disagreement: {points: 1}}]
targets: [{item: "1", values: {甲区: 27亿元, 乙区: 30}, basis: 办法}]
"""


def test_an_arbitration_sheet_shows_the_target_of_the_unit(tmp_path: Path) -> None:
    """Beside an item that looks at one, as blank sheets do; where no row has one there is no such column."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "sheets").mkdir()
    text = (
        'rubric: r\nversion: "1"\ntitle: 表\ntotal: 20\nindicators:\n'
        '  - {id: "1", name: 资金, max: 10, kind: measure, unit: 亿元, of: target, line: [[0, 0], [100, 10]]}\n'
        '  - {id: "2", name: 公开, max: 10}\n'
    )
    (tmp_path / "rubrics" / "r.yaml").write_text(text, "utf-8")
    (tmp_path / "assessment.yaml").write_text(TARGETED, "utf-8")
    for hand, first, second in (("甲", 20, 3), ("乙", 25, 9)):
        rows = f"单位,1,2\n甲区,{first},{second}\n乙区,30,5\n"
        (tmp_path / "sheets" / f"专家组-{hand}.csv").write_text(rows, "utf-8")
    loaded = load_assessment(tmp_path / "assessment.yaml")
    assert loaded.round is not None
    reader = FileReader(loaded.library, round=loaded.round)
    found = find_files([tmp_path / "sheets"])
    ledger = ledger_from(read_files(found.files, reader), found, reader)
    rows = [each.row(ledger.round) for each in ledger.disputes.values()]
    sheet = openpyxl.load_workbook(io.BytesIO(render_arbitration_sheet(rows, "考核", "zh"))).active
    heads = [cell.value for cell in sheet[3]]
    assert [cell.value for cell in sheet["F"][2:]] == ["本单位目标或上一次", "本单位目标 27 亿元", None]
    plain = [row for row in rows if row.base is None]
    other = openpyxl.load_workbook(io.BytesIO(render_arbitration_sheet(plain, "考核", "zh"))).active
    assert [cell.value for cell in other[3]] == [head for head in heads if head != "本单位目标或上一次"]
