"""Importing: a printed table becomes a draft, and every place where it lacks something is told, no other."""

from __future__ import annotations

import datetime
import json
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.authoring.importing.importer import DraftedTable, import_file
from gkpg.cli.main import main
from gkpg.findings.finding import FindingError
from gkpg.findings.gallery import load_gallery
from gkpg.rubric import load_rubric
from gkpg.rubric.file_layout import lay_out_rubric
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import RUBRICS, rubric_of
from tests.otherformats import xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOTICE = Path(__file__).parent / "printed" / "notice-2022.txt"
HAND_MADE = ("shanghai-2022-district.yaml", "shanghai-2022-department.yaml")
EXAMPLES = {code: each for code, each in load_gallery().items() if code[0] == "T" and "\t" in each.wrong.zh}

#: Every gap of the notice: the line, the code, and what it is about.
GAPS = [
    [
        (3, "T115", "1"),
        (7, "T115", "46"),
        (108, "T201", "3 政策解读"),
        (110, "T301", "会议公开 15-(4+3+2+3)=3"),
        (110, "T401", "定向公开征求意见 > 定向意见征集"),
        (114, "T302", "推进重点领域目录体系建设和工作成效 5-(1+2)=2"),
        (115, "T403", "政府网站、政务新媒体、政务公开专区、政府公报"),
        (116, "T301", "保密审查 11-(1+3+2+1+1+2)=1"),
    ],
    [
        (122, "T110", "2022年上海市政务公开考核评估指标表（市级部门版）"),
        (123, "T204", "1、2；印出的合计 71，总分 100，缺 29 分"),
        (123, "T406", "政策解读质量、政策解读阶段"),
        (123, "T303", "后续解读 12-(6+1+2+2)=1"),
        (125, "T304", "会议公开 16-(4+3+2+3)=4"),
        (125, "T401", "定向公开征求意见 > 定向意见征集"),
        (131, "T301", "信息移交 9-(1+2+1+1+2)=2"),
    ],
]

#: The names that the hand-made rubrics shorten or take from the body of the notice, as the drafts have them: printed.
AS_PRINTED = [
    {
        "3.1": "解读质量",
        "3.2": "政策解读阶段解读",
        "4.1": "拓展网上政府互动渠道",
        "4.2": "做好中国政府网网民留言工作",
        "7.1": "落实基层政务公开标准化规范化要求",
        "7.2": "推进重点领域目录体系建设和工作成效",
        "7.3": "居（村）务公开标准化规范化工作",
    },
    {
        "3.2": "政策解读阶段",
        "4.1": "拓展网上政府互动渠道并做好中国网民留言选登",
        "4.2": "做好中国政府网网民留言工作",
    },
]


@pytest.fixture(scope="module")
def notice() -> tuple[DraftedTable, ...]:
    return import_file(NOTICE)


def about(draft: DraftedTable) -> list[tuple[int | None, str, str]]:
    """What a draft's findings are about, in short."""
    told = []
    for each in draft.findings:
        facts = {key: getattr(fact, "zh", fact) for key, fact in each.facts.items()}
        word = {
            "T201": "{item}",
            "T110": "{title}",
            "T115": "{count}",
            "T204": "{numbers}{left}",
            "T403": "{names}",
            "T406": "{names}",
            "T401": "{printed} > {name}",
        }.get(each.code, "{name} {formula}")
        told.append((each.place.line, each.code, word.format_map(facts)))
    return told


