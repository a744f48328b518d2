"""Reports: the same numbers in every format, exact, and nothing in them that acts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.base.text import LANGS, Text
from gkpg.cli.main import main
from gkpg.io.outputs import write_whole
from gkpg.ledger.submissions import find_files
from gkpg.reports import csv as csvfile
from gkpg.reports import json as jsonfile
from gkpg.reports.annex import workbook as xlsx
from gkpg.reports.formats import FORMATS, format_of
from gkpg.reports.plain_rows import columns
from gkpg.reports.report import Report
from gkpg.reports.tables import all_tables
from gkpg.reports.unit_fields import FIELD_OUTPUTS, FIELDS, list_fields
from gkpg.round.describe import describe_rules
from gkpg.scoring import Results, score
from tests.conftest import ROOT, exported, filled, gather, library_of, rendered
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.reports.formats import Format
    from gkpg.reports.report import TableName
    from gkpg.rubric import Rubric


@pytest.fixture(scope="module")
def example() -> Results:
    """The complete round of the examples."""
    return scored(ROOT / "examples" / "shanghai-2022")


@pytest.fixture(scope="module")
def book(example: Results) -> openpyxl.Workbook:
    """The report of the examples, to look at."""
    return workbook_of(example)


@pytest.fixture
def mixed(smallest: Rubric, tmp_path: Path) -> Results:
    """A good unit of three assessors, one over a cap, and one whose name and reason look like formulas."""
    folder = tmp_path / "sheets"
    for hand, points in (("1", 1), ("2", 1), ("3", 2)):
        filled(smallest, folder, {"G6": points}, assessor=hand)
    filled(smallest, folder, {"G6": 9}, "乙区")
    filled(smallest, folder, {}, "=cmd|'/c calc'!A1", name="x.xlsx")
    return score(gather(find_files([folder]), library_of(smallest)))


def workbook_of(results: Results) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendered(xlsx, results, "zh")))


def test_the_sheets_of_a_full_report(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["排名 区政府", "排名 市级部门", "子项得分", "问题", "依据"]


def test_a_ranking_has_every_indicator_with_its_max(book: openpyxl.Workbook) -> None:
    sheet = book["排名 区政府"]
    heading = [cell.value for cell in sheet[2]]
    assert heading[:6] == ["名次", "单位", "总分\n（100）", "等次", "指标得分\n（100）", "1 政务公开基础工作\n（20）"]
    assert heading[-3:] == ["社会评议\n（100）", "自评总分\n（100）", "未计分的原因"]
    assert len(heading) == 4 + 1 + 10 + 1 + 1 + 1
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref == "A2:R18"


def test_shown_totals_are_those_of_the_results(example: Results, book: openpyxl.Workbook) -> None:
    sheet = book["排名 市级部门"]
    shown = [tuple(cell.value for cell in row[:4]) for row in sheet.iter_rows(3, 22)]
    units = next(group for group in example.groups if group.name == "市级部门").units
    assert [(rank, name, None if total is None else f"{total:.2f}", grade) for rank, name, total, grade in shown] == [
        (unit.rank, unit.name, unit.total and str(unit.total), unit.band) for unit in units
    ]


def test_assumed_figures_are_a_footnote_and_restored_ones_are_not(book: openpyxl.Workbook) -> None:
    def notes(name: str) -> list[str]:
        return [str(row[0].value) for row in book[name].iter_rows(20) if row[0].value]

    assert any("5.3 的分值" in note and "假定" in note for note in notes("排名 市级部门"))
    assert not any("假定" in note for note in notes("排名 区政府"))


def test_what_was_applied_names_rules_as_defaults_and_files_by_their_hash(
    example: Results, book: openpyxl.Workbook
) -> None:
    rows = [[cell.value for cell in row] for row in book["依据"].iter_rows(3)]
    assert {row[3] for row in rows if row[0] == "规则"} == {
        "gkpg 默认，非考核文件规定",
        "样例设定",
        "沪府办字〔2022〕9号 四、（一）",
    }
    hashes = {row[1]: row[2] for row in rows if row[0] == "评分表"}
    assert hashes == {file.name: f"SHA-256 {file.sha256}" for file in example.ledger.files}
    assert len(hashes) == 157


def test_a_unit_without_a_rank_says_why(mixed: Results) -> None:
    sheet = workbook_of(mixed).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(3, 5)]
    assert rows[0][:4] == [1, "=cmd|'/c calc'!A1", 4.5, "优秀"]
    assert rows[1][:4] == [2, "甲区", 3.83, "合格"]
    assert rows[2][:4] == [None, "乙区", None, None]
    assert rows[2][-1] == "乙区-评分组-1.xlsx 评分表!G6: 得分 9 超过分值 2（1.1 目录） [S101]"


def test_text_never_becomes_a_formula(mixed: Results) -> None:
    types = {cell.data_type for sheet in workbook_of(mixed) for row in sheet.iter_rows() for cell in row}
    assert "f" not in types
    cells = [
        cell
        for row in csv.reader(io.StringIO(rendered(csvfile, mixed, "zh", "ranking").decode("utf-8-sig")))
        for cell in row
    ]
    assert "'=cmd|'/c calc'!A1" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


REASON, LINK = "@SUM(A1)", "https://example.org/a"


@pytest.fixture
def reasoned(smallest: Rubric, tmp_path: Path) -> Results:
    """A unit whose second assessor wrote a reason that looks like a formula, and a link."""
    folder = tmp_path / "sheets"
    filled(smallest, folder, {"G6": 1}, assessor="1")
    filled(smallest, folder, {"G6": 2, "I6": REASON, "J6": LINK}, assessor="2")
    return score(gather(find_files([folder]), library_of(smallest)))


def test_reasons_and_links_stand_beside_the_points_that_they_are_for(reasoned: Results) -> None:
    (line,) = exported(reasoned, "items").query("item == '1.1'").to_dict("records")
    assert (line["given"], line["reasons"]) == ("评分组-1：1；评分组-2：2", f"评分组-2：{REASON} {LINK}")
    sheet = workbook_of(reasoned)["子项得分"]
    heading = [cell.value for cell in sheet[2]]
    assert heading[-2:] == ["各评分人给分", "评分依据、链接"]
    row = next(row for row in sheet.iter_rows(3) if row[2].value == "1.1")
    assert [cell.value for cell in row[-2:]] == ["评分组-1：1；评分组-2：2", f"评分组-2：{REASON} {LINK}"]
    assert row[-1].data_type == "s"
    other = next(row for row in sheet.iter_rows(3) if row[2].value == "1.2")
    assert other[-1].value is None


def test_a_csv_of_items_as_it_was_before_reasons_is_replaced(reasoned: Results, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_bytes("\ufeffgroup,unit,part,item,name,level,scored,max,points,own,assumed\r\n".encode())
    assert csvfile.is_own_report(path)
    path.write_bytes("\ufeffgroup,unit,part,item,name\r\n".encode())
    assert not csvfile.is_own_report(path)


@pytest.mark.parametrize("name", ["ranking", "items", "findings"])
def test_csv_has_its_documented_columns(name: TableName, mixed: Results) -> None:
    text = rendered(csvfile, mixed, "zh", name)
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert tuple(rows[0]) == (*columns(name), "seal")
    assert len(rows) > 1


def test_points_in_a_frame_are_exact_text(mixed: Results) -> None:
    items = exported(mixed, "items")
    mean = items[(items.unit == "甲区") & (items.item == "1.1")].iloc[0]
    assert (mean["max"], mean["points"], mean["level"], mean["scored"]) == ("2", "4/3", "2", "1")
    ranking = exported(mixed, "ranking").set_index("unit")
    assert tuple(ranking.loc["甲区", ["rank", "total", "total_exact", "grade"]]) == ("2", "3.83", "23/6", "合格")
    assert tuple(ranking.loc["乙区", ["rank", "total", "total_exact", "grade"]]) == ("", "", "", "")


def test_json_tells_everything_exactly(mixed: Results) -> None:
    document = json.loads(rendered(jsonfile, mixed, "zh"))
    assert list(document) == [
        "gkpg",
        "format",
        "seal",
        "rules",
        "rubrics",
        "groups",
        "findings",
        "sheets",
        "passed_over",
    ]
    (group,) = document["groups"]
    good = next(unit for unit in group["units"] if unit["unit"] == "甲区")
    assert (good["total"], good["total_exact"], good["parts"][0]["points"]["1"]) == ("3.83", "23/6", "7/3")
    over = next(unit for unit in group["units"] if unit["unit"] == "乙区")
    assert (over["total"], over["rank"], over["parts"][0]["points"]["1.1"]) == (None, None, None)
    assert [finding["code"] for finding in document["findings"] if finding["severity"] == "error"] == ["S101"]


WAYS: list[tuple[Format, TableName]] = [
    (each, table) for each in FORMATS.values() for table in each.tables or ("ranking",)
]


@pytest.mark.parametrize(("way", "table"), WAYS, ids=lambda each: getattr(each, "name", each))
def test_the_same_results_give_the_same_bytes(way: Format, table: TableName, mixed: Results) -> None:
    assert rendered(way.renderer, mixed, "zh", table) == rendered(way.renderer, mixed, "zh", table)


@pytest.mark.parametrize(("way", "table"), WAYS, ids=lambda each: getattr(each, "name", each))
def test_gkpg_knows_its_own_reports_and_nothing_else(
    way: Format, table: TableName, mixed: Results, tmp_path: Path
) -> None:
    """Each format knows its own, and none takes it for one of another format."""
    path = tmp_path / f"a{way.suffix}"
    write_whole(path, rendered(way.renderer, mixed, "zh", table), Text("报告", "a report"), way.renderer.is_own_report)
    assert [each.name for each in FORMATS.values() if each.renderer.is_own_report(path)] == [way.name]
    assert format_of(path) == way
    path.write_bytes(b"")
    assert not way.renderer.is_own_report(path)
    assert not way.renderer.is_own_report(next((tmp_path / "sheets").glob("甲区*.xlsx")))


def test_a_file_name_of_another_kind_says_no_format() -> None:
    assert [format_of(Path(name)) for name in ("a.CSV", "a.none", "csv")] == [FORMATS["csv"], None, None]


@pytest.mark.parametrize("page", ["outputs.md", "outputs.zh-CN.md"])
def test_every_format_has_its_section(page: str) -> None:
    headings = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    assert [name for name in FORMATS if f"### {name}" not in headings] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_output_shows_the_same_of_a_unit(mixed: Results, lang: Lang) -> None:
    """What csv and json both have is the same; the keys of json are those of the list."""
    document = json.loads(rendered(jsonfile, mixed, lang))
    rows = list(csv.DictReader(io.StringIO(rendered(csvfile, mixed, lang, "ranking").decode("utf-8-sig"))))
    units = [unit for group in document["groups"] for unit in group["units"]]
    assert list(units[0]) == [*(field.key for field in list_fields("json")), "parts", "choices", "self_check"]
    shared = [field.key for field in list_fields("json") if "csv" in field.at]
    assert {"rank", "total", "grade", "why"} <= set(shared)
    for row, unit in zip(rows, units, strict=True):
        told = {key: "" if unit[key] is None else str(unit[key]) for key in shared}
        assert {key: row[key].removeprefix("'") for key in shared} == told


def test_fields_stand_in_an_order_without_doubt() -> None:
    """No two fields claim one place in an output, and no key is used twice."""
    assert len({field.key for field in FIELDS}) == len(FIELDS)
    for output in FIELD_OUTPUTS:
        places = [field.at[output] for field in list_fields(output)]
        assert places == sorted(set(places))


def test_long_or_odd_group_names_make_sheets_of_their_own(mixed: Results) -> None:
    tables = [table for table in all_tables(Report(mixed, "zh")) for _ in range(2)]
    xlsx.write_tables(tables, {}, out := io.BytesIO())
    names = openpyxl.load_workbook(out).sheetnames
    assert len(set(names)) == len(tables)
    assert all(len(name) <= 31 for name in names)


@pytest.mark.parametrize("name", ["通知.doc", "r.pdf", "r.xls", "r.XLSB"])
def test_a_format_that_is_not_offered_is_misuse(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report named .docx was an Excel workbook, and nobody was told."""
    result = str(ROOT / "examples" / "shanghai-2022" / "result.sqlite")
    assert main(["--lang", "en", "report", result, "-o", str(tmp_path / name)]) == 2
    assert f"there is no report in the format {Path(name).suffix.lower()}; offered are .xlsx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["report.XLSX", "report", "r.csv"])
def test_a_name_that_says_a_format_or_none_is_taken(name: str, tmp_path: Path) -> None:
    result = str(ROOT / "examples" / "shanghai-2022" / "result.sqlite")
    assert main(["report", result, "-o", str(tmp_path / name)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_where_there_are_no_grades_there_is_no_column_for_them() -> None:
    results = scored(next(case for case in CASES if case.name == "grades-none-of-one-group"))
    pages = workbook_of(results).worksheets[:2]
    assert ["等次" in [cell.value for row in page.rows for cell in row] for page in pages] == [True, False]
    told = [rule.how.zh for rule in describe_rules(results.round) if rule.name.zh.startswith("等次")]
    assert told == ["优秀 ≥ 90，其余一般", "不设等次"]
