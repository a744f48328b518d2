"""What a command loads before it answers: nothing large that it does not use."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from gkpg.cli.light_values import convert_lightly
from tests.conftest import RUBRICS, filled

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

#: For pages and reports only, and for those whose output is a terminal.
LARGE = {"numpy", "openpyxl", "pandas", "rich"}

PROGRAM = """
import sys
from gkpg.cli.main import run
try:
    run()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def modules_loaded(*words: str, cwd: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded when gkpg has answered."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, bool(done.stdout)) == (0, True), done.stderr
    return set(done.stderr.split())


def loaded(*words: str, cwd: Path) -> set[str]:
    """The packages of these modules."""
    return {name.partition(".")[0] for name in modules_loaded(*words, cwd=cwd)}


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["--version"],
        ["score", "--help"],
        ["report", "--help"],
        ["template", "--help"],
        ["schema", "--help"],
        ["code"],
        ["code", "S101"],
    ],
)
def test_pages_and_codes_load_neither_pydantic_nor_what_reads_sheets(words: list[str], tmp_path: Path) -> None:
    packages = loaded(*words, cwd=tmp_path)
    assert "typer" in packages
    assert not packages & (LARGE | {"email", "pydantic", "pydantic_core", "sqlite3", "zipfile"})


def test_a_rubric_is_checked_without_what_reads_sheets(tmp_path: Path) -> None:
    packages = loaded("validate", "rubric", str(RUBRICS), cwd=tmp_path)
    assert "pydantic" in packages
    assert not packages & (LARGE | {"sqlite3"})


def test_sheets_are_scored_without_what_reads_an_assessment(tmp_path: Path, smallest: Rubric) -> None:
    filled(smallest, tmp_path, {"I9": "案例"})
    modules = modules_loaded("score", "甲区-评分组-1.xlsx", "--rubric", "smallest.yaml", cwd=tmp_path)
    assert "gkpg.round.describe" in modules
    assert not {name.partition(".")[0] for name in modules} & LARGE
    assert not modules & {"gkpg.round.load", "gkpg.round.rules.context"}


def test_a_parameter_is_made_light_once_however_often_its_command_is_run() -> None:
    class Parameter(SimpleNamespace):
        def get_runtime_param(self) -> object:
            raise AssertionError("nothing is converted here")

    parameter = Parameter(type_descriptor=SimpleNamespace(annotation=int))
    convert_lightly([parameter])
    first = parameter.get_runtime_param()
    convert_lightly([parameter])
    assert parameter.get_runtime_param() is first
