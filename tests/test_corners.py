"""Corners of scoring: where rules meet that each are plain, in rounds as small as they can be."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.ledger import ledger_of
from gkpg.ledger.submissions import find_files
from gkpg.reports import csv as csvfile
from gkpg.reports import json as jsonfile
from gkpg.reports.annex import workbook as xlsx
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import load_results, write_results
from gkpg.round.load import load_assessment
from gkpg.rubric.load import load_rubric
from gkpg.scoring import score
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import rendered
from tests.test_blank_sheets import needs_libreoffice

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from gkpg.scoring import Results, UnitResult

#: An indicator of three items, and one without any.
TABLE = """\
rubric: r
version: "1"
title: 表
total: 100
indicators:
  - id: "1"
    name: 公开
    max: 60
    items: [{id: "1.1", name: 目录, max: 20}, {id: "1.2", name: 更新, max: 20}, {id: "1.3", name: 查询, max: 20}]
  - {id: "2", name: 平台, max: 40}
"""
HEAD = "1.1,1.2,1.3,2"
VETO = 'vetoes: [{id: V, name: 失密, effect: {minus: {item: "1.2", points: 5}}}]\n'


def round_file(*rules: str, units: str = "[甲区]", sources: str = "[{name: 办, kind: special, items: all}]") -> str:
    head = f"assessment: x\ntitle: x\ngroups: [{{name: 区, rubric: r, units: {units}}}]\nsources: {sources}\n"
    return head + "".join(f"{rule}\n" for rule in rules)


def given(head: str, *rows: str, source: str = "办", by: str = "1") -> str:
    """A csv sheet of one source."""
    return "\n".join((f"来源：,{source}", f"评分人：,{by}", f"单位,{head}", *rows, ""))


def scored(folder: Path, assessment: str, *sheets: str, table: str = TABLE, **others: str) -> Results:
    """The results of a round, scored in a folder of its own; `others` are further rubrics."""
    for name, text in {"r": table, **others}.items():
        (folder / "rubrics").mkdir(exist_ok=True)
        (folder / "rubrics" / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "sheets").mkdir(exist_ok=True)
    for number, text in enumerate(sheets):
        (folder / "sheets" / f"{number}.csv").write_text(text, "utf-8")
    (folder / "assessment.yaml").write_text(assessment, "utf-8")
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    reader = FileReader(loaded.library, round=loaded.round)
    return assess(AssessmentRequest(find_files([folder / "sheets"]), reader, workers=1), None).results


def unit_of(results: Results, name: str = "甲区") -> UnitResult:
    return next(unit for group in results.groups for unit in group.units if unit.name == name)


def points_of(results: Results, name: str = "甲区") -> dict[str, Fraction]:
    return dict(results.points(results.groups[0], unit_of(results, name)))


def codes(results: Results) -> list[str]:
    return [finding.code for finding in results.findings if finding.code != "A501"]


# What cannot be told has no figure.


def rule_of(treatment: str, more: str = "") -> str:
    return f'not_applicable: [{{items: ["1.1"], treatment: {treatment}{more}}}]'


def test_a_blank_takes_its_share_of_what_is_spread(tmp_path: Path) -> None:
    """1.3 grows by half of 20, whatever 1.2 will be: 10 x 30 / 20."""
    results = scored(tmp_path, round_file(rule_of("spread")), given(HEAD, "甲区,/,,10,40"))
    assert (unit_of(results).total, points_of(results)) == (None, {"1.3": 15, "2": 40})


def test_what_an_item_takes_over_is_not_told_while_sheets_do_not_agree(tmp_path: Path) -> None:
    """One assessor marks 1.1, the other scores it: neither it nor 1.3, to which it would go, has a figure."""
    of_two = round_file(
        rule_of("move", ', to: "1.3"'), sources="[{name: 办, kind: assessors, items: all, assessors: 2}]"
    )
    sheets = given(HEAD, "甲区,/,10,10,40"), given(HEAD, "甲区,20,10,10,40", by="2")
    results = scored(tmp_path, of_two, *sheets)
    assert (codes(results), points_of(results)) == (["L119"], {"1.2": 10, "2": 40})
    part = unit_of(results).parts[0]
    assert part.points == "- - 10 - 40"
    near = scored(tmp_path, of_two, sheets[0], given(HEAD, "甲区,/,10,10,40", by="2"))
    assert (codes(near), points_of(near)["1.3"]) == ([], 20)


@pytest.mark.parametrize(("reason", "second", "found"), [
    ("", "/", ["S120"]), ("本区没有目录", "/", []), ("", "", ["S102"]), ("", "20", ["L119"]), ("", "0", ["L119"]),
])  # fmt: skip
def test_l119_is_of_a_score_and_not_of_a_mark_without_proof_or_a_blank(
    reason: str, second: str, found: list[str], tmp_path: Path
) -> None:
    of_two = round_file(
        rule_of("omit", ", proof: true"), sources="[{name: 办, kind: assessors, items: all, assessors: 2}]"
    )
    head = "被考核单位：,甲区\n评分来源：,办\n评分人：,{}\n\n编号,评价项目,分值,得分,评分依据\n"
    rest = "1.2,更新,20,10,\n1.3,查询,20,10,\n2,平台,40,40,\n"
    filled = (("1", "/", "本区没有目录"), ("2", second, reason))
    sheets = (f"{head.format(by)}1.1,目录,20,{score},{why}\n{rest}" for by, score, why in filled)
    assert codes(scored(tmp_path, of_two, *sheets)) == found


@pytest.mark.parametrize(("mark", "points"), [("", None), ("✓", 15), ("✗", 12)])
def test_an_item_is_not_told_while_nobody_says_whether_a_veto_holds(
    mark: str, points: int | None, tmp_path: Path
) -> None:
    results = scored(tmp_path, round_file(), given(f"{HEAD},V", f"甲区,20,12,20,40,{mark}"), table=TABLE + VETO)
    assert points_of(results).get("1.2") == points
    assert (unit_of(results).total is None) == (points is None)


def test_an_average_asks_nobody_of_whom_it_cannot_be_told(tmp_path: Path) -> None:
    """乙区 may lose 5 by the veto, which is blank; 丙区 has 8."""
    file = round_file(
        'not_applicable: [{items: ["1.2"], units: [甲区], treatment: average}]', units="[甲区, 乙区, 丙区]"
    )
    rows = "甲区,20,/,20,40,✗", "乙区,20,12,20,40,", "丙区,20,8,20,40,✗"
    results = scored(tmp_path, file, given(f"{HEAD},V", *rows), table=TABLE + VETO)
    assert points_of(results)["1.2"] == 8


# Rules that name an item of another table.


PARTS = "composite: {parts: [{name: 年终, sources: [办]}, {name: 评议, max: 10, sources: [公众]}]}"
OFFICE = "[{name: 办, kind: special, items: all}, {name: 公众, kind: survey}]"
PLAIN = 'rubric: r\nversion: "1"\ntitle: 表\ntotal: 100\nindicators: [{id: "1", name: 甲, max: 60}, {id: "2", name: 乙, max: 40}]\n'


def test_a_rule_that_moves_points_does_not_hold_in_a_single_figure(tmp_path: Path) -> None:
    """The part 评议 has an item 1 and no 2: a mark there is one that no rule allows."""
    file = round_file('not_applicable: [{items: ["1"], treatment: move, to: "2"}]', PARTS, sources=OFFICE)
    moved = given("1,2", "甲区,/,20")
    results = scored(tmp_path, file, moved, given("评议", "甲区,8", source="公众"), table=PLAIN)
    assert (str(unit_of(results).total), codes(results)) == ("58.00", [])  # 20 x 100 / 40 + 8
    wrong = scored(tmp_path, file, moved, given("评议", "甲区,/", source="公众"), table=PLAIN)
    assert (unit_of(wrong).total, codes(wrong)) == (None, ["S112"])


def test_sources_of_both_parts_keep_their_rules_where_one_scores_in_both(tmp_path: Path) -> None:
    """乙 scores item 1 in both parts; 丙 does not score 甲区, and the rule of its part holds all the same."""
    other = PLAIN.replace("rubric: r", "rubric: q")
    names = "".join(f"{{name: {name}, kind: special, items: all{more}}}, " for name, more in (
        ("甲", ""), ("乙", ""), ("丁", ""), ("丙", ", except: [甲区]")
    ))  # fmt: skip
    parts = "composite: {parts: [{name: 一, sources: [甲, 乙, 丁]}, {name: 二, rubric: q, sources: [乙, 丁, 丙]}]}"
    shared = (
        'shared: [{items: ["1", "2"], rule: weighted-mean, weights: {甲: 50%, 乙: 25%, 丁: 25%}}, '
        '{items: ["1", "2"], rule: weighted-mean, weights: {乙: 75%, 丁: 15%, 丙: 10%}}]'
    )
    (tmp_path / "rubrics").mkdir()
    for text in (PLAIN, other):
        (tmp_path / "rubrics" / f"{text[8]}.yaml").write_text(text, "utf-8")
    text = round_file(parts, shared, units="[甲区, 乙区]", sources=f"[{names[:-2]}]")
    (tmp_path / "assessment.yaml").write_text(text, "utf-8")
    round_ = load_assessment(tmp_path / "assessment.yaml").round
    assert round_ is not None
    layout = EntryLayout(("1", "2"), ("B4", "C4"))
    said = (
        ("r", "甲", "20 40"), ("r", "乙", "40 40"), ("r", "丁", "60 40"), ("q", "乙", "60 40"), ("q", "丁", "0 40")
    )  # fmt: skip
    files = [
        File(f"{n}.csv", "", (Sheet(f"{n}.csv", (rubric, "1"), Identity("甲区", name, "1"), "1", 4, layout, line),))
        for n, (rubric, name, line) in enumerate(said)
    ]
    results = score(ledger_of(files, round_.rubrics.values(), round_=round_))
    points = [results.points(results.groups[0], unit_of(results), number).get("1") for number in (0, 1)]
    assert points == [35, 50]  # 20/2 + 40/4 + 60/4; 60 x 75/90


# What an output tells.


QUOTA = "grades: {bands: [{name: 优秀, from: 80, quota: {count: 1, round: down, tie: %s}}, {name: 合格}]}"


@pytest.mark.parametrize(("tie", "units"), [("in", {"丙区"}), ("out", {"甲区", "乙区", "丙区"})])
def test_a_grade_that_only_its_quota_kept_from_a_unit_is_told_beside_it(
    tie: str, units: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """甲区 and 乙区 have 100, 丙区 90, 丁区 70: the last is not told, for it does not reach the grade."""
    rows = "甲区,20,20,20,40", "乙区,20,20,20,40", "丙区,20,20,20,30", "丁区,20,20,20,10"
    results = scored(tmp_path, round_file(QUOTA % tie, units="[甲区, 乙区, 丙区, 丁区]"), given(HEAD, *rows))
    told = "优秀：名额 1 个，没有排到"
    document = json.loads(rendered(jsonfile, results, "zh"))
    in_json = {unit["unit"]: unit["no_room"] for unit in document["groups"][0]["units"]}
    assert in_json == {name: told if name in units else None for name in ("甲区", "乙区", "丙区", "丁区")}
    in_csv = {
        row["unit"]: row["no_room"] or None
        for row in csv.DictReader(io.StringIO(rendered(csvfile, results, "zh", "ranking").decode("utf-8-sig")))
    }
    assert in_csv == in_json
    sheet = openpyxl.load_workbook(io.BytesIO(rendered(xlsx, results, "zh"))).worksheets[0]
    assert {row[1].value: row[-1].value for row in sheet.iter_rows() if row[1].value in in_json} == in_json
    assert (
        main(
            [
                "score",
                "--no-cache",
                "--lang",
                "zh",
                "--assessment",
                str(tmp_path / "assessment.yaml"),
                "-o",
                str(tmp_path / "x.sqlite"),
                str(tmp_path / "sheets"),
            ]
        )
        == 0
    )
    lines = capsys.readouterr().out.splitlines()
    assert {line.strip().split("：")[0] for line in lines if told in line} == units
    write_results(tmp_path / "r.sqlite", results)
    again = load_results(tmp_path / "r.sqlite")
    assert [again.missed(again.groups[0], unit) for unit in again.groups[0].units] == [
        results.missed(results.groups[0], unit) for unit in results.groups[0].units
    ]


def test_without_quotas_no_table_has_a_column_for_them(tmp_path: Path) -> None:
    results = scored(tmp_path, round_file(), given(HEAD, "甲区,20,20,20,40"))
    sheet = openpyxl.load_workbook(io.BytesIO(rendered(xlsx, results, "zh"))).worksheets[0]
    assert "名额不够" not in {str(cell.value) for row in sheet.iter_rows() for cell in row}


def test_rows_of_vetoes_in_the_table_of_items_say_whether_they_happened(tmp_path: Path) -> None:
    two = "vetoes: [{id: V, name: 失密, effect: {total: 59}}, {id: W, name: 漏报, effect: {ceiling: 50}}]\n"
    rows = given(f"{HEAD},V,W", "甲区,20,20,20,40,✓,✗")
    results = scored(tmp_path, round_file(), rows, table=TABLE + two)
    sheet = openpyxl.load_workbook(io.BytesIO(rendered(xlsx, results, "zh")))["子项得分"]
    heads = next(row for row in sheet.iter_rows() if "得分" in {cell.value for cell in row})
    at = {str(cell.value): cell.column - 1 for cell in heads}
    found = {
        row[at["编号"]].value: (row[at["分值"]].value, row[at["得分"]].value, row[at["失分"]].value)
        for row in sheet.iter_rows()
    }
    assert (found["V"], found["W"]) == ((None, 1, None), (None, 0, None))
    assert found["2"] == (40, 40, 0)


LIMIT = "[{name: 办, kind: assessors, items: all, assessors: [张, 王, 李], disagreement: {points: 1}}]"


def test_assessors_stand_in_the_order_in_which_the_assessment_names_them(tmp_path: Path) -> None:
    """Their files come in another order, and so do their names."""
    sheets = [given(HEAD, f"甲区,20,{points},20,40", by=by) for by, points in (("李", 3), ("王", 2), ("张", 1))]
    results = scored(tmp_path, round_file(sources=LIMIT), *sheets)
    (dispute,) = results.ledger.disputes.values()
    assert dispute.scores_text == "张: 1; 王: 2; 李: 3"
    sheet = openpyxl.load_workbook(io.BytesIO(rendered(xlsx, results, "zh")))["子项得分"]
    assert "办-张：1；办-王：2；办-李：3" in {row[-1].value for row in sheet.iter_rows()}
    agreed = [given(HEAD, "甲区,20,20,20,40", by=by) for by in ("李", "王", "张")]
    again = scored(tmp_path, round_file(sources=LIMIT), *agreed)
    step = next(step for step in again.steps_to_total(again.groups[0], unit_of(again)) if step.what == "join")
    assert [term.name.split()[0] for term in step.terms] == [f"{name}.csv" for name in (2, 1, 0)]


def test_a_decision_made_on_the_scores_in_another_order_still_holds(tmp_path: Path) -> None:
    sheets = [given(HEAD, f"甲区,20,{points},20,40", by=by) for by, points in (("李", 3), ("王", 2), ("张", 1))]
    heads = "被考核单位,评分来源,编号,子项,各评分人给分,裁定得分,裁定人,裁定理由"
    for seen, found in (("李: 3; 王: 2; 张: 1", ["L121"]), ("李: 3; 王: 3; 张: 1", ["L122"])):
        decided = f"{heads}\n甲区,办,1.2,更新,{seen},2,组长,复核\n"
        assert codes(scored(tmp_path, round_file(sources=LIMIT), *sheets, decided)) == found


TWO_PARTS = "composite: {parts: [{name: 年终, sources: [办]}, {name: 日常, rubric: q, sources: [办, 局]}]}"


def test_a_missing_sheet_or_one_too_many_is_told_with_its_part(tmp_path: Path) -> None:
    """办 scores in both parts, and has handed in for one; where there is one part there is nothing to name."""
    other = TABLE.replace("rubric: r", "rubric: q").replace('"1', '"Q1').replace('"2"', '"Q2"')
    sources = "[{name: 办, kind: special, items: all}, {name: 局, kind: special, items: all}]"
    shared = 'shared: [{items: ["Q1", "Q2"], rule: replace, order: [办, 局]}]'
    own = given(HEAD, "甲区,20,20,20,40")
    results = scored(
        tmp_path, round_file(TWO_PARTS, shared, sources=sources), own, own.replace("评分人：,1", "评分人：,2"), q=other
    )
    said = sorted(finding.message("zh") for finding in results.findings if finding.code in {"L113", "L116"})
    assert said == [
        "甲区 有 2 份 办（年终） 的评分表，应为 1 份",
        "甲区 有 2 份 办（年终） 的评分表，应为 1 份",
        "甲区 缺 办（日常） 的评分表（已交 0 份，应交 1 份）",
        "甲区 缺 局（日常） 的评分表（已交 0 份，应交 1 份）",
    ]


def test_too_few_scores_to_trim_are_counted_part_by_part(tmp_path: Path) -> None:
    """Two answers in each of two parts are not four; a row with a sample of three is three."""
    other = PLAIN.replace("rubric: r", "rubric: q").replace('id: "', 'id: "Q')
    file = round_file(
        "composite: {parts: [{name: 一, sources: [众]}, {name: 二, rubric: q, sources: [众]}]}",
        sources="[{name: 众, kind: survey, items: all, join: trimmed-mean}]",
    )
    first = given("1,2", "甲区,60,40", "甲区,60,40", source="众")
    results = scored(
        tmp_path, file, first, given("Q1,Q2", "甲区,60,40", "甲区,60,40", source="众"), table=PLAIN, q=other
    )
    assert codes(results) == ["L115", "L115"]
    many = (
        given("1,2,样本数", "甲区,60,40,3", source="众"),
        given("Q1,Q2,样本数", "甲区,30,40,2", "甲区,60,10,1", source="众"),
    )
    results = scored(tmp_path, file, *many, table=PLAIN, q=other)
    assert (codes(results), str(unit_of(results).total)) == ([], "170.00")  # 100, and the middle answers 30 and 40


# What a sheet shows while it is filled.


FLOORED = """\
rubric: floored
version: "1"
title: 表
total: 10
indicators:
  - id: "1"
    name: 公开
    max: 6
    items:
      - id: "1.1"
        name: 目录
        max: 4
        items:
          - {id: "1.1.1", name: 更新, max: 2, kind: deduction, each: 1, floor: parent}
          - {id: "1.1.2", name: 查询, max: 2}
      - {id: "1.2", name: 解读, max: 2}
  - {id: "2", name: 平台, max: 4}
