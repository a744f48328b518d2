"""The screen: tables and sentences that fit a terminal, bars, remarks below a ranking; a pipe has none of it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from fractions import Fraction
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.base.text import display_width
from gkpg.base.text_table import lay_out
from gkpg.base.wrapping import fold, wrap
from gkpg.cli.screen_table import table_lines
from gkpg.cli.terminal import Terminal, terminal_of
from gkpg.findings.gallery import BASE
from tests.conftest import filled, rubric_of
from tests.test_workers import _environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("甲区", 4), ("𠮷", 2), ("ｶﾞ", 2), ("〔2022〕", 8), ("—", 1), ("a\u0301", 1), ("👍", 2), ("⚠\ufe0f", 1),
        ("สวัสดี", 4), ("नमस्ते", 4), ("\u1100\u1161\u11a8", 2), ("a\xadb", 3), ("a\u200bb", 2), ("", 0),
    ],
)  # fmt: skip
def test_the_columns_that_a_text_takes(text: str, width: int) -> None:
    """What terminals do with it: the cursor stands so many columns to the right."""
    assert display_width(text) == width


TEXTS = st.text(st.sampled_from("ab ，。（）(),甲乙丙 区e\u0301👍"), max_size=60)


@given(TEXTS, st.integers(4, 30))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = list(fold(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines if len(line) > 1)


def test_a_sentence_is_parted_between_words_and_between_chinese_characters() -> None:
    assert list(wrap("请改正或说明，见 a.xlsx 的单元格", 12, "", "  ")) == [
        "请改正或说",
        "  明，见",
        "  a.xlsx 的",
        "  单元格",
    ]


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.integers(30, 80))
def test_a_table_that_fits_loses_nothing(cells: list[tuple[str, str]], room: int) -> None:
    table = lay_out([("名次", "单位", "数"), *((a, b, "9.50") for a, b in cells)], [False, False, True], room)
    lines = list(table.lines())
    assert all(display_width(line) <= room for row in lines for line in row)
    for (a, b), row in zip(cells, lines[1:], strict=True):
        assert sorted("".join(row).replace(" ", "")) == sorted(f"{a}{b}9.50".replace(" ", ""))


def test_the_widest_column_of_words_gives_way_first_and_figures_do_not() -> None:
    rows = [["名次", "单位", "等次", "总分"], ["1", "很长的单位名称" * 3, "优秀", "1234567890.25"]]
    table = lay_out(rows, [True, False, False, True], 40)
    assert list(table.widths) == [4, 13, 4, 13]
    assert [line for row in table.lines() for line in row] == [
        "名次  单位           等次           总分",
        "   1  很长的单位名   优秀  1234567890.25",
        "      称很长的单位",
        "      名称很长的单",
        "      位名称",
    ]


def lines_on(terminal: Terminal, *shares: Fraction | None) -> list[str]:
    rows = [["名次", "单位"], *([str(number), "甲区"] for number in range(1, len(shares) + 1))]
    return list(table_lines(rows, [0], shares, terminal))


def test_bars_are_drawn_to_an_eighth() -> None:
    shares = Fraction(1), Fraction(1, 2), Fraction(1, 16), Fraction(0), Fraction(-1), Fraction(2), None
    assert lines_on(Terminal(40, has_blocks=True), *shares) == [
        "名次  单位",
        "──────────────────────",
        "   1  甲区  ██████████",
        "   2  甲区  █████",
        "   3  甲区  ▋",
        "   4  甲区",
        "   5  甲区",
        "   6  甲区  ██████████",
        "   7  甲区",
    ]


def test_where_no_blocks_can_be_drawn_there_are_no_bars() -> None:
    assert lines_on(Terminal(40), Fraction(1)) == ["名次  单位", "----------", "   1  甲区"]
    assert lines_on(Terminal(None), Fraction(1)) == ["名次  单位", "   1  甲区"]
    assert lines_on(Terminal(31, has_blocks=True), Fraction(1))[2] == "   1  甲区"


@pytest.mark.parametrize(
    ("is_terminal", "encoding", "environ", "expected"),
    [
        (False, "utf-8", {"COLUMNS": "50"}, Terminal(None)),
        (True, "utf-8", {"COLUMNS": "120"}, Terminal(120, has_colours=True, has_blocks=True)),
        (True, "utf-8", {"COLUMNS": "120", "NO_COLOR": "1"}, Terminal(120, has_colours=False, has_blocks=True)),
        (True, "utf-8", {"COLUMNS": "120", "NO_COLOR": ""}, Terminal(120, has_colours=True, has_blocks=True)),
        (True, "utf-8", {"COLUMNS": "120", "TERM": "dumb"}, Terminal(120)),
        (True, "gbk", {"COLUMNS": "120"}, Terminal(120, has_colours=True)),
        (True, "ascii", {"COLUMNS": "3"}, Terminal(40, has_colours=True)),
    ],
)
def test_what_a_terminal_can_show(
    is_terminal: bool, encoding: str, environ: dict[str, str], expected: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", environ["COLUMNS"])
    stream: Any = SimpleNamespace(isatty=lambda: is_terminal, encoding=encoding)
    assert terminal_of(stream, environ) == expected


LONG = "某某市人民政府推进职能转变协调小组办公室及其所属各单位和派出机构"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with two good sheets, of units with a short and a long name, and one over its cap."""
    (tmp_path / "rubrics").mkdir()
    rubric = rubric_of(BASE, tmp_path / "rubrics" / "smallest.yaml")
    filled(rubric, tmp_path / "sheets", {}, "甲区")
    filled(rubric, tmp_path / "sheets", {"G6": 1}, LONG)
    filled(rubric, tmp_path / "sheets", {"G6": 9}, "丙区")
    return tmp_path


