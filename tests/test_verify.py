"""`gkpg verify`: it names what was changed, wherever that is, and says “the same” of everything else."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.main import main
from tests.conftest import ROOT, filled
from tests.test_cases import CASES

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkpg.rubric import Rubric


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def in_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Path]:
    """Enter a copy of a case, scored."""

    def enter(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(ROOT / "tests" / "cases" / name, folder)
        monkeypatch.chdir(folder)
        main(["score", "--jobs", "1"])
        capsys.readouterr()
        return folder

    return enter


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The exit status of `gkpg verify`, and its lines down to what was looked at."""
    status = main(["verify", "--jobs", "1", *words])
    lines = capsys.readouterr().out.splitlines()
    return status, [line.strip() for line in lines[: lines.index("看过：")]]


def change(sql: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect("result.sqlite")) as database, database:
        database.execute(sql, values)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_the_same_recomputed_and_read_again(
    case: Path, in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case(case.name)
    if not Path("result.sqlite").exists():
        pytest.fail("not scored")
    assert run(capsys, "--sheets", "sheets") == (0, ["result.sqlite：一致"])


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: case.name)
def test_with_the_result_alone_nothing_else_is_needed(
    case: Path,
    in_case: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = in_case(case.name)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "result.sqlite").rename(elsewhere / "result.sqlite")
    shutil.rmtree(folder)
    monkeypatch.chdir(elsewhere)
    assert run(capsys) == (0, ["result.sqlite：一致"])


def test_one_cell_changed_in_one_sheet_is_named_with_all_that_follows(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """甲 had 36 + 18 + 36 = 90 and now has 89, below 90 for 优秀; 乙, 丙 and 丁 are parted by 1.1 alone now."""
    in_case("ranks-tie-by-item")
    sheet = Path("sheets/市政府办公厅-1.csv")
    sheet.write_bytes(sheet.read_bytes().replace("甲区,36".encode(), "甲区,35".encode()))
    status, lines = run(capsys, "--sheets", "sheets")
    assert (status, lines[0]) == (1, "result.sqlite：不一致，12 处")
    assert lines[1].startswith("市政府办公厅-1.csv SHA-256：结果文件里是 ")
    assert "市政府办公厅-1.csv csv!B4 甲区 1.1 得分：结果文件里是 36，重新得出 35" in lines
    assert "甲区 总分：结果文件里是 90.00，重新得出 89.00" in lines
    assert "甲区 等次：结果文件里是 优秀，重新得出 良好" in lines
    assert [line for line in lines if "戊区" in line] == []


def test_a_comment_in_a_sheet_changes_its_bytes_alone(
    smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for unit in ("甲区", "乙区"):
        filled(smallest, tmp_path / "sheets", {"G6": 1}, unit)
    main(["score", "sheets", "--jobs", "1"])
    path = next(Path("sheets").glob("甲区*"))
    book = openpyxl.load_workbook(path)
    book.properties.title = "改过"
    book.save(path)
    capsys.readouterr()
    status, lines = run(capsys, "--sheets", "sheets")
    assert (status, len(lines)) == (1, 2)
    assert lines[1].startswith(f"{path.name} SHA-256：")


CAP = '  - {id: "1.1", name: 公开目录, max: 40}'


def test_one_cap_changed_in_the_rubric_is_named(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The sums do not fit any more, so the rubric is not sound; what was changed is told all the same."""
    in_case("ranks-tie-by-item")
    rubric = Path("rubrics/by-item.yaml")
    written = rubric.read_text("utf-8")
    assert written.count(CAP) == 1
    rubric.write_text(written.replace(CAP, CAP.replace("40", "39")), "utf-8")
    status, lines = run(capsys, "--sheets", "sheets")
    assert status == 1
    assert lines[1] == "指标表 by-item 1：1.1 公开目录 的分值：40 → 39"
    assert all(line.startswith("手头的规则不成立：") for line in lines[2:])
    assert any("[R201]" in line for line in lines[2:])


def test_one_rule_changed_in_the_assessment_is_named(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case("ranks-tie-by-item")
    written = Path("assessment.yaml").read_text("utf-8")
    Path("assessment.yaml").write_text(written.replace("from: 60", "from: 61"), "utf-8")
    assert run(capsys, "--sheets", "sheets") == (
        1,
        [
            "result.sqlite：不一致，1 处",
            "考核文件：等次 › 各等次 合格 › 下限（含）：60 → 61（依据：not stated; chosen for this case）",
        ],
    )


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("UPDATE units SET total = '91.00' WHERE unit = '丙区'",
         ["丙区 的结果：写出以后被改过", "丙区 总分：结果文件里是 91.00，重新得出 90.00"]),
        ("UPDATE units SET rank = 1 WHERE unit = '丙区'",
         ["丙区 的结果：写出以后被改过", "丙区 名次：结果文件里是 1，重新得出 2"]),
        ("UPDATE units SET band = '良好' WHERE unit = '丁区'",
         ["丁区 的结果：写出以后被改过", "丁区 等次：结果文件里是 良好，重新得出 优秀"]),
        ("UPDATE unit_parts SET points = replace(points, '25', '26') WHERE points LIKE '% 25'",
         ["戊区 的结果：写出以后被改过", "戊区 2 得分：结果文件里是 26，重新得出 25"]),
        ("UPDATE sheets SET points = '40 20 26' WHERE unit = '戊区'",
         ["市政府办公厅-1.csv 里 戊区 的得分：写出以后被改过", "戊区 2 得分：结果文件里是 25，重新得出 26",
          "戊区 区政府 得分：结果文件里是 85，重新得出 86", "戊区 总分：结果文件里是 85.00，重新得出 86.00",
          "戊区 舍入前的总分：结果文件里是 85，重新得出 86"]),
        ("UPDATE rules SET value_zh = 'x' WHERE position = 1", None),
        ("UPDATE sheets SET points = '40 20 x' WHERE unit = '戊区'", None),
        ("UPDATE rubrics SET content = '{}'", None),
        ("UPDATE units SET band = '卓越'", None),
        ("DELETE FROM files", None),
        ("DELETE FROM units WHERE unit = '戊区'", None),
    ],
)  # fmt: skip
def test_one_value_changed_in_the_result_is_named(
    sql: str, wanted: list[str] | None, in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """By its record, and by itself where recomputing tells it; nonsense is told and never a crash."""
    in_case("ranks-tie-by-item")
    change(sql)
    status, lines = run(capsys)
    assert status == 1
    if wanted is None:
        assert lines[1].endswith("：写出以后被改过")
    else:
        assert lines[1:] == wanted


def test_a_sheet_that_was_taken_away_or_added_is_named(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case("composed-50-50-xianning-2023")
    sheet = min(Path("sheets").rglob("*.*"))
    raw = sheet.read_bytes()
    other = sheet.with_name(f"另存{sheet.suffix}")
    other.write_bytes(raw)
    status, lines = run(capsys, "--sheets", "sheets")
    assert status == 1
    assert any(line.endswith("另存.csv：结果文件里没有这个文件") for line in lines)
    other.unlink()
    sheet.unlink()
    status, lines = run(capsys, "--sheets", "sheets")
    assert status == 1
    assert lines[1].endswith("：结果文件里有，现在没有这个文件") or any("没有这个文件" in line for line in lines)
