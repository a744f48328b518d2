"""What `gkpg diff --on` says of whole rounds: several assessors, decisions, scales, units composed of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

NO_CHANGE = "no unit's total, rank or grade changes"


class Folder:
    """A folder of a round, where its commands run."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys = path, capsys
        (path / "rubrics").mkdir()
        (path / "sheets").mkdir()

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, "utf-8")

    def run(self, *words: str) -> str:
        """What a command that finds nothing wrong says."""
        status = main([*words, "--lang", "en"])
        out, err = self._capsys.readouterr()
        assert status == 0, out + err
        return out

    def told(self, rubric: str, changed: str) -> list[str]:
        """What the impact of another rubric on the result is, line by line, as it is told behind the changes."""
        self.write("old.yaml", rubric)
        self.write("new.yaml", changed.replace('version: "1"', 'version: "2"'))
        self.run("score", "sheets", "-o", "r.sqlite", "--no-cache")
        main(["diff", "old.yaml", "new.yaml", "--on", "r.sqlite", "--lang", "en"])
        return [" ".join(line.split()) for line in self._capsys.readouterr().out.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capsys)


def rubric(items: str, total: int, rest: str = "", name: str = "r") -> str:
    return f'rubric: {name}\nversion: "1"\ntitle: 表\ntotal: {total}\nindicators:\n{items}{rest}'


DISPUTED = rubric(
    '  - {id: "1", name: 主动公开, max: 8}\n'
    '  - {id: "2", name: 平台建设, max: 3, kind: ticks, items: [{id: "2.1", name: 检索, max: 1},'
    ' {id: "2.2", name: 无障碍, max: 1}, {id: "2.3", name: 智能问答, max: 1}]}\n'
    '  - {id: "3", name: 典型经验, max: 5, kind: count, each: 1}\n',
    16,
)


def test_each_decision_is_held_to_the_dispute_of_its_own_item(folder: Folder) -> None:
    folder.write("rubrics/r.yaml", DISPUTED)
    source = "{name: S, kind: special, items: all, assessors: [张, 李], disagreement: {points: 1}}"
    folder.write(
        "assessment.yaml",
        f"assessment: x\ntitle: x\ngroups: [{{name: g, rubric: r, units: [甲, 乙]}}]\nsources: [{source}]\n",
    )
    for name, first in (("张", "8,✓,✓,✓,5"), ("李", "4,✗,✗,✓,1")):
        rows = f"来源：,S\n评分人：,{name}\n单位,1,2.1,2.2,2.3,3\n甲,{first}\n乙,4,✓,✗,✗,2\n"
        folder.write(f"sheets/{name}.csv", rows)
    folder.run("arbitrate", "-o", "sheets/decisions.xlsx")
    decide(folder.path / "sheets" / "decisions.xlsx", [6, 2, 3])
    told = folder.told(DISPUTED, DISPUTED.replace("主动公开", "主动公开情况"))
    assert f"{NO_CHANGE} (2 in all)" in told
    assert not any("without a total" in line for line in told)
    told = folder.told(DISPUTED, DISPUTED.replace("max: 8", "max: 4").replace("total: 16", "total: 12"))
    assert any(line.startswith("g 甲 11.00/16 → 8.00/12") for line in told), told


def decide(path: Path, points: list[float]) -> None:
    """Fill an arbitration sheet as its decider does."""
    book = openpyxl.load_workbook(path)
    for row, value in enumerate(points, 4):
        for column, entered in (("H", value), ("I", "王"), ("J", "核实")):
            book.worksheets[0][f"{column}{row}"] = entered
    book.save(path)


