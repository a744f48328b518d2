"""Sheets that go to another version of their rubric: what is carried over, and that nothing is lost."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.authoring.migrate.leftover_page import PAGE
from gkpg.cli.main import main
from gkpg.findings.gallery import BASE
from gkpg.rubric import load_rubric
from gkpg.sheets.blank.arbitration_sheet import render_arbitration_sheet
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.disputed_item import DisputedItem
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import FULL, fill, library_of, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Sheet

#: Version 2 of the smallest rubric: 1.2 has more points, 1 so too, 2 has another number and name, 3 is new.
SECOND = """\
rubric: smallest
version: "2"
title: 最小指标表
total: 7
indicators:
  - id: "1"
    name: 公开
    max: 4
    items:
      - {id: "1.1", name: 目录, max: 2}
      - {id: "1.2", name: 更新, max: 2}
  - {id: "2", name: 平台, max: 1}
  - id: "3"
    name: 特色
    max: 2
    judgement: 按案例评分
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both versions, and a sheet that was filled under the first."""
    (tmp_path / "rubrics").mkdir()
    old = rubric_of(BASE, tmp_path / "rubrics" / "v1.yaml")
    rubric_of(SECOND, tmp_path / "rubrics" / "v2.yaml")
    sheets = tmp_path / "sheets" / "考核组"
    fill(
        render_unit_sheet(BlankUnitSheet(old, "甲区", "考核组", "1")),
        sheets / "甲区-考核组-1.xlsx",
        {**FULL, "J6": "见附件", "F4": "2022-11-15"},
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


def read(path: Path, *rubrics: Rubric) -> Sheet:
    (sheet,) = FileReader(library_of(*rubrics)).read(str(path), path.name).sheets  # type: ignore[union-attr]
    return sheet


def scores(sheet: Sheet) -> dict[str, Any]:
    return {entry.item: entry.points for entry in sheet.entries}


def second(folder: Path) -> Rubric:
    loaded = load_rubric(folder / "rubrics" / "v2.yaml")
    assert loaded.rubric is not None
    return loaded.rubric


SHOWN = """\
【smallest 1 → 2】
照搬的项：2
  其中 2 特色 现为 3 特色
不搬：1.2 更新（分值 1 → 2）
新版待填：1.2 更新、2 平台
可搬 1 份：照搬 2 处，照录在“旧版评分”页 1 处；不动的 0 份
"""


def test_it_is_shown_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--to", "rubrics/v2.yaml"]) == 0
    assert capsys.readouterr().out == SHOWN + "只是列出，没有写；加 --output 文件夹 就写到那里\n"
    assert sorted(path.name for path in folder.iterdir()) == ["rubrics", "sheets"]


def test_what_corresponds_is_carried_over_and_the_rest_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx").read_bytes()
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "--output", "new"]) == 0
    assert capsys.readouterr().out == SHOWN + "已写出 1 份到 new\n"
    path = folder / "new" / "考核组" / "甲区-考核组-1.xlsx"
    sheet = read(path, second(folder))
    assert (sheet.rubric, sheet.identity) == (("smallest", "2"), ("甲区", "考核组", "1", "2022-11-15", ""))
    assert scores(sheet) == {"1.1": 2, "1.2": None, "2": None, "3": Decimal("1.5")}
    assert [tuple(note) for note in sheet.notes] == [("1.1", "", "见附件"), ("3", "案例二则", "")]
    assert {finding.code for finding in sheet.findings} == {"S102"}
    page = openpyxl.load_workbook(path)[PAGE.zh]
    assert [cell.value for cell in page[4]] == ["甲区", "1.2", "更新", "1", None, None, "分值 1 → 2"]
    assert (folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx").read_bytes() == before


def test_the_same_sheet_gives_the_same_bytes(folder: Path) -> None:
    for name in ("a", "b"):
        main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", name])
    a, b = ((folder / name / "考核组" / "甲区-考核组-1.xlsx").read_bytes() for name in ("a", "b"))
    assert a == b


def test_what_exists_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"])
    path = folder / "new" / "考核组" / "甲区-考核组-1.xlsx"
    path.write_bytes(b"mine")
    capsys.readouterr()
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"]) == 0
    assert "1 份已存在，未改动" in capsys.readouterr().out
    assert path.read_bytes() == b"mine"


def test_a_sheet_of_the_new_version_already(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"])
    capsys.readouterr()
    assert main(["migrate", "new", "--to", "rubrics/v2.yaml"]) == 0
    assert capsys.readouterr().out.endswith("不动的 1 份\n已经是新版的：1 份\n没有要搬到 smallest 2 的评分表\n")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"G30": 7, "C30": "9.9"}, "S202"),
        ({"C6": None}, "S207"),
        ({"C7": "1.1"}, "S204"),
    ],
)
def test_a_score_that_stands_in_no_row_keeps_its_sheet_as_it_is(
    cells: dict[str, Any], code: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    fill(
        render_unit_sheet(BlankUnitSheet(old, "乙区", "考核组", "1")),
        folder / "sheets" / "乙区-考核组-1.xlsx",
        {**FULL, **cells},
    )
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"]) == 1
    out = capsys.readouterr().out
    assert f"[{code}]" in out
    assert "可搬 1 份" in out
    assert not list((folder / "new").rglob("乙区*"))


def test_a_faulty_score_goes_over_as_it_is(folder: Path) -> None:
    """It is found in the new sheet as it was in the old one; nothing is corrected on the way."""
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    path = folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx"
    path.unlink()
    fill(
        render_unit_sheet(BlankUnitSheet(old, "甲区", "考核组", "1")),
        path,
        {"G6": 9, "G7": "8-9", "G9": "=1+1", "H9": None},
    )
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"]) == 0
    workbook = openpyxl.load_workbook(folder / "new" / "考核组" / path.name)
    assert "S101" in {finding.code for finding in read(folder / "new" / "考核组" / path.name, second(folder)).findings}
    kept = [[cell.value for cell in row[1:4]] for row in workbook[PAGE.zh].iter_rows(min_row=4)]
    assert kept == [["1.2", "更新", "8-9"], ["2", "特色", "=1+1"]]


KINDS = """\
rubric: kinds
version: "{version}"
title: 各种填法
total: 20
indicators:
  - {{id: "{a}", name: 目录, max: 5, kind: count, each: 1}}
  - {{id: "2", name: 平台, max: 6, kind: ticks, items: [{{id: a, name: 专栏, max: 4}}, {{id: b, name: 互动, max: 2}}]}}
  - {{id: "3", name: 差错, max: 4, kind: deduction, each: 0.5}}
  - {{id: "4", name: 培训, max: 5, kind: steps, steps: [5, 3, 0]}}
