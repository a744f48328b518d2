"""What a change does to items of every kind, and to figures that are compared: held against sums written out here."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.authoring.cases.case_sheets import worth
from gkpg.authoring.impact import find_impact
from gkpg.cli.main import main
from gkpg.differences.rubrics import compare_rubrics
from gkpg.ledger import ledger_of
from gkpg.rubric.load import parse_rubric
from gkpg.scoring import score
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet, entered_word, figure_word
from gkpg.yamlfiles.document import parse_yaml
from tests.test_assessment_rules import load

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.scoring import Results

KINDS = """\
rubric: t
version: "1"
title: 表
total: 160
indicators:
  - id: "1"
    name: 择优
    max: 20
    kind: highest
    items:
      - {id: "1.1", name: 资金, max: 20, kind: levels, levels: {好: 20, 中: 10, 差: 0}}
      - {id: "1.2", name: 服务, max: 10}
      - {id: "1.3", name: 平台, max: 15, kind: measure, unit: 件, line: [[0, 0], [15, 15]]}
  - {id: "2", name: 调研, max: 30, kind: adjust, base: 20, plus: {each: 1, max: 10}, minus: {each: 2}}
  - {id: "3", name: 报送, max: 50, out_of: 100}
  - id: "4"
    name: 合计
    max: 10
    kind: sum
    base: 5
    items:
      - {id: "4.1", name: 加, max: 5, kind: count, each: 1}
      - {id: "4.2", name: 减, kind: loss, max: none, each: 1}
  - {id: "5", name: 勾, max: 10, kind: tick}
  - id: "6"
    name: 相比
    max: 40
    kind: relative
    by: best
    items:
      - {id: "6.1", name: 投资, max: 60, kind: relative, by: best, unit: 亿元}
      - {id: "6.2", name: 窗口, max: 40}
      - {id: "6.3", name: 热线, max: 20}
