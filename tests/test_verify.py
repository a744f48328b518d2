"""`gkpg verify`: it names what was changed, wherever that is, and says “the same” of everything else."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gkpg.cli.main import main
from tests.conftest import ROOT
from tests.test_cases import CASES

if TYPE_CHECKING:
    from collections.abc import Callable


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