def walk(items: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from walk(item.get("items", ()))


def points(draft: DraftedTable) -> list[tuple[str, Any, Any]]:
    return [(item["id"], item["name"], item["max"]) for item in walk(draft.values["indicators"])]


def codes(draft: DraftedTable) -> list[str]:
    return [each.code for each in draft.findings]


# The notice


@pytest.mark.parametrize("place", [0, 1])
def test_the_notice_has_just_the_gaps_that_it_has(place: int, notice: tuple[DraftedTable, ...]) -> None:
    assert about(notice[place]) == GAPS[place]


@pytest.mark.parametrize("place", [0, 1])
def test_the_drafts_have_the_figures_and_names_of_the_hand_made_rubrics(
    place: int, notice: tuple[DraftedTable, ...]
) -> None:
    """Indicators 1 and 2 of the second table are lost; the hand-made rubric assumes them."""
    rubric = load_rubric(RUBRICS / HAND_MADE[place]).rubric
    assert rubric is not None
    hand = {item.id: item for top in rubric.indicators for item in top.walk()}
    drafted = {item["id"]: item for item in walk(notice[place].values["indicators"])}
    lost = {item_id for item_id in hand if place == 1 and item_id.split(".")[0] in {"1", "2"}}
    assert [item_id for item_id in hand if item_id not in lost] == [item for item in drafted if item not in lost]
    names = {item_id: item.name for item_id, item in hand.items()} | AS_PRINTED[place]
    for item_id in hand.keys() - lost:
        assert (drafted[item_id]["max"], drafted[item_id]["name"]) == (hand[item_id].max, names[item_id]), item_id
    assert [item["name"] for item_id, item in drafted.items() if item_id in lost] == ([None, None] if lost else [])


@pytest.mark.parametrize("place", [0, 1])
def test_the_drafts_keep_every_column_as_the_hand_made_rubrics_do(place: int, notice: tuple[DraftedTable, ...]) -> None:
    rubric = load_rubric(RUBRICS / HAND_MADE[place]).rubric
    assert rubric is not None
    hand = {item.id: item for top in rubric.indicators for item in top.walk()}
    values = notice[place].values
    assert values["title"] == rubric.title
    assert values["total"] == rubric.total == 100
    assert values["source"] == {
        "document": "沪府办字〔2022〕9号",
        "issued": datetime.date(2022, 8, 8),
        "part": f"附件{place + 1}",
    }
    for item in walk(values["indicators"]):
        if item["max"] is None:
            continue
        for key in ("scope", "description", "standard", "evidence", "method", "judgement"):
            assert item.get(key) == getattr(hand[item["id"]], key), (item["id"], key)


def test_repairs_of_the_first_draft_are_those_of_the_hand_made_rubric(notice: tuple[DraftedTable, ...]) -> None:
    rubric = load_rubric(RUBRICS / HAND_MADE[0]).rubric
    assert rubric is not None
    by_hand = {
        (item.id, field) for top in rubric.indicators for item in top.walk() for r in item.repair for field in r.field
    }
    drafted = set()
    for item in walk(notice[0].values["indicators"]):
        repairs = item.get("repair", [])
        drafted |= {(item["id"], each["field"]) for each in (repairs if isinstance(repairs, list) else [repairs])}
    assert drafted == by_hand


def test_the_first_draft_is_sound_and_the_second_lacks_what_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(NOTICE), "-o", str(tmp_path), "--lang", "zh"]) == 1
    assert capsys.readouterr().out.splitlines()[-4:] == [
        f"已写出 {tmp_path}/notice-2022-1.yaml：10 个指标、36 个计分项、总分 100，成立",
        f"已写出 {tmp_path}/notice-2022-2.yaml：还有缺口，补上后用 gkpg validate rubric {tmp_path}/notice-2022-2.yaml 检查",
        "草稿的 rubric（名称）和 version（版本）由 gkpg 拟定，group（类别）和 assessed_by（评分来源）没有写，请核定；勘误用 gkpg validate rubric 列出。",
        "错误 2，警告 1，说明 12",
    ]
    first, second = (load_rubric(tmp_path / f"notice-2022-{place}.yaml") for place in (1, 2))
    assert [each for each in first.findings if each.severity == "error"] == []
    assert {each.code for each in second.findings if each.severity == "error"} == {"R103"}
    assert len([each for each in second.findings if each.severity == "error"]) == 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_notice_in_other_encodings_is_the_same(
    encoding: str, notice: tuple[DraftedTable, ...], tmp_path: Path
) -> None:
    path = tmp_path / "notice-2022.txt"
    path.write_text(NOTICE.read_text("utf-8"), encoding)
    assert [draft.values for draft in import_file(path)] == [draft.values for draft in notice]


def blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines that are rows, and other lines one by one."""
    rows: list[str] = []
    for line in text.splitlines():
        if "\t" in line:
            rows.append(line)
            continue
        if rows:
            yield rows
        rows = []
        yield [line]
    if rows:
        yield rows


def test_the_notice_as_a_word_document_is_the_same(notice: tuple[DraftedTable, ...], tmp_path: Path) -> None:
    """Each page is a table of its own there, as programs that turn PDF into Word make them."""
    document = docx.Document()
    for block in blocks(NOTICE.read_text("utf-8")):
        if "\t" not in block[0]:
            document.add_paragraph(block[0])
            continue
        table = document.add_table(rows=0, cols=8)
        for line in block:
            for cell, text in zip(table.add_row().cells, line.split("\t"), strict=True):
                cell.text = text
    document.save(str(tmp_path / "notice-2022.docx"))
    drafts = import_file(tmp_path / "notice-2022.docx")
    assert [draft.values for draft in drafts] == [draft.values for draft in notice]
    assert [codes(draft) for draft in drafts] == [
        ["T115", "T115", "T201", "T301", "T401", "T302", "T403", "T301"],
        ["T110", "T204", "T406", "T303", "T304", "T401", "T301"],
    ]
    assert [str(each.place).rpartition("/")[2] for each in drafts[0].findings][2:4] == [
        "notice-2022.docx 表2!B2",
        "notice-2022.docx 表2!F4",
    ]


def test_the_notice_as_a_workbook_is_the_same(notice: tuple[DraftedTable, ...], tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for line in NOTICE.read_text("utf-8").splitlines():
        workbook.active.append([text or None for text in line.split("\t")])
    workbook.save(tmp_path / "notice-2022.xlsx")
    drafts = import_file(tmp_path / "notice-2022.xlsx")
    assert [draft.values for draft in drafts] == [draft.values for draft in notice]
    assert str(drafts[0].findings[3].place).endswith("notice-2022.xlsx Sheet!F110")


# The gallery


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_of_a_code_gives_it_and_its_near_miss_does_not(code: str, tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    found = []
    for text in (EXAMPLES[code].wrong.zh, EXAMPLES[code].right.zh):
        path.write_text(text, "utf-8")
        found.append({each for draft in import_file(path) for each in codes(draft)})
    assert code in found[0]
    assert code not in found[1]


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_near_miss_is_a_sound_draft(code: str, tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text(EXAMPLES[code].right.zh, "utf-8")
    assert main(["import", str(path), "-o", str(tmp_path / "out"), "--lang", "zh"]) == 0


# Layouts


def repacked(path: Path, changed: Path, part: str, old: str, new: str) -> None:
    """A zip file with something in one of its parts replaced."""
    with zipfile.ZipFile(path) as raw, zipfile.ZipFile(changed, "w") as made:
        for name in raw.namelist():
            text = raw.read(name)
            if name == part:
                assert old in text.decode()
                text = text.decode().replace(old, new).encode()
            made.writestr(name, text)


def text_table(folder: Path, text: str) -> DraftedTable:
    path = folder / "表.txt"
    path.write_text(text, "utf-8")
    (draft,) = import_file(path)
    return draft


def sheet(path: Path, rows: Sequence[Sequence[Any]], *merged: str) -> DraftedTable:
    """The draft of a workbook with one sheet: `None` is a blank."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "指标"
    for row in rows:
        workbook.active.append(row)
    for each in merged:
        workbook.active.merge_cells(each)
    workbook.save(path)
    (draft,) = import_file(path)
    return draft


LEVELS = [
    ["某市2024年政务公开考核指标表"],
    ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "考核单位", "备注"],
    ["主动公开（60分）", "目录编制", "目录更新", 20, "未更新的扣1分", "办公室", None],
    [None, None, "目录完整", 10, None, None, None],
    [None, "栏目维护", "栏目维护", 30, "按栏目维护情况评分", "信息中心", "重点"],
    ["依申请公开（40分）", "答复规范", "按时答复", "２５分", None, "法制科", None],
    [None, None, "格式规范", 15, None, "法制科", None],
    ["合计", None, None, 100, None, None, None],
]
OF_LEVELS = [
    ("1", "主动公开", 60),
    ("1.1", "目录编制", 30),
    ("1.1.1", "目录更新", 20),
    ("1.1.2", "目录完整", 10),
    ("1.2", "栏目维护", 30),
    ("2", "依申请公开", 40),
    ("2.1", "答复规范", 40),
    ("2.1.1", "按时答复", 25),
    ("2.1.2", "格式规范", 15),
]
MERGED = ("A1:G1", "A3:A5", "B3:B4", "F3:F4", "A6:A7", "B6:B7", "A8:C8")


@pytest.mark.parametrize("merged", [MERGED, ()], ids=["merged", "blanks below"])
def test_levels_side_by_side_become_levels(merged: tuple[str, ...], tmp_path: Path) -> None:
    draft = sheet(tmp_path / "a.xlsx", LEVELS, *merged)
    assert points(draft) == OF_LEVELS
    assert sorted(codes(draft)) == ["T113", "T316"]
    assert draft.values["title"] == "某市2024年政务公开考核指标表"
    assert (draft.values["version"], draft.values["total"]) == ("2024.1", 100)
    items = {item["id"]: item for item in walk(draft.values["indicators"])}
    assert items["1.2"]["judgement"] == "按栏目维护情况评分"
    assert items["1.1.1"]["standard"] == "未更新的扣1分"
    assert items["1.1" if merged else "1.1.1"]["method"] == "办公室"


def test_names_printed_anew_in_every_row_are_one_item(tmp_path: Path) -> None:
    rows = [list(row) for row in LEVELS]
    for row in range(3, 7):
        for column in (0, 1):
            rows[row][column] = rows[row][column] or rows[row - 1][column]
    assert points(sheet(tmp_path / "a.xlsx", rows)) == OF_LEVELS


def test_levels_of_a_word_table_with_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(LEVELS[0][0])
    table = document.add_table(rows=0, cols=7)
    for row in LEVELS[1:]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = "" if text is None else str(text)
    for first, last, column in ((1, 3, 0), (1, 2, 1), (1, 2, 5), (4, 5, 0), (4, 5, 1)):
        table.cell(first, column).merge(table.cell(last, column))
    table.cell(6, 0).merge(table.cell(6, 2))
    document.save(str(tmp_path / "a.docx"))
    (draft,) = import_file(tmp_path / "a.docx")
    assert points(draft) == OF_LEVELS
    told = [(each.code, str(each.place).rpartition("/")[2]) for each in draft.findings]
    assert told == [("T113", "a.docx 表1!G1"), ("T316", "a.docx 表1!E2")]


