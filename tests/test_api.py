"""The Python API, as a program of the user's calls it."""

from __future__ import annotations

import inspect
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import gkpg
from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND
from gkpg.results.store import render_result
from tests.conftest import ROOT, filled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gkpg import Results, Rubric
    from gkpg.api.frames import FrameName

EXAMPLE = ROOT / "examples" / "shanghai-2022"
PAGES = [ROOT / "docs" / name for name in ("python-api.md", "python-api.zh-CN.md")]


@pytest.fixture(scope="module")
def example() -> Results:
    """The example round, scored."""
    assessment = gkpg.load_assessment(EXAMPLE)
    return gkpg.score(gkpg.read_sheets(assessment.folder / "sheets", assessment=assessment))


@pytest.fixture(scope="module")
def by_command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result file of the example round that the command line writes."""
    path = tmp_path_factory.mktemp("result") / "r.sqlite"
    assert main(["score", "--assessment", str(EXAMPLE), "-o", str(path)]) == 1
    return path


@pytest.fixture
def sheets(tmp_path: Path, smallest: Rubric) -> Path:
    """A folder with sheets of the smallest rubric: 乙区 loses half a point, 丙区 has a blank."""
    folder = tmp_path / "sheets"
    filled(smallest, folder, {})
    filled(smallest, folder, {"G7": 0.5}, unit="乙区")
    filled(smallest, folder, {"G7": None}, unit="丙区")
    return folder


def test_a_rubric_scores_a_folder_of_sheets(sheets: Path, tmp_path: Path) -> None:
    rubric = gkpg.load_rubric(tmp_path / "smallest.yaml")
    assert (rubric.rubric, rubric.version, rubric.total) == ("smallest", "1", Decimal(5))
    results = gkpg.score(gkpg.read_sheets(sheets, rubrics=rubric))
    rows = list(gkpg.ranking(results, "en"))
    assert [(row.rank, row.unit, str(row.total), row.exact_total) for row in rows] == [
        (1, "甲区", "4.50", Fraction(9, 2)),
        (2, "乙区", "4.00", Fraction(4)),
        (None, "丙区", "None", None),
    ]
    assert [bool(row.grade) for row in rows] == [True, True, False]
    assert rows[0].why is None
    assert rows[2].why is not None
    assert rows[2].why.endswith("[S102]")
    assert [(each.code, each.severity, each.place.cell) for each in results.findings] == [
        ("S102", gkpg.Severity.ERROR, "G7")
    ]


def test_items_say_what_was_lost_and_entries_the_cell(sheets: Path, smallest: Rubric) -> None:
    ledger = gkpg.read_sheets(str(sheets), rubrics=[smallest])
    rows = {row.item: row for row in gkpg.items(gkpg.score(ledger)) if row.unit == "乙区"}
    assert [(row.item, row.level, row.has_items, row.max, row.points, row.lost) for row in rows.values()] == [
        ("1", 1, True, Fraction(3), Fraction(5, 2), Fraction(1, 2)),
        ("1.1", 2, False, Fraction(2), Fraction(2), Fraction(0)),
        ("1.2", 2, False, Fraction(1), Fraction(1, 2), Fraction(1, 2)),
        ("2", 1, False, Fraction(2), Fraction(3, 2), Fraction(1, 2)),
    ]
    entries = [row for row in gkpg.entries(ledger) if (row.unit, row.rubric) == ("乙区", rows["2"].rubric)]
    assert [(row.item, row.points, row.cell) for row in entries] == [
        ("1.1", Fraction(2), "G6"),
        ("1.2", Fraction(1, 2), "G7"),
        ("2", Fraction(3, 2), "G9"),
    ]
    assert {(row.source, row.assessor, row.file, row.sheet, row.counts, row.decides) for row in entries} == {
        ("评分组", "1", "乙区-评分组-1.xlsx", "评分表", True, False)
    }
    assert (entries[2].reason, entries[2].link) == ("案例二则", "")


def test_points_as_text_lose_nothing() -> None:
    found = [Fraction(67, 2), Fraction(101, 3), Fraction(5), Fraction(-1, 8)]
    assert [gkpg.exact(points) for points in found] == ["33.5", "101/3", "5", "-0.125"]


def test_a_blank_has_no_points_and_is_not_zero(sheets: Path, smallest: Rubric) -> None:
    ledger = gkpg.read_sheets(sheets, rubrics=smallest)
    assert [row.points for row in gkpg.entries(ledger) if row.unit == "丙区"] == [Fraction(2), None, Fraction(3, 2)]
    lost = {row.item: (row.points, row.lost) for row in gkpg.items(gkpg.score(ledger)) if row.unit == "丙区"}
    assert lost["1.2"] == (None, None)


def test_units_are_names_or_a_list_in_a_file(sheets: Path, smallest: Rubric, tmp_path: Path) -> None:
    written = tmp_path / "units.txt"
    written.write_text("甲区\n乙区\n丙区\n丁区\n", "utf-8")
    for units in (["甲区", "乙区", "丙区", "丁区"], written, str(written)):
        ledger = gkpg.read_sheets(sheets, rubrics=smallest, units=units)
        assert [finding.code for finding in ledger.findings] == ["L106", "S102"]


def test_the_example_is_what_the_command_line_makes_of_it(example: Results, by_command: Path) -> None:
    opened = gkpg.open_result(by_command)
    assert opened.findings == example.findings
    assert list(gkpg.ranking(opened)) == list(gkpg.ranking(example))
    assert list(gkpg.items(opened)) == list(gkpg.items(example))
    assert list(gkpg.entries(opened.ledger)) == list(gkpg.entries(example.ledger))
    assert render_result(opened) == render_result(example)


def test_a_result_that_is_written_can_be_opened_and_reported(example: Results, tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    gkpg.write_result(example, path)
    gkpg.write_result(example, str(path))
    assert list(gkpg.ranking(gkpg.open_result(path))) == list(gkpg.ranking(example))
    assert main(["report", str(path), "--format", "csv", "-o", str(tmp_path / "r.csv")]) == 0
    lines = (tmp_path / "r.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[3] for line in lines[1:]] == [row.unit for row in gkpg.ranking(example)]


def test_totals_are_sums_of_what_entries_and_items_say(example: Results) -> None:
    """The objects behind the rows: every ranked unit's exact total rounds to its total."""
    ranked = [unit for group in example.groups for unit in group.units if unit.rank is not None]
    assert len(ranked) == 34
    for unit in ranked:
        assert isinstance(unit.total, Decimal)
        assert isinstance(unit.exact_total, Fraction)
        assert abs(Fraction(unit.total) - unit.exact_total) <= Fraction(1, 200)


