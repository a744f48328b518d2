"""Encodings: bytes that are text in two of them are read as what somebody wrote."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from gkpg.findings.finding import FindingError
from gkpg.round.unit_list import read_units
from gkpg.workbooks.csv_reader import read_csv
from gkpg.workbooks.encodings import decode
from gkpg.workbooks.limits import DEFAULT_LIMITS
from gkpg.workbooks.opening import read_workbook
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

#: Names whose bytes in GBK are letters in UTF-8: 通山 and 石台 are counties.
TWICE = ["通山", "石台", "平山", "平泉", "鹿泉", "庐山", "眉山", "鲁山", "潜山", "千山"]


@pytest.mark.parametrize("name", TWICE)
def test_a_word_in_gbk_that_utf_8_allows_is_the_word(name: str) -> None:
    raw = name.encode("gbk")
    assert raw.decode("utf-8") != name
    assert decode(raw) == name
    assert decode(name.encode()) == name
    assert decode(codecs.BOM_UTF8 + name.encode()) == name


def test_so_is_every_word_of_two_such_characters() -> None:
    leads, trails = range(0xC2, 0xD8), range(0xA1, 0xC0)
    every = [bytes((lead, trail)) for lead in leads for trail in trails]
    assert all(
        decode(first + second) == (first + second).decode("gbk") for first in every[::3] for second in every[::7]
    )


@pytest.mark.parametrize(
    "text",
    [
        "甲区\n乙区\n", "Café\nRené\n", "naïve", "Łódź", "Lǐ Bái", "甲·乙\nA·B", "50°\n2×3", "Москва\nКиев\n", "Ελλάδα", "α组",
        "한국어", "ひらがな", "臺灣", "堃镕区", "😀", "甲区（第2分区）", "①③Ⅳ℃",
    ],
)  # fmt: skip
def test_what_is_utf_8_stays_so(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("text", ["甲区\n乙区\n", "臺灣省\n", "堃镕区\n", "1楼\n2楼\n", "通山县\n石台县\n", "①③Ⅳ℃"])
def test_what_is_gb18030_is_read_so(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


def test_a_mark_within_the_text_is_left_out() -> None:
    """Files that were put together have one where the second begins."""
    joined = codecs.BOM_UTF8 + "甲区\n".encode() + codecs.BOM_UTF8 + "乙区\n".encode()
    assert (decode(joined), decode(joined.removeprefix(codecs.BOM_UTF8))) == ("甲区\n乙区\n", "甲区\n乙区\n")


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        ("单位,1.1\n".encode("utf-16-le"), "是 UTF-16 编码，但开头没有编码标记"),
        ("单位,1.1\n".encode("utf-16-be"), "是 UTF-16 编码，但开头没有编码标记"),
        ("單位,得分\n臺北,2\n".encode("big5"), "像是 Big5 编码"),
        (codecs.BOM_UTF8 + "甲区\n".encode() + "乙区\n".encode("gbk"), "里面混有别的编码"),
        (b"a\0b\0\0c", "不是文本文件"),
        (b"\xff\xff\xff", "不是文本文件"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(raw: bytes, what: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_workbook(raw, suffix=".csv")
    facts = {key: getattr(fact, "zh", fact) for key, fact in caught.value.facts.items()}
    assert facts == {"reason": what, "remedy": "请另存为 UTF-8 编码的文本，或另存为 xlsx"}
    path = tmp_path / "单位.txt"
    path.write_bytes(raw)
    with pytest.raises(FindingError) as refused:
        read_units(path)
    assert refused.value.finding.code == "Y101"


@pytest.mark.parametrize(
    "raw",
    ["通山\n石台\n".encode("gbk"), "通山\r\n石台".encode("gb18030"), "通山\n石台\n".encode(), "通山\n石台\n".encode("utf-16"), "\ufeff通山\n\ufeff石台\n".encode()],
)  # fmt: skip
def test_a_list_of_units_is_read_in_any_encoding(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "单位.txt"
    path.write_bytes(raw)
    assert read_units(path) == ("通山", "石台")


def test_a_csv_of_such_words_alone_is_read() -> None:
    assert _texts("平山,1\n平泉,2\n".encode("gbk")) == ["平山", "1", "平泉", "2"]


def _texts(raw: bytes) -> list[str]:
    return [cell.text for cell in read_csv(raw, DEFAULT_LIMITS).grids[0].cells()]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("标题\n单位;1.1\n甲;2\n", ["标题", "单位", "1.1", "甲", "2"]),
        ("标题\n单位\t1.1\n甲\t2\n", ["标题", "单位", "1.1", "甲", "2"]),
        ("标题, 一, 二\n单位;1.1\n甲;2\n", ["标题, 一, 二", "单位", "1.1", "甲", "2"]),
        ("说明;请用分号;填\n单位,1.1\n甲,2\n", ["说明;请用分号;填", "单位", "1.1", "甲", "2"]),
        ("单位;1.1;1.2\n甲;1,5;2,0\n", ["单位", "1.1", "1.2", "甲", "1,5", "2,0"]),
        ("单位\t备注\n甲\t一,二,三\n乙\t四,五\n", ["单位", "备注", "甲", "一,二,三", "乙", "四,五"]),
        ('"a;b;c",1\n"d;e;f",2\n', ["a;b;c", "1", "d;e;f", "2"]),
        ("sep=;\n单位;1.1\n甲;2\n", ["单位", "1.1", "甲", "2"]),
        ("sep=|\r\n单位|1.1\r\n甲|2,5\r\n", ["单位", "1.1", "甲", "2,5"]),
        ("单位\n甲\n", ["单位", "甲"]),
        ("单位;甲\n", ["单位", "甲"]),
    ],
)
def test_what_divides_the_columns_is_what_divides_most_lines_alike(text: str, cells: list[str]) -> None:
    assert _texts(text.encode()) == cells
