"""Reports that somebody has edited are not replaced unseen; what a spreadsheet makes of a csv report is what it says."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.reports import csv as csvfile
from gkpg.reports.formats import FORMATS, TABLES
from gkpg.results.store import load_results, write_results
from tests.conftest import ROOT, exported, rendered
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gkpg.reports.formats import Format
    from gkpg.reports.report import TableName

EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"


def edit_workbook(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A1"].value = "改过"
    book.save(path)


def save_workbook(path: Path) -> None:
    openpyxl.load_workbook(path).save(path)


def edit_text(path: Path) -> None:
    path.write_bytes(
        path.read_bytes().replace("甲区".encode() if "甲区".encode() in path.read_bytes() else b"1", "改过".encode(), 1)
    )


def save_csv(path: Path) -> None:
    """As a spreadsheet does: figures lose the zeros behind them."""
    path.write_bytes(re.sub(rb"(\.[0-9]*?)0+,", rb"\1,", path.read_bytes()))


def edit_document(path: Path) -> None:
    document = docx.Document(str(path))
    document.paragraphs[0].add_run("改过")
    document.save(str(path))


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


EDITS: list[tuple[str, Callable[[Path], None]]] = [
    ("xlsx", edit_workbook),
    ("xlsx", save_workbook),
    ("csv", edit_text),
    ("csv", save_csv),
    ("json", edit_text),
    ("docx", edit_document),
    ("html", edit_text),
    ("md", edit_text),
    *((name, append) for name in FORMATS),
]


@pytest.mark.parametrize(("name", "edit"), EDITS)
def test_f110_an_edited_report_is_left_as_it_is(
    name: str, edit: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"report.{name}"
    words = ["report", str(EXAMPLE), "-o", str(path), "--lang", "zh"]
    assert main(words) == 0
    written = path.read_bytes()
    assert main(words) == 0
    edit(path)
    edited = path.read_bytes()
    assert main(words) == 2
    assert "改过，没有覆盖" in capsys.readouterr().err
    assert path.read_bytes() == edited
    assert main([*words, "--force"]) == 0
    assert path.read_bytes() == written


def test_force_replaces_no_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "甲区.csv"
    path.write_text("单位,1.1\n甲区,2\n", encoding="utf-8")
    assert main(["report", str(EXAMPLE), "-o", str(path), "--force"]) == 2
    assert path.read_text("utf-8") == "单位,1.1\n甲区,2\n"


@pytest.mark.parametrize("way", FORMATS.values(), ids=lambda way: way.name)
@pytest.mark.parametrize("table", TABLES)
def test_a_report_of_other_results_is_replaced_if_nobody_edited_it(
    way: Format, table: TableName, tmp_path: Path
) -> None:
    path, results = tmp_path / f"report{way.suffix}", load_results(EXAMPLE)
    path.write_bytes(rendered(way.renderer, results, "zh", table))
    assert way.renderer.is_as_written(path)
    assert main(["report", str(EXAMPLE), "-o", str(path)]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "通知.docx", "--format", "xlsx"], ".docx"),
        (["-o", "通知.et", "--format", "xlsx"], ".et"),
        (["-o", "通知.pdf"], ".pdf"),
        (["-o", "通知.csv", "--format", "json"], ".csv"),
        (["-o", "通知.txt", "--format", "csv"], ".txt"),
    ],
)
def test_an_ending_that_contradicts_the_format_is_misuse(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(EXAMPLE), *words, "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert said in told
    offered = ", ".join(each.suffix for each in FORMATS.values())
    assert (offered in told) == (said not in {".csv", ".docx"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("named", ["", ".", "结果", "结果.xlsx"])
def test_a_folder_is_no_name_of_a_report(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "结果").mkdir()
    (tmp_path / "结果.xlsx").mkdir()
    assert main(["report", str(EXAMPLE), "-o", named, "--lang", "zh"]) == 2
    assert f"{named or '.'} 是文件夹" in capsys.readouterr().err


def test_an_earlier_result_of_other_units_is_misuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    other = next(each for each in CASES if each.name == "adjust-without-a-floor")
    write_results(tmp_path / "other.sqlite", scored(other))
    assert main(["report", str(EXAMPLE), "-o", "page.html", "--earlier", "other.sqlite", "--lang", "zh"]) == 2
    assert "没有相同的单位" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()


def test_a_name_without_an_ending_is_told_with_its_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(EXAMPLE), "-o", "通知", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == "已写出 xlsx 格式的报告：通知\n"


#: Text that Excel or LibreOffice would make a number, a date, a time, a truth value, an error or a formula of.
CHANGED = (
    "10/3", "1-10", "007", "1.10", "0.50", ".5", "12345678901234567", "1e5", "5%", "1,000", "10:30", "3 PM", "2026-01-02", "2026/1/2 10:30",
    "MAR1", "5-Jan", "Sept 2", "TRUE", "(5)", "¥5", "1 1/2", "3月10日", "2026年1月", "10时30分", "#N/A", "００７", "10／3", "-10/3", "=1+1", "＝1+1",
    "+86", "@x", "\t1", "'8", "-0",
)  # fmt: skip
SAME = (
    "甲区",
    "1.1",
    "2",
    "10",
    "-5",
    "33.5",
    "1.1 目录",
    "1.1.1",
    "probe 1",
    "2022年上海",
    "3a",
    "decade",
    "May",
    "甲-1",
    "1-10-11 号",
    "",
)


@pytest.mark.parametrize("text", CHANGED)
def test_what_a_spreadsheet_would_change_gets_an_apostrophe(text: str) -> None:
    assert csvfile.keep_as_is(text, "name") == f"'{text}"


@pytest.mark.parametrize("text", SAME)
def test_what_a_spreadsheet_leaves_is_left(text: str) -> None:
    assert csvfile.keep_as_is(text, "name") == text


def test_figures_stay_figures_and_fractions_are_no_dates() -> None:
    points = ("9.00", "0", "-1.5", "10/3", "-10/3", "12345678901234567")
    assert [csvfile.keep_as_is(text, "points") for text in points] == [
        "9.00",
        "0",
        "-1.5",
        "'10/3",
        "'-10/3",
        "'12345678901234567",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_csv_report_is_read_back_exactly(table: TableName, tmp_path: Path) -> None:
    results = load_results(EXAMPLE)
    rows = list(csv.reader(io.StringIO(rendered(csvfile, results, "zh", table).decode("utf-8-sig"), newline="")))
    expected = exported(results, table)
    assert [[text.removeprefix("'") for text in row[:-1]] for row in rows[1:]] == expected.to_numpy().tolist()
    assert rows[0] == [*expected.columns, "seal"]
