"""Consoles of any encoding, pipes whose reader goes, the C locale: what is said stays what it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gkpg.base.system_text import decode_bytes
from gkpg.base.text import spell_path, tidy_text
from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND
from tests.conftest import ROOT, filled, rubric_of

#: A locale that has no Chinese, and none of the help that Python offers there.
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a rubric and two sheets, one with an error."""
    (tmp_path / "rubrics").mkdir()
    rubric = rubric_of(BASE, tmp_path / "rubrics" / "smallest.yaml")
    filled(rubric, tmp_path / "sheets", {"G6": "👍"}, unit="𠮷区")
    filled(rubric, tmp_path / "sheets", {}, unit="乙区")
    return tmp_path


def gkpg(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    words = (sys.executable, "-m", "gkpg", *words)
    return subprocess.run(
        words, cwd=cwd, env={**os.environ, "GKPG_LANG": "zh", **environment}, capture_output=True, check=False
    )


MACHINES = (
    ("score", "sheets", "-r", "rubrics/smallest.yaml", "--output-format", "json"),
    ("score", "sheets", "-r", "rubrics/smallest.yaml", "--output-format", "sarif"),
    ("validate", "sheets", "sheets", "-r", "rubrics/smallest.yaml", "--output-format", "json"),
    ("validate", "rubric", "--output-format", "json"),
    ("diff", "rubrics/smallest.yaml", "rubrics/smallest.yaml", "--format", "json"),
    ("schema", "rubric"),
)


@pytest.mark.parametrize("encoding", ["gbk", "cp437", "ascii", "utf-16", "gbk:strict"])
def test_what_programs_read_is_utf_8_whatever_the_console(work: Path, encoding: str) -> None:
    for words in MACHINES:
        done = gkpg(*words, cwd=work, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert b"Traceback" not in done.stderr
        assert done.stdout == gkpg(*words, cwd=work, PYTHONIOENCODING="utf-8").stdout
        json.loads(done.stdout.decode())


def test_text_is_of_the_encoding_of_the_console(work: Path) -> None:
    words = MACHINES[0][:4]
    said = gkpg(*words, cwd=work, PYTHONIOENCODING="gbk").stdout.decode("gbk")
    assert "乙区" in said
    assert "\\U00020bb7区-评分组-1.xlsx" in said


@pytest.mark.parametrize(("unit", "status"), [("𠮷区", 1), ("乙区", 0)])
@pytest.mark.parametrize("more", [[], ["--output-format", "json"]])
def test_a_reader_that_goes_early_does_not_change_the_exit_status(
    work: Path, unit: str, status: int, more: list[str]
) -> None:
    words = [
        sys.executable,
        "-m",
        "gkpg",
        "score",
        f"sheets/{unit}-评分组-1.xlsx",
        "-r",
        "rubrics/smallest.yaml",
        *more,
    ]
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(words, cwd=work, stdout=write_end, stderr=subprocess.PIPE, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (status, b"")


def test_misuse_is_2_even_if_nobody_hears_it(work: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    words = [sys.executable, "-m", "gkpg", "score", "nowhere"]
    assert subprocess.run(words, cwd=work, stdout=write_end, stderr=write_end, check=False).returncode == 2
    os.close(write_end)


def test_names_of_files_can_be_read_in_the_c_locale(work: Path) -> None:
    done = gkpg(*MACHINES[0], cwd=work, **BARE)
    assert [each["file"] for each in json.loads(done.stdout)["sheets"]] == ["乙区-评分组-1.xlsx", "𠮷区-评分组-1.xlsx"]
    assert b"\\u4e59\\u533a" in gkpg(*MACHINES[0][:4], "-o", "结果.sqlite", cwd=work, **BARE).stdout
    assert (work / "结果.sqlite").exists()


def test_files_with_chinese_names_are_written_in_the_c_locale(work: Path) -> None:
    done = gkpg("template", "-r", "rubrics/smallest.yaml", "-u", "甲区", "-u", "丙区", "-o", "空白", cwd=work, **BARE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(path.name for path in (work / "空白").iterdir()) == ["丙区-评分组-1.xlsx", "甲区-评分组-1.xlsx"]
    (work / "单位.txt").write_text("甲区\n乙区\n", encoding="utf-8")
    text = ROUND.replace("units: [甲区, 乙区]", "units: 单位.txt")
    (work / "assessment.yaml").write_text(text, encoding="utf-8")
    done = gkpg("template", cwd=work, **BARE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (work / "sheets" / "考核组" / "甲区-考核组-1.xlsx").exists()


def test_bytes_that_the_system_gave_are_read_as_utf_8_or_shown() -> None:
    given = "甲区.xlsx".encode().decode("ascii", errors="surrogateescape")
    assert (decode_bytes(given), spell_path(given), tidy_text(given)) == ("甲区.xlsx",) * 3
    other = "甲区.xlsx".encode("gbk").decode("utf-8", errors="surrogateescape")
    assert decode_bytes(other) == other
    assert spell_path(other).isprintable()
    assert tidy_text(other) == "\\xbc\\xd7\\xc7\\xf8.xlsx"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("words", ["", "validate", "--help", "score --help"])
def test_a_page_that_cannot_be_written_is_one_line(words: str) -> None:
    command = f"env -u PYTHONUNBUFFERED {sys.executable} -m gkpg {words} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n"), "F106" in done.stderr) == (2, 1, True)


def test_a_misuse_that_cannot_be_told_is_misuse() -> None:
    command = f"env -u PYTHONUNBUFFERED {sys.executable} -m gkpg nothing 2> /dev/full"
    assert subprocess.run(["bash", "-c", command], capture_output=True, check=False).returncode == 2


def test_a_reader_of_a_help_page_may_go() -> None:
    command = f"env -u PYTHONUNBUFFERED {sys.executable} -m gkpg --help | true; exit ${{PIPESTATUS[0]}}"
    assert subprocess.run(["bash", "-c", command], capture_output=True, check=False).returncode == 0


def test_a_list_that_names_no_unit_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_text("# 待定\n\n", "utf-8")
    rubric = ROOT / "rubrics" / "shanghai-2022-district.yaml"
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "a.csv").write_text("单位,1\n甲区,1\n", "utf-8")
    assert main(["score", str(sheets), "-r", str(rubric), "--units", str(tmp_path / "空.txt")]) == 2
    assert "[F114]" in capsys.readouterr().err