MERGER = (
    rubric(
        '  - {id: "1", name: 依申请公开, max: 4, items: [{id: "1.1", name: 答复规范, max: 2},'
        ' {id: "1.2", name: 期限遵守, max: 2}]}\n',
        4,
    ),
    rubric('  - {id: "1", name: 依申请公开, max: 4}\n', 4),
)


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("", f"{NO_CHANGE} (2 in all)"),
        (", join: highest", "no unit of the result can be compared"),
        (", join: median", "no unit of the result can be compared"),
        (", disagreement: {points: 2}", "no unit of the result can be compared"),
    ],
)
def test_rows_that_were_merged_compare_only_where_their_mean_counts(folder: Folder, rules: str, says: str) -> None:
    """The sum of the highest of each row is no less than the highest sum; means may be added before or after."""
    old, new = MERGER
    folder.write("rubrics/r.yaml", old)
    source = f"{{name: S, kind: special, items: all, assessors: [张, 李]{rules}}}"
    folder.write(
        "assessment.yaml",
        f"assessment: x\ntitle: x\ngroups: [{{name: g, rubric: r, units: [A, B]}}]\nsources: [{source}]\n",
    )
    for name, first in (("张", "2,0"), ("李", "0,2")):
        folder.write(f"sheets/{name}.csv", f"来源：,S\n评分人：,{name}\n单位,1.1,1.2\nA,{first}\nB,2,1.5\n")
    told = folder.told(old, new)
    assert any(line.startswith(says) for line in told), told


COMPOSED = """\
assessment: x
title: x
groups:
  - {name: g, rubric: r, units: [A, B], ranked: false}
  - {name: h, rubric: q, units: [Z, C]}
sources: [{name: S, kind: special, items: all, except: [C]}]
composed: [{unit: C, group: h, of: [{units: [A, B], weight: 100%}]}]
"""
COUNTED = rubric('  - {id: "1", name: 主动公开, max: 10, kind: count, each: 1}\n', 10)


@pytest.mark.parametrize(
    ("edits", "count", "lines"),
    [
        (
            {"each: 1": "each: 0.5"},
            3,
            ["g B 10.00 → 5.00", "g A 8.00 → 4.00", "h C 9.00 → 4.50"],
        ),
        (  # C takes totals as they are, whatever the scale of their group
            {"max: 10": "max: 20", "total: 10": "total: 20"},
            2,
            ["g B 10.00/10 → 10.00/20", "g A 8.00/10 → 8.00/20"],
        ),
    ],
)
def test_units_that_are_composed_of_changed_ones_are_told(
    folder: Folder, edits: dict[str, str], count: int, lines: list[str]
) -> None:
    changed = COUNTED
    for old, new in edits.items():
        changed = changed.replace(old, new)
    folder.write("rubrics/r.yaml", COUNTED)
    folder.write("rubrics/q.yaml", rubric('  - {id: "1", name: 主动公开, max: 10}\n', 10, name="q"))
    folder.write("assessment.yaml", COMPOSED)
    folder.write("sheets/1.csv", "来源：,S\n评分人：,张\n单位,1\nA,8\nB,10\n")
    folder.write("sheets/2.csv", "来源：,S\n评分人：,张\n单位,1\nZ,9.5\n")
    told = folder.told(COUNTED, changed)
    assert f"units with another total, rank or grade: {count} of 3; with another rank: 0" in told
    for line in lines:
        assert any(each.startswith(line) for each in told), told


def test_a_word_of_a_scale_is_worth_what_its_source_says(folder: Folder) -> None:
    """Nothing of the rubric says what it is worth, so of an item that is another it cannot be told."""
    steps = rubric('  - {id: "1", name: 甲项, max: 10, kind: steps, steps: [10, 5, 0]}\n', 10)
    folder.write("rubrics/r.yaml", steps)
    folder.write(
        "assessment.yaml",
        "assessment: x\ntitle: x\ngroups: [{name: g, rubric: r, units: [A, B]}]\n"
        "sources: [{name: S, kind: special, items: all, scale: {优: 10, 良: 5, 差: 0}}]\n",
    )
    folder.write("sheets/1.csv", "来源：,S\n评分人：,张\n单位,1\nA,优\nB,良\n")
    assert f"{NO_CHANGE} (2 in all)" in folder.told(steps, steps.replace("甲项", "乙项"))
    told = folder.told(steps, steps.replace("[10, 5, 0]", "[10, 8, 0]"))
    assert "no unit of the result can be compared" in told
