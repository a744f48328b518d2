"""The workbook to send on: every number of it is that of the result, its formulas come to them, nothing in it acts."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter

from gkpg.base.points import round_to_places
from gkpg.base.text import Text
from gkpg.ledger.submissions import find_files
from gkpg.reports.disclosure import Disclosure
from gkpg.reports.report import Report
from gkpg.reports.xlsx import workbook
from gkpg.reports.xlsx.formulas import Summand, sum_formula, total_formula
from gkpg.reports.xlsx.looks import Looks
from gkpg.reports.xlsx.page import Page, safe_text
from gkpg.results.store import load_results
from gkpg.scoring import score
from gkpg.workbooks.opening import read_workbook
from tests.conftest import ROOT, filled, gather, library_of
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.rubric import Item, Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult
    from gkpg.workbooks.cells import Cell, Grid, Workbook

EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"
HEAD = 3
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)


def written(results: Results, lang: Lang = "zh", disclosure: Disclosure | None = None, *units: str) -> bytes:
    workbook.write(Report(results, lang, disclosure=disclosure or Disclosure(), units=units), out := io.BytesIO())
    return out.getvalue()


@pytest.fixture(scope="module")
def example() -> Results:
    return load_results(EXAMPLE)


@pytest.fixture(scope="module")
def book(example: Results) -> Workbook:
    return read_workbook(written(example))


def named(book: Workbook, name: str) -> Grid:
    return next(grid for grid in book.grids if grid.name == name)


def table(grid: Grid, head: int = HEAD) -> Iterator[dict[str, Cell]]:
    """The rows below the headings in a row, by heading without the max, as far as the first column is bordered by any."""
    headings = {column: cell.text.split("\n")[0] for column, cell in grid.rows[head].cells.items()}
    for number in sorted(each for each in grid.rows if each > head):
        yield {text: grid.at(number, column) for column, text in headings.items()}


def figure(results: Results, cell: Cell) -> Decimal | None:
    """The number of a cell as it is read with the decimals of totals; None of an empty one."""
    return round_to_places(Fraction(cell.text), results.places, "half-up") if cell.text else None


def tab_of(word: str, group: GroupResult) -> str:
    return f"{word} {group.name}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_number_of_a_ranking_is_that_of_the_result(case: Path) -> None:
    results = scored(case)
    read = read_workbook(written(results))
    for group in results.groups:
        if group.rules is None:
            continue
        rows = {row["单位"].text: row for row in table(named(read, tab_of("排名", group))) if "单位" in row}
        for unit in group.units:
            row = rows[unit.name]
            assert row["名次"].text == ("" if unit.rank is None else str(unit.rank))
            assert row["总分"].text == ("" if unit.total is None else str(unit.total)), unit.name
            assert _points_of_ranking(results, group, unit, row)


def _points_of_ranking(results: Results, group: GroupResult, unit: UnitResult, row: dict[str, Cell]) -> bool:
    """Each indicator, each part, as it was scored."""
    several = len(group.parts) > 1
    for number, part in enumerate(group.parts):
        if part.units is not None:
            continue
        points = results.points(group, unit, number)
        if several:
            total = unit.parts[number].total if unit.parts else None
            assert figure(results, row[part.title]) == results.round_figure(total)
        elif len({each.label for each in part.rubric.indicators}) == len(part.rubric.indicators):
            for each in part.rubric.indicators:
                assert figure(results, row[each.label]) == results.round_figure(points.get(each.id)), each.id
    return True


@pytest.mark.parametrize("case", CASES[::6], ids=lambda case: case.name)
def test_every_item_stands_on_the_page_of_its_unit(case: Path) -> None:
    results = scored(case)
    read = read_workbook(written(results))
    for group in (each for each in results.groups if each.rules):
        for unit in group.units:
            rows = list(table(named(read, unit.name), 4))
            every = [each for n in group.numbers(unit) for each in group.parts[n].rubric.by_id.values()]
            for number in group.numbers(unit):
                rubric = group.parts[number].rubric
                points = results.points(group, unit, number)
                for item in (each for top in rubric.indicators for each in top.scored_items()):
                    cells = [row["得分"] for row in rows if row["指标和子项"].text == item.name]
                    found = [figure(results, cell) for cell in cells if cell.text != "不适用"]
                    wanted = results.round_figure(points.get(item.id))
                    alike = sum(each.name == item.name for each in every)
                    assert wanted in found or (wanted is None and len(found) < alike), (unit.name, item.id)
            (total,) = (row for row in rows if row["指标和子项"].text == "总分")
            assert figure(results, total["得分"]) == unit.total


def test_a_share_is_that_of_the_max(example: Results, book: Workbook) -> None:
    (group, _) = example.groups
    rows = {row["单位"].text: row for row in table(named(book, tab_of("得分率", group)), 4)}
    for unit in group.units:
        points = example.points(group, unit)
        for each in group.parts[0].rubric.indicators:
            cell, got = rows[unit.name][each.label], points.get(each.id)
            assert (cell.text == "") == (got is None)
            assert got is None or each.max is None or abs(Fraction(cell.text) - got / each.max) < Fraction(1, 10**12)


def test_the_data_of_charts_are_those_of_the_units(example: Results, book: Workbook) -> None:
    grid = named(book, "图表数据")
    lines = [[cell.text for cell in row.cells.values()] for row in grid.rows.values()]
    grades = {line[0]: line[1:] for line in lines[lines.index(["各类别的等次（单位数）"]) + 2 :][:2]}
    for group in example.groups:
        assert group.rules is not None
        counts = Counter(unit.band for unit in group.units)
        bands: list[str | None] = [*(band.name for band in group.rules.grades.bands), None]
        assert grades[group.name] == [str(counts[band]) for band in bands]
        begin = lines.index([f"{group.name}：总分分布"]) + 2
        sizes = [int(line[1]) for line in lines[begin : lines.index([f"{group.name}：各指标平均得分率"])]]
        assert sum(sizes) == sum(unit.total is not None for unit in group.units)
        begin = lines.index([f"{group.name}：各指标平均得分率"]) + 2
        parts = [part for part in group.parts if part.units is None]
        told = lines[begin : begin + sum(len(part.rubric.indicators) for part in parts)]
        wanted = [
            _mean(example, group, number, each) for number, part in enumerate(parts) for each in part.rubric.indicators
        ]
        assert [round(Fraction(line[1]) - mean, 12) for line, mean in zip(told, wanted, strict=True)] == [0] * len(told)


def _mean(results: Results, group: GroupResult, part: int, item: Item) -> Fraction:
    """The mean of all units that have points, as a share of the max."""
    points = (results.points(group, unit, part) for unit in group.units)
    got = [each[item.id] for each in points if item.id in each]
    assert item.max is not None
    return sum(got, Fraction(0)) / len(got) / item.max


def test_the_series_of_charts_are_cells_with_what_they_show(example: Results) -> None:
    content = written(example)
    cells = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 1 + 3 * len(example.groups)
    for chart in charts:
        assert chart.count("<c:title>") == 3
        assert '<a:ea typeface="宋体"/>' in chart
        for reference, kept in re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f><c:numCache>(.*?)</c:numCache>", chart):
            tab, where = reference.rsplit("!", 1)
            there = [cell.value for (cell,) in cells[tab.strip("'")][where.replace("$", "")]]
            values = re.findall(r'<c:pt idx="(\d+)"><c:v>(.*?)</c:v>', kept)
            assert {int(place): float(value) for place, value in values} == {
                place: pytest.approx(value) for place, value in enumerate(there) if value is not None
            }
    told = re.findall(r'descr="(.*?)"', drawing)
    assert len(told) == len(charts)
    assert "区政府：总分分布：55—60 1；" in told[1]


def test_totals_are_formulas_over_the_points_beside_them(book: Workbook) -> None:
    first = next(table(named(book, "排名 区政府")))
    assert first["总分"].formula == "ROUND(E4*0.9+P4*0.1,2)"
    assert first["指标得分"].formula == "SUM(F4:O4)"
    rows = list(table(named(book, "甲区"), 4))
    assert rows[0]["得分"].formula == "SUM(D6:D9)"
    assert rows[-3]["得分"].formula or rows[-4]["得分"].formula
    waiting = next(row for row in table(named(book, "排名 区政府")) if row["单位"].text == "庚区")
    assert (waiting["总分"].text, waiting["总分"].formula) == ("", None)


@pytest.mark.parametrize(
    ("summands", "figure", "formula"),
    [
        ([("A1", 3, 1), ("SUM(B1:C1)", 4, 1)], Fraction(7), "=A1+SUM(B1:C1)"),
        ([("A1", 3, Fraction(1, 3))], Fraction(1), "=A1*1/3"),
        ([("A1", 3, Fraction(9, 10))], Fraction(27, 10), "=A1*0.9"),
        ([("A1", 3, 1)], Fraction(4), None),
        ([], Fraction(0), None),
        ([("A1", 3, 1)], None, None),
    ],
)
def test_a_sum_is_a_formula_only_where_it_comes_to_the_figure(
    summands: list[tuple[str, int, Fraction]], figure: Fraction | None, formula: str | None
) -> None:
    made = [Summand(cells, Fraction(value), Fraction(factor)) for cells, value, factor in summands]
    assert sum_formula(made, figure) == formula


def test_a_total_is_a_formula_only_where_a_half_goes_up() -> None:
    half = [Summand("A1", Fraction(85, 10) + Fraction(1, 200))]
    assert total_formula(half, Fraction(8505, 1000), Decimal("8.51")) == "=ROUND(A1,2)"
    assert total_formula(half, Fraction(8505, 1000), Decimal("8.50")) is None  # half-even


HELD = [
    (
        "total-held-between-0-and-100",
        "ROUND(MAX(0,MIN(100,SUM(E4:H4))),2)",
        "ROUND(MAX(0,MIN(100,SUM(D5,D6,D7,D9))),2)",
    ),
    (
        "beside-in-percent-of-what-it-looks-at",
        "ROUND(MAX(10,MIN(105,SUM(E4,F4,I4)+MIN(12,SUM(G4,H4)))),2)",
        "ROUND(MAX(10,MIN(105,SUM(D5,D6,D12)+MIN(12,SUM(D7,D10)))),2)",
    ),
]


@pytest.mark.parametrize(("name", "in_ranking", "on_page"), HELD)
def test_formulas_hold_what_the_table_holds(name: str, in_ranking: str, on_page: str) -> None:
    """The first of each is held; so it is still a formula, and stays right when a score is changed."""
    results = scored(next(case for case in CASES if case.name == name))
    read = read_workbook(written(results))
    rows = list(table(named(read, tab_of("排名", results.groups[0]))))
    assert rows[0]["总分"].formula == in_ranking
    assert all(row["总分"].formula for row in rows if row["总分"].text)
    first = rows[0]["单位"].text
    assert on_page in {cell.formula for row in table(named(read, first), 4) for cell in row.values()}


def test_what_is_more_than_a_sum_is_a_value_and_said() -> None:
    results = scored(next(case for case in CASES if case.name == "veto-total-of-zero"))
    read = read_workbook(written(results))
    vetoed = {unit.name for group in results.groups for unit in group.units if unit.vetoes}
    grid = named(read, tab_of("排名", results.groups[0]))
    rows = {row["单位"].text: row["总分"] for row in table(grid)}
    assert vetoed
    assert all((rows[unit.name].formula is None) == (unit.name in vetoed) for unit in results.groups[0].units)
    said = [cell.text for row in grid.rows.values() for cell in row.cells.values()]
    assert any(text.startswith(f"{len(vetoed)} 个单位的总分是数值") for text in said)


def without_values(content: bytes) -> bytes:
    """A workbook whose formulas have no values, so that a spreadsheet must compute them."""
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out := io.BytesIO(), "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            copy.writestr(name, data)
    return out.getvalue()


RECOMPUTED = (
    "own-tables-of-50-and-60-by-weights", "not-applicable-rescale-indicator", "parts-highest-of-two-at-70-percent-texas",
    "bonus-and-penalty-with-a-cap-each", "rounding-half-even", "rounding-of-parts", "periods-first-half-40-second-half-60",
    "raw-scale-weights-of-thirds", "relative-ranks-2-1.9-1.8", "veto-total-of-zero", "convert-100-to-4-wenzhou-2017",
    "composed-6-3-1", "grades-share-of-total-130",
)  # fmt: skip


@needs_libreoffice
def test_libreoffice_computes_every_formula_to_the_stored_value(example: Results, tmp_path: Path) -> None:
    by_name = {case.name: case for case in CASES}
    results = {"example": example, **{name: scored(by_name[name]) for name in RECOMPUTED}}
    made = {name: written(each) for name, each in results.items()}
    for name, content in made.items():
        (tmp_path / f"{name}.xlsx").write_bytes(without_values(content))
    profile, saved = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", tmp_path / "saved"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.xlsx")))], check=True, capture_output=True, timeout=180)
    live = Counter[str]()
    for name, content in made.items():
        computed = {grid.name: grid for grid in read_workbook((saved / f"{name}.xlsx").read_bytes()).grids}
        for grid in read_workbook(content).grids:
            for cell in (each for each in grid.cells() if each.formula):
                other = computed[grid.name].at(cell.row, cell.column)
                assert abs(Fraction(other.text) - Fraction(cell.text)) < Fraction(1, 10**9), (name, cell.address)
                live[name] += 1
    assert live["example"] > 400
    assert all(live[name] for name in results if name != "composed-6-3-1")


@needs_libreoffice
def test_the_example_prints_on_as_many_pages_as_it_should(example: Results, tmp_path: Path) -> None:
    """The cover and the charts one each, two rankings, two heat maps, a page for each of 36 units, the data of charts."""
    (tmp_path / "a.xlsx").write_bytes(written(example))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "a.pdf").read_bytes()))
    assert pages == 1 + 1 + 2 + 2 + 36 + 1


def test_each_page_is_set_up_to_be_printed(example: Results) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(example)))
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in {1, None}
        assert sheet.print_area
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for name in ("排名 区政府", "得分率 区政府", "甲区"):
        assert book[name].print_title_rows


@pytest.mark.parametrize(
    ("widths", "pages", "beside"), [((10,) * 20, 1, None), ((20, 230), 2, "$A:$B"), ((10,) * 60, 3, "$A:$B")]
)
def test_a_table_too_wide_for_a_page_takes_several_with_its_names_on_each(
    widths: tuple[float, ...], pages: int, beside: str | None
) -> None:
    with xlsxwriter.Workbook(out := io.BytesIO()) as made:
        Page(made.add_worksheet("甲"), "甲", Looks(made, "zh"), widths).print_as("landscape", 2, beside=1)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert (sheet.page_setup.fitToWidth or 1, sheet.print_title_cols) == (pages, beside)


def test_the_cover_leads_to_every_page(example: Results) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(example)))
    cells = (cell for row in book.worksheets[0].iter_rows() for cell in row)
    links = {cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames[1:-1]}


def test_the_cover_tells_the_facts_and_what_is_open(book: Workbook) -> None:
    said = {cell.text for cell in book.grids[0].cells()}
    assert {"类别 2，单位 36，有总分 34，有名次 34", "2022年12月10日"} <= said
    assert "2 个单位没有总分（庚区、样例三局），原因见排名表下方" in said
    assert any(text.startswith("填表人：") for text in said)


def test_many_units_have_no_page_unless_one_is_asked_for(example: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNITS", 35)
    read = read_workbook(written(example))
    assert "甲区" not in {grid.name for grid in read.grids}
    assert any("单位超过 35 个" in cell.text and "--unit" in cell.text for cell in read.grids[0].cells())
    asked = read_workbook(written(example, "zh", None, "乙区"))
    assert {"甲区", "乙区"} & {grid.name for grid in asked.grids} == {"乙区"}


def test_the_public_reads_no_reasons_and_no_assessors(example: Results) -> None:
    with zipfile.ZipFile(io.BytesIO(written(example, "zh", Disclosure("public")))) as package:
        whole = "".join(package.read(name).decode() for name in package.namelist())
    assert "94.96" in whole
    assert not [word for word in ("市政府办公厅-1", "虚构的评分依据", "example.org", "自评", ".xlsx") if word in whole]


def test_without_scores_there_are_names_by_grade_alone(example: Results) -> None:
    content = written(example, "zh", Disclosure("public", scores=False))
    read = read_workbook(content)
    assert [grid.name for grid in read.grids] == ["封面", "图表", "等次 区政府", "等次 市级部门", "图表数据"]
    assert not any(
        "." in cell.text and cell.text.replace(".", "").isdigit() for grid in read.grids for cell in grid.cells()
    )
    rows = [(row["单位"].text, row["等次"].text) for row in table(named(read, "等次 区政府")) if row["等次"].text]
    grades = [grade for _, grade in rows]
    assert grades == sorted(grades, key=["优秀", "良好", "合格", "不合格"].index)


NASTY = (
    "=cmd|'/c calc'!A1",
    "'引号'",
    "[甲]:*?/\\乙",
    "<r><t>甲</t></r>",
    "a&b<c>",
    "长" * 90,
    "\u202e右到左",
    "A_x0041_",
    "甲#乙!丙",
)


@pytest.fixture
def nasty(smallest: Rubric, tmp_path: Path) -> Results:
    """Units whose names and reasons would act, break or hide."""
    folder = tmp_path / "sheets"
    for number, name in enumerate(NASTY):
        reason = "<r><t>甲</t></r>" if number else "长" * 30_000
        filled(smallest, folder, {"G6": 1, "I6": reason}, name, name=f"{number}.xlsx")
    return score(gather(find_files([folder]), library_of(smallest)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_from_outside_is_text(lang: Lang, nasty: Results) -> None:
    content = written(nasty, lang)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))  # noqa: S314 - gkpg's own
    book = openpyxl.load_workbook(io.BytesIO(content))
    names = {unit.name for group in nasty.groups for unit in group.units}
    shown = {str(cell.value).strip() for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert {safe_text(name).strip() for name in names if "_x" not in name} <= shown
    formulas = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert all(re.fullmatch(r"=(ROUND\()?[A-Z0-9:,+*./()SUM]+", str(formula)) for formula in formulas)


def test_the_same_result_has_the_same_bytes(example: Results) -> None:
    assert written(example, "en") == written(load_results(EXAMPLE), "en")


def test_a_workbook_and_its_annex_are_told_apart(example: Results, tmp_path: Path) -> None:
    from gkpg.reports.annex import workbook as annex  # noqa: PLC0415 - beside the other

    (tmp_path / "a.xlsx").write_bytes(written(example))
    annex.write(Report(example, "zh"), out := io.BytesIO())
    (tmp_path / "b.xlsx").write_bytes(out.getvalue())
    for module, own, other in ((workbook, "a.xlsx", "b.xlsx"), (annex, "b.xlsx", "a.xlsx")):
        assert module.is_own_report(tmp_path / own)
        assert module.is_as_written(tmp_path / own)
        assert not module.is_own_report(tmp_path / other)


def test_a_report_in_english_is_english(example: Results) -> None:
    read = read_workbook(written(example, "en"))
    assert [grid.name for grid in read.grids][:3] == ["Cover", "Charts", "Ranking 区政府"]
    said = {cell.text for grid in (*read.grids[:2], read.grids[-1]) for cell in grid.cells()}
    assert {"Size", "Date of the result", "2022-12-10", "Contents", "Chart data"} <= said
    words = Text("总分", "Total")
    assert not [text for text in said if words.zh in text]