"""
#: 甲区: highest of 10, 8 and 12; 20 + 3 − 2; 45; 5 + 2 − 1; 10; 120 of 120 × 40: 134.
#: 乙区: highest of 20, 10 and 1; 20 + 10; 25; 5 + 5 − 3; 0; 30 + 20 + 10 of 120 × 40: 102.
GIVEN: dict[str, dict[str, object]] = {
    "甲区": {"1.1": "中", "1.2": 8, "1.3": 12, "2+": 3, "2-": 1, "3": 90, "4.1": 2, "4.2": 1, "5": "是", "6.1": 10, "6.2": 40, "6.3": 20},
    "乙区": {"1.1": "好", "1.2": 10, "1.3": 1, "2+": 12, "2-": 0, "3": 50, "4.1": 9, "4.2": 3, "5": "否", "6.1": 5, "6.2": 20, "6.3": 10},
}  # fmt: skip


def rubric(text: str) -> Rubric:
    loaded = parse_rubric(parse_yaml(text.encode(), "t.yaml"))
    assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.rubric


def changed(text: str, *changes: tuple[str, str]) -> Rubric:
    """The next version of a rubric, with other text in some places."""
    for old, new in (('version: "1"', 'version: "2"'), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return rubric(text)


def results(of: Rubric, given: dict[str, dict[str, object]], round_: Round | None = None) -> Results:
    """What sheets with these cells come to."""
    files = []
    for unit, cells in given.items():
        points, entered = [], []
        for item, value in cells.items():
            word = worth(of, item, str(value))
            assert word is not None, item
            form = of.kinds[item].form
            points.append(word)
            said = entered_word(str(value), is_word=form == "level")
            entered.append("=" if form == "points" else figure_word(str(value)) if form == "figure" else said)
        layout = EntryLayout(tuple(cells), tuple(f"G{row}" for row, _ in enumerate(cells, 6)))
        line, key = " ".join(points), (of.rubric, of.version)
        who = Identity(unit, "评分组", "1")
        sheet = Sheet(f"{unit}.xlsx", key, who, "评分表", None, layout, line, entered=" ".join(entered))
        files.append(File(sheet.file, "", (sheet,)))
    return score(ledger_of(files, [of], round_=round_))


def told(results_: Results, old: Rubric, new: Rubric) -> tuple[list[str], list[str], list[str], list[str]]:
    """Totals of both units before and after, what was left out, what counts otherwise."""
    impact = find_impact(results_, compare_rubrics(old, new))
    units = sorted(impact.units, key=lambda each: each.old.name)
    before, after = ([str(side.total) for side in each] for each in zip(*((u.old, u.new) for u in units), strict=True))
    return before, after, [each.zh for each in impact.left_out], [each.zh for each in impact.recounted]


#: 资金 of the levels, without which only 服务 and 平台 are left to choose from.
LEVELS = '      - {id: "1.1", name: 资金, max: 20, kind: levels, levels: {好: 20, 中: 10, 差: 0}}\n'
ONE, OTHER = "max: 20\n    kind: highest", "max: 15\n    kind: highest"
ALL, SOME = ["102.00", "134.00"], ["102.00", "124.00"]


@pytest.mark.parametrize(
    ("changes", "before", "after", "left_out", "recounted"),
    [
        ([], ALL, ALL, [], []),
        ([(LEVELS, ""), (ONE, OTHER), ("160", "155")], ["92.00", "134.00"], ["92.00", "134.00"], ["1.1 资金"], []),
        ([(ONE, "max: 10\n    kind: lowest"), ("160", "150")], ALL, ["83.00", "130.00"], [], []),
        ([(ONE, "max: 45"), ("160", "185")], ALL, ["113.00", "152.00"], [], []),
        ([("中: 10", "中: 13")], ALL, ["102.00", "135.00"], [], ["1.1 资金"]),
        ([("[15, 15]", "[30, 15]")], ALL, ["102.00", "132.00"], [], ["1.3 平台"]),
        ([("unit: 件", "unit: 篇")], ["102.00", "132.00"], ["102.00", "132.00"], ["1.3 平台"], []),
        ([("plus: {each: 1,", "plus: {each: 2,")], ALL, ["102.00", "137.00"], [], ["2 调研"]),
        ([("base: 20", "base: 25"), ("max: 30", "max: 35"), ("160", "165")], ALL, ["107.00", "139.00"], [], ["2 调研"]),
        ([("max: 50", "max: 60"), ("160", "170")], ALL, ["107.00", "143.00"], [], ["3 报送"]),
        ([("out_of: 100", "out_of: 10")], ["77.00", "89.00"], ["77.00", "89.00"], ["3 报送"], []),
        ([("base: 5", "base: 6")], ALL, ["103.00", "135.00"], [], ["4 合计"]),
        ([("勾, max: 10", "勾, max: 5"), ("160", "155")], ALL, ["102.00", "129.00"], [], ["5 勾"]),
        ([(", kind: tick", "")], ["102.00", "124.00"], SOME, ["5 勾"], []),
        # what is compared: the subtotal keeps its own max, whatever is left below it
        ([('      - {id: "6.3", name: 热线, max: 20}\n', "")], ALL, ALL, ["6.3 热线"], []),
        ([("max: 40\n    kind: relative", "max: 20\n    kind: relative"), ("160", "140")], ALL, ["92.00", "114.00"], [], []),
        ([("max: 40\n    kind: relative\n    by: best", "max: 120"), ("160", "240")], ALL, ["142.00", "214.00"], [], []),
        ([("by: best, unit: 亿元", "by: range, worst: 15, unit: 亿元")], ALL, ["97.00", "134.00"], [], ["6.1 投资"]),
        ([("kind: relative, by: best, unit: 亿元", "kind: measure, unit: 亿元, line: [[0, 0], [20, 60]]")], ALL, ["102.00", "134.00"], [], ["6.1 投资"]),
        ([("unit: 亿元", "unit: 万元")], ALL, ALL, ["6.1 投资"], []),
    ],
)  # fmt: skip
def test_an_item_of_any_kind_that_changes(
    changes: list[tuple[str, str]], before: list[str], after: list[str], left_out: list[str], recounted: list[str]
) -> None:
    old = rubric(KINDS)
    scored = results(old, GIVEN)
    assert [finding.code for finding in scored.findings] == []
    assert told(scored, old, changed(KINDS, *changes)) == (before, after, left_out, recounted)


AGAINST = """\
rubric: t
version: "1"
title: 表
total: 60
indicators:
  - {id: "1", name: 资金, max: 30, kind: measure, unit: 万元, of: target, line: [[0, 0], [100, 30]]}
  - {id: "2", name: 满意, max: 20, kind: measure, unit: "%", of: previous, change: difference, line: [[0, 0], [5, 20]]}
  - {id: "3", name: 报送, max: 10}