def on_terminal(work: Path, *words: str, **environ: str) -> str:
    """What a terminal shows of standard output."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "gkpg", *words],
        cwd=work, env=_environment("zh") | {"TERM": "xterm", "COLUMNS": "80"} | environ,
        stdout=theirs, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with os.fdopen(ours, "rb", 0) as terminal, suppress(OSError):  # Linux says so when nobody writes to it any more
        while piece := terminal.read(4096):
            shown += piece
    assert process.wait() == 1
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform != "linux", reason="it opens a terminal")
def test_a_ranking_fits_a_terminal(work: Path) -> None:
    """A name of 64 columns goes on in the next line; where it fits, it stays whole, with a bar of 7/10 beside it."""
    narrow = on_terminal(work, "score", "sheets", NO_COLOR="1").splitlines()
    assert not any("\x1b" in line for line in narrow)
    assert max(map(display_width, narrow)) <= 80
    assert narrow[4:8] == [
        "名次  单位                                                      总分  等次  表数",
        "─" * 80,
        f"   1  甲区{' ' * 54}4.50  优秀     1",
        f"   2  {LONG[:28]}  3.50  合格     1",
    ]
    assert narrow[8].strip() == LONG[28:]
    wide = on_terminal(work, "score", "sheets", COLUMNS="120").splitlines()
    assert max(map(display_width, wide)) <= 120
    assert f"   2  {LONG}  3.50  合格     1  {'█' * 21}" in wide
    widest = on_terminal(work, "score", "sheets", COLUMNS="200").splitlines()
    heading = next(line for line in widest if line.startswith("名次"))
    assert heading.split()[:5] == ["名次", "单位", "总分", "等次", "表数"]
    assert heading.split("表数")[1].split("  ")[1:] == ["1 公开", "2 特色"]
    assert f"   2  {LONG}  3.50  合格     1    2.00    1.50  {'█' * 35}" in widest


@pytest.mark.skipif(sys.platform != "linux", reason="it opens a terminal")
def test_columns_stand_under_each_other_where_names_become_escapes(work: Path) -> None:
    shown = on_terminal(work, "--lang", "en", "score", "sheets", PYTHONIOENCODING="ascii", COLUMNS="300").splitlines()
    begin = next(place for place, line in enumerate(shown) if line.split()[:2] == ["Rank", "Unit"])
    heading, rule, first, second, third = shown[begin : begin + 5]
    assert set(rule) == {"-"}
    assert first.split()[:3] == ["1", r"\u7532\u533a", "4.50"]
    assert second.split()[:2] == ["2", "".join(f"\\u{ord(each):04x}" for each in LONG)]
    ends = {heading.index("Total") + 5, first.index("4.50") + 4, second.index("3.50") + 4}
    assert len(ends) == 1
    assert third.startswith(r"\u2014  \u4e19\u533a ")


@pytest.mark.skipif(sys.platform != "linux", reason="it opens a terminal")
def test_a_dumb_terminal_gets_plain_text(work: Path) -> None:
    shown = on_terminal(work, "score", "sheets", TERM="dumb")
    assert not set(shown) & set("\x1b─█")
    assert "   1  甲区" in shown
    assert "\x1b[31m" in on_terminal(work, "score", "sheets")