def test_self_checks_do_not_count_and_decisions_decide(example: Results) -> None:
    rows = list(gkpg.entries(example.ledger))
    assert {row.source for row in rows if not row.counts} == {"自查"}
    assert {(row.unit, row.assessor, row.points) for row in rows if row.decides and row.points is not None} == {
        ("丙区", "评审组长（虚构）", Fraction(6))
    }


def test_rows_are_in_the_language_that_is_asked_for(example: Results) -> None:
    found = {lang: next(row for row in gkpg.ranking(example, lang) if row.unit == "庚区") for lang in (None, "en")}
    assert "应交 1 份" in str(found[None].why)
    assert "0 of 1 sheets" in str(found["en"].why)


def refused(work: Callable[[], object]) -> list[str]:
    """The codes of what a call is refused for."""
    with pytest.raises(gkpg.FindingError) as caught:
        work()
    assert str(caught.value) == "\n".join(
        each.line("en") for each in caught.value.findings if each.severity is gkpg.Severity.ERROR
    )
    assert caught.value.finding in caught.value.findings
    return [each.code for each in caught.value.findings]


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere.yaml"
    assert refused(lambda: gkpg.load_rubric(nowhere)) == ["F101"]
    assert refused(lambda: gkpg.load_assessment(nowhere)) == ["F101"]
    assert refused(lambda: gkpg.load_assessment(tmp_path)) == ["F101"]
    assert refused(lambda: gkpg.read_sheets([tmp_path, nowhere])) == ["F101"]
    assert refused(lambda: gkpg.open_result(nowhere)) == ["F101"]
    assert [each.code for each in gkpg.validate_rubric(nowhere)] == ["F101"]
    assert [each.code for each in gkpg.validate_assessment(nowhere)] == ["F101"]