"""
ROUND = """\
assessment: r
title: 一轮
groups:
  - {name: 全体, rubric: t, version: "1", units: [甲区, 乙区]}
sources:
  - {name: 评分组, kind: assessors, items: all, basis: 办法}
targets:
  - {item: "1", values: {甲区: 30, 乙区: 20}, basis: 办法}
previous:
  - {item: "2", values: {甲区: 80, 乙区: 90}, basis: 办法}
"""


@pytest.fixture
def round_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Round:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "t.yaml").write_text(AGAINST, encoding="utf-8")
    loaded = load(ROUND, tmp_path)
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    monkeypatch.chdir(tmp_path)
    return loaded.round


@pytest.mark.parametrize(
    ("changes", "before", "after", "left_out", "recounted"),
    [
        ([], ["34.00", "42.00"], ["34.00", "42.00"], [], []),
        ([("[100, 30]]", "[200, 30]]")], ["34.00", "42.00"], ["26.50", "27.00"], [], ["1 资金"]),
        ([(", change: difference", "")], ["34.00", "42.00"], ["35.11", "43.00"], [], ["2 满意"]),
        ([("of: target, ", "")], ["34.00", "42.00"], ["22.00", "21.00"], [], ["1 资金"]),
        # no earlier figure of item 1 is at hand, so it compares for nobody
        ([("of: target, ", "of: previous, ")], ["19.00", "12.00"], ["19.00", "12.00"], ["1 资金"], []),
        ([("unit: 万元", "unit: 亿元")], ["19.00", "12.00"], ["19.00", "12.00"], ["1 资金"], []),
    ],
)  # fmt: skip
def test_a_figure_beside_a_target_or_an_earlier_one(
    changes: list[tuple[str, str]],
    before: list[str],
    after: list[str],
    left_out: list[str],
    recounted: list[str],
    round_: Round,
) -> None:
    """甲区: 30 of 30, 80 → 81, 8; 乙区: 10 of 20, 90 → 92.5, 9."""
    (old,) = round_.rubrics.values()
    scored = results(old, {"甲区": {"1": 30, "2": 81, "3": 8}, "乙区": {"1": 10, "2": 92.5, "3": 9}}, round_)
    assert told(scored, old, changed(AGAINST, *changes)) == (before, after, left_out, recounted)


def test_figures_go_over_to_a_version_with_another_rule(round_: Round, tmp_path: Path) -> None:
    """A figure is what it was; the new sheet shows the unit's own target, and counts by the new rule."""
    for name, make in list_requested_sheets(round_):
        workbook = openpyxl.load_workbook(io.BytesIO(make()))
        for row, column, value in ((6, 11, 13.5), (7, 11, 82), (8, 7, 9)):
            workbook.worksheets[0].cell(row, column).value = value
        (tmp_path / "sheets" / name).parent.mkdir(parents=True, exist_ok=True)
        workbook.save(tmp_path / "sheets" / name)
    text = AGAINST.replace('version: "1"', 'version: "2"').replace("[100, 30]]", "[200, 30]]")
    (tmp_path / "rubrics" / "t2.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "assessment.yaml").write_text(ROUND.replace('version: "1"', 'version: "2"'), encoding="utf-8")
    assert main(["migrate", "sheets", "--to", "rubrics/t2.yaml", "--output", "new"]) in {0, 2}
    (path,) = (tmp_path / "new").rglob("甲区*.xlsx")
    sheet: Any = openpyxl.load_workbook(path).worksheets[0]
    assert [sheet.cell(row, column).value for row, column in ((6, 11), (7, 11), (8, 7))] == [13.5, 82, 9]
    assert sheet["E6"].value.endswith("〔本单位目标 30 万元〕")
    assert "/200" in sheet["G6"].value
