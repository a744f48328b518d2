"""Spoiled sheets: a few hundred in every way that chance finds, and each danger that was found so, alone."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import pytest

from gkpg.io.workers import OUT_OF_MEMORY, Allowance, work_through
from gkpg.ledger.submissions import find_files
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import render_result
from gkpg.sheets.read.file_reader import FileReader
from gkpg.workbooks.cells import CellKind
from gkpg.workbooks.fast.sheet_pass import read_sheet_fast, read_strings_fast
from gkpg.workbooks.limits import Limits
from gkpg.workbooks.strict import LONGEST_TEXT, SheetScan
from gkpg.workbooks.styles import Styles
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT))
from tools.fuzz import Fuzzer, differences, summary
from tools.goodsheets import SHEET, STRINGS, filled, library, parts_of, zipped
from tools.mutants import XML, Mutants

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.base.text import Text
    from gkpg.rubric import Library
    from gkpg.scoring import Results

ROW = '<row r="6"><c r="A6"><v>1</v></c></row>'
STRINGS_OF_TWO = "<sst><si><t>一</t></si><si><t></t></si></sst>"


def sheet(rows: str = ROW, before: str = "", after: str = "", begin: str = "") -> bytes:
    return f"{begin}<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def quickly(data: bytes) -> object:
    return read_sheet_fast(data, Styles(), ["一", ""], 200_000)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("rubric"))


def test_spoiled_sheets_break_no_promise(tmp_path: Path) -> None:
    """If this fails: `make fuzz` keeps the inputs."""
    fuzzer = Fuzzer(tmp_path, office=False)
    for number in range(6):
        fuzzer.batch(random.Random(f"2022 {number}"))  # noqa: S311 - repeatable, not secret
    assert [(each.what, each.mutant.kinds) for each in fuzzer.tally.broken] == []
    assert {spoil.__name__ for spoil in XML} <= set(fuzzer.tally.kinds)
    assert fuzzer.tally.compared > 300
    assert "findings: " in list(summary(fuzzer.tally, 2022, 6, 1.0))[-1]


def test_one_seed_spoils_in_one_way(known: Library) -> None:
    from tools.goodsheets import Good  # noqa: PLC0415

    mutants = Mutants([Good("a.xlsx", filled(known.rubrics[0], "丁区"))])
    one, other = (random.Random(7), random.Random(7))  # noqa: S311
    assert [mutants.one(one) for _ in range(20)] == [mutants.one(other) for _ in range(20)]


#: Rows, and what is around them, that are not as a spreadsheet writes them.
ODD_SHEETS = {
    "name that begins with a digit": sheet('<row 1="x" r="6"><c r="A6"><v>1</v></c></row>'),
    "such a name in a formula": sheet('<row r="6"><c r="A6"><f 1="x">1</f><v>1</v></c></row>'),
    "such a name where the cursor is": sheet(before='<sheetViews><sheetView><selection 1="x"/></sheetView></sheetViews>'),
    "sign in a value that hides a second": sheet('<row a=">" r="6" r="7"><c r="A7"><v>1</v></c></row>'),
    "such a sign in a formula": sheet('<row r="6"><c r="A6"><f a=">" b="1" b="2">1</f><v>1</v></c></row>'),
    "hidden row without cells": sheet(f'<row r="6" hidden="1"/>{ROW}'),
    "hidden row without cells after its own": sheet(f'{ROW}<row r="6" hidden="1"/>'),
    "hidden row without a number": sheet('<row r="3"><c r="A3"><v>1</v></c></row><row hidden="1"><c r="A6"><v>1</v></c></row>'),
    "formula with an empty shared string": sheet('<row r="6"><c r="A6" t="s"><f>x</f><v>1</v></c></row>'),
    "end of a section in a footer": sheet(after="<headerFooter><oddFooter>]]></oddFooter></headerFooter>"),
    "instruction that ends in a footer": sheet(
        after="<?x <headerFooter <oddFooter>?></oddFooter>?><headerFooter><oddFooter>x</oddFooter></headerFooter>"
    ),
    "endless tag of a row": sheet(f'<row r="6" a="{"x" * 400_000}"><c r="A6"><v>1</v></c></row>'),
    "endless tag of a formula": sheet(f'<row r="6"><c r="A6"><f a="{"x" * 400_000}">1</f><v>1</v></c></row>'),
    "endless tag before the rows": sheet(before=f'<sheetPr a="{"x" * 400_000}"/>'),
    "quotes of two kinds": sheet(begin="<?xml version=\"1.0'?>"),
    "no space before the declaration's end": sheet(begin='<?xml version="1.0"?>\f'),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_SHEETS)
def test_the_quick_pass_leaves_an_odd_sheet_to_the_strict_one(name: str) -> None:
    assert quickly(ODD_SHEETS[name]) is None
    assert differences({SHEET: ODD_SHEETS[name], STRINGS: STRINGS_OF_TWO.encode()})[1] == []


@pytest.mark.parametrize(
    "data",
    [
        "<?xml version=\"1.0'?><sst><si><t>x</t></si></sst>",
        '<?xml version="1.0" encoding=\'utf-8"?><sst><si><t>x</t></si></sst>',
        '<?xml version="1.0"?>\x0b<sst><si><t>x</t></si></sst>',
        '<sst 1="x"><si><t>x</t></si></sst>',
        '<sst a=">" b="1" b="2"><si><t>x</t></si></sst>',
        f'<sst a="{"x" * 400_000}"><si><t>x</t></si></sst>',
    ],
    ids=[
        "quotes of two kinds",
        "and for the encoding",
        "vertical tab",
        "name of digits",
        "attribute twice",
        "endless tag",
    ],
)
def test_the_quick_pass_leaves_odd_strings_to_the_strict_one(data: str) -> None:
    assert read_strings_fast(data.encode()) is None


def test_a_pronunciation_outside_of_the_rows_hides_none() -> None:
    hint = "<rPh><t>x</t></rPh>"
    data = sheet(before=f"<sheetPr>{hint}</sheetPr>", after=f"<sheetPr>{hint}</sheetPr>")
    assert list(SheetScan(data, Styles(), (), 9).rows) == [6]
    assert differences({SHEET: data})[1] == []


def test_what_spreadsheets_write_is_read_quickly() -> None:
    """Were the quick pass to give up on everything, the two would never disagree."""
    begin = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    hidden = (
        '<row r="7" hidden="1" ht="15.5"><c r="A7" s="0" t="s"><v>0</v></c><c r="B7"/></row><row r="9" spans="1:2"/>'
    )
    data = sheet(
        ROW + hidden, '<sheetViews><sheetView><selection activeCell="A1"/></sheetView></sheetViews>', begin=begin
    )
    assert differences({SHEET: data, STRINGS: STRINGS_OF_TWO.encode()}) == (2, [])


def scored(folder: Path, known: Library, files: dict[str, bytes], limits: Limits | None = None) -> Results:
    folder.mkdir(exist_ok=True)
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    reader = FileReader(known, limits or Limits())
    return assess(AssessmentRequest(find_files([folder]), reader, workers=1), None).results


def changed(known: Library, part: str, old: str, new: str) -> bytes:
    parts = parts_of(filled(known.rubrics[0], "丁区"))
    assert old.encode() in parts[part]
    return zipped({**parts, part: parts[part].replace(old.encode(), new.encode(), 1)})


@pytest.mark.parametrize("escape", ["_xD800_", "_xDFFF_", "_xD83D__xDE00_"])
def test_half_a_character_can_be_written(tmp_path: Path, known: Library, escape: str) -> None:
    raw = changed(known, SHEET, "案例二则", escape)
    results = scored(tmp_path / "sheets", known, {"a.xlsx": raw})
    assert render_result(results)
    (note,) = results.ledger.sheets[0].notes
    assert note.reason.startswith("\ufffd")


def test_a_text_beyond_what_a_cell_holds_is_cut(known: Library) -> None:
    """Reasons travel from the workers to their parent, from however many files."""
    long = "x" * 1_000_000
    rows = f'<row r="6"><c r="A6" t="str"><f>{long}</f><v>{long}</v></c><c r="B6"><f>{long}</f></c></row>'
    first, second = SheetScan(sheet(rows), Styles(), (), 9).rows[6].cells.values()
    assert (first.kind, second.kind) == (CellKind.TEXT, CellKind.UNCALCULATED)
    assert {len(text or "") for cell in (first, second) for text in (cell.text, cell.formula)} == {LONGEST_TEXT}


def test_a_file_of_nothing_but_faults_costs_one_finding(tmp_path: Path, known: Library) -> None:
    rows = "".join(f'<row r="{number}"><c r="G{number}"><v>1</v></c></row>' for number in range(20, 30_000))
    results = scored(
        tmp_path / "sheets", known, {"a.xlsx": changed(known, SHEET, "</sheetData>", f"{rows}</sheetData>")}
    )
    assert [finding.code for finding in results.findings] == ["S403"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_what_is_kept_of_large_files_costs_no_other_file(tmp_path: Path, known: Library, part: str) -> None:
    """A worker reads many files; none may be refused for what those before it left behind."""
    parts = parts_of(filled(known.rubrics[0], "丁区"))
    files = {
        f"{number}.xlsx": zipped({**parts, part: parts[part] + b" " * 12_000_000 + f"<!--{number}-->".encode()})
        for number in range(30)
    }
    results = scored(tmp_path / "sheets", known, files, Limits(megabytes=200))
    assert {finding.code for finding in results.findings} == {"L101"}


def test_a_sheet_of_very_many_empty_rows_is_read(tmp_path: Path, known: Library) -> None:
    raw = changed(known, SHEET, "</sheetData>", '<row r="99999"/>' * 300_000 + "</sheetData>")
    assert scored(tmp_path / "sheets", known, {"a.xlsx": raw}, Limits(megabytes=100)).findings == ()


def test_styles_that_nobody_uses_are_let_go() -> None:
    from gkpg.workbooks.fast.row_pass import _by_styles  # noqa: PLC0415

    styles = Styles()
    read_sheet_fast(sheet(), styles, (), 9)
    before = len(_by_styles)
    del styles
    assert len(_by_styles) == before - 1


_left: list[bytes] = []


def _work(piece: int) -> str:
    """Leaves much behind, as caches might; the last piece wants what a new worker could give it."""
    if piece < 0:
        raise MemoryError
    if _left and piece == 9:
        raise MemoryError
    _left.append(b"")
    return "done"


def _refused(_: int, why: Text) -> str:
    return why.en


def test_memory_that_others_left_behind_is_not_held_against_a_piece() -> None:
    pieces = [1, 2, 3, 9, -1, 4]
    results = dict(work_through(pieces, _work, _refused, Allowance(60, 512), 1))
    assert [results[number] for number in range(6)] == ["done", "done", "done", "done", OUT_OF_MEMORY.en, "done"]


def test_expat_out_of_memory_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    from gkpg.workbooks import markup  # noqa: PLC0415

    def fail(*_: object) -> None:
        error = markup.expat.ExpatError()
        error.code = 1
        raise error

    monkeypatch.setattr(markup, "_feed", fail)
    with pytest.raises(MemoryError):
        SheetScan(b"", Styles(), (), 9)
