"""The wheel: what travels in it is enough to work away from the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built anew."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (found,) = folder.glob("*.whl")
    return found


def test_it_holds_the_code_the_rubrics_and_the_gallery_and_nothing_else(wheel: Path) -> None:
    names = {name.split("/", 1)[1] for name in zipfile.ZipFile(wheel).namelist() if name.startswith("gkpg/")}
    assert {
        "rubrics/shanghai-2022-district.yaml",
        "rubrics/shanghai-2022-department.yaml",
        "findings/gallery.yaml",
        "py.typed",
    } <= names
    assert {name.rsplit(".", 1)[1] for name in names} == {"py", "yaml", "typed", "txt", "css", "js", "j2"}
    assert "round/start/shanghai-2022/assessment.yaml" in names
    code = {path.relative_to(ROOT / "src" / "gkpg").as_posix() for path in (ROOT / "src" / "gkpg").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == code


def test_it_works_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    """A blank sheet of a packaged rubric is made, read back and named as blank, and a code is explained."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    program = f"import sys; sys.path.insert(0, {str(site)!r}); from gkpg.cli.main import run; run()"

    names = "import gkpg; print(len(gkpg.load_rubric('shanghai-2022-district').leaves))"
    imported = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(site)!r}); {names}"]
    assert subprocess.run(imported, cwd=tmp_path, capture_output=True, text=True, check=True).stdout == "36\n"

    def gkpg(*words: str) -> subprocess.CompletedProcess[str]:
        kept = {**{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}, "GKPG_LANG": "zh"}
        command = [sys.executable, "-c", f"{program}", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=kept, capture_output=True, text=True, encoding="utf-8", check=False
        )

    where = gkpg("validate", "rubric", str(site / "gkpg" / "rubrics"))
    assert (where.returncode, where.stdout.splitlines()[-1]) == (0, "错误 0，警告 24，说明 14")
    assert gkpg("template", "-r", "shanghai-2022-district", "-u", "甲区").returncode == 0
    scored = gkpg("score")
    assert scored.returncode == 1
    assert "36 项得分全部空白" in scored.stdout
    assert gkpg("report").returncode == 0
    assert gkpg("code", "S101").returncode == 0
    assert gkpg("init", "r", "--from", "shanghai-2022").returncode == 0
    schema = (tmp_path / "r" / "schemas" / "rubric.schema.json").read_text("utf-8")
    assert gkpg("schema", "rubric").stdout == schema == (ROOT / "schemas" / "rubric.schema.json").read_text("utf-8")
    assert gkpg("validate", "assessment", "r").returncode == 0
    assert gkpg("status", "--assessment", "r", "--on", "2022-11-01").returncode == 1
