"""A round on the command line: from an empty folder to the report, in the steps of a user."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND
from gkpg.results.store import load_results
from gkpg.round.starts import START_NAMES

if TYPE_CHECKING:
    from pathlib import Path

#: What a person fills into the sheets of the blank start, row by row: items 1.1, 1.2, 2.1, 2.2.
ROWS = ("G6", "G7", "G9", "G10")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder begun from the blank start, with its blank sheets; nobody works in it."""
    folder = tmp_path_factory.mktemp("started")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("GKPG_LANG", "zh")
        assert main(["init", "r"]) == 0
        patch.chdir(folder / "r")
        assert main(["template"]) == 0
    return folder / "r"


@pytest.fixture
def begun(started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new folder, begun from the blank start, and its blank sheets."""
    shutil.copytree(started, tmp_path / "r")
    monkeypatch.chdir(tmp_path / "r")
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path / "r"


def fill(path: Path, scores: tuple[float, ...]) -> None:
    """Fill a sheet with another program."""
    workbook = openpyxl.load_workbook(path)
    for cell, points in zip(ROWS, scores, strict=True):
        workbook.worksheets[0][cell] = points
    workbook.worksheets[0]["F4"] = "2026-11-15"
    workbook.save(path)


def test_from_an_empty_folder_to_the_report(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheets = sorted(path.relative_to(begun / "sheets").as_posix() for path in (begun / "sheets").rglob("*.xlsx"))
    assert len(sheets) == 3 * 3  # three units: a self-check and two assessors each
    assert main(["validate", "assessment"]) == 0
    assert main(["status", "--on", "2026-11-01"]) == 1
    assert "3 个单位中 3 个还不能计总分" in capsys.readouterr().out
    given = {"甲单位": ((40, 20, 30, 10), (38, 19, 29, 9)), "乙单位": ((30, 15, 20, 8), (31, 15, 21, 7.5))}
    given["丙单位"] = given["乙单位"]
    for unit, hands in given.items():
        for hand, scores in enumerate(hands, 1):
            fill(begun / "sheets" / "考核组" / f"{unit}-考核组-{hand}.xlsx", scores)
    assert main(["status", "--on", "2026-12-01", "--output-format", "json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert status["blocked"] == 0
    assert [each["unfilled"] for each in status["units"][0]["sources"]] == [True, False]
    assert (
        main(["score", "--output-format", "json"]) == 1
    )  # the self-checks are still blank, which keeps nobody from a total
    units = json.loads(capsys.readouterr().out)["groups"][0]["units"]
    # 甲单位: (100 + 95) / 2; 乙单位 and 丙单位: (73 + 74.5) / 2
    assert [(unit["unit"], unit["total"], unit["rank"], unit["grade"]) for unit in units] == [
        ("甲单位", "97.50", 1, "优秀"),
        ("丙单位", "73.75", 2, "合格"),
        ("乙单位", "73.75", 2, "合格"),
    ]
    assert main(["report", "-o", "报告.xlsx"]) == 0
    assert (begun / "报告.xlsx").exists()


@pytest.mark.parametrize("name", START_NAMES)
def test_every_start_is_sound_and_its_sheets_can_be_made(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "r", "--from", name]) == 0
    assert main(["validate", "assessment", "r"]) == 0
    assert main(["validate", "assessment", "r/assessment.yaml", "--strict"]) == (1 if name == "shanghai-2022" else 0)
    out = capsys.readouterr().out
    assert "A501" in out if name == "shanghai-2022" else "A501" not in out
    assert main(["status", "--assessment", "r", "--on", "2022-01-01"]) == 1
    assert main(["score", "--assessment", "r"]) == 2  # nothing is there yet


@pytest.mark.parametrize("name", START_NAMES)
def test_a_start_is_written_in_the_language_that_was_asked_for(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", "init", "en", "--from", name]) == 0
    assert main(["--lang", "zh", "init", "zh", "--from", name]) == 0
    said = capsys.readouterr().out
    assert "next: cd en, edit assessment.yaml" in said
    assert "接着：cd zh，改 assessment.yaml" in said
    english, chinese = ((tmp_path / lang / "assessment.yaml").read_text("utf-8") for lang in ("en", "zh"))
    assert english.startswith("# yaml-language-server: $schema=schemas/assessment.schema.json\n# The assessment")
    assert "考核文件" in chinese
    assert main(["validate", "assessment", "en"]) == 0
    keys = [[line.split(":")[0] for line in text.splitlines() if line[:1].isalpha()] for text in (english, chinese)]
    assert keys[0] == keys[1]
    if name == "blank":
        written = [path.read_text("utf-8") for path in (tmp_path / "en").rglob("*") if path.suffix in {".yaml", ".txt"}]
        assert all(text.replace("…", "").isascii() for text in written)


def test_the_start_of_shanghai_has_the_notices_own_process(tmp_path: Path) -> None:
    from gkpg.round.load import load_assessment  # noqa: PLC0415

    assert main(["init", str(tmp_path / "r"), "--from", "shanghai-2022"]) == 0
    round_ = load_assessment(tmp_path / "r" / "assessment.yaml").round
    assert round_ is not None
    districts, departments = round_.groups
    assert (districts.name, len(districts.units)) == ("区政府", 16)
    assert len(departments.units) > 30
    part = districts.parts[0]
    assert part.sources["市大数据中心"] == ("8.1",)
    assert part.sources["市政府办公厅“上海发布”办公室"] == ("8.2",)
    assert part.sources["市保密局"] == ("9.3",)
    assert part.sources["市档案局"] == part.sources["上海图书馆"] == ("9.4",)
    dues = {name: source.due.isoformat() for name, source in round_.sources.items() if source.due}
    assert {dues[name] for name in ("自查", "市大数据中心", "市保密局", "市档案局", "上海图书馆")} == {"2022-11-15"}
    assert not round_.source("自查").counts


def test_status_names_the_errors_of_files_of_nobody(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing keeps a unit from its total, and yet `gkpg score` would end in an error."""
    for path in sorted((begun / "sheets").rglob("*.xlsx")):
        fill(path, (3, 4, 2, 1))
    main(["status"])
    before = capsys.readouterr().out
    (begun / "sheets" / "空.xlsx").write_bytes(b"")
    assert main(["status"]) == 1
    said = capsys.readouterr().out
    assert "空.xlsx: " in said
    assert "[S401]" in said
    assert "空.xlsx" not in before


def test_an_existing_folder_is_left_alone(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (begun / "assessment.yaml").read_bytes()
    (begun / "assessment.yaml").write_bytes(before + b"# mine\n")
    assert main(["init", str(begun)]) == 2
    assert "已有 assessment.yaml" in capsys.readouterr().err
    assert (begun / "assessment.yaml").read_bytes() == before + b"# mine\n"


def test_sheets_that_exist_are_left_alone(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = begun / "sheets" / "考核组" / "甲单位-考核组-1.xlsx"
    fill(path, (1, 1, 1, 1))
    before = path.read_bytes()
    assert main(["template"]) == 0
    assert "9 份已存在" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_a_dispute_on_the_command_line(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (begun / "assessment.yaml").read_text("utf-8")
    limit = "    assessors: 2\n    disagreement: {points: 3, basis: 办法}\n"
    (begun / "assessment.yaml").write_text(text.replace("    assessors: 2\n", limit), "utf-8")
    for unit in ("甲单位", "乙单位", "丙单位"):
        fill(begun / "sheets" / "考核组" / f"{unit}-考核组-1.xlsx", (40, 20, 30, 10))
        fill(begun / "sheets" / "考核组" / f"{unit}-考核组-2.xlsx", (30 if unit == "甲单位" else 40, 20, 30, 10))
    assert main(["arbitrate"]) == 0
    assert "待裁定 1 项，已写出 sheets/裁定表.xlsx" in capsys.readouterr().out
    assert main(["arbitrate"]) == 2
    assert "已存在" in capsys.readouterr().err
    workbook = openpyxl.load_workbook(begun / "sheets" / "裁定表.xlsx")
    for cell, value in (("H4", 36), ("I4", "组长"), ("J4", "复核")):
        workbook.worksheets[0][cell] = value
    workbook.save(begun / "sheets" / "裁定表.xlsx")
    main(["score", "--output-format", "json"])
    units = {unit["unit"]: unit["total"] for unit in json.loads(capsys.readouterr().out)["groups"][0]["units"]}
    assert units == {"甲单位": "96.00", "乙单位": "100.00", "丙单位": "100.00"}
    (begun / "sheets" / "裁定表.xlsx").unlink()
    fill(begun / "sheets" / "考核组" / "甲单位-考核组-2.xlsx", (40, 20, 30, 10))
    assert main(["arbitrate"]) == 0
    assert "没有待裁定的分歧" in capsys.readouterr().out


def test_scoring_again_sees_a_changed_rule(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for unit in ("甲单位", "乙单位", "丙单位"):
        for hand, first in (("1", 40), ("2", 30)):
            fill(begun / "sheets" / "考核组" / f"{unit}-考核组-{hand}.xlsx", (first, 20, 30, 10))

    def totals() -> set[str]:
        main(["score", "--output-format", "json"])
        return {unit["total"] for unit in json.loads(capsys.readouterr().out)["groups"][0]["units"]}

    assert totals() == totals() == {"95.00"}
    text = (begun / "assessment.yaml").read_text("utf-8")
    (begun / "assessment.yaml").write_text(text.replace("rule: mean", "rule: highest"), "utf-8")
    assert totals() == {"100.00"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["init", "x", "--from", "beijing"], "gkpg: 没有 beijing 可以开始；有 blank、shanghai-2022"),
        (["status", "--on", "昨天"], "gkpg: --on 昨天 不是日期"),
        (["status", "--assessment", "none"], "gkpg: none: 文件或文件夹不存在"),
        (["validate", "assessment", "none.yaml"], "gkpg: none.yaml: 文件或文件夹不存在"),
        (["template", "--unit", "甲单位"], "gkpg: 单位、来源和评分人已在 assessment.yaml 里"),
        (["template", "--rubric", "my-rubric", "--assessment", "."], "gkpg: --rubric 和 --assessment 只能用一个"),
        (["score", "--units", "单位名单.txt"], "gkpg: 单位名单已在 assessment.yaml 里"),
        (["score", "none"], "gkpg: none: 文件或文件夹不存在"),
    ],
)
def test_misuse_is_one_line_and_exit_2(
    words: list[str], said: str, begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [["status"], ["arbitrate"], ["validate", "assessment"]])
def test_without_an_assessment_a_command_says_how_to_get_one(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*words, "--lang", "en"]) == 2
    assert "make one with gkpg init" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["score"], ["status"], ["template"], ["arbitrate"], ["validate", "assessment"]])
