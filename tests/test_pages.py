"""One workbook for several parts: a page a part, as it is made, filled, changed by hand, read."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.cli.main import main
from gkpg.round.load import load_assessment
from gkpg.sheets.blank.folder_writer import rubrics_of_sheet
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.blank.unit_sheet import render_unit_sheet
from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
from gkpg.sheets.layout import HIDDEN_NAME, UNIT_SHEET
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from gkpg.sheets.read.score_table import find_tables
from tests.conftest import read_xlsx
from tests.test_stamped_sheets import NAMES, blanks

if TYPE_CHECKING:
    from collections.abc import Callable

RUBRIC = """\
rubric: {id}
version: "1"
title: {title}
total: 10
indicators:
  - {{id: "1", name: {first}, max: 6}}
  - {{id: "2", name: 更新, max: 4}}
"""
ASSESSMENT = """\
assessment: three-parts
title: 考核
groups: [{name: 各区, rubric: open, units: [甲区, 乙区]}]
sources:
  - {name: 专家组, kind: assessors, items: all, assessors: 2}
  - {name: 检查组, kind: special, items: all, assessors: 1}
composite:
  parts:
    - {name: 公开, weight: 50%, rubric: open, sources: [专家组]}
    - {name: "平台/网站", weight: 20%, rubric: site, sources: [专家组]}
    - {name: 监督, weight: 20%, rubric: watch, sources: [检查组]}
    - {name: 满意度, weight: 10%, max: 10, sources: [检查组]}
  basis: 办法