def test_points_of_two_levels_in_two_columns(tmp_path: Path) -> None:
    rows = [
        ["某县考核评分细则"],
        ["序号", "考核项目", "分值", "考核内容", "分值", "评分细则", "自评分"],
        [1, "组织领导", "１０", "成立领导小组，明确分管领导。", 5, "未成立的不得分", None],
        [None, None, None, "制定年度工作要点。", "5分", "未制定的不得分", None],
        [2, "信息发布", 20, "及时发布动态信息", 12, "每少一条扣0.5分", None],
        [None, None, None, "网站维护", 8, None, None],
        ["合计", None, 30, None, None, None, None],
    ]
    draft = sheet(tmp_path / "a.xlsx", rows)
    assert points(draft) == [
        ("1", "组织领导", 10),
        ("1.1", "成立领导小组，明确分管领导", 5),
        ("1.2", "制定年度工作要点", 5),
        ("2", "信息发布", 20),
        ("2.1", "及时发布动态信息", 12),
        ("2.2", "网站维护", 8),
    ]
    assert codes(draft) == []


def test_points_stand_in_names_and_in_descriptions(tmp_path: Path) -> None:
    rows = [
        ["自查表"],
        ["序号", "指标", "指标说明", "评分标准", "考核方式"],
        [1, "组织和渠道(1.2分)", "组织（0.2分）：有机构。\n渠道（1.0分）：畅通。", "据实评分", "网查"],
        [2, "公开内容（2.3分）", "内容完整", "按照完成情况打分", "网查"],
    ]
    draft = sheet(tmp_path / "a.xlsx", rows)
    assert points(draft) == [
        ("1", "组织和渠道", Decimal("1.2")),
        ("1.1", "组织", Decimal("0.2")),
        ("1.2", "渠道", Decimal("1.0")),
        ("2", "公开内容", Decimal("2.3")),
    ]
    assert codes(draft) == ["T112"]
    assert draft.values["indicators"][1]["judgement"] == "按照完成情况打分"


def test_rows_over_all_columns_name_the_level_above(tmp_path: Path) -> None:
    rows = [
        ["某市政务公开考核指标"],
        ["序号", "考核指标", "分值", "评分标准", "考核得分"],
        ["一、主动公开（60分）", None, None, None, None],
        [1, "目录", 20, "优20分；良15分；差5分", None],
        [2, "栏目", 40, "完成80%以上40分；60%以上30分", None],
        ["二、依申请公开（40分）", None, None, None, None],
        [3, "受理", 15, "每件扣1分", None],
        [4, "答复", 25, "按质量评分", None],
        ["合计", None, 100, None, None],
        ["注：本表由办公室解释。", None, None, None, None],
    ]
    draft = sheet(tmp_path / "a.xlsx", rows, "A3:E3", "A6:E6")
    assert points(draft) == [
        ("1", "主动公开", 60),
        ("1.1", "目录", 20),
        ("1.2", "栏目", 40),
        ("2", "依申请公开", 40),
        ("2.1", "受理", 15),
        ("2.2", "答复", 25),
    ]
    assert codes(draft) == ["T316", "T114"]


def test_numbers_that_count_the_rows_are_no_numbers_of_indicators(tmp_path: Path) -> None:
    rows = [
        ["考评表"],
        ["一级指标", "序号", "二级指标", "权重", "考评要点"],
        ["甲类", 1, "目录", 30, "齐全"],
        [None, 2, "更新", 20, "及时"],
        ["乙类", 3, "受理", 50, "规范"],
    ]
    draft = sheet(tmp_path / "a.xlsx", rows, "A3:A4")
    assert [item_id for item_id, _, _ in points(draft)] == ["1", "1.1", "1.2", "2", "2.1"]
    assert codes(draft) == ["T112"]


def test_a_heading_of_two_rows(tmp_path: Path) -> None:
    rows = [
        ["考评表"],
        ["序号", "考核指标", None, "分值", "评分标准"],
        [None, "一级指标", "二级指标", None, None],
        [1, "主动公开", "目录", 3, None],
        [None, None, "更新", 2, None],
        ["总分", None, None, 5, None],
    ]
    draft = sheet(tmp_path / "a.xlsx", rows, "B2:C2", "A2:A3", "D2:D3", "E2:E3", "A4:A5", "B4:B5", "A6:C6")
    assert points(draft) == [("1", "主动公开", 5), ("1.1", "目录", 3), ("1.2", "更新", 2)]
    assert codes(draft) == []


def test_ten_or_more_sub_items_get_ids_as_notices_print_them(tmp_path: Path) -> None:
    clauses = "；".join(f"事项{letter}0.1分" for letter in "甲乙丙丁戊己庚辛壬癸")
    draft = text_table(tmp_path, f"指标表\n序号\t指标\t分值\t评分标准\n1\t信息公开\t1\t{clauses}\n合计\t\t1\t\n")
    assert [item_id for item_id, _, _ in points(draft)] == ["1", *(f"1.{place}" for place in range(1, 11))]
    assert codes(draft) == []