def test_an_unsound_assessment_is_told_line_by_line(
    words: list[str], begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (begun / "assessment.yaml").read_text("utf-8")
    (begun / "assessment.yaml").write_text(text.replace("items: all", 'items: ["9"]'), "utf-8")
    assert main(words) == 1
    out = capsys.readouterr().out
    assert "assessment.yaml:21:13: 指标表里没有编号 9" in out
    assert "assessment.yaml：不成立" in out


def test_sheets_of_another_rubric_that_are_in_the_way_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").write_text(BASE, "utf-8")
    (tmp_path / "two.yaml").write_text(BASE.replace("rubric: smallest", "rubric: other"), "utf-8")
    words = ["template", "--unit", "甲区", "--lang", "en", "--rubric"]
    assert main([*words, "one.yaml"]) == main([*words, "one.yaml"]) == 0
    assert "another" not in capsys.readouterr().out
    assert main([*words, "two.yaml"]) == 0
    said = capsys.readouterr().out
    assert "of another rubric: 1 (甲区-评分组-1.xlsx); the sheets of this one go to another folder with -o" in said
    assert "another version" not in said


def test_a_sheet_of_a_former_version_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is of another version: that is all that is said of it, not that rows or the sheet itself are missing."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "v1.yaml").write_text(BASE, "utf-8")
    text = ROUND.replace("rubric: smallest", 'rubric: smallest, version: "1"')
    (tmp_path / "assessment.yaml").write_text(text, "utf-8")
    assert main(["template", "--assessment", str(tmp_path)]) == 0
    second = BASE.replace('version: "1"', 'version: "2"').replace('"1.2"', '"1.3"')
    (tmp_path / "rubrics" / "v2.yaml").write_text(second, "utf-8")
    (tmp_path / "assessment.yaml").write_text(text.replace('version: "1"', 'version: "2"'), "utf-8")
    capsys.readouterr()
    assert main(["template", "--assessment", str(tmp_path), "--lang", "en"]) == 0
    assert "made from another version of the rubric, and refused when scored: 2 (" in capsys.readouterr().out
    assert main(["score", "--assessment", str(tmp_path), "-o", str(tmp_path / "r.sqlite"), "--lang", "en"]) == 1
    told = [
        line
        for line in capsys.readouterr().out.splitlines()
        if ".xlsx" in line and "[" in line and " of rubric " in line
    ]
    results = load_results(tmp_path / "r.sqlite")
    assert [finding.code for finding in results.findings if finding.severity == "error"] == ["L109", "L109"]
    assert len(told) >= 2
    assert all("gkpg migrate" in line for line in told[:2])