"""
Book = openpyxl.Workbook
MADE = [
    "专家组/乙区-专家组-1.xlsx",
    "专家组/乙区-专家组-2.xlsx",
    "专家组/甲区-专家组-1.xlsx",
    "专家组/甲区-专家组-2.xlsx",
    "检查组/各区-检查组-1.xlsx",
]
UNIT, MATRIX = "专家组/甲区-专家组-1.xlsx", "检查组/各区-检查组-1.xlsx"


def write_round(folder: Path, assessment: str = ASSESSMENT) -> None:
    (folder / "rubrics").mkdir()
    for name, title, first in (("open", "公开表", "目录"), ("site", "平台表", "检索"), ("watch", "监督表", "举报")):
        text = RUBRIC.format(id=name, title=title, first=first)
        (folder / "rubrics" / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "assessment.yaml").write_text(assessment, "utf-8")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a round of four parts and two sources."""
    write_round(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


def change(path: Path, how: Callable[[Book], object]) -> None:
    book = openpyxl.load_workbook(path)
    how(book)
    book.save(path)


def fill(book: Book, *but: str) -> None:
    """3 in every cell for a score, but on these pages."""
    for sheet in book.worksheets:
        if sheet.title == HIDDEN_NAME or sheet.title in but:
            continue
        is_unit = sheet["A3"].value == "被考核单位："
        rows = range(6, 8) if is_unit else range(7, 9)
        for row in rows:
            for column in "G" if is_unit else "BC"[: 1 if sheet.title == "满意度" else 2]:
                sheet[f"{column}{row}"] = 3


def filled_round(but: dict[str, tuple[str, ...]] | None = None) -> None:
    assert main(["template"]) == 0
    for name in MADE:
        change(Path("sheets", name), lambda book, name=name: fill(book, *(but or {}).get(name, ())))  # type: ignore[misc]


def scored(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    """What `gkpg score` says is wrong, and the total of each unit."""
    capsys.readouterr()
    main(["score", "--no-cache"])
    lines = capsys.readouterr().out.split("\n")
    ranks = [line.split() for line in lines if line.startswith("   ") and "区 " in line]
    wrong = [line for line in lines if line.startswith(("专家组/", "检查组/"))]
    return wrong, [f"{row[1]} {row[2]}" for row in ranks]


FULL = ["甲区 57.00", "乙区 57.00"]


def test_a_source_of_several_parts_gets_one_workbook_with_a_page_a_part(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template"]) == 0
    assert capsys.readouterr().out == "已写出 5 份空白评分表到 sheets\n"
    made = sorted(path.relative_to("sheets").as_posix() for path in Path("sheets").rglob("*.xlsx"))
    assert made == MADE
    book = openpyxl.load_workbook(Path("sheets", UNIT))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("公开", "visible"), ("平台_网站", "visible"), (HIDDEN_NAME, "veryHidden"),
    ]  # fmt: skip
    for sheet, title in zip(book.worksheets, ("公开表 评分表", "平台表 评分表"), strict=False):
        assert sheet["A1"].value == title
        assert (sheet["C3"].value, sheet["F3"].value, sheet["C4"].value) == ("甲区", "专家组", "1")
        assert sheet.protection.sheet
        assert sheet.print_title_rows == "$5:$5"
        assert str(sheet.print_area).endswith("$A$1:$M$8")
        assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["G6", "G7"]
        assert sheet.conditional_formatting
        assert sheet["J3"].value == '=ROUND(SUMIF($C$6:$C$8,"?*",$G$6:$G$8),4)'
    assert [rubric[0] for rubric in rubrics_of_sheet(work / "sheets" / UNIT)] == ["open", "site"]
    book = openpyxl.load_workbook(Path("sheets", MATRIX))
    assert [sheet.title for sheet in book.worksheets] == ["监督", "满意度", HIDDEN_NAME]
    assert [sheet["A1"].value for sheet in book.worksheets[:2]] == ["监督表（各区）", "满意度（各区）"]


def test_what_was_made_is_read_back(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled_round()
    assert scored(capsys) == ([], FULL)
    assert main(["status"]) == 0
    assert "甲区  4/4  2/2" in capsys.readouterr().out


#: What somebody does to a workbook that was filled, and what is said of it; nothing where it is read all the same.
CHANGES: dict[str, tuple[str, Callable[[Book], object], list[str]]] = {
    "a page is renamed": (UNIT, lambda book: setattr(book["平台_网站"], "title", "网站"), []),
    "two pages change names": (
        UNIT,
        lambda book: (
            setattr(book["平台_网站"], "title", "x"),
            setattr(book["公开"], "title", "平台_网站"),
            setattr(book["x"], "title", "公开"),
        ),
        [],
    ),
    "pages stand in another order": (UNIT, lambda book: book.move_sheet("公开", 1), []),
    "the hidden data are lost": (UNIT, lambda book: book.remove(book[HIDDEN_NAME]), []),
    "the hidden data of a matrix are lost": (MATRIX, lambda book: book.remove(book[HIDDEN_NAME]), []),
    "they are lost and pages renamed": (
        UNIT,
        lambda book: (
            book.remove(book[HIDDEN_NAME]),
            setattr(book["公开"], "title", "Sheet1"),
            setattr(book["平台_网站"], "title", "Sheet2"),
        ),
        [],
    ),
    "they are lost, pages renamed, and titles gone": (
        UNIT,
        lambda book: (
            book.remove(book[HIDDEN_NAME]),
            setattr(book["公开"], "title", "Sheet1"),
            setattr(book["平台_网站"], "title", "Sheet2"),
            book["Sheet1"].__setitem__("A1", "评分表"),
            book["Sheet2"].__setitem__("A1", "评分表"),
        ),
        [],
    ),
    "a page for notes is added": (UNIT, lambda book: book.create_sheet("草稿").append(["记", "得分高"]), []),
    "a page is deleted": (
        UNIT,
        lambda book: book.remove(book["平台_网站"]),
        [
            f"{UNIT} 平台_网站: 甲区 缺 专家组（平台/网站） 的评分表（已交 1 份，应交 2 份），请催交；考核文件可写 missing: rest [L113]"
        ],
    ),
    "a page of a matrix is deleted": (
        MATRIX,
        lambda book: book.remove(book["满意度"]),
        [
            f"{MATRIX} 满意度: {unit} 缺 检查组（满意度） 的评分表（已交 0 份，应交 1 份），请催交；考核文件可写 missing: rest [L113]"
            for unit in ("乙区", "甲区")
        ],
    ),
    "a page is that of another unit": (
        UNIT,
        lambda book: book["平台_网站"].__setitem__("C3", "乙区"),
        [f"{UNIT} 平台_网站!C3: 表头的被考核单位是“乙区”，制表时是“甲区”，请用该单位自己的评分表 [S306]"],
    ),
    "a page is copied": (
        UNIT,
        lambda book: setattr(book.copy_worksheet(book["公开"]), "title", "公开 (2)"),
        [f"{UNIT} 公开 (2): 工作簿里有两张评分表：“公开”和“公开 (2)”，请删去一张，或在表头写明单位 [S209]"],
    ),
    "a page of a matrix is copied": (
        MATRIX,
        lambda book: setattr(book.copy_worksheet(book["监督"]), "title", "监督 (2)"),
        [f"{MATRIX} 监督 (2): 工作簿里有两张评分表：“监督”和“监督 (2)”，请删去一张，或在表头写明单位 [S209]"],
    ),
    "a page is hidden": (
        UNIT,
        lambda book: setattr(book["平台_网站"], "sheet_state", "hidden"),
        [f"{UNIT} 平台_网站: 评分表在隐藏的工作表里，请取消隐藏并核对；不用的请删去 [S212]"],
    ),
    "a score is too high": (
        UNIT,
        lambda book: book["平台_网站"].__setitem__("G6", 7),
        [f"{UNIT} 平台_网站!G6: 得分 7 超过分值 6（1 检索），请改正或说明 [S101]"],
    ),
    "a score of a matrix is too high": (
        MATRIX,
        lambda book: book["满意度"].__setitem__("B8", 11),
        [f"{MATRIX} 满意度!B8: 得分 11 超过分值 10（1 满意度），请改正或说明 [S101]"],
    ),
    "a score is cleared": (
        UNIT,
        lambda book: book["公开"].__setitem__("G7", None),
        [f"{UNIT} 公开!G7: 没有填得分（2 更新，0 至 4 的数），请填写；确为零分请填 0 [S102]"],
    ),
    "the headings of a page are gone": (
        UNIT,
        lambda book: book["公开"].delete_rows(5),
        [f"{UNIT} 公开: 没有找到评分表（要有“编号”“分值”“得分”三个列标题），请用 gkpg template 生成的评分表 [S201]"],
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_people_do_to_pages_is_understood_or_told_at_its_place(
    what: str, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, how, wrong = CHANGES[what]
    filled_round()
    change(Path("sheets", name), how)
    said, totals = scored(capsys)
    assert said == wrong
    units = ["甲区", "乙区"] if name == MATRIX and "deleted" in what else ["甲区"] if wrong else []
    whole_file = what == "a page of a matrix is copied"
    lost = ["甲区"] if whole_file else ["乙区"] if what == "a score of a matrix is too high" else units
    assert {each.split()[0] for each in totals if each.endswith("—")} == set(lost)


def test_a_page_that_was_left_blank_is_not_handed_in_for_its_part_alone(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled_round({UNIT: ("平台_网站",)})
    missing = "甲区 缺 专家组（平台/网站） 的评分表（已交 1 份，应交 2 份），请催交；考核文件可写 missing: rest [L113]"
    assert scored(capsys) == ([f"{UNIT} 平台_网站: {missing}"], ["乙区 57.00", "甲区 —"])
    main(["status"])
    assert "甲区  3/4  2/2" in capsys.readouterr().out


def test_a_blank_page_is_left_out_where_the_assessment_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another source scores that part as well."""
    text = ASSESSMENT.replace("assessors: 2}", "assessors: 2, missing: rest}").replace(
        "composite:",
        'shared: [{items: ["1", "2"], rule: replace, order: [专家组, 检查组], basis: 办法}]\ncomposite:',
    )
    write_round(tmp_path, text.replace("rubric: site, sources: [专家组]", "rubric: site, sources: [专家组, 检查组]"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    filled_round({UNIT: ("平台_网站",)})
    said, totals = scored(capsys)
    assert [line.split(": ")[0] for line in said] == [f"{UNIT} 平台_网站"]
    assert said[0].endswith("[L114]")
    assert totals == FULL


def test_a_workbook_that_nobody_has_begun_is_blank_on_every_page(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled_round({UNIT: ("公开", "平台_网站")})
    said, _ = scored(capsys)
    assert said == [
        f"{UNIT} 公开: 2 项得分全部空白，请填写后再交 [S103]",
        f"{UNIT} 平台_网站: 2 项得分全部空白，请填写后再交 [S103]",
    ]


def test_a_page_moved_to_the_workbook_of_another_unit_is_told(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both workbooks have it; moved away from its own it is taken, and what the file's name says is told."""
    filled_round()

    def add(book: Book) -> None:
        sheet = book.copy_worksheet(book["公开"])
        sheet.title, sheet["C3"] = "乙区公开", "乙区"

    change(Path("sheets", UNIT), add)
    said, totals = scored(capsys)
    assert [line.split(",")[0].split("：")[0] for line in said if "L101" in line] != []
    assert {line[-5:-1] for line in said} == {"L101", "S307"}
    assert totals == ["甲区 57.00", "乙区 —"]
    change(Path("sheets", "专家组/乙区-专家组-1.xlsx"), lambda book: book.remove(book["公开"]))
    said, totals = scored(capsys)
    assert {line[-5:-1] for line in said} == {"S307"}
    assert totals == FULL


def test_template_leaves_workbooks_of_single_parts_as_they_are(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a source that has some, the others are made in the same way; nobody is asked twice for a part."""
    assert main(["template"]) == 0
    capsys.readouterr()
    loaded = load_assessment(work / "assessment.yaml")
    assert loaded.round is not None
    single = dict(list_requested_sheets(loaded.round, apart=[("各区", "专家组")]))
    assert list(single) == [
        *(f"专家组/{part}/{unit}区-专家组-{hand}.xlsx" for part in ("公开", "平台_网站") for unit in "甲乙" for hand in "12"),
        MATRIX,
    ]  # fmt: skip
    shutil.rmtree("sheets")
    first = Path("sheets/专家组/公开/甲区-专家组-1.xlsx")
    first.parent.mkdir(parents=True)
    first.write_bytes(single["专家组/公开/甲区-专家组-1.xlsx"]())
    change(first, fill)
    before = first.read_bytes()
    assert main(["template"]) == 0
    assert capsys.readouterr().out == (
        "已写出 8 份空白评分表到 sheets\n1 份已存在，未改动：专家组/公开/甲区-专家组-1.xlsx\n"
        "专家组 的表以前按部分各做了一份，放在子文件夹里；照旧各部分一份，没有合成一本。"
        "要一本一册，请先移走这些表（已填的会丢下，不会合并）\n"
    )
    assert first.read_bytes() == before
    made = sorted(path.relative_to("sheets").as_posix() for path in Path("sheets").rglob("*.xlsx"))
    assert made == sorted(single)


def test_template_tells_workbooks_a_page_of_which_is_of_another_version(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template"]) == 0
    site = work / "rubrics" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace('version: "1"', 'version: "2"'), "utf-8")
    capsys.readouterr()
    assert main(["template"]) == 0
    told = capsys.readouterr().out
    assert "5 份已存在" in told
    assert "4 份" in told.split("\n")[2]


ADDED = """    - {name: 创新, weight: 20%, rubric: new, sources: [专家组]}
  basis: 办法
"""


def test_template_tells_workbooks_without_the_page_of_a_part_that_was_added(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that are whole are not told."""
    assert main(["template"]) == 0
    path, new = work / "assessment.yaml", RUBRIC.format(id="new", title="创新", first="做法")
    (work / "rubrics" / "new.yaml").write_text(new, "utf-8")
    path.write_text(
        ASSESSMENT.replace("公开, weight: 50%", "公开, weight: 30%").replace("  basis: 办法\n", ADDED), "utf-8"
    )
    capsys.readouterr()
    assert main(["template"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split("：")[0] for line in told] == [
        "已写出 0 份空白评分表到 sheets",
        "5 份已存在，未改动",
        "其中 4 份缺后来增加的部分的页",
    ]
    Path("sheets", UNIT).unlink()
    capsys.readouterr()
    assert main(["template"]) == 0
    assert "其中 3 份缺" in capsys.readouterr().out


def test_a_sheet_of_the_part_that_was_added_counts_beside_a_filled_workbook(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the message says: six tenths of four parts with 90 % together, three tenths of the one with 10 %."""
    filled_round()
    path, new = work / "assessment.yaml", RUBRIC.format(id="new", title="创新", first="做法")
    (work / "rubrics" / "new.yaml").write_text(new, "utf-8")
    path.write_text(
        ASSESSMENT.replace("公开, weight: 50%", "公开, weight: 30%").replace("  basis: 办法\n", ADDED), "utf-8"
    )
    alone = ["--rubric", "new", "-s", "专家组", "-u", "甲区", "-u", "乙区", "-a", "1", "-a", "2", "-o", "sheets/创新"]
    assert main(["template", *alone]) == 0
    for name in Path("sheets/创新").iterdir():
        change(name, fill)
    wrong, totals = scored(capsys)
    assert (wrong, totals) == ([], ["甲区 57.00", "乙区 57.00"])


def test_a_part_with_a_long_name_has_a_name_that_excel_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "政务公开" * 10
    text = ASSESSMENT.replace("name: 公开,", f"name: {long}甲,").replace('"平台/网站"', f"{long}乙")
    write_round(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    filled_round()
    titles = openpyxl.load_workbook(Path("sheets", UNIT)).sheetnames
    assert [len(title) for title in titles] == [31, 31, len(HIDDEN_NAME)]
    assert scored(capsys) == ([], FULL)


# What is written reads back.


@given(st.lists(blanks(), min_size=1, max_size=4), st.tuples(NAMES, NAMES, NAMES))
@settings(max_examples=40)
def test_pages_are_stamped_as_they_are_rendered(drawn: list[Any], who: tuple[str, str, str]) -> None:
    pages = tuple(
        type(page)(page.rubric, *who, page.note, page.ids, page.own, page.optional, f"第{number}部分")
        for number, page in enumerate(drawn)
    )
    maker = UnitSheetMaker()
    assert maker.make(*pages) == render_unit_sheet(*pages)
    assert maker.make(*pages[::-1]) == render_unit_sheet(*pages[::-1])


def test_one_workbook_of_pages_is_rendered_for_all(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gkpg.sheets.blank import unit_sheet_maker  # noqa: PLC0415 - to be patched

    rendered: list[int] = []

    def render(*pages: Any) -> bytes:
        rendered.append(len(pages))
        return render_unit_sheet(*pages)

    monkeypatch.setattr(unit_sheet_maker, "render_unit_sheet", render)
    assert main(["template"]) == 0
    assert rendered == [2]


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=2),
    st.lists(st.integers(0, 40), min_size=2, max_size=2),
    st.booleans(),
)
@settings(max_examples=15)
def test_every_page_reads_back_as_it_was_filled(first: list[int], second: list[int], hidden: bool) -> None:
    reader, raw = _made()
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for sheet, a, b in zip(book.worksheets, first, second, strict=False):
        sheet["G6"], sheet["G7"] = a / 10, b / 10
    if not hidden:
        book.remove(book[HIDDEN_NAME])
    path = _FOLDER / "甲区-专家组-1.xlsx"
    book.save(path)
    file = reader.read(str(path), path.name)
    assert isinstance(file, File)
    assert list(file.all_findings()) == []
    assert [sheet.identity[:3] for sheet in file.sheets] == [("甲区", "专家组", "1")] * 2
    assert [sheet.rubric and sheet.rubric[0] for sheet in file.sheets] == ["open", "site"]
    assert [[float(word) for word in sheet.points.split()] for sheet in file.sheets] == [
        [a / 10, b / 10] for a, b in zip(first, second, strict=True)
    ]
    assert sum(1 for _ in find_tables(read_xlsx(path), UNIT_SHEET)) == 2


_FOLDER = Path()
_READY: list[tuple[FileReader, bytes]] = []


@pytest.fixture(autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One folder for what Hypothesis tries."""
    global _FOLDER  # noqa: PLW0603 - a test of many cases has no folder of its own
    _FOLDER = tmp_path_factory.mktemp("pages")


def _made() -> tuple[FileReader, bytes]:
    """The reader of the round, and the blank workbook of a unit."""
    if not _READY:
        write_round(_FOLDER)
        loaded = load_assessment(_FOLDER / "assessment.yaml")
        assert loaded.round is not None
        reader = FileReader(loaded.library, round=loaded.round)
        _READY.append((reader, dict(list_requested_sheets(loaded.round))[UNIT]()))
    return _READY[0]


def test_of_two_versions_the_one_saved_last_counts(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With all its pages; a page that it no longer has is missing."""
    filled_round()
    book = openpyxl.load_workbook(Path("sheets", UNIT))
    book["公开"]["G6"] = 6
    book.save(Path("sheets", UNIT.replace("-1", "-1 改")))
    said, totals = scored(capsys)
    assert {line[-5:-1] for line in said} >= {"L101"}
    assert totals == ["乙区 57.00", "甲区 —"]
    raw = Path("sheets", UNIT)
    change(raw, lambda book: setattr(book.properties, "modified", None))
    for name, day in ((UNIT, 1), (UNIT.replace("-1", "-1 改"), 2)):
        _saved_on(Path("sheets", name), day)
    capsys.readouterr()
    main(["score", "--no-cache", "--prefer", "latest"])
    out = capsys.readouterr().out
    assert "甲区  64.50" in out  # 3 more of 10 by one of two, of 50
    assert f"{UNIT}: " in out
    assert "[L107]" in out
    for command in (["status"], ["validate", "sheets"]):
        assert main(command) == 1
        assert "[L101]" in capsys.readouterr().out
        assert main([*command, "--prefer", "latest"]) == 0
        assert "[L101]" not in capsys.readouterr().out


@pytest.mark.parametrize("stray", [False, True])
def test_of_two_versions_of_a_matrix_the_one_saved_last_counts(
    work: Path, capsys: pytest.CaptureFixture[str], stray: bool
) -> None:
    """With all its units and pages, also where a row names no unit; one of other units is no version of it."""
    filled_round()
    later = MATRIX.replace("-1", "-1 改")
    book = openpyxl.load_workbook(Path("sheets", MATRIX))
    book["监督"]["B7"] = 6
    if stray:
        book["监督"]["B9"] = 1
    book.save(Path("sheets", later))
    for name, day in ((MATRIX, 1), (later, 2)):
        change(Path("sheets", name), lambda book: setattr(book.properties, "modified", None))
        _saved_on(Path("sheets", name), day)
    assert scored(capsys)[1] == ["甲区 —", "乙区 —"]
    main(["score", "--no-cache", "--prefer", "latest"])
    out = capsys.readouterr().out
    assert "甲区  63.00" in out  # 3 more of 10, of 20
    assert "乙区  57.00" in out
    assert out.count("[L107]") == 1
    assert ("错误 1，" in out) is stray


def test_matrices_of_other_units_are_no_versions(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both count."""
    filled_round()
    for unit, row in (("甲区", 8), ("乙区", 7)):
        book = openpyxl.load_workbook(Path("sheets", MATRIX))
        for page in ("监督", "满意度"):
            book[page].delete_rows(row)
        book.save(Path("sheets/检查组", f"{unit}-检查组-1.xlsx"))
    Path("sheets", MATRIX).unlink()
    main(["score", "--no-cache", "--prefer", "latest"])
    assert "[L107]" not in capsys.readouterr().out


def _saved_on(path: Path, day: int) -> None:
    """Write into a workbook when it was saved, which openpyxl would make now."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-0%dT00:00:00Z" % day, core)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_items_of_two_parts_with_one_number_and_name_are_decided_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The arbitration sheet names the part where a source scores several."""
    write_round(tmp_path, ASSESSMENT.replace("assessors: 2}", "assessors: 2, disagreement: {points: 1, basis: 办法}}"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    filled_round()

    def disagree(book: Book) -> None:
        book["公开"]["G7"], book["平台_网站"]["G7"] = 0, 0  # 更新 in both

    change(Path("sheets", UNIT), disagree)
    assert {line[-5:-1] for line in scored(capsys)[0]} == {"L120"}
    assert main(["arbitrate"]) == 0
    path = Path("sheets/裁定表.xlsx")
    rows = [[cell.value for cell in row[:5]] for row in openpyxl.load_workbook(path).worksheets[0]["A3:E5"]]
    assert rows == [
        ["被考核单位", "评分来源", "部分", "编号", "子项"],
        ["甲区", "专家组", "公开", "2", "更新"],
        ["甲区", "专家组", "平台/网站", "2", "更新"],
    ]

    def decide(book: Book) -> None:
        for row, points in ((4, 4), (5, 1)):
            for column, value in zip("IJK", (points, "李主任", "核实"), strict=True):
                book.worksheets[0][f"{column}{row}"] = value

    change(path, decide)
    capsys.readouterr()
    main(["score", "--no-cache"])
    out = capsys.readouterr().out
    assert out.count("[L121]") == 2
    assert "甲区  58.00" in out  # 公开 7 of 10 by 50, 平台 4 of 10 by 20, 监督 12, 满意度 3


def test_a_part_that_is_added_later_is_filled_in_a_further_workbook(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that exist stay as they are; of the further one the pages that are left blank count for nothing."""
    filled_round()
    more = ASSESSMENT.replace("weight: 50%", "weight: 40%").replace(
        "  basis: 办法\n", "    - {name: 台账, weight: 10%, max: 10, sources: [专家组]}\n  basis: 办法\n"
    )
    (work / "assessment.yaml").write_text(more, "utf-8")
    said, _ = scored(capsys)
    assert {line[-5:-1] for line in said} == set()  # it is missing, and no file has it
    main(["score", "--no-cache"])
    assert "甲区 缺 专家组（台账） 的评分表（已交 0 份，应交 2 份）" in capsys.readouterr().out
    assert main(["template", "-o", "sheets/补"]) == 0
    for path in Path("sheets/补").rglob("*.xlsx"):
        if "检查组" in path.name:
            path.unlink()
        else:
            change(path, lambda book: book["台账"].__setitem__("G6", 3))
    assert scored(capsys) == ([], ["甲区 54.00", "乙区 54.00"])