beside:
  - id: J
    name: 加分
    kind: bonus
    max: 1
    items: [{id: J1, name: 采用, max: 2, kind: deduction, each: 1, floor: none}]
  - {id: K, name: 扣分, kind: penalty, max: 2, items: [{id: K1, name: 通报, max: 5}]}
"""


@needs_libreoffice
def test_live_figures_below_zero_are_those_of_gkpg(tmp_path: Path) -> None:
    """1.1.1 is 2 - 6 and 1.1.2 is 1, so 1.1 is 0; J is 2 - 5; K is no more than 2."""
    source = tmp_path / "r.yaml"
    source.write_text(FLOORED, "utf-8")
    rubric = load_rubric(source).rubric
    assert rubric is not None
    path = tmp_path / "甲区-办-1.xlsx"
    path.write_bytes(render_unit_sheet(BlankUnitSheet(rubric, "甲区", "办", "1")))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    filled = {"1.1.1": 6, "1.1.2": 1, "1.2": 2, "2": 3, "J1": 5, "K1": 4}
    for row in range(6, sheet.max_row + 1):
        item = str(sheet.cell(row, 3).value)
        if item in filled:
            sheet.cell(row, 11 if item in {"1.1.1", "J1", "K1"} else 7).value = filled[item]
    book.save(path)
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shown = openpyxl.load_workbook(tmp_path / "lo" / path.name, data_only=True).worksheets[0]
    live = [row[6].value for row in shown.iter_rows(6) if row[3].value in {"小计", "总分（不含加分、扣分）"}]
    assert live == [2, 5, -3, -2]


def test_what_a_unit_can_have_is_told_where_it_is_less_than_others_can(tmp_path: Path) -> None:
    """甲区 has 72 of 80, 90 %; 乙区 72 of 100. Where nothing is omitted no table has a column for it."""
    rule = 'not_applicable: [{items: ["1.1"], treatment: omit}]'
    results = scored(
        tmp_path, round_file(rule, units="[甲区, 乙区]"), given(HEAD, "甲区,/,20,20,32", "乙区,20,20,20,12")
    )
    units = json.loads(rendered(jsonfile, results, "zh"))["groups"][0]["units"]
    assert {unit["unit"]: (unit["most"], unit["grade"]) for unit in units} == {
        "甲区": ("80.00", "优秀"),
        "乙区": ("100.00", "合格"),
    }
    sheet = openpyxl.load_workbook(io.BytesIO(rendered(xlsx, results, "zh"))).worksheets[0]
    heads = {str(cell.value): cell.column - 1 for row in sheet.iter_rows() for cell in row if cell.value == "能得的分"}
    assert {row[1].value: row[heads["能得的分"]].value for row in sheet.iter_rows()}["甲区"] == 80
    near = scored(tmp_path, round_file(rule, units="[甲区, 乙区]"), given(HEAD, "甲区,9,20,20,32", "乙区,20,20,20,12"))
    sheet = openpyxl.load_workbook(io.BytesIO(rendered(xlsx, near, "zh"))).worksheets[0]
    assert "能得的分" not in {str(cell.value) for row in sheet.iter_rows() for cell in row}


def test_too_few_scores_to_trim_are_no_matter_for_items_that_nobody_is_asked_for(tmp_path: Path) -> None:
    """1.1 is not on the sheet of 甲区, and 1.2 does not apply; of 乙区 both count, and it has two answers."""
    file = round_file(
        'not_applicable: [{items: ["1.1"], units: [甲区], treatment: omit, marked: false}, {items: ["1.2"], treatment: omit}]',
        units="[甲区, 乙区]",
        sources='[{name: 办, kind: special, items: ["1.3", "2"]}, {name: 众, kind: survey, items: ["1.1", "1.2"], join: trimmed-mean}]',
    )
    answers = given("1.1,1.2", "甲区,,/", "甲区,,/", "乙区,20,20", "乙区,20,20", source="众")
    results = scored(tmp_path, file, given("1.3,2", "甲区,20,40", "乙区,20,40"), answers)
    assert [(code.code, code.facts["unit"]) for code in results.findings if code.code == "L115"] == [("L115", "乙区")]
    assert str(unit_of(results).total) == "60.00"
