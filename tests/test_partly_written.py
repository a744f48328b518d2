"""Outputs that cannot be written: what is said of those that were written before."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND
from gkpg.io import outputs
from tests.conftest import ROOT, filled, rubric_of

if TYPE_CHECKING:
    from collections.abc import Callable

FULL = Path("/dev/full")


@pytest.fixture
def full_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """What makes the disk full after so many files."""

    real = outputs._replace

    def fill_disk(count: int) -> None:
        left = [count]

        def write(path: Path, content: bytes, mode: int | None = None) -> None:
            if not left[0]:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            left[0] -= 1
            real(path, content, mode)

        monkeypatch.setattr(outputs, "_replace", write)

    return fill_disk


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rubrics").mkdir()
    rubric_of(BASE, tmp_path / "rubrics" / "smallest.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


TEMPLATE = ["template", "-r", "rubrics/smallest.yaml", "-u", "甲区", "-u", "乙区", "-u", "丙区", "-o", "空白/表"]


def test_f108_template_says_which_sheets_it_has_written(
    work: Path, full_after: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    full_after(2)
    assert main(TEMPLATE) == 2
    said = capsys.readouterr().err
    assert "磁盘已满" in said
    assert "已写出 2 个（甲区-评分组-1.xlsx、乙区-评分组-1.xlsx），没有写 1 个（丙区-评分组-1.xlsx）" in said
    assert "什么也没有写" not in said
    assert len(list((work / "空白" / "表").iterdir())) == 2


def test_sheets_that_were_there_are_neither(
    work: Path, full_after: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    full_after(1)
    assert main(TEMPLATE) == 2
    full_after(1)
    capsys.readouterr()
    assert main(TEMPLATE) == 2
    assert "已写出 1 个（乙区-评分组-1.xlsx），没有写 1 个（丙区-评分组-1.xlsx）" in capsys.readouterr().err


def test_f105_nothing_was_written_means_nothing(
    work: Path, full_after: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    full_after(0)
    assert main(TEMPLATE) == 2
    assert "什么也没有写" in capsys.readouterr().err
    assert sorted(path.name for path in work.iterdir()) == ["rubrics"]


def test_f108_of_an_assessment_and_of_init(
    work: Path, full_after: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "assessment.yaml").write_text(ROUND, encoding="utf-8")
    full_after(1)
    assert main(["template"]) == 2
    assert (
        "已写出 1 个（考核组/甲区-考核组-1.xlsx），没有写 1 个（考核组/乙区-考核组-1.xlsx）" in capsys.readouterr().err
    )
    full_after(1)
    assert main(["init", "新的"]) == 2
    said = capsys.readouterr().err
    assert "已写出 1 个（assessment.yaml），没有写" in said
    assert "[F108]" in said


def test_f108_of_import(work: Path, full_after: Callable[[int], None], capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("附件2")):
        for row in (["序号", "指标", "分值"], [1, "公开", 60], [2, "互动", 40]):
            sheet.append(row)
    book.save(work / "表.xlsx")
    full_after(1)
    status = main(["import", "表.xlsx", "-o", "稿"])
    said = capsys.readouterr().err
    assert status == 2
    assert "[F108]" in said
    assert len(list((work / "稿").iterdir())) == 1


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    ("words", "written"),
    [
        (["score", "sheets", "-r", "rubrics/smallest.yaml"], "result.sqlite"),
        (["score", "sheets", "-r", "rubrics/smallest.yaml", "--output-format", "json"], "result.sqlite"),
        (["report", "in.sqlite", "-o", "r.csv"], "r.csv"),
        (TEMPLATE, "甲区-评分组-1.xlsx、乙区-评分组-1.xlsx、丙区-评分组-1.xlsx"),
        (["init", "新的"], "assessment.yaml"),
        (["schema", "rubric", "-o", "s.json"], "s.json"),
    ],
)
def test_f109_what_was_written_before_the_screen_failed(work: Path, words: list[str], written: str) -> None:
    filled(rubric_of(BASE, work / "rubrics" / "smallest.yaml"), work / "sheets", {})
    shutil.copy(ROOT / "examples" / "shanghai-2022" / "result.sqlite", work / "in.sqlite")
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gkpg", *words], cwd=work, stdout=full, stderr=subprocess.PIPE, check=False
        )
    said = done.stderr.decode()
    assert (done.returncode, "[F109]" in said, "Traceback" in said) == (2, True, False)
    assert written in said


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
def test_f106_where_nothing_was_written(work: Path) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gkpg", "code"], cwd=work, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert "[F106]" in done.stderr.decode()
