"""Whole or not at all: whatever happens to a run, the old output stands or the new one, and sheets are never touched."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND
from tests.conftest import ROOT, filled, rubric_of
from tests.test_migrate import SECOND

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it forks and sets limits of the system")
UNITS = ["甲区", "乙区", "丙区"]
#: Each command with its output, that of an earlier run being there, and whether that is whole: of several files in a
#: folder that do not belong together, each is.
COMMANDS: dict[str, tuple[list[str], bool]] = {
    "score": (["score", "sheets", "--no-cache"], True),
    "score again": (["score", "sheets"], True),
    "report xlsx": (["report", "new.sqlite", "-o", "report.xlsx"], True),
    "report csv": (["report", "new.sqlite", "-o", "report.csv"], True),
    "report json": (["report", "new.sqlite", "-o", "report.json"], True),
    "explain": (["explain", "甲区", "--result", "new.sqlite", "-o", "甲区.md"], True),
    "explain all": (["explain", "--result", "new.sqlite", "--all", "说明"], True),
    "template": (["template", "-o", "空白"], False),
    "import": (["import", "表.xlsx", "-o", "稿"], False),
    "import one": (["import", "one.xlsx", "-o", "one.yaml"], True),
    "migrate": (["migrate", "sheets", "--to", "next/v2.yaml", "-o", "新表"], False),
    "fmt": (["fmt", "loose"], False),
    "init": (["init", "新的"], False),
    "schema": (["schema", "rubric", "-o", "s.json"], True),
}


#: Commands of which two at once write to one place, from other inputs.
AT_ONCE = {
    "score": (["score", "sheets", "--no-cache"], ["score", "other", "--no-cache"]),
    "report": (["report", "result.sqlite", "--force"], ["report", "new.sqlite", "--force"]),
    "explain all": (
        ["explain", "--result", "result.sqlite", "--all", "说明"],
        ["explain", "--result", "new.sqlite", "--all", "说明"],
    ),
    "template": (["template", "-o", "空白"], ["template", "-o", "空白"]),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that commands take, and what they wrote before one sheet was changed."""
    folder = tmp_path_factory.mktemp("before")
    (folder / "rubrics").mkdir()
    rubric = rubric_of(BASE, folder / "rubrics" / "v1.yaml")
    (folder / "next").mkdir()
    rubric_of(SECOND, folder / "next" / "v2.yaml")
    rules = ROUND.replace("[甲区, 乙区]", "[甲区, 乙区, 丙区]")
    (folder / "assessment.yaml").write_text(rules, "utf-8")
    for unit in UNITS:
        filled(rubric, folder / "sheets" / "考核组", {}, unit, "考核组")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for words in _writing("result.sqlite"):
            assert main(words) in {0, 1}, words
        filled(rubric, folder / "sheets" / "考核组", {"G6": 0.5}, "甲区", "考核组")
        assert main(["score", "sheets", "-o", "new.sqlite"]) in {0, 1}
    _other_inputs(folder)
    return folder


def _writing(result: str) -> list[list[str]]:
    reports = [["report", result, "-o", f"report.{ending}"] for ending in ("xlsx", "csv", "json")]
    one = ["explain", "甲区", "--result", result, "-o", "甲区.md"]
    return [["score", "sheets"], *reports, one, ["explain", "--result", result, "--all", "说明"]]


def _other_inputs(folder: Path) -> None:
    """Tables to import, files without a layout, and one blank sheet that somebody has begun to fill."""
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("附件2")):
        for row in (["序号", "指标", "分值"], [1, "公开", 60], [2, "互动", 40]):
            sheet.append(row)
    book.save(folder / "表.xlsx")
    del book["附件2"]
    book.save(folder / "one.xlsx")
    shutil.copytree(folder / "sheets", folder / "other")
    (folder / "other" / "考核组" / "丙区-考核组-1.xlsx").unlink()
    (folder / "loose").mkdir()
    for number in range(3):
        (folder / "loose" / f"{number}.yaml").write_text(BASE.replace(": ", ":   "), "utf-8")
    for blank in ("空白", "新表"):
        (folder / blank / "考核组").mkdir(parents=True)
        (folder / blank / "考核组" / "乙区-考核组-1.xlsx").write_bytes(b"begun")


@pytest.fixture(scope="module")
def found(before: Path) -> dict[str, Any]:
    """What became of all runs."""
    asked = json.dumps({"harmed": COMMANDS, "together": AT_ONCE})
    program = [sys.executable, "-m", "tests.harmed_runs", str(before)]
    done = subprocess.run(program, cwd=ROOT, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_run_that_is_killed_or_finds_the_disk_full_leaves_the_old_or_the_new(
    name: str, found: dict[str, Any]
) -> None:
    of = found["harmed"][name]
    assert of["broken"] == []
    assert of["new"]
    assert of["killed"] >= 3
    assert of["full"] >= 1
    assert not [said for said in of["said"] if "Traceback" in said]


@pytest.mark.parametrize("name", AT_ONCE)
def test_of_two_runs_at_once_into_one_folder_one_stands(name: str, found: dict[str, Any]) -> None:
    of = found["together"][name]
    assert of["stands"] == [True, True, True]
    assert not [said for said in of["said"] if "Traceback" in said]
