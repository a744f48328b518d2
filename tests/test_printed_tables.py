"""Tables as printed, without numbers: rows known by their names, at one level, two, or three."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.cli.main import main
from gkpg.round.load import load_assessment
from gkpg.rubric.load import parse_rubric
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import library_of
from tests.test_headings import found, merged
from tests.test_headings import unit_sheet as merged_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.rubric import Rubric

TEXT = """\
rubric: two-levels
version: "1"
title: 考核评分表
total: 20
indicators:
  - id: "1"
    name: 组织领导
    max: 10
    items:
      - {id: "1.1", name: 机构健全, max: 4}
      - {id: "1.2", name: 经费保障, max: 6}
  - id: "2"
    name: 信息公开
    max: 8
    items:
      - id: "2.1"
        name: 主动公开
        max: 6
        items:
          - {id: "2.1.1", name: 目录, max: 4}
          - {id: "2.1.2", name: 更新, max: 2}
      - {id: "2.2", name: 更新, max: 2}
  - {id: "3", name: 监督, max: 2}
beside:
  - {id: "4", name: 加分, kind: bonus, max: 2, items: [{id: "4.1", name: 创新, max: 2}]}
"""
HEAD = ("一级指标", "二级指标", "分值", "得分")
#: A table whose indicators stand once, above blank cells or merged over them.
ROWS: tuple[tuple[Any, ...], ...] = (
    HEAD,
    ("组织领导", "机构健全", 4, 3),
    (None, "经费保障", 6, 5),
    ("信息公开", "主动公开", 6, 4),
    (None, "更新", 2, 1),
    ("监督", None, 2, 2),
    ("加分", "创新", 2, 1),
)


@pytest.fixture
def rubric() -> Rubric:
    return _rubric()


def _rubric(text: str = TEXT) -> Rubric:
    loaded = parse_rubric(parse_yaml(text.encode(), "r.yaml"))
    assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.rubric


def unit_sheet(path: Path, rubric: Rubric, rows: Sequence[Sequence[Any]], merges: Sequence[str] = ()) -> File:
    path.mkdir(parents=True, exist_ok=True)
    return merged_sheet(path, rubric, list(rows), merges)


def points(file: File) -> dict[str, str]:
    (sheet,) = file.sheets
    return dict(zip(sheet.layout.items, sheet.points.split(), strict=True))


ALL = {"1.1": "3", "1.2": "5", "2.1": "4", "2.2": "1", "3": "2", "4.1": "1"}


def row(number: int, *cells: Any) -> tuple[tuple[Any, ...], ...]:
    """The table with another row in place of one."""
    return (*ROWS[:number], cells, *ROWS[number + 1 :])


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        (ROWS, ()),
        (ROWS, ("A2:A3", "A4:A5")),
        ((("考核指标", None, "分值（20分）", "考核得分"), *ROWS[1:]), ("A1:B1",)),
        ((("指标", None, "分值", "得分"), ("一级指标", "二级指标", None, None), *ROWS[1:]), ("A1:B1", "C1:C2", "D1:D2")),
        ((("项目", "考核内容", "满分", "实得分"), *ROWS[1:]), ()),
        ((("指标", "子项", "分值", "自评分"), *ROWS[1:]), ()),
        ((("序号", *HEAD), *((number, *each) for number, each in enumerate(ROWS[1:], 1))), ()),
        ((*ROWS[:1], ("一、组织领导", "1.机构健全", 4, 3), ("", "（2）经费保障（6分）", 6, 5), *ROWS[3:]), ()),
        ((*ROWS[:3], (None, "小计", 10, 8), *ROWS[3:], ("合计", None, 22, 16)), ()),
        ((*ROWS[:3], (None, "小计", 10, "=SUM(D2:D3)"), *ROWS[3:], ("总分", None, 22, 16)), ()),
        ((*ROWS[:1], ("Ⅰ 组织领导", "1.1 机构健全", 4, 3), ("", "1.2经费保障", 6, 5), *ROWS[3:]), ()),
        ((("考核项目", "考核内容", "分值", "自评分", "考核得分"), *((*each[:3], 0, each[3]) for each in ROWS[1:])), ()),
        ((("考核项目", "考核内容", "分值", "考核得分", "自评得分"), *((*each, None) for each in ROWS[1:])), ()),
        ((("一级指标", "权重", "二级指标", "分值", "得分"), *((each[0], None, *each[1:]) for each in ROWS[1:])), ()),
        ((ROWS[0], *ROWS[3:5], *ROWS[1:3], *ROWS[5:]), ()),
    ],
    ids=[
        "blank cells", "merged cells", "one heading over both levels", "two rows of headings", "other headings", "own scores", "each row numbered",
        "numbers and points around names", "sums", "sums by formula", "ids before names",
        "own scores beside", "own scores behind, blank", "points of both levels", "another order",
    ],
)  # fmt: skip
def test_the_rows_of_two_levels_are_known_by_their_names(
    rows: Sequence[Sequence[Any]], merges: Sequence[str], rubric: Rubric, tmp_path: Path
) -> None:
    file = unit_sheet(tmp_path, rubric, rows, merges)
    assert points(file) == ALL
    assert {code for code, _ in found(file)} <= {"S210"}  # 主动公开 has items of its own


@pytest.mark.parametrize(
    ("rows", "merges", "codes", "changed"),
    [
        (row(2, None, "经费保証", 6, 5), (), [("S203", None), ("S202", "B3")], {"1.2": None}),
        (row(1, "组织领导", "目录", 4, 3), (), [("S203", None), ("S202", "B2")], {"1.1": None}),
        (row(2, None, "经费保障", 5, 5), (), [("S205", "C3")], {}),
        (row(2, None, "经费保障", 6, 7), (), [("S101", "D3")], {"1.2": "-"}),
        (row(2, None, "经费保障", 6, None), (), [("S102", "D3")], {"1.2": "-"}),
        (row(2, None, "机构健全", 4, 3), (), [("S203", None), ("S204", "B3")], {"1.2": None}),
        (row(5, "监管", None, 2, 2), (), [("S203", None), ("S202", "A6")], {"3": None}),
        ((*ROWS, ("其他", None, 2, 2)), (), [("S202", "A8")], {}),
        ((*ROWS, (None, None, None, 2)), (), [("S207", "D8")], {}),
        # The indicator's own row says what its items come to, or something else.
        ((ROWS[0], ("组织领导", None, 10, 8), *ROWS[1:]), (), [], {}),
        ((ROWS[0], ("组织领导", None, 10, 9), *ROWS[1:]), (), [("S215", "D2")], {}),
        ((ROWS[0], ("组织领导", None, 10, None), *ROWS[1:]), (), [], {}),
        # A score for the whole indicator: merged over its rows, or in the first of them.
        (ROWS, ("A2:A3", "D2:D3"), [], {"1.1": None, "1.2": None, "1": "3"}),
        (
            (ROWS[0], ("组织领导", None, 10, 8), (None, "机构健全", 4, None), (None, "经费保障", 6, None), *ROWS[3:]),
            (), [], {"1.1": None, "1.2": None, "1": "8"},
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_cell(
    rows: Sequence[Sequence[Any]],
    merges: Sequence[str],
    codes: list[tuple[str, str | None]],
    changed: dict[str, str | None],
    rubric: Rubric,
    tmp_path: Path,
) -> None:
    file = unit_sheet(tmp_path, rubric, rows, merges)
    beneath = {("S129", "D3")} if "D2:D3" in merges else set()
    assert [each for each in found(file) if each[0] != "S210" and each not in beneath] == codes
    assert points(file) == {item: each for item, each in {**ALL, **changed}.items() if each is not None}


def test_s216_a_name_of_several_items_is_told(tmp_path: Path) -> None:
    """Of two indicators; it is one of them where the indicator stands beside it or above."""
    rubric = _rubric(TEXT.replace("name: 经费保障, max: 6", "name: 更新, max: 6"))
    one = [
        ("指标", "分值", "得分"),
        ("更新", 6, 5),
        ("机构健全", 4, 3),
        ("主动公开", 6, 4),
        ("监督", 2, 2),
        ("创新", 2, 1),
    ]
    file = unit_sheet(tmp_path, rubric, one)
    assert [each for each in found(file) if each[0] != "S210"] == [("S203", None), ("S203", None), ("S216", "A2")]
    (finding,) = (each for each in file.all_findings() if each.code == "S216")
    assert finding.line("zh").startswith(
        "甲区-组-1.xlsx Sheet!A2: “更新”可以是 1.2 更新、2.1.2 更新、2.2 更新，看不出是哪一项，"
    )
    file = unit_sheet(tmp_path, rubric, row(2, None, "更新", 6, 5))
    assert [each for each in found(file) if each[0] != "S210"] == []
    assert points(file) == ALL


def test_a_third_column_tells_items_of_one_name_apart(rubric: Rubric, tmp_path: Path) -> None:
    three = [("一级指标", "二级指标", "三级指标", "分值", "得分")]
    three += [(first, second, None, *others) for first, second, *others in ROWS[1:3]]
    three += [("信息公开", "主动公开", "目录", 4, 3), (None, None, "更新", 2, 1), (None, "更新", None, 2, 2)]
    three += [(first, second, None, *others) for first, second, *others in ROWS[5:]]
    file = unit_sheet(tmp_path, rubric, three)
    assert found(file) == []
    assert points(file) == {"1.1": "3", "1.2": "5", "2.1.1": "3", "2.1.2": "1", "2.2": "2", "3": "2", "4.1": "1"}


def test_levels_in_one_column_are_told_apart_by_what_stands_above(rubric: Rubric, tmp_path: Path) -> None:
    rows = [("考核指标", "分值", "得分"), ("一、组织领导", 10, None), ("机构健全", 4, 3), ("经费保障", 6, 5)]
    rows += [("二、信息公开", 8, None), ("主动公开", 6, None), ("目录", 4, 3), ("更新", 2, 1), ("三、监督", 2, 2)]
    file = unit_sheet(tmp_path, rubric, rows)
    assert [code for code, _ in found(file)] == ["S203", "S203"]  # 2.2, 4.1
    assert points(file) == {"1.1": "3", "1.2": "5", "2.1.1": "3", "2.1.2": "1", "3": "2"}


def test_such_a_table_is_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    rubric = _rubric()
    unit_sheet(tmp_path / "sheets", rubric, ROWS, ("A2:A3",))
    Path("r.yaml").write_text(TEXT, "utf-8")
    assert main(["score", "sheets", "-r", "r.yaml"]) == 0
    assert "甲区  16.00" in capsys.readouterr().out


def test_a_unit_that_checks_itself_is_read_by_its_own_scores(tmp_path: Path) -> None:
    """The same file of a source that counts is read by the others."""
    (tmp_path / "r.yaml").write_text(TEXT, "utf-8")
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "r.yaml").write_text(TEXT, "utf-8")
    text = "assessment: a\ntitle: 考核\ngroups: [{name: 组, rubric: two-levels, units: [甲区]}]\nsources:\n"
    text += "  - {name: 自查, kind: self-check}\n  - {name: 组, kind: assessors, items: all}\n"
    (tmp_path / "assessment.yaml").write_text(text, "utf-8")
    loaded = load_assessment(tmp_path / "assessment.yaml")
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    reader = FileReader(loaded.library, round=loaded.round)
    rows = [("一级指标", "二级指标", "分值", "自评分", "得分"), *((*each[:3], each[2], each[3]) for each in ROWS[1:])]
    read = []
    for source in ("自查", "组"):
        path = merged(tmp_path / f"甲区-{source}-1.xlsx", rows, ())
        file = reader.read(str(path), path.name)
        assert isinstance(file, File)
        read.append(points(file))
    assert read == [{"1.1": "4", "1.2": "6", "2.1": "6", "2.2": "2", "3": "2", "4.1": "2"}, ALL]


@given(st.data())
@settings(max_examples=40)
def test_a_table_that_is_printed_reads_back_as_it_was_filled(data: st.DataObject) -> None:
    """At the level of its leaves, in three columns, with names once, merged or repeated."""
    rubric = _rubric()
    rows: list[list[Any]] = [["一级指标", "二级指标", "三级指标", "分值", "得分"]]
    merges, wanted, before = [], {}, ["", "", ""]
    how = data.draw(st.sampled_from(["blank", "repeated", "merged"]))
    for leaf in rubric.leaves:
        path = [rubric.by_id[each].name for each in (*reversed(rubric.above(leaf.id)), leaf.id)]
        path += [""] * (3 - len(path))
        score = data.draw(st.integers(0, int(leaf.max) * 10)) / 10
        wanted[leaf.id] = score
        shared = 0
        while how != "repeated" and path[shared] and path[: shared + 1] == before[: shared + 1]:
            shared += 1
        rows.append(
            [*(None if number < shared else name or None for number, name in enumerate(path)), float(leaf.max), score]
        )
        before = path
    if how == "merged":
        for column, letter in enumerate("ABC"):
            starts = [number for number, each in enumerate(rows, 1) if number > 1 and each[column]]
            for start in starts:
                end = start
                while end < len(rows) and not any(rows[end][: column + 1]):
                    end += 1
                merges += [f"{letter}{start}:{letter}{end}"] if end > start else []
    folder = _folder()
    file = unit_sheet(folder, rubric, rows, merges)
    assert found(file) == []
    assert {item: float(word) for item, word in points(file).items()} == wanted


def _folder() -> Path:
    import tempfile  # noqa: PLC0415 - what Hypothesis tries has no folder of its own

    return Path(tempfile.mkdtemp())


def test_a_unit_sheet_of_gkpg_is_no_printed_table(rubric: Rubric, tmp_path: Path) -> None:
    rows = [("编号", "指标", "分值", "得分"), *((leaf.id, leaf.name, float(leaf.max), 1) for leaf in rubric.leaves)]
    file = unit_sheet(tmp_path, rubric, rows)
    assert found(file) == []
    assert set(points(file).values()) == {"1"}
    assert FileReader(library_of(rubric)).round.assessment is None
