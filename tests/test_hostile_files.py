"""Hostile sheets: any file costs one finding, bounded time and memory, and never another sheet's scores."""

from __future__ import annotations

import io
import os
import random
import re
import struct
import threading
import tracemalloc
import unicodedata
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from gkpg.base.text import LANGS
from gkpg.findings.gallery import BASE
from gkpg.ledger.submissions import find_files
from gkpg.rubric import load_rubric
from gkpg.scoring import score
from gkpg.workbooks.cells import CellKind
from gkpg.workbooks.limits import DEFAULT_LIMITS
from tests.conftest import FULL, RUBRICS, filled, gather, library_of, read_file, read_sheet, read_xlsx, rubric_of
from tests.test_xlsx import (
    BOOK,
    BOOK_RELS,
    MAIN,
    SHARED,
    SHEET,
    STRINGS,
    STYLES,
    Parts,
    book,
    cells,
    parts,
    relations,
    sheet,
    styles,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gkpg.rubric import Library, Rubric
    from gkpg.scoring import UnitResult
    from gkpg.sheets.model import Sheet

#: What reading any one file may take, with room to spare: an ordinary sheet takes 1 MB. A test that hangs is ended
#: by the runner (pyproject.toml); none asserts a time.
MEGABYTES = 150


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    return rubric_of(BASE, tmp_path_factory.mktemp("rubric") / "smallest.yaml")


@pytest.fixture(scope="module")
def good(rubric: Rubric, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A filled sheet without a fault."""
    return filled(rubric, tmp_path_factory.mktemp("good"), {}).read_bytes()


def handed_in(folder: Path, raw: bytes, library: Library | None = None) -> Sheet:
    """A file with these bytes, read."""
    path = folder / "甲区-评分组-1.xlsx"
    path.write_bytes(raw)
    return read_sheet(path, path.name, library or library_of())


def the_one_code(read: Sheet) -> str:
    """The code of the one finding that a file costs which cannot be read."""
    assert (read.rubric, read.entries) == (None, ())
    (finding,) = read.findings
    assert finding.place.file == read.file
    safe(read)
    return finding.code


def safe(read: Sheet) -> None:
    """Every message is one line of bearable length, without any control character, that can be printed."""
    for line in (finding.line(lang) for finding in read.findings for lang in LANGS):
        assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in line)
        assert len(line) < 1_500


@contextmanager
def bounded_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MEGABYTES * 1_000_000


def _marked(raw: bytes, shift: int, kind: str, value: int) -> bytes:
    """A zip file with a field of every part's two headers set; `shift` counts from the flags."""
    data = bytearray(raw)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(signature, raw):
            struct.pack_into(kind, data, found.start() + flags + shift, value)
    return bytes(data)


def _packed(compression: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as package:
        for name, data in parts().items():
            package.writestr(name, data)
    return file.getvalue()


def _many_sheets(count: int) -> bytes:
    each = (f'<sheet name="{number}" sheetId="{number}" r:id="R1"/>' for number in range(1, count + 1))
    return zipped(parts() | {BOOK: book(*each)})


def _many_parts(count: int) -> bytes:
    content = parts()
    return zipped(content | {f"extra/{number}": "" for number in range(count - len(content))})


def _many_cells(count: int) -> bytes:
    row = f"<row>{'<c><v>1</v></c>' * 100}</row>"
    rest = f"<row>{'<c><v>1</v></c>' * (count % 100)}</row>"
    return zipped(parts(row * (count // 100) + rest))


def _many_formats(count: int) -> bytes:
    """As many as a spreadsheet allows: copying between workbooks piles them up."""
    each = '<xf numFmtId="0"><alignment/><protection/></xf>'
    return zipped(parts("<row><c><v>1</v></c></row>") | {STYLES: f"<a><cellXfs>{each * count}</cellXfs></a>"})


def _entities() -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE a [<!ENTITY e0 "哈">{levels}]><a>&e11;</a>'


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Files that cannot be read: what they are, the code of their one finding, and how they are made.
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("S401", lambda: b""),
    "one byte": ("S401", lambda: b"P"),
    "text": ("S401", "编号,分值,得分\n1.1,2,2\n".encode),
    "web page": ("S401", lambda: b"<html><table><tr><td>1.1</td></tr></table></html>"),
    "zeros": ("S401", lambda: bytes(1_000)),
    "only a zip's first bytes": ("S401", lambda: b"PK\x03\x04"),
    "empty zip": ("S401", lambda: zipped({})),
    "zip without a workbook": ("S401", lambda: zipped({"word/document.xml": "<document/>"})),
    "no sheets": ("S401", lambda: zipped(parts() | {BOOK: book()})),
    "no relationships": ("S401", lambda: zipped({key: xml for key, xml in parts().items() if key != BOOK_RELS})),
    "only a chart": ("S401", lambda: zipped(parts() | {BOOK_RELS: relations(("chartsheet", "worksheets/sheet1.xml"))})),
    "encrypted flag": ("S402", lambda: _marked(zipped(parts()), 0, "<H", 1)),
    "unknown compression": ("S401", lambda: _marked(zipped(parts()), 2, "<H", 99)),
    "bzip2": ("S401", lambda: _packed(zipfile.ZIP_BZIP2)),
    "lzma": ("S401", lambda: _packed(zipfile.ZIP_LZMA)),
    "wrong checksum": ("S401", lambda: _marked(zipped(parts()), 8, "<I", 1)),
    "wrong size": ("S401", lambda: _marked(zipped(parts()), 16, "<I", 7)),
    "external sheet": (
        "S401",
        lambda: zipped(
            parts() | {BOOK_RELS: relations(("worksheet", "worksheets/sheet1.xml"), mode=' TargetMode="External"')}
        ),
    ),
    "password": ("S402", lambda: _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(5_000)),
    "some other document": ("S401", lambda: _OLE + bytes(5_000)),
    "zip bomb": ("S403", lambda: zipped(parts() | {SHEET: bytes(100_000_000)})),
    "too large": ("S403", lambda: zipped(parts()) + bytes(DEFAULT_LIMITS.file)),
    "too many parts": ("S403", lambda: _many_parts(DEFAULT_LIMITS.parts + 1)),
    "too many sheets": ("S403", lambda: _many_sheets(DEFAULT_LIMITS.sheets + 1)),
    "too many cells": ("S403", lambda: _many_cells(250_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_costs_one_finding(tmp_path: Path, name: str) -> None:
    code, make = HOSTILE[name]
    raw = make()
    assert the_one_code(handed_in(tmp_path, raw)) == code


@pytest.mark.parametrize(
    "raw",
    [
        lambda: _many_parts(DEFAULT_LIMITS.parts),
        lambda: _many_sheets(DEFAULT_LIMITS.sheets),
        lambda: _many_cells(DEFAULT_LIMITS.cells),
        lambda: _many_formats(65_490),
    ],
    ids=["parts", "sheets", "cells", "formats"],
)
def test_at_its_bounds_a_file_is_still_read(tmp_path: Path, raw: Callable[[], bytes]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(raw())
    assert read_xlsx(path).grids


_BROKEN_XML = {
    "empty": "",
    "unfinished": "<a><b>",
    "two roots": "<a/><a/>",
    "zero byte": "<a>\0</a>",
    "not UTF-8": "<a>政</a>".encode("gb18030"),
    "surrogate": "<a>&#xD800;</a>",
    "unknown entity": "<a>&x;</a>",
    "unknown encoding": '<?xml version="1.0" encoding="no-such"?><a/>',
    "encoding of no text": '<?xml version="1.0" encoding="base64"?><a/>',
    "document type": "<!DOCTYPE a><a/>",
    "entity bomb": _entities(),
    "external entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "external document type": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
}


@pytest.mark.parametrize("part", ["_rels/.rels", BOOK, BOOK_RELS, SHEET, STRINGS, STYLES])
@pytest.mark.parametrize("broken", _BROKEN_XML)
def test_a_part_of_broken_xml_costs_one_finding(tmp_path: Path, part: str, broken: str) -> None:
    assert the_one_code(handed_in(tmp_path, zipped(parts() | {part: _BROKEN_XML[broken]}))) == "S401"


@pytest.mark.parametrize(
    "target",
    [
        "../../../../sheet1.xml",
        "{folder}/sheet1.xml",
        "file://{folder}/sheet1.xml",
        "http://127.0.0.1:9/sheet1.xml",
        "..\\..\\sheet1.xml",
        "C:\\sheet1.xml",
        "%2e%2e/sheet1.xml",
        "..",
        ".",
        "/",
        "",
    ],
)
def test_nothing_outside_the_package_is_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / "sheet1.xml").write_text(sheet("<row><c><v>1</v></c></row>"))
    where = target.format(folder=tmp_path)
    content = parts() | {BOOK_RELS: f'<a><Relationship Id="R1" Type="/worksheet" Target="{where}"/></a>'}
    assert the_one_code(handed_in(tmp_path, zipped(content))) == "S401"


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c r='XFE1'/></row>",
        "<row><c r='A1048577'/></row>",
        "<row><c r='A0'/></row>",
        "<row><c r='A-1'/></row>",
        "<row><c r='1A'/></row>",
        "<row><c r=''/></row>",
        "<row><c r='AAAA1'/></row>",
        "<row><c r='A1:B2'/></row>",
        "<row><c r='А1'/></row>",
        "<row><c r='A٣'/></row>",
        "<row><c r='A99999999999999999999'/></row>",
        "<row r='1048577'><c/></row>",
        "<row r='0'><c/></row>",
        "<row r='-5'><c/></row>",
        "<row r='1.5'><c/></row>",
        "<row r='x'><c/></row>",
        f"<row r='{'9' * 5_000}'><c/></row>",
        f"<row>{'<c/>' * 16_385}</row>",
        "<row><c t='s'><v>-1</v></c></row>",
        "<row><c t='s'><v>4</v></c></row>",
        "<row><c t='s'><v>1.0</v></c></row>",
        "<row><c t='s'><v>x</v></c></row>",
        "<row><c t='s'><v>1000000000000000000000</v></c></row>",
        f"<row><c t='s'><v>{'9' * 5_000}</v></c></row>",
        "<row><c s='-1'><v>1</v></c></row>",
        "<row><c s='x'><v>1</v></c></row>",
    ],
    ids=lambda rows: rows[:60],
)
def test_a_cell_that_cannot_be_is_damage(tmp_path: Path, rows: str) -> None:
    assert the_one_code(handed_in(tmp_path, zipped(parts(rows)))) == "S401"


def test_the_last_cell_of_a_sheet_is_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(parts("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")))
    with bounded_memory():
        assert cells(read_xlsx(path)) == {"XFD1048576": (CellKind.NUMBER, "1")}


def test_counts_that_lie_change_nothing(tmp_path: Path) -> None:
    content = parts("<row><c t='s'><v>0</v></c></row>")
    content[STRINGS] = f'<sst xmlns="{MAIN}" count="-1" uniqueCount="9999999999">{SHARED}</sst>'
    content[SHEET] = str(content[SHEET]).replace("<sheetData>", "<dimension ref='A1:XFD1048576'/><sheetData>")
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(content))
    with bounded_memory():
        assert cells(read_xlsx(path)) == {"A1": (CellKind.TEXT, "目录")}


def _changed(raw: bytes, address: str, xml: str) -> bytes:
    """A filled sheet with one cell's XML put in the place of another."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        content: Parts = {name: package.read(name) for name in package.namelist()}
    old = rf'<c r="{address}"[^>]*?(/>|>.*?</c>)'
    text, count = re.subn(old, lambda _: xml, bytes(content[SHEET]).decode(), count=1)
    assert count == 1
    return zipped(content | {SHEET: text})


@pytest.mark.parametrize(
    "number",
    ["9" * 5_000, "9" * 400, "1E999", "-1E-999", "1E99999999999", "NaN", "INF", "0x10", "1_000", "٣", "1 2"],
    ids=lambda number: number[:20],
)
def test_an_absurd_number_is_no_score(tmp_path: Path, rubric: Rubric, good: bytes, number: str) -> None:
    raw = _changed(good, "G6", f'<c r="G6"><v>{number}</v></c>')
    read = handed_in(tmp_path, raw, library_of(rubric))
    assert [(finding.code, finding.place.cell) for finding in read.findings] == [("S105", "G6")]
    assert [entry.points is None for entry in read.entries] == [True, False, False]
    safe(read)


def test_a_cell_that_stands_twice_is_damage(tmp_path: Path) -> None:
    """One program would show the one, another the other."""
    row = "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"
    assert the_one_code(handed_in(tmp_path, zipped(parts(row)))) == "S401"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper(), f"/{SHEET}"])
def test_a_part_that_stands_twice_is_damage(tmp_path: Path, name: str) -> None:
    file = io.BytesIO(zipped(parts("<row><c><v>1</v></c></row>")))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(name, sheet("<row><c><v>2</v></c></row>"))
    assert the_one_code(handed_in(tmp_path, file.getvalue())) == "S401"


def _without(raw: bytes, lost: str) -> bytes:
    """A workbook without one of the parts that it names."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return zipped({name: package.read(name) for name in package.namelist() if name != lost})


def test_a_sheet_that_is_named_and_missing_is_damage(tmp_path: Path, rubric: Rubric, good: bytes) -> None:
    assert the_one_code(handed_in(tmp_path, _without(good, SHEET), library_of(rubric))) == "S401"


def test_without_its_number_formats_a_sheet_is_read_and_that_is_said(tmp_path: Path, rubric: Rubric) -> None:
    """Spreadsheets open it, and show 50 % as 0.5."""
    path = filled(rubric, tmp_path, {"G6": {"value": 0.5, "format": "0%"}})
    read = handed_in(tmp_path, _without(path.read_bytes(), STYLES), library_of(rubric))
    assert ([finding.code for finding in read.findings], read.points) == (["S409"], "0.5 1 1.5")


def test_text_that_is_named_and_missing_is_damage_only_where_a_cell_shows_it(tmp_path: Path) -> None:
    plain, shared = "<row><c><v>1</v></c></row>", "<row><c t='s'><v>0</v></c></row>"
    assert the_one_code(handed_in(tmp_path, _without(zipped(parts(shared)), STRINGS))) == "S401"
    path = tmp_path / "a.xlsx"
    path.write_bytes(_without(zipped(parts(plain)), STRINGS))
    assert cells(read_xlsx(path)) == {"A1": (CellKind.NUMBER, "1")}


def test_a_truncated_sheet_is_one_finding_wherever_it_ends(tmp_path: Path, rubric: Rubric, good: bytes) -> None:
    for length in {*range(1, len(good), len(good) // 150), *range(len(good) - 60, len(good))}:
        assert the_one_code(handed_in(tmp_path, good[:length], library_of(rubric))) == "S401", length


def test_random_bytes_are_one_finding(tmp_path: Path) -> None:
    chance = random.Random(2022)  # noqa: S311 - repeatable, not secret
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02"):
        for size in range(0, 5_000, 100):
            assert the_one_code(handed_in(tmp_path, start + chance.randbytes(size))) == "S401"


def test_a_flipped_byte_never_changes_a_score(tmp_path: Path, rubric: Rubric, good: bytes) -> None:
    """Where one byte of a sheet is wrong, either something is found or all scores are what they were."""
    chance, library = random.Random(2022), library_of(rubric)  # noqa: S311 - repeatable, not secret
    right = handed_in(tmp_path, good, library)
    assert right.findings == ()
    for _ in range(200):
        raw = bytearray(good)
        raw[place := chance.randrange(len(raw))] ^= chance.randrange(1, 256)
        read = handed_in(tmp_path, bytes(raw), library)
        safe(read)
        assert read.findings or (read.entries, read.identity) == (right.entries, right.identity), place


def test_xml_broken_at_random_is_findings_too(tmp_path: Path, rubric: Rubric, good: bytes) -> None:
    """The same within the parts, where no checksum helps: nothing but findings comes of it."""
    chance, library = random.Random(2022), library_of(rubric)  # noqa: S311 - repeatable, not secret
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        content = {name: package.read(name) for name in package.namelist()}
    read_parts = [name for name in content if name.startswith(("xl/w", "xl/_", "xl/st", "_rels"))]
    for _ in range(200):
        name = chance.choice(read_parts)
        part = bytearray(content[name])
        part[chance.randrange(len(part))] = chance.choice(b"<>/\"'&;=\0 0129AZ-")
        safe(handed_in(tmp_path, zipped({**content, name: bytes(part)}), library))


def _attributes(count: int) -> str:
    return "<a " + " ".join(f"a{number}=''" for number in range(count)) + "/>"


_BOMBS: dict[str, Callable[[], Parts]] = {
    "100 MB of zeros": lambda: {SHEET: bytes(100_000_000)},
    "millions of elements": lambda: {STYLES: f"<a>{'<b/>' * (DEFAULT_LIMITS.part // 4 - 9)}</a>"},
    "millions of levels": lambda: {SHEET: "<a>" * (DEFAULT_LIMITS.part // 3)},
    "a million attributes": lambda: {SHEET: _attributes(DEFAULT_LIMITS.part // 14)},
    "one cell of millions of letters": lambda: {
        SHEET: sheet(f"<row><c t='str'><v>{'x' * (DEFAULT_LIMITS.part - 999)}</v></c></row>")
    },
}


@pytest.mark.parametrize("name", _BOMBS)
def test_a_bomb_takes_bounded_memory(tmp_path: Path, name: str) -> None:
    raw = zipped(parts() | _BOMBS[name]())
    with bounded_memory():
        read = handed_in(tmp_path, raw)
    assert read.findings
    safe(read)


def _shared(text: str, times: int) -> Parts:
    row = "<row><c t='s'><v>0</v></c></row>"
    return parts(row * times, strings=f"<si><t>{text}</t></si>")


_SLOW: dict[str, Callable[[], Parts]] = {
    "deep": lambda: {SHEET: "<a>" * 500_000 + "</a>" * 500_000},
    "a long text used often": lambda: _shared("单" * 300_000, 5_000),
    "combining characters": lambda: _shared("a" + "\u0315\u0300" * 16_000, 20),
    "a format of brackets": lambda: {STYLES: styles(["[" * 130_000])},
    "a format of quotes": lambda: {STYLES: styles(['0"' * 100_000 + '"'])},
    "a long format used often": lambda: {
        STYLES: styles(["0" * 30_000]).replace("<cellXfs>", "<cellXfs>" + '<xf numFmtId="164"/>' * 60_000)
    },
    "fifty sheets of one part": lambda: {
        BOOK: book(*(f'<sheet name="{n}" r:id="R1"/>' for n in range(DEFAULT_LIMITS.sheets))),
        SHEET: f"<a>{'x' * (DEFAULT_LIMITS.part - 9)}</a>",
    },
}


@pytest.mark.parametrize("name", _SLOW)
def test_a_file_made_to_be_slow_takes_bounded_time(tmp_path: Path, name: str) -> None:
    raw = zipped(parts() | _SLOW[name]())
    read = handed_in(tmp_path, raw)
    assert read.findings
    safe(read)


@pytest.mark.parametrize(("rows", "codes"), [(15_000, {"S202", "S203"}), (20_000, {"S403"})])
def test_a_sheet_with_every_row_wrong_takes_bounded_time(tmp_path: Path, rows: int, codes: set[str]) -> None:
    district = load_rubric(RUBRICS / "shanghai-2022-district.yaml").rubric
    assert district is not None
    heads = "".join(f"<c t='str'><v>{heading}</v></c>" for heading in ("编号", "分值", "得分"))
    wrong = (f"<row><c t='str'><v>1.{n}x</v></c><c><v>1</v></c><c><v>1</v></c></row>" for n in range(rows))
    raw = zipped(parts(f"<row>{heads}</row>{''.join(wrong)}"))
    found = {finding.code for finding in handed_in(tmp_path, raw, library_of(district, named=True)).findings}
    assert found >= codes
    assert ("S403" in found) == (codes == {"S403"})


def test_a_folder_a_dead_link_and_a_device_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "gone.xlsx")
    (tmp_path / "c.xlsx").symlink_to(tmp_path / "c.xlsx")
    (tmp_path / "d.xlsx").symlink_to("/dev/zero")
    for name in ("a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "没有.xlsx", f"{'长' * 90}.xlsx"):
        assert the_one_code(read_sheet(tmp_path / name, name, library_of())) == "S405"


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    path, found = tmp_path / "a.xlsx", list[str]()
    os.mkfifo(path)
    reading = threading.Thread(target=lambda: found.append(the_one_code(read_sheet(path, "a.xlsx", library_of()))))
    reading.daemon = True
    reading.start()
    reading.join(60)
    assert found == ["S405"]


_NAMES = [
    "甲\n区\x1b[31m.xlsx",
    "甲\r\x07\x9b区-评分组-1.xlsx",
    "甲\u202e区\u2028.xlsx",
    os.fsdecode(b"\xff\xfe.xlsx"),
    "{0.a}{b}%s.xlsx",
]
_NAMES += [f"{'长' * 83}.xlsx", "甲区/" * 100 + "a.xlsx"]


@pytest.mark.parametrize("name", _NAMES)
def test_a_file_name_does_no_harm_in_a_message(tmp_path: Path, rubric: Rubric, good: bytes, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for raw in (b"", _changed(good, "G6", '<c r="G6"><v>9</v></c>')):
        path.write_bytes(raw)
        read = read_sheet(path, name, library_of(rubric))
        assert read.findings
        safe(read)


@pytest.mark.parametrize(
    "text", ["a\n\t\u202eb", "{max}{0.__class__}", "%s%n", "长" * 30_000, "[bold]x[/bold]", "\x9b31m"]
)
def test_text_from_a_sheet_does_no_harm_in_a_message(tmp_path: Path, rubric: Rubric, good: bytes, text: str) -> None:
    for address in ("G6", "C6", "D6", "F6", "C3"):
        raw = _changed(good, address, f'<c r="{address}" t="str"><v>{text}</v></c>')
        read = handed_in(tmp_path, raw, library_of(rubric))
        assert address in {finding.place.cell for finding in read.findings}
        safe(read)
    with zipfile.ZipFile(io.BytesIO(_changed(good, "G6", '<c r="G6"><v>9</v></c>'))) as package:
        content: Parts = {name: package.read(name) for name in package.namelist()}
    content[BOOK] = bytes(content[BOOK]).replace("评分表".encode(), text.encode())
    read = handed_in(tmp_path, zipped(content), library_of(rubric))
    assert [finding.code for finding in read.findings] == ["S101"]
    safe(read)


def _scored(folder: Path, rubric: Rubric) -> dict[str, UnitResult]:
    """Every unit of a folder of sheets, by name."""
    results = score(gather(find_files([folder]), library_of(rubric)))
    return {unit.name: unit for group in results.groups for unit in group.units}


@pytest.fixture
def two_units(tmp_path: Path, rubric: Rubric) -> Path:
    folder = tmp_path / "sheets"
    filled(rubric, folder, {}, unit="甲区")
    filled(rubric, folder, {"G6": 1}, unit="乙区")
    return folder


def test_hostile_files_in_a_folder_leave_the_other_scores_unchanged(two_units: Path, rubric: Rubric) -> None:
    alone = _scored(two_units, rubric)
    assert {name: (str(unit.total), unit.rank) for name, unit in alone.items()} == {
        "甲区": ("4.50", 1),
        "乙区": ("3.50", 2),
    }
    for number, (_, make) in enumerate(HOSTILE.values()):
        (two_units / f"坏{number}.xlsx").write_bytes(make())
    os.mkfifo(two_units / "管道.xlsx")
    (two_units / "链接.xlsx").symlink_to("gone")
    (two_units / "文件夹.xlsx").mkdir()
    ledger = gather(find_files([two_units]), library_of(rubric))
    wrong = [finding.place.file for finding in ledger.findings]
    assert sorted(wrong) == sorted(file.name for file in ledger.files if "区" not in file.name)
    assert len(wrong) == len(HOSTILE) + 3
    assert _scored(two_units, rubric) == alone


def test_a_broken_sheet_is_held_against_its_own_unit_alone(two_units: Path, rubric: Rubric, good: bytes) -> None:
    alone = _scored(two_units, rubric)
    (two_units / "乙区-评分组-2.xlsx").write_bytes(good[:-40])
    (two_units / "丙区-评分组-1.xlsx").write_bytes(b"")
    found = _scored(two_units, rubric)
    assert found["甲区"] == alone["甲区"]
    for name in ("乙区", "丙区"):
        assert (found[name].total, found[name].rank) == (None, None)
        assert found[name].why == "findings"
    blocking = score(gather(find_files([two_units]), library_of(rubric))).ledger.blocking
    assert {name: errors[0].code for name, errors in blocking.items()} == {"乙区": "S401", "丙区": "S401"}


def test_the_good_sheet_is_good(tmp_path: Path, rubric: Rubric, good: bytes) -> None:
    """What stands beside all of the above: nothing is flagged."""
    with bounded_memory():
        read = handed_in(tmp_path, good, library_of(rubric))
    assert read.findings == ()
    assert [str(entry.points) for entry in read.entries] == [str(FULL[key]) for key in ("G6", "G7", "G9")]


def test_a_part_without_a_name_is_no_part_of_styles(tmp_path: Path, smallest: Rubric) -> None:
    path, spoilt = filled(smallest, tmp_path, {}), tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(spoilt, "w") as target:
        for name in source.namelist():
            data = re.sub(rb"<Relationship [^>]*styles.xml[^>]*/>", b"", source.read(name))
            target.writestr("/" if name == "docProps/app.xml" else name, data)
    codes = [finding.code for finding in read_file(spoilt, "甲区-评分组-1.xlsx", library_of(smallest)).all_findings()]
    assert codes == []