@pytest.mark.parametrize(
    ("standard", "names", "told"),
    [
        ("目录4分；更新2分", ["目录", "更新"], []),
        ("目录（4分）、更新（2分）", ["目录", "更新"], []),
        ("1.目录 ４ 分；2.更新 2 分。", ["目录", "更新"], []),
        ("①目录4分，②更新2分", ["目录", "更新"], []),
        ("目录：4分\n更新：2分", ["目录", "更新"], []),
        ("加强历史公文转化4分；12345热线2分", ["加强历史公文转化", "12345热线"], []),
        ("未公开的扣4分；不及时的扣2分", [], ["T316"]),
        ("完成得4分；基本完成得2分", [], ["T316"]),
        ("优6分；良4分；中2分", [], []),
        ("完成80%以上6分；60%以上4分", [], ["T316"]),
        ("每条2分，最多6分", [], []),
        ("目录6分", [], []),
    ],
)
def test_a_standard_names_items_or_says_how_points_are_given(
    standard: str, names: list[str], told: list[str], tmp_path: Path
) -> None:
    draft = sheet(
        tmp_path / "a.xlsx",
        [["指标表"], ["序号", "指标", "分值", "评分标准"], [1, "公开", 6, standard], ["合计", None, 6]],
    )
    (item,) = draft.values["indicators"]
    assert [child["name"] for child in item.get("items", ())] == names
    assert codes(draft) == told


@pytest.mark.parametrize("name", HAND_MADE)
def test_a_blank_sheet_of_gkpg_gives_its_rubric_back(name: str, tmp_path: Path) -> None:
    rubric = load_rubric(RUBRICS / name).rubric
    assert rubric is not None
    (tmp_path / "甲.xlsx").write_bytes(render_unit_sheet(BlankUnitSheet(rubric, "甲", "组", "1")))
    (draft,) = import_file(tmp_path / "甲.xlsx")
    assert points(draft) == [(item.id, item.name, item.max) for top in rubric.indicators for item in top.walk()]
    assert codes(draft) == ["T115", "T113"]  # its instructions, and the points that it counts


