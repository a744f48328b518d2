"""Very many findings: those of one kind in a few lines, with exact counts, and every line where it is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gkpg.checks.gathering import MOST_LINES, gather_findings, needs_gathering
from gkpg.cli.main import main
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.scoring.describe import describe_errors

if TYPE_CHECKING:
    from pathlib import Path


def blank(cell: int, file: str = "甲.xlsx") -> Finding:
    """A score that is not given."""
    facts = {"item": "1.1 a", "allowed": "0 至 2 的数", "zero": ""}
    return Finding("S102", Place(file, sheet="评分表", cell=f"G{cell}"), facts)


def missing(unit: str, source: str, found: int = 0, expected: int = 1, code: str = "L113") -> Finding:
    """Sheets that are not there."""
    return Finding(code, Place(), {"unit": unit, "source": source, "found": str(found), "expected": str(expected)})


def test_few_of_a_kind_are_all_shown_and_many_by_three() -> None:
    few, many = (
        [blank(row) for row in range(1, 6)],
        [Finding("S103", Place(f"{n}.xlsx"), {"count": "4"}) for n in range(9)],
    )
    first, second = gather_findings((*few, *many))
    assert (first.shown, first.rest) == (tuple(few), None)
    assert second.shown == tuple(many[:3])
    assert second.rest is not None
    assert second.rest.zh == "另有同类问题 6 处，在 6 个文件里，--all 逐条列出 [S103]"
    assert second.rest.en == "6 more of this kind, in 6 files; --all lists them [S103]"


def test_of_one_file_the_number_of_files_is_not_told() -> None:
    (kind,) = gather_findings(blank(row) for row in range(1, 8))
    assert kind.rest == ("另有同类问题 4 处，--all 逐条列出 [S102]", "4 more of this kind; --all lists them [S102]")


def test_errors_stand_before_warnings_whatever_their_place() -> None:
    note = missing("甲", "乙", code="L114")
    assert [kind.shown for kind in gather_findings((note, blank(1)))] == [(blank(1),), (note,)]


def test_missing_sheets_are_counted_by_source() -> None:
    found = [missing(f"{n}", "自查") for n in range(5)] + [missing("1", "考核组", 1, 3)]
    (kind,) = gather_findings(found)
    assert kind.shown == ()
    assert kind.rest is not None
    assert kind.rest.zh.startswith("缺评分表（按单位计 7 份）：自查 5 个单位、考核组 1 个单位，请催交")
    assert kind.rest.en.startswith(
        "sheets are missing (counted by unit: 7): 自查 of 5 units, 考核组 of 1 unit; ask for it"
    )


def test_the_limit() -> None:
    assert not needs_gathering([blank(row) for row in range(MOST_LINES)])
    assert needs_gathering([blank(row) for row in range(MOST_LINES + 1)])


def test_one_more_error_is_one_error() -> None:
    assert describe_errors([blank(1)]).en.endswith("[S102]")
    assert describe_errors([blank(1), blank(2)]).en.endswith(", and 1 more error")
    assert describe_errors([blank(1), blank(2), blank(3)]).en.endswith(", and 2 more errors")


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of twenty units in which only one blank sheet is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    assert main(["init", "r"]) == 0
    monkeypatch.chdir(tmp_path / "r")
    names = [f"单位{number}" for number in range(40)]
    (tmp_path / "r/单位名单.txt").write_text("\n".join(names), encoding="utf-8")
    assert main(["template", "-r", "my-rubric", "-u", "单位1", "-s", "考核组"]) == 0
    return tmp_path / "r"


def test_a_fresh_round_fits_a_screen(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["status", "--on", "2027-01-01"]) == 1
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) < 60
    assert "缺评分表（按单位计 79 份）：考核组 40 个单位，请催交" in shown
    assert "单位1    缺    1/2 未填" not in shown
    assert main(["score"]) == 1
    scored = capsys.readouterr().out
    assert "缺评分表（按单位计 79 份）：考核组 40 个单位，请催交" in scored
    assert "错误 41，警告 0，说明 0" in scored
    assert "40 个单位都还没有总分，都有 [L113]，其中 1 个另有别的错误，--all 逐个列出" in scored
    assert main(["score", "--all"]) == 1
    assert sum("[L113]" in line for line in capsys.readouterr().out.splitlines()) == 80
    assert main(["status", "--all"]) == 1
    assert sum("[L113]" in line for line in capsys.readouterr().out.splitlines()) == 40
    assert main(["score", "--output-format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 41


def test_where_units_lack_a_total_for_other_causes_the_ranking_is_whole(
    fresh: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "-r", "my-rubric", "-u", "单位1", "-s", "考核组", "-a", "2"]) == 0
    capsys.readouterr()
    assert main(["--lang", "en", "score"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum("—  单位" in line for line in lines) == 40
    assert any(line.startswith("sheets are missing (counted by unit: 78): 考核组 of 39 units") for line in lines)
    told = "units with remarks: 40 (no total [L113]: 39, no total [S103]: 1); --all lists them"
    assert [line for line in lines if line.startswith("units with")] == [told]
    assert main(["score", "--all"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "：没有总分" in line]
    assert lines[:2] == ["  单位0：没有总分 [L113]，见上", "  单位1：没有总分 [S103]，见上"]
    assert len(lines) == 40


def test_of_very_many_units_the_first_are_shown(fresh: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"单位{number}" for number in range(201)]
    (fresh / "单位名单.txt").write_text("\n".join(names), encoding="utf-8")
    assert main(["template", "-r", "my-rubric", "-u", "单位1", "-s", "考核组", "-a", "2"]) == 0
    capsys.readouterr()
    assert main(["score"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum("—  单位" in line for line in lines) == 30
    assert "另有 171 个单位，--all 逐个列出" in lines
    assert main(["score", "--all"]) == 1
    assert sum("—  单位" in line for line in capsys.readouterr().out.splitlines()) == 201


def test_an_assessment_beside_the_sheets_that_was_not_used_is_told(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "-r", "my-rubric", "-u", "单位1", "-s", "自查"]) == 0
    (fresh.parent / "rubrics").mkdir()
    (fresh / "rubrics" / "my-rubric.yaml").rename(fresh.parent / "rubrics" / "my-rubric.yaml")
    monkeypatch.chdir(fresh.parent)
    capsys.readouterr()
    assert main(["--lang", "en", "score", "r/sheets"]) == 1
    out = capsys.readouterr().out
    assert "go into the folder with assessment.yaml or name it with --assessment; where there is none" in out
    assert "the rules of r/assessment.yaml were not used; to use them, go into its folder or add --assessment" in out
    (fresh / "assessment.yaml").unlink()
    assert main(["--lang", "en", "score", "r/sheets"]) == 1
    assert "were not used" not in capsys.readouterr().out
