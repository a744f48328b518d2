"""A pull request on the rubrics of this repository, from the edit to what its author and its reviewers see."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from gkpg.cli.main import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DISTRICT = "rubrics/shanghai-2022-district.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the two rubrics of Shanghai and the result of the example round."""
    shutil.copytree(ROOT / "rubrics", tmp_path / "rubrics")
    shutil.copy(ROOT / "examples" / "shanghai-2022" / "result.sqlite", tmp_path / "last-year.sqlite")
    who = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "init.defaultBranch=main")
    for words in (("init",), ("add", "."), ("commit", "-m", "base")):
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    for name in ("GITHUB_WORKSPACE", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def edit(repository: Path, *edits: tuple[str, str]) -> None:
    path = repository / DISTRICT
    text = path.read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def annotations(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if line.startswith("::")]


VALIDATE = ["validate", "rubric", "--output-format", "github", "--changed-since", "HEAD"]
DIFF = ["diff", "--git", "HEAD", "--on", "last-year.sqlite", "--format", "markdown"]
#: 5 points of 1.1 go to 1.3, in the figures and in the printed standard.
MOVED = (
    ("公文备案及属性认定工作8分", "公文备案及属性认定工作3分"),
    ("年报编制、发布、解读情况5分", "年报编制、发布、解读情况10分"),
    ("name: 公文备案及属性认定\n        max: 8", "name: 公文备案及属性认定\n        max: 3"),
    ("name: 政府信息公开年报\n        max: 5", "name: 政府信息公开年报\n        max: 10"),
)


def test_nothing_was_changed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The known assumptions of the rubrics are not told again."""
    assert (repository / DISTRICT).exists()
    assert main(VALIDATE) == 0
    assert annotations(capsys) == []
    assert main(DIFF) == 0
    assert capsys.readouterr().out == "## 指标表的改动\n\n指标表没有改动。\n"


def test_one_cap_was_changed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One annotation, at its line, which tells the sum that fails."""
    edit(repository, ("name: 政务公开工作要点\n        max: 1", "name: 政务公开工作要点\n        max: 2"))
    line = 1 + (repository / DISTRICT).read_text("utf-8").splitlines().index("        name: 政务公开工作要点") + 1
    assert main(VALIDATE) == 1
    (annotation,) = annotations(capsys)
    assert annotation.startswith(f"::error file={DISTRICT},line={line},")
    assert "21" in annotation


def test_points_moved_between_two_sub_items(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A diff of class points, and the units whose rank moves; and, while the version stays, an error at its line."""
    edit(repository, *MOVED)
    assert main(VALIDATE) == 1
    (annotation,) = annotations(capsys)
    assert annotation.startswith(f"::error file={DISTRICT},line=10,")
    assert "分值改了，版本仍是 2022.1" in annotation
    edit(repository, ('version: "2022.1"', 'version: "2022.2"'))
    assert main(VALIDATE) == 0
    assert annotations(capsys) == []
    assert main([*DIFF, "--fail-on", "points"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:9] == [
        "## 指标表的改动",
        "",
        "### shanghai-2022-district 2022.1 → shanghai-2022-district 2022.2",
        "",
        "| 类别 | 改动 | 位置 |",
        "| --- | --- | --- |",
        "| 分值 | 1 政务公开基础工作 内分值移动（合计仍为 20）：1.1 公文备案及属性认定 8 → 3，1.3 政府信息公开年报 5 → 10 | "
        f"{DISTRICT}:21:10 |",
        "| 文字 | 1 政务公开基础工作 的评分标准：“公文备案及属性认定工作8分；信息公开栏目维护情况6分；政府信息公开年报编制、发布、解读情况5分；"
        "政务公开工作要点制发…” → “公文备案及属性认定工作3分；信息公开栏目维护情况6分；政府信息公开年报编制、发布、解读情况10分；政务公开工作要点制发…” | "
        f"{DISTRICT}:22:15 |",
        "",
    ]
    assert lines[9] == "#### 对已评结果的影响"
    ranks = [line.split(" | ")[1:4] for line in lines if line.startswith("| 区政府 ") and "→" in line.split(" | ")[3]]
    assert len(ranks) > 1, lines