def test_a_folder_without_sheets_is_no_round(sheets: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("no sheet", "utf-8")
    assert refused(lambda: gkpg.read_sheets(tmp_path / "empty")) == ["F107"]
    assert len(gkpg.read_sheets([tmp_path / "empty", sheets]).files) == 3


def test_a_rubric_that_is_not_sound_says_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(BASE.replace("total: 5", "total: 6").replace("name: 特色", "nam: 特色"), "utf-8")
    codes = refused(lambda: gkpg.load_rubric(path))
    assert len(codes) > 1
    assert codes == [each.code for each in gkpg.validate_rubric(path)]
    path.write_text(BASE, "utf-8")
    assert gkpg.load_rubric(path).total == 5
    assert gkpg.validate_rubric(path) == ()


def test_cases_are_tried_where_a_rubric_is_validated(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    case = "cases:\n  - {name: 满分, scores: {'1.1': 2, '1.2': 1, '2': 2}, total: 4}\n"
    path.write_text(BASE + case, "utf-8")
    assert gkpg.load_rubric(path).title == "最小指标表"
    wrong = gkpg.validate_rubric(path)
    path.write_text(BASE + case.replace("total: 4", "total: 5"), "utf-8")
    assert (len(wrong), gkpg.validate_rubric(path)) == (1, ())


def test_an_assessment_that_is_not_sound_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "smallest.yaml").write_text(BASE, "utf-8")
    path = tmp_path / "assessment.yaml"
    path.write_text(ROUND.replace("rubric: smallest", "rubric: other"), "utf-8")
    assert refused(lambda: gkpg.load_assessment(path)) == [each.code for each in gkpg.validate_assessment(path)]
    path.write_text(ROUND, "utf-8")
    found = gkpg.load_assessment(tmp_path)
    assert (found.path, found.folder, found.rules.units) == (path, tmp_path, ("甲区", "乙区"))
    assert found.findings == gkpg.validate_assessment(path)


def test_packaged_rubrics_load_by_their_ids() -> None:
    rubric = gkpg.load_rubric("shanghai-2022-district")
    assert (rubric.rubric, rubric.total) == ("shanghai-2022-district", Decimal(100))
    assert {each.severity for each in gkpg.validate_rubric("shanghai-2022-district")} <= {
        gkpg.Severity.WARNING,
        gkpg.Severity.NOTE,
    }


def test_arguments_that_exclude_each_other_are_a_mistake_of_the_program(sheets: Path, smallest: Rubric) -> None:
    assessment = gkpg.load_assessment(EXAMPLE)
    with pytest.raises(ValueError, match="its own rubrics"):
        gkpg.read_sheets(sheets, assessment=assessment, rubrics=smallest)
    with pytest.raises(ValueError, match="who is assessed"):
        gkpg.read_sheets(sheets, assessment=assessment, units=["甲区"])


def test_no_file_of_others_is_written_over(example: Results, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine", "utf-8")
    assert refused(lambda: gkpg.write_result(example, path)) == ["F104"]
    assert refused(lambda: gkpg.write_result(example, tmp_path / "nowhere" / "r.sqlite")) == ["F105"]
    assert path.read_text("utf-8") == "mine"
    assert refused(lambda: gkpg.open_result(path)) == ["D101"]


def test_a_result_is_verified_alone_and_beside_its_sheets_and_rules(by_command: Path) -> None:
    alone = gkpg.verify(by_command)
    assert (alone.is_same, alone.deviations, alone.rules) == (True, (), None)
    assert alone.counts is not None
    assert alone.counts.units == 36
    assessment = gkpg.load_assessment(EXAMPLE)
    beside = gkpg.verify(by_command, sheets=EXAMPLE / "sheets", assessment=assessment, jobs=2)
    assert (beside.is_same, beside.rules and beside.rules.missing) == (True, ())


def test_what_differs_is_a_deviation_with_both_values(sheets: Path, smallest: Rubric, tmp_path: Path) -> None:
    """甲区 had everything, and now loses 0.5 of 1.1."""
    results = gkpg.score(gkpg.read_sheets(sheets, rubrics=smallest))
    gkpg.write_result(results, tmp_path / "r.sqlite")
    assert gkpg.verify(tmp_path / "r.sqlite", sheets=[sheets], rubrics=smallest).is_same
    before = next(row.total for row in gkpg.ranking(results) if row.unit == "甲区")
    filled(smallest, sheets, {"G6": Decimal("0.5")})
    found = gkpg.verify(str(tmp_path / "r.sqlite"), sheets=sheets).deviations
    (total,) = (each for each in found if each.line("en").startswith("甲区 total: "))
    assert (total.kind, total.kept) == ("unit", str(before))
    assert total.found is not None
    assert Decimal(total.found) < Decimal(str(before))


def test_what_cannot_be_verified_raises_what_is_wrong(sheets: Path, smallest: Rubric, tmp_path: Path) -> None:
    with pytest.raises(gkpg.FindingError, match="D101"):
        gkpg.verify(next(sheets.iterdir()))
    gkpg.write_result(gkpg.score(gkpg.read_sheets(sheets, rubrics=smallest)), tmp_path / "r.sqlite")
    (tmp_path / "none").mkdir()
    for path, code in ((tmp_path / "gone", "F101"), (tmp_path / "none", "F107")):
        with pytest.raises(gkpg.FindingError, match=code):
            gkpg.verify(tmp_path / "r.sqlite", sheets=path)
    with pytest.raises(ValueError, match="an assessment has its own rubrics"):
        gkpg.verify(tmp_path / "r.sqlite", rubrics=smallest, assessment=gkpg.load_assessment(EXAMPLE))


def python(*words: str, cwd: Path = ROOT) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def script(page: Path) -> str:
    """The script of a page."""
    (found,) = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return str(found)


def test_the_script_of_the_pages_runs(example: Results, tmp_path: Path) -> None:
    assert script(PAGES[0]) == script(PAGES[1])
    (tmp_path / "weakest.py").write_text(script(PAGES[0]), "utf-8")
    said = python(str(tmp_path / "weakest.py")).splitlines()
    units = [line.split("\t") for line in said if "\t" in line]
    assert [unit[:3] for unit in units] == [[str(row.rank), row.unit, str(row.total)] for row in gkpg.ranking(example)]
    rank, unit, _, item, _, lost = units[0]
    assert rank == "1"
    of_first = [row for row in gkpg.items(example) if row.unit == unit and row.lost is not None and not row.has_items]
    most = max((row.lost or 0) / row.max for row in of_first)
    assert (item, lost) in {
        (row.item, f"{float(row.lost or 0):g} of {row.max} lost") for row in of_first if row.lost == most * row.max
    }
    assert all(re.fullmatch(r".+\.xlsx .+![A-Z]+\d+", line) for line in said if "\t" not in line)
    assert len(said) > len(units)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_name_everything_and_nothing_else(page: Path) -> None:
    table = page.read_text("utf-8").rpartition("\n## ")[2]
    first = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    named = [name for cell in first for name in re.findall(r"`(\w+)(?:\(|`)", cell)]
    assert sorted(named) == sorted(gkpg.__all__)
    for name, arguments in re.findall(r"^\| `(\w+)\((.*?)\)`", table, re.MULTILINE):
        assert [each.strip(" *") for each in arguments.replace("*, ", "").split(",")] == [
            str(each).split(":")[0] + ("=None" if "lang" in str(each) else "")
            for each in inspect.signature(getattr(gkpg, name)).parameters.values()
        ]
    for name in ("UnitRow", "ItemRow", "EntryRow", "FindingRow"):
        (fields,) = re.findall(rf"^\| `{name}` \| (.*) \|$", table, re.MULTILINE)
        assert tuple(re.findall(r"`(\w+)`", fields)) == getattr(gkpg, name)._fields


def test_every_name_is_there_and_has_a_docstring() -> None:
    for name in set(gkpg.__all__) - {"__version__"}:
        assert getattr(gkpg, name).__doc__, name
    assert set(gkpg.__all__) <= set(dir(gkpg))
    with pytest.raises(AttributeError, match="'gkpg' has no attribute 'load_rubrik'"):
        gkpg.load_rubrik  # type: ignore[attr-defined]  # noqa: B018


def test_no_name_is_that_of_a_module_which_would_take_its_place() -> None:
    modules = {path.stem for path in (ROOT / "src" / "gkpg").iterdir()}
    assert not modules & set(gkpg.__all__)


def test_a_name_is_loaded_only_when_it_is_asked_for(tmp_path: Path) -> None:
    program = "import sys, gkpg; dir(gkpg); print(*sys.modules)"
    loaded = set(python("-c", program, cwd=tmp_path).split())
    assert {name for name in loaded if name.startswith("gkpg")} == {"gkpg", "gkpg.base", "gkpg.base.version"}
    assert not loaded & {"pydantic", "openpyxl", "pandas", "numpy", "rich", "typer", "sqlite3"}
    loaded = set(python("-c", program.replace("dir(gkpg)", "gkpg.score"), cwd=tmp_path).split())
    assert "gkpg.scoring" in loaded
    assert not loaded & {"openpyxl", "pandas", "numpy", "rich", "typer"}


USER = """\
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction

import gkpg


def weak(path: str) -> dict[str, Fraction]:
    rubric: gkpg.Rubric = gkpg.load_rubric(path)
    ledger: gkpg.Ledger = gkpg.read_sheets(["sheets"], rubrics=[rubric], units=["甲区"], prefer="latest", jobs=2)
    results: gkpg.Results = gkpg.score(ledger)
    gkpg.write_result(results, "r.sqlite")
    totals: list[Decimal | None] = [unit.total for group in results.groups for unit in group.units]
    whys: list[str | None] = [row.why for row in gkpg.ranking(results, "zh")]
    lines: list[str] = [finding.line("zh") for finding in gkpg.validate_rubric(path)]
    cells: list[str] = [entry.cell for entry in gkpg.entries(ledger)]
    print(totals, whys, lines, cells)
    return {item.item: item.lost for item in gkpg.items(gkpg.open_result("r.sqlite")) if item.lost is not None}


try:
    weak("rubric.yaml")
except gkpg.FindingError as error:
    print([finding.place.file for finding in error.findings])
"""
#: Two mistakes that a type checker must see: a name that is not there, a float where there is none.
MISTAKEN = """
gkpg.load_rubrik("rubric.yaml")
total: float | None = next(gkpg.ranking(gkpg.open_result("r.sqlite"))).total
"""


def test_programs_are_checked_strictly(tmp_path: Path) -> None:
    path = tmp_path / "user.py"
    path.write_text(USER + MISTAKEN, "utf-8")
    last = len(USER.splitlines()) + 2
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--follow-imports", "silent", str(path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = re.findall(r"user\.py:(\d+): error: .*\[([a-z-]+)\]", done.stdout)
    assert found == [(str(last), "attr-defined"), (str(last + 1), "assignment")], done.stdout + done.stderr


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("ranking", gkpg.UnitRow._fields),
        ("items", ("group", "unit", "part", "rubric", "version", *gkpg.ItemRow._fields[4:])),
        ("entries", ("unit", "source", "assessor", "rubric", "version", *gkpg.EntryRow._fields[4:])),
        ("findings", gkpg.FindingRow._fields),
    ],
)
def test_a_frame_has_every_field_of_its_rows(table: FrameName, columns: tuple[str, ...], example: gkpg.Results) -> None:
    found = gkpg.frame(example, table)
    assert tuple(found.columns) == columns
    assert not [name for name, kind in found.dtypes.items() if "float" in str(kind)]