vetoes: [{{id: V1, name: 失泄密, effect: {{fail: true}}}}]
"""


@settings(max_examples=15, deadline=None)
@given(
    count=st.integers(0, 9),
    one=st.sampled_from(["✓", "✗"]),
    other=st.sampled_from(["✓", "✗", "√", "是"]),
    losses=st.integers(0, 10),
    step=st.sampled_from([5, 3, 0]),
    veto=st.sampled_from(["✓", "✗"]),
)
def test_whatever_was_entered_comes_to_the_same_points(
    count: int, one: str, other: str, losses: int, step: int, veto: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Law: a version that only numbers its rows anew gets every entry, and reads the points that it had."""
    folder = tmp_path_factory.mktemp("kinds")
    old = rubric_of(KINDS.format(version=1, a="1"), folder / "v1.yaml")
    new = rubric_of(KINDS.format(version=2, a="9"), folder / "v2.yaml")
    blank = render_unit_sheet(BlankUnitSheet(old, "甲区", "考核组", "1"))
    filled = fill(blank, folder / "sheets" / "甲区-考核组-1.xlsx", {})
    workbook = openpyxl.load_workbook(filled)
    given_ = {"1": count, "a": one, "b": other, "3": losses, "4": step, "V1": veto}
    for row in workbook.worksheets[0].iter_rows(min_row=6):
        item = str(row[2].value)
        if item in given_:
            row[6 if item in {"4", "V1"} else 10].value = given_[item]
    workbook.save(filled)
    words = ["migrate", str(folder / "sheets"), "--to", str(folder / "v2.yaml"), "--from", str(folder / "v1.yaml")]
    assert main([*words, "-o", str(folder / "new")]) == 0
    before, after = scores(read(filled, old)), scores(read(folder / "new" / filled.name, new))
    assert None not in before.values()
    assert after == {("9" if item == "1" else item): points for item, points in before.items()}


def test_a_version_that_only_git_has(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    for words in (("init",), ("add", "rubrics/v1.yaml"), ("commit", "-m", "first")):
        subprocess.run(["git", *who, *words], check=True, capture_output=True)
    (folder / "rubrics" / "v1.yaml").unlink()
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml"]) == 1
    assert "[S303]" in capsys.readouterr().out
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "--git", "HEAD"]) == 0
    assert capsys.readouterr().out.startswith(SHOWN)


