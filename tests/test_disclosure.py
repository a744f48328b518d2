"""Reports for the public: what is withheld is not there, and what does not go together is told in one line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.base.endings import ending_of
from gkpg.cli.main import main
from gkpg.reports import csv as csvfile
from gkpg.reports import json as jsonfile
from gkpg.reports.disclosure import Disclosure, ordered_units
from gkpg.reports.report import Report
from gkpg.results.store import load_results
from gkpg.scoring.describe import describe_why_plainly
from gkpg.scoring.unit_result import WHYS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from gkpg.reports.formats import Renderer
    from gkpg.scoring import Results

EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"
OPEN, NAMES_ALONE = Disclosure("public"), Disclosure("public", scores=False)


@pytest.fixture(scope="module")
def example() -> Results:
    return load_results(EXAMPLE)


def written(renderer: Renderer, results: Results, disclosure: Disclosure) -> bytes:
    renderer.write(Report(results, "zh", disclosure=disclosure), out := io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "通知.wps"], "没有 .wps 格式的报告，可以用 .xlsx"),
        (["-o", "通知.ＷＰＳ"], "没有 .wps 格式的报告，可以用 .xlsx"),
        (["-o", "a.CSV", "-f", "json"], "文件名是 .csv，格式是 json，两者不符"),
        (["-o", "a.csv. ", "-f", "json"], "文件名是 .csv，格式是 json，两者不符"),
        (["-o", ".json", "-f", "csv"], "文件名是 .json，格式是 csv，两者不符"),
        (["-f", "json", "--table", "items"], "--table 只用于 csv"),
        (["-f", "csv", "--unit", "甲区"], "--unit 只用于 xlsx"),
        (["-f", "csv", "--annex"], "--annex 只用于 xlsx"),
        (["--no-scores"], "--no-scores 只用于公开的报告，请加 --audience public"),
        (["--audience", "public", "--annex"], "--annex 的内容不对外公开，请去掉，或用 --audience internal"),
        (["-f", "csv", "--audience", "public", "--table", "findings"], "--table findings 的内容不对外公开"),
        (["-f", "csv", "--audience", "public", "--no-scores", "--table", "items"], "--table items 全是得分"),
        (["--unit", "黄埔区"], "结果里没有单位“黄埔区”"),
        (["--unit", "庚区区"], "相近的有：庚区"),
        (["--audience", "all"], "--audience 的值不对：“all”不在 internal, public 之中"),
    ],
)
def test_what_does_not_go_together_is_misuse(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(EXAMPLE), *words, "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.XLSX", ".xlsx"),
        ("通知.ＤＯＣＸ", ".docx"),
        ("Prüfung ÄÖ.Csv", ".csv"),
        ("a.xlsx..", ".xlsx"),
        ("a.xlsx ", ".xlsx"),
        (".docx", ".docx"),
        ("a.7z", ".7z"),
        ("2025.甲区", ""),
        ("report 1.2", ""),
        ("a.b", ""),
        ("甲区", ""),
    ],
)
def test_what_a_name_says_of_its_format(name: str, ending: str) -> None:
    assert ending_of(Path(name)) == ending


def test_an_annex_is_written_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "2022.xlsx"
    assert main(["report", str(EXAMPLE), "-o", str(path), "--annex", "--lang", "en"]) == 0
    assert {each.name for each in tmp_path.iterdir()} == {"2022.xlsx", "2022-附件.xlsx"}
    assert capsys.readouterr().out.count("wrote a report") == 2


def withheld(results: Results) -> set[str]:
    """Who scored, what they wrote, what was found, in which files."""
    sheets = [sheet for file in results.ledger.files for sheet in file.sheets]
    notes = {text for sheet in sheets for note in sheet.notes for text in (note.reason, note.link)}
    found = {finding.message("zh") for finding in results.findings}
    return {text for text in (*notes, *found, *(file.name for file in results.ledger.files)) if len(text) > 3}


def test_the_example_has_something_to_withhold(example: Results) -> None:
    assert len(withheld(example)) > 100
    assert any(text in written(jsonfile, example, Disclosure()).decode() for text in withheld(example))


@pytest.mark.parametrize("disclosure", [OPEN, NAMES_ALONE], ids=["scores", "names"])
@pytest.mark.parametrize("renderer", [jsonfile, csvfile], ids=["json", "csv"])
def test_public_text_has_no_evidence(renderer: Renderer, disclosure: Disclosure, example: Results) -> None:
    text = written(renderer, example, disclosure).decode()
    assert [each for each in withheld(example) if each in text] == []


def test_a_public_document_has_scores_or_not(example: Results) -> None:
    documents: list[dict[str, Any]] = [json.loads(written(jsonfile, example, each)) for each in (OPEN, NAMES_ALONE)]
    assert [(each["audience"], each["scores"]) for each in documents] == [("public", True), ("public", False)]
    scored, named = ([unit for group in each["groups"] for unit in group["units"]] for each in documents)
    assert [unit["total"] for unit in scored] == [
        None if unit.total is None else str(unit.total) for group in example.groups for unit in group.units
    ]
    assert {key for unit in named for key in unit} == {"unit", "grade", "band", "why"}
    assert {unit["unit"]: unit["grade"] for unit in named} == {unit["unit"]: unit["grade"] for unit in scored}


def test_names_alone_stand_in_an_order_that_tells_no_rank(example: Results) -> None:
    """Grade by grade; within a grade as the assessment names them."""
    for group in example.groups:
        rules = group.rules
        assert rules is not None
        bands = [*(band.name for band in rules.grades.bands), None]
        expected = [
            name
            for band in bands
            for name in rules.units
            for unit in group.units
            if unit.name == name and unit.band == band
        ]
        assert [unit.name for unit in ordered_units(group, NAMES_ALONE)] == expected
        assert ordered_units(group, OPEN) == group.units


def test_a_public_csv_is_known_again(tmp_path: Path, example: Results) -> None:
    path = tmp_path / "a.csv"
    for disclosure in (OPEN, NAMES_ALONE):
        path.write_bytes(content := written(csvfile, example, disclosure))
        assert csvfile.is_own_report(path)
        assert csvfile.is_as_written(path)
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        assert "sheets" not in rows[0]
        assert ("total" in rows[0]) == disclosure.scores


def test_a_public_workbook_has_no_sheet_of_findings(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert main(["report", str(EXAMPLE), "-o", str(path), "--audience", "public"]) == 0
    cells = {cell for page in openpyxl.load_workbook(path) for row in page.values for cell in row if cell is not None}
    assert not cells & withheld(load_results(EXAMPLE))


def test_every_reason_has_a_plain_word() -> None:
    told = [describe_why_plainly(why) for why in WHYS]
    assert all(told)
    assert describe_why_plainly(None) is None