def test_exact_values_in_a_frame_are_text_or_decimals(smallest: gkpg.Rubric, tmp_path: Path) -> None:
    """A third is a fraction in both, for no decimal is exact."""
    for hand, points in (("1", 1), ("2", 1), ("3", 2)):
        filled(smallest, tmp_path / "sheets", {"G6": points}, assessor=hand)
    results = gkpg.score(gkpg.read_sheets(tmp_path / "sheets", rubrics=smallest))
    said, counted = (gkpg.frame(results, "items", values=values).set_index("item") for values in ("text", "decimal"))
    assert said.points[["1.1", "1.2"]].tolist() == ["4/3", "1"]
    assert counted.points[["1.1", "1.2"]].tolist() == [Fraction(4, 3), Decimal(1)]
    assert [type(each) for each in counted.points[["1.1", "1.2"]]] == [Fraction, Decimal]


def test_what_there_is_none_of_is_none_in_a_frame(example: gkpg.Results) -> None:
    lost = gkpg.frame(example, "ranking").set_index("unit").loc["庚区"]
    assert (lost["rank"] is pd.NA, lost["total"], lost["grade"]) == (True, None, None)


def test_a_frame_of_another_name_is_refused(example: gkpg.Results) -> None:
    with pytest.raises(ValueError, match="table is one of ranking, items, entries, findings"):
        gkpg.frame(example, "units")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="values one of text, decimal"):
        gkpg.frame(example, "items", values="float")  # type: ignore[arg-type]


def test_a_result_that_was_opened_can_go_to_another_process_or_thread(by_command: Path, tmp_path: Path) -> None:
    """Its files are read when they are looked at; by then the result file may be gone."""
    (tmp_path / "result.sqlite").write_bytes(by_command.read_bytes())
    opened = gkpg.open_result(tmp_path / "result.sqlite")
    (tmp_path / "result.sqlite").unlink()
    sent = pickle.loads(pickle.dumps(opened))  # noqa: S301 - our own
    with ThreadPoolExecutor(2) as threads:
        entries = threads.submit(lambda: list(gkpg.entries(opened.ledger))).result()
    assert sent == opened
    assert list(gkpg.entries(sent.ledger)) == entries == list(gkpg.entries(opened.ledger))
    assert sent.findings == opened.findings
    assert len(entries) > 100