def test_another_wording_under_one_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What S304 refuses, because the rubric was changed after the sheet was made, can be brought over."""
    (folder / "rubrics" / "v2.yaml").unlink()
    (folder / "rubrics" / "v1.yaml").rename(folder / "old.yaml")
    (folder / "rubrics" / "v1.yaml").write_text(BASE.replace("name: 更新", "name: 更新情况"), "utf-8")
    assert main(["score", "sheets"]) == 1
    assert "[S304]" in capsys.readouterr().out
    assert main(["migrate", "sheets", "--to", "rubrics/v1.yaml", "--from", "old.yaml", "-o", "new"]) == 0
    assert "其中 1.2 更新 现为 1.2 更新情况" in capsys.readouterr().out
    assert main(["score", "new"]) == 0


def test_matrices_and_an_assessment(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sheets that an assessment asks for come out with the rows that it asks for under the new version."""
    (folder / "assessment.yaml").write_text(
        'assessment: small\ntitle: 小考核\ngroups:\n  - {name: 一组, rubric: smallest, version: "1", units: [甲区, 乙区]}\n'
        'sources:\n  - {name: 考核组, kind: assessors, items: ["1"]}\n  - {name: 专项, kind: special, items: ["2"]}\n',
        "utf-8",
    )
    (folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx").unlink()
    assert main(["template"]) == 0
    for path in sorted((folder / "sheets").rglob("*.xlsx")):
        workbook = openpyxl.load_workbook(path)
        sheet = workbook.worksheets[0]
        if path.parent.name == "专项":
            sheet["B7"], sheet["B8"] = 2, 0
        else:
            sheet["G6"], sheet["G7"] = 1, 1
        workbook.save(path)
    text = (folder / "assessment.yaml").read_text("utf-8")
    (folder / "assessment.yaml").write_text(
        text.replace('version: "1"', 'version: "2"').replace('["2"]', '["2", "3"]'), "utf-8"
    )
    capsys.readouterr()
    assert main(["migrate", "--to", "rubrics/v2.yaml", "-o", "new"]) == 0
    assert "可搬 3 份：照搬 4 处，照录在“旧版评分”页 2 处；不动的 0 份" in capsys.readouterr().out
    sheets = {
        sheet.identity.unit + sheet.identity.source: scores(sheet)
        for path in sorted((folder / "new").rglob("*.xlsx"))
        for sheet in FileReader(library_of(second(folder))).read(str(path), path.name).sheets  # type: ignore[union-attr]
    }
    assert sheets["甲区考核组"]["1.1"] == 1
    assert sheets["甲区考核组"]["1.2"] is None
    assert sheets["甲区专项"] == {"2": None, "3": 2}
    assert sheets["乙区专项"] == {"2": None, "3": 0}


def test_a_mark_of_not_applicable_goes_over(folder: Path) -> None:
    """With the reason that stands beside it; whether it may be there is asked when the new sheet is scored."""
    (folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx").unlink()
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    path = folder / "sheets" / "甲区-考核组-1.xlsx"
    fill(
        render_unit_sheet(BlankUnitSheet(old, "甲区", "考核组", "1", optional=frozenset({"1.1", "1.2"}))),
        path,
        {"H6": "✓", "I6": "无此项", "H7": "✓", "G9": 1},
    )
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"]) == 0
    workbook = openpyxl.load_workbook(folder / "new" / path.name)
    assert [workbook.worksheets[0][cell].value for cell in ("C6", "H6", "I6", "G6")] == ["1.1", "✓", "无此项", None]
    kept = [[cell.value for cell in row[1:4]] for row in workbook[PAGE.zh].iter_rows(min_row=4)]
    assert kept == [["1.2", "更新", "✓"]]


@pytest.mark.parametrize("mark", ["✓", "无此职能，见三定方案"])
def test_a_mark_beside_a_score_goes_over_as_both(mark: str, folder: Path) -> None:
    """What contradicts itself does so in the new sheet, too."""
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    path = folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx"
    path.unlink()
    fill(render_unit_sheet(BlankUnitSheet(old, "甲区", "考核组", "1")), path, {**FULL, "H6": mark, "H7": mark})
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"]) == 0
    workbook = openpyxl.load_workbook(folder / "new" / "考核组" / path.name)
    assert [workbook.worksheets[0][cell].value for cell in ("G6", "H6")] == [2, mark]
    assert [cell.value for cell in workbook[PAGE.zh][4]][1:4] == ["1.2", "更新", f"1；{mark}"]


def test_the_page_of_old_scores_goes_on_from_version_to_version(folder: Path) -> None:
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "second"]) == 0
    third = (
        SECOND.replace('version: "2"', 'version: "3"')
        .replace("name: 目录, max: 2", "name: 目录, max: 1")
        .replace("name: 更新, max: 2", "name: 更新, max: 3")
    )
    rubric_of(third, folder / "rubrics" / "v3.yaml")
    assert main(["migrate", "second", "--to", "rubrics/v3.yaml", "-o", "third"]) == 0
    page = openpyxl.load_workbook(folder / "third" / "考核组" / "甲区-考核组-1.xlsx")[PAGE.zh]
    kept = [[cell.value for cell in row[1:7]] for row in page.iter_rows(min_row=4)]
    assert kept == [["1.2", "更新", "1", None, None, "分值 1 → 2"], ["1.1", "目录", "2", None, "见附件", "分值 2 → 1"]]