def test_what_was_deleted_in_word_is_gone_and_what_was_inserted_is_there(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("序号", "指标", "分值"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("1", "公开", "3"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "raw.docx"))
    inserted = '<w:ins w:id="1" w:author="x"><w:r><w:t>目录</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>栏目</w:delText></w:r></w:del>'
    old = "<w:r><w:t>公开</w:t></w:r>"
    repacked(tmp_path / "raw.docx", tmp_path / "a.docx", "word/document.xml", old, f"{old}{inserted}{deleted}")
    (draft,) = import_file(tmp_path / "a.docx")
    assert points(draft) == [("1", "公开目录", 3)]


# The command

SMALL = "附件1\n2025年考核指标表\n序号\t指标\t指标说明\t分值\t评分标准\n1\t公开\t目录：齐全。更新：及时。\t3\t目录2分\n总分\t\t\t3\t\n"
SMALL_DRAFT = """\
rubric: 表
version: "2025.1"
title: 2025年考核指标表
language: zh
total: 3

indicators:
  - id: "1"
    name: 公开
    max: 3
    standard: 目录2分
    items:
      - id: "1.1"
        name: 目录
        max: 2
        description: 齐全。
      - id: "1.2"
        name: 更新
        max: 1
        description: 及时。
        repair: {field: max, kind: restored, reason: 原表未印分值：3-(2)=1}
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("表.txt").write_text(SMALL, "utf-8")
    return tmp_path


def test_a_draft_is_written_beside_and_told_in_chinese(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "表.txt", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == (
        "表.txt:4:21: 说明：1 公开 的“更新”没有印分值，复原为 3-(2)=1 [T301]\n"
        "已写出 表.yaml：1 个指标、2 个计分项、总分 3，成立\n"
        "草稿的 rubric（名称）和 version（版本）由 gkpg 拟定，group（类别）和 assessed_by（评分来源）没有写，请核定；勘误用 gkpg validate rubric 列出。\n"
        "错误 0，警告 0，说明 1\n"
    )
    assert (small / "表.yaml").read_text("utf-8") == SMALL_DRAFT
    assert rubric_of(SMALL_DRAFT, small / "again.yaml").total == 3


def test_a_draft_is_written_where_it_is_wanted_and_told_in_english(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "表.txt", "-o", "drafts/one.yaml", "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "表.txt:4:21: note: “更新” of 1 公开 has no printed points; restored: 3-(2)=1 [T301]\n"
        "wrote drafts/one.yaml: sound; indicators 1, scored items 2, total 3\n"
        "rubric (the id) and version were made up by gkpg, group and assessed_by are left out: set them; gkpg validate rubric lists the repairs.\n"
        "errors 0, warnings 0, notes 1\n"
    )
    assert (small / "drafts" / "one.yaml").exists()


def test_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "表.txt", "--output-format", "json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "files": [{"file": "表.yaml", "sound": True, "indicators": 1, "leaves": 2, "total": "3"}],
        "findings": [
            {
                "severity": "note",
                "code": "T301",
                "file": "表.txt",
                "line": 4,
                "column": 21,
                "sheet": None,
                "cell": None,
                "message": "“更新” of 1 公开 has no printed points; restored: 3-(2)=1",
                "remedy": "",
            }
        ],
        "summary": {"error": 0, "warning": 0, "note": 1},
    }


def test_nothing_that_exists_is_overwritten(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "表.yaml").write_text("mine", "utf-8")
    assert main(["import", "表.txt", "--lang", "en"]) == 2
    assert capsys.readouterr().err == (
        "gkpg: exists already: 表.yaml; nothing was written; name another folder or file with -o\n"
    )
    assert (small / "表.yaml").read_text("utf-8") == "mine"


def test_several_tables_need_a_folder(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(NOTICE), "-o", "one.yaml", "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"gkpg: {NOTICE} holds 2 tables; name a folder with -o\n"
    assert not (small / "one.yaml").exists()


def test_what_no_finding_of_the_table_explains_is_told_of_the_draft(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("表.txt").write_text("指标表\n序号\t指标\t分值\n1\t公开\t0.12345\n", "utf-8")
    assert main(["import", "表.txt", "--lang", "en"]) == 1
    assert [line.rpartition("[")[2] for line in capsys.readouterr().out.splitlines()[:3]] == ["T112]", "R107]", "R107]"]


# Files that are broken, hostile, or no tables


OLE = b"\xd0\xcf\x11\xe0" + bytes(600)
ENTITIES = b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>'
NOT_IMPORTED: dict[str, bytes | dict[str, bytes]] = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 20,
    "old.doc": OLE,
    "locked.docx": OLE + "EncryptedPackage".encode("utf-16-le"),
    "table.pdf": b"%PDF-1.7\n",
    "web.xls": b"<html><table><tr><td>1</td></tr></table></html>",
    "long.txt": ("序号\t指标\t分值\n1\t" + " " * 40_000 + "公开\t3").encode(),
    "rows.txt": ("序号\t指标\t分值\n" + "".join(f"{row}\t指标{row}\t1\n" for row in range(2_100))).encode(),
    "half.docx": b"PK\x03\x04" + bytes(2_000),
    "text.ods": {"content.xml": b"<a/>"},
    "other.zip": {"a": b"b"},
    "bomb.docx": {"word/document.xml": bytes(17_000_000)},
    "entities.docx": {"word/document.xml": ENTITIES},
}


def _zip(folder: Path, parts: dict[str, bytes]) -> bytes:
    path = folder / "made.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("empty.txt", "T101", "读不出（空文件）"),
        ("binary.txt", "T101", "读不出（不是文本文件）"),
        ("half.docx", "T101", "读不出（文件损坏）"),
        ("entities.docx", "T101", "读不出（文件损坏）"),
        ("locked.docx", "T102", "加了打开密码，不能读"),
        ("bomb.docx", "T103", "大得不像指标表（word/document.xml 16000001，上限 16000000）"),
        ("long.txt", "T103", "大得不像指标表（一行的字数 40006，上限 32767）"),
        ("rows.txt", "T103", "大得不像指标表（表的行数 2100，上限 2000）"),
        ("old.doc", "T104", "是旧格式的文件（doc、wps、xls、et），不能导入"),
        ("table.pdf", "T104", "是 PDF 文件，不能导入"),
        ("web.xls", "T104", "是网页，不能导入"),
        ("text.ods", "T104", "是 OpenDocument 文件（odt、ods），不能导入"),
        ("other.zip", "T104", "是别的压缩文件，不能导入"),
    ],
)
def test_a_file_that_cannot_be_read_costs_one_line(
    name: str, code: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    content = NOT_IMPORTED[name]
    path.write_bytes(_zip(tmp_path, content) if isinstance(content, dict) else content)
    assert main(["import", str(path), "--lang", "zh"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"gkpg: {path}: {said}，请")
    assert captured.err.endswith(f" [{code}]\n")
    assert captured.err.count("\n") == 1


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(FindingError) as caught:
        import_file(path)
    assert caught.value.finding.code == "T103"


def test_a_sheet_of_very_many_rows_is_given_up(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 210_001))
    (tmp_path / "a.xlsx").write_bytes(xlsx(rows))
    with pytest.raises(FindingError) as caught:
        import_file(tmp_path / "a.xlsx")
    assert caught.value.finding.code == "T103"


def test_merged_cells_that_cover_everything_are_given_up(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in range(1, 1_001):
        workbook.active.cell(row, 60).value = row
    workbook.active.merge_cells("A1:B2")
    workbook.save(tmp_path / "raw.xlsx")
    repacked(tmp_path / "raw.xlsx", tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "A1:B2", "A1:XFD1048576")
    with pytest.raises(FindingError) as caught:
        import_file(tmp_path / "a.xlsx")
    assert caught.value.finding.code == "T103"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "没有.docx"], "gkpg: 没有.docx: 文件或文件夹不存在，请检查路径 [F101]\n"),
        (["import", "."], "gkpg: .: 无法读取（是文件夹），请检查权限后重试 [F102]\n"),
        (["import"], "gkpg: 缺少 TABLE；用法见 gkpg import --help\n"),
    ],
)
def test_misuse_costs_one_line(words: list[str], said: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--lang", "zh"]) == 2
    assert capsys.readouterr().err == said


def test_a_document_without_a_table_says_what_a_table_is(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    document.add_paragraph("没有表")
    document.save("无表.docx")
    assert main(["import", "无表.docx", "--lang", "zh"]) == 2
    assert capsys.readouterr().err.startswith("gkpg: 无表.docx 里没有找到指标表：")


ODD = ['w:val="restart"', 'w:val="x"', 'w:val="-3"', 'w:val="99999999"', 'w:val=""', "</w:tc>", "<w:tbl>", "&x;"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("tag", ["vMerge", "gridSpan", "gridBefore"])
def test_a_broken_word_table_is_read_or_refused_and_never_more(tag: str, odd: str, tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("序号", "指标", "分值"), ("1", "公开", "3")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "raw.docx"))
    old = "<w:t>公开</w:t></w:r></w:p>"
    new = f"{old}<w:tcPr><w:{tag} {odd}/></w:tcPr>" if odd.startswith("w:") else f"{old}{odd}"
    repacked(tmp_path / "raw.docx", tmp_path / "a.docx", "word/document.xml", old, new)
    try:
        drafts = import_file(tmp_path / "a.docx")
    except FindingError as error:
        assert error.finding.code == "T101"
    else:
        assert [item["name"] for draft in drafts for item in draft.values["indicators"]] in (["公开"], ["1"], [])


# Laws

names = st.lists(
    st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", min_size=3, max_size=6), min_size=2, max_size=9, unique=True
)
figures = st.integers(1, 400).map(lambda number: Decimal(number) / 20)


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, list[tuple[str, Decimal]]]]:
    """Indicators with their sub-items."""
    return [
        (name, [(each, draw(figures)) for each in draw(names)])
        for name in draw(st.lists(st.text("东南西北中", min_size=2, max_size=4), min_size=1, max_size=4, unique=True))
    ]


def shown(number: Decimal) -> str:
    return f"{number.normalize():f}"


def printed(table: list[tuple[str, list[tuple[str, Decimal]]]], left_out: tuple[int, int] | None = None) -> str:
    """A table as a notice prints it, every sub-item described; the points of one may be left out."""
    lines = ["指标表", "序号\t指标\t指标说明\t分值\t评分标准"]
    for row, (name, items) in enumerate(table):
        clauses = "；".join(f"{each}{shown(most)}分" for at, (each, most) in enumerate(items) if (row, at) != left_out)
        parts = "".join(f"{each}：说明。" for each, _ in items)
        lines.append(f"{row + 1}\t{name}\t{parts}\t{shown(sum((most for _, most in items), Decimal(0)))}\t{clauses}")
    total = sum((most for _, items in table for _, most in items), Decimal(0))
    return "\n".join([*lines, f"合计\t\t\t{shown(total)}\t"])


def expected(table: list[tuple[str, list[tuple[str, Decimal]]]]) -> list[tuple[str, str, Decimal]]:
    found = []
    for row, (name, items) in enumerate(table, 1):
        found.append((str(row), name, sum((most for _, most in items), Decimal(0))))
        found += [(f"{row}.{at}", each, most) for at, (each, most) in enumerate(items, 1)]
    return found


@given(table=tables())
def test_what_is_printed_whole_is_read_back_without_a_word(
    table: list[tuple[str, list[tuple[str, Decimal]]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    draft = text_table(tmp_path_factory.mktemp("law"), printed(table))
    assert points(draft) == expected(table)
    assert codes(draft) == []


@given(table=tables(), data=st.data())
def test_one_figure_that_is_not_printed_is_restored_and_told(
    table: list[tuple[str, list[tuple[str, Decimal]]]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    row = data.draw(st.integers(0, len(table) - 1))
    at = data.draw(st.integers(0, len(table[row][1]) - 1))
    draft = text_table(tmp_path_factory.mktemp("law"), printed(table, (row, at)))
    assert points(draft) == expected(table)
    assert codes(draft) == ["T301"]


WORDS = st.sampled_from(
    [
        "序号",
        "指标",
        "分值",
        "评分标准",
        "指标说明",
        "一级指标",
        "二级指标",
        "合计",
        "小计",
        "100",
        "1",
        "2",
        "3分",
        "公开",
        "目录2分；更新1分",
        "目录：齐全。更新：及时。",
        "公开（3分）",
        "（",
        "",
        " ",
        "附件1",
        "指标表",
        "\u3000",
        "-1",
        "0",
        "一、公开（2分）",
    ]
)


@given(lines=st.lists(st.lists(WORDS, min_size=1, max_size=6).map("\t".join), max_size=14))
def test_whatever_is_printed_the_draft_is_yaml_and_the_same_again(
    lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("law") / "表.txt"
    path.write_text("\n".join(["序号\t指标\t分值\t评分标准", *lines]), "utf-8")
    drafts = import_file(path)
    assert drafts == import_file(path)
    for draft in drafts:
        document = parse_yaml(lay_out_rubric(draft.values).encode(), "draft.yaml")
        assert document.findings == ()
        assert document.data["title"] == draft.values["title"]


@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30),
    number=figures,
)
def test_a_draft_says_in_yaml_what_it_holds(text: str, number: Decimal) -> None:
    values = {
        "rubric": text,
        "version": text,
        "total": number,
        "indicators": [{"id": "1.10", "name": text, "max": None}],
    }
    document = parse_yaml(lay_out_rubric(values).encode(), "draft.yaml")
    assert document.data == {
        "rubric": text,
        "version": text,
        "total": number,
        "indicators": ({"id": "1.10", "name": text, "max": None},),
    }


def test_help_pages_load_nothing_that_reads_tables() -> None:
    program = (
        "import sys; from gkpg.cli.main import main; main(['import', '--help']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([__import__("sys").executable, "-c", program], capture_output=True, text=True, check=True)
    assert "gkpg.cli.import_command" in done.stderr
    assert not {"docx", "lxml", "yaml", "pydantic", "gkpg.authoring.importing"} & set(done.stderr.split())


def test_what_one_sum_restores_another_goes_on_from(tmp_path: Path) -> None:
    """The one missing figure of a table: its indicator follows from the total, and it from its indicator."""
    text = "2025年考核指标表\n一级指标\t二级指标\t分值\n公开\t目录\t3\n公开\t更新\t4\n解读\t质量\t1\n解读\t比例\t\n合计\t\t10\n"
    (tmp_path / "表.txt").write_text(text, "utf-8")
    (draft,) = import_file(tmp_path / "表.txt")
    told = [(finding.code, finding.message("zh")) for finding in draft.findings]
    assert told == [
        ("T301", "全表 的“解读”没有印分值，复原为 10-(7)=3"),
        ("T301", "2 解读 的“比例”没有印分值，复原为 3-(1)=2"),
    ]
    assert [item["max"] for item in draft.values["indicators"][1]["items"]] == [1, 2]


@pytest.mark.parametrize(
    ("numbers", "nested"),
    [
        (("1", "1.1", "1.2", "2", "2.1"), [("公开", 10, ["目录", "更新"]), ("解读", 20, ["质量"])]),
        (("一", "（一）", "（二）", "二", "（一）"), [("公开", 10, ["目录", "更新"]), ("解读", 20, ["质量"])]),
        (("一、", "(一)", "(二)", "二、", "(一)"), [("公开", 10, ["目录", "更新"]), ("解读", 20, ["质量"])]),
    ],
)
def test_rows_that_their_numbers_put_below_others(
    numbers: tuple[str, ...], nested: list[tuple[str, int, list[str]]], tmp_path: Path
) -> None:
    """A single column of names, and numbers that say the level: no row is counted twice."""
    rows = zip(numbers, (("公开", 10), ("目录", 4), ("更新", 6), ("解读", 20), ("质量", 20)), strict=True)
    text = "2025年考核指标表\n序号\t指标\t指标说明\t分值\t评分标准\n"
    text += "".join(f"{number}\t{name}\t看{name}\t{points}\t\n" for number, (name, points) in rows)
    (tmp_path / "表.txt").write_text(text + "合计\t\t\t30\t\n", "utf-8")
    (draft,) = import_file(tmp_path / "表.txt")
    assert [finding.code for finding in draft.findings] == []
    found = [
        (item["name"], item["max"], [each["name"] for each in item.get("items", ())])
        for item in draft.values["indicators"]
    ]
    assert found == nested


@pytest.mark.parametrize(
    ("standard", "names"),
    [
        ("及时占4分，有效占6分", ["及时", "有效"]),
        ("一是及时4分。二是有效6分。", ["及时", "有效"]),
        ("及时4分；有效5分，另有1分", None),
    ],
)
def test_what_a_sentence_says_around_a_name_is_none_of_it(
    standard: str, names: list[str] | None, tmp_path: Path
) -> None:
    text = f"2025年考核指标表\n序号\t指标\t指标说明\t分值\t评分标准\n1\t公开\t看\t10\t{standard}\n合计\t\t\t10\t\n"
    (tmp_path / "表.txt").write_text(text, "utf-8")
    (draft,) = import_file(tmp_path / "表.txt")
    (item,) = draft.values["indicators"]
    found = [each["name"] for each in item["items"]] if "items" in item else None
    assert found == names
