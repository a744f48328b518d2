"""Very many blank sheets: made in several processes, written by one, whatever happens to either."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from gkpg.base.text import list_words
from gkpg.base.text_column import TextColumn
from gkpg.cli.main import main
from gkpg.cli.screen import Screen
from gkpg.findings.finding import FindingError
from gkpg.findings.gallery import BASE
from gkpg.io import outputs
from gkpg.sheets.blank import parallel
from gkpg.sheets.blank.folder_writer import rubrics_of_sheet, rubrics_of_sheets, write_blanks
from gkpg.sheets.blank.parallel import make_all
from gkpg.sheets.blank.requests import list_unit_sheets
from gkpg.sheets.blank.sheet_list import OneSheet, SheetList, UnitSheets
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
from tests.conftest import rubric_of
from tests.test_workers import INTERRUPTED, _environment, _session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.rubric import Rubric

MANY = 120
UNITS = [f"{number:03}区" for number in range(MANY)]
PARENT = os.getpid()


def named(number: int) -> str:
    return f"{number:03}区-评分组-1.xlsx"


def test_a_sheet_among_many_is_the_sheet_alone(smallest: Rubric, tmp_path: Path) -> None:
    like = BlankUnitSheet(smallest, "", "评分组", "")
    steps: list[int] = []
    written = write_blanks(list_unit_sheets(like, UNITS, ["1"]), tmp_path / "a" / "b", lambda: steps.append(1), 2)
    assert (written.new, written.existing) == (tuple(map(named, range(MANY))), ())
    assert len(steps) == MANY
    for number in (0, 1, 77, MANY - 1):
        alone = render_unit_sheet(BlankUnitSheet(smallest, UNITS[number], "评分组", "1"))
        assert (tmp_path / "a" / "b" / named(number)).read_bytes() == alone
    assert len(list((tmp_path / "a" / "b").iterdir())) == MANY


def test_what_exists_is_left_alone_and_told_in_order(smallest: Rubric, tmp_path: Path) -> None:
    for number in (100, 5):
        (tmp_path / named(number)).write_bytes(b"filled already")
    (tmp_path / named(7)).symlink_to(tmp_path / "nowhere")
    sheets = list_unit_sheets(BlankUnitSheet(smallest, "", "评分组", ""), UNITS, ["1"])
    steps: list[int] = []
    written = write_blanks(sheets, tmp_path, lambda: steps.append(1), 2)
    assert written.existing == (named(5), named(7), named(100))
    assert written.new == tuple(named(number) for number in range(MANY) if number not in {5, 7, 100})
    assert len(steps) == MANY
    assert (tmp_path / named(5)).read_bytes() == b"filled already"


@pytest.mark.parametrize(("count", "workers"), [(47, 8), (MANY, 1)])
def test_few_sheets_start_no_process(count: int, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "work_through", None)
    assert list(make_all(range(count), pid, workers)) == [(number, PARENT) for number in range(count)]


def pid(_: int) -> int:
    return os.getpid()


def test_many_are_made_by_others() -> None:
    made = list(make_all(range(MANY), pid, 2))
    assert sorted(number for number, _ in made) == list(range(MANY))
    assert PARENT not in {process for _, process in made}


def mistaken(number: int) -> int:
    return 1 // (number - 50)


def test_a_mistake_of_ours_keeps_its_traceback(tmp_path: Path) -> None:
    """It is made once more where it can be seen; what was made before is written."""
    sheets = [(f"{number}.xlsx", partial(mistaken_bytes, number)) for number in range(MANY)]
    with pytest.raises(ZeroDivisionError) as caught:
        write_blanks(sheets, tmp_path, workers=2)
    assert caught.traceback[-1].name == "mistaken"
    assert all(path.read_bytes() == b"x" for path in tmp_path.iterdir())
    assert not list(tmp_path.glob(".gkpg-*"))


def mistaken_bytes(number: int) -> bytes:
    mistaken(number)
    return b"x"


def deadly(number: int, why: int) -> int:
    """It ends any process but the first."""
    if number == 50 and os.getpid() != PARENT:
        if why == signal.SIGSEGV:
            os.kill(os.getpid(), signal.SIGKILL)
        raise MemoryError
    return number


@pytest.mark.parametrize("why", [signal.SIGSEGV, 0], ids=["it dies", "it has no memory"])
def test_what_a_process_cannot_make_the_first_one_does(why: int) -> None:
    assert sorted(make_all(range(MANY), partial(deadly, why=why), 2)) == [(number, number) for number in range(MANY)]


@dataclass
class _FullDisk:
    """A disk that has room for so many files."""

    room: int

    def write(self, path: Path, content: bytes, mode: int | None = None) -> None:
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= 1
        path.write_bytes(content)


@pytest.mark.parametrize("room", [0, 30])
def test_f108_says_what_was_written_in_the_order_of_what_was_asked(
    room: int, smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "_replace", _FullDisk(room).write)
    sheets = list_unit_sheets(BlankUnitSheet(smallest, "", "评分组", ""), UNITS, ["1"])
    with pytest.raises(FindingError) as caught:
        write_blanks(sheets, tmp_path / "新" / "表", workers=2)
    there = sorted(path.name for path in tmp_path.rglob("*.xlsx"))
    assert len(there) == room
    finding = caught.value.finding
    if not room:
        assert (finding.code, (tmp_path / "新").exists()) == ("F105", False)
        return
    assert (finding.code, finding.facts["count"], finding.facts["left"]) == ("F108", "30", str(MANY - 30))
    missing = [named(number) for number in range(MANY) if named(number) not in there]
    for fact, names in (("written", there), ("missing", missing)):
        assert finding.facts[fact] == list_words(names, 5)


def test_f108_is_told_whole_however_long_the_names_are(
    smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(outputs, "_replace", _FullDisk(6).write)
    units = [f"{'很长的单位名称' * 6}{number}" for number in range(20)]
    with pytest.raises(FindingError) as caught:
        write_blanks(list_unit_sheets(BlankUnitSheet(smallest, "", "评分组", ""), units, ["1"]), tmp_path)
    Screen("en").misuse(caught.value.finding.line("en"))
    told = capsys.readouterr().err
    assert "; not written: 14 (" in told
    assert "; mend the cause and do it again; " in told


def test_the_rubrics_of_very_many_sheets_are_those_of_each(smallest: Rubric, tmp_path: Path) -> None:
    """Of sheets, of what was made from another rubric, of what is no workbook or is not there."""
    other = smallest.model_copy(update={"version": "2"})
    for rubric, units in ((smallest, UNITS[:50]), (other, UNITS[50:100])):
        write_blanks(list_unit_sheets(BlankUnitSheet(rubric, "", "评分组", ""), units, ["1"]), tmp_path)
    (tmp_path / named(3)).write_bytes(b"no workbook")
    names = [named(number) for number in range(MANY)]
    steps: list[int] = []
    found = rubrics_of_sheets(tmp_path, names, lambda: steps.append(1), 2)
    assert len(steps) == MANY
    assert found == [rubrics_of_sheet(tmp_path / name) for name in names]
    assert [found[number] and found[number][0][1] for number in (0, 3, 60, 110)] == ["1", (), "2", ()]


# At the command line.


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Path]:
    """A folder with a rubric and a list of units."""
    (tmp_path / "rubrics").mkdir()
    rubric_of(BASE, tmp_path / "rubrics" / "smallest.yaml")
    (tmp_path / "单位.txt").write_text("\n".join(f"{number}区" for number in range(3_000)), encoding="utf-8")
    return tmp_path


WORDS = ["template", "-r", "rubrics/smallest.yaml", "--units", "单位.txt", "-o", "表"]


@pytest.mark.skipif(sys.platform != "linux", reason="it looks for processes in /proc")
@pytest.mark.parametrize("group", [False, True], ids=["the process", "all its processes, as a terminal does"])
@pytest.mark.parametrize("written", [0, 1, 700])
def test_an_interrupt_leaves_whole_sheets_and_nothing_else(written: int, group: bool, work: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _ON_TWO_PROCESSORS, *WORDS],
        cwd=work, env=_environment("zh"), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    folder = work / "表"
    while process.poll() is None and not _session(process.pid) - {process.pid}:
        time.sleep(0.001)
    while process.poll() is None and written and (not folder.exists() or len(list(folder.iterdir())) < written):
        time.sleep(0.001)
    os.kill(-process.pid if group else process.pid, signal.SIGINT)
    shown = process.communicate()
    assert (process.returncode, *shown) == (130, "", INTERRUPTED["zh"])
    assert _session(process.pid) == set()
    there = list(folder.iterdir()) if folder.exists() else []
    assert len(there) < 3_000
    assert {path.suffix for path in there} <= {".xlsx"}
    rubric = rubric_of(BASE, work / "again.yaml")
    for path in there[:: max(1, len(there) // 20)]:
        unit = path.name.partition("-")[0]
        assert path.read_bytes() == render_unit_sheet(BlankUnitSheet(rubric, unit, "评分组", "1"))


@pytest.mark.skipif(sys.platform != "linux", reason="it opens a terminal")
def test_a_terminal_shows_how_fast_it_goes_and_how_long_it_takes(work: Path) -> None:
    """While sheets are made, and while those that exist are looked at."""
    first, again = (_on_a_terminal(work) for _ in range(2))
    left = r"3000/3000 每秒 [1-9]\d* 份 0:00:00"
    assert re.search(f"正在生成空白评分表 ━* *{left}", first)
    assert "正在查看" not in first
    assert re.search(f"正在查看已有的评分表 ━* *{left}", again)


def _on_a_terminal(work: Path) -> str:
    """What a terminal of a hundred columns shows of standard error, without its colours."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "gkpg", *WORDS],
        cwd=work, env=_environment("zh") | {"TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.DEVNULL, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with os.fdopen(ours, "rb", 0) as terminal, suppress(OSError):  # Linux says so when nobody writes to it any more
        while piece := terminal.read(4096):
            shown += piece
    assert process.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


_ON_TWO_PROCESSORS = """
import sys
from gkpg.io import workers
workers.available = lambda: 2
from gkpg.__main__ import run
sys.argv[0] = "gkpg"
run()
"""


def test_a_file_in_the_place_of_the_folder_takes_nothing(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "表").write_text("a file")
    monkeypatch.chdir(work)
    monkeypatch.setattr("gkpg.io.workers.available", lambda: 2)
    assert main(WORDS) == 2
    assert "[F105]" in capsys.readouterr().err
    assert (work / "表").read_text() == "a file"


def test_a_column_of_texts_is_the_texts() -> None:
    texts = ["甲区", "", "a\r\nb", "😀", "\ud800", "e\u0301", "\n"]
    column = TextColumn(texts)
    assert (list(column), len(column), column[-1], column[1:3]) == (texts, 7, "\n", ["", "a\r\nb"])
    assert list(TextColumn([])) == []
    with pytest.raises(IndexError):
        column[7]


def test_a_list_of_sheets_is_a_sequence(smallest: Rubric) -> None:
    like, maker = BlankUnitSheet(smallest, "", "组", ""), UnitSheetMaker()
    one = OneSheet("表.xlsx", lambda: b"1")
    sheets = SheetList([UnitSheets(maker, "a/", (like,), ("甲", "乙"), ("1", "2", "3")), one, one])
    names = [f"a/{unit}-组-{hand}.xlsx" for unit in "甲乙" for hand in "123"] + ["表.xlsx", "表.xlsx"]
    assert [name for name, _ in sheets] == names
    assert [sheets[number].name for number in range(len(sheets))] == names
    assert (sheets[-1].make(), [name for name, _ in sheets[4:7]]) == (b"1", names[4:7])
    with pytest.raises(IndexError):
        sheets[8]
    assert sheets[4].make() == render_unit_sheet(BlankUnitSheet(smallest, "乙", "组", "2"))
    assert list(SheetList([])) == []