def test_a_sample_that_is_none_keeps_its_sheet_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    blank = BlankMatrixSheet(old, "表", "评议", "1", ("甲区",), ("2",), {}, sampled=True)
    fill(render_matrix_sheet(blank), folder / "sheets" / "组-评议-1.xlsx", {"B7": 2, "C7": "约100"})
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml"]) == 1
    assert "[S125]" in capsys.readouterr().out


def test_what_its_source_is_not_asked_any_more_is_kept(folder: Path) -> None:
    text = 'assessment: a\ntitle: 考\ngroups:\n  - {name: 组, rubric: smallest, version: "2", units: [甲区]}\n'
    text += 'sources:\n  - {name: 考核组, kind: assessors, items: ["1.2", "2", "3"]}\n  - {name: 专项, kind: special, items: ["1.1"]}\n'
    (folder / "assessment.yaml").write_text(text, "utf-8")
    assert main(["migrate", "--to", "rubrics/v2.yaml", "-o", "new"]) == 0
    workbook = openpyxl.load_workbook(folder / "new" / "考核组" / "甲区-考核组-1.xlsx")
    assert [row[2].value for row in workbook.worksheets[0].iter_rows(min_row=6) if row[2].value] == ["1.2", "2", "3"]
    kept = [[cell.value for cell in row[1:7]] for row in workbook[PAGE.zh].iter_rows(min_row=4)]
    assert kept[0] == ["1.1", "目录", "2", None, "见附件", "新版不由这个来源评"]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ({"value": True}, "TRUE"),
        ({"value": 0.8, "format": "0%"}, "80%"),
        ({"value": 2, "format": "yyyy-mm-dd"}, "2"),
    ],
)
def test_what_was_no_score_does_not_become_one(cell: dict[str, Any], kept: str, folder: Path) -> None:
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    path = folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx"
    path.unlink()
    fill(
        render_unit_sheet(BlankUnitSheet(old, "甲区", "考核组", "1")),
        path,
        {"G6": cell, "G7": 1, "G9": 1, "I9": "案例"},
    )
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", "-o", "new"]) == 0
    new = folder / "new" / "考核组" / path.name
    assert scores(read(new, second(folder)))["1.1"] is None
    page = openpyxl.load_workbook(new)[PAGE.zh]
    assert [each.value for each in page[4]][1:4] == ["1.1", "目录", kept]


def test_a_sheet_whose_cap_was_changed_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    fill(
        render_unit_sheet(BlankUnitSheet(old, "乙区", "考核组", "1")),
        folder / "sheets" / "乙区-考核组-1.xlsx",
        {**FULL, "F6": 10},
    )
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml"]) == 1
    assert "[S205]" in capsys.readouterr().out


def test_decisions_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = load_rubric(folder / "rubrics" / "v1.yaml").rubric
    assert old is not None
    item = old.by_id["1.1"]
    row = DisputedItem("甲区", "考核组", "1.1", item.name, Decimal(2), "1: 2; 2: 0", "", old.kind(item))
    (folder / "sheets" / "裁定.xlsx").write_bytes(render_arbitration_sheet([row], "考", "zh"))
    assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml"]) == 1
    assert "裁定.xlsx: 裁定表不随评分表搬" in capsys.readouterr().out


def test_a_sheet_that_does_not_say_its_rubric(folder: Path) -> None:
    """The only former version that is at hand is taken to be meant, as the one that is named."""
    path = folder / "sheets" / "考核组" / "甲区-考核组-1.xlsx"
    workbook = openpyxl.load_workbook(path)
    del workbook["_gkpg"]
    workbook.save(path)
    for words in ([], ["--from", "rubrics/v1.yaml"]):
        assert main(["migrate", "sheets", "--to", "rubrics/v2.yaml", *words, "-o", f"new{len(words)}"]) == 0
        assert scores(read(folder / f"new{len(words)}" / "考核组" / path.name, second(folder)))["1.1"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["migrate", "sheets"], "缺少 --to"),
        (["migrate", "sheets", "--to", "none.yaml"], "[F101]"),
        (["migrate", "nothing", "--to", "rubrics/v2.yaml"], "[F101]"),
        (["migrate", "rubrics", "--to", "rubrics/v2.yaml"], "没有找到评分表"),
        (["migrate", "sheets", "--to", "rubrics/v2.yaml", "--git", "HEAD"], "[V103]"),
        (["migrate", "sheets", "--to", "rubrics/v2.yaml", "--from", "sheets"], "找不到指标表 sheets"),
    ],
)
def test_misuse(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert main(words) == 2
    assert said in capsys.readouterr().err
